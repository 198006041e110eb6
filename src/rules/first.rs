//! `check.first`: what a case begins with.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::Step;
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;

/// A case must begin with one of some events.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct First {
    /// One of these must be the first of the case.
    events: Vec<Name>,
}

impl Kind for First {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "shipped-without-order"
process  = "o2c"
check.first = { events = ["order.created"] }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let events = scope.events_once(&self.events, 1)?;
        let labels = scope.event_labels(&events);
        let spoken = message!("spoken-first", count = events.len()).with("events", labels.clone());
        let finding = message!("finding-first", count = events.len()).with("events", labels);
        Some(scope.flow(Step::First { events }, spoken, finding))
    }
}
