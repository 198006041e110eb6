//! What there is to tell of a collection, before it is told.

use crate::messages::Messages;
use crate::project::Project;
use crate::review::readiness::Readiness;
use crate::rules::collected::Opening;

/// All that there is to tell of a collection.
pub(crate) struct View<'a> {
    pub(crate) project: &'a Project,
    pub(crate) messages: &'a Messages,
    pub(crate) readiness: &'a Readiness,
    /// Lines of a list on a terminal.
    pub(crate) limit: usize,
    pub(crate) exit_code: u8,
}

impl View<'_> {
    /// Whether it is known which documents the new system has already.
    pub(super) fn lists_existing(&self, opening: &Opening) -> bool {
        let existing = opening.existing.as_ref();
        existing.is_some_and(|existing| !self.readiness.unread.contains_key(&existing.table))
    }
}
