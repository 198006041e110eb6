//! Which columns of a file are filled from above, and what there is to tell of its columns and rows beside those set aside.

use rust_xlsxwriter::utility::column_number_to_name;

use crate::messages::{Message, message, some};
use crate::sources::batch::Sifted;
use crate::sources::layout::{Fill, Fills, Heading, Merged, Reach};
use crate::tables::Table;
use crate::tables::header::Header;
use crate::tables::types::FieldType;

/// Areas and columns that a sentence names.
const SHOWN: usize = 8;

/// What is decided about merged cells and blank repeats of a file.
pub(super) struct Above<'a> {
    table: &'a Table,
    header: &'a Header,
    heading: &'a Heading,
}

impl<'a> Above<'a> {
    pub(super) fn new(table: &'a Table, header: &'a Header, heading: &'a Heading) -> Above<'a> {
        Above {
            table,
            header,
            heading,
        }
    }

    /// The columns to fill. A number in merged cells counts once: sums would be wrong.
    pub(super) fn fills(&self) -> Fills {
        let columns = self.header.columns.iter().enumerate();
        let fills = columns.filter_map(|(field, column)| {
            let column = (*column)?;
            let reach = if self.table.fields[field].fill_down {
                Reach::Down
            } else if self.spreads(field) {
                let areas = self.areas(column).map(|area| area.rows);
                Reach::Merged(areas.collect())
            } else {
                return None;
            };
            (reach != Reach::Merged(Vec::new())).then_some(Fill { column, reach })
        });
        Fills::new(fills.collect())
    }

    /// Whether what stands in merged cells of a field belongs to all of their rows.
    fn spreads(&self, field: usize) -> bool {
        let number = matches!(
            self.table.fields[field].kind,
            FieldType::Integer | FieldType::Decimal
        );
        !number || self.table.key.contains(&field)
    }

    /// Cells that are merged downwards from a column.
    fn areas(&self, column: usize) -> impl Iterator<Item = &'a Merged> {
        let merged = self.heading.merged.iter();
        merged.filter(move |m| m.columns.0 == column && m.rows.0 < m.rows.1)
    }

    /// What became of the merged cells and the blank repeats: evidence, and what should be heard beside it.
    pub(super) fn told(&self, sifted: &Sifted) -> (Vec<Message>, Vec<Message>) {
        let (mut evidence, mut notices) = (Vec::new(), Vec::new());
        let fields = self.header.columns.iter().enumerate();
        let fields = fields.filter_map(|(field, column)| Some((field, (*column)?)));
        let (mut spread, mut cells, mut alone) = (Vec::new(), 0, Vec::new());
        for (field, column) in fields {
            let count = sifted.filled.get(&column).copied().unwrap_or_default();
            let described = &self.table.fields[field];
            if described.fill_down {
                let name = described.name.as_str();
                let told = message!("decision-filled-down", field = name, count = count);
                evidence.extend((count > 0).then_some(told));
            } else if self.spreads(field) {
                spread.extend(self.areas(column).copied());
                cells += count;
            } else {
                alone.extend(self.areas(column).copied());
            }
        }
        if cells > 0 {
            let (count, rows) = (spread.len(), rows(spread));
            notices.push(message!(
                "decision-merged-filled",
                cells = cells,
                count = count,
                rows = rows
            ));
        }
        if !alone.is_empty() {
            let (count, rows) = (alone.len(), rows(alone));
            notices.push(message!(
                "decision-merged-numbers",
                count = count,
                rows = rows
            ));
        }
        let across = self
            .heading
            .merged
            .iter()
            .filter(|m| m.columns.0 < m.columns.1);
        let across: Vec<Merged> = across.copied().collect();
        if !across.is_empty() {
            let (count, rows) = (across.len(), rows(across));
            evidence.push(message!("decision-merged", count = count, rows = rows));
        }
        evidence.extend(notices.iter().cloned());
        (evidence, notices)
    }

    /// Rows that name no document, where that may be because the export leaves repeats blank, or in spite of it.
    pub(super) fn nameless(&self, sifted: &Sifted, rows: u64) -> Option<Message> {
        let fills = |field: &usize| self.table.fields[*field].fill_down;
        let first = *self.table.key.first()?;
        let (count, key) = (sifted.nameless, self.table.fields[first].name.as_str());
        if self.table.key.iter().any(fills) {
            return (count > 0).then(|| message!("nameless-still", count = count, field = key));
        }
        let repeats = count > 1 && count * 4 >= rows && !sifted.begins_nameless;
        repeats.then(|| message!("nameless-repeats", count = count, rows = rows, field = key))
    }
}

