//! `crm-audit process`: which ways the cases of a process go, how long that takes and who departs from it.

mod patterns;

use std::path::PathBuf;

use clap::Args;

use self::patterns::Seen;
use super::output::{Terminal, Watch, print, printed, say, written};
use super::outputs::Reads;
use super::replacing::replace;
use super::selection::{Selection, SelectionArgs, named_or_folder};
use super::{Common, FAILED, Opened, failure, failures, open};
use crate::audit::processes::Watched;
use crate::findings::Keep;
use crate::findings::asked::Options;
use crate::findings::outcome::Outcome;
use crate::history::{Rates, Store, Trouble, path_in, rates};
use crate::messages::{Message, message};
use crate::mistakes::did_you_mean;
use crate::process::judge::Passed;
use crate::process::log::Log;
use crate::process::map::Shares;
use crate::project::Project;
use crate::reports::Report;
use crate::reports::grid::Screen;
use crate::reports::process::view::{View, Wanted, rules_of};
use crate::reports::process::{Format, write};
use crate::reports::process_log;
use crate::reports::terminal::clean;
use crate::review::{self, Review};
use crate::rules::plan::process::{CASE, ProcessIx};
use crate::rules::severity::Severity;

#[derive(Debug, Args)]
pub(crate) struct ProcessArgs {
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    #[arg(long, conflicts_with = "case")]
    patterns: bool,
    #[arg(long, value_name = "SHARE", default_value = "100%", value_parser = share)]
    activities: f64,
    #[arg(long, value_name = "SHARE", default_value = "95%", value_parser = share)]
    paths: f64,
    #[arg(long)]
    no_history: bool,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
}

/// `95%`, or `95`.
fn share(written: &str) -> Result<f64, String> {
    let number = written.trim().trim_end_matches(['%', '％']).trim();
    let share: f64 = number.parse().map_err(|_| String::new())?;
    if (0.0..=100.0).contains(&share) {
        Ok(share)
    } else {
        Err(String::new())
    }
}

