//! Headers of two rows.

use std::cell::Cell;
use std::collections::HashMap;

use super::{Preview, trimmed};

/// So many bytes of joined headings are tried in a file. Any row may be the upper one of a header, and each of its cells is joined
/// in several ways; the widest headers have a fraction of this.
const MOST_TRIED: usize = 8 << 20;

/// Which field a joined heading names, as far as that is soon known.
pub(super) struct Tries<'a> {
    field: &'a dyn Fn(&str) -> Option<usize>,
    left: Cell<usize>,
}

impl<'a> Tries<'a> {
    pub(super) fn new(field: &'a dyn Fn(&str) -> Option<usize>) -> Tries<'a> {
        Tries {
            field,
            left: Cell::new(MOST_TRIED),
        }
    }

    /// Whether nothing more is tried.
    pub(super) fn are_over(&self) -> bool {
        self.left.get() == 0
    }

    fn field(&self, name: &str) -> Option<usize> {
        let left = self.left.get().saturating_sub(name.len());
        self.left.set(left);
        if left > 0 { (self.field)(name) } else { None }
    }
}

/// Whether the row below a header belongs to it: cells are merged across both, or it names columns that the header leaves
/// without a name and is no row of data, having no digit.
pub(super) fn goes_on(preview: &Preview, first: usize) -> bool {
    let (Some((line, above)), Some((next, below))) =
        (preview.rows.get(first), preview.rows.get(first + 1))
    else {
        return false;
    };
    if *next != line + 1 {
        return false;
    }
    if preview
        .merged
        .iter()
        .any(|m| m.rows.0 <= *line && m.rows.1 == *next)
    {
        return true;
    }
    let cell = |row: &[String], column: usize| {
        row.get(column)
            .is_some_and(|cell| !trimmed(cell).is_empty())
    };
    let width = above.len().max(below.len());
    let unnamed: Vec<usize> = (0..width).filter(|&c| !cell(above, c)).collect();
    let only_above = (0..width).any(|c| cell(above, c) && !cell(below, c));
    !unnamed.is_empty()
        && only_above
        && unnamed.iter().all(|&c| cell(below, c))
        && !below.iter().any(|c| c.chars().any(char::is_numeric))
}

/// A header of two rows as one, each heading with the field it names: the upper heading stands for all columns that it is merged
/// over, or that are blank behind it. Of the ways to join two headings, the one that the dictionary knows.
pub(super) fn joined(
    preview: &Preview,
    first: usize,
    tries: &Tries,
) -> Vec<(String, Option<usize>)> {
    let ((line, upper), (_, lower)) = (&preview.rows[first], &preview.rows[first + 1]);
    let width = upper.len().max(lower.len());
    let cell =
        |row: &[String], column: usize| row.get(column).map_or("", |cell| trimmed(cell)).to_owned();
    let mut columns = Vec::with_capacity(width);
    let mut above = String::new();
    // the first column of the merged cells that a column is in
    let mut merged_from = vec![None; width];
    for merged in &preview.merged {
        if (merged.rows.0..=merged.rows.1).contains(line) {
            let (first, last) = (
                merged.columns.0,
                merged.columns.1.min(width.saturating_sub(1)),
            );
            merged_from
                .iter_mut()
                .take(last + 1)
                .skip(first)
                .for_each(|from| *from = Some(first));
        }
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for cell in lower {
        *times.entry(trimmed(cell)).or_default() += 1;
    }
    for (column, merged) in merged_from.into_iter().enumerate() {
        let (own, below) = (cell(upper, column), cell(lower, column));
        match merged {
            Some(first) => above = cell(upper, first),
            None if !own.is_empty() || !preview.merged.is_empty() || below.is_empty() => {
                above = own;
            }
            None => {}
        }
        let alone = times.get(below.as_str()) == Some(&1);
        columns.push(join(&above, &below, alone, tries));
    }
    columns
}

fn join(above: &str, below: &str, alone: bool, tries: &Tries) -> (String, Option<usize>) {
    let plain = match (above, below) {
        (one, "") | ("", one) => return (one.to_owned(), tries.field(one)),
        (above, below) => format!("{above} {below}"),
    };
    if tries.are_over() {
        return (plain, None);
    }
    let glued = [
        format!("{above}{below}"),
        format!("{above}/{below}"),
        format!("{above}-{below}"),
        format!("{above}_{below}"),
    ];
    let short = alone.then(|| below.to_owned());
    std::iter::once(plain.clone())
        .chain(glued)
        .chain(short)
        .find_map(|name| tries.field(&name).map(|field| (name, Some(field))))
        .unwrap_or((plain, None))
}

#[cfg(test)]
mod tests {
    use super::super::Merged;
    use super::super::testing::{found, preview};

    #[test]
    fn a_header_of_two_rows() {
        let rows = preview(&[
            &["单号", "收货", "", "备注"],
            &["", "数量", "日期", ""],
            &["1", "2", "3", ""],
        ]);
        for (names, columns) in [
            (
                ["单号", "收货数量"],
                ["单号", "收货数量", "收货 日期", "备注"],
            ),
            (["单号", "数量"], ["单号", "数量", "收货 日期", "备注"]),
            (["单号", "备注"], ["单号", "收货 数量", "收货 日期", "备注"]),
        ] {
            let heading = found(&rows, &names);
            assert_eq!(heading.columns, columns);
            assert_eq!(heading.rows, Some((1, 2)));
        }
    }

    #[test]
    fn merged_cells_decide_how_far_a_header_goes() {
        let mut rows = preview(&[
            &["序号", "编码", "", "合并"],
            &["", "篇", "类2", ""],
            &["1", "2"],
        ]);
        assert_eq!(found(&rows, &["合并"]).rows, Some((1, 1)));
        rows.merged = vec![
            Merged {
                rows: (1, 2),
                columns: (0, 0),
            },
            Merged {
                rows: (1, 1),
                columns: (1, 2),
            },
        ];
        assert_eq!(found(&rows, &["篇", "类2"]).rows, Some((1, 2)));
        let heading = found(&rows, &["合并"]);
        assert_eq!(heading.rows, Some((1, 2)));
        assert_eq!(heading.columns, ["序号", "编码 篇", "编码 类2", "合并"]);
    }
}
