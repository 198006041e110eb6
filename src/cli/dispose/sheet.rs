//! A report in which decisions were filled in: what stands in its rows, and what the workbook is of. The file comes from
//! anywhere; nothing of it is believed here, and nothing is looked up.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;

use crate::messages::{Lang, Message, Messages, message};
use crate::reports::xlsx::form::{self, Blank};
use crate::sources::regular;
use crate::sources::workbook::{self, Cell, cell_name};

/// Titles above the heading are looked through so far.
const MOST_ABOVE: u32 = 50;

/// What a column is called.
pub(super) fn heading(slot: Slot) -> Message {
    Message {
        key: slot.heading(),
        args: Vec::new(),
    }
}

/// A column that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Identity,
    Rule,
    Document,
    Blank(Blank),
}

impl Slot {
    const ALL: [Slot; 7] = [
        Slot::Identity,
        Slot::Rule,
        Slot::Document,
        Slot::Blank(Blank::Decision),
        Slot::Blank(Blank::Due),
        Slot::Blank(Blank::Who),
        Slot::Blank(Blank::Reason),
    ];

    /// The key of its heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Slot::Identity => form::heading_of("identity"),
            Slot::Rule => form::heading_of("rule"),
            Slot::Document => form::heading_of("key"),
            Slot::Blank(blank) => blank.heading(),
        }
    }

    /// Whether a sheet without it cannot be read.
    fn is_needed(self) -> bool {
        !matches!(self, Slot::Rule | Slot::Document)
    }
}

/// What the workbook says that it is of.
#[derive(Debug, Clone, Default)]
pub(super) struct Stamp {
    pub(super) version: String,
    pub(super) project: String,
    pub(super) rules: String,
    pub(super) as_of: String,
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entered {
    /// Without blanks around it.
    pub(super) text: String,
    /// Whether it is no value, but a formula or the error of one.
    pub(super) calculated: bool,
}

/// A row in which something was filled in: a row of a sheet, or one of the findings that lines of minutes are about.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Where its cells stand, as people call it: `Findings!M12`, `minutes.md:31`.
    pub(super) spots: BTreeMap<Slot, Arc<str>>,
    pub(super) cells: BTreeMap<Slot, Entered>,
    /// In which way the finding departs from a process, where it is decided on all that do.
    pub(super) deviation: Option<String>,
}

impl Row {
    /// What stands in a column of it; nothing is an empty text.
    pub(super) fn get(&self, slot: Slot) -> &Entered {
        static NOTHING: Entered = Entered {
            text: String::new(),
            calculated: false,
        };
        self.cells.get(&slot).unwrap_or(&NOTHING)
    }

    /// Enters a text where nothing stands.
    pub(super) fn fill_in(&mut self, slot: Slot, text: &str) {
        let entered = self.cells.entry(slot).or_default();
        if entered.text.is_empty() && !entered.calculated {
            text.clone_into(&mut entered.text);
        }
    }

    pub(super) fn has(&self, slot: Slot) -> bool {
        self.spots.contains_key(&slot)
    }

    /// Where a cell stands; where the row begins, if it has none.
    pub(super) fn spot(&self, slot: Slot) -> Arc<str> {
        let place = self.spots.get(&slot).or_else(|| self.spots.values().next());
        place.cloned().unwrap_or_else(|| "".into())
    }
}

/// A workbook that was filled in.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) stamp: Stamp,
    /// When the meeting was: the place of the line that says it, and what stands there. A workbook has none.
    pub(super) held_on: Option<(Arc<str>, String)>,
    pub(super) rows: Vec<Row>,
}

/// Reads the workbook, or says why it is none that can be read.
pub(super) fn read(path: &Path) -> Result<Filled, Message> {
    let file = path.display().to_string();
    let failed = |reason: Message| message!("dispose-from-unread", file = &*file, reason = reason);
    let opened = regular(path).map_err(failed)?;
    let gathered = workbook::cells_of(opened, Gathered::new(), Gathered::cell).map_err(failed)?;
    gathered.finish(&file)
}

/// What has been read of the workbook so far.
struct Gathered {
    headings: HashMap<String, Slot>,
    stamp: Option<Stamp>,
    /// The last name of the stamp that was met, with its row.
    stamp_name: (u32, String),
    sheet: String,
    /// The columns of the sheet, once its heading was met.
    columns: BTreeMap<Slot, u32>,
    /// The row that is being read, and its cells by their columns.
    row: u32,
    cells: BTreeMap<u32, Entered>,
    /// Whether a sheet has the columns.
    is_form: bool,
    rows: Vec<Row>,
    problem: Option<Message>,
}

