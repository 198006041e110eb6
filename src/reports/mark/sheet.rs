//! The second pass over a sheet: it is copied as it is written, but for what is marked.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io::{BufRead, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesStart, Event};

use super::styles::Styles;
use super::survey::{Columns, Survey, Walk};
use super::xml::{Pieces, attribute, in_cell, local, number, with_attribute, without_attribute};
use super::{SheetMarks, Stop};
use crate::reports::mark::formula::moved;
use crate::sources::workbook::{area, cell_name};

/// What stands behind the drawing of the notes in a sheet.
const BEHIND_DRAWING: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// What becomes of a sheet.
pub(super) struct Change<'a> {
    pub(super) marks: &'a SheetMarks,
    pub(super) survey: &'a Survey,
    pub(super) styles: &'a Styles,
    /// Formats that are marks of earlier times, each with what the cell had before.
    pub(super) earlier: &'a HashMap<u32, u32>,
    /// The column of faults of earlier times: row and column of its heading, from 0.
    pub(super) ours: Option<(u32, u32)>,
    /// Where the faults are listed, from 0, and what stands above them.
    pub(super) column: Option<u32>,
    pub(super) heading: &'a str,
    /// What stands there in rows that are emptied.
    pub(super) emptied: &'a str,
    /// What the sheet will call the drawing of its notes, where it has none yet.
    pub(super) drawing: Option<&'a str>,
    /// Whether rows without faults are emptied.
    pub(super) only_bad: bool,
}

/// A cell of a row that is changed or put into it.
enum Put<'a> {
    Red,
    Heading,
    Faults(&'a str),
    Emptied,
}

impl Change<'_> {
    /// Copies the part.
    pub(super) fn copy(&self, part: impl BufRead, out: impl Write) -> Result<(), Stop> {
        let mut copy = Copy {
            change: self,
            out: Writer::new(out),
            walk: Walk::default(),
            columns: Columns::default(),
            waiting: Vec::new(),
            drawing: self.drawing,
        };
        copy.run(&mut Pieces::new(part))
    }

    /// Whether a row is emptied.
    fn drops(&self, row: u32) -> bool {
        let row_of_table = u64::from(row) > self.marks.above && row <= self.survey.last;
        self.only_bad && row_of_table && !self.marks.rows.contains_key(&u64::from(row))
    }

    /// Whether a row has to say that we emptied it, now or before, so that it is no gap of its sender.
    fn is_ours(&self, row: u32) -> bool {
        self.marks.was_emptied(row) || self.drops(row) && self.marks.is_filled(row)
    }

    /// What is to be put into a row, from left to right.
    fn puts(&self, number: u32) -> Vec<(u32, Put<'_>)> {
        let row = u64::from(number);
        let marked = self.marks.rows.get(&row);
        let cells = marked.into_iter().flat_map(|marked| marked.cells.keys());
        let mut puts: Vec<(u32, Put)> = cells.map(|column| (*column, Put::Red)).collect();
        if let Some(column) = self.column {
            if self.marks.header == Some(row) {
                puts.push((column, Put::Heading));
            } else if let Some(marked) = marked {
                puts.push((column, Put::Faults(&marked.faults)));
            } else if self.is_ours(number) {
                puts.push((column, Put::Emptied));
            }
        }
        puts
    }
}

struct Copy<'a, W> {
    change: &'a Change<'a>,
    out: Writer<W>,
    walk: Walk,
    columns: Columns,
    /// What is left to be put into the row, the next one last.
    waiting: Vec<(u32, Put<'a>)>,
    drawing: Option<&'a str>,
}

