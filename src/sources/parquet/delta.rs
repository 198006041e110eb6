//! Whether the numbers of values that a page of deltas states are true: the library makes room for as many as are said.

use parquet::basic::Encoding;

/// None where a page states more values than its header does.
pub(super) fn check(encoding: Encoding, values: &[u8], most: u32) -> Option<()> {
    match encoding {
        Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY => {
            block(values, most).map(|_| ())
        }
        // the lengths of what is repeated stand before those of the rest
        Encoding::DELTA_BYTE_ARRAY => block(block(values, most)?, most).map(|_| ()),
        _ => Some(()),
    }
}

/// What stands behind a row of deltas.
fn block(data: &[u8], most: u32) -> Option<&[u8]> {
    let mut rest = data;
    let size = number(&mut rest)?;
    let parts = number(&mut rest)?;
    let count = number(&mut rest)?;
    // the first value
    number(&mut rest)?;
    if count > u64::from(most) || parts == 0 || parts > size {
        return None;
    }
    let of_part = size / parts;
    let mut left = count.saturating_sub(1);
    while left > 0 {
        // the least of the deltas
        number(&mut rest)?;
        let (widths, behind) = rest.split_at_checked(usize::try_from(parts).ok()?)?;
        rest = behind;
        for width in widths {
            if left == 0 {
                break;
            }
            let bytes = of_part.checked_mul(u64::from(*width))? / 8;
            let bytes = usize::try_from(bytes).ok()?;
            // the last part may end early
            rest = rest.get(bytes..).unwrap_or_default();
            left = left.saturating_sub(of_part);
        }
        if of_part == 0 {
            return None;
        }
    }
    Some(rest)
}

/// A number of a variable length.
fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_values_than_the_page_has() {
        // 128 deltas a block in 4 parts: three values, all alike
        let page = [0x80, 1, 4, 3, 2, 0, 0, 0, 0, 0];
        let deltas = Encoding::DELTA_BINARY_PACKED;
        assert!(check(deltas, &page, 3).is_some());
        assert!(check(deltas, &page, 2).is_none());
        let strings = Encoding::DELTA_BYTE_ARRAY;
        assert!(check(strings, &page, 3).is_none());
        let two = [&page[..], &page[..]].concat();
        assert!(check(strings, &two, 3).is_some());
        let many = [&page[..], &[0x80, 1, 4, 0xff, 0xff, 0xff, 0xff, 7, 2]].concat();
        assert!(check(strings, &many, 3).is_none());
        assert!(check(Encoding::PLAIN, &[], 9).is_some());
    }
}
