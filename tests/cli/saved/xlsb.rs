//! Excel's binary workbook: the package of xlsx with records of BIFF12 instead of XML ([MS-XLSB]).

use super::package::{content_types, relations, zipped};
use super::{Book, Cell, Row, Sheet, Stored, Value, formats, style, texts};

/// Numbers of the records ([MS-XLSB] 2.3.2).
mod kind {
    pub(super) const ROW_HDR: u16 = 0;
    pub(super) const CELL_RK: u16 = 2;
    pub(super) const CELL_ERROR: u16 = 3;
    pub(super) const CELL_BOOL: u16 = 4;
    pub(super) const CELL_REAL: u16 = 5;
    pub(super) const CELL_ISST: u16 = 7;
    pub(super) const FMLA_STRING: u16 = 8;
    pub(super) const FMLA_NUM: u16 = 9;
    pub(super) const FMLA_BOOL: u16 = 10;
    pub(super) const FMLA_ERROR: u16 = 11;
    pub(super) const SST_ITEM: u16 = 19;
    pub(super) const NAME: u16 = 39;
    pub(super) const FONT: u16 = 43;
    pub(super) const FMT: u16 = 44;
    pub(super) const FILL: u16 = 45;
    pub(super) const BORDER: u16 = 46;
    pub(super) const XF: u16 = 47;
    pub(super) const BEGIN_SHEET: u16 = 129;
    pub(super) const END_SHEET: u16 = 130;
    pub(super) const BEGIN_BOOK: u16 = 131;
    pub(super) const END_BOOK: u16 = 132;
    pub(super) const BEGIN_BUNDLE_SHS: u16 = 143;
    pub(super) const END_BUNDLE_SHS: u16 = 144;
    pub(super) const BEGIN_SHEET_DATA: u16 = 145;
    pub(super) const END_SHEET_DATA: u16 = 146;
    pub(super) const WS_DIM: u16 = 148;
    pub(super) const WB_PROP: u16 = 153;
    pub(super) const BUNDLE_SH: u16 = 156;
    pub(super) const BEGIN_SST: u16 = 159;
    pub(super) const END_SST: u16 = 160;
    pub(super) const MERGE_CELL: u16 = 176;
    pub(super) const BEGIN_MERGE_CELLS: u16 = 177;
    pub(super) const END_MERGE_CELLS: u16 = 178;
    pub(super) const BEGIN_STYLE_SHEET: u16 = 278;
    pub(super) const END_STYLE_SHEET: u16 = 279;
    pub(super) const BEGIN_EXTERNALS: u16 = 353;
    pub(super) const END_EXTERNALS: u16 = 354;
    pub(super) const SUP_SELF: u16 = 357;
    pub(super) const EXTERN_SHEET: u16 = 362;
    pub(super) const BEGIN_FILLS: u16 = 603;
    pub(super) const END_FILLS: u16 = 604;
    pub(super) const BEGIN_FONTS: u16 = 611;
    pub(super) const END_FONTS: u16 = 612;
    pub(super) const BEGIN_BORDERS: u16 = 613;
    pub(super) const END_BORDERS: u16 = 614;
    pub(super) const BEGIN_FMTS: u16 = 615;
    pub(super) const END_FMTS: u16 = 616;
    pub(super) const BEGIN_CELL_XFS: u16 = 617;
    pub(super) const END_CELL_XFS: u16 = 618;
    pub(super) const BEGIN_CELL_STYLE_XFS: u16 = 626;
    pub(super) const END_CELL_STYLE_XFS: u16 = 627;
}

pub(crate) fn save(book: &Book) -> Vec<u8> {
    written(book, false, &[])
}

/// Days count from 1904.
pub(crate) fn save_1904(book: &Book) -> Vec<u8> {
    written(book, true, &[])
}

/// Hidden names stand for the first cells of columns: each with the number of its sheet and of the column, from 0.
pub(crate) fn save_named(book: &Book, names: &[(&str, usize, usize)]) -> Vec<u8> {
    written(book, false, names)
}

