//! `[coding.NAME]`: how codes are made up.

mod segments;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::raw::{RawCoding, RawVariant};
use super::sections::{Named, Section};
use crate::coding::{Body, Characters, Form, Levels, Scheme, Schemes, Variant, overlap};
use crate::messages::{LocalText, Message, message};
use crate::mistakes::placed::{Name, Placed};
use crate::mistakes::{Place, Problem, SourceFile};
use crate::tables::Table;

/// What `explain coding` shows; a test loads it.
pub(crate) const EXAMPLE: &str = r#"[coding.customer-no]
label     = "Customer number"
separator = "-"                                           # between all segments; default: nothing
segments  = [
  { name = "type",   values = { "C" = "customer", "S" = "supplier" } },   # or literal = "C"
  { name = "region", chars = "A-Z", width = 2 },          # or in = "regions.code"
  { name = "month",  date = "%y%m" },                     # 2601 is January 2026
  { name = "serial", serial = 4, per = ["region", "month"], start = 1 },
  { name = "check",  check = "mod-37-36" },               # over all other segments
]

[coding.account]
levels = [4, 2, 2]                                        # 1001 is above 100101, and that above 10010101
"#;

/// Resolves all schemes. Those with mistakes are left out, and told.
pub(super) fn resolve(
    sections: &Named<RawCoding>,
    tables: &[Table],
    broken_tables: &BTreeSet<String>,
    files: &[SourceFile],
    problems: &mut Vec<Problem>,
) -> Schemes {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    let mut schemes = Schemes {
        all: Vec::new(),
        broken: sections.broken.clone(),
    };
    for (name, section) in &sections.found {
        if let Some(before) = first.get(name.as_str()) {
            let message = message!("problem-coding-twice", name = name.as_str());
            let twice = Problem::at(message, section.place.clone());
            problems.push(twice.other((*before).clone()));
            continue;
        }
        first.insert(name, &section.place);
        let before = problems.len();
        let mut reading = Reading {
            tables,
            broken_tables,
            file: section.place.file,
            problems,
        };
        let variants = reading.scheme(name, section);
        match variants.filter(|_| problems.len() == before) {
            Some(variants) => schemes.all.push(Arc::new(Scheme {
                name: name.clone(),
                label: label(section.value.label.as_ref(), name),
                variants,
                place: section.place.clone(),
                text: Arc::from(files[section.place.file].text.as_str()),
            })),
            None => {
                schemes.broken.insert(name.clone());
            }
        }
    }
    schemes
}

fn label(label: Option<&LocalText>, name: &str) -> LocalText {
    label
        .cloned()
        .unwrap_or_else(|| LocalText::Plain(name.to_owned()))
}

/// One scheme while it is read.
struct Reading<'a> {
    tables: &'a [Table],
    broken_tables: &'a BTreeSet<String>,
    file: usize,
    problems: &'a mut Vec<Problem>,
}

impl Reading<'_> {
    fn tell(&mut self, message: Message, span: Range<usize>) {
        let place = Place::new(self.file, span);
        self.problems.push(Problem::at(message, place));
    }

    fn scheme(&mut self, name: &str, section: &Section<RawCoding>) -> Option<Vec<Variant>> {
        let raw = &section.value;
        let ways = [
            raw.segments.is_some(),
            raw.levels.is_some(),
            !raw.variant.is_empty(),
        ];
        if ways.iter().filter(|way| **way).count() != 1 {
            let message = message!("problem-coding-form", name = name);
            self.problems
                .push(Problem::at(message, section.place.clone()));
            return None;
        }
        let named = |body| Form {
            name: name.to_owned(),
            label: label(raw.label.as_ref(), name),
            body,
        };
        if let Some(levels) = &raw.levels {
            let levels = self.levels(levels, raw)?;
            let form = Arc::new(named(Body::Levels(levels)));
            return Some(vec![Variant { when: None, form }]);
        }
        for (key, written) in [("chars", &raw.chars), ("pad", &raw.pad)] {
            if let Some(written) = written {
                let message = message!("problem-coding-idle", key = key);
                self.tell(message, written.span());
            }
        }
        if let Some(segments) = &raw.segments {
            let segments = self.segments(segments, raw.separator.as_ref())?;
            let form = Arc::new(named(Body::Segments(segments)));
            return Some(vec![Variant { when: None, form }]);
        }
        let mut variants = Vec::new();
        for (number, variant) in raw.variant.iter().enumerate() {
            let separator = variant.separator.as_ref().or(raw.separator.as_ref());
            let segments = self.segments(&variant.segments, separator);
            variants.push(segments.map(|segments| {
                let form = Form {
                    name: format!("{name}/{}", number + 1),
                    ..named(Body::Segments(segments))
                };
                Variant {
                    when: variant.when.clone(),
                    form: Arc::new(form),
                }
            }));
        }
        let variants: Vec<Variant> = variants.into_iter().collect::<Option<_>>()?;
        self.overlaps(&raw.variant, &variants);
        Some(variants)
    }

    /// That two variants accept the same code.
    fn overlaps(&mut self, raw: &[RawVariant], variants: &[Variant]) {
        for (later, variant) in variants.iter().enumerate() {
            for (earlier, before) in variants[..later].iter().enumerate() {
                if let Some(code) = overlap(&before.form, &variant.form) {
                    let place = |ix: usize| Place::new(self.file, raw[ix].segments.span());
                    let message = message!("problem-coding-overlap", code = code);
                    let problem = Problem::at(message, place(later)).other(place(earlier));
                    self.problems
                        .push(problem.hint(message!("hint-coding-overlap")));
                    break;
                }
            }
        }
    }

    fn levels(&mut self, widths: &Placed<Vec<u32>>, raw: &RawCoding) -> Option<Levels> {
        let before = self.problems.len();
        let all: Vec<usize> = widths.iter().map(|width| *width as usize).collect();
        if all.is_empty() || all.contains(&0) || all.iter().sum::<usize>() > 64 {
            self.tell(message!("problem-coding-levels"), widths.span());
        }
        if let Some(separator) = &raw.separator {
            self.tell(
                message!("problem-coding-idle", key = "separator"),
                separator.span(),
            );
        }
        let characters = match &raw.chars {
            Some(written) => self.characters(written),
            None => Some(Characters::digits()),
        };
        let mut pad = None;
        if let Some(written) = &raw.pad {
            let mut chars = written.chars();
            pad = chars.next().filter(|c| {
                chars.next().is_none() && characters.as_ref().is_none_or(|all| all.contains(*c))
            });
            if pad.is_none() {
                self.tell(
                    message!("problem-coding-pad", pad = written.as_str()),
                    written.span(),
                );
            }
        }
        let characters = characters?;
        if let Some(stray) = characters.iter().find(|c| !c.is_ascii_graphic()) {
            let message = message!("problem-coding-chars", chars = stray.to_string());
            let span = raw.chars.as_ref().map_or(widths.span(), Name::span);
            self.tell(message, span);
        }
        (self.problems.len() == before).then(|| Levels::new(&all, characters, pad))
    }

    fn characters(&mut self, written: &Name) -> Option<Characters> {
        let characters = Characters::parse(written);
        if characters.is_none() {
            let message = message!("problem-coding-chars", chars = written.as_str());
            self.tell(message, written.span());
        }
        characters
    }
}

#[cfg(test)]
mod tests;
