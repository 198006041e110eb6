//! `[process.NAME]`: what happens to the cases that a company works on, and where that is written.

use std::collections::BTreeMap;

use super::calendars;
use super::raw::{RawEvent, RawLink, RawProcess};
use super::sections::{Broken, Section};
use crate::calendar::WorkTime;
use crate::messages::{LocalText, Message, message};
use crate::mistakes::placed::Name;
use crate::mistakes::{Place, Problem, SourceFile};
use crate::rules::plan::process::{ActivityLog, BY, CASE, DOCUMENT, Event, Process};
use crate::rules::plan::{Expr, Lookup, Reduce};
use crate::rules::{Origin, Scope, Setting};
use crate::tables::Table;
use crate::tables::types::{ExprType, FieldIx, FieldType, Fold, TableIx};

/// What `explain` shows; a test loads it.
pub(crate) const EXAMPLE: &str = r#"[process.o2c]
label = "From order to cash"
case  = "order_no"                 # the field that names the case, in each of the tables
tie   = "undecided"                # of one moment, or one day without times: undecided, ok or violation
missing = "undecided"              # done, but nobody wrote down when: undecided or violation

[[process.o2c.event]]
name  = "order.approved"
label = "Order approved"
from  = "orders"
at    = "approved_at"              # a date or datetime; empty: it has not happened
by    = "approver"                 # default: nobody is named

[[process.o2c.event]]
name  = "shipment.sent"
label = "Shipment sent"
from  = "shipments"
at    = "shipped_at"
id    = "shipment_no"              # tells several of a case apart; default: their number
"#;

/// What processes are resolved with.
pub(super) struct Resolving<'a> {
    /// What their tables and texts are looked up in; the text of each file is filled in.
    pub(super) setting: Setting<'a>,
    pub(super) files: &'a [SourceFile],
    pub(super) links: &'a [Section<RawLink>],
    pub(super) calendars: &'a calendars::Known,
    pub(super) origins: &'a [Origin],
    pub(super) lookups: &'a mut Vec<Lookup>,
    pub(super) unfit: &'a mut Vec<Unfit>,
    pub(super) problems: &'a mut Vec<Problem>,
}

/// What of a pack's process does not fit the company: why, and which event, or what of it.
pub(super) struct Unfit {
    pub(super) notice: Message,
    pub(super) part: Option<String>,
}

