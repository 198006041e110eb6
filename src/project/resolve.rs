//! Names to things: the dictionary, its constraints, the rules, and what `[tune]` changes.

mod dictionary;
mod rule;

use std::collections::{BTreeMap, BTreeSet};

use self::dictionary::{table, zone};
use self::rule::{acceptable, rule};
use super::processes::Resolving;
use super::raw::{RawLink, RawProject, RawTable, RawTune};
use super::resolved::Resolved;
use super::sections::{Broken, Section, Sections};
use super::{calendars, coding, collected, constraints, links, people, sensitive};
use crate::calendar::WorkTime;
use crate::dispositions::FILE_NAME;
use crate::messages::{Message, message};
use crate::mistakes::{Place, Problem, SourceFile, did_you_mean};
use crate::rules::dispositions::TABLE;
use crate::rules::plan::process::Process;
use crate::rules::{self, Origin, Rule, Scope, Setting, recurrence, unknown_field};
use crate::tables::Table;
use crate::tables::types::TableIx;

/// Resolves all names. Mistakes go to `problems`, each at its place.
pub(super) fn resolve(
    settings: Option<&RawProject>,
    sections: Sections,
    origins: &[Origin],
    files: &[SourceFile],
    ledger: Option<usize>,
    problems: &mut Vec<Problem>,
) -> Resolved {
    let mut resolved = Resolved::default();
    if sections.tables.found.is_empty() && problems.is_empty() {
        problems.push(Problem::new(message!("problem-no-table")).hint(message!("hint-init")));
    }
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    let mut raw_tables = Vec::new();
    let mut broken = Broken {
        tables: sections.tables.broken,
        rules: sections.rules.broken,
        processes: sections.processes.broken,
    };
    let own = sections.processes.found.iter();
    let own = own.filter_map(|(_, section)| section.value.calendar.as_ref());
    let (work, known) = calendars::resolve(settings, &sections.calendars, own, problems);
    resolved.work = work;
    resolved.doubts.extend(told_of_calendars(&resolved.work));
    resolved.zone = settings
        .and_then(|settings| settings.timezone.as_ref())
        .and_then(|name| zone(name, 0, problems));
    for (name, section) in sections.tables.found {
        if let Some(before) = first.get(&name) {
            let message = message!("problem-table-twice", name = name.as_str());
            problems.push(Problem::at(message, section.place).other(before.clone()));
            continue;
        }
        // also where nothing has been decided yet: the first decision would end with this mistake
        if name == TABLE {
            let message = message!("problem-dispositions-table", name = TABLE, file = FILE_NAME);
            problems.push(Problem::at(message, section.place.clone()));
        }
        first.insert(name.clone(), section.place.clone());
        let zone = resolved.zone.as_ref();
        let table = table(&name, &section, zone, files, problems);
        resolved.tables.push(table);
        raw_tables.push(section);
    }
    resolved.people = people::resolve(
        sections.people.found.as_ref(),
        &resolved.tables,
        &raw_tables,
        &broken,
        &mut resolved.doubts,
        problems,
    );
    let (people, rules) = (resolved.people.as_ref(), &sections.rules.found);
    sensitive::hide(&mut resolved.tables, people, &raw_tables, rules);
    let (codings, tables) = (&sections.codings, &resolved.tables);
    resolved.schemes = coding::resolve(codings, tables, &broken.tables, files, problems);
    for (ix, section) in raw_tables.iter().enumerate() {
        let text = &files[section.place.file].text;
        all_constraints(&mut resolved, ix, section, text, problems);
    }
    resolved.exports = resolved.tables.len();
    let tables = broken.tables.clone();
    let setting = Setting {
        tables: &resolved.tables,
        people: resolved.people.as_ref(),
        schemes: &resolved.schemes,
        work: &resolved.work,
        broken: &tables,
        text: "",
    };
    let mut resolving = Resolving {
        setting,
        files,
        links: &sections.links.found,
        calendars: &known,
        origins,
        lookups: &mut resolved.lookups,
        unfit: &mut resolved.unfit,
        problems,
    };
    let processes = resolving.all(&sections.processes.found, &mut broken);
    let (processes, made): (Vec<Process>, Vec<Table>) = processes.into_iter().unzip();
    resolved.processes = processes;
    resolved.tables.extend(made);
    for section in sections.rules.found {
        let file = section.place.file;
        let origin = origins[file].clone();
        let text = &files[file].text;
        if !rule(&mut resolved, &section, origin, text, &broken, problems) {
            broken.rules.insert((*section.value.id).clone());
        }
    }
    told_twice(&resolved.rules, problems);
    recurrences(&mut resolved, &broken, problems);
    if let Some(file) = ledger {
        dispositions(&mut resolved, &files[file].name, file);
    }
    all_links(
        &mut resolved,
        &sections.links.found,
        &broken,
        files,
        problems,
    );
    all_collected(&mut resolved, &raw_tables, &broken, files, problems);
    for (id, section) in sections.tunes.found {
        tune(&mut resolved, &id, &section, &broken, problems);
    }
    resolved
}