impl Gathered {
    /// Headings are known in every language: the sheet may be in another than the terminal.
    fn new() -> Gathered {
        let mut headings = HashMap::new();
        for &lang in Lang::value_variants() {
            let messages = Messages::new(lang);
            for slot in Slot::ALL {
                headings.insert(messages.key(slot.heading()), slot);
            }
        }
        Gathered {
            headings,
            stamp: None,
            stamp_name: (0, String::new()),
            sheet: String::new(),
            columns: BTreeMap::new(),
            row: 0,
            cells: BTreeMap::new(),
            is_form: false,
            rows: Vec::new(),
            problem: None,
        }
    }

    fn cell(&mut self, cell: &Cell) {
        if cell.sheet == form::STAMP {
            self.stamped(cell);
            return;
        }
        if cell.sheet != self.sheet {
            self.end_of_row();
            cell.sheet.clone_into(&mut self.sheet);
            self.columns.clear();
        } else if cell.row != self.row {
            self.end_of_row();
        }
        self.row = cell.row;
        // of a sheet without the columns nothing is kept but its first rows
        let is_wanted = if self.columns.is_empty() {
            cell.row < MOST_ABOVE
        } else {
            self.columns.values().any(|column| *column == cell.column)
        };
        if is_wanted {
            let entered = Entered {
                text: cell.text.trim().to_owned(),
                calculated: cell.calculated,
            };
            self.cells.insert(cell.column, entered);
        }
    }

    /// A row of the stamp: a name, and what it says.
    fn stamped(&mut self, cell: &Cell) {
        if cell.column == 0 {
            self.stamp_name = (cell.row, cell.text.to_owned());
            return;
        }
        let (row, name) = &self.stamp_name;
        if *row != cell.row {
            return;
        }
        let stamp = self.stamp.get_or_insert_default();
        let value = match name.as_str() {
            form::STAMP => &mut stamp.version,
            form::PROJECT => &mut stamp.project,
            form::RULES => &mut stamp.rules,
            form::AS_OF => &mut stamp.as_of,
            _ => return,
        };
        cell.text.clone_into(value);
    }

    fn end_of_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() || self.sheet.is_empty() {
            return;
        }
        if self.columns.is_empty() {
            self.heading(&cells);
            return;
        }
        let slots = self.columns.iter();
        let cells: BTreeMap<Slot, Entered> = slots
            .filter_map(|(slot, column)| Some((*slot, cells.get(column)?.clone())))
            .collect();
        let is_filled = |(slot, entered): (&Slot, &Entered)| {
            matches!(slot, Slot::Blank(_)) && (entered.calculated || !entered.text.is_empty())
        };
        if cells.iter().any(is_filled) {
            let columns = self.columns.iter();
            let places = columns.map(|(&slot, &column)| {
                let cell = cell_name(self.row, column);
                (slot, Arc::from(format!("{}!{cell}", self.sheet)))
            });
            self.rows.push(Row {
                spots: places.collect(),
                cells,
                deviation: None,
            });
        }
    }

    /// The row is the heading if it has the column of decisions and another one: a summary may have words like theirs.
    fn heading(&mut self, cells: &BTreeMap<u32, Entered>) {
        let mut columns = BTreeMap::new();
        let mut twice = None;
        for (&column, entered) in cells {
            if let Some(&slot) = self.headings.get(&entered.text)
                && columns.insert(slot, column).is_some()
            {
                twice = Some((column, &entered.text));
            }
        }
        if columns.len() < 2 || !columns.contains_key(&Slot::Blank(Blank::Decision)) {
            return;
        }
        let is_missing = |slot: &Slot| slot.is_needed() && !columns.contains_key(slot);
        let missing = Slot::ALL.into_iter().find(is_missing);
        let sheet = self.sheet.as_str();
        if let Some(slot) = missing {
            let name = heading(slot);
            self.problem
                .get_or_insert(message!("dispose-from-column", sheet = sheet, name = name));
        } else if let Some((column, heading)) = twice {
            let cell = format!("{sheet}!{}", cell_name(self.row, column));
            let what = message!("dispose-from-column-twice", name = heading.as_str());
            self.problem
                .get_or_insert(message!("dispose-cell", cell = cell, what = what));
        }
        self.is_form = true;
        self.columns = columns;
    }

    fn finish(mut self, file: &str) -> Result<Filled, Message> {
        self.end_of_row();
        let stamp = self.stamp.filter(|stamp| !stamp.version.is_empty());
        match (stamp, self.problem) {
            (Some(stamp), _) if stamp.version != form::VERSION => {
                Err(message!("dispose-from-version", file = file))
            }
            (Some(_), Some(problem)) => Err(problem),
            (Some(stamp), None) if self.is_form => Ok(Filled {
                stamp,
                held_on: None,
                rows: self.rows,
            }),
            _ => Err(message!("dispose-from-not-ours", file = file)),
        }
    }
}
