//! The ways of writing that were met in the columns of a file, as its evidence tells them, and what there is to do about those
//! that were not read.

use std::borrow::Cow;

use super::date;
use super::forms::{Form, Refused};
use super::types::FieldIx;
use super::{Field, Table};
use crate::messages::{Message, message};

/// How many cells of which column are written in which form.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Forms(Vec<Tally>);

#[derive(Debug, Clone, PartialEq)]
struct Tally {
    field: FieldIx,
    form: Form,
    count: u64,
    /// How many of them are dates behind the twelfth of a month: their day cannot be taken for a month.
    late: u64,
    /// The first such cell.
    example: String,
}

impl Forms {
    /// Counts a cell.
    pub(crate) fn note(&mut self, field: FieldIx, form: Form, cell: &str) {
        self.add_tally(field, form, [1, 0], || cell.trim().to_owned());
    }

    /// Whether such a cell was met.
    pub(crate) fn has(&self, field: FieldIx, form: Form) -> bool {
        let mut tallies = self.0.iter();
        tallies.any(|tally| tally.field == field && tally.form == form)
    }

    /// Counts dates: how many, and how many of them are behind the twelfth of a month.
    pub(crate) fn note_dates(&mut self, field: FieldIx, form: Form, counts: [u64; 2], cell: &str) {
        self.add_tally(field, form, counts, || cell.trim().to_owned());
    }

    /// Adds what a later part of the file holds.
    pub(crate) fn add(&mut self, later: Forms) {
        for tally in later.0 {
            let counts = [tally.count, tally.late];
            self.add_tally(tally.field, tally.form, counts, || tally.example);
        }
    }

    fn add_tally(
        &mut self,
        field: FieldIx,
        form: Form,
        [count, late]: [u64; 2],
        example: impl FnOnce() -> String,
    ) {
        let known = |tally: &&mut Tally| tally.field == field && tally.form == form;
        match self.0.iter_mut().find(known) {
            Some(tally) => {
                tally.count += count;
                tally.late += late;
            }
            None => self.0.push(Tally {
                field,
                form,
                count,
                late,
                example: example(),
            }),
        }
    }

    /// What there is to do about dates that were not read, or were read though a program may have changed them, and about numbers
    /// of which not all digits count: how many, and the first.
    pub(crate) fn notices(&self, table: &Table) -> Vec<Message> {
        let told = self.0.iter().filter_map(|tally| {
            let field = &table.fields[tally.field];
            let notice = match tally.form {
                Form::UnknownZone => message!("notice-unknown-zone"),
                Form::Refused(Refused::Timed) => message!("notice-timed-day"),
                Form::Refused(Refused::NoSuchDay) => message!("notice-no-such-day"),
                Form::Refused(Refused::Undeclared) => {
                    message!("notice-undeclared-form", formats = field.formats.clone())
                }
                Form::Refused(Refused::OpenYear) => {
                    let formats = open_years(&tally.example);
                    message!("notice-open-year", formats = formats)
                }
                Form::Finer => message!("notice-finer"),
                _ => return None,
            };
            let example = field.mask(&tally.example).into_owned();
            let notice = notice.with("column", field.label.clone());
            Some(notice.with("count", tally.count).with("example", example))
        });
        told.chain(self.turned(table)).collect()
    }

    /// Columns in which a program with other regional settings seems to have taken days for months: it reads `5/3/26` as a
    /// date, writes that as ISO, and leaves `3/20/26` as it is, since there is no month of that number.
    fn turned(&self, table: &Table) -> impl Iterator<Item = Message> {
        let iso = self.0.iter().filter(|tally| tally.form == Form::Iso);
        iso.filter_map(|iso| {
            let field = &table.fields[iso.field];
            let lists_iso = field.formats.iter().any(|format| {
                let sample = date::sample(format);
                sample.is_some_and(|sample| date::iso(&sample).is_some())
            });
            let of_column = |tally: &&Tally| tally.field == iso.field;
            let ordered = self
                .0
                .iter()
                .filter(of_column)
                .filter(|tally| match tally.form {
                    Form::DayFirst | Form::MonthFirst => true,
                    Form::Declared(ix) => date::declared_order(&field.formats[ix]).is_some(),
                    _ => false,
                });
            let first = ordered.clone().next()?;
            // days up to the twelfth are two in five; more than a few others beside them speak for another cause
            let mangled = ordered.clone().all(|tally| tally.late == tally.count)
                && 4 * ordered.map(|tally| tally.count).sum::<u64>() >= iso.count
                && 4 * iso.late <= iso.count;
            (mangled && !lists_iso).then(|| {
                let shown = |tally: &Tally| field.mask(&tally.example).into_owned();
                message!(
                    "notice-turned-dates",
                    column = field.label.clone(),
                    form = described(field, &[first]),
                    example = shown(first),
                    count = iso.count,
                    iso = shown(iso),
                    both = with_iso(field, first)
                )
            })
        })
    }

