//! How a text is written: what stands between its cells and around them, what ends its lines.

use encoding_rs::Encoding;

use super::super::Settings;
use super::super::layout::PREVIEW;
use super::split::{Kind, Splitter};
use crate::messages::{Message, message};

const DELIMITERS: [u8; 4] = *b",;\t|";

/// What all blocks of a file have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    pub(crate) encoding: &'static Encoding,
    pub(crate) delimiter: u8,
    pub(crate) quote: u8,
    /// So many records from the start of the file are not of its body.
    pub(crate) heading: u64,
}

/// What stands between cells and around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) delimiter: u8,
    pub(super) quote: u8,
}

impl Written {
    /// Splits a text from its first line on.
    pub(super) fn split(self, text: &str) -> Splitter<'_> {
        let splitter = Splitter::new(text, self.delimiter, 1, 1);
        splitter.quoted_by(self.quote).with_byte_order_marks(true)
    }
}

/// Finds out how the start of a file is written. `declared`: the delimiter that its first line names.
pub(super) fn written(text: &str, settings: &Settings, declared: Option<u8>) -> Written {
    let with = |quote: u8| Written {
        delimiter: (settings.delimiter.or(declared))
            .unwrap_or_else(|| delimiter(text, settings, quote)),
        quote,
    };
    let (usual, single) = (with(b'"'), || with(b'\''));
    // nearly all texts have none of these
    if !text.contains('\'') {
        return usual;
    }
    Some(single())
        .filter(|single| is_quoted_by(text, *single))
        .unwrap_or(usual)
}

/// Whether the cells of the first records are quoted like this, but for numbers; and for columns in which none is, and the
/// header.
fn is_quoted_by(text: &str, written: Written) -> bool {
    let mut splitter = written.split(text);
    let mut cells = Vec::new();
    // by column
    let (mut quoted, mut bare) = (vec![0; 0], vec![0; 0]);
    let mut otherwise = 0;
    for row in 0..PREVIEW {
        cells.clear();
        let Some(record) = splitter.next_record(&mut cells) else {
            break;
        };
        if record.stray || matches!(record.kind, Kind::Refused(_)) {
            return false;
        }
        let width = quoted.len().max(cells.len());
        quoted.resize(width, 0);
        bare.resize(width, 0);
        for (column, &(start, end)) in cells.iter().enumerate() {
            let before = (start as usize).checked_sub(1);
            let before = before.and_then(|at| text.as_bytes().get(at));
            let cell = splitter.cell((start, end));
            // what was unescaped was quoted
            if before == Some(&written.quote) || start as usize >= text.len() && start < end {
                quoted[column] += 1;
            } else if cell.starts_with('"') {
                otherwise += 1;
            } else if row > 0 && cell.chars().any(char::is_alphabetic) {
                bare[column] += 1;
            }
        }
    }
    let bare = quoted.iter().zip(&bare).filter(|(quoted, _)| **quoted > 0);
    let bare: usize = otherwise + bare.map(|(_, bare)| bare).sum::<usize>();
    let quoted: usize = quoted.iter().sum();
    quoted > 1 && quoted > 4 * bare
}

/// One sentence each, for the evidence.
pub(super) fn decisions(
    text: &str,
    delimiter: u8,
    quote: u8,
    declared: Option<u8>,
) -> impl Iterator<Item = Message> {
    let line_end = line_end(text, quote);
    [
        Some(message!(
            "decision-delimiter",
            delimiter = delimiter_name(delimiter)
        )),
        (quote != b'"').then(|| message!("decision-quote", quote = char::from(quote).to_string())),
        Some(message!("decision-line-end", line_end = line_end)),
        declared.map(|_| message!("decision-delimiter-line")),
    ]
    .into_iter()
    .flatten()
}

/// The delimiter of a first line `sep=;`, as Excel reads and some systems write it.
pub(super) fn declared_delimiter(text: &str) -> Option<u8> {
    let line = text.split(['\n', '\r']).next()?;
    let line = line
        .strip_prefix('"')
        .and_then(|l| l.strip_suffix('"'))
        .unwrap_or(line);
    match line.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter]
            if delimiter.is_ascii_punctuation() && *delimiter != b'"' || *delimiter == b'\t' =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

