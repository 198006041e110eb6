//! Finds the dictionary's fields in the header row of a file.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::cell::readable;
use super::types::FieldIx;
use super::{Field, Table};
use crate::blank::{is_blank, trim};
use crate::mistakes::nearest;

/// Of very many fields that are missing those alone are compared with the headings that are left, until so many pairs of signs were.
const MOST_COMPARED: usize = 1 << 24;
/// No heading has more bytes, whatever stands around it: what is longer is not looked at.
const MOST_HEADING: usize = 1024;

/// Which column of a file holds which field.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Header {
    /// By field: its column.
    pub(crate) columns: Vec<Option<usize>>,
    /// Fields with no column, each with the header nearest to it that no field took.
    pub(crate) missing: Vec<(FieldIx, Option<String>)>,
    /// Fields that several columns are headed as.
    pub(crate) repeated: Vec<Repeated>,
    /// Headers that no field takes.
    pub(crate) extra: Vec<String>,
}

/// A field that several columns are headed as.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Repeated {
    pub(crate) field: FieldIx,
    /// As they stand in the file, each once.
    pub(crate) headings: Vec<String>,
    pub(crate) columns: Vec<usize>,
}

impl Header {
    /// Whether the file has no column for a field that could be used: none, or several.
    pub(crate) fn lacks(&self, field: FieldIx) -> bool {
        self.columns[field].is_none() || self.is_repeated(field)
    }

    /// Whether several columns are headed as a field.
    pub(crate) fn is_repeated(&self, field: FieldIx) -> bool {
        self.repeated.iter().any(|repeated| repeated.field == field)
    }

    /// Whether a cell can be read as what its column holds.
    pub(crate) fn readable(&self, table: &Table, column: usize, cell: &str) -> bool {
        let mut fields = table.fields.iter().zip(&self.columns);
        let field = fields.find(|(_, c)| **c == Some(column));
        field.is_some_and(|(field, _)| readable(field, cell))
    }
}

/// The headings that a dictionary gives its fields, folded.
pub(crate) struct Headings {
    exact: BTreeMap<String, FieldIx>,
    /// The same without what may stand around them.
    bare: BTreeMap<String, FieldIx>,
    /// How many bytes a heading may have.
    most: usize,
}

impl Headings {
    pub(crate) fn new(table: &Table) -> Headings {
        let fields = table.fields.iter().enumerate();
        let headings = fields.flat_map(|(ix, f)| f.headers.iter().map(move |h| (fold(h), ix)));
        let exact: BTreeMap<String, FieldIx> = headings.collect();
        let bare = exact.iter().map(|(heading, field)| (bare(heading), *field));
        let written = table.fields.iter().flat_map(|f| &f.headers);
        Headings {
            bare: bare.filter(|(bare, _)| !bare.is_empty()).collect(),
            exact,
            most: written.map(String::len).fold(MOST_HEADING, usize::max),
        }
    }

    /// The field that a heading names.
    pub(crate) fn field(&self, heading: &str) -> Option<FieldIx> {
        self.exact.get(&fold(heading)).copied()
    }

    /// The field that a heading names, or would name without what stands around it: stars, hints and units in brackets. That
    /// tells a header; whether it names the field is for the dictionary to say, for `金额（万元）` may be another amount. What ends
    /// with a colon is the label of the cell beside it.
    pub(crate) fn likely(&self, heading: &str) -> Option<FieldIx> {
        let heading = trim(heading);
        // nearly all cells of a sheet that is filled far to the right are blank
        if heading.is_empty() || heading.len() > self.most {
            return None;
        }
        let folded = fold(heading);
        let exact = self.exact.get(&folded).copied();
        exact.or_else(|| {
            let label = folded.ends_with(':');
            let bare = Some(bare_of(&folded)).filter(|bare| !label && *bare != folded);
            bare.and_then(|bare| self.bare.get(&bare).copied())
        })
    }
}

