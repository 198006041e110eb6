//! The lists of a collection: each is a table on a terminal and a sheet of a workbook.

mod choices;
mod days;
mod held;
mod rows;
mod standing;

pub(in crate::reports) use self::choices::choices;
pub(in crate::reports) use self::days::{by_supplier, trend};
pub(in crate::reports) use self::held::{blockers, held};
pub(in crate::reports) use self::rows::{order, rows};
pub(in crate::reports) use self::standing::{returned, silent, standing, totals};

use super::view::View;
use crate::findings::readiness::{Cause, Fate, Tally};
use crate::messages::{Arg, LocalText, Message, Messages, message};
use crate::review::readiness::Standing;
use crate::tables::types::{DAY, TableIx};
use crate::tables::{date, number};

/// What stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reports) enum Cell {
    Text(String),
    Count(u64),
    /// So many fewer than there should be: below zero.
    Less(i64),
    /// Times 10^12.
    Amount(i128),
    /// In days since 1970-01-01.
    Day(i64),
    /// Not judged, or not known; never shown as nothing.
    Unknown,
}

impl Cell {
    /// As programs read it; empty where it is not known.
    pub(in crate::reports) fn plain(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => count.to_string(),
            Cell::Less(count) => count.to_string(),
            Cell::Amount(amount) => number::text(*amount),
            Cell::Day(day) => date::text(day * DAY),
            Cell::Unknown => String::new(),
        }
    }

    fn count(count: Option<u64>) -> Cell {
        count.map_or(Cell::Unknown, Cell::Count)
    }

    fn amount(amount: Option<i128>) -> Cell {
        amount.map_or(Cell::Unknown, Cell::Amount)
    }
}

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reports) enum Heading {
    /// The key of its text.
    Key(&'static str),
    /// In days since 1970-01-01.
    Day(i64),
}

impl Heading {
    pub(in crate::reports) fn text(&self, messages: &Messages) -> String {
        match self {
            Heading::Key(key) => messages.key(key),
            Heading::Day(day) => date::text(day * DAY),
        }
    }
}

/// A list.
pub(in crate::reports) struct List {
    /// The key of its heading.
    pub(in crate::reports) heading: &'static str,
    pub(in crate::reports) columns: Vec<Heading>,
    pub(in crate::reports) rows: Vec<Vec<Cell>>,
    /// How many rows there are, listed or not.
    pub(in crate::reports) total: u64,
}

impl List {
    fn new(heading: &'static str, columns: &[&'static str], rows: Vec<Vec<Cell>>) -> List {
        List {
            heading,
            columns: columns.iter().map(|key| Heading::Key(key)).collect(),
            total: rows.len() as u64,
            rows,
        }
    }
}

fn text(view: &View, message: &Message) -> Cell {
    Cell::Text(view.messages.text(message))
}

fn local(view: &View, label: &LocalText) -> String {
    label.in_lang(view.messages.lang).to_owned()
}

pub(in crate::reports) fn label(view: &View, table: TableIx) -> String {
    local(view, &view.project.tables[table].label)
}

/// Who sends in something; where nobody is named that is said.
fn named(view: &View, supplier: Option<&str>) -> Cell {
    let nobody = || view.messages.key("readiness-nobody");
    Cell::Text(supplier.map_or_else(nobody, str::to_owned))
}

/// Whether the company can start, what is there of all tables together, and what the figures leave out.
pub(in crate::reports) fn told(view: &View) -> Vec<Message> {
    let readiness = view.readiness;
    let as_of = date::text(readiness.day * DAY);
    let is_ready = match readiness.is_ready() {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    };
    let verdict = match view.project.go_live {
        Some(day) => {
            let day = date::text(day * DAY);
            message!(
                "readiness-verdict-on",
                ready = is_ready,
                day = day,
                as_of = as_of
            )
        }
        None => message!("readiness-verdict", ready = is_ready, as_of = as_of),
    };
    let known = || readiness.tables.iter().flat_map(Standing::known);
    let figures = || known().map(|line| &line.figures);
    let sum = |fate: Fate| figures().map(|figures| figures.of(fate).rows).sum::<u64>();
    // where rules are left out, what they do not judge is not known
    let is_judged = known().all(|line| line.faulty.is_some());
    let judged = |fate: Fate| {
        if readiness.part.rules && (fate == Fate::Ready || !is_judged) {
            Arg::from("·")
        } else {
            Arg::from(sum(fate))
        }
    };
    let summary = message!(
        "readiness-summary",
        received = figures().map(|figures| figures.received).sum::<u64>(),
        ready = judged(Fate::Ready),
        blocked = sum(Fate::Blocked),
        faulty = judged(Fate::Faulty),
        left = sum(Fate::Finished) + sum(Fate::Later)
    );
    let mut told = vec![verdict, summary];
    if readiness.part.is_left_out() {
        told.push(message!("readiness-partial"));
    }
    let lost = readiness.tables.iter().filter(|standing| {
        let mut lines = standing.suppliers.iter().chain([&standing.whole]);
        lines.any(|line| line.has_lost)
    });
    let lost: Vec<String> = lost.map(|one| label(view, one.table)).collect();
    if !lost.is_empty() {
        told.push(message!("readiness-lost", tables = lost));
    }
    if !readiness.unread.is_empty() {
        let unread = readiness.unread.iter().map(|(&table, files)| {
            let mut standings = readiness.tables.iter();
            let standing = standings.find(|one| one.table == table);
            // the suppliers of other files are counted
            let is_part = standing.is_some_and(|one| one.known().next().is_some());
            let table = label(view, table);
            let all = Arg::Messages(files.clone());
            match files.as_slice() {
                [] => message!("file-alone", file = table),
                _ if is_part => message!("readiness-unread-part", table = table, files = all),
                _ => message!("readiness-unread-files", table = table, files = all),
            }
        });
        let unread = Arg::Messages(unread.collect());
        told.push(message!("readiness-unread", tables = unread));
    }
    told
}

/// What there is to know beside the numbers.
pub(in crate::reports) fn remarks(view: &View) -> Vec<Message> {
    let past = view.readiness.past.as_ref().err();
    let past = past.map(|reason| message!("readiness-no-past", reason = reason.clone()));
    let notices = view.readiness.notices.iter().cloned();
    past.into_iter().chain(notices).collect()
}

/// All of that as a list.
pub(in crate::reports) fn verdict(view: &View) -> List {
    let unrecorded = view.readiness.unrecorded.iter().cloned();
    let all = told(view)
        .into_iter()
        .chain(remarks(view))
        .chain(unrecorded);
    let rows = all.map(|message| vec![text(view, &message)]);
    List::new("readiness-title", &["readiness-remark"], rows.collect())
}

fn cause(cause: Cause) -> Message {
    match cause {
        Cause::Missing => message!("cause-missing"),
        Cause::Unread => message!("cause-table-unread"),
        Cause::Fate(fate) => fate.message(),
    }
}

/// What rows of a table come to; not known where nothing says which column that is.
fn money(view: &View, table: TableIx, tally: Tally) -> Cell {
    amount(view, table, tally).map_or(Cell::Unknown, Cell::Amount)
}

/// The same times 10^12.
pub(super) fn amount(view: &View, table: TableIx, tally: Tally) -> Option<i128> {
    let opening = view.project.collected[table].opening.as_ref();
    let of_opening = opening.is_some_and(|opening| opening.amount.is_some());
    let links = &view.project.links;
    let of_link = links
        .iter()
        .any(|link| link.table == table && link.amount.is_some());
    tally.amount.filter(|_| of_opening || of_link)
}
