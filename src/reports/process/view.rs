//! What is said of a process, in whatever format: its figures and its words.

use crate::findings::outcome::{Counts, Outcome};
use crate::history::Rates;
use crate::messages::{Arg, Message, grouped, message};
use crate::process::actors::{Actors, Deviant, deviants};
use crate::process::fates::{Fate, Fates};
use crate::process::judge;
use crate::process::log::Log;
use crate::process::map::{Edge, LeftOut, MOST_EDGES, MOST_NODES, Map, Shares, Spot, map};
use crate::process::time::Took;
use crate::process::variants::{Named, Variants, variants};
use crate::project::Project;
use crate::reports::finding::span;
use crate::reports::terminal::clean;
use crate::reports::{Report, percent};
use crate::rules::Rule;
use crate::rules::plan::Clock;
use crate::rules::plan::process::{CASE, Process, ProcessIx};
use crate::tables::date;
use crate::tables::mask::mask;
use crate::tables::types::DAY;

/// What is said of a process.
pub(crate) struct View<'a> {
    pub(crate) report: &'a Report<'a>,
    pub(super) log: &'a Log<'a>,
    pub(super) results: &'a [(usize, judge::Result)],
    pub(super) fates: Fates,
    pub(super) actors: Actors,
    pub(in crate::reports) variants: Variants,
    pub(in crate::reports) map: Map,
    /// What of it is drawn.
    pub(super) shown: Map,
    pub(super) shares: Shares,
    pub(in crate::reports) deviants: Vec<Deviant>,
    pub(in crate::reports) rates: Rates,
    /// Cases of which it is not known which way they went.
    pub(super) unsure: u64,
    /// Lines of each list on a terminal.
    pub(super) limit: usize,
    /// The case that is told, by number.
    pub(super) case: Option<usize>,
}

/// What is wanted of a process.
pub(crate) struct Wanted {
    pub(crate) shares: Shares,
    /// What the runs before say of its rules, in the order of [`rules_of`].
    pub(crate) rates: Rates,
    pub(crate) limit: usize,
    pub(crate) case: Option<usize>,
}

/// The rules about a process, by index.
pub(crate) fn rules_of(project: &Project, process: ProcessIx) -> Vec<usize> {
    let is_of = |rule: &Rule| rule.flow().is_some_and(|flow| flow.process == process);
    let rules = project.rules.iter().enumerate();
    rules
        .filter(|(_, rule)| is_of(rule))
        .map(|(ix, _)| ix)
        .collect()
}

/// Of how many cases it is not known which way they went, as far as that is shown.
fn unsure(log: &Log) -> u64 {
    let visible = (0..log.len()).map(|number| log.shown(number).visible());
    visible.filter(|case| !case.is_way_known()).count() as u64
}

