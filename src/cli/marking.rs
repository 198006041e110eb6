//! `check --mark`: which files are marked, and where what comes of it is written.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::output::{Terminal, Watch};
use super::outputs::{Reads, holds_something, outputs};
use super::replacing::replace;
use super::selection::Selection;
use crate::messages::{Message, display_path, message, some};
use crate::project::Project;
use crate::reports::Report;
use crate::reports::mark::{self, Marks};
use crate::sources::workbook::{Written, written};
use crate::sources::{Version, find, regular, version};
use crate::tables::types::TableIx;

/// Files that a sentence names.
const SHOWN: usize = 8;
/// The endings of workbooks that stay what they are; those of the second row may hold macros.
const KEPT: [&str; 4] = ["xlsx", "xltx", "xlsm", "xltm"];

/// A file to mark.
pub(super) struct Target {
    from: PathBuf,
    to: PathBuf,
    /// Whether its name says that it holds macros.
    macros: bool,
    /// What it was before it was read.
    version: Option<Version>,
    /// Whether it is one of those of a folder, of which only what has faults is sent back.
    is_of_folder: bool,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marked {
    Written,
    /// It has no faults, and was not asked for by its name.
    Clean,
    /// It cannot be marked, which was told.
    Failed,
}

/// The files that `--mark` means: those that are given, or all of the project. One for a file, any number for a folder.
pub(super) fn targets(
    mark: &Path,
    project: &Project,
    selection: &Selection,
    reads: &Reads,
    mistakes: &mut Vec<Message>,
) -> Vec<Target> {
    let files = files(project, selection);
    let shown = display_path(mark);
    let is_folder = mark.is_dir() || shown.ends_with(['/', '\\']);
    if files.is_empty() {
        mistakes.push(message!("mark-nothing", mark = shown));
        return Vec::new();
    }
    if files.len() > 1 && !is_folder {
        let files = names(files.iter());
        mistakes.push(message!("mark-which", mark = shown, files = files));
        return Vec::new();
    }
    let to = |from: &Path| {
        let name = PathBuf::from(from.file_name().unwrap_or_default());
        let name = name.with_extension(ending(from));
        if is_folder {
            mark.join(name)
        } else {
            mark.to_owned()
        }
    };
    let places: Vec<PathBuf> = files.iter().map(|file| to(file)).collect();
    let known = outputs(&places, reads, |_| Ok(()), mistakes);
    for (from, (to, ())) in files.iter().zip(&known) {
        if ending_of(to) != ending(from) {
            mistakes.push(message!(
                "mark-ending",
                mark = display_path(to),
                file = display_path(from),
                ending = format!(".{}", ending(from))
            ));
        }
    }
    // of a folder only what is written is looked at, later
    if mistakes.is_empty() && !is_folder {
        mistakes.extend(places.iter().filter_map(|to| kept(to)));
    }
    let target = |(from, to): (PathBuf, PathBuf)| Target {
        macros: ending(&from).ends_with('m'),
        version: version(&from),
        from,
        to,
        is_of_folder: is_folder,
    };
    files.into_iter().zip(places).map(target).collect()
}

/// The files that may be marked, each once.
fn files(project: &Project, selection: &Selection) -> Vec<PathBuf> {
    let given = selection.inputs.values().flatten().cloned();
    let mut inputs: Vec<_> = given.collect();
    if inputs.is_empty() {
        let read = project.exports().iter().enumerate();
        let read = read.filter(|(ix, _)| is_asked(*ix, project, selection));
        let found = read.filter_map(|(_, table)| {
            let patterns = table.patterns(selection.as_of.day);
            find::inputs(&table.folder, &patterns).ok()
        });
        inputs = found.flat_map(|found| found.inputs).collect();
    }
    let mut files: Vec<PathBuf> = Vec::new();
    for input in inputs {
        if !files.iter().any(|file| find::same_file(file, &input.path)) {
            files.push(input.path);
        }
    }
    files
}

/// Whether rules of a table are judged, if it has any.
fn is_asked(table: TableIx, project: &Project, selection: &Selection) -> bool {
    let rules = project.rules.iter().enumerate();
    let mut rules = rules.filter(|(_, rule)| rule.table == table && rule.enabled);
    let has_none = rules.clone().next().is_none();
    has_none || rules.any(|(ix, _)| selection.rules.contains(&ix))
}

/// Why a marked workbook must not take the place of a file, which may be the only copy of what somebody has corrected or entered; none
/// where it is a marked workbook that nobody has saved since.
fn kept(path: &Path) -> Option<Message> {
    if !holds_something(path) {
        return None;
    }
    let file = display_path(path);
    match written(path) {
        Ok(Written::ByUs) => None,
        Ok(Written::ChangedSince) => Some(message!("mark-changed-since", file = file)),
        // what cannot be read is none of ours either
        Ok(Written::Foreign) | Err(_) => Some(message!("mark-foreign", file = file)),
    }
}

fn ending_of(path: &Path) -> String {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.unwrap_or_default().to_lowercase()
}

/// The ending that the marked file of another has.
fn ending(from: &Path) -> &'static str {
    let ending = ending_of(from);
    let kept = KEPT.into_iter().find(|kept| *kept == ending);
    kept.unwrap_or("xlsx")
}

