//! The audit: the recipe of which tables are read in which order, which rules can run, and what is told. Tables that others look
//! keys up in are read before them; what findings hold back is asked for when everything has been judged.

mod asking;
mod beside;
pub(crate) mod coded;
pub(crate) mod collected;
mod held_back;
mod notices;
pub(crate) mod processes;
mod sheets;
mod taking;
mod unfit;

use std::collections::{BTreeMap, BTreeSet};

use self::asking::Ask;
use self::processes::{Happening, Recurring};
use crate::engine::Engine;
use crate::engine::gather::unmet::Unmet;
use crate::findings::Collected;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::blocks::Blocks;
use crate::findings::outcome::{Audit, NotRun, Outcome};
use crate::findings::owners::OwnerNotes;
use crate::findings::people::Directory;
use crate::messages::{Message, message, told_once};
use crate::project::Project;
use crate::rules::plan::LookupIx;
use crate::sources::Input;
use crate::sources::find::{self, Found};
use crate::tables::types::TableIx;

/// Runs the selected rules over their tables; with what recurs in processes, where that is asked for.
pub(crate) fn run(
    project: &Project,
    options: &Options,
) -> Result<(Audit, Vec<Recurring>), Cancelled> {
    let mut run = Run::new(project, options);
    run.find_inputs();
    for table in run.order() {
        run.judge_table(table)?;
    }
    let watched = run.judge_processes();
    run.hold_back()?;
    let recurring = if options.patterns {
        run.recurring(watched)?
    } else {
        Vec::new()
    };
    Ok((run.finish(), recurring))
}

struct Run<'a> {
    project: &'a Project,
    options: &'a Options<'a>,
    engine: Engine<'a>,
    audit: Audit,
    /// Files by table, where there are any.
    files: BTreeMap<TableIx, Vec<Input>>,
    /// The selected rules by table.
    rules: Vec<Vec<usize>>,
    /// The lookups that they use, by table.
    asked: Vec<BTreeSet<LookupIx>>,
    /// Lookups whose table could not be read, with the reason.
    broken: BTreeMap<LookupIx, Message>,
    /// Who the owners are, once that has been read.
    people: Option<Directory>,
    /// Why that is not known.
    unread: Option<Message>,
    /// What there is to say of the owners of findings.
    owners: OwnerNotes,
    /// What no shared account was met of.
    unmet: Unmet<'a>,
    /// What has happened so far in the processes that rules are about.
    happening: Happening,
}

