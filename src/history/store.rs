//! The database: `.crm-audit/history.db` beside crm-audit.toml.
//!
//! It holds facts only: which identities each rule found in each run, and what the run could see. States, first sights and
//! counts are worked out from them, so a run that is replaced or added late needs no repair of the others. Identities are
//! stored in blobs of eight bytes each, big-endian and sorted, so they read as fast as the disk does.

mod disk;
mod picked;
mod read;
mod schema;
mod trouble;
mod whose;
mod write;

use std::cmp::Ordering;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

pub(crate) use self::trouble::Trouble;
pub(crate) use self::whose::{Who, Whose};

use self::disk::{Disk, disk_of};
use self::schema::{MIGRATIONS, migrate, steps_taken};
use super::past::Coverage;
use crate::findings::outcome::Counts;
use crate::fingerprint::identity::Identity;
use crate::messages::{Message, message};
use crate::rules::severity::Severity;

/// How long a run waits for another one that writes, and when it says that it does.
const PATIENCE: Duration = Duration::from_mins(1);
const HURRY: Duration = Duration::from_secs(1);

/// Where the history of the project in a folder is.
pub(crate) fn path_in(folder: &Path) -> PathBuf {
    folder.join(".crm-audit").join("history.db")
}

/// The open database.
pub(crate) struct Store {
    connection: Connection,
    /// Whether it has been without a write-ahead log since now.
    changed_journal: bool,
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
    /// The fingerprint of what is counted beside the verdicts; empty where nothing is.
    pub(crate) counting: String,
    pub(crate) coverage: Coverage,
    pub(crate) counts: Counts,
}

/// Some findings of a judged rule, as they are stored.
#[derive(Debug, Default)]
pub(crate) struct PackedPart {
    identities: Vec<u8>,
    keys: Vec<u8>,
    /// A JSON array in the making.
    documents: Vec<u8>,
    /// None of what was recorded before that was.
    whose: Option<Whose>,
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
    /// None where that was not recorded.
    whose: Option<Whose>,
}

impl Part {
    /// In the order of the identities.
    fn sorted(&self) -> Result<PackedPart, Trouble> {
        let mut order: Vec<usize> = (0..self.identities.len()).collect();
        order.sort_by_key(|&at| self.identities[at]);
        let mut packed = PackedPart::default();
        for at in order {
            let key = self.keys.get(at).copied();
            let who = self.whose.as_ref().and_then(|whose| whose.get(at));
            packed.push(self.identities[at], key, &self.documents[at], who)?;
        }
        Ok(packed)
    }
}

impl Store {
    /// Opens the database for writing, with the present schema; it is created if need be.
    pub(crate) fn open(path: &Path) -> Result<Store, Trouble> {
        let mut disk = Disk::Local;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(Trouble::Io)?;
            disk = disk_of(folder);
        }
        Store::open_on(path, disk)
    }

    fn open_on(path: &Path, disk: Disk) -> Result<Store, Trouble> {
        let is_new = !path.exists();
        is_file(path)?;
        let mut connection = Connection::open(path)?;
        configure(&connection)?;
        let changed_journal = match disk {
            Disk::Local => use_wal(&connection, is_new)?,
            Disk::Network => use_no_wal(&connection)? || is_new,
        };
        migrate(&mut connection)?;
        Ok(Store {
            connection,
            changed_journal,
        })
    }

    /// What the user should know of where it is, once.
    pub(crate) fn told(&self) -> Option<Message> {
        self.changed_journal.then(|| message!("history-on-network"))
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
        is_file(path)?;
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
            Ordering::Equal => Ok(Store {
                connection,
                changed_journal: false,
            }),
            Ordering::Greater => Err(Trouble::Newer),
        }
    }

    /// From now on what is deleted is overwritten as well: names of people and documents must not stay in the file.
    pub(crate) fn overwriting(self) -> Result<Store, Trouble> {
        self.connection.pragma_update(None, "secure_delete", true)?;
        Ok(self)
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
/// so where another run is switching as well it is tried again. A disk that cannot have one is told where the database is new.
fn use_wal(connection: &Connection, is_new: bool) -> Result<bool, Trouble> {
    let start = Instant::now();
    loop {
        let mode = journal_mode(connection)?;
        if mode == "wal" {
            return Ok(false);
        }
        match connection.pragma_update(None, "journal_mode", "wal") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && start.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(20));
            }
            switched => {
                switched?;
                return Ok(is_new && journal_mode(connection)? != "wal");
            }
        }
    }
}

/// Leaves a write-ahead log, where there is one, without the memory that those who use it share. Returns whether there was one.
fn use_no_wal(connection: &Connection) -> Result<bool, Trouble> {
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    let had_one = journal_mode(connection)? == "wal";
    if had_one {
        connection.pragma_update(None, "journal_mode", "delete")?;
    }
    connection.pragma_update(None, "locking_mode", "normal")?;
    // which comes into effect with the next look
    connection.pragma_query_value(None, "schema_version", |_| Ok(()))?;
    Ok(had_one)
}

fn journal_mode(connection: &Connection) -> Result<String, Trouble> {
    Ok(connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?)
}

/// What is read and written at one go.
pub(crate) struct Session<'a> {
    transaction: Transaction<'a>,
}

impl Session<'_> {
    /// Makes what was written last.
    pub(crate) fn commit(self) -> Result<(), Trouble> {
        Ok(self.transaction.commit()?)
    }

    /// A number that is another one once something else has written to the database.
    pub(crate) fn version(&self) -> Result<i64, Trouble> {
        let version = self
            .transaction
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(version)
    }
}

/// Pipes and devices are waited for, or never end.
fn is_file(path: &Path) -> Result<(), Trouble> {
    let kind = std::fs::metadata(path);
    if kind.is_ok_and(|kind| !kind.is_file() && !kind.is_dir()) {
        return Err(Trouble::NoFile);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::owners::Owner;

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

    /// As on a disk of its own, but for the log; and a history that was moved there loses nothing.
    #[test]
    fn a_history_on_a_network_drive_has_no_log() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        let record = |disk, rule: &str| {
            let mut store = Store::open_on(&path, disk).unwrap();
            let told = store.told().map(|told| told.key);
            let session = store.begin(&|| ()).unwrap();
            if session.runs().unwrap().is_empty() {
                session.put_run("2026-08-31", "2026-08-31", "now").unwrap();
            }
            session.put_not_run(1, rule).unwrap();
            // another one waits, and finds what was there before
            let other = Store::open_on(&path, disk).unwrap();
            other.connection.busy_timeout(Duration::ZERO).unwrap();
            assert!(other.connection.execute("DELETE FROM run", []).is_err());
            drop(other);
            session.commit().unwrap();
            (told, journal_mode(&store.connection).unwrap())
        };
        let delete = "delete".to_owned();
        let told = Some("history-on-network");
        assert_eq!(record(Disk::Network, "a"), (told, delete.clone()));
        assert_eq!(record(Disk::Network, "b"), (None, delete.clone()));
        assert_eq!(record(Disk::Local, "c"), (None, "wal".to_owned()));
        assert_eq!(record(Disk::Network, "d"), (told, delete));
        let mut store = Store::open_on(&path, Disk::Local).unwrap();
        let not_run = store.look().unwrap().not_run().unwrap();
        let rules: Vec<&str> = not_run.iter().map(|(_, rule)| rule.as_str()).collect();
        assert_eq!(rules, ["a", "b", "c", "d"]);
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
