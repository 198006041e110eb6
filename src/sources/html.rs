//! HTML tables: what many web systems send as "Excel". Excel opens such files, so people take them for workbooks.

mod covered;
mod grid;
mod page;
mod style;

use std::collections::VecDeque;
use std::fs::File;
use std::io::Read;
use std::sync::LazyLock;

use encoding_rs::Encoding;
use regex::bytes::Regex;

use self::grid::{Grid, Row};
use self::page::Page;
use self::style::Styles;
use super::batch::{Batch, Fault, Faulty, Refused};
use super::budget::Budget;
use super::encoding::{self, Sample};
use super::layout::{self, Heading, Merged};
use super::met::Cut;
use super::workbook::{Beside, Rows};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError, unreadable};
use crate::messages::{Message, message};

/// Larger files are not held in memory.
const MOST_BYTES: u64 = 1 << 30;
/// Where a page may declare its encoding.
const HEAD: usize = 4096;
/// How much of a page is judged to find its encoding.
const JUDGED: usize = 1 << 20;
/// Rows of a table that are handed on at once.
const ROWS: usize = 16_384;

/// The rows of a table, and of those that go on with it.
pub(crate) struct Table {
    tables: Vec<Grid>,
    budget: Budget,
    styles: Styles,
    /// The table and the row of it that come next.
    next: (usize, usize),
    /// The last row above.
    above: u64,
    /// What is not handed on yet.
    ready: VecDeque<Batch<'static>>,
    width: usize,
    /// Whether rows wider than the header have a cell too many, and not what belongs to columns without a heading.
    wide_rows_are_faulty: bool,
    /// Whether there are bytes that are no text.
    undecodable: bool,
    /// Whether the page ends within a table.
    breaks_off: bool,
}

/// Opens a page and chooses the table whose header fits best.
pub(crate) fn open(
    file: File,
    settings: &Settings,
    budget: &Budget,
) -> Result<Opened, SourceError> {
    let length = file.metadata().map_err(|e| unreadable(&e))?.len();
    budget.holds(length, MOST_BYTES)?;
    let mut bytes = Vec::new();
    file.take(length)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(&e))?;
    let decision = encoding::stated(&sample(&bytes), stated(&bytes), settings)?;
    // a byte that is no text becomes three
    if std::str::from_utf8(&bytes).is_err() {
        budget.whole().bytes(3 * length)?;
    }
    let text = decision.encoding.decode(&bytes[decision.bom..], true);
    let undecodable = text.contains(char::REPLACEMENT_CHARACTER);
    let page = Page::read(&text, budget.whole())?;
    drop(text);
    drop(bytes);
    let Choice {
        mut heading,
        tables,
        told,
        doubt,
    } = choose(page.tables, settings)?;
    // the columns of the header that are not named are columns as well
    heading.columns.resize(
        tables[0].width_of(heading.rows).max(heading.columns.len()),
        String::new(),
    );
    let mut form = Form {
        encoding: Some(decision.encoding.name().to_owned()),
        doubts: decision.doubt().into_iter().chain(doubt).collect(),
        decisions: vec![decision.message()],
        ..Form::default()
    };
    form.decisions.extend(told);
    if let Some(row) = page.harmed {
        let told = message!("decision-html-harmed", row = row);
        form.decisions.push(told.clone());
        form.doubts.push(told);
    }
    let mut beside = Beside::default();
    for table in &tables {
        table.tell(&mut beside);
    }
    for told in beside.told(&heading) {
        form.decisions.push(told.clone());
        form.doubts.push(told);
    }
    let merged: Vec<Merged> = tables.iter().flat_map(|t| &t.merged).copied().collect();
    heading.note_merged(&merged);
    let width = heading.columns.len() + settings.beyond;
    Ok(Opened {
        body: Body::Html(Table {
            budget: budget.whole(),
            above: heading.end,
            width,
            wide_rows_are_faulty: are_few(&tables, heading.end, width),
            ready: VecDeque::new(),
            next: (0, 0),
            tables,
            styles: page.styles,
            undecodable,
            breaks_off: page.breaks_off,
        }),
        heading,
        form,
        chunks: 0,
    })
}

