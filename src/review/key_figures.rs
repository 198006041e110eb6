//! Where the company stands: open findings, rows in order, what is handled, held back and overdue.

use std::io;

use super::Review;
use super::labels::Labels;
use super::left::Left;
use super::silent::Silent;
use crate::findings::key_figures::{Handled, Held, InOrder, KeyFigures};
use crate::findings::outcome::{Audit, Outcome};
use crate::findings::{Found, Row};
use crate::messages::Lang;
use crate::project::Project;
use crate::rules::Rule;
use crate::rules::plan::Link;
use crate::rules::severity::Severity;
use crate::tables::types::TableIx;

/// The tag of rules about what has been handled and is open in the system all the same.
pub(crate) const HANDLED: &str = "handled";

/// Counts them.
pub(crate) fn key_figures(project: &Project, review: &Review) -> KeyFigures {
    let audit = &review.audit;
    let mut figures = KeyFigures::default();
    let mut flawed = Flawed::new(audit);
    let mut judged = vec![false; project.tables.len()];
    let mut handled: Option<io::Result<Handled>> = None;
    let mut is_handled_silent = false;
    for (ix, rule) in project.rules.iter().enumerate() {
        let is_silent = Silent::of(project, review, ix).is_some();
        figures.not_judged += u64::from(is_silent);
        is_handled_silent |= is_silent && is_about_handled(rule);
        let Some(Outcome::Judged(counts)) = &audit.outcomes[ix] else {
            continue;
        };
        judged[rule.table] |= !counts.none_decided();
        let left = Left::new(project, review, ix);
        if !rule.is_about_decisions() {
            *figures.open.entry(rule.severity).or_default() += left.open();
        }
        let found = audit.findings.of(ix);
        if let Some(found) = found.filter(|_| left.failed()) {
            flawed.mark(project, rule, found, &left);
        }
        if is_about_handled(rule) {
            let before = handled.unwrap_or_else(|| Ok(Handled::default()));
            handled = Some(before.and_then(|mut sum| {
                sum.pending += counts.pending;
                if let Some(found) = found {
                    add_still_open(project, rule, found, &left, &mut sum)?;
                }
                Ok(sum)
            }));
        }
    }
    if !figures.open.is_empty() {
        for severity in Severity::ALL {
            figures.open.entry(severity).or_default();
        }
    }
    for (table, dictionary) in project.exports().iter().enumerate() {
        let in_order = flawed.in_order(table);
        if judged[table] && in_order.rows > 0 {
            figures.in_order.insert(dictionary.name.clone(), in_order);
        }
    }
    // what a rule finds that could look at less is the least there is; that it finds nothing says nothing
    let is_known = |handled: &Handled| handled.open > 0 || !is_handled_silent;
    figures.handled = handled.and_then(Result::ok).filter(is_known);
    for blocked in &audit.blocks.all {
        let held = Held {
            documents: blocked.documents,
            amount: blocked.amount,
            missing: blocked.missing,
        };
        let name = recorded_as(project, &project.links[blocked.link]);
        figures.held.insert(name, held);
    }
    figures.waited = audit.blocks.waiting().first().and_then(|one| one.days);
    figures.overdue = overdue(project, review);
    figures
}

/// None where nothing is known to be overdue and decisions whose day has passed were not judged.
fn overdue(project: &Project, review: &Review) -> Option<u64> {
    let labels = review.labels.as_ref()?;
    let rules = (0..project.rules.len()).filter_map(|ix| labels.of(ix));
    let lapsed = rules.map(|rule| rule.tally.overdue() + rule.tally.expired());
    let past = PastDay::new(project, review);
    let count = lapsed.sum::<u64>() + past.left;
    (count > 0 || past.unjudged == 0).then_some(count)
}

/// Decisions whose last day has passed and of which no finding is left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PastDay {
    /// Findings that were to be put right and whose documents left the export instead.
    pub(crate) left: u64,
    /// Decisions of which nobody knows: not all that they name was judged.
    pub(crate) unjudged: u64,
}

