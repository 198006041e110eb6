//! What a project says of the data that is collected for a new system: who sends it in, how much there should be, and what of it
//! is to be loaded.

use indexmap::IndexMap;

use super::plan::Expr;
use crate::tables::types::{FieldIx, TableIx};

/// What is said of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Collected {
    pub(crate) supplier: Option<Supplier>,
    pub(crate) expect: Option<Expect>,
    pub(crate) collect: Option<Collect>,
    pub(crate) control: Option<Control>,
    pub(crate) opening: Option<Opening>,
}

/// Who sends in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Supplier {
    /// One for all files.
    One(String),
    /// Each with the patterns of his files, relative to the folder of the table.
    Files(IndexMap<String, Vec<String>>),
    /// A field names him in each row.
    Column(FieldIx),
}

/// How many rows there should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expect {
    All(u64),
    /// Of each supplier.
    Each(IndexMap<String, u64>),
}

/// When a table is collected, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Collect {
    pub(crate) from: Option<i64>,
    pub(crate) due: i64,
}

/// What the old system says a table comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Control {
    pub(crate) rows: Option<u64>,
    /// By field, times 10^12.
    pub(crate) sums: Vec<(FieldIx, i128)>,
}

/// Documents that the new system may begin with.
#[derive(Debug, Clone)]
pub(crate) struct Opening {
    /// The date of a document.
    pub(crate) date: Option<Expr>,
    pub(crate) finished: Option<Expr>,
    /// What an open document comes to, with its field.
    pub(crate) amount: Option<(FieldIx, Expr)>,
    /// The key of a document, and the column that lists those that are there already, in the form in which both are compared.
    pub(crate) existing: Option<Existing>,
    pub(crate) optional: bool,
}

/// A column that lists documents which are there already.
#[derive(Debug, Clone)]
pub(crate) struct Existing {
    pub(crate) key: Expr,
    pub(crate) table: TableIx,
    pub(crate) listed: Expr,
}

impl Collected {
    /// Whether anything is said.
    pub(crate) fn is_said(&self) -> bool {
        let sent = self.supplier.is_some() || self.expect.is_some() || self.collect.is_some();
        sent || self.control.is_some() || self.opening.is_some()
    }

    /// The field that names the supplier.
    pub(crate) fn column(&self) -> Option<FieldIx> {
        match self.supplier {
            Some(Supplier::Column(field)) => Some(field),
            _ => None,
        }
    }

    /// Those who must send something in, as far as they are known beforehand.
    pub(crate) fn names(&self) -> Vec<String> {
        match (&self.supplier, &self.expect) {
            (Some(Supplier::One(name)), _) => vec![name.clone()],
            (Some(Supplier::Files(files)), _) => files.keys().cloned().collect(),
            (Some(Supplier::Column(_)), Some(Expect::Each(each))) => each.keys().cloned().collect(),
            _ => Vec::new(),
        }
    }
}

impl Expect {
    /// How many rows there should be in all; none where that is not a number that can be held.
    pub(crate) fn all(&self) -> Option<u64> {
        match self {
            Expect::All(count) => Some(*count),
            Expect::Each(each) => each.values().try_fold(0_u64, |sum, n| sum.checked_add(*n)),
        }
    }
}
