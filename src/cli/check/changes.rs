//! Only some documents are judged: those that a file lists, or those that git knows otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use clap::Args;
use tempfile::NamedTempFile;

use crate::cli::selection::Selection;
use crate::engine::listed::{Changes, changes, of_file};
use crate::findings::asked::Listed;
use crate::messages::{Message, message, some};
use crate::project::Project;
use crate::rules::unknown_table;
use crate::sources::git::Revision;
use crate::sources::{Input, find};
use crate::tables::types::TableIx;

/// Rules, keys and tables that a sentence names.
const SHOWN: usize = 8;

#[derive(Debug, Args)]
pub(super) struct ChangesArgs {
    #[arg(long, value_name = "[TABLE=]FILE", conflicts_with = "since_git")]
    changed_only: Vec<String>,
    #[arg(long, value_name = "REV")]
    since_git: Option<String>,
}

/// What is judged, and what there is to say of it.
#[derive(Default)]
pub(super) struct Only {
    pub(super) tables: BTreeMap<TableIx, Listed>,
    pub(super) notices: Vec<Message>,
    /// Whether all documents are judged after all, for the rules are others.
    pub(super) all: bool,
}

impl ChangesArgs {
    /// The files that list keys.
    pub(super) fn files(&self, project: &Project) -> Vec<String> {
        let files = self.changed_only.iter();
        files.map(|written| parted(written, project).1).collect()
    }

    /// The documents that are judged; none where all are. Rules that need a verdict on all rows are taken out of the selection.
    pub(super) fn resolve(
        &self,
        project: &Project,
        selection: &mut Selection,
        mistakes: &mut Vec<Message>,
    ) -> Option<Only> {
        let mut only = match &self.since_git {
            Some(revision) => since_git(revision, project, selection, mistakes),
            None if self.changed_only.is_empty() => return None,
            None => self.listed(project, selection, mistakes),
        };
        if only.all {
            return Some(only);
        }
        let judged = |rule: &usize| {
            let rule = &project.rules[*rule];
            rule.plan.source.judges_rows() && only.tables.contains_key(&rule.table)
        };
        let left_out = selection.narrow(judged);
        if !left_out.is_empty() {
            let ids = left_out.iter().map(|&rule| project.rules[rule].id.as_str());
            only.notices.push(message!(
                "changed-rules-left-out",
                count = left_out.len(),
                rules = some(ids, SHOWN)
            ));
        }
        Some(only)
    }

