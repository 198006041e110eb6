//! Judges one batch: a verdict for each row and rule, and the findings.

use std::borrow::Cow;
use std::collections::BTreeMap;

use polars::prelude::{BooleanChunked, Int64Chunked, Int128Chunked, StringChunked};

use super::causes;
use super::condition::{Condition, or};
use super::evaluate::{Evaluator, is_true};
use super::frames::{BatchContext, in_row, positions};
use super::lookups::LookupTable;
use super::open::{Open, OpenRows};
use super::sets::SetRows;
use super::told;
use super::undecided::documents;
use super::verdicts::{Judged, Tally, Verdicts};
use crate::coding::Misfit;
use crate::findings::Columns;
use crate::findings::finishing::{Find, Finisher};
use crate::findings::owners::OwnerNotes;
use crate::findings::said::NEEDED_BITS;
use crate::findings::said::Said;
use crate::rules::plan::standard::Standard;
use crate::rules::plan::{Coded, Detail, Expr, Judgement, LookupIx, Needed, Part, Source};
use crate::tables::date;
use crate::tables::typed::Values;
use crate::tables::types::FieldIx;

/// Judges all rows of a batch by one rule.
pub(crate) fn judge(evaluator: &Evaluator, finisher: &Finisher, context: &BatchContext) -> Judged {
    let rule = finisher.rule;
    match rule.plan.source {
        Source::Shape => return told::shape(evaluator, finisher, context),
        Source::Damage => return told::damage(evaluator, finisher, context),
        _ => {}
    }
    let mut open = Open::default();
    let mut hanging = None;
    let when = rule.when.as_ref().map(|when| {
        let (value, doubt) = evaluator.condition(when);
        hanging = open.add(evaluator, when, &value, doubt.as_ref());
        Condition::of(&value, doubt)
    });
    let mut judged = match &rule.plan.source {
        Source::Rows => rows(evaluator, finisher, context, when, hanging),
        _ => set(
            evaluator,
            finisher,
            context,
            when.as_ref(),
            hanging.as_ref(),
        ),
    };
    judged.open.when = open;
    judged
}

/// `hanging`: rows of which nobody knows whether the rule applies to them.
fn set(
    evaluator: &Evaluator,
    finisher: &Finisher,
    context: &BatchContext,
    when: Option<&Condition>,
    hanging: Option<&BooleanChunked>,
) -> Judged {
    let source = &finisher.rule.plan.source;
    let (set, mut counts, undecidable) =
        SetRows::gather(evaluator, source, when, finisher, context);
    let mut open = OpenRows::default();
    if set.is_empty() {
        let taken = when.map(|when| &when.holds);
        open.add_idle(evaluator, finisher.rule, taken);
    }
    let undecided = hanging.and_then(|rows| documents(evaluator, context, rows));
    counts.unplaced += undecided.as_ref().map_or(0, |undecided| undecided.unplaced);
    Judged {
        counts,
        set: Some(set),
        applies: when.map(|when| when.holds.clone()),
        undecidable: undecidable.as_ref().map_or(Vec::new(), |rows| {
            causes::undecidable(evaluator, finisher, context, rows)
        }),
        undecided: undecided.map_or(Vec::new(), |undecided| undecided.wanted),
        open,
        ..Judged::default()
    }
}

