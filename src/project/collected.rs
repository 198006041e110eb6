//! What `[tables.NAME]` says of data that is collected for a new system.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::raw::RawTable;
use super::raw::collected::{RawCollect, RawControl, RawExpect, RawOpening, RawSupplier};
use super::sections::Section;
use crate::messages::message;
use crate::mistakes::placed::{Name, OneOrMany, Placed};
use crate::mistakes::{Place, Problem, did_you_mean};
use crate::rules::amount::unfit;
use crate::rules::collected::{Collect, Collected, Control, Existing, Expect, Opening, Supplier};
use crate::rules::plan::{Expr, Lookup};
use crate::rules::{Scope, Setting};
use crate::tables::types::{ExprType, FieldIx, Fold, TableIx};
use crate::tables::{Field, number, patterns};

/// The key of a supplier that is a field.
const COLUMN: &str = "column";

/// Resolves what is said of a table. Mistakes go to `problems`.
pub(super) fn resolve(
    section: &Section<RawTable>,
    table: TableIx,
    setting: Setting,
    lookups: &mut Vec<Lookup>,
    problems: &mut Vec<Problem>,
) -> Collected {
    let raw = &section.value;
    let scope = &mut Scope::new(setting, table, section.place.clone(), lookups);
    let supplier = raw.supplier.as_ref().and_then(|raw| supplier(raw, scope));
    let collected = Collected {
        expect: raw
            .expect
            .as_ref()
            .map(|raw| expect(raw, supplier.as_ref(), scope)),
        collect: raw.collect.as_ref().and_then(|raw| collect(raw, scope)),
        control: raw.control.as_ref().map(|raw| control(raw, scope)),
        opening: raw.opening.as_ref().map(|raw| opening(raw, scope)),
        supplier,
    };
    problems.append(&mut scope.problems);
    collected
}

fn supplier(raw: &RawSupplier, scope: &mut Scope) -> Option<Supplier> {
    let each = match raw {
        RawSupplier::All(name) => return Some(Supplier::One(name.trim().to_owned())),
        RawSupplier::Each(each) => each,
    };
    if let Some((name, value)) = each.first()
        && each.len() == 1
        && **name == COLUMN
        && let OneOrMany::One(field) = &**value
    {
        let name = Placed::new(value.span(), field.clone());
        let field = scope.field(&name)?;
        if scope.describe(field).sensitive {
            let message = message!("problem-supplier-sensitive", field = &*name);
            scope.mistake_at(message, name.span());
        }
        return Some(Supplier::Column(field));
    }
    let mut files: IndexMap<String, Vec<String>> = IndexMap::new();
    for (name, patterns) in each {
        for pattern in patterns.items() {
            let place = Place::new(scope.file(), patterns.span());
            scope.problems.extend(patterns::mistake(pattern, place));
        }
        let known = files.entry(name.trim().to_owned()).or_default();
        known.extend_from_slice(patterns.items());
    }
    Some(Supplier::Files(files))
}

/// How many rows there should be of whom; a supplier whom nobody is called is a mistake.
fn expect(raw: &RawExpect, supplier: Option<&Supplier>, scope: &mut Scope) -> Expect {
    let each = match raw {
        RawExpect::All(count) => return Expect::All(*count),
        RawExpect::Each(each) => each,
    };
    let known: Option<BTreeSet<&str>> = match supplier {
        Some(Supplier::One(name)) => Some(BTreeSet::from([name.as_str()])),
        Some(Supplier::Files(files)) => Some(files.keys().map(String::as_str).collect()),
        Some(Supplier::Column(_)) | None => None,
    };
    for name in each.keys() {
        let Some(known) = &known else {
            continue;
        };
        if !known.contains(name.trim()) {
            let names: Vec<String> = known.iter().map(|&name| name.to_owned()).collect();
            let hint = did_you_mean(name, known.iter().copied());
            let hint = hint.unwrap_or_else(|| message!("hint-one-of", names = names));
            scope.mistake_at(
                message!("problem-unknown-supplier", name = name.as_str()),
                name.span(),
            );
            scope.hint(hint);
        }
    }
    if supplier.is_none()
        && let Some(name) = each.keys().next()
    {
        scope.mistake_at(message!("problem-expect-no-supplier"), name.span());
        scope.hint(message!("hint-supplier"));
    }
    let each = each.iter();
    Expect::Each(
        each.map(|(name, count)| (name.trim().to_owned(), *count))
            .collect(),
    )
}

fn collect(raw: &RawCollect, scope: &mut Scope) -> Option<Collect> {
    let mut day = |written: &Placed<toml::value::Datetime>| {
        let day = day_of(written);
        if day.is_none() {
            let message = message!("problem-bad-date", written = written.to_string());
            scope.mistake_at(message, written.span());
        }
        day
    };
    let due = day(&raw.due);
    let from = raw.from.as_ref().and_then(&mut day);
    if let (Some(written), Some(from), Some(due)) = (&raw.from, from, due)
        && from > due
    {
        let message = message!(
            "problem-min-over-max",
            min = written.to_string(),
            max = raw.due.to_string()
        );
        let [here, other] = [raw.due.span(), written.span()].map(|at| Place::new(scope.file(), at));
        scope.problems.push(Problem::at(message, here).other(other));
    }
    Some(Collect { from, due: due? })
}

/// A date without a time, in days since 1970-01-01.
fn day_of(written: &toml::value::Datetime) -> Option<i64> {
    let day = written.date.filter(|_| written.time.is_none())?;
    crate::calendar::day(&day.to_string())
}

