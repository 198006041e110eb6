//! Findings: what is wrong where, kept as columns until a report prints them.

pub(crate) mod asked;
pub(crate) mod blocks;
mod documents;
pub(crate) mod finishing;
pub(crate) mod outcome;
pub(crate) mod owners;
pub(crate) mod people;
pub(crate) mod presence;
pub(crate) mod set_aside;
pub(crate) mod times;

use std::borrow::Cow;

use polars::prelude::{
    BooleanChunked, Column, DataFrame, StringChunked, UInt32Chunked, UInt64Chunked,
};
use polars::prelude::{IntoColumn, StringChunkedBuilder};

pub(crate) use self::documents::{Documents, shown_key};

/// How many findings are kept of each rule; all are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    All,
    First(usize),
}

impl Keep {
    pub(crate) fn limit(self) -> usize {
        match self {
            Keep::All => usize::MAX,
            Keep::First(count) => count,
        }
    }
}

/// The findings of one rule, in the order of the files and rows: columns judgement, input, row, key, value, detail, owner,
/// department, and account and `new_staff` where it is known who the owners are. Values of sensitive fields are masked already; the key is raw and its parts are joined by unit separators;
/// a row that has none has [`key_of_cells`].
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Index of the rule in the project.
    pub(crate) rule: usize,
    frame: Option<DataFrame>,
}

impl Found {
    pub(crate) fn new(rule: usize) -> Found {
        Found { rule, frame: None }
    }

    /// Appends the findings of a batch, at most `keep` in all.
    pub(crate) fn add(&mut self, frame: &DataFrame, keep: usize) {
        match &mut self.frame {
            None => self.frame = Some(frame.head(Some(keep))),
            Some(before) if before.height() < keep => {
                let room = keep - before.height();
                before
                    .vstack_mut(&frame.head(Some(room)))
                    .expect("all finding frames have the same columns");
            }
            Some(_) => {}
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.frame.as_ref().map_or(0, DataFrame::height)
    }

    /// Key and owner of each finding.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        self.frame.iter().flat_map(|frame| {
            let text = |name| frame.column(name).and_then(Column::str);
            let keys = text("key").expect("findings have this column").iter();
            let owners = text("owner").expect("findings have this column").iter();
            keys.zip(owners)
                .map(|(key, owner)| (key.unwrap_or_default(), owner.unwrap_or_default()))
        })
    }

    /// One after another, at most `most`.
    pub(crate) fn rows(&self, most: usize) -> impl Iterator<Item = Row> + '_ {
        let count = self.len().min(most);
        let parts = (0..count).step_by(PART).filter_map(move |start| {
            let length = PART.min(count - start);
            let frame = self.frame.as_ref()?;
            let start = i64::try_from(start).ok()?;
            Some((Columns::new(frame.slice(start, length)), length))
        });
        parts.flat_map(|(columns, length)| (0..length).map(move |at| columns.row(at)))
    }
}

/// Findings that are put into one piece at a time.
const PART: usize = 1 << 16;

/// One finding as it was collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Index of the judgement in the rule's plan.
    pub(crate) judgement: usize,
    /// Index of the file among the files of its table.
    pub(crate) input: usize,
    /// The row as a person sees it in the file.
    pub(crate) line: u64,
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) detail: String,
    pub(crate) owner: String,
    pub(crate) department: String,
    /// The cell that names the owner, as it is written; none where it is not known who the owners are.
    pub(crate) account: Option<String>,
    /// Whether the owner was new; none where that is not known.
    pub(crate) new_staff: Option<bool>,
}

struct Columns {
    judgement: UInt32Chunked,
    input: UInt32Chunked,
    row: UInt64Chunked,
    key: StringChunked,
    value: StringChunked,
    detail: StringChunked,
    owner: StringChunked,
    department: StringChunked,
    account: Option<StringChunked>,
    new_staff: Option<BooleanChunked>,
}

impl Columns {
    fn new(mut frame: DataFrame) -> Columns {
        // one piece, so that access by position is direct
        frame.rechunk_mut();
        let text = |name: &str| {
            frame
                .column(name)
                .and_then(Column::str)
                .expect("findings have this column")
                .clone()
        };
        let number = |name: &str| {
            frame
                .column(name)
                .and_then(Column::u32)
                .expect("findings have this column")
                .clone()
        };
        Columns {
            judgement: number("judgement"),
            input: number("input"),
            row: frame
                .column("row")
                .and_then(Column::u64)
                .expect("findings have this column")
                .clone(),
            key: text("key"),
            value: text("value"),
            detail: text("detail"),
            owner: text("owner"),
            department: text("department"),
            account: frame.column("account").and_then(Column::str).cloned().ok(),
            new_staff: frame
                .column("new_staff")
                .and_then(Column::bool)
                .cloned()
                .ok(),
        }
    }

    fn row(&self, at: usize) -> Row {
        let text = |column: &StringChunked| column.get(at).unwrap_or_default().to_owned();
        let number = |column: &UInt32Chunked| column.get(at).unwrap_or_default() as usize;
        Row {
            judgement: number(&self.judgement),
            input: number(&self.input),
            line: self.row.get(at).unwrap_or_default(),
            key: text(&self.key),
            value: text(&self.value),
            detail: text(&self.detail),
            owner: text(&self.owner),
            department: text(&self.department),
            account: self.account.as_ref().map(text),
            new_staff: self.new_staff.as_ref().and_then(|new| new.get(at)),
        }
    }
}

/// All findings of an audit, by rule.
#[derive(Debug, Clone, Default)]
pub(crate) struct Collected {
    pub(crate) by_rule: Vec<Found>,
}

impl Collected {
    pub(crate) fn add(&mut self, found: Vec<Found>) {
        self.by_rule.extend(found);
    }

    pub(crate) fn of(&self, rule: usize) -> Option<&Found> {
        self.by_rule.iter().find(|found| found.rule == rule)
    }
}

/// A column of texts.
pub(crate) fn texts<'t>(name: &str, values: impl Iterator<Item = Cow<'t, str>>) -> Column {
    let mut out = StringChunkedBuilder::new(name.into(), values.size_hint().0);
    for value in values {
        out.append_value(&*value);
    }
    out.finish().into_column()
}
