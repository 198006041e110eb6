//! Every cell of a workbook that a person filled in, one after another: not a table, but what stands where.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;

use super::errors::broken;
use super::package::Package;
use super::reference;
use super::value::Value;
use super::xlsx::Xlsx;
use super::{Format, apart, broken_down, cells, guard};
use crate::messages::message;
use crate::sources::SourceError;
use crate::sources::budget::Budget;

/// A cell with something in it. Row and column count from 0.
pub(crate) struct Cell<'a> {
    pub(crate) sheet: &'a str,
    pub(crate) row: u32,
    pub(crate) column: u32,
    /// What a person sees; a day as `2026-12-31`.
    pub(crate) text: &'a str,
    /// Whether a formula came to it, or it is the error of one.
    pub(crate) calculated: bool,
}

/// What a person calls a cell: `M12`.
pub(crate) fn name(row: u32, column: u32) -> String {
    reference::name(row, column)
}

/// Hands over the cells of all sheets of an xlsx, sheet by sheet and row by row; what has been gathered comes back.
pub(crate) fn cells_of<T: Send + 'static>(
    file: File,
    mut gathered: T,
    mut each: impl FnMut(&mut T, &Cell) + Send + 'static,
) -> Result<T, SourceError> {
    apart(broken_down, move || {
        let not_xlsx = || message!("source-not-xlsx");
        let copy = file.try_clone().map_err(|e| broken(&e))?;
        let mut package = Package::open(BufReader::new(copy)).map_err(|_| not_xlsx())?;
        if package.format() != Some(Format::Xlsx) {
            return Err(not_xlsx());
        }
        let budget = Budget::of_file(&file, None)?;
        guard::check(&file, Format::Xlsx, &budget)?;
        let main = package.main_part()?;
        let main = main.ok_or_else(|| broken(&"no workbook in it"))?;
        let mut book = Xlsx::open(package, &main)?;
        let sheets = book.sheets.all.clone().into_iter().enumerate();
        for (ix, sheet) in sheets.filter(|(_, sheet)| sheet.cells) {
            let mut text = String::new();
            book.cells_with_formulas(ix, |row, column, value, formula| {
                text.clear();
                cells::write(&mut text, value);
                if formula || !value.is_empty() {
                    let calculated = formula || matches!(value, Value::Error(_));
                    let cell = Cell {
                        sheet: &sheet.name,
                        row,
                        column,
                        text: &text,
                        calculated,
                    };
                    each(&mut gathered, &cell);
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(gathered)
    })
}
