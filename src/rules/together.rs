//! `check.together`: all of some events, or none.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::Step;
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;

/// A case must have all of some events, or none of them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Together {
    /// The events that go together: two or more.
    events: Vec<Name>,
}

impl Kind for Together {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "order-approved-and-shipped"
process  = "o2c"
check.together = { events = ["order.approved", "shipment.sent"] }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let events = scope.events_once(&self.events, 2)?;
        let labels = scope.event_labels(&events);
        let spoken =
            message!("spoken-together", count = events.len()).with("events", labels.clone());
        let finding = message!("finding-together", count = events.len()).with("events", labels);
        Some(scope.flow(Step::Together { events }, spoken, finding))
    }
}