/// The start of a page, to judge its encoding by.
fn sample(page: &[u8]) -> Sample {
    let start = &page[..page.len().min(JUDGED)];
    Sample {
        start: encoding::Part {
            bytes: start.to_vec(),
            to_end: start.len() == page.len(),
        },
        later: None,
    }
}

/// The encoding that a page declares.
static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:charset|<\?xml[^>]{0,100}encoding)\s*=\s*["']?([a-z0-9_-]+)"#)
        .expect("a fixed expression")
});

fn stated(page: &[u8]) -> Option<&'static Encoding> {
    let found = CHARSET.captures(&page[..page.len().min(HEAD)])?;
    Encoding::for_label(found.get(1)?.as_bytes())
}

/// The tables of a page that are read.
struct Choice {
    heading: Heading,
    tables: Vec<Grid>,
    told: Vec<Message>,
    /// What the user should hear of the others.
    doubt: Option<Message>,
}

/// Chooses the table whose header names most fields, and those below it with the same header: exports are cut into pages.
fn choose(tables: Vec<Grid>, settings: &Settings) -> Result<Choice, SourceError> {
    let count = tables.len();
    let heading_of = |table: &Grid| layout::find(&table.preview(), settings);
    // headings are not kept: a page may have as many tables as bytes, each with thousands of columns
    let fields = |table| heading_of(table).map_or(0, |heading| heading.fields);
    let named: Vec<usize> = tables.iter().map(fields).collect();
    let most = named.iter().max();
    let Some(best) = named.iter().position(|fields| Some(fields) == most) else {
        return Err(message!("source-html-no-table"));
    };
    let mut read: Vec<Grid> = Vec::new();
    let (mut heading, mut others) = (None, 0u64);
    let mut last = 0;
    for (ix, table) in tables.into_iter().enumerate() {
        let more = named[ix] > 0;
        let goes_on = |columns: &[String]| {
            let below = more && table.rows[0].line > last;
            below && heading_of(&table).is_ok_and(|found| found.columns == columns)
        };
        match &heading {
            None if ix == best => heading = Some(heading_of(&table)?),
            Some(Heading { columns, .. }) if goes_on(columns) => {}
            _ => {
                others += u64::from(more);
                continue;
            }
        }
        last = table.rows.last().map_or(last, |row| row.line);
        read.push(table);
    }
    let mut told = Vec::new();
    if count > 1 {
        let row = read[0].rows[0].line;
        let number = best + 1;
        told.push(message!(
            "decision-html-table",
            number = number,
            count = count,
            row = row
        ));
    }
    if let Some(more) = read.len().checked_sub(2) {
        told.push(message!("decision-html-pages", count = more + 1));
    }
    let doubt = (others > 0).then(|| message!("decision-html-others", count = others));
    told.extend(doubt.clone());
    Ok(Choice {
        heading: heading.ok_or_else(|| message!("source-html-no-table"))?,
        tables: read,
        told,
        doubt,
    })
}

/// Whether only few of the rows behind a line are wider than the header.
fn are_few(tables: &[Grid], above: u64, width: usize) -> bool {
    let rows = tables.iter().flat_map(|table| &table.rows);
    let widths: Vec<u32> = rows.filter(|r| r.line > above).map(|r| r.width).collect();
    let wide = widths.iter().filter(|&&w| w as usize > width).count();
    wide * 2 < widths.len()
}

