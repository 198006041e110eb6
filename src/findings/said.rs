//! What a finding says beside the cells that it points at, in its type until a report writes it.

use std::borrow::Cow;

use crate::tables::packed::Packed;

/// One of a few things, by the kind of the rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) enum Said<'a> {
    #[default]
    Nothing,
    /// A cell of another column, or a day.
    Text(Cow<'a, str>),
    /// Times 10^12.
    Number(i128),
    /// Milliseconds.
    Span(i64),
    /// What other rows hold.
    Others(Vec<Cow<'a, str>>),
    /// Where else it is: some of the places, and how many more there are.
    Places(Vec<Place>, u64),
    /// A broken record.
    Record(Record),
    /// An entry of the dispositions: how many findings it labels, and how many it was about.
    Labels(u64, u64),
    /// Somebody with findings of a rule month after month.
    Months(Recurrence),
}

/// A row of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    /// Index of the file among those of its table.
    pub(crate) input: u32,
    /// As a person sees it.
    pub(crate) row: u64,
}

/// What is wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Record {
    /// How many cells it has, where that is what is wrong.
    pub(crate) cells: Option<u64>,
    /// Of the header.
    pub(crate) width: u64,
    /// Its number, where that is not the row that is shown.
    pub(crate) number: Option<u64>,
}

/// What recurs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Recurrence {
    /// Index of the rule that is looked at.
    pub(crate) rule: usize,
    /// Findings in this run.
    pub(crate) findings: u64,
    /// Months with findings, and the first of them.
    pub(crate) months: u64,
    pub(crate) since: String,
}

impl Said<'_> {
    /// The same, with its texts borrowed.
    pub(crate) fn borrowed(&self) -> Said<'_> {
        match self {
            Said::Nothing => Said::Nothing,
            Said::Text(text) => Said::Text(text.as_ref().into()),
            Said::Number(number) => Said::Number(*number),
            Said::Span(span) => Said::Span(*span),
            Said::Others(texts) => Said::Others(texts.iter().map(|t| t.as_ref().into()).collect()),
            Said::Places(places, more) => Said::Places(places.clone(), *more),
            Said::Record(record) => Said::Record(*record),
            Said::Labels(labelled, covers) => Said::Labels(*labelled, *covers),
            Said::Months(months) => Said::Months(months.clone()),
        }
    }

    pub(crate) fn into_owned(self) -> Said<'static> {
        match self {
            Said::Text(text) => Said::Text(text.into_owned().into()),
            Said::Others(texts) => {
                let owned = texts.into_iter().map(|text| text.into_owned().into());
                Said::Others(owned.collect())
            }
            Said::Nothing => Said::Nothing,
            Said::Number(number) => Said::Number(number),
            Said::Span(span) => Said::Span(span),
            Said::Places(places, more) => Said::Places(places, more),
            Said::Record(record) => Said::Record(record),
            Said::Labels(labelled, covers) => Said::Labels(labelled, covers),
            Said::Months(months) => Said::Months(months),
        }
    }
}

/// What several findings say, in little memory where all say the same kind of thing.
#[derive(Debug, Clone)]
pub(super) enum Column {
    Nothing,
    Texts(Packed),
    Numbers(Vec<i128>),
    Spans(Vec<i64>),
    Each(Vec<Said<'static>>),
}

impl Column {
    pub(super) fn new(said: Vec<Said>) -> Column {
        if said.iter().all(|one| *one == Said::Nothing) {
            return Column::Nothing;
        }
        let numbers = said.iter().map(|one| match one {
            Said::Number(number) => Some(*number),
            _ => None,
        });
        if let Some(numbers) = numbers.collect() {
            return Column::Numbers(numbers);
        }
        let spans = said.iter().map(|one| match one {
            Said::Span(span) => Some(*span),
            _ => None,
        });
        if let Some(spans) = spans.collect() {
            return Column::Spans(spans);
        }
        let texts = said.iter().map(|one| match one {
            Said::Text(text) => Some(text),
            _ => None,
        });
        match texts.collect() {
            Some(texts) => Column::Texts(texts),
            None => Column::Each(said.into_iter().map(Said::into_owned).collect()),
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
