//! Delimited text.

mod blocks;
pub(in crate::sources) mod decode;
mod split;

use std::collections::BTreeSet;
use std::io::{self, Read};

use encoding_rs::UTF_8;

pub(crate) use self::blocks::{Block, Blocks};
use self::blocks::{Dialect, Sizes};
use self::decode::{Transcoder, decode, splits_undecoded};
use self::split::{Kind, Splitter};
use super::encoding::{self, Decision, Sample};
use super::layout::{self, PREVIEW, Preview};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError, unreadable};
use crate::messages::message;

const DELIMITERS: [u8; 4] = *b",;\t|";

/// Opens a text, of which a sample was taken, and finds its header.
pub(crate) fn open(
    mut source: Box<dyn Read + Send>,
    sample: &Sample,
    settings: &Settings,
) -> Result<Opened, SourceError> {
    let start = &sample.start.bytes;
    let decision = match settings.encoding {
        Some(encoding) => Decision::declared(encoding, start)?,
        None => encoding::detect(sample, &|text| known(text, settings)),
    };
    let encoding = decision.encoding;
    let (text, _) = decode(&start[decision.bom..], encoding);
    // the last line of a sample is cut
    let text = match text.rfind(['\n', '\r']) {
        Some(end) if !sample.start.to_end => &text[..=end],
        _ => &text,
    };
    if text.trim().is_empty() {
        return Err(message!("source-empty"));
    }
    if is_binary(text) {
        return Err(message!("source-binary"));
    }
    let declared = declared_delimiter(text);
    let delimiter = settings
        .delimiter
        .or(declared)
        .unwrap_or_else(|| delimiter(text, settings));
    let preview = preview(text, delimiter, declared.is_some());
    // where the sample ends, a quote may be open, or a line go on
    let cut = !sample.start.to_end && (preview.is_err() || !text.ends_with(['\n', '\r']));
    if cut {
        return Err(message!("source-long-header"));
    }
    let preview = preview?;
    let heading = layout::find(&preview, settings)?;
    let mut decisions = vec![
        decision.message(),
        message!("decision-delimiter", delimiter = delimiter_name(delimiter)),
        message!("decision-line-end", line_end = line_end(text)),
    ];
    if declared.is_some() {
        decisions.push(message!("decision-delimiter-line"));
    }
    let mut dialect = Dialect {
        encoding,
        delimiter,
        heading: heading.taken as u64 + u64::from(declared.is_some()),
    };
    io::copy(
        &mut source.by_ref().take(decision.bom as u64),
        &mut io::sink(),
    )
    .map_err(|e| unreadable(&e))?;
    if !splits_undecoded(encoding, delimiter) {
        source = Box::new(Transcoder::new(source, encoding));
        dialect.encoding = UTF_8;
    }
    Ok(Opened {
        heading,
        form: Form {
            doubts: decision.doubt().into_iter().collect(),
            encoding: Some(encoding::name(encoding).to_owned()),
            decisions,
            ..Form::default()
        },
        body: Body::Csv(Blocks::new(source, dialect, Sizes::default())),
        chunks: 0,
    })
}

impl Blocks {
    /// The next part of the file.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        Ok(self.next_block()?.map(|block| Chunk {
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
    let fields = cells.filter_map(|cell| (settings.field)(cell.trim_matches('"')));
    fields.collect::<BTreeSet<_>>().len()
}

/// Whether a text has more control characters than stray ones. NUL is no such character: some systems fill cells up with it.
fn is_binary(text: &str) -> bool {
    let control = |c: &char| c.is_ascii_control() && !matches!(c, '\0' | '\t' | '\n' | '\r');
    let (mut controls, mut nuls, mut all) = (0, 0, 0);
    for c in text.chars() {
        controls += usize::from(control(&c));
        nuls += usize::from(c == '\0');
        all += 1;
    }
    controls * 50 > all || nuls * 2 > all
}

/// The delimiter of a first line `sep=;`, as Excel reads and some systems write it.
fn declared_delimiter(text: &str) -> Option<u8> {
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

/// The first records. They end before one that cannot be split, for the header cannot be below it.
fn preview(text: &str, delimiter: u8, declared: bool) -> Result<Preview, SourceError> {
    let mut preview = Preview::default();
    let mut splitter = Splitter::new(text, delimiter, 1, 1);
    let mut cells = Vec::new();
    if declared {
        splitter.next_record(&mut cells);
    }
    while preview.rows.len() < PREVIEW {
        cells.clear();
        let Some(record) = splitter.next_record(&mut cells) else {
            break;
        };
        if let Kind::Refused(_) = record.kind {
            if preview.rows.is_empty() {
                return Err(message!("source-unclosed-quote", row = record.line));
            }
            break;
        }
        let cells = cells.iter().map(|&cell| splitter.cell(cell).to_owned());
        preview.rows.push((record.line, cells.collect()));
    }
    Ok(preview)
}

/// What ends the first line outside quotes.
fn line_end(text: &str) -> &'static str {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
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
fn delimiter(text: &str, settings: &Settings) -> u8 {
    let score = |delimiter: u8| {
        let mut splitter = Splitter::new(text, delimiter, 1, 1);
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
    use std::fs;
    use std::io::Cursor;
    use std::path::Path;

    use encoding_rs::{BIG5, Encoding, GBK, UTF_16LE, WINDOWS_1252};
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
            encoding,
            ..Settings::new(&field)
        };
        let sample = Sample {
            start: Part {
                bytes: bytes.to_vec(),
                to_end: true,
            },
            later: None,
        };
        let mut opened = open(Box::new(Cursor::new(bytes.to_vec())), &sample, &settings)?;
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
    fn the_delimiter_is_that_of_the_table() {
        let delimiter_of = |text: &str, fields: &[&str]| {
            let field = |heading: &str| fields.iter().position(|f| *f == heading);
            let settings = Settings::new(&field);
            char::from(delimiter(text, &settings))
        };
        assert_eq!(delimiter_of("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", &[]), ';');
        assert_eq!(delimiter_of("销售订单\n\na;b\n1;2\n1;2\n1;2\n", &[]), ';');
        assert_eq!(
            delimiter_of("a,b;c\nx,y,z\nx,y,z\nx,y,z\n", &["a,b", "c"]),
            ';'
        );
        assert_eq!(delimiter_of("a\n1\n", &["a"]), ',');
        let (opened, batch) = read(b"sep=|\na|b\n1,0|2\n", &["a,b"]).unwrap();
        assert_eq!(
            (opened.heading.columns, opened.heading.rows),
            (vec!["a".into(), "b".into()], Some((2, 2)))
        );
        assert_eq!((batch.line(0), batch.cell(0, 0)), (3, "1,0"));
        assert_eq!(declared_delimiter("\"sep=\t\"\r\nx"), Some(b'\t'));
        assert_eq!(declared_delimiter("sep=x\n"), None);
        assert_eq!(declared_delimiter("sep=;;\n"), None);
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