fn written(book: &Book, from_1904: bool, names: &[(&str, usize, usize)]) -> Vec<u8> {
    let (formats, texts) = (formats(book), texts(book));
    let sheets: Vec<String> = (1..=book.sheets.len())
        .map(|number| format!("worksheets/sheet{number}.bin"))
        .collect();
    let mut types = vec![(
        "xl/workbook.bin".to_owned(),
        "vnd.ms-excel.sheet.binary.macroEnabled.main",
    )];
    let mut ours = Vec::new();
    for (number, part) in (1..).zip(&sheets) {
        types.push((format!("xl/{part}"), "vnd.ms-excel.worksheet"));
        ours.push((format!("rId{number}"), "worksheet", part.clone()));
    }
    for (id, kind, part, full) in [
        ("rIdStyles", "styles", "styles.bin", "vnd.ms-excel.styles"),
        (
            "rIdTexts",
            "sharedStrings",
            "sharedStrings.bin",
            "vnd.ms-excel.sharedStrings",
        ),
    ] {
        types.push((format!("xl/{part}"), full));
        ours.push((id.to_owned(), kind, part.to_owned()));
    }
    let root = (
        "rId1".to_owned(),
        "officeDocument",
        "xl/workbook.bin".to_owned(),
    );
    let paths: Vec<String> = sheets.iter().map(|part| format!("xl/{part}")).collect();
    let mut parts = vec![
        ("[Content_Types].xml", content_types(&types)),
        ("_rels/.rels", relations(&[root])),
        ("xl/workbook.bin", workbook(book, from_1904, names)),
        ("xl/_rels/workbook.bin.rels", relations(&ours)),
        ("xl/styles.bin", styles(&formats)),
        ("xl/sharedStrings.bin", shared(&texts)),
    ];
    for (sheet, name) in book.sheets.iter().zip(&paths) {
        let numbers = Numbers {
            formats: &formats,
            texts: &texts,
            from_1904,
        };
        parts.push((name, worksheet(sheet, &numbers)));
    }
    zipped(&parts)
}

/// What the numbers in a cell stand for.
struct Numbers<'a> {
    formats: &'a [&'static str],
    texts: &'a [&'static str],
    from_1904: bool,
}

/// The records of a part.
#[derive(Default)]
struct Records(Vec<u8>);

impl Records {
    /// Kind and length have seven bits in a byte, the lowest first ([MS-XLSB] 2.1.4).
    fn push(&mut self, kind: u16, fields: &[&[u8]]) {
        if kind < 128 {
            self.0.push(u8::try_from(kind).unwrap());
        } else {
            let low = u8::try_from(kind & 0x7f).unwrap();
            let high = u8::try_from(kind >> 7).unwrap();
            self.0.extend([low | 0x80, high]);
        }
        let data = fields.concat();
        let mut length = data.len();
        loop {
            let low = u8::try_from(length & 0x7f).unwrap();
            length >>= 7;
            self.0.push(if length > 0 { low | 0x80 } else { low });
            if length == 0 {
                break;
            }
        }
        self.0.extend(data);
    }
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_le_bytes()
}

fn short(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap().to_le_bytes()
}

/// `XLWideString`: its length in units of UTF-16, and the units ([MS-XLSB] 2.5.169).
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = long(units.len()).to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// [MS-XLSB] 2.1.7.61.
fn workbook(book: &Book, from_1904: bool, names: &[(&str, usize, usize)]) -> Vec<u8> {
    let mut records = Records::default();
    records.push(kind::BEGIN_BOOK, &[]);
    let flags = long(usize::from(from_1904));
    records.push(kind::WB_PROP, &[&flags, &long(0), &wide("")]);
    records.push(kind::BEGIN_BUNDLE_SHS, &[]);
    for (number, sheet) in (1..).zip(&book.sheets) {
        let relation = wide(&format!("rId{number}"));
        let state = long(usize::from(sheet.hidden));
        records.push(
            kind::BUNDLE_SH,
            &[&state, &long(number), &relation, &wide(sheet.name)],
        );
    }
    records.push(kind::END_BUNDLE_SHS, &[]);
    if !names.is_empty() {
        records.push(kind::BEGIN_EXTERNALS, &[]);
        records.push(kind::SUP_SELF, &[]);
        let count = book.sheets.len();
        let sheets = (0..count).flat_map(|sheet| [0, sheet, sheet]);
        let sheets: Vec<u8> = sheets.flat_map(long).collect();
        records.push(kind::EXTERN_SHEET, &[&long(count), &sheets]);
        records.push(kind::END_EXTERNALS, &[]);
    }
    for (name, sheet, column) in names {
        let place = [&[0x3a][..], &short(*sheet), &long(0), &short(*column)].concat();
        let of_no_sheet = [0xff; 4];
        records.push(
            kind::NAME,
            &[
                &long(1),
                &[0],
                &of_no_sheet,
                &wide(name),
                &long(place.len()),
                &place,
                &long(0),
            ],
        );
    }
    records.push(kind::END_BOOK, &[]);
    records.0
}