/// Tells a process, or which there are.
pub(crate) fn run(args: &ProcessArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let (name, selected) = named_or_folder(args.name.as_deref(), &args.selection);
    let Opened {
        mut project,
        terminal,
    } = match open(selected.project.as_ref(), common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let process = match (name.as_deref(), project.processes.len()) {
        (None, 0) => return Ok(failure(&terminal, &message!("map-no-process"))),
        (None, 1) => 0,
        (None, _) => {
            list(&project, &terminal)?;
            return Ok(0);
        }
        (Some(name), _) => match find(name, &project) {
            Ok(process) => process,
            Err(message) => return Ok(failure(&terminal, &message)),
        },
    };
    let mut mistakes = Vec::new();
    let selection = Selection::new(&selected, &mut project, &terminal, &mut mistakes);
    let outputs = outputs(args, &project, selection.as_ref(), &mut mistakes);
    match selection {
        Some(selection) if mistakes.is_empty() => {
            let asked = Asked {
                args,
                process,
                outputs,
            };
            execute(&asked, &project, &selection, &terminal)
        }
        _ => Ok(failures(&terminal, &mistakes)),
    }
}

fn find(name: &str, project: &Project) -> Result<ProcessIx, Message> {
    let mut processes = project.processes.iter();
    let found = processes.position(|process| process.name == name);
    found.ok_or_else(|| {
        let names = || {
            project
                .processes
                .iter()
                .map(|process| process.name.as_str())
        };
        let all: Vec<String> = names().map(str::to_owned).collect();
        let hint = did_you_mean(name, names());
        let all = (!all.is_empty()).then(|| message!("hint-one-of", names = all));
        message!("problem-unknown-process", name = name).hinted(hint.or(all))
    })
}

/// Which processes there are.
fn list(project: &Project, terminal: &Terminal) -> anyhow::Result<()> {
    let columns = [
        terminal.column("map-heading-process"),
        terminal.column("column-label").flowing(20),
        terminal.number("map-heading-events"),
        terminal.number("column-rules-judged"),
    ];
    let mut grid = terminal.grid(columns);
    for (ix, process) in project.processes.iter().enumerate() {
        grid.row([
            process.name.clone(),
            clean(process.label.in_lang(terminal.messages.lang)),
            process.events.len().to_string(),
            rules_of(project, ix).len().to_string(),
        ]);
    }
    printed(say(&terminal.drawn(grid)))
}

/// What is written to, and as what. Nothing takes the place of what is read.
fn outputs(
    args: &ProcessArgs,
    project: &Project,
    selection: Option<&Selection>,
    mistakes: &mut Vec<Message>,
) -> Vec<(PathBuf, Written)> {
    let reads = Reads::of(project, selection);
    let format = |file: &str| {
        let events = process_log::Format::of_file(file).map(Written::Events);
        let shown = || Format::of_file(file).map(Written::Shown);
        let format = events.or_else(shown);
        format.ok_or_else(|| message!("map-format", file = file))
    };
    let outputs = super::outputs::outputs(&args.output, &reads, format, mistakes);
    let shown = |(_, written): &(PathBuf, Written)| match written {
        Written::Shown(format) => Some(*format),
        Written::Events(_) => None,
    };
    let is_part = args.case.is_some() || args.patterns;
    if is_part && outputs.iter().any(|output| shown(output).is_none()) {
        mistakes.push(message!("map-events"));
    }
    if args.format == Format::Xlsx {
        mistakes.push(message!("output-xlsx-needs-file"));
    }
    let formats = outputs.iter().filter_map(shown);
    let mut formats = formats.chain([args.format]);
    if args.case.is_some() && formats.clone().any(Format::draws) {
        mistakes.push(message!("map-of-case"));
    }
    let is_text = |format| matches!(format, Format::Table | Format::Json);
    if args.patterns && !formats.all(is_text) {
        mistakes.push(message!("patterns-format"));
    }
    outputs
}

/// The arguments, resolved.
struct Asked<'a> {
    args: &'a ProcessArgs,
    process: ProcessIx,
    outputs: Vec<(PathBuf, Written)>,
}

/// What a file is to hold.
#[derive(Debug, Clone, Copy)]
enum Written {
    /// What is seen of the process.
    Shown(Format),
    /// Its events, for programs that mine processes.
    Events(process_log::Format),
}

fn execute(
    asked: &Asked,
    project: &Project,
    selection: &Selection,
    terminal: &Terminal,
) -> anyhow::Result<u8> {
    let watch = Watch::new(terminal, project);
    let own = rules_of(project, asked.process);
    let mut options: Options = selection.options(Keep::All, false, &watch);
    let passed = if asked.args.patterns {
        Passed::Listed
    } else {
        Passed::Counted
    };
    let judged = judged(asked, project, &own);
    options.selected.retain(|rule| judged.contains(rule));
    let Ok((review, watched)) = review::watch(project, &options, asked.process, passed) else {
        return Ok(watch.interrupted());
    };
    watch.clear();
    let watched = match watched {
        Ok(watched) => watched,
        Err(reason) => {
            tell_errors(&review, terminal);
            return Ok(failure(terminal, &reason));
        }
    };
    if asked.args.patterns {
        let seen = Seen {
            project,
            options: &options,
            review: &review,
            watched: &watched,
        };
        let outputs = asked
            .outputs
            .iter()
            .filter_map(|(path, written)| match written {
                Written::Shown(format) => Some((path.clone(), *format)),
                Written::Events(_) => None,
            });
        let outputs: Vec<(PathBuf, Format)> = outputs.collect();
        let outputs = (asked.args.format, &outputs[..]);
        let code = patterns::tell(&seen, outputs, terminal, &watch)?;
        return Ok(code.unwrap_or_else(|| tell_errors(&review, terminal)));
    }
    let Watched { log, results, .. } = watched;
    let case = match &asked.args.case {
        None => None,
        Some(key) => match case_of(key, &log, project) {
            Ok(case) => Some(case),
            Err(message) => return Ok(failure(terminal, &message)),
        },
    };
    let report = Report {
        project,
        review: &review,
        messages: &terminal.messages,
        fail_on: Severity::Info,
        exit_zero: true,
    };
    let wanted = Wanted {
        shares: Shares {
            activities: asked.args.activities,
            paths: asked.args.paths,
        },
        rates: earlier(asked, project, &own, terminal),
        limit: asked.args.limit,
        case,
    };
    let view = View::new(&report, &log, &results, wanted);
    for (path, format) in &asked.outputs {
        watch.writes(path);
        let mut told = Vec::new();
        let done = replace(path, &Watch::stopped, |out| match format {
            Written::Shown(format) => write(*format, &view, Screen::FILE, out),
            Written::Events(format) => {
                let files = review.audit.files_of(project, log.process.table);
                let lang = terminal.messages.lang;
                let written = process_log::write(*format, &log, project, lang, &files, out)?;
                told = written.told(project);
                Ok(())
            }
        })?;
        if !done {
            return Ok(watch.interrupted());
        }
        watch.clear();
        written(terminal, path);
        for told in &told {
            terminal.note(told);
        }
    }
    let mut text = Vec::new();
    write(asked.args.format, &view, terminal.screen(), &mut text)?;
    if Watch::stopped() {
        return Ok(watch.interrupted());
    }
    printed(print(&String::from_utf8_lossy(&text)))?;
    Ok(tell_errors(&review, terminal))
}

