//! What the rules ask of the columns of a table, read from their plans: whoever wrote a rule, and of whatever kind it is.

use std::sync::Arc;

use super::shape::Piece;
use super::{Column, Pattern, Refers, Required};
use crate::project::Project;
use crate::rules::demand::Demand;
use crate::rules::matcher::{Matcher, parsed};
use crate::rules::plan::standard::Standard;
use crate::rules::plan::{Expr, Judgement, Op, Reduce, Source};
use crate::rules::{Origin, Rule};
use crate::tables::Field;
use crate::tables::types::{FieldIx, FieldType, ONE, TableIx};

/// The columns of a table, in the order of the dictionary.
pub(super) fn columns(project: &Project, table: TableIx) -> Vec<Column> {
    let fields = project.tables[table].fields.iter().enumerate();
    let mut columns: Vec<Column> = fields.map(|(ix, field)| unasked(ix, field)).collect();
    for (ix, rule) in project.rules.iter().enumerate() {
        if rule.table == table && rule.enabled {
            take(project, ix, rule, &mut columns);
        }
    }
    columns
}

/// A column of which nothing is asked but its type.
fn unasked(ix: FieldIx, field: &Field) -> Column {
    Column {
        field: ix,
        heading: field.headers.first().unwrap_or(&field.name).clone(),
        kind: field.kind,
        required: Required::No,
        chars: (None, None),
        bytes: Vec::new(),
        scale: None,
        bounds: Vec::new(),
        values: None,
        patterns: Vec::new(),
        unique: false,
        refers: Vec::new(),
        schemes: Vec::new(),
        standards: Vec::new(),
        rules: Vec::new(),
    }
}

/// Adds what a rule asks.
fn take(project: &Project, ix: usize, rule: &Rule, columns: &mut [Column]) {
    let mut beside = |fields: &mut dyn Iterator<Item = FieldIx>| {
        for field in fields {
            let rules = &mut columns[field].rules;
            if !rules.contains(&ix) {
                rules.push(ix);
            }
        }
    };
    match &rule.plan.source {
        // what is wrong with a file, and what is about other things than rows
        Source::Shape
        | Source::Damage
        | Source::Dispositions(_)
        | Source::Recurrence(_)
        | Source::Process(_) => {}
        Source::Minority { .. } if matches!(rule.origin, Origin::Dictionary(Demand::Copies)) => {}
        Source::Repeated {
            keys,
            most,
            elsewhere,
        } => {
            let alone = match keys.as_slice() {
                [Expr::Field(field, _)] if *most == 1 && elsewhere.is_empty() => Some(*field),
                _ => None,
            };
            match alone.filter(|_| rule.when.is_none()) {
                Some(field) => columns[field].unique = true,
                None => beside(&mut keys.iter().flat_map(Expr::fields)),
            }
        }
        Source::Rows => {
            for judgement in &rule.plan.judgements {
                let column = &mut columns[judgement.column];
                if !is_told(project, rule, judgement, column) && !column.rules.contains(&ix) {
                    column.rules.push(ix);
                }
            }
        }
        _ => beside(
            &mut rule
                .plan
                .judgements
                .iter()
                .map(|judgement| judgement.column),
        ),
    }
}

/// Adds what a judgement on single rows asks; whether there is a word for it.
fn is_told(project: &Project, rule: &Rule, judgement: &Judgement, column: &mut Column) -> bool {
    let (violation, given) = match &judgement.violation {
        Expr::Given(_, inner) => (&**inner, true),
        all => (all, false),
    };
    let field = &project.tables[rule.table].fields[column.field];
    // the scheme says it all, and says itself for which rows it is
    if let Some(scheme) = scheme_of(project, violation) {
        if !column.schemes.iter().any(|known| known.name == scheme.name) {
            column.schemes.push(scheme);
        }
        return true;
    }
    if rule.kind == "coding" {
        return true;
    }
    let always = rule.when.is_none() && !given;
    match violation {
        Expr::IsNull(cell) if is_cell(cell, column.field) => {
            let asked = if always {
                Required::Always
            } else {
                Required::Sometimes
            };
            column.required = column.required.max(asked);
            // which rows they are, the rule says
            always
        }
        _ if !always => false,
        Expr::Compare(op, left, right) => compared(project, column, *op, left, right),
        Expr::Not(inner) => match &**inner {
            Expr::Matches(cell, matcher) if is_cell(cell, column.field) => pattern(column, matcher),
            Expr::InTexts(_, words) if field.kind != FieldType::Person => {
                narrow(column, written(field, words));
                true
            }
            Expr::Meets(_, Standard::Identifier(identifier)) => {
                column.standards.push(identifier.scheme);
                true
            }
            _ => false,
        },
        Expr::Unreadable(_) => {
            if let Some(map) = &field.values {
                narrow(column, map.keys().cloned().collect());
            }
            true
        }
        _ => false,
    }
}

