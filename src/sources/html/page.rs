//! A page, read tag by tag into its tables.

use std::sync::LazyLock;

use html5gum::{DefaultEmitter, StartTag, StringReader, Token, Tokenizer};
use memchr::memmem;
use regex::Regex;

use super::covered::Covered;
use super::grid::{Grid, Number, Row};
use super::style::{Style, Styles};
use crate::blank::is_empty;
use crate::messages::message;
use crate::sources::SourceError;
use crate::sources::budget::Budget;
use crate::sources::layout::Merged;
use crate::sources::workbook::MOST_COLUMNS;

/// The widest and the highest cell, as in browsers.
const MOST_COLSPAN: u32 = 1000;
const MOST_ROWSPAN: u64 = 65_534;
/// How deep tables may lie in cells of tables.
const MOST_DEPTH: usize = 64;
/// Elements whose text is not shown.
const UNSEEN: [&[u8]; 7] = [
    b"script",
    b"style",
    b"title",
    b"xml",
    b"select",
    b"template",
    // of LibreOffice
    b"comment",
];
/// Elements that have no end.
const VOID: [&[u8]; 6] = [b"br", b"img", b"input", b"col", b"meta", b"link"];
/// What a cell begins and ends with that nobody sees; systems fill empty cells with a blank that does not break.
const BLANKS: [char; 3] = [' ', '\n', '\u{a0}'];

/// A style sheet.
static STYLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?is)<style[^>]*>(.*?)</style").expect("a fixed expression"));

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The tables with any rows, in the order in which they begin.
    pub(super) tables: Vec<Grid>,
    pub(super) styles: Styles,
    /// Whether it ends within a table, or within what hides all that is behind it.
    pub(super) breaks_off: bool,
    /// The first row in or behind which something is that only a damaged tag leaves there.
    pub(super) harmed: Option<u64>,
}

