//! What a workbook says once for all its sheets: which there are, how texts and numbers are stored, and the shared texts.

use std::collections::HashMap;

use super::names::Names;
use super::records::{self, Begin, BreaksOff, Record, Records, long, word};
use super::strings::{self, Pieces, Storage, Texts};
use crate::messages::message;
use crate::sources::encoding::Charset;
use crate::sources::workbook::formats::NumberFormat;
use crate::sources::workbook::marked::Marked;
use crate::sources::workbook::value::Sheet;
use crate::sources::{SourceError, encoding};

/// Versions of the records ([MS-XLS] 2.4.21). Programs that are no Excel leave it open.
const EXCEL_97: u16 = 0x0600;
const EXCEL_5: u16 = 0x0500;
const NO_VERSION: u16 = 0;
/// What a part of a stream holds.
const WORKSHEET: u16 = 0x0010;
/// Those that stand where a sheet may: modules, worksheets and dialogues, charts, macros.
const PARTS: [u16; 4] = [0x0006, WORKSHEET, 0x0020, 0x0040];

/// Kinds of records.
const FILE_PASS: u16 = 0x002f;
const CODE_PAGE: u16 = 0x0042;
const DATE_MODE: u16 = 0x0022;
const ENGINE: u16 = 0x01c1;
const FORMAT: u16 = 0x041e;
const STYLE: u16 = 0x00e0;
const BOUND_SHEET: u16 = 0x0085;
const SHARED: u16 = 0x00fc;
/// Cells whose texts are in a code page.
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
const STRING: u16 = 0x0207;

/// The code page that stands for UTF-16.
const UTF_16: u16 = 1200;
/// A worksheet that no workbook is around has no name; Excel would give it that of the file.
const NAMELESS: &str = "Sheet1";
/// How much text is judged to find out its code page.
const SAMPLE: usize = 64 << 10;

/// What is said once for all sheets.
pub(crate) struct Globals {
    pub(crate) storage: Storage,
    pub(crate) from_1904: bool,
    /// Whether the program that wrote the workbook has calculated it: from Excel 97 on it says with which version of its engine.
    pub(crate) calculated: bool,
    pub(crate) places: Vec<Place>,
    pub(crate) texts: Texts,
    /// The code page that was guessed, and why it is not certain.
    pub(crate) guess: Option<Guess>,
    /// What was added when faults were marked.
    pub(crate) marked: Marked,
    formats: Vec<NumberFormat>,
    /// The index of its format for each style.
    styles: Vec<usize>,
}

/// A code page that the workbook does not state, or states in a way that nobody knows.
pub(crate) struct Guess {
    pub(crate) unknown: Option<u16>,
    pub(crate) decision: encoding::Decision,
}

/// A sheet and the part of the stream that it is in.
pub(crate) struct Place {
    pub(crate) sheet: Sheet,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The records of the workbook that are needed, as they come.
#[derive(Default)]
struct Found<'a> {
    code_page: Option<u16>,
    from_1904: bool,
    has_engine: bool,
    formats: Vec<&'a [u8]>,
    styles: Vec<u16>,
    sheets: Vec<&'a [u8]>,
    texts: Texts,
    names: Names<'a>,
    /// Where the sheets begin.
    end: usize,
}

