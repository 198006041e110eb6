//! Which documents a rule has had findings of, whatever became of them.

use std::collections::BTreeSet;
use std::path::Path;

use super::store::{Store, Trouble};

/// The documents of all findings of a rule in a field, as reports show them; none where no history is kept.
pub(crate) fn documents(path: &Path, rule: &str, field: &str) -> Result<BTreeSet<String>, Trouble> {
    let mut documents = BTreeSet::new();
    if !path.exists() {
        return Ok(documents);
    }
    let mut store = Store::open_to_look(path)?;
    let session = store.look()?;
    for row in session.judged(rule)? {
        let mut number = 0;
        while let Some(part) = session.part(row.id, number)? {
            if part.field == field {
                documents.extend(part.documents);
            }
            number += 1;
        }
    }
    Ok(documents)
}
