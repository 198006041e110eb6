//! Reads the files of a table, on all cores, and gathers what its columns hold.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use hashbrown::HashTable;

use super::alike::Groups;
use super::distinct::{Distinct, KEPT, Often, Run, Running, Texts, hash};
use super::heading::{Begins, Holds, Source, reopen};
use super::sample::{EMPTY, Sample};
use super::tally::Tally;
use super::{FileRead, Spot};
use crate::blank;
use crate::findings::asked::{Cancelled, Progress};
use crate::messages::message;
use crate::sources::Chunk;
use crate::sources::batch::{Aside, Batch, Fault};
use crate::sources::layout::{Fill, Fills, Headers, Heading, Layout, Reach, Totals, among};
use crate::sources::met::{Cut, Met};
use crate::sources::workers::in_order;
use crate::tables::header::fold;

/// Different values of a part of a column for which there is room from the start.
const FEW: usize = 1_024;

/// A table while it is read.
pub(super) struct Reading<'a> {
    begins: &'a Begins,
    progress: &'a dyn Progress,
    pub(super) files: Vec<FileRead>,
    pub(super) rows: u64,
    pub(super) columns: Vec<Gathering>,
    pub(super) shared: Vec<Shared>,
    pub(super) sample: Sample,
}

/// What a column is while it is read.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    pub(super) tally: Tally,
    pub(super) often: Often,
}

/// What those who read share of a column.
#[derive(Debug)]
pub(super) struct Shared {
    distinct: Mutex<Distinct>,
    // what need not be handed on any more. They may learn of it late: what is handed on in vain is left out
    /// All texts that come are few, and each is counted.
    whole: AtomicBool,
    /// No text comes often.
    closed: AtomicBool,
    shapeless: AtomicBool,
    /// Values rise from row to row, so that the parts of the column must be put together in their order.
    rises: AtomicBool,
    /// More values are different than are counted.
    over: AtomicBool,
}

impl Default for Shared {
    fn default() -> Shared {
        Shared {
            distinct: Mutex::default(),
            whole: AtomicBool::new(true),
            closed: AtomicBool::new(false),
            shapeless: AtomicBool::new(false),
            rises: AtomicBool::new(true),
            over: AtomicBool::new(false),
        }
    }
}

fn is(flag: &AtomicBool) -> bool {
    flag.load(Ordering::Relaxed)
}

impl Shared {
    pub(super) fn into_distinct(self) -> Distinct {
        let distinct = self.distinct.into_inner();
        distinct.unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks values up: those of the next part, or of any where their order does not matter any more.
    fn look_up(&self, run: Run) {
        if is(&self.over) {
            return;
        }
        let mut distinct = self.distinct.lock().unwrap_or_else(PoisonError::into_inner);
        distinct.add(run);
        self.rises.store(distinct.is_rising(), Ordering::Relaxed);
        self.over.store(distinct.is_over(), Ordering::Relaxed);
    }

    fn learn(&self, gathered: &Gathering) {
        self.whole.store(gathered.often.whole, Ordering::Relaxed);
        self.closed.store(gathered.often.closed, Ordering::Relaxed);
        let shapeless = gathered.tally.shapeless;
        self.shapeless.store(shapeless, Ordering::Relaxed);
    }
}

/// What a part of a column comes to.
#[derive(Default)]
struct Found {
    tally: Tally,
    texts: Texts,
    /// Its values, where they were not looked up.
    run: Option<Run>,
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
    columns: Vec<Found>,
    /// Where the rows are, and which of the texts of each column they have, as long as rows are kept.
    kept: Option<(Vec<Spot>, Vec<Vec<u32>>)>,
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
            shared: (0..width).map(|_| Shared::default()).collect(),
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
        // it may have ended because of that
        if self.progress.cancelled() {
            return Err(Cancelled);
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
        let mut own = vec![None; heading.columns.len()];
        for (at, place) in places.iter().enumerate() {
            if let Some(column) = place.filter(|column| *column < own.len()) {
                own[column] = Some(at);
            }
        }
        let readable = |column: usize, cell: &str| {
            own[column].is_some_and(|at| self.begins.reads(at, cell) != Some(false))
        };
        let totals = Totals::default();
        let layout = layout(self.begins, heading, &places, &totals, &readable);
        let full = AtomicBool::new(self.sample.full);
        let shared = &self.shared;
        let job = |mut chunk: Chunk| {
            let batch = chunk.parse(&layout);
            Part::of(&batch, file, &places, shared, !is(&full))
        };
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
            part.merge_into(columns, shared, sample);
            full.store(sample.full, Ordering::Relaxed);
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
        if cancelled || progress.cancelled() {
            return Err(Cancelled);
        }
        Ok(())
    }

