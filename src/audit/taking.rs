//! Takes what the engine answers into the audit.

use super::Run;
use super::asking::Ask;
use super::notices::tell_times;
use crate::engine::Answer;
use crate::engine::gather::Gathered;
use crate::findings::outcome::{Evidence, Outcome};
use crate::findings::people::Directory;
use crate::findings::presence::Presence;
use crate::messages::{Arg, Message, message, some};
use crate::rules::plan::{Expr, LookupIx};
use crate::tables::types::TableIx;

/// Rules that are named where several ask the same.
const SHOWN_RULES: usize = 3;
/// Documents that a notice names.
const SHOWN_KEYS: usize = 8;

impl Run<'_> {
    /// Takes what came of reading a table.
    pub(super) fn take(&mut self, table: TableIx, ask: &Ask, answer: Answer) {
        let (refused, breaks_off) = (answer.refused(), answer.breaks_off());
        let mut presence = Presence::default();
        for (gathered, lacking) in answer.gathered {
            let unusable = self.unusable(table, &answer.inputs, lacking.is_some());
            match gathered {
                Gathered::Answers(mut answered) => {
                    let lost = answered.answers.lost + refused;
                    self.tell_lost(table, lost);
                    self.tell_keyless(answered.lookup, answered.answers.keyless);
                    let (count, fields) = answered.answers.kept_out(self.project, table);
                    self.tell_kept_out(answered.lookup, count, fields);
                    if let Some(reason) = unusable {
                        self.broken.insert(answered.lookup, reason);
                    } else {
                        answered.answers.partial = breaks_off;
                        answered.answers.refused = refused;
                        self.engine.learn(answered.lookup, answered.answers);
                    }
                }
                Gathered::Staff(rows) => {
                    self.tell_lost(table, refused);
                    let dictionary = &self.project.tables[table];
                    let day = self.options.as_of.day;
                    let people = self.project.people.as_ref().filter(|_| unusable.is_none());
                    self.people = people.map(|p| Directory::new(rows, p, dictionary, day));
                    self.unread = unusable;
                }
                Gathered::Ages(aged) => {
                    if let Some(times) = aged.times {
                        let told = tell_times(self.project, aged.rule, &times);
                        self.audit.notices.extend(told);
                        self.audit.times.insert(aged.rule, times);
                    }
                }
                Gathered::Measures((rule, measured)) => {
                    self.audit.measured.insert(rule, measured);
                }
                Gathered::Events((process, events)) => {
                    let label = self.project.tables[table].label.clone();
                    let broken = message!("not-run-target", table = label);
                    let events = if unusable.as_ref() == Some(&broken) {
                        Err(lacking.unwrap_or(broken))
                    } else {
                        // a table without rows has no events
                        Ok(*events)
                    };
                    self.happening.take(process, table, events);
                }
                Gathered::Present(present) => presence = present,
                Gathered::PerDay((table, days)) => drop(self.audit.days.insert(table, days)),
                Gathered::Sample((table, picked)) => {
                    self.audit.picked.insert(table, picked);
                }
                // links are followed when everything has been judged
                Gathered::Waiting(_)
                | Gathered::Heads(_)
                | Gathered::Met(())
                | Gathered::Arrived(_)
                | Gathered::Codes(_) => {}
            }
        }
        self.owners.add(&answer.owners);
        for (rule, mut outcome) in answer.outcomes {
            if let Outcome::Judged(counts) = &mut outcome {
                // a row that nobody knows the document of may be any of them
                counts.unsettled += presence.nameless;
                counts.unplaced += presence.nameless;
            }
            self.audit.outcomes[rule] = Some(outcome);
        }
        if ask.in_turn {
            self.tell_unlisted(table, &answer.listed);
            presence.undecided = answer.undecided;
            self.audit.presence.insert(table, presence);
            self.audit.errors.extend(unreadable(&answer.inputs));
            self.audit.errors.extend(answer.errors);
            self.audit.notices.extend(answer.notices);
            self.audit.inputs.extend(answer.inputs);
            self.audit.findings.add(answer.findings);
            let undecidable = answer.undecidable.into_iter();
            let undecidable = undecidable.filter(|(_, rows)| !rows.is_empty());
            self.audit.undecidable.extend(undecidable);
        }
    }

    /// Why nobody can look anything up in a table; told once, not blamed on every row that refers to it.
    fn unusable(&self, table: TableIx, inputs: &[Evidence], lacking: bool) -> Option<Message> {
        let label = self.project.tables[table].label.clone();
        if lacking || inputs.iter().any(|input| input.error.is_some()) {
            Some(message!("not-run-target", table = label))
        } else if inputs.iter().all(|input| input.rows == 0) {
            Some(message!("not-run-target-empty", table = label))
        } else {
            None
        }
    }

    /// Tells rows that are in no sum, for they name nothing that they belong to.
    fn tell_keyless(&mut self, lookup: LookupIx, count: u64) {
        if count > 0 {
            let lookup = &self.project.lookups[lookup];
            let table = &self.project.tables[lookup.table];
            let fields = lookup.keys.iter().flat_map(Expr::fields);
            let fields = fields.map(|field| table.fields[field].label.clone());
            let notice = message!(
                "lookup-keyless",
                table = table.label.clone(),
                count = count,
                fields = Arg::Locals(fields.collect())
            );
            // several totals may add up the same rows
            if !self.audit.notices.contains(&notice) {
                self.audit.notices.push(notice);
            }
        }
    }

    /// Tells rows of another table that do not count because an empty cell leaves it open whether they do.
    fn tell_kept_out(&mut self, lookup: LookupIx, count: u64, fields: Vec<String>) {
        if count == 0 {
            return;
        }
        let selected = self.options.selected.iter();
        let rules = selected.map(|&rule| &self.project.rules[rule]);
        let asking = rules.filter(|rule| rule.lookups().contains(&lookup));
        let rules: Vec<&str> = asking.map(|rule| rule.id.as_str()).collect();
        let table = self.project.lookups[lookup].table;
        let notice = message!(
            "lookup-when-open",
            rules = some(rules.into_iter(), SHOWN_RULES),
            table = self.project.tables[table].label.clone(),
            count = count,
            fields = fields
        );
        self.audit.notices.push(notice);
    }

    /// Tells the documents that somebody listed and that no row is of.
    fn tell_unlisted(&mut self, table: TableIx, met: &[bool]) {
        let only = self.options.only;
        let Some(listed) = only.and_then(|only| only.get(&table)) else {
            return;
        };
        let names = listed.names.iter().zip(met);
        if !listed.names.is_empty() {
            let (all, there) = self.audit.listed.get_or_insert_default();
            *all += listed.names.len();
            *there += met.iter().filter(|met| **met).count();
        }
        let missing: Vec<&str> = names
            .filter(|(_, met)| !**met)
            .map(|(name, _)| name.as_str())
            .collect();
        if !missing.is_empty() {
            self.audit.notices.push(message!(
                "changed-not-there",
                table = self.project.tables[table].label.clone(),
                count = missing.len(),
                keys = some(missing.into_iter(), SHOWN_KEYS)
            ));
        }
    }

    /// Tells rows that may be what somebody looks for.
    fn tell_lost(&mut self, table: TableIx, lost: u64) {
        if lost > 0 {
            let label = self.project.tables[table].label.clone();
            let notice = message!("lookup-keys-lost", table = label, count = lost);
            self.audit.notices.push(notice);
        }
    }
}

/// Files that could not be read, or not to their end.
fn unreadable(inputs: &[Evidence]) -> impl Iterator<Item = Message> {
    inputs.iter().filter_map(|input| {
        let (file, reason) = (input.input.name.as_str(), input.error.clone()?);
        Some(message!("audit-unreadable", file = file, reason = reason))
    })
}