/// [MS-XLSB] 2.1.7.50. Fonts, fills and borders are one of each.
fn styles(formats: &[&str]) -> Vec<u8> {
    let mut records = Records::default();
    records.push(kind::BEGIN_STYLE_SHEET, &[]);
    records.push(kind::BEGIN_FMTS, &[&long(formats.len())]);
    for (id, format) in (164..).zip(formats) {
        records.push(kind::FMT, &[&short(id), &wide(format)]);
    }
    records.push(kind::END_FMTS, &[]);
    // height, flags, weight, position, underline, family, character set, colour, scheme, name
    let font = [
        &short(220)[..],
        &[0, 0, 0x90, 1, 0, 0, 0, 0, 0, 0],
        &[0x05, 0xff, 0, 0, 0, 0, 0, 0xff, 0],
        &wide("Calibri"),
    ];
    for (begin, one, fields, end) in [
        (
            kind::BEGIN_FONTS,
            kind::FONT,
            &font.concat()[..],
            kind::END_FONTS,
        ),
        (kind::BEGIN_FILLS, kind::FILL, &[0; 68], kind::END_FILLS),
        (
            kind::BEGIN_BORDERS,
            kind::BORDER,
            &[0; 51],
            kind::END_BORDERS,
        ),
    ] {
        records.push(begin, &[&long(1)]);
        records.push(one, &[fields]);
        records.push(end, &[]);
    }
    let xf = |parent: usize, format: usize| {
        let ids = [parent, format, 0, 0, 0].map(short);
        [ids.as_flattened(), &[0, 0, 0, 0x10, 1, 0]].concat()
    };
    records.push(kind::BEGIN_CELL_STYLE_XFS, &[&long(1)]);
    records.push(kind::XF, &[&xf(0xffff, 0)]);
    records.push(kind::END_CELL_STYLE_XFS, &[]);
    records.push(kind::BEGIN_CELL_XFS, &[&long(formats.len() + 1)]);
    for format in std::iter::once(0).chain((164..).take(formats.len())) {
        records.push(kind::XF, &[&xf(0, format)]);
    }
    records.push(kind::END_CELL_XFS, &[]);
    records.push(kind::END_STYLE_SHEET, &[]);
    records.0
}

/// [MS-XLSB] 2.1.7.45.
fn shared(texts: &[&str]) -> Vec<u8> {
    let mut records = Records::default();
    let count = long(texts.len());
    records.push(kind::BEGIN_SST, &[&count, &count]);
    for text in texts {
        records.push(kind::SST_ITEM, &[&[0], &wide(text)]);
    }
    records.push(kind::END_SST, &[]);
    records.0
}

/// [MS-XLSB] 2.1.7.62.
fn worksheet(sheet: &Sheet, numbers: &Numbers) -> Vec<u8> {
    let mut records = Records::default();
    records.push(kind::BEGIN_SHEET, &[]);
    let last = [sheet.rows.len() - 1, sheet.width() - 1].map(long);
    records.push(kind::WS_DIM, &[&long(0), &last[0], &long(0), &last[1]]);
    records.push(kind::BEGIN_SHEET_DATA, &[]);
    for (number, row) in sheet.rows.iter().enumerate() {
        if !row.cells.is_empty() {
            row_header(&mut records, number, row);
            for (column, cell) in row.cells.iter().enumerate() {
                self::cell(&mut records, column, cell, numbers);
            }
        }
    }
    records.push(kind::END_SHEET_DATA, &[]);
    if !sheet.merged.is_empty() {
        records.push(kind::BEGIN_MERGE_CELLS, &[&long(sheet.merged.len())]);
        for area in &sheet.merged {
            let ends = [area.rows.0, area.rows.1, area.columns.0, area.columns.1];
            let ends = ends.map(|end| long(end.into()));
            records.push(kind::MERGE_CELL, &[ends.as_flattened()]);
        }
        records.push(kind::END_MERGE_CELLS, &[]);
    }
    records.push(kind::END_SHEET, &[]);
    records.0
}

