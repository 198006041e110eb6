//! Which sheet of a workbook to read.

use super::value::Sheet;
use crate::messages::message;
use crate::sources::{SheetChoice, SourceError};

/// The sheets that may be meant, by their place among all: one if one is named, else all that a person sees.
pub(crate) fn candidates(
    sheets: &[Sheet],
    wanted: Option<&SheetChoice>,
) -> Result<Vec<usize>, SourceError> {
    let visible = of(sheets, |s| s.visible);
    let (found, wanted) = match wanted {
        None if visible.is_empty() => return Err(message!("source-no-worksheet")),
        None => return Ok(visible),
        Some(SheetChoice::Number(number)) => {
            let place = number.get() as usize - 1;
            // people count the tabs they see, those of charts too
            let tab = (0..sheets.len()).filter(|&i| sheets[i].visible).nth(place);
            let found = visible.into_iter().filter(|&i| Some(i) == tab).collect();
            (found, number.to_string())
        }
        Some(SheetChoice::Name(name)) => (named(sheets, name), name.clone()),
    };
    match found.len() {
        1 => Ok(found),
        0 => {
            let names: Vec<String> = of(sheets, |_| true)
                .iter()
                .map(|&i| sheets[i].name.clone())
                .collect();
            Err(message!("source-no-sheet", wanted = wanted, sheets = names))
        }
        _ => {
            let names: Vec<String> = found.iter().map(|&i| sheets[i].name.clone()).collect();
            Err(message!(
                "source-several-sheets",
                wanted = wanted,
                sheets = names
            ))
        }
    }
}

/// The sheets that hold cells and fit.
fn of(sheets: &[Sheet], fits: impl Fn(&Sheet) -> bool) -> Vec<usize> {
    (0..sheets.len())
        .filter(|&i| sheets[i].cells && fits(&sheets[i]))
        .collect()
}

/// Sheets of a name, or of a pattern; Excel allows neither `*` nor `?` in a name. What is hidden is meant only if nothing
/// else is.
fn named(sheets: &[Sheet], name: &str) -> Vec<usize> {
    let same = |s: &Sheet| s.name.trim().to_lowercase() == name.trim().to_lowercase();
    let exact = of(sheets, same);
    if !exact.is_empty() {
        return exact;
    }
    let Ok(pattern) = glob::Pattern::new(name.trim()) else {
        return Vec::new();
    };
    let options = glob::MatchOptions {
        case_sensitive: false,
        ..glob::MatchOptions::new()
    };
    let mut found = of(sheets, |s| pattern.matches_with(s.name.trim(), options));
    if found.iter().any(|&i| sheets[i].visible) {
        found.retain(|&i| sheets[i].visible);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZeroU32;

    fn sheets() -> Vec<Sheet> {
        let sheet = |name: &str, cells, visible| Sheet {
            name: name.to_owned(),
            cells,
            visible,
        };
        vec![
            sheet("图", false, true),
            sheet("说明 ", true, false),
            sheet("明细1月", true, true),
            sheet("Summary", true, true),
            sheet("明细备份", true, false),
        ]
    }

    #[test]
    fn by_name_number_and_pattern() {
        let sheets = sheets();
        let choose = |wanted: &str| {
            let wanted = match wanted.parse() {
                Ok(number) => SheetChoice::Number(NonZeroU32::new(number).unwrap()),
                Err(_) => SheetChoice::Name(wanted.to_owned()),
            };
            candidates(&sheets, Some(&wanted)).map_err(|e| e.key)
        };
        assert_eq!(choose("summary"), Ok(vec![3]));
        assert_eq!(choose("说明"), Ok(vec![1]));
        assert_eq!(choose("明细*"), Ok(vec![2]));
        assert_eq!(choose("明细备*"), Ok(vec![4]));
        assert_eq!(choose("明细[备]份"), Ok(vec![4]));
        assert_eq!(choose("2"), Ok(vec![2]));
        assert_eq!(choose("3"), Ok(vec![3]));
        assert_eq!(choose("1"), Err("source-no-sheet"));
        assert_eq!(choose("4"), Err("source-no-sheet"));
        assert_eq!(choose("图"), Err("source-no-sheet"));
        assert_eq!(choose("[a"), Err("source-no-sheet"));
        assert_eq!(choose("*m*"), Ok(vec![3]));
        assert_eq!(choose("?*"), Err("source-several-sheets"));
        assert_eq!(candidates(&sheets, None), Ok(vec![2, 3]));
        let hidden = &sheets[..2];
        let error = candidates(hidden, None).unwrap_err();
        assert_eq!(error.key, "source-no-worksheet");
    }
}
