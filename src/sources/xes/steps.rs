//! A log of events step by step: cases, events, and the values of both.

use std::io::BufRead;

use super::lines::Lines;
use crate::blank::{is_empty, trim};
use crate::messages::message;
use crate::sources::SourceError;
use crate::sources::workbook::elements::{Elements, Node, Space, Tag};

/// The elements that hold a value.
const VALUES: [&str; 6] = ["string", "date", "int", "float", "boolean", "id"];
/// What a log says of itself. Globals are what programs write where nothing is known, and no values of an event.
const OF_LOG: [&str; 5] = ["extension", "global", "classifier", "list", "container"];
/// Where a log goes on that is read wrongly if it is read as something else.
const PARTS: [&str; 3] = ["log", "trace", "event"];

/// What comes next in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Case,
    /// Of the case or the event that is open.
    Value,
    Event,
    EventEnd,
    CaseEnd,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Log,
    Case,
    /// In a case, or in none.
    Event(bool),
    Behind,
}

/// What is no cell of a row: how often, and the line of the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) count: u64,
    pub(super) first: u64,
}

impl Count {
    pub(super) fn add(&mut self, line: u64) {
        self.count += 1;
        if self.count == 1 {
            self.first = line;
        }
    }
}

pub(super) struct Steps<R> {
    xml: Elements<Lines<R>>,
    place: Place,
    /// Whether an event of the case was met: its own values stand before.
    begun: bool,
    /// The line on which the last step begins.
    pub(super) line: u64,
    /// The name of the last value, and the value.
    pub(super) key: String,
    pub(super) value: String,
    /// Whether values are of no interest, but for their names.
    pub(super) names_only: bool,
    /// Values inside of others, lists, values without a name, and what is none.
    pub(super) left_out: Count,
}

/// What becomes of an element whose start was read.
enum Kind {
    Step(Step),
    Value,
    /// A part of the log that holds no events.
    Passed,
    LeftOut,
    Log,
}

impl<R: BufRead> Steps<R> {
    pub(super) fn new(text: R) -> Steps<R> {
        Steps {
            xml: Elements::new(Lines::new(text)),
            place: Place::Before,
            begun: false,
            line: 0,
            key: String::new(),
            value: String::new(),
            names_only: false,
            left_out: Count::default(),
        }
    }

    pub(super) fn next(&mut self) -> Result<Step, SourceError> {
        loop {
            self.line = self.xml.source().line();
            let line = self.line;
            let node = self.xml.next().map_err(|error| damaged(error, line))?;
            let kind = match node {
                Node::Start(tag) => {
                    let kind = kind(&tag, self.place, self.begun);
                    let kind = kind.ok_or_else(|| misplaced(tag.name().1, line))?;
                    let named = matches!(kind, Kind::Value)
                        && value(
                            &tag,
                            &mut self.key,
                            (!self.names_only).then_some(&mut self.value),
                        )
                        .map_err(|error| damaged(error, line))?;
                    match kind {
                        Kind::Value if !named => Kind::LeftOut,
                        kind => kind,
                    }
                }
                Node::End => match self.ended() {
                    Some(step) => return Ok(step),
                    None => continue,
                },
                Node::Text(text) | Node::Reference(text) => {
                    if !is_empty(&text) {
                        self.left_out.add(line);
                    }
                    continue;
                }
                Node::Eof if self.place == Place::Behind => return Ok(Step::End),
                Node::Eof => return Err(message!("source-cut-off")),
                Node::Nothing => continue,
            };
            match kind {
                Kind::Log => self.place = Place::Log,
                Kind::Step(step) => {
                    if step == Step::Case {
                        self.place = Place::Case;
                        self.begun = false;
                    } else {
                        self.begun = true;
                        self.place = Place::Event(self.place == Place::Case);
                    }
                    return Ok(step);
                }
                Kind::Value => {
                    self.pass()?;
                    return Ok(Step::Value);
                }
                Kind::Passed => self.xml.skip().map_err(|error| damaged(error, line))?,
                Kind::LeftOut => {
                    self.left_out.add(line);
                    self.pass()?;
                }
            }
        }
    }

    /// Passes over what is inside of a value, or of what is none.
    fn pass(&mut self) -> Result<(), SourceError> {
        let mut inside = 1;
        while inside > 0 {
            let line = self.xml.source().line();
            match self.xml.next().map_err(|error| damaged(error, line))? {
                Node::Start(tag) => {
                    let name = tag.name().1;
                    if PARTS.contains(&name) {
                        return Err(misplaced(name, line));
                    }
                    if VALUES.contains(&name) {
                        self.left_out.add(line);
                    }
                    inside += 1;
                }
                Node::End => inside -= 1,
                Node::Eof => return Err(message!("source-cut-off")),
                Node::Text(text) | Node::Reference(text) => {
                    if !is_empty(&text) {
                        self.left_out.add(line);
                    }
                }
                Node::Nothing => {}
            }
        }
        Ok(())
    }

    fn ended(&mut self) -> Option<Step> {
        let (place, step) = match self.place {
            Place::Event(true) => (Place::Case, Some(Step::EventEnd)),
            Place::Event(false) => (Place::Log, Some(Step::EventEnd)),
            Place::Case => (Place::Log, Some(Step::CaseEnd)),
            Place::Log | Place::Before | Place::Behind => (Place::Behind, None),
        };
        self.place = place;
        step
    }
}

/// What an element is at its place; none where it cannot stand there.
fn kind(tag: &Tag, place: Place, begun: bool) -> Option<Kind> {
    let name = tag.name().1;
    let is_value = VALUES.contains(&name);
    match (place, name) {
        (Place::Before, "log") => Some(Kind::Log),
        (Place::Before | Place::Behind, _) => None,
        (Place::Log, "trace") => Some(Kind::Step(Step::Case)),
        (Place::Log | Place::Case, "event") => Some(Kind::Step(Step::Event)),
        (Place::Log, name) if is_value || OF_LOG.contains(&name) => Some(Kind::Passed),
        // the rows above would have lacked it
        (Place::Case, _) if is_value && begun => None,
        (Place::Case | Place::Event(_), _) if is_value => Some(Kind::Value),
        (_, name) if PARTS.contains(&name) => None,
        _ => Some(Kind::LeftOut),
    }
}

/// Takes the name and the value of an element; false where it has no name, or no value.
fn value(tag: &Tag, key: &mut String, mut value: Option<&mut String>) -> Result<bool, SourceError> {
    key.clear();
    let mut found = false;
    for attribute in tag.attributes() {
        let attribute = attribute?;
        match (attribute.space, attribute.local) {
            (Space::None, "key") => key.push_str(trim(&attribute.text())),
            (Space::None, "value") => {
                if let Some(value) = value.as_mut() {
                    value.clear();
                    value.push_str(&attribute.text());
                }
                found = true;
            }
            _ => {}
        }
    }
    Ok(found && !key.is_empty())
}

/// What the readers of XML say of a file, said of a log.
fn damaged(error: SourceError, line: u64) -> SourceError {
    match error.key {
        "source-broken-workbook" | "source-malformed-workbook" => {
            message!("source-xes-damaged", row = line)
        }
        _ => error,
    }
}

fn misplaced(name: &str, line: u64) -> SourceError {
    message!("source-xes-misplaced", element = name, row = line)
}
