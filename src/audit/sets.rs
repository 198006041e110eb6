//! Rules over sets: repeated keys, and names that disagree with the majority.
//!
//! While a table is read, each row leaves a 64-bit hash of its key and a handful of columns. At the end only rows whose hash
//! is suspicious are compared exactly, so a table without violations costs one sort of integers.

use std::hash::BuildHasher;

use polars::prelude::{
    BooleanChunked, ChunkFilter, ChunkFullNull, ChunkedCollectInferIterExt, Column, DataFrame,
    IdxSize, Int64Chunked, IntoColumn, NamedFrom, PlHashMap, PlHashSet, PlSmallStr, Series,
    StringChunked,
};
use rayon::slice::ParallelSliceMut;

use super::evaluate::Evaluator;
use super::frames::{Place, append, positions, take};
use super::keyed::hasher;
use super::people::{Directory, Owner, Owners, Told};
use super::verdicts::Counts;
use crate::findings::{is_blank_key, key_of_cells, mask};
use crate::rules::Rule;
use crate::rules::plan::{FieldIx, Source};
use crate::tables::Table;

/// The rows of a batch that a rule applies to. Where it applies to all, columns are shared and not copied: a key that
/// is also the document key is held once.
struct Kept<'a> {
    applies: &'a BooleanChunked,
    all: bool,
}

impl<'a> Kept<'a> {
    fn new(applies: &'a BooleanChunked, all: bool) -> Kept<'a> {
        Kept { applies, all }
    }

    fn text(&self, column: &StringChunked) -> StringChunked {
        if self.all {
            return column.clone();
        }
        column
            .filter(self.applies)
            .expect("the mask has a bit for each row")
    }

    fn frame(
        &self,
        evaluator: &Evaluator,
        rule: &Rule,
        place: &Place,
        keys: StringChunked,
        value: Option<StringChunked>,
    ) -> DataFrame {
        let typed = evaluator.typed;
        let height = keys.len();
        let empty = || StringChunked::full_null(PlSmallStr::EMPTY, height);
        let raw = |field: FieldIx| {
            let raw = typed.raw(field);
            raw.map_or_else(empty, |raw| self.text(&raw.column()))
        };
        let shown = |field: Option<FieldIx>| field.map_or_else(empty, raw);
        let document = match place.table.key.as_slice() {
            [one] => raw(*one),
            fields => joined(&fields.iter().map(|&f| raw(f)).collect::<Vec<_>>(), height),
        };
        let rows = positions(self.applies, usize::MAX);
        let document = if document
            .iter()
            .any(|key| is_blank_key(key.unwrap_or_default()))
        {
            let name = |(key, &row): (Option<&str>, &usize)| match key.map(str::trim) {
                Some(key) if !is_blank_key(key) => key.to_owned(),
                _ => key_of_cells(typed.batch.row(row)),
            };
            document.iter().zip(&rows).map(name).map(Some).collect()
        } else {
            document
        };
        let lines: Vec<u64> = rows.iter().map(|&row| typed.batch.line(row)).collect();
        let mut columns = vec![
            Series::new("input".into(), vec![place.input; height]).into_column(),
            Series::new("row".into(), lines).into_column(),
            document.with_name("key".into()).into_column(),
            raw(rule.plan.judgements[0].column)
                .with_name("value".into())
                .into_column(),
            shown(rule.owner).with_name("owner".into()).into_column(),
            shown(place.table.department)
                .with_name("department".into())
                .into_column(),
            keys.with_name("set-key".into()).into_column(),
        ];
        if place.people.is_some_and(Directory::tells_new) && rule.owner.is_some() {
            let days = rows.iter().map(|&row| evaluator.day(place.table, row));
            let days: Int64Chunked = days.collect_ca(PlSmallStr::from_static("day"));
            columns.push(days.into_column());
        }
        columns.extend(value.map(|value| value.with_name("set-value".into()).into_column()));
        DataFrame::new(height, columns).expect("all columns have one entry per row")
    }
}

/// Texts of several columns between unit separators; nulls are empty.
fn joined(columns: &[StringChunked], height: usize) -> StringChunked {
    (0..height)
        .map(|row| {
            let parts: Vec<&str> = columns
                .iter()
                .map(|c| c.get(row).unwrap_or_default().trim())
                .collect();
            Some(parts.join("\u{1f}"))
        })
        .collect()
}

fn hashes(texts: &StringChunked) -> Vec<u64> {
    let hasher = hasher();
    texts
        .iter()
        .map(|text| hasher.hash_one(text.unwrap_or_default()))
        .collect()
}

/// The rows that a set rule applies to.
pub(crate) struct SetRows {
    hashes: Vec<u64>,
    /// Of the value, for rules that compare values.
    value_hashes: Vec<u64>,
    /// The columns of a finding, and the exact keys and values.
    rows: Option<DataFrame>,
}

impl SetRows {
    /// The applicable rows of a batch, and the verdicts that are certain already.
    pub(crate) fn gather(
        evaluator: &Evaluator,
        source: &Source,
        when: Option<&(BooleanChunked, Option<BooleanChunked>)>,
        rule: &Rule,
        place: &Place,
    ) -> (SetRows, Counts) {
        let (keys, value) = match source {
            Source::Rows | Source::Shape | Source::Damage | Source::Dispositions(_) => {
                unreachable!("other rules are not judged over sets of rows")
            }
            Source::Repeated { keys } => (evaluator.key(keys).column(), None),
            Source::Minority { keys, value } => {
                let value = evaluator.text_of(value).column();
                (evaluator.key(keys).column(), Some(value))
            }
        };
        let mut applies = keys.is_not_null();
        if let Some(value) = &value {
            applies = &applies & &value.is_not_null();
        }
        let mut undecidable = evaluator.unreadable(&source.exprs());
        if let Some((condition, doubtful)) = when {
            applies = &applies & condition;
            undecidable = undecidable.map(|u| &u & condition);
            if let Some(doubtful) = doubtful {
                undecidable = Some(undecidable.map_or_else(|| doubtful.clone(), |u| &u | doubtful));
            }
        }
        let count = applies.num_trues() as u64;
        let undecidable = undecidable.map_or(0, |u| (&u & &!&applies).num_trues()) as u64;
        let total = evaluator.typed.rows() as u64;
        let not_applicable = total - undecidable - count;
        let counts = Counts {
            not_applicable,
            undecidable,
            unsettled: undecidable,
            unplaced: undecidable,
            ..Counts::default()
        };
        let kept = Kept::new(&applies, count == total);
        let (keys, value) = (kept.text(&keys), value.map(|value| kept.text(&value)));
        let set = SetRows {
            hashes: hashes(&keys),
            value_hashes: value.as_ref().map(hashes).unwrap_or_default(),
            rows: Some(kept.frame(evaluator, rule, place, keys, value)),
        };
        (set, counts)
    }

