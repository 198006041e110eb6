//! The parts that say which parts there are: a sheet is added to them, notes, and the names by which ours is known again.

use std::fmt::Write as _;

use super::Stop;
use super::xml::{Element, appended, edited, elements, escaped, odd, plain, prefix};
use crate::messages::message;
use crate::sources::workbook::{COLUMN, SUMMARY, cell_name};

pub(super) const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.";
/// Longer names of sheets are refused by Excel.
const MOST_NAME: usize = 31;
/// What stands before the names of a workbook.
const BEFORE_NAMES: [&str; 3] = ["sheets", "functionGroups", "externalReferences"];

/// Relationships of a part, and more of them: what each is, and the part. Each gets an id of its own.
pub(super) fn related(
    text: Option<&str>,
    more: &[(&str, &str)],
) -> Result<(String, Vec<String>), Stop> {
    let new = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{PACKAGE}\"/>"
    );
    let text = text.unwrap_or(&new);
    let all = elements(text)?;
    let root = all.first().ok_or_else(odd)?;
    let known: Vec<&str> = all.iter().filter_map(|e| e.attribute(text, "Id")).collect();
    let p = prefix(&text[root.tag.clone()]);
    let (mut ids, mut added) = (Vec::new(), String::new());
    let mut number = 0;
    for (kind, target) in more {
        let id = loop {
            number += 1;
            let id = format!("crmAudit{number}");
            if !known.contains(&id.as_str()) {
                break id;
            }
        };
        let target = escaped(target);
        let _ = write!(
            added,
            "<{p}Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"/{target}\"/>"
        );
        ids.push(id);
    }
    let text = edited(text, vec![appended(text, root, &added)]);
    Ok((text, ids))
}

/// The list of contents with parts that it did not list.
pub(super) fn listed(text: &str, sheets: &[String], notes: &[String]) -> Result<String, Stop> {
    let all = elements(text)?;
    let root = all.first().ok_or_else(odd)?;
    let p = prefix(&text[root.tag.clone()]);
    let mut more = String::new();
    let has_drawings = all.iter().any(|e| {
        let ending = e.attribute(text, "Extension");
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("vml"))
    });
    let mut edits = Vec::new();
    if !notes.is_empty() && !has_drawings {
        let default = format!("<{p}Default Extension=\"vml\" ContentType=\"{TYPES}vmlDrawing\"/>");
        // endings come first
        edits.push((root.inner.start..root.inner.start, default));
    }
    for (parts, kind) in [(sheets, "worksheet"), (notes, "comments")] {
        for part in parts {
            let part = escaped(part);
            let _ = write!(
                more,
                "<{p}Override PartName=\"/{part}\" ContentType=\"{TYPES}spreadsheetml.{kind}+xml\"/>"
            );
        }
    }
    edits.push(appended(text, root, &more));
    Ok(edited(text, edits))
}

/// Relationships, or the list of contents, without the list of cells with formulas.
pub(super) fn without_formulas(text: &str) -> Result<String, Stop> {
    let all = elements(text)?;
    let is_list = |e: &&Element| {
        let kinds = ["Type", "ContentType"];
        let mut kinds = kinds.iter().filter_map(|name| e.attribute(text, name));
        kinds.any(|kind| kind.ends_with("/calcChain") || kind.contains(".calcChain"))
    };
    let lists = all.iter().filter(|e| e.depth == 1).filter(is_list);
    let edits = lists.map(|e| (e.whole.clone(), String::new())).collect();
    Ok(edited(text, edits))
}

/// Whether the list of contents says that there are macros in the workbook.
pub(super) fn has_macros(contents: &str) -> bool {
    contents.contains("sheet.macroEnabled.main") || contents.contains("template.macroEnabled.main")
}

/// What is put into the workbook part.
pub(super) struct Additions<'a> {
    /// The sheet that sums up, with the id of its part; its name alone where it is there already.
    pub(super) summary: (&'a str, Option<&'a str>),
    /// Sheets with a column of faults: row and column of its heading.
    pub(super) columns: &'a [(String, (u32, u32))],
}

