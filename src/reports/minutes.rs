//! The minutes of the meeting about an audit, as Markdown: what became of what was decided before, what is open with its facts, and
//! lines to fill in. `dispose --from` takes the decisions back.
//!
//! A comment at the top says what they are of, and one above the lines of each rule which findings these are about: both are JSON.

mod few;
mod shown;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use self::shown::spoken;
pub(super) use self::shown::told;
use super::decided::{Decided, HEADINGS, about, decided, facts, question, upkeep};
use super::harmless::clean;
use super::questions::{Lapsed, Lasting, all_facts, in_turn, lapsed, lasting, late_told};
use super::rule_changes::rule_changes;
use super::xlsx::form::{Blank, words};
use super::{Report, RuleResult, gate, silence};
use crate::fingerprint::Fingerprint;
use crate::fingerprint::identity::Identity;
use crate::messages::message;
use crate::review::acting::Acting;

/// What stands before the JSON of a comment, and behind it.
pub(crate) const MARK: [&str; 2] = ["<!-- crm-audit ", " -->"];
/// Rises when minutes must be read in another way.
pub(crate) const VERSION: u32 = 1;
/// Findings that one decision can be written under; of a rule with more they are decided on in the workbook, or with `dispose`.
pub(crate) const MOST_DECIDED: u64 = 500;
/// Findings that are listed of a rule.
const MOST_LISTED: u64 = 10;

/// What the minutes are of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Stamp {
    pub(crate) minutes: u32,
    pub(crate) project: String,
    pub(crate) rules_sha256: String,
    pub(crate) as_of: String,
    /// SHA-256 of all else as it was written: people write into it.
    pub(crate) text_sha256: String,
}

/// What the lines below it decide on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) rule: String,
    /// Their identities.
    pub(crate) findings: Vec<String>,
    /// In which way they depart from a process, where it is decided on all findings that do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) deviation: Option<String>,
}

/// Writes them.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let as_of = report.review.audit.as_of.text();
    let project = report.project.name.clone().unwrap_or_default();
    let title = message!(
        "minutes-title",
        project = project.as_str(),
        as_of = as_of.as_str()
    );
    let title = format!("# {}\n\n", told(report.text(&title).trim()));
    let mut text = String::new();
    head(report, &mut text);
    put_decided(report, &mut text);
    put_upkeep(report, &mut text)?;
    open(report, &mut text)?;
    put_rule_changes(report, &mut text);
    let other = spoken(&report.messages.key("minutes-other"));
    let _ = write!(text, "\n## {other}\n\n- \n");
    let stamp = Stamp {
        minutes: VERSION,
        project,
        rules_sha256: report.project.fingerprint(),
        as_of,
        text_sha256: sealed(&title, &text),
    };
    let stamp = comment(&stamp)?;
    out.write_all([title, stamp, text].concat().as_bytes())
}

fn sealed(before: &str, behind: &str) -> String {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add_part(before);
    fingerprint.add_part(behind);
    fingerprint.text()
}

/// Whether nobody has written into minutes since they were written.
pub(crate) fn are_as_written(text: &str) -> bool {
    let [mark, end] = MARK;
    let parts = text.split_once(mark).and_then(|(before, rest)| {
        let (json, behind) = rest.split_once('\n')?;
        Some((before, json.strip_suffix(end)?, behind))
    });
    parts.is_some_and(|(before, json, behind)| {
        let stamp = serde_json::from_str::<Stamp>(json);
        stamp.is_ok_and(|stamp| stamp.text_sha256 == sealed(before, behind))
    })
}

/// JSON in a comment, which nothing in it ends, and in which nothing steers what an editor shows.
fn comment(value: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(value)?;
    let mut harmless = String::with_capacity(json.len());
    for sign in json.chars() {
        let is_shown = clean(sign.encode_utf8(&mut [0; 4])) == sign.to_string();
        if is_shown && !matches!(sign, '<' | '>') {
            harmless.push(sign);
            continue;
        }
        for unit in sign.encode_utf16(&mut [0; 2]) {
            let _ = write!(harmless, "\\u{unit:04x}");
        }
    }
    let [before, behind] = MARK;
    Ok(format!("{before}{harmless}{behind}\n"))
}

