//! What is kept of the rows that a rule over sets applies to, until all of them are there: little for each row, for it is
//! kept of every row of the file.

use std::cell::OnceCell;
use std::hash::BuildHasher;
use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::super::evaluate::Evaluator;
use super::super::frames::BatchContext;
use super::super::keyed::hasher;
use super::card::Card;
use crate::engine::columns::{Days, Lines};
use crate::findings::finishing::{Find, Finisher};
use crate::findings::said::{Place, Said};
use crate::findings::undecidable::{Cause, Undecidable};
use crate::rules::plan::Source;
use crate::tables::packed::Packed;
use crate::tables::types::FieldIx;

/// The rows of one batch.
pub(super) struct Part {
    input: u32,
    lines: Arc<Lines>,
    pub(super) keys: Arc<Packed>,
    /// What is compared within a set; empty where nothing is.
    pub(super) values: Arc<Packed>,
    /// What is kept of each row, figure by figure.
    pub(super) figures: Vec<Vec<i128>>,
    /// The number of the table that has the key as well, from 1; empty where none has one.
    pub(super) elsewhere: Vec<u8>,
    documents: Arc<Packed>,
    /// What the keys of the documents say, where that is not how they are written; empty otherwise.
    key_values: Option<Arc<Packed>>,
    /// Whether each row is judged and not only held against others; empty where all are.
    listed: Vec<bool>,
    /// The cells that findings point at.
    cells: Arc<Packed>,
    /// Those of the other columns.
    beside: Vec<Arc<Packed>>,
    owners: Option<Arc<Packed>>,
    departments: Option<Arc<Packed>>,
    days: Option<Arc<Days>>,
    /// What copies are looked for by, where that is the rule.
    pub(super) card: Card,
}

impl Part {
    /// Rows one after another, from the row `first` of a file on.
    #[cfg(test)]
    pub(super) fn with_keys(input: u32, first: u64, keys: &[&str]) -> Part {
        let keys = Arc::new(keys.iter().collect());
        Part {
            input,
            lines: Arc::new(Lines::From(first)),
            values: Arc::default(),
            figures: Vec::new(),
            elsewhere: Vec::new(),
            documents: Arc::clone(&keys),
            key_values: None,
            listed: Vec::new(),
            cells: Arc::clone(&keys),
            beside: Vec::new(),
            keys,
            owners: None,
            departments: None,
            days: None,
            card: Card::default(),
        }
    }

    /// Of `rows`, from the keys and values of all rows of the batch.
    pub(super) fn new(
        evaluator: &Evaluator,
        finisher: &Finisher,
        context: &BatchContext,
        rows: &[usize],
        keys: &Arc<Packed>,
        values: &Arc<Packed>,
    ) -> Part {
        let rule = finisher.rule;
        let (typed, columns) = (evaluator.typed, &evaluator.columns);
        // what all rows are kept of is shared by the rules
        let all_rows = rows.len() == typed.rows();
        let those = |all: &Arc<Packed>| {
            if all_rows {
                Arc::clone(all)
            } else {
                Arc::new(all.of(rows))
            }
        };
        let lines = || rows.iter().map(|&row| typed.batch.line(row)).collect();
        let day = |&row: &usize| evaluator.day(context.table, row);
        let days = || rows.iter().map(day).collect();
        let cells = |field: FieldIx| those(&columns.cells(typed, field).0);
        Part {
            input: context.input,
            lines: made(&columns.lines, all_rows, lines),
            keys: those(keys),
            values: those(values),
            figures: Vec::new(),
            elsewhere: Vec::new(),
            documents: those(columns.documents(typed, context.table)),
            key_values: columns.key_values(typed, context.table).map(those),
            listed: context
                .listed
                .map_or(Vec::new(), |all| rows.iter().map(|&row| all[row]).collect()),
            cells: cells(rule.plan.judgements[0].column),
            beside: rule.plan.judgements[0].others().map(cells).collect(),
            owners: rule.owner.map(cells),
            departments: context.table.department.map(cells),
            days: finisher
                .asks_for_days()
                .then(|| made(&columns.days, all_rows, days)),
            card: match &rule.plan.source {
                Source::Twins(copies) => Card::new(evaluator, context, copies, rows),
                _ => Card::default(),
            },
        }
    }
}

