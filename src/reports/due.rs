//! The days by which something was decided to be done, as a file for calendars (RFC 5545): an event of a whole day for each
//! decision that names who acts and by when.
//!
//! They are events, and no tasks: Outlook takes events from a file, and does not take tasks. An event is known by what was decided
//! on and when, so a calendar that takes the file of a later day changes it and does not add a second one; what is done is cancelled.
//! Nothing depends on the clock: what rises from file to file are the days since the decision.

use std::collections::BTreeMap;
use std::io::{self, Write};

use ics::properties::{
    CalScale, Description, DtEnd, DtStart, Method, Sequence, Status, Summary, Transp,
};
use ics::{Event, ICalendar, Standard, TimeZone, escape_text, parameters};
use jiff::Timestamp;

use super::decided::outcome;
use super::harmless::clean;
use super::{Report, RuleResult, gate};
use crate::dispositions::Entry;
use crate::fingerprint::Fingerprint;
use crate::messages::message;
use crate::review::labels::Matches;
use crate::tables::date;
use crate::tables::types::DAY;

/// Documents that an event names.
const MOST: usize = 5;
/// For how long after its day a decision that is done is told, so that calendars take the event out.
const TOLD: i64 = 100 * DAY;

/// Writes the calendar.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let day = report.review.audit.as_of.day;
    let ledger = report.project.ledger.iter();
    let entries = ledger.flat_map(|ledger| &ledger.entries);
    let labels = report.review.labels.as_ref();
    let matches = labels.map_or(&[][..], |labels| labels.matches());
    let results = report.rules();
    let about = about(report, &results)?;
    let project = report.project.name.as_deref().unwrap_or_default();
    let program = format!("-//crm-audit//{}//EN", env!("CARGO_PKG_VERSION"));
    let mut calendar = ICalendar::new("2.0", program);
    calendar.push(CalScale::new("GREGORIAN"));
    calendar.push(Method::new("PUBLISH"));
    let mut is_empty = true;
    for (entry, matches) in entries.zip(matches) {
        let Some((owner, due)) = entry.task() else {
            continue;
        };
        let is_told = matches.is_open() || due + TOLD >= day;
        if !entry.applies(day) || !is_told {
            continue;
        }
        let nothing = About::default();
        let about = about.get(&entry.line).unwrap_or(&nothing);
        let rule = rule(report, entry, about);
        let texts = Texts {
            summary: summary(report, entry, matches, [&rule, owner]),
            description: description(report, entry, matches, about),
        };
        let id = known_by(project, entry);
        calendar.add_event(event(report, entry, due, matches.is_open(), id, texts));
        is_empty = false;
    }
    if is_empty {
        // a calendar holds something
        let world = Standard::new("19700101T000000", "+0000", "+0000");
        calendar.add_timezone(TimeZone::standard("UTC", world));
    }
    calendar.write(out)
}

/// What is found under an entry.
#[derive(Default)]
struct About {
    /// The first documents, each with what is wrong.
    documents: Vec<String>,
    /// The rules that found them, as they are called.
    rules: Vec<String>,
}

/// What is found under each entry, by its line.
fn about(report: &Report, results: &[RuleResult]) -> io::Result<BTreeMap<u64, About>> {
    let mut all: BTreeMap<u64, About> = BTreeMap::new();
    let decided = |result: &&RuleResult| result.labels.is_some_and(|l| l.tally.total() > 0);
    for result in results.iter().filter(decided) {
        let label = report.rule_label(result.rule);
        // nothing is in the way of the next one
        let _ = report.each_finding(result, |finding| -> Result<(), ()> {
            let Some(decided) = &finding.disposition else {
                return Ok(());
            };
            let about = all.entry(decided.line).or_default();
            if about.rules.last() != Some(&label) {
                about.rules.push(label.clone());
            }
            if about.documents.len() < MOST {
                let told = gate::told(report, finding);
                let place = gate::place(finding.file, finding.sheet, finding.row);
                about.documents.push(format!("{told} · {place}"));
            }
            Ok(())
        })?;
    }
    Ok(all)
}

