//! Reads the segments of a scheme, and tells what cannot be cut or checked.

use std::ops::Range;

use indexmap::IndexMap;

use super::{Reading, label};
use crate::codes::CheckCharacter;
use crate::coding::{Characters, Content, DateForm, MOST_SEGMENTS, Segment, Segments};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::mistakes::{Place, Problem, did_you_mean, offered};
use crate::project::raw::{RawSegment, Values, Width};
use crate::rules::{unknown_field, unknown_table};

/// No segment is wider: a code is typed, printed and read.
const WIDEST: usize = 64;
/// Wider serials do not fit into a number.
const WIDEST_SERIAL: u32 = 18;

impl Reading<'_> {
    pub(super) fn segments(
        &mut self,
        raw: &Placed<Vec<RawSegment>>,
        separator: Option<&Name>,
    ) -> Option<Segments> {
        let before = self.problems.len();
        if raw.is_empty() || raw.len() > MOST_SEGMENTS {
            let message = message!("problem-coding-count", most = MOST_SEGMENTS);
            self.tell(message, raw.span());
            return None;
        }
        let mut all = Vec::new();
        for (number, segment) in raw.iter().enumerate() {
            all.push(self.segment(segment, number, raw));
        }
        if let Some(empty) = separator.filter(|separator| separator.is_empty()) {
            self.tell(message!("problem-coding-chars", chars = ""), empty.span());
        }
        let all: Vec<Segment> = all.into_iter().collect::<Option<_>>()?;
        self.same_names(raw, &all);
        self.separated(raw, &all, separator);
        self.checked(raw, &all);
        self.numbered(raw, &all);
        if self.problems.len() > before {
            return None;
        }
        let names: Vec<String> = all.iter().map(|segment| segment.name.clone()).collect();
        match Segments::new(all, separator.map(|separator| (**separator).clone())) {
            Ok(segments) => Some(segments),
            Err(ix) => {
                let message = message!(
                    "problem-coding-fused",
                    one = names[ix].as_str(),
                    other = names.get(ix + 1).map_or("", String::as_str)
                );
                let place = |ix: usize| span_of(&raw[ix]).unwrap_or_else(|| raw.span());
                let next = Place::new(self.file, place(ix + 1));
                let problem = Problem::at(message, Place::new(self.file, place(ix))).other(next);
                self.problems
                    .push(problem.hint(message!("hint-coding-fused")));
                None
            }
        }
    }

    /// That two segments have one name.
    fn same_names(&mut self, raw: &[RawSegment], all: &[Segment]) {
        for (ix, segment) in all.iter().enumerate() {
            let is_same = |before: &&Segment| before.name == segment.name;
            if let (Some(_), Some(name)) = (all[..ix].iter().find(is_same), &raw[ix].name) {
                let message = message!("problem-coding-same-name", name = name.as_str());
                self.tell(message, name.span());
            }
        }
    }

    /// That a segment may hold what stands between segments.
    fn separated(&mut self, raw: &[RawSegment], all: &[Segment], separator: Option<&Name>) {
        let Some(separator) = separator else { return };
        for (ix, segment) in all.iter().enumerate() {
            let is_in = match &segment.content {
                Content::Literal(text) => text.contains(separator.as_str()),
                Content::Values(values) => {
                    values.keys().any(|word| word.contains(separator.as_str()))
                }
                Content::Characters(all) | Content::Serial { digits: all, .. } => {
                    all.contain_all(separator)
                }
                Content::Date(form) => form.picture().contains(separator.as_str()),
                Content::In { .. } | Content::Check(_) => false,
            };
            if is_in {
                let message = message!(
                    "problem-coding-separator",
                    name = segment.name.as_str(),
                    separator = separator.as_str()
                );
                let span = span_of(&raw[ix]).unwrap_or_else(|| separator.span());
                self.tell(message, span);
            }
        }
    }

    /// That a serial cannot begin where it should, or starts anew with what changes with it, or that there are two.
    fn numbered(&mut self, raw: &[RawSegment], all: &[Segment]) {
        let mut first = None;
        for (ix, segment) in all.iter().enumerate() {
            let Content::Serial { digits, per, start } = &segment.content else {
                continue;
            };
            if let (Some(before), Some(written)) = (first, &raw[ix].serial) {
                let place = Place::new(self.file, written.span());
                let problem = Problem::at(message!("problem-coding-serials"), place);
                let before: &RawSegment = &raw[before];
                let before = before.serial.as_ref().map(Placed::span);
                let before = before.unwrap_or_else(|| written.span());
                self.problems
                    .push(problem.other(Place::new(self.file, before)));
            }
            first = first.or(Some(ix));
            if let (Some(start), Some(written)) = (start, &raw[ix].start)
                && digits.written(*start, segment.least).is_none()
            {
                let message = message!(
                    "problem-coding-start",
                    start = start.to_string(),
                    width = segment.least
                );
                self.tell(message, written.span());
            }
            for (at, name) in per.iter().zip(&raw[ix].per) {
                if *at == ix || matches!(all[*at].content, Content::Check(_)) {
                    let message = message!("problem-coding-per", name = name.as_str());
                    self.tell(message, name.span());
                }
            }
        }
    }

    /// That a check character cannot carry what it stands for.
    fn checked(&mut self, raw: &[RawSegment], all: &[Segment]) {
        for (ix, segment) in all.iter().enumerate() {
            let Content::Check(check) = &segment.content else {
                continue;
            };
            let mut others = all.iter().enumerate().filter(|(other, _)| *other != ix);
            let stray = others.find_map(|(_, other)| {
                let stray = match &other.content {
                    // punctuation is passed over
                    Content::Literal(text) => {
                        let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
                        stray(&text, *check)
                    }
                    Content::Values(values) => values.keys().find_map(|word| stray(word, *check)),
                    Content::Characters(all) | Content::Serial { digits: all, .. } => {
                        all.not_in(check.alphabet())
                    }
                    Content::Date(form) => {
                        let parts: Vec<char> = form.picture().chars().collect();
                        parts
                            .into_iter()
                            .find(|c| !"YMD".contains(*c) && !check.alphabet().contains(*c))
                    }
                    Content::Check(other) => other
                        .marks()
                        .chars()
                        .find(|c| !check.alphabet().contains(*c)),
                    Content::In { .. } => None,
                };
                Some((other, stray?))
            });
            if let (Some((other, stray)), Some(written)) = (stray, &raw[ix].check) {
                let message = message!(
                    "problem-coding-check",
                    check = check.name(),
                    name = other.name.as_str(),
                    character = stray.to_string()
                );
                let place = Place::new(self.file, written.span());
                let able = CheckCharacter::ALL
                    .into_iter()
                    .filter(|check| check.alphabet().contains(stray));
                let able: Vec<String> = able.map(|check| check.name().to_owned()).collect();
                let hint = if able.is_empty() {
                    message!("hint-coding-check-none")
                } else {
                    message!("hint-coding-check", names = able)
                };
                self.problems.push(Problem::at(message, place).hint(hint));
            }
        }
    }

    fn segment(
        &mut self,
        raw: &RawSegment,
        number: usize,
        siblings: &Placed<Vec<RawSegment>>,
    ) -> Option<Segment> {
        let name = raw
            .name
            .as_ref()
            .map_or_else(|| (number + 1).to_string(), |name| (**name).clone());
        let contents = [
            ("literal", raw.literal.as_ref().map(Name::span)),
            ("values", raw.values.as_ref().map(Placed::span)),
            ("in", raw.listed.as_ref().map(Name::span)),
            ("date", raw.date.as_ref().map(Name::span)),
            ("serial", raw.serial.as_ref().map(Placed::span)),
            ("check", raw.check.as_ref().map(Placed::span)),
        ];
        let mut given = contents
            .iter()
            .filter_map(|(key, span)| Some((*key, span.clone()?)));
        let (kind, second) = (given.next(), given.next());
        if let Some((_, span)) = second {
            self.tell(message!("problem-coding-content", name = name), span);
            return None;
        }
        let kind = match (&kind, &raw.chars) {
            (Some((kind, _)), _) => *kind,
            (None, Some(_)) => "chars",
            (None, None) => {
                let span = span_of(raw).unwrap_or_else(|| siblings.span());
                self.tell(message!("problem-coding-content", name = name), span);
                return None;
            }
        };
        let before = self.problems.len();
        self.idle(raw, kind);
        let content = self.content(raw, siblings)?;
        let (least, most) = self.width(raw, &content, &name)?;
        (self.problems.len() == before).then(|| Segment {
            label: label(raw.label.as_ref(), &name),
            name,
            content,
            least,
            most,
        })
    }

    /// That a key does nothing beside what the segment is.
    fn idle(&mut self, raw: &RawSegment, kind: &str) {
        let takes_width = matches!(kind, "chars" | "in");
        let width = raw.width.as_ref().filter(|_| !takes_width);
        let chars = raw
            .chars
            .as_ref()
            .filter(|_| !matches!(kind, "chars" | "serial"));
        let of_serial = kind != "serial";
        let idle = [
            ("width", width.map(Placed::span)),
            ("chars", chars.map(Name::span)),
            ("per", raw.per.first().filter(|_| of_serial).map(Name::span)),
            (
                "start",
                raw.start.as_ref().filter(|_| of_serial).map(Placed::span),
            ),
        ];
        for (key, span) in idle {
            if let Some(span) = span {
                self.tell(
                    message!("problem-coding-idle-beside", key = key, kind = kind),
                    span,
                );
            }
        }
    }

    fn content(&mut self, raw: &RawSegment, siblings: &[RawSegment]) -> Option<Content> {
        if let Some(literal) = &raw.literal {
            if literal.is_empty() {
                self.tell(message!("problem-coding-empty"), literal.span());
            }
            return Some(Content::Literal((**literal).clone()));
        }
        if let Some(values) = &raw.values {
            let all: IndexMap<String, String> = match &**values {
                Values::List(list) => list
                    .iter()
                    .map(|word| (word.clone(), word.clone()))
                    .collect(),
                Values::Map(map) => map.clone(),
            };
            if all.is_empty() || all.contains_key("") {
                self.tell(message!("problem-coding-empty"), values.span());
                return None;
            }
            return Some(Content::Values(all));
        }
        if let Some(column) = &raw.listed {
            return self.column(column);
        }
        if let Some(written) = &raw.date {
            let form = DateForm::parse(written);
            if form.is_none() {
                let message = message!("problem-coding-date", form = written.as_str());
                self.tell(message, written.span());
            }
            return form.map(Content::Date);
        }
        if let Some(width) = &raw.serial {
            if !(1..=WIDEST_SERIAL).contains(&**width) {
                let message = message!("problem-coding-serial", most = WIDEST_SERIAL);
                self.tell(message, width.span());
            }
            let digits = match &raw.chars {
                Some(written) => self.characters(written)?,
                None => Characters::digits(),
            };
            let mut per = Vec::new();
            for name in &raw.per {
                let mut names = siblings
                    .iter()
                    .map(|one| one.name.as_ref().map(|name| name.as_str()));
                match names.position(|one| one == Some(name.as_str())) {
                    Some(ix) => per.push(ix),
                    None => self.unknown_segment(name, siblings),
                }
            }
            let start = raw.start.as_ref().map(|start| **start);
            return Some(Content::Serial { digits, per, start });
        }
        if let Some(check) = &raw.check {
            return Some(Content::Check(**check));
        }
        let written = raw.chars.as_ref()?;
        self.characters(written).map(Content::Characters)
    }

    fn unknown_segment(&mut self, name: &Name, siblings: &[RawSegment]) {
        let names = siblings
            .iter()
            .filter_map(|one| one.name.as_ref().map(|name| name.as_str()));
        let problem = unknown_segment(name, names, Place::new(self.file, name.span()));
        self.problems.push(problem);
    }

    /// The column of `TABLE.FIELD`.
    fn column(&mut self, written: &Name) -> Option<Content> {
        let splits = || written.match_indices('.').map(|(at, _)| at);
        let named = splits().find_map(|at| {
            let table = self.tables.iter().position(|t| t.name == written[..at])?;
            Some((table, &written[at + 1..]))
        });
        let Some((table, field)) = named else {
            // the mistakes in a broken table are told already
            if splits().any(|at| self.broken_tables.contains(&written[..at])) {
                return None;
            }
            let (message, hint) = match splits().next() {
                Some(at) => unknown_table(self.tables, &written[..at]),
                None => (
                    message!("problem-coding-in", written = written.as_str()),
                    None,
                ),
            };
            let place = Place::new(self.file, written.span());
            self.problems
                .push(Problem::at(message, place).maybe_hint(hint));
            return None;
        };
        let dictionary = &self.tables[table];
        let Some(found) = dictionary.find(field) else {
            let (message, hint) = unknown_field(dictionary, field);
            let place = Place::new(self.file, written.span());
            self.problems
                .push(Problem::at(message, place).maybe_hint(hint));
            return None;
        };
        Some(Content::In {
            table,
            field: found,
            label: dictionary.label.clone(),
        })
    }

    fn width(&mut self, raw: &RawSegment, content: &Content, name: &str) -> Option<(usize, usize)> {
        let given = raw.width.as_ref().map(|width| match **width {
            Width::Fixed(width) => (width as usize, width as usize),
            Width::Range([least, most]) => (least as usize, most as usize),
        });
        if let (Some((least, most)), Some(width)) = (given, &raw.width)
            && !((1..=most).contains(&least) && most <= WIDEST)
        {
            self.tell(
                message!("problem-coding-width", most = WIDEST),
                width.span(),
            );
            return None;
        }
        let chars = |text: &str| text.chars().count();
        Some(match content {
            Content::Literal(text) => (chars(text), chars(text)),
            Content::Values(values) => {
                let widths = || values.keys().map(|word| chars(word));
                (widths().min()?, widths().max()?)
            }
            Content::In { .. } => given.unwrap_or((1, usize::MAX)),
            Content::Date(form) => (form.width(), form.width()),
            Content::Serial { .. } => {
                let width = raw.serial.as_ref().map_or(0, |width| **width as usize);
                (width, width)
            }
            Content::Check(check) => (check.width(), check.width()),
            Content::Characters(_) => {
                if given.is_none() {
                    let span = span_of(raw)?;
                    self.tell(message!("problem-coding-no-width", name = name), span);
                }
                given?
            }
        })
    }
}

/// That a scheme has no segment of a name.
fn unknown_segment<'n>(
    name: &str,
    names: impl Iterator<Item = &'n str> + Clone,
    place: Place,
) -> Problem {
    let hint = did_you_mean(name, names.clone()).or_else(|| {
        let names = offered(names);
        (!names.is_empty()).then(|| message!("hint-one-of", names = names))
    });
    let message = message!("problem-coding-segment", name = name);
    Problem::at(message, place).maybe_hint(hint)
}

/// The first character that a check cannot carry.
fn stray(text: &str, check: CheckCharacter) -> Option<char> {
    text.chars().find(|c| !check.alphabet().contains(*c))
}

/// The first place in a segment that is known.
fn span_of(raw: &RawSegment) -> Option<Range<usize>> {
    let names = [&raw.name, &raw.literal, &raw.listed, &raw.date, &raw.chars];
    let first = names.into_iter().flatten().map(Name::span).next();
    first
        .or(raw.values.as_ref().map(Placed::span))
        .or(raw.serial.as_ref().map(Placed::span))
        .or(raw.check.as_ref().map(Placed::span))
        .or(raw.width.as_ref().map(Placed::span))
}
