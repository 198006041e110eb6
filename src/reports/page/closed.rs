//! What was found before and is not any more.

use serde::Serialize;

use super::{Pack, has_before};
use crate::history::Closed as Ended;
use crate::messages::message;
use crate::reports::columns::columns_called;
use crate::reports::of_company;

/// Findings that are listed.
const MOST: usize = 300;

#[derive(Serialize)]
pub(super) struct Closed {
    heading: String,
    rows: Vec<Row>,
    /// How many more there are; empty where all are listed.
    more: String,
    /// Why there are none; empty where there are.
    reason: String,
}

#[derive(Serialize)]
struct Row {
    rule: String,
    label: String,
    document: String,
    field: String,
    /// `fixed` or `gone`, and what people call it.
    state: &'static str,
    told: String,
    first: String,
    last: String,
    owner: String,
    department: String,
}

pub(super) fn closed(pack: &Pack) -> Closed {
    let report = pack.report;
    let mut rows = Vec::new();
    let mut all = 0;
    let history = report.review.history.as_ref();
    let compared = history.filter(|_| report.review.is_whole);
    for result in of_company(&report.rules()) {
        let Some((history, of_rule)) = compared.zip(result.history) else {
            continue;
        };
        all += of_rule.fixed + of_rule.gone;
        let label = report.rule_label(result.rule);
        let ended = [
            ("fixed", "column-fixed", &of_rule.fixed_findings.listed),
            ("gone", "column-gone", &of_rule.gone_findings.listed),
        ];
        for (state, word, listed) in ended {
            let mut told = report.messages.key(word);
            if state == "fixed" && history.rules.demands_otherwise(&result.rule.id) {
                told = report.text(&message!("page-closed-by-rule", state = told));
            }
            let room = MOST - rows.len();
            rows.extend(listed.iter().take(room).map(|one: &Ended| {
                let (first, last) = history.days_of(one);
                let who = one.who.clone().unwrap_or_default();
                Row {
                    rule: result.rule.id.clone(),
                    label: label.clone(),
                    document: one.document.clone(),
                    field: columns_called(report, result.table, &one.field),
                    state,
                    told: told.clone(),
                    first: first.to_owned(),
                    last: last.to_owned(),
                    owner: who.owner,
                    department: who.department,
                }
            }));
        }
    }
    let more = all.saturating_sub(rows.len() as u64);
    let more = (more > 0).then(|| report.text(&message!("page-closed-more", count = more)));
    let reason = match has_before(report) {
        _ if !rows.is_empty() => String::new(),
        _ if !report.review.is_whole => report.messages.key("page-partial-unknown"),
        true => report.messages.key("page-closed-none"),
        false => report.messages.key("page-closed-unknown"),
    };
    Closed {
        heading: report.messages.key("page-closed"),
        rows,
        more: more.unwrap_or_default(),
        reason,
    }
}
