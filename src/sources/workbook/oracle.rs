//! calamine as a second reader of xlsx, xlsb, xls and ods: both must find the same cells.

use std::fs::{self, File};
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Ods, Range, Reader, SheetType, Xls, XlsOptions, Xlsb, Xlsx};

use super::book::{Book, Limits};
use super::iso;
use super::kind::Format;
use super::value::{Shown, Value};

type Cells = Vec<(u32, u32, String)>;

/// The cells of each sheet that holds some, or why there are none.
type Sheets = Vec<(String, Result<Cells, String>)>;

fn ours(path: &Path, format: Format) -> Result<Sheets, String> {
    let file = File::open(path).unwrap();
    let mut book = Book::open(file, format, &Limits::default()).map_err(|e| format!("{e:?}"))?;
    let sheets = (0..book.sheets.len()).filter(|&sheet| book.sheets[sheet].cells);
    let sheets: Vec<usize> = sheets.collect();
    let read = |sheet| {
        let mut cells = Vec::new();
        let read = book.cells(sheet, |row, column, value| {
            if !value.is_empty() {
                cells.push((row, column, shown(value)));
            }
            ControlFlow::Continue(())
        });
        let cells = read.map(|()| cells).map_err(|e| format!("{e:?}"));
        (book.sheets[sheet].name.clone(), cells)
    };
    Ok(sheets.into_iter().map(read).collect())
}

fn shown(value: &Value) -> String {
    match value {
        Value::Number(number, Shown::Plain | Shown::Padded(_)) => format!("number {number}"),
        Value::Number(days, _) => format!("date {days}"),
        Value::Text(text) => format!("text {text}"),
        Value::Bool(value) => format!("bool {value}"),
        Value::Error(error) => format!("error {error}"),
        Value::Iso(text) => format!("iso {text}"),
        Value::Empty => unreachable!("in none of the formats"),
    }
}

fn theirs(path: &Path, format: Format) -> Result<Sheets, String> {
    let file = BufReader::new(File::open(path).unwrap());
    let mut sheets = Vec::new();
    if format == Format::Xlsx {
        let mut book = Xlsx::new(file).map_err(|e| e.to_string())?;
        for name in worksheets(book.sheets_metadata()) {
            let mut cells = Vec::new();
            let mut read = || -> Result<Cells, calamine::XlsxError> {
                let mut reader = book.worksheet_cells_reader(&name)?;
                while let Some(cell) = reader.next_cell()? {
                    cells.push((cell.get_position(), Data::from(cell.get_value().clone())));
                }
                Ok(filled(&cells))
            };
            let read = read().map_err(|e| e.to_string());
            sheets.push((name, read));
        }
    } else if format == Format::Xls {
        let mut options = XlsOptions::default();
        // in workbooks of Excel 97 and later, whatever they state
        options.force_codepage = Some(1200);
        let mut book = Xls::new_with_options(file, options).map_err(|e| e.to_string())?;
        for name in worksheets(book.sheets_metadata()) {
            let read = book.worksheet_range(&name).map_err(|e| e.to_string());
            sheets.push((name, read.map(|range| filled(&placed(&range)))));
        }
    } else if format == Format::Ods {
        let mut book = Ods::new(file).map_err(|e| e.to_string())?;
        for name in worksheets(book.sheets_metadata()) {
            let read = book.worksheet_range(&name).map_err(|e| e.to_string());
            let read = read.map(|range| {
                let (top, left) = range.start().unwrap_or_default();
                let place = |(row, column, data): (usize, usize, &Data)| {
                    let from = |start: u32, more: usize| start + u32::try_from(more).unwrap();
                    // errors are texts to it
                    let error = data.get_string().and_then(|text| text.parse().ok());
                    let data = error.map_or_else(|| data.clone(), Data::Error);
                    ((from(top, row), from(left, column)), data)
                };
                filled(&range.cells().map(place).collect::<Vec<_>>())
            });
            sheets.push((name, read));
        }
    } else {
        let mut book = Xlsb::new(file).map_err(|e| e.to_string())?;
        for name in worksheets(book.sheets_metadata()) {
            let mut cells = Vec::new();
            let mut read = || -> Result<Cells, calamine::XlsbError> {
                let mut reader = book.worksheet_cells_reader(&name)?;
                while let Some(cell) = reader.next_cell()? {
                    cells.push((cell.get_position(), Data::from(cell.get_value().clone())));
                }
                Ok(filled(&cells))
            };
            let read = read().map_err(|e| e.to_string());
            sheets.push((name, read));
        }
    }
    Ok(sheets)
}

