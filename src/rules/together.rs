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
        Some(scope.flow(Step::Together { events }, &spoken, &finding))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::on_log;

    #[test]
    fn all_or_none() {
        let rows = "1,a,2026-10-02 08:00,,\n1,b,2026-10-03 08:00,,\n1,c,2026-10-03 09:00,,\n2,b,2026-10-01 08:00,,\n3,d,2026-10-01 08:00,,\n";
        let check = "check.together = { events = [\"a\", \"b\", \"c\"] }";
        let found = on_log("", check, rows);
        assert_eq!(found.verdicts(), [1, 1, 0, 1, 0]);
        assert_eq!(found.findings[0].message, "B without A, C");
    }
}
