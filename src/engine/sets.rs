//! Rules over sets: repeated keys, names that disagree with the majority, and groups of rows judged by a few figures of each.
//!
//! While a table is read, each row leaves its key and a handful of columns. Keys that rise or fall from row to row, as the
//! numbers of documents mostly do, are not repeated. Otherwise they are hashed at the end, and only rows whose hash is
//! suspicious are compared exactly, so a table without violations costs one sort of integers at most.

mod alike;
mod card;
mod copies;
mod grouped;
mod kept;
mod minority;
mod serial;
mod twins;

use std::sync::Arc;
use std::{iter, slice};

use polars::prelude::{BooleanChunked, ChunkFull, PlSmallStr};

use self::alike::alike;
use self::copies::copies;
use self::kept::{Kept, Part, Wrong};
use self::minority::minority;
use self::serial::{Demanded, serials, written};
use self::twins::{copies_of, nameless, notices};
use super::condition::{Condition, or};
use super::evaluate::{Evaluator, is_true};
use super::frames::{BatchContext, positions};
use crate::findings::Columns;
use crate::findings::finishing::Finisher;
use crate::findings::outcome::Counts;
use crate::findings::owners::OwnerNotes;
use crate::findings::undecidable::Undecidable;
use crate::groups::{Beside, Lack};
use crate::messages::Message;
use crate::rules::plan::doubt::doubts;
use crate::rules::plan::{Expr, Source};
use crate::tables::packed::Packed;
use crate::tables::texts::Texts;
use crate::tables::typed::{Values, mask_of};

pub(super) use self::alike::Alike;

/// Findings that stand together.
const TOGETHER: usize = 1 << 12;

/// How keys follow one another.
struct Sequence {
    /// The first and the last.
    ends: Option<(String, String)>,
    /// Whether each is greater than the one before.
    rises: bool,
    /// Whether each is less.
    falls: bool,
}

impl Sequence {
    fn new<'k>(mut keys: impl Iterator<Item = &'k str>) -> Sequence {
        let mut sequence = Sequence {
            ends: None,
            rises: true,
            falls: true,
        };
        let Some(first) = keys.next() else {
            return sequence;
        };
        let mut last = first;
        for key in keys {
            sequence.goes_on(last, key);
            last = key;
        }
        sequence.ends = Some((first.to_owned(), last.to_owned()));
        sequence
    }

    fn goes_on(&mut self, last: &str, next: &str) {
        let order = last.cmp(next);
        self.rises &= order.is_lt();
        self.falls &= order.is_gt();
    }

    fn add(&mut self, other: Sequence) {
        self.rises &= other.rises;
        self.falls &= other.falls;
        self.ends = match (self.ends.take(), other.ends) {
            (Some((first, last)), Some((next, end))) => {
                self.goes_on(&last, &next);
                Some((first, end))
            }
            (one, other) => one.or(other),
        };
    }
}

/// A text per row, and the rows that have none.
fn texts(evaluator: &Evaluator, exprs: &[Expr]) -> (Arc<Packed>, Vec<usize>) {
    match (exprs, evaluator.key(exprs)) {
        ([Expr::Field(field, _) | Expr::Raw(field)], Texts::Cells(_)) => {
            evaluator.columns.cells(evaluator.typed, *field).clone()
        }
        (_, texts) => {
            let (packed, without) = Packed::new(&texts);
            (Arc::new(packed), without)
        }
    }
}

