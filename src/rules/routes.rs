//! `check.routes`: the ways that cases may go.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::{EventIx, Open, Routes as Demanded, Step};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;

/// A case must go one of some ways, from its first event to its last.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Routes {
    /// The ways, each with all of its events in their order.
    allowed: Vec<Vec<Name>>,
    /// What a case is that is on one of the ways and not at its end: `wait`, pending, or `count`, a violation. Default: wait.
    #[serde(default = "wait")]
    still_open: Open,
}

fn wait() -> Open {
    Open::Wait
}

impl Kind for Routes {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "order-off-its-way"
process  = "o2c"
check.routes = { allowed = [["order.created", "order.approved", "shipment.sent"]] }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let ways = self.allowed.iter().map(|way| scope.events(way, 1));
        let ways: Vec<Option<Vec<EventIx>>> = ways.collect();
        if ways.is_empty() {
            scope.mistake(message!("problem-few-events", count = 1));
        }
        let allowed: Vec<Vec<EventIx>> = ways.into_iter().collect::<Option<_>>()?;
        let first = scope.event_labels(allowed.first()?);
        let count = allowed.len();
        let spoken = message!("spoken-routes", count = count).with("events", first);
        let finding = message!("finding-routes");
        let routes = Demanded {
            allowed,
            open: self.still_open,
        };
        Some(scope.flow(Step::Routes(routes), spoken, finding))
    }
}
