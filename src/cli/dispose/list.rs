//! `crm-audit dispose list`: what is still to be done, and which exceptions hold.

use clap::{Args, ValueEnum};
use serde_json::json;

use super::super::output::{Terminal, print, say, width};
use super::super::selection::SelectionArgs;
use super::super::{FAILED, failure};
use super::{Audited, Ready};
use crate::dispositions::{Decision, Entry, Selection};
use crate::history::path_in;
use crate::messages::{Messages, grouped, message};
use crate::project::Project;
use crate::reports::disarmed::disarmed;
use crate::reports::escaped::pretty;
use crate::reports::terminal::clean;
use crate::review::labels::{Labels, Matches};
use crate::review::recorded::Recorded;
use crate::tables::date;
use crate::tables::types::DAY;

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) selection: SelectionArgs,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
}

/// In a terminal with fewer columns an entry takes several lines.
const NARROW: u16 = 100;

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Table,
    Json,
    Csv,
}

impl ListArgs {
    pub(super) fn run(&self, audited: &Audited) -> anyhow::Result<u8> {
        let Audited {
            project,
            review,
            terminal,
            ..
        } = audited;
        let matches = review.labels.as_ref().map_or(&[][..], Labels::matches);
        self.list(project, terminal, matches, review.audit.as_of.day)?;
        terminal.errors(&review.audit.errors);
        Ok(if review.audit.errors.is_empty() {
            0
        } else {
            FAILED
        })
    }

    /// Without an audit, from the last recorded run; none where there is no such run, and where something else was asked for.
    pub(super) fn run_recorded(&self, ready: &Ready) -> anyhow::Result<Option<u8>> {
        let Ready {
            project, terminal, ..
        } = ready;
        let Some(ledger) = project
            .ledger
            .as_ref()
            .filter(|_| self.selection.is_plain())
        else {
            return Ok(None);
        };
        let day = ready.selection.as_of.day;
        let recorded = match Recorded::new(ledger, project, day) {
            Ok(Some(recorded)) => recorded,
            Ok(None) => return Ok(None),
            Err(trouble) => {
                let path = path_in(project.folder());
                return Ok(Some(failure(terminal, &trouble.message(&path))));
            }
        };
        let as_of = recorded.as_of.as_str();
        terminal.note(&message!("dispose-list-recorded", as_of = as_of));
        self.list(project, terminal, &recorded.matches, day)?;
        Ok(Some(0))
    }

    fn list(
        &self,
        project: &Project,
        terminal: &Terminal,
        matches: &[Matches],
        day: i64,
    ) -> anyhow::Result<()> {
        let entries = project.ledger.iter().flat_map(|ledger| &ledger.entries);
        let mut open: Vec<Open> = entries
            .zip(matches)
            .filter(|(entry, matches)| entry.applies(day) && matches.is_open())
            .map(|(entry, &matches)| Open {
                entry,
                matches,
                days_left: entry.end.map(|end| (end - day) / DAY),
            })
            .collect();
        // what has passed first; what has no end last
        open.sort_by_key(|open| (open.entry.end.is_none(), open.entry.end, open.entry.line));
        match self.format {
            ListFormat::Json => {
                let list: Vec<_> = open.iter().map(Open::json).collect();
                print(&pretty(&list)?)?;
            }
            ListFormat::Csv => print(&csv(&open)?)?,
            ListFormat::Table if open.is_empty() => {
                terminal.note(&message!("dispose-list-empty", day = date::text(day)));
            }
            ListFormat::Table if width().is_some_and(|width| width < NARROW) => {
                say(&stacked(&open, &terminal.messages))?;
            }
            ListFormat::Table => say(&table(&open, terminal))?,
        }
        Ok(())
    }
}

/// An entry that is not done.
struct Open<'a> {
    entry: &'a Entry,
    matches: Matches,
    /// Negative where the last day has passed; none where there is no last day.
    days_left: Option<i64>,
}

impl Open<'_> {
    fn state(&self) -> &'static str {
        match self.days_left {
            Some(..0) if self.entry.decision == Decision::AcceptOnce => "expired",
            Some(..0) => "overdue",
            _ => "open",
        }
    }

    fn json(&self) -> serde_json::Value {
        let entry = self.entry;
        json!({
            "line": entry.line,
            "state": self.state(),
            "days_left": self.days_left,
            "verdict": entry.decision,
            "owner": entry.owner,
            "until": entry.until(),
            "due": entry.due(),
            "findings": self.matches.left(),
            "complete": self.matches.complete,
            "covers": entry.covers,
            "match": selection(&entry.selection),
            "reason": entry.reason,
            "cause": entry.cause,
            "remedy": entry.remedy,
            "decided_by": entry.decided_by,
            "decided_on": date::text(entry.decided_on),
        })
    }

    /// How many days are left, or since when there are none.
    fn term(&self, messages: &Messages) -> String {
        match self.days_left {
            None => "–".to_owned(),
            Some(days @ ..0) => messages.text(&message!("dispose-days-over", count = -days)),
            Some(days) => messages.text(&message!("dispose-days-left", count = days)),
        }
    }

    /// What is to be done by when and by whom, in the order of the columns.
    fn summary(&self, messages: &Messages) -> [String; 5] {
        let entry = self.entry;
        [
            self.term(messages),
            entry.end.map_or("–".to_owned(), date::text),
            messages.text(&entry.decision.label()),
            clean(entry.owner.as_deref().unwrap_or("–")),
            self.findings(),
        ]
    }

    /// Which findings, and why.
    fn details(&self) -> [String; 2] {
        let entry = self.entry;
        [clean(&entry.selection.shown()), clean(&entry.reason)]
    }

    /// Findings that it labels; a question mark where none was found, but not everything could be judged, or the documents
    /// are not there.
    fn findings(&self) -> String {
        match self.matches.left() {
            0 => "?".to_owned(),
            count => grouped(count),
        }
    }
}