/// By row, the number of the table that has its key as well, from 1; and the rows of which that is not known.
fn elsewhere(evaluator: &Evaluator, source: &Source) -> (Vec<u8>, Option<BooleanChunked>) {
    let Source::Repeated { elsewhere, .. } = source else {
        return (Vec::new(), None);
    };
    let mut tables = vec![0; evaluator.typed.rows()];
    let mut doubtful: Option<BooleanChunked> = None;
    for (expr, table) in elsewhere.iter().zip(1..) {
        let (has, doubt) = evaluator.condition(expr);
        for (row, has) in has.iter().enumerate() {
            if has == Some(true) && tables[row] == 0 {
                tables[row] = table;
            }
        }
        if let Some(doubt) = doubt.map(|doubt| &doubt & &has.is_null()) {
            doubtful = Some(doubtful.map_or_else(|| doubt.clone(), |before| &before | &doubt));
        }
    }
    if elsewhere.is_empty() {
        tables.clear();
    }
    (tables, doubtful)
}

/// A number and a day per row, as one text, and the rows that have no number.
fn numbers(evaluator: &Evaluator, number: &Expr, at: Option<&Expr>) -> (Arc<Packed>, Vec<usize>) {
    let days = at.map(|at| evaluator.time(at));
    let (mut row, mut packed, mut without) = (0, Packed::default(), Vec::new());
    evaluator.text_of(number).for_each(|number| {
        if number.is_none() {
            without.push(row);
        }
        let day = days.as_ref().and_then(|days| days.get(row));
        packed.push(&written(number.unwrap_or_default(), day));
        row += 1;
    });
    (Arc::new(packed.tight()), without)
}

/// Numbers or times of all rows, and the rows that have all of them.
fn figures(evaluator: &Evaluator, exprs: &[Expr]) -> (Vec<Vec<Option<i128>>>, BooleanChunked) {
    let rows = evaluator.typed.rows();
    let mut known = BooleanChunked::full(PlSmallStr::EMPTY, true, rows);
    let of = |expr: &Expr| -> Vec<Option<i128>> {
        match evaluator.value(expr) {
            // the same of each
            Values::Number(numbers) if numbers.len() == 1 => vec![numbers.get(0); rows],
            Values::Number(numbers) => numbers.iter().collect(),
            Values::Time(times) => times.iter().map(|at| at.map(i128::from)).collect(),
            Values::Text(_) | Values::Boolean(_) => {
                unreachable!("figures are numbers or times")
            }
        }
    };
    let all: Vec<Vec<Option<i128>>> = exprs.iter().map(of).collect();
    for figures in &all {
        let filled = figures.iter().map(Option::is_some);
        known = &known & &filled.collect::<BooleanChunked>();
    }
    (all, known)
}

/// What becomes of the rows of a set.
#[derive(Default)]
pub(super) struct SetJudged {
    pub(super) counts: Counts,
    pub(super) found: Vec<Columns>,
    /// What there is to say of the owners of what was found.
    pub(super) owners: OwnerNotes,
    /// Rows that could not be decided, the first of them.
    pub(super) undecidable: Vec<Undecidable>,
    /// Why the rule could not be evaluated.
    pub(super) lack: Option<Lack>,
    /// What else there is to tell.
    pub(super) told: Vec<Message>,
}

/// The rows that a set rule applies to.
pub(super) struct SetRows {
    keys: Sequence,
    parts: Vec<Part>,
}

