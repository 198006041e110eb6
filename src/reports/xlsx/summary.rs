//! The first sheet, made to be shown on a wall and printed: the verdict, five figures with the month before, what is open and who
//! must act, what to do about the worst rules, and how it has been over the months.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::board::{Board, COLUMNS, Span};
use super::cells::{clean, day};
use super::findings::Places;
use super::style::{Styles, rate_in};
use super::{blocks, chart, paper, title};
use crate::history::Figures;
use crate::messages::{Message, message};
use crate::reports::blocks::of_owners;
use crate::reports::runs::runs;
use crate::reports::{Report, RuleResult, Verdict, of_company, percent, recurring};
use crate::review::acting::{Acting, first};
use crate::rules::severity::Severity;
use crate::tables::date;

/// Owners and departments that are named.
const MOST_SHARES: usize = 12;
/// Rules that are named with what to do.
const MOST_RULES: usize = 10;
/// Owners that are named for what recurs; programs read all of them in JSON.
const MOST_RECURRING: usize = 30;
/// The columns on the left of a page in two halves, and those on its right.
const LEFT: Span = Span(0, 9);
const RIGHT: Span = Span(11, COLUMNS - 1);

/// Fills the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
    places: &Places,
) -> Result<(), XlsxError> {
    let mut results = report.rules();
    results.sort_by_key(RuleResult::status);
    paper(sheet, report);
    let mut page = Page {
        report,
        styles,
        places,
        results: &results,
        runs: runs(report, &results),
        chart_rows: None,
        board: Board::new(sheet, styles)?,
    };
    page.head()?;
    page.told("terminal-errors", &report.errors())?;
    page.verdict()?;
    page.figures()?;
    page.open()?;
    page.shares()?;
    page.remarks()?;
    page.worst()?;
    page.trend()?;
    page.recurring()?;
    blocks::write(&mut page.board, report, styles, &results)?;
    page.told("terminal-notices", &report.review.audit.notices)
}

struct Page<'a> {
    report: &'a Report<'a>,
    styles: &'a Styles,
    places: &'a Places,
    results: &'a [RuleResult<'a>],
    runs: Vec<Figures>,
    /// The rows beside which a chart has room.
    chart_rows: Option<(u32, u32)>,
    board: Board<'a>,
}

