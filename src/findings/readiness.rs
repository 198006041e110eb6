//! What becomes of rows that are collected for a new system.

use std::collections::BTreeMap;

use crate::messages::{Message, message};

/// Rows of a table that are listed of each fate; all are counted.
pub(crate) const LISTED: usize = 100_000;

/// What becomes of a row. A key that several rows have fares as the best of them, which is the first here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// It can be loaded.
    Ready,
    /// It has no fault of its own, and refers to a row that will not be there.
    Blocked,
    /// It has a fault of its own.
    Faulty,
    /// It need not be loaded: the document is finished.
    Finished,
    /// It is entered in the new system: the document is dated after the old one has ended.
    Later,
}

impl Fate {
    pub(crate) const ALL: [Fate; 5] = [
        Fate::Ready,
        Fate::Blocked,
        Fate::Faulty,
        Fate::Finished,
        Fate::Later,
    ];

    /// As programs read it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Fate::Ready => "ready",
            Fate::Blocked => "blocked",
            Fate::Faulty => "faulty",
            Fate::Finished => "finished",
            Fate::Later => "after_go_live",
        }
    }

    pub(crate) fn message(self) -> Message {
        match self {
            Fate::Ready => message!("fate-ready"),
            Fate::Blocked => message!("fate-blocked"),
            Fate::Faulty => message!("fate-faulty"),
            Fate::Finished => message!("fate-finished"),
            Fate::Later => message!("fate-later"),
        }
    }
}

/// What was found in a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fault {
    /// The first rule that refuses it, by its index.
    pub(crate) refused: Option<usize>,
    /// Whether something is missing that must be there.
    pub(crate) lacks: bool,
    /// References, by their index, of which it was decided that they need not lead to a row.
    pub(crate) let_be: Vec<usize>,
    /// Rules that had found the same before, each with the day on which they first did, in days since 1970-01-01.
    pub(crate) again: Vec<(usize, i64)>,
}

/// So many rows, and what they come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) rows: u64,
    /// Times 10^12; none where an amount cannot be read, or where the sum is too large to hold.
    pub(crate) amount: Option<i128>,
}

impl Default for Tally {
    fn default() -> Tally {
        Tally {
            rows: 0,
            amount: Some(0),
        }
    }
}

impl Tally {
    pub(crate) fn add(&mut self, other: Tally) {
        self.rows += other.rows;
        let sum = self.amount.zip(other.amount);
        self.amount = sum.and_then(|(one, more)| one.checked_add(more));
    }
}

/// Rows of one supplier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) received: u64,
    /// Rows that lack nothing which must be there.
    pub(crate) complete: u64,
    /// In the order of [`Fate::ALL`].
    pub(crate) fates: [Tally; 5],
    /// A number that is another one where the rows are others, in whatever order they stand.
    pub(crate) content: u64,
    /// Findings that had been found before, by rule and the day on which they first were.
    pub(crate) again: BTreeMap<(usize, i64), u64>,
}

impl Figures {
    pub(crate) fn of(&self, fate: Fate) -> Tally {
        self.fates[fate as usize]
    }

    /// Rows that need not be loaded.
    pub(crate) fn left_out(&self) -> u64 {
        self.of(Fate::Finished).rows + self.of(Fate::Later).rows
    }

    pub(crate) fn add(&mut self, other: &Figures) {
        self.received += other.received;
        self.complete += other.complete;
        for (sum, more) in self.fates.iter_mut().zip(&other.fates) {
            sum.add(*more);
        }
        self.content = self.content.wrapping_add(other.content);
        for (&of, count) in &other.again {
            *self.again.entry(of).or_default() += count;
        }
    }
}

/// Why a row that is referred to will not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cause {
    Missing,
    /// Its table could not be read to its end, so that nobody knows.
    Unread,
    /// It is there, and not loaded.
    Fate(Fate),
}

/// Rows that refer to a row which will not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) cause: Cause,
    pub(crate) tally: Tally,
}

/// A row with its fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Index of the file among the files of its table.
    pub(crate) input: u32,
    /// As a person sees it in the file.
    pub(crate) line: u64,
    /// As it may be shown.
    pub(crate) key: String,
    /// Where a column names him.
    pub(crate) supplier: Option<String>,
    pub(crate) fate: Fate,
    /// The first reference that leads to nothing: its index, the key, and why.
    pub(crate) waits: Option<(usize, String, Cause)>,
    /// The first rule that refuses it.
    pub(crate) refused: Option<usize>,
}

/// A control total of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Summed {
    /// Of the cells that can be read, times 10^12; none where that is too large to hold.
    pub(crate) total: Option<i128>,
    /// Cells that cannot be read.
    pub(crate) unread: u64,
}

/// What a reference comes to: rows that refer to a row which can be loaded, and rows that do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Referring {
    pub(crate) met: Tally,
    /// By key, as it may be shown.
    pub(crate) held: BTreeMap<String, Held>,
}

/// What there is of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Arrived {
    /// By file and, where a column names the supplier, by supplier.
    pub(crate) groups: BTreeMap<(u32, String), Figures>,
    /// Parallel to the references that lead out of the table.
    pub(crate) referring: Vec<Referring>,
    /// Parallel to the control totals.
    pub(crate) sums: Vec<Summed>,
    /// At most [`LISTED`] of each fate, in the order of the rows.
    pub(crate) rows: Vec<Row>,
    /// The first and the last day of its documents that are not dated after the old system has ended.
    pub(crate) span: Option<(i64, i64)>,
    /// Rows of which nobody knows whether they are to be loaded; they are.
    pub(crate) undecided: u64,
    /// Rows whose key another row before has, of tables of documents.
    pub(crate) copies: u64,
    /// Rows whose key is in the new system already.
    pub(crate) existing: u64,
}

/// What a run had of a supplier of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// In days since 1970-01-01.
    pub(crate) day: i64,
    pub(crate) table: String,
    /// Empty where nobody is named.
    pub(crate) supplier: String,
    pub(crate) received: u64,
    /// None where nothing was judged, as the next.
    pub(crate) complete: Option<u64>,
    pub(crate) faulty: Option<u64>,
    pub(crate) blocked: u64,
    /// Rows that need not be loaded.
    pub(crate) left_out: u64,
    /// A number that is another one where the rows are others.
    pub(crate) content: u64,
}

impl Delivery {
    /// Rows that could be loaded.
    pub(crate) fn ready(&self) -> u64 {
        let held = self.faulty.unwrap_or(0) + self.blocked + self.left_out;
        self.received.saturating_sub(held)
    }
}
