//! What headings mean: the words of ERP and CRM exports, and what fields are called that have them.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

use crate::profile::column::Said;

/// What the columns are whose headings end in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    /// Nothing that its values do not say as well.
    Anything,
    /// Names or numbers something.
    Code,
    /// To calculate with.
    Number,
    Date,
    /// Somebody.
    Person,
    Department,
    /// Of a person, and not for everybody.
    Private,
}

use Means::{Anything, Code, Date, Department, Number, Person, Private};

/// Chinese words, those of Taiwan and of the mainland, with what they are in the name of a field.
const WORDS: &[(&str, &str, Means)] = &[
    ("明细", "lines", Anything),
    ("明細", "lines", Anything),
    ("分录", "lines", Anything),
    ("單身", "lines", Anything),
    ("一览表", "", Anything),
    ("一覽表", "", Anything),
    ("一览", "", Anything),
    ("档案", "", Anything),
    ("主檔", "", Anything),
    ("列表", "", Anything),
    ("清单", "", Anything),
    ("清單", "", Anything),
    ("导入", "", Anything),
    ("匯入", "", Anything),
    ("导出", "", Anything),
    ("匯出", "", Anything),
    ("资料", "", Anything),
    ("資料", "", Anything),
    ("下单", "order", Anything),
    ("下單", "order", Anything),
    ("统一社会信用代码", "uscc", Code),
    ("统一编号", "uniform_no", Code),
    ("統一編號", "uniform_no", Code),
    ("纳税人识别号", "tax_no", Code),
    ("税号", "tax_no", Code),
    ("稅號", "tax_no", Code),
    ("身份证号码", "id_card", Private),
    ("身份证号", "id_card", Private),
    ("身份证", "id_card", Private),
    ("身分證字號", "id_card", Private),
    ("身分證", "id_card", Private),
    ("手机号码", "mobile", Private),
    ("手机号", "mobile", Private),
    ("手机", "mobile", Private),
    ("手機號碼", "mobile", Private),
    ("手機", "mobile", Private),
    ("联系电话", "phone", Private),
    ("聯絡電話", "phone", Private),
    ("电话号码", "phone", Private),
    ("電話號碼", "phone", Private),
    ("电话", "phone", Private),
    ("電話", "phone", Private),
    ("传真", "fax", Private),
    ("傳真", "fax", Private),
    ("电子邮箱", "email", Private),
    ("电子邮件", "email", Private),
    ("電子郵件", "email", Private),
    ("电邮", "email", Private),
    ("邮箱", "email", Private),
    ("信箱", "email", Private),
    ("银行账号", "bank_account", Private),
    ("銀行帳號", "bank_account", Private),
    ("联系人", "contact", Anything),
    ("聯絡人", "contact", Anything),
    ("联系", "contact", Anything),
    ("地址", "address", Anything),
    ("邮编", "postcode", Code),
    ("郵遞區號", "postcode", Code),
    ("单据编号", "document_no", Code),
    ("單據編號", "document_no", Code),
    ("单据号", "document_no", Code),
    ("單據號碼", "document_no", Code),
    ("单据", "document", Anything),
    ("單據", "document", Anything),
    ("单号", "no", Code),
    ("單號", "no", Code),
    ("单别", "document_type", Code),
    ("單別", "document_type", Code),
    ("销售订单", "order", Anything),
    ("客戶訂單", "order", Anything),
    ("采购订单", "purchase", Anything),
    ("採購單", "purchase", Anything),
    ("订单", "order", Anything),
    ("訂單", "order", Anything),
    ("合同", "contract", Anything),
    ("合約", "contract", Anything),
    ("发货单", "shipment", Anything),
    ("出货单", "shipment", Anything),
    ("出貨單", "shipment", Anything),
    ("发货", "shipped", Anything),
    ("出貨", "shipped", Anything),
    ("交货", "delivery", Anything),
    ("交貨", "delivery", Anything),
    ("交期", "due_date", Date),
    ("发票", "invoice", Anything),
    ("發票", "invoice", Anything),
    ("应收", "receivable", Anything),
    ("應收", "receivable", Anything),
    ("收款", "receipt", Anything),
    ("付款", "payment", Anything),
    ("投诉", "complaint", Anything),
    ("客訴", "complaint", Anything),
    ("客诉", "complaint", Anything),
    ("受理", "accepted", Anything),
    ("结案", "closed", Anything),
    ("結案", "closed", Anything),
    ("客户", "customer", Anything),
    ("客戶", "customer", Anything),
    ("供应商", "supplier", Anything),
    ("供應商", "supplier", Anything),
    ("廠商", "supplier", Anything),
    ("物料", "item", Anything),
    ("存货", "item", Anything),
    ("品号", "item_code", Code),
    ("品號", "item_code", Code),
    ("品名", "item_name", Anything),
    ("料号", "item_code", Code),
    ("料號", "item_code", Code),
    ("产品", "product", Anything),
    ("產品", "product", Anything),
    ("商品", "product", Anything),
    ("规格型号", "specification", Anything),
    ("规格", "specification", Anything),
    ("規格", "specification", Anything),
    ("型号", "model", Code),
    ("型號", "model", Code),
    ("条码", "barcode", Code),
    ("條碼", "barcode", Code),
    ("仓库", "warehouse", Anything),
    ("倉庫", "warehouse", Anything),
    ("库存", "stock", Anything),
    ("庫存", "stock", Anything),
    ("批号", "batch_no", Code),
    ("批號", "batch_no", Code),
    ("计量单位", "unit", Anything),
    ("单位", "unit", Anything),
    ("單位", "unit", Anything),
    ("币别", "currency", Anything),
    ("币种", "currency", Anything),
    ("幣別", "currency", Anything),
    ("汇率", "exchange_rate", Number),
    ("匯率", "exchange_rate", Number),
    ("税率", "tax_rate", Number),
    ("稅率", "tax_rate", Number),
    ("税额", "tax", Number),
    ("稅額", "tax", Number),
    ("折扣", "discount", Number),
    ("数量", "qty", Number),
    ("數量", "qty", Number),
    ("含税单价", "price_with_tax", Number),
    ("单价", "price", Number),
    ("單價", "price", Number),
    ("价税合计", "total", Number),
    ("價稅合計", "total", Number),
    ("总金额", "total", Number),
    ("總金額", "total", Number),
    ("金额", "amount", Number),
    ("金額", "amount", Number),
    ("合计", "total", Number),
    ("合計", "total", Number),
    ("余额", "balance", Number),
    ("餘額", "balance", Number),
    ("成本", "cost", Number),
    ("重量", "weight", Number),
    ("额度", "limit", Number),
    ("額度", "limit", Number),
    ("信用", "credit", Anything),
    ("制单人", "created_by", Person),
    ("製單人", "created_by", Person),
    ("创建人", "created_by", Person),
    ("建立者", "created_by", Person),
    ("审核人", "approved_by", Person),
    ("審核人", "approved_by", Person),
    ("核准人", "approved_by", Person),
    ("確認者", "approved_by", Person),
    ("修改人", "modified_by", Person),
    ("修改者", "modified_by", Person),
    ("业务员", "salesperson", Person),
    ("業務員", "salesperson", Person),
    ("销售员", "salesperson", Person),
    ("责任人", "owner", Person),
    ("負責人", "owner", Person),
    ("负责人", "owner", Person),
    ("经手人", "handler", Person),
    ("經手人", "handler", Person),
    ("处理人", "handler", Person),
    ("處理人", "handler", Person),
    ("受理人", "accepted_by", Person),
    ("提交人", "submitted_by", Person),
    ("申请人", "applicant", Person),
    ("申請人", "applicant", Person),
    ("制单", "created", Anything),
    ("製單", "created", Anything),
    ("创建", "created", Anything),
    ("建立", "created", Anything),
    ("审核", "approved", Anything),
    ("審核", "approved", Anything),
    ("核准", "approved", Anything),
    ("审批", "approval", Anything),
    ("簽核", "approval", Anything),
    ("提交", "submitted", Anything),
    ("修改", "modified", Anything),
    ("处理", "handled", Anything),
    ("處理", "handled", Anything),
    ("完成", "completed", Anything),
    ("生效", "effective", Anything),
    ("入职", "joined", Anything),
    ("到職", "joined", Anything),
    ("离职", "left", Anything),
    ("離職", "left", Anything),
    ("员工", "staff", Anything),
    ("員工", "staff", Anything),
    ("工号", "staff_no", Code),
    ("工號", "staff_no", Code),
    ("账号", "account", Person),
    ("帳號", "account", Person),
    ("用户名", "account", Person),
    ("使用者", "account", Person),
    ("姓名", "name", Anything),
    ("岗位", "post", Anything),
    ("职位", "post", Anything),
    ("職稱", "post", Anything),
    ("部门", "department", Department),
    ("部門", "department", Department),
    ("公司", "company", Anything),
    ("台账", "", Anything),
    ("台帐", "", Anything),
    ("台帳", "", Anything),
    ("登记表", "", Anything),
    ("登記表", "", Anything),
    ("登记", "", Anything),
    ("登記", "", Anything),
    ("仓管员", "keeper", Person),
    ("倉管員", "keeper", Person),
    ("采购员", "buyer", Person),
    ("採購員", "buyer", Person),
    ("跟单员", "order_clerk", Person),
    ("收货人", "consignee", Anything),
    ("收貨人", "consignee", Anything),
    ("承运商", "carrier", Anything),
    ("承運商", "carrier", Anything),
    ("物流公司", "carrier", Anything),
    ("快递单号", "tracking_no", Code),
    ("运单号", "tracking_no", Code),
    ("运费", "freight", Number),
    ("運費", "freight", Number),
    ("问题", "issue", Anything),
    ("問題", "issue", Anything),
    ("收到", "received", Anything),
    ("使用", "use", Anything),
    ("立账", "posted", Anything),
    ("立帳", "posted", Anything),
    ("承诺", "promised", Anything),
    ("承諾", "promised", Anything),
    ("责任", "responsible", Anything),
    ("責任", "responsible", Anything),
    ("纠正", "corrective", Anything),
    ("糾正", "corrective", Anything),
    ("措施", "action", Anything),
    ("状态", "status", Anything),
    ("狀態", "status", Anything),
    ("类型", "type", Anything),
    ("類型", "type", Anything),
    ("类别", "class", Anything),
    ("類別", "class", Anything),
    ("分类", "class", Anything),
    ("分類", "class", Anything),
    ("等级", "grade", Anything),
    ("等級", "grade", Anything),
    ("地区", "region", Anything),
    ("地區", "region", Anything),
    ("区域", "region", Anything),
    ("區域", "region", Anything),
    ("省份", "province", Anything),
    ("城市", "city", Anything),
    ("备注", "remark", Anything),
    ("備註", "remark", Anything),
    ("摘要", "summary", Anything),
    ("原因", "reason", Anything),
    ("说明", "description", Anything),
    ("說明", "description", Anything),
    ("日期", "date", Date),
    ("时间", "time", Date),
    ("時間", "time", Date),
    ("年度", "year", Code),
    ("期间", "period", Code),
    ("期間", "period", Code),
    ("月份", "month", Code),
    ("行号", "line_no", Code),
    ("项次", "line_no", Code),
    ("項次", "line_no", Code),
    ("序号", "line_no", Code),
    ("序號", "line_no", Code),
    ("编号", "no", Code),
    ("編號", "no", Code),
    ("编码", "code", Code),
    ("編碼", "code", Code),
    ("代码", "code", Code),
    ("代碼", "code", Code),
    ("代號", "code", Code),
    ("代号", "code", Code),
    ("名称", "name", Anything),
    ("名稱", "name", Anything),
    ("简称", "short_name", Anything),
    ("簡稱", "short_name", Anything),
    ("编制", "created", Anything),
    ("计划", "planned", Anything),
    ("計畫", "planned", Anything),
    ("预计", "expected", Anything),
    ("預計", "expected", Anything),
    ("实际", "actual", Anything),
    ("實際", "actual", Anything),
    ("要求", "required", Anything),
    ("到期", "due", Anything),
    ("开票", "invoiced", Anything),
    ("開立", "issued", Anything),
    ("含税", "with_tax", Anything),
    ("未税", "net", Anything),
    ("未稅", "net", Anything),
    ("销售", "sales", Anything),
    ("銷售", "sales", Anything),
    ("采购", "purchase", Anything),
    ("採購", "purchase", Anything),
    ("编", "no", Code),
    ("号", "no", Code),
    ("號", "no", Code),
    ("人", "by", Person),
    ("日", "date", Date),
    ("价", "price", Number),
    ("價", "price", Number),
    ("额", "amount", Number),
    ("額", "amount", Number),
];