    pub(crate) fn add(&mut self, other: SetRows) {
        self.hashes.extend(other.hashes);
        self.value_hashes.extend(other.value_hashes);
        match (&mut self.rows, other.rows) {
            (Some(rows), Some(more)) => append(rows, &more),
            (rows @ None, more) => *rows = more,
            (Some(_), None) => {}
        }
    }

    /// The verdicts of the gathered rows, the findings among them, and what there is to say of their owners.
    pub(crate) fn judge(
        self,
        rule: &Rule,
        place: &Place,
        inputs: &[String],
    ) -> (Counts, Option<DataFrame>, Told) {
        let total = self.hashes.len() as u64;
        let suspects = match rule.plan.source {
            Source::Minority { .. } => self.disputed(),
            _ => self.repeated(),
        };
        let Some(rows) = self.rows.filter(|_| !suspects.is_empty()) else {
            let counts = Counts {
                ok: total,
                ..Counts::default()
            };
            return (counts, None, Told::default());
        };
        let (wrong, details) = match rule.plan.source {
            Source::Minority { .. } => {
                let column = &place.table.fields[rule.plan.judgements[0].column];
                minority(&rows, &suspects, column.sensitive, place.keep)
            }
            _ => copies(&rows, &suspects, inputs, place.keep),
        };
        let violation = wrong.len() as u64;
        let counts = Counts {
            ok: total - violation,
            violation,
            findings: violation,
            ..Counts::default()
        };
        let owners = Owners::new(rule, place.table, place.people);
        let mut told = Told::default();
        if place.people.is_some() {
            let cells = text_column(&take(&rows, &wrong), "owner");
            told = owners.told(cells.iter().flatten());
        }
        let found = take(&rows, &wrong[..wrong.len().min(place.keep)]);
        let found = finding_columns(&found, details, rule, place.table, &owners);
        (counts, (violation > 0).then_some(found), told)
    }

