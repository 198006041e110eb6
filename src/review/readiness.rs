//! Whether what is collected for a new system is ready: what came in against what should, what can be loaded, and who is silent.

mod days;
mod files;
mod lines;

use std::collections::{BTreeMap, BTreeSet};

use self::days::Days;
use self::lines::{Past, lines};
use super::Review;
use crate::audit::collected::{Collection, read};
use crate::calendar;
use crate::engine::gather::arrived::Faults;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::outcome::Outcome;
use crate::findings::readiness::{Arrived, Delivery, Fate, Figures, Row, Summed, Tally};
use crate::history::State;
use crate::messages::{Message, display_path, message};
use crate::project::Project;
use crate::project::references::{Reference, import_order, of_rule, references};
use crate::rules::collected::Collected;
use crate::rules::severity::Severity;
use crate::sources::find;
use crate::tables::types::{DAY, FieldIx, TableIx};

pub(crate) use self::lines::{Forecast, Line, Silence};

/// What is asked of a collection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// Findings from this severity on refuse a row.
    pub(crate) refuse: Severity,
    /// Tables that have no file and must have one.
    pub(crate) absent: &'a [TableIx],
    /// After so many working days without anything new a supplier is silent.
    pub(crate) silent: i64,
}

/// How far a collection is.
pub(crate) struct Readiness {
    /// The day of the audit, in days since 1970-01-01.
    pub(crate) day: i64,
    pub(crate) tables: Vec<Standing>,
    pub(crate) references: Vec<Reference>,
    /// In which order the tables are loaded; those that refer to each other in a circle stand together.
    pub(crate) order: Vec<Vec<TableIx>>,
    /// What earlier runs had, the oldest first; why that is not known.
    pub(crate) past: Result<Vec<Delivery>, Message>,
    /// What was left out of the run.
    pub(crate) part: Part,
    /// Tables that could not be read to their ends, those that list what the new system has among them, each with the files that are
    /// the reason.
    pub(crate) unread: BTreeMap<TableIx, Vec<Message>>,
    /// Of the audit, and of tables that it did not read.
    pub(crate) errors: Vec<Message>,
    pub(crate) notices: Vec<Message>,
    /// Why this run is not in the history, where it should be.
    pub(crate) unrecorded: Option<Message>,
}

/// What a run leaves out of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Rules that may refuse a row, or ask for something in it: which rows can be loaded is not known.
    pub(crate) rules: bool,
    /// Files of tables, where others stand for some of them.
    pub(crate) files: bool,
}

impl Part {
    pub(crate) fn is_left_out(self) -> bool {
        self.rules || self.files
    }
}

/// How far a table is.
pub(crate) struct Standing {
    pub(crate) table: TableIx,
    /// All of it.
    pub(crate) whole: Line,
    /// By supplier; none where nobody is named.
    pub(crate) suppliers: Vec<Line>,
    pub(crate) arrived: Arrived,
    /// The names of its files, and who sends each in.
    pub(crate) files: Vec<(String, Option<String>)>,
    pub(crate) totals: Vec<Total>,
    /// Whether it could be read to its end.
    pub(crate) is_read: bool,
    /// The files of which nothing is known, by their number, where the rows of the others are; none where those are not either.
    pub(crate) unread: Option<BTreeSet<u32>>,
    /// Whether it has no file and must have one.
    pub(crate) is_absent: bool,
}

impl Standing {
    /// Whether it is known of rows with a fate that they have it.
    pub(crate) fn knows(&self, fate: Fate) -> bool {
        self.is_read && self.is_judged(fate)
    }

    /// Whether that is known of a row.
    pub(crate) fn knows_row(&self, row: &Row) -> bool {
        let unread = self.unread.as_ref();
        let is_read = unread.is_some_and(|unread| !unread.contains(&row.input));
        (self.is_read || is_read) && self.is_judged(row.fate)
    }

