//! The parts that say which parts there are: a sheet is added to them, notes, and the names by which ours is known again.

use std::fmt::Write as _;

use super::Stop;
use super::xml::{Element, appended, edited, elements, escaped, odd, plain, prefix};
use crate::messages::message;
use crate::sources::workbook::{COLUMN, ROWS, SUMMARY, WRITTEN, cell_name};

pub(super) const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.";
/// Longer names of sheets are refused by Excel.
const MOST_NAME: usize = 31;
/// What Excel calls the area of a sheet that is printed…
const PRINTED: &str = "_xlnm.Print_Area";
/// …and what we call one that we have put there, so that it is known again.
const PRINTED_BY_US: &str = "_crm_audit_print_";
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
    let printed = Printed::new(text, &all, sheets, child("definedNames"));
    let names = names + &printed.names(p, additions.columns);
    if let Some(known) = child("definedNames") {
        for e in all.iter().filter(|e| known.inner.contains(&e.whole.start)) {
            // what was copied from a text is so still
            let is_earlier = |n: &str| n.starts_with("_crm_audit_") && !n.starts_with(ROWS);
            if e.attribute(text, "name").is_some_and(is_earlier)
                || printed.ours.contains(&e.whole.start)
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

/// The areas of sheets that are printed. The column of faults is none of them: it would make the others small.
struct Printed {
    /// The names of all sheets, in their order.
    sheets: Vec<String>,
    /// Sheets with an area of the sender's, by their number.
    theirs: Vec<String>,
    /// Where the areas stand that we have put there.
    ours: Vec<usize>,
}

impl Printed {
    fn new(text: &str, all: &[Element], sheets: &Element, list: Option<&Element>) -> Printed {
        let listed = all.iter().filter(|e| sheets.inner.contains(&e.whole.start));
        let listed =
            listed.map(|e| plain(e.attribute(text, "name").unwrap_or_default()).into_owned());
        let list = list.map(|list| list.inner.clone()).unwrap_or_default();
        let named: Vec<_> = (all.iter().filter(|e| list.contains(&e.whole.start)))
            .filter_map(|e| Some((e, e.attribute(text, "name")?)))
            .collect();
        let of_us = named
            .iter()
            .filter(|(_, name)| name.starts_with(PRINTED_BY_US));
        let of_us: Vec<&str> = of_us.map(|(e, _)| &text[e.inner.clone()]).collect();
        let areas = named.iter().filter(|(_, name)| *name == PRINTED);
        let (ours, theirs): (Vec<_>, Vec<_>) =
            areas.partition(|(e, _)| of_us.contains(&&text[e.inner.clone()]));
        let number = |e: &Element| Some(e.attribute(text, "localSheetId")?.trim().to_owned());
        Printed {
            sheets: listed.collect(),
            theirs: theirs.iter().filter_map(|(e, _)| number(e)).collect(),
            ours: ours.iter().map(|(e, _)| e.whole.start).collect(),
        }
    }

    /// Areas for sheets with a column of faults that have none: all columns before it and the one that stands between.
    fn names(&self, p: &str, columns: &[(String, (u32, u32))]) -> String {
        let mut names = String::new();
        for (number, (sheet, (_, column))) in (1..).zip(columns) {
            let place = self.sheets.iter().position(|name| name == sheet);
            let place = place.map(|place| place.to_string());
            let place = place.filter(|place| !self.theirs.contains(place));
            let (Some(place), Some(last)) = (place, column.checked_sub(2)) else {
                continue;
            };
            let sheet = escaped(&sheet.replace('\'', "''"));
            let cell = cell_name(0, last);
            let area = format!("'{sheet}'!$A:${}", cell.trim_end_matches('1'));
            let _ = write!(
                names,
                "<{p}definedName name=\"{PRINTED}\" localSheetId=\"{place}\">{area}</{p}definedName>\
                 <{p}definedName name=\"{PRINTED_BY_US}{number}\" hidden=\"1\">{area}</{p}definedName>"
            );
        }
        names
    }
}

/// The workbook part, in which there are names of ours, with the fingerprint of the others.
pub(super) fn with_fingerprint(text: &str, fingerprint: &str) -> Result<String, Stop> {
    let all = elements(text)?;
    let root = all.first().ok_or_else(odd)?;
    let p = prefix(&text[root.tag.clone()]);
    let mut names = all.iter().filter(|e| e.depth == 1);
    let names = names.find(|e| e.name(text) == "definedNames");
    let name = format!(
        "<{p}definedName name=\"{WRITTEN}\" hidden=\"1\">\"{fingerprint}\"</{p}definedName>"
    );
    Ok(edited(
        text,
        vec![appended(text, names.ok_or_else(odd)?, &name)],
    ))
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
        let text = "<x:workbook><x:sheets><x:sheet name=\"A\" sheetId=\"7\"/><x:sheet name=\"It's\" sheetId=\"6\"/></x:sheets><x:calcPr/></x:workbook>";
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
        let area = "name=\"_xlnm.Print_Area\" localSheetId=\"1\">'It''s'!$A:$Z</x:definedName>";
        assert!(first.contains(area), "{first}");
        assert_eq!(with(&first, &additions(None)).unwrap(), first);
        // without faults nothing of it is left
        let none = Additions {
            summary: ("Faults", None),
            columns: &[],
        };
        let none = with(&first, &none).unwrap();
        assert!(!none.contains("rint_"), "{none}");
        // what the sender prints is his
        let theirs = first.replace(
            "$A:$Z</x:definedName><x:definedName name=\"_crm",
            "$A:$B</x:definedName><x:definedName name=\"_crm",
        );
        let kept = with(&theirs, &additions(None)).unwrap();
        assert!(kept.contains("'It''s'!$A:$B"), "{kept}");
        assert!(!kept.contains("$A:$Z"), "{kept}");
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
