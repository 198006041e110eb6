//! Tables and sentences for people, on a terminal or in a pipe.
//!
//! comfy-table draws the table. Which columns there is room for and where a line is broken is decided here: Chinese text is
//! broken where Chinese may be (Unicode Standard Annex 14), and numbers and codes are not broken at all.

use comfy_table::{
    Attribute, CellAlignment, Color, ContentArrangement, Table, TableStyle, presets,
};
use textwrap::{Options, WordSeparator};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines above, under the header and below, none between the rows.
const LINES: TableStyle = TableStyle {
    row_separator: presets::NOTHING.row_separator,
    ..presets::UTF8_HORIZONTAL_ONLY
};

/// The same in signs that are one column wide everywhere.
const PLAIN: TableStyle = TableStyle {
    row_separator: presets::NOTHING.row_separator,
    ..presets::ASCII_HORIZONTAL_ONLY
};

/// Blanks that a column has before, behind and between its neighbours.
const BETWEEN: usize = 3;

/// No column is narrower, however little room there is.
const NARROWEST: usize = 8;
/// A heading that is no wider stays in one line.
const SHORT: usize = 6;

/// Stands behind a sign that takes two columns where others count one, until the lines are drawn. A private sign: what is
/// shown has none, see [`Screen::measured`].
const SECOND_HALF: char = '\u{f8fe}';

/// How the terminal wants it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// Columns of the terminal; none for a pipe, where lines are never broken.
    pub(crate) width: Option<u16>,
    pub(crate) colour: bool,
    /// Whether signs that are wide in Chinese fonts only ("·", "…", lines) take two columns.
    pub(crate) wide: bool,
}

impl Screen {
    /// A file, or a pipe.
    pub(crate) const FILE: Screen = Screen {
        width: None,
        colour: false,
        wide: false,
    };

    /// Text, broken into lines that fit and are indented under its first word: behind a bullet, or below a heading.
    pub(crate) fn broken(self, text: &str) -> String {
        let Some(width) = self.width else {
            return text.to_owned();
        };
        let lines = text.split('\n').map(|line| {
            let words = line.trim_start_matches([' ', '•']);
            let indent = self.columns(&line[..line.len() - words.len()]);
            let hanging = " ".repeat(if indent == 0 { 2 } else { indent });
            let options =
                Options::new(usize::from(width).max(2 * NARROWEST)).subsequent_indent(&hanging);
            let lines = textwrap::wrap(&self.measured(line), options).join("\n");
            lines.replace(SECOND_HALF, "")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Columns that a text takes.
    fn columns(self, text: &str) -> usize {
        if self.wide {
            text.width_cjk()
        } else {
            text.width()
        }
    }

    /// The text with a second half behind each sign that is wider here than it is counted.
    fn measured(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            out.push(if c == SECOND_HALF {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            });
            if self.wide && c.width_cjk() > c.width() {
                out.push(SECOND_HALF);
            }
        }
        out
    }
}

/// A column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    heading: String,
    is_number: bool,
    least: usize,
    /// Whether its heading is broken into lines where there is no room, although its cells are not.
    breaks_heading: bool,
    yields: Option<u8>,
}

impl Column {
    /// One that is neither broken into lines nor left out.
    pub(crate) fn new(heading: String) -> Column {
        Column {
            heading,
            is_number: false,
            least: usize::MAX,
            breaks_heading: false,
            yields: None,
        }
    }

    /// The same, to the right.
    pub(crate) fn number(heading: String) -> Column {
        Column {
            is_number: true,
            ..Column::new(heading)
        }
    }

    /// With a heading that is broken into lines where there is no room.
    pub(crate) fn under_broken_heading(self) -> Column {
        Column {
            breaks_heading: true,
            ..self
        }
    }

    /// Broken into lines where there is no room, but not narrower than `least`.
    pub(crate) fn flowing(self, least: usize) -> Column {
        Column { least, ..self }
    }