impl PastDay {
    pub(crate) fn new(project: &Project, review: &Review) -> PastDay {
        let mut past = PastDay::default();
        let day = review.audit.as_of.day;
        let entries = project.ledger.iter().flat_map(|ledger| &ledger.entries);
        let matches = review.labels.iter().flat_map(Labels::matches);
        for (entry, matches) in entries.zip(matches) {
            if !entry.applies(day) || entry.holds(day) || matches.selected > 0 {
                continue;
            }
            if matches.is_evaded(entry) {
                past.left += entry.covers;
            } else if !matches.complete {
                past.unjudged += 1;
            }
        }
        past
    }
}

/// By what the history knows what waits over a link, in any language.
pub(crate) fn recorded_as(project: &Project, link: &Link) -> String {
    let table = &project.tables[link.table].name;
    format!("{table}.{}", link.label.in_lang(Lang::En))
}

/// Whether the rule is about what has been handled and is open in the system all the same.
pub(crate) fn is_about_handled(rule: &Rule) -> bool {
    rule.tags.iter().any(|tag| tag == HANDLED)
}

/// Adds the findings of a rule that are open in the system.
fn add_still_open(
    project: &Project,
    rule: &Rule,
    found: &Found,
    left: &Left,
    sum: &mut Handled,
) -> io::Result<()> {
    let table = &project.tables[rule.table];
    // a rule about time also finds what was closed late
    let is_open = |row: &Row| rule.done(table, row.judgement, row.value).is_none();
    let is_decided = |at: usize| left.labels.is_some_and(|labels| labels.label(at).is_some());
    for some in found.stretches() {
        let told = some.told()?;
        for (at, _) in some.rows(&told).filter(|(_, row)| is_open(row)) {
            sum.open += 1;
            sum.decided += u64::from(is_decided(at));
        }
    }
    Ok(())
}

/// Rows with an open finding, a bit for each row up to the last of them.
struct Flawed<'a> {
    audit: &'a Audit,
    /// Parallel to the inputs.
    rows: Vec<Vec<u64>>,
}

