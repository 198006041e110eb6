//! What a table of the draft is: names, types, key and date.

use std::path::{Path, PathBuf};

use super::files::patterns;
use super::known;
use super::names::{Names, label, of_fields, of_table};
use super::vocabulary::{Heading, taken_apart};
use crate::blank;
use crate::profile::column::{Column, Reads, Said};
use crate::profile::relations::Key;
use crate::profile::{Profile, TableProfile};
use crate::tables::header::fold;

/// A table of the draft.
#[derive(Debug)]
pub(crate) struct TableDraft {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) files: Vec<String>,
    pub(super) fields: Vec<Option<FieldDraft>>,
    /// Indices of columns.
    pub(super) key: Vec<usize>,
    pub(super) date: Option<usize>,
    pub(super) department: Option<usize>,
    /// Who has made the document.
    pub(super) owner: Option<usize>,
    pub(super) sheets: Vec<String>,
    pub(super) is_people: bool,
}

/// A field of the draft.
#[derive(Debug)]
pub(super) struct FieldDraft {
    pub(super) name: String,
    pub(super) header: String,
    /// Which of the columns with this heading, from 1, where there are several.
    pub(super) nth: Option<usize>,
    pub(super) kind: Kind,
}

/// The type that is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Decimal,
    Date,
    Datetime,
    Boolean,
    Person,
    /// Dates of which nobody can tell whether the day or the month comes first.
    OpenDate,
}

impl Kind {
    pub(super) fn tag(self) -> Option<&'static str> {
        match self {
            Kind::Text | Kind::OpenDate => None,
            Kind::Integer => Some("integer"),
            Kind::Decimal => Some("decimal"),
            Kind::Date => Some("date"),
            Kind::Datetime => Some("datetime"),
            Kind::Boolean => Some("boolean"),
            Kind::Person => Some("person"),
        }
    }

    pub(super) fn is_date(self) -> bool {
        matches!(self, Kind::Date | Kind::Datetime)
    }
}

impl TableDraft {
    pub(super) fn new(
        profile: &TableProfile,
        folder: &Path,
        number: usize,
        taken: &mut Names,
    ) -> TableDraft {
        let headings: Vec<Heading> = profile
            .columns
            .iter()
            .map(|c| taken_apart(&c.heading))
            .collect();
        let first = &profile.files[0].source;
        let sheets = sheets(profile);
        let called = match &first.sheet {
            Some(sheet) => sheet.clone(),
            None => first
                .input
                .entry_name()
                .unwrap_or(&first.input.name)
                .to_owned(),
        };
        let fields = fields(profile, &headings);
        let mut draft = TableDraft {
            name: String::new(),
            label: label(&called),
            files: files(profile, folder),
            key: key(profile, &fields),
            date: None,
            department: None,
            owner: None,
            sheets,
            is_people: false,
            fields,
        };
        draft.is_people = draft.take_people(profile);
        let of = |is: fn(&Heading) -> bool| {
            headings
                .iter()
                .position(is)
                .filter(|at| draft.fields[*at].is_some())
        };
        (draft.department, draft.owner) = (of(Heading::is_department), draft.owner());
        draft.date = draft.date(profile);
        let name = if draft.is_people {
            "people".to_owned()
        } else {
            known::table(&of_table(&called, number)).to_owned()
        };
        draft.name = taken.take(&name);
        draft.is_people &= draft.name == "people";
        let names = draft.fields.iter_mut().flatten();
        let names = names.map(|field| &mut field.name);
        known::name_fields(&draft.name, names.collect());
        draft
    }

    /// The name of a column's field.
    pub(super) fn name_of(&self, column: usize) -> Option<&str> {
        Some(self.fields.get(column)?.as_ref()?.name.as_str())
    }

    pub(super) fn kind_of(&self, column: usize) -> Option<Kind> {
        Some(self.fields.get(column)?.as_ref()?.kind)
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        (0..self.fields.len()).find(|at| self.name_of(*at) == Some(name))
    }

    /// A staff list: accounts, names, and when people joined and left. Its fields get the names that the program knows.
    fn take_people(&mut self, profile: &TableProfile) -> bool {
        let account = self.find("account").or_else(|| self.find("staff_no"));
        let (Some(account), Some(_)) = (account, self.find("name")) else {
            return false;
        };
        let first = |names: &[&str]| names.iter().find_map(|name| self.find(name));
        let dated = |at: &usize| self.kind_of(*at).is_some_and(Kind::is_date);
        let joined = first(&["joined_date", "joined_at", "joined", "hired_date"]).filter(dated);
        let left = first(&["left_date", "left_at", "left_field", "left"]).filter(dated);
        let other = first(&["department", "post"]);
        let is_key = profile
            .relations
            .keys
            .iter()
            .any(|key| key.columns == [account]);
        if !is_key || joined.or(left).or(other).is_none() {
            return false;
        }
        let names = [
            (Some(account), "account"),
            (joined, "joined"),
            (left, "left"),
        ];
        for (column, name) in names {
            if let Some(field) = column.and_then(|column| self.fields[column].as_mut()) {
                name.clone_into(&mut field.name);
            }
        }
        self.key = vec![account];
        true
    }

    fn owner(&self) -> Option<usize> {
        let people = [
            "created_by",
            "salesperson",
            "owner",
            "handler",
            "approved_by",
        ];
        let mut people = people.iter().filter_map(|name| self.find(name));
        people.find(|at| self.kind_of(*at) == Some(Kind::Person))
    }

