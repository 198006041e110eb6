//! Judges one batch: a verdict for each row and rule, and the findings.

use polars::prelude::{
    BooleanChunked, ChunkedCollectInferIterExt, Column, DataFrame, IdxSize, IntoColumn, NamedFrom,
    PlSmallStr, Series, StringChunkedBuilder,
};

use super::evaluate::{Evaluator, is_true};
use super::sets::SetRows;
use crate::findings::mask;
use crate::rules::Rule;
use crate::rules::plan::{Detail, FieldIx, Judgement, Source};
use crate::tables::{Table, number};

/// How many rows got which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) ok: u64,
    pub(crate) violation: u64,
    pub(crate) pending: u64,
    pub(crate) not_applicable: u64,
    pub(crate) undecidable: u64,
    /// Findings: a row can have several, one for each column that is wrong.
    pub(crate) findings: u64,
}

impl Counts {
    /// Rows that the rule applied to.
    pub(crate) fn judged(&self) -> u64 {
        self.ok + self.violation + self.pending
    }

    /// Violations among the decided rows; none where nothing was decided.
    pub(crate) fn rate(&self) -> Option<f64> {
        let decided = self.ok + self.violation;
        #[allow(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
        (decided > 0).then(|| self.violation as f64 / decided as f64)
    }

    pub(crate) fn add(&mut self, other: &Counts) {
        self.ok += other.ok;
        self.violation += other.violation;
        self.pending += other.pending;
        self.not_applicable += other.not_applicable;
        self.undecidable += other.undecidable;
        self.findings += other.findings;
    }
}

/// What a rule found in a batch.
#[derive(Default)]
pub(crate) struct Judged {
    pub(crate) counts: Counts,
    pub(crate) findings: Option<DataFrame>,
    pub(crate) set: Option<SetRows>,
}

/// Where a batch belongs.
pub(crate) struct Place<'a> {
    pub(crate) table: &'a Table,
    /// Index of the file in the audit's evidence of this table.
    pub(crate) input: u32,
    /// The most findings to keep of each rule.
    pub(crate) keep: usize,
}

/// Judges all rows of a batch by one rule.
pub(crate) fn judge(evaluator: &Evaluator, rule: &Rule, place: &Place) -> Judged {
    if rule.kind == "shape" {
        return shape(evaluator, rule, place);
    }
    let when = rule.when.as_ref().map(|when| {
        let (condition, doubt) = evaluator.condition(when);
        let doubtful = doubt.map(|d| &d & &condition.is_null());
        (is_true(&condition), doubtful)
    });
    match &rule.plan.source {
        Source::Rows => rows(evaluator, rule, place, when),
        source => {
            let (set, counts) = SetRows::gather(evaluator, source, when.as_ref(), rule, place);
            Judged {
                counts,
                findings: None,
                set: Some(set),
            }
        }
    }
}

type When = Option<(BooleanChunked, Option<BooleanChunked>)>;

fn rows(evaluator: &Evaluator, rule: &Rule, place: &Place, when: When) -> Judged {
    let total = evaluator.typed.rows();
    let mut verdicts = Verdicts::default();
    let mut parts = Findings::new(evaluator, rule, place);
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
    if let Some((_, Some(doubtful))) = when {
        or(&mut verdicts.undecidable, doubtful);
    }
    let mut counts = verdicts.counts(total);
    counts.findings = parts.count;
    Judged {
        counts,
        findings: parts.finish(),
        set: None,
    }
}

/// Rows by verdict, over all judgements of a rule. A row gets the worst: violation, undecidable, pending, ok.
#[derive(Default)]
struct Verdicts {
    violation: Option<BooleanChunked>,
    undecidable: Option<BooleanChunked>,
    pending: Option<BooleanChunked>,
    ok: Option<BooleanChunked>,
}

impl Verdicts {
    fn counts(self, total: usize) -> Counts {
        let mut seen: Option<BooleanChunked> = None;
        let mut count = |mask: Option<BooleanChunked>| {
            let Some(mask) = mask else { return 0 };
            let fresh = match &seen {
                Some(seen) => &mask & &!seen,
                None => mask,
            };
            let count = fresh.num_trues() as u64;
            or(&mut seen, fresh);
            count
        };
        let violation = count(self.violation);
        let undecidable = count(self.undecidable);
        let pending = count(self.pending);
        let ok = count(self.ok);
        let not_applicable = total as u64 - violation - undecidable - pending - ok;
        Counts {
            ok,
            violation,
            pending,
            not_applicable,
            undecidable,
            findings: 0,
        }
    }
}

fn or(to: &mut Option<BooleanChunked>, mask: BooleanChunked) {
    *to = Some(match to.take() {
        Some(before) => &before | &mask,
        None => mask,
    });
}

/// The set bits' positions, in order.
pub(crate) fn positions(mask: &BooleanChunked, most: usize) -> Vec<usize> {
    mask.iter()
        .enumerate()
        .filter(|(_, set)| *set == Some(true))
        .map(|(row, _)| row)
        .take(most)
        .collect()
}

/// Gathers the findings of one rule in one batch as columns.
struct Findings<'a> {
    evaluator: &'a Evaluator<'a>,
    rule: &'a Rule,
    place: &'a Place<'a>,
    count: u64,
    frames: Option<DataFrame>,
}

