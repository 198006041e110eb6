//! Judges one batch: a verdict for each row and rule, and the findings.

use polars::prelude::{BooleanChunked, DataFrame};

use super::evaluate::{Evaluator, is_true};
use super::frames::{InRow, Place, frame, positions};
use super::open::{Open, OpenRows};
use super::presence::documents;
use super::sets::SetRows;
use super::times::measure;
use super::told;
use super::verdicts::{Judged, Verdicts, or};
use crate::findings::people::{Owners, Told};
use crate::rules::Rule;
use crate::rules::plan::{Detail, Judgement, Source};
use crate::tables::mask::mask;
use crate::tables::{date, number};

/// Judges all rows of a batch by one rule.
pub(crate) fn judge(evaluator: &Evaluator, rule: &Rule, place: &Place) -> Judged {
    match rule.plan.source {
        Source::Shape => return told::shape(evaluator, rule, place),
        Source::Damage => return told::damage(evaluator, rule, place),
        _ => {}
    }
    let mut open = Open::default();
    let when = rule.when.as_ref().map(|when| {
        let (condition, doubt) = evaluator.condition(when);
        open.add(evaluator, when, &condition, doubt.as_ref());
        let doubtful = doubt.map(|d| &d & &condition.is_null());
        (is_true(&condition), doubtful)
    });
    let mut judged = match &rule.plan.source {
        Source::Rows => rows(evaluator, rule, place, when),
        source => {
            let (set, counts) = SetRows::gather(evaluator, source, when.as_ref(), rule, place);
            Judged {
                counts,
                set: Some(set),
                ..Judged::default()
            }
        }
    };
    judged.open.when = open;
    judged
}

type When = Option<(BooleanChunked, Option<BooleanChunked>)>;

fn rows(evaluator: &Evaluator, rule: &Rule, place: &Place, when: When) -> Judged {
    let total = evaluator.typed.rows();
    let mut verdicts = Verdicts::default();
    let mut parts = Findings::new(evaluator, rule, place);
    let mut open = Open::default();
    for (ix, judgement) in rule.plan.judgements.iter().enumerate() {
        let (violation, doubt) = evaluator.condition(&judgement.violation);
        let mut undecidable = doubt.map(|d| &d & &violation.is_null());
        if let Some(expr) = &judgement.undecidable {
            or(&mut undecidable, is_true(&evaluator.condition(expr).0));
        }
        let mut wrong = is_true(&violation);
        let mut right = is_true(&!&violation);
        if let Some(undecidable) = &undecidable {
            wrong = &wrong & &!undecidable;
            right = &right & &!undecidable;
        }
        if judgement.written {
            let asked = when.as_ref().map(|(applies, _)| applies);
            let left = asked.map_or_else(|| violation.clone(), |asked| &violation | &!asked);
            open.add(evaluator, &judgement.violation, &left, undecidable.as_ref());
        }
        if let Some((applies, _)) = &when {
            wrong = &wrong & applies;
            right = &right & applies;
            undecidable = undecidable.map(|u| &u & applies);
        }
        if let Some(pending) = &judgement.pending
            && right.any()
        {
            let waiting = &right & &is_true(&evaluator.condition(pending).0);
            right = &right & &!&waiting;
            or(&mut verdicts.pending, waiting);
        }
        parts.add(ix, judgement, &wrong);
        or(&mut verdicts.violation, wrong);
        or(&mut verdicts.ok, right);
        if let Some(undecidable) = undecidable {
            or(&mut verdicts.undecidable, undecidable);
        }
    }
    let timing = rule.plan.timing.as_ref();
    let applies = when.as_ref().map(|(applies, _)| applies);
    let times = timing.map(|timing| measure(evaluator, rule, timing, place, applies));
    if let Some((_, Some(doubtful))) = when {
        or(&mut verdicts.undecidable, doubtful);
    }
    let mask = verdicts.undecidable.as_ref();
    let undecided = mask.and_then(|mask| documents(evaluator, place, mask));
    let mut counts = verdicts.counts(total);
    counts.findings = parts.count;
    if let Some(undecided) = &undecided {
        counts.unplaced = undecided.unplaced;
    }
    Judged {
        counts,
        set: None,
        times,
        undecided: undecided.map_or(Vec::new(), |undecided| undecided.wanted),
        owners: std::mem::take(&mut parts.owners),
        open: OpenRows {
            must: open,
            ..OpenRows::default()
        },
        findings: parts.frame(),
    }
}

/// Gathers the findings of one rule in one batch.
struct Findings<'a> {
    evaluator: &'a Evaluator<'a>,
    rule: &'a Rule,
    place: &'a Place<'a>,
    count: u64,
    found: Vec<InRow>,
    owners: Told,
}

impl<'a> Findings<'a> {
    fn new(evaluator: &'a Evaluator<'a>, rule: &'a Rule, place: &'a Place<'a>) -> Findings<'a> {
        Findings {
            evaluator,
            rule,
            place,
            count: 0,
            found: Vec::new(),
            owners: Told::default(),
        }
    }

    fn add(&mut self, judgement_ix: usize, judgement: &Judgement, wrong: &BooleanChunked) {
        let count = wrong.num_trues();
        if count == 0 {
            return;
        }
        self.count += count as u64;
        if let (Some(owner), Some(_)) = (self.rule.owner, self.place.people) {
            let owners = Owners::new(self.rule, self.place.table, self.place.people);
            let all = positions(wrong, usize::MAX);
            let cells = all.iter().map(|&row| self.evaluator.typed.cell(row, owner));
            self.owners.add(&owners.told(cells));
        }
        let rows = positions(wrong, self.place.keep);
        if rows.is_empty() {
            return;
        }
        let details = self.details(judgement, &rows);
        let found = rows.into_iter().zip(details);
        self.found.extend(found.map(|(row, detail)| InRow {
            row,
            judgement: judgement_ix,
            detail,
        }));
    }

    /// As columns, row by row; none where there are none.
    fn frame(mut self) -> Option<DataFrame> {
        self.found.sort_by_key(|found| found.row);
        self.found.truncate(self.place.keep);
        let found = (!self.found.is_empty()).then_some(self.found)?;
        Some(frame(self.evaluator, self.rule, self.place, found))
    }

    fn details(&self, judgement: &Judgement, rows: &[usize]) -> Vec<Option<String>> {
        match &judgement.detail {
            Detail::None | Detail::Source | Detail::Recurrence => vec![None; rows.len()],
            Detail::Raw(field) => {
                let sensitive = self.place.table.fields[*field].sensitive;
                let cell = |row: &usize| self.evaluator.typed.cell(*row, *field);
                rows.iter()
                    .map(|row| Some(mask(cell(row), sensitive).into_owned()))
                    .collect()
            }
            Detail::Secret => vec![Some("***".to_owned()); rows.len()],
            Detail::Number(expr) => {
                let numbers = self.evaluator.number(expr);
                rows.iter()
                    .map(|&row| numbers.get(row).map(number::text))
                    .collect()
            }
            Detail::Day(expr) => {
                let days = self.evaluator.time(expr);
                rows.iter()
                    .map(|&row| days.get(row).map(date::text))
                    .collect()
            }
            Detail::Span(_, expr) => {
                let spans = self.evaluator.time(expr);
                rows.iter()
                    .map(|&row| spans.get(row).map(|s| s.to_string()))
                    .collect()
            }
        }
    }
}
