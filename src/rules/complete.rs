//! `check.complete`: a record holds what its use asks for.

use std::num::NonZeroU32;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::grouping::percent;
use super::plan::{
    Detail, Expr, Fill, Judgement, Lookup, Measure, Needed, Op, Plan, Reduce, Source, Wanted,
};
use super::{Kind, Scope};
use crate::messages::{LocalText, Message, grouped_decimal, message};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::types::{ExprType, FieldIx, Fold, ONE};
use crate::tables::{number, person};

/// How many columns can be asked for.
const MOST: usize = 60;

/// What people write where they have nothing to write, after clean-up of width and case.
const PLACEHOLDERS: [&str; 22] = [
    "-", "--", "/", ".", "?", "*", "na", "n/a", "nil", "null", "none", "tbd", "无", "無", "空",
    "待补", "待補", "待定", "未知", "不详", "不詳", "暂无",
];

/// A record must hold what its use asks for; one finding names all that is missing.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Complete {
    /// What is asked for.
    need: Placed<Vec<Need>>,
    /// How much of what is asked of a record must be there, by weight. Default: `"100%"`.
    at_least: Option<Name>,
    /// Words that stand for nothing, beside the field's `null`. Default: `-`, `/`, `NA`, `无`, `待补` and the like.
    placeholders: Option<Vec<String>>,
}

/// Fields that are asked for together.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Need {
    /// The fields that must be filled.
    columns: Option<Vec<Name>>,
    /// In place of `columns`: all fields whose heading is marked with `*`, as import templates mark what they require. Default: false.
    #[serde(default)]
    starred: bool,
    /// SQL condition: only records that meet it are asked. Default: all are.
    when: Option<Name>,
    /// `TABLE.FIELD` of another table: only records whose key stands there are asked.
    used_in: Option<Name>,
    /// What each of the fields weighs. Default: 1.
    weight: Option<NonZeroU32>,
    /// Why they are asked for, as a finding says it behind them.
    label: Option<LocalText>,
}

impl Kind for Complete {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "customer-card-incomplete"
table = "customers"
[rule.check.complete]
at_least = "80%"
need = [
  { columns = ["name", "contact"] },
  { columns = ["uscc"], when = "type = 'company'", weight = 3, label = "companies" },
  { columns = ["status"], used_in = "orders.customer_code", weight = 2 },
]
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let told = scope.problems.len();
        let least = match &self.at_least {
            Some(written) => percent(written, scope)?,
            None => 100 * ONE,
        };
        let (mut needed, mut wanted) = (Vec::new(), Vec::new());
        let mut asked_of: IndexMap<FieldIx, Vec<Expr>> = IndexMap::new();
        for (group, need) in self.need.iter().enumerate() {
            let columns = need.columns(self.need.span(), scope);
            let Some((asked, why)) = need.asked(scope) else {
                continue;
            };
            for field in columns.into_iter().flatten() {
                asked_of.entry(field).or_default().push(asked.clone());
                let weight = need.weight.map_or(1, NonZeroU32::get);
                needed.push(Needed {
                    asked: asked.clone(),
                    missing: self.missing(field, scope),
                    weight,
                });
                wanted.push(Wanted {
                    column: scope.describe(field).label.clone(),
                    group,
                    why: why.clone(),
                    weight,
                });
            }
        }
        if scope.problems.len() > told {
            return None;
        }
        if wanted.is_empty() || wanted.len() > MOST {
            let message = message!("problem-complete-columns", most = MOST);
            scope.mistake_at(message, self.need.span());
            return None;
        }
        let first = needed
            .first()
            .and_then(|one| one.missing.fields().first().copied());
        let column = scope
            .dictionary(scope.table)
            .key
            .first()
            .copied()
            .or(first)?;
        let least_text = grouped_decimal(&number::text(least));
        let judgement = Judgement::new(
            column,
            Expr::Lacks(needed, least),
            message!("expected-complete", least = least_text.as_str()),
            message!("finding-complete"),
        );
        let judgement = Judgement {
            written: true,
            ..judgement.detail(Detail::Needed(wanted))
        };
        let fills = asked_of.into_iter().map(|(field, asked)| Fill {
            field,
            asked: Expr::any(asked),
            missing: self.missing(field, scope),
        });
        Some(Plan {
            measure: Some(Measure::Filled(fills.collect())),
            ..Plan::new(Source::Rows, vec![judgement])
        })
    }
}