    /// Left out where there is no room: the column of the lowest rank first.
    pub(crate) fn yielding(self, rank: u8) -> Column {
        Column {
            yields: Some(rank),
            ..self
        }
    }
}

/// What stands in a column of a row.
#[derive(Debug)]
pub(crate) struct Cell {
    text: String,
    colour: Option<Color>,
}

impl Cell {
    pub(crate) fn coloured(text: String, colour: Color) -> Cell {
        Cell {
            text,
            colour: Some(colour),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell { text, colour: None }
    }
}

/// A table that is being filled.
#[derive(Debug)]
pub(crate) struct Grid {
    screen: Screen,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

/// A table as it is printed.
#[derive(Debug)]
pub(crate) struct Drawn {
    /// Without a line break at the end.
    pub(crate) lines: String,
    /// Headings of the columns that there was no room for.
    pub(crate) left_out: Vec<String>,
}

impl Grid {
    pub(crate) fn new(screen: Screen, columns: impl IntoIterator<Item = Column>) -> Grid {
        Grid {
            screen,
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row: a cell for each column.
    pub(crate) fn row<T: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn draw(mut self) -> Drawn {
        for row in &mut self.rows {
            for cell in row {
                cell.text = self.screen.measured(&cell.text);
            }
        }
        for column in &mut self.columns {
            column.heading = self.screen.measured(&column.heading);
        }
        let full = self.full_widths();
        let least = self.least_widths(&full);
        let shown = self.shown(&least);
        let widths = self.widths(&full, least, &shown);
        let mut table = Table::new();
        table.load_style(if self.screen.wide { PLAIN } else { LINES });
        table.set_content_arrangement(ContentArrangement::Disabled);
        if self.screen.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        let heading = |&at: &usize| {
            let heading = broken(&self.columns[at].heading, widths[at]);
            comfy_table::Cell::new(heading).add_attribute(Attribute::Bold)
        };
        table.set_header(shown.iter().map(heading));
        for row in &self.rows {
            table.add_row(shown.iter().map(|&at| {
                let cell = comfy_table::Cell::new(broken(&row[at].text, widths[at]));
                match row[at].colour {
                    Some(colour) => cell.fg(colour),
                    None => cell,
                }
            }));
        }
        for (column, &at) in table.column_iter_mut().zip(&shown) {
            if self.columns[at].is_number {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        // without the blanks that pad the last column
        let lines: Vec<String> = table
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        let left_out = (0..self.columns.len()).filter(|at| !shown.contains(at));
        Drawn {
            lines: lines.join("\n").replace(SECOND_HALF, ""),
            left_out: left_out
                .map(|at| self.columns[at].heading.replace(SECOND_HALF, ""))
                .collect(),
        }
    }

    /// Columns of the terminal that each column takes when no line is broken.
    fn full_widths(&self) -> Vec<usize> {
        let widest = |text: &str| text.split('\n').map(UnicodeWidthStr::width).max();
        let of = |(at, column): (usize, &Column)| {
            let cells = self.rows.iter().map(|row| row[at].text.as_str());
            let texts = cells.chain([column.heading.as_str()]);
            texts.filter_map(widest).max().unwrap_or_default()
        };
        self.columns.iter().enumerate().map(of).collect()
    }

    /// Columns of the terminal that each column takes at least.
    fn least_widths(&self, full: &[usize]) -> Vec<usize> {
        let of = |(at, column): (usize, &Column)| {
            if !column.breaks_heading {
                return full[at].min(column.least);
            }
            let cells = self.rows.iter().map(|row| row[at].text.width());
            let cells = cells.max().unwrap_or_default();
            cells.max(broken_heading(&column.heading)).min(full[at])
        };
        self.columns.iter().enumerate().map(of).collect()
    }

    /// The columns that there is room for.
    fn shown(&self, least: &[usize]) -> Vec<usize> {
        let mut shown: Vec<usize> = (0..self.columns.len()).collect();
        let Some(room) = self.screen.width else {
            return shown;
        };
        let mut yielding: Vec<usize> = shown.clone();
        yielding.retain(|&at| self.columns[at].yields.is_some());
        // the last of one rank is popped first
        yielding.sort_by_key(|&at| std::cmp::Reverse((self.columns[at].yields, at)));
        while taken(shown.iter().map(|&at| least[at])) > usize::from(room) {
            let Some(out) = yielding.pop() else {
                break;
            };
            shown.retain(|&at| at != out);
        }
        shown
    }

    /// How wide each column is drawn: what is left over goes to those that are broken, the narrowest first.
    fn widths(&self, full: &[usize], least: Vec<usize>, shown: &[usize]) -> Vec<usize> {
        let Some(room) = self.screen.width else {
            return full.to_vec();
        };
        let room = usize::from(room);
        let mut widths = least;
        let flows = |at: &&usize| self.columns[**at].least != usize::MAX;
        let taken = |widths: &[usize]| taken(shown.iter().map(|&at| widths[at]));
        while taken(&widths) < room {
            let open = shown
                .iter()
                .filter(flows)
                .filter(|&&at| widths[at] < full[at]);
            let Some(&at) = open.min_by_key(|&&at| widths[at]) else {
                break;
            };
            widths[at] += 1;
        }
        // a heading in one line, or broken in its middle
        for &at in shown.iter().filter(|&&at| self.columns[at].breaks_heading) {
            let least = std::mem::replace(&mut widths[at], full[at]);
            if taken(&widths) > room {
                widths[at] = least;
            }
        }
        while taken(&widths) > room {
            let wide = shown
                .iter()
                .filter(flows)
                .filter(|&&at| widths[at] > NARROWEST);
            let Some(&at) = wide.max_by_key(|&&at| widths[at]) else {
                break;
            };
            widths[at] -= 1;
        }
        widths
    }
}

/// Columns that a table takes with columns so wide.
fn taken(widths: impl ExactSizeIterator<Item = usize>) -> usize {
    let columns = widths.len();
    widths.sum::<usize>() + (columns * BETWEEN).saturating_sub(1)
}

/// Columns that a heading takes in two lines, or in as many as its longest word asks for.
fn broken_heading(heading: &str) -> usize {
    let whole = heading.width();
    if whole <= SHORT {
        return whole;
    }
    let words = WordSeparator::UnicodeBreakProperties.find_words(heading);
    let longest = words.map(|word| word.word.width()).max();
    longest.unwrap_or_default().max(whole.div_ceil(2))
}

fn broken(text: &str, width: usize) -> String {
    let lines = text.split('\n').flat_map(|line| {
        // what is set in stays so
        let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
        textwrap::wrap(line, Options::new(width.max(1)).subsequent_indent(indent))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(width: u16, wide: bool) -> Screen {
        Screen {
            width: Some(width),
            colour: false,
            wide,
        }
    }

    fn drawn(screen: Screen) -> Drawn {
        let column = |heading: &str| Column::new(heading.to_owned());
        let columns = [
            column("规则").flowing(20),
            column("表").yielding(1),
            Column::number("违规".to_owned()),
            column("发现").flowing(12).yielding(2),
        ];
        let mut grid = Grid::new(screen, columns);
        grid.row([
            "[order-approved-late]".to_owned(),
            "销售订单".to_owned(),
            "3".to_owned(),
            "制单已 17 天 9 小时，仍未审核".to_owned(),
        ]);
        grid.draw()
    }

    fn width_of(lines: &str) -> usize {
        lines
            .lines()
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap_or_default()
    }

    #[test]
    fn columns_are_left_out_one_by_one() {
        let left_out = |width| drawn(screen(width, false)).left_out;
        assert!(left_out(120).is_empty());
        assert!(left_out(56).is_empty());
        assert_eq!(left_out(52), ["表"]);
        assert_eq!(left_out(36), ["表", "发现"]);
    }

    #[test]
    fn tables_are_as_wide_as_the_terminal_and_no_wider() {
        for width in 26..80 {
            for wide in [false, true] {
                let drawn = drawn(screen(width, wide));
                assert!(width_of(&drawn.lines) <= usize::from(width), "{width}");
            }
        }
        let drawn = drawn(Screen::FILE);
        assert!(drawn.lines.contains("制单已 17 天 9 小时，仍未审核"));
    }

    #[test]
    fn headings_of_numbers_are_broken_and_the_numbers_are_not() {
        let of = |width| {
            let number = |heading: &str| Column::number(heading.to_owned()).under_broken_heading();
            let headings = ["Due by today", "今日应达", "可导入"];
            let mut grid = Grid::new(screen(width, false), headings.map(number));
            grid.row(["1,234,567".to_owned(), "9".to_owned(), "3".to_owned()]);
            grid.draw().lines
        };
        assert!(of(60).contains("Due by today"), "{}", of(60));
        let narrow = of(28);
        for part in ["Due by ", " 今日 ", " 应达\n", "可导入", "1,234,567"] {
            assert!(narrow.contains(part), "{narrow}");
        }
        assert!(width_of(&narrow) <= 28);
    }

    #[test]
    fn lines_break_where_chinese_breaks_and_never_inside_a_number() {
        for width in 46..70 {
            let drawn = drawn(screen(width, false));
            for part in ["[order-", "17", "late]"] {
                assert!(drawn.lines.contains(part), "{width}");
            }
            let begins = drawn.lines.lines().map(str::trim_start);
            assert!(
                begins.clone().all(|line| !line.starts_with('，')),
                "{width}"
            );
        }
    }

    #[test]
    fn signs_that_are_wide_keep_the_columns_in_line() {
        let mut grid = Grid::new(
            screen(60, true),
            ["一", "二"].map(|heading| Column::new(heading.to_owned())),
        );
        grid.row(["·".to_owned(), "x".to_owned()]);
        grid.row(["“甲”".to_owned(), "x".to_owned()]);
        grid.row(["四个字长".to_owned(), "x".to_owned()]);
        let drawn = grid.draw();
        let mut ends = drawn.lines.lines().filter(|line| line.ends_with('x'));
        assert!(ends.all(|line| line.width_cjk() == 13), "{}", drawn.lines);
        assert!(drawn.lines.starts_with("---"));
        assert!(!drawn.lines.contains(SECOND_HALF));
    }

    #[test]
    fn sentences_hang_under_their_first_word() {
        let text = screen(20, false).broken("  • 有 1 行无法判断是否在等，未计入");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() > 1);
        assert!(lines[1..].iter().all(|line| line.starts_with("    ")));
        assert!(width_of(&text) <= 20);
        assert_eq!(Screen::FILE.broken("a b"), "a b");
    }
}
