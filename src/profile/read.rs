//! Reads the files of a table, on all cores, and gathers what its columns hold.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use hashbrown::HashTable;

use super::column::{Gathering, Tally};
use super::distinct::hash;
use super::heading::{Begins, Holds, Source, reopen};
use super::sample::{EMPTY, Sample};
use super::{FileRead, Spot};
use crate::blank;
use crate::findings::asked::{Cancelled, Progress};
use crate::messages::message;
use crate::sources::Chunk;
use crate::sources::batch::{Aside, Batch, Fault};
use crate::sources::layout::{Fill, Fills, Headers, Heading, Layout, Reach, Totals};
use crate::sources::met::{Cut, Met};
use crate::sources::workers::in_order;
use crate::tables::header::fold;

/// Different values of a part of a column whose texts are handed on; of more than these, those that come more than once.
const TEXTS: usize = 4_096;

/// A table while it is read.
pub(super) struct Reading<'a> {
    begins: &'a Begins,
    progress: &'a dyn Progress,
    pub(super) files: Vec<FileRead>,
    pub(super) rows: u64,
    pub(super) columns: Vec<Gathering>,
    pub(super) sample: Sample,
}

/// A value of a part.
struct Value {
    text: Option<Box<str>>,
    hash: u64,
    count: u64,
    spot: Spot,
}

/// What a part of a file comes to.
struct Part {
    rows: u64,
    bytes: u64,
    refused: u64,
    faulty: u64,
    bare: u64,
    damaged: u64,
    met: Met,
    aside: Vec<(u64, Aside)>,
    columns: Vec<(Tally, Vec<Value>)>,
    /// Where the rows are, and which of the values each has, as long as rows are kept.
    kept: Option<(Vec<Spot>, Vec<Vec<u32>>)>,
}