/// Resolves what waits for what.
fn all_links(
    resolved: &mut Resolved,
    sections: &[Section<RawLink>],
    broken: &Broken,
    files: &[SourceFile],
    problems: &mut Vec<Problem>,
) {
    for section in sections {
        let setting = Setting {
            tables: &resolved.tables[..resolved.exports],
            people: resolved.people.as_ref(),
            schemes: &resolved.schemes,
            work: &resolved.work,
            broken: &broken.tables,
            text: &files[section.place.file].text,
        };
        let link = links::resolve(section, setting, &mut resolved.lookups, problems);
        resolved.links.extend(link);
    }
}

/// Resolves what is said of data that is collected.
fn all_collected(
    resolved: &mut Resolved,
    sections: &[Section<RawTable>],
    broken: &Broken,
    files: &[SourceFile],
    problems: &mut Vec<Problem>,
) {
    for (table, section) in sections.iter().enumerate() {
        let setting = Setting {
            tables: &resolved.tables[..resolved.exports],
            people: resolved.people.as_ref(),
            schemes: &resolved.schemes,
            work: &resolved.work,
            broken: &broken.tables,
            text: &files[section.place.file].text,
        };
        let lookups = &mut resolved.lookups;
        let collected = collected::resolve(section, table, setting, lookups, problems);
        resolved.collected.push(collected);
    }
}

/// What may do nothing of what calendars say.
fn told_of_calendars(work: &WorkTime) -> Vec<Message> {
    let by_week = work.calendar.as_ref().filter(|_| !work.by_week.is_empty());
    let by_week = by_week.map(|calendar| {
        let (name, years) = (calendar.name.as_str(), work.by_week.clone());
        message!("calendar-by-week", name = name, years = years)
    });
    let unused = work.unused.iter();
    let unused = unused.map(|name| message!("calendar-unused", name = name));
    by_week.into_iter().chain(unused).collect()
}

/// The table of rules about recurrence, and the names of rules in them that nothing is called.
fn recurrences(resolved: &mut Resolved, broken: &Broken, problems: &mut Vec<Problem>) {
    let exports = resolved.tables.len();
    let rules = resolved.rules.iter();
    let recurrences = rules.filter_map(|rule| Some((rule, rule.recurring()?)));
    let Some(place) = recurrences
        .clone()
        .next()
        .map(|(rule, _)| rule.place.clone())
    else {
        return;
    };
    // what is left out because of its mistakes may be meant
    let all_known = broken.rules.is_empty() && broken.tables.is_empty();
    let others = || resolved.rules.iter().filter(|rule| rule.table < exports);
    for (rule, recurring) in recurrences.filter(|_| all_known) {
        for name in recurring.rules.iter().flatten() {
            if !others().any(|other| other.is_called(name, &resolved.tables)) {
                let message = message!("problem-recurrence-no-rule", name = name.as_str());
                let hint = did_you_mean(name, others().map(|other| other.id.as_str()));
                let place = Place::new(rule.place.file, name.span());
                problems.push(Problem::at(message, place).maybe_hint(hint));
            }
        }
    }
    resolved.tables.push(recurrence::table(place));
    resolved.history = Some(exports);
}

