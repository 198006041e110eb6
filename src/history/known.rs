//! What recorded runs know of findings that somebody names.

use std::collections::HashSet;
use std::path::Path;

use super::store::{Store, Trouble};
use crate::fingerprint::identity::Identity;

/// What was looked up.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The day of the last run; none where there is none.
    pub(crate) last_day: Option<String>,
    /// Those of the findings that a run had.
    pub(crate) found: HashSet<Identity>,
}

impl Known {
    /// Looks findings up in all runs; nothing is known where no history is kept.
    pub(crate) fn look_up(path: &Path, wanted: &HashSet<Identity>) -> Result<Known, Trouble> {
        if !path.exists() {
            return Ok(Known::default());
        }
        let mut store = Store::open_to_look(path)?;
        let session = store.look()?;
        let mut known = Known {
            last_day: session.runs()?.pop().map(|run| run.day),
            found: HashSet::new(),
        };
        if wanted.is_empty() {
            return Ok(known);
        }
        for rule in session.rules()? {
            for row in session.judged(&rule)? {
                let identities = session.identities(row.id)?;
                let found = identities.into_iter().filter(|id| wanted.contains(id));
                known.found.extend(found);
            }
        }
        Ok(known)
    }
}
