//! A simulation as tables: per rule the days, whose findings differ, and the first that do.

use crate::messages::{grouped, message};
use crate::reports::grid::{Column, Grid, Screen};
use crate::reports::percent;
use crate::reports::terminal::clean;
use crate::review::simulate::Difference;

use super::{Judged, Listed, Simulated, Simulation};

/// A sentence is broken into lines, but not narrower than this.
const SENTENCE: usize = 20;

pub(super) fn render(simulation: &Simulation, screen: Screen, limit: usize) -> String {
    let mut page = Page {
        simulation,
        screen,
        limit,
        out: String::new(),
    };
    page.head();
    for rule in &simulation.rules {
        page.rule(rule);
    }
    for notice in &simulation.notices {
        page.line(&format!("• {notice}"));
    }
    page.out
}

struct Page<'a> {
    simulation: &'a Simulation,
    screen: Screen,
    limit: usize,
    out: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let simulation = self.simulation;
        let count = |difference| {
            let rules = simulation.rules.iter();
            let rules = rules.filter(|rule| rule.difference == difference);
            rules.count()
        };
        let as_of = simulation.as_of.as_str();
        let title = match &simulation.project {
            Some(project) => {
                message!("simulate-title", project = project.as_str(), as_of = as_of)
            }
            None => message!("simulate-title-unnamed", as_of = as_of),
        };
        self.line(&clean(&simulation.messages.text(&title)));
        let counts = message!(
            "simulate-counts",
            changed = count(Difference::Changed),
            new = count(Difference::New),
            dropped = count(Difference::Dropped),
            unchanged = simulation.unchanged
        );
        self.line(&simulation.messages.text(&counts));
        self.line("");
    }

    fn rule(&mut self, rule: &Simulated) {
        let messages = &self.simulation.messages;
        let heading = message!(
            "simulate-rule",
            difference = messages.key(match rule.difference {
                Difference::Changed => "simulate-changed",
                Difference::New => "simulate-new",
                Difference::Dropped => "simulate-dropped",
            }),
            severity = rule.severity_of.label(),
            label = clean(&rule.label),
            rule = rule.id.as_str()
        );
        self.line(&messages.text(&heading));
        for told in &rule.weighed {
            self.line(&format!("  {told}"));
        }
        let keys = [
            "simulate-present",
            "simulate-proposed",
            "simulate-newly-found",
            "simulate-no-longer-found",
            "simulate-same",
            "simulate-rate-present",
            "simulate-rate-proposed",
        ];
        let numbers = keys.map(|key| Column::number(messages.key(key)));
        let days = std::iter::once(Column::new(messages.key("column-as-of")));
        let mut grid = Grid::new(self.screen, days.chain(numbers));
        for day in &rule.runs {
            if let Some(judged) = &day.judged {
                let total = judged.total;
                let counts = [
                    total.present,
                    total.proposed,
                    total.newly_found,
                    total.no_longer_found,
                    judged.same,
                ];
                let rates = [judged.rate_present, judged.rate_proposed];
                let rates = rates.map(|rate| rate.map_or("–".to_owned(), percent));
                let mut counts = counts.map(grouped);
                // a rule that is not there finds nothing, and that says nothing
                match rule.difference {
                    Difference::New => "–".clone_into(&mut counts[0]),
                    Difference::Dropped => "–".clone_into(&mut counts[1]),
                    Difference::Changed => {}
                }
                let cells = std::iter::once(day.as_of.clone()).chain(counts);
                grid.row(cells.chain(rates));
            }
        }
        self.draw(grid);
        for day in &rule.runs {
            if let Some(reason) = &day.not_simulated {
                let text = message!(
                    "simulate-left-out",
                    day = day.as_of.as_str(),
                    reason = reason.as_str()
                );
                let text = self.simulation.messages.text(&text);
                self.line(&format!("  {text}"));
            }
        }
        if let Some((day, judged)) = rule.runs.last().and_then(|d| Some((d, d.judged.as_ref()?)))
            && judged.total.newly_found + judged.total.no_longer_found > 0
        {
            let text = message!("simulate-differences", day = day.as_of.as_str());
            let text = self.simulation.messages.text(&text);
            self.line(&format!("  {text}"));
            self.last(judged);
        }
        self.line("");
    }

    /// What differs on the last day.
    fn last(&mut self, judged: &Judged) {
        let messages = &self.simulation.messages;
        if judged.newly_found_and_decided > 0 {
            let decided = judged.newly_found_and_decided;
            let text = messages.text(&message!("simulate-decided", count = decided));
            self.line(&format!("  {text}"));
        }
        let differing = |owner: &&super::Owner| {
            owner.tally.newly_found + owner.tally.no_longer_found > 0 && !owner.name.is_empty()
        };
        let owners: Vec<_> = judged.owners.iter().filter(differing).collect();
        let keys = [
            "simulate-present",
            "simulate-proposed",
            "simulate-newly-found",
            "simulate-no-longer-found",
        ];
        let messages = &self.simulation.messages;
        // a table without departments has none to show
        let is_told = owners.iter().any(|owner| !owner.department.is_empty());
        let columns = 1 + usize::from(is_told);
        let who = ["column-owner", "column-department"]
            .into_iter()
            .take(columns);
        let who = who.map(|key| Column::new(messages.key(key)).flowing(SENTENCE));
        let numbers = keys.map(|key| Column::number(messages.key(key)));
        let mut grid = Grid::new(self.screen, who.chain(numbers));
        for owner in owners.iter().take(self.limit) {
            let who = [&owner.name, &owner.department].map(|name| clean(name));
            let tally = owner.tally;
            let counts = [
                tally.present,
                tally.proposed,
                tally.newly_found,
                tally.no_longer_found,
            ];
            grid.row(who.into_iter().take(columns).chain(counts.map(grouped)));
        }
        self.draw(grid);
        self.more(owners.len());
        let counts = [judged.total.newly_found, judged.total.no_longer_found];
        let kinds = [
            (true, "simulate-newly-found", counts[0]),
            (false, "simulate-no-longer-found", counts[1]),
        ];
        for (newly_found, key, count) in kinds {
            let listed = judged.findings.iter();
            let listed = listed.filter(|finding| finding.newly_found == newly_found);
            let listed: Vec<&Listed> = listed.take(self.limit).collect();
            if listed.is_empty() {
                continue;
            }
            let heading = self.simulation.messages.key(key);
            self.line(&format!("  {heading}"));
            self.listed(&listed);
            self.more(usize::try_from(count).unwrap_or(usize::MAX));
        }
    }

    fn listed(&mut self, listed: &[&Listed]) {
        let messages = &self.simulation.messages;
        let columns = [
            Column::number(messages.key("column-row")),
            Column::new(messages.key("column-key")),
            Column::new(messages.key("column-message")).flowing(SENTENCE),
            Column::new(messages.key("column-owner")).yielding(1),
        ];
        let mut grid = Grid::new(self.screen, columns);
        for finding in listed {
            grid.row([
                grouped(finding.row),
                clean(&finding.key),
                clean(&finding.message),
                clean(&finding.owner),
            ]);
        }
        self.draw(grid);
    }

    /// How many of a list are not shown.
    fn more(&mut self, count: usize) {
        if count > self.limit {
            let more = message!("simulate-more", count = count - self.limit);
            let text = self.simulation.messages.text(&more);
            self.line(&format!("  {text}"));
        }
    }

    fn draw(&mut self, grid: Grid) {
        if grid.is_empty() {
            return;
        }
        let drawn = grid.draw();
        self.out.push_str(&drawn.lines);
        self.out.push('\n');
        if !drawn.left_out.is_empty() {
            let text = message!("terminal-left-out", columns = drawn.left_out);
            let text = self.simulation.messages.text(&text);
            self.line(&text);
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(&self.screen.broken(text));
        self.out.push('\n');
    }
}
