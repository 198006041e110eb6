//! `crm-audit history`: what the recorded runs of a project found, and what became of it.

mod json;
mod text;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::output::{Terminal, Watch, say, written};
use super::outputs::{Reads, outputs};
use super::replacing::replace;
use super::rules::ListFormat;
use super::{Common, FAILED, Opened, failure, open};
use crate::history::{RunRow, Session, Store, Trouble, diff, export, forget, path_in, show, trend};
use crate::messages::{Message, display_path, message};
use crate::project::Project;
use crate::reports::disarmed::disarmed;
use crate::reports::escaped::Escaped;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct HistoryArgs {
    #[command(subcommand)]
    action: Option<Action>,
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    Show(ShowArgs),
    Diff(DiffArgs),
    Export(ExportArgs),
    Forget(ForgetArgs),
}

#[derive(Debug, Args)]
struct ShowArgs {
    #[arg(value_name = "RUN")]
    run: String,
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
}

#[derive(Debug, Args)]
struct DiffArgs {
    #[arg(value_name = "FIRST")]
    first: String,
    #[arg(value_name = "SECOND")]
    second: String,
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
}

#[derive(Debug, Args)]
struct ExportArgs {
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "csv")]
    format: ExportFormat,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ForgetArgs {
    #[arg(value_name = "RUN")]
    run: String,
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    #[arg(long)]
    dry_run: bool,
}

/// How findings are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    Csv,
    Json,
}

impl ExportFormat {
    /// The format that a file name asks for.
    fn of_file(name: &str) -> Result<ExportFormat, Message> {
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(ExportFormat::Csv),
            Some("json") => Ok(ExportFormat::Json),
            _ => Err(message!("history-export-format", file = name)),
        }
    }
}

/// What a command about a history works on.
struct View<'a> {
    project: &'a Project,
    terminal: &'a Terminal,
    session: &'a Session<'a>,
    runs: &'a [RunRow],
}

