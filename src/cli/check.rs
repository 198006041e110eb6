//! `crm-audit check`: the main job.

mod changes;

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Args;

use self::changes::{ChangesArgs, Only};
use super::marking::{Target, targets, write_all};
use super::output::{Terminal, Watch, print, printed, written};
use super::outputs::{Reads, outputs};
use super::replacing::{Stoppable, replace};
use super::selection::{Selection, SelectionArgs};
use super::{Common, Opened, failures, open};
use crate::baseline::Baseline;
use crate::findings::Keep;
use crate::findings::asked::Options;
use crate::findings::outcome::Audit;
use crate::history::{NOT_RECORDED, Unsaved, not_recorded, path_in};
use crate::messages::{Message, display_path, message};
use crate::project::Project;
use crate::reports::brief;
use crate::reports::grid::Screen;
use crate::reports::terminal::{Style, render};
use crate::reports::{Format, Report, Verdict, write};
use crate::review::key_figures::is_about_handled;
use crate::review::{self, Past};
use crate::rules::severity::Severity;

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    changes: ChangesArgs,
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
    #[arg(long, value_name = "FILE")]
    mark: Option<PathBuf>,
    #[arg(long, requires = "mark")]
    only_bad: bool,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
    #[arg(short, long)]
    verbose: bool,
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
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
    match Plan::new(args, &mut project, &terminal) {
        Ok(plan) => execute(args, &project, &plan, &terminal),
        Err(mistakes) => Ok(failures(&terminal, &mistakes)),
    }
}

/// The arguments, resolved against the project.
struct Plan {
    selection: Selection,
    /// The documents that are judged, where not all are.
    only: Option<Only>,
    baseline: Option<Baseline>,
    outputs: Vec<(PathBuf, Format)>,
    marks: Vec<Target>,
}

impl Plan {
    /// All mistakes in the arguments, or none.
    fn new(
        args: &CheckArgs,
        project: &mut Project,
        terminal: &Terminal,
    ) -> Result<Plan, Vec<Message>> {
        let mut mistakes = Vec::new();
        let mut selection = Selection::new(&args.selection, project, terminal, &mut mistakes);
        let only = selection.as_mut().and_then(|selection| {
            let changes = &args.changes;
            changes.resolve(project, selection, &mut mistakes)
        });
        if let Some(only) = &only {
            project.notices.extend(only.notices.iter().cloned());
            let unrecorded = message!("changed-not-recorded");
            let is_part = !args.no_history && !only.all;
            project.notices.extend(is_part.then_some(unrecorded));
        }
        let only = only.filter(|only| !only.all);
        let baseline = args.baseline.as_deref().and_then(|path| {
            let read = Baseline::read(path);
            read.map_err(|message| mistakes.push(message)).ok()
        });
        let mut reads = Reads::of(project, selection.as_ref());
        if let Some(baseline) = &args.baseline {
            reads.add(baseline.clone());
        }
        for file in args.changes.files(project) {
            reads.add(PathBuf::from(file));
        }
        let format = |file: &str| {
            let unknown = || message!("output-unknown-format", file = file);
            Format::of_file(file).ok_or_else(unknown)
        };
        let outputs = outputs(&args.output, &reads, format, &mut mistakes);
        let mut marks = Vec::new();
        if let (Some(mark), Some(selection)) = (&args.mark, &selection) {
            marks = targets(mark, project, selection, &reads, &mut mistakes);
        }
        for (path, _) in &outputs {
            if marks.iter().any(|target| target.is_at(path)) {
                let file = path.display().to_string();
                mistakes.push(message!("output-twice", file = file));
            }
        }
        if args.format == Format::Xlsx {
            mistakes.push(message!("output-xlsx-needs-file"));
        }
        match selection {
            Some(selection) if mistakes.is_empty() => Ok(Plan {
                selection,
                only,
                baseline,
                outputs,
                marks,
            }),
            _ => Err(mistakes),
        }
    }
}

