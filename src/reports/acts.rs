//! What a heading of dates says was done: of `审核时间` that is `审核`, so that a sentence can say "审核" and not "有审核时间".

/// How headings of dates end, in the characters of both sides of the strait.
const ENDINGS: [&str; 7] = ["时间", "時間", "日期", "时刻", "時刻", "时点", "日"];

/// What begins a date that is only meant to come.
const PLANNED: [&str; 18] = [
    "计划", "計劃", "計畫", "预计", "預計", "预定", "預定", "要求", "需求", "约定", "約定", "承诺",
    "承諾", "应", "應", "最晚", "最早", "客户",
];

/// How things end that a date can be of, and nobody does: `单据日期`, `发票日期`, `合同日期`.
const THINGS: [&str; 30] = [
    "订单",
    "訂單",
    "工单",
    "工單",
    "账单",
    "帳單",
    "运单",
    "運單",
    "报价单",
    "據",
    "据",
    "票",
    "同",
    "約",
    "约",
    "務",
    "务",
    "證",
    "证",
    "號",
    "号",
    "人",
    "書",
    "书",
    "期",
    "件",
    "工作",
    "會計",
    "会计",
    "系统",
];

/// Verbs of two characters that end like a thing: `制单`, `下单`.
const WITH_DOCUMENT: [char; 20] = [
    '制', '製', '下', '接', '开', '開', '派', '建', '结', '結', '录', '錄', '审', '審', '转', '轉',
    '立', '销', '填', '改',
];

/// What was done, where the heading says it.
pub(super) fn act(heading: &str) -> Option<&str> {
    let act = ENDINGS.iter().find_map(|end| heading.strip_suffix(end))?;
    let mut letters = act.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let is_han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let is_document = matches!(last, '单' | '單') && !WITH_DOCUMENT.contains(&before);
    let is_thing = is_document || THINGS.iter().any(|thing| act.ends_with(thing));
    let is_planned = PLANNED.iter().any(|start| act.starts_with(start));
    (act.chars().all(is_han) && !is_thing && !is_planned).then_some(act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_was_done() {
        for (heading, said) in [
            ("审核时间", Some("审核")),
            ("核准日期", Some("核准")),
            ("处理完成时间", Some("处理完成")),
            ("制单日期", Some("制单")),
            ("下單時間", Some("下單")),
            ("发货日", Some("发货")),
            ("订单审核时间", Some("订单审核")),
            ("收款日期", Some("收款")),
            ("单据日期", None),
            ("發票日期", None),
            ("销售订单日期", None),
            ("发货单日期", None),
            ("预计到货日期", None),
            ("要求发货日", None),
            ("生日", None),
            ("日期", None),
            ("交期", None),
            ("Approved At", None),
            ("handled时间", None),
        ] {
            assert_eq!(act(heading), said, "{heading}");
        }
    }
}