impl Globals {
    /// Reads the part of the stream that is about the workbook as a whole. Bytes are in the `declared` encoding, if there is one.
    pub(crate) fn parse(stream: &[u8], declared: Option<Charset>) -> Result<Globals, SourceError> {
        let begin = Begin::of(stream).ok_or_else(|| message!("source-not-workbook"))?;
        if ![EXCEL_97, EXCEL_5, NO_VERSION].contains(&begin.version) {
            return Err(message!("source-old-workbook"));
        }
        let found = Found::parse(stream)?;
        let (storage, guess) = match begin.version {
            EXCEL_97 => (Storage::Unicode, None),
            _ => storage(stream, found.code_page, declared),
        };
        let places = match begin.kind {
            // a worksheet alone, as simple programs write it
            WORKSHEET => vec![Place::alone(stream)],
            _ => places(&found, stream, storage)?,
        };
        let (formats, styles) = formats(&found, storage);
        // names of older workbooks are none of ours
        let marked = match storage {
            Storage::Unicode => {
                let sheets = places.iter().map(|place: &Place| place.sheet.name.as_str());
                found.names.marked(&sheets.collect::<Vec<_>>())
            }
            Storage::Bytes(_) => Marked::default(),
        };
        Ok(Globals {
            storage,
            from_1904: found.from_1904,
            calculated: found.has_engine || storage != Storage::Unicode,
            places,
            texts: found.texts,
            guess,
            marked,
            formats,
            styles,
        })
    }

    /// The number format of a style; a style that is not there shows numbers as they are.
    pub(crate) fn format(&self, style: u16) -> &NumberFormat {
        let format = self.styles.get(usize::from(style));
        &self.formats[format.copied().unwrap_or_default()]
    }
}

impl<'a> Found<'a> {
    fn parse(stream: &'a [u8]) -> Result<Found<'a>, SourceError> {
        let mut found = Found::default();
        let mut records = Records::of(stream);
        while let Some(record) = records.next().map_err(|BreaksOff| breaks_off())? {
            found.record(record, &mut records)?;
        }
        found.end = stream.len() - records.rest().len();
        Ok(found)
    }

    fn record(&mut self, record: Record<'a>, records: &mut Records<'a>) -> Result<(), SourceError> {
        let data = record.data;
        match record.kind {
            // whatever the method is, and before anything of it is read
            FILE_PASS => return Err(message!("source-encrypted")),
            CODE_PAGE => self.code_page = word(data, 0),
            DATE_MODE => self.from_1904 = word(data, 0) == Some(1),
            ENGINE => self.has_engine = long(data, 4).is_some_and(|version| version != 0),
            FORMAT => self.formats.push(data),
            STYLE => self.styles.push(word(data, 2).unwrap_or_default()),
            BOUND_SHEET => self.sheets.push(data),
            SHARED => {
                let texts = Texts::shared(records.with_continued(record));
                self.texts = texts.map_err(|_| message!("source-shared-texts-damaged"))?;
            }
            _ => self.names.record(record),
        }
        Ok(())
    }
}

impl Place {
    /// Whether there is a part where it is said to be; modules may have none.
    fn exists(&self) -> bool {
        self.end > self.start
    }

