//! The sections of the project's files, read one by one so that a mistake in one does not hide the next.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::problem::{Place, Problem, SourceFile, did_you_mean};
use super::raw::{RawProject, RawRule, RawTable, RawTune};
use super::schema;
use crate::messages::message;

const SECTIONS: [&str; 4] = ["project", "tables", "rule", "tune"];

/// A section with its file and the place of its key.
pub(super) struct Section<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

#[derive(Default)]
pub(super) struct Sections {
    project: Option<Place>,
    pub(super) tables: Vec<(String, Section<RawTable>)>,
    pub(super) rules: Vec<Section<RawRule>>,
    pub(super) tunes: Vec<(String, Section<RawTune>)>,
    schemas: Schemas,
}

struct Schemas {
    project: Value,
    table: Value,
    rule: Value,
    tune: Value,
}

impl Default for Schemas {
    fn default() -> Schemas {
        Schemas {
            project: schema::of::<RawProject>(),
            table: schema::of::<RawTable>(),
            rule: schema::of::<RawRule>(),
            tune: schema::of::<RawTune>(),
        }
    }
}

impl Sections {
    pub(super) fn gather(&mut self, source: &SourceFile, file: usize, problems: &mut Vec<Problem>) {
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        for error in &errors {
            let span = error.span().unwrap_or_default();
            let message = message!("problem-toml-syntax", error = error.message());
            problems.push(Problem::at(message, Place::new(file, span)));
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
                ("tables", DeValue::Table(tables)) => {
                    for (name, value) in tables {
                        let place = Place::new(file, name.span());
                        if let Some(table) = section(&self.schemas.table, value, &place, problems) {
                            self.tables.push((name.get_ref().to_string(), table));
                        }
                    }
                }
                ("rule", DeValue::Array(rules)) => {
                    for value in rules {
                        let place = Place::new(file, value.span());
                        self.rules
                            .extend(section(&self.schemas.rule, value, &place, problems));
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
                ("rule", _) => problems.push(Problem::at(message!("problem-rule-brackets"), place)),
                (name @ ("tables" | "tune"), found) => {
                    let _ = found;
                    problems.push(Problem::at(
                        message!("problem-section-table", name = name),
                        place,
                    ));
                }
                (name, _) => {
                    let hint = did_you_mean(name, SECTIONS).unwrap_or_else(|| {
                        message!("hint-one-of", names = SECTIONS.map(str::to_owned).to_vec())
                    });
                    problems.push(
                        Problem::at(message!("problem-unknown-key", name = name), place).hint(hint),
                    );
                }
            }
        }
    }
}

/// The section as its type, or its mistakes.
fn section<T: for<'de> Deserialize<'de> + JsonSchema>(
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
