//! Gathers what waits for documents with findings, while the table of the waiting documents is read.

use std::hash::BuildHasher;

use polars::prelude::{PlHashMap, PlSmallStr};

use super::{Batch, Collect};
use crate::engine::condition::{Condition, is_set};
use crate::engine::documents::document_key;
use crate::engine::evaluate::Evaluator;
use crate::engine::keyed::hasher;
use crate::rules::plan::{Expr, Link, LinkIx};
use crate::tables::Table;
use crate::tables::texts::Texts;
use crate::tables::types::{DAY, FieldIx};

/// Keys of a batch that are looked up where none fits.
const MOST_KEYS: u64 = 256;

/// The documents that a link is asked about.
#[derive(Debug)]
pub(crate) struct Sought {
    pub(crate) link: LinkIx,
    /// Their numbers by key, in the form that the link compares.
    pub(crate) numbers: PlHashMap<PlSmallStr, u32>,
}

/// What waits for the documents that a link is asked about.
#[derive(Debug, Default)]
pub(crate) struct Waiters {
    /// By number of the document waited for.
    rows: PlHashMap<u32, Rows>,
    /// Hash of the waiting document, number of the one waited for and the file, row by row; empty where each row is a
    /// document. That two of ten million documents share a hash has a chance of 3 in a million.
    documents: Vec<(u64, u32, u32)>,
    /// Row by row as well, where the table has several links: what waits over two of them counts once.
    apart: Vec<WaitingRow>,
    pub(crate) named: Named,
    pub(crate) doubts: Doubts,
}

/// A row that waits for one document.
#[derive(Debug, Clone, Copy)]
struct WaitingRow {
    number: u32,
    /// File and line.
    place: (u32, u64),
    /// Hash of its document.
    document: u64,
    /// None where it is empty or cannot be read.
    amount: Option<i128>,
}

/// What rows say they wait for, whether or not it is looked for.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) rows: u64,
    /// Whether one of them names a document that is looked for.
    pub(crate) fits: bool,
    /// Some of their keys, spread over the table, as long as none fits.
    pub(crate) keys: Vec<String>,
}

impl Named {
    fn add(&mut self, other: Named) {
        self.rows += other.rows;
        self.fits |= other.fits;
        if self.fits {
            self.keys = Vec::new();
        } else {
            self.keys.extend(other.keys);
        }
    }
}

/// Rows that what waits cannot be fully known of.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Doubts {
    /// It cannot be read what they wait for.
    pub(crate) lost: u64,
    /// It cannot be known whether they wait; they are not counted.
    pub(crate) undecided: u64,
    pub(crate) amounts: u64,
    pub(crate) dates: u64,
}

/// The rows that wait for one document.
#[derive(Debug, Clone, Copy)]
struct Rows {
    count: u64,
    /// Of those that there are; none where that is too large to hold.
    amount: Option<i128>,
    missing: u64,
    since: Since,
}

/// The first day since when rows wait, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Since {
    /// None has a date.
    Undated,
    Day(i64),
    /// A date cannot be read.
    Unknown,
}

impl Rows {
    const NONE: Rows = Rows {
        count: 0,
        amount: Some(0),
        missing: 0,
        since: Since::Undated,
    };

    fn add(&mut self, other: Rows) {
        self.count += other.count;
        self.amount = added(self.amount, other.amount);
        self.missing += other.missing;
        self.since = self.since.and(other.since);
    }
}

impl Since {
    fn and(self, other: Since) -> Since {
        match (self, other) {
            (Since::Unknown, _) | (_, Since::Unknown) => Since::Unknown,
            (Since::Day(one), Since::Day(other)) => Since::Day(one.min(other)),
            (Since::Undated, since) | (since, Since::Undated) => since,
        }
    }

    fn day(self) -> Option<i64> {
        match self {
            Since::Day(day) => Some(day),
            Since::Undated | Since::Unknown => None,
        }
    }
}

fn added(one: Option<i128>, more: Option<i128>) -> Option<i128> {
    one.zip(more).and_then(|(one, more)| one.checked_add(more))
}

/// A link to follow from the documents of findings to those that wait for them.
pub(crate) struct Waiting<'a> {
    pub(crate) link: &'a Link,
    pub(crate) sought: &'a Sought,
    pub(crate) table: &'a Table,
    /// Whether other links of the table are followed as well.
    pub(crate) several: bool,
}

/// What waits, and what rows say of it.
pub(crate) struct Waited {
    pub(crate) link: LinkIx,
    pub(crate) held: HeldBack,
    pub(crate) named: Named,
    pub(crate) doubts: Doubts,
}