impl<'a> View<'a> {
    pub(crate) fn new(
        report: &'a Report<'a>,
        log: &'a Log<'a>,
        results: &'a [(usize, judge::Result)],
        wanted: Wanted,
    ) -> View<'a> {
        let fates = Fates::new(log.len(), results.iter().map(|(_, result)| result));
        let actors = Actors::new(log, report.review.audit.people.as_ref());
        let variants = variants(log, &fates, &actors);
        let map = map(log, &fates);
        let shown = map.shown(log, &fates, wanted.shares);
        let deviants = deviants(log, &actors, found(report, results));
        View {
            report,
            log,
            results,
            fates,
            actors,
            variants,
            map,
            shown,
            shares: wanted.shares,
            deviants,
            rates: wanted.rates,
            unsure: unsure(log),
            limit: wanted.limit,
            case: wanted.case,
        }
    }

    pub(in crate::reports) fn process(&self) -> &'a Process {
        self.log.process
    }

    pub(in crate::reports) fn text(&self, message: &Message) -> String {
        self.report.text(message)
    }

    pub(in crate::reports) fn key(&self, key: &str) -> String {
        self.report.messages.key(key)
    }

    /// Whether there are rules to judge cases by.
    pub(in crate::reports) fn is_judged(&self) -> bool {
        self.fates.are_known
    }

    /// What a sort of events is called.
    pub(in crate::reports) fn label(&self, sort: usize) -> String {
        let label = judge::label(self.log, sort);
        let label = clean(label.in_lang(self.report.messages.lang));
        if label.is_empty() {
            self.key("cell-empty")
        } else {
            label
        }
    }

    /// The word of a sort of events in TOML, or in the log.
    pub(super) fn name(&self, sort: usize) -> &str {
        match self.process().events.get(sort) {
            Some(event) => &event.name,
            None => self.log.other(sort).unwrap_or_default(),
        }
    }

    pub(in crate::reports) fn spot(&self, spot: Spot) -> String {
        match spot {
            Spot::Start => self.key("map-start"),
            Spot::Sort(sort) => self.label(sort),
            Spot::End => self.key("map-end"),
        }
    }

    /// A way, with what comes several times in a row named once.
    pub(in crate::reports) fn way(&self, way: &[usize]) -> String {
        let some = way.chunk_by(|one, other| one == other);
        let steps: Vec<String> = some
            .map(|alike| match alike.len() {
                1 => self.label(alike[0]),
                count => format!("{} ×{}", self.label(alike[0]), grouped(count as u64)),
            })
            .collect();
        steps.join(" → ")
    }

    /// The key of a case, as reports may show it.
    pub(in crate::reports) fn case_key(&self, case: usize) -> String {
        let table = &self.report.project.tables[self.process().table];
        let secret = table.fields[CASE].sensitive;
        clean(&mask(self.log.case(case).key(), secret))
    }

    /// The most frequent of many names, and how many more there are.
    pub(in crate::reports) fn named(&self, all: &Named) -> String {
        let mut names: Vec<String> = all
            .first
            .iter()
            .map(|(name, cases)| {
                let (name, cases) = (clean(name), *cases);
                self.text(&message!("map-named", name = name, count = cases))
            })
            .collect();
        let more = all.count - names.len() as u64;
        if more > 0 {
            names.push(self.text(&message!("map-more", count = more)));
        }
        self.report.list(&names)
    }

    /// The name of somebody, or that nobody is named.
    pub(in crate::reports) fn who(&self, name: &str) -> String {
        if name.is_empty() {
            self.key("map-nobody")
        } else {
            clean(name)
        }
    }

    /// The title of everything that is said.
    pub(in crate::reports) fn title(&self) -> String {
        let process = self.process();
        let label = clean(process.label.in_lang(self.report.messages.lang));
        if label == process.name {
            label
        } else {
            self.text(&message!(
                "map-title",
                label = label,
                name = process.name.as_str()
            ))
        }
    }

    /// How many there are, and when.
    pub(in crate::reports) fn facts(&self) -> String {
        let variants = &self.variants;
        let counts = message!(
            "map-facts",
            cases = self.log.len(),
            events = variants.events,
            ways = variants.all.len()
        );
        match (variants.first, variants.last) {
            (Some(first), Some(last)) => self.text(&message!(
                "map-facts-dated",
                facts = counts,
                first = date::text(first),
                last = date::text(last)
            )),
            _ => self.text(&counts),
        }
    }

    /// How many cases conform.
    pub(in crate::reports) fn conformance(&self) -> String {
        if !self.is_judged() {
            return self.key("map-no-rule");
        }
        let of = |fate| self.fates.count(fate);
        let conforming = of(Fate::Conforms);
        self.text(&message!(
            "map-fates",
            conforming = conforming,
            share = percent(share(conforming, self.log.len() as u64)),
            deviating = of(Fate::Deviates),
            undecided = of(Fate::Undecided)
        ))
    }

    /// What is to be known of the order of the steps. Of how many cases it is not known which way they went: of what is tied, the
    /// order that the process declares is shown. And which steps stand behind the others, since nobody may see when they were.
    pub(in crate::reports) fn order(&self) -> Vec<String> {
        let count = self.unsure;
        let unsure = (count > 0).then(|| message!("map-unsure", count = count));
        let hidden = self.hidden();
        let hidden = (!hidden.is_empty()).then(|| message!("map-times-masked", events = hidden));
        let told = unsure.into_iter().chain(hidden);
        told.map(|told| self.text(&told)).collect()
    }

    /// The steps that nobody may see the times of.
    fn hidden(&self) -> Vec<String> {
        let nodes = self.map.nodes.iter().map(|node| node.sort);
        let mut hidden: Vec<usize> = nodes
            .filter(|&sort| self.process().hides_time(sort))
            .collect();
        hidden.sort_unstable();
        hidden.into_iter().map(|sort| self.label(sort)).collect()
    }

    /// How long a case takes, and what is counted.
    pub(in crate::reports) fn lasting(&self) -> String {
        let Some(took) = self.variants.took else {
            return self.key("map-took-unknown");
        };
        let told = message!(
            "map-took",
            median = took_text(took.clock, took.median),
            ninth = took_text(took.clock, took.ninth),
            clock = self.clock(took.clock)
        );
        let cases = self.log.len() as u64;
        if took.count == cases {
            return self.text(&told);
        }
        self.text(&message!(
            "map-took-of",
            told = told,
            count = took.count,
            cases = cases
        ))
    }

    /// What is counted by a clock.
    pub(super) fn clock(&self, clock: Clock) -> Message {
        let calendar = self.process().work.calendar.as_ref();
        let name = calendar.map_or("", |calendar| calendar.name.as_str());
        match clock {
            Clock::Workhours => message!("map-clock-workhours", calendar = name),
            Clock::Workdays => message!("map-clock-workdays", calendar = name),
            Clock::Days => message!("map-clock-days"),
            Clock::Elapsed => message!("map-clock-elapsed"),
        }
    }

    /// What the filter of the map leaves out, and what it is.
    pub(super) fn filter(&self) -> String {
        let LeftOut {
            sorts,
            events,
            edges,
            times,
            deviations,
        } = self.shown.left_out;
        let mut told = vec![message!(
            "map-filter",
            activities = written(self.shares.activities),
            paths = written(self.shares.paths)
        )];
        let is_full = sorts > 0 && self.shown.nodes.len() >= MOST_NODES
            || edges > 0 && self.shown.edges.len() >= MOST_EDGES;
        if is_full {
            told.push(message!("map-full", events = MOST_NODES, ways = MOST_EDGES));
        }
        if sorts > 0 {
            told.push(message!("map-left-sorts", count = sorts, events = events));
        }
        if edges > 0 {
            told.push(message!("map-left-paths", count = edges, times = times));
        }
        if deviations > 0 && self.is_judged() {
            told.push(message!("map-left-deviations", count = deviations));
        }
        if sorts + edges == 0 {
            told = vec![message!("map-whole")];
        }
        let told: Vec<String> = told.iter().map(|one| self.text(one)).collect();
        told.join(&self.key("profile-semicolon"))
    }

    /// Where cases wait longest.
    pub(in crate::reports) fn waits(&self) -> Vec<Edge> {
        self.map.waits(self.log)
    }

    /// Below how many such a wait is not told.
    pub(in crate::reports) fn least_waits(&self) -> u64 {
        self.map.least_waits()
    }

    /// The rules of the process that were selected, with what they came to; none where they could not be evaluated.
    pub(in crate::reports) fn rules(&self) -> Vec<(&'a Rule, Option<Counts>)> {
        let project = self.report.project;
        let process = project.rules.iter().enumerate();
        let outcomes = &self.report.review.audit.outcomes;
        let own = process.filter(|(_, rule)| rule.table == self.process().table);
        own.filter_map(|(ix, rule)| {
            let counts = match outcomes[ix].as_ref()? {
                Outcome::Judged(counts) => Some(*counts),
                _ => None,
            };
            Some((rule, counts))
        })
        .collect()
    }

    /// What earlier runs say of a rule, run by run.
    pub(in crate::reports) fn earlier(&self, rule: &Rule) -> Vec<Option<Counts>> {
        let all = self.report.project.rules.iter();
        let mut own = all.filter(|one| one.table == self.process().table);
        let at = own.position(|one| one.id == rule.id);
        let counts = at.and_then(|at| self.rates.counts.get(at));
        counts.cloned().unwrap_or_default()
    }
}

