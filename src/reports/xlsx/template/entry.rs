//! The sheet in which the rows of a table are entered.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule,
    Format, FormatAlign, Formula, IgnoreError, Note, ProtectionOptions, Worksheet, XlsxError,
};

use super::super::cells::{Cells, clean, day_number, width};
use super::super::style::Styles;
use super::list_name;
use crate::messages::message;
use crate::reports::template::native::Native;
use crate::reports::template::view::{Asked, Example, Sheet, View};
use crate::reports::template::{COLUMNS, cells};
use crate::tables::types::FieldType;
use crate::template::Required;

/// Excel takes titles and sentences of so many characters, counted in UTF-16.
const MOST_TITLE: usize = 32;
const MOST_SENTENCE: usize = 255;
/// More of a note nobody reads.
const MOST_NOTE: usize = 1_000;
/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (10, 40);
/// The most that a whole number may be.
const MOST_WHOLE: &str = "999999999999999";
/// What is said of how a column is written, among all that is said of it: from its format to what it refers to.
const WRITTEN: std::ops::Range<usize> = 2..7;
/// A required cell that is empty.
const MISSING: Color = Color::RGB(0x00F8_CBAD);

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &View,
    of: &Sheet,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(&of.name)?;
    let last = u16::try_from(of.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (ix, asked) in (0..).zip(&of.columns) {
        let format = entered(asked, styles);
        sheet.set_column_format(ix, &format)?;
        let texts = cells(view, of, asked);
        let wanted = width(&texts[0]).max(width(&asked.example.text())) + 3;
        #[allow(clippy::cast_precision_loss, reason = "a few dozen")]
        sheet.set_column_width(ix, wanted.clamp(WIDTHS.0, WIDTHS.1) as f64)?;
        let header = match asked.column.required {
            Required::Always => &styles.header_to_fill,
            _ => &styles.header,
        };
        sheet.put(0, ix, &texts[0], header)?;
        sheet.insert_note(0, ix, &note(view, &texts))?;
        if of.rows.0 > 1 {
            example(sheet, ix, asked, &format)?;
        }
        if let Some(check) = check(view, asked, &texts)? {
            sheet.add_data_validation(of.rows.0, ix, of.rows.1, ix, &check)?;
        }
        if asked.column.required == Required::Always {
            missing(sheet, ix, last, of.rows)?;
        }
        if matches!(asked.column.kind, FieldType::Text | FieldType::Person) {
            // a code that Excel takes for a number was meant as a text
            let ignored = IgnoreError::NumberStoredAsText;
            sheet.ignore_error_range(1, ix, of.rows.1, ix, ignored)?;
        }
    }
    if of.rows.0 > 1 {
        sheet.insert_note(1, 0, &plain(&view.messages.key("template-example-row"), 3))?;
    }
    sheet.set_freeze_panes(of.rows.0, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

/// The cells of a column: unlocked, codes as texts, days as days.
fn entered(asked: &Asked, styles: &Styles) -> Format {
    let format = match asked.column.kind {
        FieldType::Text | FieldType::Person | FieldType::Boolean => "@".to_owned(),
        FieldType::Integer => "0".to_owned(),
        FieldType::Decimal => match asked.column.scale {
            Some(digits @ 1..=15) => format!("0.{}", "0".repeat(digits as usize)),
            _ => "General".to_owned(),
        },
        FieldType::Date => "yyyy-mm-dd".to_owned(),
        FieldType::Datetime => "yyyy-mm-dd hh:mm".to_owned(),
    };
    styles.base.clone().set_num_format(format).set_unlocked()
}

/// A cell of the example row: locked, so that it stays what it is as long as nobody lifts the protection.
fn example(
    sheet: &mut Worksheet,
    column: u16,
    asked: &Asked,
    like: &Format,
) -> Result<(), XlsxError> {
    let format = like
        .clone()
        .set_locked()
        .set_italic()
        .set_align(FormatAlign::Left)
        .set_font_color(Color::RGB(0x0078_838C))
        .set_background_color(Color::RGB(0x00F1_F4F6));
    match &asked.example {
        Example::Nothing => sheet.write_blank(1, column, &format)?,
        Example::Text(text) => sheet.write_string_with_format(1, column, clean(text), &format)?,
        Example::Number(_) => {
            let number = asked.example.text().parse().unwrap_or(0.0);
            sheet.write_number_with_format(1, column, number, &format)?
        }
        Example::Time(at) => sheet.write_number_with_format(1, column, day_number(*at), &format)?,
    };
    Ok(())
}

/// What there is to say of a column, as a note on its heading.
fn note(view: &View, texts: &[String]) -> Note {
    let mut lines = vec![texts[1].clone()];
    let rest = COLUMNS.iter().zip(texts).skip(2);
    let rest = rest.filter(|(_, text)| !text.is_empty());
    lines.extend(rest.map(|(told, text)| named(view, told.heading, text)));
    plain(&lines.join("\n"), lines.len())
}

/// `Example: C00001`
fn named(view: &View, heading: &str, text: &str) -> String {
    let name = view.messages.key(heading);
    view.messages
        .text(&message!("template-note", name = name, text = text))
}

fn plain(text: &str, lines: usize) -> Note {
    const LINE: u32 = 20;
    const WIDE: u32 = 300;
    let text = shortened(text, MOST_NOTE);
    let wrapped = width(&text) / 38 + lines;
    let height = LINE * (u32::try_from(wrapped).unwrap_or(u32::MAX).min(24) + 1);
    Note::new(text)
        .set_author("crm-audit")
        .add_author_prefix(false)
        .set_width(WIDE)
        .set_height(height)
}

/// The check of the cells, with what it says to whoever enters something else.
fn check(
    view: &View,
    asked: &Asked,
    texts: &[String],
) -> Result<Option<DataValidation>, XlsxError> {
    let check = DataValidation::new();
    let formula = |text: &str| Formula::new(text);
    let between =
        |low: &Option<String>, high: &Option<String>, floor: &str, top: &str| match (low, high) {
            (Some(low), None) => DataValidationRule::GreaterThanOrEqualTo(formula(low)),
            (None, Some(high)) => DataValidationRule::LessThanOrEqualTo(formula(high)),
            (low, high) => DataValidationRule::Between(
                formula(low.as_deref().unwrap_or(floor)),
                formula(high.as_deref().unwrap_or(top)),
            ),
        };
    let least = format!("-{MOST_WHOLE}");
    let check = match &asked.native {
        Native::Nothing => return Ok(None),
        Native::List { list, strict } => {
            let check = check.allow_list_formula(formula(&format!("={}", list_name(*list))));
            if *strict {
                check
            } else {
                check.set_error_style(DataValidationErrorStyle::Warning)
            }
        }
        Native::Whole(low, high) => {
            check.allow_whole_number_formula(between(low, high, &least, MOST_WHOLE))
        }
        Native::Decimal(low, high) => {
            check.allow_decimal_number_formula(between(low, high, &least, MOST_WHOLE))
        }
        Native::Day(low, high) => {
            check.allow_date_formula(between(low, high, "DATE(1900,1,1)", "DATE(9999,12,31)"))
        }
        Native::Length(least, most) => {
            let fit = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
            check.allow_text_length(match most {
                None => DataValidationRule::GreaterThanOrEqualTo(fit(*least)),
                Some(most) if *least == 0 => DataValidationRule::LessThanOrEqualTo(fit(*most)),
                Some(most) => DataValidationRule::Between(fit(*least), fit(*most)),
            })
        }
        Native::Formula(text) => check.allow_custom(formula(&format!("={text}"))),
    };
    // how it is written, as the note says as well
    let told = COLUMNS
        .iter()
        .zip(texts)
        .take(WRITTEN.end)
        .skip(WRITTEN.start);
    let told = told.filter(|(_, text)| !text.is_empty());
    let told: Vec<String> = told
        .map(|(told, text)| named(view, told.heading, text))
        .collect();
    let told = told.join(&view.messages.key("template-between"));
    let title = shortened(&asked.column.heading, MOST_TITLE);
    let sentence = view
        .messages
        .text(&message!("template-refused", told = told));
    let check = check
        .set_error_title(title)?
        .set_error_message(shortened(&sentence, MOST_SENTENCE))?;
    Ok(Some(check))
}

/// Shows a required cell that is empty while its row holds something.
fn missing(
    sheet: &mut Worksheet,
    column: u16,
    last: u16,
    rows: (u32, u32),
) -> Result<(), XlsxError> {
    use rust_xlsxwriter::utility::column_number_to_name as letter;
    let row = rows.0 + 1;
    let (own, end) = (letter(column), letter(last));
    let rule = format!("=AND(LEN(TRIM(${own}{row}))=0,COUNTA($A{row}:${end}{row})>0)");
    let format = ConditionalFormatFormula::new()
        .set_rule(rule.as_str())
        .set_format(Format::new().set_background_color(MISSING));
    sheet.add_conditional_format(rows.0, column, rows.1, column, &format)?;
    Ok(())
}

/// A text of so many characters, counted in UTF-16; an ellipsis where it is longer.
fn shortened(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.encode_utf16().count() <= most {
        return text.into_owned();
    }
    let mut room = most - 1;
    let mut short = String::new();
    for c in text.chars() {
        if c.len_utf16() > room {
            break;
        }
        room -= c.len_utf16();
        short.push(c);
    }
    short + "…"
}
