//! The first pass over a sheet: what must be known of it before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use quick_xml::events::Event;

use super::xml::{Pieces, attribute, local, number, plain, prefix};
use super::{SheetMarks, Stop};
use crate::messages::message;
use crate::sources::workbook::{area, cell_at};

/// Whose sheets are written in other words.
const STRICT: &str = "purl.oclc.org";

/// So many columns may be formatted beside those that hold something.
const FORMATTED: u32 = 10;

/// What a sheet is like.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// What stands before names.
    pub(super) prefix: String,
    /// How many columns hold something, and how many have cells, of which some are only formatted.
    filled: u32,
    width: u32,
    /// The last row with something in it, from 1.
    pub(super) last: u32,
    /// The formats of cells that will be marked.
    pub(super) formats: BTreeSet<u32>,
    /// What it calls the drawing of its notes.
    pub(super) drawing: Option<String>,
    /// Formulas that other cells share, by their number: row from 1, column from 0, and the text.
    pub(super) shared: BTreeMap<u32, (u32, u32, String)>,
}

/// Where a row or cell stands, which it need not say itself.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Walk {
    /// From 1.
    pub(super) row: u32,
    /// From 0.
    pub(super) column: u32,
    next: u32,
    /// The format of the row, where it has one.
    pub(super) format: Option<u32>,
}

impl Walk {
    pub(super) fn begin_row(&mut self, tag: &str) {
        self.row = number(tag, "r").unwrap_or(self.row + 1);
        self.next = 0;
        let custom = matches!(attribute(tag, "customFormat"), Some("1" | "true"));
        self.format = number(tag, "s").filter(|_| custom);
    }

    pub(super) fn begin_cell(&mut self, tag: &str) {
        let place = attribute(tag, "r").and_then(|r| cell_at(r.trim().as_bytes()));
        self.column = place.map_or(self.next, |(_, column)| column);
        self.next = self.column + 1;
    }
}

/// The formats of columns.
#[derive(Debug, Default)]
pub(super) struct Columns(Vec<(u32, u32, u32)>);

impl Columns {
    pub(super) fn add(&mut self, tag: &str) {
        if let (Some(first), Some(last)) = (number(tag, "min"), number(tag, "max")) {
            let format = number(tag, "style").unwrap_or_default();
            self.0.push((first, last, format));
        }
    }

    /// Of a column from 0.
    pub(super) fn format(&self, column: u32) -> u32 {
        let within = |(first, last, _): &&(u32, u32, u32)| (*first..=*last).contains(&(column + 1));
        self.0.iter().find(within).map_or(0, |(.., format)| *format)
    }
}

impl Survey {
    /// Of a sheet whose marked cells are known. What stands in `ours`, row and column of a heading, and below it does not count.
    pub(super) fn new(
        part: impl BufRead,
        marks: &SheetMarks,
        ours: Option<(u32, u32)>,
    ) -> Result<Survey, Stop> {
        let mut survey = Survey::default();
        let mut pieces = Pieces::new(part);
        let (mut walk, mut columns) = (Walk::default(), Columns::default());
        // cells that are left to be met in the row
        let mut wanted: BTreeSet<u32> = BTreeSet::new();
        let (mut cell, mut formula) = (false, None);
        while let Some((depth, event)) = pieces.next()? {
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let tag: &str = &tag;
                    match (depth, local(tag)) {
                        (1, "worksheet") => {
                            prefix(tag).clone_into(&mut survey.prefix);
                            if tag.contains(STRICT) {
                                return Err(Stop::Unfit(message!("mark-unfit-strict")));
                            }
                        }
                        (1, _) => return Err(super::xml::odd()),
                        (2, "legacyDrawing") => survey.drawing = relation(tag),
                        (2, "autoFilter") | (3, "mergeCell") => survey.reach(tag),
                        (3, "col") => columns.add(tag),
                        (3, "row") => {
                            survey.formats.extend(wanted.iter().map(|&column| {
                                walk.format.unwrap_or_else(|| columns.format(column))
                            }));
                            walk.begin_row(tag);
                            wanted = marks.columns_of(walk.row);
                        }
                        (4, "c") => {
                            walk.begin_cell(tag);
                            let here = |(row, column)| walk.row > row && walk.column == column;
                            let is_ours = ours.is_some_and(here);
                            cell = !is_ours && !is_empty;
                            if !is_ours {
                                survey.width = survey.width.max(walk.column + 1);
                            }
                            if wanted.remove(&walk.column) {
                                survey.formats.insert(number(tag, "s").unwrap_or_default());
                            }
                        }
                        (5, name) => {
                            if cell {
                                survey.last = survey.last.max(walk.row);
                                survey.filled = survey.filled.max(walk.column + 1);
                            }
                            let shares = attribute(tag, "t") == Some("shared");
                            formula = number(tag, "si").filter(|_| name == "f" && shares);
                        }
                        _ => {}
                    }
                }
                Event::Text(text) => {
                    if let Some(si) = formula {
                        survey.share(si, walk, &text);
                    }
                }
                Event::GeneralRef(name) => {
                    if let Some(si) = formula {
                        survey.share(si, walk, &plain(&format!("&{};", &*name)));
                    }
                }
                Event::End(_) if depth == 5 => formula = None,
                Event::End(_) if depth == 4 => cell = false,
                _ => {}
            }
        }
        let rest = wanted.iter();
        let format = |&column: &u32| walk.format.unwrap_or_else(|| columns.format(column));
        survey.formats.extend(rest.map(format));
        Ok(survey)
    }

    /// Takes note that an area is used.
    pub(super) fn reach(&mut self, tag: &str) {
        let used = attribute(tag, "ref").and_then(|r| area(r.trim().as_bytes()));
        if let Some(used) = used.filter(|used| !used.is_endless()) {
            self.filled = self.filled.max(used.right + 1);
        }
    }

    /// How many columns it uses. Where it is formatted far beyond what it holds, that is not counted.
    pub(super) fn width(&self) -> u32 {
        if self.width > self.filled + FORMATTED {
            self.filled
        } else {
            self.width.max(self.filled)
        }
    }

    fn share(&mut self, si: u32, walk: Walk, text: &str) {
        let shared = self.shared.entry(si);
        let shared = shared.or_insert((walk.row, walk.column, String::new()));
        if (shared.0, shared.1) == (walk.row, walk.column) {
            shared.2.push_str(text);
        }
    }
}

/// What a tag calls the part that it is about: `r:id`.
fn relation(tag: &str) -> Option<String> {
    let at = tag.find(":id=")?;
    let quote = tag[at + 4..].chars().next()?;
    let rest = &tag[at + 5..];
    Some(rest[..rest.find(quote)?].to_owned())
}
