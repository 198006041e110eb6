//! What stands in an export beside its rows: titles above the header, headers of two rows, and below it headers once more,
//! totals, signatures.

mod totals;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

pub(crate) use self::totals::Totals;

use super::batch::{Aside, Batch, Fault};
use super::guards::{self, Guards};
use super::{Settings, SourceError};
use crate::messages::message;

/// How many rows are looked through for the header.
pub(crate) const PREVIEW: usize = 100;
/// How many rows at the end of a file may be notes.
const NOTES: usize = 30;

/// The first rows of a file, blank ones included where the format stores them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Preview {
    /// Each row with its number as a person sees it.
    pub(crate) rows: Vec<(u64, Vec<String>)>,
    /// Merged cells, where the format knows them.
    pub(crate) merged: Vec<Merged>,
}

/// Merged cells: rows as a person sees them, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) rows: (u64, u64),
    pub(crate) columns: (usize, usize),
}

/// The header of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heading {
    /// What each column is headed; the rows of a header of two rows are joined.
    pub(crate) columns: Vec<String>,
    /// First and last row of it as a person sees them; none in a file without a header.
    pub(crate) rows: Option<(u64, u64)>,
    /// How many rows of the preview it takes, with all that is above it.
    pub(crate) taken: usize,
    /// How many of the dictionary's fields it names.
    pub(crate) fields: usize,
    /// What is above it.
    pub(crate) above: Vec<(u64, Aside)>,
    /// Its rows and those above it as they stand, for they may come again.
    pub(crate) repeats: Vec<Repeat>,
    /// Columns whose cells are guarded against spreadsheets.
    pub(crate) guards: Guards,
}

/// A row that may come again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeat {
    aside: Aside,
    /// Its filled cells, trimmed, by column.
    cells: Vec<(usize, String)>,
}

impl Repeat {
    fn new(aside: Aside, cells: &[String]) -> Repeat {
        let filled = cells.iter().enumerate();
        let filled = filled.map(|(column, cell)| (column, trimmed(cell).to_owned()));
        Repeat {
            aside,
            cells: filled.filter(|(_, cell)| !cell.is_empty()).collect(),
        }
    }

    fn is(&self, batch: &Batch, row: usize) -> bool {
        let Some((first, text)) = self.cells.first() else {
            return false;
        };
        if *first >= batch.width() || trimmed(batch.cell(row, *first)) != text {
            return false;
        }
        let mut cells = self.cells.iter().filter(|(c, _)| *c < batch.width());
        let filled = batch.row(row).enumerate();
        let mut filled = filled.filter(|(_, cell)| !trimmed(cell).is_empty());
        cells.all(|(column, text)| {
            filled
                .next()
                .is_some_and(|(c, cell)| c == *column && trimmed(cell) == text)
        }) && filled.next().is_none()
    }
}

/// Without blanks at the ends; a file that was appended to another brings its byte order mark along.
fn trimmed(cell: &str) -> &str {
    // most cells begin and end with a letter or digit
    if let [b'!'..=b'~', .., b'!'..=b'~'] = cell.as_bytes() {
        return cell;
    }
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

fn is_blank(cell: &str) -> bool {
    // most cells begin with a letter, digit or ideograph
    !matches!(cell.as_bytes().first(), Some(b'!'..=b'~' | 0xe4..=0xee)) && trimmed(cell).is_empty()
}

/// Finds the header among the first rows of a file: the row, or the two rows, that name most of the dictionary's fields;
/// the first row with anything in it where no row names one.
pub(crate) fn find(preview: &Preview, settings: &Settings) -> Result<Heading, SourceError> {
    let preview = unguarded(preview);
    let found = declared_or_found(&preview, settings)?;
    Ok(Heading {
        guards: Guards::of(&preview.rows[found.taken..]),
        ..found
    })
}

/// With the headings that are guarded against spreadsheets as they are meant.
fn unguarded(preview: &Preview) -> Cow<'_, Preview> {
    let guarded = |cell: &String| guards::formula_text(cell).is_some();
    if !preview.rows.iter().any(|(_, row)| row.iter().any(guarded)) {
        return Cow::Borrowed(preview);
    }
    let mut preview = preview.clone();
    for cell in preview.rows.iter_mut().flat_map(|(_, row)| row) {
        if let Some(text) = guards::formula_text(cell) {
            *cell = text.replace("\"\"", "\"");
        }
    }
    Cow::Owned(preview)
}

