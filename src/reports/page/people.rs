//! Who has to act, and on how much.

use serde::Serialize;

use super::{Line, Pack, UNKNOWN, chart, counted, findings_of};
use crate::messages::message;
use crate::reports::RuleResult;
use crate::reports::blocks::{HeldBy, of_owners};
use crate::review::acting::{Acting, Shares, first};

/// Owners and departments that are named.
const MOST: usize = 10;

#[derive(Serialize)]
pub(super) struct People {
    rows: Vec<Row>,
    /// How many more there are; empty where all are named.
    more: String,
    /// What nobody has; empty where that is nothing.
    nobody: Line,
    /// Why there are none.
    reason: String,
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
        listed(
            pack,
            ("owner", "page-no-owners"),
            &acting.owners,
            &of_owners(report),
        ),
        listed(
            pack,
            ("department", "page-no-departments"),
            &acting.departments,
            &[],
        ),
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

/// `none`: the key of what is said where nobody is named.
fn listed(pack: &Pack, (facet, none): (&str, &str), shares: &Shares, held: &[HeldBy]) -> People {
    let report = pack.report;
    let sorted = shares.sorted();
    let (shown, more) = first(&sorted, MOST);
    let most = shown.iter().map(|(_, share)| share.open).max().unwrap_or(0);
    let rows = shown.iter().map(|(name, share)| {
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
    let more = (more > 0).then(|| report.text(&message!("workbook-more", count = more)));
    let nobody = shares.nobodys().filter(|_| !shown.is_empty());
    let nobody = nobody.map(|share| {
        let told = report.text(&match facet {
            "owner" => message!("page-nobodys", count = share.open),
            _ => message!("page-departmentless", count = share.open),
        });
        Line::new(told).href(findings_of(&[("mark", "open"), (facet, "")]))
    });
    let reason = if report.rules().iter().any(RuleResult::failed) {
        none
    } else {
        "minutes-nothing-open"
    };
    People {
        rows,
        more: more.unwrap_or_default(),
        nobody: nobody.unwrap_or_default(),
        reason: report.messages.key(reason),
    }
}