/// Matches headers after folding.
pub(crate) fn matched(table: &Table, header: &[String]) -> Header {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (column, heading) in header.iter().enumerate() {
        places.entry(fold(heading)).or_default().push(column);
    }
    let mut found = Header::default();
    let mut taken = vec![false; header.len()];
    let columns_of = |field: &Field| -> Vec<usize> {
        let names: BTreeSet<String> = field.headers.iter().map(|h| fold(h)).collect();
        let columns = names.iter().filter_map(|name| places.get(name)).flatten();
        let columns: BTreeSet<usize> = columns.copied().collect();
        columns.into_iter().collect()
    };
    let nth = |field: &Field| columns_of(field).get(field.nth?).copied();
    let picked: BTreeSet<usize> = table.fields.iter().filter_map(nth).collect();
    for (field_ix, field) in table.fields.iter().enumerate() {
        let mut columns = columns_of(field);
        match field.nth {
            Some(nth) => columns = columns.get(nth).copied().into_iter().collect(),
            None => columns.retain(|column| !picked.contains(column)),
        }
        for &column in &columns {
            taken[column] = true;
        }
        if columns.len() > 1 {
            let mut known = HashSet::new();
            let headings = columns.iter().map(|&column| header[column].trim());
            let headings = headings.filter(|heading| known.insert(*heading));
            found.repeated.push(Repeated {
                field: field_ix,
                headings: headings.map(str::to_owned).collect(),
                columns: columns.clone(),
            });
        }
        found.columns.push(columns.first().copied());
    }
    let headings = header.iter().zip(&taken);
    let free = headings.filter(|(heading, taken)| !**taken && !heading.trim().is_empty());
    let free: Vec<&String> = free.map(|(heading, _)| heading).collect();
    let signs = free.iter().map(|heading| heading.len()).sum();
    let mut left = MOST_COMPARED;
    for (field_ix, field) in table.fields.iter().enumerate() {
        if found.columns[field_ix].is_none() {
            let near = near_of(&field.headers, (&free, signs), &mut left);
            found.missing.push((field_ix, near.map(one_line)));
        }
    }
    found.extra = free
        .iter()
        .map(|heading| heading.trim().to_owned())
        .collect();
    found
}

/// The heading near to one of the names of a field, as long as pairs are left to be compared; the headings with the signs that all
/// of them have.
fn near_of<'h>(
    names: &[String],
    (headings, signs): (&[&'h String], usize),
    left: &mut usize,
) -> Option<&'h str> {
    let pairs = names.iter().map(|name| name.len().saturating_mul(signs));
    *left = pairs.fold(*left, usize::saturating_sub);
    if *left == 0 {
        return None;
    }
    let near = |name: &String| near(name, headings.iter().copied());
    names.iter().find_map(near)
}

/// A heading as it can be written in a dictionary: blanks and line breaks make no difference there.
fn one_line(heading: &str) -> String {
    let words: Vec<&str> = heading.split_whitespace().collect();
    words.join(" ")
}

/// The heading that differs from a field's by what stands around it, or else the one nearest to it.
fn near<'h>(wanted: &str, headings: impl Iterator<Item = &'h String> + Clone) -> Option<&'h str> {
    let plain = bare(wanted);
    let mut decorated = headings.clone().filter(|heading| bare(heading) == plain);
    let decorated = decorated.next().filter(|_| !plain.is_empty());
    decorated
        .map(String::as_str)
        .or_else(|| nearest(wanted, headings.clone().map(String::as_str)))
        .or_else(|| {
            let bare: Vec<(String, &String)> = headings.map(|h| (bare(h), h)).collect();
            let near = nearest(&plain, bare.iter().map(|(bare, _)| bare.as_str()))?;
            let (_, heading) = bare.iter().find(|(bare, _)| bare == near)?;
            Some(heading.as_str())
        })
}

/// What is left of a heading without hints in brackets, brackets around all of it, stars, numbers before it and marks such as
/// "required".
pub(crate) fn bare(heading: &str) -> String {
    bare_of(&fold(heading))
}

/// The same of a folded heading.
fn bare_of(folded: &str) -> String {
    const MARKS: [&str; 5] = ["必填", "必录", "選填", "选填", "required"];
    let opens = |c: char| {
        matches!(
            c,
            '(' | '[' | '{' | '<' | '【' | '〔' | '《' | '「' | '『' | '〈'
        )
    };
    let closes = |c: char| {
        matches!(
            c,
            ')' | ']' | '}' | '>' | '】' | '〕' | '》' | '」' | '』' | '〉'
        )
    };
    let (mut outside, mut depth) = (String::new(), 0usize);
    for character in folded.chars() {
        if opens(character) {
            depth += 1;
        } else if closes(character) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            outside.push(character);
        }
    }
    let strip = |text: &str| {
        let edge = |c: char| !c.is_alphanumeric() && !"%#".contains(c);
        text.trim_matches(edge).to_owned()
    };
    let mut bare = strip(&outside);
    if bare.is_empty() {
        let inside = |c: &char| !opens(*c) && !closes(*c);
        bare = strip(&folded.chars().filter(inside).collect::<String>());
    }
    for mark in MARKS {
        let rest = bare.strip_suffix(mark).or_else(|| bare.strip_prefix(mark));
        if let Some(rest) = rest.map(strip).filter(|rest| !rest.is_empty()) {
            bare = rest;
        }
    }
    let name = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    match name.strip_prefix(['.', '、', ':', '-']) {
        Some(name) if name.len() < bare.len() - 1 && !name.is_empty() => strip(name),
        _ => bare,
    }
}