impl Complete {
    /// Whether a field holds nothing, or what stands for nothing.
    fn missing(&self, field: FieldIx, scope: &Scope) -> Expr {
        let folds = [Fold::Trim, Fold::Width, Fold::Case];
        let words: Vec<String> = match &self.placeholders {
            Some(words) => {
                let folded = words.iter().map(|word| person::fold(word, &folds));
                folded.collect()
            }
            None => PLACEHOLDERS.map(str::to_owned).to_vec(),
        };
        let raw = Expr::Raw(field);
        let is_text = scope.describe(field).expr_type() == ExprType::Text;
        if !is_text || words.is_empty() {
            return raw.missing();
        }
        let stands_for_nothing = Expr::InTexts(Box::new(raw.clone().fold(&folds)), words);
        Expr::Or(vec![raw.missing(), stands_for_nothing])
    }
}

impl Need {
    /// The fields that must be filled.
    fn columns(&self, place: std::ops::Range<usize>, scope: &mut Scope) -> Option<Vec<FieldIx>> {
        match (&self.columns, self.starred) {
            (Some(columns), false) => scope.fields(columns),
            (None, true) => {
                let table = scope.dictionary(scope.table);
                let fields = table.fields.iter().enumerate();
                let starred =
                    fields.filter(|(_, field)| field.headers.iter().any(|h| is_starred(h)));
                let starred: Vec<FieldIx> = starred.map(|(ix, _)| ix).collect();
                if starred.is_empty() {
                    scope.mistake_at(message!("problem-complete-starred"), place);
                    return None;
                }
                Some(starred)
            }
            _ => {
                scope.mistake_at(message!("problem-complete-need"), place);
                None
            }
        }
    }

    /// Which records are asked, and why; none where that has a mistake.
    fn asked(&self, scope: &mut Scope) -> Option<(Expr, Option<Message>)> {
        let mut conditions = Vec::new();
        if let Some(when) = &self.when {
            conditions.push(scope.condition(scope.table, when)?);
        }
        let mut why = None;
        if let Some(name) = &self.used_in {
            let (used, label) = used(name, scope)?;
            conditions.push(used);
            why = Some(message!("complete-used", table = label));
        }
        if let Some(label) = &self.label {
            why = Some(message!("complete-why", why = label.clone()));
        }
        let asked = match conditions.len() {
            0 => Expr::Boolean(true),
            1 => conditions.remove(0),
            _ => Expr::And(conditions),
        };
        Some((asked, why))
    }
}

/// Whether the key of a record stands in a field of another table, and what that table is called.
fn used(name: &Name, scope: &mut Scope) -> Option<(Expr, LocalText)> {
    if !name.contains('.') {
        scope.mistake_at(message!("problem-complete-used"), name.span());
        return None;
    }
    let (other, target) = scope.field_elsewhere(name)?;
    let table = scope.dictionary(scope.table);
    let &[key] = table.key.as_slice() else {
        let message = message!("problem-complete-key", table = table.name.as_str());
        scope.mistake_at(message, name.span());
        return None;
    };
    if !scope.expect_comparable(name, key, other, target) {
        return None;
    }
    let (own, keys) = scope.paired_keys(&[key], other, &[target], &[]);
    let lookup = scope.lookup(Lookup {
        table: other,
        keys,
        when: None,
        reduce: Reduce::Exists,
        optional: false,
    });
    let found = Expr::Lookup(lookup, ExprType::Number, own);
    let label = scope.dictionary(other).label.clone();
    Some((found.compare(Op::Gt, Expr::Number(0)), label))
}

/// Whether a heading is marked as required: `*客户编码`, `客户编码*`, `客户编码(*)`.
fn is_starred(heading: &str) -> bool {
    let is_star = |c: char| matches!(c, '*' | '＊');
    let heading = heading.trim();
    let inner = heading.trim_end_matches([')', '）', ']', '】']);
    heading.starts_with(is_star) || inner.ends_with(is_star)
}