impl SetRows {
    /// The applicable rows of a batch, the verdicts that are certain already, and the rows that cannot be decided.
    pub(super) fn gather(
        evaluator: &Evaluator,
        source: &Source,
        when: Option<&Condition>,
        finisher: &Finisher,
        context: &BatchContext,
    ) -> (SetRows, Counts, Option<BooleanChunked>) {
        let (keys, value) = match source {
            Source::Rows
            | Source::Shape
            | Source::Damage
            | Source::Dispositions(_)
            | Source::Recurrence(_)
            | Source::Process(_) => {
                unreachable!("other rules are not judged over sets of rows")
            }
            Source::Repeated { keys, .. } => (&keys[..], None),
            Source::Grouped(grouped) => (&grouped.keys[..], None),
            Source::Serial { series, .. } => (slice::from_ref(series), None),
            Source::Minority { keys, value, .. } => (&keys[..], Some(value)),
            Source::Twins(copies) => (&copies.names[..], None),
        };
        let (keys, mut without) = texts(evaluator, keys);
        let (values, empty) = value
            .map(|value| texts(evaluator, slice::from_ref(value)))
            .unwrap_or_default();
        let (values, empty) = match source {
            Source::Serial { number, at, .. } => numbers(evaluator, number, at.as_ref()),
            _ => (values, empty),
        };
        without.extend(empty);
        if let Source::Twins(_) = source {
            without.extend(nameless(&keys));
        }
        let total = evaluator.typed.rows();
        let mut applies = match mask_of(total, without) {
            Some(without) => !&without,
            None => BooleanChunked::full(PlSmallStr::EMPTY, true, total),
        };
        let mut undecidable = evaluator.unreadable(&source.exprs());
        let figures = match source {
            Source::Grouped(grouped) => {
                let (figures, known) = figures(evaluator, &grouped.figures);
                applies = &applies & &known;
                if let Some(of) = &grouped.of {
                    let Condition { holds, doubtful } = Condition::new(evaluator, of);
                    applies = &applies & &holds;
                    if let Some(rows) = doubtful {
                        or(&mut undecidable, rows);
                    }
                }
                for doubt in source.exprs().into_iter().flat_map(doubts) {
                    if let Some(rows) = evaluator.where_holds(&doubt) {
                        or(&mut undecidable, rows);
                    }
                }
                figures
            }
            _ => Vec::new(),
        };
        let unclear = &finisher.rule.plan.judgements[0].undecidable;
        if let Some(expr) = unclear {
            let rows = is_true(&evaluator.condition(expr).0);
            applies = &applies & &!&rows;
            or(&mut undecidable, rows);
        }
        let (elsewhere, doubtful) = elsewhere(evaluator, source);
        if let Some(doubtful) = doubtful {
            applies = &applies & &!&doubtful;
            or(&mut undecidable, doubtful);
        }
        if let Some(Condition { holds, doubtful }) = when {
            applies = &applies & holds;
            undecidable = undecidable.map(|u| &u & holds);
            if let Some(doubtful) = doubtful {
                undecidable = Some(undecidable.map_or_else(|| doubtful.clone(), |u| &u | doubtful));
            }
        }
        let rows = positions(&applies, usize::MAX);
        let mut open = undecidable.map(|rows| &rows & &!&applies);
        let (mut judged, mut total) = (rows.len(), total);
        if let Some(listed) = context.listed {
            let mask: BooleanChunked = listed.iter().copied().map(Some).collect();
            open = open.map(|rows| &rows & &mask);
            judged = rows.iter().filter(|row| listed[**row]).count();
            total = mask.num_trues();
        }
        let undecidable = open.as_ref().map_or(0, BooleanChunked::num_trues) as u64;
        let counts = Counts {
            not_applicable: (total - judged) as u64 - undecidable,
            undecidable,
            unsettled: undecidable,
            unplaced: undecidable,
            ..Counts::default()
        };
        let mut part = Part::new(evaluator, finisher, context, &rows, &keys, &values);
        part.figures = (figures.iter())
            .map(|all| rows.iter().filter_map(|&row| all[row]).collect())
            .collect();
        if elsewhere.iter().any(|table| *table > 0) {
            part.elsewhere = rows.iter().map(|&row| elsewhere[row]).collect();
        }
        let set = SetRows {
            keys: Sequence::new(part.keys.iter()),
            parts: vec![part],
        };
        (set, counts, open)
    }