    /// One sentence for each column and form, in the order of the dictionary; the signs of a column's currencies together.
    pub(crate) fn decisions(mut self, table: &Table) -> Vec<Message> {
        // stable: of several currencies, the one met first gives the example
        self.0.sort_by_key(|tally| (tally.field, rank(tally.form)));
        let told: Vec<&Tally> = self
            .0
            .iter()
            .filter(|tally| self.is_told(table, tally))
            .collect();
        let same = |a: &&Tally, b: &&Tally| a.field == b.field && rank(a.form) == rank(b.form);
        told.chunk_by(same)
            .map(|tallies| {
                let field = &table.fields[tallies[0].field];
                let example = field.mask(&tallies[0].example);
                message!(
                    "decision-form",
                    column = field.label.clone(),
                    form = described(field, tallies),
                    count = tallies.iter().map(|t| t.count).sum::<u64>(),
                    example = Cow::into_owned(example)
                )
            })
            .collect()
    }

    /// Whether the evidence tells a form: ISO dates and declared ones go without saying, but not beside each other.
    fn is_told(&self, table: &Table, tally: &Tally) -> bool {
        let of_column = || self.0.iter().filter(|other| other.field == tally.field);
        match tally.form {
            Form::Refused(_) | Form::Finer => false,
            Form::Iso => of_column().any(|other| matches!(other.form, Form::Declared(_))),
            Form::Declared(ix) => {
                let beside = |other: &Tally| other.form == Form::Iso || is_other(other.form, ix);
                date::two_digit_year(&table.fields[tally.field].formats[ix])
                    || of_column().any(beside)
            }
            _ => true,
        }
    }
}

fn is_other(form: Form, ix: usize) -> bool {
    matches!(form, Form::Declared(other) if other != ix)
}

/// The forms in which a date without a sure year can be meant.
fn open_years(example: &str) -> Vec<String> {
    let dates = [["%m", "%d", "%y"], ["%d", "%m", "%y"], ["%y", "%m", "%d"]];
    formats_of(example, &dates).collect()
}

/// The key of a field that names the forms of its dates, with that of ISO: as it can be written into the dictionary.
fn with_iso(field: &Field, tally: &Tally) -> String {
    let dates = match tally.form {
        Form::DayFirst => [["%d", "%m", "%y"], ["%d", "%m", "%Y"]],
        _ => [["%m", "%d", "%y"], ["%m", "%d", "%Y"]],
    };
    let mut formats = field.formats.clone();
    if formats.is_empty() {
        formats.extend(formats_of(&tally.example, &dates).next());
    }
    formats.push("%Y-%m-%d".to_owned());
    format!("format = [\"{}\"]", formats.join("\", \""))
}

/// The forms that a cell is of, with the order of its parts among those.
fn formats_of<'e>(example: &'e str, dates: &[[&str; 3]]) -> impl Iterator<Item = String> + 'e {
    const TIMES: [&str; 5] = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p"];
    let separator = example.chars().find(|c| "-/.".contains(*c)).unwrap_or('/');
    let dates = dates.iter().map(|parts| parts.join(&separator.to_string()));
    let dates: Vec<String> = dates.collect();
    let formats = dates
        .into_iter()
        .flat_map(|date| TIMES.map(|time| format!("{date}{time}")));
    formats.filter(|format| date::formatted(example, std::slice::from_ref(format)).is_some())
}

/// Forms that are told in one sentence rank alike.
fn rank(form: Form) -> Form {
    match form {
        Form::Currency(_) => Form::Currency([None; 2]),
        other => other,
    }
}

