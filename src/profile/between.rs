//! What tables say of each other: keys of one that another one names, and sums that both have.

use hashbrown::HashMap;

use super::column::{Column, Reads, Said, Seen};
use super::distinct::{Distinct, hash};
use super::relations::{Holds, Key, numbers};
use super::sample::EMPTY;
use super::{Example, TableProfile};
use crate::blank;
use crate::tables::header::fold;
use crate::tables::types::ONE;

/// Columns of a table that may name a document of another one.
const COLUMNS: usize = 60;
/// Texts that are looked up.
const LOOKED_UP: usize = 100_000;

/// A column that names documents of another table.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    pub(crate) table: usize,
    pub(crate) column: usize,
    pub(crate) to: usize,
    pub(crate) key: usize,
    /// Different values that were looked up.
    pub(crate) of: u64,
    /// How many of them the other table has.
    pub(crate) found: u64,
    /// The same with zeros before them left out on both sides.
    pub(crate) found_without_zeros: u64,
    /// The rows whose value it does not have, in the better of the two ways; of the rows that were kept.
    pub(crate) astray: Seen,
}

impl Reference {
    /// Whether more are found without the zeros.
    pub(crate) fn needs_no_zeros(&self) -> bool {
        self.found_without_zeros > self.found
    }

    /// How many are found in the better way.
    pub(crate) fn best(&self) -> u64 {
        self.found.max(self.found_without_zeros)
    }
}

/// A number of a document that is the sum of its lines.
#[derive(Debug, Clone)]
pub(crate) struct Total {
    pub(crate) reference: usize,
    /// The column of the lines.
    pub(crate) part: usize,
    /// The column of the documents.
    pub(crate) whole: usize,
    /// Counted in documents that have lines.
    pub(crate) holds: Holds,
}

fn without_zeros(text: &str) -> &str {
    let rest = text.trim_start_matches('0');
    if rest.is_empty() && !text.is_empty() {
        "0"
    } else {
        rest
    }
}

/// A key that others may name: one column, all of whose values differ, or nearly.
fn keys(table: &TableProfile) -> impl Iterator<Item = usize> {
    let single = |key: &Key| match key.columns[..] {
        [column] => Some(column),
        _ => None,
    };
    table.relations.keys.iter().filter_map(single)
}

/// The references of all tables.
pub(super) fn references(tables: &[TableProfile]) -> Vec<Reference> {
    let mut references = Vec::new();
    for (to, target) in tables.iter().enumerate() {
        for key in keys(target) {
            let known = &target.distinct[key];
            if known.is_over() {
                continue;
            }
            // of the values that are kept
            let texts = target.sample.columns[key].texts.iter();
            let bare = texts.map(|text| hash(without_zeros(text)));
            let bare: hashbrown::HashSet<u64> = bare.collect();
            for (table, from) in tables.iter().enumerate() {
                let columns = from.columns.iter().enumerate().take(COLUMNS);
                for (column, described) in columns {
                    if (table, column) == (to, key) {
                        continue;
                    }
                    let other = &target.columns[key];
                    if !may_name(described, other) {
                        continue;
                    }
                    let reference = Lookup {
                        from,
                        to: target,
                        column,
                        known,
                        bare: &bare,
                    };
                    references.extend(reference.of(table, to, key, &target.columns[key]));
                }
            }
        }
    }
    best(references, tables)
}

fn may_name(column: &Column, key: &Column) -> bool {
    let texts = |reads| matches!(reads, Reads::Text | Reads::Code | Reads::Integer);
    texts(column.reads)
        && texts(key.reads)
        && column
            .values
            .first()
            .is_none_or(|first| first.count < column.filled)
}

struct Lookup<'a> {
    from: &'a TableProfile,
    to: &'a TableProfile,
    column: usize,
    known: &'a Distinct,
    bare: &'a hashbrown::HashSet<u64>,
}