/// Writes the files that are marked; whether none of them failed. None where the user stopped it.
pub(super) fn write_all(
    targets: &[Target],
    report: &Report,
    only_bad: bool,
    watch: &Watch,
    (terminal, quiet): (&Terminal, bool),
) -> anyhow::Result<Option<bool>> {
    let (mut all_marked, mut clean) = (true, Vec::new());
    for target in targets {
        match target.write(report, only_bad, watch, (terminal, quiet))? {
            Some(Marked::Written) => {}
            Some(Marked::Clean) => clean.push(target),
            Some(Marked::Failed) => all_marked = false,
            None => return Ok(None),
        }
    }
    if !quiet {
        tell_clean(&clean, terminal);
    }
    Ok(Some(all_marked))
}

/// Tells which files have no faults, and of which of them a marked copy of an earlier day is left.
fn tell_clean(clean: &[&Target], terminal: &Terminal) {
    if !clean.is_empty() {
        let files = names(clean.iter().map(|of| &of.from));
        terminal.note(&message!("mark-clean", files = files));
    }
    let left: Vec<&PathBuf> = clean
        .iter()
        .map(|of| &of.to)
        .filter(|to| to.exists())
        .collect();
    if !left.is_empty() {
        let files = names(left.into_iter());
        terminal.note(&message!("mark-left", files = files));
    }
}

/// The files as a sentence names them.
fn names<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> Vec<String> {
    let names: Vec<String> = paths.map(|path| display_path(path)).collect();
    some(names.iter().map(String::as_str), SHOWN)
}

impl Target {
    /// Whether a report is written to the same place.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        find::same_file(&self.to, path)
    }

    /// Writes the file. None where the user stopped it.
    fn write(
        &self,
        report: &Report,
        only_bad: bool,
        watch: &Watch,
        (terminal, quiet): (&Terminal, bool),
    ) -> anyhow::Result<Option<Marked>> {
        let from = display_path(&self.from);
        let unmarked = |reason: Message| {
            let file = from.as_str();
            let told = message!("mark-failed", file = file, reason = reason);
            terminal.error(&terminal.messages.text(&told));
            Ok(Some(Marked::Failed))
        };
        if let Err(reason) = mark::is_read(report, &self.from) {
            return unmarked(reason);
        }
        let file = match regular(&self.from) {
            Ok(file) if version(&self.from) == self.version => file,
            Ok(_) => return unmarked(message!("source-changed")),
            Err(reason) => return unmarked(reason),
        };
        let marks = Marks::new(report, &self.from).with_context(|| from.clone())?;
        if self.is_of_folder && marks.are_none() {
            return Ok(Some(Marked::Clean));
        }
        if let Some(reason) = kept(&self.to) {
            return unmarked(reason);
        }
        watch.writes(&self.to);
        let mut told = None;
        let written = replace(&self.to, &Watch::stopped, |out| {
            let from = (self.from.as_path(), &file);
            told = Some(mark::write(
                report,
                &marks,
                from,
                only_bad,
                self.macros,
                out,
            )?);
            Ok(())
        })?;
        watch.clear();
        if !written {
            return Ok(None);
        }
        if let Some(told) = told.filter(|_| !quiet) {
            for note in self.notes(&told) {
                terminal.note(&note);
            }
        }
        Ok(Some(Marked::Written))
    }

    /// What there is to say of it.
    fn notes(&self, told: &mark::Told) -> Vec<Message> {
        let file = display_path(&self.to);
        let file = file.as_str();
        let mut notes = vec![message!(
            "mark-written",
            file = file,
            cells = told.cells,
            rows = told.rows
        )];
        notes.extend(
            told.fresh
                .clone()
                .map(|reason| message!("mark-fresh", file = file, reason = reason)),
        );
        if told.without_note > 0 {
            notes.push(message!(
                "mark-without-note",
                file = file,
                count = told.without_note
            ));
        }
        if told.conversations > 0 {
            notes.push(message!(
                "mark-conversations",
                file = file,
                count = told.conversations
            ));
        }
        if told.no_column {
            notes.push(message!("mark-no-column", file = file));
        }
        if told.whole {
            notes.push(message!("mark-whole", file = file));
        }
        if told.unsaid {
            notes.push(message!("mark-unsaid", file = file));
        }
        if told.cut > 0 {
            notes.push(message!("mark-cut", file = file, count = told.cut));
        }
        if told.beyond > 0 {
            notes.push(message!("mark-beyond", file = file, count = told.beyond));
        }
        notes
    }
}
