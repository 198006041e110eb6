//! Which sheet of a workbook to read.

use super::value::Sheet;
use crate::messages::{message, some};
use crate::sources::{SheetChoice, SourceError};

/// Sheets that a sentence names.
const SHOWN: usize = 30;

/// The sheets that may be meant, by their place among all: those that are named, all of them, or those that a person sees,
/// one of them.
pub(crate) fn candidates(
    sheets: &[Sheet],
    wanted: Option<&SheetChoice>,
) -> Result<Vec<usize>, SourceError> {
    let Some(wanted) = wanted else {
        let visible = of(sheets, |s| s.visible);
        return if visible.is_empty() {
            Err(message!("source-no-worksheet"))
        } else {
            Ok(visible)
        };
    };
    let mut found = all(sheets, wanted)?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The sheets that are named.
fn all(sheets: &[Sheet], wanted: &SheetChoice) -> Result<Vec<usize>, SourceError> {
    let visible = sheets.iter().filter(|s| s.visible).count();
    let counted = matches!(wanted, SheetChoice::Number(n) if n.get() as usize > visible);
    let (found, wanted) = match wanted {
        SheetChoice::Several(wanted) => {
            let found = wanted.iter().map(|wanted| all(sheets, wanted));
            return Ok(found.collect::<Result<Vec<_>, _>>()?.concat());
        }
        SheetChoice::Number(number) => {
            let place = number.get() as usize - 1;
            // people count the tabs they see, those of charts too
            let tab = (0..sheets.len()).filter(|&i| sheets[i].visible).nth(place);
            let found = of(sheets, |s| s.visible).into_iter();
            let found: Vec<usize> = found.filter(|&i| Some(i) == tab).collect();
            (found, number.to_string())
        }
        SheetChoice::Name(name) => (named(sheets, name), name.clone()),
    };
    if found.is_empty() {
        let names = |fits: &dyn Fn(&Sheet) -> bool| {
            let fitting = of(sheets, fits);
            some(fitting.iter().map(|&i| sheets[i].name.as_str()), SHOWN)
        };
        let hidden = names(&|s| !s.visible);
        if counted && !hidden.is_empty() {
            return Err(message!(
                "source-no-visible-sheet",
                wanted = wanted,
                sheets = names(&|s| s.visible),
                hidden = hidden
            ));
        }
        let names = names(&|_| true);
        return Err(message!("source-no-sheet", wanted = wanted, sheets = names));
    }
    Ok(found)
}

impl SheetChoice {
    /// Whether it names a sheet; where it counts, nobody knows.
    pub(crate) fn names(&self, sheet: &str) -> bool {
        match self {
            SheetChoice::Number(_) => false,
            SheetChoice::Name(name) => is_called(sheet, name) || fits(sheet, name),
            SheetChoice::Several(choices) => choices.iter().any(|choice| choice.names(sheet)),
        }
    }
}

fn is_called(sheet: &str, name: &str) -> bool {
    sheet.trim().to_lowercase() == name.trim().to_lowercase()
}

fn fits(sheet: &str, pattern: &str) -> bool {
    let options = glob::MatchOptions {
        case_sensitive: false,
        ..glob::MatchOptions::new()
    };
    let pattern = glob::Pattern::new(pattern.trim());
    pattern.is_ok_and(|pattern| pattern.matches_with(sheet.trim(), options))
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
    let exact = of(sheets, |s| is_called(&s.name, name));
    if !exact.is_empty() {
        return exact;
    }
    let mut found = of(sheets, |s| fits(&s.name, name));
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
        assert_eq!(choose("4"), Err("source-no-visible-sheet"));
        assert_eq!(choose("图"), Err("source-no-sheet"));
        assert_eq!(choose("[a"), Err("source-no-sheet"));
        assert_eq!(choose("*m*"), Ok(vec![3]));
        assert_eq!(choose("?*"), Ok(vec![2, 3]));
        let several = ["summary", "明细*", "*1月"].map(|name| SheetChoice::Name(name.to_owned()));
        let several = SheetChoice::Several(several.to_vec());
        assert_eq!(candidates(&sheets, Some(&several)), Ok(vec![2, 3]));
        let unknown = SheetChoice::Several(vec![several, SheetChoice::Name("none".to_owned())]);
        assert_eq!(
            candidates(&sheets, Some(&unknown)).unwrap_err().key,
            "source-no-sheet"
        );
        assert_eq!(candidates(&sheets, None), Ok(vec![2, 3]));
        let hidden = &sheets[..2];
        let error = candidates(hidden, None).unwrap_err();
        assert_eq!(error.key, "source-no-worksheet");
    }
}
