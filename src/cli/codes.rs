//! `crm-audit codes`: what a coding scheme is like, before there are codes and with them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::output::{Terminal, Watch, print, printed, written};
use super::outputs::Reads;
use super::replacing::replace;
use super::selection::{Selection, SelectionArgs, named_or_folder};
use super::{Common, FAILED, Opened, failure, failures, open};
use crate::findings::Keep;
use crate::messages::{Message, display_path, message};
use crate::mistakes::did_you_mean;
use crate::project::Project;
use crate::reports::codes::view::{Asked, View};
use crate::reports::codes::{Format, write};
use crate::reports::grid::Screen;
use crate::reports::terminal::clean;
use crate::review::codes::{Material, carriers};

#[derive(Debug, Args)]
pub(crate) struct CodesArgs {
    #[arg(value_name = "SCHEME")]
    name: Option<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    #[arg(
        id = "teach",
        long = "examples",
        value_name = "COUNT",
        conflicts_with = "recode",
        value_parser = count
    )]
    examples: Option<usize>,
    #[arg(long)]
    recode: bool,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "COUNT", default_value = "10", value_parser = count)]
    limit: usize,
}

/// One or more: of none there is nothing to show.
fn count(written: &str) -> Result<usize, String> {
    let count = written.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(String::new)
}

/// Judges a scheme, or lists which there are.
pub(crate) fn run(args: &CodesArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let (name, selected) = named_or_folder(args.name.as_deref(), &args.selection);
    let Opened {
        mut project,
        terminal,
    } = match open(selected.project.as_ref(), common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let scheme = match (name.as_deref(), project.schemes.all.as_slice()) {
        (_, []) => return Ok(failure(&terminal, &message!("codes-no-scheme"))),
        (None, [_]) => 0,
        (None, _) => {
            list(&project, &terminal)?;
            return Ok(0);
        }
        (Some(name), _) => match find(name, &project) {
            Ok(ix) => ix,
            Err(message) => return Ok(failure(&terminal, &message)),
        },
    };
    let mut mistakes = Vec::new();
    let selection = Selection::new(&selected, &mut project, &terminal, &mut mistakes);
    let outputs = outputs(args, &project, selection.as_ref(), &mut mistakes);
    let Some(selection) = selection.filter(|_| mistakes.is_empty()) else {
        return Ok(failures(&terminal, &mistakes));
    };
    let watch = Watch::new(&terminal, &project);
    let mut options = selection.options(Keep::All, false, &watch);
    options.selected.clear();
    let scheme = &project.schemes.all[scheme];
    let Ok(material) = Material::read(&project, &options, scheme) else {
        return Ok(watch.interrupted());
    };
    watch.clear();
    if let Some(field) = material.secret(&project).filter(|_| args.recode) {
        let message = message!("recode-secret", column = field.label.clone());
        return Ok(failure(&terminal, &message));
    }
    let asked = match (args.examples, args.recode) {
        (Some(count), _) => Asked::Examples(count),
        (None, true) => Asked::Recode,
        (None, false) => Asked::Scheme,
    };
    let view = View::new(
        &project,
        &terminal.messages,
        scheme,
        &material,
        asked,
        args.limit,
    );
    for (path, format) in &outputs {
        watch.writes(path);
        if !replace(path, &Watch::stopped, |out| {
            write(*format, &view, Screen::FILE, out)
        })? {
            return Ok(watch.interrupted());
        }
        watch.clear();
        written(&terminal, path);
        if let Some(code) = view.threatened().filter(|_| *format == Format::Csv) {
            let file = display_path(path);
            terminal.note(&message!("codes-threatened", file = file, code = code));
        }
    }
    let mut text = Vec::new();
    write(args.format, &view, terminal.screen(), &mut text)?;
    printed(print(&String::from_utf8_lossy(&text)))?;
    terminal.errors(&material.errors);
    Ok(if material.errors.is_empty() {
        0
    } else {
        FAILED
    })
}

fn find(name: &str, project: &Project) -> Result<usize, Message> {
    let names = || {
        project
            .schemes
            .all
            .iter()
            .map(|scheme| scheme.name.as_str())
    };
    names().position(|one| one == name).ok_or_else(|| {
        let all = message!(
            "hint-one-of",
            names = names().map(str::to_owned).collect::<Vec<_>>()
        );
        let hint = did_you_mean(name, names()).unwrap_or(all);
        message!("problem-unknown-coding", name = name).hinted(Some(hint))
    })
}

/// Which schemes there are.
fn list(project: &Project, terminal: &Terminal) -> anyhow::Result<()> {
    let columns = [
        terminal.column("codes-heading-scheme"),
        terminal.column("column-label").flowing(20),
        terminal.column("codes-heading-columns").flowing(20),
    ];
    let mut grid = terminal.grid(columns);
    let lang = terminal.messages.lang;
    for scheme in &project.schemes.all {
        let columns: BTreeSet<String> = carriers(project, scheme)
            .into_iter()
            .map(|(table, field)| named(project, table, field))
            .collect();
        let columns: Vec<String> = columns.into_iter().collect();
        grid.row([
            scheme.name.clone(),
            clean(scheme.label.in_lang(lang)),
            columns.join(", "),
        ]);
    }
    printed(print(&terminal.drawn(grid)))
}

fn named(project: &Project, table: usize, field: usize) -> String {
    let table = &project.tables[table];
    format!("{}.{}", table.name, table.fields[field].name)
}

fn outputs(
    args: &CodesArgs,
    project: &Project,
    selection: Option<&Selection>,
    mistakes: &mut Vec<Message>,
) -> Vec<(PathBuf, Format)> {
    let format =
        |file: &str| Format::of_file(file).ok_or_else(|| message!("codes-format", file = file));
    let reads = Reads::of(project, selection);
    if args.format == Format::Xlsx {
        mistakes.push(message!("output-xlsx-needs-file"));
    }
    super::outputs::outputs(&args.output, &reads, format, mistakes)
}