/// Which findings are kept in full, where no output but a table of the first ones is asked for, and where others are.
fn kept(args: &CheckArgs, project: &Project, plan: &Plan, listed: bool) -> Keep {
    // what findings hold back is added up over all of them, and what is handled shows in their cells
    let counted = !project.links.is_empty()
        || project.ledger.is_some()
        || project.rules.iter().any(is_about_handled);
    // findings that are in the baseline are not listed, so the first that are may stand anywhere
    if !plan.marks.is_empty() || !listed || counted || plan.baseline.is_some() {
        Keep::All
    } else if args.no_history {
        Keep::First(args.limit)
    } else {
        Keep::Named(args.limit)
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
    let listed = formats().all(|format| format == Format::Table);
    let keep = kept(args, project, plan, listed);
    let watch = Watch::new(terminal, project);
    let fingerprints = formats().any(Format::shows_evidence);
    let mut options = plan.selection.options(keep, fingerprints, &watch);
    options.only = plan.only.as_ref().map(|only| &only.tables);
    options.ageing |= args.verbose;
    options.patterns = formats().any(Format::shows_patterns);
    // of a run that judges some documents, nobody can say what is no longer found
    let past = if args.no_history || plan.only.is_some() {
        Past::LeftOut
    } else {
        Past::Recorded
    };
    let Ok((review, unsaved)) = review::run(project, &mut options, past, plan.baseline.as_ref())
    else {
        return Ok(watch.interrupted());
    };
    let report = Report {
        project,
        review: &review,
        messages: &terminal.messages,
        fail_on: args.fail_on,
        exit_zero: args.exit_zero,
    };
    let style = |screen| Style {
        screen,
        limit: args.limit,
        verbose: args.verbose,
    };
    for (path, format) in &plan.outputs {
        watch.writes(path);
        if !replace(path, &Watch::stopped, |out| {
            write(*format, &report, style(Screen::FILE), out)
        })? {
            return Ok(watch.interrupted());
        }
        watch.clear();
        if !args.quiet {
            written(terminal, path);
        }
    }
    let to = (terminal, args.quiet);
    let Some(all_marked) = write_all(&plan.marks, &report, args.only_bad, &watch, to)? else {
        return Ok(watch.interrupted());
    };
    watch.clear();
    let style = style(terminal.screen());
    let audited = (project, &options, &review.audit);
    if args.format == Format::Table {
        // recorded before it is printed: a pager may hold it for hours, and other runs wait
        let text = if args.quiet {
            brief::render(&report)?
        } else {
            render(&report, style)
        };
        if Watch::stopped() {
            return Ok(watch.interrupted());
        }
        save(unsaved, audited, terminal, args.quiet);
        printed(print(&text))?;
    } else {
        // stdout itself writes every line for itself
        let out = Stoppable::new(std::io::stdout(), &Watch::stopped);
        let mut out = BufWriter::with_capacity(1 << 16, out);
        let result = write(args.format, &report, style, &mut out).and_then(|()| out.flush());
        if Watch::stopped() {
            return Ok(watch.interrupted());
        }
        printed(result.map_err(anyhow::Error::from))?;
        save(unsaved, audited, terminal, args.quiet);
        if report.verdict() != Verdict::Clean {
            terminal.errors(&review.audit.errors);
        }
    }
    tell_notices(args, plan, &report, terminal);
    Ok(if all_marked {
        report.exit_code()
    } else {
        super::FAILED
    })
}

/// What is to be noticed, where none of the reports tells it; that a run is not recorded also of those who want to hear little.
fn tell_notices(args: &CheckArgs, plan: &Plan, report: &Report, terminal: &Terminal) {
    let is_on_terminal = args.format == Format::Table && !args.quiet;
    let printed = (args.format != Format::Table || is_on_terminal).then_some(args.format);
    let mut formats = plan
        .outputs
        .iter()
        .map(|(_, format)| *format)
        .chain(printed);
    let is_told = args.quiet || formats.any(Format::tells_notices);
    for notice in &report.review.audit.notices {
        let unrecorded = notice.key == NOT_RECORDED && !is_on_terminal;
        if unrecorded || !is_told {
            terminal.note(notice);
        }
    }
}

/// The run is in the history once its report is out. `audited` is what was compared with it.
pub(super) fn save(
    unsaved: Option<Unsaved>,
    audited: (&Project, &Options, &Audit),
    terminal: &Terminal,
    quiet: bool,
) {
    let Some(unsaved) = unsaved else {
        return;
    };
    let (project, options, audit) = audited;
    let path = path_in(project.folder());
    let waiting = || terminal.note(&message!("history-waiting", file = display_path(&path)));
    let is_first = unsaved.is_first;
    match unsaved.save(project, options, audit, &waiting) {
        Ok(()) if is_first && !quiet => {
            let file = display_path(&path);
            terminal.note(&message!("history-created", file = file));
        }
        Ok(()) => {}
        Err(trouble) => terminal.note(&not_recorded(trouble.message(&path))),
    }
}