impl Page<'_> {
    fn head(&mut self) -> Result<(), XlsxError> {
        let rows = self.report.exports().map(|i| i.rows).sum::<u64>();
        let subtitle = message!(
            "workbook-subtitle",
            as_of = date::text(self.report.review.audit.as_of.day),
            files = message!("count-files", count = self.report.files()),
            rows = message!("count-rows", count = rows)
        );
        let styles = self.styles;
        self.board
            .text(Span::ALL, title(self.report), &styles.title)?;
        self.board.height(36)?;
        self.board.next()?;
        let subtitle = self.report.text(&subtitle);
        self.board.line(Span::ALL, &subtitle, &styles.subtitle)?;
        self.board.gap();
        Ok(())
    }

    /// Messages under a heading.
    fn told(&mut self, heading: &str, messages: &[Message]) -> Result<(), XlsxError> {
        if messages.is_empty() {
            return Ok(());
        }
        self.heading(heading)?;
        for message in messages {
            let text = format!("•  {}", self.report.text(message));
            self.board.line(Span::ALL, &text, &self.styles.remark)?;
        }
        self.board.gap();
        Ok(())
    }

    fn verdict(&mut self) -> Result<(), XlsxError> {
        let bar = self.report.text(&self.report.fail_on.label());
        let (good, bad) = (&self.styles.verdict_good, &self.styles.verdict_bad);
        let (message, format) = match self.report.verdict() {
            Verdict::Clean => (message!("verdict-clean", bar = bar), good),
            Verdict::Findings => (message!("verdict-findings", bar = bar), bad),
            Verdict::NotAudited => (message!("verdict-not-audited"), bad),
            Verdict::NothingChecked => (
                message!("verdict-nothing-checked"),
                &self.styles.verdict_doubtful,
            ),
        };
        let text = self.report.text(&message);
        self.board.text(Span::ALL, &text, format)?;
        self.board.height(34)?;
        self.board.next()?;
        self.board.gap();
        Ok(())
    }

    /// Five figures, each with that of the run before.
    fn figures(&mut self) -> Result<(), XlsxError> {
        let Some((now, before)) = self.runs.split_last() else {
            return Ok(());
        };
        let before = before.last();
        let compared = self.report.review.history.is_some() && before.is_some();
        let count = |of: fn(&Figures) -> u64| {
            let now = Figure::Count(of(now));
            (now, before.map(|before| Figure::Count(of(before))))
        };
        let changed = |of: fn(&Figures) -> u64| {
            if compared {
                count(of)
            } else {
                (Figure::Unknown, None)
            }
        };
        let rate = |figures: &Figures| figures.rate().map_or(Figure::Unknown, Figure::Share);
        let figures = [
            ("workbook-open", count(|f| f.open)),
            ("column-new", changed(|f| f.new)),
            ("column-reopened", changed(|f| f.reopened)),
            ("column-fixed", changed(|f| f.fixed)),
            ("column-rate", (rate(now), before.map(rate))),
        ];
        let last = before.map(|before| before.day.clone());
        let spans = (0..5u16).map(|at| Span(at * 4, at * 4 + 3));
        let figures: Vec<_> = spans.zip(figures).collect();
        for (span, (key, _)) in &figures {
            let label = self.report.messages.key(key);
            self.board.text(*span, &label, &self.styles.card_label)?;
        }
        self.board.next()?;
        for (span, (_, (now, _))) in &figures {
            self.figure(*span, *now)?;
        }
        self.board.height(40)?;
        self.board.next()?;
        for (span, (_, (_, before))) in &figures {
            let text = match (before, &last) {
                (Some(before), Some(day)) => {
                    let figure = before.text();
                    let text = message!("workbook-before", day = day.as_str(), figure = figure);
                    self.report.text(&text)
                }
                _ => self.report.messages.key("workbook-before-none"),
            };
            self.board.text(*span, &text, &self.styles.card_note)?;
        }
        self.board.next()?;
        self.board.gap();
        Ok(())
    }

    fn figure(&mut self, span: Span, figure: Figure) -> Result<(), XlsxError> {
        let format = &self.styles.card;
        match figure {
            Figure::Count(count) => self.board.number(span, count, format),
            Figure::Share(share) => {
                let format = rate_in(format, share);
                self.board.float(span, share, &format)
            }
            Figure::Unknown => self.board.text(span, "–", format),
        }
    }

    /// What is open by severity, and beside it how it has been over the months or, in the first one, the worst rules.
    fn open(&mut self) -> Result<(), XlsxError> {
        let decided = self.report.disposed_text(self.results).is_some();
        let open = if decided {
            "workbook-undecided"
        } else {
            "column-findings"
        };
        let before = self.runs.iter().rev().nth(1).cloned();
        let top = self.board.row();
        let spans = [Span(0, 1), Span(2, 4), Span(5, 6), Span(7, 9)];
        let keys = ["column-severity", open, "workbook-rules-violated"];
        let mut heads: Vec<(Span, String, bool)> = spans
            .into_iter()
            .zip(keys)
            .map(|(span, key)| (span, self.key(key), span.0 > 0))
            .collect();
        let last = before.as_ref().map(|before| {
            let day = before.day.as_str();
            self.report
                .text(&message!("workbook-found-before", day = day))
        });
        heads.push((spans[3], last.unwrap_or_default(), true));
        self.board.headers(&heads)?;
        let mut total = [0; 3];
        for severity in Severity::ALL {
            let of = |figures: &Option<Figures>| {
                let by = figures.as_ref().map(|f| &f.by_severity);
                by.and_then(|by| by.get(&severity)).copied().unwrap_or(0)
            };
            let violated = |r: &&RuleResult| r.rule.severity == severity && r.failed();
            let violated = of_company(self.results).filter(violated).count() as u64;
            let numbers = [self.report.findings_of(severity), violated, of(&before)];
            let word = self.report.text(&severity.label());
            self.board
                .text(spans[0], &word, self.styles.severity(severity))?;
            self.counts(&spans[1..], numbers, before.is_some(), &self.styles.count)?;
            total = [0, 1, 2].map(|at| total[at] + numbers[at]);
        }
        let word = self.key("workbook-total");
        self.board.text(spans[0], &word, &self.styles.bold)?;
        self.counts(
            &spans[1..],
            total,
            before.is_some(),
            &self.styles.bold_number,
        )?;
        self.board.down_to(top + CHART_ROWS);
        self.board.gap();
        self.chart_rows = Some((top, self.board.row() - 1));
        Ok(())
    }

    fn counts(
        &mut self,
        spans: &[Span],
        numbers: [u64; 3],
        compared: bool,
        format: &Format,
    ) -> Result<(), XlsxError> {
        for (at, (span, number)) in spans.iter().zip(numbers).enumerate() {
            if at == 2 && !compared {
                self.board.text(*span, "", format)?;
            } else if number == 0 {
                self.board.number(*span, number, &self.styles.faint)?;
            } else {
                self.board.number(*span, number, format)?;
            }
        }
        self.board.next()?;
        Ok(())
    }

    /// Who must act: owners on the left, departments on the right.
    fn shares(&mut self) -> Result<(), XlsxError> {
        let acting = Acting::new(self.report.project, self.report.review);
        let (owners, departments) = (acting.owners.sorted(), acting.departments.sorted());
        if owners.is_empty() && departments.is_empty() {
            return Ok(());
        }
        let held = of_owners(self.report);
        let is_held = !held.is_empty();
        let spans = if is_held {
            [Span(0, 1), Span(2, 2), Span(3, 3), Span(4, 4)]
        } else {
            [Span(0, 3), Span(4, 5), Span(6, 7), Span(8, 9)]
        };
        let mut left = vec![
            (spans[0], "column-owner", false),
            (spans[1], "workbook-open", true),
            (spans[2], "column-new", true),
            (spans[3], "workbook-overdue", true),
        ];
        if is_held {
            left.push((Span(5, 6), "column-blocks", true));
            left.push((Span(7, 9), "column-blocks-amount", false));
        }
        let right = [
            (Span(RIGHT.0, RIGHT.0 + 4), "column-department", false),
            (Span(RIGHT.0 + 5, RIGHT.0 + 5), "workbook-open", true),
            (Span(RIGHT.0 + 6, RIGHT.0 + 6), "column-new", true),
            (Span(RIGHT.0 + 7, RIGHT.0 + 8), "workbook-overdue", true),
        ];
        let headings = [
            (LEFT, "workbook-by-owner"),
            (RIGHT, "workbook-by-department"),
        ];
        for (span, key) in headings {
            let heading = self.key(key);
            self.board.text(span, &heading, &self.styles.heading)?;
        }
        self.board.next()?;
        let heads: Vec<(Span, String, bool)> = left
            .iter()
            .chain(&right)
            .map(|(span, key, number)| (*span, self.key(key), *number))
            .collect();
        self.board.headers(&heads)?;
        let (owners, more_owners) = first(&owners, MOST_SHARES);
        let (departments, more_departments) = first(&departments, MOST_SHARES);
        let lines = owners.len().max(departments.len());
        let none = self.key("workbook-none");
        for at in 0..lines {
            let sides = [
                (&left[..], owners.get(at)),
                (&right[..], departments.get(at)),
            ];
            for (side, (columns, line)) in sides.into_iter().enumerate() {
                let Some((name, share)) = line else {
                    continue;
                };
                let shown = if name.is_empty() {
                    none.as_str()
                } else {
                    *name
                };
                let format = if name.is_empty() {
                    &self.styles.quiet_text
                } else {
                    &self.styles.text
                };
                self.board.text(columns[0].0, shown, format)?;
                let numbers = [share.open, share.new, share.overdue];
                for ((span, ..), number) in columns[1..].iter().zip(numbers) {
                    let format = match number {
                        0 => &self.styles.faint,
                        _ => &self.styles.count,
                    };
                    self.board.number(*span, number, format)?;
                }
                if side == 0 && is_held {
                    self.waiting(held.iter().find(|(owner, ..)| owner == name))?;
                }
            }
            self.board.next()?;
        }
        let more = [more_owners, more_departments];
        for (span, more) in [LEFT, RIGHT].into_iter().zip(more) {
            if more > 0 {
                let text = self.report.text(&message!("workbook-more", count = more));
                self.board.text(span, &text, &self.styles.note)?;
            }
        }
        if more.iter().any(|more| *more > 0) {
            self.board.next()?;
        }
        self.board.gap();
        Ok(())
    }

    fn waiting(&mut self, held: Option<&(String, Option<u64>, String)>) -> Result<(), XlsxError> {
        let (count, amount) = (Span(5, 6), Span(7, 9));
        let Some((_, documents, text)) = held else {
            self.board.text(count, "", &self.styles.text)?;
            return self.board.text(amount, "", &self.styles.text);
        };
        match documents {
            Some(documents) => self.board.number(count, *documents, &self.styles.count)?,
            None => self.board.text(count, "–", &self.styles.faint)?,
        }
        self.board.text(amount, text, &self.styles.text)
    }

    /// What the totals leave out and where the findings go on.
    fn remarks(&mut self) -> Result<(), XlsxError> {
        let mut told = Vec::new();
        let tolerated = self.results.iter().filter(|r| r.tolerated());
        let count = tolerated.map(|r| r.counts().findings).sum::<u64>();
        if count > 0 {
            let findings = message!("count-findings", count = count);
            told.push(message!("workbook-tolerated", findings = findings));
        }
        let known = self.results.iter().map(|r| r.in_baseline).sum::<u64>();
        if known > 0 {
            told.push(message!("terminal-in-baseline", count = known));
        }
        told.extend(self.report.disposed_text(self.results));
        told.extend(self.report.about_decisions_text());
        told.extend(self.report.change());
        if self.places.sheets.len() > 1 {
            let sheets = self.places.sheets.clone();
            told.push(message!("workbook-more-sheets", sheets = sheets));
        }
        for message in &told {
            let text = self.report.text(message);
            self.board.line(Span::ALL, &text, &self.styles.note)?;
        }
        if !told.is_empty() {
            self.board.gap();
        }
        Ok(())
    }

    /// The worst rules with what to do, each linked to the sheet of rules.
    fn worst(&mut self) -> Result<(), XlsxError> {
        let worst = of_company(self.results).filter(|r| r.failed());
        let worst: Vec<&RuleResult> = worst.take(MOST_RULES).collect();
        if worst.is_empty() {
            return Ok(());
        }
        self.heading("workbook-worst")?;
        let columns = [
            (Span(0, 1), "column-severity", false),
            (Span(2, 7), "column-rule", false),
            (Span(8, 8), "workbook-open", true),
            (Span(9, 9), "column-new", true),
            (Span(10, COLUMNS - 1), "column-fix", false),
        ];
        let heads = columns.map(|(span, key, number)| (span, self.key(key), number));
        self.board.headers(&heads)?;
        let first = self.board.row();
        for result in &worst {
            let severity = self.report.text(&result.rule.severity.label());
            let format = self.styles.severity(result.rule.severity);
            self.board.text(columns[0].0, &severity, format)?;
            let label = self.report.rule_label(result.rule);
            match self.places.rules.get(&result.ix) {
                Some(link) => {
                    let url = Url::new(link.as_str()).set_text(clean(&label));
                    self.board
                        .link(columns[1].0, &label, &url, &self.styles.link)?;
                }
                None => self.board.text(columns[1].0, &label, &self.styles.text)?,
            }
            let new = result.history.map(|h| h.flow.new);
            self.board
                .number(columns[2].0, result.open(), &self.styles.count)?;
            match new {
                Some(new) => self.board.number(columns[3].0, new, &self.styles.count)?,
                None => self.board.text(columns[3].0, "–", &self.styles.faint)?,
            }
            let fix = result.rule.fix.as_ref().map(|fix| self.report.local(fix));
            self.board
                .text(columns[4].0, &fix.unwrap_or_default(), &self.styles.text)?;
            self.board.next()?;
        }
        let last = self.board.row() - 1;
        self.board.gap();
        if self.runs.len() < 2 {
            let bars = chart::worst_rules(self.report, &worst, (first, last));
            self.chart(bars)?;
        }
        Ok(())
    }

    /// How it has been over the recorded runs.
    fn trend(&mut self) -> Result<(), XlsxError> {
        if self.runs.len() < 2 {
            return Ok(());
        }
        self.heading("workbook-trend")?;
        let mut columns = vec![
            (Span(0, 1), self.key("column-as-of"), false),
            (Span(2, 3), self.key("workbook-open"), true),
        ];
        for (at, severity) in (4..).step_by(2).zip(Severity::ALL) {
            columns.push((Span(at, at + 1), self.report.text(&severity.label()), true));
        }
        let keys = ["column-new", "column-reopened", "column-fixed"];
        for (at, key) in (14..).step_by(2).zip(keys) {
            columns.push((Span(at, at + 1), self.key(key), true));
        }
        self.board.headers(&columns)?;
        let first = self.board.row();
        let runs = std::mem::take(&mut self.runs);
        for run in &runs {
            match day(&run.day) {
                Some(number) => self.board.float(columns[0].0, number, &self.styles.day)?,
                None => self.board.text(columns[0].0, &run.day, &self.styles.text)?,
            }
            let severities = Severity::ALL.map(|s| run.by_severity.get(&s).copied().unwrap_or(0));
            let numbers = std::iter::once(run.open).chain(severities).chain([
                run.new,
                run.reopened,
                run.fixed,
            ]);
            for ((span, ..), number) in columns[1..].iter().zip(numbers) {
                let format = match number {
                    0 => &self.styles.faint,
                    _ => &self.styles.count,
                };
                self.board.number(*span, number, format)?;
            }
            self.board.next()?;
        }
        let last = self.board.row() - 1;
        self.board.gap();
        self.runs = runs;
        let severities: Vec<(u16, Severity)> = (4..).step_by(2).zip(Severity::ALL).collect();
        let columns = chart::trend(self.report, &severities, (first, last));
        self.chart(Some(columns))
    }

    /// Puts a chart beside what is open.
    fn chart(&mut self, chart: Option<rust_xlsxwriter::Chart>) -> Result<(), XlsxError> {
        match (chart, self.chart_rows) {
            (Some(chart), Some(rows)) => self.board.chart(chart, RIGHT, rows),
            _ => Ok(()),
        }
    }

    /// Who has findings of the same rule month after month.
    fn recurring(&mut self) -> Result<(), XlsxError> {
        if recurring(self.results).next().is_none() {
            return Ok(());
        }
        let heading = self.report.recurring_heading();
        self.board.line(Span::ALL, &heading, &self.styles.heading)?;
        let columns = [
            (Span(0, 1), "column-severity", false),
            (Span(2, 9), "column-rule", false),
            (Span(10, 15), "column-owner", false),
            (Span(16, 17), "column-months", true),
            (Span(18, 19), "column-findings", true),
        ];
        let heads = columns.map(|(span, key, number)| (span, self.key(key), number));
        self.board.headers(&heads)?;
        for (result, recurring) in recurring(self.results).take(MOST_RECURRING) {
            let severity = self.report.text(&result.rule.severity.label());
            let format = self.styles.severity(result.rule.severity);
            self.board.text(columns[0].0, &severity, format)?;
            let label = self.report.rule_label(result.rule);
            self.board.text(columns[1].0, &label, &self.styles.text)?;
            self.board
                .text(columns[2].0, &recurring.owner, &self.styles.text)?;
            let numbers = [recurring.months as u64, recurring.findings];
            for ((span, ..), number) in columns[3..].iter().zip(numbers) {
                self.board.number(*span, number, &self.styles.count)?;
            }
            self.board.next()?;
        }
        let more = recurring(self.results)
            .count()
            .saturating_sub(MOST_RECURRING);
        if more > 0 {
            let text = self.report.text(&message!("workbook-more", count = more));
            self.board.line(Span::ALL, &text, &self.styles.note)?;
        }
        self.board.gap();
        Ok(())
    }

    fn heading(&mut self, key: &str) -> Result<(), XlsxError> {
        let heading = self.key(key);
        self.board.line(Span::ALL, &heading, &self.styles.heading)
    }

    fn key(&self, key: &str) -> String {
        self.report.messages.key(key)
    }
}

/// The least rows beside the chart.
const CHART_ROWS: u32 = 9;

/// A figure of a run.
#[derive(Debug, Clone, Copy)]
enum Figure {
    Count(u64),
    Share(f64),
    /// It is the first run, or nothing was judged.
    Unknown,
}

impl Figure {
    fn text(self) -> String {
        match self {
            Figure::Count(count) => crate::messages::grouped(count),
            Figure::Share(share) => percent(share),
            Figure::Unknown => "–".to_owned(),
        }
    }
}