fn declared_or_found(preview: &Preview, settings: &Settings) -> Result<Heading, SourceError> {
    let found = by_names(preview, settings);
    let Some(columns) = settings.columns else {
        return found;
    };
    let fields = named(columns, settings.field);
    let declared = Heading {
        columns: columns.to_vec(),
        fields,
        repeats: vec![Repeat::new(Aside::Header, columns)],
        ..Heading::default()
    };
    Ok(match found {
        // there is a header all the same; it may be the reason why the columns were named
        Ok(found) if found.fields * 2 > fields => Heading {
            columns: declared.columns,
            ..found
        },
        _ => declared,
    })
}

fn by_names(preview: &Preview, settings: &Settings) -> Result<Heading, SourceError> {
    let rows = &preview.rows;
    let filled = |ix: &usize| !rows[*ix].1.iter().all(|cell| is_blank(cell));
    let wanted = |ix: &usize| settings.header_row.is_none_or(|row| rows[*ix].0 == row);
    let candidates = || (0..rows.len()).filter(filled).filter(wanted);
    let counts: Vec<usize> = rows
        .iter()
        .map(|(_, row)| named(row, settings.field))
        .collect();
    let mut best: Option<(usize, usize, Vec<String>, usize)> = None;
    let mut offer = |first: usize, last: usize, columns: Vec<String>, fields: usize| {
        // among equals a single row, and the first
        if best.as_ref().is_none_or(|(_, _, _, most)| fields > *most) {
            best = Some((first, last, columns, fields));
        }
    };
    for ix in candidates() {
        offer(ix, ix, rows[ix].1.clone(), counts[ix]);
    }
    for ix in candidates() {
        // two rows that name nothing name nothing together
        if ix + 1 < rows.len() && filled(&(ix + 1)) && counts[ix] + counts[ix + 1] > 0 {
            let columns = joined(preview, ix, settings.field);
            let fields = named(&columns, settings.field);
            offer(ix, ix + 1, columns, fields);
        }
    }
    // a row that names most of the same fields is a header, whatever an appended export is headed
    if let Some((first, _, _, fields)) = best
        && let Some(earlier) = candidates().find(|ix| *ix < first && counts[*ix] * 2 > fields)
    {
        best = Some((earlier, earlier, rows[earlier].1.clone(), counts[earlier]));
    }
    let Some((mut first, mut last, mut columns, fields)) = best else {
        return Err(message!("source-empty"));
    };
    if last == first && fields > 0 && goes_on(preview, first) {
        let both = joined(preview, first, settings.field);
        // a row of data would spoil the names
        if named(&both, settings.field) == fields {
            (last, columns) = (first + 1, both);
        }
    }
    // the dictionary may know the lower headings only
    if last == first && first > 0 && filled(&(first - 1)) && goes_on(preview, first - 1) {
        let both = joined(preview, first - 1, settings.field);
        if named(&both, settings.field) >= fields {
            (first, columns) = (first - 1, both);
        }
    }
    // a header in two languages
    if last + 1 < rows.len() && same_fields(&columns, &rows[last + 1].1, settings.field) {
        last += 1;
    }
    let aside = |ix: usize| match ix {
        _ if !filled(&ix) => Aside::Blank,
        _ if ix < first => Aside::Title,
        _ => Aside::Header,
    };
    Ok(Heading {
        fields,
        columns,
        rows: Some((rows[first].0, rows[last].0)),
        taken: last + 1,
        above: (0..first).map(|ix| (rows[ix].0, aside(ix))).collect(),
        repeats: (0..=last)
            .filter(filled)
            .map(|ix| Repeat::new(aside(ix), &rows[ix].1))
            .collect(),
        guards: Guards::default(),
    })
}

