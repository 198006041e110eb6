//! `crm-audit dispose`: adds an entry behind what stands in `dispositions.toml`, of which no byte changes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use glob::Pattern;

use super::super::output::{Terminal, Watch, print, written};
use super::super::replacing::replace;
use super::super::selection::SelectionArgs;
use super::super::{FAILED, failure, tell};
use super::people::People;
use super::written::quoted;
use super::{Audited, ImportArgs, Ready, advice, covered};
use crate::dispositions::{Decision, literal};
use crate::findings::{Documents, shown_key};
use crate::fingerprint::identity::Identity;
use crate::messages::{Message, display_path, message};
use crate::project::Mistakes;
use crate::review::labels::Labels;
use crate::tables::date;

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    #[arg(long, value_name = "FILE", conflicts_with_all = ["finding", "rule", "pattern", "document", "column", "of_owner", "of_department", "verdict", "reason", "cause", "remedy", "owner", "due", "until"])]
    pub(super) from: Option<PathBuf>,
    #[arg(long, value_name = "IDENTITY", required_unless_present_any = ["rule", "pattern", "from"], conflicts_with_all = ["rule", "pattern", "document", "column", "of_owner", "of_department"])]
    finding: Option<String>,
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
    #[arg(long, value_name = "RULE/DEVIATION", conflicts_with = "rule")]
    pattern: Option<String>,
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,
    #[arg(long, value_name = "OWNER")]
    of_owner: Option<String>,
    #[arg(long, value_name = "DEPARTMENT")]
    of_department: Option<String>,
    #[arg(long, value_name = "VERDICT", required_unless_present = "from")]
    verdict: Option<Decision>,
    #[arg(long, value_name = "TEXT", required_unless_present = "from")]
    reason: Option<String>,
    #[arg(long, value_name = "TEXT")]
    cause: Option<String>,
    #[arg(long, value_name = "TEXT")]
    remedy: Option<String>,
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    #[arg(long, value_name = "NAME", required_unless_present = "from")]
    decided_by: Option<String>,
    #[arg(long, value_name = "DATE")]
    decided_on: Option<String>,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
}

impl AddArgs {
    /// The same as `dispose import` is asked, where decisions are taken from a report that was filled in.
    pub(super) fn import(&self, selection: &SelectionArgs) -> Option<ImportArgs> {
        Some(ImportArgs {
            file: self.from.clone()?,
            selection: selection.clone(),
            decided_by: self.decided_by.clone(),
            decided_on: self.decided_on.clone(),
        })
    }

    /// Writes the entry if it is about something. What is wrong with it is told before the audit.
    pub(super) fn run(&self, ready: &Ready) -> anyhow::Result<u8> {
        let terminal = &ready.terminal;
        let path = ready.project.ledger_path();
        let draft = match self.draft(ready.selection.as_of.day) {
            Ok(draft) => draft,
            Err(message) => return Ok(failure(terminal, &message)),
        };
        let tried = appended(&present(&path)?, &draft.text(1));
        if let Err(mistakes) = ready.project.ledger_of(&tried) {
            return Ok(refused(terminal, &path, &mistakes));
        }
        ready.audited(|audited| {
            let people = People::new(audited);
            let owner = self.owner.as_deref();
            if let Some(several) = owner.and_then(|owner| people.several(owner)) {
                return Ok(failure(terminal, &several));
            }
            write(draft, &path, audited, self.limit)
        })
    }

