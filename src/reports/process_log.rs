//! The events of a process for programs that mine processes, as XES or OCEL 2.0.
//!
//! Both formats want a time for every event: one of which nobody wrote down when it was, or nobody may
//! see that, is left out, and counted.

mod ocel;
#[cfg(test)]
mod tests;
mod xes;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use jiff::tz::TimeZone;

use crate::messages::{Lang, Message, message};
use crate::process::events::Stamp;
use crate::process::judge::label;
use crate::process::log::{Case, Happened, Log};
use crate::project::Project;
use crate::rules::plan::process::CASE;
use crate::tables::date;
use crate::tables::mask::mask;
use crate::tables::types::TableIx;

/// How events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// IEEE 1849.
    Xes,
    /// The same, packed with gzip.
    XesGz,
    /// OCEL 2.0 as JSON.
    Ocel,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        let name = name.to_lowercase();
        let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        if ends(&[".xes"]) {
            Some(Format::Xes)
        } else if ends(&[".xes.gz"]) {
            Some(Format::XesGz)
        } else if ends(&[".jsonocel", ".ocel.json"]) {
            Some(Format::Ocel)
        } else {
            None
        }
    }
}

/// What was written, and what could not be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) cases: u64,
    pub(crate) events: u64,
    /// Events without a time, which are left out.
    pub(crate) undated: u64,
    /// Events whose times nobody may see, which are left out as well.
    pub(crate) masked: u64,
    /// Events of which only the day is known: they are written as of midnight.
    pub(crate) days: u64,
}

impl Written {
    /// What people should know of the file.
    pub(crate) fn told(&self, project: &Project) -> Vec<Message> {
        let counted = [
            (self.undated, message!("process-log-undated")),
            (self.masked, message!("process-log-masked")),
            (self.days, message!("process-log-days")),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        let told = counted.map(|(count, told)| told.with("count", count));
        let zone = project.zone.is_none() && self.events > 0;
        let zone = zone.then(|| message!("process-log-zone"));
        told.chain(zone).collect()
    }
}

/// Writes the events of a log. `files`: what the files of its inputs are called, in the order of the tables of the process; none
/// where the rows of events are not to be named.
pub(crate) fn write(
    format: Format,
    log: &Log,
    project: &Project,
    lang: Lang,
    files: &[&str],
    out: &mut dyn Write,
) -> io::Result<Written> {
    let shown = Shown::new(log, project, lang, files);
    match format {
        Format::Xes => xes::write(&shown, out),
        Format::XesGz => {
            // without a name and a day, so that the same log is the same file
            let mut packed = GzBuilder::new().write(out, Compression::default());
            let written = xes::write(&shown, &mut packed)?;
            packed.finish()?;
            Ok(written)
        }
        Format::Ocel => ocel::write(&shown, out),
    }
}

/// A log as others may see it: what things are called, and what is kept from them.
struct Shown<'a> {
    log: &'a Log<'a>,
    /// The process.
    label: &'a str,
    /// By sort of events; each name is met once.
    names: Vec<String>,
    /// By table: its name and its label.
    tables: Vec<(&'a str, &'a str)>,
    sources: Vec<Source>,
    files: &'a [&'a str],
    zone: TimeZone,
    secret_case: bool,
}

/// Where events of a sort stand.
#[derive(Clone, Copy)]
struct Source {
    table: TableIx,
    /// Whether nobody may see the number of the document, or the department.
    secret_id: bool,
    secret_department: bool,
}

impl<'a> Shown<'a> {
    fn new(log: &'a Log<'a>, project: &'a Project, lang: Lang, files: &'a [&'a str]) -> Shown<'a> {
        let process = log.process;
        let labels: Vec<String> = (0..log.sorts())
            .map(|sort| label(log, sort).in_lang(lang).to_owned())
            .collect();
        let names = process.events.iter().map(|event| event.name.as_str());
        let secret = |table: TableIx, field: Option<usize>| {
            field.is_some_and(|field| project.tables[table].fields[field].sensitive)
        };
        let source = |table: TableIx, id| Source {
            table,
            secret_id: secret(table, id),
            secret_department: secret(table, project.tables[table].department),
        };
        let sources = (0..log.sorts()).map(|sort| match (process.events.get(sort), &process.log) {
            (Some(event), _) => source(event.table, event.id),
            (None, Some(log)) => source(log.table, log.id),
            (None, None) => source(process.table, None),
        });
        Shown {
            log,
            label: process.label.in_lang(lang),
            names: distinct(&labels, names),
            tables: project
                .tables
                .iter()
                .map(|table| (table.name.as_str(), table.label.in_lang(lang)))
                .collect(),
            sources: sources.collect(),
            files,
            zone: project.zone.clone().unwrap_or(TimeZone::UTC),
            secret_case: project.tables[process.table].fields[CASE].sensitive,
        }
    }

    /// What a case is called: by its number, where nobody may see its key.
    fn case(&self, number: usize, case: Case<'a>) -> String {
        if self.secret_case {
            (number + 1).to_string()
        } else {
            case.key().to_owned()
        }
    }

    fn name(&self, event: Happened) -> &str {
        self.names.get(event.sort()).map_or("…", String::as_str)
    }

    fn source(&self, event: Happened) -> Option<Source> {
        self.sources.get(event.sort()).copied()
    }

    /// The document that an event stands on; nothing where it has none, or none that others may see.
    fn document(&self, event: Happened<'a>) -> &'a str {
        let secret = self.source(event).is_none_or(|source| source.secret_id);
        if secret { "" } else { event.id() }
    }

    fn department(&self, event: Happened<'a>) -> Cow<'a, str> {
        let source = self.source(event);
        let secret = source.is_none_or(|source| source.secret_department);
        mask(event.department(), secret)
    }

    /// The file and the row of an event, where they are named.
    fn place(&self, event: Happened) -> Option<(&'a str, u64)> {
        let (file, row) = event.place();
        Some((self.files.get(file as usize)?, row))
    }

    /// When it was, as both formats write it; none where nobody knows.
    fn time(&self, stamp: Stamp) -> Option<String> {
        let (at, _) = stamp.bounds()?;
        let zoned = self.zone.to_ambiguous_zoned(date::civil(at));
        let zoned = zoned.compatible().ok()?;
        Some(zoned.strftime("%Y-%m-%dT%H:%M:%S.%3f%:z").to_string())
    }

    /// The events of a case that have a time, each with it. What has none is counted.
    fn timed(
        &self,
        case: Case<'a>,
        written: &mut Written,
    ) -> impl Iterator<Item = (Happened<'a>, String)> {
        let events = case.events();
        events.filter_map(move |event| {
            let time = self.time(event.shown_stamp());
            let count = match (&time, event.stamp()) {
                (None, _) if event.hides_time() => &mut written.masked,
                (None, _) => &mut written.undated,
                (Some(_), Stamp::Day(_)) => {
                    written.days += 1;
                    &mut written.events
                }
                (Some(_), _) => &mut written.events,
            };
            *count += 1;
            Some((event, time?))
        })
    }
}

/// What things are called, so that no two are called the same: a label that several have stands with the name.
fn distinct<'n>(labels: &[String], names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut times: BTreeMap<&str, u64> = BTreeMap::new();
    for label in labels {
        *times.entry(label).or_default() += 1;
    }
    let names = names.map(Some).chain(std::iter::repeat(None));
    let apart = labels.iter().zip(names).map(|(label, name)| match name {
        Some(name) if times[label.as_str()] > 1 => format!("{label} ({name})"),
        _ => label.clone(),
    });
    apart.collect()
}
