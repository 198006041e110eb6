//! What is in some exports, told without a dictionary: what each column reads as and what speaks against it, and what columns
//! and tables say of each other.
//!
//! Each table is read once. What is told of single columns is counted over all rows; what columns say of each other is looked
//! for in the first [`sample::ROWS`] rows, and told as that. Memory is bounded: beyond some number of different values it is
//! told that there are more.

mod alike;
mod between;
pub(crate) mod column;
mod distinct;
pub(crate) mod heading;
mod look;
pub(crate) mod private;
mod read;
pub(crate) mod relations;
pub(crate) mod sample;
mod shape;
pub(crate) mod spread;
mod tally;

pub(crate) use self::between::{Reference, Total};
use self::column::{Column, Said, finish};
use self::distinct::Distinct;
pub(crate) use self::distinct::{Count, MOST as MOST_DIFFERENT};
use self::heading::{Begins, Source, begins};
use self::read::{Reading, Shared};
use self::relations::{Relations, relations};
use self::sample::Sample;
use crate::findings::asked::{Cancelled, Progress};
use crate::findings::set_aside::SetAside;
use crate::messages::Message;
use crate::sources::Input;
use crate::sources::find::inputs;

/// Sheets of a workbook that are read.
const SHEETS: usize = 50;

/// Where a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// Index of the file among those of its table.
    pub(crate) file: u32,
    /// The row as a person sees it.
    pub(crate) row: u64,
}

/// A cell, or several of a row.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// As it stands in the file; it may have to be masked.
    pub(crate) text: String,
    pub(crate) spot: Spot,
}

/// Characters of a cell that are kept to be shown.
const SHOWN: usize = 120;

impl Example {
    pub(crate) fn new(cell: &str, spot: Spot) -> Example {
        let text = match cell.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &cell[..end]),
            None => cell.to_owned(),
        };
        Example { text, spot }
    }
}

/// A file that was read.
#[derive(Debug, Clone)]
pub(crate) struct FileRead {
    pub(crate) source: Source,
    pub(crate) encoding: Option<String>,
    pub(crate) sheet: Option<String>,
    /// First and last row of the header.
    pub(crate) header: Option<(u64, u64)>,
    pub(crate) rows: u64,
    /// Records that are no rows: nothing in them can be trusted.
    pub(crate) refused: u64,
    /// Rows whose structure is wrong.
    pub(crate) faulty: u64,
    /// Those of them that have one cell.
    bare: u64,
    /// Cells that are not what was meant.
    pub(crate) damaged: u64,
    pub(crate) aside: SetAside,
    pub(crate) decisions: Vec<Message>,
    pub(crate) notices: Vec<Message>,
    /// Why it could not be read to its end.
    pub(crate) error: Option<Message>,
}

impl FileRead {
    fn new(source: &Source) -> FileRead {
        FileRead {
            source: source.clone(),
            encoding: None,
            sheet: None,
            header: None,
            rows: 0,
            refused: 0,
            faulty: 0,
            bare: 0,
            damaged: 0,
            aside: SetAside::default(),
            decisions: Vec::new(),
            notices: Vec::new(),
            error: None,
        }
    }
}

/// Files with the same header.
#[derive(Debug)]
pub(crate) struct TableProfile {
    pub(crate) files: Vec<FileRead>,
    pub(crate) begins: Begins,
    pub(crate) rows: u64,
    pub(crate) columns: Vec<Column>,
    pub(crate) relations: Relations,
    /// Whether all rows were looked at for the relations.
    pub(crate) whole: bool,
    sample: Sample,
    /// By column its different values.
    distinct: Vec<Distinct>,
}

/// What is in some files.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    pub(crate) tables: Vec<TableProfile>,
    pub(crate) references: Vec<Reference>,
    pub(crate) totals: Vec<Total>,
    /// Files that could not be opened, and why.
    pub(crate) unread: Vec<(String, Message)>,
    /// Files that can be read and are no tables.
    pub(crate) no_tables: Vec<String>,
}

/// How a profile is made.
pub(crate) struct Asked<'a> {
    /// What a column without a heading is called, by its number.
    pub(crate) made_up: &'a dyn Fn(usize) -> String,
    /// What a heading says of its column.
    pub(crate) said: &'a dyn Fn(&str) -> Said,
    pub(crate) progress: &'a dyn Progress,
    /// Whether sheets of prose beside tables are passed over.
    pub(crate) tables_alone: bool,
}