/// What the workers need not hand on any more.
struct Enough {
    rows: AtomicBool,
    texts: Vec<AtomicBool>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(begins: &'a Begins, progress: &'a dyn Progress) -> Reading<'a> {
        let width = begins.headings.len();
        Reading {
            begins,
            progress,
            files: Vec::new(),
            rows: 0,
            columns: (0..width).map(|_| Gathering::default()).collect(),
            sample: Sample::new(width),
        }
    }

    /// Reads a file to its end, or to where it breaks off.
    pub(super) fn file(&mut self, source: &Source) -> Result<(), Cancelled> {
        let mut read = FileRead::new(source);
        match reopen(source, self.begins) {
            Err(error) => read.error = Some(error),
            Ok(opened) => {
                let heading = opened.heading.clone();
                read.encoding.clone_from(&opened.form.encoding);
                read.sheet.clone_from(&opened.form.sheet);
                read.decisions.clone_from(&opened.form.decisions);
                read.notices.clone_from(&opened.form.doubts);
                read.header = heading.rows;
                read.aside.add(heading.around.iter().copied());
                self.body(opened, &heading, &mut read)?;
            }
        }
        self.files.push(read);
        Ok(())
    }

    fn body(
        &mut self,
        opened: crate::sources::Opened,
        heading: &Heading,
        read: &mut FileRead,
    ) -> Result<(), Cancelled> {
        let file = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let places = self.places(heading);
        let readable = |column: usize, cell: &str| {
            let place = places.iter().position(|place| *place == Some(column));
            place.is_some_and(|place| self.begins.reads(place, cell) != Some(false))
        };
        let totals = Totals::default();
        let layout = layout(self.begins, heading, &places, &totals, &readable);
        let enough = Enough {
            rows: AtomicBool::new(self.sample.full),
            texts: self
                .columns
                .iter()
                .map(|c| AtomicBool::new(c.often.closed))
                .collect(),
        };
        let job = |mut chunk: Chunk| Part::of(&chunk.parse(&layout), file, &places, &enough);
        let (columns, sample) = (&mut self.columns, &mut self.sample);
        let progress = self.progress;
        let mut met = Met::default();
        let mut cancelled = false;
        let name = read.source.input.name.clone();
        let mut rows = 0;
        read.error = in_order(opened, job, |mut part| {
            rows += part.rows;
            read.refused += part.refused;
            read.faulty += part.faulty;
            read.bare += part.bare;
            read.damaged += part.damaged;
            met.add(&part.met);
            read.aside.add(std::mem::take(&mut part.aside));
            progress.read(&name, part.rows, part.bytes);
            part.merge_into(columns, sample);
            enough.rows.store(sample.full, Ordering::Relaxed);
            for (enough, column) in enough.texts.iter().zip(columns.iter()) {
                enough.store(column.often.closed, Ordering::Relaxed);
            }
            cancelled = progress.cancelled();
            if cancelled {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        read.rows = rows;
        self.rows += rows;
        read.decisions.extend(met.decisions());
        if let Some(cut) = met.cut.map(Cut::message) {
            read.notices.push(message!("profile-breaks-off", cut = cut));
        }
        if cancelled { Err(Cancelled) } else { Ok(()) }
    }

    /// Where each column of the table is in a file.
    fn places(&self, heading: &Heading) -> Vec<Option<usize>> {
        if !self.begins.has_header {
            return (0..self.begins.headings.len()).map(Some).collect();
        }
        let names: Vec<String> = heading.columns.iter().map(|name| fold(name)).collect();
        let mut taken = vec![false; names.len()];
        let own = self.begins.headings.iter().map(|name| fold(name));
        own.map(|own| {
            let place = (0..names.len()).find(|at| !taken[*at] && names[*at] == own)?;
            taken[place] = true;
            Some(place)
        })
        .collect()
    }
}

/// What is set aside from the rows of a file.
fn layout<'a>(
    begins: &Begins,
    heading: &Heading,
    places: &[Option<usize>],
    totals: &'a Totals,
    readable: &'a (dyn Fn(usize, &str) -> bool + Sync),
) -> Layout<'a> {
    let columns = |holds: &dyn Fn(Holds) -> bool| -> Vec<usize> {
        let own = begins.are(holds).into_iter();
        own.filter_map(|at| *places.get(at)?).collect()
    };
    let texts = columns(&|holds| holds != Holds::Numbers);
    let fills = texts.into_iter().filter_map(|column| {
        let merged = heading.merged.iter();
        let areas = merged.filter(|area| area.columns.0 == column && area.rows.1 > area.rows.0);
        let areas: Vec<(u64, u64)> = areas.map(|area| area.rows).collect();
        (!areas.is_empty()).then_some(Fill {
            column,
            reach: Reach::Merged(areas),
        })
    });
    Layout {
        width: heading.columns.len(),
        headed: heading
            .columns
            .iter()
            .map(|name| !blank::is_empty(name))
            .collect(),
        repeats: heading.repeats.clone(),
        guards: heading.guards.clone(),
        totals,
        notes: true,
        key: vec![places.iter().flatten().min().copied().unwrap_or_default()],
        keyed: false,
        typed: columns(&|holds| holds != Holds::Texts),
        telling: columns(&|holds| holds == Holds::Dates),
        readable,
        fills: Fills::new(fills.collect()),
        // no dictionary tells what another header says
        headers: Headers::none(),
    }
}

