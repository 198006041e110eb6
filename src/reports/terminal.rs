//! The report on a terminal: what could not be audited, a line for each rule, the worst findings by rule, what to do next.

use comfy_table::Color;

pub(crate) use super::harmless::{clean, steers};

use super::blocks::{self, Block};
use super::columns::{Shown, column};
use super::fills;
use super::finding::span;
use super::grid::{Cell, Column, Grid, Screen};
use super::times::{Of, lines, timed};
use super::undecidable::undecidable;
use super::{Finding, Report, RuleResult, Status, Verdict, percent, recurring};
use crate::findings::measured::Measured;
use crate::findings::outcome::Outcome;
use crate::findings::times::BUCKETS;
use crate::history::{Closed, RuleHistory, State};
use crate::messages::{Message, grouped, message};
use crate::rules::Origin;
use crate::rules::severity::Severity;

/// How the terminal wants it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) screen: Screen,
    /// Findings listed of each rule.
    pub(crate) limit: usize,
    /// Whether rules that found nothing are listed as well.
    pub(crate) verbose: bool,
}

/// Findings are listed of so many rules, the worst ones.
const MOST_RULES: usize = 20;

/// Owners and departments whose times are listed of each rule, those with the most open rows.
const MOST_PEOPLE: usize = 5;

/// Below this many columns, the id of a rule has a line of its own.
const NARROW: u16 = 125;

/// Columns whose filling is listed of each rule, and the runs before that it is shown beside.
const MOST_COLUMNS: usize = 8;
const MOST_RUNS: usize = 3;

/// Ids and keys up to this length are not broken.
const CODE: usize = 40;

/// Sentences are not broken into shorter lines than this.
const SENTENCE: usize = 26;

/// The whole report.
pub(crate) fn render(report: &Report, style: Style) -> String {
    let mut view = View {
        report,
        style,
        compared: false,
        left_out: Vec::new(),
        out: String::new(),
    };
    let rules = report.rules();
    view.head();
    view.compared = rules.iter().any(|r| r.history.is_some_and(|h| h.compared));
    view.told("terminal-errors", &report.errors(), Color::Red);
    view.told(
        "terminal-notices",
        &report.review.audit.notices,
        Color::Yellow,
    );
    view.summary(&rules);
    if style.verbose {
        view.times(&rules);
    }
    view.fills(&rules);
    let mut found: Vec<&RuleResult> = rules.iter().filter(|r| r.outside_baseline() > 0).collect();
    found.sort_by_key(|r| r.status() == Status::Disposed);
    let most = if style.verbose {
        usize::MAX
    } else {
        MOST_RULES
    };
    for result in found.iter().take(most) {
        view.rule(result);
    }
    if found.len() > most && style.limit > 0 {
        let text = message!("terminal-more-rules", count = found.len() - most);
        view.line(&report.text(&text));
        view.line("");
    }
    if style.verbose {
        view.undecidable(&rules);
    }
    view.closed("terminal-fixed", &rules, |h| {
        (h.fixed, &h.fixed_findings.listed)
    });
    view.closed("column-gone", &rules, |h| (h.gone, &h.gone_findings.listed));
    view.recurring(&rules);
    view.end(&rules);
    view.out
}

/// What a finding holds back, link by link in one column.
const BLOCKS: &str = "blocks";

struct View<'a> {
    report: &'a Report<'a>,
    style: Style,
    /// Whether an earlier run judged one of the rules.
    compared: bool,
    /// Headings of columns that there was no room for.
    left_out: Vec<String>,
    out: String,
}

impl<'a> View<'a> {
    fn head(&mut self) {
        let name = self.report.project.name.as_deref().unwrap_or("crm-audit");
        let files = self.report.files();
        let rows: u64 = self.report.exports().map(|i| i.rows).sum();
        let title = message!(
            "terminal-title",
            name = clean(name),
            as_of = self.report.review.audit.as_of.text(),
            files = message!("count-files", count = files),
            rows = message!("count-rows", count = rows)
        );
        let title = self.report.text(&title);
        let title = self.bold(&title, None);
        self.line(&title);
        self.line("");
    }

