//! Which fields are sensitive beside those that say so: what leads to a person, or to something sensitive, gives it away.

use super::raw::{RawRule, RawTable};
use super::sections::Section;
use crate::rules::Check;
use crate::rules::people::People;
use crate::tables::Table;
use crate::tables::types::{FieldIx, FieldType, TableIx};

/// Makes fields sensitive that a rule takes for the number of a person, that hold accounts which the staff list hides, or that refer to
/// a sensitive field, unless the dictionary says otherwise. `raw` are the sections of `tables`, in their order.
pub(super) fn hide(
    tables: &mut [Table],
    people: Option<&People>,
    raw: &[Section<RawTable>],
    rules: &[Section<RawRule>],
) {
    let says_nothing = |tables: &[Table], (table, field): (TableIx, FieldIx)| {
        let name = tables[table].fields[field].name.as_str();
        let told = raw[table].value.fields.iter();
        let told = told
            .filter(|(told, _)| told.as_str() == name)
            .find_map(|(_, raw)| raw.sensitive);
        told.is_none()
    };
    let mut hidden: Vec<(TableIx, FieldIx)> = personal(tables, rules);
    hidden.retain(|&place| says_nothing(tables, place));
    mask(tables, hidden);
    if people.is_some_and(|people| tables[people.table].fields[people.account].sensitive) {
        let mut hidden = of_type(tables, FieldType::Person);
        hidden.retain(|&place| says_nothing(tables, place));
        mask(tables, hidden);
    }
    // a reference may lead to a field that refers to another
    loop {
        let mut hidden = referring(tables, rules);
        hidden.retain(|&place| says_nothing(tables, place));
        if hidden.is_empty() {
            return;
        }
        mask(tables, hidden);
    }
}

fn mask(tables: &mut [Table], fields: Vec<(TableIx, FieldIx)>) {
    for (table, field) in fields {
        tables[table].fields[field].sensitive = true;
    }
}

/// A field by the names of its table and its own.
fn field(tables: &[Table], table: &str, name: &str) -> Option<(TableIx, FieldIx)> {
    let table = tables.iter().position(|one| one.name == table)?;
    Some((table, tables[table].find(name)?))
}

fn of_type(tables: &[Table], kind: FieldType) -> Vec<(TableIx, FieldIx)> {
    let tables = tables.iter().enumerate();
    let fields = tables.flat_map(|(ix, table)| {
        let fields = table.fields.iter().enumerate();
        fields.map(move |(field, of)| (ix, field, of.kind))
    });
    let fields = fields.filter(|&(.., other)| other == kind);
    fields.map(|(table, field, _)| (table, field)).collect()
}

/// What rules hold against the numbers of people.
fn personal(tables: &[Table], rules: &[Section<RawRule>]) -> Vec<(TableIx, FieldIx)> {
    let fields = rules.iter().filter_map(|section| {
        let rule = &section.value;
        match &rule.check {
            Check::Identifier(check) if check.scheme.is_personal() => {
                field(tables, rule.table.as_ref()?, &check.column)
            }
            _ => None,
        }
    });
    fields.collect()
}

/// What refers to a sensitive field and is none itself.
fn referring(tables: &[Table], rules: &[Section<RawRule>]) -> Vec<(TableIx, FieldIx)> {
    let mut found = Vec::new();
    for section in rules {
        let (Check::Reference(check), Some(table)) = (&section.value.check, &section.value.table)
        else {
            continue;
        };
        let Some(other) = tables.iter().find(|other| other.name == check.target()) else {
            continue;
        };
        for (own, target) in check.pairs(other) {
            let is_secret = other
                .find(target)
                .is_some_and(|at| other.fields[at].sensitive);
            let own = field(tables, table, own).filter(|_| is_secret);
            found.extend(own.filter(|&(table, at)| !tables[table].fields[at].sensitive));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::audited;

    const PROJECT: &str = r#"
[tables.people]
files = "staff.csv"
key = ["account"]
[tables.people.fields]
account = { sensitive = true }
[tables.customers]
files = "c.csv"
key = ["code"]
[tables.customers.fields]
code = {}
parent = {}
group = { sensitive = true }
phone = {}
[tables.orders]
files = "o.csv"
[tables.orders.fields]
customer = {}
open = { sensitive = false }
clerk = { type = "person" }
named = { type = "person", sensitive = false }
plain = {}
[[rule]]
id = "to-customer"
table = "orders"
check.reference = { columns = ["customer"], table = "customers", key = ["parent"] }
[[rule]]
id = "open-to-customer"
table = "orders"
check.reference = { columns = ["open"], table = "customers", key = ["parent"] }
[[rule]]
id = "to-group"
table = "customers"
check.reference = { columns = ["parent"], table = "customers", key = ["group"] }
[[rule]]
id = "to-code"
table = "orders"
check.reference = { columns = ["plain"], table = "customers" }
[[rule]]
id = "phone"
table = "customers"
check.identifier = { column = "phone", scheme = "cn-mobile" }
"#;

    #[test]
    fn what_leads_to_something_sensitive_is_sensitive() {
        let files = [
            ("staff.csv", "account\n"),
            ("c.csv", "code,parent,group,phone\n"),
            ("o.csv", "customer,open,clerk,named,plain\n"),
        ];
        let (project, _) = audited(PROJECT, &files);
        let tables = project.tables.iter();
        let fields = tables.flat_map(|table| table.fields.iter().map(move |field| (table, field)));
        let sensitive = fields.filter(|(_, field)| field.sensitive);
        let mut names: Vec<String> = sensitive
            .map(|(table, field)| format!("{}.{}", table.name, field.name))
            .collect();
        let expected = [
            "customers.group",
            "customers.parent",
            "customers.phone",
            "orders.clerk",
            "orders.customer",
            "people.account",
        ];
        names.sort();
        assert_eq!(names, expected);
    }
}
