//! What is kept of the rows that a rule over sets applies to, until all of them are there: little for each row, for it is
//! kept of every row of the file.

use std::hash::BuildHasher;

use polars::prelude::{DataFrame, IntoColumn, NamedFrom, Series};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::super::evaluate::Evaluator;
use super::super::frames::{Place, document_key, texts};
use super::super::keyed::hasher;
use super::super::people::{Directory, Owner, Owners};
use crate::findings::{is_blank_key, mask};
use crate::rules::Rule;
use crate::rules::plan::FieldIx;
use crate::tables::Table;
use crate::tables::texts::Texts;

/// Texts of one batch, one behind another.
#[derive(Debug, Default)]
pub(super) struct Packed {
    text: String,
    ends: Vec<u32>,
}

impl Packed {
    /// The texts of a column, and the rows that have none; an empty one stands for theirs.
    pub(super) fn new(column: &Texts) -> (Packed, Vec<usize>) {
        let mut packed = Packed::default();
        packed.ends.reserve(column.len());
        let mut without = Vec::new();
        column.for_each(|text| {
            if text.is_none() {
                without.push(packed.len());
            }
            packed.push(text.unwrap_or_default());
        });
        (packed, without)
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).expect("a batch is far smaller than 4 GB");
        self.ends.push(end);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[row] as usize]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let text = &self.text[start..end as usize];
            start = end as usize;
            text
        })
    }

    /// Those of some rows; of nothing it is nothing.
    pub(super) fn of(&self, rows: &[usize]) -> Packed {
        if self.ends.is_empty() {
            return Packed::default();
        }
        rows.iter().map(|&row| self.get(row)).collect()
    }
}

impl<T: AsRef<str>> FromIterator<T> for Packed {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Packed {
        let mut packed = Packed::default();
        texts
            .into_iter()
            .for_each(|text| packed.push(text.as_ref()));
        packed
    }
}

/// The rows as a person sees them.
enum Lines {
    /// One after another, from this one on.
    From(u64),
    Each(Vec<u64>),
}

impl Lines {
    fn new(lines: Vec<u64>) -> Lines {
        match lines.first() {
            Some(&first) if (first..).zip(&lines).all(|(at, line)| at == *line) => {
                Lines::From(first)
            }
            _ => Lines::Each(lines),
        }
    }

    fn get(&self, row: usize) -> u64 {
        match self {
            Lines::From(first) => first + row as u64,
            Lines::Each(lines) => lines[row],
        }
    }
}

/// The rows of one batch.
pub(super) struct Part {
    input: u32,
    lines: Lines,
    pub(super) keys: Packed,
    /// What is compared within a set; empty where nothing is.
    pub(super) values: Packed,
    /// The documents; none where the keys are theirs.
    documents: Option<Packed>,
    /// The cells that findings point at; none where they are the keys.
    cells: Option<Packed>,
    owners: Option<Packed>,
    departments: Option<Packed>,
    days: Option<Vec<Option<i64>>>,
}

impl Part {
    /// Rows one after another, from the row `first` of a file on.
    #[cfg(test)]
    pub(super) fn with_keys(input: u32, first: u64, keys: &[&str]) -> Part {
        Part {
            input,
            lines: Lines::From(first),
            keys: keys.iter().collect(),
            values: Packed::default(),
            documents: None,
            cells: None,
            owners: None,
            departments: None,
            days: None,
        }
    }

