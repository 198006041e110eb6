//! The project: `crm-audit.toml`, the rule files and packs it names, all names resolved and every mistake told at once.

mod calendars;
pub(crate) mod coding;
mod collected;
mod constraints;
mod ledger;
pub(crate) mod links;
mod load;
pub(crate) mod packs;
pub(crate) mod people;
pub(crate) mod processes;
pub(crate) mod raw;
pub(crate) mod references;
mod resolve;
mod resolved;
pub(crate) mod schema;
mod sections;
mod sensitive;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;

pub(crate) use self::ledger::RawLedger;
#[cfg(any(test, fuzzing))]
pub(crate) use self::ledger::read as ledger_entries;

use crate::calendar::Calendar;
use crate::coding::Schemes;
use crate::dispositions::{FILE_NAME, Ledger};
use crate::fingerprint::Fingerprint;
use crate::messages::{Lang, Message, Messages, display_path, message};
use crate::mistakes::{Problem, SourceFile};
use crate::rules::collected::Collected;
use crate::rules::people::People;
use crate::rules::plan::process::{Process, Step};
use crate::rules::plan::{Link, Lookup, Recurring, Recurs, Reduce, Source};
use crate::rules::recurrence::{RECURS, WITHIN};
use crate::rules::severity::Severity;
use crate::rules::{Origin, Rule};
use crate::tables::Table;
use crate::tables::types::{ExprType, TableIx};

/// The file that makes a folder a project.
pub(crate) const PROJECT_FILE: &str = "crm-audit.toml";

/// A project without mistakes.
pub(crate) struct Project {
    pub(crate) name: Option<String>,
    /// The zone of the company's clocks, where it is declared.
    pub(crate) zone: Option<TimeZone>,
    pub(crate) tables: Vec<Table>,
    /// Dictionary constraints table by table, then rule files and packs as they are listed.
    pub(crate) rules: Vec<Rule>,
    pub(crate) lookups: Vec<Lookup>,
    /// As they are written.
    pub(crate) links: Vec<Link>,
    /// What is said of data that is collected for a new system, export by export.
    pub(crate) collected: Vec<Collected>,
    /// The first day in the new system, in days since 1970-01-01.
    pub(crate) go_live: Option<i64>,
    /// The calendar that workdays are counted by.
    pub(crate) calendar: Option<Arc<Calendar>>,
    /// Whose tables, which the program makes, come after the exports.
    pub(crate) processes: Vec<Process>,
    pub(crate) schemes: Schemes,
    /// Who the accounts belong to, where the project has a table of people.
    pub(crate) people: Option<People>,
    /// The table of the rules about recurrence, where there are any; it comes after those of the processes.
    pub(crate) history: Option<TableIx>,
    /// What was decided about findings; its table and its file are the last ones.
    pub(crate) ledger: Option<Ledger>,
    pub(crate) files: Vec<SourceFile>,
    /// What the user should know, such as rules of a pack that do not fit the project.
    pub(crate) notices: Vec<Message>,
    /// Whether what the dictionary and the rules call sensitive is shown as it is.
    pub(crate) unmasked: bool,
}

/// Mistakes, and the files that they are in.
pub(crate) struct Mistakes {
    pub(crate) files: Vec<SourceFile>,
    pub(crate) problems: Vec<Problem>,
}

/// A project as far as it could be loaded.
pub(crate) struct Loaded {
    pub(crate) files: Vec<SourceFile>,
    /// The project's own language, known even where there are mistakes.
    pub(crate) lang: Option<Lang>,
    pub(crate) result: Result<Project, Vec<Problem>>,
}

/// The nearest folder with a project, from here upwards, as a path from here; `.` where there is none.
pub(crate) fn nearest_project() -> PathBuf {
    load::nearest_project()
}

/// Loads the project in a folder, or the one whose file is given.
pub(crate) fn load(path: &Path) -> Loaded {
    load::load(path, None, false)
}

/// The same, and nothing is sensitive, whatever the dictionary and the rules say.
pub(crate) fn load_unmasked(path: &Path) -> Loaded {
    load::load(path, None, true)
}

/// The same with the rules of a file, or of the files of a folder, in place of its own of the same ids.
pub(crate) fn load_proposed(path: &Path, proposed: &Path) -> Loaded {
    load::load(path, Some(proposed), false)
}

impl Project {
    /// The rule's name for people. A dictionary constraint says what it demands of which field.
    pub(crate) fn rule_label(&self, rule: &Rule, messages: &Messages) -> String {
        if let Some(label) = &rule.label {
            return label.in_lang(messages.lang).to_owned();
        }
        if let Source::Dispositions(flaw) = rule.plan.source {
            return messages.text(&flaw.label());
        }
        let Origin::Dictionary(demand) = rule.origin else {
            return rule.id.clone();
        };
        let judgement = rule.plan.judgements.first();
        let Some(judgement) = judgement.filter(|_| demand.is_of_field()) else {
            return messages.text(&demand.label());
        };
        let field = &self.tables[rule.table].fields[judgement.column];
        messages.text(&message!(
            "rule-label-field",
            field = field.label.clone(),
            demand = demand.label()
        ))
    }

    /// The folder that crm-audit.toml is in.
    pub(crate) fn folder(&self) -> &Path {
        self.files
            .first()
            .map_or(Path::new(""), |file| file.folder.as_path())
    }

    /// The tables that are exports.
    pub(crate) fn exports(&self) -> &[Table] {
        let processes = self.processes.first().map(|process| process.table);
        let ledger = self.ledger.as_ref().map(|ledger| ledger.table);
        let supplied = processes.or(self.history).or(ledger);
        &self.tables[..supplied.unwrap_or(self.tables.len())]
    }

