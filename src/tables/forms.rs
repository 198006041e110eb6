//! The ways of writing that were read although they are not the plain one, told in the evidence of a file.

use std::borrow::Cow;

use super::Table;
use super::mask::mask;
use super::types::FieldIx;
use crate::messages::{Message, message};

/// A way of writing other than an ISO date or a number of ASCII digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// Years of the Republic of China.
    Minguo,
    /// Day numbers of Excel.
    Serial,
    ShortYear,
    DayFirst,
    MonthFirst,
    /// Any other date that can be read in one way only.
    Date,
    /// A time with a zone, carried over to that of the company.
    Zone,
    /// The same where it is not known which that is: it was not read.
    UnknownZone,
    /// With a currency sign before the digits, behind them, or both.
    Currency([Option<&'static str>; 2]),
    Percent,
    /// Negative by parentheses or by a minus behind the digits.
    Negative,
    /// Any other number that can be read in one way only.
    Number,
}

/// How many cells of which column are written in which form.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Forms(Vec<Tally>);

#[derive(Debug, Clone, PartialEq)]
struct Tally {
    field: FieldIx,
    form: Form,
    count: u64,
    /// The first such cell.
    example: String,
}

impl Forms {
    /// Counts a cell.
    pub(crate) fn note(&mut self, field: FieldIx, form: Form, cell: &str) {
        self.add_tally(field, form, 1, || cell.trim().to_owned());
    }

    /// Adds what a later part of the file holds.
    pub(crate) fn add(&mut self, later: Forms) {
        for tally in later.0 {
            self.add_tally(tally.field, tally.form, tally.count, || tally.example);
        }
    }

    fn add_tally(
        &mut self,
        field: FieldIx,
        form: Form,
        count: u64,
        example: impl FnOnce() -> String,
    ) {
        let known = |tally: &&mut Tally| tally.field == field && tally.form == form;
        match self.0.iter_mut().find(known) {
            Some(tally) => tally.count += count,
            None => self.0.push(Tally {
                field,
                form,
                count,
                example: example(),
            }),
        }
    }

    /// The columns with times of unknown zones: how many, and the first.
    pub(crate) fn unknown_zones(&self, table: &Table) -> Vec<Message> {
        let unknown = self
            .0
            .iter()
            .filter(|tally| tally.form == Form::UnknownZone);
        let told = |tally: &Tally| {
            let field = &table.fields[tally.field];
            message!(
                "notice-unknown-zone",
                column = field.label.clone(),
                count = tally.count,
                example = Cow::into_owned(mask(&tally.example, field.sensitive))
            )
        };
        unknown.map(told).collect()
    }

    /// One sentence for each column and form, in the order of the dictionary; the signs of a column's currencies together.
    pub(crate) fn decisions(mut self, table: &Table) -> Vec<Message> {
        // stable: of several currencies, the one met first gives the example
        self.0.sort_by_key(|tally| (tally.field, rank(tally.form)));
        let same = |a: &Tally, b: &Tally| a.field == b.field && rank(a.form) == rank(b.form);
        self.0
            .chunk_by(same)
            .map(|tallies| {
                let field = &table.fields[tallies[0].field];
                let example = mask(&tallies[0].example, field.sensitive);
                message!(
                    "decision-form",
                    column = field.label.clone(),
                    form = described(tallies),
                    count = tallies.iter().map(|t| t.count).sum::<u64>(),
                    example = Cow::into_owned(example)
                )
            })
            .collect()
    }
}

/// Forms that are told in one sentence rank alike.
fn rank(form: Form) -> Form {
    match form {
        Form::Currency(_) => Form::Currency([None; 2]),
        other => other,
    }
}

fn described(tallies: &[Tally]) -> Message {
    match tallies[0].form {
        Form::Minguo => message!("form-minguo"),
        Form::Serial => message!("form-serial"),
        Form::ShortYear => message!("form-short-year"),
        Form::DayFirst => message!("form-day-first"),
        Form::MonthFirst => message!("form-month-first"),
        Form::Date => message!("form-date"),
        Form::Zone => message!("form-zone"),
        Form::UnknownZone => message!("form-unknown-zone"),
        Form::Percent => message!("form-percent"),
        Form::Negative => message!("form-negative"),
        Form::Number => message!("form-number"),
        Form::Currency(_) => {
            let mut signs: Vec<String> = Vec::new();
            for tally in tallies {
                if let Form::Currency(written) = tally.form {
                    signs.extend(written.into_iter().flatten().map(str::to_owned));
                }
            }
            signs.sort();
            signs.dedup();
            message!("form-currency", signs = signs)
        }
    }
}

/// Full-width letters, digits and signs as ASCII; no other character is changed, so that `5²` does not become 52.
pub(crate) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let narrowed = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '￥' => '¥',
        '￡' => '£',
        '￦' => '₩',
        '\u{2212}' => '-',
        other => other,
    };
    text.chars().map(narrowed).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_width_is_folded() {
        assert_eq!(narrow("２０２６／３／５　８：３０"), "2026/3/5 8:30");
        assert_eq!(narrow("￥１，２３４．５％"), "¥1,234.5%");
        assert_eq!(narrow("5²½①"), "5²½①");
    }
}
