//! The rules: those with something open, those that said nothing, and the others.

use serde::Serialize;

use super::{Line, Pack, UNKNOWN, counted, counted_or_unknown, findings_of};
use crate::messages::message;
use crate::reports::{RuleResult, Status, gate, percent};

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
    new: String,
    fixed: String,
    rate: String,
    ok: String,
    why: String,
    fix: String,
}

pub(super) fn rules(pack: &Pack) -> Rules {
    let results = pack.report.rules();
    let (mut open, mut not_judged, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for result in &results {
        let row = row(pack, result);
        match result.status() {
            Status::Violated => open.push(row),
            Status::NotRun | Status::Undecided => not_judged.push(row),
            _ => others.push(row),
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

fn row(pack: &Pack, result: &RuleResult) -> Row {
    let report = pack.report;
    let (rule, counts) = (result.rule, result.counts());
    let severity = rule.severity;
    let word = report.messages.key(result.status().key());
    let status = gate::silence(report, result).map_or(word, |(_, reason)| reason);
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
        open: counted(result.open()),
        new: counted_or_unknown(result.history.map(|history| history.new)),
        fixed: counted_or_unknown(result.history.map(|history| history.fixed)),
        rate: counts.rate().map_or(UNKNOWN.to_owned(), percent),
        ok: counted(counts.ok),
        why: local(&rule.why),
        fix: local(&rule.fix),
    }
}
