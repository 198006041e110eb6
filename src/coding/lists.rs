//! What columns list, for segments that are looked up.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Form, Misfit};
use crate::tables::types::{FieldIx, TableIx};

/// The words of columns. Of a column that is not known, nobody can say what it lists.
#[derive(Default)]
pub(crate) struct Lists {
    known: BTreeMap<(TableIx, FieldIx), List>,
}

struct List {
    words: BTreeSet<String>,
    /// Whether not everybody may see them.
    is_secret: bool,
}

impl Lists {
    pub(crate) fn add(
        &mut self,
        column: (TableIx, FieldIx),
        words: BTreeSet<String>,
        is_secret: bool,
    ) {
        self.known.insert(column, List { words, is_secret });
    }

    /// The words that may be shown, in their order.
    pub(crate) fn shown(&self, table: TableIx, field: FieldIx) -> Vec<String> {
        let list = self.known.get(&(table, field));
        let list = list.filter(|list| !list.is_secret);
        list.map_or_else(Vec::new, |list| list.words.iter().cloned().collect())
    }
}

impl Form {
    /// The first segment of a right code that is not in its list, and the list.
    fn unlisted_in<'l>(&self, code: &str, lists: &'l Lists) -> Option<(usize, &'l List)> {
        let all = self.segments()?.all.iter().enumerate();
        all.filter_map(|(ix, segment)| match segment.content {
            Content::In { table, field, .. } => Some((ix, lists.known.get(&(table, field))?)),
            _ => None,
        })
        .find(|(ix, list)| {
            let piece = self.segment(code, *ix);
            piece.is_some_and(|piece| !list.words.contains(piece))
        })
    }

    /// Whether what stands in the segments of a right code is in their lists, as far as these are known.
    pub(crate) fn is_listed(&self, code: &str, lists: &Lists) -> bool {
        self.unlisted_in(code, lists).is_none()
    }

    /// What is wrong with a code that is built right, of which a segment is not in its list.
    pub(super) fn off_list(&self, code: &str, lists: &Lists) -> Option<Misfit> {
        let (segment, list) = self.unlisted_in(code, lists)?;
        let is_there = |word: &str| !list.is_secret && list.words.contains(word);
        let misfit = self.unlisted(code, segment, is_there);
        Some(misfit.listed(|meant| self.is_listed(meant, lists)))
    }

    /// What is wrong with a code that is not built right. What is not listed was not meant.
    pub(crate) fn misfit_on(&self, code: &str, lists: &Lists) -> Misfit {
        self.misfit(code)
            .listed(|meant| self.is_listed(meant, lists))
    }
}
