//! The same audit once more with everything in plain sight, for whoever may see it.
//!
//! What is compared, decided on and recorded stays what the first audit found: it knows documents and people as they are masked, and so
//! do the history, baselines and decisions. Of the second one only what is shown is taken, finding for finding.

use super::Review;
use crate::audit;
use crate::findings::Collected;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::outcome::Audit;
use crate::project::Project;

/// A review with its findings as an audit of a project that hides nothing shows them, and these as they are recorded; none where
/// it found others, since files have changed meanwhile.
pub(crate) fn in_plain_sight(
    project: &Project,
    options: &Options,
    review: Review,
) -> Result<Option<(Review, Collected)>, Cancelled> {
    let (mut shown, _) = audit::run(project, options)?;
    for found in &review.audit.findings.by_rule {
        match shown.findings.of(found.rule) {
            Some(same) if same.identities().eq(found.identities()) => {}
            // what was judged by what else was found, and what was decided
            None if is_of_review(project, found.rule) => shown.findings.add(vec![found.clone()]),
            _ => return Ok(None),
        }
    }
    let mut all = shown.findings.by_rule.iter();
    if !all.all(|found| review.audit.findings.of(found.rule).is_some()) {
        return Ok(None);
    }
    let masked = review.audit;
    let audit = Audit {
        outcomes: masked.outcomes,
        inputs: masked.inputs,
        presence: masked.presence,
        errors: masked.errors,
        notices: masked.notices,
        ..shown
    };
    Ok(Some((Review { audit, ..review }, masked.findings)))
}

/// Whether the findings of a rule come of a review and not of an audit.
fn is_of_review(project: &Project, rule: usize) -> bool {
    let table = Some(project.rules[rule].table);
    let ledger = project.ledger.as_ref().map(|ledger| ledger.table);
    table == project.history || table == ledger
}