/// The rules that are judged, where they are selected: those about the process, and for its patterns those about its tables, for what
/// follows from deviations stands in the findings on the documents of the cases.
fn judged(asked: &Asked, project: &Project, own: &[usize]) -> Vec<usize> {
    let tables = project.processes[asked.process].tables();
    let rules = project.rules.iter().enumerate();
    let of_tables = rules.filter(|(_, rule)| tables.contains(&rule.table));
    let of_tables = of_tables.map(|(ix, _)| ix).filter(|_| asked.args.patterns);
    own.iter().copied().chain(of_tables).collect()
}

/// Tells what could not be read or judged; the exit code.
fn tell_errors(review: &Review, terminal: &Terminal) -> u8 {
    terminal.errors(&review.audit.errors);
    let outcomes = review.audit.outcomes.iter().flatten();
    let not_run = outcomes
        .filter(|outcome| matches!(outcome, Outcome::NotRun(_)))
        .count();
    if review.audit.errors.is_empty() && not_run == 0 {
        0
    } else {
        FAILED
    }
}

/// The number of a case, by its key.
fn case_of(key: &str, log: &Log, project: &Project) -> Result<usize, Message> {
    let mut keys = log.cases().map(|case| case.key());
    let found = keys.position(|one| one == key.trim());
    found.ok_or_else(|| {
        let secret = project.tables[log.process.table].fields[CASE].sensitive;
        let keys = log.cases().map(|case| case.key());
        let hint = (!secret).then(|| did_you_mean(key, keys)).flatten();
        let label = log.process.label.clone();
        message!("map-unknown-case", case = key, process = label).hinted(hint)
    })
}

/// What earlier runs say of the rules. Whatever is wrong with the history, the process is told.
fn earlier(asked: &Asked, project: &Project, rules: &[usize], terminal: &Terminal) -> Rates {
    let path = path_in(project.folder());
    if asked.args.no_history || asked.args.case.is_some() || !path.exists() {
        return Rates::default();
    }
    let read = || -> Result<Rates, Trouble> {
        let mut store = Store::open_to_look(&path)?;
        let ids: Vec<&str> = rules
            .iter()
            .map(|&rule| project.rules[rule].id.as_str())
            .collect();
        rates(&store.look()?, &ids)
    };
    read().unwrap_or_else(|trouble| {
        terminal.note(&trouble.message(&path));
        Rates::default()
    })
}
