//! The project's working time: its own calendars, what they extend, and the hours of a working day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::raw::{RawCalendar, RawProject};
use super::sections::{Named, Section};
use crate::calendar::{self, Calendar, Days, Hours, SHIPPED, WorkTime};
use crate::messages::{Message, message};
use crate::mistakes::placed::Name;
use crate::mistakes::{Place, Problem, did_you_mean, offered};
use crate::tables::date;
use crate::tables::types::DAY;

/// Resolves what `[project]` says of working time, and returns the calendars that it knows beside it. Each calendar is looked
/// through, used or not. `others`: what else counts by a calendar of its own.
pub(super) fn resolve<'a>(
    settings: Option<&'a RawProject>,
    calendars: &'a Named<RawCalendar>,
    others: impl Iterator<Item = &'a Name>,
    problems: &mut Vec<Problem>,
) -> (WorkTime, Known) {
    let before = problems.len();
    let (sections, broken) = (&calendars.found, &calendars.broken);
    let known = Known(Calendars::gather(sections, broken, problems).resolve(problems));
    let (written, listed) =
        settings.map_or((None, None), |s| (s.calendar.as_ref(), s.hours.as_deref()));
    let mut work = known.work_time(written, listed, 0, problems);
    work.unused = unused(written.into_iter().chain(others), sections);
    work.broken = problems.len() > before;
    (work, known)
}

/// The days of each calendar, by its name; none where there is a mistake in it.
pub(super) struct Known(BTreeMap<String, Option<Days>>);

impl Known {
    /// What a calendar and the hours of a day come to, as they are written in a file.
    pub(super) fn work_time(
        &self,
        written: Option<&Name>,
        listed: Option<&[Name]>,
        file: usize,
        problems: &mut Vec<Problem>,
    ) -> WorkTime {
        let before = problems.len();
        let hours = listed.map(|hours| shifts(hours, file, problems));
        let days = written.and_then(|name| {
            if let Some(days) = self.0.get(&**name) {
                return days.clone();
            }
            let mistake = unknown(name, self.0.keys().map(String::as_str));
            problems.push(mistake.place_in(file, name));
            None
        });
        if let (Some(first), None) = (listed.and_then(|h| h.first()), written) {
            let place = Place::new(file, first.span());
            let mistake = Problem::at(message!("problem-hours-without-calendar"), place);
            problems.push(mistake.hint(message!("hint-calendar", names = names(&SHIPPED))));
        }
        let by_week = days.as_ref().map_or(Vec::new(), Days::years_by_week);
        let has_hours = hours.as_ref().is_some_and(|hours| hours.of_day() > 0);
        let calendar = written
            .zip(days)
            .map(|(name, days)| Arc::new(Calendar::new(name, &days, hours.unwrap_or_default())));
        WorkTime {
            calendar,
            has_hours,
            by_week,
            unused: Vec::new(),
            broken: problems.len() > before,
        }
    }
}

/// The calendars that neither are counted by nor are extended by one that is, by way of others or not.
fn unused<'n>(
    written: impl Iterator<Item = &'n Name>,
    sections: &[(String, Section<RawCalendar>)],
) -> Vec<String> {
    let own: BTreeMap<&str, &RawCalendar> = sections
        .iter()
        .map(|(name, section)| (name.as_str(), &section.value))
        .collect();
    let mut unused: BTreeSet<&str> = own.keys().copied().collect();
    for name in written {
        let mut next = Some(name.as_str());
        // a name that is no longer in the set was met before, or is not the project's own
        while let Some(name) = next.filter(|name| unused.remove(name)) {
            next = own[name].extends.as_ref().map(|name| name.as_str());
        }
    }
    unused.into_iter().map(str::to_owned).collect()
}

/// A mistake that has no place yet.
struct Unplaced(Message, Message);

