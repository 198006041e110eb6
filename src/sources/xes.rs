//! XES (IEEE 1849), in which programs for process mining keep logs: cases, each with its events. Every event is a row; what a
//! case says of itself stands in each of its rows.
//!
//! A log is read twice: for the names of its values, which are its columns, and for the values. It is never held as a whole.

mod columns;
mod lines;
mod steps;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{BufRead, BufReader};

use tempfile::SpooledTempFile;

use self::columns::{Columns, Of, Values};
use self::steps::{Count, Step, Steps};
use super::batch::Batch;
use super::budget::Budget;
use super::encoding::Charset;
use super::layout::Heading;
use super::workbook::{self, MOST_COLUMNS, spool::Spool};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError};
use crate::messages::{Message, message};

/// Rows of a batch.
const ROWS: usize = 16_384;
/// Cells of a batch, for logs of very many names.
const CELLS: usize = 4 << 20;
/// Text of a batch. No row is longer.
const BYTES: usize = 64 << 20;

/// The events of a log, of which the columns are known.
pub(crate) struct Events {
    steps: Steps<BufReader<SpooledTempFile>>,
    columns: Columns,
    /// Whether rows are counted as lines of the file; as events otherwise.
    by_line: bool,
    /// Whether there are bytes that are no text.
    undecodable: bool,
    case: Values,
    event: Values,
    /// Events that were read.
    count: u64,
    budget: Budget,
    /// What is written next.
    batch: Batch<'static>,
    /// The row of the batch that holds the values of the case.
    shared: Option<usize>,
    ended: bool,
}

/// What a log is like as a whole.
#[derive(Debug, Default)]
struct Survey {
    columns: Columns,
    /// Events that do not begin on a line of their own.
    on_a_line: u64,
    /// Cases without an event.
    bare: Count,
    twice: [Count; 2],
    left_out: Count,
}

/// Opens a log: looks it through for its columns.
pub(crate) fn open(
    mut file: File,
    settings: &Settings,
    budget: &Budget,
) -> Result<Opened, SourceError> {
    let decision = workbook::encoding_of(&mut file, settings)?;
    let encoding = match decision.encoding {
        Charset::Standard(encoding) => encoding,
        page @ Charset::Dos(_) => {
            return Err(message!("source-xml-of-dos", encoding = page.name()));
        }
    };
    let mut text = Spool::decoded(&file, encoding, budget)?;
    let mut names = Steps::new(text.from(0)?);
    names.names_only = true;
    let survey = survey(&mut names)?;
    drop(names);
    let by_line = survey.on_a_line == 0;
    let mut form = Form {
        encoding: Some(decision.encoding.name().to_owned()),
        decisions: vec![decision.message()],
        doubts: decision.doubt().into_iter().collect(),
        by_name: true,
        ..Form::default()
    };
    form.decisions.push(if by_line {
        message!("decision-xes-lines")
    } else {
        message!("decision-xes-numbers")
    });
    for told in survey.told() {
        form.decisions.push(told.clone());
        form.doubts.push(told);
    }
    let columns = survey.columns;
    let fields = columns.names.iter();
    let heading = Heading {
        fields: fields.filter_map(|name| (settings.field)(name)).count(),
        columns: columns.names.clone(),
        ..Heading::default()
    };
    Ok(Opened {
        body: Body::Events(Box::new(Events {
            undecodable: text.replaced,
            steps: Steps::new(text.into_reader()?),
            budget: budget.whole(),
            batch: Batch::new(columns.names.len()),
            columns,
            by_line,
            case: Values::default(),
            event: Values::default(),
            count: 0,
            shared: None,
            ended: false,
        })),
        heading,
        form,
        chunks: 0,
    })
}

