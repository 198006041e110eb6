//! How far the least and the greatest of a group lie apart, measured by its median.

use super::numbers::{median_twice, share};
use super::{Found, Judged};
use crate::findings::said::Figure;
use crate::tables::types::ONE;

/// A group counts as one, by the row furthest from the median; of two as far the greater one. A group of one row has nothing to
/// compare.
pub(super) fn judge(values: &[i128], most: i128) -> Judged {
    if values.len() < 2 {
        return Judged {
            not_applicable: 1,
            ..Judged::default()
        };
    }
    let low = values.iter().copied().min().unwrap_or_default();
    let high = values.iter().copied().max().unwrap_or_default();
    let middle = median_twice(&mut values.to_vec()).unwrap_or_default();
    // (high − low) / median > most %
    if high - low <= share(middle, most, 200 * ONE) {
        return Judged {
            ok: 1,
            ..Judged::default()
        };
    }
    let is_low = middle - 2 * low > 2 * high - middle;
    let (told, other) = if is_low { (low, high) } else { (high, low) };
    let place = |wanted: i128| values.iter().position(|value| *value == wanted);
    let tenths = share(high - low, 2_000, middle);
    Judged {
        violation: 1,
        found: vec![Found {
            figures: vec![
                Figure::Number(low),
                Figure::Number(high),
                Figure::Number(middle / 2),
                Figure::Number(tenths * (ONE / 10)),
                Figure::Count(values.len() as u64),
            ],
            others: place(other).into_iter().collect(),
            ..Found::of(place(told).unwrap_or_default())
        }],
        ..Judged::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apart_by_more_than_a_share_of_the_median() {
        let judged = |values: &[i128]| {
            let values: Vec<i128> = values.iter().map(|value| value * ONE).collect();
            judge(&values, 20 * ONE)
        };
        assert_eq!(judged(&[10]).not_applicable, 1);
        // 2 of 10 are 20 %, which is allowed
        assert_eq!(judged(&[9, 10, 11]).ok, 1);
        let found = judged(&[9, 10, 10, 12]).found;
        assert_eq!((found[0].row, &found[0].others[..]), (3, &[0][..]));
        let expected = [9 * ONE, 12 * ONE, 10 * ONE, 30 * ONE].map(Figure::Number);
        assert_eq!(found[0].figures[..4], expected);
        assert_eq!(judged(&[5, 10, 10]).found[0].row, 0);
    }
}
