//! The sections of the project's files, read one by one so that a mistake in one does not hide the next.

use std::collections::BTreeSet;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::raw::{RawCalendar, RawLink, RawPeople, RawProject, RawRule, RawTable, RawTune};
use super::schema;
use crate::messages::message;
use crate::mistakes::{Place, Problem, SourceFile, did_you_mean, nearest, plain_sign};

const SECTIONS: [&str; 7] = [
    "project",
    "calendars",
    "tables",
    "people",
    "rule",
    "link",
    "tune",
];

/// A section with its file and the place of its key.
pub(super) struct Section<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

#[derive(Default)]
pub(super) struct Sections {
    project: Option<Place>,
    pub(super) calendars: Vec<(String, Section<RawCalendar>)>,
    pub(super) tables: Vec<(String, Section<RawTable>)>,
    pub(super) people: Option<Section<RawPeople>>,
    pub(super) rules: Vec<Section<RawRule>>,
    pub(super) links: Vec<Section<RawLink>>,
    pub(super) tunes: Vec<(String, Section<RawTune>)>,
    pub(super) broken: Broken,
    schemas: Schemas,
}

/// What is left out because of mistakes in it, by name, so that not everything that names it is told as a mistake too.
#[derive(Default)]
pub(super) struct Broken {
    /// A file is no TOML: nothing is known of what it defines.
    pub(super) syntax: bool,
    pub(super) calendars: BTreeSet<String>,
    pub(super) tables: BTreeSet<String>,
    pub(super) rules: BTreeSet<String>,
}

impl Broken {
    /// The mistake in a section of another name than there are.
    fn unknown(&mut self, name: &str, meant: &DeValue, place: Place) -> Problem {
        match (nearest(name, SECTIONS), meant) {
            (Some("tables"), DeValue::Table(tables)) => {
                let names = tables.keys().map(|name| name.get_ref().to_string());
                self.tables.extend(names);
            }
            (Some("rule"), DeValue::Array(rules)) => {
                rules.iter().for_each(|rule| self.rule(rule));
            }
            _ => {}
        }
        let hint = did_you_mean(name, SECTIONS).unwrap_or_else(|| {
            message!("hint-one-of", names = SECTIONS.map(str::to_owned).to_vec())
        });
        Problem::at(message!("problem-unknown-key", name = name), place).hint(hint)
    }

    fn rule(&mut self, section: &Spanned<DeValue>) {
        let id = section.get_ref().get("id").map(Spanned::get_ref);
        self.rules
            .extend(id.and_then(DeValue::as_str).map(str::to_owned));
    }
}

struct Schemas {
    project: Value,
    calendar: Value,
    table: Value,
    people: Value,
    rule: Value,
    link: Value,
    tune: Value,
}

impl Default for Schemas {
    fn default() -> Schemas {
        Schemas {
            project: schema::of::<RawProject>(),
            calendar: schema::of::<RawCalendar>(),
            table: schema::of::<RawTable>(),
            people: schema::of::<RawPeople>(),
            rule: schema::of::<RawRule>(),
            link: schema::of::<RawLink>(),
            tune: schema::of::<RawTune>(),
        }
    }
}