fn worksheets(sheets: &[calamine::Sheet]) -> Vec<String> {
    let cells = sheets.iter().filter(|s| s.typ == SheetType::WorkSheet);
    cells.map(|s| s.name.clone()).collect()
}

/// The cells of a range, each with its place in the sheet.
fn placed(range: &Range<Data>) -> Vec<((u32, u32), Data)> {
    let (top, left) = range.start().unwrap_or_default();
    let rows = (top..).zip(range.rows());
    rows.flat_map(|(row, cells)| {
        let columns = (left..).zip(cells);
        columns.map(move |(column, cell)| ((row, column), cell.clone()))
    })
    .collect()
}

fn filled(cells: &[((u32, u32), Data)]) -> Cells {
    let shown = |data: &Data| match data {
        Data::Empty => String::new(),
        Data::Int(number) => format!("number {number}"),
        Data::Float(number) => format!("number {number}"),
        Data::DateTime(serial) => format!("date {}", serial.as_f64()),
        Data::String(text) if text.is_empty() => String::new(),
        Data::String(text) => format!("text {text}"),
        Data::Bool(value) => format!("bool {value}"),
        Data::Error(error) => format!("error {error}"),
        Data::DateTimeIso(text) => format!("iso {text}"),
        Data::DurationIso(text) => format!("date {}", iso::days(text).unwrap()),
    };
    let cells = cells
        .iter()
        .map(|((row, column), data)| (*row, *column, shown(data)));
    cells.filter(|(.., text)| !text.is_empty()).collect()
}

/// What differs between the readers, a line for each sheet.
fn differences(path: &Path) -> Vec<String> {
    let format = match path.extension().and_then(|e| e.to_str()) {
        Some("xlsx" | "xlsm") => Format::Xlsx,
        Some("xlsb") => Format::Xlsb,
        Some("xls") => Format::Xls,
        Some("ods") => Format::Ods,
        _ => return Vec::new(),
    };
    let (ours, theirs) = match (ours(path, format), theirs(path, format)) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        (Err(_), Err(_)) => return Vec::new(),
        (ours, theirs) => {
            let (ours, theirs) = (ours.map(|s| s.len()), theirs.map(|s| s.len()));
            return vec![format!(
                "{}: {ours:?}, calamine: {theirs:?}",
                path.display()
            )];
        }
    };
    let names = |sheets: &Sheets| {
        sheets
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    if names(&ours) != names(&theirs) {
        let (ours, theirs) = (names(&ours), names(&theirs));
        return vec![format!(
            "{}: {ours:?}, calamine: {theirs:?}",
            path.display()
        )];
    }
    let mut found = Vec::new();
    for ((name, ours), (_, theirs)) in ours.into_iter().zip(theirs) {
        let told = match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => {
                let first = ours.iter().zip(theirs).find(|(one, other)| one != other);
                match first {
                    None if ours.len() == theirs.len() => continue,
                    first => format!("{} cells, calamine {}: {first:?}", ours.len(), theirs.len()),
                }
            }
            (Err(_), Err(_)) => continue,
            (ours, theirs) => format!(
                "{:?}, calamine: {:?}",
                ours.as_ref().map(Vec::len),
                theirs.as_ref().map(Vec::len)
            ),
        };
        found.push(format!("{} [{name}]: {told}", path.display()));
    }
    found
}

fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, all);
        } else {
            all.push(path);
        }
    }
}

#[test]
fn the_same_cells() {
    let mut all = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"),
        &mut all,
    );
    let differences: Vec<String> = all.iter().flat_map(|path| differences(path)).collect();
    assert_eq!(differences, Vec::<String>::new());
}

/// `WORKBOOKS=folder cargo test workbooks_of_a_folder -- --ignored --nocapture`
#[test]
#[ignore = "for a folder of one's own"]
fn workbooks_of_a_folder() {
    let folder = std::env::var_os("WORKBOOKS").expect("WORKBOOKS names a folder");
    let mut all = Vec::new();
    files(Path::new(&folder), &mut all);
    let differences: Vec<String> = all.iter().flat_map(|path| differences(path)).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
