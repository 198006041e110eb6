//! The command line: parses, runs one command, maps the result to an exit code. Only this layer talks to the terminal.

mod baseline;
mod check;
mod codes;
mod completions;
mod dispose;
mod explain;
mod help;
mod history;
mod init;
mod man;
mod marking;
mod output;
mod outputs;
mod process;
mod profile;
mod readiness;
mod refused;
mod replacing;
mod report;
mod rules;
mod schema;
mod selection;
mod simulate;
mod template;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::error::ErrorKind;
use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::findings::told::unless_lost;
use crate::messages::{Lang, Message, Messages, display_path, message, of_system};
use crate::project::{Loaded, Mistakes, Project, load, nearest_project};
use crate::sources::workbook::silence_readers;

use self::help::localized;
use self::output::Terminal;
use self::refused::refusal;

/// The run could not do what it was asked; the reason has been told.
pub(crate) const FAILED: u8 = 2;
/// Stopped by Ctrl-C, as shells number it.
pub(crate) const INTERRUPTED: u8 = 130;

/// The language of the project, once it is loaded: what stops the run afterwards is told in it as well.
static SPOKEN: OnceLock<Lang> = OnceLock::new();

#[derive(Debug, Parser)]
#[command(name = "crm-audit", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_name = "LANG", ignore_case = true)]
    lang: Option<Lang>,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: When,
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::CheckArgs),
    Report(Box<report::ReportArgs>),
    Profile(profile::ProfileArgs),
    Process(Box<process::ProcessArgs>),
    Codes(Box<codes::CodesArgs>),
    Readiness(Box<readiness::ReadinessArgs>),
    Simulate(Box<simulate::SimulateArgs>),
    Template(template::TemplateArgs),
    History(history::HistoryArgs),
    Baseline(baseline::BaselineArgs),
    Dispose(Box<dispose::DisposeArgs>),
    Rules(rules::RulesArgs),
    Explain(explain::ExplainArgs),
    Init(init::InitArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    #[command(hide = true)]
    Man(man::ManArgs),
}

/// Runs the program with its arguments; returns the exit code.
///
/// 0: clean, or nothing at or above `--fail-on`; 1: findings; 2: could not audit; 3: nothing was checked. A closed pipe changes none of them.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = lang_of(&arguments);
    let messages = Messages::new(lang);
    let cli = match localized(&messages)
        .try_get_matches_from(&arguments)
        .and_then(|m| Cli::from_arg_matches(&m))
    {
        Ok(cli) => cli,
        Err(error) => {
            let own = given_lang(&arguments).is_none();
            let lang = own.then(|| lang_of_project(&arguments)).flatten();
            return parsed_otherwise(&error, lang.map_or(messages, Messages::new));
        }
    };
    silence_readers();
    let terminal = Terminal::new(cli.common.color, messages);
    let result = unless_lost(|| match &cli.command {
        Command::Check(args) => check::run(args, &cli.common, terminal),
        Command::Report(args) => report::run(args, &cli.common, terminal),
        Command::Profile(args) => profile::run(args, &terminal),
        Command::Process(args) => process::run(args, &cli.common, terminal),
        Command::Codes(args) => codes::run(args, &cli.common, terminal),
        Command::Readiness(args) => readiness::run(args, &cli.common, terminal),
        Command::Simulate(args) => simulate::run(args, &cli.common, terminal),
        Command::Template(args) => template::run(args, &cli.common, terminal),
        Command::History(args) => history::run(args, &cli.common, terminal),
        Command::Baseline(args) => baseline::run(args, &cli.common, terminal),
        Command::Dispose(args) => dispose::run(args, &cli.common, terminal),
        Command::Rules(args) => rules::run(args, &cli.common, terminal),
        Command::Explain(args) => explain::run(args, &cli.common, terminal),
        Command::Init(args) => init::run(args, &terminal),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args, &terminal),
        Command::Man(args) => man::run(args, &terminal),
    });
    let spoken = || {
        let lang = SPOKEN.get().copied().unwrap_or(lang);
        Terminal::new(cli.common.color, Messages::new(lang))
    };
    match result {
        Ok(Ok(code)) => code,
        Err(error) => {
            let lost = message!("findings-lost", error = of_system(&error));
            failure(&spoken(), &lost)
        }
        Ok(Err(error)) => {
            if closed_pipe(&error) {
                return 0;
            }
            let terminal = spoken();
            if let Some(message) = replacing::trouble(&error) {
                return failure(&terminal, &message);
            }
            terminal.error(&format!("{error:#}"));
            FAILED
        }
    }
}