impl Resolving<'_> {
    /// The processes, each with the table that is made for it. Those with mistakes are left out, and told; of those in packs what
    /// does not fit is left out, and the company's own go before them.
    pub(super) fn all(
        &mut self,
        found: &[(String, Section<RawProcess>)],
        broken: &mut Broken,
    ) -> Vec<(Process, Table)> {
        let mut resolved: Vec<(Process, Table)> = Vec::new();
        let is_own = |(_, section): &&(String, Section<RawProcess>)| self.pack(section).is_none();
        let (own, of_packs): (Vec<_>, Vec<_>) = found.iter().partition(is_own);
        for (name, section) in own.into_iter().chain(of_packs) {
            let told = self.problems.len();
            let pack = self.pack(section);
            let is_given = || resolved.iter().any(|(process, _)| process.name == *name);
            if pack.is_some() && (broken.processes.contains(name) || is_given()) {
                continue;
            }
            let tables = self.setting.tables.iter();
            let tables = tables.chain(resolved.iter().map(|(_, table)| table));
            if let Some(before) = tables.into_iter().find(|table| table.name == *name) {
                let message = message!("problem-process-name", name = name.as_str());
                let twice = Problem::at(message, section.place.clone());
                self.problems.push(twice.other(before.place.clone()));
            }
            let table = self.setting.tables.len() + resolved.len();
            let process = self.process(name, section, table);
            match process.filter(|_| self.problems.len() == told) {
                Some(process) => resolved.push(process),
                None if pack.is_some() => {
                    self.leave_out(pack, told, name, None);
                }
                None => {
                    broken.processes.insert(name.clone());
                }
            }
        }
        resolved
    }

    /// The pack that a process stands in; none for one of the company.
    fn pack(&self, section: &Section<RawProcess>) -> Option<&'static str> {
        match self.origins[section.place.file] {
            Origin::Pack(name) => Some(name),
            _ => None,
        }
    }

    /// Takes back the mistakes told since then: a pack is written for many companies, and the first of them says why a part of its
    /// process, or all of it, is left out. Whether there were any; outside of packs they stay.
    fn leave_out(
        &mut self,
        pack: Option<&'static str>,
        told: usize,
        process: &str,
        part: Option<String>,
    ) -> bool {
        let Some(pack) = pack else { return false };
        let first = self.problems.drain(told..).next();
        let Some(Problem { message, .. }) = first else {
            return false;
        };
        let notice = match part {
            Some(_) => message!("pack-event-skipped"),
            None => message!("pack-process-skipped"),
        };
        let notice = notice.with("pack", pack).with("process", process);
        let notice = notice.with("reason", message);
        self.unfit.push(Unfit { notice, part });
        true
    }

    /// Words in an event of a pack that the dictionary does not know; the event stays.
    fn doubt(
        &mut self,
        pack: Option<&'static str>,
        doubts: Vec<Message>,
        process: &str,
        event: &str,
    ) {
        for (pack, doubt) in doubts.into_iter().filter_map(|doubt| Some((pack?, doubt))) {
            let notice = message!(
                "pack-event-word-unknown",
                pack = pack,
                process = process,
                reason = doubt
            );
            let part = Some(event.to_owned());
            self.unfit.push(Unfit { notice, part });
        }
    }

    fn process(
        &mut self,
        name: &str,
        section: &Section<RawProcess>,
        table: TableIx,
    ) -> Option<(Process, Table)> {
        let (raw, file) = (&section.value, section.place.file);
        let pack = self.pack(section);
        if raw.event.is_empty() {
            let message = message!("problem-process-no-event", name = name);
            self.problems
                .push(Problem::at(message, section.place.clone()));
            return None;
        }
        self.names(raw, file);
        let work = self.work(raw, file);
        let mut events: Vec<Option<Event>> = Vec::new();
        for event in &raw.event {
            let told = self.problems.len();
            let found = self.event(name, raw, event, section);
            if !self.leave_out(pack, told, name, Some((*event.name).clone())) {
                events.push(found);
            }
        }
        if events.is_empty() {
            return None;
        }
        let log = raw
            .activity
            .as_ref()
            .map(|activity| self.log(raw, activity, file));
        let process = Process {
            name: name.to_owned(),
            label: named(raw.label.as_ref(), name),
            place: section.place.clone(),
            table,
            tie: raw.tie,
            missing: raw.missing,
            work,
            events: events.into_iter().collect::<Option<Vec<Event>>>()?,
            log: match log {
                Some(log) => Some(log?),
                None => None,
            },
            conditions: Vec::new(),
            values: Vec::new(),
        };
        let table = supplied(&process, self.setting.tables, self.lookups);
        Some((process, table))
    }

    /// Tells names of events that are given twice, and those that its table needs for itself.
    fn names(&mut self, raw: &RawProcess, file: usize) {
        let mut first: BTreeMap<&str, &Name> = BTreeMap::new();
        for event in &raw.event {
            let name = &event.name;
            let place = |name: &Name| Place::new(file, name.span());
            if let Some(before) = first.insert(name, name) {
                let message = message!("problem-event-twice", name = name.as_str());
                let twice = Problem::at(message, place(name));
                self.problems.push(twice.other(place(before)));
            }
            if name.trim().is_empty()
                || matches!(name.as_str(), "case" | "document" | "by" | "event")
                || name.ends_with(".by")
            {
                let message = message!("problem-event-name", name = name.as_str());
                self.problems.push(Problem::at(message, place(name)));
            }
        }
    }

    /// Its own working time, where it declares one.
    fn work(&mut self, raw: &RawProcess, file: usize) -> WorkTime {
        if raw.calendar.is_none() && raw.hours.is_none() {
            return self.setting.work.clone();
        }
        let (calendar, hours) = (raw.calendar.as_ref(), raw.hours.as_deref());
        self.calendars
            .work_time(calendar, hours, file, self.problems)
    }

    /// Mistakes are told; then there is no event.
    fn event(
        &mut self,
        process: &str,
        raw: &RawProcess,
        event: &RawEvent,
        section: &Section<RawProcess>,
    ) -> Option<Event> {
        let (file, pack) = (section.place.file, self.pack(section));
        let of_log = raw.activity.is_some() && event.from.is_none();
        let place = Place::new(file, event.name.span());
        let Some(from) = event.from.as_ref().or(raw.from.as_ref()) else {
            let message = message!("problem-event-no-table", name = event.name.as_str());
            self.problems.push(Problem::at(message, place));
            return None;
        };
        let table = self.table(from, file)?;
        if let Some(words) = event.activity.as_ref().filter(|_| !of_log) {
            let message = message!("problem-event-activity", name = event.name.as_str());
            let place = Place::new(file, words.span());
            self.problems.push(Problem::at(message, place));
        }
        let own_or = |own: &Option<Name>, of_log_is: &Option<Name>| {
            let inherited = of_log_is.as_ref().filter(|_| of_log);
            own.as_ref().or(inherited).cloned()
        };
        let Some(at) = own_or(&event.at, &raw.at) else {
            let message = message!("problem-event-no-time", name = event.name.as_str());
            self.problems.push(Problem::at(message, place));
            return None;
        };
        let case = self.case(event.case.as_ref().unwrap_or(&raw.case), table, file);
        // who did it, and which it is, a company may not write down: the event is there all the same
        let mut beside = |name: Option<Name>, key: &str| {
            let told = self.problems.len();
            let mut scope = self.scope(table, place.clone());
            let field = name.map(|name| scope.field(&name));
            let mistakes = std::mem::take(&mut scope.problems);
            self.tell(mistakes);
            let part = format!("{}.{key}", *event.name);
            self.leave_out(pack, told, process, Some(part));
            field
        };
        let by = beside(own_or(&event.by, &raw.by), "by");
        let id = beside(own_or(&event.id, &raw.id), "id");
        let mut scope = self.scope(table, place.clone());
        scope.lenient = pack.is_some();
        let at = dated(&at, &mut scope);
        let when = event.when.as_ref().map(|when| scope.condition(table, when));
        let told = std::mem::take(&mut scope.problems);
        let doubts = std::mem::take(&mut scope.doubts);
        self.tell(told);
        self.doubt(pack, doubts, process, &event.name);
        Some(Event {
            label: named(event.label.as_ref(), &event.name),
            name: (*event.name).clone(),
            table,
            case: case?,
            at: at?,
            secret: by.flatten().is_some_and(|by| self.is_secret(table, by)),
            hides_time: at.is_some_and(|at| self.is_secret(table, at)),
            by: by.flatten(),
            id: id.flatten(),
            when: when.flatten(),
            activities: match &event.activity {
                _ if !of_log => Vec::new(),
                Some(words) => words.items().to_vec(),
                None => vec![(*event.name).clone()],
            },
        })
    }

    /// The table whose column names the events. What events take over from it is told where they are.
    fn log(&mut self, raw: &RawProcess, activity: &Name, file: usize) -> Option<ActivityLog> {
        let place = Place::new(file, activity.span());
        let Some(from) = &raw.from else {
            let message = message!("problem-log-no-table");
            self.problems.push(Problem::at(message, place));
            return None;
        };
        let Some(at) = &raw.at else {
            let message = message!("problem-log-no-time");
            self.problems.push(Problem::at(message, place));
            return None;
        };
        let table = self.table(from, file)?;
        let case = self.case(&raw.case, table, file);
        let mut scope = self.scope(table, place);
        let activity = visible(activity, &mut scope);
        let at = dated(at, &mut scope);
        let by = raw.by.as_ref().map(|by| scope.field(by));
        let id = raw.id.as_ref().map(|id| scope.field(id));
        let when = raw.when.as_ref().map(|when| scope.condition(table, when));
        let told = std::mem::take(&mut scope.problems);
        self.tell(told);
        Some(ActivityLog {
            table,
            activity: activity?,
            case: case?,
            at: at?,
            secret: by.flatten().is_some_and(|by| self.is_secret(table, by)),
            hides_time: at.is_some_and(|at| self.is_secret(table, at)),
            by: by.flatten(),
            id: id.flatten(),
            when: when.flatten(),
        })
    }

    fn is_secret(&self, table: TableIx, field: FieldIx) -> bool {
        self.setting.tables[table].fields[field].sensitive
    }

    /// What names the case in a table: a field of its own, or one that a link leads to.
    fn case(&mut self, name: &Name, table: TableIx, file: usize) -> Option<Expr> {
        let links = self.links;
        let mut scope = self.scope(table, Place::new(file, name.span()));
        let case = if scope.dictionary(table).find(name).is_none() && scope.names_elsewhere(name) {
            linked(name, links, &mut scope)
        } else {
            let field = scope.field(name);
            field.map(|field| in_case(scope.value(field), scope.is_person(table, field)))
        };
        let told = std::mem::take(&mut scope.problems);
        self.tell(told);
        case
    }

    /// Several events may take over one mistake.
    fn tell(&mut self, told: Vec<Problem>) {
        for problem in told {
            let same =
                |known: &Problem| known.place == problem.place && known.message == problem.message;
            if !self.problems.iter().any(same) {
                self.problems.push(problem);
            }
        }
    }

    fn scope(&mut self, table: TableIx, place: Place) -> Scope<'_> {
        let setting = Setting {
            text: &self.files[place.file].text,
            ..self.setting
        };
        Scope::new(setting, table, place, self.lookups)
    }

    fn table(&mut self, name: &Name, file: usize) -> Option<TableIx> {
        let place = Place::new(file, name.span());
        let mut scope = self.scope(0, place);
        let table = scope.other_table(name);
        let told = std::mem::take(&mut scope.problems);
        self.tell(told);
        table
    }
}

