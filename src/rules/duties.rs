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
        let pairs: Vec<Option<Vec<EventIx>>> = pairs.map(|pair| scope.events_by(pair, 2)).collect();
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
        Some(scope.flow(Step::Duties(duties), &spoken, &finding))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::on_log;

    const ROWS: &str = "1,a,2026-10-01 08:00,u1,\n1,b,2026-10-01 09:00,u2,\n2,a,2026-10-05 08:00,u2,\n2,b,2026-10-06 09:00,u3,\n\
        3,a,2026-10-07 08:00,u4,\n3,b,2026-10-07 09:00,u4,\n4,a,2026-10-07 08:00,u5,\n4,b,2026-10-07 09:00,,\n5,c,2026-10-07 09:00,u1,\n";

    #[test]
    fn on_one_case() {
        let found = on_log("", "check.duties = { conflicts = [[\"a\", \"b\"]] }", ROWS);
        assert_eq!(found.verdicts(), [2, 1, 0, 1, 1]);
        assert_eq!(
            found.findings[0].message,
            "u4 did both A, B: A 2026-10-07 08:00 (row 6)"
        );
    }

    /// Each person once.
    #[test]
    fn on_any_cases() {
        let ever = |within: &str| {
            let check =
                format!("check.duties = {{ conflicts = [[\"a\", \"b\"]], on = \"ever\"{within} }}");
            on_log("", &check, ROWS)
        };
        let found = ever("");
        assert_eq!(found.verdicts(), [3, 2, 0, 0, 1]);
        assert_eq!(found.rows(), [4, 7]);
        assert_eq!(ever(", within = \"3 days\"").rows(), [7]);
    }

    /// Nobody did the other duty at all: that is no proof that people keep them apart.
    #[test]
    fn what_nobody_does_was_never_activated() {
        let check = "check.duties = { conflicts = [[\"a\", \"d\"]], on = \"ever\" }";
        assert_eq!(on_log("", check, ROWS).verdicts(), [0, 0, 0, 4, 0]);
    }

    /// Within three hours, on a day without a time and without a date.
    #[test]
    fn a_time_that_is_not_known_decides_nothing() {
        let open = |on: &str, rows: &str| {
            let check = format!(
                "check.duties = {{ conflicts = [[\"a\", \"b\"]], within = \"3 hours\", on = \"{on}\" }}"
            );
            on_log("", &check, rows).verdicts()
        };
        let day = "1,a,2026-10-05,u1,\n1,b,2026-10-05 09:00,u1,\n";
        let undated = "1,a,2026-10-05 08:00,u1,\n1,b,,u1,\n";
        for on in ["case", "ever"] {
            assert_eq!(open(on, day), [0, 0, 0, 0, 1], "{on}");
            assert_eq!(open(on, undated), [0, 0, 0, 0, 1], "{on}");
        }
    }
}