    /// Where each column of the table is in a file.
    fn places(&self, heading: &Heading) -> Vec<Option<usize>> {
        if !self.begins.has_header {
            return (0..self.begins.headings.len()).map(Some).collect();
        }
        // those of one name in their order
        let mut named: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, name) in heading.columns.iter().enumerate().rev() {
            named.entry(fold(name)).or_default().push(place);
        }
        let own = self.begins.headings.iter().map(|name| fold(name));
        own.map(|own| named.get_mut(&own)?.pop()).collect()
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
    let width = heading.columns.len();
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
        example: None,
        width,
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
        typed: among(&columns(&|holds| holds != Holds::Texts), width),
        telling: columns(&|holds| holds == Holds::Dates),
        readable,
        fills: Fills::new(fills.collect()),
        // no dictionary tells what another header says
        headers: Headers::none(),
    }
}

impl Part {
    /// `keeps`: rows are still kept.
    fn of(
        batch: &Batch,
        file: u32,
        places: &[Option<usize>],
        shared: &[Shared],
        keeps: bool,
    ) -> Part {
        let spot = |row: usize| Spot {
            file,
            row: batch.line(row),
        };
        let mut cells_of = Vec::new();
        let mut columns = Vec::with_capacity(places.len());
        for (place, shared) in places.iter().zip(shared) {
            let mut cells = Vec::new();
            columns.push(match place {
                Some(place) if keeps || !is(&shared.closed) => {
                    let column = Reader::new(batch, *place, shared, &spot);
                    column.by_value(keeps, &mut cells)
                }
                Some(place) => Reader::new(batch, *place, shared, &spot).by_cell(),
                None => {
                    cells.resize(batch.rows(), EMPTY);
                    Found::default()
                }
            });
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

    fn merge_into(self, columns: &mut [Gathering], shared: &[Shared], sample: &mut Sample) {
        if let Some((spots, cells)) = &self.kept {
            let texts = self.columns.iter().zip(cells);
            let texts = texts.map(|(found, cells)| (found.texts.texts(), cells.as_slice()));
            sample.take(spots, &texts.collect::<Vec<_>>());
        }
        for ((gathering, shared), found) in columns.iter_mut().zip(shared).zip(self.columns) {
            gathering.tally.merge(found.tally);
            gathering.often.add(&found.texts);
            if let Some(run) = found.run {
                shared.look_up(run);
            }
            shared.learn(gathering);
        }
    }
}

/// Reads a column of a batch.
struct Reader<'b> {
    batch: &'b Batch<'b>,
    place: usize,
    shared: &'b Shared,
    spot: &'b dyn Fn(usize) -> Spot,
    groups: Groups<'b>,
    running: Running<'b>,
    /// Values need not be looked up.
    over: bool,
}

impl<'b> Reader<'b> {
    fn new(
        batch: &'b Batch<'b>,
        place: usize,
        shared: &'b Shared,
        spot: &'b dyn Fn(usize) -> Spot,
    ) -> Reader<'b> {
        let over = is(&shared.over);
        Reader {
            batch,
            place,
            shared,
            spot,
            groups: Groups::new(batch.from_1904, is(&shared.shapeless)),
            running: Running::of(if over { 0 } else { batch.rows() }),
            over,
        }
    }

    /// Each different value once. If `keeps`, all of them are told, and in `cells` which of them each row has.
    fn by_value(mut self, keeps: bool, cells: &mut Vec<u32>) -> Found {
        let seen = different(self.batch, self.place, cells);
        let mut texts = Texts::of(seen.len(), seen.iter().map(|one| one.count).sum());
        let all = keeps || is(&self.shared.whole) && seen.len() <= KEPT;
        let least = if all { 1 } else { texts.least() };
        for one in &seen {
            let spot = (self.spot)(one.row);
            let text = blank::trim(one.cell);
            self.groups.add(one.cell, one.count, spot);
            if !self.over {
                let trimmed = text.len() != one.cell.len();
                let hash = if trimmed { hash(text) } else { one.hash };
                self.running.add(text, hash, one.count);
            }
            if one.count >= least {
                texts.push(text, one.count, spot);
            }
        }
        self.finish(texts)
    }

    /// Cell by cell, where nearly all of them differ.
    fn by_cell(mut self) -> Found {
        let cells = self.batch.column(self.place).enumerate();
        for (row, cell) in cells.filter(|(_, cell)| !blank::is_empty(cell)) {
            self.groups.add(cell, 1, (self.spot)(row));
            if !self.over {
                let text = blank::trim(cell);
                self.running.add(text, hash(text), 1);
            }
        }
        self.finish(Texts::default())
    }

    fn finish(self, texts: Texts) -> Found {
        let mut run = (!self.over).then(|| self.running.finish());
        if !is(&self.shared.rises)
            && let Some(run) = run.take()
        {
            self.shared.look_up(run);
        }
        Found {
            tally: self.groups.finish(),
            texts,
            run,
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
    // of few values, as most columns that repeat theirs have
    let mut places: HashTable<(u64, u32)> = HashTable::with_capacity(FEW);
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