/// `hanging`: rows of which nobody knows whether the rule applies to them.
fn rows(
    evaluator: &Evaluator,
    finisher: &Finisher,
    context: &BatchContext,
    when: Option<Condition>,
    mut hanging: Option<BooleanChunked>,
) -> Judged {
    let rule = finisher.rule;
    let total = evaluator.typed.rows();
    let mut verdicts = Verdicts::default();
    let mut parts = Findings::new(evaluator, finisher, context);
    let mut open = OpenRows::default();
    let mut tallies = BTreeMap::new();
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
            let asked = when.as_ref().map(|when| &when.holds);
            let left = asked.map_or_else(|| violation.clone(), |asked| &violation | &!asked);
            let rows = open
                .must
                .add(evaluator, &judgement.violation, &left, undecidable.as_ref());
            if let Some(rows) = rows {
                or(&mut hanging, rows);
            }
        }
        let asked = when.as_ref().map(|when| &when.holds);
        open.add_astray(evaluator, judgement, &violation, asked);
        if let Some(Condition { holds: applies, .. }) = &when {
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
        if judgement.mistaken.is_some() {
            tallies.insert(ix, tally(evaluator, finisher, judgement, (&wrong, &right)));
        }
        or(&mut verdicts.violation, wrong);
        or(&mut verdicts.ok, right);
        if let Some(undecidable) = undecidable {
            or(&mut verdicts.undecidable, undecidable);
        }
    }
    let (applies, doubtful) = when.map(|when| (when.holds, when.doubtful)).unzip();
    if let Some(doubtful) = doubtful.flatten() {
        or(&mut verdicts.undecidable, doubtful);
    }
    let mask = verdicts.undecidable.as_ref();
    if let Some(rows) = mask {
        or(&mut hanging, rows.clone());
    }
    let undecided = hanging.and_then(|rows| documents(evaluator, context, &rows));
    let listed = mask.map(|mask| match &verdicts.violation {
        Some(violation) => mask & &!violation,
        None => mask.clone(),
    });
    let mut counts = verdicts.counts(total);
    counts.findings = parts.count;
    if counts.judged() == 0 {
        open.add_idle(evaluator, rule, applies.as_ref());
    }
    if let Some(undecided) = &undecided {
        counts.unplaced = undecided.unplaced;
    }
    Judged {
        counts,
        set: None,
        applies,
        undecidable: listed.map_or(Vec::new(), |rows| {
            causes::undecidable(evaluator, finisher, context, &rows)
        }),
        undecided: undecided.map_or(Vec::new(), |undecided| undecided.wanted),
        owners: std::mem::take(&mut parts.owners),
        open,
        tallies,
        findings: parts.columns(),
    }
}

/// How many rows are wrong by a judgement and how many are not, with the cells of the first.
fn tally(
    evaluator: &Evaluator,
    finisher: &Finisher,
    judgement: &Judgement,
    (wrong, right): (&BooleanChunked, &BooleanChunked),
) -> Tally {
    let columns = [Some(judgement.column), judgement.beside.first().copied()];
    let shown = |row: usize| {
        columns.map(|field| {
            let cell = |field| finisher.shown(field, evaluator.typed.cell(row, field));
            field.map_or_else(String::new, |field| cell(field).into_owned())
        })
    };
    Tally {
        wrong: wrong.num_trues() as u64,
        right: right.num_trues() as u64,
        example: positions(wrong, 1).first().map(|row| shown(*row)),
    }
}

/// Gathers the findings of one rule in one batch.
struct Findings<'a> {
    evaluator: &'a Evaluator<'a>,
    finisher: &'a Finisher<'a>,
    context: &'a BatchContext<'a>,
    count: u64,
    /// Row and index of the judgement.
    found: Vec<(usize, usize)>,
    /// By judgement, what there is to say.
    sayings: Vec<Saying<'a>>,
    owners: OwnerNotes,
}

