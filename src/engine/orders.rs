//! Whether a table writes `03/04/2026` with the day or the month first: decided by column, over all files of the table.
//!
//! Tables are read in the belief that no such cell occurs. The first one that does stops the reading; the table is
//! surveyed, and read again with what the survey found.

use std::collections::VecDeque;

use super::opening::{layout, settings};
use super::{Request, needs};
use crate::findings::asked::{Cancelled, Progress};
use crate::messages::{Message, message};
use crate::rules::plan::Expr;
use crate::sources::{Input, open};
use crate::tables::cell::{filled, reads};
use crate::tables::date::{self, Hint, Order};
use crate::tables::header::{Headings, matched};
use crate::tables::mask::mask;
use crate::tables::typed::Needs;
use crate::tables::types::{FieldIx, FieldType};
use crate::tables::{Field, Table};

/// What a survey found.
#[derive(Debug, Clone)]
pub(crate) struct Orders {
    /// By field; none where no cell has such a form, and where the column does not tell.
    pub(crate) decided: Vec<Option<Order>>,
    /// Columns that do not tell, and what to do about it.
    undecided: Vec<(FieldIx, Message)>,
}

/// The cells of a column that say most about its order, the first of each.
#[derive(Default)]
struct Column {
    day_first: Option<Example>,
    month_first: Option<Example>,
    either: Option<Example>,
}

struct Example {
    file: String,
    row: u64,
    cell: String,
}

impl Orders {
    /// Looks through all files of a table. What cannot be read says nothing: reading the table will tell.
    pub(crate) fn survey(
        table: &Table,
        files: &[Input],
        progress: &dyn Progress,
    ) -> Result<Orders, Cancelled> {
        let mut columns: Vec<Column> = table.fields.iter().map(|_| Column::default()).collect();
        let mut waiting: VecDeque<Input> = files.iter().cloned().collect();
        while let Some(input) = waiting.pop_front() {
            let headings = Headings::new(table);
            let field = |heading: &str| headings.field(heading);
            let reads = |field: FieldIx, cell: &str| reads(&table.fields[field], cell);
            let Ok(mut opened) = open(&input, &settings(table, &input, &field, &reads)) else {
                continue;
            };
            waiting.extend(input.parts(&opened.form).into_iter().skip(1));
            let header = matched(table, &opened.heading.columns);
            let readable = |column: usize, cell: &str| header.readable(table, column, cell);
            let layout = layout(table, &header, &opened.heading, &readable);
            let dates: Vec<(FieldIx, usize)> = (0..table.fields.len())
                .filter(|field| is_surveyed(&table.fields[*field]))
                .filter_map(|field| Some((field, header.columns[field]?)))
                .collect();
            while let Ok(Some(mut chunk)) = opened.next_chunk() {
                let batch = chunk.parse(&layout);
                for &(field, column) in &dates {
                    for row in 0..batch.rows() {
                        if let Some(cell) = filled(&table.fields[field], batch.cell(row, column)) {
                            columns[field].add(cell, || Example {
                                file: input.shown().to_owned(),
                                row: batch.line(row),
                                cell: cell.trim().to_owned(),
                            });
                        }
                    }
                }
                if progress.cancelled() {
                    return Err(Cancelled);
                }
            }
        }
        let undecided = columns.iter().enumerate().filter_map(|(field, column)| {
            let message = column.undecided(table, &table.fields[field])?;
            Some((field, message))
        });
        Ok(Orders {
            undecided: undecided.collect(),
            decided: columns.iter().map(Column::order).collect(),
        })
    }

    /// The columns that a request needs and that do not tell their order.
    pub(super) fn lacking(&self, request: &Request) -> Vec<Lacking> {
        let lacking = |(field, error): &(FieldIx, Message)| {
            let rules = request.rules.iter().enumerate().filter(|(_, one)| {
                let exprs = one.rule.exprs();
                is_read(*field, |each| exprs.into_iter().for_each(each))
            });
            let gather = request.gather.iter().enumerate();
            let gather = gather.filter(|(_, one)| is_read(*field, |each| one.exprs(each)));
            Lacking {
                field: *field,
                rules: rules.map(|(ix, _)| ix).collect(),
                gather: gather.map(|(ix, _)| ix).collect(),
                error: error.clone(),
            }
        };
        let needed = |l: &Lacking| !l.rules.is_empty() || !l.gather.is_empty();
        self.undecided.iter().map(lacking).filter(needed).collect()
    }
}