/// Rule, case, owner and department of everything that was found.
fn found<'r>(
    report: &'r Report,
    results: &'r [(usize, judge::Result)],
) -> impl Iterator<Item = (usize, usize, &'r str, &'r str)> {
    results.iter().flat_map(|(rule, result)| {
        // one finding for each, in their order
        let rows = report.review.audit.findings.of(*rule).into_iter();
        let rows = rows.flat_map(|found| found.rows(usize::MAX));
        let found = result.violations().zip(rows);
        found.map(|(judged, row)| (*rule, judged.case, row.owner, row.department))
    })
}

/// A part of a whole.
#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(in crate::reports) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// A share as the user writes it.
fn written(share: f64) -> String {
    format!("{share}%")
}

/// A time in full words.
pub(in crate::reports) fn took_text(clock: Clock, millis: i64) -> Message {
    match (clock, millis) {
        (Clock::Elapsed, 1..60_000) => {
            message!("span-seconds", count = millis / 1000)
        }
        _ => span(clock, millis),
    }
}

/// A time in as few signs as a map has room for.
pub(super) fn short(took: &Took) -> Message {
    const MINUTE: i64 = 60_000;
    const HOUR: i64 = 60 * MINUTE;
    let tenths = |unit: i64| {
        let tenths = (took.median * 10 + unit / 2) / unit;
        Arg::from(format!(
            "{}.{}",
            grouped((tenths / 10).unsigned_abs()),
            tenths % 10
        ))
    };
    match took.clock {
        Clock::Days | Clock::Workdays => message!(
            "map-days",
            count = grouped((took.median / DAY).unsigned_abs())
        ),
        Clock::Elapsed if took.median >= 2 * DAY => message!("map-days", count = tenths(DAY)),
        Clock::Elapsed | Clock::Workhours if took.median >= HOUR => {
            message!("map-hours", count = tenths(HOUR))
        }
        Clock::Elapsed | Clock::Workhours => {
            message!(
                "map-minutes",
                count = grouped((took.median / MINUTE).unsigned_abs())
            )
        }
    }
}