impl Lookup<'_> {
    fn of(&self, table: usize, to: usize, key: usize, other: &Column) -> Option<Reference> {
        let kept = &self.from.sample.columns[self.column];
        let column = &self.from.columns[self.column];
        let nothing = |text: &str| column.nothing.iter().any(|(word, _)| word == text);
        let all: Vec<&str> = kept.texts.iter().map(AsRef::as_ref).collect();
        let texts = || {
            all.iter()
                .copied()
                .take(LOOKED_UP)
                .filter(|text| !nothing(text))
        };
        let has = self.known.has(&all)?;
        let has_bare = |text: &str| self.bare.contains(&hash(without_zeros(text)));
        let of = texts().count() as u64;
        let count = |found: usize| found as u64;
        let looked_up = all.iter().zip(&has).take(LOOKED_UP);
        let found = count(
            looked_up
                .filter(|(text, has)| **has && !nothing(text))
                .count(),
        );
        let found_without_zeros = count(texts().filter(|text| has_bare(text)).count());
        let best = found.max(found_without_zeros);
        // headings that were made up say nothing
        let headed = self.from.begins.has_header && self.to.begins.has_header;
        let alike = headed && names(&column.heading, &other.heading, self.to);
        // the number of a supplier is none of an item
        let of_another = headed && !alike && [column, other].iter().all(|c| c.said == Said::Code);
        // small numbers are in every column of small numbers
        let digits = |text: &str| text.len() < 5 && text.bytes().all(|b| b.is_ascii_digit());
        let numbers =
            column.reads == Reads::Integer || column.zeros.count == 0 && texts().all(digits);
        let enough = if alike {
            best * 2 >= of && best > 0
        } else if numbers {
            !of_another && best == of && of >= 20 && of * 4 >= other_count(other)
        } else {
            best * 10 >= of * 9 && best >= 3
        };
        if !enough {
            return None;
        }
        let lenient = found_without_zeros > found;
        let texts = all.iter().zip(&has);
        let fine: Vec<bool> = texts
            .map(|(text, has)| nothing(text) || if lenient { has_bare(text) } else { *has })
            .collect();
        let mut astray = Seen::default();
        for (row, cell) in kept.cells.iter().enumerate() {
            if *cell != EMPTY && !fine[*cell as usize] {
                astray.count += 1;
                if astray.first.is_none() {
                    let shown = column.shown(kept.text(row));
                    astray.first = Some(Example::new(&shown, self.from.sample.spots[row]));
                }
            }
        }
        Some(Reference {
            table,
            column: self.column,
            to,
            key,
            of,
            found,
            found_without_zeros,
            astray,
        })
    }
}

fn other_count(column: &Column) -> u64 {
    match column.distinct {
        super::Count::Exactly(count) => count,
        super::Count::Over => u64::MAX / 4,
    }
}

/// Headings that keys of any table have.
const ANY_KEY: [&str; 13] = [
    "id", "no", "code", "key", "name", "number", "编码", "编号", "代码", "名称", "編碼", "編號",
    "名稱",
];

/// Whether a heading names a key of a table: it is called like it, or after the table: `客户编码` is the `编码` of `客户`.
fn names(heading: &str, key: &str, table: &TableProfile) -> bool {
    let (heading, key) = (fold(heading), fold(key));
    if !ANY_KEY.contains(&key.as_str()) {
        // `id` says nothing of whose it is
        return heading == key
            || !ANY_KEY.contains(&heading.as_str()) && named_alike(&heading, &key);
    }
    let Some(rest) = heading.strip_suffix(key.as_str()) else {
        return false;
    };
    // `category` and `categories` begin alike, `city` and `cities` as well
    let rest = rest.trim_end_matches('_');
    let rest = rest
        .strip_suffix('y')
        .filter(|rest| rest.len() > 2)
        .unwrap_or(rest);
    let rest: String = rest.chars().take(5).collect();
    let source = &table.files[0].source;
    let called = source.sheet.as_deref().unwrap_or(&source.input.name);
    !rest.is_empty() && fold(called).contains(&rest)
}

/// Whether two headings name the same thing: one ends with the other, blanks and case aside.
fn named_alike(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.chars().count() >= 2 && (long.ends_with(&short) || long.starts_with(&short))
}

