//! The constraints of the data dictionary as rules, with ids such as `orders.order_no.required`.

use super::length::Limits;
use super::plan::{Detail, Expr, ExprType, FieldIx, Judgement, Plan, Source, TableIx};
use super::{Origin, Rule, Scope, one_of, pattern, required, unique};
use crate::findings::Severity;
use crate::messages::{Message, message};
use crate::project::problem::Place;
use crate::project::raw::{FieldType, RawField, Values};

/// The id of the rule that every row has the cells its header promises.
pub(crate) fn shape_id(table: &str) -> String {
    format!("{table}.rows.shape")
}

/// All constraints of one field, in the order of the dictionary's keys.
pub(crate) fn constraints(
    raw: &RawField,
    field: FieldIx,
    place: &Place,
    scope: &mut Scope,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut add = |scope: &Scope, constraint: &str, kind, plan: Plan| {
        let table = &scope.dictionary(scope.table).name;
        let name = &scope.describe(field).name;
        rules.push(Rule {
            // what belongs into the field helps where something else is in it
            fix: raw
                .help
                .clone()
                .filter(|_| !matches!(kind, "required" | "unique")),
            ..constraint_rule(
                format!("{table}.{name}.{constraint}"),
                kind,
                scope.table,
                plan,
                place,
            )
        });
    };
    let rows = |judgement| Plan {
        source: Source::Rows,
        judgements: vec![judgement],
    };
    let mapped = matches!(raw.values.as_deref(), Some(Values::Map(_)));
    if raw.kind != FieldType::Text && raw.kind != FieldType::Person && !mapped {
        add(scope, "type", "type", rows(type_judgement(raw.kind, field)));
    }
    if raw.required {
        add(
            scope,
            "required",
            "required",
            rows(required::judgement(field)),
        );
    }
    for judgement in limits(raw).judgements(field, scope) {
        let constraint = match judgement.expected.key {
            "expected-min-chars" => "min_chars",
            "expected-max-chars" => "max_chars",
            _ => "max_bytes",
        };
        add(scope, constraint, "length", rows(judgement));
    }
    if let Some(written) = &raw.pattern
        && let Some(regex) = pattern::compile(written, false, scope)
    {
        add(
            scope,
            "pattern",
            "pattern",
            rows(pattern::judgement(field, written, regex)),
        );
    }
    if let Some(values) = &raw.values {
        let empty = match &**values {
            Values::List(list) => list.is_empty(),
            Values::Map(map) => map.is_empty(),
        };
        if empty {
            scope.mistake_at(message!("problem-no-values"), values.span());
        }
        add(
            scope,
            "values",
            "one_of",
            rows(values_judgement(values, field)),
        );
    }
    if raw.unique {
        add(
            scope,
            "unique",
            "unique",
            unique::plan(field, vec![scope.value(field)]),
        );
    }
    if let Some(digits) = &raw.scale {
        if scope.value(field).kind() == ExprType::Number {
            add(
                scope,
                "scale",
                "scale",
                rows(scale_judgement(field, **digits, scope)),
            );
        } else {
            scope.mistake_at(message!("problem-scale-needs-decimal"), digits.span());
        }
    }
    rules
}

fn limits(raw: &RawField) -> Limits<'_> {
    Limits {
        min: raw.min_chars.as_ref(),
        max: raw.max_chars.as_ref(),
        max_bytes: raw.max_bytes.as_ref(),
    }
}

fn constraint_rule(
    id: String,
    kind: &'static str,
    table: TableIx,
    plan: Plan,
    place: &Place,
) -> Rule {
    Rule {
        id,
        label: None,
        kind,
        table,
        when: None,
        severity: Severity::Medium,
        owner: None,
        tolerance: None,
        why: None,
        fix: None,
        tags: Vec::new(),
        plan,
        origin: Origin::Dictionary,
        place: place.clone(),
        enabled: true,
    }
}

/// The rule that every row has as many cells as the header: it is judged by the reader, not by a plan.
pub(crate) fn shape(table: TableIx, name: &str, place: &Place) -> Rule {
    let plan = Plan {
        source: Source::Shape,
        judgements: vec![shape_judgement()],
    };
    constraint_rule(shape_id(name), "shape", table, plan, place)
}

fn values_judgement(values: &Values, field: FieldIx) -> Judgement {
    match values {
        Values::List(list) => one_of::judgement(field, Expr::Raw(field), list),
        Values::Map(map) => {
            let words: Vec<String> = map.keys().cloned().collect();
            Judgement {
                // the words are matched when the column is typed
                violation: Expr::Unreadable(field),
                ..one_of::judgement(field, Expr::Raw(field), &words)
            }
        }
    }
}

fn type_judgement(kind: FieldType, field: FieldIx) -> Judgement {
    Judgement::new(
        field,
        Expr::Unreadable(field),
        type_message(kind),
        message!("finding-type", wanted = type_message(kind)),
    )
}

fn scale_judgement(field: FieldIx, digits: u32, scope: &Scope) -> Judgement {
    let value = scope.value(field);
    Judgement::new(
        field,
        Expr::Round(Box::new(value.clone()), digits).compare(super::plan::Op::Ne, value),
        message!("expected-scale", digits = digits),
        message!("finding-scale", digits = digits),
    )
}

fn shape_judgement() -> Judgement {
    Judgement::new(
        0,
        Expr::Boolean(false),
        message!("expected-shape"),
        message!("finding-shape"),
    )
    .detail(Detail::Source)
}

fn type_message(kind: FieldType) -> Message {
    match kind {
        FieldType::Text | FieldType::Person => message!("type-text"),
        FieldType::Integer => message!("type-integer"),
        FieldType::Decimal => message!("type-number"),
        FieldType::Date => message!("type-date"),
        FieldType::Datetime => message!("type-datetime"),
        FieldType::Boolean => message!("type-boolean"),
    }
}