    /// Whether rules on a table are about the exports: it is one, or that of a process.
    pub(crate) fn is_of_exports(&self, table: TableIx) -> bool {
        table < self.exports().len() + self.processes.len()
    }

    /// The process whose table it is.
    pub(crate) fn process_of(&self, table: TableIx) -> Option<&Process> {
        let mut processes = self.processes.iter();
        processes.find(|process| process.table == table)
    }

    /// The tables whose files the findings in a table refer to, in their order: itself, or those that its events stand in.
    pub(crate) fn sources_of(&self, table: TableIx) -> Vec<TableIx> {
        let process = self.process_of(table);
        process.map_or_else(|| vec![table], Process::tables)
    }

    /// The tables that judge a rule: its own and those it looks up in; of a rule about recurrence, those of the rules that it
    /// looks at.
    pub(crate) fn tables_of(&self, rule: &Rule) -> BTreeSet<TableIx> {
        if let Some(recurring) = rule.recurring() {
            let watched = self.watched(recurring).into_iter();
            return watched
                .flat_map(|ix| self.tables_of(&self.rules[ix]))
                .collect();
        }
        let process = self.process_of(rule.table);
        let own = self.sources_of(rule.table);
        let of_events = own
            .iter()
            .filter_map(|&table| process.map(|p| p.lookups(table)));
        let looked_up = rule.lookups().into_iter().chain(of_events.flatten());
        looked_up
            .map(|lookup| self.lookups[lookup].table)
            .chain(own.iter().copied())
            .collect()
    }

    /// The rules, by index, whose findings a rule about recurrence looks at.
    pub(crate) fn watched(&self, recurring: &Recurring) -> Vec<usize> {
        let called = |rule: &Rule| match &recurring.rules {
            None => rule.severity > Severity::Info,
            Some(names) => names.iter().any(|n| rule.is_called(n, &self.tables)),
        };
        let rules = self.rules.iter().enumerate();
        let watched = rules
            .filter(|(_, rule)| self.is_of_exports(rule.table) && rule.enabled && called(rule));
        watched.map(|(ix, _)| ix).collect()
    }

    /// Whether a rule holds a number of a row, or of a case, against one that is worked out of other rows.
    pub(crate) fn is_of_values(&self, rule: &Rule) -> bool {
        let is_number = |lookup: &usize| match &self.lookups[*lookup].reduce {
            Reduce::Sum(_) => true,
            Reduce::Only(value) | Reduce::Valid { value, .. } => value.kind() == ExprType::Number,
            Reduce::Exists | Reduce::Latest(_) => false,
        };
        match &rule.plan.source {
            Source::Rows => {
                let mut judgements = rule.plan.judgements.iter();
                let fields = &self.tables[rule.table].fields;
                let is_of_number = judgements
                    .any(|judgement| fields[judgement.column].expr_type() == ExprType::Number);
                is_of_number && rule.lookups().iter().any(is_number)
            }
            Source::Process(flow) => matches!(flow.step, Step::Match(_)),
            _ => false,
        }
    }

    /// The other exports, by index, that a rule looks its rows up in; the table of people is none.
    pub(crate) fn looked_up_in(&self, rule: &Rule) -> BTreeSet<TableIx> {
        let people = self.people.as_ref().map(|people| people.table);
        let lookups = rule.lookups().into_iter();
        let tables = lookups.map(|lookup| self.lookups[lookup].table);
        tables
            .filter(|table| *table != rule.table && Some(*table) != people)
            .collect()
    }

    /// From how many months on findings recur: as that of the rules about it says that asks for the fewest, where there are any.
    pub(crate) fn recurs(&self) -> Recurs {
        let rules = self.rules.iter().filter(|rule| rule.enabled);
        let recurs = rules.filter_map(|rule| Some(rule.recurring()?.recurs));
        let fewest = recurs.min_by_key(|recurs| (recurs.months, Reverse(recurs.within)));
        fewest.unwrap_or(Recurs {
            months: RECURS,
            within: WITHIN,
        })
    }

    /// The file of the dispositions.
    pub(crate) fn ledger_path(&self) -> PathBuf {
        self.folder().join(FILE_NAME)
    }

    /// The dispositions of a text that stands in the place of the file's, or the mistakes in it.
    pub(crate) fn ledger_of(&self, text: &str) -> Result<Ledger, Mistakes> {
        let (table, file) = match &self.ledger {
            Some(ledger) => (ledger.table, ledger.file),
            None => (self.tables.len(), self.files.len()),
        };
        let mut files = self.files[..file].to_vec();
        files.push(SourceFile::new(
            display_path(&self.ledger_path()),
            self.folder().to_owned(),
            text.trim_start_matches('\u{feff}').to_owned(),
        ));
        let mut problems = Vec::new();
        let names = Some((self.rules.as_slice(), self.tables.as_slice()));
        let entries = ledger::read(&files[file], file, names, &mut problems);
        if problems.is_empty() {
            Ok(Ledger {
                table,
                file,
                entries,
            })
        } else {
            Err(Mistakes { files, problems })
        }
    }

    /// SHA-256 over the texts of all files with rules: the same rules, the same fingerprint.
    pub(crate) fn fingerprint(&self) -> String {
        let mut fingerprint = Fingerprint::default();
        let count = self.ledger.as_ref().map_or(self.files.len(), |l| l.file);
        for file in &self.files[..count] {
            fingerprint.add_part(&file.text);
        }
        fingerprint.text()
    }
}