/// `BrtRowHdr` ([MS-XLSB] 2.4.740): number, style, height, flags, and the columns that are filled.
fn row_header(records: &mut Records, number: usize, row: &Row) {
    const HIDDEN: u8 = 0x10;
    let flags = [0, if row.hidden { HIDDEN } else { 0 }, 0];
    let span = [long(0), long(row.cells.len() - 1)];
    records.push(
        kind::ROW_HDR,
        &[
            &long(number),
            &long(0),
            &short(300),
            &flags,
            &long(1),
            span.as_flattened(),
        ],
    );
}

/// [MS-XLSB] 2.4.28 and those behind it. A formula always has a result.
fn cell(records: &mut Records, column: usize, cell: &Cell, numbers: &Numbers) {
    /// The formula: flags, its length, the number 1 ([MS-XLSB] 2.5.97.12), and nothing else.
    const FORMULA: &[u8] = &[0, 0, 3, 0, 0, 0, 0x1e, 1, 0, 0, 0, 0, 0];
    let (value, formula) = match cell {
        Cell::Value(value) => (value, None),
        Cell::Formula(Some(value)) => (value, Some(FORMULA)),
        Cell::Blank | Cell::Formula(None) => return,
    };
    let style = long(style(numbers.formats, Some(value)));
    let head = [long(column), style].concat();
    let calculated = formula.is_some();
    let (kind, content) = match value.stored {
        Stored::Text if calculated => (kind::FMLA_STRING, wide(value.shown)),
        Stored::Text => {
            let place = numbers.texts.iter().position(|text| *text == value.shown);
            (kind::CELL_ISST, long(place.unwrap()).to_vec())
        }
        Stored::Bool(value) if calculated => (kind::FMLA_BOOL, vec![u8::from(value)]),
        Stored::Bool(value) => (kind::CELL_BOOL, vec![u8::from(value)]),
        Stored::Error if calculated => (kind::FMLA_ERROR, vec![error(value)]),
        Stored::Error => (kind::CELL_ERROR, vec![error(value)]),
        Stored::Number(_) | Stored::Code(..) | Stored::Lost(..) | Stored::Day(_) => {
            let number = value.number(numbers.from_1904).unwrap();
            match rk(number).filter(|_| !calculated) {
                Some(rk) => (kind::CELL_RK, rk.to_vec()),
                None if calculated => (kind::FMLA_NUM, number.to_le_bytes().to_vec()),
                None => (kind::CELL_REAL, number.to_le_bytes().to_vec()),
            }
        }
    };
    records.push(kind, &[&head, &content, formula.unwrap_or_default()]);
}

/// A whole number in 30 bits, or one of a hundredth in them ([MS-XLSB] 2.5.123).
fn rk(number: f64) -> Option<[u8; 4]> {
    const HUNDREDTHS: u32 = 1;
    const WHOLE: u32 = 2;
    let whole = |number: f64| (number.fract() == 0.0 && number.abs() < 5e8).then_some(number);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is whole and has 30 bits"
    )]
    let bits = |number: f64| ((number as i32) << 2).cast_unsigned() | WHOLE;
    #[expect(clippy::float_cmp, reason = "the very number must come back")]
    let rk = match (whole(number), whole(number * 100.0)) {
        (Some(number), _) => bits(number),
        (None, Some(hundredths)) if hundredths / 100.0 == number => bits(hundredths) | HUNDREDTHS,
        _ => return None,
    };
    Some(rk.to_le_bytes())
}

/// [MS-XLSB] 2.5.97.2.
fn error(value: &Value) -> u8 {
    match value.shown {
        "#NULL!" => 0x00,
        "#DIV/0!" => 0x07,
        "#VALUE!" => 0x0f,
        "#REF!" => 0x17,
        "#NAME?" => 0x1d,
        "#NUM!" => 0x24,
        "#N/A" => 0x2a,
        "#GETTING_DATA" => 0x2b,
        other => panic!("{other} has no number"),
    }
}