    fn told(&mut self, heading: &str, messages: &[Message], colour: Color) {
        if messages.is_empty() {
            return;
        }
        let heading = self.report.messages.key(heading);
        let heading = self.bold(&heading, Some(colour));
        self.line(&heading);
        for message in messages {
            let text = clean(&self.report.text(message));
            self.line(&format!("  • {text}"));
        }
        self.line("");
    }

    fn summary(&mut self, rules: &[RuleResult]) {
        let shown: Vec<&RuleResult> = rules
            .iter()
            .filter(|r| self.style.verbose || interesting(r))
            .collect();
        let hidden = rules.len() - shown.len();
        let not_run = if self.style.verbose {
            0
        } else {
            rules.iter().filter(|r| hushed(r)).count()
        };
        if !shown.is_empty() {
            let narrow = self.style.screen.width.is_some_and(|width| width < NARROW);
            let mut columns = vec![
                self.column("column-severity"),
                self.column("column-rule").flowing(CODE),
                self.column("column-table").flowing(SENTENCE).yielding(8),
                self.number("column-violations"),
                self.number("column-rate"),
            ];
            if self.report.review.labels.is_some() {
                columns.push(self.number("column-net-rate").yielding(4));
            }
            if self.compared {
                columns.extend([
                    self.number("column-new").yielding(7),
                    self.number("column-reopened").yielding(6),
                    self.number("column-fixed").yielding(5),
                ]);
            }
            columns.extend([
                self.number("column-pending").yielding(2),
                self.number("column-undecidable").yielding(3),
                self.number("column-not-applicable").yielding(1),
            ]);
            let mut grid = Grid::new(self.style.screen, columns);
            for result in shown {
                grid.row(self.summary_row(result, narrow));
            }
            self.print(grid);
        }
        if not_run > 0 {
            let text = self
                .report
                .text(&message!("terminal-constraints", count = not_run));
            self.line(&text);
        }
        let unseen = rules
            .iter()
            .filter(|r| !self.style.verbose && !interesting(r));
        let empty = unseen.filter(|r| had_no_rows(self.report, r)).count();
        if empty > 0 {
            let text = self
                .report
                .text(&message!("terminal-no-rows", count = empty));
            self.line(&text);
        }
        if hidden > not_run + empty {
            let count = hidden - not_run - empty;
            let text = if count == rules.len() {
                message!("terminal-quiet-all", count = count)
            } else {
                message!("terminal-quiet", count = count)
            };
            let text = self.report.text(&text);
            self.line(&text);
        }
        self.line("");
    }

    fn summary_row(&self, result: &RuleResult, narrow: bool) -> Vec<Cell> {
        let counts = result.counts();
        let label = self.report.rule_label(result.rule);
        let name = if label == result.rule.id {
            clean(&label)
        } else {
            let between = if narrow { '\n' } else { ' ' };
            format!("{}{between}[{}]", clean(&label), result.rule.id)
        };
        let mut row = vec![
            self.severity_cell(result.rule.severity),
            name.into(),
            clean(self.report.table_label(result.table)).into(),
        ];
        let word = match result.status() {
            Status::NotRun => Some(self.word("status-not-run", Color::Red)),
            Status::Undecided => Some(self.word("status-undecided", Color::Red)),
            Status::NoInput => Some(self.word("status-no-input", Color::Yellow)),
            Status::NeverActivated => Some(self.word("status-never-activated", Color::Yellow)),
            Status::Violated
            | Status::Tolerated
            | Status::InBaseline
            | Status::Disposed
            | Status::Ok => None,
        };
        let mut rate = counts.rate().map_or_else(|| "–".to_owned(), percent);
        if result.tolerated() {
            rate = format!("{rate} {}", self.report.messages.key("status-tolerated"));
        } else if result.status() == Status::InBaseline {
            rate = format!("{rate} {}", self.report.messages.key("status-in-baseline"));
        }
        row.extend([
            word.unwrap_or_else(|| number(counts.violation).into()),
            rate.into(),
        ]);
        if self.report.review.labels.is_some() {
            let net = result.net_rate().map_or_else(|| "–".to_owned(), percent);
            row.push(net.into());
        }
        if self.compared {
            let past = result.history.filter(|h| h.compared).map(|h| h.flow);
            let counts = past.map_or([0; 3], |flow| [flow.new, flow.reopened, flow.fixed]);
            row.extend(counts.map(|n| number(n).into()));
        }
        let others = [counts.pending, counts.undecidable, counts.not_applicable];
        row.extend(others.map(|n| number(n).into()));
        row
    }

