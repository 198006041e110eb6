//! The right side of a comparison: a field of the same row, or one of the row of another table that the row leads to.

use super::Compare;
use crate::messages::{Arg, Message, message};
use crate::mistakes::placed::Name;
use crate::rules::Scope;
use crate::rules::names::is_computed;
use crate::rules::plan::{Detail, Expr, Lookup, Reduce};
use crate::tables::Table;
use crate::tables::types::{ExprType, FieldIx, TableIx};

/// What is compared with.
pub(super) struct Right {
    pub(super) table: TableIx,
    pub(super) field: FieldIx,
    /// How another row is found; none for a field of the same row.
    lead: Option<Lead>,
}

/// What leads to a row of another table.
struct Lead {
    on: Vec<FieldIx>,
    /// What `on` must be.
    own_keys: Vec<Expr>,
    keys: Vec<Expr>,
    when: Option<Expr>,
}

impl Right {
    /// Resolves the names; mistakes are told.
    pub(super) fn new(check: &Compare, scope: &mut Scope) -> Option<Right> {
        let written = &check.right;
        let leads = check.on.as_deref().unwrap_or_default();
        let is_own = scope.dictionary(scope.table).find(written).is_some();
        if !is_own && is_computed(written) {
            return computed(written, scope);
        }
        if is_own || !written.contains('.') {
            let first = [check.on.as_deref(), check.key.as_deref()];
            let first = first.into_iter().flatten().flatten().next();
            if let Some(first) = first.or(check.when.as_ref()) {
                scope.mistake_at(
                    message!("problem-compare-own", field = &**written),
                    first.span(),
                );
                if let Some(name) = elsewhere(written, scope) {
                    scope.hint(message!(
                        "hint-written",
                        written = format!("right = \"{name}\"")
                    ));
                }
                return None;
            }
            let field = scope.field(written)?;
            let table = scope.table;
            return Some(Right {
                table,
                field,
                lead: None,
            });
        }
        let Some((table, field)) = scope.field_elsewhere(written) else {
            // once the name is right it would be missed
            if leads.is_empty() {
                let table = written.split_once('.').map_or("", |(table, _)| table);
                let message = message!("problem-compare-on", table = table);
                scope.mistake_at(message, written.span());
                let meant = scope.nearest_table(table);
                scope.hint(meant.map_or_else(|| own_fields(scope), |meant| lead_to(meant, scope)));
            }
            return None;
        };
        if leads.is_empty() {
            return needs_on(written, table, scope);
        }
        let on = scope.fields(leads);
        let key = match &check.key {
            Some(names) => scope.fields_of(table, names),
            None => Some(scope.dictionary(table).key.clone()),
        };
        let when = match &check.when {
            Some(text) => Some(scope.condition(table, text)?),
            None => None,
        };
        let (on, key) = (on?, key?);
        if key.is_empty() {
            let name = scope.dictionary(table).name.clone();
            scope.mistake_at(message!("problem-no-key", table = name), written.span());
            return None;
        }
        if !scope.expect_keys(on.len(), key.len(), leads.first().unwrap_or(written)) {
            return None;
        }
        for (name, (&own, &target)) in leads.iter().zip(on.iter().zip(&key)) {
            if !scope.expect_comparable(name, own, table, target) {
                return None;
            }
        }
        let (own_keys, keys) = scope.paired_keys(&on, table, &key, &check.normalise);
        Some(Right {
            table,
            field,
            lead: Some(Lead {
                on,
                own_keys,
                keys,
                when,
            }),
        })
    }

    /// Whether it stands in the row that is judged.
    pub(super) fn is_of_row(&self) -> bool {
        self.lead.is_none()
    }

    /// The value in the row of the table that it is of, as seen from the rule's row.
    pub(super) fn seen(&self, value: Expr, scope: &mut Scope) -> Expr {
        let Some(lead) = &self.lead else {
            return value;
        };
        let kind = value.kind();
        let value = if kind == ExprType::Instant {
            // that the column holds days only is told
            Expr::Beside(Box::new(value), vec![self.field])
        } else {
            value
        };
        let lookup = scope.lookup(Lookup {
            table: self.table,
            keys: lead.keys.clone(),
            when: lead.when.clone(),
            reduce: Reduce::Only(value),
            optional: false,
        });
        Expr::Lookup(lookup, kind, lead.own_keys.clone())
    }