/// Lists, shows, compares or exports.
pub(crate) fn run(args: &HistoryArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let project = match &args.action {
        None => &args.project,
        Some(Action::Show(show)) => &show.project,
        Some(Action::Diff(diff)) => &diff.project,
        Some(Action::Export(export)) => &export.project,
        Some(Action::Forget(forget)) => &forget.project,
    };
    let Opened { project, terminal } = match open(project.as_ref(), common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let path = path_in(project.folder());
    if !path.exists() {
        let none = message!("history-none", file = display_path(&path));
        return Ok(failure(&terminal, &none));
    }
    let told = || -> anyhow::Result<u8> {
        if let Some(Action::Forget(args)) = &args.action {
            return forget_run(args, &path, &terminal);
        }
        let mut store = Store::open_to_look(&path)?;
        let session = store.look()?;
        let runs = session.runs()?;
        if runs.is_empty() {
            let empty = message!("history-empty", file = display_path(&path));
            return Ok(failure(&terminal, &empty));
        }
        let view = View {
            project: &project,
            terminal: &terminal,
            session: &session,
            runs: &runs,
        };
        match &args.action {
            None => view.list(args.format),
            Some(Action::Show(args)) => view.show(args),
            Some(Action::Diff(args)) => view.diff(args),
            Some(Action::Export(args)) => view.export(args),
            // it changes what the others look at
            Some(Action::Forget(_)) => Ok(FAILED),
        }
    };
    match told() {
        Err(error) => match error.downcast_ref::<Trouble>() {
            Some(trouble) => Ok(failure(&terminal, &trouble.message(&path))),
            None => Err(error),
        },
        code => code,
    }
}

/// Takes a run out of the history; what changes with it is told before it does, and then that it did.
fn forget_run(args: &ForgetArgs, path: &Path, terminal: &Terminal) -> anyhow::Result<u8> {
    let mut store = Store::open(path)?.overwriting()?;
    let waiting = || terminal.note(&message!("history-waiting", file = display_path(path)));
    let session = store.begin(&waiting)?;
    let runs = session.runs()?;
    let Some(run) = place_of(&args.run, &runs, terminal) else {
        return Ok(FAILED);
    };
    let forgotten = forget(&session, &runs, run)?;
    let as_of = runs[run].as_of.clone();
    text::forgotten(terminal, run, &runs[run], &forgotten);
    if args.dry_run {
        terminal.note(&message!("history-forget-dry", as_of = as_of));
        return Ok(0);
    }
    session.commit()?;
    terminal.note(&message!("history-forgotten", as_of = as_of));
    Ok(0)
}

/// The index of a run that is named by its number or its as-of date; that there is none is told.
fn place_of(written: &str, runs: &[RunRow], terminal: &Terminal) -> Option<usize> {
    let found = run_called(written, runs);
    found.map_err(|mistake| failure(terminal, &mistake)).ok()
}

/// The same, or which runs there are.
pub(super) fn run_called(written: &str, runs: &[RunRow]) -> Result<usize, Message> {
    let number: Option<usize> = written.parse().ok();
    let found = match number {
        Some(number) => number.checked_sub(1).filter(|at| *at < runs.len()),
        None => runs
            .iter()
            .position(|run| run.day == written || run.as_of == written),
    };
    found.ok_or_else(|| {
        let days = runs.iter().map(|run| run.day.clone());
        let newest: Vec<String> = days.rev().take(12).collect();
        message!("history-no-run", run = written, runs = newest)
    })
}

impl View<'_> {
    fn list(&self, format: ListFormat) -> anyhow::Result<u8> {
        let trend = trend(self.session)?;
        say(&match format {
            ListFormat::Table => text::trend(self.project, self.terminal, &trend),
            ListFormat::Json => json::trend(&trend)?,
        })?;
        Ok(0)
    }

    fn show(&self, args: &ShowArgs) -> anyhow::Result<u8> {
        let Some(run) = self.run(&args.run) else {
            return Ok(FAILED);
        };
        match args.format {
            ListFormat::Json => {
                let mut entries = Vec::new();
                let shown = show(self.session, self.runs, run, |entry| {
                    entries.push(serde_json::to_value(entry)?);
                    Ok(())
                })?;
                say(&json::run(&self.runs[run], run, &shown, &entries)?)?;
            }
            ListFormat::Table => {
                let mut listed = text::Listed::new(args.limit);
                let shown = show(self.session, self.runs, run, |entry| {
                    listed.add(&entry);
                    Ok(())
                })?;
                let text = text::run(
                    self.project,
                    self.terminal,
                    &self.runs[run],
                    &shown,
                    &listed,
                );
                say(&text)?;
            }
        }
        Ok(0)
    }

    fn diff(&self, args: &DiffArgs) -> anyhow::Result<u8> {
        let (Some(first), Some(second)) = (self.run(&args.first), self.run(&args.second)) else {
            return Ok(FAILED);
        };
        // what became of a finding is known forwards only
        let (first, second) = (first.min(second), first.max(second));
        let (rules, only_one) = diff(self.session, self.runs, first, second)?;
        let (first, second) = (&self.runs[first], &self.runs[second]);
        say(&match args.format {
            ListFormat::Json => json::diff(first, second, &rules, &only_one)?,
            ListFormat::Table => {
                let title = message!(
                    "history-diff-title",
                    first = first.as_of.as_str(),
                    second = second.as_of.as_str()
                );
                text::diff(
                    self.project,
                    self.terminal,
                    &title,
                    &rules,
                    &only_one,
                    args.limit,
                )
            }
        })?;
        Ok(0)
    }

    fn export(&self, args: &ExportArgs) -> anyhow::Result<u8> {
        let Some(path) = &args.output else {
            let mut out = BufWriter::new(std::io::stdout());
            self.write(args.format, &mut out)?;
            out.flush()?;
            return Ok(0);
        };
        let mut mistakes = Vec::new();
        let (asked, reads) = (std::slice::from_ref(path), Reads::of(self.project, None));
        let outputs = outputs(asked, &reads, ExportFormat::of_file, &mut mistakes);
        for mistake in &mistakes {
            failure(self.terminal, mistake);
        }
        let Some((_, format)) = outputs.into_iter().next().filter(|_| mistakes.is_empty()) else {
            return Ok(FAILED);
        };
        let watch = Watch::new(self.terminal, self.project);
        let mut trouble = None;
        let complete = replace(path, &Watch::stopped, |out| {
            self.write(format, out).map_err(|error| {
                let told = std::io::Error::other(error.to_string());
                trouble = Some(error);
                told
            })
        });
        watch.clear();
        if let Some(error) = trouble {
            return Err(error);
        }
        if !complete? {
            return Ok(self.terminal.interrupted());
        }
        written(self.terminal, path);
        Ok(0)
    }

    /// All findings of all runs, one at a time.
    fn write(&self, format: ExportFormat, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
        match format {
            ExportFormat::Json => {
                let mut separator = "[\n";
                export(self.session, |entry| {
                    write!(out, "{separator}")?;
                    serde_json::to_writer(Escaped(&mut *out), &entry)?;
                    separator = ",\n";
                    Ok(())
                })?;
                if separator == "[\n" {
                    write!(out, "[")?;
                }
                writeln!(out, "\n]")?;
            }
            ExportFormat::Csv => {
                out.write_all("\u{feff}".as_bytes())?;
                let mut csv = ::csv::WriterBuilder::new()
                    .terminator(::csv::Terminator::CRLF)
                    .from_writer(out);
                csv.write_record([
                    "as_of",
                    "rule",
                    "severity",
                    "table",
                    "column",
                    "key",
                    "identity",
                    "state",
                    "first_seen",
                    "times_seen",
                ])?;
                export(self.session, |entry| {
                    let column = entry.column.as_deref().unwrap_or_default();
                    let times = entry.times_seen.to_string();
                    let cells = [
                        entry.as_of,
                        entry.rule,
                        entry.severity,
                        entry.table,
                        column,
                        &entry.key,
                        &entry.identity,
                        entry.state,
                        entry.first_seen,
                        &times,
                    ];
                    csv.write_record(cells.map(disarmed).iter().map(|cell| cell.as_bytes()))?;
                    Ok(())
                })?;
                csv.flush()?;
            }
        }
        Ok(())
    }

    fn run(&self, written: &str) -> Option<usize> {
        place_of(written, self.runs, self.terminal)
    }
}
