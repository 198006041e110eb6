//! What had been collected for a new system, run by run.

use std::path::Path;

use super::Unsaved;
use super::store::{Store, Trouble};
use crate::calendar;
use crate::findings::readiness::Delivery;

/// What the runs of days before had, the oldest first.
pub(crate) fn deliveries(path: &Path, before: i64) -> Result<Vec<Delivery>, Trouble> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut store = Store::open_to_look(path)?;
    let session = store.look()?;
    let mut all = Vec::new();
    session.deliveries(|day, delivery| {
        if let Some(day) = calendar::day(day).filter(|day| *day < before) {
            all.push(Delivery { day, ..delivery });
        }
    })?;
    Ok(all)
}

impl Unsaved {
    /// Adds what the run has of a collection.
    pub(crate) fn add_deliveries(&mut self, all: Vec<Delivery>) {
        self.deliveries = Some(all);
    }
}
