//! What is audited: the arguments that `check` and `baseline` share.

mod given;
mod ours;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::NamedTempFile;

use self::given::Given;
use super::output::{Terminal, Watch};
use crate::findings::Keep;
use crate::findings::asked::{AsOf, ComparedWith, Options};
use crate::findings::told::Spool;
use crate::messages::{Message, display_path, message};
use crate::mistakes::did_you_mean;
use crate::project::{PROJECT_FILE, Project};
use crate::rules::severity::Severity;
use crate::rules::unknown_table;
use crate::sources::Input;
use crate::tables::date;
use crate::tables::encodings::encoding;
use crate::tables::types::TableIx;

#[derive(Debug, Clone, Args)]
pub(crate) struct SelectionArgs {
    #[arg(value_name = "PROJECT")]
    pub(super) project: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    #[arg(long, value_name = "SEVERITY", default_value = "info")]
    min_severity: Severity,
    #[arg(long, value_name = "TABLE=FILE")]
    input: Vec<String>,
    #[arg(long, value_name = "[TABLE=]NAME")]
    encoding: Vec<String>,
}

impl SelectionArgs {
    /// What exports are read, and as of when; no rule is chosen.
    pub(super) fn reading(
        project: Option<PathBuf>,
        as_of: Option<String>,
        input: Vec<String>,
    ) -> SelectionArgs {
        SelectionArgs {
            project,
            as_of,
            input,
            select: Vec::new(),
            ignore: Vec::new(),
            min_severity: Severity::Info,
            encoding: Vec::new(),
        }
    }

    /// Whether nothing is said of what is audited, beside the project.
    pub(super) fn is_plain(&self) -> bool {
        self.as_of.is_none()
            && self.select.is_empty()
            && self.ignore.is_empty()
            && self.input.is_empty()
    }

    /// Whether a table is to come by stdin, which can be read once.
    pub(super) fn reads_stdin(&self) -> bool {
        self.input.iter().any(|written| written.ends_with("=-"))
    }

    /// The same without the names of rules that a project does not have.
    pub(super) fn known_to(&self, project: &Project) -> SelectionArgs {
        let is_known = |written: &&String| {
            let mut rules = project.rules.iter();
            rules.any(|rule| rule.is_called(written, &project.tables))
        };
        SelectionArgs {
            select: self.select.iter().filter(is_known).cloned().collect(),
            ignore: self.ignore.iter().filter(is_known).cloned().collect(),
            ..self.clone()
        }
    }

    /// The same as of a date, unless another is given.
    pub(super) fn or_as_of(&self, as_of: &str) -> SelectionArgs {
        let as_of = Some(self.as_of.clone().unwrap_or_else(|| as_of.to_owned()));
        SelectionArgs {
            as_of,
            ..self.clone()
        }
    }
}

/// The name that stands before the project. The folder alone stands for the only thing there is, and it may stand first.
pub(super) fn named_or_folder(
    name: Option<&str>,
    args: &SelectionArgs,
) -> (Option<String>, SelectionArgs) {
    let mut args = args.clone();
    let mut name = name.map(str::to_owned);
    let is_folder = name
        .as_ref()
        .is_some_and(|name| is_project(Path::new(name)));
    if is_folder && !args.project.as_ref().is_some_and(|path| is_project(path)) {
        let second = args
            .project
            .replace(PathBuf::from(name.unwrap_or_default()));
        name = second.map(|second| display_path(&second));
    }
    (name, args)
}

pub(super) fn is_project(path: &Path) -> bool {
    path.join(PROJECT_FILE).is_file() || path.extension().is_some_and(|end| end == "toml")
}

/// The arguments, resolved against the project.
pub(super) struct Selection {
    pub(super) as_of: AsOf,
    pub(super) rules: Vec<usize>,
    pub(super) inputs: BTreeMap<TableIx, Vec<Input>>,
    /// Where what came by stdin waits, until the audit is over.
    piped: Option<NamedTempFile>,
}

impl Selection {
    /// The rules to judge, by index.
    pub(super) fn rules(&self) -> &[usize] {
        &self.rules
    }

    /// None where there are mistakes. Encodings are declared in the project.
    pub(super) fn new(
        args: &SelectionArgs,
        project: &mut Project,
        terminal: &Terminal,
        mistakes: &mut Vec<Message>,
    ) -> Option<Selection> {
        let before = mistakes.len();
        encodings(&args.encoding, project, mistakes);
        let as_of = as_of(args.as_of.as_deref(), project.zone.as_ref())
            .map_err(|m| mistakes.push(m))
            .ok();
        let rules = select(args, project, mistakes);
        let given = Given::new(&args.input, project, terminal, mistakes);
        let as_of = as_of.filter(|_| mistakes.len() == before)?;
        project.notices.extend(given.notices);
        Some(Selection {
            as_of,
            rules,
            inputs: given.inputs,
            piped: given.piped,
        })
    }