fn control(raw: &RawControl, scope: &mut Scope) -> Control {
    let mut sums = Vec::new();
    for (name, amount) in &raw.sum {
        let field = number_of(name, scope);
        let written = scope.digits(amount);
        let value = number::exact(&written);
        if value.is_none() {
            let message = message!("problem-control-number", written = written.as_str());
            scope.mistake_at(unfit(&written, message), amount.span());
        }
        sums.extend(field.zip(value));
    }
    Control {
        rows: raw.rows,
        sums,
    }
}

fn opening(raw: &RawOpening, scope: &mut Scope) -> Opening {
    let date = match &raw.date {
        Some(name) => date(name, scope),
        None => scope
            .dictionary(scope.table)
            .date
            .filter(|&field| !scope.describe(field).sensitive),
    };
    let table = scope.table;
    Opening {
        date: date.map(|field| scope.value(field)),
        finished: raw
            .finished
            .as_ref()
            .and_then(|when| scope.condition(table, when)),
        amount: raw.amount.as_ref().and_then(|name| {
            let field = number_of(name, scope)?;
            Some((field, scope.value(field)))
        }),
        existing: raw.existing.as_ref().and_then(|name| existing(name, scope)),
        optional: raw.optional,
    }
}

/// A field of dates of which reports may show the first and the last.
fn date(name: &Name, scope: &mut Scope) -> Option<FieldIx> {
    let field = scope.field(name)?;
    if scope.describe(field).sensitive {
        let message = message!("problem-link-sensitive", field = &**name);
        scope.mistake_at(message, name.span());
        return None;
    }
    let is_date = scope.expect_type(name, field, &[ExprType::Date, ExprType::Instant]);
    is_date.then_some(field)
}

/// A field of numbers that reports may add up.
fn number_of(name: &Name, scope: &mut Scope) -> Option<FieldIx> {
    let field = scope.field(name)?;
    let Field { sensitive, .. } = scope.describe(field);
    if *sensitive {
        let message = message!("problem-sum-sensitive", field = &**name);
        scope.mistake_at(message, name.span());
        return None;
    }
    if scope.describe(field).expr_type() != ExprType::Number {
        scope.mistake_at(message!("problem-total-needs-numbers"), name.span());
        return None;
    }
    Some(field)
}

/// The column that lists what is there already. Only a table with one key can be held against it.
fn existing(name: &Name, scope: &mut Scope) -> Option<Existing> {
    let (table, listed) = scope.field_elsewhere(name)?;
    let &[key] = scope.dictionary(scope.table).key.as_slice() else {
        let table = scope.dictionary(scope.table).name.clone();
        let message = message!("problem-existing-key", table = table);
        scope.mistake_at(message, name.span());
        return None;
    };
    if !scope.expect_comparable(name, key, table, listed) {
        return None;
    }
    let (keys, others) = scope.paired_keys(&[key], table, &[listed], &[Fold::Trim]);
    let first = |keys: Vec<Expr>| keys.into_iter().next();
    Some(Existing {
        key: first(keys)?,
        table,
        listed: first(others)?,
    })
}

/// The day of `go_live` under `[project]`.
pub(super) fn go_live(
    written: &Placed<toml::value::Datetime>,
    problems: &mut Vec<Problem>,
) -> Option<i64> {
    let day = day_of(written);
    if day.is_none() {
        let message = message!("problem-bad-date", written = written.to_string());
        problems.push(Problem::at(message, Place::new(0, written.span())));
    }
    day
}

#[cfg(test)]
mod tests {
    use crate::rules::collected::{Collect, Control, Expect, Supplier};
    use crate::tables::types::ONE;
    use crate::testing::audited;

    fn loaded(keys: &str) -> crate::project::Project {
        let project = format!(
            "[project]\ngo_live = 2027-01-01\n[tables.t]\nfiles = \"in/*.csv\"\nkey = [\"k\"]\n{keys}\n[tables.t.fields]\nk = {{}}\n\
             dept = {{}}\nn = {{ type = \"decimal\" }}\nday = {{ type = \"date\" }}\n"
        );
        audited(&project, &[]).0
    }

    #[test]
    fn suppliers_and_what_is_expected_of_them() {
        let supplier = |keys| loaded(keys).collected[0].supplier.clone().unwrap();
        assert_eq!(
            supplier("supplier = \" Sales \""),
            Supplier::One("Sales".to_owned())
        );
        assert_eq!(
            supplier("supplier = { column = \"dept\" }"),
            Supplier::Column(1)
        );
        let Supplier::Files(files) =
            supplier("supplier = { column = \"in/c*.csv\", East = [\"in/e*.csv\", \"in/f.csv\"] }")
        else {
            panic!("by files")
        };
        assert_eq!(files["column"], ["in/c*.csv"]);
        assert_eq!(files["East"], ["in/e*.csv", "in/f.csv"]);
        let project =
            loaded("supplier = { A = \"a.csv\", B = \"b.csv\" }\nexpect = { A = 3, B = 4 }");
        let expect = project.collected[0].expect.as_ref().unwrap();
        assert_eq!(expect.all(), Some(7));
        assert_eq!(
            loaded("expect = 5").collected[0].expect,
            Some(Expect::All(5))
        );
        assert_eq!(project.go_live, Some(20_819));
    }

    #[test]
    fn days_and_totals_are_taken_as_they_are_written() {
        let project = loaded(
            "collect = { from = 1970-01-02, due = 1970-01-11 }\n[tables.t.control]\nrows = 3\n\
             sum = { n = 123_456_789_012_345_678.9 }",
        );
        let collected = &project.collected[0];
        assert_eq!(
            collected.collect,
            Some(Collect {
                from: Some(1),
                due: 10
            })
        );
        let sum = 1_234_567_890_123_456_789 * (ONE / 10);
        assert_eq!(
            collected.control,
            Some(Control {
                rows: Some(3),
                sums: vec![(2, sum)]
            })
        );
    }
}