impl Collect for Waiting<'_> {
    type Part = Waiters;
    type Whole = Waited;

    fn nothing(&self) -> Waiters {
        Waiters::default()
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        self.link.exprs().into_iter().for_each(each);
    }

    fn fields(&self) -> Vec<FieldIx> {
        self.link.fields()
    }

    fn of_batch(&self, batch: &Batch) -> Waiters {
        let Waiting {
            link,
            sought,
            table,
            several,
        } = self;
        gather(
            batch.evaluator,
            link,
            sought,
            table,
            batch.context.input,
            *several,
        )
    }

    fn merge(&self, before: &mut Waiters, next: Waiters) {
        before.add(next);
    }

    fn finish(&self, mut part: Waiters) -> Waited {
        Waited {
            link: self.sought.link,
            named: std::mem::take(&mut part.named),
            doubts: part.doubts,
            held: part.finish(),
        }
    }
}

/// What waits in one batch of a file, row by row where the table has `several` links.
fn gather(
    evaluator: &Evaluator,
    link: &Link,
    sought: &Sought,
    table: &Table,
    input: u32,
    several: bool,
) -> Waiters {
    let mut waiting = Waiters::default();
    let unreadable = evaluator.unreadable(&[&link.from]);
    waiting.doubts.lost = unreadable.map_or(0, |mask| mask.num_trues() as u64);
    let keys = evaluator.key(std::slice::from_ref(&link.from));
    let mut found = Vec::new();
    let mut row = 0;
    keys.for_each(|key| {
        let number = key.and_then(|key| sought.numbers.get(key));
        found.extend(number.map(|&number| (row, number)));
        waiting.named.rows += u64::from(key.is_some());
        row += 1;
    });
    waiting.named.fits = !found.is_empty();
    if found.is_empty() {
        waiting.named.keys = spread(&keys, waiting.named.rows);
        return waiting;
    }
    let when = link
        .when
        .as_ref()
        .map(|when| Condition::new(evaluator, when));
    let amounts = link
        .amount
        .as_ref()
        .map(|e| (evaluator.number(e), evaluator.unreadable(&[e])));
    let dates = link
        .since
        .as_ref()
        .map(|e| (evaluator.time(e), evaluator.unreadable(&[e])));
    for (row, number) in found {
        match when.as_ref().map_or(Some(true), |when| when.holds(row)) {
            Some(true) => {}
            Some(false) => continue,
            None => {
                waiting.doubts.undecided += 1;
                continue;
            }
        }
        let amount = match &amounts {
            Some((_, unreadable)) if is_set(unreadable.as_ref(), row) => {
                waiting.doubts.amounts += 1;
                None
            }
            // an empty cell is no 0
            Some((amounts, _)) => amounts.get(row),
            None => Some(0),
        };
        let since = match &dates {
            Some((_, unreadable)) if is_set(unreadable.as_ref(), row) => Since::Unknown,
            Some((dates, _)) => dates
                .get(row)
                .map_or(Since::Undated, |at| Since::Day(at.div_euclid(DAY))),
            None => Since::Undated,
        };
        waiting.doubts.dates += u64::from(since == Since::Unknown);
        waiting.rows.entry(number).or_insert(Rows::NONE).add(Rows {
            count: 1,
            amount: Some(amount.unwrap_or_default()),
            missing: u64::from(amount.is_none()),
            since,
        });
        if several || !link.document.is_empty() {
            let hasher = hasher();
            let place = (input, evaluator.typed.batch.line(row));
            let cell = |field: &FieldIx| evaluator.typed.cell(row, *field).trim();
            // a row without a key is a document, however like another one
            let document = if table.key.iter().all(|field| cell(field).is_empty()) {
                hasher.hash_one(place)
            } else {
                hasher.hash_one(&*document_key(evaluator.typed, table, row))
            };
            waiting.documents.push((document, number, input));
            waiting.apart.extend(several.then_some(WaitingRow {
                number,
                place,
                document,
                amount,
            }));
        }
    }
    waiting
}

/// At most [`MOST_KEYS`] of so many keys.
fn spread(keys: &Texts, count: u64) -> Vec<String> {
    let step = count.div_ceil(MOST_KEYS).max(1);
    let (mut spread, mut before) = (Vec::new(), 0);
    keys.for_each(|key| {
        let Some(key) = key else {
            return;
        };
        if before % step == 0 {
            spread.push(key.to_owned());
        }
        before += 1;
    });
    spread
}

impl Waiters {
    /// Adds what waits in another part of the table.
    pub(crate) fn add(&mut self, other: Waiters) {
        for (number, rows) in other.rows {
            self.rows.entry(number).or_insert(Rows::NONE).add(rows);
        }
        self.documents.extend(other.documents);
        self.apart.extend(other.apart);
        self.named.add(other.named);
        self.doubts.lost += other.doubts.lost;
        self.doubts.undecided += other.doubts.undecided;
        self.doubts.amounts += other.doubts.amounts;
        self.doubts.dates += other.doubts.dates;
    }

