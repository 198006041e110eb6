//! `check.flow`: each event needs, or forbids, another one before or after it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::{EventIx, Follows, Open, Order, Span, Step};
use super::{Kind, Scope};
use crate::messages::{Arg, Message, message};
use crate::mistakes::placed::Name;

/// Each event needs another one of the same case, or forbids it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Flow {
    /// The event of which each is judged.
    each: Name,
    /// The event that must be there.
    needs: Option<Name>,
    /// The event that must not be there.
    forbids: Option<Name>,
    /// Where it is looked for: before, after, or anywhere in the case. Default: any.
    #[serde(default)]
    order: Where,
    /// Whether only the first one of each sort in a case counts. Default: false, all do.
    #[serde(default)]
    first: bool,
    /// Whether each has one of its own. Default: false, one is enough for all.
    #[serde(default)]
    one_each: bool,
    /// Whether nothing may be between them. Default: false.
    #[serde(default)]
    directly: bool,
    /// How long it may be away at most: `"1 workday"`, `"4 hours"`. Default: any time.
    within: Option<Name>,
    /// How long it must be away at least. Default: no time.
    not_before: Option<Name>,
    /// What an event is that still waits for one after it: `count`, a violation once its time is over, or `wait`, pending however
    /// long. Default: count.
    #[serde(default)]
    still_open: Open,
}

/// On which side of an event another is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
enum Where {
    Before,
    After,
    #[default]
    Any,
}

impl Kind for Flow {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "shipped-before-approval"
process  = "o2c"
severity = "critical"
check.flow = { each = "shipment.sent", needs = "order.approved", order = "before" }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let each = scope.event(&self.each);
        let (other, needs) = match (&self.needs, &self.forbids) {
            (Some(name), None) => (scope.event(name), true),
            (None, Some(name)) => (scope.event(name), false),
            (_, both) => {
                let place = both.as_ref().unwrap_or(&self.each).span();
                scope.mistake_at(message!("problem-flow-needs"), place);
                return None;
            }
        };
        let told = scope.problems.len();
        let within = self.within.as_ref().map(|written| scope.span(written));
        let not_before = self.not_before.as_ref().map(|written| scope.span(written));
        if scope.problems.len() > told {
            return None;
        }
        if !needs && (self.one_each || self.not_before.is_some()) {
            let place = self.forbids.as_ref().unwrap_or(&self.each).span();
            scope.mistake_at(message!("problem-flow-forbids"), place);
            return None;
        }
        let follows = Follows {
            each: each?,
            other: other?,
            needs,
            order: match self.order {
                Where::Before => Order::Before,
                Where::After => Order::After,
                Where::Any => Order::Any,
            },
            first: self.first,
            one_each: self.one_each,
            directly: self.directly,
            within: within.flatten(),
            not_before: not_before.flatten(),
            open: self.still_open,
        };
        let (spoken, finding) = (self.spoken(&follows, scope), self.finding(&follows, scope));
        Some(scope.flow(Step::Follows(follows), spoken, finding))
    }
}

impl Flow {
    /// The word that a sentence is chosen by.
    fn order(&self) -> &'static str {
        match self.order {
            Where::Before => "before",
            Where::After => "after",
            Where::Any => "any",
        }
    }

    fn spoken(&self, follows: &Follows, scope: &Scope) -> Message {
        let word = |yes: bool| if yes { "yes" } else { "no" };
        let spoken = message!(
            "spoken-flow",
            demand = if follows.needs { "needs" } else { "forbids" },
            order = self.order(),
            first = word(self.first),
            own = word(self.one_each),
            directly = word(self.directly)
        );
        named(spoken, (follows.each, follows.other), scope)
            .with("within", limit(follows.within))
            .with("after", limit(follows.not_before))
    }

    fn finding(&self, follows: &Follows, scope: &Scope) -> Message {
        let finding = message!("finding-flow", order = self.order());
        let limits = follows.within.or(follows.not_before);
        named(finding, (follows.each, follows.other), scope).with("limit", limit(limits))
    }
}

fn named(message: Message, (each, other): (EventIx, EventIx), scope: &Scope) -> Message {
    message
        .with("each", scope.event_label(each))
        .with("other", scope.event_label(other))
}

/// A limit as sentences say it; nothing where there is none.
fn limit(span: Option<Span>) -> Arg {
    match span {
        Some(span) => Arg::from(span.limit.message()),
        None => Arg::from("none"),
    }
}