fn selection(selection: &Selection) -> serde_json::Value {
    let pattern = |pattern: &Option<glob::Pattern>| pattern.as_ref().map(|p| p.as_str().to_owned());
    json!({
        "finding": one_or_many(selection.findings.iter().map(|id| id.text())),
        "rule": pattern(&selection.rule),
        "document": one_or_many(selection.documents.iter().map(|p| p.as_str().to_owned())),
        "column": pattern(&selection.column),
        "deviation": pattern(&selection.deviation),
        "owner": pattern(&selection.owner),
        "department": pattern(&selection.department),
    })
}

/// As it may be written: null, a text, or a list of several.
fn one_or_many(texts: impl Iterator<Item = String>) -> serde_json::Value {
    let mut texts: Vec<String> = texts.collect();
    match texts.len() {
        0 => serde_json::Value::Null,
        1 => texts.remove(0).into(),
        _ => texts.into(),
    }
}

fn table(open: &[Open], terminal: &Terminal) -> String {
    let messages = &terminal.messages;
    let mut grid = terminal.grid([
        terminal.number("column-term"),
        terminal.column("column-last-day"),
        terminal.column("column-decision").flowing(16),
        terminal.column("column-actor").flowing(16),
        terminal.number("column-findings"),
        terminal.column("column-decided-findings").flowing(24),
        terminal.column("column-reason").flowing(24),
    ]);
    for open in open {
        grid.row(open.summary(messages).into_iter().chain(open.details()));
    }
    terminal.drawn(grid)
}

/// The entries one below the other, each with its details under it. What it does not say is left out.
fn stacked(open: &[Open], messages: &Messages) -> String {
    let entry = |open: &Open| {
        let mut summary = open.summary(messages);
        let count = &mut summary[4];
        *count = format!("{} {count}", messages.key("column-findings"));
        let said: Vec<String> = summary.into_iter().filter(|part| part != "–").collect();
        let [selection, reason] = open.details();
        format!("{}\n  {selection}\n  {reason}\n", said.join(" · "))
    };
    open.iter().map(entry).collect()
}

/// With a byte order mark, as Excel wants it.
fn csv(open: &[Open]) -> anyhow::Result<String> {
    let mut out = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record([
        "line",
        "state",
        "days_left",
        "verdict",
        "owner",
        "until",
        "due",
        "findings",
        "complete",
        "covers",
        "match",
        "reason",
        "cause",
        "remedy",
        "decided_by",
        "decided_on",
    ])?;
    for open in open {
        let entry = open.entry;
        let cells = [
            entry.line.to_string(),
            open.state().to_owned(),
            open.days_left
                .map_or(String::new(), |days| days.to_string()),
            entry.decision.tag().to_owned(),
            entry.owner.clone().unwrap_or_default(),
            entry.until().unwrap_or_default(),
            entry.due().unwrap_or_default(),
            open.matches.labelled.to_string(),
            open.matches.complete.to_string(),
            entry.covers.to_string(),
            entry.selection.text(),
            entry.reason.clone(),
            entry.cause.clone().unwrap_or_default(),
            entry.remedy.clone().unwrap_or_default(),
            entry.decided_by.clone(),
            date::text(entry.decided_on),
        ];
        out.write_record(cells.iter().map(|cell| disarmed(cell).into_owned()))?;
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::testing::audited;

    #[test]
    fn in_a_narrow_terminal_entries_stand_one_below_the_other() {
        let project = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nk = {}\n\
            [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.required = { columns = [\"k\"] }\n";
        let (project, _) = audited(project, &[("o.csv", "k\n1\n")]);
        let decided = "covers = 2\ndecided_by = \"m\"\ndecided_on = 2026-10-31\n";
        let entries = [
            "match = { rule = \"r\" }\nreason = \"\\u001b[31m人手不足\"\nverdict = \"correct\"\nowner = \"周敏\"\ndue = 2026-11-30\n",
            "match = { rule = \"r\", document = \"1\" }\nreason = \"x\"\nverdict = \"adopt\"\n",
        ];
        let text = entries.map(|entry| format!("[[disposition]]\n{entry}{decided}"));
        let ledger = project.ledger_of(&text.concat()).ok().unwrap();
        let matches = Matches {
            labelled: 1_200,
            ..Matches::default()
        };
        let open: Vec<Open> = ledger
            .entries
            .iter()
            .zip([Some(-5), None])
            .map(|(entry, days_left)| Open {
                entry,
                matches,
                days_left,
            })
            .collect();
        assert_eq!(
            stacked(&open, &Messages::new(Lang::En)),
            "5 days over · 2026-11-30 · correct · 周敏 · Findings 1,200\n  r\n  \\u{1b}[31m人手不足\n\
            adopt · Findings 1,200\n  r document=1\n  x\n"
        );
    }
}
