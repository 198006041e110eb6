//! Sheets that nobody read, of workbooks of which no sheet was named. A sheet that another table reads is not among them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::findings::outcome::Evidence;
use crate::messages::{Message, message, some};
use crate::sources::SheetChoice;

/// Sheets that a sentence names.
const SHOWN: usize = 20;

/// The sheets that tables name which are not read this time, by workbook.
pub(super) type Meant<'a> = BTreeMap<PathBuf, Vec<&'a SheetChoice>>;

/// Adds to the evidence which hidden sheets were not read; returns what there is to tell of each workbook.
pub(super) fn tell_unread(inputs: &mut [Evidence], meant: &Meant) -> Vec<Message> {
    let (mut notices, mut hidden) = (Vec::new(), Vec::new());
    // several tables may be read from one file
    let mut books: BTreeMap<_, Vec<&Evidence>> = BTreeMap::new();
    for input in &*inputs {
        books.entry(file_of(input)).or_default().push(input);
    }
    // of those, several may leave the same sheets unread
    let mut told = BTreeSet::new();
    for (ix, input) in inputs.iter().enumerate() {
        let book = &books[&file_of(input)];
        let unread = |sheets: &[(usize, String)]| -> Vec<String> {
            let meant = meant.get(&input.input.path);
            let is_unread = |(place, name): &&(usize, String)| {
                let read = book
                    .iter()
                    .any(|other| other.place_of_sheet == Some(*place));
                let mut meant = meant.into_iter().flatten();
                !read && !meant.any(|choice| choice.names(name))
            };
            let unread = sheets.iter().filter(is_unread);
            some(unread.map(|(_, name)| name.as_str()), SHOWN)
        };
        let is_first = !input.other_sheets.is_empty() && told.insert(file_of(input));
        let others = unread(&input.other_sheets);
        let file = input.input.name.as_str();
        if !others.is_empty() && is_first {
            let read = book.iter().filter_map(|other| other.sheet.as_deref());
            let read = some(read, SHOWN);
            notices.push(message!(
                "source-other-sheets",
                file = file,
                read = read,
                others = others
            ));
        }
        let sheets = unread(&input.hidden_sheets);
        if !sheets.is_empty() {
            let told = message!("decision-hidden-sheets", sheets = sheets);
            hidden.push((ix, told.clone()));
            // rows may be hidden with them
            notices.push(message!("notice-of-file", file = file, told = told));
        }
    }
    for (ix, told) in hidden {
        inputs[ix].decisions.push(told);
    }
    notices
}

/// The file that a table was read from: its path, and its name where it is in an archive of several.
fn file_of(evidence: &Evidence) -> (&Path, Option<&str>) {
    let input = &evidence.input;
    (&input.path, input.entry_name())
}
