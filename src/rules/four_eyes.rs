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
        let events = scope.events_by(&self.events, 2)?;
        let labels = scope.event_labels(&events);
        let spoken =
            message!("spoken-four-eyes", count = events.len()).with("events", labels.clone());
        let finding = message!("finding-four-eyes", count = events.len()).with("events", labels);
        Some(scope.flow(Step::FourEyes { events }, &spoken, &finding))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{on_log, tried};

    /// Who did one thing is told by who did the other.
    #[test]
    fn an_account_that_is_the_same_as_a_sensitive_one_is_masked() {
        let fields = |name: &str, by: &str| {
            format!(
                "[tables.{name}]\nfiles = \"{name}.csv\"\n[tables.{name}.fields]\nno = {{}}\nat = {{ type = \"datetime\" }}\nby = {{ {by} }}\n"
            )
        };
        let event = |name: &str| {
            format!(
                "[[process.p.event]]\nname = \"{name}\"\nlabel = \"{name}\"\nfrom = \"{name}\"\nat = \"at\"\nby = \"by\"\n"
            )
        };
        let project = [
            fields("made", "type = \"person\", sensitive = true"),
            fields("passed", "type = \"person\""),
            "[process.p]\ncase = \"no\"\n".to_owned(),
            event("made"),
            event("passed"),
            "[[rule]]\nid = \"r\"\nprocess = \"p\"\ncheck.four_eyes = { events = [\"made\", \"passed\"] }\n".to_owned(),
        ];
        let files = [
            ("made.csv", "no,at,by\n1,2026-10-01 08:00,amy.lee\n"),
            ("passed.csv", "no,at,by\n1,2026-10-01 09:00,amy.lee\n"),
        ];
        let found = tried(&project.concat(), &files, "r");
        assert_eq!(found.verdicts(), [0, 1, 0, 0, 0]);
        let shown = format!("{:?}", found.findings);
        assert!(!shown.contains("amy"), "{shown}");
    }

    #[test]
    fn one_person_is_found_however_written() {
        let rows = "1,a,2026-10-01 08:00,u1,\n1,b,2026-10-01 09:00,u2,\n2,a,2026-10-01 08:00,u1,\n2,b,2026-10-01 09:00,Ｕ1 ,\n\
            3,a,2026-10-01 08:00,u1,\n3,b,2026-10-01 09:00,,\n4,a,2026-10-01 08:00,u1,\n4,a,2026-10-01 09:00,u1,\n\
            5,b,2026-10-01 09:00,u1,\n5,b,2026-10-01 08:00,,\n5,a,2026-10-01 10:00,u1,\n";
        let found = on_log("", "check.four_eyes = { events = [\"a\", \"b\"] }", rows);
        assert_eq!(found.verdicts(), [1, 2, 0, 1, 1]);
        assert_eq!(found.rows(), [5, 12]);
        assert_eq!(
            found.findings[0].message,
            "B by Ｕ1, who also did: A 2026-10-01 08:00 (row 4)"
        );
    }
}