/// Whether a row names most of the fields that the header names, in the same columns, and nothing else.
fn same_fields(header: &[String], row: &[String], field: &dyn Fn(&str) -> Option<usize>) -> bool {
    let pairs = header
        .iter()
        .zip(row)
        .filter_map(|(h, cell)| Some((field(h)?, field(cell))));
    let (mut same, mut all) = (0, 0);
    for (one, other) in pairs {
        all += 1;
        same += usize::from(other == Some(one));
    }
    same > 1 && same * 2 > all
}

/// How many fields the headings name.
fn named(columns: &[String], field: &dyn Fn(&str) -> Option<usize>) -> usize {
    let mut fields: Vec<usize> = columns.iter().filter_map(|c| field(c)).collect();
    fields.sort_unstable();
    fields.dedup();
    fields.len()
}

/// Whether the row below a header belongs to it: cells are merged across both, or it names columns that the header leaves
/// without a name and is no row of data, having no digit.
fn goes_on(preview: &Preview, first: usize) -> bool {
    let (Some((line, above)), Some((next, below))) =
        (preview.rows.get(first), preview.rows.get(first + 1))
    else {
        return false;
    };
    if *next != line + 1 {
        return false;
    }
    if preview
        .merged
        .iter()
        .any(|m| m.rows.0 <= *line && m.rows.1 == *next)
    {
        return true;
    }
    let cell = |row: &[String], column: usize| {
        row.get(column)
            .is_some_and(|cell| !trimmed(cell).is_empty())
    };
    let width = above.len().max(below.len());
    let unnamed: Vec<usize> = (0..width).filter(|&c| !cell(above, c)).collect();
    let only_above = (0..width).any(|c| cell(above, c) && !cell(below, c));
    !unnamed.is_empty()
        && only_above
        && unnamed.iter().all(|&c| cell(below, c))
        && !below.iter().any(|c| c.chars().any(char::is_numeric))
}

/// A header of two rows as one: the upper heading stands for all columns that it is merged over, or that are blank behind
/// it. Of the ways to join two headings, the one that the dictionary knows.
fn joined(preview: &Preview, first: usize, field: &dyn Fn(&str) -> Option<usize>) -> Vec<String> {
    let ((line, upper), (_, lower)) = (&preview.rows[first], &preview.rows[first + 1]);
    let width = upper.len().max(lower.len());
    let cell =
        |row: &[String], column: usize| row.get(column).map_or("", |cell| trimmed(cell)).to_owned();
    let mut columns = Vec::with_capacity(width);
    let mut above = String::new();
    // the first column of the merged cells that a column is in
    let mut merged_from = vec![None; width];
    for merged in &preview.merged {
        if (merged.rows.0..=merged.rows.1).contains(line) {
            let (first, last) = (
                merged.columns.0,
                merged.columns.1.min(width.saturating_sub(1)),
            );
            merged_from
                .iter_mut()
                .take(last + 1)
                .skip(first)
                .for_each(|from| *from = Some(first));
        }
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for cell in lower {
        *times.entry(trimmed(cell)).or_default() += 1;
    }
    for (column, merged) in merged_from.into_iter().enumerate() {
        let (own, below) = (cell(upper, column), cell(lower, column));
        match merged {
            Some(first) => above = cell(upper, first),
            None if !own.is_empty() || !preview.merged.is_empty() || below.is_empty() => {
                above = own;
            }
            None => {}
        }
        let alone = times.get(below.as_str()) == Some(&1);
        columns.push(join(&above, &below, alone, field));
    }
    columns
}

fn join(above: &str, below: &str, alone: bool, field: &dyn Fn(&str) -> Option<usize>) -> String {
    let plain = match (above, below) {
        (one, "") | ("", one) => return one.to_owned(),
        (above, below) => format!("{above} {below}"),
    };
    let glued = [
        format!("{above}{below}"),
        format!("{above}/{below}"),
        format!("{above}-{below}"),
        format!("{above}_{below}"),
    ];
    let short = alone.then(|| below.to_owned());
    std::iter::once(plain.clone())
        .chain(glued)
        .chain(short)
        .find(|name| field(name).is_some())
        .unwrap_or(plain)
}

/// What to set aside from the rows of a file.
pub(crate) struct Layout<'a> {
    pub(crate) width: usize,
    pub(crate) repeats: Vec<Repeat>,
    pub(crate) guards: Guards,
    pub(crate) totals: &'a Totals,
    /// Whether signatures and remarks are set aside.
    pub(crate) notes: bool,
    /// The columns of the document key; the first column of the dictionary where there is none.
    pub(crate) key: Vec<usize>,
    /// The columns of numbers, dates and the like, and whether a cell can be read as what its column is.
    pub(crate) typed: Vec<usize>,
    pub(crate) readable: &'a (dyn Fn(usize, &str) -> bool + Sync),
}