/// Help that was asked for, or what is wrong with the arguments.
fn parsed_otherwise(error: &clap::Error, messages: Messages) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // help that goes into a closed pipe is no failure
            let _ = error.print();
            0
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            FAILED
        }
        _ => {
            let refusal = refusal(error, &messages);
            Terminal::new(When::Auto, messages).error(&refusal);
            FAILED
        }
    }
}

/// `--lang` before anything else is parsed, so that the help and the mistakes in the arguments can speak it; then the locale.
fn lang_of(arguments: &[OsString]) -> Lang {
    let from_locale = || Lang::from_locale(&sys_locale::get_locale().unwrap_or_default());
    given_lang(arguments).unwrap_or_else(from_locale)
}

/// The language of the project that arguments mean which are wrong: in a folder that is one of them, or the nearest one from here.
fn lang_of_project(arguments: &[OsString]) -> Option<Lang> {
    let folders = arguments.iter().skip(1).map(Path::new);
    let mut named = folders.filter(|folder| folder.join("crm-audit.toml").is_file());
    let folder = named.next().map_or_else(nearest_project, Path::to_path_buf);
    load(&folder).lang
}

fn given_lang(arguments: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).collect();
    let given = texts
        .iter()
        .enumerate()
        .find_map(|(i, text)| match text.strip_prefix("--lang") {
            Some("") => texts.get(i + 1).copied(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        });
    given.and_then(|tag| Lang::from_str(tag, true).ok())
}

/// A project in its language: `--lang`, then `[project] lang`, then the locale.
struct Opened {
    project: Project,
    terminal: Terminal,
}

/// Loads the project, or tells its mistakes. Without a path it is the nearest one from here upwards.
fn open(path: Option<&PathBuf>, common: &Common, mut terminal: Terminal) -> Result<Opened, u8> {
    let folder = path.cloned().unwrap_or_else(nearest_project);
    let Loaded {
        files,
        lang,
        result,
    } = load(&folder);
    if let (None, Some(lang)) = (common.lang, lang) {
        terminal.speak(lang);
        let _ = SPOKEN.set(lang);
    }
    if path.is_none() && folder != Path::new(".") {
        terminal.note(&message!("found-above", folder = display_path(&folder)));
    }
    match result {
        Ok(project) => Ok(Opened { project, terminal }),
        Err(problems) => {
            let count = problems.len();
            let placed = problems.iter().any(|p| p.place.is_some());
            tell(&terminal, &Mistakes { files, problems });
            if placed {
                terminal.note(&message!("problem-count", count = count));
            }
            Err(FAILED)
        }
    }
}

/// Tells mistakes in the TOML, each with its place.
fn tell(terminal: &Terminal, Mistakes { files, problems }: &Mistakes) {
    for problem in problems {
        let text = problem.render(
            files,
            &terminal.messages,
            terminal.colour_err,
            output::width_err(),
        );
        output::block(&format!("{text}\n"));
    }
}

/// A message of ours as an error of the run.
fn failure(terminal: &Terminal, message: &Message) -> u8 {
    terminal.error(&terminal.messages.text(message));
    FAILED
}

/// All mistakes in the arguments of a command, each as an error of the run.
fn failures(terminal: &Terminal, mistakes: &[Message]) -> u8 {
    terminal.errors(mistakes);
    FAILED
}

fn closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Whether a stream gets colours.
fn coloured(when: When, stream: &impl IsTerminal) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            stream.is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                && std::env::var_os("TERM").is_none_or(|v| v != "dumb")
        }
    }
}