    /// What a finding shows of it.
    pub(super) fn detail(&self, seen: &Expr, scope: &Scope) -> Detail {
        if self.lead.is_none() {
            return Detail::Raw(self.field);
        }
        if scope.dictionary(self.table).fields[self.field].sensitive {
            return Detail::Secret;
        }
        match seen.kind() {
            ExprType::Number => Detail::Number(seen.clone()),
            ExprType::Date | ExprType::Instant => Detail::Day(seen.clone()),
            ExprType::Text | ExprType::Boolean | ExprType::Span => Detail::Text(seen.clone()),
        }
    }

    /// What it is called, with its table where that is another one.
    pub(super) fn label(&self, scope: &Scope) -> Arg {
        let field = scope.label_of(self.table, self.field);
        if self.lead.is_none() {
            return field;
        }
        let table = scope.dictionary(self.table).label.clone();
        Arg::Message(
            message!("compare-elsewhere")
                .with("field", field)
                .with("table", Arg::Local(table)),
        )
    }

    /// The fields that lead to it.
    pub(super) fn on(&self) -> &[FieldIx] {
        self.lead.as_ref().map_or(&[], |lead| &lead.on)
    }
}

/// That a field is meant, and not a formula.
pub(super) fn computed<T>(written: &Name, scope: &mut Scope) -> Option<T> {
    scope.mistake_at(message!("problem-compare-computed"), written.span());
    scope.hint(message!("hint-compute"));
    None
}

/// That nothing says which row of the other table is meant.
fn needs_on(written: &Name, table: TableIx, scope: &mut Scope) -> Option<Right> {
    let dictionary = scope.dictionary(table);
    let message = message!("problem-compare-on", table = dictionary.name.as_str());
    scope.mistake_at(message, written.span());
    scope.hint(lead_to(table, scope));
    None
}

/// What leads to another table, as far as the names tell.
fn lead_to(table: TableIx, scope: &Scope) -> Message {
    match likely(scope.dictionary(table), scope.dictionary(scope.table)) {
        Some(on) => {
            let on: Vec<String> = on.iter().map(|name| format!("\"{name}\"")).collect();
            message!(
                "hint-written",
                written = format!("on = [{}]", on.join(", "))
            )
        }
        None => own_fields(scope),
    }
}

/// The fields that are called like the key of the table, or the only one that is called like the table itself.
fn likely<'t>(table: &'t Table, own: &'t Table) -> Option<Vec<&'t str>> {
    let key = table.key.iter().map(|&field| &table.fields[field]);
    let names: Vec<&str> = key.clone().map(|field| field.name.as_str()).collect();
    if !names.is_empty() && names.iter().all(|name| own.find(name).is_some()) {
        return Some(names);
    }
    let (Some(key), 1) = (key.clone().next(), names.len()) else {
        return None;
    };
    let singular = table.name.trim_end_matches('s');
    let mut of_table = own.fields.iter().filter(|field| {
        let name = field.name.as_str();
        let is_named = name.starts_with(singular) || table.name.starts_with(name);
        name.len() > 2 && is_named && field.expr_type() == key.expr_type()
    });
    let only = of_table.next()?;
    of_table.next().is_none().then(|| vec![only.name.as_str()])
}

/// How fields are named that lead to another table.
fn own_fields(scope: &Scope) -> Message {
    let own = scope.dictionary(scope.table);
    let names = own.fields.iter().map(|field| field.name.clone());
    message!(
        "hint-on",
        table = own.name.as_str(),
        names = names.collect::<Vec<_>>()
    )
}

