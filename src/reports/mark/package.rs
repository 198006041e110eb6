//! The sender's own workbook with what is marked: the few parts that must change are written anew, all others are copied as they
//! are packed.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufReader, BufWriter, Seek, Write};

use zip::write::ZipWriter;

use super::book::{self, Additions, free_name, listed};
use super::notes::noted;
use super::parts::{Parts, relationships_of};
use super::sealed::{file_of, sealed};
use super::sheet::Change;
use super::styles::Styles;
use super::summary::{self, Line};
use super::survey::Survey;
use super::xml::{elements, odd};
use super::{MOST_NOTES, SheetMarks, Stop, Told};
use crate::messages::message;
use crate::sources::workbook::{MOST_COLUMNS, Ours, Relationships, ours_in};

const CONTENTS: &str = "[Content_Types].xml";

/// What is to become of a workbook.
pub(super) struct Order<'a> {
    pub(super) sheets: &'a [SheetMarks],
    /// What stands above the faults.
    pub(super) heading: &'a str,
    /// What stands there in rows that are emptied.
    pub(super) emptied: &'a str,
    /// What the sheet that sums up is called, and what stands in it.
    pub(super) summary: (&'a str, &'a [Line]),
    pub(super) only_bad: bool,
    /// Whether the name of the file says that it holds macros.
    pub(super) macros: bool,
    /// What it may come to.
    pub(super) unpacked: Option<u64>,
}

/// A sheet, and what becomes of it.
struct Sheet<'a> {
    marks: &'a SheetMarks,
    part: String,
    name: String,
    survey: Survey,
    ours: Option<(u32, u32)>,
    column: Option<u32>,
    /// What it will call the drawing of its notes.
    drawing: Option<String>,
}

/// Writes the workbook.
pub(super) fn write(
    file: &File,
    order: &Order,
    out: &mut (dyn Write + Send),
) -> Result<Told, Stop> {
    let copy = file.try_clone()?;
    let ours = ours_in(copy, order.unpacked).map_err(|reason| match reason.key {
        // it has been read, so that there is nothing to be done about it
        "source-not-xlsx" => message!("mark-unfit-format"),
        _ => reason,
    })?;
    let mut patch = Patch::new(file, order, &ours)?;
    patch.check()?;
    let mut sheets = patch.sheets()?;
    let styles = patch.styles_part()?;
    let text = patch.parts.text(&styles)?;
    let mut styles_of = Styles::new(text, ours.marked)?;
    let earlier = styles_of.earlier();
    for sheet in &sheets {
        for format in &sheet.survey.formats {
            styles_of.twin(earlier.get(format).copied().unwrap_or(*format));
        }
    }
    let heads = styles_of.twin(0);
    let breaks = styles_of.wrapping();
    let mut told = Told::default();
    for sheet in &mut sheets {
        patch.notes(sheet, &mut told)?;
    }
    if order.only_bad {
        patch.forget_formulas()?;
    }
    patch.book(&sheets, &summary::part(order.summary.1, heads, breaks))?;
    told.no_column = sheets
        .iter()
        .any(|s| s.column.is_none() && !s.marks.rows.is_empty());
    told.whole = order.only_bad && sheets.iter().any(|s| s.marks.fills);
    told.unsaid = order.only_bad && sheets.iter().any(|s| s.column.is_none());
    // a part of the archive is written where the whole can be gone back in, and the report is not
    let packed = BufWriter::with_capacity(1 << 20, tempfile::tempfile()?);
    let mut zip = ZipWriter::new(packed);
    patch.copy(&sheets, &styles_of, &earlier, &mut zip)?;
    patch.parts.replace(styles, styles_of.finish());
    patch.parts.copy_rest(&mut zip)?;
    sealed(file_of(zip)?, &ours.main, out)?;
    Ok(told)
}

/// A workbook that is being changed.
struct Patch<'a> {
    parts: Parts,
    order: &'a Order<'a>,
    ours: &'a Ours,
    /// New parts that hold notes.
    comments: Vec<String>,
    notes_left: usize,
}