    /// Whether no row is in a set.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.keys.len() == 0)
    }

    pub(super) fn add(&mut self, other: SetRows) {
        self.keys.add(other.keys);
        self.parts.extend(other.parts);
    }

    /// The rows whose keys look alike and differ.
    pub(super) fn alike(&self, source: &Source) -> Option<Alike> {
        let (Source::Repeated { keys, .. } | Source::Minority { keys, .. }) = source else {
            return None;
        };
        alike(&Kept::new(&self.parts), keys.len())
    }

    /// What becomes of the gathered rows.
    pub(super) fn judge(self, finisher: &Finisher, keep: usize, beside: Beside) -> SetJudged {
        let kept = Kept::new(&self.parts);
        // which of the wrong rows are judged is seen when all of them are there
        let (most, keep) = (keep, if kept.is_whole() { keep } else { usize::MAX });
        let mut told = Vec::new();
        let wrong = match &finisher.rule.plan.source {
            Source::Grouped(grouped) => {
                let decided = grouped::judged(&kept, grouped, finisher, keep, beside);
                return SetJudged {
                    counts: decided.counts,
                    found: decided.finds(&kept, finisher),
                    owners: decided.owners(&kept, finisher),
                    undecidable: decided.undecidable,
                    lack: decided.lack,
                    told,
                };
            }
            Source::Minority { once, .. } => minority(&kept, *once, keep),
            Source::Serial {
                scheme, gaps, full, ..
            } => {
                let demanded = Demanded {
                    scheme,
                    gaps: *gaps,
                    full: *full,
                    as_of: beside.as_of,
                };
                serials(&kept, &demanded, keep)
            }
            Source::Twins(sought) => {
                let (wrong, seen) = copies_of(&kept, sought, keep);
                told = notices(finisher, sought, &seen);
                wrong
            }
            _ if self.keys.rises || self.keys.falls => Wrong::none_of(kept.len()),
            Source::Repeated { most, .. } => copies(&kept, *most as usize, keep),
            _ => Wrong::none_of(kept.len()),
        };
        let wrong = match finisher.rule.plan.source {
            // a pair is told of one of its rows
            Source::Twins(_) => wrong,
            _ => wrong.and_elsewhere(&kept, keep).of_listed(&kept, most),
        };
        let findings = wrong.rows.len() as u64;
        // a row may be wrong in several ways
        let violation = wrong.rows.chunk_by(|one, other| one == other).count() as u64;
        let mut judged = SetJudged {
            counts: Counts {
                ok: wrong.judged as u64 - violation,
                violation,
                findings,
                ..Counts::default()
            },
            told,
            ..SetJudged::default()
        };
        if wrong.rows.is_empty() {
            return judged;
        }
        if finisher.knows_owners() {
            judged.owners = finisher.notes(wrong.rows.iter().map(|&row| kept.owner(row)));
        }
        let mut finds = kept.finds(wrong);
        let parts = iter::from_fn(|| finisher.columns(finds.by_ref().take(TOGETHER)));
        judged.found = parts.collect();
        judged
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tried;

    /// Whatever stands in the other rows: as it stands, blanks around it, a null word, a rounded code, a blank one.
    #[test]
    fn documents_are_named_as_by_rules_over_rows() {
        let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [KEY]\n[tables.t.fields]\n\
            no = { null = [\"NULL\"] }\nline = {}\ncode = { unique = true }\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.one_of = { column = \"code\", values = [\"a\"] }\n";
        let cells = ["y", "\" x \"", "NULL", "9.13101E+17", "\"\""];
        for key in ["\"no\"", "\"no\", \"line\""] {
            let project = project.replace("KEY", key);
            let named = |rule: &str, cells: &[&str]| -> Vec<(String, String)> {
                let rows = cells.iter().map(|cell| format!("{cell},,1\n"));
                let csv = format!("no,line,code\n{}", rows.collect::<String>());
                let found = tried(&project, &[("t.csv", &csv)], rule).findings;
                found
                    .into_iter()
                    .map(|f| (f.key.into_owned(), f.value.into_owned()))
                    .collect()
            };
            for some in (2..=cells.len()).map(|n| &cells[..n]) {
                let by_row = named("r", some);
                assert_eq!(by_row.len(), some.len());
                assert_eq!(named("t.code.unique", some), by_row, "{some:?}");
            }
        }
    }
}
