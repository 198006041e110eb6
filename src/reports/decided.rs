//! What became of what was decided before.

use std::io;

use super::{Report, gate};
use crate::dispositions::{Decision, Entry, literal};
use crate::messages::{message, some};
use crate::review::labels::Matches;
use crate::tables::date;

/// Documents of a decision that are named.
const MOST_NAMED: usize = 3;

/// The keys of the headings over what is told of a decision.
pub(super) const HEADINGS: [&str; 6] = [
    "column-decided-on",
    "form-decision",
    "column-decided-findings",
    "form-who",
    "form-due",
    "minutes-outcome",
];

/// A decision, and what became of it.
pub(super) struct Decided<'r> {
    pub(super) entry: &'r Entry,
    /// How many findings it labels that there is something to do about.
    pub(super) left: u64,
    /// Whether its last day has passed and findings are left, or left the export in place of being put right.
    pub(super) is_over: bool,
    /// In the order of [`HEADINGS`].
    pub(super) told: [String; HEADINGS.len()],
}

/// The decisions that had been taken by the day of the audit.
pub(super) fn decided<'r>(report: &Report<'r>) -> Vec<Decided<'r>> {
    let day = report.review.audit.as_of.day;
    let ledger = report.project.ledger.iter();
    let entries = ledger.flat_map(|ledger| &ledger.entries);
    let labels = report.review.labels.as_ref();
    let matches = labels.map_or(&[][..], |labels| labels.matches());
    let taken = entries.zip(matches).filter(|(entry, _)| entry.applies(day));
    taken
        .map(|(entry, matches)| Decided {
            entry,
            left: matches.left(),
            is_over: !entry.holds(day) && (matches.left() > 0 || matches.is_evaded(entry)),
            told: [
                date::text(entry.decided_on),
                report.text(&entry.decision.label()),
                about(report, entry),
                entry.owner.clone().unwrap_or_else(|| "–".to_owned()),
                entry.end.map_or_else(|| "–".to_owned(), date::text),
                outcome(report, entry, matches, day),
            ],
        })
        .collect()
}

/// What is known of a decision that was not kept, beside what it is about: a sentence each.
pub(super) fn facts(report: &Report, decided: &Decided) -> Vec<String> {
    let Decided { entry, told, .. } = decided;
    let [decided_on, _, _, _, end, outcome] = told;
    let by = entry.decided_by.as_str();
    let taken = message!("page-decided-by", day = decided_on.as_str(), by = by);
    let said = |key: &str, said: &str| {
        let (word, colon) = (report.messages.key(key), report.messages.key("colon"));
        format!("{word}{colon}{said}")
    };
    let mut facts = vec![outcome.clone(), report.text(&taken), said("form-due", end)];
    facts.extend(entry.owner.iter().map(|who| said("form-who", who)));
    facts.push(said("form-reason", &entry.reason));
    facts
}

/// The key of what is asked of such a decision.
pub(super) fn question(entry: &Entry) -> &'static str {
    match entry.decision {
        Decision::AcceptOnce => "page-ask-ended",
        _ => "page-ask-overdue",
    }
}

/// What is found about the decisions themselves, which the project team puts in order: the rule, the decision, and what is wrong
/// with it, a line each.
pub(super) fn upkeep(report: &Report) -> io::Result<Vec<String>> {
    let entries = report.project.ledger.iter().flat_map(|l| &l.entries);
    let entries: Vec<&Entry> = entries.collect();
    let mut lines = Vec::new();
    let rules = report.rules();
    let failed = gate::failed(&rules).filter(|result| result.rule.is_about_decisions());
    for result in failed {
        let rule = report.rule_label(result.rule);
        gate::each_open(report, result, u64::MAX, |finding| {
            let entry = entries.iter().find(|entry| entry.line == finding.row);
            let about = entry.map(|entry| about(report, entry));
            let text = message!(
                "decided-upkeep-line",
                rule = rule.as_str(),
                about = about.unwrap_or_default(),
                message = finding.message.as_str()
            );
            lines.push(report.text(&text));
            Ok(())
        })?;
    }
    Ok(lines)
}

/// What a decision is about, for people.
pub(super) fn about(report: &Report, entry: &Entry) -> String {
    named(report, entry).unwrap_or_else(|| entry.selection.shown())
}

/// What the rule of a decision is called, and the documents that it names; none where it is about several rules, or asks for more.
fn named(report: &Report, entry: &Entry) -> Option<String> {
    let selection = &entry.selection;
    if selection.asks_for_more() {
        return None;
    }
    let id = literal(selection.rule.as_ref()?.as_str())?;
    let mut rules = report.project.rules.iter();
    let label = report.rule_label(rules.find(|rule| rule.id == id)?);
    let documents = selection.literal_documents().unwrap_or_default();
    let documents = some(documents.iter().map(|document| &**document), MOST_NAMED);
    let documents = documents.into_iter().filter(|name| !name.is_empty());
    let parts: Vec<String> = std::iter::once(label).chain(documents).collect();
    Some(parts.join(" "))
}

/// What became of a decision: whether there is something left of it, and whether its day has passed.
pub(super) fn outcome(report: &Report, entry: &Entry, matches: &Matches, day: i64) -> String {
    let (count, covers) = (matches.left(), entry.covers);
    let still = if count > covers {
        message!("minutes-outcome-more", count = count, covers = covers)
    } else {
        message!("minutes-outcome-still", count = count, covers = covers)
    };
    let text = if count > 0 && entry.holds(day) {
        message!("minutes-outcome-holds", still = still)
    } else if count > 0 {
        message!("minutes-outcome-over", still = still)
    } else if matches.done > 0 {
        let day = matches.done_on.map_or("none".to_owned(), date::text);
        message!("minutes-outcome-done-late", count = matches.done, day = day)
    } else if matches.selected > 0 {
        message!("minutes-outcome-replaced")
    } else if matches.is_evaded(entry) && !entry.holds(day) {
        let gone = message!("minutes-outcome-absent");
        message!("minutes-outcome-over", still = gone)
    } else if matches.absent {
        message!("minutes-outcome-absent")
    } else if matches.complete {
        message!("minutes-outcome-done")
    } else {
        message!("minutes-outcome-unknown")
    };
    report.text(&text)
}
