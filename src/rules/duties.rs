//! `check.duties`: what nobody may do both.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::{Duties as Demanded, EventIx, Step};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};

/// Nobody may do both things of a pair.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Duties {
    /// The pairs of events.
    conflicts: Placed<Vec<Vec<Name>>>,
    /// Where nobody may do both: on one `case`, or `ever`. Default: case.
    #[serde(default)]
    on: On,
    /// The time between the two that still counts: `"90 days"`. Default: any.
    within: Option<Name>,
}

/// Where nobody may do both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
enum On {
    #[default]
    Case,
    Ever,
}

impl Kind for Duties {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "approves-and-ships"
process  = "o2c"
severity = "high"
check.duties = { conflicts = [["order.approved", "shipment.sent"]], on = "case" }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let within = match &self.within {
            Some(written) => Some(scope.span(written)?),
            None => None,
        };
        if self.conflicts.iter().any(|pair| pair.len() != 2) || self.conflicts.is_empty() {
            scope.mistake_at(message!("problem-duties-pair"), self.conflicts.span());
            return None;
        }
        let pairs = self.conflicts.iter();
        let pairs: Vec<Option<Vec<EventIx>>> =
            pairs.map(|pair| scope.events_once(pair, 2)).collect();
        let pairs: Vec<Vec<EventIx>> = pairs.into_iter().collect::<Option<_>>()?;
        let first = scope.event_labels(pairs.first()?);
        let on = match self.on {
            On::Case => "case",
            On::Ever => "ever",
        };
        let count = pairs.len();
        let spoken = message!("spoken-duties", on = on, count = count).with("events", first);
        let finding = message!("finding-duties", on = on);
        let duties = Demanded {
            pairs: pairs.into_iter().map(|pair| (pair[0], pair[1])).collect(),
            on_case: self.on == On::Case,
            within,
        };
        Some(scope.flow(Step::Duties(duties), spoken, finding))
    }
}
