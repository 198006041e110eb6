//! What was meant by words that are good ones elsewhere: in another program, or in the user's language.

use crate::messages::{Message, message};

/// Words of TOML, and what people write instead.
const WORDS: [(&str, &[&str]); 37] = [
    (
        "text",
        &[
            "string",
            "str",
            "char",
            "varchar",
            "文本",
            "文字",
            "字符",
            "字符串",
            "字串",
        ],
    ),
    ("integer", &["int", "whole", "整数", "整數"]),
    (
        "decimal",
        &[
            "number", "numeric", "float", "double", "real", "money", "amount", "数字", "數字",
            "小数", "小數", "数值", "數值", "金额", "金額",
        ],
    ),
    ("date", &["day", "日期"]),
    (
        "datetime",
        &[
            "timestamp",
            "time",
            "date-time",
            "日期时间",
            "日期時間",
            "时间",
            "時間",
        ],
    ),
    (
        "boolean",
        &["bool", "flag", "logical", "布尔", "布林", "是否"],
    ),
    (
        "person",
        &["user", "people", "account", "人员", "人員", "姓名"],
    ),
    (
        "critical",
        &[
            "urgent", "fatal", "blocker", "severe", "严重", "嚴重", "紧急", "緊急", "致命", "特高",
            "极高", "極高",
        ],
    ),
    ("high", &["error", "major", "高", "较高", "較高", "重要"]),
    (
        "medium",
        &[
            "warning", "warn", "middle", "moderate", "normal", "中", "一般",
        ],
    ),
    ("low", &["minor", "低", "轻微", "輕微"]),
    (
        "info",
        &["information", "notice", "hint", "提示", "信息", "資訊"],
    ),
    ("trim", &["strip", "首尾空格"]),
    ("spaces", &["space", "blanks", "whitespace", "空格", "空白"]),
    (
        "case",
        &["lower", "upper", "ignorecase", "大小写", "大小寫"],
    ),
    (
        "width",
        &["fullwidth", "halfwidth", "全角", "半角", "全形", "半形"],
    ),
    ("leading_zeros", &["zeros", "zero", "前导零", "前導零"]),
    (
        "dashes",
        &["hyphen", "hyphens", "连字符", "横线", "連字號", "橫線"],
    ),
    (
        "required",
        &[
            "not_null",
            "notnull",
            "mandatory",
            "not_empty",
            "必填",
            "非空",
        ],
    ),
    (
        "reference",
        &[
            "foreign_key",
            "foreignkey",
            "fk",
            "exists",
            "lookup",
            "引用",
            "参照",
            "參照",
        ],
    ),
    (
        "one_of",
        &["enum", "values", "in", "in_list", "allowed", "枚举", "列舉"],
    ),
    (
        "pattern",
        &[
            "regex",
            "regexp",
            "matches",
            "like",
            "格式",
            "正则",
            "規則運算式",
        ],
    ),
    (
        "latency",
        &[
            "sla",
            "deadline",
            "overdue",
            "timeliness",
            "时效",
            "時效",
            "时限",
            "時限",
            "逾期",
            "超时",
            "逾時",
        ],
    ),
    ("total", &["sum", "subtotal", "合计", "合計"]),
    (
        "expression",
        &[
            "condition",
            "sql",
            "formula",
            "must",
            "条件",
            "條件",
            "公式",
        ],
    ),
    (
        "unique",
        &[
            "duplicate",
            "duplicates",
            "distinct",
            "唯一",
            "重复",
            "重複",
        ],
    ),
    ("range", &["范围", "範圍", "区间", "區間"]),
    ("length", &["长度", "長度"]),
    ("compare", &["比较", "比較"]),
    ("dependency", &["一致", "依赖", "相依"]),
    (
        "severity",
        &["严重程度", "嚴重程度", "级别", "級別", "等级", "等級"],
    ),
    ("label", &["标题", "標題", "名称", "名稱"]),
    ("header", &["表头", "表頭", "列名", "欄名"]),
    ("type", &["类型", "類型"]),
    ("table", &["表", "表名"]),
    (
        "zh-CN",
        &[
            "zh",
            "cn",
            "chinese",
            "zh_cn",
            "zh-hans",
            "中文",
            "简体",
            "简体中文",
        ],
    ),
    (
        "zh-TW",
        &[
            "tw",
            "zh_tw",
            "zh-hant",
            "繁體",
            "繁體中文",
            "繁体",
            "繁体中文",
        ],
    ),
];

/// The possible value that another word is used for.
pub(crate) fn word<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let written = written.trim().to_lowercase();
    let is_known = |meant: &str| known.iter().copied().find(|name| *name == meant);
    if let Some(plain) = is_known(&written) {
        return Some(plain);
    }
    let mut words = WORDS.iter();
    words.find_map(|(meant, others)| {
        let is = others.contains(&written.as_str());
        is_known(meant).filter(|_| is)
    })
}