impl<'a> Findings<'a> {
    fn new(
        evaluator: &'a Evaluator<'a>,
        finisher: &'a Finisher<'a>,
        context: &'a BatchContext<'a>,
    ) -> Findings<'a> {
        Findings {
            evaluator,
            finisher,
            context,
            count: 0,
            found: Vec::new(),
            sayings: Vec::new(),
            owners: OwnerNotes::default(),
        }
    }

    fn add(&mut self, judgement_ix: usize, judgement: &'a Judgement, wrong: &BooleanChunked) {
        let count = wrong.num_trues();
        if count == 0 {
            return;
        }
        self.count += count as u64;
        if let Some(owner) = self.finisher.rule.owner
            && self.finisher.knows_owners()
        {
            let all = positions(wrong, usize::MAX);
            let cells = all.iter().map(|&row| self.evaluator.typed.cell(row, owner));
            self.owners.add(&self.finisher.notes(cells));
        }
        let rows = positions(wrong, self.context.keep);
        if rows.is_empty() {
            return;
        }
        let saying = self.saying(judgement);
        self.sayings.resize_with(judgement_ix, || Saying::Nothing);
        self.sayings.push(saying);
        let found = rows.into_iter().map(|row| (row, judgement_ix));
        self.found.extend(found);
    }

    /// As columns, row by row: those of which all is kept, and the rest.
    fn columns(mut self) -> Vec<Columns> {
        self.found.sort_unstable();
        self.found.truncate(self.context.keep);
        let (told, rest) = self.found.split_at(self.found.len().min(self.context.told));
        let told = told
            .iter()
            .map(|&(row, judgement)| self.told(row, judgement));
        let rest = rest
            .iter()
            .map(|&(row, judgement)| self.named(row, judgement));
        let columns = [self.finisher.columns(told), self.finisher.columns(rest)];
        columns.into_iter().flatten().collect()
    }

    /// All that there is to say of a row.
    fn told(&self, row: usize, judgement: usize) -> Find<'a> {
        let fields = &self.finisher.rule.plan.judgements[judgement];
        let cell = |field| self.evaluator.typed.cell(row, field).into();
        Find {
            value: cell(fields.column),
            beside: fields.others().map(cell).collect(),
            said: match &self.sayings[judgement] {
                Saying::Nothing => None,
                Saying::Cell(field) => {
                    let cell = self.evaluator.typed.cell(row, *field);
                    Some(Said::Text(cell.into()))
                }
                Saying::Code(coded) => {
                    let code = self.evaluator.typed.cell(row, coded.column);
                    Some(Said::Code(Box::new(self.misfit(coded, code))))
                }
                Saying::Number(numbers) => numbers.get(row).map(Said::Number),
                Saying::Day(days) => days.get(row).map(|day| Said::Text(date::text(day).into())),
                Saying::Text(texts) => {
                    let text = texts.get(row).map(str::to_owned);
                    text.map(|text| Said::Text(text.into()))
                }
                Saying::Span(spans, ends) => {
                    let is_ahead = ends
                        .get(row)
                        .is_some_and(|end| end > self.evaluator.as_of.instant);
                    let said = if is_ahead { Said::SoFar } else { Said::Span };
                    spans.get(row).map(said)
                }
                Saying::Near(lookup, keys) => {
                    let near = keys.get(row).and_then(|key| lookup.near(key));
                    near.map(|near| Said::Number(near.number()))
                }
                Saying::Flaws(standard, field) => {
                    let flaws = standard.flaws(self.evaluator.typed.cell(row, *field));
                    Some(Said::Flaws(Cow::Owned(flaws)))
                }
                Saying::Needed(needed) => Some(Said::Number(needed_parts(needed, row))),
                Saying::Parts(parts) => Some(Said::Number(false_parts(parts, row))),
                Saying::Unfit(all) => {
                    let each = all.iter().map(|texts| texts.get(row).unwrap_or_default());
                    Some(Said::Unfit(
                        each.map(|text| text.to_owned().into()).collect(),
                    ))
                }
            }
            .unwrap_or_default(),
            ..self.named(row, judgement)
        }
    }

    /// What is wrong with a code, and what was probably meant.
    fn misfit(&self, coded: &Coded, code: &str) -> Misfit {
        let has = |lookup: LookupIx, word: &str| {
            self.evaluator.table_of(lookup).has_any(&[word.to_owned()])
        };
        let misfit = match coded.listed {
            Some((segment, lookup, may_tell)) => {
                let is_there = |word: &str| may_tell && has(lookup, word);
                coded.form.unlisted(code, segment, is_there)
            }
            None => coded.scheme.misfit(&coded.form, code),
        };
        misfit.listed(|meant| {
            coded.lists.iter().all(|(segment, lookup)| {
                let piece = coded.form.segment(meant, *segment);
                piece.is_none_or(|piece| has(*lookup, piece))
            })
        })
    }

    /// What a row is known by, and whose it is.
    fn named(&self, row: usize, judgement: usize) -> Find<'a> {
        Find {
            judgement,
            ..in_row(self.evaluator, self.finisher, self.context, row)
        }
    }

    fn saying(&self, judgement: &'a Judgement) -> Saying<'a> {
        match &judgement.detail {
            Detail::None
            | Detail::Secret
            | Detail::Source
            | Detail::Twin(..)
            | Detail::Figures(_)
            | Detail::Recurrence => Saying::Nothing,
            Detail::Raw(field) => Saying::Cell(*field),
            Detail::Code(coded) => Saying::Code(coded),
            Detail::Flaws(standard) => Saying::Flaws(standard.clone(), judgement.column),
            Detail::Number(expr) => Saying::Number(self.evaluator.number(expr)),
            Detail::Day(expr) => Saying::Day(self.evaluator.time(expr)),
            Detail::Text(expr) => Saying::Text(self.evaluator.text_of(expr).column()),
            Detail::Span(_, expr, _) => {
                let Values::Time(ends) = self.evaluator.typed.values(judgement.column) else {
                    unreachable!("a duration ends at a point in time")
                };
                Saying::Span(self.evaluator.time(expr), ends)
            }
            Detail::Near(lookup, keys) => {
                let table = self.evaluator.table_of(*lookup);
                Saying::Near(table, self.evaluator.key(keys).column())
            }
            // of one part it is known
            Detail::Parts(parts) if parts.len() < 2 => Saying::Nothing,
            Detail::Parts(parts) => {
                let part = |part: &Part| self.evaluator.condition(&part.condition).0;
                Saying::Parts(parts.iter().map(part).collect())
            }
            Detail::Needed(_) => match &judgement.violation {
                Expr::Lacks(needed, _) => {
                    let of = |one: &Needed| {
                        let masks = [&one.asked, &one.missing];
                        masks.map(|expr| self.evaluator.condition(expr).0)
                    };
                    Saying::Needed(needed.iter().map(of).collect())
                }
                _ => Saying::Nothing,
            },
            Detail::Unfit(fields) => {
                let texts = |(_, expr): &(_, _)| self.evaluator.text_of(expr).column();
                Saying::Unfit(fields.iter().map(texts).collect())
            }
        }
    }
}