    /// The entry as far as it is known before the audit.
    fn draft(&self, today: i64) -> Result<Draft, Message> {
        let (of_pattern, deviation) = match &self.pattern {
            Some(pattern) => parts_of(pattern)?,
            None => (None, None),
        };
        let selection = [
            ("finding", &self.finding),
            (
                "rule",
                if of_pattern.is_some() {
                    &of_pattern
                } else {
                    &self.rule
                },
            ),
            ("deviation", &deviation),
            ("document", &self.document),
            ("column", &self.column),
            ("owner", &self.of_owner),
            ("department", &self.of_department),
        ];
        let decided_on = decided_on(self.decided_on.as_deref(), today)?;
        let selection = selection.into_iter();
        let text = |text: &Option<String>| text.as_deref().map(quoted);
        Ok(Draft {
            finding: self.finding.clone(),
            selection: selection
                .filter_map(|(key, value)| Some((key, value.clone()?)))
                .collect(),
            values: vec![
                ("verdict", self.verdict.map(|verdict| quoted(verdict.tag()))),
                ("reason", text(&self.reason)),
                ("cause", text(&self.cause)),
                ("remedy", text(&self.remedy)),
                ("owner", text(&self.owner)),
                ("due", day(self.due.as_deref())?.map(date::text)),
                ("until", day(self.until.as_deref())?.map(date::text)),
                ("decided_by", text(&self.decided_by)),
                ("decided_on", Some(date::text(decided_on))),
            ],
        })
    }
}

/// The rule of a pattern, and the way in which its findings depart.
fn parts_of(pattern: &str) -> Result<(Option<String>, Option<String>), Message> {
    let parts = pattern.split_once('/');
    let parts = parts.filter(|(rule, deviation)| !rule.is_empty() && !deviation.is_empty());
    let (rule, deviation) =
        parts.ok_or_else(|| message!("dispose-bad-pattern", written = pattern))?;
    // the name of an event may look like a pattern of others
    Ok((Some(rule.to_owned()), Some(Pattern::escape(deviation))))
}

/// The day of the decision; that of the audit where none is given.
fn decided_on(written: Option<&str>, today: i64) -> Result<i64, Message> {
    let decided_on = day(written)?.unwrap_or(today);
    if decided_on > today {
        return Err(message!(
            "dispose-later",
            day = date::text(decided_on),
            as_of = date::text(today)
        ));
    }
    Ok(decided_on)
}

/// Adds the entry with the number of findings that it is about, and tells the first of them.
fn write(mut draft: Draft, path: &Path, audited: &Audited, limit: usize) -> anyhow::Result<u8> {
    let Audited {
        project,
        options,
        review,
        terminal,
    } = audited;
    if let Some(code) = audited.incomplete() {
        return Ok(code);
    }
    let day = date::text(review.audit.as_of.day);
    if let Some(written) = draft.finding.clone() {
        let Some(described) = described(audited, &written) else {
            let message = message!("dispose-no-finding", identity = written, day = day);
            return Ok(failure(terminal, &message));
        };
        draft.selection.extend(described);
    }
    draft.name_document(audited);
    let Some(_alone) = audited.alone() else {
        return Ok(terminal.interrupted());
    };
    let before = present(path)?;
    let ledger = match project.ledger_of(&appended(&before, &draft.text(1))) {
        Ok(ledger) => ledger,
        Err(mistakes) => return Ok(refused(terminal, path, &mistakes)),
    };
    let audit = &review.audit;
    let Ok(labels) = Labels::new(&ledger, project, options, audit, audit.as_of.day) else {
        return Ok(terminal.interrupted());
    };
    let matches = labels.matches().last().copied().unwrap_or_default();
    if matches.labelled == 0 {
        let message = match matches.selected {
            0 => message!("dispose-nothing", day = day),
            count => message!("dispose-shadowed", count = count),
        };
        return Ok(failure(terminal, &message));
    }
    let entry = draft.text(matches.labelled);
    if let Err(code) = put(path, &before, &entry, terminal)? {
        return Ok(code);
    }
    print(&entry)?;
    written(terminal, Path::new(&display_path(path)));
    covered::tell(audited, &labels, limit);
    if let Some(entry) = ledger.entries.last() {
        advice::tell(audited, entry);
    }
    Ok(0)
}

/// Adds entries to the file, which is as it was when the audit began.
pub(super) fn put(
    path: &Path,
    before: &str,
    entries: &str,
    terminal: &Terminal,
) -> anyhow::Result<Result<(), u8>> {
    let text = appended(before, entries);
    // somebody else may have written in the meantime
    if present(path)? != before {
        let message = message!("dispose-changed", file = display_path(path));
        return Ok(Err(failure(terminal, &message)));
    }
    let done = replace(path, &Watch::stopped, |out| out.write_all(text.as_bytes()))?;
    if !done {
        return Ok(Err(terminal.interrupted()));
    }
    Ok(Ok(()))
}

