//! What is read of the database.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

use super::picked::picked;
use super::{JudgedRow, Part, RunRow, Session, Trouble, Who, Whose};
use crate::findings::measured::Measured;
use crate::findings::outcome::Counts;
use crate::findings::readiness::Delivery;
use crate::fingerprint::identity::Identity;
use crate::history::past::{Coverage, NotFound};
use crate::rules::severity::Severity;
use crate::tables::number;

const JUDGED: &str = "SELECT id, run, rule, table_name, severity, fingerprint, complete, tables,
    ok, violation, pending, not_applicable, undecidable, unsettled, findings, counting FROM judged";

impl Session<'_> {
    /// Hands what each run had of a collection to `each`, with its day, the oldest first.
    pub(crate) fn deliveries(&self, mut each: impl FnMut(&str, Delivery)) -> Result<(), Trouble> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT day, table_name, supplier, received, complete, faulty, blocked, left_out, content
             FROM delivery JOIN run ON run.id = delivery.run ORDER BY day, table_name, supplier",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let day: String = row.get(0)?;
            let content: String = row.get(8)?;
            let content = Identity::parse(&content).ok_or(Trouble::Damaged)?;
            let delivery = Delivery {
                day: 0,
                table: row.get(1)?,
                supplier: row.get(2)?,
                received: row.get(3)?,
                complete: row.get(4)?,
                faulty: row.get(5)?,
                blocked: row.get(6)?,
                left_out: row.get(7)?,
                content: content.0,
            };
            each(&day, delivery);
        }
        Ok(())
    }

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

    /// What a judged rule counted, by name.
    pub(crate) fn measured(&self, judged: i64) -> Result<Vec<Measured>, Trouble> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT name, counted, among FROM measured WHERE judged = ?1 ORDER BY name",
        )?;
        let rows = statement.query_map([judged], |row| {
            Ok(Measured {
                name: row.get(0)?,
                count: row.get(1)?,
                among: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The figures of a run, times 10^12, by name; none of one that recorded none.
    pub(crate) fn figures(&self, run: i64) -> Result<Vec<(String, i128)>, Trouble> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT name, value FROM figure WHERE run = ?1 ORDER BY name")?;
        let mut rows = statement.query([run])?;
        let mut figures = Vec::new();
        while let Some(row) = rows.next()? {
            let value: String = row.get(1)?;
            let value = number::decimal(&value).ok_or(Trouble::Damaged)?;
            figures.push((row.get(0)?, value));
        }
        Ok(figures)
    }

    /// The fingerprint of the files of each table of a run, by its name.
    pub(crate) fn contents(&self, run: i64) -> Result<BTreeMap<String, String>, Trouble> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT table_name, content FROM content WHERE run = ?1")?;
        let rows = statement.query_map([run], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
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
        let mut statement = self.transaction.prepare_cached(
            "SELECT gone, doubtful, fixed, settled FROM not_found WHERE judged = ?1",
        )?;
        let mut rows = statement.query([judged])?;
        Ok(match rows.next()? {
            None => NotFound::default(),
            Some(row) => NotFound {
                gone: unpacked(row, 0)?,
                doubtful: unpacked(row, 1)?,
                fixed: Some(unpacked(row, 2)?),
                settled: unpacked(row, 3)?,
            },
        })
    }

    /// A part of what a judged rule found, field by field; none after the last.
    pub(crate) fn part(&self, judged: i64, number: usize) -> Result<Option<Part>, Trouble> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT field, identities, keys, documents, whose FROM part WHERE judged = ?1 AND number = ?2",
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
            whose: whose(row, 4)?,
        };
        let count = part.identities.len();
        if part.documents.len() != count || !(part.keys.is_empty() || part.keys.len() == count) {
            return Err(Trouble::Damaged);
        }
        Ok(Some(part))
    }

    /// Field and document of identities, from the first of the judged rules that has them, which may have several copies.
    pub(crate) fn texts<'r>(
        &self,
        rows: impl Iterator<Item = &'r JudgedRow>,
        mut wanted: BTreeSet<Identity>,
    ) -> Result<Vec<(Identity, String, String)>, Trouble> {
        let mut texts = Vec::with_capacity(wanted.len());
        let mut statement = self.transaction.prepare_cached(
            "SELECT field, identities, documents FROM part WHERE judged = ?1 ORDER BY number",
        )?;
        for row in rows {
            let mut parts = statement.query([row.id])?;
            // copies may stand in two parts
            let mut taken = BTreeSet::new();
            while !wanted.is_empty()
                && let Some(part) = parts.next()?
            {
                let identities = unpacked(part, 1)?;
                let here = wanted.iter().flat_map(|wanted| {
                    let start = identities.partition_point(|identity| identity < wanted);
                    let end = identities.partition_point(|identity| identity <= wanted);
                    start..end
                });
                let here: Vec<usize> = here.collect();
                let documents = part.get_ref(2)?.as_str().map_err(|_| Trouble::Damaged)?;
                let documents = picked(documents, &here).ok_or(Trouble::Damaged)?;
                for (place, document) in here.into_iter().zip(documents) {
                    taken.insert(identities[place]);
                    texts.push((identities[place], part.get(0)?, document));
                }
            }
            wanted.retain(|identity| !taken.contains(identity));
        }
        texts.sort_by(|a, b| (&a.2, &a.1, a.0).cmp(&(&b.2, &b.1, b.0)));
        Ok(texts)
    }

    /// Whose findings are, by the first of the judged rules that has them; none where that was not recorded.
    pub(crate) fn whose<'r>(
        &self,
        rows: impl Iterator<Item = &'r JudgedRow>,
        mut wanted: BTreeSet<Identity>,
    ) -> Result<BTreeMap<Identity, Option<Who>>, Trouble> {
        let mut known = BTreeMap::new();
        let mut statement = self
            .transaction
            .prepare_cached("SELECT identities, whose FROM part WHERE judged = ?1")?;
        for row in rows {
            let mut parts = statement.query([row.id])?;
            while !wanted.is_empty()
                && let Some(part) = parts.next()?
            {
                let identities = unpacked(part, 0)?;
                let here = wanted.iter().filter_map(|wanted| {
                    let place = identities.partition_point(|identity| identity < wanted);
                    (identities.get(place) == Some(wanted)).then_some(place)
                });
                let here: Vec<usize> = here.collect();
                if here.is_empty() {
                    continue;
                }
                let whose = whose(part, 1)?;
                for place in here {
                    let who = whose.as_ref().and_then(|whose| whose.get(place));
                    let who = who.map(|(owner, department)| Who {
                        owner: owner.to_owned(),
                        department: department.to_owned(),
                    });
                    wanted.remove(&identities[place]);
                    known.insert(identities[place], who);
                }
            }
        }
        Ok(known)
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

    /// What the rules of a run say, by id; nothing of a run that did not record it.
    pub(crate) fn in_force(&self, run: i64) -> Result<Vec<(String, String)>, Trouble> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT rule, text FROM in_force JOIN wording ON fingerprint = wording WHERE run = ?1 ORDER BY rule",
        )?;
        let rows = statement.query_map([run], |row| Ok((row.get(0)?, row.get(1)?)))?;
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
        // of the unsettled rows only those are recorded
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
        counting: row.get(15)?,
    })
}

/// Whose the findings of a part are.
fn whose(row: &rusqlite::Row, column: usize) -> Result<Option<Whose>, Trouble> {
    let text = row.get_ref(column)?.as_str();
    Whose::read(text.map_err(|_| Trouble::Damaged)?)
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