    fn is_judged(&self, fate: Fate) -> bool {
        fate != Fate::Ready || self.whole.ready.is_some()
    }

    /// What is known in full: all of it, or else the suppliers all of whose files could be read.
    pub(crate) fn known(&self) -> impl Iterator<Item = &Line> {
        let suppliers = self.suppliers.iter().filter(|line| line.is_read);
        let suppliers = suppliers.filter(|_| !self.is_read && self.unread.is_some());
        let whole = self.is_read.then_some(&self.whole);
        whole.into_iter().chain(suppliers)
    }
}

/// A control total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Total {
    /// None for the number of rows.
    pub(crate) field: Option<FieldIx>,
    /// What the old system says; of a sum times 10^12, as the next.
    pub(crate) should: i128,
    /// None where it is not known.
    pub(crate) is: Option<i128>,
    /// Cells that cannot be read.
    pub(crate) unread: u64,
}

impl Total {
    /// How much too much there is; none where that is not known.
    pub(crate) fn difference(&self) -> Option<i128> {
        self.is?.checked_sub(self.should)
    }
}

impl Readiness {
    /// Whether all is there of everybody and nothing of before is gone, nothing is refused or waits, and all totals agree; none where part of it was left out
    /// and the rest is ready. Nothing at all is not ready.
    pub(crate) fn is_ready(&self) -> Option<bool> {
        let is_ready = self.tables.iter().all(|standing| {
            let whole = &standing.whole;
            // what one supplier sends in too much makes up for nobody else
            let mut lines = standing.suppliers.iter().chain([whole]);
            let agrees = |total: &Total| total.difference() == Some(0);
            !standing.is_absent
                && lines.all(|line| line.is_all_there() && !line.has_lost)
                && whole.figures.of(Fate::Faulty).rows == 0
                && whole.figures.of(Fate::Blocked).rows == 0
                && standing.totals.iter().all(agrees)
        });
        if !is_ready || !self.has_rows() || !self.unread.is_empty() || !self.errors.is_empty() {
            return Some(false);
        }
        (!self.part.is_left_out()).then_some(true)
    }

    /// Whether anything came in at all.
    pub(crate) fn has_rows(&self) -> bool {
        self.tables.iter().any(|one| one.whole.figures.received > 0)
    }

    /// What is to be recorded of it; nothing of a part, which says nothing of the whole.
    pub(crate) fn deliveries(&self, project: &Project) -> Vec<Delivery> {
        if self.part.is_left_out() {
            return Vec::new();
        }
        let all = self.tables.iter().flat_map(|standing| {
            let lines: Vec<&Line> = if standing.is_read && !standing.suppliers.is_empty() {
                standing.suppliers.iter().collect()
            } else {
                standing.known().collect()
            };
            let table = &project.tables[standing.table].name;
            lines.into_iter().map(|line| Delivery {
                day: self.day,
                table: table.clone(),
                supplier: line.supplier.clone().unwrap_or_default(),
                received: line.figures.received,
                complete: line.complete,
                faulty: line.faulty,
                blocked: line.figures.of(Fate::Blocked).rows,
                left_out: line.figures.left_out(),
                content: line.figures.content,
            })
        });
        all.collect()
    }

    /// What waits for rows of a table, or is there: rows of other tables by reference.
    pub(crate) fn referring(
        &self,
        to: TableIx,
    ) -> impl Iterator<Item = (usize, Tally, Tally)> + '_ {
        let leads = self.references.iter().enumerate();
        leads
            .filter(move |(_, one)| one.to == to)
            .filter_map(|(ix, one)| {
                let standing = self.tables.iter().find(|s| s.table == one.table)?;
                let mut own = self.references.iter().enumerate();
                let place = own
                    .by_ref()
                    .filter(|(_, other)| other.table == one.table)
                    .position(|(other, _)| other == ix)?;
                let referring = standing.arrived.referring.get(place)?;
                let mut lost = Tally::default();
                referring
                    .held
                    .values()
                    .for_each(|held| lost.add(held.tally));
                Some((ix, referring.met, lost))
            })
    }
}

