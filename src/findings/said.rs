//! What a finding says beside the cells that it points at, in its type until a report writes it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::blank::Unseen;
use crate::coding::Misfit;
use crate::messages::LocalText;
use crate::names::{Grade, Reason};
use crate::rules::plan::Clock;
use crate::tables::flaw::Flaws;
use crate::tables::packed::Packed;

/// One of a few things, by the kind of the rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Said<'a> {
    #[default]
    Nothing,
    /// A cell of another column, or a day.
    Text(Cow<'a, str>),
    /// Times 10^12.
    Number(i128),
    /// Milliseconds.
    Span(i64),
    /// Milliseconds up to the audit, of what ends after it.
    SoFar(i64),
    /// What other rows hold, and how many hold each.
    Others(Vec<Cow<'a, str>>, u64),
    /// What the row that is led to holds of several fields; nothing of those that are not to blame.
    Unfit(Vec<Cow<'a, str>>),
    /// All that is wrong with the cell.
    Flaws(Cow<'a, Flaws>),
    /// Where else it is: some of the places, and how many more there are.
    Places(Vec<Place>, u64),
    /// What is wrong with a code.
    Code(Box<Misfit>),
    /// A code that is numbered next to it.
    Neighbour(Box<Neighbour>),
    /// A broken record.
    Record(Record),
    /// An entry of the dispositions: how many findings it labels, and how many it was about.
    Labels(u64, u64),
    /// Somebody with findings of a rule month after month.
    Months(Recurrence),
    /// Which row it may be a copy of.
    Twin(Box<Twin>),
    /// What a group of rows comes to, and where other rows of it are: some of the places, and how many more there are.
    Figures(Vec<Figure>, Vec<Place>, u64),
    /// What other events of a case there are, or are not. It names what the project has in memory, and stays there.
    #[serde(skip)]
    Steps(Arc<Steps>),
}

/// How many fields can be asked for: in [`Said::Number`] a bit for each says whether it is, and another one whether it is
/// missing.
pub(crate) const NEEDED_BITS: usize = 60;

/// Where a key that another table does not have differs from one that it has by what nobody sees alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Near {
    /// In the row.
    Here,
    /// In the other table.
    There(Unseen),
}

impl Near {
    const ALL: [Near; 4] = [
        Near::Here,
        Near::There(Unseen::End),
        Near::There(Unseen::Start),
        Near::There(Unseen::Character),
    ];

    /// The number that stands for it in [`Said::Number`].
    pub(crate) fn number(self) -> i128 {
        let place = Near::ALL.iter().position(|near| *near == self);
        place.map_or(0, |place| i128::try_from(place).unwrap_or_default())
    }

    /// What a number stands for.
    pub(crate) fn of(number: i128) -> Option<Near> {
        Near::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

/// One of the things that are told of a group of rows. The plan names them, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Figure {
    /// How many there are.
    Count(u64),
    /// Times 10^12.
    Number(i128),
    /// A day, or a point in time, in milliseconds.
    Time(i64),
    Text(String),
    /// Leading digits that occur too often.
    Leading(Vec<Leading>),
}

/// How often numbers have certain leading digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Leading {
    pub(crate) digits: String,
    pub(crate) count: u64,
    pub(crate) expected: u64,
}

/// A row of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Index of the file among those of its table.
    pub(crate) input: u32,
    /// As a person sees it.
    pub(crate) row: u64,
}

/// What is wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Record {
    /// How many cells it has, where that is what is wrong.
    pub(crate) cells: Option<u64>,
    /// Of the header.
    pub(crate) width: u64,
    /// Its number, where that is not the row that is shown.
    pub(crate) number: Option<u64>,
}

/// What recurs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Recurrence {
    /// Index of the rule that is looked at.
    pub(crate) rule: usize,
    /// Findings in this run.
    pub(crate) findings: u64,
    /// Months with findings, and the first of them.
    pub(crate) months: u64,
    pub(crate) since: String,
}

/// A code that is numbered next to that of a row, and what is wrong between the two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Neighbour {
    /// The first and the last of the numbers that are missing between them, and how many these are.
    pub(crate) missing: [String; 2],
    pub(crate) count: u64,
    /// The other code; empty where there is none before the first.
    pub(crate) code: String,
    /// Whether it has the lower number.
    pub(crate) is_lower: bool,
    /// The day of the row and that of the other one.
    pub(crate) days: [String; 2],
    pub(crate) place: Option<Place>,
}

