//! Delimited text.

mod blocks;
pub(in crate::sources) mod decode;
mod dialect;
mod mixed;
mod split;

use std::collections::BTreeSet;
use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8};

pub(crate) use self::blocks::{Block, Blocks};
use self::blocks::{Sizes, dos_end};
use self::decode::{PageReader, Transcoder, splits_undecoded};
use self::dialect::{Dialect, Written};
use self::mixed::decode_lines;
use self::split::Kind;
use super::budget::Budget;
use super::encoding::{self, Charset, Decision, Sample};
use super::layout::{self, PREVIEW, Preview};
use super::workbook::MOST_COLUMNS;
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError, unreadable};
use crate::blank::is_empty;
use crate::messages::message;

/// Opens a text, of which a sample was taken, and finds its header.
pub(crate) fn open(
    mut source: Box<dyn Read + Send>,
    sample: &Sample,
    settings: &Settings,
    budget: &Budget,
) -> Result<Opened, SourceError> {
    let start = &sample.start;
    let knows = |text: &str| known(text, settings);
    let decision = match settings.encoding {
        Some(charset) => {
            let declared = Decision::declared(charset, start)?;
            if let Some(error) = encoding::refuted(charset, sample, &knows) {
                return Err(error);
            }
            declared
        }
        None => encoding::detect(sample, &knows),
    };
    if let Some(name) = encoding::seven_bits(start) {
        return Err(message!("source-encoding-of-mail", encoding = name));
    }
    let bytes = &start.bytes[decision.bom..];
    let text = match decision.encoding {
        Charset::Standard(encoding) if encoding.is_ascii_compatible() => {
            decode_lines(bytes, encoding).text.into_owned()
        }
        other => other.decode(bytes, true),
    };
    // the last line of a sample is cut
    let text = match text.rfind(['\n', '\r']) {
        Some(end) if !sample.start.to_end => &text[..=end],
        _ => &text[..dos_end(text.as_bytes()).unwrap_or(text.len())],
    };
    if is_empty(text) {
        return Err(message!("source-empty"));
    }
    if is_binary(text) {
        return Err(message!("source-binary"));
    }
    let declared = dialect::declared_delimiter(text);
    let Written { delimiter, quote } = dialect::written(text, settings, declared);
    let preview = preview(
        text,
        Written { delimiter, quote },
        declared.is_some(),
        sample.start.to_end,
    );
    // where the sample ends, a quote may be open, or a line go on
    let cut = !sample.start.to_end && (preview.is_err() || !text.ends_with(['\n', '\r']));
    if cut {
        return Err(message!("source-long-header"));
    }
    let Preamble { preview, broken } = preview?;
    let heading = layout::find(&preview, settings)?;
    if let Some(row) = broken.filter(|_| heading.fields == 0) {
        return Err(message!("source-unclosed-quote", row = row));
    }
    let (count, most) = (heading.columns.len(), MOST_COLUMNS as usize);
    if count > most {
        return Err(message!(
            "source-too-many-columns",
            count = count,
            most = most
        ));
    }
    let mut decisions = vec![decision.message()];
    decisions.extend(dialect::decisions(text, delimiter, quote, declared));
    io::copy(
        &mut source.by_ref().take(decision.bom as u64),
        &mut io::sink(),
    )
    .map_err(|e| unreadable(&e))?;
    let (source, encoding) = splittable(source, decision.encoding, delimiter);
    let dialect = Dialect {
        encoding,
        delimiter,
        quote,
        heading: heading.taken as u64 + u64::from(declared.is_some()),
    };
    let width = heading.columns.len() + settings.beyond;
    let sizes = Sizes::of_width(width);
    Ok(Opened {
        heading,
        form: Form {
            doubts: decision.doubt().into_iter().collect(),
            encoding: Some(decision.encoding.name().to_owned()),
            decisions,
            ..Form::default()
        },
        body: Body::Csv(Blocks::new(source, dialect, sizes).within(width, budget)),
        chunks: 0,
    })
}