/// Judges what is collected, once it has been audited.
pub(crate) fn judge(
    project: &Project,
    options: &Options,
    review: &Review,
    past: Result<Vec<Delivery>, Message>,
    asked: Asked,
) -> Result<Readiness, Cancelled> {
    let references = references(project);
    let tables = tables(
        project,
        options,
        &references,
        past.as_deref().unwrap_or(&[]),
    );
    let faults = faults(project, review, &references, asked.refuse);
    let all_judged = tables.iter().copied();
    let all_judged = all_judged.filter(|&table| is_judged(project, review, table, asked.refuse));
    let all_judged: BTreeSet<TableIx> = all_judged.collect();
    let mut read = read(project, options, &tables, &references, &faults, &all_judged)?;
    let day = options.as_of.day.div_euclid(DAY);
    let days = Days(project.calendar.as_deref());
    let mut readiness = Readiness {
        day,
        tables: Vec::new(),
        order: import_order(&tables, &references),
        references,
        past,
        part: part(project, options, &tables, asked.refuse),
        unread: BTreeMap::new(),
        errors: review.audit.errors.clone(),
        notices: Vec::new(),
        unrecorded: None,
    };
    for (table, errors) in read.unlisted {
        readiness.unread.insert(table, files_of(&errors));
        for error in errors {
            if !readiness.errors.contains(&error) {
                readiness.errors.push(error);
            }
        }
    }
    if !read.unfollowed.is_empty() {
        let labels = read
            .unfollowed
            .iter()
            .map(|&t| project.tables[t].name.clone());
        let labels: Vec<String> = labels.collect();
        let notice = message!("readiness-unfollowed", tables = labels);
        readiness.notices.push(notice);
    }
    for table in tables {
        let Some(collection) = read.tables.remove(&table) else {
            continue;
        };
        for error in &collection.errors {
            if !readiness.errors.contains(error) {
                readiness.errors.push(error.clone());
            }
        }
        let is_read = collection.errors.is_empty();
        if !is_read {
            let files = files_of(&collection.errors);
            readiness.unread.insert(table, files);
        }
        let knows_rows = all_judged.contains(&table);
        let judged = if is_read || knows_rows {
            Judged {
                is_whole: !readiness.part.rules,
                ..judged(project, review, table, asked.refuse)
            }
        } else {
            Judged::NOTHING
        };
        let files = files(project, options, table, &collection, &mut readiness.notices);
        let past = Past {
            all: readiness.past.as_deref().ok(),
            table: &project.tables[table].name,
            day,
            days: &days,
            silent: asked.silent,
        };
        let collected = &project.collected[table];
        let (mut whole, mut suppliers) =
            lines(collected, &collection.arrived, &files, judged, &past);
        if !is_read {
            let lines = suppliers.iter_mut().chain([&mut whole]);
            lines.for_each(|line| line.forget(collected, &files, collection.unread.as_ref()));
        }
        let totals = totals(collected, &collection.arrived, &whole.figures, is_read);
        readiness.tables.push(Standing {
            table,
            whole,
            suppliers,
            arrived: collection.arrived,
            files,
            totals,
            is_read,
            unread: collection.unread.filter(|_| knows_rows),
            is_absent: asked.absent.contains(&table),
        });
    }
    Ok(readiness)
}

/// The files that errors are about, each once.
fn files_of(errors: &[Message]) -> Vec<Message> {
    let mut files = Vec::new();
    for error in errors {
        let file = error.argument("file");
        let file = file.map(|file| message!("file-alone", file = file.clone()));
        files.extend(file.filter(|file| !files.contains(file)));
    }
    files
}

