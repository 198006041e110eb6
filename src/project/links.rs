//! `[[link]]`: which documents wait for which others.

use std::ops::Range;

use super::raw::RawLink;
use super::sections::Section;
use crate::messages::message;
use crate::mistakes::placed::Name;
use crate::mistakes::{Place, Problem, literal};
use crate::rules::plan::{Expr, Link, Lookup, Reduce};
use crate::rules::{Scope, Setting, unknown_field, unknown_table};
use crate::tables::Field;
use crate::tables::types::{ExprType, FieldIx, Fold, TableIx};

/// What `explain` shows; a test loads it.
pub(crate) const EXAMPLE: &str = r#"[[link]]
from   = "shipments.order_no"      # the document that waits names ...
to     = "orders.order_no"         # ... the one it waits for, by the key of its table
amount = "amount"                  # default: no amount
date   = "created_at"              # since when it waits; default: `date` of its table
when   = "shipped_at IS NULL"      # which rows wait; default: all
normalise = ["case", "dashes"]     # so-1 is SO1; default: nothing but blanks at both ends
label  = "Shipments to be sent"    # default: the label of its table
"#;

/// Resolves the names of a link. Mistakes go to `problems`; then there is no link.
pub(super) fn resolve(
    section: &Section<RawLink>,
    setting: Setting,
    lookups: &mut Vec<Lookup>,
    problems: &mut Vec<Problem>,
) -> Option<Link> {
    let raw = &section.value;
    let file = section.place.file;
    let from = column(&raw.from, file, setting, problems);
    let to = column(&raw.to, file, setting, problems)
        .and_then(|(table, field)| Some((table, field?)))
        .filter(|to| is_key(&raw.to, *to, file, setting, problems));
    let (table, from) = from?;
    let mut scope = Scope::new(setting, table, section.place.clone(), lookups);
    let link = described(raw, from, to, &mut scope);
    let clean = scope.problems.is_empty();
    problems.append(&mut scope.problems);
    link.filter(|_| clean)
}

/// The table and the field of `TABLE.FIELD`; no field where the table has none of that name. Names may hold full stops
/// themselves.
fn column(
    name: &Name,
    file: usize,
    setting: Setting,
    problems: &mut Vec<Problem>,
) -> Option<(TableIx, Option<FieldIx>)> {
    let place = |part: Range<usize>| {
        let span = name.span();
        let raw = setting.text.get(span.clone()).unwrap_or_default();
        let part = literal::part(raw, &part);
        Place::new(file, span.start + part.start..span.start + part.end)
    };
    let splits = || name.match_indices('.').map(|(at, _)| at);
    let named = splits().find_map(|at| {
        let table = setting.tables.iter().position(|t| t.name == name[..at])?;
        Some((table, at))
    });
    let Some((table, at)) = named else {
        let problem = match splits().next() {
            // the mistakes in a broken table are told already
            _ if splits().any(|at| setting.broken.contains(&name[..at])) => return None,
            Some(at) => {
                let (message, hint) = unknown_table(setting.tables, &name[..at]);
                Problem::at(message, place(0..at)).maybe_hint(hint)
            }
            None => Problem::at(message!("problem-link-form"), place(0..name.len())),
        };
        problems.push(problem);
        return None;
    };
    let (dictionary, written) = (&setting.tables[table], &name[at + 1..]);
    let field = dictionary.find(written);
    if field.is_none() {
        let (message, hint) = unknown_field(dictionary, written);
        let place = place(at + 1..name.len());
        problems.push(Problem::at(message, place).maybe_hint(hint));
    }
    Some((table, field))
}