/// A source whose record boundaries can be found in its bytes, and what these are in.
fn splittable(
    source: Box<dyn Read + Send>,
    charset: Charset,
    delimiter: u8,
) -> (Box<dyn Read + Send>, &'static Encoding) {
    match charset {
        Charset::Standard(encoding) if splits_undecoded(encoding, delimiter) => (source, encoding),
        Charset::Standard(encoding) => (Box::new(Transcoder::new(source, encoding)), UTF_8),
        Charset::Dos(page) => (Box::new(PageReader::new(source, page)), UTF_8),
    }
}

impl Blocks {
    /// The next part of the file.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        let Some(block) = self.next_block()? else {
            return Ok(None);
        };
        self.count(&block)?;
        Ok(Some(Chunk {
            last: block.last,
            number: 0,
            part: Part::Bytes(block),
        }))
    }
}

/// How many fields of the dictionary the first lines name, whatever their delimiter.
fn known(text: &str, settings: &Settings) -> usize {
    let lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
    let cells = lines
        .take(PREVIEW)
        .flat_map(|line| line.split([',', ';', '\t', '|']));
    let fields = cells.filter_map(|cell| (settings.field)(cell.trim_matches(['"', '=', '\''])));
    fields.collect::<BTreeSet<_>>().len()
}

/// So many stray control characters make no text binary, however short it is.
const FEW: usize = 3;

/// Whether a text has more control characters than stray ones. NUL is no such character: some systems fill cells up with it.
fn is_binary(text: &str) -> bool {
    let control = |c: &char| c.is_ascii_control() && !matches!(c, '\0' | '\t' | '\n' | '\r');
    let (mut controls, mut nuls, mut all) = (0, 0, 0);
    for c in text.chars() {
        controls += usize::from(control(&c));
        nuls += usize::from(c == '\0');
        all += 1;
    }
    controls > FEW && controls * 50 > all || nuls * 2 > all
}

/// The first records.
struct Preamble {
    preview: Preview,
    /// The row of the first, where that cannot be split.
    broken: Option<u64>,
}