impl<'a> Run<'a> {
    fn new(project: &'a Project, options: &'a Options<'a>) -> Run<'a> {
        let audit = Audit {
            as_of: options.as_of,
            outcomes: vec![None; project.rules.len()],
            inputs: Vec::new(),
            findings: Collected::default(),
            undecidable: BTreeMap::new(),
            times: BTreeMap::new(),
            measured: BTreeMap::new(),
            days: BTreeMap::new(),
            picked: BTreeMap::new(),
            blocks: Blocks::default(),
            presence: BTreeMap::new(),
            errors: Vec::new(),
            notices: Vec::new(),
            listed: None,
            people: None,
        };
        let mut rules = vec![Vec::new(); project.tables.len()];
        let mut asked = vec![BTreeSet::new(); project.tables.len()];
        let exports = project.exports().len();
        for &rule in &options.selected {
            let table = project.rules[rule].table;
            // judged when all findings are known
            if table >= exports {
                continue;
            }
            rules[table].push(rule);
            asked[table].extend(project.rules[rule].lookups());
        }
        let happening = Happening::new(project, options);
        for (table, lookups) in happening.lookups(project) {
            asked[table].extend(lookups);
        }
        Run {
            project,
            options,
            engine: Engine::new(project, options),
            audit,
            files: BTreeMap::new(),
            rules,
            asked,
            broken: BTreeMap::new(),
            people: None,
            unread: None,
            owners: OwnerNotes::default(),
            unmet: Unmet::new(project),
            happening,
        }
    }

    /// Whether selected rules of the table name who must act.
    fn has_owners(&self, table: TableIx) -> bool {
        let mut rules = self.rules[table].iter();
        rules.any(|&rule| self.project.rules[rule].owner.is_some())
            || self.happening.needs(self.project, table)
    }

    /// The table of people, where it tells who the owners of findings are.
    fn people(&self) -> Option<TableIx> {
        let people = self.project.people.as_ref()?.table;
        let mut tables = 0..self.rules.len();
        tables.any(|t| self.has_owners(t)).then_some(people)
    }

    /// The tables that the selected rules need, judged or looked up in.
    fn tables(&self) -> Vec<TableIx> {
        let asked = |t: TableIx| {
            let mut lookups = self.asked.iter().flatten();
            lookups.any(|&l| self.project.lookups[l].table == t)
        };
        (0..self.project.tables.len())
            .filter(|&t| {
                !self.rules[t].is_empty()
                    || asked(t)
                    || self.happening.needs(self.project, t)
                    || self.people() == Some(t)
            })
            .collect()
    }

    fn find_inputs(&mut self) {
        for table in self.tables() {
            let files = self.given(table).unwrap_or_else(|| {
                let found = self.found(table);
                let label = self.project.tables[table].label.clone();
                self.audit.notices.extend(found.missing(label.clone()));
                self.audit.notices.extend(found.told(label));
                self.audit.errors.extend(found.errors);
                found.inputs
            });
            self.audit.notices.extend(find::copies(&files));
            if !files.is_empty() {
                self.files.insert(table, files);
                continue;
            }
            let message = self.no_file(table);
            if self.project.tables[table].optional {
                self.audit.notices.push(message);
            } else {
                self.audit.errors.push(message);
            }
        }
    }

    fn files_of(&self, table: TableIx) -> Vec<Input> {
        self.given(table)
            .unwrap_or_else(|| self.found(table).inputs)
    }

    /// The files that were given in place of those that the project names.
    fn given(&self, table: TableIx) -> Option<Vec<Input>> {
        let given = self.options.inputs.get(&table)?.clone();
        Some(self.named(Found::of(given)).inputs)
    }

    fn found(&self, table: TableIx) -> Found {
        let dictionary = &self.project.tables[table];
        let patterns = dictionary.patterns(self.options.as_of.day);
        self.named(find::inputs(&dictionary.folder, &patterns).unwrap_or_default())
    }

    /// The files by the names that reports show.
    fn named(&self, found: Found) -> Found {
        if self.options.names_of_project {
            found.seen_from(self.project.folder())
        } else {
            found
        }
    }

    fn no_file(&self, table: TableIx) -> Message {
        let dictionary = &self.project.tables[table];
        message!(
            "audit-no-file",
            table = dictionary.label.clone(),
            name = dictionary.name.as_str(),
            patterns = dictionary.patterns(self.options.as_of.day)
        )
    }

    /// Tables in an order in which looked-up tables come first; where they look each other up, as they are declared.
    fn order(&self) -> Vec<TableIx> {
        let mut left = self.tables();
        let mut order = Vec::new();
        while !left.is_empty() {
            let free = left.iter().position(|&t| {
                let asked = self.asked[t].iter().map(|&l| self.project.lookups[l].table);
                let people = self.people().filter(|_| self.has_owners(t));
                let mut others = asked.chain(people);
                others.all(|other| other == t || !left.contains(&other))
            });
            order.push(left.remove(free.unwrap_or(0)));
        }
        order
    }

    fn judge_table(&mut self, table: TableIx) -> Result<(), Cancelled> {
        let rules = self.rules[table].clone();
        let Some(files) = self.files.get(&table).cloned() else {
            for rule in rules {
                self.audit.outcomes[rule] = Some(if self.project.tables[table].optional {
                    Outcome::NoInput
                } else {
                    Outcome::NotRun(NotRun::of_files(message!("not-run-no-file")))
                });
            }
            return Ok(());
        };
        // a table that looks itself up, or one in a circle: its keys are read before it is judged
        for lookup in self.asked[table].clone() {
            self.prepare(lookup)?;
        }
        if self.has_owners(table) {
            self.prepare_people()?;
        }
        let wanted: Vec<LookupIx> = (0..self.project.lookups.len())
            .filter(|&l| {
                self.project.lookups[l].table == table
                    && self.engine.knows(l).is_none()
                    && self.asked.iter().any(|asked| asked.contains(&l))
            })
            .collect();
        let mut runnable = Vec::new();
        for rule in rules {
            let lookups = self.project.rules[rule].lookups();
            self.do_without(&lookups);
            let broken = lookups.iter().find_map(|l| Some((l, self.broken.get(l)?)));
            match broken {
                // that the export is absent was told, and it may be
                Some((&lookup, _)) if self.may_be_absent(lookup) => {
                    self.audit.outcomes[rule] = Some(Outcome::NoInput);
                    let id = self.project.rules[rule].id.as_str();
                    let absent = self.project.lookups[lookup].table;
                    let absent = self.project.tables[absent].label.clone();
                    let notice = message!("audit-not-judged", rule = id, table = absent);
                    self.audit.notices.push(notice);
                }
                Some((_, reason)) => {
                    self.audit.outcomes[rule] = Some(Outcome::NotRun(NotRun::new(reason.clone())));
                }
                None => runnable.push(rule),
            }
        }
        let ask = Ask {
            rules: runnable,
            lookups: wanted,
            people: self.people() == Some(table),
            in_turn: true,
            evidence: true,
            ..Ask::default()
        };
        let answer = self.read(table, &files, &ask)?;
        self.take(table, &ask, answer);
        Ok(())
    }

    /// Has the optional lookups whose table could not be read find nothing, and tells it.
    fn do_without(&mut self, lookups: &[LookupIx]) {
        for lookup in lookups
            .iter()
            .filter(|&&l| self.project.lookups[l].optional)
        {
            if let Some(reason) = self.broken.remove(lookup) {
                self.engine.learn_nothing(*lookup);
                let notice = message!("people-as-written", reason = reason);
                self.audit.notices.push(notice);
            }
        }
    }

    /// Whether the table of a lookup is optional and has no file.
    fn may_be_absent(&self, lookup: LookupIx) -> bool {
        let table = self.project.lookups[lookup].table;
        self.project.tables[table].optional && !self.files.contains_key(&table)
    }

    /// Reads a table only to answer a lookup.
    fn prepare(&mut self, lookup: LookupIx) -> Result<(), Cancelled> {
        if self.engine.knows(lookup).is_some() || self.broken.contains_key(&lookup) {
            return Ok(());
        }
        let ask = Ask {
            lookups: vec![lookup],
            ..Ask::default()
        };
        let table = self.project.lookups[lookup].table;
        if let Some(reason) = self.read_ahead(table, &ask)? {
            self.broken.insert(lookup, reason);
        }
        Ok(())
    }

    /// Reads the people ahead of their turn, where that has not come yet.
    fn prepare_people(&mut self) -> Result<(), Cancelled> {
        let Some(table) = self.people() else {
            return Ok(());
        };
        if self.people.is_some() || self.unread.is_some() {
            return Ok(());
        }
        let ask = Ask {
            people: true,
            ..Ask::default()
        };
        if let Some(reason) = self.read_ahead(table, &ask)? {
            self.unread = Some(reason);
        }
        Ok(())
    }

    /// Reads a table ahead of its turn; why not, where it has no file.
    fn read_ahead(&mut self, table: TableIx, ask: &Ask) -> Result<Option<Message>, Cancelled> {
        let Some(files) = self.files.get(&table).cloned() else {
            let label = self.project.tables[table].label.clone();
            return Ok(Some(message!("not-run-target-absent", table = label)));
        };
        let answer = self.read(table, &files, ask)?;
        self.take(table, ask, answer);
        Ok(None)
    }

    fn finish(mut self) -> Audit {
        self.tell_undecidable();
        self.tell_owners();
        self.audit.people = self.people.take();
        self.tell_not_run();
        let meant = self.meant_sheets();
        let unread = sheets::tell_unread(&mut self.audit.inputs, &meant);
        self.audit.notices.extend(unread);
        self.audit.notices = told_once(std::mem::take(&mut self.audit.notices));
        self.audit
    }

    /// The sheets of tables that are not read this time.
    fn meant_sheets(&self) -> sheets::Meant<'a> {
        let mut meant = sheets::Meant::new();
        let tables = self.project.exports().iter().enumerate();
        for (table, sheet) in tables.filter_map(|(ix, table)| Some((ix, table.sheet.as_ref()?))) {
            if !self.files.contains_key(&table) {
                for input in self.files_of(table) {
                    meant.entry(input.path).or_default().push(sheet);
                }
            }
        }
        meant
    }
}
