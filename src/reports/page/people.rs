//! Who has to act, and on how much.

use serde::Serialize;

use super::{Pack, UNKNOWN, chart, counted, findings_of};
use crate::messages::message;
use crate::reports::blocks::{HeldBy, of_owners};
use crate::review::acting::{Acting, Shares};

/// Owners and departments that are named.
const MOST: usize = 10;

#[derive(Serialize)]
pub(super) struct People {
    rows: Vec<Row>,
    /// How many more there are; empty where all are named.
    more: String,
}

#[derive(Serialize)]
struct Row {
    name: String,
    href: String,
    open: String,
    bar: String,
    overdue: String,
    since: String,
    /// What waits for their documents.
    held: String,
}

/// Owners and departments.
pub(super) fn people(pack: &Pack, acting: &Acting) -> [People; 2] {
    let report = pack.report;
    [
        listed(pack, "owner", &acting.owners, &of_owners(report)),
        listed(pack, "department", &acting.departments, &[]),
    ]
}

/// What waits for the documents of somebody.
pub(super) fn held_by(held: &[HeldBy], name: &str) -> String {
    let found = held.iter().find(|(owner, ..)| owner == name);
    found.map_or_else(String::new, |(_, documents, amounts)| match documents {
        None => UNKNOWN.to_owned(),
        Some(count) if amounts.is_empty() => counted(*count),
        Some(_) => amounts.replace('\n', " · "),
    })
}

fn listed(pack: &Pack, facet: &str, shares: &Shares, held: &[HeldBy]) -> People {
    let report = pack.report;
    let sorted = shares.sorted();
    let most = sorted
        .iter()
        .map(|(_, share)| share.open)
        .max()
        .unwrap_or(0);
    let rows = sorted.iter().take(MOST).map(|(name, share)| {
        let shown = if name.is_empty() {
            report.messages.key("workbook-none")
        } else {
            (*name).to_owned()
        };
        Row {
            name: shown,
            href: findings_of(&[("mark", "open"), (facet, name)]),
            open: counted(share.open),
            bar: chart::share(share.open, most),
            overdue: counted(share.overdue),
            since: share.since.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
            held: held_by(held, name),
        }
    });
    let rows = rows.collect();
    let more = sorted.len().saturating_sub(MOST);
    let more = (more > 0).then(|| report.text(&message!("workbook-more", count = more)));
    People {
        rows,
        more: more.unwrap_or_default(),
    }
}
