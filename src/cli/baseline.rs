//! `crm-audit baseline`: writes down what is known, and takes out what no longer is.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::output::{Terminal, Watch, written};
use super::outputs::no_folder;
use super::replacing::{alone, replace};
use super::selection::{Selection, SelectionArgs};
use super::{Common, FAILED, Opened, failure, failures, open};
use crate::baseline::Baseline;
use crate::findings::Keep;
use crate::findings::asked::Options;
use crate::findings::outcome::{Audit, Outcome};
use crate::history::Coverages;
use crate::messages::{Message, display_path, message};
use crate::project::Project;
use crate::review::{self, Past, Review};

#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Create(CreateArgs),
    Prune(PruneArgs),
}

#[derive(Debug, Args)]
struct CreateArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Args)]
struct PruneArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(long, value_name = "FILE")]
    baseline: PathBuf,
}

/// Creates or prunes.
pub(crate) fn run(args: &BaselineArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let selection = match &args.action {
        Action::Create(args) => &args.selection,
        Action::Prune(args) => &args.selection,
    };
    let Opened {
        mut project,
        terminal,
    } = match open(selection.project.as_ref(), common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let mut mistakes = Vec::new();
    let known = match &args.action {
        Action::Create(args) if args.output.exists() => {
            let file = display_path(&args.output);
            mistakes.push(message!("baseline-exists", file = file));
            None
        }
        Action::Create(args) => {
            mistakes.extend(no_folder(&args.output, &display_path(&args.output)));
            None
        }
        Action::Prune(args) => Baseline::read(&args.baseline)
            .map_err(|message| mistakes.push(message))
            .ok(),
    };
    let selection = Selection::new(selection, &mut project, &terminal, &mut mistakes);
    let Some(selection) = selection.filter(|_| mistakes.is_empty()) else {
        return Ok(failures(&terminal, &mistakes));
    };
    let watch = Watch::new(&terminal, &project);
    let mut options = selection.options(Keep::All, false, &watch);
    let result = review::run(&project, &mut options, Past::LookedUp, None);
    watch.clear();
    let Ok((review, _)) = result else {
        return Ok(terminal.interrupted());
    };
    let unknown = match args.action {
        // in the first month of a project nobody can recur
        Action::Create(_) => review.earlier.as_ref().err().cloned(),
        Action::Prune(_) => review.unknown(),
    };
    if !everything_judged(unknown.as_ref(), &review.audit, &terminal) {
        return Ok(FAILED);
    }
    match (&args.action, known) {
        (Action::Prune(args), Some(known)) => {
            prune(args, &known, &project, &options, &review.audit, &terminal)
        }
        (Action::Create(args), _) => create(args, &project, &options, &review, &terminal),
        (Action::Prune(_), None) => Ok(FAILED),
    }
}

/// A baseline of half an audit would let the other half fail later, or take out what is still there.
fn everything_judged(unknown: Option<&Message>, audit: &Audit, terminal: &Terminal) -> bool {
    let not_run = |outcome: &Outcome| matches!(outcome, Outcome::NotRun(_));
    let complete = audit.errors.is_empty()
        && !audit.outcomes.iter().flatten().any(not_run)
        && unknown.is_none();
    if !complete {
        terminal.errors(&audit.errors);
        if let Some(unknown) = unknown {
            failure(terminal, unknown);
        }
        terminal.note(&message!("baseline-not-written"));
    }
    complete
}

fn create(
    args: &CreateArgs,
    project: &Project,
    options: &Options,
    review: &Review,
    terminal: &Terminal,
) -> anyhow::Result<u8> {
    if let Some(reason) = review.unknown() {
        terminal.note(&reason);
    }
    let baseline = Baseline::of(project, options, &review.audit);
    if !replace(&args.output, &Watch::stopped, |out| baseline.write(out))? {
        return Ok(terminal.interrupted());
    }
    written(terminal, &args.output);
    terminal.note(&message!("baseline-created", count = baseline.len()));
    Ok(0)
}

fn prune(
    args: &PruneArgs,
    known: &Baseline,
    project: &Project,
    options: &Options,
    audit: &Audit,
    terminal: &Terminal,
) -> anyhow::Result<u8> {
    for (table, (known, found)) in known.missing_files(&Coverages::new(project, audit, options)) {
        terminal.note(&message!(
            "baseline-missing-files",
            table = table,
            known = known,
            found = found,
            file = display_path(&args.baseline)
        ));
    }
    let file = display_path(&args.baseline);
    let alone = alone(project.folder(), &Watch::stopped, || {
        terminal.note(&message!("history-waiting", file = file));
    });
    let Some(_alone) = alone else {
        return Ok(terminal.interrupted());
    };
    // somebody else may have taken out theirs in the meantime
    let mut known = match Baseline::read(&args.baseline) {
        Ok(known) => known,
        Err(message) => return Ok(failure(terminal, &message)),
    };
    let stale = known.stale(project, options, audit);
    let before = known.len();
    known.remove(&stale);
    if !stale.is_empty() {
        if !replace(&args.baseline, &Watch::stopped, |out| known.write(out))? {
            return Ok(terminal.interrupted());
        }
        written(terminal, &args.baseline);
    }
    terminal.note(&message!(
        "baseline-pruned",
        count = before - known.len(),
        left = known.len()
    ));
    Ok(0)
}
