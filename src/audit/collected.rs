//! Reads what is collected for a new system once more, those tables first that others refer to, and says of each row what becomes
//! of it.

use std::collections::{BTreeMap, BTreeSet};

use super::Run;
use crate::engine::gather::arrived::{Arrived as Gathering, Faults, Keys, Out};
use crate::engine::gather::{Gather, Gathered};
use crate::engine::{Answer, Engine, Request};
use crate::findings::asked::{Cancelled, Options};
use crate::findings::outcome::Evidence;
use crate::findings::readiness::{Arrived, Fate};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::project::references::{Reference, import_order};
use crate::rules::collected::Control;
use crate::rules::plan::Expr;
use crate::tables::types::TableIx;

/// How often tables that refer to each other in a circle are read at most: once for each step of the longest chain of rows that
/// hold each other back.
const MOST_ROUNDS: usize = 50;

/// What came of reading a table.
pub(crate) struct Collection {
    pub(crate) arrived: Arrived,
    pub(crate) inputs: Vec<Evidence>,
    /// Why it could not be read, or not to its end.
    pub(crate) errors: Vec<Message>,
    /// The files that the errors are about, by their number; none where an error is about no file, so that nothing is known.
    pub(crate) unread: Option<BTreeSet<u32>>,
}

/// All tables that are collected.
pub(crate) struct Collections {
    pub(crate) tables: BTreeMap<TableIx, Collection>,
    /// The tables in a circle of which not every chain was followed to its end.
    pub(crate) unfollowed: Vec<TableIx>,
    /// Why tables that list what the new system has could not be read, or not to their ends.
    pub(crate) unlisted: BTreeMap<TableIx, Vec<Message>>,
}

/// Reads tables, those first that others refer to. `judged`: tables all of whose rules that may refuse a row were judged.
pub(crate) fn read(
    project: &Project,
    options: &Options,
    tables: &[TableIx],
    references: &[Reference],
    faults: &BTreeMap<TableIx, Faults>,
    judged: &BTreeSet<TableIx>,
) -> Result<Collections, Cancelled> {
    let mut reading = Reading {
        project,
        run: Run::new(project, options),
        engine: Engine::new(project, options),
        references,
        faults,
        judged,
        forms: forms(project, tables, references),
        keys: BTreeMap::new(),
        unread: BTreeSet::new(),
    };
    let mut listed: Vec<TableIx> = reading.forms.iter().map(|form| form.0).collect();
    listed.retain(|table| !tables.contains(table));
    listed.dedup();
    let mut read = BTreeMap::new();
    let mut unfollowed = Vec::new();
    let mut unlisted = BTreeMap::new();
    // what the new system has is no part of the collection
    for table in listed {
        let collection = reading.table(table)?;
        if !collection.errors.is_empty() {
            unlisted.insert(table, collection.errors);
        }
    }
    for group in import_order(tables, references) {
        let is_circle = references
            .iter()
            .any(|one| group.contains(&one.table) && group.contains(&one.to));
        let mut held = Vec::new();
        for round in 1.. {
            let before = std::mem::take(&mut held);
            for &table in &group {
                let collection = reading.table(table)?;
                held.push(blocked(&collection.arrived));
                read.insert(table, collection);
            }
            // the first round does not know yet what there is
            if !is_circle || round > 1 && held == before {
                break;
            }
            if round == MOST_ROUNDS {
                unfollowed.extend(&group);
                break;
            }
        }
    }
    Ok(Collections {
        tables: read,
        unfollowed,
        unlisted,
    })
}

fn blocked(arrived: &Arrived) -> u64 {
    let groups = arrived.groups.values();
    groups.map(|figures| figures.of(Fate::Blocked).rows).sum()
}

/// In which forms keys of a table are asked for.
type Form<'a> = (TableIx, &'a [Expr]);

/// All of them: those of the references, and the columns that list what the new system has.
fn forms<'a>(
    project: &'a Project,
    tables: &[TableIx],
    references: &'a [Reference],
) -> Vec<Form<'a>> {
    let references = references.iter().map(|one| (one.to, one.keys.as_slice()));
    let existing = tables.iter().filter_map(|&table| {
        let opening = project.collected[table].opening.as_ref()?;
        let existing = opening.existing.as_ref()?;
        Some((existing.table, std::slice::from_ref(&existing.listed)))
    });
    references.chain(existing).collect()
}

struct Reading<'a> {
    project: &'a Project,
    run: Run<'a>,
    engine: Engine<'a>,
    references: &'a [Reference],
    faults: &'a BTreeMap<TableIx, Faults>,
    judged: &'a BTreeSet<TableIx>,
    forms: Vec<Form<'a>>,
    /// By form, of those that have been read; of some files alone where the others could not be.
    keys: BTreeMap<usize, Keys>,
    /// Forms of tables that could not be read to their end.
    unread: BTreeSet<usize>,
}