/// A column by its letters.
pub(super) fn letters(column: usize) -> String {
    column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX))
}

/// Columns without a heading that rows fill.
pub(super) fn unheaded(sifted: &Sifted) -> Option<Message> {
    let most = sifted.unheaded.values().max()?;
    let columns = sifted.unheaded.keys().take(SHOWN + 1);
    let columns: Vec<String> = columns.map(|&column| letters(column)).collect();
    let count = sifted.unheaded.len();
    let columns = some(columns.iter().map(String::as_str), SHOWN);
    Some(message!(
        "header-unheaded",
        count = count,
        columns = columns,
        rows = *most
    ))
}

/// The rows of some areas: `3–5`, `9`; an ellipsis stands for those that are not listed.
fn rows(areas: Vec<Merged>) -> Vec<String> {
    let mut rows: Vec<(u64, u64)> = areas.into_iter().map(|area| area.rows).collect();
    rows.sort_unstable();
    rows.dedup();
    let rows = rows.iter().take(SHOWN + 1);
    let rows: Vec<String> = rows
        .map(|(first, last)| match first {
            first if first == last => first.to_string(),
            first => format!("{first}–{last}"),
        })
        .collect();
    some(rows.iter().map(String::as_str), SHOWN)
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, tried};

    /// A table whose values are all findings, so that a test sees them.
    fn project(file: &str, fields: &str) -> String {
        format!("[tables.t]\nfiles = \"{file}\"\nkey = [\"no\"]\n[tables.t.fields]\n{fields}")
    }

    const ORDERS: &str = "no = { header = \"单号\", pattern = \"-\", fill_down = FILL }\n\
        cust = { header = \"客户\", pattern = \"-\", fill_down = FILL }\n\
        qty = { header = \"数量\", type = \"integer\" }\n";

    fn values(project: &str, file: (&str, &str), field: &str) -> Vec<(u64, String)> {
        let found = tried(project, &[file], &format!("t.{field}.pattern"));
        found
            .findings
            .into_iter()
            .map(|f| (f.row, f.value.into_owned()))
            .collect()
    }

    /// What is told of a file, without its name.
    fn told(project: &str, file: (&str, &str)) -> (Vec<String>, Vec<String>) {
        let (_, audit) = audited(project, &[file]);
        let messages = Messages::new(Lang::En);
        let notices = audit.notices.iter().map(|n| messages.text(n));
        let notices = notices.map(|n| n.split_once(": ").unwrap().1.to_owned());
        let decisions = audit.inputs.iter().flat_map(|i| &i.decisions);
        (
            notices.collect(),
            decisions.map(|d| messages.text(d)).collect(),
        )
    }

    #[test]
    fn repeats_that_are_left_blank() {
        let csv = "单号,客户,数量\nS1,甲,1\n,,2\n,乙,3\nS2,,4\n,,5\n";
        let filled = project("t.csv", &ORDERS.replace("FILL", "true"));
        let rows = |values: &[(u64, &str)]| -> Vec<(u64, String)> {
            values
                .iter()
                .map(|(row, v)| (*row, (*v).to_owned()))
                .collect()
        };
        let expected = rows(&[(2, "S1"), (3, "S1"), (4, "S1"), (5, "S2"), (6, "S2")]);
        assert_eq!(values(&filled, ("t.csv", csv), "no"), expected);
        let expected = rows(&[(2, "甲"), (3, "甲"), (4, "乙")]);
        assert_eq!(values(&filled, ("t.csv", csv), "cust"), expected);
        let (notices, decisions) = told(&filled, ("t.csv", csv));
        assert_eq!(notices, Vec::<String>::new());
        let expected = "no: 3 empty cells take the value above it (`fill_down`)";
        assert!(decisions.contains(&expected.to_owned()), "{decisions:?}");
        // a first line that nothing stands above
        let (notices, _) = told(&filled, ("t.csv", "单号,客户,数量\n,甲,1\nS1,甲,2\n"));
        assert_eq!(
            notices,
            ["1 row names no document: no is empty, and there is nothing above to take"]
        );
        let (notices, _) = told(
            &project("t.csv", &ORDERS.replace("FILL", "false")),
            ("t.csv", csv),
        );
        assert_eq!(
            notices,
            ["3 of 5 rows name no document (no is empty); \
            if the export leaves repeats blank, set `fill_down = true` in the field"]
        );
    }

    #[test]
    fn merged_cells_of_a_page() {
        let page = "<table><tr><td>单号<td>客户<td>数量<td>备注</tr>\
            <tr><td rowspan=3>S1<td rowspan=2>甲<td rowspan=3>9<td>a</tr>\
            <tr><td>b</tr><tr><td>乙<td>c</tr><tr><td>S2<td>丙<td>1<td colspan=2>d</tr></table>";
        let table = project("t.xls", &ORDERS.replace("FILL", "false"));
        let numbers: Vec<String> = values(&table, ("t.xls", page), "no")
            .into_iter()
            .map(|v| v.1)
            .collect();
        assert_eq!(numbers, ["S1", "S1", "S1", "S2"]);
        let customers: Vec<String> = values(&table, ("t.xls", page), "cust")
            .into_iter()
            .map(|v| v.1)
            .collect();
        assert_eq!(customers, ["甲", "甲", "乙", "丙"]);
        let (notices, decisions) = told(&table, ("t.xls", page));
        assert_eq!(
            notices[1..],
            [
                "3 cells take the value of the merged cells that they belong to (2 areas, rows 2–3, 2–4)",
                "numbers in 1 area of merged cells (rows 2–4) count in its first row only; the other rows are empty there",
            ]
        );
        assert!(
            decisions
                .iter()
                .any(|d| d.starts_with("1 area of cells merged across columns"))
        );
    }

    #[test]
    fn columns_without_a_heading() {
        let fields = "no = {}\nqty = { type = \"integer\" }\n";
        let csv = "no,qty,,\nS1,1,2,\nS2,2,,\nS3,3,6,\n合计,6,8,\n";
        let (notices, _) = told(&project("t.csv", fields), ("t.csv", csv));
        assert_eq!(
            notices[0],
            "column C has no heading and was not read; 2 rows fill it"
        );
        let page = "<table><tr><td>no<td>qty</tr><tr><td>S1<td>1<td>x<td>y</tr><tr><td>S2<td>2<td>z</tr></table>";
        let (notices, _) = told(&project("t.xls", fields), ("t.xls", page));
        assert_eq!(
            notices[0],
            "columns C, D have no heading and were not read; up to 2 rows fill them"
        );
        let shape = tried(
            &project("t.xls", fields),
            &[("t.xls", page)],
            "t.rows.shape",
        );
        assert_eq!(shape.verdicts(), [2, 0, 0, 0, 0]);
        // text has no columns to the right: such a row is broken
        let csv = "no,qty\nS1,1\nS2,2,3\n";
        let shape = tried(&project("t.csv", fields), &[("t.csv", csv)], "t.rows.shape");
        assert_eq!(shape.rows(), [3]);
    }

    #[test]
    fn the_nth_of_several_columns_with_one_heading() {
        let fields = "no = {}\nsold = { header = \"金额\", pattern = \"-\" }\n\
            paid = { header = [\"金额\", \"实付\"], nth = 2, pattern = \"-\" }\n";
        let table = project("t.csv", fields);
        let file = ("t.csv", "no,金额,金额\nS1,5,4\n");
        assert_eq!(values(&table, file, "sold"), [(2, "5".to_owned())]);
        assert_eq!(values(&table, file, "paid"), [(2, "4".to_owned())]);
        assert_eq!(told(&table, file).0, Vec::<String>::new());
        let file = ("t.csv", "no,金额,实付\nS1,5,4\n");
        assert_eq!(values(&table, file, "paid"), [(2, "4".to_owned())]);
        // three of them: which one is sold is open
        let (_, audit) = audited(&table, &[("t.csv", "no,金额,金额,金额\nS1,5,4,3\n")]);
        assert_eq!(audit.errors[0].key, "header-repeated");
        let (_, audit) = audited(&table, &[("t.csv", "no,金额\nS1,5\n")]);
        assert_eq!(audit.errors[0].key, "header-missing-nth");
    }

    #[test]
    fn names_are_told_as_far_as_a_sentence_holds_them() {
        let wide: Vec<String> = (0..9_000).map(|i| format!("c{i}")).collect();
        let csv = format!("no,{},{}\nS1\n", wide.join(","), "长".repeat(300));
        let (notices, _) = told(&project("t.csv", "no = {}\n"), ("t.csv", &csv));
        assert!(
            notices[0].starts_with("columns that no field takes: c0, c1")
                && notices[0].ends_with("c29, …")
        );
        let csv = format!("no,{}\nS1,\n", "长".repeat(300));
        let (notices, _) = told(&project("t.csv", "no = {}\n"), ("t.csv", &csv));
        assert_eq!(notices[0].chars().filter(|c| *c == '长').count(), 60);
    }
}
