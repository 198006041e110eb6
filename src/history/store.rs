//! The database: `.crm-audit/history.db` beside crm-audit.toml.
//!
//! It holds facts only: which identities each rule found in each run, and what the run could see. States, first sights and
//! counts are worked out from them, so a run that is replaced or added late needs no repair of the others. Identities are
//! stored in blobs of eight bytes each, big-endian and sorted, so they read as fast as the disk does.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior, params};

use super::owners::Owner;
use super::past::{Coverage, NotFound};
use crate::audit::Counts;
use crate::findings::{Identity, Severity};
use crate::messages::{Message, message};
use crate::tables::person;

/// The steps from an empty database to the present schema; `user_version` says how many have been taken. Steps that were
/// released are never changed.
pub(super) const MIGRATIONS: [&str; 5] = [
    "CREATE TABLE run (
         id INTEGER PRIMARY KEY,
         day TEXT NOT NULL UNIQUE,
         as_of TEXT NOT NULL,
         recorded_at TEXT NOT NULL,
         version TEXT NOT NULL
     ) STRICT;
     CREATE TABLE judged (
         id INTEGER PRIMARY KEY,
         run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
         rule TEXT NOT NULL,
         table_name TEXT NOT NULL,
         severity TEXT NOT NULL,
         fingerprint TEXT NOT NULL,
         complete INTEGER NOT NULL,
         patterns TEXT NOT NULL,
         files INTEGER NOT NULL,
         ok INTEGER NOT NULL,
         violation INTEGER NOT NULL,
         pending INTEGER NOT NULL,
         not_applicable INTEGER NOT NULL,
         undecidable INTEGER NOT NULL,
         findings INTEGER NOT NULL,
         UNIQUE (rule, run)
     ) STRICT;
     CREATE INDEX judged_run ON judged (run);
     CREATE TABLE part (
         judged INTEGER NOT NULL REFERENCES judged ON DELETE CASCADE,
         number INTEGER NOT NULL,
         field TEXT NOT NULL,
         identities BLOB NOT NULL,
         documents TEXT NOT NULL,
         UNIQUE (judged, number)
     ) STRICT;",
    "CREATE TABLE not_run (
         run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
         rule TEXT NOT NULL,
         PRIMARY KEY (run, rule)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE owner (
         judged INTEGER NOT NULL REFERENCES judged ON DELETE CASCADE,
         owner TEXT NOT NULL,
         findings INTEGER NOT NULL,
         PRIMARY KEY (judged, owner)
     ) STRICT, WITHOUT ROWID;",
    // what was recorded before does not say what each table covered, so nothing that it found counts as fixed
    "ALTER TABLE judged DROP COLUMN patterns;
     ALTER TABLE judged DROP COLUMN files;
     ALTER TABLE judged ADD COLUMN unsettled INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE judged ADD COLUMN tables TEXT NOT NULL DEFAULT '{}';
     UPDATE judged SET unsettled = undecidable, complete = 0;",
    // nothing is known of the documents of findings that were recorded before
    "CREATE TABLE skipped (
         run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
         rule TEXT NOT NULL,
         PRIMARY KEY (run, rule)
     ) STRICT, WITHOUT ROWID;
     ALTER TABLE part ADD COLUMN keys BLOB NOT NULL DEFAULT x'';
     CREATE TABLE not_found (
         judged INTEGER PRIMARY KEY REFERENCES judged ON DELETE CASCADE,
         gone BLOB NOT NULL,
         doubtful BLOB NOT NULL,
         fixed BLOB NOT NULL
     ) STRICT;",
    // `owner` is the account from now on, where it is known
    "ALTER TABLE owner ADD COLUMN name TEXT NOT NULL DEFAULT '';
     UPDATE owner SET name = owner;",
];

/// How long a run waits for another one that writes, and when it says that it does.
const PATIENCE: Duration = Duration::from_secs(60);
const HURRY: Duration = Duration::from_secs(1);

/// Why the history cannot be used; nothing in it was changed.
#[derive(Debug)]
pub(crate) enum Trouble {
    Sqlite(rusqlite::Error),
    Io(std::io::Error),
    /// A later version of the program has written it.
    Newer,
    /// An earlier version has written it, and it cannot be brought up to date where it is.
    Older,
    /// Nothing can be read of it.
    Unreadable,
    /// Its write-ahead log cannot be read where nothing can be written.
    Unfinished,
    /// What it holds makes no sense.
    Damaged,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Trouble {}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        Trouble::Sqlite(error)
    }
}

