//! Histories that strangers wrote, or that a disk damaged.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use rusqlite::Connection;

use super::{PROJECT, ROWS, options};
use crate::history::{Store, Trouble, diff, export, last, path_in, rates, show, trend};
use crate::project::{Project, load};
use crate::review::{Past, run};
use crate::tables::date;

/// What a run writes and the next one reads again, by the kind of the column.
const TEXTS: [(&str, &str); 8] = [
    ("run", "day"),
    ("run", "as_of"),
    ("judged", "severity"),
    ("judged", "tables"),
    ("judged", "rule"),
    ("part", "field"),
    ("part", "documents"),
    ("owner", "owner"),
];
const BLOBS: [(&str, &str); 5] = [
    ("part", "identities"),
    ("part", "keys"),
    ("not_found", "gone"),
    ("not_found", "doubtful"),
    ("not_found", "fixed"),
];

/// Looks at a history and records a run in it: at any bytes that begin as a database does, else at one whose columns hold them.
///
/// # Panics
///
/// Where something is wrong with the program, or there is no room for a folder.
pub fn history(bytes: &[u8]) {
    static LOADED: OnceLock<(tempfile::TempDir, Project)> = OnceLock::new();
    let (folder, project) = LOADED.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder for the project");
        let project = project(folder.path()).expect("the project is written");
        (folder, project)
    });
    let path = path_in(folder.path());
    if let Some(kept) = path.parent() {
        let _ = fs::remove_dir_all(kept);
        let _ = fs::create_dir_all(kept);
    }
    let is_database = bytes.starts_with(b"SQLite format 3\0");
    let start = if is_database { bytes } else { two_runs() };
    if fs::write(&path, start).is_err() {
        return;
    }
    if !is_database {
        let _ = altered(&path, bytes);
    }
    let _ = looked_at(&path);
    record(project, "2026-11-30");
    let _ = looked_at(&path);
}

fn project(folder: &Path) -> Option<Project> {
    let check = "check.required = { columns = [\"n\", \"by\"] }\nowner = \"by\"\n[[rule]]\nid = \"again\"\nseverity = \"high\"\n\
        check.recurrence = { months = 2 }\n";
    fs::write(folder.join("crm-audit.toml"), format!("{PROJECT}{check}")).ok()?;
    fs::write(folder.join("t.csv"), ROWS).ok()?;
    fs::create_dir_all(path_in(folder).parent()?).ok()?;
    let loaded = load(folder);
    Some(loaded.result.unwrap_or_else(|problems| {
        let said = problems.iter().map(|problem| problem.message.key);
        panic!("the project has mistakes: {:?}", said.collect::<Vec<_>>())
    }))
}

fn record(project: &Project, day: &str) {
    let mut options = options(project);
    options.as_of.day = date::iso(day).map_or(0, |day| day.millis);
    if let Ok((review, Some(unsaved))) = run(project, &mut options, Past::Recorded, None) {
        let _ = unsaved.save(project, &options, &review.audit, &|| ());
    }
}

/// A history as two months leave it.
fn two_runs() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder for the history");
        let project = project(folder.path()).expect("the project of the history");
        for day in ["2026-09-30", "2026-10-31"] {
            record(&project, day);
        }
        fs::read(path_in(folder.path())).expect("the history of two runs")
    })
}

/// Puts parts of an input into the columns: a byte says which, the rest what.
fn altered(path: &Path, bytes: &[u8]) -> Result<(), rusqlite::Error> {
    let connection = Connection::open(path)?;
    for part in super::parts(bytes) {
        let Some((which, rest)) = part.split_first() else {
            continue;
        };
        let which = usize::from(*which) % (TEXTS.len() + BLOBS.len());
        if let Some((table, column)) = TEXTS.get(which) {
            let text = String::from_utf8_lossy(rest);
            connection.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE rowid = (SELECT max(rowid) FROM {table})"), [text])?;
        } else {
            let (table, column) = BLOBS[which - TEXTS.len()];
            connection.execute(&format!("UPDATE {table} SET {column} = ?1"), [rest])?;
        }
    }
    Ok(())
}

/// Everything that commands show of a history.
fn looked_at(path: &Path) -> anyhow::Result<()> {
    let mut store = Store::open_to_look(path)?;
    let session = store.look()?;
    let _ = trend(&session).map(drop);
    let _ = rates(&session, &["r", "again"]).map(drop);
    let runs = session.runs()?;
    let _ = export(&session, |_| Ok(()));
    for at in 0..runs.len().min(3) {
        let _ = show(&session, &runs, at, |_| Ok(()));
        let _ = diff(&session, &runs, 0, at);
    }
    drop(session);
    let seen: Result<_, Trouble> = last(path, |_| ());
    seen?;
    Ok(())
}
