//! The pictures in the READMEs: what a terminal shows, as SVG, so that they are small, sharp, and true. They are snapshots:
//! `INSTA_UPDATE=always` draws them again.

use std::fmt::Write;

use crate::support::root;

/// The size of a cell of the terminal, in pixels.
const CELL: (usize, usize) = (8, 18);
const MARGIN: usize = 16;

/// Holds a picture against what the command prints in colour.
pub(super) fn compare(file: &str, command: &str, printed: &str) {
    let path = root().join(file);
    let drawn = svg(command, printed);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "{file} does not show what `{command}` prints; INSTA_UPDATE=always draws it again"
    );
}

fn svg(command: &str, printed: &str) -> String {
    let lines: Vec<Vec<Run>> = std::iter::once(command)
        .chain([""])
        .chain(printed.lines())
        .map(runs)
        .collect();
    let columns = lines.iter().filter_map(|line| line.last().map(Run::end));
    let columns = columns.max().unwrap_or(0);
    let (width, height) = (
        columns * CELL.0 + 2 * MARGIN,
        lines.len() * CELL.1 + 2 * MARGIN,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"13\" fill=\"#d8dee4\" \
         font-family=\"ui-monospace,SFMono-Regular,Consolas,Menlo,'Noto Sans Mono CJK SC','Microsoft YaHei',monospace\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1c2128\"/>\n"
    );
    for (number, line) in lines.iter().enumerate() {
        for run in line {
            run.draw(number, &mut out);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Signs of one width and one look that stand side by side.
struct Run {
    column: usize,
    text: String,
    wide: bool,
    look: Look,
}

/// How a terminal has been told to write.
#[derive(Clone, Copy, PartialEq, Default)]
struct Look {
    bold: bool,
    colour: Option<&'static str>,
}

impl Look {
    /// What an escape sequence changes: its numbers, such as `1;31`.
    fn told(&mut self, numbers: &str) {
        for number in numbers.split(';') {
            match number {
                "" | "0" => *self = Look::default(),
                "1" => self.bold = true,
                "31" => self.colour = Some("#ff7b72"),
                "32" => self.colour = Some("#7ee787"),
                "33" => self.colour = Some("#e3b341"),
                "34" => self.colour = Some("#79c0ff"),
                "35" => self.colour = Some("#d2a8ff"),
                "36" => self.colour = Some("#76e3ea"),
                "39" => self.colour = None,
                _ => panic!("no picture of {numbers:?} yet"),
            }
        }
    }
}

impl Run {
    fn columns(&self) -> usize {
        self.text.chars().count() * if self.wide { 2 } else { 1 }
    }

    fn end(&self) -> usize {
        self.column + self.columns()
    }

    /// Ruled lines become strokes without gaps; words take exactly their columns, whatever the font.
    fn draw(&self, line: usize, out: &mut String) {
        let (x, y) = (MARGIN + self.column * CELL.0, MARGIN + line * CELL.1);
        let width = self.columns() * CELL.0;
        let strokes: &[usize] = match self.text.trim_matches(['─', '═']) {
            "" if self.text.starts_with('─') => &[9],
            "" => &[7, 11],
            _ => &[],
        };
        for stroke in strokes {
            let y = y + stroke;
            writeln!(out, "<path d=\"M{x} {y}h{width}\" stroke=\"#6e7681\"/>").unwrap();
        }
        if strokes.is_empty() {
            let y = y + 13;
            let bold = if self.look.bold {
                " font-weight=\"bold\""
            } else {
                ""
            };
            let fill = self.look.colour.map(|colour| format!(" fill=\"{colour}\""));
            let fill = fill.unwrap_or_default();
            let text = self.text.replace('&', "&amp;").replace('<', "&lt;");
            writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"{bold}{fill}>{text}</text>"
            )
            .unwrap();
        }
    }
}

/// What stands in a line. A single blank between narrow signs belongs to them.
fn runs(line: &str) -> Vec<Run> {
    let signs = signs(line);
    let mut runs: Vec<Run> = Vec::new();
    let (mut column, mut apart) = (0, true);
    for (at, &(sign, look)) in signs.iter().enumerate() {
        let wide = is_wide(sign);
        let goes_on = |run: &&mut Run| !apart && run.wide == wide && run.look == look;
        let next = signs.get(at + 1);
        let inside = next.is_some_and(|&(next, its)| next != ' ' && !is_wide(next) && its == look);
        match runs.last_mut().filter(goes_on) {
            Some(run) if sign != ' ' || inside => run.text.push(sign),
            _ if sign == ' ' => apart = true,
            _ => {
                let text = sign.to_string();
                runs.push(Run {
                    column,
                    text,
                    wide,
                    look,
                });
                apart = false;
            }
        }
        column += if wide { 2 } else { 1 };
    }
    runs
}

/// The signs of a line and how each is written.
fn signs(line: &str) -> Vec<(char, Look)> {
    let mut look = Look::default();
    let mut parts = line.split("\x1b[");
    let mut signs: Vec<(char, Look)> = Vec::new();
    signs.extend(parts.next().unwrap().chars().map(|sign| (sign, look)));
    for part in parts {
        let (numbers, text) = part.split_once('m').unwrap();
        look.told(numbers);
        signs.extend(text.chars().map(|sign| (sign, look)));
    }
    signs
}

/// Whether a sign takes two columns: those of East Asia and their punctuation.
fn is_wide(sign: char) -> bool {
    matches!(sign, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
}