impl Trouble {
    /// What is wrong and what to do.
    pub(crate) fn message(&self, path: &Path) -> Message {
        let file = crate::project::problem::display_path(path);
        let damaged = |file| message!("history-damaged", file = file);
        match self {
            Trouble::Newer => message!("history-newer", file = file),
            Trouble::Older => message!("history-older", file = file),
            Trouble::Unreadable => message!("history-not-readable", file = file),
            Trouble::Unfinished => message!("history-unfinished", file = file),
            Trouble::Damaged => damaged(file),
            _ if self.is_not_writable() => message!("history-not-writable", file = file),
            Trouble::Io(error) => {
                message!("history-unusable", file = file, error = error.to_string())
            }
            Trouble::Sqlite(error) if nonsense(error) => damaged(file),
            Trouble::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    message!("history-busy", file = file)
                }
                _ => message!("history-unusable", file = file, error = error.to_string()),
            },
        }
    }

    /// Whether nothing can be written where the database is.
    pub(super) fn is_not_writable(&self) -> bool {
        match self {
            Trouble::Io(error) => matches!(
                error.kind(),
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
            ),
            Trouble::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
            ),
            _ => false,
        }
    }
}

/// Whether an error comes from what the file holds.
fn nonsense(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
    let code = error.sqlite_error_code();
    matches!(
        error,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..)
    ) || matches!(
        code,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

/// Where the history of the project in a folder is.
pub(crate) fn path_in(folder: &Path) -> PathBuf {
    folder.join(".crm-audit").join("history.db")
}

/// The open database.
pub(crate) struct Store {
    connection: Connection,
}

/// A recorded run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunRow {
    pub(crate) id: i64,
    /// The day that it is made as of, `2026-10-31`; there is one run a day.
    pub(crate) day: String,
    /// The same with the time, where there is one.
    pub(crate) as_of: String,
    /// By the clock, in UTC.
    pub(crate) recorded_at: String,
}

/// A rule as a run judged it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct JudgedRow {
    pub(crate) id: i64,
    pub(crate) run: i64,
    pub(crate) rule: String,
    pub(crate) table: String,
    pub(crate) severity: Severity,
    pub(crate) fingerprint: String,
    pub(crate) coverage: Coverage,
    pub(crate) counts: Counts,
}

impl JudgedRow {
    /// Whether somebody without findings in it has none: an export that was empty, or broke off before a finding, interrupts
    /// no row of months.
    pub(super) fn interrupts(&self) -> bool {
        self.coverage.complete || self.counts.findings > 0
    }
}

/// Some findings of a judged rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The field that is wrong; empty where it is the row.
    pub(crate) field: String,
    /// Sorted.
    pub(crate) identities: Vec<Identity>,
    /// Of the documents, one for each identity; none where they were not recorded.
    pub(crate) keys: Vec<Identity>,
    /// As people may see them, one for each identity.
    pub(crate) documents: Vec<String>,
}

/// The tables that say of a run what became of a rule; one of them says it.
const RULES_OF_A_RUN: [&str; 3] = ["judged", "not_run", "skipped"];

const JUDGED: &str = "SELECT id, run, rule, table_name, severity, fingerprint, complete, tables,
    ok, violation, pending, not_applicable, undecidable, unsettled, findings FROM judged";

