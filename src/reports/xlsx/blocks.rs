//! What findings hold back, by rule and by owner: a table on the summary.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::cells::{Cells, lines};
use super::rules;
use super::style::{MONEY, Styles};
use crate::reports::blocks::{Block, blocks};
use crate::reports::{Report, RuleResult};

/// Owners that are listed, those with the most waiting documents.
const MOST_OWNERS: usize = 20;

/// Key of the header of each column; the columns are as wide as those of the table of rules.
const HEADERS: [&str; 6] = [
    "column-of",
    "column-name",
    "column-blocks",
    "column-blocks-amount",
    "column-blocks-documents",
    "column-blocks-days",
];
const AMOUNT: u16 = 3;
const DOCUMENTS: u16 = 4;
const DAYS: u16 = 5;

/// Writes the table and returns the row after it; nothing where nothing is held back.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
    results: &[RuleResult],
    first: u32,
) -> Result<u32, XlsxError> {
    let held = &report.review.audit.blocks;
    let of_rules = results.iter().filter_map(|result| {
        let blocked = held.of_rule(result.ix)?;
        Some(("column-rule", report.rule_label(result.rule), blocked))
    });
    let owners = held.owners.iter().take(MOST_OWNERS);
    let of_owners =
        owners.map(|(owner, blocked)| ("column-owner", owner.clone(), blocked.as_slice()));
    let lines: Vec<(&str, String, Block)> = of_rules
        .chain(of_owners)
        .flat_map(|(of, name, blocked)| {
            let waits = blocks(report, blocked).into_iter();
            let waits = waits.filter(|block| block.documents != Some(0));
            waits.map(move |block| (of, name.clone(), block))
        })
        .collect();
    if lines.is_empty() {
        return Ok(first);
    }
    let mut table = Table {
        sheet,
        report,
        styles,
        row: first,
    };
    table.head()?;
    for (of, name, block) in &lines {
        table.line(of, name, block)?;
    }
    Ok(table.row + 1)
}

struct Table<'a> {
    sheet: &'a mut Worksheet,
    report: &'a Report<'a>,
    styles: &'a Styles,
    /// The next free row.
    row: u32,
}

impl Table<'_> {
    fn head(&mut self) -> Result<(), XlsxError> {
        let key = |key: &str| self.report.messages.key(key);
        let styles = self.styles;
        self.sheet
            .put(self.row, 0, &key("workbook-blocks"), &styles.heading)?;
        let note = key("workbook-blocks-note");
        self.sheet
            .merge_range(self.row + 1, 0, self.row + 1, DAYS, &note, &styles.note)?;
        let widths = rules::widths(self.report);
        let room: u16 = widths.iter().take(usize::from(DAYS) + 1).sum();
        self.sheet
            .grow(self.row + 1, lines(&note, usize::from(room)), styles)?;
        let numbers = usize::from(AMOUNT)..HEADERS.len();
        self.sheet
            .headers(self.row + 2, &HEADERS.map(key), numbers, styles)?;
        self.row += 3;
        Ok(())
    }

    fn line(&mut self, of: &str, name: &str, block: &Block) -> Result<(), XlsxError> {
        let (row, styles) = (self.row, self.styles);
        let of = self.report.messages.key(of);
        let mut highest = 1;
        for ((column, text), room) in (0..)
            .zip([&of, name, &block.label])
            .zip(rules::widths(self.report))
        {
            self.sheet.put(row, column, text, &styles.text)?;
            highest = highest.max(lines(text, usize::from(room) - 1));
        }
        self.sheet.grow(row, highest, styles)?;
        let amount = block.amount.as_deref().and_then(|text| text.parse().ok());
        self.number(AMOUNT, amount, &styles.count.clone().set_num_format(MONEY))?;
        #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let numbers = [
            (DOCUMENTS, block.documents.map(|count| count as f64)),
            (DAYS, block.days.map(|days| days as f64)),
        ];
        for (column, number) in numbers {
            self.number(column, number, &styles.count)?;
        }
        self.row += 1;
        Ok(())
    }

    fn number(
        &mut self,
        column: u16,
        number: Option<f64>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match number {
            Some(number) => {
                self.sheet
                    .write_number_with_format(self.row, column, number, format)?;
                Ok(())
            }
            None => self.sheet.put(self.row, column, "–", &self.styles.faint),
        }
    }
}