/// Reads a log to its end for its columns, and for what is no cell of a row.
fn survey<R: BufRead>(steps: &mut Steps<R>) -> Result<Survey, SourceError> {
    let mut survey = Survey::default();
    let (mut case, mut event) = (Values::default(), Values::default());
    let (mut within, mut begins, mut last) = (Of::Case, None, 0);
    loop {
        match steps.next()? {
            Step::Case => {
                case.clear();
                within = Of::Case;
                begins = Some(steps.line);
            }
            Step::CaseEnd => {
                if let Some(line) = begins.take() {
                    survey.bare.add(line);
                }
            }
            Step::Event => {
                event.clear();
                within = Of::Event;
                begins = None;
                survey.on_a_line += u64::from(steps.line <= last);
                last = steps.line;
            }
            Step::Value => {
                let column = survey.columns.meet(within, &steps.key);
                let most = MOST_COLUMNS as usize;
                if column >= most {
                    return Err(message!("source-xes-too-many-names", most = most));
                }
                let values = match within {
                    Of::Case => &mut case,
                    Of::Event => &mut event,
                };
                // which is enough to know whether it comes again
                values.put(column, "", steps.line);
            }
            Step::EventEnd => {}
            Step::End => break,
        }
    }
    survey.twice = [case.twice, event.twice];
    survey.left_out = steps.left_out;
    Ok(survey)
}

impl Survey {
    /// What is in the log and in no cell, for people.
    fn told(&self) -> Vec<Message> {
        let [case, event] = self.twice;
        let first = [case, event].into_iter().filter(|twice| twice.count > 0);
        let twice = Count {
            count: case.count + event.count,
            first: first.map(|twice| twice.first).min().unwrap_or_default(),
        };
        let told = [
            (self.left_out, message!("decision-xes-left-out")),
            (twice, message!("decision-xes-twice")),
            (self.bare, message!("decision-xes-bare")),
        ];
        let told = told.into_iter().filter(|(count, _)| count.count > 0);
        told.map(|(count, told)| told.with("count", count.count).with("row", count.first))
            .collect()
    }
}

impl Events {
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        if self.ended {
            return Ok(None);
        }
        self.fill()?;
        let next = Batch::new(self.columns.names.len());
        let mut batch = std::mem::replace(&mut self.batch, next);
        self.shared = None;
        if self.undecodable {
            batch.mark_undecodable();
        }
        Ok(Some(Chunk {
            part: Part::Events(Some(batch)),
            last: self.ended,
            number: 0,
        }))
    }

    /// Reads on until the batch is full, or the log ends.
    fn fill(&mut self) -> Result<(), SourceError> {
        let most = ROWS.min(CELLS / self.columns.names.len().max(1)).max(1);
        let mut within = Of::Case;
        let mut line = 0;
        while self.batch.rows() < most && self.batch.bytes() < BYTES {
            match self.steps.next()? {
                Step::Case | Step::CaseEnd => {
                    self.case.clear();
                    self.shared = None;
                    within = Of::Case;
                }
                Step::Event => {
                    self.event.clear();
                    within = Of::Event;
                    line = self.steps.line;
                }
                Step::Value => self.value(within)?,
                Step::EventEnd => {
                    self.budget.blanks(self.batch.width())?;
                    self.row(line);
                }
                Step::End => {
                    self.ended = true;
                    break;
                }
            }
        }
        Ok(())
    }

    fn value(&mut self, within: Of) -> Result<(), SourceError> {
        let Steps {
            key, value, line, ..
        } = &self.steps;
        // all of them were met before
        let Some(column) = self.columns.find(within, key) else {
            return Ok(());
        };
        let values = match within {
            Of::Case => &mut self.case,
            Of::Event => &mut self.event,
        };
        values.put(column, value, *line);
        if self.case.bytes() + self.event.bytes() > BYTES {
            return Err(message!("source-xes-too-large"));
        }
        Ok(())
    }

    /// Ends a row: the values of its case are written once in a batch.
    fn row(&mut self, line: u64) {
        self.count += 1;
        let batch = &mut self.batch;
        let row = batch.rows();
        let mut write = |column: usize, value: &str| {
            batch.write_cell(column, |text| text.push_str(value));
        };
        if self.shared.is_some() {
            for (column, value) in self.event.in_order() {
                write(column, value);
            }
        } else {
            let mut cells: Vec<(usize, &str)> = self.case.in_order().collect();
            cells.extend(self.event.in_order());
            cells.sort_unstable_by_key(|cell| cell.0);
            for (column, value) in cells {
                write(column, value);
            }
        }
        batch.end_row(if self.by_line { line } else { self.count });
        let from = *self.shared.get_or_insert(row);
        if from != row {
            for column in self.case.columns() {
                batch.copy_cell(row, column, from);
            }
        }
    }
}