    /// Positions of rows whose key hash occurs more than once: those of one hash together, in their order.
    fn repeated(&self) -> Vec<IdxSize> {
        let mut sorted = self.hashes.clone();
        sorted.par_sort_unstable();
        let twice: PlHashSet<u64> = sorted
            .windows(2)
            .filter(|w| w[0] == w[1])
            .map(|w| w[0])
            .collect();
        drop(sorted);
        if twice.is_empty() {
            return Vec::new();
        }
        let mut positions = self.positions(&twice);
        positions.par_sort_unstable_by_key(|&row| (self.hashes[row as usize], row));
        positions
    }

    /// Positions of rows whose key hash comes with more than one value hash.
    fn disputed(&self) -> Vec<IdxSize> {
        let mut first: PlHashMap<u64, u64> = PlHashMap::default();
        let mut disputed: PlHashSet<u64> = PlHashSet::default();
        for (key, value) in self.hashes.iter().zip(&self.value_hashes) {
            if first.entry(*key).or_insert(*value) != value {
                disputed.insert(*key);
            }
        }
        self.positions(&disputed)
    }

    fn positions(&self, hashes: &PlHashSet<u64>) -> Vec<IdxSize> {
        let at = |(row, _): (usize, &u64)| IdxSize::try_from(row).expect("fewer rows than 2^32");
        self.hashes
            .iter()
            .enumerate()
            .filter(|(_, hash)| hashes.contains(*hash))
            .map(at)
            .collect()
    }
}

/// The columns of all findings, sensitive ones masked.
fn finding_columns(
    found: &DataFrame,
    details: Vec<String>,
    rule: &Rule,
    table: &Table,
    owners: &Owners,
) -> DataFrame {
    let height = found.height();
    let secret = table.fields[rule.plan.judgements[0].column].sensitive;
    let value: StringChunked = text_column(found, "value")
        .iter()
        .map(|cell| Some(mask(cell.unwrap_or_default().trim(), secret).into_owned()))
        .collect();
    let details: StringChunked = details.into_iter().take(height).map(Some).collect();
    let plain = |name: &str| {
        found
            .column(name)
            .expect("set rows have this column")
            .clone()
    };
    let mut columns = vec![
        Series::new("judgement".into(), vec![0u32; height]).into_column(),
        plain("input"),
        plain("row"),
        plain("key"),
        value.with_name("value".into()).into_column(),
        details.with_name("detail".into()).into_column(),
    ];
    let cells = ["owner", "department"].map(|name| text_column(found, name));
    let days = found.column("day").and_then(Column::i64).ok();
    let cell = |column: usize, row: usize| cells[column].get(row).unwrap_or_default();
    let acting: Vec<Owner> = (0..height)
        .map(|row| {
            let day = days.and_then(|days| days.get(row));
            owners.of(cell(0, row), cell(1, row), day)
        })
        .collect();
    columns.extend(owners.columns(&acting));
    DataFrame::new(height, columns).expect("all columns have one entry per finding")
}

/// Rows whose key another row has, and where the others are, of the first `keep`. The suspects of one hash stand together.
fn copies(
    rows: &DataFrame,
    suspects: &[IdxSize],
    inputs: &[String],
    keep: usize,
) -> (Vec<IdxSize>, Vec<String>) {
    let taken = take(&columns(rows, ["set-key", "input", "row"]), suspects);
    let keys = text_column(&taken, "set-key");
    let mut copies: Vec<(&str, IdxSize, usize)> = keys
        .iter()
        .zip(suspects)
        .enumerate()
        .map(|(ix, (key, &row))| (key.unwrap_or_default(), row, ix))
        .collect();
    let hasher = hasher();
    let collide = |a: &str, b: &str| a != b && hasher.hash_one(a) == hasher.hash_one(b);
    if copies.windows(2).any(|two| collide(two[0].0, two[1].0)) {
        copies.sort_unstable();
    }
    // each row with the group that it is of
    let mut wrong = Vec::with_capacity(copies.len());
    let groups = copies.chunk_by(|a, b| a.0 == b.0);
    for group in groups.filter(|group| group.len() > 1) {
        wrong.extend(group.iter().map(|&(_, row, ix)| (row, ix, group)));
    }
    wrong.par_sort_unstable_by_key(|&(row, ..)| row);
    let place = |ix: usize| {
        let number = |name: &str| taken.column(name).and_then(|column| column.get(ix));
        let number = |name| number(name).ok().and_then(|n| n.extract::<u64>());
        (number("input"), number("row").unwrap_or_default())
    };
    let details = wrong.iter().take(keep).map(|&(row, ix, group)| {
        let (file, _) = place(ix);
        let others = group.iter().filter(|other| other.1 != row).take(5);
        let others: Vec<String> = others
            .map(|other| match place(other.2) {
                (input, line) if input == file => line.to_string(),
                (input, line) => {
                    let input = usize::try_from(input.unwrap_or_default()).unwrap_or_default();
                    format!("{}:{line}", inputs[input])
                }
            })
            .collect();
        let more = group.len() - 1 - others.len();
        let more = if more > 0 {
            format!(" (+{more})")
        } else {
            String::new()
        };
        format!("{}{more}", others.join(", "))
    });
    let details = details.collect();
    (wrong.into_iter().map(|(row, ..)| row).collect(), details)
}

fn columns<const N: usize>(frame: &DataFrame, names: [&str; N]) -> DataFrame {
    let column = |name| {
        frame
            .column(name)
            .expect("set rows have this column")
            .clone()
    };
    DataFrame::new(frame.height(), names.map(column).to_vec())
        .expect("the columns are of one frame")
}

/// Rows whose value is not what most rows with their key have, and what those have, of the first `keep`. Without a majority
/// all are wrong.
fn minority(
    rows: &DataFrame,
    suspects: &[IdxSize],
    sensitive: bool,
    keep: usize,
) -> (Vec<IdxSize>, Vec<String>) {
    let taken = take(&columns(rows, ["set-key", "set-value"]), suspects);
    let (keys, values) = (
        text_column(&taken, "set-key"),
        text_column(&taken, "set-value"),
    );
    let mut groups: PlHashMap<&str, PlHashMap<&str, u64>> = PlHashMap::default();
    for (key, value) in keys.iter().zip(values.iter()) {
        *groups
            .entry(key.unwrap_or_default())
            .or_default()
            .entry(value.unwrap_or_default())
            .or_default() += 1;
    }
    let leaders: PlHashMap<&str, Vec<&str>> = groups
        .iter()
        .map(|(key, group)| (*key, leaders(group)))
        .collect();
    let (mut wrong, mut details) = (Vec::new(), Vec::new());
    for ((key, value), row) in keys.iter().zip(values.iter()).zip(suspects) {
        let value = value.unwrap_or_default();
        let leaders = &leaders[key.unwrap_or_default()];
        if leaders == &[value] {
            continue;
        }
        wrong.push(*row);
        // what is not listed is only counted
        if wrong.len() <= keep {
            let others = leaders.iter().filter(|leader| **leader != value);
            let others: Vec<_> = others.take(3).map(|v| mask(v, sensitive)).collect();
            details.push(others.join(" | "));
        }
    }
    (wrong, details)
}

/// The most frequent values, in the order of their texts.
fn leaders<'v>(group: &PlHashMap<&'v str, u64>) -> Vec<&'v str> {
    let most = group.values().copied().max().unwrap_or_default();
    let mut leaders: Vec<&str> = group
        .iter()
        .filter(|(_, n)| **n == most)
        .map(|(v, _)| *v)
        .collect();
    leaders.sort_unstable();
    leaders
}

fn text_column(frame: &DataFrame, name: &str) -> StringChunked {
    frame
        .column(name)
        .and_then(Column::str)
        .expect("set rows have this column")
        .clone()
}