/// The last words of Latin headings.
const LATIN: &[(&str, Means)] = &[
    ("no", Code),
    ("nr", Code),
    ("number", Code),
    ("num", Code),
    ("id", Code),
    ("code", Code),
    ("zip", Code),
    ("zipcode", Code),
    ("postcode", Code),
    ("sku", Code),
    ("key", Code),
    ("ref", Code),
    ("barcode", Code),
    ("guid", Code),
    ("year", Code),
    ("period", Code),
    ("amount", Number),
    ("amt", Number),
    ("qty", Number),
    ("quantity", Number),
    ("price", Number),
    ("total", Number),
    ("subtotal", Number),
    ("cost", Number),
    ("rate", Number),
    ("tax", Number),
    ("discount", Number),
    ("weight", Number),
    ("balance", Number),
    ("sum", Number),
    ("count", Number),
    ("score", Number),
    ("freight", Number),
    ("value", Number),
    ("percent", Number),
    ("date", Date),
    ("time", Date),
    ("datetime", Date),
    ("timestamp", Date),
    ("at", Date),
    ("day", Date),
    ("by", Person),
    ("user", Person),
    ("account", Person),
    ("owner", Person),
    ("salesperson", Person),
    ("employee", Person),
    ("approver", Person),
    ("department", Department),
    ("dept", Department),
    ("status", Anything),
    ("state", Anything),
    ("phone", Private),
    ("phonenumber", Private),
    ("mobile", Private),
    ("tel", Private),
    ("telephone", Private),
    ("fax", Private),
    ("email", Private),
    ("mail", Private),
    ("ssn", Private),
    ("iban", Private),
];

