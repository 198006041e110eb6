//! What a finding says beside its cells, by the kind of its rule.

use std::borrow::Cow;

use super::Rendering;
use super::arguments::{Arguments, Choice, number_of};
use super::sentences::{ALL, shown};
use crate::findings::Row;
use crate::findings::said::{Figure, NEEDED_BITS, Neighbour, Place, Said, Steps, Told, Twin, Used};
use crate::messages::{LocalText, grouped_decimal, message};
use crate::reports::{coding, flaws};
use crate::rules::plan::{Clock, Detail, EMPTY, Expr, Judgement, Wanted};
use crate::tables::flaw::Flaws;
use crate::tables::mask::MASK;
use crate::tables::types::{FieldIx, ONE};
use crate::tables::{date, number};

impl Rendering<'_> {
    /// What the finding says beside its cells.
    pub(super) fn say_detail(
        &mut self,
        judgement: &Judgement,
        row: &Row,
        arguments: &mut Arguments,
    ) {
        let report = self.report;
        if judgement.message.key == "finding-range-date" {
            let is_read = matches!(row.said, Said::Text(_)) && is_serial(row.value);
            let read = if is_read { "yes" } else { "no" };
            arguments.choose("read", Choice::Word(read));
        }
        match (&judgement.detail, &row.said) {
            (Detail::Span(clock, _, limit), said) => {
                self.say_ends(judgement.column, row, limit, arguments);
                if let Said::Text(masked) = said {
                    arguments.quote("detail", masked);
                    arguments.quote("excess", masked);
                    return;
                }
                let millis = match said {
                    Said::Span(millis) | Said::SoFar(millis) => *millis,
                    _ => 0,
                };
                self.say_late(limit, (*clock, millis), arguments);
            }
            (Detail::Parts(_), said) => {
                let parts = match said {
                    Said::Number(parts) => i64::try_from(*parts).unwrap_or(ALL),
                    _ => ALL,
                };
                arguments.choose("parts", Choice::Number(parts));
            }
            (Detail::Flaws(_), said) => self.say_flaws(said, arguments),
            (Detail::Needed(wanted), Said::Number(bits)) => {
                self.say_needed(wanted, *bits, arguments);
            }
            (Detail::Figures(names), said) => self.say_figures(names, row, said, arguments),
            (Detail::Unfit(fields), said) => self.say_unfit(fields, said, arguments),
            (Detail::Code(coded), Said::Code(misfit)) => {
                arguments.quote("detail", &report.text(&coding::told(coded, misfit)));
            }
            (_, Said::Neighbour(neighbour)) => self.say_neighbour(row, neighbour, arguments),
            (Detail::Twin(agree, uses, _), Said::Twin(twin)) => {
                self.say_twin(row, twin, agree, uses, arguments);
            }
            (Detail::Near(..), _)
            | (
                _,
                Said::SoFar(_)
                | Said::Unfit(_)
                | Said::Code(_)
                | Said::Twin(_)
                | Said::Flaws(_)
                | Said::Figures(..),
            ) => {}
            (_, Said::Nothing) => match judgement.detail {
                Detail::None => {}
                _ => arguments.quote("detail", ""),
            },
            (_, Said::Text(text)) => arguments.quote("detail", shown(text)),
            (_, Said::Number(number)) => match whole(*number) {
                Some(number) => arguments.choose("detail", Choice::Number(number)),
                None => arguments.quote("detail", &grouped_decimal(&number::text(*number))),
            },
            (_, Said::Span(millis)) => {
                self.quote_span("detail", Clock::Elapsed, *millis, arguments);
            }
            (_, Said::Others(values, rows)) => {
                let rows = if values.len() > 1 { 0 } else { *rows };
                arguments.choose("rows", number_of(rows));
                let values: Vec<String> = values.iter().map(|v| shown(v).to_owned()).collect();
                arguments.quote("detail", &report.list(&values));
            }
            (_, Said::Places(places, more)) => {
                arguments.quote("detail", &self.places_text(row, places, *more));
            }
            (_, Said::Record(record)) => {
                let cells = record
                    .cells
                    .map_or_else(String::new, |cells| cells.to_string());
                arguments.quote("detail", &cells);
                arguments.quote("other", &record.width.to_string());
                let number = record.number.map_or_else(String::new, |number| {
                    report.text(&message!("finding-record", record = number.to_string()))
                });
                arguments.quote("record", &number);
            }
            (_, Said::Labels(labelled, covers)) => {
                arguments.quote("detail", &labelled.to_string());
                arguments.quote("other", &covers.to_string());
            }
            (_, Said::Steps(steps)) => self.say_steps(row, steps, arguments),
            (_, Said::Months(recurs)) => {
                arguments.choose("count", number_of(recurs.findings));
                arguments.choose("months", number_of(recurs.months));
                arguments.quote("since", recurs.since.as_str());
                let rule = &report.project.rules[recurs.rule];
                arguments.quote("rule", &report.rule_label(rule));
            }
        }
    }

    /// What the row that is led to holds, where that is not what it should.
    fn say_unfit(&self, fields: &[(LocalText, Expr)], said: &Said, arguments: &mut Arguments) {
        let report = self.report;
        let texts: &[Cow<str>] = match said {
            Said::Unfit(texts) => texts,
            _ => &[],
        };
        let states: Vec<String> = (fields.iter().zip(texts))
            .filter(|(_, text)| !text.is_empty())
            .map(|((label, _), text)| {
                let column = report.local(label);
                report.text(&match text.as_ref() {
                    EMPTY => message!("finding-cell-empty", column = column),
                    value => message!("cell-is", column = column, value = shown(value)),
                })
            })
            .collect();
        let told = if states.is_empty() { "no" } else { "yes" };
        arguments.choose("told", Choice::Word(told));
        arguments.quote("state", &report.list(&states));
    }

    /// What is missing of what is asked for, and how much of it is there.
    fn say_needed(&self, wanted: &[Wanted], bits: i128, arguments: &mut Arguments) {
        let is_set = |bit: usize| bits >> bit & 1 == 1;
        let all = || wanted.iter().enumerate();
        let weight = |is_in: &dyn Fn(usize) -> bool| -> u64 {
            let those = all().filter(|(bit, _)| is_in(*bit));
            those.map(|(_, one)| u64::from(one.weight)).sum()
        };
        let is_missing = |bit: usize| is_set(bit + NEEDED_BITS);
        let (asked, missing) = (weight(&is_set), weight(&is_missing));
        let score = (asked - missing) * 100 / asked.max(1);
        arguments.choose("score", number_of(score));
        let missing: Vec<&Wanted> = all()
            .filter(|(bit, _)| is_missing(*bit))
            .map(|(_, one)| one)
            .collect();
        let groups = missing.chunk_by(|one, other| one.group == other.group);
        let groups = groups.map(|group| {
            let columns: Vec<String> = (group.iter())
                .map(|one| self.report.local(&one.column))
                .collect();
            let columns = self.report.list(&columns);
            match &group[0].why {
                Some(why) => {
                    let why = self.report.text(why);
                    self.report
                        .text(&message!("complete-columns", columns = columns, why = why))
                }
                None => columns,
            }
        });
        let also = |first, second| {
            self.report
                .text(&message!("told-also", first = first, second = second))
        };
        arguments.quote("missing", &groups.reduce(also).unwrap_or_default());
    }

    /// What a group of rows comes to; nothing of what is masked.
    fn say_figures(
        &self,
        names: &'static [&'static str],
        row: &Row,
        said: &Said,
        arguments: &mut Arguments,
    ) {
        let Said::Figures(figures, places, more) = said else {
            for name in names.iter().chain(["detail"].iter()) {
                arguments.quote(name, MASK);
            }
            return;
        };
        for (name, figure) in names.iter().zip(figures) {
            match figure {
                Figure::Count(count) => arguments.choose(name, number_of(*count)),
                Figure::Number(number) => {
                    arguments.quote(name, &grouped_decimal(&number::text(*number)));
                }
                Figure::Time(millis) => arguments.quote(name, &date::text(*millis)),
                Figure::Text(text) => arguments.quote(name, text),
                Figure::Leading(all) => {
                    let each = all.iter().map(|leading| {
                        self.report.text(&message!(
                            "leading-digits",
                            digits = leading.digits.as_str(),
                            count = leading.count,
                            expected = leading.expected
                        ))
                    });
                    arguments.quote(name, &self.report.list(&each.collect::<Vec<_>>()));
                }
            }
        }
        arguments.quote("detail", &self.places_text(row, places, *more));
    }

    /// Which code is numbered next to it, and what is wrong between the two.
    fn say_neighbour(&self, row: &Row, neighbour: &Neighbour, arguments: &mut Arguments) {
        let [first, last] = &neighbour.missing;
        let missing = if first == last {
            first.clone()
        } else {
            format!("{first}–{last}")
        };
        let [day, otherday] = &neighbour.days;
        let lower = if neighbour.is_lower { "yes" } else { "no" };
        let there = if neighbour.place.is_some() {
            "yes"
        } else {
            "no"
        };
        arguments.choose("count", number_of(neighbour.count));
        arguments.choose("lower", Choice::Word(lower));
        arguments.choose("there", Choice::Word(there));
        arguments.quote("missing", &missing);
        arguments.quote("other", shown(&neighbour.code));
        arguments.quote("day", day);
        arguments.quote("otherday", otherday);
        let place = neighbour.place.iter().copied().collect::<Vec<_>>();
        arguments.quote("detail", &self.places_text(row, &place, 0));
    }

    /// Which row it may be a copy of, why, and what hangs on both.
    fn say_twin(
        &self,
        row: &Row,
        twin: &Twin,
        agree: &[FieldIx],
        uses: &[LocalText],
        arguments: &mut Arguments,
    ) {
        let report = self.report;
        let yes_or_no = |is: bool| Choice::Word(if is { "yes" } else { "no" });
        arguments.choose("grade", Choice::Word(twin.grade.tag()));
        arguments.choose("reason", Choice::Word(twin.reason.tag()));
        arguments.choose("coded", yes_or_no(!twin.code.is_empty()));
        arguments.quote("code", shown(&twin.code));
        arguments.quote("name", shown(&twin.name));
        arguments.quote("detail", &self.places_text(row, &[twin.place], 0));
        let agrees = twin.agrees.and_then(|at| agree.get(at as usize));
        arguments.choose("agrees", yes_or_no(agrees.is_some()));
        arguments.quote("agreed", agrees.map_or("", |&field| self.heading(field)));
        arguments.choose("shared", yes_or_no(twin.is_code_shared));
        arguments.choose("torn", yes_or_no(twin.rival.is_some()));
        let (rival, other) = twin.rival.as_ref().map_or_else(Default::default, |rival| {
            let (place, code) = rival;
            (self.places_text(row, &[*place], 0), shown(code))
        });
        arguments.quote("rival", &rival);
        arguments.quote("other", other);
        let uses = uses.iter().zip(&twin.uses);
        let uses: Vec<String> = uses
            .filter(|(_, [there, here])| twin.rival.is_none() && there.rows + here.rows > 0)
            .map(|(label, [there, here])| {
                report.text(&message!(
                    "twin-used",
                    table = report.local(label),
                    there = there.rows,
                    summed = summed(there),
                    sum = sum(there),
                    here = here.rows,
                    owned = summed(here),
                    own = sum(here)
                ))
            })
            .collect();
        arguments.choose("used", yes_or_no(!uses.is_empty()));
        arguments.quote("uses", &report.list(&uses));
    }

    /// All that is wrong with the cell, and what should stand there.
    fn say_flaws(&self, said: &Said, arguments: &mut Arguments) {
        let none = Flaws::default();
        let flaws = match said {
            Said::Flaws(flaws) => flaws.as_ref(),
            _ => &none,
        };
        let report = self.report;
        let told: Vec<String> = (flaws.all.iter())
            .map(|flaw| report.text(&flaws::told(flaw)))
            .collect();
        arguments.quote("flaws", &told.join(&report.messages.key("fault-separator")));
        let proposal = flaws.proposal.as_deref();
        let proposed = if proposal.is_some() { "yes" } else { "no" };
        arguments.choose("proposed", Choice::Word(proposed));
        // whole: it is there to be pasted back
        arguments.quote("proposal", proposal.unwrap_or_default());
    }

    /// What other events of the case there are, or are not.
    fn say_steps(&mut self, row: &Row, steps: &Steps, arguments: &mut Arguments) {
        let report = self.report;
        arguments.choose("how", Choice::Word(steps.how));
        arguments.choose("count", number_of(steps.count));
        let local = |names: &[LocalText]| -> Vec<String> {
            names.iter().map(|name| report.local(name)).collect()
        };
        arguments.quote("names", &report.list(&local(&steps.names)));
        let way: Vec<String> = (steps.way.iter())
            .map(|(_, label)| report.local(label))
            .collect();
        arguments.quote("way", &way.join(" → "));
        for (name, word) in &steps.words {
            arguments.quote(name, shown(word));
        }
        match steps.span {
            Some((clock, Some(millis))) => self.quote_span("span", clock, millis, arguments),
            Some((_, None)) => arguments.quote("span", MASK),
            None => arguments.quote("span", ""),
        }
        let others: Vec<String> = (steps.others.iter())
            .map(|other| self.other_event(row, other))
            .collect();
        let others = report.list(&others);
        let others = match steps.more {
            0 => others,
            more => report.text(&message!("places-more", places = others, count = more)),
        };
        arguments.quote("detail", &others);
    }

    /// Another event, with its time and its place.
    fn other_event(&self, row: &Row, other: &Told) -> String {
        let report = self.report;
        let input = self.inputs.get(other.input as usize);
        let (file, sheet) = input.copied().unwrap_or_default();
        let file = sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file}!{sheet}"));
        let is_here = other.input as usize == row.input;
        report.text(&message!(
            "other-event",
            event = report.local(&other.label),
            at = other.at.as_str(),
            dated = if other.at.is_empty() { "no" } else { "yes" },
            file = if is_here { "here".to_owned() } else { file },
            row = other.row.to_string()
        ))
    }

    /// Rows of the same file by their numbers, others with their file.
    fn places_text(&self, row: &Row, places: &[Place], more: u64) -> String {
        let report = self.report;
        let (here, others): (Vec<&Place>, Vec<&Place>) = places
            .iter()
            .partition(|place| place.input as usize == row.input);
        let rows: Vec<String> = here.iter().map(|place| place.row.to_string()).collect();
        let mut told = Vec::new();
        if !rows.is_empty() {
            let (count, rows) = (rows.len(), report.list(&rows));
            told.push(report.text(&message!("places-here", count = count, rows = rows)));
        }
        told.extend(others.into_iter().map(|place| {
            let input = self.inputs.get(place.input as usize);
            let (file, sheet) = input.copied().unwrap_or_default();
            let file = sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file}!{sheet}"));
            let row = place.row.to_string();
            report.text(&message!("places-other", file = file, row = row))
        }));
        let places = report.list(&told);
        match more {
            0 => places,
            more => report.text(&message!("places-more", places = places, count = more)),
        }
    }
}

/// Whether a cell is a number that stands for a day, and no day that is written in digits.
fn is_serial(cell: &str) -> bool {
    let (whole, rest) = cell.trim().split_once('.').unwrap_or((cell.trim(), ""));
    let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (1..=7).contains(&whole.len()) && are_digits(whole) && are_digits(rest)
}

/// A number without digits behind the point.
fn whole(number: i128) -> Option<i64> {
    let whole = number::is_whole(number).then_some(number / ONE)?;
    i64::try_from(whole).ok()
}

/// Whether what leads to a row has a sum to be told.
fn summed(used: &Used) -> &'static str {
    match (used.rows, used.amount) {
        (0, _) => "no",
        (_, Some(_)) => "yes",
        (_, None) if used.is_unreadable => "partly",
        (_, None) => "no",
    }
}

fn sum(used: &Used) -> String {
    let sum = used.amount.map(|sum| grouped_decimal(&number::text(sum)));
    sum.unwrap_or_default()
}
