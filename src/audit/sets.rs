//! Rules over sets: repeated keys, and names that disagree with the majority.
//!
//! While a table is read, each row leaves its key and a handful of columns. Keys that rise or fall from row to row, as the
//! numbers of documents mostly do, are not repeated. Otherwise they are hashed at the end, and only rows whose hash is
//! suspicious are compared exactly, so a table without violations costs one sort of integers at most.

use std::hash::BuildHasher;

use polars::prelude::{
    BooleanChunked, ChunkFilter, ChunkFullNull, ChunkedCollectInferIterExt, Column, DataFrame,
    IdxSize, Int64Chunked, IntoColumn, NamedFrom, PlHashMap, PlHashSet, PlSmallStr, Series,
    StringChunked,
};
use rayon::prelude::{
    IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator, ParallelSliceMut,
};

use super::evaluate::Evaluator;
use super::frames::{Place, append, document_key, positions, take};
use super::keyed::hasher;
use super::people::{Directory, Owner, Owners, Told};
use super::verdicts::Counts;
use crate::findings::{is_blank_key, mask};
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
        let rows = if self.all {
            (0..height).collect()
        } else {
            positions(self.applies, usize::MAX)
        };
        let document = match place.table.key.as_slice() {
            [one] => Some(raw(*one)).filter(|keys| keys.iter().all(is_document_key)),
            _ => None,
        };
        let document = document.unwrap_or_else(|| {
            let key = |&row: &usize| Some(document_key(evaluator, place.table, row));
            rows.iter().map(key).collect()
        });
        let lines: Vec<u64> = rows.iter().map(|&row| typed.batch.line(row)).collect();
        let mut columns = vec![
            Series::new("input".into(), vec![place.input; height]).into_column(),
            Series::new("row".into(), lines).into_column(),
            document.with_name("key".into()).into_column(),
            raw(rule.plan.judgements[0].column)
                .with_name("value".into())
                .into_column(),
            keys.with_name("set-key".into()).into_column(),
        ];
        for (name, field) in [
            ("owner", rule.owner),
            ("department", place.table.department),
        ] {
            columns.extend(field.map(|field| raw(field).with_name(name.into()).into_column()));
        }
        if place.people.is_some_and(Directory::tells_new) && rule.owner.is_some() {
            let days = rows.iter().map(|&row| evaluator.day(place.table, row));
            let days: Int64Chunked = days.collect_ca(PlSmallStr::from_static("day"));
            columns.push(days.into_column());
        }
        columns.extend(value.map(|value| value.with_name("set-value".into()).into_column()));
        DataFrame::new(height, columns).expect("all columns have one entry per row")
    }
}

/// Whether a filled cell is its [`document_key`] as it stands.
fn is_document_key(cell: Option<&str>) -> bool {
    cell.is_some_and(|cell| cell.trim().len() == cell.len() && !is_blank_key(cell))
}