/// The workbook part with them. Names of earlier marks go.
pub(super) fn with(text: &str, additions: &Additions) -> Result<String, Stop> {
    let all = elements(text)?;
    let root = all.first().ok_or_else(odd)?;
    if text[root.tag.clone()].contains("purl.oclc.org") {
        return Err(Stop::Unfit(message!("mark-unfit-strict")));
    }
    let p = prefix(&text[root.tag.clone()]);
    let child = |name: &str| all.iter().find(|e| e.depth == 1 && e.name(text) == name);
    let sheets = child("sheets").ok_or_else(odd)?;
    let mut edits = Vec::new();
    let (summary, id) = additions.summary;
    if let Some(id) = id {
        let listed = all.iter().filter(|e| sheets.inner.contains(&e.whole.start));
        let number = |e: &Element| e.attribute(text, "sheetId")?.trim().parse::<u32>().ok();
        let last = listed.filter_map(number).max().unwrap_or_default();
        let sheet = format!(
            "<{p}sheet xmlns:r=\"{RELATIONSHIPS}\" name=\"{}\" sheetId=\"{}\" r:id=\"{id}\"/>",
            escaped(summary),
            last + 1
        );
        edits.push(appended(text, sheets, &sheet));
    }
    let name = |name: &str, sheet: &str, (row, column): (u32, u32)| {
        let cell = cell_name(row, column);
        let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
        let (letters, digits) = cell.split_at(digits);
        let sheet = escaped(&sheet.replace('\'', "''"));
        format!(
            "<{p}definedName name=\"{name}\" hidden=\"1\">'{sheet}'!${letters}${digits}</{p}definedName>"
        )
    };
    let columns = (1..).zip(additions.columns);
    let names =
        columns.map(|(number, (sheet, place))| name(&format!("{COLUMN}{number}"), sheet, *place));
    let names: String = names.chain([name(SUMMARY, summary, (0, 0))]).collect();
    if let Some(known) = child("definedNames") {
        for e in all.iter().filter(|e| known.inner.contains(&e.whole.start)) {
            if e.attribute(text, "name")
                .is_some_and(|n| n.starts_with("_crm_audit_"))
            {
                edits.push((e.whole.clone(), String::new()));
            }
        }
        edits.push(appended(text, known, &names));
    } else {
        let before = all
            .iter()
            .filter(|e| e.depth == 1 && BEFORE_NAMES.contains(&e.name(text)));
        let at = before.map(|e| e.whole.end).max().ok_or_else(odd)?;
        let names = format!("<{p}definedNames>{names}</{p}definedNames>");
        // behind a sheet that is put into an empty list at the same place
        edits.push((at..at, names));
    }
    Ok(edited(text, edits))
}

/// A name for a sheet that no other has.
pub(super) fn free_name(wanted: &str, taken: &[&str]) -> String {
    let taken = |name: &str| {
        let mut taken = taken.iter();
        taken.any(|other| plain(other).to_lowercase() == name.to_lowercase())
    };
    let mut number = 1;
    loop {
        let ending = if number == 1 {
            String::new()
        } else {
            format!(" {number}")
        };
        let room = MOST_NAME - ending.chars().count();
        let name: String = wanted.chars().take(room).chain(ending.chars()).collect();
        if !taken(&name) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_with_what_is_added_and_once() {
        let text = "<x:workbook><x:sheets><x:sheet name=\"A\" sheetId=\"7\"/></x:sheets><x:calcPr/></x:workbook>";
        let columns = [("It's".to_owned(), (2, 27))];
        let additions = |id| Additions {
            summary: ("Faults", id),
            columns: &columns,
        };
        let first = with(text, &additions(Some("r9"))).unwrap();
        assert!(
            first
                .contains("name=\"Faults\" sheetId=\"8\" r:id=\"r9\"/></x:sheets><x:definedNames>"),
            "{first}"
        );
        assert!(first.contains(">'It''s'!$AB$3</x:definedName>"));
        assert_eq!(with(&first, &additions(None)).unwrap(), first);
    }

    #[test]
    fn the_list_of_formulas_is_left_out() {
        let types = "<Types><Override PartName=\"/a\" ContentType=\"x.calcChain+xml\"/><Override ContentType=\"y\"/></Types>";
        let without = without_formulas(types).unwrap();
        assert_eq!(without, "<Types><Override ContentType=\"y\"/></Types>");
        let rels = "<r:Rs><r:R Type=\"http://x/calcChain\" Id=\"a\"/></r:Rs>";
        assert_eq!(without_formulas(rels).unwrap(), "<r:Rs></r:Rs>");
    }

    #[test]
    fn names_of_sheets_are_free_and_short_enough() {
        let taken = ["faults", "Faults 2"];
        assert_eq!(free_name("Faults", &taken), "Faults 3");
        let long = "x".repeat(40);
        assert_eq!(free_name(&long, &[]).len(), 31);
    }
}
