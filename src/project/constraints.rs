//! The constraints of the data dictionary as rules, with ids such as `orders.order_no.required`.

use super::raw::{RawField, Values};
use crate::blank;
use crate::messages::{Message, message};
use crate::mistakes::Place;
use crate::rules::demand::Demand;
use crate::rules::length::{Limit, Limits};
use crate::rules::matcher::Matcher;
use crate::rules::plan::{Detail, Expr, Judgement, Plan, Source};
use crate::rules::severity::Severity;
use crate::rules::{Adoption, Origin, Rule, Scope, dependency, one_of, pattern, required, unique};
use crate::sources::batch::{Damage, Fault};
use crate::tables::cell::reads;
use crate::tables::types::{ExprType, FieldIx, FieldType, SCALE, TableIx};
use crate::tables::{Field, Table, date};

/// The id of the rule that every row has the cells its header promises.
pub(crate) fn shape_id(table: &str) -> String {
    format!("{table}.rows.shape")
}

/// The id of the rule that no cell was damaged before it came here.
pub(crate) fn damage_id(table: &str) -> String {
    format!("{table}.cells.damaged")
}

/// All constraints of one field, in the order of the dictionary's keys.
pub(crate) fn of_field(
    raw: &RawField,
    field: FieldIx,
    place: &Place,
    scope: &mut Scope,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut add = |scope: &Scope, demand: Demand, plan: Plan| {
        let table = &scope.dictionary(scope.table).name;
        let name = &scope.describe(field).name;
        let id = format!("{table}.{name}.{}", demand.name());
        rules.push(Rule {
            // what belongs into the field helps where something else is in it
            fix: raw
                .help
                .clone()
                .filter(|_| !matches!(demand, Demand::Required | Demand::Unique)),
            ..constraint_rule(id, demand, scope.table, plan, place)
        });
    };
    let rows = |judgement| Plan::new(Source::Rows, vec![judgement]);
    let mapped = matches!(raw.values.as_deref(), Some(Values::Map(_)));
    if raw.kind != FieldType::Text && raw.kind != FieldType::Person && !mapped {
        add(
            scope,
            Demand::Type,
            rows(type_judgement(scope.describe(field), field)),
        );
    }
    if raw.required {
        add(scope, Demand::Required, rows(required::judgement(field)));
    }
    for (limit, judgement) in limits(raw).judgements(field, scope) {
        let demand = match limit {
            Limit::Min => Demand::MinChars,
            Limit::Max => Demand::MaxChars,
            Limit::MaxBytes => Demand::MaxBytes,
        };
        add(scope, demand, rows(judgement));
    }
    if let Some(written) = &raw.pattern
        && let Some(regex) = pattern::compile(written, false, scope)
    {
        let example = raw.example.as_ref();
        if let Some(example) = example.filter(|example| !is_taken(example, &regex)) {
            scope.mistake_at(unfit("pattern"), example.span());
        }
        let example = example.map(|example| (**example).clone());
        let judgement = pattern::judgement(field, written, regex, example);
        add(scope, Demand::Pattern, rows(judgement));
    }
    if let Some(example) = &raw.example
        && reads(scope.describe(field), example) == Some(false)
        && !blank::trim(example).is_empty()
    {
        let by = raw.values.as_ref().map_or("type", |_| "values");
        scope.mistake_at(unfit(by), example.span());
    }
    if let Some(values) = &raw.values {
        let empty = match &**values {
            Values::List(list) => list.is_empty(),
            Values::Map(map) => map.is_empty(),
        };
        if empty {
            scope.mistake_at(message!("problem-no-values"), values.span());
        }
        add(scope, Demand::Values, rows(values_judgement(values, field)));
    }
    if raw.unique {
        add(
            scope,
            Demand::Unique,
            unique::plan(&[field], vec![scope.value(field)], 1),
        );
    }
    if let Some(digits) = &raw.scale {
        if **digits >= SCALE {
            // a number with more digits would not be told apart
            let message = message!("problem-scale-too-fine", most = SCALE - 1);
            scope.mistake_at(message, digits.span());
        } else if scope.value(field).kind() == ExprType::Number {
            add(
                scope,
                Demand::Scale,
                rows(scale_judgement(field, **digits, scope)),
            );
        } else {
            scope.mistake_at(message!("problem-scale-needs-decimal"), digits.span());
        }
    }
    rules
}

/// Whether an example is empty or matches an expression.
fn is_taken(example: &str, matcher: &Matcher) -> bool {
    let example = blank::trim(example);
    example.is_empty() || matcher.is_match(example)
}

/// That an example breaks what a key asks of its own column: whoever follows it is refused.
fn unfit(key: &str) -> Message {
    message!("problem-example-unfit", key = key)
}

fn limits(raw: &RawField) -> Limits<'_> {
    Limits {
        min: raw.min_chars.as_ref(),
        max: raw.max_chars.as_ref(),
        max_bytes: raw.max_bytes.as_ref(),
    }
}