fn hashes(texts: &StringChunked) -> Vec<u64> {
    let seeded = hasher();
    let hash = |text: Option<&str>| seeded.hash_one(text.unwrap_or_default());
    let parts: Vec<_> = texts.downcast_iter().collect();
    let parts = parts.par_iter();
    let hashed: Vec<Vec<u64>> = parts.map(|part| part.iter().map(hash).collect()).collect();
    hashed.concat()
}

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
    fn new(keys: &StringChunked) -> Sequence {
        let mut sequence = Sequence {
            ends: None,
            rises: true,
            falls: true,
        };
        let mut keys = keys.iter().map(Option::unwrap_or_default);
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

/// The rows that a set rule applies to.
pub(crate) struct SetRows {
    keys: Sequence,
    /// The columns of a finding, and the exact keys and values.
    rows: DataFrame,
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
            Source::Rows
            | Source::Shape
            | Source::Damage
            | Source::Dispositions(_)
            | Source::Recurrence(_) => {
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
            keys: Sequence::new(&keys),
            rows: kept.frame(evaluator, rule, place, keys, value),
        };
        (set, counts)
    }

    pub(crate) fn add(&mut self, other: SetRows) {
        self.keys.add(other.keys);
        append(&mut self.rows, &other.rows);
    }

    /// The verdicts of the gathered rows, the findings among them, and what there is to say of their owners.
    pub(crate) fn judge(
        self,
        rule: &Rule,
        place: &Place,
        inputs: &[String],
    ) -> (Counts, Option<DataFrame>, Told) {
        let rows = &self.rows;
        let total = rows.height() as u64;
        let (wrong, details) = match rule.plan.source {
            Source::Minority { .. } => {
                let column = &place.table.fields[rule.plan.judgements[0].column];
                minority(rows, &disputed(rows), column.sensitive, place.keep)
            }
            _ if self.keys.rises || self.keys.falls => Default::default(),
            _ => {
                let hashes = hashes(&text_column(rows, "set-key"));
                copies(rows, &repeated(&hashes), &hashes, inputs, place.keep)
            }
        };
        let violation = wrong.len() as u64;
        let counts = Counts {
            ok: total - violation,
            violation,
            findings: violation,
            ..Counts::default()
        };
        if wrong.is_empty() {
            return (counts, None, Told::default());
        }
        let owners = Owners::new(rule, place.table, place.people);
        let mut told = Told::default();
        if place.people.is_some() && rule.owner.is_some() {
            let cells = text_column(&take(&columns(rows, ["owner"]), &wrong), "owner");
            told = owners.told(cells.iter().flatten());
        }
        let found = take(rows, &wrong[..wrong.len().min(place.keep)]);
        let found = finding_columns(&found, details, rule, place.table, &owners);
        (counts, Some(found), told)
    }
}

/// Into how many parts hashes are sorted: far more than there are cores.
const PARTS: usize = 64;

/// Positions of rows whose key hash occurs more than once.
fn repeated(hashes: &[u64]) -> Vec<IdxSize> {
    // what is equal comes into the same part
    let mut parts = vec![Vec::new(); PARTS];
    for hash in hashes {
        let [.., last] = hash.to_le_bytes();
        parts[usize::from(last) % PARTS].push(*hash);
    }
    let twice = parts.par_iter_mut().flat_map_iter(|part: &mut Vec<u64>| {
        part.sort_unstable();
        let pairs = part.windows(2).filter(|pair| pair[0] == pair[1]);
        pairs.map(|pair| pair[0])
    });
    let twice: PlHashSet<u64> = twice.collect::<Vec<u64>>().into_iter().collect();
    if twice.is_empty() {
        return Vec::new();
    }
    rows_with(hashes, &twice)
}

/// Positions of rows whose key hash comes with more than one value hash.
fn disputed(rows: &DataFrame) -> Vec<IdxSize> {
    let hashes = ["set-key", "set-value"].map(|name| hashes(&text_column(rows, name)));
    let mut first: PlHashMap<u64, u64> = PlHashMap::default();
    let mut disputed: PlHashSet<u64> = PlHashSet::default();
    for (key, value) in hashes[0].iter().zip(&hashes[1]) {
        if first.entry(*key).or_insert(*value) != value {
            disputed.insert(*key);
        }
    }
    rows_with(&hashes[0], &disputed)
}

/// Positions of rows that have one of some hashes.
fn rows_with(hashes: &[u64], wanted: &PlHashSet<u64>) -> Vec<IdxSize> {
    let at = |(row, _): (usize, &u64)| IdxSize::try_from(row).expect("fewer rows than 2^32");
    hashes
        .iter()
        .enumerate()
        .filter(|(_, hash)| wanted.contains(*hash))
        .map(at)
        .collect()
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
    let cells = ["owner", "department"].map(|name| found.column(name).and_then(Column::str).ok());
    let days = found.column("day").and_then(Column::i64).ok();
    let cell = |column: usize, row: usize| {
        let cells: Option<&StringChunked> = cells[column];
        cells.and_then(|cells| cells.get(row)).unwrap_or_default()
    };
    let acting: Vec<Owner> = (0..height)
        .map(|row| {
            let day = days.and_then(|days| days.get(row));
            owners.of(cell(0, row), cell(1, row), day)
        })
        .collect();
    columns.extend(owners.columns(&acting));
    DataFrame::new(height, columns).expect("all columns have one entry per finding")
}