/// The label, or what stands for it.
fn named(label: Option<&LocalText>, name: &str) -> LocalText {
    let own = || LocalText::Plain(name.to_owned());
    label.cloned().unwrap_or_else(own)
}

/// A field that names the steps of cases: each case is told by them, and a mask would leave nothing of that.
fn visible(name: &Name, scope: &mut Scope) -> Option<FieldIx> {
    let field = scope.field(name)?;
    if scope.describe(field).sensitive {
        let message = message!("problem-log-sensitive", field = &**name);
        scope.mistake_at(message, name.span());
        return None;
    }
    Some(field)
}

fn dated(name: &Name, scope: &mut Scope) -> Option<FieldIx> {
    let field = scope.field(name)?;
    let dated = scope.expect_type(name, field, &[ExprType::Date, ExprType::Instant]);
    dated.then_some(field)
}

/// The key of a case, as those of other tables are compared with it.
fn in_case(key: Expr, is_person: bool) -> Expr {
    if is_person {
        Expr::Person(Box::new(key))
    } else {
        key.fold(&[Fold::Trim])
    }
}

/// The field of another table, written as `TABLE.FIELD`, that the one link leads to from the table of the scope.
fn linked(name: &Name, links: &[Section<RawLink>], scope: &mut Scope) -> Option<Expr> {
    let (other, field) = scope.field_elsewhere(name)?;
    let tables = (
        scope.dictionary(scope.table).name.clone(),
        scope.dictionary(other).name.clone(),
    );
    let of = |name: &'_ Name, table: &str| {
        let field = name.strip_prefix(table)?.strip_prefix('.')?;
        Some(field.to_owned())
    };
    let mut fitting = links.iter().filter_map(|link| {
        let raw = &link.value;
        Some((of(&raw.from, &tables.0)?, of(&raw.to, &tables.1)?, raw))
    });
    let (Some((from, to, raw)), None) = (fitting.next(), fitting.next()) else {
        let message = message!("problem-event-no-link", from = tables.0, to = tables.1);
        scope.mistake_at(message, name.span());
        return None;
    };
    // mistakes in the link are told where it stands
    let from = scope.dictionary(scope.table).find(&from)?;
    let to = scope.dictionary(other).find(&to)?;
    let (own, keys) = scope.paired_keys(&[from], other, &[to], &raw.normalise);
    let value = in_case(scope.value_of(other, field), scope.is_person(other, field));
    let kind = value.kind();
    let lookup = scope.lookup(Lookup {
        table: other,
        keys,
        when: None,
        reduce: Reduce::Only(value),
        optional: false,
    });
    Some(Expr::Lookup(lookup, kind, own))
}