    fn alone(stream: &[u8]) -> Place {
        Place {
            sheet: Sheet {
                name: NAMELESS.to_owned(),
                cells: true,
                visible: true,
            },
            start: 0,
            end: stream.len(),
        }
    }
}

fn breaks_off() -> SourceError {
    message!("source-workbook-breaks-off")
}

/// The sheets and where they are. Each ends where another begins, so that none is read as a part of another and all together
/// cost no more than the stream is long.
fn places(found: &Found, stream: &[u8], storage: Storage) -> Result<Vec<Place>, SourceError> {
    let mut places = Vec::new();
    for data in &found.sheets {
        places.push(place(data, stream, storage)?);
    }
    let existing = places.iter().filter(|place| place.exists());
    let mut starts: Vec<usize> = existing.map(|place| place.start).collect();
    starts.sort_unstable();
    if let Some(twice) = starts.windows(2).find(|pair| pair[0] == pair[1]) {
        let last = places.iter().rfind(|place| place.start == twice[0]);
        return Err(missing(last.map_or("", |place| &place.sheet.name)));
    }
    for place in places.iter_mut().filter(|place| place.exists()) {
        let next = starts.partition_point(|&start| start <= place.start);
        place.end = starts.get(next).copied().unwrap_or(stream.len());
    }
    let parts = records::parts(stream, found.end).filter(|(_, begin)| begin.kind == WORKSHEET);
    for (start, _) in parts {
        if starts.binary_search(&start).is_err() {
            return Err(message!("source-sheet-unlisted"));
        }
    }
    Ok(places)
}

fn place(data: &[u8], stream: &[u8], storage: Storage) -> Result<Place, SourceError> {
    let damaged = || message!("source-unreadable-workbook");
    let start = long(data, 0).ok_or_else(damaged)? as usize;
    let (head, name) = data.split_at_checked(6).ok_or_else(damaged)?;
    let name = strings::short(name, storage).map_err(|_| damaged())?;
    let begin = stream.get(start..).and_then(Begin::of);
    let known = begin.is_some_and(|begin| PARTS.contains(&begin.kind));
    if head[5] % 16 == 0 && !known {
        return Err(missing(&name));
    }
    Ok(Place {
        sheet: Sheet {
            name,
            // what is there counts, not what was announced
            cells: begin.is_some_and(|begin| begin.kind == WORKSHEET),
            visible: head[4] % 4 == 0,
        },
        start,
        end: if begin.is_some() { stream.len() } else { start },
    })
}

fn missing(name: &str) -> SourceError {
    message!("source-sheet-missing", sheet = name)
}

/// The formats, the first of which shows numbers as they are, and the index of its format for each style.
fn formats(found: &Found, storage: Storage) -> (Vec<NumberFormat>, Vec<usize>) {
    let written: HashMap<u16, NumberFormat> = found
        .formats
        .iter()
        .filter_map(|data| {
            let code = format_code(data, storage)?;
            Some((word(data, 0)?, NumberFormat::parse(&code)))
        })
        .collect();
    let mut formats = vec![NumberFormat::Number];
    let mut places = HashMap::new();
    let styles = found.styles.iter().map(|id| {
        *places.entry(*id).or_insert_with(|| {
            let written = written.get(id).cloned();
            formats.push(written.unwrap_or_else(|| NumberFormat::built_in((*id).into())));
            formats.len() - 1
        })
    });
    let styles = styles.collect();
    (formats, styles)
}

fn format_code(data: &[u8], storage: Storage) -> Option<String> {
    let code = data.get(2..)?;
    match storage {
        Storage::Bytes(_) => strings::short(code, storage).ok(),
        Storage::Unicode => {
            let mut out = String::new();
            let mut pieces = Pieces::new(vec![code]);
            pieces.text(&mut out, storage).ok()?;
            Some(out)
        }
    }
}

/// How texts are stored before Excel 97: in the code page that is declared, that the workbook states, or that its texts make
/// likely.
fn storage(
    stream: &[u8],
    stated: Option<u16>,
    declared: Option<Charset>,
) -> (Storage, Option<Guess>) {
    if let Some(known) = declared.or_else(|| strings::code_page(stated?).map(Charset::from)) {
        return (Storage::Bytes(known), None);
    }
    let start = encoding::Part {
        bytes: sample(stream),
        to_end: true,
    };
    let decision = encoding::detect(&encoding::Sample { start, later: None }, &|_| 0);
    let guess = Guess {
        // a program that writes no code page at all is not worth a word if the text is plain
        unknown: stated.filter(|page| *page != UTF_16),
        decision,
    };
    let told = (!decision.ascii).then_some(guess);
    (Storage::Bytes(decision.encoding), told)
}

/// The texts of cells in the whole stream, one line each, up to as much as is judged.
fn sample(stream: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = stream;
    while let Some((record, behind)) = records::split(rest).filter(|_| bytes.len() < SAMPLE) {
        let text = match record.kind {
            LABEL | RICH_LABEL => record.data.get(8..),
            STRING => record.data.get(2..),
            _ => None,
        };
        if let Some(text) = text {
            bytes.extend(text);
            bytes.push(b'\n');
        }
        rest = behind;
    }
    bytes
}