impl Layout<'_> {
    /// Sets aside the rows of a batch that are not of the table.
    pub(crate) fn sift<'t>(&self, batch: Batch<'t>, last: bool) -> Batch<'t> {
        let mut reasons: Vec<Option<Aside>> = (0..batch.rows())
            .map(|row| self.reason(&batch, row))
            .collect();
        if self.notes {
            for row in 0..batch.rows() {
                // a page ends where the header comes again
                let starts =
                    |row: usize| matches!(reasons[row], Some(Aside::Header | Aside::Title));
                if starts(row) && (row == 0 || !starts(row - 1)) {
                    self.set_notes_aside(&batch, row, &mut reasons);
                }
            }
            if last {
                self.set_notes_aside(&batch, batch.rows(), &mut reasons);
            }
        }
        batch.set_aside(&reasons)
    }

    /// Sets aside the notes that end before a row.
    fn set_notes_aside(&self, batch: &Batch, end: usize, reasons: &mut [Option<Aside>]) {
        let mut below = false;
        for row in (0..end).rev().take(NOTES) {
            if reasons[row].is_none() {
                let note = self.note(batch, row);
                if !(note == Note::Sure || note == Note::Likely && below) {
                    break;
                }
                reasons[row] = Some(Aside::Note);
                below = true;
            }
        }
    }

    fn reason(&self, batch: &Batch, row: usize) -> Option<Aside> {
        let mut cells = batch.row(row).enumerate();
        let Some((column, first)) = cells.find(|(_, cell)| !is_blank(cell)) else {
            // where there is one column, an empty cell may be meant
            return (self.width > 1).then_some(Aside::Blank);
        };
        if let Some(repeat) = self.repeats.iter().find(|r| r.is(batch, row)) {
            return Some(repeat.aside);
        }
        let keys = || self.key.iter().map(|&c| batch.cell(row, c));
        let total = if self.key == [column] {
            // most tables begin with their key
            self.totals.begin(first)
        } else if keys().all(is_blank) {
            batch.row(row).any(|cell| self.totals.begin(cell))
        } else {
            // a document whose customer is called "Total" is none
            keys().any(|cell| self.totals.begin(cell))
                || (self.totals.begin(first) && !keys().any(is_code))
        };
        total.then_some(Aside::Total)
    }

    /// Whether a row says something about the export: a signature, a remark, the number of the page or of the records. It fills
    /// few cells, none of them with a number or date where the column wants one, and its key is no code.
    fn note(&self, batch: &Batch, row: usize) -> Note {
        let cell = |column: usize| batch.cell(row, column);
        let filled: Vec<usize> = (0..self.width).filter(|&c| !is_blank(cell(c))).collect();
        let data = self.key.iter().any(|&c| is_code(cell(c)))
            || self
                .typed
                .iter()
                .any(|c| filled.contains(c) && (self.readable)(*c, cell(*c)));
        let Some(&first) = filled.first().filter(|_| !data) else {
            return Note::No;
        };
        if SIGNATURE.is_match(cell(first)) || (filled.len() == 1 && COUNT.is_match(cell(first))) {
            return Note::Sure;
        }
        let cut_short = batch
            .faulty
            .iter()
            .any(|f| f.row == row && matches!(f.fault, Fault::CutShort(_)));
        if cut_short || self.typed.is_empty() || filled.len() > self.width / 3 {
            return Note::No;
        }
        if self.key.iter().any(|c| filled.contains(c)) {
            Note::Likely
        } else {
            Note::Sure
        }
    }
}