impl<'a> Flawed<'a> {
    fn new(audit: &'a Audit) -> Flawed<'a> {
        Flawed {
            audit,
            rows: vec![Vec::new(); audit.inputs.len()],
        }
    }

    fn inputs(&self, table: TableIx) -> impl Iterator<Item = usize> {
        let inputs = self.audit.inputs.iter().enumerate();
        inputs
            .filter(move |(_, input)| input.table == table)
            .map(|(at, _)| at)
    }

    /// Marks the rows of a rule's open findings. What is about a table as a whole is about none of its rows.
    fn mark(&mut self, project: &Project, rule: &Rule, found: &Found, left: &Left) {
        if !project.is_of_exports(rule.table) || rule.is_of_whole() {
            return;
        }
        let tables = project.sources_of(rule.table).into_iter();
        let inputs: Vec<usize> = tables.flat_map(|table| self.inputs(table)).collect();
        let places = found.places().enumerate();
        for (_, (input, line)) in places.filter(|(at, _)| left.is_open(*at)) {
            let Some(rows) = inputs.get(input).map(|&input| &mut self.rows[input]) else {
                continue;
            };
            let (word, bit) = ((line / 64) as usize, line % 64);
            if rows.len() <= word {
                rows.resize(word + 1, 0);
            }
            rows[word] |= 1 << bit;
        }
    }

    /// Of a table: broken records are rows as well, and never in order.
    fn in_order(&self, table: TableIx) -> InOrder {
        let mut sum = InOrder::default();
        for at in self.inputs(table) {
            let input = &self.audit.inputs[at];
            let rows = input.rows + input.refused;
            let flawed: u64 = self.rows[at]
                .iter()
                .map(|w| u64::from(w.count_ones()))
                .sum();
            sum.rows += rows;
            sum.in_order += rows.saturating_sub(flawed.max(input.refused));
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::reviewed;

    const PROJECT: &str = r#"
        [tables.t]
        files = "t*.csv"
        key = ["k"]
        [tables.t.fields]
        k = {}
        v = {}
        done = { type = "date" }
        closed = { type = "date" }
        [[rule]]
        id = "a"
        table = "t"
        severity = "high"
        check.pattern = { column = "v", regex = "[a-z]+" }
        [[rule]]
        id = "b"
        table = "t"
        severity = "low"
        check.required = { columns = ["v"] }
        [[rule]]
        id = "open"
        table = "t"
        severity = "low"
        tags = ["handled"]
        check.latency = { from = "done", to = "closed", within = "3 days", still_open = "count" }
    "#;

    #[test]
    fn rows_count_once_and_what_is_not_known_is_no_zero() {
        let files = [
            ("t1.csv", "k,v,done,closed\n1,a,,\n2,A,2026-10-01,\n3,,,\n"),
            (
                "t2.csv",
                "k,v,done,closed\n4,B,2026-10-01,2026-10-09\n5,c,,\n",
            ),
        ];
        let (project, review) = reviewed(PROJECT, &files);
        let figures = key_figures(&project, &review);
        assert_eq!(figures.all_open(), Some(5));
        assert_eq!(figures.open[&Severity::High], 2);
        let in_order = InOrder {
            rows: 5,
            in_order: 2,
        };
        assert_eq!(figures.all_in_order(), Some(in_order));
        // the other one was closed, late
        let handled = Handled {
            open: 1,
            ..Handled::default()
        };
        assert_eq!(figures.handled, Some(handled));
        assert_eq!((figures.overdue, figures.waited), (None, None));
        assert_eq!(figures.not_judged, 0);
    }

    /// What was decided, and what is in time, is open in the system all the same.
    #[test]
    fn a_decision_closes_nothing_in_the_system() {
        let rows = "k,v,done,closed\n1,a,2026-10-01,\n2,b,2026-10-02,\n3,c,2026-10-30,\n4,d,2026-10-01,2026-10-20\n";
        let decision = "[[disposition]]\nmatch = { rule = \"open\", document = \"1\" }\nverdict = \"adopt\"\nreason = \"r\"\n\
             covers = 1\ndecided_by = \"m\"\ndecided_on = 2026-10-05\n";
        let files = [("t.csv", rows), ("dispositions.toml", decision)];
        let (project, review) = reviewed(PROJECT, &files);
        let handled = key_figures(&project, &review).handled.unwrap();
        assert_eq!((handled.open, handled.decided, handled.pending), (2, 1, 1));
    }

    #[test]
    fn nothing_found_where_nothing_could_be_decided_is_no_zero() {
        let done = "k,v,done,closed\n1,a,2026-10-01,nix\n";
        for rows in ["k,v,done,closed\n", done] {
            let (project, review) = reviewed(PROJECT, &[("t.csv", rows)]);
            let figures = key_figures(&project, &review);
            assert_eq!(figures.handled, None, "{rows}");
            assert!(figures.not_judged > 0, "{rows}");
        }
    }

    #[test]
    fn what_was_not_judged_has_no_figures() {
        let project = PROJECT.replace("\"handled\"", "\"other\"");
        let (project, review) = reviewed(&project, &[("t.csv", "k,v,done,closed\n")]);
        let figures = key_figures(&project, &review);
        assert_eq!((figures.all_in_order(), figures.handled), (None, None));
    }

    /// How long it has waited is told of what the page shows first: the largest amount.
    #[test]
    fn the_days_are_those_of_the_largest_amount() {
        let link = |table: &str| {
            format!(
                "[tables.{table}]\nfiles = \"{table}.csv\"\n[tables.{table}.fields]\nk = {{}}\n\
                 amount = {{ type = \"decimal\" }}\nmade = {{ type = \"date\" }}\n\
                 [[link]]\nfrom = \"{table}.k\"\nto = \"t.k\"\nlabel = \"{table}\"\namount = \"amount\"\ndate = \"made\"\n"
            )
        };
        let project = format!("{PROJECT}{}{}", link("bills"), link("goods"));
        let files = [
            ("t.csv", "k,v,done,closed\n1,A,,\n"),
            ("bills.csv", "k,amount,made\n1,5,2026-08-01\n"),
            ("goods.csv", "k,amount,made\n1,100,2026-10-21\n"),
        ];
        let (project, review) = reviewed(&project, &files);
        let days = |of: &str| {
            let day = crate::tables::date::iso(of).unwrap().millis;
            Some((review.audit.as_of.day - day) / crate::tables::types::DAY)
        };
        let figures = key_figures(&project, &review);
        assert_eq!(figures.waited, days("2026-10-21"));
    }
}
