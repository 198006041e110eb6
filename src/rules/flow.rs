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
        Some(scope.flow(Step::Follows(follows), &spoken, &finding))
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
        named(finding, (follows.each, follows.other), scope).with("limit", told(limits))
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

/// The same beside a duration.
fn told(span: Option<Span>) -> Arg {
    span.map_or_else(|| limit(None), |span| Arg::from(span.limit.told()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{Tried, on_log, tried};

    /// Cases: 1 in order, 2 the other way round, 3 without b, 4 of one moment, 5 b on the same day without a time, 6 b with a name
    /// and no date.
    const ROWS: &str = "1,b,2026-10-01 08:00,u1,\n1,a,2026-10-01 09:00,u2,\n2,a,2026-10-01 08:00,u1,\n2,b,2026-10-02 09:00,u2,\n\
        3,a,2026-10-01 08:00,u1,\n4,a,2026-10-01 08:00,u1,\n4,b,2026-10-01 08:00,u1,\n5,a,2026-10-01 08:00,u1,\n\
        5,b,2026-10-01,u1,\n6,a,2026-10-01 08:00,u1,\n6,b,,u1,\n";

    fn flow(keys: &str, check: &str) -> Tried {
        on_log(keys, &format!("check.flow = {{ {check} }}"), ROWS)
    }

    fn messages(found: &Tried) -> Vec<&str> {
        found.findings.iter().map(|f| f.message.as_str()).collect()
    }

    #[test]
    fn what_must_come_before() {
        let check = "each = \"a\", needs = \"b\", order = \"before\"";
        let found = flow("", check);
        assert_eq!(found.verdicts(), [1, 2, 0, 0, 3]);
        assert_eq!(found.rows(), [4, 6]);
        assert_eq!(
            messages(&found),
            [
                "A came before B: B 2026-10-02 09:00 (row 5)",
                "A without B before it"
            ]
        );
        assert_eq!(found.findings[0].key, "2");
        assert_eq!(found.findings[0].owner, "u1");
        let places = found.findings[0].places.as_ref().unwrap();
        assert_eq!((places[0].row, places[0].event.as_deref()), (5, Some("B")));
        assert_eq!(flow("tie = \"ok\"", check).verdicts(), [3, 2, 0, 0, 1]);
        assert_eq!(
            flow("tie = \"violation\"", check).verdicts(),
            [1, 4, 0, 0, 1]
        );
        let strict = flow("missing = \"violation\"", check);
        assert_eq!(strict.verdicts(), [1, 3, 0, 0, 2]);
        assert_eq!(strict.findings[2].message, "A or B has no time: B (row 12)");
    }

    #[test]
    fn what_must_come_after() {
        let found = flow("", "each = \"a\", needs = \"b\", order = \"after\"");
        assert_eq!(found.verdicts(), [1, 2, 0, 0, 3]);
        assert_eq!(
            messages(&found),
            [
                "no B after A, only before it: B 2026-10-01 08:00 (row 2)",
                "A without B after it"
            ]
        );
        // as of 2026-10-31
        let waits = "each = \"a\", needs = \"b\", order = \"after\", still_open = \"wait\"";
        assert_eq!(flow("", waits).verdicts(), [1, 0, 2, 0, 3]);
        let late = flow(
            "",
            "each = \"a\", needs = \"b\", order = \"after\", within = \"24 hours\"",
        );
        assert_eq!(late.verdicts(), [0, 3, 0, 0, 3]);
        assert_eq!(
            messages(&late)[1..],
            [
                "B came 1 day 1 hour after A, limit 1 day: B 2026-10-02 09:00 (row 5)",
                "30 days 15 hours after A there is still no B: limit 1 day"
            ]
        );
    }

    #[test]
    fn what_must_be_there_or_must_not() {
        assert_eq!(
            flow("", "each = \"a\", needs = \"b\"").verdicts(),
            [5, 1, 0, 0, 0]
        );
        let found = flow("", "each = \"a\", forbids = \"b\"");
        assert_eq!(found.verdicts(), [1, 5, 0, 0, 0]);
        let found = flow("", "each = \"a\", forbids = \"b\", order = \"before\"");
        assert_eq!(found.verdicts(), [2, 1, 0, 0, 3]);
        assert_eq!(
            messages(&found),
            ["B came before A already: B 2026-10-01 08:00 (row 2)"]
        );
        let found = flow(
            "tie = \"violation\"",
            "each = \"a\", forbids = \"b\", order = \"after\"",
        );
        assert_eq!(found.verdicts(), [2, 3, 0, 0, 1]);
    }

    /// The limits themselves are kept.
    #[test]
    fn how_near_and_how_far() {
        let rows = "1,a,2026-10-01 08:00,,\n1,b,2026-10-01 09:00,,\n2,a,2026-10-01 08:00,,\n2,b,2026-10-01 10:00,,\n\
            3,a,2026-10-01 08:00,,\n3,b,2026-10-01 10:01,,\n";
        let far = |check: &str| on_log("", &format!("check.flow = {{ {check} }}"), rows).verdicts();
        let within = "each = \"a\", needs = \"b\", order = \"after\", within = \"2 hours\"";
        assert_eq!(far(within), [2, 1, 0, 0, 0]);
        let apart = "each = \"b\", needs = \"a\", order = \"before\", not_before = \"2 hours\"";
        assert_eq!(far(apart), [2, 1, 0, 0, 0]);
        let both = "each = \"b\", needs = \"a\", order = \"before\", not_before = \"2 hours\", within = \"2 hours\"";
        assert_eq!(far(both), [1, 2, 0, 0, 0]);
        let never = "each = \"a\", forbids = \"b\", order = \"after\", within = \"1 hours\"";
        assert_eq!(far(never), [2, 1, 0, 0, 0]);
    }

    #[test]
    fn each_has_one_of_its_own() {
        let rows = "1,a,2026-10-01 08:00,,\n1,a,2026-10-01 09:00,,\n1,b,2026-10-01 10:00,,\n\
            2,a,2026-10-01 08:00,,\n2,b,2026-10-01 09:00,,\n2,a,2026-10-01 10:00,,\n2,b,2026-10-01 11:00,,\n";
        let own = |check: &str| on_log("", &format!("check.flow = {{ {check} }}"), rows);
        let after = "each = \"a\", needs = \"b\", order = \"after\"";
        assert_eq!(own(after).verdicts(), [4, 0, 0, 0, 0]);
        let found = own(&format!("{after}, one_each = true"));
        assert_eq!(found.verdicts(), [3, 1, 0, 0, 0]);
        assert_eq!(found.rows(), [3]);
        let before = "each = \"b\", needs = \"a\", order = \"before\", one_each = true";
        assert_eq!(own(before).verdicts(), [3, 0, 0, 0, 0]);
        let directly = "each = \"b\", needs = \"a\", order = \"before\", directly = true";
        assert_eq!(own(directly).verdicts(), [3, 0, 0, 0, 0]);
        let turned = "each = \"a\", needs = \"b\", order = \"after\", directly = true";
        assert_eq!(own(turned).verdicts(), [3, 1, 0, 0, 0]);
    }

    /// Of two, one may have what is tied, and the other has nothing, whichever it is: of cases 1 and 2. In case 3 each may have one.
    #[test]
    fn what_may_be_one_events_own_is_no_other_events() {
        let rows = "1,a,2026-10-01 08:00,,\n1,a,2026-10-01 09:00,,\n1,b,2026-10-01,,\n\
            2,b,2026-10-01 08:00,,\n2,a,2026-10-01 08:00,,\n2,a,2026-10-01 08:00,,\n\
            3,a,2026-10-01 08:00,,\n3,a,2026-10-01 09:00,,\n3,b,2026-10-01,,\n3,b,2026-10-01,,\n\
            4,a,2026-10-01 08:00,,\n4,a,2026-10-01 09:00,,\n4,b,2026-10-01,,\n4,b,2026-10-01 10:00,,\n";
        let check = "each = \"a\", needs = \"b\", order = \"after\", one_each = true";
        let found = on_log("", &format!("check.flow = {{ {check} }}"), rows);
        assert_eq!(found.verdicts(), [1, 2, 0, 0, 5]);
        assert_eq!(found.rows(), [3, 7]);
        assert!(
            found.findings[0].message.contains("another"),
            "{}",
            found.findings[0].message
        );
        let before = check.replace("after", "before");
        let found = on_log("", &format!("check.flow = {{ {before} }}"), rows);
        // 10:00 is before neither
        assert_eq!(found.verdicts(), [0, 3, 0, 0, 5]);
    }

    /// The nearest is on a day without a time, and one further away is certainly far enough.
    #[test]
    fn one_further_away_may_be_far_enough() {
        let rows = "1,a,2026-10-01 08:00,,\n1,a,2026-10-02,,\n1,b,2026-10-03 09:00,,\n\
            2,a,2026-10-02,,\n2,b,2026-10-03 09:00,,\n3,a,2026-10-01 08:00,,\n3,b,2026-10-02,,\n3,b,2026-10-03 09:00,,\n";
        let far = |check: &str| on_log("", &format!("check.flow = {{ {check} }}"), rows).verdicts();
        let before = "each = \"b\", needs = \"a\", order = \"before\", not_before = \"20 hours\"";
        assert_eq!(far(before), [2, 0, 0, 0, 2]);
        let after = "each = \"a\", needs = \"b\", order = \"after\", not_before = \"20 hours\"";
        assert_eq!(far(after), [2, 0, 0, 0, 2]);
    }

    /// As of the end of 2026-10-31: what is dated later has not happened, and what it is needed for may still come.
    #[test]
    fn what_is_dated_after_the_audit_has_not_happened() {
        let rows = "1,a,2026-10-30 08:00,,\n1,b,2026-11-01 08:00,,\n2,a,2026-10-31 08:00,,\n2,b,2026-10-31,,\n\
            3,a,2026-11-02 08:00,,\n4,a,2026-10-31 23:00,,\n4,b,2026-10-31 23:59,,\n4,b,2062-01-01,,\n";
        let check =
            |check: &str| on_log("tie = \"ok\"", &format!("check.{check}"), rows).verdicts();
        let within =
            "flow = { each = \"a\", needs = \"b\", order = \"after\", within = \"3 days\" }";
        assert_eq!(check(within), [2, 0, 1, 0, 0]);
        let none =
            "flow = { each = \"a\", forbids = \"b\", order = \"after\", within = \"1 day\" }";
        assert_eq!(check(none), [2, 1, 0, 0, 0]);
        assert_eq!(
            check("last = { events = [\"b\"], still_open = \"wait\" }"),
            [2, 0, 1, 0, 0]
        );
        assert_eq!(check("times = { event = \"b\", max = 1 }"), [3, 0, 0, 0, 0]);
    }

    #[test]
    fn only_the_first_of_each() {
        let rows = "1,a,2026-10-01 08:00,,\n1,a,2026-10-03 08:00,,\n1,b,2026-10-03 09:00,,\n";
        let check = "each = \"a\", needs = \"b\", order = \"after\", within = \"24 hours\"";
        let all = on_log("", &format!("check.flow = {{ {check} }}"), rows);
        assert_eq!(all.verdicts(), [1, 1, 0, 0, 0]);
        let first = on_log(
            "",
            &format!("check.flow = {{ {check}, first = true }}"),
            rows,
        );
        assert_eq!(first.verdicts(), [0, 1, 0, 0, 0]);
    }

    /// Orders and shipments in two tables, the order of the second over a link.
    #[test]
    fn events_of_several_tables() {
        let project = "[tables.o]\nfiles = \"o.csv\"\nkey = [\"no\"]\n[tables.o.fields]\nno = {}\nchannel = {}\n\
            approved = { type = \"date\" }\nby = { type = \"person\" }\n\
            [tables.s]\nfiles = \"s.csv\"\nkey = [\"no\"]\n[tables.s.fields]\nno = {}\norder = {}\nsent = { type = \"date\" }\n\
            [tables.i]\nfiles = \"i.csv\"\n[tables.i.fields]\nno = {}\nshipment = {}\nmade = { type = \"date\" }\n\
            [[link]]\nfrom = \"i.shipment\"\nto = \"s.no\"\n\
            [process.p]\ncase = \"no\"\n\
            [[process.p.event]]\nname = \"approved\"\nfrom = \"o\"\nat = \"approved\"\nby = \"by\"\n\
            [[process.p.event]]\nname = \"sent\"\nfrom = \"s\"\ncase = \"order\"\nat = \"sent\"\nid = \"no\"\n\
            [[process.p.event]]\nname = \"made\"\nfrom = \"i\"\ncase = \"s.order\"\nat = \"made\"\nid = \"no\"\n\
            [[rule]]\nid = \"sent\"\nprocess = \"p\"\nowner = \"approved.by\"\n\
            check.flow = { each = \"sent\", needs = \"approved\", order = \"before\" }\n\
            [[rule]]\nid = \"made\"\nprocess = \"p\"\ncheck.flow = { each = \"made\", needs = \"sent\", order = \"before\" }\n\
            [[rule]]\nid = \"web\"\nprocess = \"p\"\nwhen = \"channel = 'web'\"\nsince = 2026-10-02\n\
            check.flow = { each = \"approved\", needs = \"sent\" }\n";
        let files = [
            (
                "o.csv",
                "no,channel,approved,by\nO1,web,2026-10-01,u1\nO2,web,2026-10-05,u2\nO3,shop,2026-10-05,u2\nO4,,2026-10-05,u2\n",
            ),
            (
                "s.csv",
                "no,order,sent\nS1,O1,2026-10-02\nS2, O2 ,2026-10-04\nS3,O2,\nS4,,2026-10-04\n",
            ),
            (
                "i.csv",
                "no,shipment,made\nI1,S1,2026-10-02\nI2,S2,2026-10-03\nI3,S9,2026-10-03\n",
            ),
        ];
        let sent = tried(project, &files, "sent");
        assert_eq!(sent.verdicts(), [1, 1, 0, 0, 0]);
        let found = &sent.findings[0];
        assert_eq!(
            (found.file.rsplit('/').next(), found.row),
            (Some("s.csv"), 3)
        );
        assert_eq!((&*found.key, found.owner), ("O2|S2", "u2"));
        assert_eq!((found.table, found.column.as_deref()), ("p", Some("sent")));
        let places = found.places.as_ref().unwrap();
        assert!(places[0].file.ends_with("o.csv") && places[0].row == 3);
        // one on the day of its shipment, which has no time
        let made = tried(project, &files, "made");
        assert_eq!(made.verdicts(), [0, 1, 0, 0, 1]);
        assert_eq!(made.findings[0].key, "O2|I2");
        let web = tried(project, &files, "web");
        assert_eq!(web.verdicts(), [1, 0, 0, 3, 0]);
        let (_, audit) = crate::testing::audited(project, &files);
        let told = audit.notices.iter().map(|told| told.key);
        let told: Vec<&str> = told.filter(|key| key.starts_with("audit-when")).collect();
        assert_eq!(told, ["audit-when-open"]);
    }

    /// A day without a time, one of the same time, and what another takes.
    #[test]
    fn what_may_be_between_is_not_nothing() {
        let directly = |check: &str, rows: &str| {
            let check = format!("check.flow = {{ {check}, directly = true }}");
            on_log("", &check, rows).verdicts()
        };
        let before = "each = \"a\", needs = \"b\", order = \"before\"";
        let day = "1,b,2026-10-05 09:00,,\n1,c,2026-10-05,,\n1,a,2026-10-05 10:00,,\n";
        assert_eq!(directly(before, day), [0, 0, 0, 0, 1]);
        let none = "each = \"a\", forbids = \"b\", order = \"after\"";
        let alike = "1,a,2026-10-05 09:00,,\n1,b,2026-10-05 10:00,,\n1,c,2026-10-05 10:00,,\n";
        assert_eq!(directly(none, alike), [0, 0, 0, 0, 1]);
        let two = "1,b,2026-10-05 09:00,,\n1,b,2026-10-05 09:30,,\n1,a,2026-10-05 10:00,,\n";
        assert_eq!(
            directly(&format!("{before}, one_each = true"), two),
            [1, 0, 0, 0, 0]
        );
        let between = "1,b,2026-10-05 09:00,,\n1,c,2026-10-05 09:30,,\n1,a,2026-10-05 10:00,,\n";
        assert_eq!(directly(before, between), [0, 1, 0, 0, 0]);
    }

    /// The table that leads to the case has no rows: nothing is judged, and nothing passes.
    #[test]
    fn a_case_that_no_table_leads_to_is_told() {
        let project = "[tables.s]\nfiles = \"s.csv\"\nkey = [\"no\"]\n[tables.s.fields]\nno = {}\norder = {}\nat = { type = \"date\" }\n\
            [tables.i]\nfiles = \"i.csv\"\n[tables.i.fields]\nno = {}\nshipment = {}\nmade = { type = \"date\" }\n\
            [[link]]\nfrom = \"i.shipment\"\nto = \"s.no\"\n[process.p]\ncase = \"order\"\n\
            [[process.p.event]]\nname = \"at\"\nfrom = \"s\"\nat = \"at\"\n\
            [[process.p.event]]\nname = \"made\"\nfrom = \"i\"\ncase = \"s.order\"\nat = \"made\"\n\
            [[rule]]\nid = \"r\"\nprocess = \"p\"\ncheck.flow = { each = \"made\", needs = \"at\" }\n";
        let files = [
            ("s.csv", "no,order,at\n"),
            ("i.csv", "no,shipment,made\nI1,S1,2026-10-02\n"),
        ];
        let (project, audit) = crate::testing::audited(project, &files);
        let rule = project
            .rules
            .iter()
            .position(|rule| rule.id == "r")
            .unwrap();
        let outcome = audit.outcomes[rule].as_ref();
        assert!(matches!(
            outcome,
            Some(crate::findings::outcome::Outcome::NotRun(_))
        ));
    }
}