    /// Of `rows`, which have these keys and values. `source` is what the keys were made of.
    pub(super) fn new(
        evaluator: &Evaluator,
        rule: &Rule,
        place: &Place,
        rows: &[usize],
        source: &Texts,
        (keys, values): (Packed, Packed),
    ) -> Part {
        let typed = evaluator.typed;
        let are_keys = |field: FieldIx| typed.raw(field).is_some_and(|raw| raw.is(source));
        let cells = |field: FieldIx| match typed.raw(field) {
            Some(raw) => {
                let (cells, _) = Packed::new(&raw);
                if rows.len() < cells.len() {
                    cells.of(rows)
                } else {
                    cells
                }
            }
            None => rows.iter().map(|_| "").collect(),
        };
        let named_by_keys = matches!(place.table.key.as_slice(), [one] if are_keys(*one))
            && keys.iter().all(is_document_key);
        let documents = || {
            rows.iter()
                .map(|&row| document_key(evaluator, place.table, row))
                .collect()
        };
        let shown = rule.plan.judgements[0].column;
        let dated = rule.owner.is_some() && place.people.is_some_and(Directory::tells_new);
        let days = || {
            rows.iter()
                .map(|&row| evaluator.day(place.table, row))
                .collect()
        };
        Part {
            input: place.input,
            lines: Lines::new(rows.iter().map(|&row| typed.batch.line(row)).collect()),
            documents: (!named_by_keys).then(documents),
            cells: (!are_keys(shown)).then(|| cells(shown)),
            owners: rule.owner.map(cells),
            departments: place.table.department.map(cells),
            days: dated.then(days),
            keys,
            values,
        }
    }
}

/// Whether a filled cell is its [`document_key`] as it stands.
fn is_document_key(cell: &str) -> bool {
    // most keys begin and end with a letter or digit
    matches!(cell.as_bytes(), [b'!'..=b'~', .., b'!'..=b'~'])
        || cell.trim().len() == cell.len() && !is_blank_key(cell)
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

    /// The part that a row is in, and its number there.
    fn at(&self, row: usize) -> (&'p Part, usize) {
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

    pub(super) fn value(&self, row: usize) -> &'p str {
        let (part, row) = self.at(row);
        part.values.get(row)
    }

    pub(super) fn owner(&self, row: usize) -> &'p str {
        let (part, row) = self.at(row);
        part.owners.as_ref().map_or("", |owners| owners.get(row))
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

    /// The columns of the findings that are listed, sensitive cells masked.
    pub(super) fn findings(
        &self,
        wrong: &Wrong,
        rule: &Rule,
        table: &Table,
        owners: &Owners,
    ) -> DataFrame {
        let found = || {
            wrong.rows[..wrong.details.len()]
                .iter()
                .map(|&row| self.at(row))
        };
        let secret = table.fields[rule.plan.judgements[0].column].sensitive;
        let document = |(part, row): (&'p Part, usize)| {
            let documents = part.documents.as_ref().unwrap_or(&part.keys);
            documents.get(row).into()
        };
        let cell = |(part, row): (&'p Part, usize)| {
            let cells = part.cells.as_ref().unwrap_or(&part.keys);
            mask(cells.get(row).trim(), secret)
        };
        let owner = |(part, row): (&'p Part, usize)| {
            let text = |texts: &'p Option<Packed>| texts.as_ref().map_or("", |t| t.get(row));
            let day = part.days.as_ref().and_then(|days| days[row]);
            owners.of(text(&part.owners), text(&part.departments), day)
        };
        let inputs: Vec<u32> = found().map(|(part, _)| part.input).collect();
        let lines: Vec<u64> = found().map(|(part, row)| part.lines.get(row)).collect();
        let height = inputs.len();
        let mut columns = vec![
            Series::new("judgement".into(), vec![0u32; height]).into_column(),
            Series::new("input".into(), inputs).into_column(),
            Series::new("row".into(), lines).into_column(),
            texts("key", found().map(document)),
            texts("value", found().map(cell)),
            texts("detail", wrong.details.iter().map(Into::into)),
        ];
        columns.extend(owners.columns(&found().map(owner).collect::<Vec<Owner>>()));
        DataFrame::new(height, columns).expect("all columns have one entry per finding")
    }
}

/// The rows that violate a rule, by number and in their order.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    pub(super) rows: Vec<usize>,
    /// What the findings say of them, for as many as are listed.
    pub(super) details: Vec<String>,
}
