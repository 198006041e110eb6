//! `check.duplicate`: one thing, two codes.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Copies, Detail, Expr, Judgement, Lookup, Plan, Reduce, Source, Use};
use super::{Kind, Scope};
use crate::messages::{Message, message};
use crate::mistakes::placed::{Name, Placed};
use crate::names::{self, Grade};
use crate::tables::types::{ExprType, FieldIx, ONE};

/// No two rows may mean one firm or item; every row but the one to keep is a finding.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Duplicate {
    /// The field of the name, which a finding points at. A row without one is not judged.
    name: Name,
    /// Further fields that belong to the name, such as the specification of an item. Default: none.
    #[serde(default)]
    with: Vec<Name>,
    /// What the names are names of: company or item. Default: company.
    #[serde(default)]
    kind: names::Kind,
    /// The field by which people call a row, and by which `used_by` leads to it. Default: the key of the table.
    code: Option<Name>,
    /// Fields in which two rows of one thing never differ where both are filled, such as a tax number. Default: none.
    #[serde(default)]
    differ: Vec<Name>,
    /// Fields of which one must agree where the names are only related: tax number, phone, address. Default: none.
    #[serde(default)]
    agree: Vec<Name>,
    /// The least sure finding: certain, likely or weak. Default: weak, which needs `agree`.
    grade: Option<Placed<Grade>>,
    /// Rows of other tables that lead to the code: the row with the most of them is the one to keep. Default: none.
    #[serde(default)]
    used_by: Vec<UsedBy>,
}

/// Rows of another table that lead to a code.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UsedBy {
    /// The field that holds the code, written `TABLE.FIELD`.
    rows: Name,
    /// A number of those rows that is added up. Default: none.
    amount: Option<Name>,
}

impl Kind for Duplicate {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "customer-two-codes"
table = "customers"
when  = "type = 'company' AND status IS DISTINCT FROM 'disabled'"
check.duplicate = { name = "name", code = "code", differ = ["uscc"], agree = ["uscc", "contact"], used_by = [{ rows = "orders.customer_code", amount = "amount" }] }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let name = scope.field(&self.name);
        let with = of_each(&self.with, scope);
        let differ = of_each(&self.differ, scope);
        let agree = of_each(&self.agree, scope);
        let code = match &self.code {
            Some(code) => scope.field(code).map(Some),
            None => Some(match scope.dictionary(scope.table).key[..] {
                [key] => Some(key),
                _ => None,
            }),
        };
        if let Some(grade) = &self.grade
            && **grade == Grade::Weak
            && self.agree.is_empty()
        {
            scope.mistake_at(message!("problem-weak-agrees"), grade.span());
            return None;
        }
        let (name, with, differ, agree, code) = (name?, with?, differ?, agree?, code?);
        let mut uses = Vec::new();
        for used in &self.used_by {
            uses.push(used_by(used, code, scope)?);
        }
        let nothing = || Box::new(Expr::Text(String::new()));
        let mut names = vec![text(name, scope)];
        names.extend(
            with.iter()
                .map(|&field| Expr::Coalesce(Box::new(text(field, scope)), nothing())),
        );
        let since = scope.dictionary(scope.table).date;
        let source = Copies {
            kind: self.kind,
            grade: self.grade.as_ref().map_or(Grade::Weak, |grade| **grade),
            names,
            code: code.map(|code| text(code, scope)),
            differ: differ.iter().map(|&field| text(field, scope)).collect(),
            agree: agree
                .iter()
                .map(|&field| (field, text(field, scope)))
                .collect(),
            since: since.map(|field| scope.value(field)),
            uses,
        };
        let labels = source.uses.iter().map(|one| one.label.clone()).collect();
        let is_code_secret = code.is_some_and(|code| scope.describe(code).sensitive);
        let judgement = Judgement::new(
            name,
            Expr::Boolean(true),
            message!("expected-duplicate"),
            message!("finding-duplicate"),
        );
        let judgement = judgement.beside(with.into_iter());
        let detail = Detail::Twin(agree, labels, is_code_secret);
        Some(Plan::new(
            Source::Twins(Box::new(source)),
            vec![judgement.detail(detail)],
        ))
    }
}