    /// Leaves out rules; returns those that were there.
    pub(super) fn narrow(&mut self, keep: impl Fn(&usize) -> bool) -> Vec<usize> {
        let (kept, left_out) = std::mem::take(&mut self.rules).into_iter().partition(keep);
        self.rules = kept;
        left_out
    }

    /// Whether a file is what came by stdin.
    pub(super) fn is_piped(&self, path: &Path) -> bool {
        self.piped
            .as_ref()
            .is_some_and(|piped| piped.path() == path)
    }

    /// What the audit is asked to do.
    pub(super) fn options<'a>(
        &self,
        keep: Keep,
        fingerprints: bool,
        watch: &'a Watch,
    ) -> Options<'a> {
        Options {
            as_of: self.as_of,
            now: Timestamp::now(),
            selected: self.rules.clone(),
            inputs: self.inputs.clone(),
            only: None,
            keep,
            spool: Spool::default(),
            fingerprints,
            ageing: fingerprints,
            probe: None,
            patterns: false,
            compared_with: ComparedWith::Nothing,
            names_of_project: false,
            wanted: BTreeMap::new(),
            counted: BTreeMap::new(),
            progress: watch,
        }
    }
}

/// `2026-10-31` (the end of that day), `2026-10-31 12:00`, or now by the clocks of the company, which are those of the
/// machine unless the project says otherwise.
fn as_of(written: Option<&str>, zone: Option<&TimeZone>) -> Result<AsOf, Message> {
    let Some(written) = written else {
        let zone = zone.cloned().unwrap_or_else(TimeZone::system);
        let instant = date::millis(zone.to_datetime(Timestamp::now()));
        let instant = instant - instant.rem_euclid(1000);
        return Ok(AsOf {
            day: instant - instant.rem_euclid(crate::tables::types::DAY),
            instant,
        });
    };
    let stamp =
        date::iso(written).ok_or_else(|| message!("problem-bad-date", written = written))?;
    Ok(if stamp.timed {
        AsOf {
            day: stamp.day(),
            instant: stamp.millis,
        }
    } else {
        AsOf::end_of(stamp.millis)
    })
}

/// The enabled rules that `--select`, `--ignore` and `--min-severity` leave.
fn select(args: &SelectionArgs, project: &Project, mistakes: &mut Vec<Message>) -> Vec<usize> {
    for written in args.select.iter().chain(&args.ignore) {
        if !project
            .rules
            .iter()
            .any(|rule| rule.is_called(written, &project.tables))
        {
            let ids = project.rules.iter().map(|r| r.id.as_str());
            let message = message!("select-no-match", written = written);
            mistakes.push(message.hinted(did_you_mean(written, ids)));
        }
    }
    let any = |list: &[String], ix: usize| {
        let mut names = list.iter();
        names.any(|name| project.rules[ix].is_called(name, &project.tables))
    };
    (0..project.rules.len())
        .filter(|&ix| project.rules[ix].enabled && project.rules[ix].severity >= args.min_severity)
        .filter(|&ix| args.select.is_empty() || any(&args.select, ix))
        .filter(|&ix| !any(&args.ignore, ix))
        .collect()
}

/// Declares encodings: `gbk` for all tables, `TABLE=gbk` for one.
fn encodings(written: &[String], project: &mut Project, mistakes: &mut Vec<Message>) {
    // what is said of one table holds against what is said of all
    let (of_one, of_all): (Vec<_>, Vec<_>) = written.iter().partition(|w| w.contains('='));
    for argument in of_all.into_iter().chain(of_one) {
        let (table, label) = match argument.split_once('=') {
            Some((table, label)) => (Some(table.trim()), label),
            None => (None, argument.as_str()),
        };
        let encoding = match encoding(label) {
            Ok(encoding) => encoding,
            Err((message, hint)) => {
                mistakes.push(message.hinted(hint));
                continue;
            }
        };
        let exports = project.exports();
        if let Some(name) = table.filter(|name| exports.iter().all(|t| t.name != *name)) {
            let (message, hint) = unknown_table(exports, name);
            mistakes.push(message.hinted(hint));
        }
        for known in &mut project.tables {
            if table.is_none_or(|name| known.name == name) {
                known.encoding = Some(encoding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::as_of;
    use crate::tables::date;

    /// Times with a zone are carried over to the same clocks: by those of the machine they would lie in the future.
    #[test]
    fn now_is_by_the_clocks_of_the_company() {
        let now = |zone| as_of(None, date::zone(zone).as_ref()).unwrap();
        let (east, west) = (now("+14:00"), now("-12:00"));
        let hours = (east.instant - west.instant + 60_000).div_euclid(3_600_000);
        assert_eq!(hours, 26);
        assert!(east.day > west.day);
    }
}
