//! What people fill in beside the findings, and what tells a workbook of ours from any other when it comes back.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, ExcelDateTime, Workbook,
    Worksheet, XlsxError,
};

use super::cells::clean;
use super::style::Styles;
use crate::dispositions::Decision;
use crate::messages::Messages;
use crate::reports::Report;
use crate::reports::columns::column;

/// The sheet that says what the workbook is of. Nobody sees it.
pub(crate) const STAMP: &str = "crm-audit";
/// Rises when a workbook must be read in another way.
pub(crate) const VERSION: &str = "1";
/// What the stamp says, each in a row of its own behind its name.
pub(crate) const PROJECT: &str = "project";
pub(crate) const RULES: &str = "rules_sha256";
pub(crate) const AS_OF: &str = "as_of";

/// A column that is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Blank {
    /// One of a list.
    Decision,
    /// A day.
    Due,
    Who,
    Reason,
}

impl Blank {
    pub(crate) const ALL: [Blank; 4] = [Blank::Decision, Blank::Due, Blank::Who, Blank::Reason];

    /// The key of its heading.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Blank::Decision => "form-decision",
            Blank::Due => "form-due",
            Blank::Who => "form-who",
            Blank::Reason => "form-reason",
        }
    }

    /// The most characters that are shown in a line.
    pub(super) fn width(self) -> usize {
        match self {
            Blank::Decision | Blank::Due | Blank::Who => 11,
            Blank::Reason => 20,
        }
    }
}

/// The key of the heading over a column of findings: by it the sheet is read when it comes back.
pub(crate) fn heading_of(name: &str) -> &'static str {
    column(name).heading
}

/// The words that a decision is chosen from.
pub(crate) fn words(messages: &Messages) -> [String; 4] {
    Decision::ALL.map(|decision| messages.text(&decision.label()))
}

/// Offers the list, asks for a day where one is wanted, and shows what is to be filled in.
pub(super) fn add(
    sheet: &mut Worksheet,
    messages: &Messages,
    styles: &Styles,
    (blank, column): (Blank, u16),
    last_row: u32,
) -> Result<(), XlsxError> {
    let told = |validation: DataValidation| {
        let title = messages.key(blank.heading());
        validation
            .set_error_title(title)
            .and_then(|validation| validation.set_error_message(messages.key("form-error")))
    };
    match blank {
        Blank::Decision => {
            let list = DataValidation::new().allow_list_strings(&words(messages))?;
            sheet.add_data_validation(1, column, last_row, column, &told(list)?)?;
        }
        Blank::Due => {
            // any day, as long as it is one and no text
            let first = ExcelDateTime::from_ymd(2000, 1, 1)?;
            let day = DataValidationRule::GreaterThanOrEqualTo(first);
            let day = DataValidation::new().allow_date(day);
            sheet.add_data_validation(1, column, last_row, column, &told(day)?)?;
        }
        Blank::Who | Blank::Reason => {}
    }
    // the cells themselves are not written: they would take their room a million times
    let filled = ConditionalFormatFormula::new()
        .set_rule("=TRUE")
        .set_format(&styles.to_fill);
    sheet.add_conditional_format(1, column, last_row, column, &filled)?;
    Ok(())
}

/// Says what the workbook is of, so that it is known when it comes back.
pub(super) fn stamp(book: &mut Workbook, report: &Report) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(STAMP)?.set_very_hidden(true);
    let name = report.project.name.as_deref().unwrap_or_default();
    let rows = [
        (STAMP, VERSION),
        (PROJECT, name),
        (RULES, &report.project.fingerprint()),
        (AS_OF, &report.review.audit.as_of.text()),
    ];
    for (row, (key, value)) in (0..).zip(rows) {
        sheet.write_string(row, 0, key)?;
        sheet.write_string(row, 1, clean(value))?;
    }
    Ok(())
}