/// A row that a row may be a copy of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Twin {
    pub(crate) place: Place,
    pub(crate) name: String,
    /// Empty where rows have none.
    pub(crate) code: String,
    pub(crate) grade: Grade,
    pub(crate) reason: Reason,
    /// The first of the columns that may agree which does.
    pub(crate) agrees: Option<u32>,
    /// Table by table what leads to the row that it may be a copy of, and to the copy.
    pub(crate) uses: Vec<[Used; 2]>,
    /// Whether both rows have the same code.
    pub(crate) is_code_shared: bool,
    /// Another row that it may be a copy of as well, which is no copy of that one: its place and its code.
    pub(crate) rival: Option<(Place, String)>,
}

/// What leads to a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Used {
    pub(crate) rows: u64,
    /// Times 10^12; none where it is not asked for or not known.
    pub(crate) amount: Option<i128>,
    /// Whether it is asked for, and not all of it could be read.
    pub(crate) is_unreadable: bool,
}

/// What is wrong with the order of a case, the number of its events, or those who act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Steps {
    /// Which sentence says it.
    pub(crate) how: &'static str,
    /// Which event makes the difference, by its name in the project, where rules of the kind find several.
    pub(crate) what: String,
    pub(crate) count: u64,
    /// Events that it names, in their order.
    pub(crate) names: Vec<LocalText>,
    /// The way that the case went, where it is about that: each step by its name and by what people call it.
    pub(crate) way: Vec<(String, LocalText)>,
    /// What its sentence quotes, by the names of the places.
    pub(crate) words: Vec<(&'static str, String)>,
    /// How long it took; only by which clock, where nobody may see that.
    pub(crate) span: Option<(Clock, Option<i64>)>,
    /// Other events that it is about, and how many more there are.
    pub(crate) others: Vec<Told>,
    pub(crate) more: u64,
}

impl Steps {
    /// In which way a case departs, for whoever decides on all that depart alike: `none`, `missing:order.approved`.
    pub(crate) fn deviation(&self) -> Cow<'static, str> {
        if self.what.is_empty() {
            Cow::Borrowed(self.how)
        } else {
            Cow::Owned(format!("{}:{}", self.how, self.what))
        }
    }
}

/// Another event that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Told {
    pub(crate) label: LocalText,
    /// When it was; empty where that is not known.
    pub(crate) at: String,
    /// Index of the file among those of its process.
    pub(crate) input: u32,
    pub(crate) row: u64,
}

impl Said<'_> {
    /// The same, with its texts borrowed.
    pub(crate) fn borrowed(&self) -> Said<'_> {
        match self {
            Said::Nothing => Said::Nothing,
            Said::Text(text) => Said::Text(text.as_ref().into()),
            Said::Number(number) => Said::Number(*number),
            Said::Span(span) => Said::Span(*span),
            Said::SoFar(span) => Said::SoFar(*span),
            Said::Others(texts, rows) => Said::Others(borrowed(texts), *rows),
            Said::Unfit(texts) => Said::Unfit(borrowed(texts)),
            Said::Flaws(flaws) => Said::Flaws(Cow::Borrowed(flaws)),
            Said::Places(places, more) => Said::Places(places.clone(), *more),
            Said::Code(misfit) => Said::Code(misfit.clone()),
            Said::Neighbour(neighbour) => Said::Neighbour(neighbour.clone()),
            Said::Record(record) => Said::Record(*record),
            Said::Labels(labelled, covers) => Said::Labels(*labelled, *covers),
            Said::Months(months) => Said::Months(months.clone()),
            Said::Twin(twin) => Said::Twin(twin.clone()),
            Said::Figures(figures, places, more) => {
                Said::Figures(figures.clone(), places.clone(), *more)
            }
            Said::Steps(steps) => Said::Steps(Arc::clone(steps)),
        }
    }

    pub(crate) fn into_owned(self) -> Said<'static> {
        match self {
            Said::Text(text) => Said::Text(text.into_owned().into()),
            Said::Others(texts, rows) => Said::Others(owned(texts), rows),
            Said::Unfit(texts) => Said::Unfit(owned(texts)),
            Said::Flaws(flaws) => Said::Flaws(Cow::Owned(flaws.into_owned())),
            Said::Nothing => Said::Nothing,
            Said::Number(number) => Said::Number(number),
            Said::Span(span) => Said::Span(span),
            Said::SoFar(span) => Said::SoFar(span),
            Said::Places(places, more) => Said::Places(places, more),
            Said::Code(misfit) => Said::Code(misfit),
            Said::Neighbour(neighbour) => Said::Neighbour(neighbour),
            Said::Record(record) => Said::Record(record),
            Said::Labels(labelled, covers) => Said::Labels(labelled, covers),
            Said::Months(months) => Said::Months(months),
            Said::Twin(twin) => Said::Twin(twin),
            Said::Figures(figures, places, more) => Said::Figures(figures, places, more),
            Said::Steps(steps) => Said::Steps(steps),
        }
    }
}

