//! Limits of numbers and dates in words.

use crate::messages::{Arg, Message, grouped_decimal, message};
use crate::rules::plan::{Expr, Op};
use crate::template::constant;

/// `≥ 1,000`
pub(super) fn bound((op, limit): &(Op, Expr)) -> Message {
    let shown = match (limit, constant(limit)) {
        (Expr::Number(_), Some(number)) => Arg::from(grouped_decimal(&number)),
        (_, Some(day)) => Arg::from(day),
        (_, None) => Arg::from(message!("limit-as-of")),
    };
    message!("expected-range", op = op.sign(), limit = shown)
}
