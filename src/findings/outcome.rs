//! What an audit comes to: the verdicts of the rules, what became of the files, and the findings.

use std::collections::BTreeMap;

use super::Collected;
use super::asked::AsOf;
use super::blocks::Blocks;
use super::measured::Measured;
use super::people::Directory;
use super::presence::Presence;
use super::probe::Picked;
use super::set_aside::SetAside;
use super::times::Times;
use super::undecidable::Undecidable;
use crate::messages::{Arg, Message, message};
use crate::project::Project;
use crate::sources::Input;
use crate::tables::types::TableIx;

/// How many rows got which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) ok: u64,
    pub(crate) violation: u64,
    pub(crate) pending: u64,
    pub(crate) not_applicable: u64,
    pub(crate) undecidable: u64,
    /// Rows with something that could not be decided, whatever else was; a violation in another column hides it above.
    pub(crate) unsettled: u64,
    /// Those of them of which it is not known whether they are of a document that is looked for.
    pub(crate) unplaced: u64,
    /// Findings: a row can have several, one for each column that is wrong.
    pub(crate) findings: u64,
}

impl Counts {
    /// All rows of the table.
    pub(crate) fn rows(&self) -> u64 {
        self.judged() + self.not_applicable + self.undecidable
    }

    /// Rows that the rule applied to.
    pub(crate) fn judged(&self) -> u64 {
        self.ok + self.violation + self.pending
    }

    /// Rows that are right or wrong, whatever is still to come.
    pub(crate) fn decided(&self) -> u64 {
        self.ok + self.violation
    }

    /// Whether there were rows to judge and not one of them could be decided.
    pub(crate) fn none_decided(&self) -> bool {
        self.decided() == 0 && self.undecidable > 0
    }

    /// Violations among the decided rows; none where nothing was decided.
    pub(crate) fn rate(&self) -> Option<f64> {
        let decided = self.decided();
        #[allow(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
        (decided > 0).then(|| self.violation as f64 / decided as f64)
    }

    pub(crate) fn add(&mut self, other: &Counts) {
        self.ok += other.ok;
        self.violation += other.violation;
        self.pending += other.pending;
        self.not_applicable += other.not_applicable;
        self.undecidable += other.undecidable;
        self.unsettled += other.unsettled;
        self.unplaced += other.unplaced;
        self.findings += other.findings;
    }
}

/// The verdicts of a rule, or why it has none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Judged(Counts),
    /// Could not be evaluated: an error, never a pass.
    NotRun(NotRun),
    /// There was nothing to judge: the export of an optional table is absent, or an optional column.
    NoInput,
}

/// Why a rule could not be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NotRun {
    pub(crate) reason: Message,
    /// Whether that is told anyhow: its own files are missing or broken.
    pub(crate) is_told: bool,
}

impl NotRun {
    pub(crate) fn new(reason: Message) -> NotRun {
        NotRun {
            reason,
            is_told: false,
        }
    }

    /// For what is wrong with its own files.
    pub(crate) fn of_files(reason: Message) -> NotRun {
        NotRun {
            reason,
            is_told: true,
        }
    }
}

/// An input file and what became of it.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub(crate) table: TableIx,
    pub(crate) input: Input,
    pub(crate) sha256: Option<String>,
    pub(crate) encoding: Option<String>,
    pub(crate) sheet: Option<String>,
    /// The place of that sheet among all of the workbook.
    pub(crate) place_of_sheet: Option<usize>,
    /// Sheets of the workbook that a person sees and that the table does not take, where none is named, by place and name.
    pub(crate) other_sheets: Vec<(usize, String)>,
    /// The same of sheets that nobody sees.
    pub(crate) hidden_sheets: Vec<(usize, String)>,
    /// By field of its table: the column that holds it, from 0; empty where no header was found.
    pub(crate) columns: Vec<Option<usize>>,
    /// The last row of its header as a person sees it; none where it has none.
    pub(crate) header: Option<u64>,
    /// The last row of what belongs to the header; 0 where there is none.
    pub(crate) above: u64,
    /// Whether cells took what stands above them.
    pub(crate) fills: bool,
    /// Rows that we emptied when its faults were marked before: the first and the last of each stretch.
    pub(crate) emptied: Vec<(u64, u64)>,
    /// How it was read, one sentence each.
    pub(crate) decisions: Vec<Message>,
    pub(crate) rows: u64,
    /// Those of them that are judged, where not all are.
    pub(crate) judged: Option<u64>,
    /// Records that are no rows: nothing in them can be trusted.
    pub(crate) refused: u64,
    /// Rows that are not of the table.
    pub(crate) aside: SetAside,
    /// Where it breaks off, if it does: what stood behind is not known.
    pub(crate) cut: Option<Message>,
    /// Why it could not be read, or not to its end.
    pub(crate) error: Option<Message>,
}

