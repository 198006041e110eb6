//! The rules: those with something open, those that said nothing, and the others.

use serde::Serialize;

use super::moves::{Cells, cells};
use super::{Line, Pack, UNKNOWN, counted, findings_of, has_before};
use crate::messages::message;
use crate::reports::blocks::{blocks, parts};
use crate::reports::{RuleResult, Status, percent, silence};
use crate::review::acting::{Acting, Ended, Share};

#[derive(Serialize)]
pub(super) struct Rules {
    open: Vec<Row>,
    not_judged: Vec<Row>,
    others: Vec<Row>,
    /// How many others there are.
    others_told: String,
}

#[derive(Serialize)]
struct Row {
    severity: Line,
    label: String,
    id: String,
    href: String,
    table: String,
    status: String,
    open: String,
    moves: Cells,
    rate: String,
    /// What waits for its documents.
    held: String,
    ok: String,
    why: String,
    fix: String,
}

pub(super) fn rules(pack: &Pack, acting: &Acting) -> Rules {
    let results = pack.report.rules();
    let (mut open, mut not_judged, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for result in &results {
        let row = row(pack, result, acting);
        if silence::silent(pack.report, result).is_some() {
            not_judged.push(row);
        } else if result.status() == Status::Violated && !result.rule.is_about_decisions() {
            open.push(row);
        } else {
            others.push(row);
        }
    }
    let told = message!("page-other-rules", count = others.len());
    Rules {
        open,
        not_judged,
        others_told: pack.report.text(&told),
        others,
    }
}

fn row(pack: &Pack, result: &RuleResult, acting: &Acting) -> Row {
    let report = pack.report;
    let (rule, counts) = (result.rule, result.counts());
    let severity = rule.severity;
    let word = report.messages.key(result.status().key());
    let status = silence::told(report, result).unwrap_or(word);
    let local = |text: &Option<_>| {
        let text = text
            .as_ref()
            .map(|text: &crate::messages::LocalText| text.in_lang(report.messages.lang));
        text.unwrap_or_default().to_owned()
    };
    Row {
        severity: Line::new(report.text(&severity.label())).tag(severity.tag()),
        label: report.rule_label(rule),
        id: rule.id.clone(),
        href: findings_of(&[("mark", "open"), ("rule", &rule.id)]),
        table: report.table_label(result.table).to_owned(),
        status,
        open: counted(result.left.open()),
        moves: moves(pack, result, acting),
        rate: result.open_rate().map_or(UNKNOWN.to_owned(), percent),
        held: report
            .review
            .audit
            .blocks
            .of_rule(result.ix)
            .map_or_else(String::new, |held| parts(report, &blocks(report, held))),
        ok: counted(counts.ok),
        why: local(&rule.why),
        fix: local(&rule.fix),
    }
}

/// What was fixed counts where somebody had to act on it, and is shown of rules that have failed.
fn moves(pack: &Pack, result: &RuleResult, acting: &Acting) -> Cells {
    let Some((share, _)) = acting.rules.get(&result.ix) else {
        return Cells::new();
    };
    let history = result.history;
    let share = Share {
        ended: Ended {
            fixed: history.map_or(0, |history| history.flow.fixed),
            gone: history.map_or(0, |history| history.flow.gone),
        },
        ..share.clone()
    };
    let is_compared = has_before(pack.report) && history.is_some_and(|history| history.compared);
    cells(pack, ("rule", &result.rule.id), &share, is_compared)
}