    /// Counts documents instead of rows, now that the table has been read.
    pub(crate) fn finish(mut self) -> HeldBack {
        if !self.documents.is_empty() {
            self.rows.values_mut().for_each(|rows| rows.count = 0);
        }
        self.documents.sort_unstable();
        let rows = self
            .documents
            .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
        let several = rows.filter(|rows| rows.first().map(|r| r.2) != rows.last().map(|r| r.2));
        let in_several_files = several.count() as u64;
        self.documents
            .dedup_by_key(|(hash, number, _)| (*hash, *number));
        let mut shared = Shared::default();
        for document in self.documents.chunk_by(|one, other| one.0 == other.0) {
            for (_, number, _) in document {
                self.rows.entry(*number).or_insert(Rows::NONE).count += 1;
            }
            if document.len() > 1 {
                shared.add(document.iter().map(|(_, number, _)| *number));
            }
        }
        self.apart.sort_unstable_by_key(|row| row.number);
        HeldBack {
            rows: self.rows,
            shared,
            apart: self.apart,
            in_several_files,
        }
    }
}

/// What the documents of a table hold back over one link.
#[derive(Debug, Default)]
pub(crate) struct HeldBack {
    /// By number of the document waited for; they count documents now.
    rows: PlHashMap<u32, Rows>,
    shared: Shared,
    /// By number; empty where the table has no other link.
    apart: Vec<WaitingRow>,
    /// Documents with rows in more than one file: where the files overlap, their amounts are added twice.
    pub(crate) in_several_files: u64,
}

/// Waiters documents that wait for more than one document.
#[derive(Debug, Default)]
struct Shared {
    count: usize,
    /// By number of the document waited for.
    by_number: PlHashMap<u32, Vec<usize>>,
}

impl Shared {
    fn add(&mut self, numbers: impl Iterator<Item = u32>) {
        for number in numbers {
            self.by_number.entry(number).or_default().push(self.count);
        }
        self.count += 1;
    }

    /// How often documents are counted that were counted for an earlier one of the numbers.
    fn counted_again(&self, numbers: &[u32]) -> u64 {
        if self.count == 0 || numbers.len() < 2 {
            return 0;
        }
        let mut counted = vec![false; self.count];
        let mut again = 0;
        for &document in numbers
            .iter()
            .filter_map(|n| self.by_number.get(n))
            .flatten()
        {
            again += u64::from(counted[document]);
            counted[document] = true;
        }
        again
    }
}

/// What some documents hold back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) documents: u64,
    /// Of the amounts that there are; none where it is too large to hold.
    pub(crate) amount: Option<i128>,
    /// How many are empty or cannot be read.
    pub(crate) missing: u64,
    /// The first day since when something waits, in days since 1970-01-01; none where no date is known.
    pub(crate) since: Option<i64>,
}

impl HeldBack {
    /// What the documents with the numbers, each there once, hold back; what several of them hold back counts once.
    pub(crate) fn sum(&self, numbers: &[u32]) -> Sum {
        let mut sum = Rows::NONE;
        for rows in numbers.iter().filter_map(|number| self.rows.get(number)) {
            sum.add(*rows);
        }
        Sum {
            documents: sum.count - self.shared.counted_again(numbers),
            amount: sum.amount,
            missing: sum.missing,
            since: sum.since.day(),
        }
    }

    /// What documents hold back over several links of one table: rows and documents that wait over two of them count once.
    pub(crate) fn together(links: &[(&HeldBack, &[u32])]) -> Sum {
        let waited_for = |(held, _): &&(&HeldBack, &[u32])| !held.rows.is_empty();
        let links: Vec<_> = links.iter().filter(waited_for).collect();
        if let &[(held, numbers)] = links.as_slice() {
            return held.sum(numbers);
        }
        let mut since = Since::Undated;
        let mut rows: Vec<WaitingRow> = Vec::new();
        for (held, numbers) in links {
            for number in *numbers {
                since = since.and(held.rows.get(number).map_or(Since::Undated, |r| r.since));
                rows.extend(held.rows_of(*number));
            }
        }
        rows.sort_unstable_by_key(|row| row.place);
        rows.dedup_by_key(|row| row.place);
        let amount = rows
            .iter()
            .filter_map(|row| row.amount)
            .try_fold(0, |sum, amount| added(Some(sum), Some(amount)));
        let missing = rows.iter().filter(|row| row.amount.is_none()).count() as u64;
        let mut documents: Vec<u64> = rows.iter().map(|row| row.document).collect();
        documents.sort_unstable();
        documents.dedup();
        Sum {
            documents: documents.len() as u64,
            amount,
            missing,
            since: since.day(),
        }
    }

    /// The rows that wait for a document.
    fn rows_of(&self, number: u32) -> &[WaitingRow] {
        let start = self.apart.partition_point(|row| row.number < number);
        let rows = &self.apart[start..];
        &rows[..rows.partition_point(|row| row.number == number)]
    }
}