fn borrowed<'t>(texts: &'t [Cow<str>]) -> Vec<Cow<'t, str>> {
    texts.iter().map(|text| text.as_ref().into()).collect()
}

fn owned(texts: Vec<Cow<str>>) -> Vec<Cow<'static, str>> {
    let owned = texts.into_iter().map(|text| text.into_owned().into());
    owned.collect()
}

/// What several findings say, in little memory where all say the same kind of thing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) enum Column {
    #[default]
    Nothing,
    Texts(Packed),
    Numbers(Vec<i128>),
    Spans(Vec<i64>),
    Each(Vec<Said<'static>>),
}

impl Column {
    /// Adds what the next finding says, behind which `count` others are.
    pub(super) fn push(&mut self, count: usize, said: Said) {
        match (&mut *self, said) {
            (Column::Nothing, Said::Nothing) => {}
            (Column::Texts(texts), Said::Text(text)) => texts.push(&text),
            (Column::Numbers(numbers), Said::Number(number)) => numbers.push(number),
            (Column::Spans(spans), Said::Span(span)) => spans.push(span),
            (Column::Each(all), said) => all.push(said.into_owned()),
            (Column::Nothing, said) if count == 0 => *self = Column::of(said),
            (mixed, said) => {
                let before = (0..count).map(|at| mixed.get(at).into_owned());
                let all = before.chain([said.into_owned()]).collect();
                *mixed = Column::Each(all);
            }
        }
    }

    /// What one finding says.
    fn of(said: Said) -> Column {
        match said {
            Said::Text(text) => Column::Texts([text].into_iter().collect()),
            Said::Number(number) => Column::Numbers(vec![number]),
            Said::Span(span) => Column::Spans(vec![span]),
            said => Column::Each(vec![said.into_owned()]),
        }
    }

    /// Without room for more.
    pub(super) fn tight(mut self) -> Column {
        match &mut self {
            Column::Nothing => {}
            Column::Texts(texts) => *texts = std::mem::take(texts).tight(),
            Column::Numbers(numbers) => numbers.shrink_to_fit(),
            Column::Spans(spans) => spans.shrink_to_fit(),
            Column::Each(all) => all.shrink_to_fit(),
        }
        self
    }

    /// About how many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Column::Nothing => 0,
            Column::Texts(texts) => texts.bytes(),
            Column::Numbers(numbers) => size_of_val(numbers.as_slice()),
            Column::Spans(spans) => size_of_val(spans.as_slice()),
            Column::Each(all) => size_of_val(all.as_slice()),
        }
    }

    pub(super) fn get(&self, at: usize) -> Said<'_> {
        match self {
            Column::Nothing => Said::Nothing,
            Column::Texts(texts) => Said::Text(texts.get(at).into()),
            Column::Numbers(numbers) => Said::Number(numbers[at]),
            Column::Spans(spans) => Said::Span(spans[at]),
            Column::Each(all) => all[at].borrowed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_kept_whatever_stands_together() {
        let text = |text: &'static str| Said::Text(text.into());
        let places = || Said::Places(vec![Place { input: 0, row: 2 }], 1);
        let all = [
            vec![Said::Nothing, Said::Nothing],
            vec![text("a"), text(""), text("b")],
            vec![Said::Number(1), Said::Number(-2)],
            vec![Said::Span(1), Said::Span(2)],
            vec![places(), places()],
            vec![Said::Nothing, Said::Number(1), Said::Nothing],
            vec![text("a"), Said::Span(1), text("b"), places()],
        ];
        for said in all {
            let mut column = Column::default();
            for (count, one) in said.iter().enumerate() {
                column.push(count, one.borrowed());
            }
            let column = column.tight();
            let kept: Vec<Said> = (0..said.len()).map(|at| column.get(at)).collect();
            assert_eq!(kept, said);
        }
    }
}
