//! What loading documents would mean, and what leaving them out.

use super::super::view::View;
use super::{Cell, List, label, money, text};
use crate::findings::readiness::{Fate, Tally};
use crate::messages::{Message, message};
use crate::review::readiness::Standing;
use crate::rules::collected::Opening;
use crate::tables::date;
use crate::tables::types::DAY;

/// What something comes to either way; none where it is not known.
struct Choice {
    what: Message,
    with: Option<Tally>,
    without: Option<Tally>,
    /// Whether its amount is that of the documents.
    has_amount: bool,
}

impl Choice {
    fn of_documents(what: Message, with: Tally, without: Tally) -> Choice {
        Choice {
            what,
            with: Some(with),
            without: Some(without),
            has_amount: true,
        }
    }

    /// So many rows where the documents are loaded; none where they are not.
    fn of_rows(what: Message, with: Option<u64>, without: u64) -> Choice {
        let tally = |rows: u64| Tally {
            rows,
            ..Tally::default()
        };
        Choice {
            what,
            with: with.map(tally),
            without: with.map(|_| tally(without)),
            has_amount: false,
        }
    }
}

/// Of documents that the new system may begin with: what loading them means, and of those that may be left out, what that means.
pub(in crate::reports) fn choices(view: &View) -> List {
    let mut rows = Vec::new();
    for standing in &view.readiness.tables {
        let Some(opening) = &view.project.collected[standing.table].opening else {
            continue;
        };
        let mut all = carried(standing);
        all.extend(referring(view, standing));
        all.extend(duplicates(view, standing, opening));
        all.extend(not_loaded(view, standing, opening));
        rows.extend(all.into_iter().map(|choice| {
            // of a table without a file nobody knows what there is
            let is_known = standing.knows(Fate::Ready) && !standing.files.is_empty();
            let is_asked = opening.optional && is_known;
            let cells = |tally: Option<Tally>| match tally {
                Some(tally) if choice.has_amount => {
                    [Cell::Count(tally.rows), money(view, standing.table, tally)]
                }
                Some(tally) => [Cell::Count(tally.rows), Cell::Unknown],
                None => [Cell::Unknown, Cell::Unknown],
            };
            let what = [
                Cell::Text(label(view, standing.table)),
                text(view, &choice.what),
            ];
            let with = cells(choice.with.filter(|_| is_known));
            let without = cells(choice.without.filter(|_| is_asked));
            what.into_iter().chain(with).chain(without).collect()
        }));
    }
    let columns = [
        "readiness-table",
        "readiness-choice",
        "readiness-with",
        "readiness-with-amount",
        "readiness-without",
        "readiness-without-amount",
    ];
    List::new("readiness-choices", &columns, rows)
}

/// The documents of some fates.
fn sum(standing: &Standing, fates: &[Fate]) -> Tally {
    let mut sum = Tally::default();
    let figures = &standing.whole.figures;
    for fate in fates {
        sum.add(figures.of(*fate));
    }
    sum
}

fn carried(standing: &Standing) -> Vec<Choice> {
    let ready = sum(standing, &[Fate::Ready]);
    let refused = sum(standing, &[Fate::Faulty, Fate::Blocked]);
    let open = sum(standing, &[Fate::Ready, Fate::Faulty, Fate::Blocked]);
    vec![
        Choice::of_documents(message!("choice-carried"), ready, Tally::default()),
        Choice::of_documents(message!("choice-lost"), refused, open),
    ]
}

/// Rows of other tables that refer to the documents.
fn referring(view: &View, standing: &Standing) -> Vec<Choice> {
    let referring = view.readiness.referring(standing.table);
    let choices = referring.flat_map(|(ix, met, lost)| {
        let table = view.readiness.references[ix].table;
        let label = || view.project.tables[table].label.clone();
        let all = met.rows + lost.rows;
        [
            Choice::of_rows(message!("choice-met", table = label()), Some(met.rows), 0),
            Choice::of_rows(
                message!("choice-dangling", table = label()),
                Some(lost.rows),
                // rows of the same table are left out with it
                if table == standing.table { 0 } else { all },
            ),
        ]
    });
    choices.collect()
}

/// Documents that would stand there twice.
fn duplicates(view: &View, standing: &Standing, opening: &Opening) -> [Choice; 2] {
    let has_key = !view.project.tables[standing.table].key.is_empty();
    let copies = has_key.then_some(standing.arrived.copies);
    let is_listed = view.lists_existing(opening);
    let existing = is_listed.then_some(standing.arrived.existing);
    [
        Choice::of_rows(message!("choice-copies"), copies, 0),
        Choice::of_rows(message!("choice-existing"), existing, 0),
    ]
}

/// Documents that the new system would not know.
fn not_loaded(view: &View, standing: &Standing, opening: &Opening) -> Vec<Choice> {
    let history = match standing.arrived.span {
        Some((first, last)) => message!(
            "choice-history",
            first = date::text(first * DAY),
            last = date::text(last * DAY)
        ),
        None => message!("choice-history-undated"),
    };
    let refused = [Fate::Faulty, Fate::Blocked, Fate::Finished];
    let all = [Fate::Ready, Fate::Faulty, Fate::Blocked, Fate::Finished];
    let either_way = |what: Message, fate: Fate, is_known: bool| {
        let tally = Some(sum(standing, &[fate])).filter(|_| is_known);
        Choice {
            what,
            with: tally,
            without: tally,
            has_amount: true,
        }
    };
    let is_dated = opening.date.is_some() && view.project.go_live.is_some();
    let mut choices = vec![
        Choice::of_documents(history, sum(standing, &refused), sum(standing, &all)),
        either_way(message!("choice-later"), Fate::Later, is_dated),
        either_way(
            message!("choice-finished"),
            Fate::Finished,
            opening.finished.is_some(),
        ),
    ];
    let undecided = standing.arrived.undecided;
    if undecided > 0 {
        let choice = Choice::of_rows(message!("choice-undecided"), Some(undecided), undecided);
        choices.push(choice);
    }
    choices
}
