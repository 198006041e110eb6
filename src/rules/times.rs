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
        Some(scope.flow(Step::Times(times), spoken, finding))
    }
}