/// Reads the first records. One that cannot be split is a title with an odd quote, as long as the header is below it. Where
/// `text` does not go `to_end`, it may be a long one that can: then the records end before it.
fn preview(
    text: &str,
    written: Written,
    declared: bool,
    to_end: bool,
) -> Result<Preamble, SourceError> {
    let mut preamble = Preamble {
        preview: Preview::default(),
        broken: None,
    };
    let rows = &mut preamble.preview.rows;
    let mut splitter = written.split(text);
    let mut cells = Vec::new();
    if declared {
        splitter.next_record(&mut cells);
    }
    while rows.len() < PREVIEW {
        cells.clear();
        let Some(record) = splitter.next_record(&mut cells) else {
            break;
        };
        if let Kind::Refused(_) = record.kind {
            if !to_end && rows.is_empty() {
                return Err(message!("source-unclosed-quote", row = record.line));
            } else if !to_end {
                break;
            }
            if rows.is_empty() {
                preamble.broken = Some(record.line);
            }
            let text = text[record.start..record.end].trim_end().to_owned();
            rows.push((record.line, vec![text]));
            continue;
        }
        let cells = cells.iter().map(|&cell| splitter.cell(cell).to_owned());
        rows.push((record.line, cells.collect()));
    }
    Ok(preamble)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Cursor;
    use std::path::Path;

    use encoding_rs::{BIG5, GBK, UTF_16LE, WINDOWS_1252};
    use serde_json::Value;

    use super::*;
    use crate::sources::batch::{Aside, Batch};
    use crate::sources::encoding::Part;

    /// Reads a file whose dictionary has these fields.
    fn read(bytes: &[u8], fields: &[&str]) -> Result<(Opened, Batch<'static>), SourceError> {
        read_as(None, bytes, fields)
    }

    fn read_as(
        encoding: Option<&'static Encoding>,
        bytes: &[u8],
        fields: &[&str],
    ) -> Result<(Opened, Batch<'static>), SourceError> {
        let field = |heading: &str| fields.iter().position(|f| *f == heading);
        let settings = Settings {
            encoding: encoding.map(Charset::from),
            ..Settings::new(&field)
        };
        let sample = Sample {
            start: Part {
                bytes: bytes.to_vec(),
                to_end: true,
            },
            later: None,
        };
        let mut opened = open(
            Box::new(Cursor::new(bytes.to_vec())),
            &sample,
            &settings,
            &Budget::default(),
        )?;
        let Body::Csv(blocks) = &mut opened.body else {
            panic!("no workbook");
        };
        let block = blocks.next_block()?;
        let width = opened.heading.columns.len();
        let batch = block.map_or(Batch::new(width), |block| block.parse(width).into_owned());
        assert!(blocks.next_block()?.is_none());
        Ok((opened, batch))
    }

    /// Header, and rows as (line, cells).
    fn table(bytes: &[u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
        let (opened, batch) = read(bytes, &[]).unwrap();
        let row = |row| (batch.line(row), batch.row(row).map(str::to_owned).collect());
        (opened.heading.columns, (0..batch.rows()).map(row).collect())
    }

    fn lines(bytes: &[u8]) -> Vec<u64> {
        table(bytes).1.into_iter().map(|row| row.0).collect()
    }

    #[test]
    fn the_spectrum_of_csv() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/csv-spectrum");
        let mut files = 0;
        for file in fs::read_dir(folder.join("csvs")).unwrap() {
            let csv = file.unwrap().path();
            let json = folder
                .join("json")
                .join(csv.file_stem().unwrap())
                .with_extension("json");
            // the suite has two phone numbers for one of its cells
            let json = fs::read_to_string(json)
                .unwrap()
                .replace("1234567890", "2095257564");
            let expected = match serde_json::from_str(&json).unwrap() {
                Value::Array(rows) => rows,
                row => vec![row],
            };
            // a lone character of two bytes would be taken for one of GBK
            let bytes = fs::read(&csv).unwrap();
            let (opened, batch) = read_as(Some(UTF_8), &bytes, &[]).unwrap();
            assert!(
                batch.faulty.is_empty() && batch.refused.is_empty() && batch.damaged.is_empty()
            );
            let header = &opened.heading.columns;
            let object = |row| {
                let cells = batch.row(row).map(Value::from);
                Value::Object(header.iter().cloned().zip(cells).collect())
            };
            let found: Vec<Value> = (0..batch.rows()).map(object).collect();
            assert_eq!(found, expected, "{}", csv.display());
            files += 1;
        }
        assert_eq!(files, 12);
    }

    #[test]
    fn line_ends_and_delimiters() {
        for (end, delimiter) in [("\n", ","), ("\r\n", ";"), ("\r", "\t"), ("\n", "|")] {
            let text = ["a,b", "1,2", "3,4"].join(end).replace(',', delimiter);
            let (header, rows) = table(text.as_bytes());
            assert_eq!(header, ["a", "b"], "{text:?}");
            let expected = [
                (2, vec!["1".into(), "2".into()]),
                (3, vec!["3".into(), "4".into()]),
            ];
            assert_eq!(rows, expected, "{text:?}");
        }
    }

    #[test]
    fn the_first_line_may_name_the_delimiter() {
        let (opened, batch) = read(b"sep=|\na|b\n1,0|2\n", &["a,b"]).unwrap();
        assert_eq!(
            (opened.heading.columns, opened.heading.rows),
            (vec!["a".into(), "b".into()], Some((2, 2)))
        );
        assert_eq!((batch.line(0), batch.cell(0, 0)), (3, "1,0"));
    }

    #[test]
    fn physical_lines() {
        let text = "\u{feff}a,b\n\n1,\"x\ny\"\n\n2,z\r\n3,\"q\"\"q\"";
        assert_eq!(lines(text.as_bytes()), [3, 6, 7]);
        assert_eq!(lines(b"k,a\r1,\"x\ny\"\r2,z\r"), [2, 4]);
        assert_eq!(lines(b"k,a\n1,x\r2,y\n3,z\n"), [2, 3, 4]);
    }

    #[test]
    fn blank_lines_and_what_is_above_the_header() {
        let text = b"\ntitle\n\nk,a\n1,x\n\n2,y\n\n";
        let (opened, batch) = read(text, &["k", "a"]).unwrap();
        let above = [(1, Aside::Blank), (2, Aside::Title), (3, Aside::Blank)];
        assert_eq!(opened.heading.around, above);
        assert_eq!(batch.aside, [(6, Aside::Blank), (8, Aside::Blank)]);
        assert_eq!(batch.rows(), 2);
    }

    #[test]
    fn encodings_by_their_mark() {
        let text = "订单,客户\n1,\"甲\n乙\"\n2,丙\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, name) in [
            ([b"\xff\xfe", &little[..]].concat(), "UTF-16LE"),
            ([b"\xfe\xff", &big[..]].concat(), "UTF-16BE"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
            (text.as_bytes().to_vec(), "UTF-8"),
        ] {
            assert_eq!(
                read(&bytes, &[]).unwrap().0.form.encoding.as_deref(),
                Some(name)
            );
            let (header, rows) = table(&bytes);
            assert_eq!(header, ["订单", "客户"]);
            assert_eq!(rows[0], (2, vec!["1".to_owned(), "甲\n乙".to_owned()]));
            assert_eq!(rows[1].0, 4);
        }
        let (opened, batch) = read(&little, &["订单", "客户"]).unwrap();
        assert_eq!(opened.form.encoding.as_deref(), Some("UTF-16LE"));
        assert_eq!(batch.cell(1, 1), "丙");
    }

    #[test]
    fn declared_encodings() {
        for (encoding, word) in [
            (GBK, "訂單銷售"),
            (BIG5, "訂單銷售"),
            (WINDOWS_1252, "Größe"),
        ] {
            for delimiter in ["|", ","] {
                let text = format!("k,a\n1,{word}\n2,\"{word}\n\"\n").replace(',', delimiter);
                let bytes = encoding.encode(&text).0;
                let (opened, batch) = read_as(Some(encoding), &bytes, &["k"]).unwrap();
                assert_eq!(opened.form.encoding.as_deref(), Some(encoding.name()));
                assert_eq!((batch.cell(0, 1), batch.line(1)), (word, 3));
                assert!(batch.damaged.is_empty());
            }
        }
        // the second byte of this character is a `|`, and a quote that opens nothing follows it
        let bytes = b"k|a\n1|\x81|\"x\n2|y\n";
        let (_, batch) = read_as(Some(GBK), bytes, &["k"]).unwrap();
        assert_eq!((batch.cell(0, 1), batch.cell(1, 1)), ("亅\"x", "y"));
        let (_, batch) = read_as(Some(WINDOWS_1252), b"k,a\n1,\x81\n2,\x80\n", &["k"]).unwrap();
        assert_eq!(batch.cell(1, 1), "€");
        let error = read_as(Some(UTF_16LE), b"\xef\xbb\xbfk,a\n", &["k"])
            .err()
            .unwrap();
        assert_eq!(error.key, "source-encoding-contradicted");
    }

    #[test]
    fn what_is_no_text() {
        let image: Vec<u8> = (0..4000u32).map(|i| (i * i % 251) as u8).collect();
        let key = |bytes: &[u8]| read(bytes, &[]).err().map(|message| message.key);
        assert_eq!(key(&image), Some("source-binary"));
        assert_eq!(key(&[0; 100]), Some("source-binary"));
        assert_eq!(key(b""), Some("source-empty"));
        assert_eq!(key(b"\xef\xbb\xbf\n \r\n"), Some("source-empty"));
        assert_eq!(key(b"\"a,b\n1,2\n"), Some("source-unclosed-quote"));
        assert_eq!(key(b"a,b\n1,x\0\0\0\0\0\n2,y\0\0\0\0\n"), None);
    }

    #[test]
    fn a_title_with_an_odd_quote() {
        let text = b"\"Orders of May\nk,a\n1,x\n2,\"y\n";
        let (opened, batch) = read(text, &["k"]).unwrap();
        assert_eq!(opened.heading.columns, ["k", "a"]);
        assert_eq!(opened.heading.around, [(1, Aside::Title)]);
        assert_eq!((batch.cell(0, 1), batch.rows()), ("x", 1));
        assert_eq!(batch.refused[0].line, 4);
    }

    #[test]
    fn the_end_of_a_text_of_dos() {
        for end in [
            "\u{1a}",
            "\r\n\u{1a}",
            "\r\n\u{1a}\r\n",
            "\r\n\u{1a}\u{1a}\0\0",
        ] {
            let (_, batch) = read(format!("k,a\r\n1,x{end}").as_bytes(), &["k"]).unwrap();
            assert_eq!((batch.rows(), batch.cell(0, 1)), (1, "x"), "{end:?}");
            assert!(batch.met.dos_end && batch.faulty.is_empty(), "{end:?}");
        }
        // within a text it is a character
        let (_, batch) = read(b"k,a\n1,x\x1ay\n", &["k"]).unwrap();
        assert_eq!(batch.cell(0, 1), "x\u{1a}y");
        assert!(!batch.met.dos_end);
    }

    #[test]
    fn byte_order_marks_of_appended_files() {
        let text = "\u{feff}\u{feff}k,a\n1,x\n\u{feff}\"2\",\"y\nz\"\n\u{feff}\n3,\u{feff}\n";
        let (opened, batch) = read(text.as_bytes(), &["k", "a"]).unwrap();
        assert_eq!(opened.heading.columns, ["k", "a"]);
        let cells: Vec<&str> = batch.column(0).collect();
        assert_eq!((cells, batch.cell(1, 1)), (vec!["1", "2", "3"], "y\nz"));
        assert_eq!(batch.met.appended, 2);
    }

    #[test]
    fn cells_quoted_by_single_quotes() {
        let text = b"'k','a'\n'1','x, y'\n'2','it''s'\n";
        let (opened, batch) = read(text, &["k", "a"]).unwrap();
        assert_eq!(opened.heading.columns, ["k", "a"]);
        assert_eq!((batch.cell(0, 1), batch.cell(1, 1)), ("x, y", "it's"));
        assert!(
            opened
                .form
                .decisions
                .iter()
                .any(|d| d.key == "decision-quote")
        );
    }

    /// Rows are as wide as the header, so a wide one must not make short rows cost much.
    #[test]
    fn blocks_are_small_below_a_wide_header() {
        for width in [1, 100, 20_000, 1_000_000, usize::MAX] {
            let Sizes { block, last, .. } = Sizes::of_width(width);
            assert!(
                (block + last).div_ceil(2).saturating_mul(width) <= 36 << 20 || block + last <= 2
            );
        }
        assert_eq!(Sizes::of_width(30).block, Sizes::default().block);
    }

    /// The header is looked for above a record that cannot be split.
    #[test]
    fn a_broken_record_below_the_header() {
        let (opened, batch) = read(b"k,a\n1,\"x\n2,y\n", &["k"]).unwrap();
        assert_eq!(opened.heading.columns, ["k", "a"]);
        assert_eq!((batch.refused[0].line, batch.line(0)), (2, 3));
    }

    #[test]
    fn a_header_may_be_all_there_is() {
        let (opened, batch) = read(b"k,a", &["k"]).unwrap();
        assert_eq!((opened.heading.columns.len(), batch.rows()), (2, 0));
    }
}
