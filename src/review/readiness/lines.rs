//! What a supplier, or all of them, have sent in against what they should.

use std::collections::{BTreeMap, BTreeSet};

use super::Judged;
use super::days::Days;
use crate::findings::readiness::{Arrived, Delivery, Fate, Figures};
use crate::rules::collected::{Collected, Expect, Supplier};

/// Over fewer working days nobody can tell how fast somebody is.
const FEW_DAYS: i64 = 3;

/// A supplier of a table, or all of it.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// None where nobody is named.
    pub(crate) supplier: Option<String>,
    /// Whether all that was sent in could be read to its end.
    pub(crate) is_read: bool,
    pub(crate) figures: Figures,
    pub(crate) expected: Option<u64>,
    /// None where nothing judges it, as the next.
    pub(crate) complete: Option<u64>,
    pub(crate) faulty: Option<u64>,
    /// None where rules were left out.
    pub(crate) ready: Option<u64>,
    /// How many rows should be there by the day of the audit, where that can be told.
    pub(crate) by_today: Option<u64>,
    pub(crate) forecast: Forecast,
    /// Findings of today that had been found in what was sent in before; none where that is not known.
    pub(crate) returned: Option<u64>,
    /// The same by rule.
    pub(crate) returned_by_rule: BTreeMap<usize, u64>,
    pub(crate) silent: Option<Silence>,
    /// Whether fewer rows are there than on an earlier day, and nobody says that these are all.
    pub(crate) has_lost: bool,
}

impl Line {
    /// Whether as many rows came in as are expected, if any are.
    pub(crate) fn is_all_there(&self) -> bool {
        self.expected.is_none_or(|all| self.figures.received >= all)
    }

    /// Makes unknown what cannot be told of a table that could not be read to its end, unless all that this supplier sent in could
    /// be: his files are none of the `unread` ones. Who sent no file at all is silent anyhow.
    pub(super) fn forget(
        &mut self,
        collected: &Collected,
        files: &[(String, Option<String>)],
        unread: Option<&BTreeSet<u32>>,
    ) {
        let by_file = matches!(collected.supplier, Some(Supplier::Files(_)));
        let mut his = (0..)
            .zip(files)
            .filter(|(_, (_, name))| *name == self.supplier);
        let sent = his.clone().next().is_some();
        let is_known = |unread: &BTreeSet<u32>| his.all(|(file, _)| !unread.contains(&file));
        if by_file && self.supplier.is_some() && unread.is_some_and(is_known) {
            return;
        }
        self.is_read = false;
        self.forecast = Forecast::Unread;
        self.silent = self
            .silent
            .filter(|_| by_file && self.supplier.is_some() && !sent);
        self.has_lost &= self.silent.is_some();
    }
}

/// When all rows will be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forecast {
    /// They are.
    There,
    /// On a day, if it goes on like this.
    Day(i64),
    /// Nobody says how many there are, or since when they are collected.
    Unasked,
    /// It goes on for too short a time.
    TooEarly,
    /// Nothing has come in for as long as is known.
    Standstill,
    /// The calendar does not know the days.
    NoCalendar,
    /// The table could not be read to its end.
    Unread,
}

/// That nothing comes from somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Silence {
    /// Nothing has come at all.
    Nothing,
    /// What had come is there no more: the last day on which it was, and how many rows.
    Gone(i64, u64),
    /// More rows were there on a day: how many.
    Fewer(i64, u64),
    /// Nothing new has come since a day, for so many working days.
    Since(i64, i64),
}

/// What is known of earlier runs.
pub(super) struct Past<'a> {
    /// None where there is no history.
    pub(super) all: Option<&'a [Delivery]>,
    pub(super) table: &'a str,
    /// The day of the audit.
    pub(super) day: i64,
    pub(super) days: &'a Days<'a>,
    pub(super) silent: i64,
}

impl Past<'_> {
    /// What earlier runs had, the oldest first: the day, how many rows, and which.
    fn of(&self, supplier: Option<&str>) -> Vec<(i64, u64, u64)> {
        let mut by_day: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
        for one in self.all.into_iter().flatten() {
            let is_his = supplier.is_none_or(|name| one.supplier == name);
            if one.table == self.table && is_his {
                let (received, content) = by_day.entry(one.day).or_default();
                *received += one.received;
                *content = content.wrapping_add(one.content);
            }
        }
        let by_day = by_day.into_iter();
        by_day
            .map(|(day, (rows, content))| (day, rows, content))
            .collect()
    }

    /// Who had sent in rows of the table before.
    fn names(&self) -> impl Iterator<Item = &str> {
        let of_table = self.all.into_iter().flatten();
        let of_table = of_table.filter(|one| one.table == self.table && one.received > 0);
        let names = of_table.map(|one| one.supplier.as_str());
        names.filter(|name| !name.is_empty())
    }
}