/// The field that a column headed like this holds; of very many headings of the table only so many are looked at.
pub(crate) fn headed<'t>(table: &'t Table, header: &str, most: usize) -> Option<&'t Field> {
    let header = fold(header);
    let headings = table.fields.iter();
    let headings = headings.flat_map(|field| field.headers.iter().map(move |h| (field, h)));
    let mut headings = headings.take(most);
    let (field, _) = headings.find(|(_, heading)| fold(heading) == header)?;
    Some(field)
}

/// Width, case, blanks and line breaks do not matter: `订 单 号 `, `Ｏrder  No` and `order no`. Nor does the star that marks what
/// must be filled in.
pub(crate) fn fold(header: &str) -> String {
    let folded: String = if header.is_ascii() {
        let seen = header.chars().filter(|c| !is_blank(*c));
        seen.map(|c| c.to_ascii_lowercase()).collect()
    } else {
        let folded = header.nfkc().flat_map(char::to_lowercase);
        folded.filter(|c| !is_blank(*c)).collect()
    };
    match folded.trim_matches('*') {
        bare if bare.is_empty() || bare.len() == folded.len() => folded,
        bare => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::audited;

    /// What is compared has an end, however many fields are missing and headings left.
    #[test]
    fn thousands_of_missing_fields() {
        let found = |count: usize| {
            let headings: Vec<String> = (0..count).map(|n| format!("*{n:05}")).collect();
            let free: Vec<&String> = headings.iter().collect();
            let signs = free.iter().map(|heading| heading.len()).sum();
            let mut left = 5000 * 5 * 6;
            let names = (0..count).map(|n| vec![format!("{n:05}")]);
            let near = names.map(|names| near_of(&names, (&free, signs), &mut left).is_some());
            near.filter(|found| *found).count()
        };
        assert_eq!(found(50), 50);
        assert_eq!(found(100), 49);
        assert_eq!(found(200), 24);
    }

    /// A long text is no heading, blanks around one are nothing.
    #[test]
    fn how_long_a_heading_may_be() {
        let long = "v".repeat(3000);
        let fields = format!("k = {{}}\nv = {{ header = \"{long}\" }}\n");
        let project = format!("[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\n{fields}");
        let (project, _) = audited(&project, &[("t.csv", "k\n")]);
        let headings = Headings::new(&project.tables[0]);
        assert_eq!(headings.likely(&format!("{}k", " ".repeat(9000))), Some(0));
        assert_eq!(
            headings.likely(&format!("k({})", "x".repeat(1000))),
            Some(0)
        );
        assert_eq!(headings.likely(&long), Some(1));
        assert_eq!(headings.likely(&format!("k({})", "x".repeat(3000))), None);
    }

    #[test]
    fn a_star_marks_what_must_be_filled_in() {
        for heading in ["单号*", "* 单号", "＊单号＊"] {
            assert_eq!(fold(heading), "单号");
        }
        assert_eq!(fold("**"), "**");
        assert_eq!(fold("单*号"), "单*号");
    }

    #[test]
    fn what_stands_around_a_heading_does_not_hide_it() {
        for heading in [
            "【交货日期】",
            "*交货日期",
            "交货日期★（必填）",
            "交货日期\n（格式为四位年份、两位月份和两位日，例如二〇二六年五月一日）",
            "（4）交货日期：",
            "12.交货日期",
            "交货日期[delivery date, required]",
            "交货日期必填",
            "「 交货日期 」*",
        ] {
            let headings = ["制单人".to_owned(), heading.to_owned(), "备注".to_owned()];
            assert_eq!(near("交货日期", headings.iter()), Some(heading));
        }
        let others = ["（）".to_owned(), "联系人备注（不是交货日期）".to_owned()];
        assert_eq!(near("交货日期", others.iter()), None);
        assert_eq!(bare("折扣%"), "折扣%");
        assert_eq!(bare("3d"), "3d");
    }
}