    /// The date of the documents: when they were made, or else the first that nearly all have.
    fn date(&self, profile: &TableProfile) -> Option<usize> {
        let dated = |at: &usize| self.kind_of(*at).is_some_and(Kind::is_date);
        let full = |at: &usize| {
            let column = &profile.columns[*at];
            column.filled * 10 >= column.rows * 9
        };
        let names = [
            "created_at",
            "order_date",
            "document_date",
            "date_field",
            "received_at",
        ];
        let known = names.iter().filter_map(|name| self.find(name)).find(dated);
        // what is due lies ahead, and nobody's birthday is the date of a document
        let is_other = |at: &usize| {
            let name = self.name_of(*at).unwrap_or_default();
            OTHER_DATES.iter().any(|word| name.contains(word))
        };
        let fields = 0..self.fields.len();
        known.or_else(|| {
            let own = |at: &usize| dated(at) && !is_other(at);
            fields.filter(own).find(full)
        })
    }
}

/// Columns that name documents of another table are of the type of its key, where that is a number on one side only.
pub(super) fn agree(tables: &mut [TableDraft], profile: &Profile) {
    let number = |kind: Kind| matches!(kind, Kind::Integer | Kind::Decimal);
    // what becomes a text may be named, or name others
    for _ in 0..tables.len() {
        for one in &profile.references {
            let ends = [(one.table, one.column), (one.to, one.key)];
            let numbers = ends.map(|(table, column)| tables[table].kind_of(column).map(number));
            if tables[one.to].key != [one.key] || numbers[0] == numbers[1] {
                continue;
            }
            for (table, column) in ends {
                if let Some(field) = &mut tables[table].fields[column]
                    && number(field.kind)
                {
                    field.kind = Kind::Text;
                }
            }
        }
    }
}

/// The sheets of a workbook that are the table.
fn sheets(profile: &TableProfile) -> Vec<String> {
    let mut sheets: Vec<String> = Vec::new();
    for file in &profile.files {
        if let Some(sheet) = &file.source.sheet
            && !sheets.contains(sheet)
        {
            sheets.push(sheet.clone());
        }
    }
    sheets
}

fn files(profile: &TableProfile, folder: &Path) -> Vec<String> {
    let files = profile.files.iter();
    let files: Vec<PathBuf> = files.map(|file| file.source.input.path.clone()).collect();
    patterns(folder, &files)
}

/// Words in the names of dates that are none of a document.
const OTHER_DATES: [&str; 10] = [
    "due", "deadline", "plan", "promise", "expect", "require", "valid", "expir", "birth", "hire",
];

/// Fields that number the rows of an export.
pub(super) const COUNTS: [&str; 6] = ["line_no", "row_no", "pos", "index", "seq", "seq_no"];

/// The columns that name a row: the first key whose heading says so, though a row repeats another one, else the first that
/// none does.
fn key(profile: &TableProfile, fields: &[Option<FieldDraft>]) -> Vec<usize> {
    let keys = &profile.relations.keys;
    let is_whole = |key: &&Key| key.holds.broken.count == 0;
    // two columns that tell all rows apart are better than one that does not
    let single = keys
        .iter()
        .any(|key| is_whole(&key) && key.columns.len() == 1);
    let is_code = |at: &usize| profile.columns[*at].said == Said::Code;
    let may_be = || keys.iter().filter(|key| single || is_whole(key));
    let said = |key: &&Key| key.columns.iter().all(is_code);
    // what merely counts the rows of an export is another number next month
    let counts = |key: &&Key| match key.columns[..] {
        [column] => fields[column]
            .as_ref()
            .is_some_and(|field| COUNTS.contains(&field.name.as_str())),
        _ => false,
    };
    let said = may_be()
        .filter(said)
        .find(|key| !counts(key))
        .or_else(|| may_be().find(said));
    let whole = || keys.iter().find(is_whole);
    let key = said.or_else(whole).or_else(|| keys.first());
    key.map_or(Vec::new(), |key| key.columns.clone())
}

fn fields(profile: &TableProfile, headings: &[Heading]) -> Vec<Option<FieldDraft>> {
    let names = of_fields(&profile.columns, profile.begins.has_header);
    let folded: Vec<String> = profile.columns.iter().map(|c| fold(&c.heading)).collect();
    let columns = profile.columns.iter().zip(names).zip(headings).enumerate();
    let field = |(at, ((column, name), heading)): (usize, ((&Column, String), &Heading))| {
        let same = (0..folded.len()).filter(|other| folded[*other] == folded[at]);
        let place = same.clone().position(|other| other == at);
        (!blank::is_empty(&column.heading)).then(|| FieldDraft {
            name,
            header: column
                .heading
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            nth: place.filter(|_| same.count() > 1).map(|place| place + 1),
            kind: kind(column, heading),
        })
    };
    columns.map(field).collect()
}

fn kind(column: &Column, heading: &Heading) -> Kind {
    match column.reads {
        _ if column.sensitive => Kind::Text,
        _ if column.unit.is_some() => Kind::Decimal,
        Reads::Text | Reads::Code if heading.is_person() => Kind::Person,
        // nobody has left yet
        Reads::Empty if column.said == Said::Date => Kind::Date,
        Reads::Empty | Reads::Text | Reads::Code => Kind::Text,
        // numbers that things are called by
        Reads::Integer if heading.is_called() => Kind::Text,
        Reads::Integer => Kind::Integer,
        Reads::Decimal => Kind::Decimal,
        Reads::Boolean => Kind::Boolean,
        Reads::Date | Reads::Datetime => {
            let dates = column.dates.as_ref();
            let open = dates.is_some_and(|dates| dates.open.count + dates.against.count > 0);
            match column.reads {
                _ if open => Kind::OpenDate,
                Reads::Date => Kind::Date,
                _ => Kind::Datetime,
            }
        }
    }
}