    /// How long things take, and how long what is open has waited.
    fn times(&mut self, rules: &[RuleResult]) {
        let mut columns = vec![
            self.column("column-times").flowing(SENTENCE),
            self.number("column-finished").yielding(3),
            self.number("column-p50"),
            self.number("column-p90").yielding(4),
            self.number("column-longest").yielding(2),
            self.number("column-open"),
        ];
        let buckets = (0..=BUCKETS.len()).map(|at| self.report.text(&bucket(at)));
        columns.extend(buckets.map(|bucket| Column::number(bucket).yielding(1)));
        let mut grid = Grid::new(self.style.screen, columns);
        for result in rules {
            let Some((clock, times)) = timed(self.report, result) else {
                continue;
            };
            if times.total().is_empty() {
                continue;
            }
            for line in lines(times, MOST_PEOPLE) {
                let name = match line.of {
                    Of::Rule => clean(&self.report.rule_label(result.rule)),
                    Of::Rest => format!("  {}", self.report.text(&line.of.label())),
                    Of::Owner | Of::Department => format!("  {}", clean(&line.name)),
                };
                let (finished, open) = (&line.group.finished, &line.group.open);
                let time = |value: i64| {
                    let text = span(clock, value.saturating_mul(clock.unit()));
                    let shown = finished.count > 0;
                    if shown {
                        self.report.text(&text)
                    } else {
                        "–".to_owned()
                    }
                };
                let mut row = vec![name, number(finished.count)];
                row.extend([50, 90].map(|percent| time(finished.percentile(percent))));
                row.extend([time(finished.longest), number(open.count)]);
                row.extend(open.buckets.map(number));
                grid.row(row);
            }
        }
        if grid.is_empty() {
            return;
        }
        self.print(grid);
        self.line("");
    }

