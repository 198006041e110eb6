//! How sections are written: once, by name, or as a list.

use std::collections::BTreeSet;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

use crate::messages::{Message, message};
use crate::mistakes::{Place, Problem, did_you_mean};
use crate::project::schema;

/// A section with its file and the place of its key.
pub(in crate::project) struct Section<T> {
    pub(in crate::project) value: T,
    pub(in crate::project) place: Place,
    /// Whether parts with mistakes are left out, which are told already.
    pub(in crate::project) is_part: bool,
}

/// What may stand in TOML as it is read.
pub(in crate::project) trait Read:
    for<'de> Deserialize<'de> + JsonSchema
{
}

impl<T: for<'de> Deserialize<'de> + JsonSchema> Read for T {}

/// All that stands in the files under one key.
pub(super) trait Shape {
    /// Reads what stands there in one file; mistakes go to `problems`.
    fn read(
        &mut self,
        name: &str,
        value: &Spanned<DeValue>,
        place: Place,
        problems: &mut Vec<Problem>,
    );
}

/// `[name]`, in one of the files.
pub(in crate::project) struct Once<T> {
    schema: Value,
    first: Option<Place>,
    pub(in crate::project) found: Option<Section<T>>,
}

/// `[name.NAME]`.
pub(in crate::project) struct Named<T> {
    schema: Value,
    pub(in crate::project) found: Vec<(String, Section<T>)>,
    /// The names of those that are left out because of mistakes in them.
    pub(in crate::project) broken: BTreeSet<String>,
    /// The names of those of which a part stands under another name than `name`.
    elsewhere: BTreeSet<String>,
}

/// `[[name]]`.
pub(in crate::project) struct Listed<T> {
    schema: Value,
    /// What to say of one that is written with single brackets.
    brackets: Message,
    pub(in crate::project) found: Vec<Section<T>>,
    /// The ids of those that are left out because of mistakes in them.
    pub(in crate::project) broken: BTreeSet<String>,
}

impl<T: Read> Default for Once<T> {
    fn default() -> Once<T> {
        Once {
            schema: schema::of::<T>(),
            first: None,
            found: None,
        }
    }
}

impl<T: Read> Default for Named<T> {
    fn default() -> Named<T> {
        Named {
            schema: schema::of::<T>(),
            found: Vec::new(),
            broken: BTreeSet::new(),
            elsewhere: BTreeSet::new(),
        }
    }
}

impl<T: Read> Listed<T> {
    pub(super) fn new(brackets: Message) -> Listed<T> {
        Listed {
            schema: schema::of::<T>(),
            brackets,
            found: Vec::new(),
            broken: BTreeSet::new(),
        }
    }
}

impl<T: Read> Shape for Once<T> {
    fn read(
        &mut self,
        name: &str,
        value: &Spanned<DeValue>,
        place: Place,
        problems: &mut Vec<Problem>,
    ) {
        let found = section(&self.schema, value, &place, problems);
        if let Some(first) = &self.first {
            let twice = Problem::at(message!("problem-twice", name = name), place);
            problems.push(twice.other(first.clone()));
        } else {
            self.first = Some(place);
            self.found = found;
        }
    }
}

impl<T> Once<T> {
    /// Where it stands.
    pub(super) fn places(self) -> Vec<Place> {
        self.first.into_iter().collect()
    }
}

impl<T> Named<T> {
    /// Where they stand.
    pub(super) fn places(self) -> Vec<Place> {
        let found = self.found.into_iter();
        found.map(|(_, section)| section.place).collect()
    }

    /// Takes note of what stands under another name that is near.
    pub(super) fn leave_out(&mut self, meant: &DeValue) {
        if let DeValue::Table(sections) = meant {
            for name in sections.keys() {
                self.elsewhere.insert(name.get_ref().to_string());
                self.broken.insert(name.get_ref().to_string());
            }
        }
    }
}

impl<T> Named<T> {
    /// Leaves out the section of a name, of which not all could be read.
    pub(super) fn tear(&mut self, name: &str) {
        self.found.retain(|(found, _)| found != name);
        self.broken.insert(name.to_owned());
    }
}

