//! `check.times`: how often an event happens in a case.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::{Step, Times as Demanded};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};

/// A case must not have an event too seldom or too often.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Times {
    /// The event that is counted.
    event: Name,
    /// How often at least. Default: 0.
    min: Option<Placed<u32>>,
    /// How often at most. Default: any number.
    max: Option<Placed<u32>>,
}

impl Kind for Times {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "order-approved-twice"
process  = "o2c"
check.times = { event = "order.approved", min = 1, max = 1 }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let event = scope.event(&self.event);
        let number = |written: &Option<Placed<u32>>| written.as_deref().copied();
        let (min, max) = (number(&self.min), number(&self.max));
        match (min, max) {
            (None, None) => {
                scope.mistake_at(message!("problem-times-nothing"), self.event.span());
                return None;
            }
            (Some(least), Some(most)) if least > most => {
                let message = message!(
                    "problem-min-over-max",
                    min = least.to_string(),
                    max = most.to_string()
                );
                let place = self.max.as_ref().map_or(self.event.span(), Placed::span);
                scope.mistake_at(message, place);
                return None;
            }
            _ => {}
        }
        let event = event?;
        let demand = match (min, max) {
            (Some(least), Some(most)) if least == most => "exactly",
            (Some(_), Some(_)) => "between",
            (Some(_), None) => "least",
            (None, _) => "most",
        };
        let times = Demanded {
            event,
            min: u64::from(min.unwrap_or_default()),
            max: max.map(u64::from),
        };
        let said = |message: crate::messages::Message| {
            message
                .with("event", scope.event_label(event))
                .with("min", times.min)
                .with("max", times.max.unwrap_or_default())
        };
        let spoken = said(message!("spoken-times", demand = demand));
        let finding = said(message!("finding-times"));
        Some(scope.flow(Step::Times(times), &spoken, &finding))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::on_log;

    #[test]
    fn too_few_and_too_many() {
        let rows = "1,a,2026-10-01 08:00,,\n2,a,2026-10-01 08:00,,\n2,a,2026-10-02 08:00,,\n2,a,2026-10-03 08:00,,\n\
            3,b,2026-10-01 08:00,,\n";
        let times = |check: &str| {
            on_log(
                "",
                &format!("check.times = {{ event = \"a\", {check} }}"),
                rows,
            )
        };
        let found = times("min = 1, max = 1");
        assert_eq!(found.verdicts(), [1, 2, 0, 0, 0]);
        assert_eq!(found.rows(), [4, 6]);
        let told: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(told, ["A 3 times, at most 1", "no A in this case"]);
        let keys: Vec<&str> = found.findings.iter().map(|f| &*f.key).collect();
        assert_eq!(keys, ["2|2", "3"]);
        assert_eq!(times("min = 2").verdicts(), [1, 2, 0, 0, 0]);
        assert_eq!(times("max = 3").verdicts(), [3, 0, 0, 0, 0]);
        // an event that never happens is missing everywhere
        let never = on_log("", "check.times = { event = \"d\", min = 1 }", rows);
        assert_eq!(never.verdicts(), [0, 3, 0, 0, 0]);
    }
}
