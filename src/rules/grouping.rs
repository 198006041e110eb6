//! What rules over groups of rows have in common: by which fields rows belong together, and how numbers in them are written.

use super::Scope;
use super::amount::Amount;
use super::plan::limit::{Limit, Unit};
use super::plan::{Expr, Lookup, Reduce};
use crate::messages::{LocalText, Message, message};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::number;
use crate::tables::types::{ExprType, FieldIx, ONE};

/// More than anybody means; arithmetic stays exact below it.
const MOST: i128 = 1_000_000 * ONE;

/// The fields by which rows belong together, and the keys they make; an account is the same however it is written.
pub(super) fn by(names: &[Name], scope: &mut Scope) -> Option<(Vec<FieldIx>, Vec<Expr>)> {
    let fields: Option<Vec<FieldIx>> = {
        let found: Vec<Option<FieldIx>> = names.iter().map(|name| scope.field(name)).collect();
        found.into_iter().collect()
    };
    let fields = fields?;
    let key = |&field: &FieldIx| {
        let value = scope.value(field);
        if scope.is_person(scope.table, field) {
            Expr::Person(Box::new(value))
        } else {
            value
        }
    };
    let keys = fields.iter().map(key).collect();
    Some((fields, keys))
}

/// A field of numbers.
pub(super) fn number_field(name: &Name, scope: &mut Scope) -> Option<FieldIx> {
    let field = scope.field(name)?;
    if scope.describe(field).expr_type() != ExprType::Number {
        scope.mistake_at(message!("problem-total-needs-numbers"), name.span());
        return None;
    }
    Some(field)
}

/// A field of dates or points in time.
pub(super) fn time_field(name: &Name, scope: &mut Scope) -> Option<FieldIx> {
    let field = scope.field(name)?;
    let dated = [ExprType::Date, ExprType::Instant];
    scope.expect_type(name, field, &dated).then_some(field)
}

/// A number above 0, times 10^12.
pub(super) fn above_nought(written: &Placed<Amount>, scope: &mut Scope) -> Option<i128> {
    let message = message!("problem-above-nought");
    scope.amount(written, |value| value > 0, message)
}

/// Above what somebody else must approve.
pub(super) struct Threshold {
    /// As a row has it; null where nothing says it.
    pub(super) value: Expr,
    pub(super) written: Written,
    /// Whether it comes of a sensitive field.
    pub(super) is_secret: bool,
}

/// How a threshold is written.
pub(super) enum Written {
    /// One for all, times 10^12.
    Number(i128),
    /// A field, by what it is called.
    Field(LocalText),
}

impl Threshold {
    /// A number above 0, a field of the row, or `TABLE.FIELD`, which the fields `on` lead to by way of its `key`.
    pub(super) fn new(
        limit: &Placed<Amount>,
        on: Option<&[Name]>,
        key: Option<&[Name]>,
        scope: &mut Scope,
    ) -> Option<Threshold> {
        let written = scope.digits(limit);
        let is_number = !matches!(&**limit, Amount::Text(_)) || number::decimal(&written).is_some();
        if is_number || !written.contains('.') {
            if let Some(extra) = on.into_iter().chain(key).flatten().next() {
                scope.mistake_at(message!("problem-limit-on-number"), extra.span());
                return None;
            }
            if !is_number {
                let field = number_field(&Name::new(limit.span(), written), scope)?;
                return Some(Threshold {
                    value: scope.value(field),
                    written: Written::Field(scope.describe(field).label.clone()),
                    is_secret: scope.describe(field).sensitive,
                });
            }
            let number = above_nought(limit, scope)?;
            return Some(Threshold {
                value: Expr::Number(number),
                written: Written::Number(number),
                is_secret: false,
            });
        }
        let name = Name::new(limit.span(), written);
        let (table, field) = scope.field_elsewhere(&name)?;
        let Some(on) = on.filter(|on| !on.is_empty()) else {
            let table = scope.dictionary(table).name.clone();
            scope.mistake_at(message!("problem-limit-on", table = table), name.span());
            return None;
        };
        if scope.dictionary(table).fields[field].expr_type() != ExprType::Number {
            scope.mistake_at(message!("problem-total-needs-numbers"), name.span());
            return None;
        }
        let own = scope.fields(on)?;
        let key = match key {
            Some(names) => scope.fields_of(table, names)?,
            None => scope.dictionary(table).key.clone(),
        };
        if key.is_empty() {
            let table = scope.dictionary(table).name.clone();
            scope.mistake_at(message!("problem-no-key", table = table), name.span());
            return None;
        }
        if !scope.expect_keys(own.len(), key.len(), &on[0]) {
            return None;
        }
        for (name, (&own, &target)) in on.iter().zip(own.iter().zip(&key)) {
            if !scope.expect_comparable(name, own, table, target) {
                return None;
            }
        }
        let (own, keys) = scope.paired_keys(&own, table, &key, &[]);
        let value = Expr::Field(field, ExprType::Number);
        let lookup = scope.lookup(Lookup {
            table,
            keys,
            when: None,
            reduce: Reduce::Only(value),
            optional: false,
        });
        Some(Threshold {
            value: Expr::Lookup(lookup, ExprType::Number, own),
            written: Written::Field(scope.dictionary(table).fields[field].label.clone()),
            is_secret: scope.dictionary(table).fields[field].sensitive,
        })
    }
}

/// A number above 0, of moderate size.
pub(super) fn moderate(amount: &Placed<Amount>, scope: &mut Scope) -> Option<i128> {
    above_nought(amount, scope).map(|value| value.min(MOST))
}

/// A share such as `"20%"`, in per cent times 10^12.
pub(super) fn percent(written: &Name, scope: &mut Scope) -> Option<i128> {
    let percent = written.trim().strip_suffix('%').and_then(number::exact);
    let percent = percent.filter(|percent| (0..=MOST).contains(percent));
    if percent.is_none() {
        let message = message!("problem-bad-share", written = &**written);
        scope.mistake_at(message, written.span());
    }
    percent
}

/// A time on the clock of a limit: by the day where that is counted in days.
pub(super) fn on_clock(at: Expr, limit: Limit, scope: &Scope) -> Option<Expr> {
    Some(match limit.unit {
        Unit::Minutes | Unit::Hours => at,
        Unit::Days => Expr::Day(Box::new(at)),
        Unit::Workdays => Expr::Workdays(scope.work.calendar.clone()?, Box::new(at)),
        Unit::Workhours => Expr::Workhours(scope.work.calendar.clone()?, Box::new(at)),
    })
}

/// That a limit cannot be in its unit here; `units` are those that it can be in.
pub(super) fn expect_unit(
    (limit, written): (Limit, &Name),
    units: &[Unit],
    scope: &mut Scope,
) -> bool {
    let fits = units.contains(&limit.unit);
    if !fits {
        let names: Vec<String> = units.iter().map(|unit| unit.name().to_owned()).collect();
        let message: Message = message!("problem-unit-here", units = names);
        scope.mistake_at(message, written.span());
    }
    fits
}