impl Store {
    /// Opens the database for writing, with the present schema; it is created if need be.
    pub(crate) fn open(path: &Path) -> Result<Store, Trouble> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(Trouble::Io)?;
        }
        let mut connection = Connection::open(path)?;
        configure(&connection)?;
        use_wal(&connection)?;
        migrate(&mut connection)?;
        Ok(Store { connection })
    }

    /// Opens the database to look at it, also where nothing can be written.
    pub(crate) fn open_to_look(path: &Path) -> Result<Store, Trouble> {
        match Store::open(path) {
            Err(trouble) if trouble.is_not_writable() => Store::open_read_only(path),
            opened => opened,
        }
    }

    /// `SQLite` reads a database with a write-ahead log only where it can create files beside it, unless it is told that
    /// nobody writes. That is so where there is no log.
    fn open_read_only(path: &Path) -> Result<Store, Trouble> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
            return Err(Trouble::Unfinished);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(immutable(path)?, flags)
            .map_err(|_| Trouble::Unreadable)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        match steps_taken(&connection)?.cmp(&MIGRATIONS.len()) {
            Ordering::Less => Err(Trouble::Older),
            Ordering::Equal => Ok(Store { connection }),
            Ordering::Greater => Err(Trouble::Newer),
        }
    }

    /// Looks at the database as it is now, whatever is written meanwhile.
    pub(crate) fn look(&mut self) -> Result<Session<'_>, Trouble> {
        let transaction = self.connection.transaction()?;
        Ok(Session { transaction })
    }

    /// Starts what is done as a whole or not at all. Other runs wait until it is done; `waiting` is called when this one has to
    /// wait for another.
    pub(crate) fn begin(&mut self, waiting: &dyn Fn()) -> Result<Session<'_>, Trouble> {
        let begin = || {
            let transaction =
                Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            Ok(Session { transaction })
        };
        self.connection.busy_timeout(HURRY)?;
        match begin() {
            Err(Trouble::Sqlite(error))
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) =>
            {
                waiting();
                self.connection.busy_timeout(PATIENCE)?;
                begin()
            }
            done => done,
        }
    }
}

/// The URI of a database that nobody writes: <https://www.sqlite.org/uri.html>.
fn immutable(path: &Path) -> Result<String, Trouble> {
    let path = std::path::absolute(path).map_err(Trouble::Io)?;
    let path = path.to_str();
    let path = path.ok_or_else(|| Trouble::Io(ErrorKind::InvalidFilename.into()))?;
    let escaped = path
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let written = if cfg!(windows) {
        escaped.replace('\\', "/")
    } else {
        escaped
    };
    // an empty authority, and a slash before the drive
    let slash = if written.starts_with('/') { "" } else { "/" };
    Ok(format!("file://{slash}{written}?immutable=1"))
}

fn configure(connection: &Connection) -> Result<(), Trouble> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // the file may come from a stranger
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

/// Switches to a write-ahead log, unless that is what the database has. The busy timeout does not cover the switch itself,
/// so where another run is switching as well it is tried again.
fn use_wal(connection: &Connection) -> Result<(), Trouble> {
    let start = Instant::now();
    loop {
        let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        if mode == "wal" {
            return Ok(());
        }
        match connection.pragma_update(None, "journal_mode", "wal") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && start.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(20));
            }
            switched => return Ok(switched?),
        }
    }
}

/// How many steps to the present schema a database has behind it.
fn steps_taken(connection: &Connection) -> Result<usize, Trouble> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn migrate(connection: &mut Connection) -> Result<(), Trouble> {
    if steps_taken(connection)? == MIGRATIONS.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // another run may have been faster
    let version = steps_taken(&transaction)?;
    let Some(steps) = MIGRATIONS.get(version..) else {
        return Err(Trouble::Newer);
    };
    for step in steps {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len())?;
    transaction.commit()?;
    Ok(())
}

/// What is read and written at one go.
pub(crate) struct Session<'a> {
    transaction: Transaction<'a>,
}

