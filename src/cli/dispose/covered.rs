//! Which findings an entry is about: a number alone does not show that others were meant.

use super::super::output::block;
use super::Audited;
use crate::findings::Documents;
use crate::messages::message;
use crate::reports::terminal::clean;
use crate::review::labels::Labels;

/// Lists the first findings that the last entry labels, each with rule, document, column and owner.
pub(super) fn tell(audited: &Audited, labels: &Labels, limit: usize) {
    let Audited {
        project,
        review,
        terminal,
        ..
    } = audited;
    let Some(last) = labels.matches().len().checked_sub(1) else {
        return;
    };
    let count = labels.matches()[last].labelled;
    terminal.note(&message!("dispose-covers", count = count));
    let mut left = limit;
    for found in &review.audit.findings.by_rule {
        let rule = &project.rules[found.rule];
        let Some(of_rule) = labels.of(found.rule).filter(|_| left > 0) else {
            continue;
        };
        let files = review.audit.files_of(project, rule.table);
        let table = &project.tables[rule.table];
        let Some(documents) = Documents::new(found, rule, table, &files) else {
            continue;
        };
        let is_last = |at: &usize| {
            let label = of_rule.label(*at);
            label.is_some_and(|label| label.entry as usize == last)
        };
        for at in (0..of_rule.len()).filter(is_last).take(left) {
            let document = documents.shown(at);
            let column = documents.column(at).unwrap_or_default();
            let parts = [&rule.id, document.as_ref(), column, documents.owner(at)];
            let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            block(&format!("  {}", clean(&filled.join(" · "))));
            left -= 1;
        }
    }
    let more = count.saturating_sub(limit as u64);
    if more > 0 {
        terminal.note(&message!("dispose-covers-more", count = more));
    }
}
