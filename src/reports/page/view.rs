//! The page as data: what the template writes.

use std::io;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::believed::{Believed, believed};
use super::cards::{Card, cards};
use super::changes::{Changes, changes};
use super::closed::{Closed, closed};
use super::list::{List, list};
use super::meeting::{Meeting, meeting};
use super::people::{People, people};
use super::rules::{Rules, rules};
use super::sample::{Sample, sample};
use super::values::{Compared, values};
use super::{GENERATOR, Line, Pack, SCRIPT, STYLE, title};
use crate::messages::{Message, message};
use crate::reports::questions::lasting;
use crate::reports::rule_changes::{Changed, rule_changes};
use crate::reports::{Verdict, gate, rate_heading, silence};
use crate::review::acting::Acting;

#[derive(Serialize)]
pub(super) struct View {
    lang: &'static str,
    title: String,
    subtitle: String,
    as_of: String,
    generator: String,
    /// What the browser may run and show: this style, this script, and nothing from anywhere.
    policy: String,
    style: &'static str,
    script: &'static str,
    /// JSON without a `<`, so that nothing in it ends the element that it stands in.
    data: String,
    verdict: Line,
    /// What the reader must know before he believes a figure.
    alerts: Vec<String>,
    errors: Vec<Line>,
    notices: Vec<Line>,
    cards: Vec<Card>,
    changes: Changes,
    has_links: bool,
    /// What the rate beside open findings is called.
    rate: &'static str,
    owners: People,
    departments: People,
    values: Vec<Compared>,
    trust: Believed,
    meeting: Meeting,
    rules: Rules,
    findings: List,
    closed: Closed,
    rule_changes: Changed,
    sample: Sample,
    files: Vec<Line>,
}

impl View {
    pub(super) fn new(pack: &Pack) -> io::Result<View> {
        let report = pack.report;
        let project = report.project;
        let as_of = report.review.audit.as_of.text();
        let rows = report.exports().map(|input| input.rows).sum::<u64>();
        let subtitle = message!(
            "workbook-subtitle",
            as_of = as_of.as_str(),
            files = message!("count-files", count = report.files()),
            rows = message!("count-rows", count = rows)
        );
        let tag = match report.verdict() {
            Verdict::Clean => "good",
            Verdict::Findings | Verdict::NotAudited => "bad",
            Verdict::NothingChecked => "doubt",
        };
        let lines = |messages: &[Message]| {
            let line = |message| Line::new(report.text(message));
            messages.iter().map(line).collect()
        };
        let lasting = lasting(report);
        let findings = list(pack, &lasting)?;
        let acting = Acting::new(project, report.review);
        let [owners, departments] = people(pack, &acting);
        let files = pack.files.iter().map(|(name, told)| {
            let value = report.messages.key(told);
            Line::new(*name).value(value).href(encoded(name))
        });
        Ok(View {
            lang: report.messages.lang.tag(),
            title: title(project),
            subtitle: report.text(&subtitle),
            generator: generator(),
            policy: policy(STYLE, Some(SCRIPT)),
            style: STYLE,
            script: SCRIPT,
            data: findings.data.to_string().replace('<', "\\u003c"),
            verdict: Line::new(gate::verdict(report)).tag(tag),
            alerts: alerts(pack),
            errors: lines(&report.errors()),
            notices: lines(&report.review.audit.notices),
            cards: cards(pack),
            changes: changes(pack),
            has_links: !project.links.is_empty(),
            rate: rate_heading(report),
            owners,
            departments,
            values: values(pack)?,
            trust: believed(pack),
            meeting: meeting(pack, &acting, &lasting)?,
            rules: rules(pack, &acting),
            findings,
            closed: closed(pack),
            rule_changes: rule_changes(report),
            sample: sample(pack),
            files: files.collect(),
            as_of,
        })
    }
}

/// By what the page is known as ours.
pub(in crate::reports) fn generator() -> String {
    format!("{GENERATOR} {}", env!("CARGO_PKG_VERSION"))
}

/// What is in plain sight on the first page.
fn alerts(pack: &Pack) -> Vec<String> {
    let report = pack.report;
    let mut alerts = Vec::new();
    if report.project.unmasked {
        alerts.push(report.messages.key("tasks-unmasked"));
    }
    alerts.extend(silence::partial(report).map(|partial| report.text(&partial)));
    if report.review.history.is_none() {
        alerts.push(report.messages.key(if pack.has_past {
            "page-history-unread"
        } else {
            "page-no-history"
        }));
    }
    if let Some(history) = report
        .review
        .history
        .as_ref()
        .filter(|_| report.review.is_whole)
    {
        alerts.extend(history.incomplete.iter().map(|one| report.text(one)));
    }
    alerts.extend(silence::empty(report).iter().map(|one| report.text(one)));
    alerts
}

/// Nothing is loaded from anywhere; what is run and how it looks is known by its fingerprint.
pub(in crate::reports) fn policy(style: &str, script: Option<&str>) -> String {
    let source = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text)));
    let script = script.map_or_else(|| "'none'".to_owned(), source);
    format!(
        "default-src 'none'; style-src {}; script-src {script}; base-uri 'none'; form-action 'none'",
        source(style)
    )
}

/// RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for part in bytes.chunks(3) {
        let byte = |at: usize| u32::from(part.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4usize {
            let six = (bits >> (18 - 6 * at)) as usize & 63;
            text.push(if at > part.len() {
                '='
            } else {
                char::from(LETTERS[six])
            });
        }
    }
    text
}

/// A file beside the page as an address.
fn encoded(name: &str) -> String {
    utf8_percent_encode(name, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