/// The fields of names, of which there may be none.
fn of_each(names: &[Name], scope: &mut Scope) -> Option<Vec<FieldIx>> {
    if names.is_empty() {
        return Some(Vec::new());
    }
    scope.fields(names)
}

/// What stands in a field, as it is written.
fn text(field: FieldIx, scope: &Scope) -> Expr {
    match scope.value(field) {
        value if value.kind() == ExprType::Text => value,
        _ => Expr::Raw(field),
    }
}

fn used_by(used: &UsedBy, code: Option<FieldIx>, scope: &mut Scope) -> Option<Use> {
    let Some(code) = code else {
        scope.mistake_at(message!("problem-used-without-code"), used.rows.span());
        return None;
    };
    if !used.rows.contains('.') {
        scope.mistake_at(message!("problem-used-form"), used.rows.span());
        return None;
    }
    let (table, field) = scope.field_elsewhere(&used.rows)?;
    if !scope.expect_comparable(&used.rows, code, table, field) {
        return None;
    }
    let amount = match &used.amount {
        Some(name) => Some(amount(name, table, scope)?),
        None => None,
    };
    let (own, keys) = scope.paired_keys(&[code], table, &[field], &[]);
    let sum = |amount: Expr, scope: &mut Scope| {
        let lookup = scope.lookup(Lookup {
            table,
            keys: keys.clone(),
            when: None,
            reduce: Reduce::Sum(amount),
            optional: false,
        });
        Expr::Lookup(lookup, ExprType::Number, own.clone())
    };
    Some(Use {
        label: scope.dictionary(table).label.clone(),
        count: sum(Expr::Number(ONE), scope),
        amount: amount.map(|amount| sum(amount, scope)),
    })
}