/// Whether one of the expressions reads the field as a date.
fn is_read(field: FieldIx, exprs: impl FnOnce(&mut dyn FnMut(&Expr))) -> bool {
    let mut needs = Needs::default();
    exprs(&mut |expr| needs::add(&mut needs, expr));
    needs.contains(field)
}

/// A column that a request needs and that does not tell its order.
pub(super) struct Lacking {
    pub(super) field: FieldIx,
    /// By their place in the request.
    pub(super) rules: Vec<usize>,
    pub(super) gather: Vec<usize>,
    pub(super) error: Message,
}

fn is_surveyed(field: &Field) -> bool {
    matches!(field.kind, FieldType::Date | FieldType::Datetime) && field.formats.is_empty()
}

impl Column {
    fn add(&mut self, cell: &str, example: impl FnOnce() -> Example) {
        let kept = match date::hint(cell) {
            None => return,
            Some(Hint::Either) => &mut self.either,
            Some(Hint::Only(Order::DayFirst)) => &mut self.day_first,
            Some(Hint::Only(Order::MonthFirst)) => &mut self.month_first,
        };
        if kept.is_none() {
            *kept = Some(example());
        }
    }

    fn order(&self) -> Option<Order> {
        match (&self.day_first, &self.month_first) {
            (Some(_), None) => Some(Order::DayFirst),
            (None, Some(_)) => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// Why there is no order, although cells need one.
    fn undecided(&self, table: &Table, field: &Field) -> Option<Message> {
        let shown = |example: &Example| mask(&example.cell, field.sensitive).into_owned();
        let (message, example) = match (&self.day_first, &self.month_first, &self.either) {
            (Some(day), Some(month), _) => {
                let message = message!(
                    "order-contradictory",
                    table = table.label.clone(),
                    field = field.name.as_str(),
                    day_first = shown(day),
                    day_file = day.file.as_str(),
                    day_row = day.row,
                    month_first = shown(month),
                    month_file = month.file.as_str(),
                    month_row = month.row
                );
                (message, day)
            }
            (None, None, Some(either)) => {
                let message = message!(
                    "order-open",
                    table = table.label.clone(),
                    field = field.name.as_str(),
                    example = shown(either),
                    file = either.file.as_str(),
                    row = either.row
                );
                (message, either)
            }
            _ => return None,
        };
        let hint = formats(&example.cell).map(|[day_first, month_first]| {
            message!(
                "order-hint",
                day_first = day_first,
                month_first = month_first
            )
        });
        Some(message.hinted(hint))
    }
}

/// The two `format`s for cells like this one; none where they would not read it.
fn formats(cell: &str) -> Option<[String; 2]> {
    const TIMES: [&str; 5] = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p"];
    const ZONES: [&str; 5] = ["", "%z", "%:z", " %z", " %:z"];
    let separator = cell.chars().find(|c| "-/.".contains(*c)).unwrap_or('/');
    let times = TIMES.iter().flat_map(|time| ZONES.map(|zone| (time, zone)));
    let mut both = times.map(|(time, zone)| {
        [["%d", "%m"], ["%m", "%d"]]
            .map(|[first, second]| format!("{first}{separator}{second}{separator}%Y{time}{zone}"))
    });
    both.find(|formats| date::formatted(cell, formats).is_some())
}

#[cfg(test)]
mod tests {
    use super::formats;
    use crate::findings::outcome::{Audit, Outcome};
    use crate::messages::{Lang, Messages};
    use crate::project::Project;
    use crate::tables::date;
    use crate::testing::audited;

    /// The files `t*.csv` are one table; the rule demands that `d` comes after March 2026.
    const PROJECT: &str = r#"
[tables.t]
files = "t*.csv"
[tables.t.fields]
k = { required = true }
d = { type = "date", required = true }
[[rule]]
id = "r"
table = "t"
check.range = { column = "d", min = "2026-04-01" }
"#;

    /// The verdicts of a rule: ok, violation, undecidable; none where it was not run.
    fn verdicts((project, audit): &(Project, Audit), rule: &str) -> Option<[u64; 3]> {
        let ix = project.rules.iter().position(|r| r.id == rule).unwrap();
        match audit.outcomes[ix].as_ref().unwrap() {
            Outcome::Judged(counts) => Some([counts.ok, counts.violation, counts.undecidable]),
            Outcome::NotRun(_) => None,
            Outcome::NoInput => panic!("{rule} has no input"),
        }
    }

    fn errors((_, audit): &(Project, Audit)) -> Vec<String> {
        let messages = Messages::new(Lang::En);
        audit.errors.iter().map(|e| messages.text(e)).collect()
    }

    fn decisions((_, audit): &(Project, Audit)) -> Vec<String> {
        let messages = Messages::new(Lang::En);
        let decisions = audit.inputs.iter().flat_map(|i| &i.decisions);
        decisions
            .filter(|d| d.key == "decision-form")
            .map(|d| messages.text(d))
            .collect()
    }

    #[test]
    fn the_advised_formats_read_the_cell() {
        for cell in [
            "3/4/2026",
            "03-04-2026",
            "03.04.2026 08:30",
            "3/4/2026 8:30:15",
            "03/04/2026 03:05 PM",
            "3/4/2026 3:05:00 pm",
            "03/04/2026 08:30+08:00",
            "03-04-2026 08:30:15 -0500",
        ] {
            for format in formats(cell).unwrap() {
                assert!(date::formatted(cell, &[format]).is_some(), "{cell}");
            }
        }
        // none reads this
        assert_eq!(formats("03/04/2026 08:30Z"), None);
    }

    #[test]
    fn one_cell_decides_for_all_files() {
        let first = "k,d\n1,03/04/2026\n2,2026-05-01\n";
        for (second, verdicts_of_all) in [
            ("k,d\n4,13/02/2026\n5,31/02/2026\n", [2, 1, 1]),
            ("k,d\n4,02/13/2026\n5,02/31/2026\n", [1, 2, 1]),
        ] {
            let files = [("t1.csv", first), ("t2.csv", second)];
            let audit = audited(PROJECT, &files);
            assert_eq!(verdicts(&audit, "r"), Some(verdicts_of_all), "{second}");
            assert_eq!(verdicts(&audit, "t.d.type"), Some([3, 1, 0]), "{second}");
            assert_eq!(errors(&audit), [""; 0]);
        }
        let files = [("t1.csv", first), ("t2.csv", "k,d\n4,13/02/2026\n")];
        assert_eq!(
            decisions(&audited(PROJECT, &files)),
            [
                "d: the day before the month in 1 cell, such as \"03/04/2026\"",
                "d: the day before the month in 1 cell, such as \"13/02/2026\""
            ]
        );
    }

    #[test]
    fn a_column_that_does_not_tell_is_an_error() {
        let audit = audited(
            PROJECT,
            &[
                ("t1.csv", "k,d\n1,2026-05-01\n"),
                ("t2.csv", "k,d\n2,05.05.2026\n3,03.04.2026\n,04.05.2026\n"),
            ],
        );
        assert_eq!(verdicts(&audit, "r"), None);
        assert_eq!(verdicts(&audit, "t.d.type"), None);
        // these need no date
        assert_eq!(verdicts(&audit, "t.k.required"), Some([3, 1, 0]));
        assert_eq!(verdicts(&audit, "t.d.required"), Some([4, 0, 0]));
        let errors = errors(&audit);
        assert_eq!(errors.len(), 2, "{errors:?}");
        for part in ["\"03.04.2026\"", "t2.csv", "row 3", "%d.%m.%Y", "%m.%d.%Y"] {
            assert!(errors[0].contains(part), "{part}: {}", errors[0]);
        }
    }

    #[test]
    fn a_column_with_both_orders_is_an_error() {
        let audit = audited(
            PROJECT,
            &[
                ("t1.csv", "k,d\n1,31/01/2026 08:30\n"),
                ("t2.csv", "k,d\n2,01/31/2026\n"),
            ],
        );
        assert_eq!(verdicts(&audit, "r"), None);
        assert_eq!(decisions(&audit), [""; 0]);
        let errors = errors(&audit);
        for part in [
            "31/01/2026",
            "t1.csv",
            "01/31/2026",
            "t2.csv",
            "%d/%m/%Y %H:%M",
        ] {
            assert!(errors[0].contains(part), "{part}: {}", errors[0]);
        }
    }

    #[test]
    fn days_that_read_the_same_need_no_order() {
        let audit = audited(PROJECT, &[("t.csv", "k,d\n1,05/05/2026\n2,01/01/2026\n")]);
        assert_eq!(verdicts(&audit, "r"), Some([1, 1, 0]));
        assert_eq!(errors(&audit), [""; 0]);
    }

    #[test]
    fn empty_cells_and_declared_forms_have_no_say() {
        let nulls = PROJECT.replace("d = {", "d = { null = [\"13/01/1900\"],");
        let file = "k,d\n1,13/01/1900\n2,02/28/2026\n3,04/03/2026\n";
        let audit = audited(&nulls, &[("t.csv", file)]);
        assert_eq!(verdicts(&audit, "r"), Some([1, 1, 0]));
        let declared = PROJECT.replace("d = {", "d = { format = \"%d/%m/%Y\",");
        let audit = audited(&declared, &[("t.csv", "k,d\n1,03/04/2026\n2,13/02/2026\n")]);
        assert_eq!(verdicts(&audit, "r"), Some([1, 1, 0]));
        assert_eq!(decisions(&audit), [""; 0]);
    }

    #[test]
    fn the_last_cell_of_a_large_file_decides() {
        let mut file = String::from("k,d\n");
        for row in 0..200_000 {
            file += if row % 2 == 0 {
                "1,2026-05-01\n"
            } else {
                "1,05/05/2026\n"
            };
        }
        file += "2,03/04/2026\n3,13/02/2026\n";
        let audit = audited(PROJECT, &[("t.csv", &file)]);
        assert_eq!(verdicts(&audit, "r"), Some([200_001, 1, 0]));
        assert_eq!(audit.1.inputs[0].rows, 200_002);
        assert_eq!(
            decisions(&audit),
            ["d: the day before the month in 100,002 cells, such as \"05/05/2026\""]
        );
    }

    /// Read ahead of its turn, because it looks itself up; and by another table.
    #[test]
    fn tables_that_are_looked_up_in() {
        let project = r#"
[tables.t]
files = "t.csv"
key = ["k"]
[tables.t.fields]
k = {}
parent = {}
d = { type = "date" }
[tables.u]
files = "u.csv"
[tables.u.fields]
k = {}
[[rule]]
id = "itself"
table = "t"
check.reference = { columns = ["parent"], table = "t", when = "d >= '2026-04-01'" }
[[rule]]
id = "other"
table = "u"
check.reference = { columns = ["k"], table = "t", when = "d >= '2026-04-01'" }
"#;
        let open = "k,parent,d\n1,,03/04/2026\n2,1,04/03/2026\n3,2,2026-03-01\n";
        let files = |table| [("t.csv", table), ("u.csv", "k\n1\n2\n")];
        let decided = format!("{open}4,1,13/02/2026\n");
        let audit = audited(project, &files(&decided));
        assert_eq!(verdicts(&audit, "itself"), Some([2, 1, 0]));
        assert_eq!(verdicts(&audit, "other"), Some([1, 1, 0]));
        assert_eq!(errors(&audit), [""; 0]);
        let audit = audited(project, &files(open));
        assert_eq!(verdicts(&audit, "itself"), None);
        assert_eq!(verdicts(&audit, "other"), None);
        let told = errors(&audit);
        let shown = told.iter().filter(|e| e.contains("03/04/2026")).count();
        assert_eq!(shown, 1, "{told:?}");
    }
}
