//! Which of the documents that are looked for the files of a table still have.

use std::collections::HashSet;

use crate::dispositions::NamedBy;
use crate::fingerprint::identity::Identity;
use crate::tables::types::FieldIx;

/// What there is of the documents that are looked for. It grows with these and not with the rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Presence {
    /// Those of which there is no row.
    pub(crate) absent: HashSet<Identity>,
    /// Cells of theirs that are damaged, or that a row is too short for.
    pub(crate) broken: HashSet<(Identity, FieldIx)>,
    /// Rules, by index in the project, that could not decide a row of theirs.
    pub(crate) undecided: HashSet<(usize, Identity)>,
    /// Documents that entries of `dispositions.toml` name, and of which there is a row.
    pub(crate) named: HashSet<NamedBy>,
    /// Rows with a broken cell in the key, or without its column: nobody knows which documents they are.
    pub(crate) nameless: u64,
}

impl Presence {
    /// Adds what another part of the table has. What is absent is known once all parts are there.
    pub(crate) fn add(&mut self, other: Presence) {
        self.broken.extend(other.broken);
        self.undecided.extend(other.undecided);
        self.named.extend(other.named);
        self.nameless += other.nameless;
    }
}
