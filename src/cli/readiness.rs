//! `crm-audit readiness`: how far the data is that is collected for a new system.

use std::path::PathBuf;

use clap::Args;

use super::check::save;
use super::output::{Terminal, Watch, print, printed, written};
use super::outputs::{Reads, outputs};
use super::replacing::replace;
use super::selection::{Selection, SelectionArgs};
use super::{Common, Opened, failures, open};
use crate::findings::Keep;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::readiness::Delivery;
use crate::history::{NOT_RECORDED, Unsaved, deliveries, path_in};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::reports::grid::Screen;
use crate::reports::readiness::view::View;
use crate::reports::readiness::{Format, write};
use crate::reports::{Report, Verdict};
use crate::review::readiness::{Asked, Readiness, judge};
use crate::review::{self, Past, Review};
use crate::rules::severity::Severity;
use crate::sources::find;
use crate::tables::types::{DAY, TableIx};

#[derive(Debug, Args)]
pub(crate) struct ReadinessArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(long, value_name = "SEVERITY", default_value = "low")]
    fail_on: Severity,
    #[arg(long, value_name = "DAYS", default_value = "3", value_parser = clap::value_parser!(u16).range(1..))]
    silent: u16,
    #[arg(long)]
    no_history: bool,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
    #[arg(long)]
    exit_zero: bool,
}

/// Audits what is collected, and reports how far it is.
pub(crate) fn run(args: &ReadinessArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let path = args.selection.project.as_ref();
    let Opened {
        mut project,
        terminal,
    } = match open(path, common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let mut mistakes = Vec::new();
    let selection = Selection::new(&args.selection, &mut project, &terminal, &mut mistakes);
    let format = |file: &str| {
        let unknown = || message!("readiness-format", file = file);
        Format::of_file(file).ok_or_else(unknown)
    };
    let reads = Reads::of(&project, selection.as_ref());
    let outputs = outputs(&args.output, &reads, format, &mut mistakes);
    if args.format == Format::Xlsx {
        mistakes.push(message!("output-xlsx-needs-file"));
    }
    let Some(selection) = selection.filter(|_| mistakes.is_empty()) else {
        return Ok(failures(&terminal, &mistakes));
    };
    // who has not sent in anything yet is told as silent, and no mistake
    let mut absent = Vec::new();
    for (ix, collected) in project.collected.iter().enumerate() {
        let table = &mut project.tables[ix];
        let found = find::paths(&table.folder, &table.patterns(selection.as_of.day));
        let has_none = found.is_ok_and(|paths| paths.is_empty());
        if !collected.is_said() || !has_none || selection.inputs.contains_key(&ix) {
            continue;
        }
        let opening = collected.opening.as_ref();
        if !table.optional && !opening.is_some_and(|opening| opening.optional) {
            absent.push(ix);
        }
        table.optional = true;
    }
    let watch = Watch::new(&terminal, &project);
    let mut options = selection.options(Keep::All, false, &watch);
    let Ok((review, readiness, unsaved)) = judged(args, &project, &absent, &mut options) else {
        return Ok(watch.interrupted());
    };
    let view = View {
        project: &project,
        messages: &terminal.messages,
        readiness: &readiness,
        limit: args.limit,
        exit_code: exit_code(args, &project, &review, &readiness, &terminal),
    };
    for (path, format) in &outputs {
        watch.writes(path);
        if !replace(path, &Watch::stopped, |out| {
            write(*format, &view, Screen::FILE, out)
        })? {
            return Ok(watch.interrupted());
        }
        watch.clear();
        written(&terminal, path);
    }
    watch.clear();
    let mut text = Vec::new();
    write(args.format, &view, terminal.screen(), &mut text)?;
    if Watch::stopped() {
        return Ok(watch.interrupted());
    }
    let unsaved = unsaved.filter(|_| readiness.has_rows());
    let audited = (&project, &options, &review.audit);
    save(unsaved, audited, &terminal, false);
    if let Some(told) = &readiness.unrecorded {
        terminal.note(told);
    }
    printed(print(&String::from_utf8_lossy(&text)))?;
    terminal.errors(&readiness.errors);
    Ok(view.exit_code)
}

/// The audit, what comes of it, and the run to be recorded.
fn judged(
    args: &ReadinessArgs,
    project: &Project,
    absent: &[TableIx],
    options: &mut Options,
) -> Result<(Review, Readiness, Option<Unsaved>), Cancelled> {
    // read before the run of today is begun
    let past = past(args, project, options);
    let recorded = if args.no_history {
        Past::LeftOut
    } else {
        Past::Recorded
    };
    let (mut review, unsaved) = review::run(project, options, recorded, None)?;
    let asked = Asked {
        refuse: args.fail_on,
        absent,
        silent: i64::from(args.silent),
    };
    let mut readiness = judge(project, options, &review, past, asked)?;
    let mut notices = review.audit.notices.iter();
    let unrecorded = notices.position(|notice| notice.key == NOT_RECORDED);
    readiness.unrecorded = unrecorded.map(|at| review.audit.notices.remove(at));
    let count = review.audit.notices.len();
    if count > 0 {
        let notice = message!("readiness-notices", count = count);
        readiness.notices.push(notice);
    }
    let mut unsaved = unsaved;
    if let Some(run) = &mut unsaved {
        if readiness.part.rules {
            readiness.notices.push(message!("readiness-chosen"));
        } else if options.inputs.is_empty() {
            run.add_deliveries(readiness.deliveries(project));
        } else {
            readiness.notices.push(message!("readiness-given"));
        }
    }
    Ok((review, readiness, unsaved))
}

/// What earlier runs had; why that is not known.
fn past(
    args: &ReadinessArgs,
    project: &Project,
    options: &Options,
) -> Result<Vec<Delivery>, Message> {
    if args.no_history {
        return Err(message!("readiness-no-history"));
    }
    let path = path_in(project.folder());
    let day = options.as_of.day.div_euclid(DAY);
    deliveries(&path, day).map_err(|trouble| trouble.message(&path))
}

/// As that of `check`; a collection that is not ready ends with 1.
fn exit_code(
    args: &ReadinessArgs,
    project: &Project,
    review: &Review,
    readiness: &Readiness,
    terminal: &Terminal,
) -> u8 {
    let report = Report {
        project,
        review,
        messages: &terminal.messages,
        fail_on: args.fail_on,
        exit_zero: false,
    };
    let verdict = match report.verdict() {
        _ if !readiness.errors.is_empty() => Verdict::NotAudited,
        // a table without rules has rows all the same
        Verdict::NothingChecked if readiness.has_rows() => Verdict::Clean,
        verdict => verdict,
    };
    let verdict = match verdict {
        Verdict::Clean | Verdict::Findings if readiness.is_ready() == Some(true) => Verdict::Clean,
        Verdict::Clean | Verdict::Findings => Verdict::Findings,
        verdict => verdict,
    };
    match verdict {
        Verdict::Findings if args.exit_zero => 0,
        verdict => verdict.exit_code(),
    }
}