    /// What the files list.
    fn listed(
        &self,
        project: &Project,
        selection: &Selection,
        mistakes: &mut Vec<Message>,
    ) -> Only {
        let mut only = Only::default();
        let mut files: BTreeMap<TableIx, Vec<Input>> = BTreeMap::new();
        for written in &self.changed_only {
            match list(written, project, selection) {
                Ok((table, inputs)) => files.entry(table).or_default().extend(inputs),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        for (table, inputs) in files {
            let dictionary = &project.tables[table];
            let mut documents = Vec::new();
            for input in inputs {
                match of_file(dictionary, &input) {
                    Ok(listed) => documents.extend(listed.known.iter().zip(listed.names)),
                    Err(reason) => mistakes.push(message!(
                        "audit-unreadable",
                        file = input.name.as_str(),
                        reason = reason
                    )),
                }
            }
            let listed = Listed::named(documents);
            only.notices.push(message!(
                "changed-listed",
                table = dictionary.label.clone(),
                count = listed.known.len()
            ));
            only.tables.insert(table, listed);
        }
        only
    }
}

/// The table, where one is named, and the file.
fn parted(written: &str, project: &Project) -> (Option<TableIx>, String) {
    let parts = written.split_once('=');
    let named = parts.and_then(|(table, file)| {
        let mut tables = project.exports().iter();
        let table = tables.position(|known| known.name == table.trim())?;
        Some((Some(table), file.to_owned()))
    });
    named.unwrap_or_else(|| (None, written.to_owned()))
}

/// The table of a list of keys, and its files.
fn list(
    written: &str,
    project: &Project,
    selection: &Selection,
) -> Result<(TableIx, Vec<Input>), Message> {
    let (table, file) = parted(written, project);
    let judged = judged_tables(project, selection);
    let exists = Path::new(&file).exists();
    let table = match (table, file.split_once('=')) {
        (Some(table), _) => table,
        (None, Some((name, _))) if !exists => {
            let (message, hint) = unknown_table(project.exports(), name.trim());
            return Err(message.hinted(hint));
        }
        (None, _) => only_table(project, selection, &judged).ok_or_else(|| {
            let names = judged.iter().map(|&t| project.tables[t].name.as_str());
            let names = some(names, SHOWN);
            message!("changed-which-table", file = file.as_str(), tables = names)
        })?,
    };
    let dictionary = &project.tables[table];
    if dictionary.key.is_empty() {
        let table = dictionary.name.as_str();
        return Err(message!("changed-no-key", table = table));
    }
    if !judged.contains(&table) {
        let table = dictionary.name.as_str();
        return Err(message!("changed-no-rule", table = table));
    }
    // the name of one file, whatever is in it
    let found = exists.then(|| find::inputs(Path::new(""), std::slice::from_ref(&file)));
    let inputs = found.and_then(Result::ok).map(|found| found.inputs);
    let inputs = inputs.ok_or_else(|| message!("changed-no-file", file = file.as_str()))?;
    Ok((table, inputs))
}

/// The table that is meant where none is named: the only one that rules judge, or that files are given for.
fn only_table(
    project: &Project,
    selection: &Selection,
    judged: &BTreeSet<TableIx>,
) -> Option<TableIx> {
    let given: Vec<TableIx> = selection.inputs.keys().copied().collect();
    let one = |tables: Vec<TableIx>| match tables[..] {
        [table] if table < project.exports().len() => Some(table),
        _ => None,
    };
    one(judged.iter().copied().collect()).or_else(|| one(given))
}

/// The exports that selected rules judge.
fn judged_tables(project: &Project, selection: &Selection) -> BTreeSet<TableIx> {
    let exports = project.exports().len();
    let tables = selection.rules.iter();
    let tables = tables.map(|&rule| project.rules[rule].table);
    tables.filter(|table| *table < exports).collect()
}

/// What differs from a revision.
fn since_git(
    revision: &str,
    project: &Project,
    selection: &Selection,
    mistakes: &mut Vec<Message>,
) -> Only {
    let mut only = Only::default();
    let commit = match Revision::new(project.folder(), revision) {
        Ok(commit) => commit,
        Err(reason) => {
            mistakes.push(message!("since-git-failed", reason = reason));
            return only;
        }
    };
    match changed_files(&commit, project) {
        Ok(files) if files.is_empty() => {}
        Ok(files) => {
            only.all = true;
            only.notices.push(message!(
                "changed-rules",
                revision = revision,
                files = some(files.iter().map(String::as_str), SHOWN)
            ));
            return only;
        }
        Err(reason) => {
            mistakes.push(message!("since-git-failed", reason = reason));
            return only;
        }
    }
    for table in judged_tables(project, selection) {
        match compared(&commit, revision, project, selection, table) {
            Ok(changes) => {
                only.notices
                    .extend(told(&changes, revision, project, table));
                only.tables.insert(table, changes.changed);
            }
            Err(reason) => mistakes.push(message!("since-git-failed", reason = reason)),
        }
    }
    only
}

/// The files of the project, its rules and decisions, that are not what they were: by other rules, what has not changed may be wrong. How lines end is no
/// difference: git checks texts out with the line ends of Windows there, and keeps them with those of others.
fn changed_files(commit: &Revision, project: &Project) -> Result<Vec<String>, Message> {
    let mut changed = Vec::new();
    for file in &project.files {
        let Some(path) = file.path() else {
            continue;
        };
        let before = commit.file(&path)?;
        let before = before.and_then(|before| fs::read(before.path()).ok());
        let now = fs::read(&path).ok();
        if before.is_none() || before.map(lines) != now.map(lines) {
            changed.push(file.name.clone());
        }
    }
    Ok(changed)
}

/// A text with the line ends that git keeps.
fn lines(mut text: Vec<u8>) -> Vec<u8> {
    text.retain(|byte| *byte != b'\r');
    text
}

/// The documents of a table that differ.
fn compared(
    commit: &Revision,
    revision: &str,
    project: &Project,
    selection: &Selection,
    table: TableIx,
) -> Result<Changes, Message> {
    let dictionary = &project.tables[table];
    let patterns = dictionary.patterns(selection.as_of.day);
    let given = selection.inputs.get(&table);
    let now = match given {
        Some(inputs) => inputs.clone(),
        None => {
            find::inputs(&dictionary.folder, &patterns)
                .unwrap_or_default()
                .inputs
        }
    };
    let mut paths: Vec<_> = now.iter().map(|input| input.path.clone()).collect();
    paths.dedup();
    if given.is_none() {
        // what is gone since
        let before = commit.files(&dictionary.folder)?.into_iter();
        let gone =
            before.filter(|path| !path.exists() && find::fits(&dictionary.folder, &patterns, path));
        paths.extend(gone);
    }
    let mut before: Vec<Input> = Vec::new();
    // as long as they are read
    let mut files: Vec<NamedTempFile> = Vec::new();
    for path in paths {
        if selection.is_piped(&path) {
            return Err(message!("since-git-stdin"));
        }
        let Some(file) = commit.file(&path)? else {
            continue;
        };
        let name = file.path().to_string_lossy().into_owned();
        let found = find::inputs(Path::new(""), &[name]).unwrap_or_default();
        before.extend(found.inputs.into_iter().map(|input| Input {
            name: format!("{revision}:{}", path.display()),
            ..input
        }));
        files.push(file);
    }
    Ok(changes(dictionary, &before, &now))
}

/// What there is to say of a table.
fn told(changes: &Changes, revision: &str, project: &Project, table: TableIx) -> Vec<Message> {
    let label = || project.tables[table].label.clone();
    let mut told = Vec::new();
    let count = changes.changed.known.len();
    if count > 0 || changes.gone.is_empty() {
        told.push(message!(
            "changed-since",
            table = label(),
            revision = revision,
            count = count
        ));
    }
    if !changes.gone.is_empty() {
        let keys = changes.gone.iter().map(String::as_str);
        let keys = keys.filter(|key| !key.is_empty());
        told.push(message!(
            "changed-gone",
            table = label(),
            revision = revision,
            count = changes.gone.len(),
            keys = some(keys, SHOWN)
        ));
    }
    told.extend(changes.unreadable.iter().map(|(file, reason)| {
        message!(
            "changed-unreadable",
            file = file.as_str(),
            reason = reason.clone()
        )
    }));
    told
}
