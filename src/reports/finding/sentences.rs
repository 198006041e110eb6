//! Both sentences of a finding: what was expected, and what is there.

use super::Rendering;
use super::arguments::{Arguments, Choice};
use crate::findings::Row;
use crate::messages::{Arg, Message, message};
use crate::reports::sentence::{self, Sentence};
use crate::rules::plan::{Detail, Judgement, Part};
use crate::tables::types::FieldIx;

/// Sentences that are kept for the next finding that reads alike.
const MOST_SENTENCES: usize = 1_000;

/// Characters of a cell that a sentence quotes at most.
const QUOTED: usize = 80;

/// All parts of a condition.
pub(super) const ALL: i64 = -1;

impl<'a> Rendering<'a> {
    /// Writes both sentences.
    pub(super) fn say(&mut self, row: &Row, expected: &mut String, message: &mut String) {
        let mut arguments = std::mem::take(&mut self.arguments);
        arguments.clear();
        self.tell(row, &mut arguments);
        let choices = arguments.choices.as_slice();
        let mut new = None;
        let sentences = match self.sentences[row.judgement].get(choices) {
            Some(sentences) => sentences,
            None => new.insert(self.sentences(row.judgement, &arguments)),
        };
        let cell = |number: usize| {
            let value = std::iter::once(row.value).chain(row.beside.iter());
            let value = value.into_iter().nth(number);
            let value = shown(value.unwrap_or_default());
            if value.is_empty() {
                self.empty.as_str()
            } else {
                value
            }
        };
        for (sentence, text) in sentences.iter().zip([expected, message]) {
            text.clear();
            sentence.write(text, |number| arguments.word(number), cell);
        }
        let known = &mut self.sentences[row.judgement];
        if let Some(new) = new
            && known.len() < MOST_SENTENCES
        {
            known.insert(arguments.choices.clone(), new);
        }
        self.arguments = arguments;
    }

    fn sentences(&self, judgement: usize, arguments: &Arguments) -> [Sentence; 2] {
        let judgement = &self.result.rule.plan.judgements[judgement];
        let choices = &arguments.choices;
        let told = match &judgement.detail {
            Detail::Parts(parts) => not_so(parts, choices).map(|told| ("told", Arg::from(told))),
            _ => None,
        };
        [&judgement.expected, &judgement.message].map(|message| {
            let mut message = message.clone();
            let choices = choices.iter().map(|&(name, choice)| {
                let argument = match choice {
                    Choice::Number(number) => Arg::from(number),
                    Choice::Word(word) => Arg::from(word),
                };
                (name, argument)
            });
            message.args.extend(choices);
            let gaps = arguments.names.iter().zip(sentence::gaps());
            let gaps = gaps.map(|(name, gap)| (*name, Arg::from(gap)));
            message.args.extend(gaps);
            message.args.extend(told.clone());
            Sentence::new(&self.report.messages.guarded(&message))
        })
    }

    fn tell(&mut self, row: &Row, arguments: &mut Arguments) {
        let judgement = &self.result.rule.plan.judgements[row.judgement];
        arguments.quote("value", shown(row.value));
        self.say_columns(judgement, row, arguments);
        self.say_detail(judgement, row, arguments);
    }

    /// What a field is called.
    pub(super) fn heading(&self, field: FieldIx) -> &'a str {
        let label = &self.result.table.fields[field].label;
        label.in_lang(self.report.messages.lang)
    }

    /// What the columns are called, and what stands in them.
    fn say_columns(&mut self, judgement: &Judgement, row: &Row, arguments: &mut Arguments) {
        if judgement.column >= self.result.table.fields.len() {
            return;
        }
        let mut cells = String::new();
        if judgement.together {
            let columns = std::iter::once(&judgement.column).chain(&judgement.beside);
            let headings: Vec<&str> = columns.map(|&field| self.heading(field)).collect();
            self.say_cell(judgement.column, row.value, &mut cells);
            self.say_beside(judgement, row, &mut cells);
            arguments.quote("column", &headings.join(&self.separator));
        } else {
            let is_alone = judgement.beside.is_empty() || row.beside.is_empty();
            let shows = if is_alone { "no" } else { "yes" };
            arguments.choose("shows", Choice::Word(shows));
            self.say_beside(judgement, row, &mut cells);
            arguments.quote("column", self.heading(judgement.column));
        }
        arguments.quote("cells", &cells);
    }

    /// Adds the cells of the other columns to a list.
    fn say_beside(&mut self, judgement: &Judgement, row: &Row, cells: &mut String) {
        for (&field, value) in judgement.beside.iter().zip(row.beside.iter()) {
            self.say_cell(field, value, cells);
        }
    }

    /// Adds what stands in a column to a list.
    pub(super) fn say_cell(&mut self, field: FieldIx, value: &str, cells: &mut String) {
        if !cells.is_empty() {
            cells.push_str(&self.separator);
        }
        let (report, heading) = (self.report, self.heading(field));
        let [filled, empty] = self.cells.entry(field).or_insert_with(|| {
            let gap = sentence::gaps().next().map(Arg::from);
            let gap = gap.unwrap_or_else(|| Arg::from(""));
            [
                message!("finding-cell", column = heading, value = gap),
                message!("finding-cell-empty", column = heading),
            ]
            .map(|message| Sentence::new(&report.messages.guarded(&message)))
        });
        let value = shown(value);
        let sentence = if value.is_empty() { empty } else { filled };
        sentence.write(cells, |_| value, |_| "");
    }
}

/// What there is to say of the parts of a condition that do not hold.
fn not_so(parts: &[Part], choices: &[(&'static str, Choice)]) -> Option<Message> {
    let chosen = choices.iter().find_map(|(name, choice)| match choice {
        Choice::Number(chosen) if *name == "parts" => Some(*chosen),
        _ => None,
    });
    let chosen = chosen.unwrap_or(ALL);
    let told = parts.iter().enumerate();
    let told = told.filter(|(bit, _)| chosen >> bit & 1 == 1);
    let also = |first, second| message!("told-also", first = first, second = second);
    told.map(|(_, part)| part.told.clone()).reduce(also)
}

/// As much of a cell as a sentence quotes; all of it stands beside the sentence.
pub(super) fn shown(value: &str) -> &str {
    let end = value.char_indices().nth(QUOTED);
    end.map_or(value, |(end, _)| &value[..end])
}
