//! What there is to tell of a collection, before it is told.

use crate::messages::Messages;
use crate::project::Project;
use crate::review::readiness::Readiness;

/// All that there is to tell of a collection.
pub(crate) struct View<'a> {
    pub(crate) project: &'a Project,
    pub(crate) messages: &'a Messages,
    pub(crate) readiness: &'a Readiness,
    /// Lines of a list on a terminal.
    pub(crate) limit: usize,
    pub(crate) exit_code: u8,
}
