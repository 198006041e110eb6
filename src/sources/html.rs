//! HTML tables: what many web systems send as "Excel". Excel opens such files, so people take them for workbooks.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8};
use html5gum::{DefaultEmitter, StartTag, StringReader, Token, Tokenizer};
use regex::bytes::Regex;

use super::batch::{Batch, Damage, Damaged};
use super::encoding::{self, Decision, Sample};
use super::layout::{self, Merged, PREVIEW, Preview};
use super::workbook::{MOST_COLUMNS, Rows, Value};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError, unreadable};
use crate::messages::message;

/// Larger files are not held in memory.
const MOST_BYTES: u64 = 1 << 30;
/// Where a page may declare its encoding.
const HEAD: usize = 4096;
/// How much of a page is judged to find its encoding.
const JUDGED: usize = 1 << 20;
/// The widest and the highest cell, as in browsers.
const MOST_COLSPAN: usize = 1000;
const MOST_ROWSPAN: u64 = 65_534;

/// The batches of a table, all of them at once.
pub(crate) struct Table {
    batches: std::vec::IntoIter<Batch<'static>>,
}

/// Opens a page and chooses the table whose header fits best.
pub(crate) fn open(file: File, settings: &Settings) -> Result<Opened, SourceError> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(&e))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(message!("source-html-too-large"));
    }
    let decision = decide(&bytes, settings)?;
    let (text, encoding, damaged) = decision.encoding.decode(&bytes);
    let text = text.into_owned();
    drop(bytes);
    let mut tables = tables(&text);
    tables.retain(|table| !table.rows.is_empty());
    let count = tables.len();
    let fields = |table: &Grid| layout::find(&table.preview(), settings).map_or(0, |h| h.fields);
    let fits: Vec<usize> = tables.iter().map(fields).collect();
    let most = fits.iter().max();
    let Some(best) = fits.iter().position(|fit| Some(fit) == most) else {
        return Err(message!("source-html-no-table"));
    };
    let table = tables.swap_remove(best);
    let preview = table.preview();
    let heading = layout::find(&preview, settings)?;
    let header = match heading.taken {
        0 => 0,
        taken => preview.rows[taken - 1].0,
    };
    let mut form = Form {
        encoding: Some(encoding::name(encoding).to_owned()),
        doubts: decision.doubt().into_iter().collect(),
        decisions: vec![decision.message()],
        ..Form::default()
    };
    if count > 1 {
        let (number, row) = (best + 1, table.rows[0].line);
        form.decisions.push(message!(
            "decision-html-table",
            number = number,
            count = count,
            row = row
        ));
    }
    let batches = table.batches(header, heading.columns.len(), damaged)?;
    Ok(Opened {
        heading,
        form,
        body: Body::Html(Table {
            batches: batches.into_iter(),
        }),
        chunks: 0,
    })
}

impl Table {
    pub(crate) fn next_chunk(&mut self) -> Option<Chunk> {
        self.batches.next().map(|batch| Chunk {
            part: Part::Batch(Some(batch)),
            last: self.batches.len() == 0,
            number: 0,
        })
    }
}

/// The encoding that a page declares.
static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)charset\s*=\s*["']?([a-z0-9_-]+)"#).expect("a fixed expression")
});

