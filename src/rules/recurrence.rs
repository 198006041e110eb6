//! `check.recurrence`: nobody may have findings of the same rule month after month. Its table `history` is made by the
//! program: a record for each rule and owner with findings in this run, judged when all findings of the exports are known.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Detail, Expr, Judgement, Plan, Recurring, Recurs, Source};
use super::{Kind, Scope};
use crate::messages::{LocalText, message};
use crate::mistakes::Place;
use crate::mistakes::placed::{Name, Placed};
use crate::tables::Table;
use crate::tables::types::{FieldIx, FieldType};

/// The table of the records.
pub(crate) const TABLE: &str = "history";

/// The fields in the order of the table.
const FIELDS: [(&str, FieldType); 3] = [
    ("rule", FieldType::Text),
    ("owner", FieldType::Person),
    ("months", FieldType::Integer),
];
const RULE: FieldIx = 0;
pub(crate) const OWNER: FieldIx = 1;
const MONTHS: FieldIx = 2;

/// Who has findings in so many runs is named; in so many months as well, unless rules about that say otherwise.
pub(crate) const RECURS: usize = 3;
/// Calendar months in which those with findings are counted, unless the rule says otherwise.
pub(crate) const WITHIN: usize = 12;

/// Nobody may have findings of the same rule in so many months.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recurrence {
    /// Findings in so many months are a violation, that of the run included: 2 or more.
    months: Placed<u32>,
    /// Calendar months that are looked at, up to that of the run: `months` or more. Default: 12.
    within: Option<u32>,
    /// The rules whose findings count: ids, ids with `*`, tags, kinds or tables. Default: all rules about the exports but
    /// those of severity `info`.
    rules: Option<Placed<Vec<Name>>>,
}

impl Kind for Recurrence {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "finding-again"
severity = "high"
check.recurrence = { months = 3 }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        if *self.months < 2 {
            scope.mistake_at(message!("problem-recurrence-months"), self.months.span());
            return None;
        }
        let number = |written: u32| usize::try_from(written).unwrap_or(usize::MAX);
        let recurs = Recurs {
            months: number(*self.months),
            within: self.within.map_or(WITHIN, number),
        };
        if recurs.within < recurs.months {
            let message = message!(
                "problem-recurrence-within",
                months = recurs.months,
                within = recurs.within
            );
            scope.mistake_at(message, self.months.span());
            return None;
        }
        if let Some(rules) = self.rules.as_ref().filter(|rules| rules.is_empty()) {
            scope.mistake_at(message!("problem-recurrence-nothing"), rules.span());
            return None;
        }
        let again = Judgement::new(
            MONTHS,
            Expr::Boolean(false),
            message!(
                "expected-recurrence",
                months = recurs.months,
                within = recurs.within
            ),
            message!("finding-recurrence", within = recurs.within),
        );
        let recurring = Recurring {
            recurs,
            rules: self.rules.as_deref().cloned(),
        };
        let source = Source::Recurrence(recurring);
        Some(Plan::new(source, vec![again.detail(Detail::Recurrence)]))
    }
}

/// The table of the records; a document is a rule and an owner.
pub(crate) fn table(place: Place) -> Table {
    let [label, rule, owner, months] = LocalText::of_keys([
        "recurrence-table",
        "column-rule",
        "column-owner",
        "column-months",
    ]);
    let fields = FIELDS.into_iter().zip([rule, owner, months]);
    let fields = fields.map(|((name, kind), label)| (name, kind, label));
    Table::supplied(TABLE, label, fields, vec![RULE, OWNER], place)
}
