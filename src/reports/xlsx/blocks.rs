//! What findings hold back, by rule and by owner: a table on the summary.

use rust_xlsxwriter::{Format, XlsxError};

use super::board::{Board, Span};
use super::style::Styles;
use crate::reports::blocks::{Block, blocks};
use crate::reports::{Report, RuleResult};

/// Owners that are listed, those with the most waiting documents.
const MOST_OWNERS: usize = 20;

/// Place and key of the header of each column, and whether it holds numbers.
const COLUMNS: [(Span, &str, bool); 6] = [
    (Span(0, 1), "column-of", false),
    (Span(2, 8), "column-name", false),
    (Span(9, 13), "column-blocks", false),
    (Span(14, 16), "column-blocks-amount", true),
    (Span(17, 18), "column-blocks-documents", true),
    (Span(19, 19), "column-blocks-days", true),
];
const AMOUNT: usize = 3;
const DOCUMENTS: usize = 4;
const DAYS: usize = 5;

/// Writes the table; nothing where nothing is held back.
pub(super) fn write(
    board: &mut Board,
    report: &Report,
    styles: &Styles,
    results: &[RuleResult],
) -> Result<(), XlsxError> {
    let held = &report.review.audit.blocks;
    let of_rules = results.iter().filter_map(|result| {
        let blocked = held.of_rule(result.ix)?;
        Some(("column-rule", report.rule_label(result.rule), blocked))
    });
    let owners = held.owners.iter().take(MOST_OWNERS);
    let none = report.messages.key("workbook-none");
    let of_owners = owners.map(|(owner, blocked)| {
        let owner = if owner.is_empty() { &none } else { owner };
        ("column-owner", owner.clone(), blocked.as_slice())
    });
    let lines: Vec<(&str, String, Block)> = of_rules
        .chain(of_owners)
        .flat_map(|(of, name, blocked)| {
            let waits = blocks(report, blocked).into_iter();
            let waits = waits.filter(|block| block.documents != Some(0));
            waits.map(move |block| (of, name.clone(), block))
        })
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    let key = |key: &str| report.messages.key(key);
    board.line(Span::ALL, &key("workbook-blocks"), &styles.heading)?;
    board.line(Span::ALL, &key("workbook-blocks-note"), &styles.note)?;
    board.headers(&COLUMNS.map(|(span, heading, number)| (span, key(heading), number)))?;
    for (of, name, block) in &lines {
        for ((span, ..), text) in COLUMNS.iter().zip([&key(of), name, &block.label]) {
            board.text(*span, text, &styles.text)?;
        }
        let amount = block.amount.as_deref().and_then(|text| text.parse().ok());
        number(board, AMOUNT, amount, &styles.money, styles)?;
        #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let numbers = [
            (DOCUMENTS, block.documents.map(|count| count as f64)),
            (DAYS, block.days.map(|days| days as f64)),
        ];
        for (column, value) in numbers {
            number(board, column, value, &styles.count, styles)?;
        }
        board.next()?;
    }
    board.gap();
    Ok(())
}

fn number(
    board: &mut Board,
    column: usize,
    number: Option<f64>,
    format: &Format,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let (span, ..) = COLUMNS[column];
    match number {
        Some(number) => board.float(span, number, format),
        None => board.text(span, "–", &styles.faint),
    }
}