fn constraint_rule(id: String, demand: Demand, table: TableIx, plan: Plan, place: &Place) -> Rule {
    Rule {
        id,
        label: None,
        kind: demand.kind(),
        table,
        when: None,
        severity: Severity::Medium,
        owner: None,
        tolerance: None,
        why: None,
        fix: None,
        adoption: Adoption::default(),
        tags: Vec::new(),
        plan,
        origin: Origin::Dictionary(demand),
        place: place.clone(),
        enabled: true,
    }
}

/// The rules about what the sources tell: records whose structure is wrong, and damaged cells.
pub(crate) fn told_by_sources(table: TableIx, described: &Table, place: &Place) -> [Rule; 2] {
    let shape = Plan::new(
        Source::Shape,
        Fault::ORDER.into_iter().map(fault_judgement).collect(),
    );
    let fields = 0..described.fields.len();
    let judgement = |field| {
        Damage::ORDER
            .into_iter()
            .map(move |d| damage_judgement(d, field))
    };
    let damage = Plan::new(Source::Damage, fields.flat_map(judgement).collect());
    let name = &described.name;
    [
        constraint_rule(shape_id(name), Demand::Shape, table, shape, place),
        constraint_rule(damage_id(name), Demand::Damaged, table, damage, place),
    ]
}

/// That all lines of a document say the same: a rule for each field that does not name the document.
pub(crate) fn of_copies(table: TableIx, described: &Table, place: &Place) -> Vec<Rule> {
    let fields = described.fields.iter().enumerate();
    let told = fields.filter(|(field, _)| !described.key.contains(field));
    let value = |field: FieldIx| Expr::Field(field, described.fields[field].expr_type());
    let rule = |(field, of): (FieldIx, &Field)| {
        let keys = described.key.iter().map(|&key| value(key)).collect();
        let source = Source::Minority {
            keys,
            value: value(field),
            once: true,
        };
        let plan = dependency::plan(source, &described.key, field);
        let id = format!("{}.{}.{}", described.name, of.name, Demand::Copies.name());
        constraint_rule(id, Demand::Copies, table, plan, place)
    };
    told.map(rule).collect()
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

fn type_judgement(described: &Field, field: FieldIx) -> Judgement {
    let dated = matches!(described.kind, FieldType::Date | FieldType::Datetime);
    let (expected, message) = match described.formats.first() {
        Some(_) if dated => {
            // people read an example, and not how a form is declared
            let samples = described
                .formats
                .iter()
                .filter_map(|form| date::sample(form));
            let samples: Vec<String> = samples.collect();
            let declared = message!("type-date-declared", samples = samples);
            let message = message!("finding-date-declared", wanted = declared.clone());
            (declared, message)
        }
        _ => {
            let (expected, wanted) = match described.kind {
                FieldType::Date => (message!("expected-date"), message!("like-date")),
                FieldType::Datetime => (message!("expected-datetime"), message!("like-datetime")),
                kind => (type_message(kind), type_message(kind)),
            };
            (expected, message!("finding-type", wanted = wanted))
        }
    };
    Judgement::new(field, Expr::Unreadable(field), expected, message)
}

fn scale_judgement(field: FieldIx, digits: u32, scope: &Scope) -> Judgement {
    let value = scope.value(field);
    Judgement::new(
        field,
        Expr::Round(Box::new(value.clone()), digits).compare(crate::rules::plan::Op::Ne, value),
        message!("expected-scale", digits = digits),
        message!("finding-scale", digits = digits),
    )
}

fn fault_judgement(fault: Fault) -> Judgement {
    let (expected, message) = match fault {
        Fault::Cells(_) => (message!("expected-shape"), message!("finding-shape")),
        Fault::CutShort(_) => (message!("expected-shape"), message!("finding-cut-short")),
        Fault::StrayQuote => (message!("expected-quotes"), message!("finding-stray-quote")),
        Fault::UnclosedQuote => (
            message!("expected-quotes"),
            message!("finding-unclosed-quote"),
        ),
        Fault::Nul => (message!("expected-no-nul"), message!("finding-nul")),
        Fault::TooLong => (message!("expected-record"), message!("finding-endless")),
        Fault::PageEnds => (message!("expected-page-end"), message!("finding-page-ends")),
    };
    Judgement::new(0, Expr::Boolean(false), expected, message).detail(Detail::Source)
}

fn damage_judgement(damage: Damage, field: FieldIx) -> Judgement {
    let (expected, message) = match damage {
        Damage::Undecodable => (
            message!("expected-decodable"),
            message!("finding-undecodable"),
        ),
        Damage::Formula => (message!("expected-value"), message!("finding-formula")),
        Damage::LostDigits => (
            message!("expected-all-digits"),
            message!("finding-lost-digits"),
        ),
        Damage::Narrow => (message!("expected-value"), message!("finding-narrow")),
        Damage::Cut => (message!("expected-shape"), message!("finding-cut-short")),
    };
    Judgement::new(field, Expr::Boolean(false), expected, message)
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