impl Session<'_> {
    /// All runs, the oldest first.
    pub(crate) fn runs(&self) -> Result<Vec<RunRow>, Trouble> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT id, day, as_of, recorded_at FROM run ORDER BY day")?;
        let rows = statement.query_map([], |row| {
            Ok(RunRow {
                id: row.get(0)?,
                day: row.get(1)?,
                as_of: row.get(2)?,
                recorded_at: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The rules of all runs, by id.
    pub(crate) fn rules(&self) -> Result<Vec<String>, Trouble> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT DISTINCT rule FROM judged ORDER BY rule")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How a rule was judged, the oldest run first.
    pub(crate) fn judged(&self, rule: &str) -> Result<Vec<JudgedRow>, Trouble> {
        let sql = format!(
            "{JUDGED} WHERE rule = ?1 ORDER BY (SELECT day FROM run WHERE run.id = judged.run)"
        );
        let mut statement = self.transaction.prepare_cached(&sql)?;
        let rows = statement.query_map([rule], judged_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The identities that a judged rule found, sorted.
    pub(crate) fn identities(&self, judged: i64) -> Result<Vec<Identity>, Trouble> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT identities FROM part WHERE judged = ?1 ORDER BY number")?;
        let mut rows = statement.query([judged])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.append(&mut unpacked(row, 0)?);
        }
        // one sorted stretch for each field: the stable sort merges them
        all.sort();
        Ok(all)
    }

    /// What a judged rule found, with the documents where they were recorded.
    pub(crate) fn documents(
        &self,
        judged: i64,
        mut take: impl FnMut(Identity, Identity),
    ) -> Result<(), Trouble> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT identities, keys FROM part WHERE judged = ?1")?;
        let mut rows = statement.query([judged])?;
        while let Some(row) = rows.next()? {
            let (identities, keys) = (unpacked(row, 0)?, unpacked(row, 1)?);
            for (identity, key) in identities.into_iter().zip(keys) {
                take(identity, key);
            }
        }
        Ok(())
    }

    /// What a judged rule did not find and earlier runs had.
    pub(crate) fn not_found(&self, judged: i64) -> Result<NotFound, Trouble> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT gone, doubtful, fixed FROM not_found WHERE judged = ?1")?;
        let mut rows = statement.query([judged])?;
        Ok(match rows.next()? {
            None => NotFound::default(),
            Some(row) => NotFound {
                gone: unpacked(row, 0)?,
                doubtful: unpacked(row, 1)?,
                fixed: Some(unpacked(row, 2)?),
            },
        })
    }

    /// A part of what a judged rule found, field by field; none after the last.
    pub(crate) fn part(&self, judged: i64, number: usize) -> Result<Option<Part>, Trouble> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT field, identities, keys, documents FROM part WHERE judged = ?1 AND number = ?2",
        )?;
        let mut rows = statement.query(params![judged, number])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let documents = row.get_ref(3)?.as_str().map_err(|_| Trouble::Damaged)?;
        let part = Part {
            field: row.get(0)?,
            identities: unpacked(row, 1)?,
            keys: unpacked(row, 2)?,
            documents: serde_json::from_str(documents).map_err(|_| Trouble::Damaged)?,
        };
        let count = part.identities.len();
        if part.documents.len() != count || !(part.keys.is_empty() || part.keys.len() == count) {
            return Err(Trouble::Damaged);
        }
        Ok(Some(part))
    }

    /// Field and document of identities, from the first of the judged rules that has them.
    pub(crate) fn texts<'r>(
        &self,
        rows: impl Iterator<Item = &'r JudgedRow>,
        mut wanted: BTreeSet<Identity>,
    ) -> Result<Vec<(Identity, String, String)>, Trouble> {
        let mut texts = Vec::with_capacity(wanted.len());
        for row in rows {
            let mut number = 0;
            while !wanted.is_empty()
                && let Some(part) = self.part(row.id, number)?
            {
                number += 1;
                for (identity, document) in part.identities.into_iter().zip(part.documents) {
                    if wanted.remove(&identity) {
                        texts.push((identity, part.field.clone(), document));
                    }
                }
            }
        }
        texts.sort_by(|a, b| (&a.2, &a.1, a.0).cmp(&(&b.2, &b.1, b.0)));
        Ok(texts)
    }

    /// The rules that could not be run, by run.
    pub(crate) fn not_run(&self) -> Result<Vec<(i64, String)>, Trouble> {
        self.run_and_rule("SELECT run, rule FROM not_run ORDER BY run, rule")
    }

    /// The rules that were not selected, by run.
    pub(crate) fn skipped(&self) -> Result<Vec<(i64, String)>, Trouble> {
        self.run_and_rule("SELECT run, rule FROM skipped ORDER BY run, rule")
    }

    fn run_and_rule(&self, sql: &str) -> Result<Vec<(i64, String)>, Trouble> {
        let mut statement = self.transaction.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Owner, run, findings and name: who had findings in which run.
    pub(crate) fn owners(&self) -> Result<Vec<(String, i64, u64, String)>, Trouble> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT owner, run, sum(owner.findings), max(name) FROM owner JOIN judged ON judged.id = owner.judged
             GROUP BY owner, run ORDER BY owner, run",
        )?;
        let rows = statement.query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The owners of a rule's findings and the runs that found them.
    pub(crate) fn owners_of(&self, rule: &str) -> Result<Vec<(String, i64)>, Trouble> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT owner, run FROM owner JOIN judged ON judged.id = owner.judged WHERE rule = ?1",
        )?;
        let rows = statement.query_map([rule], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The run of a day, new or recorded before.
    pub(crate) fn put_run(&self, day: &str, as_of: &str, now: &str) -> Result<i64, Trouble> {
        let id = self.transaction.query_row(
            "INSERT INTO run (day, as_of, recorded_at, version) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (day) DO UPDATE SET as_of = ?2, recorded_at = ?3, version = ?4
             RETURNING id",
            params![day, as_of, now, env!("CARGO_PKG_VERSION")],
            |row| row.get(0),
        )?;
        Ok(id)
    }

    /// Puts a judged rule in place of what the same run said of it before. `row.id` is not used.
    pub(crate) fn put_judged(&self, row: &JudgedRow) -> Result<i64, Trouble> {
        self.drop_rule(row.run, &row.rule)?;
        let (coverage, counts) = (&row.coverage, &row.counts);
        let tables = serde_json::to_string(&coverage.tables).map_err(|_| Trouble::Damaged)?;
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO judged (run, rule, table_name, severity, fingerprint, complete, tables,
                 ok, violation, pending, not_applicable, undecidable, unsettled, findings)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?;
        let id = statement.insert(params![
            row.run,
            row.rule,
            row.table,
            row.severity.tag(),
            row.fingerprint,
            coverage.complete,
            tables,
            counts.ok,
            counts.violation,
            counts.pending,
            counts.not_applicable,
            counts.undecidable,
            counts.unplaced,
            counts.findings,
        ])?;
        Ok(id)
    }

    fn drop_rule(&self, run: i64, rule: &str) -> Result<(), Trouble> {
        for table in RULES_OF_A_RUN {
            let sql = format!("DELETE FROM {table} WHERE run = ?1 AND rule = ?2");
            self.transaction
                .prepare_cached(&sql)?
                .execute(params![run, rule])?;
        }
        Ok(())
    }

    /// Takes what a run says of other rules than these away.
    pub(crate) fn keep_rules(&self, run: i64, rules: &[&str]) -> Result<(), Trouble> {
        let rules = serde_json::to_string(rules).map_err(|_| Trouble::Damaged)?;
        for table in RULES_OF_A_RUN {
            let sql = format!(
                "DELETE FROM {table} WHERE run = ?1 AND rule NOT IN (SELECT value FROM json_each(?2))"
            );
            self.transaction
                .prepare_cached(&sql)?
                .execute(params![run, rules])?;
        }
        Ok(())
    }

    /// Puts that a rule was not run in place of what the same run said of it before.
    pub(crate) fn put_not_run(&self, run: i64, rule: &str) -> Result<(), Trouble> {
        self.drop_rule(run, rule)?;
        self.transaction
            .prepare_cached("INSERT INTO not_run (run, rule) VALUES (?1, ?2)")?
            .execute(params![run, rule])?;
        Ok(())
    }

    /// Takes away that a rule was not selected.
    pub(crate) fn drop_skipped(&self, run: i64, rule: &str) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached("DELETE FROM skipped WHERE run = ?1 AND rule = ?2")?
            .execute(params![run, rule])?;
        Ok(())
    }

    /// Puts that a rule was not selected, of a run that says nothing of it.
    pub(crate) fn put_skipped(&self, run: i64, rule: &str) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached("INSERT INTO skipped (run, rule) VALUES (?1, ?2)")?
            .execute(params![run, rule])?;
        Ok(())
    }

    pub(crate) fn put_part(&self, judged: i64, number: usize, part: &Part) -> Result<(), Trouble> {
        let documents = serde_json::to_string(&part.documents).map_err(|_| Trouble::Damaged)?;
        self.transaction
            .prepare_cached(
                "INSERT INTO part (judged, number, field, identities, keys, documents) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                judged,
                number,
                part.field,
                packed(&part.identities),
                packed(&part.keys),
                documents
            ])?;
        Ok(())
    }

    pub(crate) fn put_not_found(&self, judged: i64, not_found: &NotFound) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached(
                "INSERT INTO not_found (judged, gone, doubtful, fixed) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                judged,
                packed(&not_found.gone),
                packed(&not_found.doubtful),
                packed(not_found.fixed.as_deref().unwrap_or_default())
            ])?;
        Ok(())
    }

    pub(crate) fn put_owner(&self, judged: i64, owner: &Owner) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached(
                "INSERT INTO owner (judged, owner, name, findings) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                judged,
                owner.key,
                person::clean(&owner.name),
                owner.findings
            ])?;
        Ok(())
    }

    /// Makes what was written last.
    pub(crate) fn commit(self) -> Result<(), Trouble> {
        Ok(self.transaction.commit()?)
    }
}

