//! `check.four_eyes`: different people do certain things.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::Step;
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;

/// Nobody may do two of some things on one case.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FourEyes {
    /// The events that different people must do: two or more.
    events: Vec<Name>,
}

impl Kind for FourEyes {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "order-approved-by-its-maker"
process  = "o2c"
severity = "high"
check.four_eyes = { events = ["order.created", "order.approved"] }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let events = scope.events_once(&self.events, 2)?;
        let labels = scope.event_labels(&events);
        let spoken =
            message!("spoken-four-eyes", count = events.len()).with("events", labels.clone());
        let finding = message!("finding-four-eyes", count = events.len()).with("events", labels);
        Some(scope.flow(Step::FourEyes { events }, spoken, finding))
    }
}
