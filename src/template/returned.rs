//! How a template that came back differs from what was sent out, and what was sent out from what would be asked today.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::column_number_to_name;

use super::Template;
use super::changes::changes;
use crate::messages::{Lang, Message, message, some};
use crate::project::Project;
use crate::sources::stamp::{Column, Entry, Stamp, VERSION};
use crate::tables::header::fold;
use crate::tables::types::TableIx;

/// Columns and changes that a sentence names.
const SHOWN: usize = 12;

/// What there is to tell of a sheet with such headings, that was read as a table.
pub(crate) fn told(
    project: &Project,
    table: TableIx,
    stamp: &Stamp,
    sheet: &str,
    headings: &[String],
) -> Vec<Message> {
    let dictionary = &project.tables[table];
    let Some(entry) = stamp.entry(&dictionary.name) else {
        let is_gone = |entry: &&Entry| !project.tables.iter().any(|t| t.name == entry.table);
        let mut gone = stamp.entries.iter().filter(is_gone);
        let labels = [Lang::En, Lang::ZhCn, Lang::ZhTw].map(|lang| dictionary.label.in_lang(lang));
        if let Some(was) = gone.find(|entry| labels.contains(&entry.sheet.as_str())) {
            let (was, is) = (was.table.as_str(), dictionary.name.as_str());
            return vec![message!("returned-table", was = was, is = is)];
        }
        let others = stamp.entries.iter().map(|entry| entry.sheet.as_str());
        let (others, label) = (some(others, SHOWN), dictionary.label.clone());
        return vec![message!("returned-other", table = label, others = others)];
    };
    let mut told = Vec::new();
    if stamp.version != VERSION {
        told.push(message!("returned-version"));
    }
    let template = Template::of(project, table);
    if template.fingerprint(project) != entry.asked {
        let changes = changes(project, entry, &template.entry(project, sheet, &[]));
        let and = |first, second| message!("returned-and", first = first, second = second);
        let changes = changes.into_iter().reduce(and);
        // what makes no difference to whoever fills it in makes it no old one
        told.extend(changes.map(|changes| message!("returned-old", changes = changes)));
    }
    if entry.sheet != sheet {
        let was = entry.sheet.as_str();
        told.push(message!("returned-sheet", was = was, is = sheet));
    }
    told.extend(moved(entry, headings));
    told
}

/// For each heading of a sheet the column of the template that it heads; a heading that is no longer its own is taken for that of
/// its place.
pub(crate) fn places(columns: &[Column], headings: &[String]) -> Vec<Option<usize>> {
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (ix, column) in columns.iter().enumerate().rev() {
        known.entry(fold(&column.heading)).or_default().push(ix);
    }
    let mut named = |heading: &String| known.get_mut(&fold(heading))?.pop();
    let mut places: Vec<Option<usize>> = headings.iter().map(&mut named).collect();
    for place in 0..places.len().min(columns.len()) {
        if places[place].is_none() && !places.contains(&Some(place)) {
            places[place] = Some(place);
        }
    }
    places
}

/// Columns that are headed otherwise, stand elsewhere, are not there, or were added.
fn moved(entry: &Entry, headings: &[String]) -> Vec<Message> {
    let columns = &entry.columns;
    let places = places(columns, headings);
    let is_own = |ix: usize, heading: &str| fold(heading) == fold(&columns[ix].heading);
    let mut told = Vec::new();
    let (mut order, mut added) = (Vec::new(), Vec::new());
    for (at, (heading, place)) in headings.iter().zip(&places).enumerate() {
        let is_blank = heading.trim().is_empty();
        match *place {
            Some(ix) if is_own(ix, heading) => order.push((ix, at)),
            Some(ix) if !is_blank => told.push(message!(
                "returned-renamed",
                column = letters(at),
                was = columns[ix].heading.as_str(),
                is = heading.trim()
            )),
            None if !is_blank => added.push(named(at, heading)),
            _ => {}
        }
    }
    let kept = rising(&order);
    let moved = order.iter().filter(|(ix, _)| !kept.contains(ix));
    let moved: Vec<String> = moved.map(|(_, at)| named(*at, &headings[*at])).collect();
    let lost = (0..columns.len()).filter(|ix| {
        let at = places.iter().position(|place| *place == Some(*ix));
        at.is_none_or(|at| headings[at].trim().is_empty())
    });
    let lost: Vec<&str> = lost.map(|ix| columns[ix].heading.as_str()).collect();
    let shown = |all: &[String]| some(all.iter().map(String::as_str), SHOWN);
    if !moved.is_empty() {
        told.push(message!("returned-moved", columns = shown(&moved)));
    }
    if !added.is_empty() {
        told.push(message!("returned-added", columns = shown(&added)));
    }
    if !lost.is_empty() {
        told.push(message!("returned-lost", columns = some(lost, SHOWN)));
    }
    told
}

/// `C 联系人`
fn named(at: usize, heading: &str) -> String {
    format!("{} {}", letters(at), heading.trim())
}

fn letters(column: usize) -> String {
    column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX))
}

/// The most columns that still stand in their order: the others were moved.
fn rising(order: &[(usize, usize)]) -> Vec<usize> {
    // for each length the least end of such a row of columns, with the place of the one before
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; order.len()];
    for (at, (ix, _)) in order.iter().enumerate() {
        let length = ends.partition_point(|end| order[*end].0 < *ix);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut kept = Vec::new();
    let mut last = ends.last().copied();
    while let Some(at) = last {
        kept.push(order[at].0);
        last = before[at];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headings: &str) -> Vec<Column> {
        let column = |heading: char| Column {
            field: heading.to_string(),
            heading: heading.to_string(),
            ..Column::default()
        };
        headings.chars().map(column).collect()
    }

    fn told(headings: &[&str]) -> Vec<String> {
        let entry = Entry {
            columns: columns("abcde"),
            ..Entry::default()
        };
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        let messages = crate::messages::Messages::new(Lang::En);
        let told = moved(&entry, &headings);
        told.iter().map(|message| messages.text(message)).collect()
    }

    #[test]
    fn headings_that_changed() {
        assert_eq!(told(&["a*", "b", "C", "d", "e"]), Vec::<String>::new());
        assert_eq!(
            told(&["b", "c", "d", "a", "e"]),
            ["columns stand in another order than in the template: D a"]
        );
        assert_eq!(
            told(&["a", "b", "x", "d", "e", "y"]),
            [
                "column C, headed \"c\" in the template, is now headed \"x\"",
                "columns that the template does not have: F y"
            ]
        );
        assert_eq!(
            told(&["a", "b", "", "d"]),
            ["columns of the template that are missing: c, e"]
        );
    }
}