/// The tables that are collected: all exports that have a file, had rows or should have some. A column that lists what the new system has is
/// none of them.
fn tables(
    project: &Project,
    options: &Options,
    references: &[Reference],
    past: &[Delivery],
) -> Vec<TableIx> {
    let existing: BTreeSet<TableIx> = project
        .collected
        .iter()
        .filter_map(|one| Some(one.opening.as_ref()?.existing.as_ref()?.table))
        .collect();
    let is_collected = |&table: &TableIx| {
        let asked = project.collected[table].is_said();
        let referred = references.iter().any(|one| one.to == table);
        let dictionary = &project.tables[table];
        let has_files = || {
            let patterns = dictionary.patterns(options.as_of.day);
            let found = find::paths(&dictionary.folder, &patterns);
            options.inputs.contains_key(&table) || found.is_ok_and(|paths| !paths.is_empty())
        };
        let was_there = || {
            let mut past = past.iter();
            past.any(|one| one.table == dictionary.name && one.received > 0)
        };
        let is_there = || referred || !dictionary.optional || has_files() || was_there();
        asked || !existing.contains(&table) && is_there()
    };
    let exports = 0..project.exports().len();
    exports.filter(is_collected).collect()
}

/// Whether anything judges what is missing from rows, and whether anything refuses rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    lacks: bool,
    faults: bool,
    /// Whether all rules are judged that may refuse rows, of this table and of others.
    is_whole: bool,
}

impl Judged {
    /// Of a table of which a file lacks what rules need: they judge none of its files.
    const NOTHING: Judged = Judged {
        lacks: false,
        faults: false,
        is_whole: false,
    };
}

/// Whether all rules were judged that may refuse a row of a table.
fn is_judged(project: &Project, review: &Review, table: TableIx, refuse: Severity) -> bool {
    let mut rules = project.rules.iter().zip(&review.audit.outcomes);
    rules.all(|(rule, outcome)| {
        let counts = rule.severity >= refuse || rule.asks_to_fill();
        let of_rows = rule.table == table && !rule.is_of_whole();
        let was_run = !matches!(outcome, Some(Outcome::NotRun(_)));
        was_run || !counts || !of_rows
    })
}

/// What is left out: rules by `--select` and the like, files where others are given for some of the tables.
fn part(project: &Project, options: &Options, tables: &[TableIx], refuse: Severity) -> Part {
    let exports = project.exports().len();
    let mut rules = project.rules.iter().enumerate();
    let rules = rules.any(|(ix, rule)| {
        let counts = rule.severity >= refuse || rule.asks_to_fill();
        let of_rows = rule.table < exports && !rule.is_of_whole();
        rule.enabled && counts && of_rows && !options.selected.contains(&ix)
    });
    let given = |table: &TableIx| options.inputs.contains_key(table);
    let files = !options.inputs.is_empty() && !tables.iter().all(given);
    Part { rules, files }
}

fn judged(project: &Project, review: &Review, table: TableIx, refuse: Severity) -> Judged {
    let rules = project.rules.iter().zip(&review.audit.outcomes);
    let run = rules.filter(|(rule, outcome)| {
        rule.table == table && matches!(outcome, Some(Outcome::Judged(_)))
    });
    let run: Vec<_> = run.map(|(rule, _)| rule).collect();
    Judged {
        lacks: run.iter().any(|rule| rule.asks_to_fill()),
        faults: run.iter().any(|rule| rule.severity >= refuse),
        is_whole: true,
    }
}

