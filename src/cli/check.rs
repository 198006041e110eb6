//! `crm-audit check`: the main job.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{Terminal, Watch, replace, width, written};
use super::selection::{Selection, SelectionArgs, paths, same_file};
use super::{Common, INTERRUPTED, Opened, failure, open};
use crate::baseline::Baseline;
use crate::findings::Keep;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::reports::terminal::Style;
use crate::reports::{Format, Report, Verdict, write};
use crate::review::{self, Past, Review};
use crate::rules::severity::Severity;

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(long, value_name = "SEVERITY", default_value = "low")]
    fail_on: Severity,
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[arg(long)]
    no_history: bool,
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
    let path = args.selection.project.as_ref();
    let Opened {
        mut project,
        terminal,
    } = match open(path, common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    match Plan::new(args, &mut project) {
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
    selection: Selection,
    baseline: Option<Baseline>,
    outputs: Vec<(PathBuf, Format)>,
}

impl Plan {
    /// All mistakes in the arguments, or none.
    fn new(args: &CheckArgs, project: &mut Project) -> Result<Plan, Vec<Message>> {
        let mut mistakes = Vec::new();
        let selection = Selection::new(&args.selection, project, &mut mistakes);
        let baseline = args.baseline.as_deref().and_then(|path| {
            let read = Baseline::read(path);
            read.map_err(|message| mistakes.push(message)).ok()
        });
        let mut reads = paths(project);
        let given = selection.iter().flat_map(|s| s.inputs.values().flatten());
        reads.extend(given.map(|input| input.path.clone()));
        reads.extend(args.baseline.clone());
        let outputs = outputs(&args.output, &reads, &mut mistakes);
        if args.format == Format::Xlsx {
            mistakes.push(message!("output-xlsx-needs-file"));
        }
        match selection {
            Some(selection) if mistakes.is_empty() => Ok(Plan {
                selection,
                baseline,
                outputs,
            }),
            _ => Err(mistakes),
        }
    }
}

/// The reports to write and their formats. None may take the place of what is read.
fn outputs(
    written: &[PathBuf],
    reads: &[PathBuf],
    mistakes: &mut Vec<Message>,
) -> Vec<(PathBuf, Format)> {
    let mut outputs: Vec<(PathBuf, Format)> = Vec::new();
    for path in written {
        let file = path.display().to_string();
        if outputs.iter().any(|(other, _)| same_file(other, path)) {
            mistakes.push(message!("output-twice", file = file.as_str()));
        }
        if reads.iter().any(|read| same_file(read, path)) {
            mistakes.push(message!("output-is-input", file = file.as_str()));
        }
        match Format::of_file(&path.to_string_lossy()) {
            Some(format) => outputs.push((path.clone(), format)),
            None => mistakes.push(message!("output-unknown-format", file = file.as_str())),
        }
        if !folder_exists(path) {
            mistakes.push(message!("output-no-folder", file = file));
        }
    }
    outputs
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
    let listed = formats().all(|format| format == Format::Table);
    // what findings hold back is added up over all of them
    let counted = !project.links.is_empty() || project.ledger.is_some();
    // findings that are in the baseline are not listed, so the first that are may stand anywhere
    let keep = if !listed || counted || plan.baseline.is_some() {
        Keep::All
    } else if args.no_history {
        Keep::First(args.limit)
    } else {
        Keep::Named(args.limit)
    };
    let watch = Watch::new(terminal);
    let fingerprints = formats().any(Format::shows_evidence);
    let mut options = plan.selection.options(keep, fingerprints, &watch);
    options.ageing |= args.verbose;
    let past = if args.no_history {
        Past::LeftOut
    } else {
        Past::Recorded
    };
    let result = review::run(project, &mut options, past, plan.baseline.as_ref());
    watch.clear();
    let Ok(review) = result else {
        terminal.note(&message!("interrupted"));
        return Ok(INTERRUPTED);
    };
    report(args, project, plan, &review, terminal)
}

fn report(
    args: &CheckArgs,
    project: &Project,
    plan: &Plan,
    review: &Review,
    terminal: &Terminal,
) -> anyhow::Result<u8> {
    let report = Report {
        project,
        review,
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
    let style = style(width(), terminal.colour_out);
    let printed =
        write(args.format, &report, style, &mut out).and_then(|()| std::io::Write::flush(&mut out));
    match printed {
        // whoever reads has seen enough; what was found stands
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
        printed => printed?,
    }
    if args.format != Format::Table && report.verdict() != Verdict::Clean {
        for error in &review.audit.errors {
            terminal.error(&terminal.messages.text(error));
        }
    }
    Ok(report.exit_code())
}

pub(super) fn folder_exists(path: &Path) -> bool {
    path.parent()
        .is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir())
}