/// The encoding of a page: the one that the project declares, or that the page declares and keeps to, or the likely one.
fn decide(bytes: &[u8], settings: &Settings) -> Result<Decision, SourceError> {
    if let Some(encoding) = settings.encoding {
        return Decision::declared(encoding, bytes);
    }
    let start = &bytes[..bytes.len().min(JUDGED)];
    let sample = Sample {
        start: encoding::Part {
            bytes: start.to_vec(),
            to_end: start.len() == bytes.len(),
        },
        later: None,
    };
    let knows = |text: &str| {
        let cells = text.split(['<', '>']);
        cells
            .filter_map(|cell| (settings.field)(cell))
            .collect::<BTreeSet<_>>()
            .len()
    };
    let likely = encoding::detect(&sample, &knows);
    let declared = CHARSET
        .captures(&bytes[..bytes.len().min(HEAD)])
        .and_then(|found| Encoding::for_label(found.get(1)?.as_bytes()))
        .filter(|encoding| !encoding.decode(bytes).2);
    match declared {
        // what has a mark or is valid UTF-8 is nothing else, whatever it says of itself
        Some(declared) if likely.bom == 0 && likely.encoding != UTF_8 => {
            Decision::declared(declared, bytes)
        }
        _ => Ok(likely),
    }
}

/// A table as it stands in the page.
#[derive(Debug, Default, PartialEq, Eq)]
struct Grid {
    rows: Vec<Row>,
    merged: Vec<Merged>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Row {
    /// Its row when Excel opens the page: all tables and the lines of text between them are one sheet.
    line: u64,
    /// Filled cells by column.
    cells: Vec<(u32, String)>,
}

impl Grid {
    fn preview(&self) -> Preview {
        let row = |row: &Row| {
            let width = row
                .cells
                .last()
                .map_or(0, |(column, _)| *column as usize + 1);
            let mut cells = vec![String::new(); width];
            for (column, text) in &row.cells {
                cells[*column as usize].clone_from(text);
            }
            (row.line, cells)
        };
        Preview {
            rows: self.rows.iter().take(PREVIEW).map(row).collect(),
            merged: self.merged.clone(),
        }
    }

    fn batches(
        &self,
        header: u64,
        width: usize,
        damaged: bool,
    ) -> Result<Vec<Batch<'static>>, SourceError> {
        let mut batches = Vec::new();
        let mut rows = Rows::new(header, width, |batch| {
            batches.push(batch);
            true
        });
        for row in &self.rows {
            let line = u32::try_from(row.line - 1).unwrap_or(u32::MAX);
            rows.row(line);
            for (column, text) in &row.cells {
                let cell = rows.cell(line, *column, &Value::Text(text));
                if let Some(end) = cell.break_value() {
                    end?;
                }
            }
        }
        let last = rows.finish();
        batches.push(last);
        if damaged {
            batches.iter_mut().for_each(mark_undecodable);
        }
        Ok(batches)
    }
}

fn mark_undecodable(batch: &mut Batch) {
    for row in 0..batch.rows() {
        for column in 0..batch.width() {
            if batch
                .cell(row, column)
                .contains(char::REPLACEMENT_CHARACTER)
            {
                batch.damaged.push(Damaged {
                    row,
                    column,
                    damage: Damage::Undecodable,
                });
            }
        }
    }
}

/// The tables of a page in the order in which they begin.
fn tables(text: &str) -> Vec<Grid> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    let tokens: Tokenizer<StringReader, _> = Tokenizer::new_with_emitter(text, emitter);
    for token in tokens {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while let Some(table) = page.open.pop() {
        page.close(table);
    }
    page.tables
}

/// What has been read of a page.
#[derive(Default)]
struct Page {
    tables: Vec<Grid>,
    /// Tables that are not closed; the last one is inside the others.
    open: Vec<Building>,
    /// The last row of the sheet that Excel would make.
    line: u64,
    /// Whether there is text outside tables that has not ended its line.
    text: bool,
    /// An element whose text is not shown.
    hidden: Option<Vec<u8>>,
}

/// A table that is being read.
#[derive(Default)]
struct Building {
    /// Its place among the tables.
    index: usize,
    grid: Grid,
    row: Option<Row>,
    cell: Option<Cell>,
    /// The column behind the last cell of the row.
    next: usize,
    /// For each column, the row of the table up to which a cell from above reaches.
    covered: Vec<u64>,
    /// Rows so far.
    rows: u64,
}

struct Cell {
    column: u32,
    text: String,
}