fn delimiter_name(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "TAB".to_owned(),
        other => char::from(other).to_string(),
    }
}

/// What ends the first line outside quotes.
fn line_end(text: &str, quote: u8) -> &'static str {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if byte == quote => quoted = !quoted,
            b'\n' if !quoted => return "LF",
            b'\r' if !quoted && text[at + 1..].starts_with('\n') => return "CRLF",
            b'\r' if !quoted => return "CR",
            _ => {}
        }
    }
    "LF"
}

/// The delimiter under which a record names most fields of the dictionary; or else most records have as many cells as the
/// first, or most have equally many.
fn delimiter(text: &str, settings: &Settings, quote: u8) -> u8 {
    let score = |delimiter: u8| {
        let mut splitter = Written { delimiter, quote }.split(text);
        let (mut counts, mut named, mut cells) = (Vec::new(), 0, Vec::new());
        while counts.len() < PREVIEW {
            cells.clear();
            let Some(record) = splitter.next_record(&mut cells) else {
                break;
            };
            if record.kind == Kind::Row {
                let known = cells
                    .iter()
                    .filter(|&&cell| (settings.field)(splitter.cell(cell)).is_some());
                named = named.max(known.count());
                counts.push(cells.len());
            }
        }
        let alike = |count: usize| counts.iter().filter(|&&n| n == count).count();
        let most = |count: usize| count > 1 && alike(count) * 2 > counts.len();
        let first = counts.first().copied().unwrap_or_default();
        let usual = counts
            .iter()
            .copied()
            .max_by_key(|&n| (alike(n), n))
            .unwrap_or_default();
        let cells = if most(first) { first } else { usual };
        (named, most(first), most(usual), cells)
    };
    // the first of equals: the order of DELIMITERS
    let candidates = DELIMITERS.into_iter().rev();
    candidates.max_by_key(|&d| score(d)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_that_of_the_table() {
        let delimiter_of = |text: &str, fields: &[&str]| {
            let field = |heading: &str| fields.iter().position(|f| *f == heading);
            let settings = Settings::new(&field);
            char::from(delimiter(text, &settings, b'"'))
        };
        assert_eq!(delimiter_of("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", &[]), ';');
        assert_eq!(delimiter_of("销售订单\n\na;b\n1;2\n1;2\n1;2\n", &[]), ';');
        assert_eq!(
            delimiter_of("a,b;c\nx,y,z\nx,y,z\nx,y,z\n", &["a,b", "c"]),
            ';'
        );
        assert_eq!(delimiter_of("a\n1\n", &["a"]), ',');
        assert_eq!(declared_delimiter("\"sep=\t\"\r\nx"), Some(b'\t'));
        assert_eq!(declared_delimiter("sep=x\n"), None);
        assert_eq!(declared_delimiter("sep=;;\n"), None);
    }

    #[test]
    fn single_quotes_are_quotes_where_all_cells_have_them() {
        let quote_of =
            |text: &str| char::from(written(text, &Settings::new(&|_| None), None).quote);
        for text in [
            "'no','name'\n'1','Ulm, Rhine'\n'2','it''s'\n",
            "'no';'sum'\n'A-1';5\n'A-2';7\n",
            // codes and the header have none
            "no,name,sum\nA-1,'a, b','1'\nA-2,'c','2'\n",
            "no,name\n1,'a,b'\n2,'c'\n3,'d'\n4,'e'\n5,'f'\n6,'g'\n7,'h'\n8,'i'\n9,'k'\n",
        ] {
            assert_eq!(quote_of(text), '\'', "{text:?}");
        }
        for text in [
            "no,name\n1,O'Hara\n2,'t Harde\n",
            "no,code\n1,'0071\n2,'0072\n",
            "no,name\n1,'a'\n2,b\n3,c\n",
            "no,note\n1,\"it's\"\n2,\"'x'\"\n",
            "no,note,name\n1,'x','y'\n2,'x',\"y\"\n",
            "no,note\nA-1,'x'\nA-2,y\nA-3,'x'\n",
        ] {
            assert_eq!(quote_of(text), '"', "{text:?}");
        }
        let Written { delimiter, .. } = written(
            "'a, b, c';'d'\n'1, 2, 3';'4'\n",
            &Settings::new(&|_| None),
            None,
        );
        assert_eq!(delimiter, b';');
    }
}