fn compared(project: &Project, column: &mut Column, op: Op, left: &Expr, right: &Expr) -> bool {
    match (left, op, right) {
        (Expr::Chars(_), Op::Lt, Expr::Number(least)) => {
            column.chars.0 = column.chars.0.max(whole(*least));
        }
        (Expr::Chars(_), Op::Gt, Expr::Number(most)) => {
            let most = whole(*most);
            column.chars.1 = column.chars.1.into_iter().chain(most).min();
        }
        (Expr::Bytes(_, encoding), Op::Gt, Expr::Number(most)) => {
            column
                .bytes
                .extend(whole(*most).map(|most| (most, *encoding)));
        }
        (Expr::Round(_, digits), Op::Ne, _) => {
            column.scale = column.scale.into_iter().chain([*digits]).min();
        }
        (Expr::Lookup(lookup, _, keys), Op::Eq, Expr::Number(count)) => {
            let lookup = &project.lookups[*lookup];
            // that it is there, and is not as it should be, is what the condition says
            if *count == ONE {
                return lookup.when.is_some();
            }
            let ([key], [there]) = (keys.as_slice(), lookup.keys.as_slice()) else {
                return false;
            };
            let (Some(_), Some(field)) = (cell(key), cell(there)) else {
                return false;
            };
            if *count != 0 || !matches!(lookup.reduce, Reduce::Exists) {
                return false;
            }
            column.refers.push(Refers {
                table: lookup.table,
                field,
                when: lookup.when.clone(),
            });
        }
        (
            Expr::Field(..),
            _,
            Expr::Number(_) | Expr::Date(_) | Expr::Instant(_) | Expr::AsOf(_),
        ) => {
            column.bounds.push((op.negated(), right.clone()));
        }
        _ => return false,
    }
    true
}

fn pattern(column: &mut Column, matcher: &Matcher) -> bool {
    let Some(written) = matcher.of_whole() else {
        return false;
    };
    column.patterns.push(Pattern {
        written: written.to_owned(),
        shape: parsed(written).and_then(|hir| Piece::of_pattern(&hir)),
    });
    true
}

/// The scheme that codes are held against.
fn scheme_of(project: &Project, violation: &Expr) -> Option<Arc<crate::coding::Scheme>> {
    let Expr::Not(inner) = violation else {
        return None;
    };
    let Expr::OnScheme(_, form) = &**inner else {
        return None;
    };
    let mut schemes = project.schemes.all.iter();
    let scheme = schemes.find(|scheme| {
        let mut variants = scheme.variants.iter();
        variants.any(|variant| variant.form.name == form.name)
    });
    scheme.cloned()
}

/// The words of rules as the exports write them.
fn written(field: &Field, words: &[String]) -> Vec<String> {
    match &field.values {
        None => words.to_vec(),
        Some(map) => {
            let meant = map.iter().filter(|(_, meant)| words.contains(meant));
            meant.map(|(written, _)| written.clone()).collect()
        }
    }
}

/// Of several lists, what all of them have.
fn narrow(column: &mut Column, words: Vec<String>) {
    match &mut column.values {
        Some(values) => values.retain(|value| words.contains(value)),
        None => column.values = Some(words),
    }
}

fn whole(number: i128) -> Option<u64> {
    u64::try_from(number / ONE).ok()
}

fn is_cell(expr: &Expr, field: FieldIx) -> bool {
    cell(expr) == Some(field)
}

/// The field whose cell an expression is, apart from clean-ups.
fn cell(expr: &Expr) -> Option<FieldIx> {
    match expr {
        Expr::Field(field, _) | Expr::Raw(field) => Some(*field),
        Expr::Fold(inner, _) | Expr::Person(inner) => cell(inner),
        _ => None,
    }
}
