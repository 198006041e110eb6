//! The header of a file for which there is no dictionary.

use std::collections::HashMap;

use super::look::{Kind, Look};
use crate::blank;
use crate::messages::Message;
use crate::sources::layout::{Fills, Headers, Heading, Layout, Totals};
use crate::sources::{Input, Opened, Settings, SheetChoice, SourceError, open};
use crate::tables::header::fold;

/// Rows above the fullest one that may be the header.
const ABOVE: u64 = 5;
/// Rows that say what a column holds.
const ROWS: usize = 2_000;

/// A sheet of a file, or the file.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) input: Input,
    /// Where it is not the first that is read.
    pub(crate) sheet: Option<String>,
}

impl Source {
    /// As shown to people.
    pub(crate) fn name(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}!{sheet}", self.input.name),
            None => self.input.name.clone(),
        }
    }
}

/// What a column seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Texts,
    Numbers,
    Dates,
}

/// What a file begins with.
#[derive(Debug, Clone)]
pub(crate) struct Begins {
    /// What its columns are called; made up where it has no header.
    pub(crate) headings: Vec<String>,
    pub(crate) has_header: bool,
    /// The row of the header, where it would not be found by its names.
    pub(crate) header_row: Option<u64>,
    pub(super) holds: Vec<Holds>,
    /// Other sheets of the workbook that people see.
    pub(super) other_sheets: Vec<String>,
    pub(super) sheet: Option<String>,
}

impl Begins {
    /// Files that begin alike are one table.
    pub(super) fn like(&self) -> Option<Vec<String>> {
        self.has_header
            .then(|| self.headings.iter().map(|heading| fold(heading)).collect())
    }

    /// Whether there is one column, of texts: a table has more, but where a workbook has nothing else.
    pub(super) fn is_prose(&self) -> bool {
        self.holds == [Holds::Texts]
    }

    /// Whether a cell can be read as what its column holds; none where that may be any text.
    pub(super) fn reads(&self, column: usize, cell: &str) -> Option<bool> {
        let kind = || Look::at(cell, false).kind;
        match self.holds.get(column)? {
            Holds::Texts => None,
            Holds::Numbers => Some(matches!(kind(), Kind::Number(_))),
            Holds::Dates => Some(matches!(kind(), Kind::Date(_) | Kind::Number(_))),
        }
    }

    pub(super) fn are(&self, holds: impl Fn(Holds) -> bool) -> Vec<usize> {
        let columns = self.holds.iter().enumerate();
        columns
            .filter(|(_, one)| holds(**one))
            .map(|(at, _)| at)
            .collect()
    }
}

/// Opens a source with the header found as its names say.
pub(super) fn reopen(source: &Source, begins: &Begins) -> Result<Opened, SourceError> {
    let headings = begins.headings.iter().map(|heading| fold(heading));
    // of those of one name the first
    let mut places: HashMap<String, usize> = HashMap::new();
    for (place, heading) in headings.enumerate().filter(|(_, own)| !own.is_empty()) {
        places.entry(heading).or_insert(place);
    }
    let field = |heading: &str| places.get(&fold(heading)).copied();
    let reads = |column: usize, cell: &str| begins.reads(column, cell);
    let columns = (!begins.has_header).then_some(begins.headings.as_slice());
    opened(source, columns, begins.header_row, &field, &reads)
}

fn opened(
    source: &Source,
    columns: Option<&[String]>,
    header_row: Option<u64>,
    field: &dyn Fn(&str) -> Option<usize>,
    reads: &dyn Fn(usize, &str) -> Option<bool>,
) -> Result<Opened, SourceError> {
    let sheet = source.sheet.clone().map(SheetChoice::Name);
    let settings = Settings {
        table: "",
        sheet: sheet.as_ref(),
        part: None,
        encoding: None,
        columns,
        header_row,
        delimiter: None,
        unpacked: None,
        notes: true,
        beyond: 0,
        field,
        reads,
    };
    open(&source.input, &settings)
}