impl<W: Write> Copy<'_, W> {
    fn run(&mut self, pieces: &mut Pieces<impl BufRead>) -> Result<(), Stop> {
        while let Some((depth, event)) = pieces.next()? {
            let event = event.into_owned();
            match &event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let is_empty = matches!(event, Event::Empty(_));
                    match (depth, local(tag)) {
                        (2, "dimension") => self.start(&self.widened(tag), is_empty)?,
                        (2, name) => {
                            if BEHIND_DRAWING.contains(&name) {
                                self.put_drawing()?;
                            }
                            self.out.write_event(event)?;
                        }
                        (3, "col") => {
                            self.columns.add(tag);
                            self.column(tag, is_empty)?;
                        }
                        (3, "row") => self.row(tag, is_empty, pieces)?,
                        (4, "c") => self.cell(tag, is_empty, pieces)?,
                        _ => self.out.write_event(event)?,
                    }
                }
                Event::End(name) if depth == 3 && local(name) == "row" => {
                    self.put_until(u32::MAX)?;
                    self.out.write_event(event)?;
                }
                Event::End(_) if depth == 1 => {
                    self.put_drawing()?;
                    self.out.write_event(event)?;
                }
                _ => self.out.write_event(event)?,
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &str, is_empty: bool) -> Result<(), Stop> {
        let tag = BytesStart::from_content(tag, local_end(tag));
        let event = if is_empty {
            Event::Empty(tag)
        } else {
            Event::Start(tag)
        };
        Ok(self.out.write_event(event)?)
    }

    fn raw(&mut self, text: &str) -> Result<(), Stop> {
        Ok(self.out.get_mut().write_all(text.as_bytes())?)
    }

    /// The area of the sheet, as far as the faults.
    fn widened(&self, tag: &str) -> String {
        let known = attribute(tag, "ref").and_then(|r| area(r.trim().as_bytes()));
        match (known, self.change.column) {
            (Some(known), Some(column)) if column > known.right => {
                let (first, last) = (
                    cell_name(known.top, known.left),
                    cell_name(known.bottom, column),
                );
                with_attribute(tag, "ref", &format!("{first}:{last}"))
            }
            _ => tag.to_owned(),
        }
    }

    /// A column, or several; that of the faults is seen, even if all from it on are hidden.
    fn column(&mut self, tag: &str, is_empty: bool) -> Result<(), Stop> {
        let hidden = matches!(attribute(tag, "hidden"), Some("1" | "true"))
            || attribute(tag, "width") == Some("0");
        let (first, last) = (number(tag, "min"), number(tag, "max"));
        let column = self.change.column.map(|column| column + 1);
        match (first, last, column) {
            (Some(first), Some(last), Some(column))
                if hidden && (first..=last).contains(&column) && is_empty =>
            {
                let part = |first: u32, last: u32| {
                    let tag = with_attribute(tag, "min", &first.to_string());
                    with_attribute(&tag, "max", &last.to_string())
                };
                if first < column {
                    self.start(&part(first, column - 1), true)?;
                }
                let seen = without_attribute(&part(column, column), "hidden");
                self.start(&with_attribute(&seen, "width", "60"), true)?;
                if column < last {
                    self.start(&part(column + 1, last), true)?;
                }
                Ok(())
            }
            _ => self.start(tag, is_empty),
        }
    }

    fn row(
        &mut self,
        tag: &str,
        is_empty: bool,
        pieces: &mut Pieces<impl BufRead>,
    ) -> Result<(), Stop> {
        self.walk.begin_row(tag);
        let row = self.walk.row;
        if self.change.drops(row) {
            let p = &self.change.survey.prefix;
            let tag = format!("{p}row r=\"{row}\" hidden=\"1\"");
            match self.change.column.filter(|_| self.change.is_ours(row)) {
                Some(column) => {
                    self.raw(&format!("<{tag}>"))?;
                    self.put(column, &Put::Emptied)?;
                    self.raw(&format!("</{p}row>"))?;
                }
                None => self.raw(&format!("<{tag}/>"))?,
            }
            return if is_empty { Ok(()) } else { pieces.skip() };
        }
        self.waiting = self.change.puts(row);
        self.waiting
            .sort_by_key(|(column, _)| std::cmp::Reverse(*column));
        if self.waiting.is_empty() {
            return self.start(tag, is_empty);
        }
        let tag = without_attribute(tag, "spans");
        // a filter of theirs must not hide what alone is left
        let shows = self.change.only_bad && self.change.marks.rows.contains_key(&u64::from(row));
        let tag = if shows {
            without_attribute(&tag, "hidden")
        } else {
            tag
        };
        self.start(&tag, false)?;
        if is_empty {
            self.put_until(u32::MAX)?;
            let p = &self.change.survey.prefix;
            self.raw(&format!("</{p}row>"))?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        tag: &str,
        is_empty: bool,
        pieces: &mut Pieces<impl BufRead>,
    ) -> Result<(), Stop> {
        self.walk.begin_cell(tag);
        let (row, column) = (self.walk.row, self.walk.column);
        self.put_until(column)?;
        let next = self.waiting.pop_if(|(next, _)| *next == column);
        let was_ours = self
            .change
            .ours
            .is_some_and(|(heading, of)| column == of && row > heading);
        match next {
            Some((_, put @ (Put::Heading | Put::Faults(_) | Put::Emptied))) => {
                self.put(column, &put)?;
                return if is_empty { Ok(()) } else { pieces.skip() };
            }
            // a cell that was only formatted is none of ours
            None if was_ours && !is_empty => return pieces.skip(),
            _ => {}
        }
        let had = number(tag, "s");
        let before = had
            .and_then(|s| self.change.earlier.get(&s).copied())
            .or(had);
        let format = match next {
            Some(_) => Some(self.change.styles.known_twin(before.unwrap_or_default())),
            None => before,
        };
        match format {
            // as it is written where nobody marks anything
            Some(0) if had != Some(0) => self.start(&without_attribute(tag, "s"), is_empty)?,
            Some(format) if had != Some(format) => {
                self.start(&with_attribute(tag, "s", &format.to_string()), is_empty)?;
            }
            _ => self.start(tag, is_empty)?,
        }
        if self.change.only_bad && !is_empty {
            self.content(pieces)?;
        }
        Ok(())
    }

    /// What stands in a cell, whose formula must not lean on a row that is emptied.
    fn content(&mut self, pieces: &mut Pieces<impl BufRead>) -> Result<(), Stop> {
        let depth = pieces.depth();
        while let Some((at, event)) = pieces.next()? {
            let event = event.into_owned();
            let ends = at == depth && matches!(event, Event::End(_));
            if let Event::Start(tag) | Event::Empty(tag) = &event
                && local(tag) == "f"
                && let Some(text) = self.own_formula(tag)
            {
                let name = &tag[..local_end(tag)];
                self.raw(&format!("<{name}>{}</{name}>", super::xml::escaped(&text)))?;
                if matches!(event, Event::Start(_)) {
                    pieces.skip()?;
                }
                continue;
            }
            self.out.write_event(event)?;
            if ends {
                break;
            }
        }
        Ok(())
    }

    /// The text of a formula that is shared with a row that is emptied.
    fn own_formula(&self, tag: &str) -> Option<String> {
        let si = number(tag, "si").filter(|_| attribute(tag, "t") == Some("shared"))?;
        let (row, column, text) = self.change.survey.shared.get(&si)?;
        if !self.change.drops(*row) {
            return None;
        }
        let rows = i64::from(self.walk.row) - i64::from(*row);
        moved(text, rows, i64::from(self.walk.column) - i64::from(*column))
    }

    /// Puts what comes before a column.
    fn put_until(&mut self, column: u32) -> Result<(), Stop> {
        while let Some((at, put)) = self.waiting.pop_if(|(next, _)| *next < column) {
            self.put(at, &put)?;
        }
        Ok(())
    }

    fn put(&mut self, column: u32, put: &Put) -> Result<(), Stop> {
        let p = &self.change.survey.prefix;
        let name = cell_name(self.walk.row - 1, column);
        let text = |text: &str| {
            let text = in_cell(text);
            format!("<{p}is><{p}t xml:space=\"preserve\">{text}</{p}t></{p}is>")
        };
        let styles = self.change.styles;
        let cell = match put {
            Put::Red => {
                let format = self.walk.format;
                let format = format.unwrap_or_else(|| self.columns.format(column));
                let twin = styles.known_twin(format);
                format!("<{p}c r=\"{name}\" s=\"{twin}\"/>")
            }
            Put::Heading => {
                let heading = text(self.change.heading);
                let twin = styles.known_twin(0);
                format!("<{p}c r=\"{name}\" s=\"{twin}\" t=\"inlineStr\">{heading}</{p}c>")
            }
            Put::Faults(_) | Put::Emptied => {
                let said = match put {
                    Put::Faults(faults) => text(faults),
                    _ => text(self.change.emptied),
                };
                format!("<{p}c r=\"{name}\" t=\"inlineStr\">{said}</{p}c>")
            }
        };
        self.raw(&cell)
    }

    fn put_drawing(&mut self) -> Result<(), Stop> {
        let Some(drawing) = self.drawing.take() else {
            return Ok(());
        };
        let p = &self.change.survey.prefix;
        self.raw(&format!(
            "<{p}legacyDrawing xmlns:r=\"{}\" r:id=\"{drawing}\"/>",
            super::book::RELATIONSHIPS
        ))
    }
}

/// Where the name in a tag ends.
fn local_end(tag: &str) -> usize {
    let end = tag.find(|c: char| c.is_ascii_whitespace());
    end.unwrap_or(tag.len())
}