/// Looks through the files.
pub(crate) fn profile(files: &[Input], asked: &Asked) -> Result<Profile, Cancelled> {
    let mut profile = Profile::default();
    let mut tables: Vec<(Begins, Vec<Source>)> = Vec::new();
    for input in files {
        let source = Source {
            input: input.clone(),
            sheet: None,
        };
        match begins(&source, asked.made_up) {
            Err(error) => profile.unread.push((input.name.clone(), error)),
            Ok(first) => {
                let sheets = sheets(first, &source, asked);
                let has_tables = sheets.iter().any(|(begins, _)| !begins.is_prose());
                for (begins, source) in sheets {
                    // how a form is filled in stands on a sheet beside it
                    if asked.tables_alone && has_tables && begins.is_prose() {
                        profile.no_tables.push(source.name());
                    } else {
                        add(&mut tables, begins, source);
                    }
                }
            }
        }
        if asked.progress.cancelled() {
            return Err(Cancelled);
        }
    }
    for (begins, sources) in tables {
        let table = table(begins, &sources, asked)?;
        let bare: u64 = table.files.iter().map(|file| file.bare).sum();
        // prose has commas as well
        if bare * 2 > table.rows {
            let names = table.files.into_iter().map(|file| file.source.input.name);
            profile.no_tables.extend(names);
        } else {
            profile.tables.push(table);
        }
    }
    profile.references = between::references(&profile.tables);
    profile.totals = between::totals(&profile.tables, &profile.references);
    for table in &mut profile.tables {
        table.distinct = Vec::new();
    }
    Ok(profile)
}

/// The sheets of a file whose first one begins like that, as far as they are tables.
fn sheets(first: Begins, source: &Source, asked: &Asked) -> Vec<(Begins, Source)> {
    let of_sheet = |sheet: Option<String>| Source {
        sheet,
        ..source.clone()
    };
    let others = first.other_sheets.clone();
    let sheet = first.sheet.clone().filter(|_| !others.is_empty());
    let mut sheets = vec![(first, of_sheet(sheet))];
    for sheet in others.into_iter().take(SHEETS) {
        let source = of_sheet(Some(sheet));
        // a cover or an empty sheet is no table
        if let Ok(begins) = begins(&source, asked.made_up) {
            sheets.push((begins, source));
        }
    }
    sheets
}

/// Adds a file to the table that begins like it.
fn add(tables: &mut Vec<(Begins, Vec<Source>)>, begins: Begins, source: Source) {
    let like = begins.like();
    // sheets of one workbook are one table, and sheets of one name of several
    let together = |others: &[Source]| {
        let file = |other: &Source| other.input.path == source.input.path;
        others.iter().all(|other| other.sheet == source.sheet) || others.iter().all(file)
    };
    let known = tables
        .iter_mut()
        .find(|(other, sources)| like.is_some() && other.like() == like && together(sources));
    match known {
        Some((_, sources)) => sources.push(source),
        None => tables.push((begins, vec![source])),
    }
}

fn table(begins: Begins, sources: &[Source], asked: &Asked) -> Result<TableProfile, Cancelled> {
    let mut reading = Reading::new(&begins, asked.progress);
    for source in sources {
        reading.file(source)?;
    }
    let Reading {
        files,
        rows,
        columns: gathered,
        shared,
        sample,
        ..
    } = reading;
    let distinct: Vec<Distinct> = shared.into_iter().map(Shared::into_distinct).collect();
    let mut columns = Vec::new();
    for (at, gathering) in gathered.into_iter().enumerate() {
        let (heading, kept) = (&begins.headings[at], &sample.columns[at]);
        let said = (asked.said)(heading);
        let (tally, often) = (gathering.tally, gathering.often);
        let count = distinct[at].count();
        let mut column = finish(heading.clone(), rows, tally, count, often, said);
        if let Some(numbers) = &mut column.numbers {
            numbers.spread = spread::spread(&relations::numbers(kept)).map(|spread| {
                let row = spread.farthest;
                let farthest = row.map(|row| Example::new(kept.text(row), sample.spots[row]));
                spread.with(farthest)
            });
        }
        columns.push(column);
    }
    let relations = relations(&columns, &sample);
    Ok(TableProfile {
        whole: sample.rows() as u64 == rows,
        files,
        rows,
        columns,
        relations,
        sample,
        distinct,
        begins,
    })
}

/// The files that a person names: folders with all that is in them, patterns, files.
pub(crate) fn files_of(named: &[String]) -> (Vec<Input>, Vec<(String, Message)>) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for name in named {
        let folder = std::path::Path::new(name).is_dir();
        let pattern = if folder {
            format!("{}/**/*", name.trim_end_matches(['/', '\\']))
        } else {
            name.clone()
        };
        match inputs(std::path::Path::new(""), std::slice::from_ref(&pattern)) {
            Ok(found) => {
                if found.inputs.is_empty() {
                    unread.push((name.clone(), crate::messages::message!("profile-no-file")));
                }
                files.extend(found.inputs);
                unread.extend(found.errors.into_iter().map(|error| (name.clone(), error)));
            }
            Err(_) => unread.push((name.clone(), crate::messages::message!("profile-no-file"))),
        }
    }
    (files, unread)
}