/// All of a table, and its suppliers.
pub(super) fn lines(
    collected: &Collected,
    arrived: &Arrived,
    files: &[(String, Option<String>)],
    judged: Judged,
    past: &Past,
) -> (Line, Vec<Line>) {
    let mut whole = Figures::default();
    let mut by_name: BTreeMap<Option<String>, Figures> = BTreeMap::new();
    let names = collected.names();
    by_name.extend(
        names
            .iter()
            .map(|name| (Some(name.clone()), Figures::default())),
    );
    if collected.column().is_some() {
        // whom today's rows no longer name is not forgotten
        let before = past.names();
        by_name.extend(before.map(|name| (Some(name.to_owned()), Figures::default())));
    }
    for ((input, named), figures) in &arrived.groups {
        whole.add(figures);
        let of_file = files
            .get(*input as usize)
            .and_then(|(_, name)| name.clone());
        let name = of_file.or_else(|| Some(named.clone()).filter(|name| !name.is_empty()));
        by_name.entry(name).or_default().add(figures);
    }
    let line = |supplier: Option<&str>, figures: Figures, expected| {
        line(collected, supplier, figures, expected, judged, past)
    };
    let mut suppliers = Vec::new();
    if collected.supplier.is_some() {
        // in the order in which they are written, then by name
        let place = |name: &Option<String>| {
            let known = names.iter().position(|n| Some(n) == name.as_ref());
            known.unwrap_or(usize::MAX - usize::from(name.is_some()))
        };
        let mut all: Vec<_> = by_name.into_iter().collect();
        all.sort_by_key(|(name, _)| place(name));
        suppliers.extend(all.into_iter().map(|(name, figures)| {
            let expected = name
                .as_deref()
                .and_then(|name| expected(collected, name, &names));
            Line {
                supplier: name.clone(),
                ..line(Some(name.as_deref().unwrap_or_default()), figures, expected)
            }
        }));
    }
    let expected = collected.expect.as_ref().and_then(Expect::all);
    let mut whole = line(None, whole, expected);
    if !suppliers.is_empty() {
        let asked = suppliers.iter().filter(|line| line.expected.is_some());
        whole.forecast = last(asked.map(|line| line.forecast)).unwrap_or(whole.forecast);
        let each = || suppliers.iter().map(|line| line.returned);
        whole.returned = each().sum();
        whole.returned_by_rule = BTreeMap::new();
        for (&rule, count) in suppliers.iter().flat_map(|line| &line.returned_by_rule) {
            *whole.returned_by_rule.entry(rule).or_default() += count;
        }
    }
    (whole, suppliers)
}

/// When the last of several suppliers is ready: what cannot be told of one cannot be told of all.
fn last(each: impl Iterator<Item = Forecast>) -> Option<Forecast> {
    each.max_by_key(|forecast| match forecast {
        Forecast::There => (0, 0),
        Forecast::Day(day) => (1, *day),
        Forecast::TooEarly => (2, 0),
        Forecast::NoCalendar => (3, 0),
        Forecast::Standstill => (4, 0),
        Forecast::Unasked | Forecast::Unread => (5, 0),
    })
}

/// How many rows a supplier should send in.
fn expected(collected: &Collected, name: &str, names: &[String]) -> Option<u64> {
    match collected.expect.as_ref()? {
        Expect::Each(each) => each.get(name).copied(),
        // all of them come from the only one
        Expect::All(all) => (names == [name]).then_some(*all),
    }
}