/// A heading taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// What a field may be called; none where it has letters that are in no word.
    pub(crate) name: Option<String>,
    means: Means,
}

impl Heading {
    pub(crate) fn is_person(&self) -> bool {
        self.means == Person
    }

    /// Whether it is of what things are called, and be it by numbers.
    pub(crate) fn is_called(&self) -> bool {
        let name = self.name.as_deref().unwrap_or_default();
        let last = name.rsplit('_').next().unwrap_or_default();
        ["name", "warehouse", "document", "department", "batch"].contains(&last)
    }

    pub(crate) fn is_department(&self) -> bool {
        self.means == Department
    }
}

/// What a heading says of its column.
pub(crate) fn said(heading: &str) -> Said {
    match taken_apart(heading).means {
        Code => Said::Code,
        Number => Said::Number,
        Date => Said::Date,
        Private => Said::Private,
        Anything | Person | Department => Said::Nothing,
    }
}

/// Takes a heading apart.
pub(crate) fn taken_apart(heading: &str) -> Heading {
    let plain = crate::tables::header::bare(heading);
    if plain.chars().any(|c| c > '\u{2e80}') {
        chinese(&plain)
    } else {
        latin(heading)
    }
}

fn chinese(heading: &str) -> Heading {
    let mut rest: &str = heading;
    let (mut name, mut means, mut known) = (String::new(), Anything, true);
    while let Some(c) = rest.chars().next() {
        let word = WORDS
            .iter()
            .filter(|(word, ..)| rest.starts_with(word))
            .max_by_key(|(word, ..)| word.len());
        if let Some((word, part, of_word)) = word {
            add(&mut name, part);
            means = *of_word;
            rest = &rest[word.len()..];
        } else if c.is_ascii_alphanumeric() {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
            let (part, behind) = rest.split_at(end.unwrap_or(rest.len()));
            add(&mut name, part);
            rest = behind;
        } else {
            if c.is_alphanumeric() {
                (known, means) = (false, Anything);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    Heading {
        name: (known && !name.is_empty()).then_some(name),
        means,
    }
}

fn add(name: &mut String, part: &str) {
    if part.is_empty() {
        return;
    }
    let separator = if name.is_empty() { "" } else { "_" };
    let _ = write!(name, "{separator}{part}");
}

/// `Order No.`, `OrderNo` and `order-no` are `order_no`.
fn latin(heading: &str) -> Heading {
    let folded: String = heading.nfkd().filter(char::is_ascii).collect();
    let mut name = String::new();
    let mut before = ' ';
    for (at, c) in folded.char_indices() {
        if c.is_ascii_alphanumeric() {
            let next = folded[at + 1..].chars().next();
            let starts = c.is_ascii_uppercase()
                && (before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase() && next.is_some_and(|n| n.is_ascii_lowercase()));
            if starts && !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        before = c;
    }
    let name = name.trim_matches('_').to_owned();
    let last = name
        .rsplit('_')
        .find(|word| !word.bytes().all(|b| b.is_ascii_digit()));
    let last = last.unwrap_or_default();
    let means = |word: &str| LATIN.iter().find(|(known, _)| *known == word);
    let private = name
        .split('_')
        .filter_map(means)
        .find(|(_, means)| *means == Private);
    // `STARTDATE` as well
    let ends = |(word, _): &&(&str, Means)| word.len() >= 4 && last.ends_with(word);
    let means = private
        .or_else(|| means(last))
        .or_else(|| LATIN.iter().find(ends));
    let letters = heading.chars().filter(|c| c.is_alphabetic()).count();
    let kept = name.chars().filter(char::is_ascii_alphabetic).count();
    Heading {
        name: (!name.is_empty() && kept * 2 >= letters).then_some(name),
        means: means.map_or(Anything, |(_, means)| *means),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_fields() {
        for (heading, name, means) in [
            ("订单号", "order_no", Code),
            ("訂單單號", "order_no", Code),
            ("Order No.", "order_no", Code),
            ("OrderNo", "order_no", Code),
            ("CustomerID", "customer_id", Code),
            ("客户编码", "customer_code", Code),
            ("* 金额（元）", "amount", Number),
            ("审核日期", "approved_date", Date),
            ("审核人", "approved_by", Person),
            ("联系电话", "phone", Private),
            ("PhoneNumber", "phone_number", Private),
            ("Total Due", "total_due", Anything),
        ] {
            let found = taken_apart(heading);
            assert_eq!(
                (found.name.as_deref(), found.means),
                (Some(name), means),
                "{heading}"
            );
        }
        assert_eq!(taken_apart("颜料").name, None);
    }
}