impl Unplaced {
    fn place_in(self, file: usize, name: &Name) -> Problem {
        Problem::at(self.0, Place::new(file, name.span())).hint(self.1)
    }
}

fn unknown<'a>(written: &str, known: impl Iterator<Item = &'a str> + Clone) -> Unplaced {
    let hint = did_you_mean(written, known.clone())
        .unwrap_or_else(|| message!("hint-one-of", names = offered(known)));
    Unplaced(message!("problem-unknown-calendar", name = written), hint)
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// The hours of a day, in order.
fn shifts(written: &[Name], file: usize, problems: &mut Vec<Problem>) -> Hours {
    let mut shifts: Vec<((i64, i64), &Name)> = Vec::new();
    for name in written {
        match calendar::shift(name) {
            Some(shift) => shifts.push((shift, name)),
            None => problems.push(Problem::at(
                message!("problem-bad-hours", written = &**name),
                Place::new(file, name.span()),
            )),
        }
    }
    shifts.sort_by_key(|(shift, _)| *shift);
    for (ix, &(one_shift, one)) in shifts.iter().enumerate() {
        let mut later = shifts[ix + 1..].iter();
        if let Some(&(_, other)) = later.find(|(shift, _)| Hours::overlap(one_shift, *shift)) {
            let message = message!("problem-hours-overlap", one = &**one, other = &**other);
            let place = |name: &Name| Place::new(file, name.span());
            problems.push(Problem::at(message, place(other)).other(place(one)));
        }
    }
    Hours {
        shifts: shifts.into_iter().map(|(shift, _)| shift).collect(),
    }
}

/// Calendars by name while they are resolved.
struct Calendars<'a> {
    own: BTreeMap<&'a str, &'a Section<RawCalendar>>,
    /// None where there is a mistake in it.
    done: BTreeMap<String, Option<Days>>,
}

impl<'a> Calendars<'a> {
    fn gather(
        sections: &'a [(String, Section<RawCalendar>)],
        broken: &BTreeSet<String>,
        problems: &mut Vec<Problem>,
    ) -> Calendars<'a> {
        let shipped = SHIPPED.map(|name| (name.to_owned(), calendar::shipped(name)));
        let mut done: BTreeMap<String, Option<Days>> = shipped.into();
        done.extend(broken.iter().map(|name| (name.clone(), None)));
        let mut own: BTreeMap<&str, &Section<RawCalendar>> = BTreeMap::new();
        for (name, section) in sections {
            if SHIPPED.contains(&name.as_str()) {
                let message = message!("problem-calendar-shipped", name = name);
                problems.push(Problem::at(message, section.place.clone()));
            } else if let Some(first) = own.get(name.as_str()) {
                let message = message!("problem-calendar-twice", name = name);
                let mistake = Problem::at(message, section.place.clone());
                problems.push(mistake.other(first.place.clone()));
            } else {
                own.insert(name, section);
            }
        }
        Calendars { own, done }
    }

    fn resolve(mut self, problems: &mut Vec<Problem>) -> BTreeMap<String, Option<Days>> {
        for name in self.own.keys().copied().collect::<Vec<_>>() {
            self.follow(name, problems);
        }
        self.done
    }

    /// Resolves what a calendar extends before itself, without recursion.
    fn follow(&mut self, name: &'a str, problems: &mut Vec<Problem>) {
        let mut chain: Vec<&str> = Vec::new();
        let mut next = Some(name);
        while let Some(name) = next.filter(|name| !self.done.contains_key(*name)) {
            let section = self.own[name];
            chain.push(name);
            next = None;
            let Some(base) = &section.value.extends else {
                break;
            };
            let file = section.place.file;
            if chain.contains(&base.as_str()) {
                let message = message!("problem-calendar-circle", name = &**base);
                problems.push(Problem::at(message, Place::new(file, base.span())));
            } else if self.done.contains_key(&**base) || self.own.contains_key(base.as_str()) {
                next = Some(base);
                continue;
            } else {
                let known = self.own.keys().copied().chain(SHIPPED);
                problems.push(unknown(base, known).place_in(file, base));
            }
            // nothing is known of what rests on it
            self.done
                .extend(chain.drain(..).map(|name| (name.to_owned(), None)));
        }
        for name in chain.into_iter().rev() {
            let section = self.own[name];
            let base = section.value.extends.as_ref();
            let base = base.map(|base| self.done.get(&**base).cloned().flatten());
            let days = match base {
                Some(None) => None,
                Some(Some(base)) => own(section, Some(&base), problems),
                None => own(section, None, problems),
            };
            self.done.insert(name.to_owned(), days);
        }
    }
}

