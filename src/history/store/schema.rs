//! The schema of the database and the steps to it.

use rusqlite::{Connection, TransactionBehavior};

use super::Trouble;

/// The steps from an empty database to the present schema; `user_version` says how many have been taken. Steps that were
/// released are never changed.
pub(super) const MIGRATIONS: [&str; 12] = [
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
    "CREATE TABLE measured (
         judged INTEGER NOT NULL REFERENCES judged ON DELETE CASCADE,
         name TEXT NOT NULL,
         counted INTEGER NOT NULL,
         among INTEGER,
         PRIMARY KEY (judged, name)
     ) STRICT, WITHOUT ROWID;
     ALTER TABLE judged ADD COLUMN counting TEXT NOT NULL DEFAULT '';",
    "CREATE TABLE delivery (
         run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
         table_name TEXT NOT NULL,
         supplier TEXT NOT NULL,
         received INTEGER NOT NULL,
         complete INTEGER,
         faulty INTEGER,
         blocked INTEGER NOT NULL,
         left_out INTEGER NOT NULL,
         content TEXT NOT NULL,
         PRIMARY KEY (run, table_name, supplier)
     ) STRICT, WITHOUT ROWID;",
    // exact decimal numbers, as text
    "CREATE TABLE figure (
         run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
         name TEXT NOT NULL,
         value TEXT NOT NULL,
         PRIMARY KEY (run, name)
     ) STRICT, WITHOUT ROWID;",
    // of findings that were recorded before, nobody knows whose they were
    "ALTER TABLE part ADD COLUMN whose TEXT NOT NULL DEFAULT '';",
    // what the rules of a run said; most say the same in many runs
    "CREATE TABLE wording (
         fingerprint TEXT PRIMARY KEY,
         text TEXT NOT NULL
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE in_force (
         run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
         rule TEXT NOT NULL,
         wording TEXT NOT NULL REFERENCES wording,
         PRIMARY KEY (run, rule)
     ) STRICT, WITHOUT ROWID;",
    // fingerprints of the files of each table
    "CREATE TABLE content (
         run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
         table_name TEXT NOT NULL,
         content TEXT NOT NULL,
         PRIMARY KEY (run, table_name)
     ) STRICT, WITHOUT ROWID;",
    // what was found and nobody had to act on
    "ALTER TABLE not_found ADD COLUMN settled BLOB NOT NULL DEFAULT x'';",
];

/// How many steps to the present schema a database has behind it.
pub(super) fn steps_taken(connection: &Connection) -> Result<usize, Trouble> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Takes the steps that are left; other runs wait meanwhile.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Trouble> {
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