impl<'a> Findings<'a> {
    fn new(evaluator: &'a Evaluator<'a>, rule: &'a Rule, place: &'a Place<'a>) -> Findings<'a> {
        Findings {
            evaluator,
            rule,
            place,
            count: 0,
            frames: None,
        }
    }

    fn add(&mut self, judgement_ix: usize, judgement: &Judgement, wrong: &BooleanChunked) {
        let count = wrong.num_trues();
        if count == 0 {
            return;
        }
        self.count += count as u64;
        let rows = positions(wrong, self.place.keep);
        let details = self.details(judgement, &rows);
        let frame = frame(
            self.evaluator,
            self.rule,
            self.place,
            judgement_ix,
            &rows,
            details,
        );
        match &mut self.frames {
            None => self.frames = Some(frame),
            Some(frames) => append(frames, &frame),
        }
    }

    fn details(&self, judgement: &Judgement, rows: &[usize]) -> Vec<Option<String>> {
        match &judgement.detail {
            Detail::None | Detail::Source => vec![None; rows.len()],
            Detail::Raw(field) => {
                let sensitive = self.place.table.fields[*field].sensitive;
                let cell = |row: &usize| self.evaluator.typed.cell(*row, *field);
                rows.iter()
                    .map(|row| Some(mask(cell(row), sensitive).into_owned()))
                    .collect()
            }
            Detail::Number(expr) => {
                let numbers = self.evaluator.number(expr);
                rows.iter()
                    .map(|&row| numbers.get(row).map(number::text))
                    .collect()
            }
            Detail::Span(expr) => {
                let spans = self.evaluator.time(expr);
                rows.iter()
                    .map(|&row| spans.get(row).map(|s| s.to_string()))
                    .collect()
            }
        }
    }

    fn finish(self) -> Option<DataFrame> {
        self.frames
    }
}

/// Appends without copying what is there.
pub(crate) fn append(frame: &mut DataFrame, other: &DataFrame) {
    frame
        .vstack_mut(other)
        .expect("all finding frames have the same columns");
}

/// The columns of findings at the given rows of a batch.
pub(crate) fn frame(
    evaluator: &Evaluator,
    rule: &Rule,
    place: &Place,
    judgement: usize,
    rows: &[usize],
    details: Vec<Option<String>>,
) -> DataFrame {
    let typed = evaluator.typed;
    let column = rule.plan.judgements[judgement].column;
    let height = rows.len();
    let lines: Vec<u64> = rows.iter().map(|&row| typed.batch.line(row)).collect();
    let cells = |name: &str, field: Option<FieldIx>| {
        let sensitive = field.is_some_and(|f| place.table.fields[f].sensitive);
        let cell = |row: usize| field.map_or("", |f| typed.cell(row, f).trim());
        texts(name, rows.iter().map(|&row| mask(cell(row), sensitive)))
    };
    let value = if rule.kind == "shape" {
        None
    } else {
        Some(column)
    };
    let sensitive = place.table.fields.get(column).is_some_and(|f| f.sensitive);
    let value = texts(
        "value",
        rows.iter()
            .map(|&row| value.map_or("".into(), |field| mask(typed.cell(row, field), sensitive))),
    );
    let key = texts(
        "key",
        rows.iter()
            .map(|&row| document_key(evaluator, place.table, row)),
    );
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a rule has a handful of judgements"
    )]
    let judgement = Series::new(
        PlSmallStr::from_static("judgement"),
        vec![judgement as u32; height],
    );
    let details: polars::prelude::StringChunked = details
        .into_iter()
        .collect_ca(PlSmallStr::from_static("detail"));
    let columns = vec![
        judgement.into_column(),
        Series::new(PlSmallStr::from_static("input"), vec![place.input; height]).into_column(),
        Series::new(PlSmallStr::from_static("row"), lines).into_column(),
        key,
        value,
        details.into_column(),
        cells("owner", rule.owner),
        cells("department", place.table.department),
    ];
    DataFrame::new(height, columns).expect("all columns have one entry per finding")
}

fn texts<'t>(name: &str, values: impl Iterator<Item = std::borrow::Cow<'t, str>>) -> Column {
    let mut out = StringChunkedBuilder::new(name.into(), values.size_hint().0);
    for value in values {
        out.append_value(&*value);
    }
    out.finish().into_column()
}

/// The cells of the table's key, as they stand in the file, between unit separators.
fn document_key<'t>(
    evaluator: &Evaluator<'t>,
    table: &Table,
    row: usize,
) -> std::borrow::Cow<'t, str> {
    match table.key.as_slice() {
        [one] => evaluator.typed.cell(row, *one).trim().into(),
        fields => {
            let parts: Vec<&str> = fields
                .iter()
                .map(|&f| evaluator.typed.cell(row, f).trim())
                .collect();
            parts.join("\u{1f}").into()
        }
    }
}

/// Rows with fewer or more cells than the header.
fn shape(evaluator: &Evaluator, rule: &Rule, place: &Place) -> Judged {
    let batch = evaluator.typed.batch;
    let ragged: Vec<(usize, usize)> = batch.ragged().collect();
    let count = ragged.len() as u64;
    let counts = Counts {
        ok: batch.rows() as u64 - count,
        violation: count,
        findings: count,
        ..Counts::default()
    };
    if ragged.is_empty() {
        return Judged {
            counts,
            ..Judged::default()
        };
    }
    let kept = &ragged[..ragged.len().min(place.keep)];
    let rows: Vec<usize> = kept.iter().map(|(row, _)| *row).collect();
    let details = kept
        .iter()
        .map(|(_, cells)| Some(format!("{cells}\u{1f}{}", batch.width())))
        .collect();
    Judged {
        counts,
        findings: Some(frame(evaluator, rule, place, 0, &rows, details)),
        set: None,
    }
}

/// Rows of a frame by position.
pub(crate) fn take(frame: &DataFrame, rows: &[IdxSize]) -> DataFrame {
    let rows = polars::prelude::IdxCa::from_vec(PlSmallStr::EMPTY, rows.to_vec());
    frame.take(&rows).expect("positions lie inside the frame")
}
