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
        Some(scope.flow(Step::Routes(routes), &spoken, &finding))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::on_log;

    #[test]
    fn how_a_case_departs() {
        let day = |case: u32, way: &str| -> String {
            let steps = way.chars().enumerate();
            let rows = steps.map(|(n, what)| format!("{case},{what},2026-10-0{} 08:00,,\n", n + 1));
            rows.collect::<Vec<String>>().concat()
        };
        let rows: String = [
            (1, "abc"),
            (2, "acbc"),
            (3, "ac"),
            (4, "acb"),
            (5, "ab"),
            (6, "abxc"),
            (7, "d"),
        ]
        .iter()
        .map(|(case, way)| day(*case, way))
        .collect();
        let check = "check.routes = { allowed = [[\"a\", \"b\", \"c\"], [\"d\"]] }";
        let found = on_log("", check, &rows);
        assert_eq!(found.verdicts(), [2, 4, 1, 0, 0]);
        let told: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "C is one step too many: A → C → B → C",
                "B is missing: A → C",
                "C out of its place: A → C → B",
                "x is one step too many: A → B → x → C",
            ]
        );
        let check = check.replace(" }", ", still_open = \"count\" }");
        assert_eq!(on_log("", &check, &rows).verdicts(), [2, 5, 0, 0, 0]);
    }

    #[test]
    fn steps_of_one_time_may_be_in_any_order() {
        let rows = "1,a,2026-10-01 08:00,,\n1,c,2026-10-02 08:00,,\n1,b,2026-10-02 08:00,,\n\
            2,a,2026-10-01 08:00,,\n2,a,2026-10-01 08:00,,\n2,b,2026-10-02 08:00,,\n2,c,2026-10-03 08:00,,\n";
        let check =
            "check.routes = { allowed = [[\"a\", \"b\", \"c\"], [\"a\", \"a\", \"b\", \"c\"]] }";
        assert_eq!(on_log("", check, rows).verdicts(), [1, 0, 0, 0, 1]);
        assert_eq!(
            on_log("tie = \"ok\"", check, rows).verdicts(),
            [2, 0, 0, 0, 0]
        );
    }

    /// Of one time, in whatever order; and one without a time.
    #[test]
    fn ties_and_undated_steps_are_no_way() {
        let rows = "1,a,2026-10-05 09:00,,\n1,b,2026-10-05 09:00,,\n";
        let one = "check.routes = { allowed = [[\"a\", \"b\"]] }";
        let found = on_log("tie = \"violation\"", one, rows);
        assert_eq!(found.verdicts(), [0, 1, 0, 0, 0]);
        assert!(found.findings[0].message.contains("same time"));
        let both = "check.routes = { allowed = [[\"a\", \"b\"], [\"b\", \"a\"]] }";
        assert_eq!(on_log("", both, rows).verdicts(), [1, 0, 0, 0, 0]);
        let undated = "1,a,2026-10-05 09:00,,\n1,b,,,\n";
        assert_eq!(on_log("", one, undated).verdicts(), [0, 0, 0, 0, 1]);
    }
}