impl<T: Read> Shape for Named<T> {
    fn read(
        &mut self,
        name: &str,
        value: &Spanned<DeValue>,
        place: Place,
        problems: &mut Vec<Problem>,
    ) {
        let DeValue::Table(sections) = value.get_ref() else {
            let message = message!("problem-section-table", name = name);
            problems.push(Problem::at(message, place));
            return;
        };
        for (name, value) in sections {
            let place = Place::new(place.file, name.span());
            let told = problems.len();
            let found = section(&self.schema, value, &place, problems);
            let written: &str = name.get_ref();
            let others = sections.keys().map(|other| &**other.get_ref());
            // a part of a section stands alone under a name with a slip in it
            let is_part = value.get_ref().as_table().is_some_and(|all| all.len() == 1);
            if is_part
                && let Some(meant) = did_you_mean(written, others.filter(|other| *other != written))
            {
                let lacking = |problem: &&mut Problem| problem.message.key == "problem-missing-key";
                let lacking = problems[told..].iter_mut().filter(lacking);
                lacking.for_each(|problem| problem.hint = Some(meant.clone()));
            }
            // it stands under a name with a slip in it
            if self.elsewhere.contains(written) {
                let mut at = 0;
                problems.retain(|problem| {
                    at += 1;
                    at <= told || problem.message.key != "problem-missing-key"
                });
                continue;
            }
            match found {
                Some(found) => self.found.push((written.to_owned(), found)),
                None => drop(self.broken.insert(written.to_owned())),
            }
        }
    }
}

impl<T> Listed<T> {
    /// Where they stand.
    pub(super) fn places(self) -> Vec<Place> {
        self.found
            .into_iter()
            .map(|section| section.place)
            .collect()
    }

    /// Takes note of what stands under another name that is near.
    pub(super) fn leave_out(&mut self, meant: &DeValue) {
        if let DeValue::Array(sections) = meant {
            sections
                .iter()
                .for_each(|section| self.leave_out_one(section));
        }
    }

    fn leave_out_one(&mut self, section: &Spanned<DeValue>) {
        let id = section.get_ref().get("id").map(Spanned::get_ref);
        self.broken
            .extend(id.and_then(DeValue::as_str).map(str::to_owned));
    }
}

impl<T: Read> Shape for Listed<T> {
    fn read(
        &mut self,
        _: &str,
        value: &Spanned<DeValue>,
        place: Place,
        problems: &mut Vec<Problem>,
    ) {
        let DeValue::Array(sections) = value.get_ref() else {
            self.leave_out_one(value);
            problems.push(Problem::at(self.brackets.clone(), place));
            return;
        };
        for value in sections {
            let place = Place::new(place.file, value.span());
            if let Some(found) = section(&self.schema, value, &place, problems) {
                self.found.push(found);
            } else {
                self.leave_out_one(value);
                // what else it says is looked through all the same
                self.found.extend(rest(&self.schema, value, &place));
            }
        }
    }
}

/// The section as its type, or its mistakes.
pub(in crate::project) fn section<T: Read>(
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
            is_part: false,
        }),
        Err(error) => {
            let span: Range<usize> = error.span().unwrap_or_else(|| place.span.clone());
            // the schema lets it pass, and the type does not hold it
            let message = message!("problem-toml-syntax", error = message!("toml-other"));
            problems.push(Problem::at(message, Place::new(place.file, span)));
            None
        }
    }
}

/// What is left of a section without the parts that have mistakes; none where that is no section.
fn rest<T: Read>(schema: &Value, value: &Spanned<DeValue>, place: &Place) -> Option<Section<T>> {
    let mistakes = schema::mistakes(schema, value, place.file, &place.span);
    let spans = mistakes.into_iter().filter_map(|problem| problem.place);
    let spans: Vec<Range<usize>> = spans.map(|place| place.span).collect();
    let mut value = value.clone();
    remove(value.get_mut(), &spans);
    if !schema::mistakes(schema, &value, place.file, &place.span).is_empty() {
        return None;
    }
    let value = T::deserialize(ValueDeserializer::from(value)).ok()?;
    Some(Section {
        value,
        place: place.clone(),
        is_part: true,
    })
}

/// Removes what stands at one of the places: keys with their values, and items of lists.
fn remove(value: &mut DeValue, spans: &[Range<usize>]) {
    match value {
        DeValue::Table(table) => {
            let entries = std::mem::take(table).into_iter();
            let kept = entries.filter_map(|(key, mut value)| {
                remove(value.get_mut(), spans);
                let gone = spans.contains(&key.span()) || spans.contains(&value.span());
                (!gone).then_some((key, value))
            });
            *table = kept.collect();
        }
        DeValue::Array(items) => {
            for item in items.iter_mut() {
                remove(item.get_mut(), spans);
            }
        }
        _ => {}
    }
}