/// What a judgement says of a row.
enum Saying<'a> {
    Nothing,
    Near(&'a LookupTable, StringChunked),
    Cell(FieldIx),
    Code(&'a Coded),
    Flaws(Standard, FieldIx),
    Number(Int128Chunked),
    Day(Int64Chunked),
    Text(StringChunked),
    /// How long it took, and when it ended.
    Span(Int64Chunked, Int64Chunked),
    Unfit(Vec<StringChunked>),
    Parts(Vec<BooleanChunked>),
    /// Whether something is asked, and whether it is missing.
    Needed(Vec<[BooleanChunked; 2]>),
}

/// Which fields are asked for in a row, and behind them, which of these are missing: a bit for each.
fn needed_parts(needed: &[[BooleanChunked; 2]], row: usize) -> i128 {
    let bits = needed.iter().enumerate().map(|(bit, [asked, missing])| {
        let is_asked = asked.get(row) == Some(true);
        let is_missing = is_asked && missing.get(row) == Some(true);
        i128::from(is_asked) << bit | i128::from(is_missing) << (bit + NEEDED_BITS)
    });
    bits.sum()
}

/// Which of several conditions do not hold in a row, a bit for each.
fn false_parts(parts: &[BooleanChunked], row: usize) -> i128 {
    let bits = parts.iter().enumerate().map(|(bit, part)| {
        // of a constant there is one for all rows
        let at = if part.len() == 1 { 0 } else { row };
        i128::from(part.get(at) == Some(false)) << bit
    });
    bits.sum()
}