impl Page {
    fn start(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        if matches!(name, b"script" | b"style" | b"title" | b"xml") && !tag.self_closing {
            self.hidden.get_or_insert_with(|| name.to_vec());
        }
        match name {
            b"table" => {
                self.end_line();
                let index = self.tables.len();
                self.tables.push(Grid::default());
                self.open.push(Building {
                    index,
                    ..Building::default()
                });
            }
            b"tr" => {
                self.end_row();
                self.begin_row();
            }
            b"td" | b"th" => {
                self.begin_row();
                let span = |name: &[u8]| -> Option<u64> {
                    std::str::from_utf8(&tag.attributes.get(name)?.value)
                        .ok()?
                        .trim()
                        .parse()
                        .ok()
                };
                let columns = span(b"colspan").unwrap_or(1).clamp(1, MOST_COLSPAN as u64);
                let rows = span(b"rowspan").unwrap_or(1).clamp(1, MOST_ROWSPAN);
                if let Some(table) = self.open.last_mut() {
                    table.begin_cell(usize::try_from(columns).unwrap_or(1), rows);
                }
            }
            b"br" | b"p" | b"div" | b"li" | b"h1" | b"h2" | b"h3" => self.line_break(),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.hidden.as_deref() == Some(name) {
            self.hidden = None;
        }
        match name {
            b"table" => {
                if let Some(table) = self.open.pop() {
                    self.close(table);
                }
            }
            b"tr" => self.end_row(),
            b"td" | b"th" => {
                if let Some(table) = self.open.last_mut() {
                    table.end_cell();
                }
            }
            b"p" | b"div" | b"h1" | b"h2" | b"h3" => self.end_line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        match self.open.last_mut().map(|table| &mut table.cell) {
            Some(Some(cell)) => {
                for c in text.chars() {
                    // blanks and line ends of the source are one blank
                    if !c.is_ascii_whitespace() {
                        cell.text.push(c);
                    } else if !cell.text.ends_with([' ', '\n']) {
                        cell.text.push(' ');
                    }
                }
            }
            _ => self.text |= !text.trim().is_empty(),
        }
    }

    /// A line break inside a cell, or the end of a line of text.
    fn line_break(&mut self) {
        match self.open.last_mut().map(|table| &mut table.cell) {
            Some(Some(cell)) => {
                cell.text.truncate(cell.text.trim_end_matches(' ').len());
                if !cell.text.is_empty() {
                    cell.text.push('\n');
                }
            }
            _ => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        self.line += u64::from(std::mem::take(&mut self.text));
    }

    fn begin_row(&mut self) {
        self.end_line();
        if let Some(table) = self.open.last_mut()
            && table.row.is_none()
        {
            self.line += 1;
            table.row = Some(Row {
                line: self.line,
                cells: Vec::new(),
            });
        }
    }

    fn end_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.end_row();
        }
    }

    fn close(&mut self, mut table: Building) {
        table.end_row();
        self.tables[table.index] = table.grid;
    }
}

impl Building {
    fn begin_cell(&mut self, columns: usize, rows: u64) {
        self.end_cell();
        let Some(row) = &self.row else {
            return;
        };
        let taken = |column: &usize| {
            self.covered
                .get(*column)
                .is_some_and(|until| *until > self.rows)
        };
        let most = MOST_COLUMNS as usize;
        let Some(column) = (self.next..most).find(|column| !taken(column)) else {
            return;
        };
        let behind = (column + columns).min(most);
        if self.covered.len() < behind {
            self.covered.resize(behind, 0);
        }
        self.covered[column..behind].fill(self.rows + rows);
        self.next = behind;
        if columns > 1 || rows > 1 {
            self.grid.merged.push(Merged {
                rows: (row.line, row.line + rows - 1),
                columns: (column, behind - 1),
            });
        }
        self.cell = Some(Cell {
            column: u32::try_from(column).unwrap_or(MOST_COLUMNS),
            text: String::new(),
        });
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else {
            return;
        };
        // systems fill empty cells with a blank that does not break
        let text = cell.text.trim_matches([' ', '\n', '\u{a0}']);
        if !text.is_empty() {
            row.cells.push((cell.column, text.to_owned()));
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(row) = self.row.take() {
            self.grid.rows.push(row);
            self.rows += 1;
            self.next = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030};

    fn rows(table: &Grid) -> Vec<(u64, Vec<String>)> {
        table.preview().rows
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|&c| c.to_owned()).collect())
    }