fn described(field: &Field, tallies: &[&Tally]) -> Message {
    match tallies[0].form {
        Form::Iso => message!("form-iso"),
        Form::OwnZone => message!("form-own-zone"),
        Form::Declared(ix) => {
            let format = field.formats[ix].as_str();
            if date::two_digit_year(format) {
                message!("form-declared-short", format = format)
            } else {
                message!("form-declared", format = format)
            }
        }
        Form::Minguo => message!("form-minguo"),
        Form::Serial => message!("form-serial"),
        Form::ShortYear => message!("form-short-year"),
        Form::DayFirst => message!("form-day-first"),
        Form::MonthFirst => message!("form-month-first"),
        // what is refused is told as a notice
        Form::Date | Form::Refused(_) => message!("form-date"),
        Form::Zone => message!("form-zone"),
        Form::UnknownZone => message!("form-unknown-zone"),
        Form::Percent => message!("form-percent"),
        Form::Negative => message!("form-negative"),
        Form::Number | Form::Finer => message!("form-number"),
        Form::Currency(_) => {
            let mut signs: Vec<String> = Vec::new();
            for tally in tallies {
                if let Form::Currency(written) = tally.form {
                    signs.extend(written.into_iter().flatten().map(str::to_owned));
                }
            }
            signs.sort();
            signs.dedup();
            message!("form-currency", signs = signs)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, tried};

    /// Notices and what the evidence says of the forms of a column `d`.
    fn told(field: &str, cells: &[&str]) -> (Vec<String>, Vec<String>) {
        let project = format!(
            "[project]\ntimezone = \"Asia/Taipei\"\n[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nk = {{}}\nd = {{ {field} }}\n"
        );
        let rows = cells.iter().map(|cell| format!("1,{cell}\n"));
        let csv = format!("k,d\n{}", rows.collect::<String>());
        let (_, audit) = audited(&project, &[("t.csv", &csv)]);
        let messages = Messages::new(Lang::En);
        let notices = audit.notices.iter().map(|m| messages.text(m)).collect();
        let decisions = audit.inputs.iter().flat_map(|i| &i.decisions);
        let forms = decisions.filter(|d| d.key == "decision-form");
        (notices, forms.map(|d| messages.text(d)).collect())
    }

    #[test]
    fn dates_that_another_program_turned_round_are_told() {
        for (field, late, form) in [
            (
                "type = \"date\", format = \"%d/%m/%Y\"",
                "21/08/2025",
                "%d/%m/%Y",
            ),
            (
                "type = \"date\", format = [\"%m-%d-%y\", \"%Y%m%d\"]",
                "8-21-25",
                "%m-%d-%y",
            ),
            (
                "type = \"datetime\", format = \"%m/%d/%Y %H:%M\"",
                "8/21/2025 7:05",
                "%m/%d/%Y %H:%M",
            ),
            ("type = \"date\"", "21.08.2025", "the day before the month"),
            ("type = \"date\"", "08.21.2025", "the month before the day"),
        ] {
            let (notices, forms) = told(field, &[late, "2025-11-04", late, "2025/2/9"]);
            assert_eq!(notices.len(), 1, "{field}: {notices:?}");
            for part in [form, late, "2 others are ISO dates", "2025-11-04"] {
                assert!(notices[0].contains(part), "{part}: {}", notices[0]);
            }
            assert!(forms[0].contains("2 cells"), "{forms:?}");
            // what is to be done about it is done as it is written
            let (_, both) = notices[0].split_once("name both forms: `").unwrap();
            let named = format!(
                "{}, {}",
                field.split(", ").next().unwrap(),
                both.trim_end_matches('`')
            );
            assert_eq!(told(&named, &[late, "2025-11-04"]).0, [""; 0], "{named}");
        }
        let (notices, _) = told("type = \"date\"", &["21.08.2025", "2025-11-04"]);
        assert!(
            notices[0].contains("one other is an ISO date"),
            "{notices:?}"
        );
        assert!(
            notices[0].contains("`format = [\"%d.%m.%Y\", \"%Y-%m-%d\"]`"),
            "{notices:?}"
        );
    }

    #[test]
    fn other_mixtures_of_forms_are_told_in_the_evidence_only() {
        let field = "type = \"date\", format = \"%d/%m/%Y\"";
        // a day that could be a month; ISO days that could not; an ISO form that is declared; no order to mistake
        for (field, cells) in [
            (field, &["21/08/2025", "03/08/2025", "2025-11-04"][..]),
            (field, &["21/08/2025", "2025-11-24", "2025-11-29"]),
            (
                "type = \"date\", format = [\"%d/%m/%Y\", \"%Y-%m-%d\"]",
                &["21/08/2025", "2025-11-04"],
            ),
            (
                "type = \"date\", format = \"%Y%m%d\"",
                &["20250821", "2025-11-04"],
            ),
            (
                "type = \"date\", format = \"%d-%b-%Y\"",
                &["21-Aug-2025", "2025-11-04"],
            ),
        ] {
            let (notices, forms) = told(field, cells);
            assert_eq!(notices, [""; 0], "{field}");
            assert_eq!(forms.len(), 2, "{forms:?}");
            assert!(
                forms.iter().any(|form| form.contains("ISO dates beside")),
                "{forms:?}"
            );
        }
        assert_eq!(told(field, &["21/08/2025"]).1, [""; 0]);
        let short = told("type = \"date\", format = \"%d/%m/%y\"", &["21/08/31"]).1;
        assert!(short[0].contains("30–99 are 1930–1999"), "{short:?}");
    }

    #[test]
    fn dates_that_are_refused_name_their_remedy() {
        for (field, cell, parts) in [
            (
                "type = \"date\"",
                "7/25/31",
                &["which number is the year", "%m/%d/%y"][..],
            ),
            ("type = \"datetime\"", "25.07.31 8:15", &["%d.%m.%y %H:%M"]),
            ("type = \"date\"", "31-07-25", &["%d-%m-%y", "%y-%m-%d"]),
            (
                "type = \"date\", format = \"%d.%m.%Y\"",
                "31.02.2025",
                &["a day that there is not"],
            ),
            (
                "type = \"date\"",
                "31.02.2025",
                &["a day that there is not"],
            ),
            (
                "type = \"datetime\"",
                "2025-02-30 08:15",
                &["a day that there is not"],
            ),
            (
                "type = \"date\"",
                "2025-07-25 08:15",
                &["`type = \"datetime\"`"],
            ),
            (
                "type = \"date\", format = \"%d.%m.%Y\"",
                "25/07/2025",
                &["%d.%m.%Y", "takes a list"],
            ),
            (
                "type = \"date\", format = \"%d.%m.%Y\"",
                "25/07/25",
                &["%d.%m.%Y", "takes a list"],
            ),
        ] {
            let (notices, _) = told(field, &[cell, "", "2025-07-01"]);
            assert_eq!(notices.len(), 1, "{cell}: {notices:?}");
            for part in parts {
                assert!(
                    notices[0].contains(part) && notices[0].contains(cell),
                    "{notices:?}"
                );
            }
        }
        // these are no dates in any form
        for cell in ["soon", "7/25", "7/2/5/1", "a/b/c"] {
            assert_eq!(
                told("type = \"date\"", &[cell, "2025-07-01"]).0,
                [""; 0],
                "{cell}"
            );
        }
    }

    #[test]
    fn a_column_of_another_zone_is_carried_over() {
        let field = "type = \"datetime\", timezone = \"America/New_York\"";
        let project = |field: &str| {
            format!(
                "[project]\ntimezone = \"Asia/Taipei\"\n[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nk = {{}}\n\
                 d = {{ {field} }}\nhere = {{ type = \"datetime\" }}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n\
                 check.compare = {{ left = \"d\", op = \"=\", right = \"here\" }}\n"
            )
        };
        // winter, summer, a zone in the cell, an hour that the clocks leave out
        let csv = "k,d,here\n1,2026-01-15 09:30,2026-01-15 22:30\n2,2026-07-15 09:30,2026-07-15 21:30\n\
            3,2026-07-15 09:30Z,2026-07-15 17:30\n4,2026-03-08 02:30,2026-03-08 15:30\n";
        assert_eq!(
            tried(&project(field), &[("t.csv", csv)], "r").verdicts(),
            [4, 0, 0, 0, 0]
        );
        let declared = format!("{field}, format = \"%d/%m/%Y %H:%M\"");
        let csv = "k,d,here\n1,15/01/2026 09:30,2026-01-15 22:30\n";
        assert_eq!(
            tried(&project(&declared), &[("t.csv", csv)], "r").verdicts(),
            [1, 0, 0, 0, 0]
        );
        let (_, forms) = told(field, &["2026-01-15 09:30"]);
        assert!(
            forms[0].contains("zone declared for the column"),
            "{forms:?}"
        );
    }
}