impl Reading<'_> {
    fn table(&mut self, table: TableIx) -> Result<Collection, Cancelled> {
        let own: Vec<usize> = self.forms_of(table).collect();
        let (collection, mut keys) = self.asked(table, &BTreeSet::new())?;
        let is_whole = collection.errors.is_empty();
        let judged = self.judged.contains(&table);
        let unread = collection.unread.as_ref().filter(|_| judged && !is_whole);
        // what could be read of a file that breaks off will come once more
        if let Some(unread) = unread {
            (_, keys) = self.asked(table, unread)?;
        }
        // what cannot be read may have any key, and how a row fares that not all rules have judged nobody knows
        if is_whole || unread.is_some() {
            self.keys.extend(own.iter().copied().zip(keys));
        }
        if !is_whole {
            self.unread.extend(own);
        }
        Ok(collection)
    }

    /// The forms in which keys of a table are asked for.
    fn forms_of(&self, table: TableIx) -> impl Iterator<Item = usize> + '_ {
        (0..self.forms.len()).filter(move |&form| self.forms[form].0 == table)
    }

    /// Reads a table; the keys are those of other files than the `unread` ones.
    fn asked(
        &mut self,
        table: TableIx,
        unread: &BTreeSet<u32>,
    ) -> Result<(Collection, Vec<Keys>), Cancelled> {
        let files = self.run.files_of(table);
        let nothing = Faults::default();
        let collected = &self.project.collected[table];
        let opening = collected.opening.as_ref();
        let references = self.references.iter().enumerate();
        let out = references.filter(|(_, one)| one.table == table);
        let existing = opening.and_then(|opening| opening.existing.as_ref());
        let listed = existing.and_then(|one| {
            let listed = std::slice::from_ref(&one.listed);
            // no two columns stand at one place
            let mut forms = self.forms.iter();
            forms.position(|(_, keys)| std::ptr::eq(keys.as_ptr(), listed.as_ptr()))
        });
        let gathering = Gathering {
            table: &self.project.tables[table],
            supplier: collected.column(),
            faults: self.faults.get(&table).unwrap_or(&nothing),
            references: out
                .map(|(ix, one)| Out {
                    ix,
                    from: &one.from,
                    applies: one.applies.as_ref(),
                    keys: self.keys.get(&ix),
                    is_unread: self.unread.contains(&ix),
                    is_secret: is_secret(self.project, one),
                })
                .collect(),
            forms: self
                .forms_of(table)
                .map(|form| self.forms[form].1)
                .collect(),
            unread,
            date: opening.and_then(|opening| opening.date.as_ref()),
            go_live: self.project.go_live.filter(|_| opening.is_some()),
            finished: opening.and_then(|opening| opening.finished.as_ref()),
            amount: amount(self.project, table),
            sums: sums(self.project, table, collected.control.as_ref()),
            existing: existing
                .zip(listed.and_then(|form| self.keys.get(&form)))
                .map(|(one, keys)| (&one.key, keys)),
            counts_copies: opening.is_some(),
        };
        let answer = self.engine.answer(&Request {
            table,
            files: &files,
            rules: Vec::new(),
            gather: vec![Gather::Arrived(gathering)],
            only: None,
            wanted: None,
            in_turn: false,
            fingerprints: false,
        })?;
        Ok(taken(answer))
    }
}

/// What a row of a table comes to, as its opening says, or else a link.
fn amount(project: &Project, table: TableIx) -> Option<&Expr> {
    let opening = project.collected[table].opening.as_ref();
    if let Some((_, amount)) = opening.and_then(|opening| opening.amount.as_ref()) {
        return Some(amount);
    }
    let mut links = project.links.iter().filter(|link| link.table == table);
    links.find_map(|link| link.amount.as_ref())
}

/// Whether not everybody may see the keys of a reference.
fn is_secret(project: &Project, one: &Reference) -> bool {
    let secret = |table: TableIx, exprs: &[Expr]| {
        project.tables[table].hides(exprs.iter().flat_map(Expr::fields))
    };
    secret(one.table, &one.from) || secret(one.to, &one.keys)
}

/// The columns that have a control total.
fn sums(project: &Project, table: TableIx, control: Option<&Control>) -> Vec<Expr> {
    let sums = control.iter().flat_map(|control| &control.sums);
    let fields = &project.tables[table].fields;
    sums.map(|(field, _)| Expr::Field(*field, fields[*field].expr_type()))
        .collect()
}

/// The files that errors are about; none where one is about no file.
fn unread(errors: &[Message], inputs: &[Evidence]) -> Option<BTreeSet<u32>> {
    let of_file = |error: &Message| {
        let file = error.argument("file")?;
        let mut inputs = inputs.iter().zip(0..);
        let input = inputs.find(|(input, _)| input.place() == *file);
        input.map(|(_, number)| number)
    };
    errors.iter().map(of_file).collect()
}

fn taken(answer: Answer) -> (Collection, Vec<Keys>) {
    let mut collection = Collection {
        arrived: Arrived::default(),
        unread: unread(&answer.errors, &answer.inputs),
        errors: answer.errors,
        inputs: answer.inputs,
    };
    for (input, number) in collection.inputs.iter().zip(0..) {
        if let Some(reason) = input.error.as_ref().or(input.cut.as_ref()) {
            let file = input.input.name.as_str();
            let error = message!("audit-unreadable", file = file, reason = reason.clone());
            collection.errors.push(error);
            if let Some(unread) = &mut collection.unread {
                unread.insert(number);
            }
        }
    }
    let mut keys = Vec::new();
    for (gathered, lacking) in answer.gathered {
        if let Gathered::Arrived((arrived, known)) = gathered {
            collection.arrived = *arrived;
            keys = known;
            let lacking: Vec<Message> = lacking.into_iter().collect();
            let more = unread(&lacking, &collection.inputs);
            let known = collection.unread.take().zip(more);
            collection.unread = known.map(|(known, more)| known.into_iter().chain(more).collect());
            collection.errors.extend(lacking);
        }
    }
    // records that are no rows have been sent in, and cannot be loaded
    for (input, number) in collection.inputs.iter().zip(0..) {
        if input.refused > 0 {
            let group = collection.arrived.groups.entry((number, String::new()));
            let figures = group.or_default();
            figures.received += input.refused;
            figures.fates[Fate::Faulty as usize].rows += input.refused;
            figures.fates[Fate::Faulty as usize].amount = None;
        }
    }
    (collection, keys)
}