/// The units of durations with the names that people have for them, and how many minutes they are where they can be cut into
/// smaller ones.
const UNITS: [(&str, Option<f64>, &[&str]); 6] = [
    (
        "minutes",
        Some(1.0),
        &[
            "m", "min", "mins", "minute", "minutes", "分", "分钟", "分鐘",
        ],
    ),
    (
        "hours",
        Some(60.0),
        &[
            "h", "hr", "hrs", "hour", "hours", "时", "時", "小时", "小時", "钟头", "鐘頭",
        ],
    ),
    ("days", Some(1440.0), &["d", "day", "days", "天", "日"]),
    (
        "weeks",
        Some(10_080.0),
        &["w", "week", "weeks", "周", "週", "星期", "礼拜", "禮拜"],
    ),
    (
        "workdays",
        None,
        &[
            "wd",
            "workday",
            "workdays",
            "work day",
            "work days",
            "working day",
            "working days",
            "business day",
            "business days",
            "工作日",
            "工作天",
            "上班日",
        ],
    ),
    (
        "workhours",
        None,
        &[
            "wh",
            "workhour",
            "workhours",
            "work hour",
            "work hours",
            "working hour",
            "working hours",
            "business hours",
            "工作小时",
            "工作小時",
            "工时",
            "工時",
        ],
    ),
];

/// The duration that a number and the word behind it are, in whole numbers of a unit that there is.
pub(crate) fn duration(written: &str) -> Option<String> {
    let written = written.trim();
    let ends = |c: char| !c.is_ascii_digit() && c != '.';
    let (number, unit) = written.split_at(written.find(ends)?);
    let count: f64 = number.parse().ok()?;
    let unit = unit.trim().trim_start_matches(['个', '個']).to_lowercase();
    let (name, minutes, _) = UNITS
        .iter()
        .find(|(_, _, names)| names.contains(&unit.trim()))?;
    let whole = |count: f64, name: &str| {
        let fits = count.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&count);
        fits.then(|| match count {
            1.0 => format!("1 {}", name.trim_end_matches('s')),
            _ => format!("{count} {name}"),
        })
    };
    let as_it_is = whole(count, name).filter(|_| *name != "weeks");
    as_it_is.or_else(|| {
        let minutes = count * (*minutes)?;
        let smaller = [("days", 1440.0), ("hours", 60.0), ("minutes", 1.0)];
        smaller
            .iter()
            .find_map(|(name, of)| whole(minutes / of, name))
    })
}

/// Whether the day of the audit is meant, which limits call `as_of`.
pub(crate) fn is_as_of(written: &str) -> bool {
    let words = [
        "today",
        "now",
        "as_of",
        "as-of",
        "asof",
        "今天",
        "今日",
        "基准日",
        "基準日",
    ];
    words.contains(&written.trim().to_lowercase().as_str())
}

/// The units that are shown where any is possible.
pub(crate) const USUAL: [&str; 3] = ["hours", "days", "workdays"];

/// How a duration is written that was given as a bare number.
pub(crate) fn with_unit(number: &str, units: &[&str]) -> Option<Message> {
    let of = |unit: &&str| Some(format!("\"{}\"", duration(&format!("{number} {unit}"))?));
    let examples: Vec<String> = units.iter().filter_map(of).collect();
    (!examples.is_empty()).then(|| message!("hint-unit", names = examples))
}

#[cfg(test)]
mod tests {
    use super::{duration, word};

    #[test]
    fn words_of_other_programs_and_languages() {
        let types = ["text", "decimal", "datetime"];
        assert_eq!(word("String", &types), Some("text"));
        assert_eq!(word("数字", &types), Some("decimal"));
        assert_eq!(word(" Text", &types), Some("text"));
        // of a type that cannot stand there
        assert_eq!(word("bool", &types), None);
        assert_eq!(word("高", &["high", "low"]), Some("high"));
    }

    #[test]
    fn durations_in_other_words() {
        for (written, meant) in [
            ("24小时", "24 hours"),
            ("24h", "24 hours"),
            ("1.5 hours", "90 minutes"),
            ("1.5 天", "36 hours"),
            ("2 weeks", "14 days"),
            ("3个工作日", "3 workdays"),
            ("1 business day", "1 workday"),
            ("0.5 天", "12 hours"),
        ] {
            assert_eq!(duration(written).as_deref(), Some(meant), "{written}");
        }
        for none in [
            "24",
            "soon",
            "1.5 workdays",
            "0.001 minutes",
            "3 months",
            "",
        ] {
            assert_eq!(duration(none), None, "{none}");
        }
    }
}