fn line(
    collected: &Collected,
    supplier: Option<&str>,
    figures: Figures,
    expected: Option<u64>,
    judged: Judged,
    past: &Past,
) -> Line {
    let before = past.of(supplier);
    // since when what is there has been there
    let same = before
        .iter()
        .rev()
        .take_while(|(.., content)| *content == figures.content);
    let since = same.map(|(day, ..)| *day).last().unwrap_or(past.day);
    let knows_past = past.all.is_some();
    let mut returned_by_rule: BTreeMap<usize, u64> = BTreeMap::new();
    let again = figures
        .again
        .iter()
        .filter(|((_, first), _)| *first < since);
    for (&(rule, _), count) in again.filter(|_| knows_past) {
        *returned_by_rule.entry(rule).or_default() += count;
    }
    let received = figures.received;
    let is_faulty = figures.of(Fate::Faulty).rows > 0;
    let is_short = expected.map_or(received == 0, |all| received < all);
    // rows that name nobody may be those of somebody today; what is lost of them is lost of the whole
    let lost = lost(collected, received, expected, &before, past);
    let lost = lost.filter(|_| supplier != Some(""));
    let open = is_short || is_faulty || lost.is_some();
    let silent = silent(collected, received, &before, since, lost, past);
    Line {
        supplier: None,
        is_read: true,
        expected,
        complete: judged.lacks.then_some(figures.complete),
        faulty: judged.faults.then(|| figures.of(Fate::Faulty).rows),
        ready: judged.is_whole.then(|| figures.of(Fate::Ready).rows),
        by_today: expected.and_then(|all| by_today(collected, all, past)),
        forecast: forecast(collected, received, expected, &before, past),
        returned: knows_past.then(|| returned_by_rule.values().sum()),
        returned_by_rule,
        silent: silent.filter(|_| open),
        has_lost: lost.is_some(),
        figures,
    }
}

/// How many rows should be there by the day of the audit, if they came evenly.
fn by_today(collected: &Collected, all: u64, past: &Past) -> Option<u64> {
    let collect = collected.collect?;
    if past.day >= collect.due {
        return Some(all);
    }
    let from = collect.from?;
    if past.day < from {
        return Some(0);
    }
    let worked = past.days.between(from - 1, past.day)?;
    let in_all = past.days.between(from - 1, collect.due)?;
    let share = i128::from(all) * i128::from(worked) / i128::from(in_all.max(1));
    u64::try_from(share).ok()
}

/// When all rows will be there, by what came in on each working day so far.
fn forecast(
    collected: &Collected,
    received: u64,
    expected: Option<u64>,
    before: &[(i64, u64, u64)],
    past: &Past,
) -> Forecast {
    let Some(expected) = expected else {
        return Forecast::Unasked;
    };
    if received >= expected {
        return Forecast::There;
    }
    let begin = collected.collect.and_then(|collect| collect.from);
    // on the eve of the collection nothing was there
    let start = begin.map(|from| (from - 1, 0));
    let first = before.first().map(|(day, rows, _)| (*day, *rows));
    let Some((start, had)) = start.or(first) else {
        return Forecast::Unasked;
    };
    let Some(worked) = past.days.between(start, past.day) else {
        return Forecast::NoCalendar;
    };
    if worked < FEW_DAYS {
        return Forecast::TooEarly;
    }
    let came = received.saturating_sub(had);
    if came == 0 {
        return Forecast::Standstill;
    }
    let missing = i128::from(expected - received) * i128::from(worked);
    let left = (missing + i128::from(came) - 1) / i128::from(came);
    let left = i64::try_from(left).ok();
    let day = left.and_then(|left| past.days.after(past.day, left));
    day.map_or(Forecast::NoCalendar, Forecast::Day)
}

/// The day on which there were more rows, and how many, unless as many as are expected are there.
fn lost(
    collected: &Collected,
    received: u64,
    expected: Option<u64>,
    before: &[(i64, u64, u64)],
    past: &Past,
) -> Option<(i64, u64)> {
    let from = collected.collect.and_then(|collect| collect.from);
    let from = from.unwrap_or(i64::MIN);
    if past.day < from || expected.is_some_and(|all| received >= all) {
        return None;
    }
    let mut before = before.iter().filter(|(day, ..)| *day >= from);
    // open documents are finished day by day: of them the last day alone counts
    let (day, rows, _) = if collected.opening.is_some() {
        before.next_back()
    } else {
        before.max_by_key(|(_, rows, _)| *rows)
    }?;
    (received < *rows).then_some((*day, *rows))
}

/// That nothing comes, fewer than the rows of an earlier day, or nothing new.
fn silent(
    collected: &Collected,
    received: u64,
    before: &[(i64, u64, u64)],
    since: i64,
    more: Option<(i64, u64)>,
    past: &Past,
) -> Option<Silence> {
    let from = collected.collect.and_then(|collect| collect.from);
    if from.is_some_and(|from| past.day < from) {
        return None;
    }
    if received == 0 {
        let mut before = before.iter().rev();
        let last = before.find(|(_, rows, _)| *rows > 0);
        return Some(last.map_or(Silence::Nothing, |(day, rows, _)| {
            Silence::Gone(*day, *rows)
        }));
    }
    if let Some((day, rows)) = more {
        return Some(Silence::Fewer(day, rows));
    }
    let worked = past.days.between(since, past.day)?;
    (worked >= past.silent).then_some(Silence::Since(since, worked))
}
