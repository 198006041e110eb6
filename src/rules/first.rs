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
        Some(scope.flow(Step::First { events }, &spoken, &finding))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::on_log;

    #[test]
    fn what_a_case_begins_with() {
        let rows = "1,b,2026-10-02 08:00,,\n1,a,2026-10-01 08:00,,\n2,b,2026-10-01 08:00,,\n3,b,2026-10-01 08:00,,\n\
            3,a,2026-10-01 08:00,,\n4,a,,,\n5,x,2026-10-01 08:00,,\n5,a,2026-10-02 08:00,,\n";
        let first = |keys: &str| on_log(keys, "check.first = { events = [\"a\"] }", rows);
        let found = first("");
        assert_eq!(found.verdicts(), [1, 2, 0, 0, 2]);
        let told: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "the case begins with B, not with A",
                "the case begins with event, not with A"
            ]
        );
        assert_eq!(first("tie = \"ok\"").verdicts(), [2, 2, 0, 0, 1]);
        assert_eq!(first("tie = \"violation\"").verdicts(), [1, 3, 0, 0, 1]);
    }

    /// Nobody wrote down when it was.
    #[test]
    fn what_has_no_time_may_be_the_first() {
        let rows = "1,b,,u1,\n1,a,2026-10-05 09:00,u1,\n";
        let first =
            |keys: &str| on_log(keys, "check.first = { events = [\"a\"] }", rows).verdicts();
        assert_eq!(first(""), [0, 0, 0, 0, 1]);
        assert_eq!(first("missing = \"violation\""), [0, 1, 0, 0, 0]);
    }
}
