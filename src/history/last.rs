//! What the last recorded run found, for those who ask between two audits.

use std::collections::BTreeSet;
use std::path::Path;

use super::listing::Described;
use super::past::Closing;
use super::replay::Replay;
use super::store::{Part, RunRow, Session, Store, Trouble};
use crate::fingerprint::identity::Identity;

/// A rule in the last recorded run.
pub(crate) struct LastJudged {
    pub(crate) rule: String,
    /// Whether everything was there, and every row could be decided.
    pub(crate) certain: bool,
    /// What it found, copies of a document included.
    pub(crate) found: Vec<Described>,
    /// What earlier runs found, and whose document the export no longer has.
    pub(crate) gone: Vec<Described>,
}

/// Hands over the rules that the last recorded run judged; that run comes back, if there is one.
pub(crate) fn last(
    path: &Path,
    mut each: impl FnMut(LastJudged),
) -> Result<Option<RunRow>, Trouble> {
    if !path.exists() {
        return Ok(None);
    }
    let mut store = Store::open_to_look(path)?;
    let session = store.look()?;
    let mut runs = session.runs()?;
    let Some(last) = runs.last().cloned() else {
        return Ok(None);
    };
    for rule in session.rules()? {
        let mut replay = Replay::new(&session, &runs, &rule)?;
        let mut rows = Vec::new();
        while let Some(step) = replay.step()? {
            rows.push(step.row);
        }
        let Some(row) = rows.last().filter(|row| row.run == last.id) else {
            continue;
        };
        let mut gone = BTreeSet::new();
        for before in &rows[..rows.len() - 1] {
            let identities = session.identities(before.id)?.into_iter();
            let is_gone = |id: &Identity| replay.past.closed(*id) == Some(Closing::Gone);
            gone.extend(identities.filter(is_gone));
        }
        each(LastJudged {
            rule,
            certain: row.coverage.complete && !row.coverage.unsettled,
            found: found(&session, row.id)?,
            gone: session.texts(rows.iter().rev(), gone)?,
        });
    }
    Ok(runs.pop())
}

fn found(session: &Session, judged: i64) -> Result<Vec<Described>, Trouble> {
    let (mut all, mut number) = (Vec::new(), 0);
    while let Some(Part {
        field,
        identities,
        documents,
        ..
    }) = session.part(judged, number)?
    {
        let found = identities.into_iter().zip(documents);
        all.extend(found.map(|(identity, document)| (identity, field.clone(), document)));
        number += 1;
    }
    Ok(all)
}