impl Sections {
    pub(super) fn gather(&mut self, source: &SourceFile, file: usize, problems: &mut Vec<Problem>) {
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        if !errors.is_empty() {
            self.broken.syntax = true;
            problems.extend(syntax(&errors, source, file));
            return;
        }
        for (key, value) in root.get_ref() {
            let place = Place::new(file, key.span());
            match (&**key.get_ref(), value.get_ref()) {
                ("project", _) => {
                    section::<RawProject>(&self.schemas.project, value, &place, problems);
                    match &self.project {
                        Some(first) => problems.push(
                            Problem::at(message!("problem-twice", name = "project"), place)
                                .other(first.clone()),
                        ),
                        None => self.project = Some(place),
                    }
                }
                ("calendars", DeValue::Table(calendars)) => {
                    for (name, value) in calendars {
                        let place = Place::new(file, name.span());
                        let name = name.get_ref().to_string();
                        match section(&self.schemas.calendar, value, &place, problems) {
                            Some(calendar) => self.calendars.push((name, calendar)),
                            None => {
                                self.broken.calendars.insert(name);
                            }
                        }
                    }
                }
                ("tables", DeValue::Table(tables)) => {
                    for (name, value) in tables {
                        let place = Place::new(file, name.span());
                        let name = name.get_ref().to_string();
                        match section(&self.schemas.table, value, &place, problems) {
                            Some(table) => self.tables.push((name, table)),
                            None => {
                                self.broken.tables.insert(name);
                            }
                        }
                    }
                }
                ("people", _) => {
                    let people = section(&self.schemas.people, value, &place, problems);
                    match &self.people {
                        Some(first) => problems.push(
                            Problem::at(message!("problem-twice", name = "people"), place)
                                .other(first.place.clone()),
                        ),
                        None => self.people = people,
                    }
                }
                ("rule", DeValue::Array(rules)) => {
                    for value in rules {
                        let place = Place::new(file, value.span());
                        match section(&self.schemas.rule, value, &place, problems) {
                            Some(rule) => self.rules.push(rule),
                            None => self.broken.rule(value),
                        }
                    }
                }
                ("link", DeValue::Array(links)) => {
                    for value in links {
                        let place = Place::new(file, value.span());
                        self.links
                            .extend(section(&self.schemas.link, value, &place, problems));
                    }
                }
                ("tune", DeValue::Table(tunes)) => {
                    for (id, value) in tunes {
                        let place = Place::new(file, id.span());
                        if let Some(tune) = section(&self.schemas.tune, value, &place, problems) {
                            self.tunes.push((id.get_ref().to_string(), tune));
                        }
                    }
                }
                ("rule", _) => {
                    self.broken.rule(value);
                    problems.push(Problem::at(message!("problem-rule-brackets"), place));
                }
                ("link", _) => {
                    problems.push(Problem::at(message!("problem-link-brackets"), place));
                }
                (name @ ("calendars" | "tables" | "tune"), _) => {
                    problems.push(Problem::at(
                        message!("problem-section-table", name = name),
                        place,
                    ));
                }
                (name, meant) => problems.push(self.broken.unknown(name, meant, place)),
            }
        }
    }
}

/// The errors of the TOML parser, without those that only follow from another one.
pub(super) fn syntax(errors: &[toml::de::Error], source: &SourceFile, file: usize) -> Vec<Problem> {
    let text = &source.text;
    let span = |error: &toml::de::Error| error.span().unwrap_or_default();
    let mut errors: Vec<&toml::de::Error> = errors.iter().collect();
    errors.sort_by_key(|error| span(error).start);
    let mut problems = Vec::new();
    let mut last_line = None;
    let mut twice = None;
    for error in errors {
        let span = span(error);
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        let header = text[..line_start + line.len()]
            .lines()
            .rfind(|line| line.starts_with('['))
            .map_or("", |line| line.trim_matches([' ', '[', ']']));
        // a section that is there twice holds nothing but keys that are there twice
        let follows = twice
            .and_then(|twice| header.strip_prefix(twice))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        if last_line == Some(line_start) || follows {
            continue;
        }
        last_line = Some(line_start);
        if error.message() == "duplicate key" && line.starts_with('[') {
            twice = Some(header);
        }
        let hint = if before.ends_with('\\') {
            Some(message!("hint-backslash"))
        } else {
            plain_sign(text, span.start)
        };
        let message = message!("problem-toml-syntax", error = error.message());
        problems.push(Problem::at(message, Place::new(file, span)).maybe_hint(hint));
    }
    problems
}

/// The section as its type, or its mistakes.
pub(super) fn section<T: for<'de> Deserialize<'de> + JsonSchema>(
    schema: &Value,
    value: &Spanned<DeValue>,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> Option<Section<T>> {
    let mistakes = schema::mistakes(schema, value, place.file, &place.span);
    if !mistakes.is_empty() {
        problems.extend(mistakes);
        return None;
    }
    match T::deserialize(ValueDeserializer::from(value.clone())) {
        Ok(value) => Some(Section {
            value,
            place: place.clone(),
        }),
        Err(error) => {
            let span: Range<usize> = error.span().unwrap_or_else(|| place.span.clone());
            let message = message!("problem-toml-syntax", error = error.message());
            problems.push(Problem::at(message, Place::new(place.file, span)));
            None
        }
    }
}