/// What was found in the rows of the exports. What was decided to be right, or is accepted, refuses nothing, unlike what was
/// decided to be put right; what is about a whole table is about no row.
fn faults(
    project: &Project,
    review: &Review,
    references: &[Reference],
    refuse: Severity,
) -> BTreeMap<TableIx, Faults> {
    let mut faults: BTreeMap<TableIx, Faults> = BTreeMap::new();
    let keeps = |entry: u32| {
        let entries = project.ledger.as_ref().map(|ledger| &ledger.entries);
        entries.is_some_and(|all| all[entry as usize].decision.keeps_the_record())
    };
    let exports = project.exports().len();
    for found in &review.audit.findings.by_rule {
        let rule = &project.rules[found.rule];
        if rule.table >= exports || rule.is_of_whole() {
            continue;
        }
        let labels = review.labels.as_ref().and_then(|l| l.of(found.rule));
        // that what a row refers to is missing holds it back, and is no fault of its own
        let judgements = 0..rule.plan.judgements.len();
        let waits = judgements.map(|judgement| {
            let reference = of_rule(project, rule, judgement)?;
            references.iter().position(|one| one.is_like(&reference))
        });
        let waits: Vec<Option<usize>> = waits.collect();
        let of_table = faults.entry(rule.table).or_default();
        for (at, row) in found.rows(usize::MAX).enumerate() {
            let input = u32::try_from(row.input).expect("fewer files than 2^32");
            let fault = of_table.entry((input, row.line)).or_default();
            let waits = waits.get(row.judgement).copied().flatten();
            let label = labels.and_then(|labels| labels.label(at));
            if label.is_some_and(|label| label.holds && keeps(label.entry)) {
                fault.let_be.extend(waits);
                continue;
            }
            if rule.severity >= refuse && waits.is_none() {
                fault.refused.get_or_insert(found.rule);
            }
            fault.lacks |= rule.asks_to_fill();
            let seen = review.history.as_ref().and_then(|h| h.seen(found.rule, at));
            let before = seen.filter(|seen| seen.state != State::New);
            let first = before.and_then(|seen| calendar::day(seen.first));
            fault.again.extend(first.map(|first| (found.rule, first)));
        }
    }
    faults
}

/// The files of a table, and who sends each in. Files of a supplier that the table does not take are told, and those of several.
fn files(
    project: &Project,
    options: &Options,
    table: TableIx,
    collection: &Collection,
    notices: &mut Vec<Message>,
) -> Vec<(String, Option<String>)> {
    let (dictionary, collected) = (&project.tables[table], &project.collected[table]);
    let day = options.as_of.day;
    let beside = if options.inputs.contains_key(&table) {
        Vec::new()
    } else {
        files::beside(collected, dictionary, day)
    };
    notices.extend(beside.into_iter().map(|(supplier, path)| {
        message!(
            "readiness-file-beside",
            file = display_path(&path),
            supplier = supplier,
            table = dictionary.label.clone()
        )
    }));
    let inputs = collection.inputs.iter();
    let named = inputs.map(|input| {
        let names = files::senders(collected, dictionary, &input.input.path, day);
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let supplier = names.first().cloned();
        if let [first, _, ..] = names.as_slice() {
            notices.push(message!(
                "readiness-file-shared",
                file = input.input.shown(),
                first = first.as_str(),
                suppliers = names
            ));
        }
        (input.input.shown().to_owned(), supplier)
    });
    named.collect()
}

fn totals(
    collected: &Collected,
    arrived: &Arrived,
    figures: &Figures,
    is_read: bool,
) -> Vec<Total> {
    let Some(control) = &collected.control else {
        return Vec::new();
    };
    let rows = control.rows.map(|rows| Total {
        field: None,
        should: i128::from(rows),
        is: is_read.then(|| i128::from(figures.received)),
        unread: 0,
    });
    // a table without a file comes to nothing
    let nothing = Summed {
        total: Some(0),
        unread: 0,
    };
    let sums = control
        .sums
        .iter()
        .enumerate()
        .map(|(at, &(field, should))| {
            let sum = arrived.sums.get(at).copied().unwrap_or(nothing);
            Total {
                field: Some(field),
                should,
                is: sum.total.filter(|_| is_read && sum.unread == 0),
                unread: sum.unread,
            }
        });
    rows.into_iter().chain(sums).collect()
}