/// A number that may be told: the sum over a single row is the cell.
fn amount(name: &Name, table: usize, scope: &mut Scope) -> Option<Expr> {
    let field = scope.field_of(table, name)?;
    let mistake: Option<Message> = if scope.value_of(table, field).kind() != ExprType::Number {
        Some(message!("problem-total-needs-numbers"))
    } else if scope.dictionary(table).fields[field].sensitive {
        Some(message!("problem-link-sensitive", field = &**name))
    } else {
        None
    };
    if let Some(mistake) = mistake {
        scope.mistake_at(mistake, name.span());
        return None;
    }
    Some(scope.value_of(table, field))
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, one, told_in, tried};

    const FIELDS: &str = "name = {}\ntax = {}\nphone = {}";
    const CSV: &str = "k,name,tax,phone\n\
        C1,上海华宇科技有限公司,T100,\n\
        C2,上海市華宇科技（有限）公司,,\n\
        C3,上海华宇科技有限公司,T200,\n\
        C4,上海华宏科技有限公司,,555-0100\n\
        C5,上海华宇科技公司,,5550100\n\
        C6,,T100,\n\
        C7,华庭酒店,,\n";

    #[test]
    fn all_but_the_row_to_keep_are_found() {
        let check =
            "check.duplicate = { name = \"name\", differ = [\"tax\"], agree = [\"phone\"] }";
        let found = one(FIELDS, check, CSV);
        // C1 and C3 are two firms; C2 and C5 may be either, and the weak C4 is like C5 alone
        assert_eq!(found.rows(), [3, 6]);
        assert_eq!(found.verdicts(), [4, 2, 0, 1, 0]);
        let [first, second] = &found.findings[..] else {
            panic!("{:?}", found.findings)
        };
        assert_eq!(
            (first.key.as_ref(), first.expected.as_str()),
            ("C2", "C1 or C3")
        );
        assert_eq!(
            first.message,
            "perhaps the same as row 2 “上海华宇科技有限公司” (C1): the names differ only in how they are written; row 4 (C3) fits as well, but those two are not the same: find out which of them it is"
        );
        let places = second.places.iter().flatten();
        assert_eq!(places.map(|place| place.row).collect::<Vec<_>>(), [2, 4]);
        let certain = check.replace(" }", ", grade = \"certain\" }");
        assert!(one(FIELDS, &certain, CSV).rows().is_empty());
        let one_firm = CSV.replace("T200", "T100");
        assert_eq!(one(FIELDS, &certain, &one_firm).rows(), [3, 4, 6]);
    }

    #[test]
    fn two_that_differ_are_never_copies_of_a_third() {
        let csv = "k,name,tax,phone\n\
            C6,华宇科技有限公司,91310000MA1K35128G,\n\
            C7,华宇科技有限公司,91310000MA1K35129X,\n\
            C8,华宇科技有限公司,待补,\n";
        let check = "check.duplicate = { name = \"name\", differ = [\"tax\"] }";
        assert_eq!(
            told_in(Lang::ZhCn, FIELDS, check, csv),
            [
                "与第 2 行“华宇科技有限公司”（C6）可能重复：名称相同；但与第 3 行（C7）同样相符，而那两行并不重复，请核实应归入哪一行"
            ]
        );
        assert_eq!(
            told_in(Lang::ZhTw, FIELDS, check, csv),
            [
                "與第 2 列「华宇科技有限公司」（C6）可能重複：名稱相同；但與第 3 列（C7）同樣相符，而那兩列並不重複，請查證應歸入哪一列"
            ]
        );
    }

    #[test]
    fn what_stands_for_nothing_is_nobody_and_fills_nothing() {
        let csv = "k,name,tax,phone\nC1,测试,,\nC2,测试,,\nC3,待补,,\nC4,待补,,\n\
            C5,华宇科技有限公司,T1,\nC6,华宇科技有限公司,无,-\n";
        let check = "check.duplicate = { name = \"name\", differ = [\"tax\"] }";
        let found = one(FIELDS, check, csv);
        assert_eq!(found.rows(), [7]);
        assert_eq!(found.verdicts(), [1, 1, 0, 4, 0]);
    }

    /// 测试 in a specification is none: it neither agrees nor differs.
    #[test]
    fn further_parts_that_stand_for_nothing_are_empty() {
        let rows = |first: &str, second: &str| {
            let csv = format!("k,name,spec\nC1,六角螺栓,{first}\nC2,六角螺栓,{second}\n");
            let check = "check.duplicate = { name = \"name\", with = [\"spec\"], kind = \"item\" }";
            let found = one("name = {}\nspec = {}", check, &csv);
            found
                .findings
                .first()
                .map(|finding| finding.message.clone())
        };
        let empty = rows("", "");
        assert!(empty.is_some());
        assert_eq!(rows("测试", "测试"), empty);
        assert_eq!(rows("测试", "00000000"), empty);
        assert_eq!(rows("M8", "待补"), rows("M8", ""));
        assert_ne!(rows("M8", "M8"), rows("测试", "测试"));
    }

    #[test]
    fn rows_of_one_code_are_told_apart_by_their_rows() {
        let csv = "k,name,tax,phone\nC4,华宇科技有限公司,,\nC4,华宇科技有限公司,,1\n";
        let check = "check.duplicate = { name = \"name\" }";
        let told = |lang| told_in(lang, FIELDS, check, csv).remove(0);
        assert_eq!(
            told(Lang::En),
            "the same as row 3 “华宇科技有限公司” (C4): the names are the same; keep row 3"
        );
        assert_eq!(
            told(Lang::ZhCn),
            "与第 3 行“华宇科技有限公司”（C4）重复：名称相同；建议保留第 3 行"
        );
        assert_eq!(
            told(Lang::ZhTw),
            "與第 3 列「华宇科技有限公司」（C4）重複：名稱相同；建議保留第 3 列"
        );
    }

    #[test]
    fn it_is_said_in_three_languages() {
        let csv = "k,name,tax,phone\nC1,上海华宇科技有限公司,,\nC2,上海华语科技有限公司,,\nC3,Emerald Harbor,,\nC4,Emerald Harbour,,\n";
        let check = "check.duplicate = { name = \"name\", agree = [\"phone\"] }";
        let told = |lang| told_in(lang, FIELDS, check, csv);
        assert_eq!(
            told(Lang::En),
            [
                "probably the same as row 2 “上海华宇科技有限公司” (C1): only characters that sound alike differ; keep C1",
                "probably the same as row 4 “Emerald Harbor” (C3): one character more or less; keep C3"
            ]
        );
        assert_eq!(
            told(Lang::ZhCn),
            [
                "与第 2 行“上海华宇科技有限公司”（C1）很可能重复：仅同音字或异体字不同；建议保留 C1",
                "与第 4 行“Emerald Harbor”（C3）很可能重复：相差一字；建议保留 C3"
            ]
        );
        assert_eq!(
            told(Lang::ZhTw)[0],
            "與第 2 列「上海华宇科技有限公司」（C1）很可能重複：僅同音字或異體字不同；建議保留 C1"
        );
    }

    #[test]
    fn the_most_used_is_kept_with_what_hangs_on_both() {
        let project = "[tables.c]\nfiles = \"c.csv\"\nkey = [\"no\"]\n[tables.c.fields]\nno = {}\nname = {}\n\
            [tables.o]\nlabel = \"Orders\"\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {}\namount = { type = \"decimal\" }\n\
            [[rule]]\nid = \"r\"\ntable = \"c\"\n\
            check.duplicate = { name = \"name\", used_by = [{ rows = \"o.c\", amount = \"amount\" }, { rows = \"o.c\" }] }\n";
        let files = [
            ("c.csv", "no,name\nA,华宇科技有限公司\nB,華宇科技有限公司\n"),
            ("o.csv", "c,amount\nB,1000.5\nB,2000\nA,7\nX,1\n"),
        ];
        let found = tried(project, &files, "r");
        assert_eq!(found.rows(), [2]);
        assert_eq!(
            found.findings[0].message,
            "the same as row 3 “華宇科技有限公司” (B): the names differ only in how they are written; \
             keep B (Orders 2 (3,000.5) there, 1 (7) here, Orders 2 there, 1 here)"
        );
        let told = |orders| {
            let found = tried(project, &[files[0], ("o.csv", orders)], "r");
            let message = &found.findings[0].message;
            message.split_once("; ").map(|(_, end)| end.to_owned())
        };
        assert_eq!(told("c,amount\nX,1\n").as_deref(), Some("keep A"));
        assert_eq!(
            told("c,amount\nB,a lot\nB,2000\n").as_deref(),
            Some(
                "keep B (Orders 2 (not all amounts could be read) there, none here, Orders 2 there, none here)"
            )
        );
        assert_eq!(
            told("c,amount\nB,a lot\nB,2000\nA,7\n").as_deref(),
            Some(
                "keep B (Orders 2 (not all amounts could be read) there, 1 (7) here, Orders 2 there, 1 here)"
            )
        );
    }

    #[test]
    fn items_are_compared_with_their_specification() {
        let csv =
            "k,name,spec\n1,六角螺栓,M8×20\n2,六角螺栓 M8*20,\n3,六角螺栓,M8×25\n4,六角螺栓,\n";
        let check = "check.duplicate = { name = \"name\", with = [\"spec\"], kind = \"item\" }";
        let found = one("name = {}\nspec = {}", check, csv);
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [3, 1, 0, 0, 0]);
    }

    #[test]
    fn what_is_masked_stays_so() {
        let csv = "k,name\nC1,Emerald Harbor Trading\nC2,EMERALD HARBOR TRADING\n";
        let check = "check.duplicate = { name = \"name\" }";
        let found = one("name = { sensitive = true }", check, csv);
        let message = &found.findings[0].message;
        assert!(
            message.contains("Eme***ng") && !message.contains("Harbor"),
            "{message}"
        );
    }

    #[test]
    fn a_crowd_is_told() {
        let rows = (0..60).map(|n| format!("{n},Firm{n} Works,,555-0100\n"));
        let csv = format!("k,name,tax,phone\n{}", rows.collect::<String>());
        let project = format!(
            "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {{}}\n{FIELDS}\n\
             [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.duplicate = {{ name = \"name\", agree = [\"phone\"] }}\n"
        );
        let (_, audit) = audited(&project, &[("t.csv", &csv)]);
        let messages = Messages::new(Lang::En);
        let told: Vec<String> = audit.notices.iter().map(|m| messages.text(m)).collect();
        assert_eq!(
            told,
            [
                "rule r: one value of phone is shared by more than 50 rows each (60 in all) and not taken for a sign that they belong together"
            ]
        );
    }
}