/// The table of a process: its rows are the events.
fn supplied(process: &Process, tables: &[Table], lookups: &[Lookup]) -> Table {
    let field = |table: TableIx, field: FieldIx| tables[table].fields[field].clone();
    let first = &process.events[0];
    let [case, document, by, other] = LocalText::of_keys([
        "column-case",
        "column-document",
        "column-by",
        "column-event",
    ]);
    let own = [
        ("case", FieldType::Text, case),
        ("document", FieldType::Text, document),
        ("by", FieldType::Person, by),
        ("event", FieldType::Text, other),
    ];
    let key = vec![CASE, DOCUMENT];
    let mut table = Table::supplied(
        &process.name,
        process.label.clone(),
        own,
        key,
        process.place.clone(),
    );
    if let [named] = first.case.fields()[..]
        && !matches!(first.case, Expr::Lookup(..))
    {
        // as the exports call it
        let named = field(first.table, named);
        table.fields[CASE].label = named.label;
    }
    // what nobody may see of a table, nobody may see of its events
    let secret =
        |table: TableIx, id: Option<FieldIx>| id.is_some_and(|id| field(table, id).sensitive);
    let log = process.log.iter().map(|log| (log.table, &log.case));
    let cases = process
        .events
        .iter()
        .map(|event| (event.table, &event.case));
    table.fields[CASE].sensitive = cases.chain(log).any(|(table, case)| match case {
        // what a link leads to
        Expr::Lookup(lookup, ..) => {
            let lookup = &lookups[*lookup];
            let Reduce::Only(value) = &lookup.reduce else {
                return false;
            };
            tables[lookup.table].hides(value.fields().into_iter())
        }
        case => tables[table].hides(case.fields().into_iter()),
    });
    let log = process.log.iter().map(|log| (log.table, log.id));
    let ids = process.events.iter().map(|event| (event.table, event.id));
    table.fields[DOCUMENT].sensitive = ids.chain(log).any(|(table, id)| secret(table, id));
    table.fields[BY].sensitive = process.hides_people();
    for event in &process.events {
        let mut at = field(event.table, event.at);
        at.name.clone_from(&event.name);
        at.label = event.label.clone();
        let mut who = event
            .by
            .map_or_else(|| table.fields[BY].clone(), |by| field(event.table, by));
        who.name = format!("{}.by", event.name);
        who.kind = FieldType::Person;
        table.fields.extend([at, who]);
    }
    table
}
