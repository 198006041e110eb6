//! Whether a table writes `03/04/2026` with the day or the month first: decided by column, over all files of the table. One
//! program writes one export, so the columns of a table bear each other out: one that does not tell follows those that do,
//! and one that a few of its cells set against the others is not believed.
//!
//! Tables are read in the belief that no such cell occurs. The first one that does stops the reading; the table is
//! surveyed, and read again with what the survey found.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use super::opening::{batches, opened};
use super::{Request, needs};
use crate::findings::asked::{Cancelled, Progress};
use crate::messages::{LocalText, Message, message};
use crate::rules::plan::Expr;
use crate::sources::Input;
use crate::sources::batch::Batch;
use crate::tables::cell::filled;
use crate::tables::date::{self, Hint, Order};
use crate::tables::header::matched;
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
    /// What there is to say of columns that are read.
    told: Vec<(FieldIx, Message)>,
}

/// The cells of a column that say most about its order: how many, and the first of each.
#[derive(Default)]
struct Column {
    day_first: Option<(u64, Example)>,
    month_first: Option<(u64, Example)>,
    either: Option<(u64, Example)>,
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
            let Ok(mut opened) = opened(table, &input) else {
                continue;
            };
            waiting.extend(input.parts(&opened.form).into_iter().skip(1));
            let header = matched(table, &opened.heading.columns);
            let dates: Vec<(FieldIx, usize)> = (0..table.fields.len())
                .filter(|field| is_surveyed(&table.fields[*field]))
                .filter_map(|field| Some((field, header.columns[field]?)))
                .collect();
            let add = |batch: &Batch| {
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
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            };
            // what is broken says nothing: reading the table will tell
            let _ = batches(table, &mut opened, &header, add);
            if progress.cancelled() {
                return Err(Cancelled);
            }
        }
        Ok(Orders::of(table, &columns))
    }

    /// Of what the cells of each column say.
    fn of(table: &Table, columns: &[Column]) -> Orders {
        let mut orders = Orders {
            decided: columns.iter().map(Column::order).collect(),
            undecided: Vec::new(),
            told: Vec::new(),
        };
        orders.weigh(table, columns);
        let agreed = orders.agreed(table);
        for (field, column) in columns.iter().enumerate() {
            let described = &table.fields[field];
            match (&agreed, &column.either) {
                (Some((order, like)), Some((_, either))) if column.is_open() => {
                    orders.decided[field] = Some(*order);
                    let message = message!(
                        "order-of-others",
                        table = table.label.clone(),
                        field = described.label.clone(),
                        example = either.shown(described),
                        form = order_message(*order),
                        like = like.clone()
                    );
                    orders.told.push((field, message));
                }
                _ => {
                    if let Some(error) = column.undecided(table, described) {
                        orders.undecided.push((field, error));
                    }
                }
            }
        }
        orders
    }

    /// The order that all columns with one have, and the label of one of them: as their cells show or, where none of them does,
    /// as is declared. None where they differ, or there is none.
    fn agreed(&self, table: &Table) -> Option<(Order, LocalText)> {
        let named = |field: FieldIx| table.fields[field].label.clone();
        let fields = 0..table.fields.len();
        let shown = fields
            .clone()
            .filter_map(|f| Some((self.decided[f]?, named(f))));
        let declared = fields.filter_map(|f| Some((declared_order(&table.fields[f])?, named(f))));
        let shown: Vec<_> = shown.collect();
        let all = if shown.is_empty() {
            declared.collect()
        } else {
            shown
        };
        let first = all.first()?.clone();
        all.iter()
            .all(|(order, _)| *order == first.0)
            .then_some(first)
    }

    /// Where columns show different orders, those of which only a few cells show one are not believed: a mistyped date looks
    /// like that. Others may differ, and that is told.
    fn weigh(&mut self, table: &Table, columns: &[Column]) {
        let ordered = |of: &Orders| -> Vec<(FieldIx, Order)> {
            let decided = of.decided.iter().enumerate();
            decided
                .filter_map(|(field, order)| Some((field, (*order)?)))
                .collect()
        };
        let all = ordered(self);
        for &(field, order) in &all {
            let mut others = all.iter().filter(|(_, other)| *other != order);
            let weighty = others.clone().find(|(other, _)| columns[*other].is_plain());
            let Some((other, _)) = weighty.or_else(|| others.next()) else {
                return;
            };
            if !columns[field].is_plain() {
                let message = differing(
                    message!("order-against-others"),
                    table,
                    columns,
                    [field, *other],
                );
                let hint = columns[field].shown().and_then(Example::hint);
                self.decided[field] = None;
                self.undecided.push((field, message.hinted(hint)));
            }
        }
        let left = ordered(self);
        let first = left.first().copied();
        let other = left
            .iter()
            .find(|(_, order)| first.is_some_and(|(_, one)| one != *order));
        if let (Some((first, _)), Some((other, _))) = (first, other) {
            let message = differing(message!("order-differs"), table, columns, [first, *other]);
            self.told.push((first, message));
        }
    }

    /// What there is to say of columns that a request needs.
    pub(super) fn told(&self, request: &Request) -> impl Iterator<Item = Message> {
        let mut needs = Needs::default();
        let rules = request.rules.iter().flat_map(|one| one.rule.exprs());
        rules.for_each(|expr| needs::add(&mut needs, expr));
        let gather = request.gather.iter();
        gather.for_each(|one| one.exprs(&mut |expr| needs::add(&mut needs, expr)));
        let told = self
            .told
            .iter()
            .filter(move |(field, _)| needs.contains(*field));
        told.map(|(_, message)| message.clone())
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

/// The order of day and month in the forms that are declared for a field, where they have one.
fn declared_order(field: &Field) -> Option<Order> {
    let orders = field
        .formats
        .iter()
        .filter_map(|format| date::declared_order(format));
    let orders: Vec<Order> = orders.collect();
    let first = *orders.first()?;
    orders.iter().all(|order| *order == first).then_some(first)
}

fn order_message(order: Order) -> Message {
    match order {
        Order::DayFirst => message!("form-day-first"),
        Order::MonthFirst => message!("form-month-first"),
    }
}

/// Two columns that show different orders, with a cell of each.
fn differing(
    message: Message,
    table: &Table,
    columns: &[Column],
    [field, other]: [FieldIx; 2],
) -> Message {
    let shown = |field: FieldIx| {
        let example = columns[field].shown();
        example.map_or_else(String::new, |e| e.shown(&table.fields[field]))
    };
    let place = columns[field].shown();
    let order = |field: FieldIx| columns[field].order().map(order_message);
    let mut message = message
        .with("table", table.label.clone())
        .with("field", table.fields[field].named())
        .with("example", shown(field))
        .with("other", table.fields[other].named())
        .with("other_example", shown(other));
    if let Some(place) = place {
        message = message
            .with("file", place.file.as_str())
            .with("row", place.row);
    }
    if let (Some(form), Some(other_form)) = (order(field), order(other)) {
        message = message.with("form", form).with("other_form", other_form);
    }
    message
}

impl Example {
    fn shown(&self, field: &Field) -> String {
        field.mask(&self.cell).into_owned()
    }

    fn hint(&self) -> Option<Message> {
        formats(&self.cell).map(|[day_first, month_first]| {
            message!(
                "order-hint",
                day_first = day_first,
                month_first = month_first
            )
        })
    }
}

impl Column {
    fn add(&mut self, cell: &str, example: impl FnOnce() -> Example) {
        let kept = match date::hint(cell) {
            None => return,
            Some(Hint::Either) => &mut self.either,
            Some(Hint::Only(Order::DayFirst)) => &mut self.day_first,
            Some(Hint::Only(Order::MonthFirst)) => &mut self.month_first,
        };
        match kept {
            Some((count, _)) => *count += 1,
            None => *kept = Some((1, example())),
        }
    }

    fn order(&self) -> Option<Order> {
        match (&self.day_first, &self.month_first) {
            (Some(_), None) => Some(Order::DayFirst),
            (None, Some(_)) => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// A cell that shows the order.
    fn shown(&self) -> Option<&Example> {
        let shown = self.day_first.as_ref().or(self.month_first.as_ref());
        shown.map(|(_, example)| example)
    }

    /// Whether cells need an order and none shows one.
    fn is_open(&self) -> bool {
        self.either.is_some() && self.day_first.is_none() && self.month_first.is_none()
    }

    /// Whether at least half of the cells that need an order show it, as of whole months three in five do.
    fn is_plain(&self) -> bool {
        let count = |cells: &Option<(u64, Example)>| cells.as_ref().map_or(0, |(count, _)| *count);
        count(&self.day_first) + count(&self.month_first) >= count(&self.either)
    }

    /// Why there is no order, although cells need one.
    fn undecided(&self, table: &Table, field: &Field) -> Option<Message> {
        let (message, example) = match (&self.day_first, &self.month_first, &self.either) {
            (Some((_, day)), Some((_, month)), _) => {
                let message = message!(
                    "order-contradictory",
                    table = table.label.clone(),
                    field = field.named(),
                    day_first = day.shown(field),
                    day_file = day.file.as_str(),
                    day_row = day.row,
                    month_first = month.shown(field),
                    month_file = month.file.as_str(),
                    month_row = month.row
                );
                (message, day)
            }
            (None, None, Some((_, either))) => {
                let message = message!(
                    "order-open",
                    table = table.label.clone(),
                    field = field.named(),
                    example = either.shown(field),
                    file = either.file.as_str(),
                    row = either.row
                );
                (message, either)
            }
            _ => return None,
        };
        Some(message.hinted(example.hint()))
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

    /// Two columns of one table, of which the rule demands that `e` is not before `d`.
    const TWO: &str = r#"
[tables.t]
files = "t*.csv"
[tables.t.fields]
k = {}
d = { type = "date" }
e = { type = "date" }
[[rule]]
id = "r"
table = "t"
check.compare = { left = "d", op = "<=", right = "e" }
"#;

    fn notices((_, audit): &(Project, Audit)) -> Vec<String> {
        let messages = Messages::new(Lang::En);
        audit.notices.iter().map(|m| messages.text(m)).collect()
    }

    #[test]
    fn a_column_that_does_not_tell_follows_the_others() {
        let file = "k,d,e\n1,17/09/2025,04/10/2025\n2,02/10/2025,03/11/2025\n";
        let audit = audited(TWO, &[("t.csv", file)]);
        assert_eq!(verdicts(&audit, "r"), Some([2, 0, 0]));
        assert_eq!(errors(&audit), [""; 0]);
        let told = notices(&audit);
        assert!(
            told[0].contains("\"e\"") && told[0].contains("as \"d\" is written"),
            "{told:?}"
        );
        // as the form that is declared for another column
        let declared = TWO.replacen("\"date\"", "\"date\", format = \"%m/%d/%Y\"", 1);
        let file = "k,d,e\n1,09/07/2025,09/08/2025\n";
        let audit = audited(&declared, &[("t.csv", file)]);
        assert_eq!(verdicts(&audit, "r"), Some([1, 0, 0]));
    }

    #[test]
    fn one_cell_against_the_other_columns_is_not_believed() {
        let rows = "1,8/17/2025,8/11/2025\n2,9/18/2025,9/12/2025\n3,9/19/2025,10/3/2025\n";
        let mistyped = format!("k,d,e\n{rows}4,9/20/2025,21/10/2025\n");
        let audit = audited(TWO, &[("t.csv", &mistyped)]);
        assert_eq!(verdicts(&audit, "r"), None);
        let told = errors(&audit);
        for part in [
            "\"e\"",
            "21/10/2025",
            "row 5",
            "\"d\"",
            "8/17/2025",
            "%d/%m/%Y",
        ] {
            assert!(told[0].contains(part), "{part}: {told:?}");
        }
        // the type of the column that is believed is judged all the same
        assert_eq!(verdicts(&audit, "t.d.type"), Some([4, 0, 0]));
    }

    #[test]
    fn columns_that_plainly_differ_are_read_as_they_are() {
        let file = "k,d,e\n1,8/17/2025,18/08/2025\n2,9/18/2025,20/09/2025\n3,9/2/2025,3/9/2025\n";
        let audit = audited(TWO, &[("t.csv", file)]);
        assert_eq!(verdicts(&audit, "r"), Some([3, 0, 0]));
        assert_eq!(errors(&audit), [""; 0]);
        let told = notices(&audit);
        assert!(
            told[0].contains("\"d\"") && told[0].contains("\"e\""),
            "{told:?}"
        );
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