/// What is made of some rows, or once of all.
fn made<T>(of_all: &OnceCell<Arc<T>>, all_rows: bool, make: impl Fn() -> T) -> Arc<T> {
    let make = || Arc::new(make());
    if all_rows {
        Arc::clone(of_all.get_or_init(make))
    } else {
        make()
    }
}

/// The rows of all batches, by number.
pub(super) struct Kept<'p> {
    parts: &'p [Part],
    /// The numbers of the first rows of the parts.
    starts: Vec<usize>,
    rows: usize,
}

impl<'p> Kept<'p> {
    pub(super) fn new(parts: &'p [Part]) -> Kept<'p> {
        let mut rows = 0;
        let start = |part: &Part| {
            let start = rows;
            rows += part.keys.len();
            start
        };
        Kept {
            parts,
            starts: parts.iter().map(start).collect(),
            rows,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows
    }

    /// Whether all rows are judged.
    pub(super) fn is_whole(&self) -> bool {
        self.parts.iter().all(|part| part.listed.is_empty())
    }

    /// Whether a row is judged, and not only held against others.
    pub(super) fn is_listed(&self, row: usize) -> bool {
        let (part, row) = self.at(row);
        part.listed.get(row).copied().unwrap_or(true)
    }

    /// How many rows are.
    pub(super) fn judged(&self) -> usize {
        if self.is_whole() {
            return self.rows;
        }
        (0..self.rows).filter(|row| self.is_listed(*row)).count()
    }

    pub(super) fn place(&self, row: usize) -> Place {
        Place {
            input: self.input(row),
            row: self.line(row),
        }
    }

    /// The part that a row is in, and its number there.
    pub(super) fn at(&self, row: usize) -> (&'p Part, usize) {
        let part = self.starts.partition_point(|start| *start <= row) - 1;
        (&self.parts[part], row - self.starts[part])
    }

    pub(super) fn input(&self, row: usize) -> u32 {
        self.at(row).0.input
    }

    pub(super) fn line(&self, row: usize) -> u64 {
        let (part, row) = self.at(row);
        part.lines.get(row)
    }

    pub(super) fn key(&self, row: usize) -> &'p str {
        let (part, row) = self.at(row);
        part.keys.get(row)
    }

    /// The number of the table that has the key of a row as well, from 1.
    fn elsewhere(&self, row: usize) -> usize {
        let (part, row) = self.at(row);
        part.elsewhere.get(row).copied().unwrap_or_default().into()
    }

    /// The cell that a finding points at.
    pub(super) fn cell(&self, row: usize) -> &'p str {
        let (part, row) = self.at(row);
        part.cells.get(row).trim()
    }

