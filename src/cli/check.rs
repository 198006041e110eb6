//! `crm-audit check`: the main job.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{Terminal, Watch, replace, width, written};
use super::{Common, INTERRUPTED, Opened, failure, open};
use crate::audit::{AsOf, Options, run as audit};
use crate::findings::{Keep, Severity};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::project::problem::{did_you_mean, encoding};
use crate::reports::terminal::Style;
use crate::reports::{Format, Report, Verdict, write};
use crate::rules::plan::TableIx;
use crate::rules::unknown_table;
use crate::sources::{Input, find};
use crate::tables::date;

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    #[arg(long, value_name = "SEVERITY", default_value = "info")]
    min_severity: Severity,
    #[arg(long, value_name = "SEVERITY", default_value = "low")]
    fail_on: Severity,
    #[arg(long, value_name = "TABLE=FILE")]
    input: Vec<String>,
    #[arg(long, value_name = "[TABLE=]NAME")]
    encoding: Vec<String>,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
    #[arg(short, long)]
    verbose: bool,
    #[arg(long)]
    exit_zero: bool,
}

/// Audits and reports.
pub(crate) fn run(args: &CheckArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let Opened {
        mut project,
        terminal,
    } = match open(args.project.as_ref(), common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let declared = encodings(&args.encoding, &mut project);
    match Plan::new(args, &project, declared) {
        Ok(plan) => execute(args, &project, &plan, &terminal),
        Err(mistakes) => {
            for mistake in &mistakes {
                failure(&terminal, mistake);
            }
            Ok(super::FAILED)
        }
    }
}

/// The arguments, resolved against the project.
struct Plan {
    as_of: AsOf,
    selected: Vec<usize>,
    inputs: BTreeMap<TableIx, Vec<Input>>,
    outputs: Vec<(PathBuf, Format)>,
}

impl Plan {
    /// All mistakes in the arguments, or none.
    fn new(
        args: &CheckArgs,
        project: &Project,
        mut mistakes: Vec<Message>,
    ) -> Result<Plan, Vec<Message>> {
        let as_of = as_of(args.as_of.as_deref())
            .map_err(|m| mistakes.push(m))
            .ok();
        let selected = select(args, project, &mut mistakes);
        let inputs = inputs(&args.input, project, &mut mistakes);
        let mut outputs: Vec<(PathBuf, Format)> = Vec::new();
        for path in &args.output {
            if outputs.iter().any(|(other, _)| same_file(other, path)) {
                mistakes.push(message!("output-twice", file = path.display().to_string()));
            }
            if reads(project, &inputs, path) {
                mistakes.push(message!(
                    "output-is-input",
                    file = path.display().to_string()
                ));
            }
            match Format::of_file(&path.to_string_lossy()) {
                Some(format) => outputs.push((path.clone(), format)),
                None => mistakes.push(message!(
                    "output-unknown-format",
                    file = path.display().to_string()
                )),
            }
            if !folder_exists(path) {
                mistakes.push(message!(
                    "output-no-folder",
                    file = path.display().to_string()
                ));
            }
        }
        if args.format == Format::Xlsx {
            mistakes.push(message!("output-xlsx-needs-file"));
        }
        match as_of {
            Some(as_of) if mistakes.is_empty() => Ok(Plan {
                as_of,
                selected,
                inputs,
                outputs,
            }),
            _ => Err(mistakes),
        }
    }
}

fn execute(
    args: &CheckArgs,
    project: &Project,
    plan: &Plan,
    terminal: &Terminal,
) -> anyhow::Result<u8> {
    let formats = || {
        plan.outputs
            .iter()
            .map(|(_, format)| *format)
            .chain([args.format])
    };
    let complete = formats().any(|format| format != Format::Table);
    let watch = Watch::new(&terminal.messages);
    let options = Options {
        as_of: plan.as_of,
        selected: plan.selected.clone(),
        inputs: plan.inputs.clone(),
        keep: if complete {
            Keep::All
        } else {
            Keep::First(args.limit)
        },
        fingerprints: formats().any(Format::shows_evidence),
        progress: &watch,
    };
    let result = audit(project, &options);
    watch.clear();
    let Ok(mut result) = result else {
        terminal.note(&message!("interrupted"));
        return Ok(INTERRUPTED);
    };
    result.notices.splice(0..0, project.notices.iter().cloned());
    let report = Report {
        project,
        audit: &result,
        messages: &terminal.messages,
        fail_on: args.fail_on,
        exit_zero: args.exit_zero,
    };
    let style = |width, colour| Style {
        width,
        colour,
        limit: args.limit,
        verbose: args.verbose,
    };
    for (path, format) in &plan.outputs {
        let file_style = style(None, false);
        if !replace(path, &Watch::stopped, |out| {
            write(*format, &report, file_style, out)
        })? {
            terminal.note(&message!("interrupted"));
            return Ok(INTERRUPTED);
        }
        written(terminal, path);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout());
    write(
        args.format,
        &report,
        style(width(), terminal.colour_out),
        &mut out,
    )?;
    std::io::Write::flush(&mut out)?;
    if args.format != Format::Table && report.verdict() != Verdict::Clean {
        for error in &result.errors {
            terminal.error(&terminal.messages.text(error));
        }
    }
    Ok(report.exit_code())
}

/// `2026-10-31` (the end of that day), `2026-10-31 12:00`, or now.
fn as_of(written: Option<&str>) -> Result<AsOf, Message> {
    let Some(written) = written else {
        let now = jiff::Zoned::now().datetime();
        let instant = date::millis(now);
        let instant = instant - instant.rem_euclid(1000);
        return Ok(AsOf {
            day: instant - instant.rem_euclid(crate::rules::plan::DAY),
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
fn select(args: &CheckArgs, project: &Project, mistakes: &mut Vec<Message>) -> Vec<usize> {
    for written in args.select.iter().chain(&args.ignore) {
        if !project
            .rules
            .iter()
            .any(|rule| matches(project, rule, written))
        {
            let ids = project.rules.iter().map(|r| r.id.as_str());
            let message = message!("select-no-match", written = written);
            mistakes.push(message.hinted(did_you_mean(written, ids)));
        }
    }
    let any =
        |list: &[String], ix: usize| list.iter().any(|w| matches(project, &project.rules[ix], w));
    (0..project.rules.len())
        .filter(|&ix| project.rules[ix].enabled && project.rules[ix].severity >= args.min_severity)
        .filter(|&ix| args.select.is_empty() || any(&args.select, ix))
        .filter(|&ix| !any(&args.ignore, ix))
        .collect()
}

/// An id, an id with `*`, a tag, a kind or a table.
fn matches(project: &Project, rule: &crate::rules::Rule, written: &str) -> bool {
    rule.id == written
        || rule.kind == written
        || project.tables[rule.table].name == written
        || rule.tags.iter().any(|tag| tag == written)
        || (written.contains('*') && glob::Pattern::new(written).is_ok_and(|p| p.matches(&rule.id)))
}

/// `TABLE=FILE`, where FILE may be a pattern; several for one table are added up.
fn inputs(
    written: &[String],
    project: &Project,
    mistakes: &mut Vec<Message>,
) -> BTreeMap<TableIx, Vec<Input>> {
    let mut inputs: BTreeMap<TableIx, Vec<Input>> = BTreeMap::new();
    for argument in written {
        let Some((table, file)) = argument.split_once('=') else {
            mistakes.push(message!("input-form", written = argument));
            continue;
        };
        let Some(ix) = project.tables.iter().position(|t| t.name == table.trim()) else {
            let (message, hint) = unknown_table(&project.tables, table.trim());
            mistakes.push(message.hinted(hint));
            continue;
        };
        match find::inputs(Path::new(""), &[file.to_owned()]) {
            Ok(found) if !found.is_empty() => {
                let known = inputs.entry(ix).or_default();
                for input in found {
                    if !known.iter().any(|k| same_file(&k.path, &input.path)) {
                        known.push(input);
                    }
                }
            }
            _ => mistakes.push(message!("input-no-file", table = table, file = file)),
        }
    }
    inputs
}

/// Declares encodings: `gbk` for all tables, `TABLE=gbk` for one. Returns the mistakes.
fn encodings(written: &[String], project: &mut Project) -> Vec<Message> {
    let mut mistakes = Vec::new();
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
        if let Some(name) = table.filter(|name| project.tables.iter().all(|t| t.name != *name)) {
            let (message, hint) = unknown_table(&project.tables, name);
            mistakes.push(message.hinted(hint));
        }
        for known in &mut project.tables {
            if table.is_none_or(|name| known.name == name) {
                known.encoding = Some(encoding);
            }
        }
    }
    mistakes
}

fn folder_exists(path: &Path) -> bool {
    path.parent()
        .is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir())
}

/// Whether an output would replace something that is read: an export, or a file of the project.
fn reads(project: &Project, inputs: &BTreeMap<TableIx, Vec<Input>>, output: &Path) -> bool {
    let given = inputs.values().flatten().map(|input| input.path.clone());
    let found = project
        .tables
        .iter()
        .filter_map(|t| find::inputs(&t.folder, &t.files).ok())
        .flatten()
        .map(|input| input.path);
    let project_files = project.files.iter().map(|file| PathBuf::from(&file.name));
    given
        .chain(found)
        .chain(project_files)
        .any(|read| same_file(&read, output))
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}
