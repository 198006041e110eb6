//! More of something in a short time than anybody can look at.

use super::{Found, Judged, others};
use crate::findings::said::Figure;

/// Stretches of less than `within` that hold more than `most`. Those that overlap are one, told by its first row, with the most
/// that it holds at a time and how many there are in all.
pub(super) fn judge(at: &[i128], most: u64, within: i128) -> Judged {
    let mut rows: Vec<usize> = (0..at.len()).collect();
    rows.sort_by_key(|&row| at[row]);
    let mut bursts: Vec<(usize, usize, usize)> = Vec::new();
    let mut end = 0;
    for start in 0..rows.len() {
        while end < rows.len() && at[rows[end]] - at[rows[start]] < within {
            end += 1;
        }
        let held = end - start;
        if held as u64 <= most {
            continue;
        }
        match bursts.last_mut() {
            Some((_, last, peak)) if start < *last => {
                *last = end;
                *peak = held.max(*peak);
            }
            _ => bursts.push((start, end, held)),
        }
    }
    let violation: usize = bursts.iter().map(|(start, end, _)| end - start).sum();
    let found = bursts.into_iter().map(|(start, end, peak)| {
        let first = rows[start];
        let (others, more) = others(&rows[start..end], first);
        Found {
            figures: vec![
                Figure::Count(peak as u64),
                Figure::Count((end - start) as u64),
                Figure::Time(i64::try_from(at[first]).unwrap_or_default()),
            ],
            others,
            more,
            ..Found::of(first)
        }
    });
    Judged {
        ok: (at.len() - violation) as u64,
        violation: violation as u64,
        found: found.collect(),
        ..Judged::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_overlap_are_one() {
        let judged = |at: &[i128]| judge(at, 2, 60);
        assert_eq!(judged(&[0, 30, 60]).found, []);
        let told = judged(&[500, 0, 30, 59, 61, 80, 200]);
        assert_eq!((told.ok, told.violation), (2, 5));
        assert_eq!(told.found.len(), 1);
        assert_eq!(told.found[0].row, 1);
        assert_eq!(told.found[0].others, [2, 3, 4, 5]);
        let counts = [Figure::Count(4), Figure::Count(5), Figure::Time(0)];
        assert_eq!(told.found[0].figures, counts);
        // two of them, apart
        assert_eq!(judged(&[0, 1, 2, 100, 101, 102]).found.len(), 2);
    }
}
