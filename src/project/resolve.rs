//! Names to things: the dictionary, its constraints, the rules, and what `[tune]` changes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::processes::{Resolving, Unfit};
use super::raw::{
    CountOrShare, Delimiter, RawField, RawLink, RawProject, RawRule, RawTable, RawTune, Tolerance,
    Values,
};
use super::sections::{Broken, Section, Sections};
use super::{calendars, coding, collected, constraints, links, people, sensitive};
use crate::calendar::WorkTime;
use crate::coding::Schemes;
use crate::dispositions::FILE_NAME;
use crate::messages::{LocalText, Message, message};
use crate::mistakes::placed::{Name, OneOrMany, Placed};
use crate::mistakes::{Place, Problem, SourceFile, did_you_mean, offered};
use crate::rules::collected::Collected;
use crate::rules::dispositions::TABLE;
use crate::rules::people::People;
use crate::rules::plan::process::{BY, Condition, Flow, Process, ProcessIx};
use crate::rules::plan::{Expr, Link, Lookup, Op, Source};
use crate::rules::{
    self, Acceptable, Adoption, Check, Origin, Rule, Scope, Setting, recurrence, type_name,
    unknown_field, unknown_table, wording,
};
use crate::sources::layout::Totals;
use crate::tables::date::{Conventions, Reading};
use crate::tables::encodings::encoding;
use crate::tables::forms::narrow;
use crate::tables::header::Headings;
use crate::tables::types::{FieldType, ONE, TableIx};
use crate::tables::{Field, Table, date, header, number, patterns};

/// What the sections come to.
#[derive(Default)]
pub(super) struct Resolved {
    pub(super) zone: Option<TimeZone>,
    pub(super) tables: Vec<Table>,
    pub(super) rules: Vec<Rule>,
    pub(super) lookups: Vec<Lookup>,
    pub(super) links: Vec<Link>,
    pub(super) collected: Vec<Collected>,
    pub(super) processes: Vec<Process>,
    pub(super) schemes: Schemes,
    pub(super) people: Option<People>,
    /// The table of rules about recurrence, where there are any.
    pub(super) history: Option<TableIx>,
    pub(super) work: WorkTime,
    /// How many tables are exports; those of the processes come behind them.
    exports: usize,
    /// Rules of packs that do not fit, by pack and reason.
    skipped: Vec<(&'static str, Message, Vec<String>)>,
    /// What of the processes of packs does not fit.
    unfit: Vec<Unfit>,
    /// What may do nothing: calendars, rules of packs.
    doubts: Vec<Message>,
}

impl Resolved {
    fn skip(&mut self, pack: &'static str, reason: Message, rule: &str) {
        let same = self
            .skipped
            .iter_mut()
            .find(|(p, r, _)| *p == pack && *r == reason);
        match same {
            Some((_, _, rules)) => rules.push(rule.to_owned()),
            None => self.skipped.push((pack, reason, vec![rule.to_owned()])),
        }
    }

    /// What the user should know although it is no mistake.
    pub(super) fn notices(&self) -> Vec<Message> {
        let notice = |(pack, reason, rules): &(&'static str, Message, Vec<String>)| {
            message!(
                "pack-rule-skipped",
                pack = *pack,
                reason = reason.clone(),
                rules = rules.clone()
            )
        };
        let skipped = self.skipped.iter().map(notice);
        let events = self.unfit_events();
        events
            .into_iter()
            .chain(skipped)
            .chain(self.doubts.iter().cloned())
            .collect()
    }