/// A calendar of the project, over the one it extends.
fn own(
    section: &Section<RawCalendar>,
    base: Option<&Days>,
    problems: &mut Vec<Problem>,
) -> Option<Days> {
    let raw = &section.value;
    let before = problems.len();
    let mut tell = |message, name: &Name| {
        problems.push(Problem::at(
            message,
            Place::new(section.place.file, name.span()),
        ));
    };
    let mut end = |written: &Option<Name>, inherited: Option<i64>| match written {
        None => inherited,
        Some(name) => {
            let day = calendar::day(name);
            if day.is_none() {
                tell(message!("problem-bad-date", written = &**name), name);
            }
            day
        }
    };
    let from = end(&raw.from, base.map(|base| *base.covered.start()));
    let to = end(&raw.to, base.map(|base| *base.covered.end()));
    let rulings = rulings(raw, from.zip(to), &mut tell);
    let (Some(from), Some(to)) = (from, to) else {
        if problems.len() == before {
            let message = message!("problem-calendar-range");
            problems.push(Problem::at(message, section.place.clone()));
        }
        return None;
    };
    if from > to {
        let message = message!("problem-calendar-backwards");
        problems.push(Problem::at(message, section.place.clone()));
        return None;
    }
    let inherited = base.map_or(&[][..], |base| &base.rulings);
    let days = Days {
        covered: from..=to,
        week: match (&raw.workdays, base) {
            (Some(workdays), _) => calendar::week(workdays),
            (None, Some(base)) => base.week,
            (None, None) => [true, true, true, true, true, false, false],
        },
        rulings: inherited.iter().cloned().chain(rulings).collect(),
    };
    if problems.len() == before && !Calendar::new("", &days, Hours::default()).has_workdays() {
        let message = message!("problem-no-workday");
        problems.push(Problem::at(message, section.place.clone()));
    }
    (problems.len() == before).then_some(days)
}

/// The days off and on that are declared; mistakes in them are told.
fn rulings(
    raw: &RawCalendar,
    covered: Option<(i64, i64)>,
    tell: &mut impl FnMut(Message, &Name),
) -> Vec<(std::ops::RangeInclusive<i64>, bool)> {
    let mut rulings = Vec::new();
    for (list, on) in [(&raw.off, false), (&raw.on, true)] {
        for name in list {
            let Some(days) = calendar::days(name) else {
                tell(message!("problem-bad-days", written = &**name), name);
                continue;
            };
            if let Some((from, to)) = covered
                && !(from <= *days.start() && *days.end() <= to)
            {
                let text = |day: i64| date::text(day.saturating_mul(DAY));
                let (from, to) = (text(from), text(to));
                tell(
                    message!(
                        "problem-day-not-covered",
                        written = &**name,
                        from = from,
                        to = to
                    ),
                    name,
                );
            }
            let also_off = |(off, ruled): &(std::ops::RangeInclusive<i64>, bool)| {
                on && !ruled && off.start() <= days.end() && days.start() <= off.end()
            };
            if rulings.iter().any(also_off) {
                tell(message!("problem-day-off-and-on", written = &**name), name);
            }
            rulings.push((days, on));
        }
    }
    rulings
}