impl Evidence {
    /// The file as sentences name it, with its sheet.
    pub(crate) fn place(&self) -> Arg {
        let file = self.input.name.as_str();
        match &self.sheet {
            None => Arg::from(file),
            Some(sheet) => Arg::from(message!("file-and-sheet", file = file, sheet = sheet)),
        }
    }

    /// Of a file that nothing has been read of.
    pub(crate) fn new(table: TableIx, input: Input) -> Evidence {
        Evidence {
            table,
            input,
            sha256: None,
            encoding: None,
            sheet: None,
            place_of_sheet: None,
            other_sheets: Vec::new(),
            hidden_sheets: Vec::new(),
            columns: Vec::new(),
            header: None,
            above: 0,
            fills: false,
            emptied: Vec::new(),
            decisions: Vec::new(),
            rows: 0,
            judged: None,
            refused: 0,
            aside: SetAside::default(),
            cut: None,
            error: None,
        }
    }

    /// All rows of the file, judged or not; the header is none.
    pub(crate) fn rows_read(&self) -> u64 {
        self.rows + self.refused + self.aside.count()
    }
}

/// The result of an audit.
pub(crate) struct Audit {
    pub(crate) as_of: AsOf,
    /// Parallel to the project's rules; none for rules that were not selected.
    pub(crate) outcomes: Vec<Option<Outcome>>,
    pub(crate) inputs: Vec<Evidence>,
    pub(crate) findings: Collected,
    /// Rows that could not be decided, the first of each rule, by its index.
    pub(crate) undecidable: BTreeMap<usize, Vec<Undecidable>>,
    /// How long the rows take, of each rule that is about time.
    pub(crate) times: BTreeMap<usize, Times>,
    /// What rules counted beside their verdicts.
    pub(crate) measured: BTreeMap<usize, Vec<Measured>>,
    /// By the day of the document, by table, how many rows there are: of tables with a date, where that was asked.
    pub(crate) days: BTreeMap<TableIx, BTreeMap<i64, u64>>,
    /// Documents that were picked, by table, where that was asked.
    pub(crate) picked: BTreeMap<TableIx, Vec<Picked>>,
    /// What findings hold back, where the project says what waits for what.
    pub(crate) blocks: Blocks,
    /// What there is of the documents that were looked for, by table.
    pub(crate) presence: BTreeMap<TableIx, Presence>,
    /// What could not be audited.
    pub(crate) errors: Vec<Message>,
    /// What the user should know although nothing is wrong with the data.
    pub(crate) notices: Vec<Message>,
    /// Where somebody listed documents: how many, and how many of them are there.
    pub(crate) listed: Option<(usize, usize)>,
    /// Who the owners are, where that was read.
    pub(crate) people: Option<Directory>,
}

impl Audit {
    /// The files that the findings in a table refer to, in that order.
    pub(crate) fn inputs_of(&self, project: &Project, table: TableIx) -> Vec<&Evidence> {
        let tables = project.sources_of(table).into_iter();
        let of = |table| self.inputs.iter().filter(move |input| input.table == table);
        tables.flat_map(of).collect()
    }

    /// Their names.
    pub(crate) fn files_of(&self, project: &Project, table: TableIx) -> Vec<&str> {
        let inputs = self.inputs_of(project, table).into_iter();
        inputs.map(|input| input.input.shown()).collect()
    }

    /// The account of whoever a cell names, where that is known.
    pub(crate) fn account_of(&self, cell: &str) -> Option<&str> {
        self.people.as_ref()?.account(cell)
    }
}