impl FromSql for Severity {
    fn column_result(value: ValueRef) -> FromSqlResult<Severity> {
        let written = value.as_str()?;
        let mut known = Severity::ALL.into_iter();
        known
            .find(|severity| severity.tag() == written)
            .ok_or(FromSqlError::InvalidType)
    }
}

fn judged_row(row: &rusqlite::Row) -> rusqlite::Result<JudgedRow> {
    let counts = Counts {
        ok: row.get(8)?,
        violation: row.get(9)?,
        pending: row.get(10)?,
        not_applicable: row.get(11)?,
        undecidable: row.get(12)?,
        unsettled: row.get(13)?,
        unplaced: row.get(13)?,
        findings: row.get(14)?,
    };
    Ok(JudgedRow {
        id: row.get(0)?,
        run: row.get(1)?,
        rule: row.get(2)?,
        table: row.get(3)?,
        severity: row.get(4)?,
        fingerprint: row.get(5)?,
        coverage: Coverage {
            complete: row.get(6)?,
            unsettled: counts.unsettled > 0,
            tables: serde_json::from_str(row.get_ref(7)?.as_str()?)
                .map_err(|error| FromSqlError::Other(error.into()))?,
        },
        counts,
    })
}

/// The identities of a blob.
fn unpacked(row: &rusqlite::Row, column: usize) -> Result<Vec<Identity>, Trouble> {
    let blob = row.get_ref(column)?.as_blob();
    let (whole, rest) = blob.map_err(|_| Trouble::Damaged)?.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(Trouble::Damaged);
    }
    let identity = |bytes: &[u8; 8]| Identity(u64::from_be_bytes(*bytes));
    Ok(whole.iter().map(identity).collect())
}