impl<'a> Patch<'a> {
    fn new(file: &File, order: &'a Order, ours: &'a Ours) -> Result<Patch<'a>, Stop> {
        Ok(Patch {
            parts: Parts::open(file.try_clone()?)?,
            order,
            ours,
            comments: Vec::new(),
            notes_left: MOST_NOTES,
        })
    }

    /// That nothing is against it.
    fn check(&mut self) -> Result<(), Stop> {
        let signed = self.parts.package.relationships("")?;
        if signed.of_kind("origin").is_some() {
            return Err(Stop::Unfit(message!("mark-unfit-signed")));
        }
        let contents = self.parts.text(CONTENTS)?;
        if book::has_macros(&contents) != self.order.macros {
            return Err(Stop::Unfit(if self.order.macros {
                message!("mark-unfit-no-macros")
            } else {
                message!("mark-unfit-macros")
            }));
        }
        Ok(())
    }

    fn styles_part(&mut self) -> Result<String, Stop> {
        let relationships = self.parts.package.relationships(&self.ours.main)?;
        let part = relationships.of_kind("styles").map(str::to_owned);
        part.filter(|part| self.parts.package.holds(part))
            .ok_or_else(odd)
    }

    /// The sheets that are marked, and those that were.
    fn sheets(&mut self) -> Result<Vec<Sheet<'a>>, Stop> {
        let mut sheets = Vec::new();
        for marks in self.order.sheets {
            let listed = self.ours.sheets.iter();
            let mut named = listed.filter(|(name, _)| Some(name) == marks.sheet.as_ref());
            let (name, part) = named.next().cloned().ok_or_else(odd)?;
            let columns = self.ours.columns.iter();
            let mut columns = columns.filter(|(of, _)| *of == name);
            let ours = columns.next().map(|(_, heading)| *heading);
            let text = self.parts.package.needed(&part)?;
            let mut survey = Survey::new(BufReader::new(text), marks, ours)?;
            let relationships = self.parts.package.relationships(&part)?;
            for table in of_kind(&relationships, "table") {
                let text = self.parts.text(&table)?;
                let root = elements(&text)?.into_iter().next().ok_or_else(odd)?;
                survey.reach(&text[root.tag]);
            }
            // a column of its own stands between, so that no list of Excel takes it in
            let column = survey.width() + 1;
            let has_room = column < MOST_COLUMNS && marks.header.is_some();
            sheets.push(Sheet {
                column: (has_room && marks.needs_column(self.order.only_bad)).then_some(column),
                marks,
                part,
                name,
                survey,
                ours,
                drawing: None,
            });
        }
        Ok(sheets)
    }

    /// Writes the notes of a sheet.
    fn notes(&mut self, sheet: &mut Sheet, told: &mut Told) -> Result<(), Stop> {
        let relationships = self.parts.package.relationships(&sheet.part)?;
        let texts = of_kind(&relationships, "comments").into_iter().next();
        let drawing = sheet.survey.drawing.as_deref();
        let drawing = drawing
            .and_then(|id| relationships.by_id(id))
            .map(|r| r.target.clone());
        let mut notes = BTreeMap::new();
        for (row, marked) in &sheet.marks.rows {
            let row = u32::try_from(row.saturating_sub(1)).map_err(|_| odd())?;
            for (column, note) in &marked.cells {
                if notes.len() < self.notes_left {
                    notes.insert((row, *column), note.as_str());
                } else {
                    told.without_note += 1;
                }
            }
        }
        self.notes_left -= notes.len();
        if notes.is_empty() && (texts.is_none() || !self.ours.marked) {
            return Ok(());
        }
        let known = texts
            .as_deref()
            .map(|part| self.parts.text(part))
            .transpose()?;
        let drawn = drawing
            .as_deref()
            .map(|part| self.parts.text(part))
            .transpose()?;
        let parts = noted(known.as_deref(), drawn.as_deref(), &notes, self.ours.marked)?;
        told.conversations += parts.left_out;
        let mut more: Vec<(&str, String)> = Vec::new();
        if let Some(part) = texts {
            self.parts.replace(part, parts.texts);
        } else {
            let part = self.parts.free("xl/comments", ".xml");
            self.comments.push(part.clone());
            self.parts.added.push((part.clone(), parts.texts));
            more.push(("comments", part));
        }
        if let Some(part) = drawing {
            self.parts.replace(part, parts.drawing);
        } else {
            let part = self.parts.free("xl/drawings/vmlDrawing", ".vml");
            self.parts.added.push((part.clone(), parts.drawing));
            more.push(("vmlDrawing", part));
        }
        if !more.is_empty() {
            let wanted: Vec<(&str, &str)> = more.iter().map(|(k, p)| (*k, p.as_str())).collect();
            let ids = self.parts.relate(&sheet.part, &wanted)?;
            let drawing = wanted.iter().position(|(kind, _)| *kind == "vmlDrawing");
            sheet.drawing = drawing.map(|at| ids[at].clone());
        }
        Ok(())
    }

    /// Writes the parts about the workbook, and the sheet that sums up.
    fn book(&mut self, sheets: &[Sheet], summary: &str) -> Result<(), Stop> {
        let (main, ours) = (self.ours.main.clone(), self.ours);
        let earlier = ours.summary.as_ref();
        let earlier = earlier.and_then(|name| ours.sheets.iter().find(|(of, _)| of == name));
        let earlier = earlier.filter(|(_, part)| self.parts.package.holds(part));
        let mut added = Vec::new();
        let names: Vec<&str> = ours.sheets.iter().map(|(name, _)| name.as_str()).collect();
        let (name, id) = if let Some((name, part)) = earlier {
            self.parts.replace(part.clone(), summary.to_owned());
            (name.clone(), None)
        } else {
            let part = self.parts.free("xl/worksheets/crm-audit", ".xml");
            self.parts.added.push((part.clone(), summary.to_owned()));
            let mut ids = self.parts.relate(&main, &[("worksheet", &part)])?;
            added.push(part);
            (free_name(self.order.summary.0, &names), ids.pop())
        };
        let marked = sheets.iter().filter_map(|sheet| {
            let header = u32::try_from(sheet.marks.header?).ok()?;
            Some((sheet.name.clone(), (header - 1, sheet.column?)))
        });
        // sheets of tables that are not audited this time keep their marks
        let others = ours.columns.iter().filter(|(name, _)| {
            let mut sheets = sheets.iter();
            sheets.all(|sheet| sheet.name != *name)
        });
        let columns: Vec<_> = marked.chain(others.cloned()).collect();
        let text = self.parts.text(&main)?;
        let text = book::with(
            &text,
            &Additions {
                summary: (&name, id.as_deref()),
                columns: &columns,
            },
        )?;
        self.parts.replace(main, text);
        let text = listed(&self.parts.text(CONTENTS)?, &added, &self.comments)?;
        self.parts.replace(CONTENTS.to_owned(), text);
        Ok(())
    }

    /// Leaves out the list of cells with formulas, some of which are emptied: Excel takes it for damaged, and makes it anew where
    /// there is none.
    fn forget_formulas(&mut self) -> Result<(), Stop> {
        let main = &self.ours.main;
        let relationships = self.parts.package.relationships(main)?;
        for part in of_kind(&relationships, "calcChain") {
            self.parts.leave_out(&part);
        }
        for part in [relationships_of(main), CONTENTS.to_owned()] {
            let text = book::without_formulas(&self.parts.text(&part)?)?;
            self.parts.replace(part, text);
        }
        Ok(())
    }

    /// Copies the sheets that are marked.
    fn copy<W: Write + Seek>(
        &mut self,
        sheets: &[Sheet],
        styles: &Styles,
        earlier: &HashMap<u32, u32>,
        zip: &mut ZipWriter<W>,
    ) -> Result<(), Stop> {
        for sheet in sheets {
            self.parts.begin(&sheet.part, zip)?;
            let part = BufReader::new(self.parts.package.needed(&sheet.part)?);
            let change = Change {
                marks: sheet.marks,
                survey: &sheet.survey,
                styles,
                earlier,
                ours: sheet.ours,
                column: sheet.column,
                heading: self.order.heading,
                emptied: self.order.emptied,
                drawing: sheet.drawing.as_deref(),
                // what is emptied without a word is lost
                only_bad: self.order.only_bad && !sheet.marks.fills && sheet.column.is_some(),
            };
            let mut out = BufWriter::with_capacity(1 << 16, &mut *zip);
            change.copy(part, &mut out)?;
            out.flush()?;
        }
        Ok(())
    }
}

/// The parts that are something to another.
fn of_kind(relationships: &Relationships, kind: &str) -> Vec<String> {
    let all = relationships.all().iter().filter(|r| r.kind == kind);
    all.map(|r| r.target.clone()).collect()
}