/// The table of the dispositions and the rules about them.
fn dispositions(resolved: &mut Resolved, name: &str, file: usize) {
    let (table, place) = (resolved.tables.len(), Place::new(file, 0..0));
    let rules = rules::dispositions::rules(table, name, &place);
    resolved.tables.push(rules::dispositions::table(place));
    resolved.rules.extend(rules);
}

fn all_constraints(
    resolved: &mut Resolved,
    ix: TableIx,
    section: &Section<RawTable>,
    text: &str,
    problems: &mut Vec<Problem>,
) {
    let broken = BTreeSet::new();
    let told = constraints::told_by_sources(ix, &resolved.tables[ix], &section.place);
    resolved.rules.extend(told);
    for (field, (name, raw)) in section.value.fields.iter().enumerate() {
        let place = Place::new(section.place.file, name.span());
        let setting = Setting {
            tables: &resolved.tables,
            work: &resolved.work,
            people: resolved.people.as_ref(),
            schemes: &resolved.schemes,
            broken: &broken,
            text,
        };
        let mut scope = Scope::new(setting, ix, place.clone(), &mut resolved.lookups);
        let rules = constraints::of_field(raw, field, &place, &mut scope);
        problems.append(&mut scope.problems);
        resolved.rules.extend(rules);
    }
    if let Some(per) = &section.value.per {
        let place = Place::new(section.place.file, per.span());
        let rules = constraints::of_copies(ix, &resolved.tables[ix], &place);
        resolved.rules.extend(rules);
    }
}

fn told_twice(rules: &[Rule], problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    for rule in rules {
        match first.get(rule.id.as_str()) {
            Some(&before) => {
                let message = message!("problem-rule-twice", id = rule.id.as_str());
                let problem = match rule.origin {
                    // nobody can change a pack
                    Origin::Pack(_) => Problem::at(message, before.clone())
                        .other(rule.place.clone())
                        .hint(message!("hint-tune", id = rule.id.as_str())),
                    _ => Problem::at(message, rule.place.clone()).other(before.clone()),
                };
                problems.push(problem);
            }
            None => {
                first.insert(&rule.id, &rule.place);
            }
        }
    }
}

fn tune(
    resolved: &mut Resolved,
    id: &str,
    section: &Section<RawTune>,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) {
    let file = section.place.file;
    let Some(ix) = resolved.rules.iter().position(|r| r.id == id) else {
        let table = id.split('.').next().unwrap_or_default();
        if broken.rules.contains(id) || broken.tables.contains(table) {
            return;
        }
        let hint = did_you_mean(id, resolved.rules.iter().map(|r| r.id.as_str()));
        problems.push(
            Problem::at(
                message!("problem-unknown-rule", id = id),
                section.place.clone(),
            )
            .maybe_hint(hint),
        );
        return;
    };
    let raw = &section.value;
    if let Some(owner) = &raw.owner {
        let table = &resolved.tables[resolved.rules[ix].table];
        if resolved.rules[ix].recurring().is_some() {
            let message = message!("problem-recurrence-key", key = "owner");
            problems.push(Problem::at(message, Place::new(file, owner.span())));
        } else if let Some(field) = table.find(owner) {
            resolved.rules[ix].owner = Some(field);
        } else {
            let (message, hint) = unknown_field(table, owner);
            problems.push(Problem::at(message, Place::new(file, owner.span())).maybe_hint(hint));
        }
    }
    let rule = &mut resolved.rules[ix];
    rule.enabled = raw.enabled.unwrap_or(rule.enabled);
    rule.severity = raw.severity.unwrap_or(rule.severity);
    if let Some(tolerance) = &raw.tolerance {
        rule.tolerance = acceptable(tolerance, file, problems);
    }
}