    pub(super) fn document(&self, row: usize) -> &'p str {
        let (part, row) = self.at(row);
        part.documents.get(row)
    }

    pub(super) fn figure(&self, figure: usize, row: usize) -> i128 {
        let (part, row) = self.at(row);
        part.figures[figure][row]
    }

    pub(super) fn value(&self, row: usize) -> &'p str {
        let (part, row) = self.at(row);
        part.values.get(row)
    }

    pub(super) fn owner(&self, row: usize) -> &'p str {
        let (part, row) = self.at(row);
        part.owners.as_ref().map_or("", |owners| owners.get(row))
    }

    /// Each part.
    pub(super) fn each(&self) -> &'p [Part] {
        self.parts
    }

    /// Each part with the number of its first row.
    pub(super) fn parts(&self) -> impl ParallelIterator<Item = (&'p Part, usize)> {
        self.parts.par_iter().zip(self.starts.par_iter().copied())
    }

    /// A hash of the text of each row.
    pub(super) fn hashes(&self, texts: impl Fn(&Part) -> &Packed + Sync) -> Vec<u64> {
        let seeded = hasher();
        let of_part = |part: &Part| -> Vec<u64> {
            let texts = texts(part).iter();
            texts.map(|text| seeded.hash_one(text)).collect()
        };
        let hashed: Vec<Vec<u64>> = self.parts.par_iter().map(of_part).collect();
        hashed.concat()
    }

    /// A row that cannot be decided.
    pub(super) fn undecidable(&self, row: usize, cause: Cause, finisher: &Finisher) -> Undecidable {
        let (part, at) = self.at(row);
        let cell = part.cells.get(at);
        Undecidable {
            input: part.input,
            line: part.lines.get(at),
            key: part.documents.get(at).to_owned(),
            value: finisher.shown(cause.field(), cell).into_owned(),
            cause,
        }
    }

    /// What is found in the rows that are listed.
    pub(super) fn finds(&self, wrong: Wrong) -> impl Iterator<Item = Find<'p>> {
        let which = wrong.which.into_iter().chain(std::iter::repeat(0));
        let of = wrong.of.into_iter().chain(std::iter::repeat(None));
        let listed = wrong.rows.into_iter().zip(wrong.said).zip(which).zip(of);
        listed.map(|(((row, said), judgement), of)| {
            let find = Find {
                judgement,
                ..self.find(row, said)
            };
            match of {
                None => find,
                Some(document) => find.about(&document),
            }
        })
    }

    /// What is found in a row.
    pub(super) fn find(&self, row: usize, said: Said<'static>) -> Find<'p> {
        let (part, row) = self.at(row);
        let text = |texts: &'p Option<Arc<Packed>>| texts.as_ref().map_or("", |t| t.get(row));
        Find {
            judgement: 0,
            input: part.input as usize,
            line: part.lines.get(row),
            key: part.documents.get(row).into(),
            value: part.cells.get(row).trim().into(),
            key_value: part.key_values.as_ref().and_then(|values| {
                let value = values.get(row);
                (!value.is_empty()).then(|| value.into())
            }),
            beside: part
                .beside
                .iter()
                .map(|cells| cells.get(row).trim().into())
                .collect(),
            said,
            owner: text(&part.owners).into(),
            department: text(&part.departments).into(),
            day: part.days.as_ref().and_then(|days| days[row]),
            ..Find::default()
        }
    }
}

/// The rows that violate a rule, by number and in their order.
#[derive(Debug)]
pub(super) struct Wrong {
    /// Of how many: rows, or keys where each is judged once.
    pub(super) judged: usize,
    pub(super) rows: Vec<usize>,
    /// What the findings say of them, for as many as are listed.
    pub(super) said: Vec<Said<'static>>,
    /// Of these, by which judgement they are wrong; the first where nothing is said.
    pub(super) which: Vec<usize>,
    /// Of these, what they are known by that are about more than the row; none where all are about it.
    pub(super) of: Vec<Option<String>>,
}

impl Wrong {
    /// With the rows whose key another table has.
    pub(super) fn and_elsewhere(self, kept: &Kept, keep: usize) -> Wrong {
        if kept.parts.iter().all(|part| part.elsewhere.is_empty()) {
            return self;
        }
        let told = self
            .said
            .into_iter()
            .chain(std::iter::repeat(Said::Nothing));
        let here = self
            .rows
            .into_iter()
            .zip(told)
            .map(|(row, said)| (row, 0, said));
        let there = (0..kept.len()).map(|row| (row, kept.elsewhere(row), Said::Nothing));
        let mut all: Vec<(usize, usize, Said<'static>)> = here
            .chain(there.filter(|(_, table, _)| *table > 0))
            .collect();
        all.sort_by_key(|(row, table, _)| (*row, *table));
        let mut wrong = Wrong::none_of(self.judged);
        for (row, table, said) in all {
            wrong.rows.push(row);
            if wrong.said.len() < keep {
                wrong.which.push(table);
                wrong.said.push(said);
            }
        }
        wrong
    }

    /// Those of them that are judged, where not all are, and what is said of the first `keep`.
    pub(super) fn of_listed(self, kept: &Kept, keep: usize) -> Wrong {
        if kept.is_whole() {
            return self;
        }
        let mut wrong = Wrong::none_of(kept.judged());
        let which = self.which.into_iter().chain(std::iter::repeat(0));
        let said = self.said.into_iter().zip(which);
        for (row, (said, which)) in self.rows.into_iter().zip(said) {
            if !kept.is_listed(row) {
                continue;
            }
            wrong.rows.push(row);
            if wrong.said.len() < keep {
                wrong.said.push(said);
                wrong.which.push(which);
            }
        }
        wrong
    }

    /// None of so many.
    pub(super) fn none_of(judged: usize) -> Wrong {
        Wrong {
            judged,
            rows: Vec::new(),
            said: Vec::new(),
            which: Vec::new(),
            of: Vec::new(),
        }
    }
}
