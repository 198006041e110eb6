//! The workbook of a profile: a sheet of the columns, one of what they say of each other, one of the files.

use std::collections::BTreeSet;
use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};

use super::cells::{Cells, Widths};
use super::failed;
use super::style::Styles;
use crate::messages::Message;
use crate::profile::column::Column;
use crate::profile::{Profile, TableProfile};
use crate::reports::profile::told::{Told, name};

const COLUMNS: [&str; 11] = [
    "profile-heading-table",
    "profile-heading-column",
    "profile-heading-reads",
    "profile-heading-rows",
    "profile-heading-cells",
    "profile-heading-share",
    "profile-heading-different",
    "profile-heading-shortest",
    "profile-heading-longest",
    "profile-heading-bytes",
    "profile-heading-against",
];
/// Columns of numbers among them.
const NUMBERS: std::ops::Range<usize> = 3..11;

/// The workbook's bytes.
pub(in crate::reports) fn write(told: Told, out: &mut (dyn Write + Send)) -> io::Result<()> {
    assemble(told)
        .and_then(|mut book| book.save_to_writer(out))
        .map_err(failed)
}

fn assemble(told: Told) -> Result<Workbook, XlsxError> {
    let styles = Styles::new(told.messages.lang);
    let mut book = Workbook::new();
    book.set_default_format(&styles.base, styles.row_height, 64)?;
    // not dated by the clock: the same files give the same bytes
    let day = rust_xlsxwriter::ExcelDateTime::from_timestamp(0).unwrap_or_default();
    let properties = DocProperties::new()
        .set_title(told.messages.key("profile-title"))
        .set_author(concat!("crm-audit ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&day);
    book.set_properties(&properties);
    let page = Page {
        told,
        profile: told.profile,
        names: short_names(told.profile),
        styles: &styles,
    };
    page.columns(book.add_worksheet())?;
    page.relations(book.add_worksheet())?;
    page.files(book.add_worksheet())?;
    Ok(book)
}

struct Page<'a> {
    told: Told<'a>,
    profile: &'a Profile,
    /// What the tables are called.
    names: Vec<String>,
    styles: &'a Styles,
}

impl Page<'_> {
    fn keys(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.told.messages.key(key)).collect()
    }

    /// A sheet with a title and a header; returns its headings.
    fn sheet(
        &self,
        sheet: &mut Worksheet,
        [name, last]: [&str; 2],
        columns: &[&str],
        numbers: std::ops::Range<usize>,
    ) -> Result<Vec<String>, XlsxError> {
        const A4: u8 = 9;
        let mut headings = self.keys(columns);
        if !last.is_empty() {
            headings.push(self.told.messages.key(last));
        }
        sheet.set_name(self.told.messages.key(name))?;
        sheet.set_screen_gridlines(false);
        sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer("&C&A&R&P / &N");
        sheet.headers(0, &headings, numbers, self.styles)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        Ok(headings)
    }

    fn columns(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let names = ["profile-sheet-columns", "profile-heading-content"];
        let headings = self.sheet(sheet, names, &COLUMNS, NUMBERS)?;
        let mut widths = Widths::new(&headings, &[24, 20, 10, 9, 12, 8, 10, 8, 8, 9, 9, 68]);
        let mut row = 1;
        for (table, name) in self.profile.tables.iter().zip(&self.names) {
            for column in &table.columns {
                let lines = self.column(sheet, row, (table, name), column, &mut widths)?;
                sheet.grow(row, lines, self.styles)?;
                row += 1;
            }
        }
        widths.apply(sheet)?;
        if row > 1 {
            sheet.autofilter(0, 0, row - 1, 11)?;
        }
        sheet.set_freeze_panes(1, 2)?;
        Ok(())
    }

    fn column(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        (table, name): (&TableProfile, &str),
        column: &Column,
        widths: &mut Widths,
    ) -> Result<usize, XlsxError> {
        let styles = self.styles;
        let (mut lines, mut at) = (1, 0u16);
        let mut put = |sheet: &mut Worksheet, text: &str, format: &Format| {
            lines = lines.max(widths.see(usize::from(at), text));
            let done = sheet.put(row, at, text, format);
            at += 1;
            done
        };
        put(sheet, name, &styles.text)?;
        put(sheet, crate::blank::trim(&column.heading), &styles.bold)?;
        put(sheet, &self.told.reads(column.reads), &styles.line)?;
        sheet.number(row, 3, column.rows, &styles.count)?;
        sheet.number(row, 4, column.filled, &styles.count)?;
        let share = column.share();
        sheet.write_number_with_format(row, 5, share, &styles.rate(share))?;
        match column.distinct {
            crate::profile::Count::Exactly(count) => sheet.number(row, 6, count, &styles.count)?,
            over @ crate::profile::Count::Over => {
                sheet.put(row, 6, &self.told.different(over), &styles.count)?;
            }
        }
        if let (Some(chars), Some(bytes)) = (&column.chars, &column.bytes) {
            sheet.number(row, 7, chars.least.0, &styles.count)?;
            sheet.number(row, 8, chars.most.0, &styles.count)?;
            sheet.number(row, 9, bytes.most.0, &styles.count)?;
        }
        sheet.number(row, 10, column.against.count, &styles.count)?;
        let content = self.told.content(table, column).join("\n");
        lines = lines.max(widths.see(11, &content));
        sheet.put(row, 11, &content, &styles.text)?;
        Ok(lines)
    }

    fn relations(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let names = ["profile-sheet-relations", "profile-heading-relation"];
        let headings = self.sheet(sheet, names, &["profile-heading-table"], 0..0)?;
        let mut widths = Widths::new(&headings, &[30, 110]);
        let tables = self.profile.tables.iter().zip(&self.names);
        let of_tables = tables.flat_map(|(table, name)| {
            let sentences = self.told.relations(table).into_iter();
            sentences.map(move |sentence| (name.clone(), sentence))
        });
        let between = self.told.messages.key("profile-between");
        let of_all = self.told.between().into_iter();
        let of_all = of_all.map(|sentence| (between.clone(), sentence));
        for (row, (table, sentence)) in (1..).zip(of_tables.chain(of_all)) {
            let lines = widths.see(0, &table).max(widths.see(1, &sentence));
            sheet.put(row, 0, &table, &self.styles.text)?;
            sheet.put(row, 1, &sentence, &self.styles.text)?;
            sheet.grow(row, lines, self.styles)?;
        }
        widths.apply(sheet)
    }

    fn files(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let columns = [
            "profile-heading-file",
            "profile-heading-encoding",
            "profile-heading-header",
            "profile-heading-rows",
            "profile-heading-aside",
        ];
        let names = ["profile-sheet-files", "profile-heading-remarks"];
        let headings = self.sheet(sheet, names, &columns, 2..5)?;
        let mut widths = Widths::new(&headings, &[50, 16, 10, 14, 14, 90]);
        let mut row = 1;
        for file in self.profile.tables.iter().flat_map(|table| &table.files) {
            let name = match &file.sheet {
                Some(sheet) => format!("{}!{sheet}", file.source.input.name),
                None => file.source.input.name.clone(),
            };
            sheet.put(row, 0, &name, &self.styles.text)?;
            let encoding = file.encoding.as_deref().unwrap_or_default();
            sheet.put(row, 1, encoding, &self.styles.line)?;
            if let Some((first, _)) = file.header {
                sheet.number(row, 2, first, &self.styles.row_number)?;
            }
            sheet.number(row, 3, file.rows, &self.styles.count)?;
            sheet.number(row, 4, file.aside.count(), &self.styles.count)?;
            let aside = file.aside.decisions().map(|(_, told)| told);
            let told = file
                .error
                .iter()
                .chain(&file.notices)
                .chain(&file.decisions);
            let told: Vec<Message> = told.cloned().chain(aside).collect();
            let told: Vec<String> = told.iter().map(|one| self.told.text(one)).collect();
            self.remarks(sheet, row, &name, &told.join("\n"), &mut widths)?;
            row += 1;
        }
        for (name, reason) in &self.profile.unread {
            sheet.put(row, 0, name, &self.styles.text)?;
            let reason = self.told.text(reason);
            self.remarks(sheet, row, name, &reason, &mut widths)?;
            row += 1;
        }
        widths.apply(sheet)
    }

    fn remarks(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        name: &str,
        told: &str,
        widths: &mut Widths,
    ) -> Result<(), XlsxError> {
        let lines = widths.see(0, name).max(widths.see(5, told));
        sheet.put(row, 5, told, &self.styles.text)?;
        sheet.grow(row, lines, self.styles)
    }
}

/// The names of the tables without their folders, where these do not tell them apart.
fn short_names(profile: &Profile) -> Vec<String> {
    let names: Vec<String> = profile.tables.iter().map(name).collect();
    let short = |name: &String| name.rsplit('/').next().unwrap_or_default().to_owned();
    let shorts: Vec<String> = names.iter().map(short).collect();
    let different: BTreeSet<&String> = shorts.iter().collect();
    if different.len() == names.len() {
        shorts
    } else {
        names
    }
}