/// Whether the field is the key of its table, by which findings name their document; told if not.
fn is_key(
    name: &Name,
    (table, field): (TableIx, FieldIx),
    file: usize,
    setting: Setting,
    problems: &mut Vec<Problem>,
) -> bool {
    let dictionary = &setting.tables[table];
    if dictionary.key == [field] {
        return true;
    }
    let (table, field) = (dictionary.name.as_str(), &dictionary.fields[field]);
    let message = message!(
        "problem-link-not-key",
        field = field.name.as_str(),
        table = table
    );
    let key: Vec<String> = dictionary
        .key
        .iter()
        .map(|&f| dictionary.fields[f].name.clone())
        .collect();
    let hint = match key.as_slice() {
        [one] => message!("hint-did-you-mean", name = format!("{table}.{one}")),
        [] => message!("hint-link-no-key", table = table, field = &field.name),
        _ => message!("hint-link-key", table = table, key = key),
    };
    problems.push(Problem::at(message, Place::new(file, name.span())).hint(hint));
    false
}

fn described(
    raw: &RawLink,
    from: Option<FieldIx>,
    to: Option<(TableIx, FieldIx)>,
    scope: &mut Scope,
) -> Option<Link> {
    let table = scope.table;
    let when = raw.when.as_ref().map(|when| scope.condition(table, when));
    let amount = raw.amount.as_ref().map(|name| amount(name, scope));
    let since = match &raw.date {
        Some(name) => Some(date(name, scope)),
        None => scope
            .dictionary(table)
            .date
            .filter(|&field| !scope.describe(field).sensitive)
            .map(|field| Some(scope.value(field))),
    };
    let (from, (to, key)) = (from?, to?);
    scope.expect_comparable(&raw.from, from, to, key);
    let persons = scope.is_person(table, from) || scope.is_person(to, key);
    let from = compared(scope.value(from).fold(&raw.normalise), persons);
    let key = compared(scope.value_of(to, key).fold(&raw.normalise), persons);
    let known = scope.lookup(Lookup {
        table: to,
        keys: vec![key.clone()],
        when: None,
        reduce: Reduce::Exists,
        optional: false,
    });
    let dictionary = scope.dictionary(table);
    let label = raw.label.as_ref().unwrap_or(&dictionary.label);
    Some(Link {
        label: label.clone(),
        table,
        document: dictionary.key.clone(),
        from,
        to,
        key,
        known,
        when: when.flatten(),
        amount: amount.flatten(),
        since: since.flatten(),
    })
}

/// A key as `check.reference` compares it. Findings have theirs without blanks at both ends.
fn compared(key: Expr, persons: bool) -> Expr {
    if persons {
        Expr::Person(Box::new(key))
    } else if key.kind() == ExprType::Text {
        key.fold(&[Fold::Trim])
    } else {
        key
    }
}

fn amount(name: &Name, scope: &mut Scope) -> Option<Expr> {
    let field = scope.field(name)?;
    if scope.describe(field).expr_type() != ExprType::Number {
        scope.mistake_at(message!("problem-total-needs-numbers"), name.span());
        return None;
    }
    shown(name, field, scope)
}

fn date(name: &Name, scope: &mut Scope) -> Option<Expr> {
    let field = scope.field(name)?;
    let dated = scope.expect_type(name, field, &[ExprType::Date, ExprType::Instant]);
    dated.then(|| shown(name, field, scope)).flatten()
}

/// The value of a field that reports may show: of a single document, a sum or an age tells the cell.
fn shown(name: &Name, field: FieldIx, scope: &mut Scope) -> Option<Expr> {
    let Field { sensitive, .. } = scope.describe(field);
    if *sensitive {
        let message = message!("problem-link-sensitive", field = &**name);
        scope.mistake_at(message, name.span());
        return None;
    }
    Some(scope.value(field))
}

#[cfg(test)]
mod tests {
    use super::EXAMPLE;

    #[test]
    fn the_example_loads() {
        let dictionary = include_str!("../../tests/cli/kinds.toml");
        let folder = tempfile::tempdir().unwrap();
        let text = format!("{dictionary}\n{EXAMPLE}");
        std::fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
        let loaded = crate::project::load(folder.path());
        let Ok(project) = loaded.result else {
            panic!("mistakes")
        };
        assert_eq!(project.links.len(), 1);
    }
}
