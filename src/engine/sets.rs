//! Rules over sets: repeated keys, and names that disagree with the majority.
//!
//! While a table is read, each row leaves its key and a handful of columns. Keys that rise or fall from row to row, as the
//! numbers of documents mostly do, are not repeated. Otherwise they are hashed at the end, and only rows whose hash is
//! suspicious are compared exactly, so a table without violations costs one sort of integers at most.

mod alike;
mod copies;
mod kept;
mod minority;

use std::sync::Arc;
use std::{iter, slice};

use polars::prelude::{BooleanChunked, ChunkFull, PlSmallStr};

use self::alike::alike;
use self::copies::copies;
use self::kept::{Kept, Part, Wrong};
use self::minority::minority;
use super::condition::Condition;
use super::evaluate::Evaluator;
use super::frames::{BatchContext, positions};
use crate::findings::Columns;
use crate::findings::finishing::Finisher;
use crate::findings::outcome::Counts;
use crate::findings::owners::OwnerNotes;
use crate::rules::plan::{Expr, Source};
use crate::tables::packed::Packed;
use crate::tables::texts::Texts;
use crate::tables::typed::mask_of;

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
            Source::Repeated { keys } => (keys, None),
            Source::Minority { keys, value, .. } => (keys, Some(value)),
        };
        let (keys, mut without) = texts(evaluator, keys);
        let (values, empty) = value
            .map(|value| texts(evaluator, slice::from_ref(value)))
            .unwrap_or_default();
        without.extend(empty);
        let total = evaluator.typed.rows();
        let mut applies = match mask_of(total, without) {
            Some(without) => !&without,
            None => BooleanChunked::full(PlSmallStr::EMPTY, true, total),
        };
        let mut undecidable = evaluator.unreadable(&source.exprs());
        if let Some(Condition { holds, doubtful }) = when {
            applies = &applies & holds;
            undecidable = undecidable.map(|u| &u & holds);
            if let Some(doubtful) = doubtful {
                undecidable = Some(undecidable.map_or_else(|| doubtful.clone(), |u| &u | doubtful));
            }
        }
        let rows = positions(&applies, usize::MAX);
        let open = undecidable.map(|rows| &rows & &!&applies);
        let undecidable = open.as_ref().map_or(0, BooleanChunked::num_trues) as u64;
        let counts = Counts {
            not_applicable: (total - rows.len()) as u64 - undecidable,
            undecidable,
            unsettled: undecidable,
            unplaced: undecidable,
            ..Counts::default()
        };
        let part = Part::new(evaluator, finisher, context, &rows, &keys, &values);
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
        let (Source::Repeated { keys } | Source::Minority { keys, .. }) = source else {
            return None;
        };
        alike(&Kept::new(&self.parts), keys.len())
    }

    /// The verdicts of the gathered rows, the findings among them, and what there is to say of their owners.
    pub(super) fn judge(
        self,
        finisher: &Finisher,
        keep: usize,
    ) -> (Counts, Vec<Columns>, OwnerNotes) {
        let kept = Kept::new(&self.parts);
        let wrong = match finisher.rule.plan.source {
            Source::Minority { once, .. } => minority(&kept, once, keep),
            _ if self.keys.rises || self.keys.falls => Wrong::none_of(kept.len()),
            _ => copies(&kept, keep),
        };
        let violation = wrong.rows.len() as u64;
        let counts = Counts {
            ok: wrong.judged as u64 - violation,
            violation,
            findings: violation,
            ..Counts::default()
        };
        if wrong.rows.is_empty() {
            return (counts, Vec::new(), OwnerNotes::default());
        }
        let mut notes = OwnerNotes::default();
        if finisher.knows_owners() {
            notes = finisher.notes(wrong.rows.iter().map(|&row| kept.owner(row)));
        }
        let mut finds = kept.finds(wrong);
        let parts = iter::from_fn(|| finisher.columns(finds.by_ref().take(TOGETHER)));
        (counts, parts.collect(), notes)
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