impl Part {
    fn of(batch: &Batch, file: u32, places: &[Option<usize>], enough: &Enough) -> Part {
        let spot = |row: usize| Spot {
            file,
            row: batch.line(row),
        };
        let keeps = !enough.rows.load(Ordering::Relaxed);
        let mut cells_of = Vec::new();
        let mut columns = Vec::with_capacity(places.len());
        for (place, closed) in places.iter().zip(&enough.texts) {
            let (mut tally, mut values, mut cells) = (Tally::default(), Vec::new(), Vec::new());
            if let Some(place) = place {
                let wants_texts = keeps || !closed.load(Ordering::Relaxed);
                let seen = different(batch, *place, &mut cells);
                let many = !keeps && seen.len() > TEXTS;
                values.reserve(seen.len());
                for Different {
                    cell,
                    hash: own,
                    count,
                    row,
                } in seen
                {
                    let spot = spot(row);
                    tally.add(cell, count, spot, batch.from_1904);
                    let text = blank::trim(cell);
                    values.push(Value {
                        text: (wants_texts && !(many && count == 1)).then(|| text.into()),
                        hash: if text.len() == cell.len() {
                            own
                        } else {
                            hash(text)
                        },
                        count,
                        spot,
                    });
                }
            } else {
                cells.resize(batch.rows(), EMPTY);
            }
            columns.push((tally, values));
            if keeps {
                cells_of.push(cells);
            }
        }
        Part {
            rows: batch.rows() as u64,
            bytes: batch.bytes() as u64,
            refused: batch.refused.len() as u64,
            faulty: batch.faulty.len() as u64,
            bare: batch
                .faulty
                .iter()
                .filter(|one| is_bare(one.fault, batch.width()))
                .count() as u64,
            damaged: batch.damaged.len() as u64,
            met: (*batch.met).clone(),
            aside: batch.aside.clone(),
            columns,
            kept: keeps.then(|| ((0..batch.rows()).map(spot).collect(), cells_of)),
        }
    }

    fn merge_into(self, columns: &mut [Gathering], sample: &mut Sample) {
        if let Some((spots, cells)) = &self.kept {
            let texts = self.columns.iter().zip(cells).map(|((_, values), cells)| {
                let texts = values
                    .iter()
                    .map(|value| value.text.as_deref().unwrap_or_default());
                (texts.collect(), cells.as_slice())
            });
            sample.take(spots, &texts.collect::<Vec<_>>());
        }
        for (gathering, (tally, values)) in columns.iter_mut().zip(self.columns) {
            gathering.tally.merge(tally);
            for value in values {
                gathering.distinct.add(value.hash, value.count);
                match value.text {
                    Some(text) => gathering.often.add(&text, value.count, value.spot),
                    None => gathering.often.whole = false,
                }
            }
        }
    }
}

/// Whether a row of several columns is one cell, or one of a single column several: prose and code have no columns.
fn is_bare(fault: Fault, width: usize) -> bool {
    match fault {
        Fault::Cells(cells) => width > 2 && cells < 2 || width == 1 && cells > 1,
        _ => false,
    }
}

/// A cell that differs from those before it.
struct Different<'b> {
    cell: &'b str,
    hash: u64,
    count: u64,
    /// The first row that has it.
    row: usize,
}

/// The different cells of a column in the order in which they come, and which of them each row has.
fn different<'b>(batch: &'b Batch, column: usize, cells: &mut Vec<u32>) -> Vec<Different<'b>> {
    let mut all: Vec<Different> = Vec::new();
    let mut places: HashTable<(u64, u32)> = HashTable::new();
    cells.reserve(batch.rows());
    let mut last = EMPTY;
    for (row, cell) in batch.column(column).enumerate() {
        if blank::is_empty(cell) {
            cells.push(EMPTY);
            continue;
        }
        // sorted exports repeat a value row after row
        if last == EMPTY || all[last as usize].cell != cell {
            let own = hash(cell);
            let entry = places.entry(
                own,
                |(other, place)| *other == own && all[*place as usize].cell == cell,
                |(other, _)| *other,
            );
            let next = u32::try_from(all.len()).unwrap_or(EMPTY);
            last = entry.or_insert((own, next)).get().1;
            if last == next {
                all.push(Different {
                    cell,
                    hash: own,
                    count: 0,
                    row,
                });
            }
        }
        all[last as usize].count += 1;
        cells.push(last);
    }
    all
}