/// What the rules of an entry are called: the one that it names or that found something, else how it is written.
fn rule(report: &Report, entry: &Entry, about: &About) -> String {
    let rules = report.project.rules.iter();
    let mut named = rules.filter(|rule| entry.selection.names(&rule.id));
    match (about.rules.as_slice(), named.next(), named.next()) {
        ([one], ..) => one.clone(),
        (_, Some(one), None) => report.rule_label(one),
        _ => entry.selection.shown(),
    }
}

struct Texts {
    summary: String,
    description: String,
}

fn summary(report: &Report, entry: &Entry, matches: &Matches, told: [&str; 2]) -> String {
    let [rule, owner] = told.map(clean);
    let decision = entry.decision.label();
    let text = if !matches.is_open() {
        message!(
            "tasks-event-done",
            decision = decision,
            rule = rule,
            owner = owner
        )
    } else if matches.left() == 0 {
        message!(
            "tasks-event-unknown",
            decision = decision,
            rule = rule,
            owner = owner
        )
    } else {
        message!(
            "tasks-event",
            decision = decision,
            findings = message!("count-findings", count = matches.left()),
            rule = rule,
            owner = owner
        )
    };
    report.text(&text)
}

fn description(report: &Report, entry: &Entry, matches: &Matches, about: &About) -> String {
    let day = report.review.audit.as_of.day;
    let mut lines = vec![clean(&outcome(report, entry, matches, day))];
    lines.extend(about.documents.iter().cloned());
    let more = matches.left().saturating_sub(MOST as u64);
    if more > 0 {
        lines.push(report.text(&message!("workbook-more", count = more)));
    }
    let mut said = |key: &str, text: Option<&str>| {
        let text = text.map(clean).filter(|text| !text.is_empty());
        let colon = report.messages.key("colon");
        lines.extend(text.map(|text| format!("{}{colon}{text}", report.messages.key(key))));
    };
    said("tasks-remedy", entry.remedy.as_deref());
    said("column-reason", Some(&entry.reason));
    let decided = [entry.decided_by.as_str(), &date::text(entry.decided_on)].join(" ");
    said("tasks-decided", Some(&decided));
    lines.join("\n")
}

/// What makes the event the same in every file: what was decided on and when. No two entries have both in common.
fn known_by(project: &str, entry: &Entry) -> String {
    let selection = &entry.selection;
    let mut fingerprint = Fingerprint::default();
    fingerprint.add_part(project);
    fingerprint.add_part(&date::text(entry.decided_on));
    fingerprint.add_part(&selection.shown());
    for document in &selection.documents {
        fingerprint.add_part(document.as_str());
    }
    for finding in &selection.findings {
        fingerprint.add_part(&finding.text());
    }
    format!("{:016x}@crm-audit", fingerprint.short())
}

fn event(
    report: &Report,
    entry: &Entry,
    due: i64,
    is_open: bool,
    id: String,
    texts: Texts,
) -> Event<'static> {
    let as_of = report.review.audit.as_of;
    let written = |millis: i64, format: &str| {
        let stamp = Timestamp::from_millisecond(millis).unwrap_or_default();
        stamp.strftime(format).to_string()
    };
    let day = |millis: i64| written(millis, "%Y%m%d");
    let mut start = DtStart::new(day(due));
    start.append(parameters!("VALUE" => "DATE"));
    let mut end = DtEnd::new(day(due + DAY));
    end.append(parameters!("VALUE" => "DATE"));
    let since = (as_of.day - entry.decided_on) / DAY;
    let mut event = Event::new(id, written(as_of.instant, "%Y%m%dT%H%M%SZ"));
    event.push(Sequence::new(since.to_string()));
    event.push(start);
    event.push(end);
    event.push(Summary::new(escape_text(texts.summary)));
    event.push(Description::new(escape_text(texts.description)));
    event.push(if is_open {
        Status::confirmed()
    } else {
        Status::cancelled()
    });
    // whoever is reminded is not away
    event.push(Transp::transparent());
    event
}
