//! What findings hold back.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use polars::prelude::{PlHashMap, PlSmallStr};

use crate::rules::plan::LinkIx;
use crate::tables::types::TableIx;

/// What something holds back over one link, or over those of a table that have the same label and amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blocked {
    pub(crate) link: LinkIx,
    /// Documents that wait; none where that cannot be known.
    pub(crate) documents: Option<u64>,
    /// Their amounts times 10^12, as far as there are any; none without such a field.
    pub(crate) amount: Option<i128>,
    /// How many amounts are empty or cannot be read.
    pub(crate) missing: u64,
    /// Whole days since the first of them; none where no date is known, and where one cannot be read.
    pub(crate) days: Option<i64>,
    /// Documents that wait over an earlier link of their table as well, and are counted there.
    pub(crate) again: u64,
}

/// What findings hold back; each list has its entries in the order of the links that lead to the table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blocks {
    pub(crate) tables: BTreeMap<TableIx, ByDocument>,
    /// By index of the rule.
    pub(crate) rules: BTreeMap<usize, Vec<Blocked>>,
    /// Of all findings together.
    pub(crate) all: Vec<Blocked>,
    /// The one with the most waiting documents first; those who hold nothing back are left out. What nobody has is under an empty
    /// name.
    pub(crate) owners: Vec<(String, Vec<Blocked>)>,
    pub(crate) departments: Vec<(String, Vec<Blocked>)>,
}

/// What the documents of a table hold back.
#[derive(Debug, Clone)]
pub(crate) struct ByDocument {
    pub(crate) by_key: PlHashMap<PlSmallStr, Vec<Blocked>>,
    /// What is said of a row without a key.
    pub(crate) nameless: Vec<Blocked>,
}

impl Blocks {
    /// What waits for findings, the largest amount first: amounts of different documents are never added.
    pub(crate) fn waiting(&self) -> Vec<Blocked> {
        let all = self.all.iter().copied();
        let mut waiting: Vec<Blocked> = all
            .filter(|one| one.documents.is_none_or(|count| count > 0))
            .collect();
        waiting.sort_by_key(|one| Reverse((one.amount, one.documents)));
        waiting
    }

    /// None where no link leads to the table.
    pub(crate) fn of_document(&self, table: TableIx, key: &str) -> Option<&[Blocked]> {
        let documents = self.tables.get(&table)?;
        Some(documents.by_key.get(key).unwrap_or(&documents.nameless))
    }

    /// None where no link leads to the rule's table, and where the rule was not judged.
    pub(crate) fn of_rule(&self, rule: usize) -> Option<&[Blocked]> {
        self.rules.get(&rule).map(Vec::as_slice)
    }
}
