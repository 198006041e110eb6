//! What of a workbook is ours because its faults were marked before, for whoever marks it again.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;

use super::package::Package;
use super::xlsx::Xlsx;
use super::{Format, apart, broken_down, guard};
use crate::messages::message;
use crate::sources::SourceError;
use crate::sources::budget::Budget;

/// The parts of a workbook that can be marked, and what is ours of them.
#[derive(Debug, Default)]
pub(crate) struct Ours {
    /// The main part.
    pub(crate) main: String,
    /// The sheets with the names of their parts.
    pub(crate) sheets: Vec<(String, String)>,
    /// The columns of faults, by sheet: row and column of the heading.
    pub(crate) columns: Vec<(String, (u32, u32))>,
    /// Whether it was ever marked.
    pub(crate) marked: bool,
    /// The sheet that sums up.
    pub(crate) summary: Option<String>,
}

/// Looks through an xlsx, which may come to so many bytes; why not, where it is none.
pub(crate) fn ours_in(file: File, unpacked: Option<u64>) -> Result<Ours, SourceError> {
    let not_xlsx = || message!("source-not-xlsx");
    apart(broken_down, move || {
        let budget = Budget::of_file(&file, unpacked)?;
        let copy = file
            .try_clone()
            .map_err(|e| crate::sources::unreadable(&e))?;
        let mut package = Package::open(BufReader::new(copy)).map_err(|_| not_xlsx())?;
        if package.format() != Some(Format::Xlsx) {
            return Err(not_xlsx());
        }
        guard::check(&file, Format::Xlsx, &budget)?;
        let main = package.main_part()?;
        let main = main.ok_or_else(|| message!("source-not-workbook"))?;
        let mut book = Xlsx::open(package, &main)?;
        let parts = book.sheets.parts.iter().cloned();
        let sheets = book.sheets.all.iter().map(|sheet| sheet.name.clone());
        let mut ours = Ours {
            main,
            sheets: sheets.zip(parts).collect(),
            columns: Vec::new(),
            marked: book.marked.is_there(),
            summary: book.marked.summary.clone(),
        };
        for sheet in 0..ours.sheets.len() {
            let name = &ours.sheets[sheet].0;
            let Some(heading) = book.marked.column_of(name) else {
                continue;
            };
            let name = name.clone();
            book.cells(sheet, |row, _, _| {
                if row > heading.0 {
                    ControlFlow::Break(Ok(()))
                } else {
                    ControlFlow::Continue(())
                }
            })?;
            if book.met.contains(&sheet) {
                ours.columns.push((name, heading));
            }
        }
        Ok(ours)
    })
}
