//! `crm-audit template`: what is asked of whoever fills in tables, as a workbook to send out or as a list.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{Terminal, Watch, print, printed, written};
use super::outputs::{Reads, holds_something, outputs};
use super::replacing::replace;
use super::selection::{Selection, SelectionArgs, is_project};
use super::{Common, FAILED, Opened, failures, open};
use crate::findings::Keep;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::reports::grid::Screen;
use crate::reports::template::view::View;
use crate::reports::template::{Format, write};
use crate::review::template::Supply;
use crate::rules::unknown_table;
use crate::sources::workbook::{Entered, entered};
use crate::tables::types::TableIx;

#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    #[arg(value_name = "TABLE")]
    tables: Vec<String>,
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    #[arg(long, value_name = "TABLE=FILE")]
    input: Vec<String>,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
}

/// Writes the templates of tables; of all exports where none is named.
pub(crate) fn run(args: &TemplateArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    // a folder stands for the project in it, wherever it stands
    let (folders, names): (Vec<&String>, Vec<&String>) = args
        .tables
        .iter()
        .partition(|name| is_project(name.as_ref()));
    let folder = folders.first().map(PathBuf::from);
    let Opened {
        mut project,
        terminal,
    } = match open(folder.as_ref(), common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let mut mistakes = Vec::new();
    if let Some(other) = folders.get(1) {
        mistakes.push(message!("template-two-projects", folder = other.as_str()));
    }
    let tables = tables(&names, &project, &mut mistakes);
    let selected = SelectionArgs::reading(folder, args.as_of.clone(), args.input.clone());
    let selection = Selection::new(&selected, &mut project, &terminal, &mut mistakes);
    let format = |file: &str| {
        Format::of_file(file).ok_or_else(|| message!("template-format-of", file = file))
    };
    let reads = Reads::of(&project, selection.as_ref());
    let outputs = outputs(&args.output, &reads, format, &mut mistakes);
    let workbooks = outputs.iter().filter(|(_, format)| *format == Format::Xlsx);
    mistakes.extend(workbooks.filter_map(|(path, _)| kept(path)));
    if args.format == Format::Xlsx {
        mistakes.push(message!("output-xlsx-needs-file"));
    }
    let Some(selection) = selection.filter(|_| mistakes.is_empty()) else {
        return Ok(failures(&terminal, &mistakes));
    };
    let watch = Watch::new(&terminal, &project);
    let mut options = selection.options(Keep::All, false, &watch);
    options.selected.clear();
    let Ok(supply) = Supply::read(&project, &options, &tables) else {
        return Ok(watch.interrupted());
    };
    watch.clear();
    let view = View::new(&project, &terminal.messages, &supply, options.as_of.day);
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
    if outputs.is_empty() {
        let mut text = Vec::new();
        write(args.format, &view, terminal.screen(), &mut text)?;
        printed(print(&String::from_utf8_lossy(&text)))?;
    }
    // a list that is missing is missed by whoever fills the template in
    terminal.errors(&supply.errors);
    Ok(if supply.errors.is_empty() { 0 } else { FAILED })
}

/// Why a template must not take the place of a workbook, which may be the only copy of what somebody has entered; none where that is
/// nothing.
fn kept(path: &Path) -> Option<Message> {
    if !holds_something(path) {
        return None;
    }
    let file = path.display().to_string();
    Some(match entered(path) {
        Ok(Entered::Nothing) => return None,
        Ok(Entered::Something(sheet, row)) => {
            message!("template-filled", file = file, sheet = sheet, row = row)
        }
        Ok(Entered::Foreign) => message!("template-foreign", file = file),
        Err(reason) => message!("template-unknown", file = file, reason = reason),
    })
}

/// The tables that are named, each once; all exports where none is.
fn tables(names: &[&String], project: &Project, mistakes: &mut Vec<Message>) -> Vec<TableIx> {
    let exports = project.exports();
    if names.is_empty() {
        return (0..exports.len()).collect();
    }
    let mut tables = Vec::new();
    for name in names {
        match exports.iter().position(|table| table.name == **name) {
            Some(table) if !tables.contains(&table) => tables.push(table),
            Some(_) => {}
            None => {
                let (message, hint) = unknown_table(exports, name);
                mistakes.push(message.hinted(hint));
            }
        }
    }
    tables
}