fn packed(identities: &[Identity]) -> Vec<u8> {
    let bytes = |identity: &Identity| identity.0.to_be_bytes();
    identities.iter().flat_map(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database with the first schema and one run in it.
    fn old(path: &Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO run VALUES (1, '2026-08-31', '2026-08-31', '2026-09-01 08:00:00Z', '0.1.0');
                 INSERT INTO judged VALUES (1, 1, 'r', 't', 'high', 'f', 1, 't: a.csv', 1, 5, 1, 0, 0, 0, 1);
                 INSERT INTO part VALUES (1, 0, 'c', x'0000000000000007', '[\"SO1\"]');
                 PRAGMA user_version = 1;",
            )
            .unwrap();
    }

    fn amy() -> Owner {
        Owner {
            key: "u1".to_owned(),
            name: "Amy".to_owned(),
            department: None,
            findings: 1,
        }
    }

    #[test]
    fn an_older_schema_is_brought_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        old(&path);
        let mut store = Store::open(&path).unwrap();
        let session = store.begin(&|| ()).unwrap();
        let judged = session.judged("r").unwrap();
        // nobody knows what it covered
        assert!(!judged[0].coverage.complete);
        assert_eq!(session.runs().unwrap()[0].day, "2026-08-31");
        assert_eq!(session.identities(judged[0].id).unwrap(), [Identity(7)]);
        let part = session.part(judged[0].id, 0).unwrap().unwrap();
        assert_eq!(part.documents, ["SO1"]);
        // what the second step brought
        session.put_owner(judged[0].id, &amy()).unwrap();
        session.put_not_run(1, "other").unwrap();
        session.commit().unwrap();
        // once is enough
        drop(store);
        let mut store = Store::open(&path).unwrap();
        let session = store.look().unwrap();
        let amy = ("u1".to_owned(), 1, 1, "amy".to_owned());
        assert_eq!(session.owners().unwrap(), [amy]);
    }

    #[test]
    fn replacing_a_rule_takes_all_of_it_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        old(&path);
        let mut store = Store::open(&path).unwrap();
        let session = store.begin(&|| ()).unwrap();
        let mut row = session.judged("r").unwrap().remove(0);
        session.put_owner(row.id, &amy()).unwrap();
        row.counts.findings = 0;
        let id = session.put_judged(&row).unwrap();
        assert_eq!(session.judged("r").unwrap().len(), 1);
        assert!(session.identities(id).unwrap().is_empty());
        assert!(session.owners().unwrap().is_empty());
        let parts: i64 = session
            .transaction
            .query_row("SELECT count(*) FROM part", [], |row| row.get(0))
            .unwrap();
        assert_eq!(parts, 0);
    }

    #[test]
    fn a_newer_schema_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        old(&path);
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        assert!(matches!(Store::open(&path), Err(Trouble::Newer)));
    }
}