/// Whether a row is a note.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Note {
    No,
    /// If a note follows: its key is filled, with no code.
    Likely,
    Sure,
}

/// Letters, digits and the marks between them, with at least one digit.
fn is_code(cell: &str) -> bool {
    let cell = trimmed(cell);
    cell.bytes().any(|b| b.is_ascii_digit())
        && cell
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/' | b'#'))
}

/// A cell of a line with signatures or remarks.
static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    let words = "制\\s*单|制\\s*表|填\\s*表|审\\s*核|复\\s*核|批\\s*准|经\\s*办|主\\s*管|负责|签\\s*字|签\\s*名|签\\s*章|打\\s*印|导\\s*出|备\\s*注|说\\s*明|注\
                 |製\\s*單|製\\s*表|填\\s*表|審\\s*核|覆\\s*核|核\\s*准|經\\s*辦|負責|簽\\s*名|簽\\s*章|列\\s*印|匯\\s*出|備\\s*註|說\\s*明|註\
                 |prepared|checked|approved|signature|signed|printed|exported|page|notes?|remarks?";
    Regex::new(&format!("(?i)^\\s*(?:{words})[^:：]{{0,12}}[:：]")).expect("a fixed expression")
});

/// A line that counts pages or records.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    let counts = r"第\s*\d+\s*[页頁]|[共总總]\s*\d+\s*[条條笔筆行页頁张張件]|\d+\s+(?:rows|records|pages)\b|\bpage\s+\d+";
    Regex::new(&format!("(?i){counts}")).expect("a fixed expression")
});

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(rows: &[&[&str]]) -> Preview {
        let row = |(ix, cells): (usize, &&[&str])| {
            let cells = cells.iter().map(|&c| c.to_owned()).collect();
            (ix as u64 + 1, cells)
        };
        Preview {
            rows: rows.iter().enumerate().map(row).collect(),
            merged: Vec::new(),
        }
    }

    fn found(preview: &Preview, fields: &[&str]) -> Heading {
        let field = |name: &str| fields.iter().position(|f| *f == trimmed(name));
        let settings = Settings::new(&field);
        find(preview, &settings).unwrap()
    }

    #[test]
    fn a_header_under_titles() {
        let rows = preview(&[
            &["销售订单"],
            &[""],
            &["部门：", "一部"],
            &["订单号", "客户"],
            &["SO-1", "甲"],
        ]);
        let heading = found(&rows, &["订单号", "客户"]);
        assert_eq!(heading.rows, Some((4, 4)));
        assert_eq!(heading.taken, 4);
        let above = [(1, Aside::Title), (2, Aside::Blank), (3, Aside::Title)];
        assert_eq!(heading.above, above);
    }

    #[test]
    fn a_header_of_two_rows() {
        let rows = preview(&[
            &["单号", "收货", "", "备注"],
            &["", "数量", "日期", ""],
            &["1", "2", "3", ""],
        ]);
        for (names, columns) in [
            (
                ["单号", "收货数量"],
                ["单号", "收货数量", "收货 日期", "备注"],
            ),
            (["单号", "数量"], ["单号", "数量", "收货 日期", "备注"]),
            (["单号", "备注"], ["单号", "收货 数量", "收货 日期", "备注"]),
        ] {
            let heading = found(&rows, &names);
            assert_eq!(heading.columns, columns);
            assert_eq!(heading.rows, Some((1, 2)));
        }
    }

    #[test]
    fn merged_cells_decide_how_far_a_header_goes() {
        let mut rows = preview(&[
            &["序号", "编码", "", "合并"],
            &["", "篇", "类2", ""],
            &["1", "2"],
        ]);
        assert_eq!(found(&rows, &["合并"]).rows, Some((1, 1)));
        rows.merged = vec![
            Merged {
                rows: (1, 2),
                columns: (0, 0),
            },
            Merged {
                rows: (1, 1),
                columns: (1, 2),
            },
        ];
        assert_eq!(found(&rows, &["篇", "类2"]).rows, Some((1, 2)));
        let heading = found(&rows, &["合并"]);
        assert_eq!(heading.rows, Some((1, 2)));
        assert_eq!(heading.columns, ["序号", "编码 篇", "编码 类2", "合并"]);
    }

    #[test]
    fn a_row_of_data_is_no_header() {
        let rows = preview(&[&["a", "b", ""], &["x", "y", ""], &["p", "q", "r"]]);
        assert_eq!(found(&rows, &["a", "b"]).rows, Some((1, 1)));
        // nothing known: the first row with anything in it
        assert_eq!(found(&rows, &["z"]).fields, 0);
    }

    fn sifted(rows: &[&[&str]], key: &[usize], last: bool) -> Vec<(u64, Aside)> {
        let mut batch = Batch::new(rows[0].len());
        for (ix, row) in rows.iter().enumerate() {
            batch.push_row(ix as u64 + 2, row.iter().copied());
        }
        let totals = Totals::default();
        let header: Vec<String> = ["单号", "客户", "金额"].map(str::to_owned).to_vec();
        let layout = Layout {
            width: rows[0].len(),
            repeats: vec![Repeat::new(Aside::Header, &header)],
            guards: Guards::default(),
            totals: &totals,
            notes: true,
            key: key.to_vec(),
            typed: vec![2],
            readable: &|_, cell| cell.parse::<f64>().is_ok(),
        };
        let before = batch.rows();
        let batch = layout.sift(batch, last);
        assert_eq!(batch.rows() + batch.aside.len(), before);
        batch.aside
    }

    #[test]
    fn totals_headers_and_blank_rows_are_set_aside() {
        let rows: [&[&str]; 8] = [
            &["SO-1", "合计有限公司", "1"],
            &["", "小计", "1"],
            &["\u{feff}单号", "客户 ", "金额"],
            &["", "\u{3000}", " "],
            &["SO-2", "Total", "3"],
            &["合  计：", "", "4"],
            &["Totally", "甲", "5"],
            &["", "甲", "5"],
        ];
        let named: [&[&str]; 1] = [&["Total", "SO1", "100"]];
        assert_eq!(sifted(&named, &[1], false), []);
        let expected = [
            (3, Aside::Total),
            (4, Aside::Header),
            (5, Aside::Blank),
            (7, Aside::Total),
        ];
        assert_eq!(sifted(&rows, &[0], false), expected);
    }

    #[test]
    fn a_row_of_data_below_unnamed_columns_is_no_header() {
        let rows = preview(&[&["", "no", "name", "note"], &["a", "b", "张三", ""], &["b"]]);
        let heading = found(&rows, &["no", "name", "note"]);
        assert_eq!((heading.rows, heading.fields), (Some((1, 1)), 3));
    }

    #[test]
    fn a_better_header_far_below_is_of_another_export() {
        let rows = preview(&[
            &["单号", "金额"],
            &["1", "x"],
            &["单号", "客户", "金额"],
            &["2", "乙"],
        ]);
        let heading = found(&rows, &["单号", "客户", "金额"]);
        assert_eq!(heading.rows, Some((1, 1)));
    }

    #[test]
    fn wide_headers_take_no_time() {
        let wide: Vec<String> = (0..16_000).map(|i| format!("c{}", i % 4000)).collect();
        let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
        let rows = preview(&vec![wide.as_slice(); PREVIEW]);
        assert_eq!(found(&rows, &["c7"]).rows, Some((1, 2)));
    }

    #[test]
    fn the_row_of_the_header_can_be_declared() {
        let rows = preview(&[&["单号", "客户"], &["单号"], &["1"]]);
        let settings = Settings {
            header_row: Some(2),
            ..Settings::new(&|name| (name == "单号").then_some(0))
        };
        assert_eq!(find(&rows, &settings).unwrap().rows, Some((2, 2)));
    }

    #[test]
    fn a_header_in_two_languages() {
        let rows = preview(&[
            &["单号", "客户", "x"],
            &["No", "Customer", "X"],
            &["1", "2"],
        ]);
        let names = [["单号", "No"], ["客户", "Customer"]];
        let field = |name: &str| names.iter().position(|n| n.contains(&name));
        let settings = Settings::new(&field);
        assert_eq!(find(&rows, &settings).unwrap().rows, Some((1, 2)));
    }

    #[test]
    fn columns_can_be_named_although_there_is_a_header() {
        let rows = preview(&[&["客户"], &["单号", "客户", "客户"], &["1", "2", "3"]]);
        let columns = ["单号", "客户", "送货客户"].map(str::to_owned);
        let field = |name: &str| ["单号", "客户", "送货客户"].iter().position(|f| *f == name);
        let settings = Settings {
            columns: Some(&columns),
            ..Settings::new(&field)
        };
        let heading = find(&rows, &settings).unwrap();
        assert_eq!((heading.rows, heading.columns.len()), (Some((2, 2)), 3));
        assert_eq!(heading.columns[2], "送货客户");
        let headerless = preview(&[&["1", "2", "3"]]);
        assert_eq!(find(&headerless, &settings).unwrap().rows, None);
    }

    #[test]
    fn the_last_row_of_data_is_no_note() {
        for last in [
            ["单二", "", ""],
            ["单二", "备注：加急", "3"],
            ["SO-2", "备注：加急", ""],
            ["单二", "乙", ""],
        ] {
            let rows: [&[&str]; 2] = [&["SO-1", "甲", "1"], &last];
            assert_eq!(sifted(&rows, &[0], true), [], "{last:?}");
            assert_eq!(sifted(&rows, &[0, 1], true), [], "{last:?}");
        }
    }

    #[test]
    fn a_page_ends_with_its_notes() {
        let rows: [&[&str]; 6] = [
            &["SO-1", "甲", "1"],
            &["小计", "", "1"],
            &["制单人：甲", "审核人：乙", ""],
            &["销售订单 第2页", "", ""],
            &["单号", "客户", "金额"],
            &["SO-2", "乙", "2"],
        ];
        let expected = [
            (3, Aside::Total),
            (4, Aside::Note),
            (5, Aside::Note),
            (6, Aside::Header),
        ];
        assert_eq!(sifted(&rows, &[0], false), expected);
    }

    #[test]
    fn notes_are_set_aside_at_the_end_only() {
        let rows: [&[&str]; 6] = [
            &["共 3 条", "", ""],
            &["SO-1", "甲", "1"],
            &["SO-2", "", ""],
            &["制 单：甲", "审核：乙", ""],
            &["", "", ""],
            &["共 3 条", "", ""],
        ];
        let expected = [(5, Aside::Note), (6, Aside::Blank), (7, Aside::Note)];
        assert_eq!(sifted(&rows, &[0], true), expected);
        assert_eq!(sifted(&rows, &[0], false), [(6, Aside::Blank)]);
    }
}