    /// What of the processes of packs does not fit, by reason.
    fn unfit_events(&self) -> Vec<Message> {
        let mut told: Vec<(&Message, Vec<String>)> = Vec::new();
        for Unfit { notice, part } in &self.unfit {
            match told.iter_mut().find(|(same, _)| *same == notice) {
                Some((_, parts)) => parts.extend(part.clone()),
                None => told.push((notice, part.iter().cloned().collect())),
            }
        }
        let told = told.into_iter();
        told.map(|(notice, parts)| notice.clone().with("events", parts))
            .collect()
    }
}

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

/// A zone by its name; one that nobody knows is a mistake.
fn zone(name: &Name, file: usize, problems: &mut Vec<Problem>) -> Option<TimeZone> {
    let zone = date::zone(name);
    if zone.is_none() {
        let message = message!("problem-unknown-zone", name = name.as_str());
        let mistake = Problem::at(message, Place::new(file, name.span()));
        problems.push(mistake.hint(message!("hint-zone")));
    }
    zone
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

fn table(
    name: &str,
    section: &Section<RawTable>,
    zone: Option<&TimeZone>,
    files: &[SourceFile],
    problems: &mut Vec<Problem>,
) -> Table {
    let raw = &section.value;
    let file = section.place.file;
    let fields: Vec<Field> = raw
        .fields
        .iter()
        .map(|(name, field)| describe(name, field, zone, file, problems))
        .collect();
    let mut table = Table {
        name: name.to_owned(),
        label: raw
            .label
            .clone()
            .unwrap_or_else(|| LocalText::Plain(name.to_owned())),
        files: raw.files.items().to_vec(),
        folder: files[file].folder.clone(),
        fields,
        key: Vec::new(),
        per_document: raw.per.is_some(),
        date: None,
        department: None,
        sheet: raw.sheet.clone(),
        encoding: raw.encoding.as_ref().and_then(|label| {
            let place = Place::new(file, label.span());
            encoding(label)
                .map_err(|(message, hint)| {
                    problems.push(Problem::at(message, place).maybe_hint(hint));
                })
                .ok()
        }),
        columns: raw.columns.as_ref().map(|columns| (**columns).clone()),
        header_row: raw.header_row,
        delimiter: raw.delimiter.map(Delimiter::byte),
        notes: raw.notes.unwrap_or(true),
        unpacked: raw.max_unpacked_mb.map(|mb| u64::from(mb) << 20),
        totals: match &raw.totals {
            Some(words) => Totals::new(words.iter().map(String::as_str)),
            None => Totals::default(),
        },
        optional: raw.optional,
        place: Place::new(file, raw.files.span()),
    };
    same_headers(&table, raw, file, problems);
    if let Some(columns) = &raw.columns {
        let headings = Headings::new(&table);
        if !columns.iter().any(|c| headings.field(c).is_some()) {
            let place = Place::new(file, columns.span());
            problems.push(Problem::at(message!("problem-unknown-columns"), place));
        }
    }
    for pattern in &table.files {
        problems.extend(patterns::mistake(pattern, table.place.clone()));
    }
    named_fields(&mut table, raw, file, problems);
    table
}

/// The fields that the table's own keys name.
fn named_fields(table: &mut Table, raw: &RawTable, file: usize, problems: &mut Vec<Problem>) {
    let mut find_at = |written: &str, place: Place| {
        let found = table.find(written);
        if found.is_none() {
            let (message, hint) = unknown_field(table, written);
            problems.push(Problem::at(message, place).maybe_hint(hint));
        }
        found
    };
    let document: Option<Vec<usize>> = raw.per.as_ref().map(|per| {
        let names = per.items().iter();
        let place = || Place::new(file, per.span());
        names.filter_map(|name| find_at(name, place())).collect()
    });
    let mut find = |written: &Name| find_at(written, Place::new(file, written.span()));
    let key: Vec<usize> = raw.key.iter().filter_map(&mut find).collect();
    let department = raw.department.as_ref().and_then(&mut find);
    let dated = raw
        .date
        .as_ref()
        .and_then(|name| find(name).map(|f| (f, name)));
    if let Some((field, written)) = dated
        && !matches!(
            table.fields[field].kind,
            FieldType::Date | FieldType::Datetime
        )
    {
        let message = message!(
            "problem-field-type",
            field = &**written,
            found = type_name(table.fields[field].kind),
            wanted = message!("types-date")
        );
        problems.push(Problem::at(message, Place::new(file, written.span())));
    }
    table.key = match (document, &raw.per) {
        (Some(document), Some(per)) => {
            documents(raw, per, &document, &key, file, problems);
            document
        }
        _ => key,
    };
    table.department = department;
    table.date = dated.map(|(field, _)| field);
}

/// What identifies a document is its key, and no other is declared.
fn documents(
    raw: &RawTable,
    per: &Placed<OneOrMany>,
    document: &[usize],
    key: &[usize],
    file: usize,
    problems: &mut Vec<Problem>,
) {
    let place = Place::new(file, per.span());
    if per.items().is_empty() {
        problems.push(Problem::at(message!("problem-per-empty"), place));
    } else if let Some(first) = raw.key.first().filter(|_| key != document) {
        let other = Place::new(file, first.span());
        let mistake = Problem::at(message!("problem-per-key"), place).other(other);
        problems.push(mistake.hint(message!("hint-per-key")));
    }
}

/// A column can only be one field.
fn same_headers(table: &Table, raw: &RawTable, file: usize, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<(String, Option<usize>), usize> = BTreeMap::new();
    let names: Vec<&Name> = raw.fields.keys().collect();
    for (ix, field) in table.fields.iter().enumerate() {
        for written in &field.headers {
            let heading = (header::fold(written), field.nth);
            let before = *first.entry(heading).or_insert(ix);
            if before != ix {
                let place = |ix: usize| {
                    let heading = raw.fields[names[ix]].header.as_ref();
                    Place::new(file, heading.map_or_else(|| names[ix].span(), Placed::span))
                };
                let message = message!("problem-same-header", header = written);
                let problem = Problem::at(message, place(ix)).other(place(before));
                problems.push(problem.hint(message!("hint-same-header")));
            }
        }
    }
}

fn describe(
    name: &Name,
    raw: &RawField,
    zone: Option<&TimeZone>,
    file: usize,
    problems: &mut Vec<Problem>,
) -> Field {
    let headers = raw
        .header
        .as_ref()
        .map_or_else(|| vec![(**name).clone()], |h| h.items().to_vec());
    if let Some(formats) = &raw.format {
        for format in formats.items().iter().filter(|f| !date::valid_format(f)) {
            let message = message!("problem-bad-format", format = format);
            problems.push(Problem::at(message, Place::new(file, formats.span())));
        }
        if !matches!(raw.kind, FieldType::Date | FieldType::Datetime) {
            problems.push(Problem::at(
                message!("problem-format-needs-date"),
                Place::new(file, formats.span()),
            ));
        }
    }
    check_units(raw, file, problems);
    let formats = raw
        .format
        .as_ref()
        .map_or_else(Vec::new, |f: &Placed<OneOrMany>| f.items().to_vec());
    let null: Vec<String> = raw.null.iter().map(|word| word.trim().to_owned()).collect();
    let map = raw.values.as_ref().and_then(|values| match &**values {
        Values::Map(map) => Some((map.clone(), values.span())),
        Values::List(_) => None,
    });
    if let Some((_, span)) = &map
        && !matches!(raw.kind, FieldType::Text | FieldType::Boolean)
    {
        problems.push(Problem::at(
            message!("problem-map-needs-text"),
            Place::new(file, span.clone()),
        ));
    }
    let words = raw.values.as_ref().map(|values| match &**values {
        Values::Map(map) => map.values().cloned().collect(),
        Values::List(list) => list.clone(),
    });
    Field {
        name: (**name).clone(),
        kind: raw.kind,
        label: raw
            .label
            .clone()
            .unwrap_or_else(|| LocalText::Plain(headers.first().cloned().unwrap_or_default())),
        headers,
        nth: raw.nth.map(|nth| nth.get() as usize - 1),
        fill_down: raw.fill_down,
        null_dates: null_dates(raw.kind, &null, &formats, zone),
        null,
        values: map.map(|(map, _)| map),
        words,
        sensitive: raw.sensitive.unwrap_or_default(),
        optional: raw.optional,
        example: raw.example.as_ref().map(|example| (**example).clone()),
        help: raw.help.clone(),
        supplier: raw.supplier.clone(),
        formats,
        own_zone: raw
            .timezone
            .as_ref()
            .and_then(|name| own_zone(name, raw.kind, zone, file, problems)),
        zone: zone.cloned(),
        units: raw.unit.as_ref().map_or_else(Vec::new, |units| {
            let units = units.items().iter();
            units.map(|u| narrow(u.trim()).into_owned()).collect()
        }),
    }
}

/// The zone of a column whose times go by other clocks than the company's.
fn own_zone(
    name: &Name,
    kind: FieldType,
    company: Option<&TimeZone>,
    file: usize,
    problems: &mut Vec<Problem>,
) -> Option<TimeZone> {
    let place = || Place::new(file, name.span());
    if kind != FieldType::Datetime {
        let message = message!("problem-zone-needs-datetime");
        problems.push(Problem::at(message, place()));
    } else if company.is_none() {
        let message = message!("problem-zone-of-company");
        problems.push(Problem::at(message, place()).hint(message!("hint-zone-of-company")));
    }
    zone(name, file, problems)
}

/// A unit that looks like a part of the number would change it.
fn check_units(raw: &RawField, file: usize, problems: &mut Vec<Problem>) {
    let Some(units) = &raw.unit else { return };
    let place = || Place::new(file, units.span());
    for unit in units.items() {
        let first = narrow(unit.trim()).chars().next();
        if first.is_none_or(|c| c.is_ascii_digit() || "+-.,()".contains(c)) {
            let message = message!("problem-bad-unit", unit = unit);
            problems.push(Problem::at(message, place()));
        }
    }
    if !matches!(raw.kind, FieldType::Integer | FieldType::Decimal) {
        problems.push(Problem::at(message!("problem-unit-needs-number"), place()));
    }
}

/// The null words of a date column that are dates themselves: they stand for an empty cell in every form.
fn null_dates(
    kind: FieldType,
    null: &[String],
    formats: &[String],
    zone: Option<&TimeZone>,
) -> Vec<i64> {
    if !matches!(kind, FieldType::Date | FieldType::Datetime) {
        return Vec::new();
    }
    let stamp = |word: &String| {
        let conventions = Conventions {
            formats,
            zone,
            ..Conventions::default()
        };
        date::iso(word).or_else(|| match date::read(word, conventions) {
            Reading::Stamp(stamp, _) => Some(stamp),
            Reading::Unordered | Reading::Zoned | Reading::Refused(_) | Reading::Unreadable => None,
        })
    };
    let stamps = null.iter().filter_map(stamp);
    stamps.map(|stamp| stamp.millis).collect()
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

/// Whether the rule can be judged.
fn rule(
    resolved: &mut Resolved,
    section: &Section<RawRule>,
    origin: Origin,
    text: &str,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) -> bool {
    let raw = &section.value;
    let place = Place::new(section.place.file, raw.id.span());
    let mut found = Vec::new();
    let pack = if let Origin::Pack(name) = origin {
        Some(name)
    } else {
        None
    };
    let rule = lower(resolved, raw, origin, &place, text, broken, &mut found);
    if section.is_part {
        // what the rule lacks may stand in the parts that are left out
        found.retain(|problem| problem.place.as_ref() != Some(&place));
        problems.extend(found);
        return false;
    }
    match (rule, pack) {
        (Some(rule), _) if found.is_empty() => {
            resolved.rules.push(rule);
            return true;
        }
        // a pack is written for many companies: what does not fit this one is told, not a mistake
        (_, Some(pack)) => {
            // without a reason of its own it is about what has mistakes, and those are told
            debug_assert!(!found.is_empty() || !problems.is_empty(), "{}", *raw.id);
            if let Some(problem) = found.into_iter().next() {
                resolved.skip(pack, problem.message, &raw.id);
            }
        }
        (None, _) if found.is_empty() && problems.is_empty() => {
            // a rule that nobody judges would pass without a word
            problems.push(Problem::at(message!("rule-lost"), place));
        }
        _ => problems.extend(found),
    }
    false
}

fn lower(
    resolved: &mut Resolved,
    raw: &RawRule,
    origin: Origin,
    place: &Place,
    text: &str,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) -> Option<Rule> {
    problems.extend(bad_id(&raw.id, place));
    let tolerance = raw
        .tolerance
        .as_ref()
        .and_then(|t| acceptable(t, place.file, problems));
    let process = process(resolved, raw, place, broken, problems).ok()?;
    let table = match (&raw.table, process) {
        (None, Some(process)) => resolved.processes[process].table,
        (Some(name), _) if !recurs(raw) => {
            judged_table(resolved, name, place.file, broken, problems)?
        }
        // it comes after the exports, once all rules are known
        _ if has_no_table(resolved, raw, place, problems) => resolved.tables.len(),
        _ => return None,
    };
    let has_owner = raw
        .owner
        .as_ref()
        .is_some_and(|o| resolved.tables[table].find(o).is_some());
    let setting = Setting {
        tables: match process {
            Some(_) => &resolved.tables,
            None => &resolved.tables[..resolved.exports],
        },
        work: &resolved.work,
        people: resolved.people.as_ref(),
        schemes: &resolved.schemes,
        broken: &broken.tables,
        text,
    };
    let mut scope = Scope::new(setting, table, place.clone(), &mut resolved.lookups);
    scope.lenient = matches!(origin, Origin::Pack(_));
    if let Some(ix) = process {
        scope.process = Some(resolved.processes[ix].clone());
        scope.process_ix = ix;
    }
    owner_of_whole(raw, &mut scope);
    let owner = match &raw.owner {
        None if process.is_some() => Some(BY),
        None => recurs(raw).then_some(recurrence::OWNER),
        Some(name) if has_owner || !matches!(origin, Origin::Pack(_)) => scope.field(name),
        _ => None,
    };
    let of_rows = process.is_none();
    let mut conditions: Vec<Expr> = (raw.when.iter().filter(|_| of_rows))
        .filter_map(|w| scope.condition(table, w))
        .collect();
    for (bound, op) in [(&raw.since, Op::Ge), (&raw.until, Op::Le)] {
        if let Some(bound) = bound.as_ref().filter(|_| of_rows) {
            conditions.extend(validity(bound, op, &mut scope));
        }
    }
    scope.problems.extend(backwards(raw, place.file));
    let mut plan = raw.check.plan(&mut scope);
    if let Some(Source::Process(flow)) = plan.as_mut().map(|plan| &mut plan.source) {
        judged(flow, raw, &mut scope);
    }
    if let (Some(own), false) = (&raw.message, recurs(raw)) {
        let judgements = plan.as_mut().map(|plan| &mut plan.judgements[..]);
        wording::speak(own, judgements.unwrap_or_default(), &mut scope);
    }
    problems.append(&mut scope.problems);
    let doubts = std::mem::take(&mut scope.doubts);
    // with what the rule asks of its events
    let asked = scope.process.take();
    if let Some((ix, asked)) = process.zip(asked) {
        resolved.processes[ix] = asked;
    }
    if let Origin::Pack(pack) = origin {
        let notice = |reason| {
            message!(
                "pack-word-unknown",
                pack = pack,
                rule = raw.id.as_str(),
                reason = reason
            )
        };
        resolved.doubts.extend(doubts.into_iter().map(notice));
    }
    let when = if conditions.len() > 1 {
        Some(Expr::And(conditions))
    } else {
        conditions.pop()
    };
    Some(Rule {
        id: (*raw.id).clone(),
        label: raw.label.clone(),
        kind: raw.check.name(),
        table,
        when,
        severity: raw.severity.unwrap_or(raw.check.severity()),
        owner,
        tolerance,
        why: raw.why.clone(),
        fix: raw.fix.clone(),
        adoption: adoption(raw),
        tags: raw.tags.clone(),
        plan: plan?,
        origin,
        place: place.clone(),
        enabled: true,
    })
}

/// Which documents it is for, and where that was decided.
fn adoption(raw: &RawRule) -> Adoption {
    Adoption {
        since: raw.since.as_ref().map(|day| day.to_string()),
        until: raw.until.as_ref().map(|day| day.to_string()),
        decided_by: raw.decided_by.clone(),
    }
}

/// That somebody is to act on what is about a table.
fn owner_of_whole(raw: &RawRule, scope: &mut Scope) {
    if let Some(name) = raw.owner.as_ref().filter(|_| raw.check.is_of_whole()) {
        let kind = raw.check.name();
        scope.mistake_at(message!("problem-owner-of-whole", kind = kind), name.span());
    }
}

/// That a rule ends before it begins.
fn backwards(raw: &RawRule, file: usize) -> Option<Problem> {
    let (since, until) = (raw.since.as_ref()?, raw.until.as_ref()?);
    let message = message!(
        "problem-min-over-max",
        min = since.to_string(),
        max = until.to_string()
    );
    let (here, other) = (
        Place::new(file, until.span()),
        Place::new(file, since.span()),
    );
    let mistake = Problem::at(message, here).other(other);
    (since.to_string() > until.to_string()).then_some(mistake)
}

/// That something is wrong, which is told already.
struct Told;

/// The process that the rule is about; none where it is about a table. That it names the wrong one of both is told.
fn process(
    resolved: &Resolved,
    raw: &RawRule,
    place: &Place,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) -> Result<Option<ProcessIx>, Told> {
    let kind = raw.check.name();
    let Some(name) = &raw.process else {
        if raw.check.is_of_cases() {
            let at = raw.table.as_ref().map_or(place.span.clone(), Name::span);
            let message = message!("problem-kind-of-cases", kind = kind);
            problems.push(Problem::at(message, Place::new(place.file, at)));
            return Err(Told);
        }
        return Ok(None);
    };
    let at = Place::new(place.file, name.span());
    if !raw.check.is_of_cases() {
        let message = message!("problem-kind-of-rows", kind = kind);
        problems.push(Problem::at(message, at));
        return Err(Told);
    }
    if let Some(table) = &raw.table {
        let message = message!("problem-table-and-process");
        let other = Place::new(place.file, table.span());
        problems.push(Problem::at(message, other).other(at));
        return Err(Told);
    }
    let mut processes = resolved.processes.iter();
    let found = processes.position(|process| process.name == **name);
    if found.is_none() && !broken.processes.contains(&**name) {
        let names = resolved
            .processes
            .iter()
            .map(|process| process.name.as_str());
        let hint = did_you_mean(name, names.clone()).or_else(|| {
            let names = offered(names);
            (!names.is_empty()).then(|| message!("hint-one-of", names = names))
        });
        let message = message!("problem-unknown-process", name = name.as_str());
        problems.push(Problem::at(message, at).maybe_hint(hint));
    }
    found.map(Some).ok_or(Told)
}

/// Which events, or cases, a rule about a process judges: `when`, `since` and `until`.
fn judged(flow: &mut Flow, raw: &RawRule, scope: &mut Scope) {
    flow.since = raw.since.as_ref().and_then(|bound| day_of(bound, scope));
    flow.until = raw.until.as_ref().and_then(|bound| day_of(bound, scope));
    let Some(when) = &raw.when else { return };
    let Some(event) = flow.step.subject() else {
        scope.mistake_at(message!("problem-when-of-nothing"), when.span());
        return;
    };
    let table = scope.event_table(event);
    let Some(expr) = scope.condition(table, when) else {
        return;
    };
    let process = scope.process.as_mut();
    flow.when = process.map(|process| (event, process.condition(Condition { table, expr })));
}

/// Whether the rule looks at the findings of other rules.
fn recurs(raw: &RawRule) -> bool {
    matches!(raw.check, Check::Recurrence(_))
}

/// The table of that name.
fn judged_table(
    resolved: &Resolved,
    name: &Name,
    file: usize,
    broken: &Broken,
    problems: &mut Vec<Problem>,
) -> Option<TableIx> {
    if broken.tables.contains(&**name) {
        return None;
    }
    let tables = &resolved.tables[..resolved.exports];
    let found = tables.iter().position(|t| t.name == **name);
    if found.is_none() {
        let (message, hint) = unknown_table(tables, name);
        let place = Place::new(file, name.span());
        problems.push(Problem::at(message, place).maybe_hint(hint));
    }
    found
}

/// Whether a rule about recurrence leaves out everything that is about a table; what it does not is told, and so is an
/// export that has the name of its own table.
fn has_no_table(
    resolved: &Resolved,
    raw: &RawRule,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> bool {
    let name = |name: &Option<Name>| name.as_ref().map(Name::span);
    let day = |day: &Option<Placed<toml::value::Datetime>>| day.as_ref().map(Placed::span);
    let keys = [
        ("table", name(&raw.table)),
        ("when", name(&raw.when)),
        ("owner", name(&raw.owner)),
        ("since", day(&raw.since)),
        ("until", day(&raw.until)),
        ("message", raw.message.as_ref().map(Placed::span)),
    ];
    let before = problems.len();
    for (key, span) in keys {
        if let Some(span) = span {
            let message = message!("problem-recurrence-key", key = key);
            problems.push(Problem::at(message, Place::new(place.file, span)));
        }
    }
    let mut tables = resolved.tables.iter();
    if let Some(taken) = tables.find(|table| table.name == recurrence::TABLE) {
        let message = message!("problem-recurrence-table", name = recurrence::TABLE);
        problems.push(Problem::at(message, place.clone()).other(taken.place.clone()));
    }
    problems.len() == before
}

/// `since` or `until` as a condition on the table's document date.
fn validity(bound: &Placed<toml::value::Datetime>, op: Op, scope: &mut Scope) -> Option<Expr> {
    let Some(field) = scope.dictionary(scope.table).date else {
        let table = scope.dictionary(scope.table).name.clone();
        scope.mistake_at(
            message!("problem-no-document-date", table = table),
            bound.span(),
        );
        return None;
    };
    let day = day_of(bound, scope)?;
    Some(Expr::Day(Box::new(scope.value(field))).compare(op, Expr::Date(day)))
}

/// The day that is written; what is none is told.
fn day_of(bound: &Placed<toml::value::Datetime>, scope: &mut Scope) -> Option<i64> {
    let day = bound.date.and_then(|d| date::iso(&d.to_string()));
    let day = day.filter(|_| bound.time.is_none());
    if day.is_none() {
        let message = message!("problem-bad-date", written = bound.to_string());
        scope.mistake_at(message, bound.span());
    }
    day.map(date::Stamp::day)
}

fn acceptable(raw: &Tolerance, file: usize, problems: &mut Vec<Problem>) -> Option<Acceptable> {
    match &*raw.over {
        CountOrShare::Count(count) => Some(Acceptable::Count(*count)),
        CountOrShare::Share(text) => {
            let percent = text.trim().strip_suffix('%').and_then(number::decimal);
            let percent = percent.filter(|percent| (0..=100 * ONE).contains(percent));
            if percent.is_none() {
                let place = Place::new(file, raw.over.span());
                problems.push(Problem::at(
                    message!("problem-bad-share", written = text),
                    place,
                ));
            }
            percent.map(Acceptable::Percent)
        }
    }
}

/// That an id is not written as ids are.
fn bad_id(id: &str, place: &Place) -> Option<Problem> {
    if is_kebab(id) {
        return None;
    }
    let message = message!("problem-bad-id", id = id);
    let kebab = id.trim().to_lowercase().replace(['_', ' ', '.'], "-");
    let hint = is_kebab(&kebab).then(|| message!("hint-did-you-mean", name = kebab));
    Some(Problem::at(message, place.clone()).maybe_hint(hint))
}

fn is_kebab(id: &str) -> bool {
    let part = |p: &str| {
        !p.is_empty()
            && p.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    id.split('-').all(part)
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
