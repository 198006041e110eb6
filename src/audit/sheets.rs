//! Sheets that nobody read, of workbooks of which no sheet was named. A sheet that another table reads is not among them.

use std::collections::BTreeMap;
use std::path::PathBuf;

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
    for (ix, input) in inputs.iter().enumerate() {
        let is_same = |other: &&Evidence| is_same(input, other);
        let book: Vec<&Evidence> = inputs.iter().filter(is_same).collect();
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
        // several tables may leave the same sheets unread
        let told = inputs[..ix]
            .iter()
            .any(|o| is_same(&o) && !o.other_sheets.is_empty());
        let others = unread(&input.other_sheets);
        let file = input.input.name.as_str();
        if !others.is_empty() && !told {
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

/// Whether two tables were read from one file.
fn is_same(one: &Evidence, other: &Evidence) -> bool {
    one.input.path == other.input.path && one.input.entry == other.input.entry
}