pub(super) fn refused(terminal: &Terminal, path: &Path, mistakes: &Mistakes) -> u8 {
    tell(terminal, mistakes);
    terminal.note(&message!("dispose-refused", file = display_path(path)));
    FAILED
}

/// An entry that is about to be written.
struct Draft {
    /// The identity, where it is about one finding.
    finding: Option<String>,
    selection: Vec<(&'static str, String)>,
    /// Keys and TOML values.
    values: Vec<(&'static str, Option<String>)>,
}

impl Draft {
    /// A document that is called what was written is meant, even where that is a pattern of others.
    fn name_document(&mut self, audited: &Audited) {
        let mut selection = self.selection.iter_mut();
        let Some((_, written)) = selection.find(|(key, _)| *key == "document") else {
            return;
        };
        let Audited {
            project, review, ..
        } = audited;
        let exists = review.audit.findings.by_rule.iter().any(|found| {
            let table = &project.tables[project.rules[found.rule].table];
            let mut documents = found.documents();
            documents.any(|(key, ..)| shown_key(table, key) == *written)
        });
        if exists && literal(written).as_deref() != Some(written) {
            *written = Pattern::escape(written);
        }
    }

    /// As TOML, with a line end behind it.
    fn text(&self, covers: u64) -> String {
        let selection: Vec<String> = self
            .selection
            .iter()
            .map(|(key, value)| format!("{key} = {}", quoted(value)))
            .collect();
        let mut lines = vec![
            "[[disposition]]".to_owned(),
            format!("{:<10} = {{ {} }}", "match", selection.join(", ")),
        ];
        for (key, value) in &self.values {
            // copies of a document share the identity
            if *key == "decided_by" && (self.finding.is_none() || covers > 1) {
                lines.push(format!("{:<10} = {covers}", "covers"));
            }
            lines.extend(value.as_ref().map(|value| format!("{key:<10} = {value}")));
        }
        lines.join("\n") + "\n"
    }
}

/// The rule and the document of a finding, for whoever reads the entry.
fn described(audited: &Audited, written: &str) -> Option<Vec<(&'static str, String)>> {
    let identity = Identity::parse(written)?;
    audited
        .review
        .audit
        .findings
        .by_rule
        .iter()
        .find_map(|found| {
            let rule = &audited.project.rules[found.rule];
            let files = audited.review.audit.files_of(audited.project, rule.table);
            let table = &audited.project.tables[rule.table];
            let documents = Documents::new(found, rule, table, &files)?;
            let at = documents.position(identity)?;
            let (key, _) = documents.keys(at);
            let document = (!key.is_empty()).then(|| ("document", Pattern::escape(&key)));
            Some(
                [("rule", rule.id.clone())]
                    .into_iter()
                    .chain(document)
                    .collect(),
            )
        })
}

pub(super) fn day(written: Option<&str>) -> Result<Option<i64>, Message> {
    let Some(written) = written else {
        return Ok(None);
    };
    let stamp = date::iso(written).filter(|stamp| !stamp.timed);
    let stamp = stamp.ok_or_else(|| message!("problem-bad-date", written = written))?;
    Ok(Some(stamp.millis))
}

/// The file; nothing where there is none.
pub(super) fn present(path: &Path) -> anyhow::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.with_context(|| display_path(path)),
    }
}

/// An entry behind a text, in the line ends that the text has.
pub(super) fn appended(before: &str, entry: &str) -> String {
    let line_end = if before.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut text = before.to_owned();
    if !text.is_empty() {
        if !text.ends_with('\n') {
            text.push_str(line_end);
        }
        text.push_str(line_end);
    }
    text.push_str(&entry.replace('\n', line_end));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_there_stays() {
        for (before, expected) in [
            ("", "e = 1\n"),
            ("# why\n", "# why\n\ne = 1\n"),
            ("a = 1 # no end", "a = 1 # no end\n\ne = 1\n"),
            ("\u{feff}a = 1\r\n", "\u{feff}a = 1\r\n\r\ne = 1\r\n"),
        ] {
            assert_eq!(appended(before, "e = 1\n"), expected);
        }
    }
}
