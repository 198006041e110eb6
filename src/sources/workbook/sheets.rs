//! The sheets of xlsx and xlsb: which parts they are in.

use std::collections::HashSet;
use std::io::{Read, Seek};

use super::package::{Package, Relationships};
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
    /// Sheets that are listed, and nothing of them is in the file; and those of them that a person should see. Modules of old
    /// versions are listed so, and hidden.
    pub(crate) missing: Vec<String>,
    pub(crate) missed: Vec<String>,
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
            if let Some(part) = part
                && !NO_WORKSHEETS.contains(&part.kind.as_str())
                && !package.holds(&part.target)
            {
                return Err(message!("source-sheet-missing", sheet = name));
            }
            // no two sheets are the same part, unless somebody wants it to be read over and over
            let part = part.filter(|r| seen.insert(r.target.clone()));
            if part.is_none() {
                found.missing.push(name.clone());
                if visible {
                    found.missed.push(name.clone());
                }
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
        // what says where they are is gone
        match &found.missing[..] {
            [first, ..] if found.missing.len() == found.all.len() => {
                Err(message!("source-sheet-missing", sheet = first.as_str()))
            }
            _ => Ok(found),
        }
    }
}