impl Table {
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        if self.ready.is_empty() {
            self.read()?;
        }
        let Some(mut batch) = self.ready.pop_front() else {
            return Ok(None);
        };
        if self.undecodable {
            batch.mark_undecodable();
        }
        let last = self.ready.is_empty() && self.next.0 == self.tables.len();
        if last && self.breaks_off {
            self.mark_cut(&mut batch);
        }
        Ok(Some(Chunk {
            part: Part::Batch(Some(batch)),
            last,
            number: 0,
        }))
    }

    /// Gathers the next rows into batches.
    fn read(&mut self) -> Result<(), SourceError> {
        if self.next.0 == self.tables.len() {
            return Ok(());
        }
        let ready = &mut self.ready;
        let budget = self.budget.clone();
        let mut rows = Rows::new(self.above, self.width, budget, |batch| {
            ready.push_back(batch);
            true
        });
        for _ in 0..ROWS {
            let (table, row) = self.next;
            let Some(grid) = self.tables.get(table) else {
                break;
            };
            let Row { line, width, .. } = grid.rows[row];
            let number = grid.rows[row].number();
            rows.row(number);
            for (column, text, kind) in grid.cells(row) {
                let value = grid::value(text, kind, &self.styles);
                if let Some(end) = rows.cell(number, column, &value).break_value() {
                    end?;
                }
            }
            if width as usize <= self.width || self.wide_rows_are_faulty {
                rows.holds(number, width as usize);
            }
            self.above = self.above.max(line);
            self.next = match row + 1 {
                next if next == grid.rows.len() => (table + 1, 0),
                next => (table, next),
            };
        }
        let (last, budget) = rows.finish();
        self.budget = budget;
        self.ready.push_back(last);
        Ok(())
    }

    /// Marks where a page breaks off: within its last row, or behind it.
    fn mark_cut(&self, batch: &mut Batch) {
        let Some((table, row)) = self.tables.last().and_then(|t| Some((t, t.rows.last()?))) else {
            return;
        };
        let line = row.line;
        batch.met.cut = Some(Cut::Page(line));
        let cut = (0..batch.rows()).find(|&ix| table.open_row && batch.line(ix) == line);
        let Some(ix) = cut else {
            // what is missing is not the fault of a document
            batch.refused.push(Refused {
                line,
                record: line,
                fault: Fault::PageEnds,
                text: String::new(),
                cells: Vec::new(),
            });
            return;
        };
        // the cell in which it breaks off is not whole
        let cells = (row.width as usize).min(batch.width().saturating_sub(1));
        batch.faulty.retain(|faulty| faulty.row != ix);
        batch.faulty.push(Faulty {
            row: ix,
            record: line,
            fault: Fault::CutShort(cells),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::batch::Aside;
    use crate::sources::layout::Layout;
    use encoding_rs::{BIG5, GB18030};
    use std::io::{Seek, Write};

    const FIELDS: [&str; 5] = ["单号", "料号", "数量", "單號", "客戶"];

    fn opened(page: &[u8]) -> Result<Opened, SourceError> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(page).unwrap();
        file.rewind().unwrap();
        let settings = Settings::new(&|name| FIELDS.iter().position(|f| *f == name.trim()));
        open(file, &settings, &Budget::default())
    }

    /// All rows below the header, in one batch.
    fn batch(opened: &mut Opened) -> Batch<'static> {
        let mut chunk = opened.next_chunk().unwrap().unwrap();
        assert!(chunk.last && opened.next_chunk().unwrap().is_none());
        let Part::Batch(batch) = &mut chunk.part else {
            panic!("not a page")
        };
        batch.take().unwrap()
    }

    fn texts(batch: &Batch) -> Vec<(u64, String)> {
        let text = |row| batch.row(row).collect::<Vec<_>>().join("|");
        (0..batch.rows())
            .map(|row| (batch.line(row), text(row)))
            .collect()
    }

    fn faults(batch: &Batch) -> Vec<(u64, Fault)> {
        batch.faulty.iter().map(|f| (f.record, f.fault)).collect()
    }

    fn keys(opened: &Opened) -> Vec<&str> {
        opened.form.decisions.iter().map(|d| d.key).collect()
    }

    const HEADER: &str = "<table><tr><th>单号<th>料号<th>数量</tr>";

    #[test]
    fn a_row_with_a_missing_cell_is_not_shifted() {
        let page = format!(
            "{HEADER}<tr><td>A1<td>M-1<td>5</tr><tr><td>A2<td>6</tr><tr><td colspan=2>A3<td>7</tr>
             <tr><td rowspan=2>A4<td>M-4<td></tr><tr><td>M-5<td>8</tr><tr><td>A6<td>M-6<td>9<td></tr>
             <tr></tr><tr><td></tr><tr><td>A7<td>M-7<td>1<td>2</tr></table>"
        );
        let mut opened = opened(page.as_bytes()).unwrap();
        let batch = batch(&mut opened);
        assert_eq!(
            faults(&batch),
            [(3, Fault::Cells(2)), (10, Fault::Cells(4))]
        );
        assert_eq!(texts(&batch)[1], (3, "A2|6|".to_owned()));
        assert_eq!(batch.short().collect::<Vec<_>>(), [(1, 2)]);
        assert_eq!(batch.aside, [(8, Aside::Blank), (9, Aside::Blank)]);
    }

    #[test]
    fn a_page_that_breaks_off() {
        for (end, fault) in [
            ("<tr><td>A2<td>M-2<td>5</tr></table>", None),
            ("<tr><td>A2<td>M-2<td>5</tr>", None),
            ("<tr><td>A2<td>M-2<td>5</td>", Some(Fault::CutShort(2))),
            ("<tr><td>A2<td>M-", Some(Fault::CutShort(2))),
            ("<tr><td>A2</td><td", Some(Fault::CutShort(1))),
            ("<tr><td>A2</td>", Some(Fault::CutShort(1))),
        ] {
            let page = format!("{HEADER}<tr><td>A1<td>M-1<td>4</tr>{end}");
            let batch = batch(&mut opened(page.as_bytes()).unwrap());
            let expected: Vec<_> = fault.map(|fault| (3, fault)).into_iter().collect();
            assert_eq!(faults(&batch), expected, "{end}");
            assert_eq!(batch.rows(), 2, "{end}");
            let is_cut = !end.ends_with("</table>");
            assert_eq!(batch.met.cut.is_some(), is_cut, "{end}");
            // a row that is whole says nothing of those behind it
            let missing = is_cut && fault.is_none();
            let refused = batch
                .refused
                .iter()
                .map(|refused| (refused.line, refused.fault));
            let expected: Vec<_> = missing
                .then_some((3, Fault::PageEnds))
                .into_iter()
                .collect();
            assert_eq!(refused.collect::<Vec<_>>(), expected, "{end}");
        }
    }

    #[test]
    fn a_page_that_hides_its_end() {
        let whole = format!("{HEADER}<tr><td>A1<td>M-1<td>4</tr></table>");
        for (end, lines) in [
            ("<!-- --></html>", vec![]),
            ("<!-- <table><tr><td>A2<td>M-2<td>5</table></html>", vec![2]),
            (
                "<script> <table><tr><td>A2<td>M-2<td>5</table></html>",
                vec![2],
            ),
        ] {
            let batch = batch(&mut opened(format!("{whole}{end}").as_bytes()).unwrap());
            let refused = batch.refused.iter().map(|refused| refused.line);
            assert_eq!(refused.collect::<Vec<_>>(), lines, "{end}");
        }
        let within = whole.replace("<tr><td>A1", "<!--<tr><td>A1");
        let batch = batch(&mut opened(within.as_bytes()).unwrap());
        assert_eq!((batch.rows(), batch.refused.len()), (0, 1));
    }

    #[test]
    fn the_table_whose_header_fits() {
        let page = format!(
            "<table><tr><td><table><tr><td>部门</td><td>数量</td></tr></table>{HEADER}<tr><td>A1<td>M-1<td>4</table></td></tr>
             <tr><td>第 1 页</td></tr></table>{HEADER}<tr><td>A2<td>M-2<td>5</table>"
        );
        let mut opened = opened(page.as_bytes()).unwrap();
        let told = [
            "decision-encoding",
            "decision-html-table",
            "decision-html-pages",
            "decision-html-others",
        ];
        assert_eq!(keys(&opened), told);
        assert_eq!(opened.form.doubts.last().unwrap().key, told[3]);
        let batch = batch(&mut opened);
        let expected = [(4, "A1|M-1|4"), (6, "单号|料号|数量"), (7, "A2|M-2|5")];
        assert_eq!(
            texts(&batch),
            expected.map(|(line, text)| (line, text.to_owned()))
        );
    }

    #[test]
    fn columns_of_the_header_that_have_no_name() {
        let page = "<table><tr><th>单号<th>料号<th></tr><tr><td>A1<td>M-1<td>删除</tr></table>";
        let mut opened = opened(page.as_bytes()).unwrap();
        assert_eq!(opened.heading.columns, ["单号", "料号", ""]);
        assert!(faults(&batch(&mut opened)).is_empty());
    }

    /// What Excel shows of cells that have a number format, or a value beside their text.
    #[test]
    fn numbers_by_their_format() {
        let mut opened = opened(
            "<style>.text {mso-number-format:'\\@';}</style>
             <table><tr><th>单号<th>料号<th>数量</tr>
             <tr><td class=code>7<td class=text>00123<td class=code x:num>00042</tr>
             <tr><td style='mso-number-format:\"\\0022PO\\0022 0000\"'>9<td x:num=\"913101153325803\">9.13101E+14<td x:fmla='=A1'></tr>
             <tr><td style=\"mso-number-format:'yyyy\\-mm\\-dd'\">2026-05-06<td style='mso-number-format:\"Short Date\"' x:num=46148>####<td class='b code'>n/a</tr>
             <tr><td class=code>-3<td style='mso-number-format:0'>1200<td class=code style='mso-number-format:000'>5</tr></table>
             <STYLE type='text/css'><!-- td.code, .b {mso-number-format:00000;} --></STYLE>"
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(
            opened.form.doubts.last().unwrap().key,
            "decision-unstored-formulas"
        );
        let texts: Vec<String> = texts(&batch(&mut opened))
            .into_iter()
            .map(|row| row.1)
            .collect();
        let expected = [
            "00007|00123|00042",
            "PO 0009|913101153325803|",
            "2026-05-06|2026-05-06|n/a",
            "-3|1200|005",
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn encodings() {
        let heading = |page: &[u8]| opened(page).unwrap().heading.columns.join("|");
        let page = "<meta charset=gb2312><table><tr><td>单号<td>往来单位</table>";
        assert_eq!(heading(&GB18030.encode(page).0), "单号|往来单位");
        // declared wrongly
        assert_eq!(heading(page.as_bytes()), "单号|往来单位");
        let undeclared = "<table><tr><td>单号<td>客户名称</table>";
        assert_eq!(heading(&GB18030.encode(undeclared).0), "单号|客户名称");
        assert_eq!(heading(undeclared.as_bytes()), "单号|客户名称");
        let xhtml = "<?xml version='1.0' encoding='big5'?><html><table><tr><td>單號<td>客戶<td>備註</table></html>";
        assert_eq!(heading(&BIG5.encode(xhtml).0), "單號|客戶|備註");
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(bytes).collect()
        };
        let marked = format!("\u{feff}{undeclared}");
        assert_eq!(heading(&utf16(&marked, u16::to_le_bytes)), "单号|客户名称");
        assert_eq!(heading(&utf16(&marked, u16::to_be_bytes)), "单号|客户名称");
        assert_eq!(
            heading(&utf16(undeclared, u16::to_le_bytes)),
            "单号|客户名称"
        );
        // bytes that are no text
        let mut broken = GB18030.encode(page).0.into_owned();
        let at = memchr::memmem::rfind(&broken, b"</table>").unwrap();
        broken.splice(at..at, b"<tr><td>A1<td>\xff\xff".iter().copied());
        let batch = batch(&mut opened(&broken).unwrap());
        assert_eq!(
            batch.damaged[0].damage,
            crate::sources::batch::Damage::Undecodable
        );
    }

    #[test]
    fn long_pages_come_in_parts() {
        let rows: String = (0..40_000)
            .map(|n| format!("<tr><td>A{n}<td>M<td>1"))
            .collect::<Vec<_>>()
            .concat();
        let mut opened = opened(format!("{HEADER}{rows}</table>").as_bytes()).unwrap();
        let totals = layout::Totals::default();
        let layout = Layout {
            example: None,
            width: 3,
            headed: vec![true; 3],
            repeats: Vec::new(),
            guards: crate::sources::guards::Guards::default(),
            totals: &totals,
            notes: true,
            key: vec![0],
            keyed: true,
            typed: vec![false; 3],
            telling: Vec::new(),
            readable: &|_, _| true,
            fills: layout::Fills::default(),
            headers: layout::Headers::none(),
        };
        let mut lines = Vec::new();
        while let Some(mut chunk) = opened.next_chunk().unwrap() {
            let batch = chunk.parse(&layout);
            lines.extend((0..batch.rows()).map(|row| batch.line(row)));
            assert!(batch.aside.is_empty());
        }
        assert!(lines.into_iter().eq(2..40_002));
    }
}