/// Another table that has a field of that name, and the field.
fn elsewhere(field: &str, scope: &Scope) -> Option<String> {
    let table = scope.others_with(field).next()?;
    Some(format!("{}.{field}", table.name))
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{Tried, audited, tried};

    fn project(check: &str) -> String {
        format!(
            "[tables.trips]\nfiles = \"trips.csv\"\nkey = [\"trip\"]\nlabel = \"Trips\"\n[tables.trips.fields]\n\
             trip = {{}}\nbooking = {{}}\nleft = {{ type = \"datetime\" }}\nday = {{ type = \"date\" }}\n\
             seats = {{ type = \"integer\" }}\nport = {{}}\ndriver = {{ type = \"person\" }}\npaid = {{ type = \"boolean\" }}\n\
             [tables.bookings]\nfiles = \"bookings.csv\"\nkey = [\"no\"]\nlabel = \"Bookings\"\n[tables.bookings.fields]\n\
             no = {{}}\nmade = {{ type = \"datetime\", label = \"made on\" }}\nday = {{ type = \"date\" }}\n\
             seats = {{ type = \"decimal\" }}\nport = {{}}\nclerk = {{ type = \"person\" }}\nstate = {{}}\n\
             paid = {{ type = \"boolean\" }}\nsecret = {{ sensitive = true }}\n\
             [[rule]]\nid = \"r\"\ntable = \"trips\"\ncheck.compare = {{ {check} }}\n"
        )
    }

    const TRIPS: &str = "trip,booking,left,day,seats,port,driver,paid\n";
    const BOOKINGS: &str = "no,made,day,seats,port,clerk,state,paid,secret\n";

    fn found(check: &str, trips: &str, bookings: &str) -> Tried {
        let (trips, bookings) = (format!("{TRIPS}{trips}"), format!("{BOOKINGS}{bookings}"));
        let files = [("trips.csv", &*trips), ("bookings.csv", &*bookings)];
        tried(&project(check), &files, "r")
    }

    const LEFT: &str = r#"left = "left", op = ">=", right = "bookings.made", on = ["booking"]"#;

    /// Later, earlier, no such booking, no booking at all, nothing to compare.
    #[test]
    fn times_are_held_against_the_row_that_is_named() {
        let trips = "t1,B1,2026-05-02 08:00,,,,,\nt2,B1,2026-05-01 07:59,,,,,\nt3,B9,2026-05-01 07:59,,,,,\n\
            t4,,2026-05-01 07:59,,,,,\nt5,B1,,,,,,\nt6,B2,2026-05-01 07:59,,,,,\n";
        let bookings = "B1,2026-05-01 08:00,,,,,,,\nB2,,,,,,,,\n";
        let found = found(LEFT, trips, bookings);
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [1, 1, 0, 4, 0]);
        let finding = &found.findings[0];
        assert_eq!(
            finding.message,
            "left 2026-05-01 07:59 is before made on in Bookings 2026-05-01 08:00:00 (booking B1)"
        );
        assert_eq!(
            finding.expected,
            "≥ made on in Bookings (2026-05-01 08:00:00)"
        );
    }

    /// Rows that agree are one; those that do not leave it open which is meant, and so does a cell that cannot be read.
    #[test]
    fn several_rows_must_agree() {
        let trips = "t1,B1,2026-05-01 07:00,,,,,\nt2,B2,2026-05-01 07:00,,,,,\nt3,B3,2026-05-01 07:00,,,,,\n\
            t4,B4,2026-05-01 07:00,,,,,\nt5,B5,2026-05-01 07:00,,,,,\n";
        let bookings = "B1,2026-05-01 08:00,,,,,,,\nB1,2026-05-01 08:00,,,,,,,\nB1,,,,,,,,\n\
            B2,2026-05-01 06:00,,,,,,,\nB2,2026-05-01 08:00,,,,,,,\nB3,soon,,,,,,,\n\
            B4,2026-05-01 06:00,,,,,,,\nB4,soon,,,,,,,\nB5,2026-05-01 06:00,,,,,,,\n";
        let found = found(LEFT, trips, bookings);
        assert_eq!(found.rows(), [2]);
        assert_eq!(found.verdicts(), [1, 1, 0, 0, 3]);
    }

    #[test]
    fn why_it_is_open_is_said() {
        use crate::findings::undecidable::Cause;
        let trips = format!("{TRIPS}t1,B1,2026-05-01 07:00,,,,,\nt2,B2,2026-05-01 07:00,,,,,\n");
        let bookings = format!(
            "{BOOKINGS}B1,2026-05-01 06:00,,,,,,,\nB1,2026-05-01 08:00,,,,,,,\nB2,soon,,,,,,,\n"
        );
        let files = [("trips.csv", &*trips), ("bookings.csv", &*bookings)];
        let (project, audit) = audited(&project(LEFT), &files);
        let rule = project.rules.iter().position(|one| one.id == "r").unwrap();
        let causes: Vec<_> = audit.undecidable[&rule]
            .iter()
            .map(|row| (row.line, row.cause, &*row.value))
            .collect();
        let (booking, first, second) = (1, "B1", "B2");
        assert_eq!(
            causes,
            [
                (2, Cause::Ambiguous(booking), first),
                (3, Cause::Unanswered(booking), second)
            ]
        );
    }

    /// What is not judged for want of a row is told: a wrong `on` would look like good news.
    #[test]
    fn rows_that_lead_nowhere_are_told() {
        let trips = "t1,B1,2026-05-01 07:00,,,,,\nt2,B7,2026-05-01 07:00,,,,,\nt3,B8,2026-05-01 07:00,,,,,\n\
            t4,B9,,,,,,\nt5,,2026-05-01 07:00,,,,,\nt6,B0,2026-05-01 07:00,,,,,yes\n";
        let (trips, bookings) = (
            format!("{TRIPS}{trips}"),
            format!("{BOOKINGS}B1,2026-05-01 06:00,,,,,,,\n"),
        );
        let files = [("trips.csv", &*trips), ("bookings.csv", &*bookings)];
        let rule = format!("{}when = \"paid IS NULL\"\n", project(LEFT));
        let (_, audit) = audited(&rule, &files);
        let messages = Messages::new(Lang::En);
        let told = audit.notices.iter().map(|notice| messages.text(notice));
        let told: Vec<String> = told.filter(|n| n.contains("leads to")).collect();
        assert_eq!(
            told,
            [
                "rule r: for 3 rows, Bookings has no row that booking leads to; not judged — check.reference finds such rows"
            ]
        );
    }

    #[test]
    fn a_rule_of_which_no_row_leads_anywhere_has_not_passed() {
        let files = [
            ("trips.csv", format!("{TRIPS}t1,B8,,,1,,,\nt2,B9,,,2,,,\n")),
            ("bookings.csv", format!("{BOOKINGS}B1,,,3,,,,,\n")),
        ];
        let check = r#"left = "seats", op = "<=", right = "bookings.seats", on = ["booking"]"#;
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
        let (_, audit) = audited(&project(check), &files);
        let messages = Messages::new(Lang::En);
        let errors: Vec<String> = audit.errors.iter().map(|m| messages.text(m)).collect();
        assert_eq!(
            errors,
            [
                "not run: r — of the 2 rows that it applies to, none can be judged: for 2 of them, Bookings has no row that booking leads to"
            ]
        );
    }

    #[test]
    fn which_of_several_rows_is_meant_can_be_said() {
        let trips = "t1,B1,2026-05-01 07:00,,,,,\nt2,B2,2026-05-01 07:00,,,,,\n";
        let bookings = "B1,2026-05-01 06:00,,,,,void,,\nB1,2026-05-01 08:00,,,,,open,,\n\
            B2,2026-05-01 08:00,,,,,void,,\n";
        let check = format!("{LEFT}, when = \"state <> 'void'\"");
        let found = found(&check, trips, bookings);
        assert_eq!(found.rows(), [2]);
        assert_eq!(found.verdicts(), [0, 1, 0, 1, 0]);
    }

    #[test]
    fn values_of_each_type() {
        let trips =
            "t1,B1,,2026-05-01,4,Kiel,Ann,yes\nt2,B2,,2026-05-01,4,Kiel,ben,no\nt3,b1,,,5,kiel,,\n";
        let bookings = "B1,2026-05-01 09:00,2026-05-02,4.0,Kiel,ANN ,,no,\n\
            B2,2026-04-30 23:59,2026-04-30,3.5,Oslo,Cy,,no,\n";
        let on = r#"on = ["booking"]"#;
        for (compared, rows, detail) in [
            // a day against a time is decided by the day
            (
                r#"left = "day", op = "<=", right = "bookings.made""#,
                vec![3],
                "2026-04-30 23:59:00",
            ),
            (
                r#"left = "day", op = ">=", right = "bookings.day""#,
                vec![2],
                "2026-05-02",
            ),
            (
                r#"left = "seats", op = "=", right = "bookings.seats""#,
                vec![3],
                "3.5",
            ),
            (
                r#"left = "seats", op = "=", tolerance = 0.5, right = "bookings.seats""#,
                vec![],
                "",
            ),
            (
                r#"left = "port", op = "=", right = "bookings.port""#,
                vec![3],
                "Oslo",
            ),
            (
                r#"left = "port", op = "!=", right = "bookings.port""#,
                vec![2],
                "Kiel",
            ),
            (
                r#"left = "driver", op = "!=", right = "bookings.clerk""#,
                vec![2],
                "ann",
            ),
            (
                r#"left = "paid", op = "=", right = "bookings.paid""#,
                vec![2],
                "false",
            ),
            (
                r#"normalise = ["case"], left = "port", op = "=", right = "bookings.port""#,
                vec![3, 4],
                "Oslo",
            ),
        ] {
            let found = found(&format!("{compared}, {on}"), trips, bookings);
            assert_eq!(found.rows(), rows, "{compared}");
            if let Some(first) = found.findings.first() {
                let shown = format!(" {detail}");
                assert!(
                    first.message.contains(&shown),
                    "{compared}: {}",
                    first.message
                );
            }
        }
    }

    /// The account here and the name there are one person.
    #[test]
    fn persons_of_two_tables_are_known_by_account_and_name() {
        let check = r#"left = "driver", op = "!=", right = "bookings.clerk", on = ["booking"]"#;
        let people = "[tables.people]\nfiles = \"people.csv\"\n[tables.people.fields]\naccount = {}\nname = {}\n";
        let project = format!("{people}{}", project(check));
        let trips = format!("{TRIPS}t1,B1,,,,,ann1,\nt2,B2,,,,,ann1,\nt3,B1,,,,,ben2,\n");
        let bookings = format!("{BOOKINGS}B1,,,,,Ann Lee,,,\nB2,,,,,Ben Ohm,,,\n");
        let files = [
            ("trips.csv", &*trips),
            ("bookings.csv", &*bookings),
            ("people.csv", "account,name\nann1,Ann Lee\nben2,Ben Ohm\n"),
        ];
        let found = tried(&project, &files, "r");
        assert_eq!(found.rows(), [2]);
        assert_eq!(found.verdicts(), [2, 1, 0, 0, 0]);
    }

    #[test]
    fn what_is_sensitive_there_is_masked_here() {
        let check = r#"left = "port", op = "=", right = "bookings.secret", on = ["booking"]"#;
        let found = found(check, "t1,B1,,,,Kiel,,\n", "B1,,,,,,,,Oslo\n");
        assert_eq!(found.rows(), [2]);
        let finding = &found.findings[0];
        assert!(!finding.message.contains("Oslo"), "{}", finding.message);
        assert!(!finding.expected.contains("Oslo"), "{}", finding.expected);
    }

    /// A key of several fields, under other names.
    #[test]
    fn keys_are_named() {
        let check = r#"left = "seats", op = "<=", right = "bookings.seats", on = ["booking", "port"], key = ["no", "port"]"#;
        let trips = "t1,B1,,,4,Kiel,,\nt2,B1,,,4,Oslo,,\nt3,B1,,,4,Rome,,\n";
        let found = found(check, trips, "B1,,,3,Kiel,,,,\nB1,,,9,Oslo,,,,\n");
        assert_eq!(found.rows(), [2]);
        assert_eq!(found.verdicts(), [1, 1, 0, 1, 0]);
        assert_eq!(
            found.findings[0].message,
            "seats 4 > seats in Bookings 3 (booking B1, port Kiel)"
        );
    }

    /// A return trip must not leave before the trip that it belongs to.
    #[test]
    fn a_row_of_the_same_table() {
        let check = r#"left = "left", op = ">", right = "trips.left", on = ["booking"]"#;
        let trips =
            "t1,,2026-05-02 08:00,,,,,\nt2,t1,2026-05-02 07:00,,,,,\nt3,t1,2026-05-02 09:00,,,,,\n";
        let found = found(check, trips, "");
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [1, 1, 0, 1, 0]);
    }

    /// A system that writes 0:00 behind each day: what leaves in the course of that day is not late.
    #[test]
    fn a_column_of_days_there_is_one_here() {
        let check = r#"left = "left", op = "<=", right = "bookings.made", on = ["booking"]"#;
        let trips = "t1,B1,2026-05-01 07:00,,,,,\nt2,B1,2026-05-02 07:00,,,,,\n";
        let days = "B1,2026-05-01 00:00,,,,,,,\nB2,2026-05-03 00:00,,,,,,,\n";
        assert_eq!(found(check, trips, days).rows(), [3]);
        let times = "B1,2026-05-01 00:00,,,,,,,\nB2,2026-05-03 00:01,,,,,,,\n";
        let among_times = found(check, trips, times);
        assert_eq!(
            (among_times.rows(), among_times.counts.undecidable),
            (vec![3], 1)
        );
        let (trips, days) = (format!("{TRIPS}{trips}"), format!("{BOOKINGS}{days}"));
        let files = [("trips.csv", &*trips), ("bookings.csv", &*days)];
        let (_, audit) = audited(&project(check), &files);
        let messages = Messages::new(Lang::En);
        let told = audit.notices.iter().map(|notice| messages.text(notice));
        let told: Vec<String> = told.filter(|n| n.contains("is midnight")).collect();
        assert_eq!(told.len(), 1, "{told:?}");
    }
}