impl Page {
    /// Reads a page to its end.
    pub(super) fn read(text: &str, budget: Budget) -> Result<Page, SourceError> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut reader = Reader::new(budget);
        // a page may have its styles behind what they are for
        for sheet in STYLE.captures_iter(text) {
            reader.styles.sheet(&sheet[1]);
        }
        let tokens: Tokenizer<StringReader, _> = Tokenizer::new_with_emitter(text, emitter);
        for token in tokens {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => reader.start(&tag)?,
                Token::EndTag(tag) => reader.end(&tag.name),
                Token::String(text) => reader.text(&String::from_utf8_lossy(&text.value)),
                Token::Error(error) if error.value == html5gum::Error::EofInComment => {
                    reader.swallowed = true;
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Ok(reader.finish())
    }
}

/// What has been read of a page.
struct Reader {
    budget: Budget,
    /// Tables that are closed, each with its number.
    closed: Vec<(usize, Grid)>,
    /// Tables that are not closed; the last one is inside the others.
    open: Vec<Building>,
    /// How many tables have begun.
    begun: usize,
    styles: Styles,
    /// The last row of the sheet that Excel would make.
    line: u64,
    /// Whether there is text outside tables that has not ended its line.
    text: bool,
    unseen: Option<Unseen>,
    /// Whether the caption of a table is open, the only text that stands in no cell.
    caption: bool,
    harmed: Option<u64>,
    /// Whether the page ends within a comment.
    swallowed: bool,
}

/// An element whose text is not shown.
struct Unseen {
    name: Vec<u8>,
    /// How many of its name are open.
    open: usize,
    /// How many tables are open around it, if it is in a cell: it ends there.
    cell: Option<usize>,
}

impl Reader {
    fn new(budget: Budget) -> Reader {
        Reader {
            budget,
            closed: Vec::new(),
            open: Vec::new(),
            begun: 0,
            styles: Styles::default(),
            line: 0,
            text: false,
            unseen: None,
            caption: false,
            harmed: None,
            swallowed: false,
        }
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<(), SourceError> {
        let name: &[u8] = &tag.name;
        self.caption = name == b"caption" || self.caption && !is_of_table(name);
        let style = self
            .styles
            .of(attribute(tag, b"style"), attribute(tag, b"class"));
        match name {
            b"table" => self.begin_table()?,
            b"thead" | b"tbody" | b"tfoot" => self.begin_part(style.hidden),
            b"col" => self.column(tag, style),
            b"tr" => {
                self.end_row();
                self.begin_row(style.hidden || attribute(tag, b"hidden").is_some())?;
            }
            b"td" | b"th" => {
                self.begin_row(false)?;
                self.begin_cell(tag, style)?;
            }
            _ => {
                if style.hidden || UNSEEN.contains(&name) {
                    self.hide(name, tag.self_closing);
                }
                if let b"br" | b"p" | b"div" | b"li" | b"h1" | b"h2" | b"h3" = name {
                    self.line_break();
                }
            }
        }
        if !self.open.is_empty() && swallows(tag) {
            self.harm();
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) {
        self.show(name);
        self.caption &= name != b"caption" && !is_of_table(name);
        match name {
            b"table" => {
                if let Some(table) = self.open.pop() {
                    self.close(table);
                }
            }
            // tables that are still open were only not closed
            b"body" | b"html" => self.close_all(),
            b"thead" | b"tbody" | b"tfoot" => self.begin_part(false),
            b"tr" => self.end_row(),
            b"td" | b"th" => self.end_cell(),
            b"p" | b"div" | b"h1" | b"h2" | b"h3" => self.end_line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        match self.open.last_mut() {
            Some(table) if table.cell.is_some() => table.text(text),
            within if !is_empty(text) => {
                if within.is_some() && !self.caption {
                    self.harm();
                }
                self.text = true;
            }
            _ => {}
        }
    }

    fn harm(&mut self) {
        self.harmed.get_or_insert(self.line);
    }

    /// An element begins that is not shown.
    fn hide(&mut self, name: &[u8], self_closing: bool) {
        if self_closing || VOID.contains(&name) {
            return;
        }
        if let Some(unseen) = &mut self.unseen {
            unseen.open += usize::from(unseen.name == name);
        } else {
            let in_cell = self.open.last().is_some_and(|table| table.cell.is_some());
            self.unseen = Some(Unseen {
                name: name.to_owned(),
                open: 1,
                cell: in_cell.then_some(self.open.len()),
            });
        }
    }

    /// An element ends; what is behind it is shown again if it was not.
    fn show(&mut self, name: &[u8]) {
        let Some(unseen) = self.unseen.as_mut().filter(|unseen| unseen.name == name) else {
            return;
        };
        unseen.open -= 1;
        if unseen.open == 0 {
            self.unseen = None;
        }
    }

    /// A line break inside a cell, or the end of a line of text.
    fn line_break(&mut self) {
        match self.open.last_mut() {
            Some(table) if table.cell.is_some() => table.line_break(),
            _ => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        self.line += u64::from(std::mem::take(&mut self.text));
    }

    fn begin_table(&mut self) -> Result<(), SourceError> {
        self.end_line();
        // a table that is not in a cell of another ends it
        if self.open.last().is_some_and(|table| table.cell.is_none())
            && let Some(before) = self.open.pop()
        {
            self.close(before);
        }
        if self.open.len() == MOST_DEPTH {
            return Err(message!("source-html-nested", most = MOST_DEPTH));
        }
        self.open.push(Building {
            number: self.begun,
            ..Building::default()
        });
        self.begun += 1;
        Ok(())
    }

    /// A head, body or foot of a table begins or ends: no cell reaches from one into another.
    fn begin_part(&mut self, hidden: bool) {
        self.end_row();
        if let Some(table) = self.open.last_mut() {
            table.covered.clear();
            table.hidden = hidden;
        }
    }

    fn column(&mut self, tag: &StartTag<()>, style: Style) {
        if let Some(table) = self.open.last_mut() {
            let columns = span(tag, b"span").min(MOST_COLSPAN.into());
            let first = table.columns;
            table.columns = first.saturating_add(u32::try_from(columns).unwrap_or(1));
            if style.hidden {
                table
                    .grid
                    .hidden_columns
                    .extend(first..table.columns.min(MOST_COLUMNS));
            }
        }
    }

    fn begin_row(&mut self, hidden: bool) -> Result<(), SourceError> {
        self.end_line();
        if let Some(table) = self.open.last_mut()
            && !table.in_row
        {
            self.line += 1;
            let covered = table.begin_row(self.line, hidden);
            self.budget.blanks(covered as usize)?;
        }
        Ok(())
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(table) = self.open.last_mut() {
            table.end_row();
        }
    }

    fn begin_cell(&mut self, tag: &StartTag<()>, style: Style) -> Result<(), SourceError> {
        self.end_cell();
        let Some(table) = self.open.last_mut() else {
            return Ok(());
        };
        let columns = table.begin_cell(tag, style)?;
        self.budget.blanks(columns as usize)
    }

    fn end_cell(&mut self) {
        let depth = self.open.len();
        if let Some(table) = self.open.last_mut()
            && table.cell.is_some()
        {
            table.end_cell();
            self.unseen.take_if(|unseen| unseen.cell == Some(depth));
        }
    }

    fn close(&mut self, mut table: Building) {
        table.end_cell();
        table.end_row();
        if !table.grid.rows.is_empty() {
            self.closed.push((table.number, table.grid));
        }
    }

    fn close_all(&mut self) {
        while let Some(table) = self.open.pop() {
            self.close(table);
        }
    }

    fn finish(mut self) -> Page {
        let hides = |unseen: &Unseen| UNSEEN.contains(&unseen.name.as_slice());
        let hidden = self.swallowed || self.unseen.as_ref().is_some_and(hides);
        let breaks_off = hidden || !self.open.is_empty();
        for table in &mut self.open {
            table.grid.open_row = table.in_row;
        }
        self.close_all();
        self.closed.sort_by_key(|(number, _)| *number);
        Page {
            tables: self.closed.into_iter().map(|(_, grid)| grid).collect(),
            styles: self.styles,
            breaks_off,
            harmed: self.harmed,
        }
    }
}

/// A table that is being read.
#[derive(Default)]
struct Building {
    /// Its place among the tables.
    number: usize,
    grid: Grid,
    /// Rows so far.
    rows: u64,
    in_row: bool,
    cell: Option<Cell>,
    /// The column behind the last cell of the row.
    next: u32,
    covered: Covered,
    /// Columns that were described.
    columns: u32,
    /// Whether the rows of this part are hidden.
    hidden: bool,
}

/// A cell that is being read.
struct Cell {
    column: u32,
    /// The place of its number format.
    format: Option<usize>,
    /// Its value where it is a number and Excel wrote the page.
    value: Option<String>,
    formula: bool,
}

impl Building {
    /// Begins a row. Returns how many of its columns cells from above reach into.
    fn begin_row(&mut self, line: u64, hidden: bool) -> u32 {
        self.covered.begin_row(self.rows);
        let covered = self.covered.count();
        self.grid.begin_row(line, covered, hidden || self.hidden);
        self.in_row = true;
        covered
    }

    fn end_row(&mut self) {
        self.rows += u64::from(std::mem::take(&mut self.in_row));
        self.next = 0;
    }

    /// Begins a cell. Returns how many columns it spans.
    fn begin_cell(&mut self, tag: &StartTag<()>, style: Style) -> Result<u32, SourceError> {
        let Some(row) = self.grid.rows.last_mut() else {
            return Ok(0);
        };
        let column = self.covered.free_from(self.next);
        if column >= MOST_COLUMNS {
            return Err(message!(
                "source-html-too-wide",
                row = row.line,
                most = MOST_COLUMNS
            ));
        }
        let columns = span(tag, b"colspan").min(MOST_COLSPAN.into());
        let rows = span(tag, b"rowspan").min(MOST_ROWSPAN);
        let behind = (column + u32::try_from(columns).unwrap_or(1)).min(MOST_COLUMNS);
        row.width = row.width.saturating_add(behind - column);
        self.next = behind;
        if rows > 1 {
            self.covered.cover(column, behind, self.rows + rows);
        }
        if behind > column + 1 || rows > 1 {
            self.grid.merged.push(Merged {
                rows: (row.line, row.line + rows - 1),
                columns: (column as usize, behind as usize - 1),
            });
        }
        if style.hidden {
            self.grid.hidden_columns.extend(column..behind);
        }
        self.cell = Some(Cell {
            column,
            format: style.format,
            value: attribute(tag, b"x:num").map(str::to_owned),
            formula: attribute(tag, b"x:fmla").is_some(),
        });
        Ok(behind - column)
    }

    /// Adds to the text of the cell. Blanks and line ends of the source are one blank.
    fn text(&mut self, text: &str) {
        let (all, start) = self.grid.open_text();
        for c in text.chars() {
            let c = if c.is_ascii_whitespace() { ' ' } else { c };
            let again = c == ' ' && all.ends_with([' ', '\n']);
            if !(again || all.len() == start && BLANKS.contains(&c)) {
                all.push(c);
            }
        }
    }

    fn line_break(&mut self) {
        let (all, start) = self.grid.open_text();
        let end = start + all[start..].trim_end_matches(' ').len();
        all.truncate(end);
        if end > start {
            all.push('\n');
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        let (all, start) = self.grid.open_text();
        let end = start + all[start..].trim_end_matches(BLANKS).len();
        all.truncate(end);
        let number = cell.number(&all[start..]);
        if let Some(value) = cell.value.filter(|_| number == Some(Seen::Value)) {
            all.truncate(start);
            all.push_str(&value);
        }
        if end == start && cell.formula {
            let row = self.grid.rows.last().map_or(0, Row::number);
            self.grid.unstored.push((row, cell.column));
        }
        let number = match (number, cell.format) {
            (None, _) => Number::No,
            (Some(_), None) => Number::Plain,
            (Some(_), Some(place)) => Number::Format(place),
        };
        self.grid.end_cell(cell.column, number);
    }
}

/// What Excel makes a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Text,
    Value,
}

impl Cell {
    /// What of a cell is a number that its format shows; nothing where its text is what is seen.
    fn number(&self, text: &str) -> Option<Seen> {
        let is_number = |text: &str| text.parse().is_ok_and(|number: f64| number.is_finite());
        let has_value = self.value.as_deref().is_some_and(is_number);
        // too narrow, or rounded
        let unreadable = text.starts_with('#') && text.bytes().all(|b| b == b'#');
        if has_value && (unreadable || text.contains("E+") && is_number(text)) {
            return Some(Seen::Value);
        }
        let digits = text.trim_start_matches('-');
        let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
        (self.format.is_some() && !padded && is_number(text)).then_some(Seen::Text)
    }
}

/// Whether an element is a part of a table.
fn is_of_table(name: &[u8]) -> bool {
    let names: [&[u8]; 7] = [b"table", b"thead", b"tbody", b"tfoot", b"tr", b"td", b"th"];
    names.contains(&name)
}

/// Whether a tag that is not closed, or a quote in it, has taken other tags into it.
fn swallows(tag: &StartTag<()>) -> bool {
    let tags: [&[u8]; 3] = [b"<t", b"</t", b"<T"];
    let holds = |value: &[u8]| tags.iter().any(|t| memmem::find(value, t).is_some());
    tag.attributes
        .iter()
        .any(|(name, value)| name.contains(&b'<') || holds(&value.value))
}

fn attribute<'t>(tag: &'t StartTag<()>, name: &[u8]) -> Option<&'t str> {
    std::str::from_utf8(&tag.attributes.get(name)?.value).ok()
}

/// How many columns or rows a cell says it spans.
fn span(tag: &StartTag<()>, name: &[u8]) -> u64 {
    let span = attribute(tag, name).and_then(|span| span.trim().parse::<u64>().ok());
    span.unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_of(text: &str) -> Result<Page, SourceError> {
        Page::read(text, Budget::default())
    }

    fn tables(text: &str) -> Vec<Grid> {
        page_of(text).unwrap().tables
    }

    fn rows(table: &Grid) -> Vec<(u64, Vec<String>)> {
        table.preview().rows
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|&c| c.to_owned()).collect())
    }

