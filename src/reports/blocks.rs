//! What findings hold back, as reports show it.

use super::harmless::clean;
use super::{Report, RuleResult};
use crate::findings::blocks::Blocked;
use crate::messages::{grouped_decimal, message};
use crate::tables::number;

/// What is held back over one link, or over those of a table that have the same label and amount.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Block {
    /// The table of the documents that wait.
    table: String,
    /// What they are called.
    pub(super) label: String,
    /// Null where what waits is not known.
    pub(super) documents: Option<u64>,
    /// An exact decimal number; null where an amount is empty or cannot be read.
    pub(super) amount: Option<String>,
    /// What there is of it, where amounts are missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount_at_least: Option<String>,
    /// How many amounts are empty or cannot be read.
    #[serde(skip_serializing_if = "is_zero")]
    amounts_missing: u64,
    pub(super) days: Option<i64>,
    /// Of the documents, those that an earlier one of the list counts as well.
    #[serde(rename = "counted_before")]
    again: u64,
}

/// Stands for an amount of which nothing is known.
const UNKNOWN: &str = "–";

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "this is how serde asks for it"
)]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl Block {
    /// The amount as people write it; of what there is, where amounts are missing.
    pub(super) fn money(&self, report: &Report) -> Option<String> {
        let Some(least) = &self.amount_at_least else {
            let missing = (self.amounts_missing > 0).then(|| UNKNOWN.to_owned());
            return self.amount.as_deref().map(money).or(missing);
        };
        let (amount, count) = (money(least), self.amounts_missing);
        Some(report.text(&message!("blocks-at-least", amount = amount, count = count)))
    }
}

/// What is held back, link by link.
pub(super) fn blocks(report: &Report, blocked: &[Blocked]) -> Vec<Block> {
    let block = |blocked: &Blocked| {
        let link = &report.project.links[blocked.link];
        let amount = blocked.amount.map(number::text);
        Block {
            table: report.project.tables[link.table].name.clone(),
            label: link.label.in_lang(report.messages.lang).to_owned(),
            documents: blocked.documents,
            amount: amount.clone().filter(|_| blocked.missing == 0),
            // nothing is no least that says something
            amount_at_least: amount.filter(|_| blocked.missing > 0 && blocked.amount != Some(0)),
            amounts_missing: blocked.missing,
            days: blocked.days,
            again: blocked.again,
        }
    };
    blocked.iter().map(block).collect()
}

/// How many documents wait over all links, each counted once; none where there is no link, and where one does not know.
pub(super) fn documents(blocks: &[Block]) -> Option<u64> {
    let once = |b: &Block| Some(b.documents? - b.again);
    let documents: Option<Vec<u64>> = blocks.iter().map(once).collect();
    documents?.into_iter().reduce(|a, b| a + b)
}

/// For how many days the first of them waits.
pub(super) fn days(blocks: &[Block]) -> Option<i64> {
    blocks.iter().filter_map(|b| b.days).max()
}

/// The amounts; those of different documents are named and never added.
pub(super) fn amounts(report: &Report, blocks: &[Block]) -> String {
    if let [one] = blocks {
        return one.amount.clone().unwrap_or_default();
    }
    let waits = |b: &&Block| b.documents.is_some_and(|count| count > 0);
    let named = blocks.iter().filter(waits).filter_map(|b| {
        let (label, amount) = (b.label.as_str(), b.amount.as_deref()?);
        Some(report.text(&message!("blocks-amount", label = label, amount = amount)))
    });
    named.collect::<Vec<_>>().join("; ")
}

/// Who holds something back, how many documents, and the amounts as people write them.
pub(super) type HeldBy = (String, Option<u64>, String);

/// What owners hold back: documents, and amounts as people write them. Those who hold nothing back are left out.
pub(super) fn of_owners(report: &Report) -> Vec<HeldBy> {
    by_whom(report, &report.review.audit.blocks.owners)
}

/// The same of departments.
pub(super) fn of_departments(report: &Report) -> Vec<HeldBy> {
    by_whom(report, &report.review.audit.blocks.departments)
}

fn by_whom(report: &Report, blocked: &[(String, Vec<Blocked>)]) -> Vec<HeldBy> {
    let held = blocked.iter().map(|(owner, blocked)| {
        let blocks = blocks(report, blocked);
        let amounts = amounts_told(report, &blocks);
        (owner.clone(), documents(&blocks), amounts)
    });
    held.filter(|(_, documents, _)| documents.is_none_or(|count| count > 0))
        .collect()
}

/// The amounts as people write them, each with what waits; empty where there is none.
fn amounts_told(report: &Report, blocks: &[Block]) -> String {
    let waits = |b: &&Block| b.documents.is_some_and(|count| count > 0);
    let told = blocks.iter().filter(waits).filter_map(|block| {
        let (label, amount) = (block.label.as_str(), block.money(report)?);
        Some(report.text(&message!("blocks-amount", label = label, amount = amount)))
    });
    told.collect::<Vec<_>>().join("\n")
}

/// What waits, link by link; empty where nothing does.
pub(super) fn parts(report: &Report, blocks: &[Block]) -> String {
    let part = |block: &Block| {
        let label = block.label.as_str();
        let part = match (block.documents, block.money(report)) {
            (Some(0), _) => return None,
            (None, _) => message!("blocks-unknown", label = label),
            (Some(count), None) => message!("blocks-count", label = label, count = count),
            (Some(count), Some(amount)) => {
                message!("blocks-part", label = label, count = count, amount = amount)
            }
        };
        Some(report.text(&part))
    };
    let parts: Vec<String> = blocks.iter().filter_map(part).collect();
    parts.join(" · ")
}

/// What waits, link by link, and for how long.
pub(super) fn since(report: &Report, blocks: &[Block]) -> String {
    let parts = parts(report, blocks);
    let text = match days(blocks) {
        Some(days) => report.text(&message!("blocks-since", parts = parts, days = days)),
        None => parts,
    };
    clean(&text)
}

/// What the findings of a rule hold back, in a sentence; none where that is nothing.
pub(super) fn held_back(report: &Report, result: &RuleResult) -> Option<String> {
    let blocks = blocks(report, report.review.audit.blocks.of_rule(result.ix)?);
    let parts = Some(parts(report, &blocks)).filter(|parts| !parts.is_empty())?;
    let message = match (documents(&blocks), days(&blocks)) {
        (None, _) => message!("terminal-blocks-unknown", parts = since(report, &blocks)),
        (Some(count), Some(days)) => {
            message!("terminal-blocks", count = count, parts = parts, days = days)
        }
        (Some(count), None) => {
            message!("terminal-blocks-undated", count = count, parts = parts)
        }
    };
    Some(clean(&report.text(&message)))
}

/// An amount as people write it, never with a single digit after the point.
pub(super) fn money(amount: &str) -> String {
    let grouped = grouped_decimal(amount);
    match amount.split_once('.') {
        Some((_, tenths)) if tenths.len() == 1 => format!("{grouped}0"),
        _ => grouped,
    }
}

#[cfg(test)]
mod tests {
    use super::money;

    #[test]
    fn amounts_are_written_as_money() {
        for (amount, shown) in [
            ("3200.5", "3,200.50"),
            ("1234567", "1,234,567"),
            ("-0.125", "-0.125"),
        ] {
            assert_eq!(money(amount), shown);
        }
    }
}
