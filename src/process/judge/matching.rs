//! What the rows of one sort of events add up to, against those of another.

use std::sync::Arc;

use super::{Doubt, Pointed, Verdict};
use crate::findings::said::Steps;
use crate::process::events::Amount;
use crate::process::log::Case;
use crate::rules::plan::Op;
use crate::rules::plan::process::{EventIx, Matching, ValueIx};
use crate::tables::mask::mask_whole;
use crate::tables::number;
use crate::tables::types::ONE;

pub(super) fn judge(matching: &Matching, case: Case) -> Pointed {
    let sort = matching.left.0;
    let right = case.of(matching.right.0).next();
    let left = case.of(sort).last();
    let Some((at, _)) = left.or(right) else {
        return (0, case.get(0).sort(), Verdict::NotApplicable);
    };
    let pointed = if left.is_some() {
        sort
    } else {
        matching.right.0
    };
    // without what it is held against there is nothing to compare; that it is missing is for other rules
    if right.is_none() || left.is_none() && !matching.absent {
        return (at, pointed, Verdict::NotApplicable);
    }
    // a number that nobody wrote down is none
    if is_empty(matching.left, case) || is_empty(matching.right, case) {
        return (at, pointed, Verdict::NotApplicable);
    }
    let verdict = match (
        sum(matching, matching.left, case),
        sum(matching, matching.right, case),
    ) {
        (Some(left), Some(right)) => compared(matching, left, right),
        _ => Verdict::Undecidable(Doubt::Unread),
    };
    (at, pointed, verdict)
}

/// Whether there are such events, and not one has the number.
fn is_empty((event, value): (EventIx, ValueIx), case: Case) -> bool {
    let mut amounts = case.of(event).map(|(_, one)| one.amount(value)).peekable();
    amounts.peek().is_some() && amounts.all(|amount| amount == Amount::Empty)
}

/// None where a number cannot be read, or the sum is too large. An empty cell adds nothing.
fn sum(matching: &Matching, (event, value): (EventIx, ValueIx), case: Case) -> Option<i128> {
    let rounded = |number| {
        let digits = matching.round;
        digits.map_or(number, |digits| number::round(number, digits))
    };
    let mut amounts = case.of(event).map(|(_, one)| one.amount(value));
    amounts.try_fold(0i128, |sum, amount| match amount {
        Amount::Is(number) => sum.checked_add(rounded(number)),
        Amount::Empty => Some(sum),
        Amount::Unknown => None,
    })
}

fn compared(matching: &Matching, left: i128, right: i128) -> Verdict {
    let percent = right.saturating_abs().checked_mul(matching.percent);
    let percent = percent.map(|product| product / (100 * ONE));
    let Some(percent) = percent else {
        return Verdict::Undecidable(Doubt::Unread);
    };
    let slack = matching.absolute.max(percent);
    let difference = left - right;
    // a tolerance is accepted itself, also where without one the numbers must differ
    let exactly = i128::from(slack > 0);
    let holds = match matching.op {
        Op::Eq => difference.abs() <= slack,
        Op::Ne => difference.abs() > slack - exactly,
        Op::Le => difference <= slack,
        Op::Lt => difference < slack + exactly,
        Op::Ge => difference >= -slack,
        Op::Gt => difference > -slack - exactly,
    };
    if holds {
        return Verdict::Ok;
    }
    let (left_secret, right_secret) = matching.secret;
    // what both differ by leads from the one to the other
    let is_secret = left_secret || right_secret;
    let shown = |number: i128, is_secret| mask_whole(number::text(number), is_secret);
    let words = vec![
        ("left", shown(left, left_secret)),
        ("right", shown(right, right_secret)),
        ("difference", shown(difference.abs(), is_secret)),
    ];
    let steps = Steps {
        how: if difference > 0 { "more" } else { "less" },
        words,
        ..Steps::default()
    };
    Verdict::Violation(Arc::new(steps))
}
