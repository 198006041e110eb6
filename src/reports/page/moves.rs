//! How what is open moved since the run before, and how long it has been there: the same columns for rules, people and departments.

use serde::Serialize;

use super::people::held_by;
use super::{Line, Pack, UNKNOWN, closed_of, counted, findings_of, has_before};
use crate::history::State;
use crate::messages::message;
use crate::reports::blocks::HeldBy;
use crate::reports::columns::state_word;
use crate::review::acting::{AGES, CLASSES, Share, first};

/// People and departments that are listed.
const MOST: usize = 40;

/// Numbers of somebody or of a rule, each with its heading and the way to its rows.
pub(super) type Cells = Vec<Line>;

/// The headings over such numbers.
#[derive(Serialize)]
pub(super) struct Heads {
    /// How what is open moved.
    states: Vec<String>,
    /// What is not there any more.
    ended: Vec<String>,
    ages: Vec<String>,
}

/// What is open of whom.
#[derive(Serialize)]
pub(super) struct Movers {
    rows: Vec<Mover>,
    /// How many more there are; empty where all are named.
    more: String,
}

#[derive(Serialize)]
struct Mover {
    name: String,
    cells: Cells,
    /// What waits for their documents; of people the first page says it.
    held: String,
}

pub(super) fn heads(pack: &Pack) -> Heads {
    let messages = pack.report.messages;
    let keys = |keys: &[&str]| keys.iter().map(|key| messages.key(key)).collect();
    Heads {
        states: keys(&["column-new", "column-again", "column-reopened"]),
        ended: keys(&["column-fixed", "page-gone"]),
        ages: (0..CLASSES).map(|class| age_word(pack, class)).collect(),
    }
}

/// What a class of age is called.
pub(super) fn age_word(pack: &Pack, class: usize) -> String {
    let last = AGES.get(class).copied();
    let before = class.checked_sub(1).map(|before| AGES[before]);
    pack.report.text(&match (before, last) {
        (None, Some(last)) => message!("page-age-first", last = last),
        (Some(before), Some(last)) => message!("page-age", first = before + 1, last = last),
        (before, None) => message!("page-age-last", last = before.unwrap_or_default()),
    })
}

/// Those who have something open, or had it: nothing where it is not known who.
pub(super) fn movers<'s>(
    pack: &Pack,
    facet: &str,
    shares: impl IntoIterator<Item = (&'s str, &'s Share)>,
    held: &[HeldBy],
) -> Movers {
    let shares: Vec<(&str, &Share)> = shares.into_iter().collect();
    let report = pack.report;
    let row = |(name, share): &(&str, &Share)| Mover {
        name: if name.is_empty() {
            report.messages.key("workbook-none")
        } else {
            (*name).to_owned()
        },
        cells: cells(pack, (facet, name), share, has_before(report)),
        held: held_by(held, name),
    };
    let (shown, more) = first(&shares, MOST);
    let more = (more > 0).then(|| report.text(&message!("workbook-more", count = more)));
    Movers {
        rows: shown.iter().map(row).collect(),
        more: more.unwrap_or_default(),
    }
}

/// The numbers of a rule or of somebody, by which findings are filtered. `is_compared`: whether there is something to compare with;
/// what is not known is no 0.
pub(super) fn cells(pack: &Pack, whose: (&str, &str), share: &Share, is_compared: bool) -> Cells {
    let report = pack.report;
    let has_history = report.review.history.is_some();
    let is_told = has_history && report.review.is_whole;
    let (facet, name) = whose;
    let cell = |label: String, count: u64, known: bool, href: &dyn Fn() -> String| {
        let line = Line::new(label);
        match count {
            _ if !known => line.value(UNKNOWN),
            0 => line.value("0").tag("none"),
            count => line.value(counted(count)).href(href()),
        }
    };
    let states = [
        (State::New, "column-new", share.new, is_told),
        (State::Again, "column-again", share.again, is_compared),
        (
            State::Reopened,
            "column-reopened",
            share.reopened,
            is_compared,
        ),
    ];
    let states = states.map(|(state, heading, count, known)| {
        let href = || {
            let state = report.messages.key(state_word(state));
            findings_of(&[("mark", "open"), (facet, name), ("state", &state)])
        };
        cell(report.messages.key(heading), count, known, &href)
    });
    let ended = [
        ("fixed", "column-fixed", share.ended.fixed),
        ("gone", "page-gone", share.ended.gone),
    ];
    let ended = ended.map(|(state, heading, count)| {
        let href = || closed_of(&[("state", state), (facet, name)]);
        cell(report.messages.key(heading), count, is_compared, &href)
    });
    let ages = share.ages.iter().enumerate().map(|(class, count)| {
        let href = || {
            let class = class.to_string();
            findings_of(&[("mark", "open"), (facet, name), ("age", &class)])
        };
        // on a phone it stands without the heading above
        let label = format!(
            "{} {}",
            report.messages.key("page-age-since"),
            age_word(pack, class)
        );
        cell(label, *count, has_history, &href)
    });
    states.into_iter().chain(ended).chain(ages).collect()
}