    /// How well columns are filled, beside the runs before; those that are full are left out unless all is to be shown.
    fn fills(&mut self, rules: &[RuleResult<'a>]) {
        let (runs, most) = if self.style.verbose {
            (usize::MAX, usize::MAX)
        } else {
            (MOST_RUNS, MOST_COLUMNS)
        };
        let days = fills::days(rules, runs);
        let mut columns = vec![
            self.column("column-fill").flowing(SENTENCE),
            self.number("column-asked").yielding(1),
            self.number("column-filled").yielding(2),
            self.number("column-fill-rate"),
        ];
        columns.extend(
            days.iter()
                .map(|day| Column::number((*day).to_owned()).yielding(3)),
        );
        let mut grid = Grid::new(self.style.screen, columns);
        for result in rules {
            let mut lines = fills::lines(self.report, result, &days);
            let all = lines.len();
            lines.retain(|line| self.style.verbose || !line.is_full());
            lines.truncate(most);
            if lines.is_empty() {
                continue;
            }
            let rate = |one: &Measured| one.rate().map_or_else(|| "–".to_owned(), percent);
            let mut head = vec![clean(&self.report.rule_label(result.rule))];
            head.resize(4 + days.len(), String::new());
            grid.row(head);
            let left = all - lines.len();
            for line in lines {
                let mut row = vec![
                    format!("  {}", clean(&line.column)),
                    number(line.now.among.unwrap_or_default()),
                    number(line.now.count),
                    rate(line.now),
                ];
                let before = line.before.into_iter();
                row.extend(before.map(|one| one.map_or_else(|| "–".to_owned(), rate)));
                grid.row(row);
            }
            if left > 0 {
                let more = self.report.text(&message!("fill-more", count = left));
                let mut row = vec![format!("  {more}")];
                row.resize(4 + days.len(), String::new());
                grid.row(row);
            }
        }
        if grid.is_empty() {
            return;
        }
        self.print(grid);
        self.line("");
    }

    fn rule(&mut self, result: &RuleResult<'a>) {
        let count = result.outside_baseline();
        if count == 0 || self.style.limit == 0 {
            return;
        }
        let findings = self.worst(result);
        let places: Vec<String> = findings.iter().map(|f| self.place(f)).collect();
        // of findings that are not listed only the table says where they are
        let all_listed = findings.len() as u64 == count;
        let one_place = places.windows(2).all(|pair| pair[0] == pair[1])
            && (all_listed || self.report.is_in_one_place(result.rule.table));
        self.rule_heading(result, places.first().filter(|_| one_place));
        if let Some(text) = blocks::held_back(self.report, result) {
            self.line(&format!("  {text}"));
        }
        let places = if one_place { &[] } else { places.as_slice() };
        let compared = result.history.is_some_and(|h| h.compared);
        let grid = self.findings_table(result, &findings, places, compared);
        self.print(grid);
        let more = count - findings.len() as u64;
        if more > 0 {
            let text = self.report.text(&message!("terminal-more", count = more));
            self.line(&format!("  {text}"));
        }
        self.line("");
    }

    /// Rows that could not be decided, with the reason.
    fn undecidable(&mut self, rules: &[RuleResult]) {
        let columns = [
            self.column("column-id").flowing(CODE),
            self.column("column-file").flowing(SENTENCE),
            self.number("column-row"),
            self.column("column-key").flowing(CODE),
            self.column("column-value").flowing(SENTENCE).yielding(1),
            self.column("column-reason").flowing(SENTENCE),
        ];
        let mut grid = Grid::new(self.style.screen, columns);
        let mut more = 0;
        for result in rules {
            let rows = undecidable(self.report, result);
            let shown = rows.len().min(self.style.limit);
            if result.status() != Status::NotRun {
                more += result.counts().undecidable.saturating_sub(shown as u64);
            }
            for row in &rows[..shown] {
                let file = match &row.sheet {
                    Some(sheet) => format!("{}!{sheet}", row.file),
                    None => row.file.clone(),
                };
                grid.row([
                    clean(&row.rule),
                    clean(&file),
                    row.row.to_string(),
                    clean(&row.key),
                    shortened(&clean(&row.value), 40),
                    clean(&row.reason),
                ]);
            }
        }
        if grid.is_empty() {
            return;
        }
        let heading = self.report.messages.key("terminal-undecidable");
        let heading = self.bold(&heading, None);
        self.line(&heading);
        self.print(grid);
        if more > 0 {
            let text = self
                .report
                .text(&message!("terminal-undecidable-more", count = more));
            self.line(&format!("  {text}"));
        }
        self.line("");
    }

    /// The findings that are listed: those that can fail a run, then those that were decided on.
    fn worst(&self, result: &RuleResult<'a>) -> Vec<Finding<'a>> {
        let limit = self.style.limit;
        let report: &'a Report<'a> = self.report;
        let all = || report.findings(result, usize::MAX);
        let mut findings: Vec<Finding> = all().filter(Finding::is_open).take(limit).collect();
        if result.labels.is_some() {
            let decided = all().filter(|f| !f.is_open() && f.in_baseline != Some(true));
            findings.extend(decided.take(limit - findings.len()));
        }
        findings
    }

    /// What the rule is called, where its findings are, why it matters and what to do.
    fn rule_heading(&mut self, result: &RuleResult, place: Option<&String>) {
        let rule = result.rule;
        let severity = self.report.text(&rule.severity.label());
        let label = clean(&self.report.rule_label(rule));
        let count = message!("count-findings", count = result.outside_baseline());
        let count = self.report.text(&count);
        let heading = self.bold(&format!("{severity}  {label}"), Some(colour(rule.severity)));
        let place = place.map_or(String::new(), |place| format!("  {}", clean(place)));
        self.line(&format!("{heading}  [{}]  {count}{place}", rule.id));
        for (key, text) in [("terminal-why", &rule.why), ("terminal-fix", &rule.fix)] {
            if let Some(text) = text {
                let word = self.report.messages.key(key);
                let text = message!("terminal-advice", word = word, text = text.clone());
                let text = clean(&self.report.text(&text));
                self.line(&format!("  {text}"));
            }
        }
    }

    fn blocks_text(&self, blocks: &[Block]) -> String {
        blocks::since(self.report, blocks)
    }

    /// `places` is empty where they all are the same, which the heading says.
    fn findings_table(
        &self,
        result: &RuleResult,
        findings: &[Finding],
        places: &[String],
        compared: bool,
    ) -> Grid {
        let mut names = vec!["row", "key", "value", "message"];
        if findings.iter().any(|finding| !finding.owner.is_empty()) {
            names.push("owner");
        }
        if compared {
            names.push("state");
        }
        let holds_back = |finding: &Finding| !self.held_by(finding).is_empty();
        if findings.iter().any(holds_back) {
            names.push(BLOCKS);
        }
        if findings.iter().any(|f| f.disposition.is_some()) {
            names.push("disposition");
        }
        let place = (!places.is_empty()).then(|| self.column("column-file").flowing(SENTENCE));
        let columns = names.iter().map(|&name| match name {
            "row" => self.number(column(name).heading),
            "key" => self.column(column(name).heading).flowing(CODE),
            "value" => self.column(column(name).heading).flowing(CODE).yielding(1),
            "message" => self.column(column(name).heading).flowing(SENTENCE),
            BLOCKS => self.column("column-blocks").flowing(SENTENCE).yielding(2),
            "state" => self
                .column(column(name).heading)
                .flowing(SENTENCE)
                .yielding(3),
            name => self.column(column(name).heading).flowing(SENTENCE),
        });
        let mut grid = Grid::new(self.style.screen, place.into_iter().chain(columns));
        for (at, finding) in findings.iter().enumerate() {
            let shown = Shown {
                report: self.report,
                result,
                severity: "",
                label: "",
                finding,
            };
            let place = places.get(at).map(|place| clean(place));
            let cells = names.iter().map(|&name| self.finding_cell(name, &shown));
            grid.row(place.into_iter().chain(cells));
        }
        grid
    }

    fn finding_cell(&self, name: &str, shown: &Shown) -> String {
        let words = |name: &str| clean(&column(name).words(shown).written());
        match name {
            "value" => shortened(&words("value"), 40),
            "owner" => self.owner(shown.finding),
            "state" => self.state(shown.finding),
            BLOCKS => self.held_by(shown.finding),
            name => words(name),
        }
    }

    fn held_by(&self, finding: &Finding) -> String {
        self.blocks_text(finding.blocks.as_deref().unwrap_or_default())
    }

    /// Who must act, with a mark on who was new.
    fn owner(&self, finding: &Finding) -> String {
        let owner = clean(finding.owner);
        if finding.new_staff == Some(true) {
            self.report.text(&message!("owner-new", owner = owner))
        } else {
            owner
        }
    }

    /// Whether a finding is new, and since when it is not.
    fn state(&self, finding: &Finding) -> String {
        let first = finding.first_seen.unwrap_or_default();
        match finding.state {
            None => String::new(),
            Some(State::New) => self.report.messages.key("state-new"),
            Some(State::Again) => self.report.text(&message!("state-again", first = first)),
            Some(State::Reopened) => self.report.text(&message!("state-reopened", first = first)),
        }
    }

    /// What earlier runs found and this one does not, under a heading.
    fn closed(
        &mut self,
        heading: &str,
        rules: &[RuleResult],
        which: fn(&RuleHistory) -> (u64, &[Closed]),
    ) {
        let some = |r: &RuleResult| r.history.is_some_and(|h| which(h).0 > 0);
        if !rules.iter().any(some) || self.style.limit == 0 {
            return;
        }
        let heading = self.report.messages.key(heading);
        let heading = self.bold(&heading, Some(Color::Green));
        self.line(&heading);
        for result in rules {
            let Some((count @ 1.., closed)) = result.history.map(which) else {
                continue;
            };
            let listed = closed.iter().take(self.style.limit);
            let mut documents: Vec<String> = listed.map(|one| clean(&one.document)).collect();
            documents.dedup();
            if count > self.style.limit as u64 {
                documents.push("…".to_owned());
            }
            let label = clean(&self.report.rule_label(result.rule));
            let text = message!(
                "terminal-fixed-rule",
                label = label,
                rule = result.rule.id.as_str(),
                count = count,
                documents = documents
            );
            let text = self.report.text(&text);
            self.line(&format!("  {text}"));
        }
        self.line("");
    }

    /// Who has findings of the same rule month after month.
    fn recurring(&mut self, rules: &[RuleResult]) {
        let count = recurring(rules).count();
        if count == 0 || self.style.limit == 0 {
            return;
        }
        let heading = self.report.recurring_heading();
        let heading = self.bold(&heading, Some(Color::Yellow));
        self.line(&heading);
        let columns = [
            self.column("column-owner").flowing(SENTENCE),
            self.column("column-rule").flowing(SENTENCE),
            self.number("column-months"),
            self.number("column-findings"),
        ];
        let mut grid = Grid::new(self.style.screen, columns);
        for (result, recurring) in recurring(rules).take(self.style.limit) {
            grid.row([
                clean(&recurring.owner),
                clean(&self.report.rule_label(result.rule)),
                grouped(recurring.months as u64),
                grouped(recurring.findings),
            ]);
        }
        self.print(grid);
        if count > self.style.limit {
            let more = message!("terminal-more", count = count - self.style.limit);
            let text = self.report.text(&more);
            self.line(&format!("  {text}"));
        }
        self.line("");
    }

    /// The file of a finding, and its sheet.
    fn place(&self, finding: &Finding) -> String {
        let file = self.short_name(finding.file);
        match &finding.sheet {
            Some(sheet) => format!("{file}!{sheet}"),
            None => file.to_owned(),
        }
    }

    /// What it comes to and what to do now.
    fn end(&mut self, rules: &[RuleResult]) {
        let disposed = self.report.disposed_text(rules);
        if let Some(disposed) = &disposed {
            self.line(&self.report.text(disposed));
        }
        let parts: Vec<String> = Severity::ALL
            .into_iter()
            .filter_map(|severity| {
                let count = self.report.findings_of(severity);
                let word = self.report.text(&severity.label());
                (count > 0).then(|| {
                    self.bold(
                        &format!("{word} {}", grouped(count)),
                        Some(colour(severity)),
                    )
                })
            })
            .collect();
        if !parts.is_empty() {
            let total = Severity::ALL.map(|severity| self.report.findings_of(severity));
            let total = total.iter().sum::<u64>();
            let total = self.report.text(&message!("count-findings", count = total));
            let parts = parts.join(" · ");
            let text = if disposed.is_some() {
                message!("terminal-undecided", total = total, parts = parts)
            } else {
                message!("terminal-total", total = total, parts = parts)
            };
            self.line(&self.report.text(&text));
        }
        if let Some(text) = self.report.about_decisions_text() {
            self.line(&self.report.text(&text));
        }
        let known = rules.iter().map(|r| r.in_baseline).sum::<u64>();
        if known > 0 {
            let text = message!("terminal-in-baseline", count = known);
            self.line(&self.report.text(&text));
        }
        if let Some(change) = self.report.change() {
            self.line(&self.report.text(&change));
        }
        let bar = self.report.text(&self.report.fail_on.label());
        let (message, colour) = match self.report.verdict() {
            Verdict::Clean => (message!("verdict-clean", bar = bar), Color::Green),
            Verdict::Findings => (message!("verdict-findings", bar = bar), Color::Red),
            Verdict::NotAudited => (message!("verdict-not-audited"), Color::Red),
            Verdict::NothingChecked => (message!("verdict-nothing-checked"), Color::Yellow),
        };
        let text = self.report.text(&message);
        let text = self.bold(&text, Some(colour));
        self.line(&text);
        if !self.left_out.is_empty() {
            let text = message!("terminal-left-out", columns = self.left_out.clone());
            self.line(&self.report.text(&text));
        }
        if rules.iter().any(|r| r.counts().findings > 0) {
            let text = self.report.messages.key("terminal-next");
            self.line(&text);
        }
    }

    /// The file without its folder, where no other input is called the same.
    fn short_name<'n>(&self, file: &'n str) -> &'n str {
        let base = |name: &'n str| name.rsplit('/').next().unwrap_or(name);
        let short = base(file);
        let names = self
            .report
            .review
            .audit
            .inputs
            .iter()
            .map(|i| i.input.name.as_str());
        let alike = names
            .filter(|name| name.rsplit('/').next() == Some(short))
            .count();
        if alike > 1 { file } else { short }
    }

