//! The list alone: series, examples or moves, as rows of a table.

use super::told;
use super::view::{Asked, View};

/// A column: its name for programs, the key of its heading, and whether it holds numbers.
pub(in crate::reports) type Column = (&'static str, &'static str, bool);

/// A list as a table.
pub(in crate::reports) struct Listing {
    pub(in crate::reports) columns: &'static [Column],
    pub(in crate::reports) rows: Vec<Vec<String>>,
}

const SERIES: [Column; 8] = [
    ("variant", "codes-heading-variant", false),
    ("series", "codes-heading-series", false),
    ("used", "codes-heading-used", true),
    ("capacity", "codes-heading-capacity", true),
    ("left", "codes-heading-left", true),
    ("highest", "codes-heading-highest", false),
    ("grown_12_months", "codes-heading-grown", true),
    ("months_left", "codes-heading-months", true),
];
const EXAMPLES: [Column; 4] = [
    ("variant", "codes-heading-variant", false),
    ("code", "codes-heading-code", false),
    ("right", "codes-heading-right", false),
    ("told", "codes-heading-told", false),
];
const MOVES: [Column; 5] = [
    ("old", "codes-heading-old", false),
    ("new", "codes-heading-new", false),
    ("how", "codes-heading-how", false),
    ("references", "codes-heading-references", true),
    ("told", "codes-heading-told", false),
];

impl Listing {
    pub(in crate::reports) fn of(view: &View) -> Listing {
        match view.asked {
            Asked::Scheme => Listing {
                columns: &SERIES,
                rows: series(view),
            },
            Asked::Examples(_) => Listing {
                columns: &EXAMPLES,
                rows: examples(view),
            },
            Asked::Recode => Listing {
                columns: &MOVES,
                rows: moves(view),
            },
        }
    }
}

/// Each flaw of the scheme: the form, what is wrong, and what it leads to.
pub(in crate::reports) fn flaws(view: &View) -> Vec<Vec<String>> {
    let facts = view.facts.iter().filter(|_| view.asked == Asked::Scheme);
    let flaws = facts.flat_map(|one| {
        one.flaws.iter().map(|flaw| {
            let [what, leads] = told::flaw(flaw).map(|message| view.messages.text(&message));
            vec![one.form.name.clone(), what, leads]
        })
    });
    flaws.collect()
}

fn series(view: &View) -> Vec<Vec<String>> {
    let number = |number: Option<u128>| number.map_or_else(String::new, |n| n.to_string());
    let all = view.usage.iter().flat_map(|usage| &usage.series);
    let rows = all.map(|one| {
        let highest = one.highest.as_ref().map(|(last, _)| view.shown(last));
        vec![
            view.scheme.variants[one.form].form.name.clone(),
            view.shown(&one.key).into_owned(),
            one.used.to_string(),
            one.capacity.to_string(),
            one.left.to_string(),
            highest.unwrap_or_default().into_owned(),
            number(one.grown),
            number(one.months()),
        ]
    });
    rows.collect()
}

fn examples(view: &View) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for one in &view.examples {
        let form = &view.scheme.variants[one.form].form;
        let row = |code: &String, right: &str, told: String| {
            vec![form.name.clone(), code.clone(), right.to_owned(), told]
        };
        rows.extend(one.right.iter().map(|code| row(code, "yes", String::new())));
        let wrong = one.wrong.iter();
        rows.extend(wrong.map(|code| row(code, "no", told::wrong(view, one.form, code))));
    }
    rows
}

fn moves(view: &View) -> Vec<Vec<String>> {
    let rows = view.moves.iter().map(|one| {
        vec![
            one.old.clone(),
            one.new.clone().unwrap_or_default(),
            one.why.tag().to_owned(),
            view.references(&one.old).to_string(),
            told::of_move(view, one),
        ]
    });
    rows.collect()
}
