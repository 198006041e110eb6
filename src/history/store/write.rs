//! What is written to the database.

use std::collections::{BTreeMap, HashMap};

use rusqlite::params;

use super::{JudgedRow, PackedPart, Session, Trouble, Whose};
use crate::findings::measured::Measured;
use crate::findings::readiness::Delivery;
use crate::fingerprint::identity::Identity;
use crate::history::owners::Owner;
use crate::history::past::NotFound;
use crate::tables::{number, person};

/// The tables that say of a run what became of a rule; one of them says it.
const RULES_OF_A_RUN: [&str; 3] = ["judged", "not_run", "skipped"];

impl Session<'_> {
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

    /// Takes a run away, with all that it says.
    pub(crate) fn drop_run(&self, id: i64) -> Result<(), Trouble> {
        self.transaction
            .execute("DELETE FROM run WHERE id = ?1", [id])?;
        self.sweep_wordings()
    }

    /// Puts what a rule of a run says.
    pub(crate) fn put_in_force(
        &self,
        run: i64,
        rule: &str,
        fingerprint: &str,
        text: &str,
    ) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached("INSERT OR IGNORE INTO wording (fingerprint, text) VALUES (?1, ?2)")?
            .execute([fingerprint, text])?;
        self.transaction
            .prepare_cached("INSERT INTO in_force (run, rule, wording) VALUES (?1, ?2, ?3)")?
            .execute(params![run, rule, fingerprint])?;
        Ok(())
    }

    /// Takes away what the rules of a run say.
    pub(crate) fn drop_in_force(&self, run: i64) -> Result<(), Trouble> {
        self.transaction
            .execute("DELETE FROM in_force WHERE run = ?1", [run])?;
        Ok(())
    }

    /// Takes away what no run's rules say.
    pub(crate) fn sweep_wordings(&self) -> Result<(), Trouble> {
        self.transaction.execute(
            "DELETE FROM wording WHERE fingerprint NOT IN (SELECT wording FROM in_force)",
            [],
        )?;
        Ok(())
    }

    /// Puts a judged rule in place of what the same run said of it before. `row.id` is not used.
    pub(crate) fn put_judged(&self, row: &JudgedRow) -> Result<i64, Trouble> {
        self.drop_rule(row.run, &row.rule)?;
        let (coverage, counts) = (&row.coverage, &row.counts);
        let tables = serde_json::to_string(&coverage.tables).map_err(|_| Trouble::Damaged)?;
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO judged (run, rule, table_name, severity, fingerprint, complete, tables,
                 ok, violation, pending, not_applicable, undecidable, unsettled, findings, counting)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
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
            // the column has its name from when all unsettled rows counted; runs ask for those that may be of any document
            counts.unplaced,
            counts.findings,
            row.counting,
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

    /// Puts something that a judged rule counted.
    pub(crate) fn put_measured(&self, judged: i64, measured: &Measured) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached(
                "INSERT INTO measured (judged, name, counted, among) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                judged,
                measured.name,
                measured.count,
                measured.among
            ])?;
        Ok(())
    }

    /// Puts the figures of a run, times 10^12, in place of those that it had.
    pub(crate) fn put_figures(
        &self,
        run: i64,
        figures: &BTreeMap<String, i128>,
    ) -> Result<(), Trouble> {
        self.transaction
            .execute("DELETE FROM figure WHERE run = ?1", [run])?;
        for (name, value) in figures {
            self.transaction
                .prepare_cached("INSERT INTO figure (run, name, value) VALUES (?1, ?2, ?3)")?
                .execute(params![run, name, number::text(*value)])?;
        }
        Ok(())
    }

    /// Puts the fingerprint of the files of a table.
    pub(crate) fn put_content(&self, run: i64, table: &str, content: &str) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO content (run, table_name, content) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![run, table, content])?;
        Ok(())
    }

    pub(crate) fn put_part(
        &self,
        judged: i64,
        number: usize,
        field: &str,
        part: &PackedPart,
    ) -> Result<(), Trouble> {
        let documents = [part.documents.as_slice(), b"]"].concat();
        let documents = String::from_utf8(documents).map_err(|_| Trouble::Damaged)?;
        let whose = part.whose.as_ref().map(Whose::text).transpose()?;
        self.transaction
            .prepare_cached(
                "INSERT INTO part (judged, number, field, identities, keys, documents, whose)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                judged,
                number,
                field,
                part.identities,
                part.keys,
                documents,
                whose.unwrap_or_default()
            ])?;
        Ok(())
    }

    /// Has the findings of a rule that earlier runs recorded, and their documents, be known by other identities; returns how
    /// many findings had another one.
    pub(crate) fn rename(
        &self,
        rule: &str,
        names: &HashMap<Identity, Identity>,
    ) -> Result<u64, Trouble> {
        let rename = |identity: &mut Identity| match names.get(identity) {
            Some(now) => {
                *identity = *now;
                1
            }
            None => 0,
        };
        let mut renamed = 0;
        for judged in self.judged(rule)?.into_iter().map(|row| row.id) {
            let mut number = 0;
            while let Some(mut part) = self.part(judged, number)? {
                let count: u64 = part.identities.iter_mut().map(rename).sum();
                if count + part.keys.iter_mut().map(rename).sum::<u64>() > 0 {
                    self.put_names(judged, number, &part.field, &part.sorted()?)?;
                }
                renamed += count;
                number += 1;
            }
            let mut not_found = self.not_found(judged)?;
            let fixed = not_found.fixed.iter_mut();
            let lists = [
                &mut not_found.gone,
                &mut not_found.doubtful,
                &mut not_found.settled,
            ];
            let mut changed = 0;
            for list in lists.into_iter().chain(fixed) {
                changed += list.iter_mut().map(rename).sum::<u64>();
                list.sort_unstable();
            }
            if changed > 0 {
                self.transaction
                    .prepare_cached("DELETE FROM not_found WHERE judged = ?1")?
                    .execute([judged])?;
                self.put_not_found(judged, &not_found)?;
            }
        }
        Ok(renamed)
    }

    fn put_names(
        &self,
        judged: i64,
        number: usize,
        field: &str,
        part: &PackedPart,
    ) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached("DELETE FROM part WHERE judged = ?1 AND number = ?2")?
            .execute(params![judged, number])?;
        self.put_part(judged, number, field, part)
    }

    pub(crate) fn put_not_found(&self, judged: i64, not_found: &NotFound) -> Result<(), Trouble> {
        self.transaction
            .prepare_cached(
                "INSERT INTO not_found (judged, gone, doubtful, fixed, settled) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                judged,
                packed(&not_found.gone),
                packed(&not_found.doubtful),
                packed(not_found.fixed.as_deref().unwrap_or_default()),
                packed(&not_found.settled)
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

    /// Puts what a run has of a collection in the place of what it had before.
    pub(crate) fn put_deliveries(&self, run: i64, all: &[Delivery]) -> Result<(), Trouble> {
        self.transaction
            .execute("DELETE FROM delivery WHERE run = ?1", [run])?;
        let mut statement = self.transaction.prepare(
            "INSERT INTO delivery (run, table_name, supplier, received, complete, faulty, blocked, left_out, content)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for one in all {
            statement.execute(params![
                run,
                one.table,
                one.supplier,
                one.received,
                one.complete,
                one.faulty,
                one.blocked,
                one.left_out,
                Identity(one.content).text(),
            ])?;
        }
        Ok(())
    }
}

impl PackedPart {
    /// Adds a finding behind the others. Of all of them it is known whose they are, or of none.
    pub(crate) fn push(
        &mut self,
        identity: Identity,
        key: Option<Identity>,
        document: &str,
        who: Option<(&str, &str)>,
    ) -> Result<(), Trouble> {
        if let Some((owner, department)) = who {
            let whose = self.whose.get_or_insert_default();
            whose.push(owner, department);
        }
        self.identities.extend_from_slice(&identity.0.to_be_bytes());
        if let Some(key) = key {
            self.keys.extend_from_slice(&key.0.to_be_bytes());
        }
        let before = if self.documents.is_empty() {
            b'['
        } else {
            b','
        };
        self.documents.push(before);
        serde_json::to_writer(&mut self.documents, document).map_err(|_| Trouble::Damaged)
    }

    pub(crate) fn len(&self) -> usize {
        self.identities.len() / size_of::<Identity>()
    }

    /// Makes it empty, and keeps its memory.
    pub(crate) fn clear(&mut self) {
        self.identities.clear();
        self.keys.clear();
        self.documents.clear();
        self.whose = None;
    }
}

fn packed(identities: &[Identity]) -> Vec<u8> {
    let bytes = |identity: &Identity| identity.0.to_be_bytes();
    identities.iter().flat_map(bytes).collect()
}