    fn column(&self, key: &str) -> Column {
        Column::new(self.report.messages.key(key))
    }

    fn number(&self, key: &str) -> Column {
        Column::number(self.report.messages.key(key))
    }

    /// A table, and which of its columns there was no room for.
    fn print(&mut self, grid: Grid) {
        let drawn = grid.draw();
        for heading in drawn.left_out {
            if !self.left_out.contains(&heading) {
                self.left_out.push(heading);
            }
        }
        self.out.push_str(&drawn.lines);
        self.out.push('\n');
    }

    fn severity_cell(&self, severity: Severity) -> Cell {
        Cell::coloured(self.report.text(&severity.label()), colour(severity))
    }

    fn word(&self, key: &str, colour: Color) -> Cell {
        Cell::coloured(self.report.messages.key(key), colour)
    }

    fn bold(&self, text: &str, colour: Option<Color>) -> String {
        if !self.style.screen.colour {
            return text.to_owned();
        }
        let code = match colour {
            Some(Color::Red) => "1;31",
            Some(Color::Yellow) => "1;33",
            Some(Color::Green) => "1;32",
            Some(Color::Magenta) => "1;35",
            Some(Color::Cyan) => "1;36",
            _ => "1",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(&self.style.screen.broken(text));
        self.out.push('\n');
    }
}

/// A count of a table; nothing does not catch the eye.
fn number(n: u64) -> String {
    if n == 0 { "·".to_owned() } else { grouped(n) }
}

/// How long the open rows of a bucket have waited, in days of the clock.
pub(super) fn bucket(at: usize) -> Message {
    match (
        at.checked_sub(1).map(|before| BUCKETS[before]),
        BUCKETS.get(at),
    ) {
        (None, _) => message!("times-bucket-first", to = BUCKETS[0]),
        (Some(over), Some(&to)) => message!("times-bucket", over = over, to = to),
        (Some(over), None) => message!("times-bucket-last", over = over),
    }
}

fn interesting(result: &RuleResult) -> bool {
    let counts = result.counts();
    counts.violation > 0
        || counts.pending > 0
        || counts.undecidable > 0
        || result
            .history
            .is_some_and(|h| h.fixed + h.gone + h.left_open > 0)
        || (!matches!(result.outcome, Outcome::Judged(_)) && !hushed(result))
        || (counts.judged() == 0 && counts.not_applicable > 0 && result.rule.when.is_some())
}

/// Whether there was no row that it could have judged: that it found nothing says nothing.
fn had_no_rows(report: &Report, result: &RuleResult) -> bool {
    let mut files = report
        .exports()
        .filter(|file| file.table == result.rule.table);
    let rows = files
        .next()
        .map(|first| first.rows + files.map(|file| file.rows).sum::<u64>());
    rows == Some(0) && matches!(result.outcome, Outcome::Judged(_))
}

/// Constraints of a table that could not be read: the table is told once, not each of them.
fn hushed(result: &RuleResult) -> bool {
    !matches!(result.outcome, Outcome::Judged(_))
        && matches!(result.rule.origin, Origin::Dictionary(_))
}

fn colour(severity: Severity) -> Color {
    match severity {
        Severity::Critical => Color::Magenta,
        Severity::High => Color::Red,
        Severity::Medium => Color::Yellow,
        Severity::Low => Color::Cyan,
        Severity::Info => Color::White,
    }
}

/// At most so many characters, with an ellipsis where something was cut.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(clean("a\nb\u{202e}c"), "a⏎b\\u{202e}c");
        assert_eq!(clean("A\u{200b}1\u{ad}"), "A\\u{200b}1\\u{ad}");
        assert_eq!(clean("华东"), "华东");
    }

    #[test]
    fn cuts_are_shown() {
        assert_eq!(shortened("一二三四五", 4), "一二三…");
        assert_eq!(shortened("一二三四", 4), "一二三四");
    }
}