#[cfg(test)]
mod tests {
    use super::is_starred;
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, one, told_in, tried};

    const FIELDS: &str = "name = {}\nlevel = {}\ntel = {}\nlimit = { type = \"decimal\" }\ntax = { header = \"税号\" }";
    const CHECK: &str = "[rule.check.complete]\nneed = [ { columns = [\"name\", \"tel\"] },\n\
        { columns = [\"limit\", \"tax\"], when = \"level = 'A'\", weight = 3, label = \"level A\" } ]\n";

    #[test]
    fn one_finding_names_all_that_is_missing() {
        let csv = "k,name,level,tel,limit,税号\n1,a,A,1,5,9\n2,a,A,,,ＮＡ\n3,a,B,1,,\n4,a,B,-,,\n5,,A,1,x,9\n6,a,A,1\n";
        let found = one(FIELDS, CHECK, csv);
        assert_eq!(found.rows(), [3, 5, 6]);
        assert_eq!(found.verdicts(), [2, 3, 0, 0, 1]);
        let said: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "12% complete; missing: tel; limit, 税号 (level A)",
                "50% complete; missing: tel",
                // what cannot be read is not missing
                "87% complete; missing: name",
            ]
        );
        assert_eq!(found.findings[0].value, "2");
        let told = told_in(Lang::ZhCn, FIELDS, CHECK, csv);
        assert_eq!(told[0], "完整度 12%，缺：tel；limit、税号（level A）");
    }

    #[test]
    fn enough_by_weight() {
        let check = CHECK.replace("need =", "at_least = \"87.5%\"\nneed =");
        let csv = "k,name,level,tel,limit,税号\n1,a,A,,5,9\n2,a,A,,5,\n3,a,B,,,\n";
        assert_eq!(one(FIELDS, &check, csv).rows(), [3, 4]);
    }

    /// Where the level is not known, what is asked whatever it is decides, and the rest is told.
    #[test]
    fn a_condition_that_is_open() {
        let csv = "k,name,level,tel,limit,税号\n1,a,,1,,\n2,,,1,,\n3,a,,1,5,9\n";
        let found = one(FIELDS, CHECK, csv);
        assert_eq!((found.rows(), found.verdicts()), (vec![3], [1, 1, 0, 1, 0]));
        let project = format!(
            "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {{}}\n{FIELDS}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n{CHECK}"
        );
        let (_, audit) = audited(&project, &[("t.csv", csv)]);
        let messages = Messages::new(Lang::En);
        let told: Vec<String> = audit.notices.iter().map(|m| messages.text(m)).collect();
        assert!(
            told[0].contains("for 1 row") && told[0].contains("because level is empty"),
            "{told:?}"
        );
    }

    #[test]
    fn what_another_table_uses() {
        let project = "[tables.c]\nfiles = \"c.csv\"\nkey = [\"no\"]\n[tables.c.fields]\nno = {}\nname = {}\nroad = {}\n\
            [tables.s]\nfiles = \"s.csv\"\nlabel = \"Shipments\"\n[tables.s.fields]\ncustomer = {}\n\
            [[rule]]\nid = \"r\"\ntable = \"c\"\n[rule.check.complete]\n\
            need = [ { columns = [\"name\"] }, { columns = [\"road\"], used_in = \"s.customer\" } ]\n";
        let files = [
            ("c.csv", "no,name,road\n1,a,\n2,b,\n3,c,x\n"),
            ("s.csv", "customer\n2\n3\n"),
        ];
        let found = tried(project, &files, "r");
        assert_eq!(found.rows(), [3]);
        assert_eq!(
            found.findings[0].message,
            "50% complete; missing: road (used in Shipments)"
        );
    }

    #[test]
    fn headings_with_a_star() {
        for heading in [
            "客户编码(*)",
            "*客户编码",
            "客户编码*",
            "名称（＊）",
            " 名称 * ",
        ] {
            assert!(is_starred(heading), "{heading}");
        }
        assert!(!is_starred("2*3 mm"));
        let fields = "name = { header = \"名称(*)\" }\ntel = { header = \"电话\" }";
        let check = "check.complete = { need = [{ starred = true }] }";
        let found = one(fields, check, "k,名称(*),电话\n1,,\n2,a,\n");
        assert_eq!(found.rows(), [2]);
        assert_eq!(found.findings[0].message, "0% complete; missing: 名称(*)");
    }
}