/// What the meeting itself says, and how the month was.
fn head(report: &Report, text: &mut String) {
    let colon = report.messages.key("colon");
    text.push('\n');
    for key in [
        "minutes-held-on",
        "minutes-chair",
        "minutes-present",
        "minutes-clerk",
    ] {
        let _ = writeln!(text, "- {}{colon}", report.messages.key(key));
    }
    let _ = write!(text, "\n## {}\n\n", report.messages.key("minutes-month"));
    let mut lines = vec![gate::verdict(report)];
    if report.project.unmasked {
        lines.push(report.messages.key("tasks-unmasked"));
    }
    let partial = silence::partial(report);
    let change = report.change().filter(|_| partial.is_none());
    lines.extend(partial.map(|partial| report.text(&partial)));
    lines.extend(silence::empty(report).iter().map(|one| report.text(one)));
    lines.extend(gate::total(report));
    lines.extend(change.map(|change| report.text(&change)));
    let disposed = report.disposed_text(&report.rules());
    lines.extend(disposed.map(|disposed| report.text(&disposed)));
    lines.extend(gate::errors(report));
    for line in lines {
        let _ = writeln!(text, "- {}", spoken(&line));
    }
}

/// What became of what was decided before.
fn put_decided(report: &Report, text: &mut String) {
    let _ = write!(text, "\n## {}\n\n", report.messages.key("minutes-decided"));
    let decided = decided(report);
    if decided.is_empty() {
        let _ = writeln!(text, "{}", report.messages.key("minutes-nothing-decided"));
        return;
    }
    let names = HEADINGS.map(|key| report.messages.key(key));
    let _ = writeln!(
        text,
        "| {} |\n|{}",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    for one in decided {
        let cells = one.told.map(|cell| told(&cell));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}

/// What the project team has to put in order among the decisions; nothing is decided about it.
fn put_upkeep(report: &Report, text: &mut String) -> io::Result<()> {
    let lines = upkeep(report)?;
    if !lines.is_empty() {
        let _ = write!(text, "\n## {}\n\n", report.messages.key("decided-upkeep"));
    }
    for line in lines {
        let _ = writeln!(text, "- {}", told(&line));
    }
    Ok(())
}

/// What changed in the rules since the run before.
fn put_rule_changes(report: &Report, text: &mut String) {
    let changed = rule_changes(report);
    let _ = write!(text, "\n## {}\n\n", told(&changed.heading));
    if let Some(reason) = &changed.reason {
        let _ = writeln!(text, "{}", spoken(reason));
    }
    for one in &changed.rules {
        let _ = writeln!(text, "- {}", spoken(&one.sentence(report)));
        for detail in one.what.iter().chain(&one.adopted) {
            let _ = writeln!(text, "  - {}", spoken(detail));
        }
    }
}

/// What is open, rule by rule, with the facts and the lines to fill in.
fn open(report: &Report, text: &mut String) -> io::Result<()> {
    let _ = write!(text, "\n## {}\n", report.messages.key("minutes-open"));
    let rules = report.rules();
    let failed = in_turn(report, &rules);
    if failed.is_empty() {
        let _ = write!(text, "\n{}\n", report.messages.key("minutes-nothing-open"));
        return Ok(());
    }
    let options = spoken(&report.text(&message!(
        "minutes-options",
        words = words(report.messages).to_vec()
    )));
    let _ = write!(text, "\n{options}\n");
    let acting = Acting::new(report.project, report.review);
    let lasting = lasting(report);
    let lapsed = lapsed(report, &lasting);
    let decided = decided(report);
    let mut numbers = 1..;
    for (one, number) in lapsed.iter().zip(&mut numbers) {
        over(report, number, one, &decided, text)?;
    }
    let is_asked = |result: &RuleResult| lapsed.iter().any(|one| one.result.ix == result.ix);
    let (few, failed) = few::apart(failed, &is_asked);
    for (result, number) in failed.into_iter().zip(&mut numbers) {
        let facts = acting.rules.get(&result.ix);
        let mut facts = facts.map_or_else(Vec::new, |known| all_facts(report, result, known));
        let of_rule = |known: &RuleResult| known.ix == result.ix;
        let above = lapsed.iter().filter(|one| of_rule(&one.result));
        let mut elsewhere: BTreeSet<String> = texts(above.map(|one| &one.findings));
        let count = elsewhere.len();
        if count > 0 {
            facts.push(report.text(&message!("minutes-above", count = count)));
        }
        let below = lasting.iter().filter(|one| of_rule(&one.result));
        elsewhere.extend(texts(below.map(|one| &one.findings)));
        let count = elsewhere.len() - count;
        if count > 0 {
            facts.push(report.text(&message!("minutes-elsewhere", count = count)));
        }
        item(report, number, result, &facts, &elsewhere, text)?;
    }
    for (one, number) in few.iter().zip(&mut numbers) {
        few::ask(report, number, one, text)?;
    }
    for (one, number) in lasting.iter().zip(numbers) {
        pattern(report, number, one, text)?;
    }
    Ok(())
}

/// What findings are known by, as it is written.
fn texts<'i>(findings: impl Iterator<Item = &'i BTreeSet<Identity>>) -> BTreeSet<String> {
    findings.flatten().map(|identity| identity.text()).collect()
}

/// A decision whose day has passed, asked of the findings that are left of it.
fn over(
    report: &Report,
    number: u32,
    lapsed: &Lapsed,
    decided: &[Decided],
    text: &mut String,
) -> io::Result<()> {
    let Lapsed {
        result,
        entry,
        findings,
    } = lapsed;
    let heading = message!(
        "minutes-over",
        decision = entry.decision.label(),
        about = about(report, entry),
        count = findings.len()
    );
    let heading = told(&report.text(&heading));
    let _ = write!(text, "\n### {number}. {heading}\n\n");
    let one = decided.iter().find(|one| std::ptr::eq(one.entry, *entry));
    // in one line, so that nobody takes them for those to fill in
    let facts = one.map_or_else(Vec::new, |one| facts(report, one));
    let facts = facts.join(&report.messages.key("fault-separator"));
    let _ = writeln!(text, "- {}", told(&facts));
    if findings.len() as u64 > MOST_DECIDED {
        let many = message!("minutes-too-many", most = MOST_DECIDED);
        let _ = write!(text, "\n{}\n", spoken(&report.text(&many)));
        return Ok(());
    }
    let item = Item {
        rule: result.rule.id.clone(),
        findings: texts(std::iter::once(findings)).into_iter().collect(),
        deviation: None,
    };
    let _ = writeln!(text, "- {}", told(&report.messages.key("minutes-extend")));
    ask(report, &report.messages.key(question(entry)), &[item], text)
}

/// A way of doing things that is adopted or refused.
fn pattern(report: &Report, number: u32, lasting: &Lasting, text: &mut String) -> io::Result<()> {
    let heading = message!(
        "minutes-pattern",
        rule = lasting.label.as_str(),
        name = lasting.name.as_str(),
        cases = lasting.pattern.cases
    );
    let heading = told(&report.text(&heading));
    let _ = write!(text, "\n### {number}. {heading}\n\n");
    for fact in &lasting.facts {
        let _ = writeln!(text, "- {}", spoken(&fact.text));
        for part in &fact.parts {
            let _ = writeln!(text, "  - {}", spoken(part));
        }
    }
    let findings = lasting.findings.iter().map(|identity| identity.text());
    let item = Item {
        rule: lasting.result.rule.id.clone(),
        findings: findings.collect(),
        deviation: Some(lasting.pattern.deviation.clone()),
    };
    let asked = report.messages.key("minutes-question-pattern");
    ask(report, &asked, &[item], text)
}

/// The question, and the lines to fill in.
fn ask(report: &Report, question: &str, items: &[Item], text: &mut String) -> io::Result<()> {
    let about = match items {
        [one] => comment(one)?,
        several => comment(&several)?,
    };
    let _ = write!(text, "\n**{}**\n\n{about}\n", spoken(question));
    let colon = report.messages.key("colon");
    for blank in Blank::ALL {
        let _ = writeln!(text, "- {}{colon}", report.messages.key(blank.heading()));
    }
    Ok(())
}

/// What a rule found, but for what is asked about elsewhere.
fn item(
    report: &Report,
    number: u32,
    result: &RuleResult,
    facts: &[String],
    elsewhere: &BTreeSet<String>,
    text: &mut String,
) -> io::Result<()> {
    let severity = told(&report.text(&result.rule.severity.label()));
    let name = told(&gate::name(report, result));
    let count = told(&report.text(&message!("count-findings", count = result.open())));
    let _ = write!(text, "\n### {number}. {severity} · {name} · {count}\n\n");
    for advice in [gate::why(report, result), gate::fix(report, result)]
        .into_iter()
        .flatten()
    {
        let _ = writeln!(text, "- {}", spoken(&advice));
    }
    let listed = Listed::of(report, result, elsewhere)?;
    let Listed { count, late, .. } = listed;
    let late = late_told(report, count - late, late);
    for fact in facts.iter().chain(&late) {
        let _ = writeln!(text, "- {}", spoken(fact));
    }
    if count == 0 {
        return Ok(());
    }
    table(report, &listed.rows, text);
    let others = count.saturating_sub(MOST_LISTED);
    if others > 0 {
        let _ = write!(
            text,
            "\n{}\n",
            spoken(&report.text(&message!("minutes-others", count = others)))
        );
    }
    if listed.findings.len() as u64 > MOST_DECIDED {
        let _ = write!(
            text,
            "\n{}\n",
            spoken(&report.text(&message!("minutes-too-many", most = MOST_DECIDED)))
        );
        return Ok(());
    }
    let asked = report.messages.key("minutes-question");
    ask(report, &asked, &[listed.item(result)], text)
}

/// What a rule found, as it is listed and as it is decided on.
struct Listed {
    /// How many are left to be decided on, and how many of them are done, too late.
    count: u64,
    late: u64,
    /// The first of them as rows of a table.
    rows: String,
    /// Their identities; one more than can be decided on says that there are too many.
    findings: Vec<String>,
}

impl Listed {
    /// The open findings of a rule, but for those that are asked about elsewhere.
    fn of(
        report: &Report,
        result: &RuleResult,
        elsewhere: &BTreeSet<String>,
    ) -> io::Result<Listed> {
        let mut listed = Listed {
            count: 0,
            late: 0,
            rows: String::new(),
            findings: Vec::new(),
        };
        gate::each_open(report, result, u64::MAX, |finding| {
            if elsewhere.contains(&finding.identity) {
                return Ok(());
            }
            listed.count += 1;
            listed.late += u64::from(finding.done.is_some());
            if (listed.findings.len() as u64) < MOST_LISTED {
                let place = gate::place(finding.file, finding.sheet, finding.row);
                let cells = [&*finding.key, &place, &finding.message, finding.owner].map(told);
                let _ = writeln!(listed.rows, "| {} |", cells.join(" | "));
            }
            if (listed.findings.len() as u64) <= MOST_DECIDED {
                listed.findings.push(finding.identity.clone());
            }
            Ok(())
        })?;
        Ok(listed)
    }

    /// What the lines below decide on.
    fn item(mut self, result: &RuleResult) -> Item {
        // copies of a document are one
        self.findings.dedup();
        Item {
            rule: result.rule.id.clone(),
            findings: self.findings,
            deviation: None,
        }
    }
}

/// Findings as a table.
fn table(report: &Report, rows: &str, text: &mut String) {
    let names = [
        "column-key",
        "column-file",
        "column-message",
        "column-owner",
    ];
    let names = names.map(|key| report.messages.key(key));
    let names = names.join(" | ");
    let _ = write!(text, "\n| {names} |\n|---|---|---|---|\n{rows}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_comment_ends_it_or_steers() {
        let item = Item {
            rule: "a\u{202e}b-->\u{e0001}".to_owned(),
            findings: Vec::new(),
            deviation: None,
        };
        let written = comment(&item).unwrap();
        assert!(
            written.contains(r"a\u202eb--\u003e\udb40\udc01"),
            "{written}"
        );
        let json = written.trim().strip_prefix(MARK[0]).unwrap();
        let json = json.strip_suffix(MARK[1]).unwrap();
        let read: Item = serde_json::from_str(json).unwrap();
        assert_eq!(read.rule, item.rule);
    }
}