/// Rows whose key another row has, and where the others are, of the first `keep`. There is a hash of the key for each row.
fn copies(
    rows: &DataFrame,
    suspects: &[IdxSize],
    hashes: &[u64],
    inputs: &[String],
    keep: usize,
) -> (Vec<IdxSize>, Vec<String>) {
    let taken = take(&columns(rows, ["set-key", "input", "row"]), suspects);
    let keys = text_column(&taken, "set-key");
    let keys: Vec<&str> = keys.iter().map(Option::unwrap_or_default).collect();
    // the hash of each suspect, and its place among them
    let mut order: Vec<(u64, usize)> = suspects
        .iter()
        .enumerate()
        .map(|(ix, &row)| (hashes[row as usize], ix))
        .collect();
    order.par_sort_unstable();
    for same in order.chunk_by_mut(|a, b| a.0 == b.0) {
        // different keys may have the same hash
        if same.len() > 2 {
            same.sort_unstable_by_key(|&(_, ix)| (keys[ix], ix));
        }
    }
    // of each suspect, those that have its key
    let mut groups: Vec<&[(u64, usize)]> = vec![&[]; suspects.len()];
    for group in order.chunk_by(|a, b| keys[a.1] == keys[b.1]) {
        if group.len() > 1 {
            for &(_, ix) in group {
                groups[ix] = group;
            }
        }
    }
    let column = |name| taken.column(name).expect("set rows have this column");
    let lines = column("row").u64().expect("rows are numbers");
    let files = column("input").u32().expect("files are numbers");
    let detail = |ix: usize, group: &[(u64, usize)]| {
        let others = group.iter().filter(|other| other.1 != ix).take(5);
        let others: Vec<String> = others
            .map(|&(_, other)| {
                let line = lines.get(other).unwrap_or_default();
                match files.get(other) {
                    file if file == files.get(ix) => line.to_string(),
                    file => format!("{}:{line}", inputs[file.unwrap_or_default() as usize]),
                }
            })
            .collect();
        match group.len() - 1 - others.len() {
            0 => others.join(", "),
            more => format!("{} (+{more})", others.join(", ")),
        }
    };
    let (mut wrong, mut details) = (Vec::new(), Vec::new());
    for (ix, group) in groups.iter().enumerate() {
        if group.is_empty() {
            continue;
        }
        wrong.push(suspects[ix]);
        // what is not listed is only counted
        if wrong.len() <= keep {
            details.push(detail(ix, group));
        }
    }
    (wrong, details)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::tried;

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
                found.into_iter().map(|f| (f.key, f.value)).collect()
            };
            for some in (2..=cells.len()).map(|n| &cells[..n]) {
                let by_row = named("r", some);
                assert_eq!(by_row.len(), some.len());
                assert_eq!(named("t.code.unique", some), by_row, "{some:?}");
            }
        }
    }

    #[test]
    fn keys_of_one_hash_are_told_apart() {
        let keys = ["a", "b", "a", "c", "b", "a"];
        let column = |name: &str| Series::new(name.into(), keys.to_vec()).into_column();
        let numbers = |name: &str, first: u64| {
            Series::new(name.into(), (first..first + 6).collect::<Vec<u64>>()).into_column()
        };
        let input = Series::new("input".into(), vec![0_u32, 0, 0, 0, 1, 1]).into_column();
        let all = vec![column("set-key"), input, numbers("row", 2)];
        let rows = DataFrame::new(6, all).unwrap();
        let inputs = ["one", "two"].map(str::to_owned);
        let all = copies(&rows, &[0, 1, 2, 3, 4, 5], &[7; 6], &inputs, 4);
        let told = ["4, two:7", "two:6", "2, two:7", "one:3"].map(str::to_owned);
        assert_eq!(all, (vec![0, 1, 2, 4, 5], told.to_vec()));
        let two = copies(&rows, &[0, 1], &[7; 6], &inputs, 4);
        assert_eq!(two, (Vec::new(), Vec::new()));
    }
}
