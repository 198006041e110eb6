//! Reads columns of codes, for whoever judges the scheme that they are coded by.

use super::Run;
use super::asking::Ask;
use crate::coding::Cell;
use crate::engine::gather::Gathered;
use crate::engine::gather::codes::Wanted;
use crate::findings::asked::{Cancelled, Options};
use crate::messages::{Message, message};
use crate::project::Project;

/// What came of reading a column.
pub(crate) enum Column {
    /// There is no file of its table.
    NoFile,
    /// Its cells, and the names of the files that they stand in.
    Read(Vec<Cell>, Vec<String>),
    /// Why it could not be read.
    Unread(Vec<Message>),
}

/// Reads columns, one after the other.
pub(crate) fn read(
    project: &Project,
    options: &Options,
    columns: Vec<Wanted>,
) -> Result<Vec<Column>, Cancelled> {
    let mut run = Run::new(project, options);
    columns
        .into_iter()
        .map(|column| run.column(column))
        .collect()
}

impl Run<'_> {
    fn column(&mut self, wanted: Wanted) -> Result<Column, Cancelled> {
        let table = wanted.column.0;
        let files = self.files_of(table);
        if files.is_empty() {
            return Ok(Column::NoFile);
        }
        let ask = Ask {
            codes: Some(wanted),
            ..Ask::default()
        };
        let answer = self.read(table, &files, &ask)?;
        let mut errors: Vec<Message> = answer.errors;
        for input in &answer.inputs {
            if let Some(reason) = input.error.clone() {
                let file = input.input.name.as_str();
                errors.push(message!("audit-unreadable", file = file, reason = reason));
            }
        }
        let mut codes = None;
        for (gathered, lacking) in answer.gathered {
            if let Gathered::Codes(all) = gathered {
                errors.extend(lacking);
                codes = Some(all);
            }
        }
        Ok(match codes {
            Some(codes) if errors.is_empty() => {
                let files = answer.inputs.iter();
                let files = files.map(|input| input.input.shown().to_owned());
                Column::Read(codes, files.collect())
            }
            _ => Column::Unread(errors),
        })
    }
}