/// A column names documents of one table: that of which most are found and, of equals, that whose key is called alike.
fn best(mut all: Vec<Reference>, tables: &[TableProfile]) -> Vec<Reference> {
    let alike = |reference: &Reference| {
        let headed = |table: usize| tables[table].begins.has_header;
        if !headed(reference.table) || !headed(reference.to) {
            return (false, false);
        }
        let heading = |table: usize, column: usize| &tables[table].columns[column].heading;
        let own = heading(reference.table, reference.column);
        let key = heading(reference.to, reference.key);
        (fold(own) == fold(key), named_alike(own, key))
    };
    // a key of as many documents names them on both sides: the larger table has those that the other one may name
    all.retain(|one| {
        let itself = one.table == one.to;
        let own_key = keys(&tables[one.table]).any(|key| key == one.column);
        // two columns that count from 1 have the same numbers, and without headings nothing says that they mean the same
        let headed = [one.table, one.to]
            .iter()
            .all(|at| tables[*at].begins.has_header);
        let counts = !headed && tables[one.table].columns[one.column].reads == Reads::Integer;
        !own_key || !itself && !counts && tables[one.table].rows <= tables[one.to].rows
    });
    all.sort_by_key(|one| {
        let itself = one.table == one.to;
        let share = one.best() * 1_000 / one.of.max(1);
        (
            one.table,
            one.column,
            itself,
            std::cmp::Reverse((alike(one), share)),
        )
    });
    all.dedup_by_key(|one| (one.table, one.column));
    all
}

/// Numbers of documents that are the sums of their lines.
pub(super) fn totals(tables: &[TableProfile], references: &[Reference]) -> Vec<Total> {
    let mut totals = Vec::new();
    for (at, reference) in references.iter().enumerate() {
        let (lines, heads) = (&tables[reference.table], &tables[reference.to]);
        let one_each = keys(lines).any(|key| key == reference.column);
        // a part of the lines has another sum, and documents that are named once have no lines
        if reference.table == reference.to || one_each || !lines.whole || !heads.whole {
            continue;
        }
        let lenient = reference.needs_no_zeros();
        let key = |text: &str| {
            let text = blank::trim(text);
            hash(if lenient { without_zeros(text) } else { text })
        };
        let of_line = lines.sample.columns[reference.column].values(|text| Some(key(text)));
        let of_head = heads.sample.columns[reference.key].values(|text| Some(key(text)));
        let parts = numeric(lines).into_iter().map(|part| {
            let values = numbers(&lines.sample.columns[part]);
            let mut sums: HashMap<u64, Option<i128>> = HashMap::new();
            for (key, value) in of_line.iter().zip(values) {
                let Some(key) = key else {
                    continue;
                };
                let sum = sums.entry(*key).or_insert(Some(0));
                *sum = sum.and_then(|sum| sum.checked_add(value?));
            }
            (part, sums)
        });
        let parts: Vec<_> = parts.collect();
        for whole in numeric(heads) {
            let values = numbers(&heads.sample.columns[whole]);
            let found = parts.iter().filter_map(|(part, sums)| {
                let holds = total(&of_head, &values, sums, heads, [reference.key, whole])?;
                Some(Total {
                    reference: at,
                    part: *part,
                    whole,
                    holds,
                })
            });
            totals.extend(found.min_by_key(|total| total.holds.broken.count));
        }
    }
    totals
}

fn numeric(table: &TableProfile) -> Vec<usize> {
    let columns = table.columns.iter().enumerate();
    let numbers = columns.filter(|(_, column)| column.reads.is_number());
    numbers.map(|(at, _)| at).take(12).collect()
}

fn total(
    keys: &[Option<u64>],
    values: &[Option<i128>],
    sums: &HashMap<u64, Option<i128>>,
    heads: &TableProfile,
    shown: [usize; 2],
) -> Option<Holds> {
    let (mut of, mut filled, mut broken) = (0u64, 0u64, Seen::default());
    for (row, (key, value)) in keys.iter().zip(values).enumerate() {
        let (Some(key), Some(value)) = (key, value) else {
            continue;
        };
        let Some(sum) = sums.get(key).copied().flatten() else {
            continue;
        };
        of += 1;
        filled += u64::from(sum != 0);
        if (sum - value).abs() > ONE / 100 {
            broken.count += 1;
            if broken.first.is_none() {
                let cells = shown.map(|column| {
                    heads.columns[column].shown(heads.sample.columns[column].text(row))
                });
                broken.first = Some(Example {
                    text: cells.join(" | "),
                    spot: heads.sample.spots[row],
                });
            }
        }
    }
    (of >= 5 && filled * 2 >= of && broken.count * 5 <= of).then_some(Holds { of, broken })
}
