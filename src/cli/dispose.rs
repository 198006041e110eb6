//! `crm-audit dispose`: writes down what was decided about findings, and lists what is still open.

mod add;
mod advice;
mod covered;
mod dated;
mod from;
mod list;
mod minutes;
mod people;
mod sheet;
mod wish;
mod written;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::output::{Terminal, Watch};
use super::replacing::{Alone, alone};
use super::selection::{Selection, SelectionArgs};
use super::{Common, FAILED, Opened, failures, open};
use crate::dispositions::FILE_NAME;
use crate::findings::Keep;
use crate::findings::asked::Options;
use crate::messages::{display_path, message};
use crate::project::Project;
use crate::reports::minutes::are_as_written;
use crate::review::{self, Past, Review};
use crate::sources::written;

use self::add::AddArgs;
use self::list::ListArgs;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct DisposeArgs {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    add: Option<AddArgs>,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(ListArgs),
    Import(ImportArgs),
}

/// The file with the decisions, and what it does not say of them.
#[derive(Debug, Args)]
struct ImportArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(long, value_name = "NAME")]
    decided_by: Option<String>,
    #[arg(long, value_name = "DATE")]
    decided_on: Option<String>,
}

/// Whether people have written into a report or into minutes of ours.
pub(super) fn is_filled_in(path: &Path) -> bool {
    if minutes::is_named(path) {
        return written(path).is_ok_and(|text| !are_as_written(&text));
    }
    sheet::read(path).is_ok_and(|filled| !filled.rows.is_empty())
}

/// Adds an entry or lists those that are open.
pub(crate) fn run(args: &DisposeArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    match (&args.action, &args.add) {
        (Some(Action::List(list)), _) => match Ready::new(&list.selection, common, terminal) {
            Ok(ready) => match list.run_recorded(&ready)? {
                Some(code) => Ok(code),
                None => ready.audited(|audited| list.run(audited)),
            },
            Err(code) => Ok(code),
        },
        (Some(Action::Import(import)), _) => from::run(import, common, terminal),
        (None, Some(add)) => {
            if let Some(import) = add.import(&args.selection) {
                return from::run(&import, common, terminal);
            }
            match Ready::new(&args.selection, common, terminal) {
                Ok(ready) => add.run(&ready),
                Err(code) => Ok(code),
            }
        }
        // clap demands the arguments of an entry
        (None, None) => Ok(FAILED),
    }
}

/// A project that can be audited.
struct Ready {
    project: Project,
    selection: Selection,
    terminal: Terminal,
}

/// A project and its audit, which no history remembers.
struct Audited<'a> {
    project: &'a Project,
    options: &'a Options<'a>,
    review: &'a Review,
    terminal: &'a Terminal,
}

impl Audited<'_> {
    /// Tells what could not be audited; the exit code where that is anything, since nothing is decided on the rest.
    fn incomplete(&self) -> Option<u8> {
        let errors = &self.review.audit.errors;
        self.terminal.errors(errors);
        (!errors.is_empty()).then(|| {
            let told = message!("dispose-not-audited", file = FILE_NAME);
            self.terminal.note(&told);
            FAILED
        })
    }

    /// Waits until nobody else writes decisions; none where the user stopped it.
    fn alone(&self) -> Option<Alone> {
        let file = display_path(&self.project.ledger_path());
        alone(self.project.folder(), &Watch::stopped, || {
            let waiting = message!("history-waiting", file = file);
            self.terminal.note(&waiting);
        })
    }
}

impl Ready {
    fn new(args: &SelectionArgs, common: &Common, terminal: Terminal) -> Result<Ready, u8> {
        Ready::of(open(args.project.as_ref(), common, terminal)?, args)
    }

    /// The same for a project that is open.
    fn of(opened: Opened, args: &SelectionArgs) -> Result<Ready, u8> {
        let Opened {
            mut project,
            terminal,
        } = opened;
        let mut mistakes = Vec::new();
        let Some(selection) = Selection::new(args, &mut project, &terminal, &mut mistakes) else {
            return Err(failures(&terminal, &mistakes));
        };
        Ok(Ready {
            project,
            selection,
            terminal,
        })
    }

    fn audited(&self, act: impl FnOnce(&Audited) -> anyhow::Result<u8>) -> anyhow::Result<u8> {
        let watch = Watch::new(&self.terminal, &self.project);
        let mut options = self.selection.options(Keep::All, false, &watch);
        let result = review::run(&self.project, &mut options, Past::LookedUp, None);
        watch.clear();
        let Ok((review, _)) = result else {
            return Ok(self.terminal.interrupted());
        };
        if let Some(reason) = review.unknown() {
            self.terminal.note(&reason);
        }
        act(&Audited {
            project: &self.project,
            options: &options,
            review: &review,
            terminal: &self.terminal,
        })
    }
}
