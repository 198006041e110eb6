//! `check.last`: what a case ends with.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::{Open, Step};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;

/// A case must end with one of some events.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Last {
    /// One of these must be the last of the case.
    events: Vec<Name>,
    /// What a case is that has not come to one of them: `count`, a violation, or `wait`, pending. Default: count.
    #[serde(default)]
    still_open: Open,
}

impl Kind for Last {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "nothing-after-payment"
process  = "o2c"
check.last = { events = ["shipment.sent"], still_open = "wait" }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let events = scope.events_once(&self.events, 1)?;
        let labels = scope.event_labels(&events);
        let spoken = message!("spoken-last", count = events.len()).with("events", labels.clone());
        let finding = message!("finding-last", count = events.len()).with("events", labels);
        Some(scope.flow(
            Step::Last {
                events,
                open: self.still_open,
            },
            &spoken,
            &finding,
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::on_log;

    #[test]
    fn what_a_case_ends_with() {
        let rows = "1,a,2026-10-02 08:00,,\n1,b,2026-10-03 08:00,,\n2,b,2026-10-01 08:00,,\n2,a,2026-10-02 08:00,,\n\
            3,b,2026-10-01 08:00,,\n3,a,2026-10-01,,\n";
        let last = |check: &str| {
            on_log(
                "",
                &format!("check.last = {{ events = [\"b\"]{check} }}"),
                rows,
            )
        };
        let found = last("");
        assert_eq!(found.verdicts(), [1, 1, 0, 0, 1]);
        assert_eq!(found.rows(), [5]);
        assert_eq!(
            found.findings[0].message,
            "the last event of the case is A, not B"
        );
        assert_eq!(last(", still_open = \"wait\"").verdicts(), [1, 0, 1, 0, 1]);
    }

    /// A day without a time is before or behind the times on it.
    #[test]
    fn a_day_may_end_a_case_or_not() {
        let last = |keys: &str, rows: &str| {
            on_log(keys, "check.last = { events = [\"a\"] }", rows).verdicts()
        };
        let behind = "1,a,2026-10-05 08:00,,\n1,a,2026-10-05 09:00,,\n1,c,2026-10-05,,\n";
        assert_eq!(last("", behind), [0, 0, 0, 0, 1]);
        assert_eq!(last("tie = \"violation\"", behind), [0, 1, 0, 0, 0]);
        let before = "1,a,2026-10-05,,\n1,a,2026-10-05 08:00,,\n1,c,2026-10-05 09:00,,\n";
        assert_eq!(last("", before), [0, 0, 0, 0, 1]);
        assert_eq!(last("tie = \"ok\"", before), [1, 0, 0, 0, 0]);
    }
}
