//! What keeps a row from an answer.
//!
//! Where an expression is null, nothing may have been asked, or it cannot be known: the row is *not applicable* or
//! *undecidable*. It is undecidable where one of the expression's doubts holds. An engine needs nothing else to tell the two
//! apart, and need not ask where nothing is null.

use super::{Arithmetic, Expr, LookupIx};
use crate::calendar::Calendar;
use crate::tables::types::{ExprType, FieldIx};

/// Something that makes a null undecidable in the rows in which it holds. It is never null itself.
#[derive(Debug, Clone)]
pub(crate) enum Doubt<'e> {
    /// The cell is damaged or holds something that is not of its type, or the row is too short to have it.
    Unread(FieldIx),
    /// There is a key, and the other table cannot tell what is looked up by it.
    Unanswered(LookupIx, &'e [Expr]),
    /// Both operands are there, and what they make is too large to hold.
    Overflow(Arithmetic, &'e Expr, &'e Expr),
    /// There is a point in time, and the calendar does not cover it.
    Uncovered(&'e Calendar, &'e Expr),
    /// There is a text, and it is no time of day.
    Timeless(&'e Expr),
    /// One of these, in rows in which the condition is true: elsewhere nothing is asked.
    Given(&'e Expr, Vec<Doubt<'e>>),
}

/// All doubts of an expression. A cell that cannot be read is one wherever it is asked for.
pub(crate) fn doubts(expr: &Expr) -> Vec<Doubt<'_>> {
    let mut doubts: Vec<Doubt> = expr.fields().into_iter().map(Doubt::Unread).collect();
    gather(expr, &mut doubts);
    doubts
}

/// Those that come of the values of cells.
fn gather<'e>(expr: &'e Expr, doubts: &mut Vec<Doubt<'e>>) {
    if let Expr::Given(condition, inner) = expr {
        gather(condition, doubts);
        let mut given = Vec::new();
        gather(inner, &mut given);
        if !given.is_empty() {
            doubts.push(Doubt::Given(condition, given));
        }
        return;
    }
    expr.children(&mut |child| gather(child, doubts));
    match expr {
        Expr::Lookup(lookup, _, keys) => doubts.push(Doubt::Unanswered(*lookup, keys)),
        Expr::Arithmetic(op, left, right) if overflows(*op, left, right) => {
            doubts.push(Doubt::Overflow(*op, left, right));
        }
        Expr::Workdays(calendar, at) | Expr::Workhours(calendar, at) => {
            doubts.push(Doubt::Uncovered(calendar, at));
        }
        Expr::TimeOfDay(text) if text.kind() == ExprType::Text => {
            doubts.push(Doubt::Timeless(text));
        }
        _ => {}
    }
}

/// Whether what two numbers make may be too large to hold: a product, and what a product or a sum over rows is part of. The sum of all
/// cells that a condition may name is not.
pub(crate) fn overflows(op: Arithmetic, left: &Expr, right: &Expr) -> bool {
    let mut product = op == Arithmetic::Multiply;
    for side in [left, right] {
        side.visit(&mut |expr| {
            product |= matches!(
                expr,
                Expr::Arithmetic(Arithmetic::Multiply, ..) | Expr::Lookup(..)
            );
        });
    }
    product && left.kind() == ExprType::Number
}
