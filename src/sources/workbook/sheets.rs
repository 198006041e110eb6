//! The sheets of xlsx and xlsb: which parts they are in.

use std::collections::HashSet;
use std::io::{Read, Seek};

use super::package::{Package, Relationship, Relationships};
use super::value::Sheet;
use crate::messages::message;
use crate::sources::SourceError;

/// Sheets that hold no cells, or macros in place of values, by what they are to the workbook.
const NO_WORKSHEETS: [&str; 4] = [
    "chartsheet",
    "dialogsheet",
    "xlMacrosheet",
    "xlIntlMacrosheet",
];

/// A sheet as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) name: String,
    /// What the workbook calls its part.
    pub(crate) id: String,
    pub(crate) visible: bool,
}

/// The sheets of a workbook and their parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheets {
    pub(crate) all: Vec<Sheet>,
    /// For each sheet the name of its part; of no meaning where it has no cells.
    pub(crate) parts: Vec<String>,
    /// Sheets that are listed with no part: modules of old versions, which nobody sees.
    pub(crate) missing: Vec<String>,
}

impl Sheets {
    pub(crate) fn find<R: Read + Seek>(
        listed: Vec<Listed>,
        relationships: &Relationships,
        package: &Package<R>,
    ) -> Result<Sheets, SourceError> {
        let mut found = Sheets::default();
        let mut seen = HashSet::new();
        for Listed { name, id, visible } in listed {
            let part = relationships.by_id(&id);
            let is_module = !visible && id.is_empty();
            let there = |part: &&Relationship| {
                NO_WORKSHEETS.contains(&part.kind.as_str()) || package.holds(&part.target)
            };
            // no two sheets are the same part, unless somebody wants it to be read over and over
            let part = part.filter(there).filter(|r| seen.insert(r.target.clone()));
            match part {
                Some(_) => {}
                None if is_module => found.missing.push(name.clone()),
                None => return Err(message!("source-sheet-missing", sheet = name)),
            }
            let cells = part.is_some_and(|r| !NO_WORKSHEETS.contains(&r.kind.as_str()));
            found
                .parts
                .push(part.map(|r| r.target.clone()).unwrap_or_default());
            found.all.push(Sheet {
                name,
                cells,
                visible,
            });
        }
        Ok(found)
    }
}