/// Looks at the beginning of a source. `made_up` is what a column without a heading is called, by its number.
pub(super) fn begins(
    source: &Source,
    made_up: &dyn Fn(usize) -> String,
) -> Result<Begins, Message> {
    let mut opened = plainly(source, None)?;
    let form = opened.form.clone();
    let fullest = opened.heading.rows.map(|(first, _)| first);
    let mut heading = opened.heading.columns.clone();
    let mut holds = holds(&mut opened)?;
    let mut header_row = None;
    let mut has_header = form.by_name || !is_data(&heading, &holds);
    if let Some(fullest) = fullest.filter(|_| !has_header) {
        // rows may be longer than their header
        for row in (fullest.saturating_sub(ABOVE).max(1)..fullest).rev() {
            let Ok(mut above) = plainly(source, Some(row)) else {
                continue;
            };
            let columns = above.heading.columns.clone();
            if !heads(&columns, heading.len()) {
                continue;
            }
            holds = self::holds(&mut above)?;
            (heading, header_row, has_header) = (columns, Some(row), true);
            break;
        }
    }
    let headings = if has_header {
        heading
    } else {
        (1..=heading.len()).map(made_up).collect()
    };
    let mut begins = Begins {
        headings,
        has_header,
        header_row,
        holds,
        other_sheets: form
            .other_sheets
            .into_iter()
            .map(|(_, name)| name)
            .collect(),
        sheet: form.sheet,
    };
    // a header of two rows is joined once its names are known
    if has_header && let Ok(whole) = reopen(source, &begins) {
        begins.headings = whole.heading.columns;
        begins.holds.resize(begins.headings.len(), Holds::Texts);
        // its names may lead to it without its row
        begins.header_row = None;
        let rows = |begins: &Begins| reopen(source, begins).ok().and_then(|o| o.heading.rows);
        if rows(&begins) != whole.heading.rows {
            begins.header_row = whole.heading.rows.map(|(first, _)| first);
        }
    }
    Ok(begins)
}

fn plainly(source: &Source, header_row: Option<u64>) -> Result<Opened, SourceError> {
    opened(source, None, header_row, &|_| None, &|_, _| None)
}

/// What the columns hold, by their first rows.
fn holds(opened: &mut Opened) -> Result<Vec<Holds>, SourceError> {
    let layout = everything(&opened.heading);
    let width = opened.heading.columns.len();
    let mut counts = vec![[0usize; 3]; width];
    if let Some(mut chunk) = opened.next_chunk()? {
        let batch = chunk.parse(&layout);
        for row in 0..batch.rows().min(ROWS) {
            for (count, cell) in counts.iter_mut().zip(batch.row(row)) {
                if !blank::is_empty(cell) {
                    match Look::at(cell, batch.from_1904).kind {
                        Kind::Number(_) => count[0] += 1,
                        Kind::Date(_) | Kind::OpenYear => count[1] += 1,
                        Kind::Text => count[2] += 1,
                        Kind::Nothing => {}
                    }
                }
            }
        }
    }
    let held = |[numbers, dates, texts]: &[usize; 3]| {
        let most = (numbers + dates + texts) * 4 / 5;
        match () {
            () if *numbers > most => Holds::Numbers,
            () if *dates > most => Holds::Dates,
            () => Holds::Texts,
        }
    };
    Ok(counts.iter().map(held).collect())
}

/// Sets nothing aside but blank rows and those of totals that nothing speaks against.
fn everything(heading: &Heading) -> Layout<'static> {
    static TOTALS: std::sync::LazyLock<Totals> = std::sync::LazyLock::new(Totals::default);
    Layout {
        example: None,
        width: heading.columns.len(),
        headed: vec![true; heading.columns.len()],
        repeats: Vec::new(),
        guards: heading.guards.clone(),
        totals: &TOTALS,
        notes: false,
        key: vec![0],
        keyed: false,
        typed: vec![false; heading.columns.len()],
        telling: Vec::new(),
        readable: &|_, _| true,
        fills: Fills::new(Vec::new()),
        headers: Headers::none(),
    }
}

/// Whether what stands where a header should be is a row like those below it.
fn is_data(heading: &[String], holds: &[Holds]) -> bool {
    let kinds: Vec<Kind> = heading
        .iter()
        .map(|cell| Look::at(cell, false).kind)
        .collect();
    let value = |kind: &Kind| match kind {
        Kind::Number(number) => Some(number.value),
        _ => None,
    };
    // years and months stand over numbers as well, one after another
    let goes_on = |at: usize| {
        let here = value(&kinds[at]);
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut beside = beside.filter_map(|at| value(kinds.get(at)?));
        here.is_some_and(|here| {
            beside.any(|other| (other - here).abs() == crate::tables::types::ONE)
        })
    };
    let mut typed = 0;
    let mut like = 0;
    for (at, (kind, holds)) in kinds.iter().zip(holds).enumerate() {
        typed += usize::from(*holds != Holds::Texts);
        like += usize::from(match (kind, holds) {
            (Kind::Number(_), Holds::Numbers) => !goes_on(at),
            (Kind::Date(_) | Kind::OpenYear, Holds::Dates) => true,
            _ => false,
        });
    }
    like > 0 && like * 2 >= typed
}

/// Whether a row may head so many columns: words, each another one.
fn heads(row: &[String], width: usize) -> bool {
    let filled = || row.iter().filter(|cell| !blank::is_empty(cell));
    let words = |cell: &String| matches!(Look::at(cell, false).kind, Kind::Text);
    let mut seen = std::collections::HashSet::new();
    filled().count() * 2 > width && filled().all(|cell| words(cell) && seen.insert(fold(cell)))
}