    fn widths(table: &Grid) -> Vec<u32> {
        table.rows.iter().map(|row| row.width).collect()
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
        assert_eq!(widths(&found[0]), [2, 2, 2, 2]);
    }

    #[test]
    fn spans_leave_cells_empty() {
        let found = tables(
            "<table><tr><td rowspan=2>a</td><td colspan='2'>b</td><td>c</td></tr>
             <tr><td>d</td><td>e</td></tr><tr><td colspan=99999999999>f<td>g</table>",
        );
        let expected = [row(1, &["a", "b", "", "c"]), row(2, &["", "d", "e"])];
        assert_eq!(rows(&found[0])[..2], expected);
        let last: Vec<_> = found[0]
            .cells(2)
            .map(|(column, text, _)| (column, text))
            .collect();
        assert_eq!(last, [(0, "f"), (1000, "g")]);
        // one cell is missing in the second row
        assert_eq!(widths(&found[0]), [4, 3, 1001]);
        let merged = Merged {
            rows: (1, 2),
            columns: (0, 0),
        };
        assert_eq!(found[0].merged[0], merged);
    }

    #[test]
    fn no_cell_reaches_from_the_head_into_the_body() {
        let found = tables(
            "<table><thead><tr><th rowspan=9>k<th>v</thead><tbody><tr><td>1<td>2</tbody></table>",
        );
        assert_eq!(rows(&found[0])[1], row(2, &["1", "2"]));
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
    fn where_a_page_ends() {
        for (page, breaks_off, open_row) in [
            ("<table><tr><td>a</td></tr></table>", false, false),
            ("<table><tr><td>a</td></tr>", true, false),
            ("<table><tr><td>a</td>", true, true),
            ("<table><tr><td>a", true, true),
            ("<table><tr><td>a</td></tr></tab", true, false),
            ("<table><tr><td>a</td></tr><!-- <tr>", true, false),
            // what ends the page ends its tables
            ("<html><body><table><tr><td>a</body>", false, false),
            ("<html><table><tr><td>a</html>", false, false),
            // two pages of a system that closes no tables
            (
                "<table><tr><td>a</tr><table><tr><td>b</table>",
                false,
                false,
            ),
        ] {
            let read = page_of(page).unwrap();
            let open = read.tables.last().unwrap().open_row;
            assert_eq!((read.breaks_off, open), (breaks_off, open_row), "{page}");
        }
    }

    /// A tag of which a character is another one is text, or takes other tags along.
    #[test]
    fn damaged_tags_are_seen() {
        let harmed = |page: &str| page_of(page).unwrap().harmed;
        let page = "<p>x</p><table border=1><caption>2 <b>rows</b></caption>\n<tr class=\"a\"><td>k</td>\
            <td>v</td></tr>\n<tr class=\"b\"><td title=\"x < 3\">1</td> <td>2</td></tr>\n</table>y";
        // the lines above: that of the text, and the caption
        assert_eq!(harmed(page), None);
        for (from, to, row) in [
            ("</tr>\n</table>", "x/tr>\n</table>", 4),
            ("<tr class=\"b\"", "8tr class=\"b\"", 3),
            ("</td> <td>2", "</td> .<td>2", 4),
            ("</td> <td>2", "</td> \u{1}<td>2", 4),
            ("\"a\">", "\"a>", 3),
            ("\"b\"><td", "\"b\"<td", 4),
        ] {
            assert!(page.contains(from), "{from}");
            assert_eq!(harmed(&page.replace(from, to)), Some(row), "{to}");
        }
    }

    #[test]
    fn what_is_not_seen() {
        let found = tables(
            "<style>.key, td.id { display : none }</style><table><col><col style='display:none'>
             <tr><td>a<span style='display:none'>0017<span>x</span></span>b<td class='wide id'>2
             <tr style='DISPLAY: none'><td>c<div style='display:none'>never closed<td>d
             <tr hidden><td>e<select><option>1<option>2</select></table>",
        );
        let expected = [row(1, &["ab", "2"]), row(2, &["c", "d"]), row(3, &["e"])];
        assert_eq!(rows(&found[0]), expected);
        let hidden: Vec<bool> = found[0].rows.iter().map(|row| row.hidden).collect();
        assert_eq!(hidden, [false, true, true]);
        assert!(found[0].hidden_columns.iter().eq([&1]));
    }

    #[test]
    fn costs_follow_the_cells() {
        let deep = |depth: usize| page_of(&"<table><tr><td>".repeat(depth)).map_err(|e| e.key);
        assert!(deep(MOST_DEPTH).is_ok());
        assert_eq!(deep(MOST_DEPTH + 1).unwrap_err(), "source-html-nested");
        let wide = format!("<table><tr>{}</table>", "<td colspan=1000>".repeat(17));
        let wide = |more| page_of(&(wide.clone() + more)).map_err(|e| e.key);
        assert!(wide("").is_ok());
        let wide = format!("<table><tr>{}</table>", "<td colspan=1000>".repeat(18));
        assert_eq!(page_of(&wide).unwrap_err().key, "source-html-too-wide");
        // cells over a million places, above rows that look for a free one
        let cover =
            "<td colspan=1000 rowspan=65534>".repeat(16) + "</tr>" + &"<tr><td>x".repeat(20_000);
        let found = tables(&format!("<table><tr>{cover}</table>"));
        assert_eq!(
            found[0].cells(1).next().map(|(column, ..)| column),
            Some(16_000)
        );
        // parts of a page that are never closed
        for piece in [
            "</td><table>",
            "<tr>",
            "<div style='display:none'>",
            "<td style='",
            "&",
            "<!--",
        ] {
            let page = format!("<table><tr><td>{}", piece.repeat(20_000));
            assert!(page_of(&page).unwrap().breaks_off, "{piece}");
        }
    }
}