    #[test]
    fn cells_rows_and_entities() {
        let found = tables(
            "<html><head><title>x</title><style>td { }</style></head><body>\n<table border=1>
             <thead><tr><th>单号</th><TH>金额 &lt;元&gt;</th></tr></thead>
             <tr><td>SO&#45;1<td align='right'>&nbsp;1,200.50&nbsp;
             <tr><td>SO-2<br/>改<p>单</p></td><td></td></tr>
             <tr><td>0001</td><td><b>甲</b> &amp;\n 乙</td></table>",
        );
        assert_eq!(found.len(), 1);
        let expected = [
            row(1, &["单号", "金额 <元>"]),
            row(2, &["SO-1", "1,200.50"]),
            row(3, &["SO-2\n改\n单"]),
            row(4, &["0001", "甲 & 乙"]),
        ];
        assert_eq!(rows(&found[0]), expected);
    }

    #[test]
    fn spans_leave_cells_empty() {
        let found = tables(
            "<table><tr><td rowspan=2>a</td><td colspan='2'>b</td><td>c</td></tr>
             <tr><td>d</td><td>e</td></tr><tr><td colspan=99999999999>f<td>g</table>",
        );
        let expected = [row(1, &["a", "b", "", "c"]), row(2, &["", "d", "e"])];
        assert_eq!(rows(&found[0])[..2], expected);
        let last = &found[0].rows[2].cells;
        assert_eq!(last, &[(0, "f".to_owned()), (1000, "g".to_owned())]);
        let merged = Merged {
            rows: (1, 2),
            columns: (0, 0),
        };
        assert_eq!(found[0].merged[0], merged);
    }

    #[test]
    fn rows_are_counted_through_the_page() {
        let found = tables(
            "<p>销售订单</p><table><tr><td>部门</td></tr></table>导出<br>
             <table><tr><td><table><tr><td>k</td></tr></table></td></tr></table>",
        );
        let lines: Vec<u64> = found.iter().flat_map(|t| &t.rows).map(|r| r.line).collect();
        // the line of text, the first table, text, the outer row, the inner one
        assert_eq!(lines, [2, 4, 5]);
        assert_eq!(rows(&found[2]), [row(5, &["k"])]);
    }

    #[test]
    fn encodings() {
        let text = |bytes: &[u8]| {
            let settings = Settings::new(&|name| ["單號", "客戶"].iter().position(|h| *h == name));
            let decision = decide(bytes, &settings).unwrap();
            decision.encoding.decode(bytes).0.into_owned()
        };
        let page = "<meta charset=gb2312><table><tr><td>单号</td></tr></table>";
        assert_eq!(text(&GB18030.encode(page).0), page);
        let undeclared = "<table><tr><td>单号</td><td>客户名称</td></tr></table>";
        assert_eq!(text(&GB18030.encode(undeclared).0), undeclared);
        assert_eq!(text(undeclared.as_bytes()), undeclared);
        let traditional = "<table><tr><td>單號</td><td>客戶</td></tr><tr><td>A1</td><td>台灣積體</td></tr></table>";
        assert_eq!(text(&BIG5.encode(traditional).0), traditional);
        // declared wrongly
        assert_eq!(text(page.as_bytes()), page);
        let utf16: Vec<u8> = "\u{feff}<table>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(&utf16), "<table>");
    }
}
