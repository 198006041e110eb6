//! What people look at to see whether the figures can be believed: the days that have documents, and a few documents that are held
//! against paper.

use crate::tables::types::FieldIx;

/// Which documents are picked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Probe {
    /// The same seed picks the same documents of the same exports.
    pub(crate) seed: u64,
    /// Of each table, at most.
    pub(crate) documents: usize,
}

/// A document that was picked.
#[derive(Debug, Clone)]
pub(crate) struct Picked {
    /// Those with the least are picked.
    pub(crate) rank: u64,
    /// Index of the file among those of its table, and the first row of the document in it.
    pub(crate) input: usize,
    pub(crate) line: u64,
    /// As findings have it.
    pub(crate) key: String,
    /// Some filled cells beside the key, in the order of the fields; sensitive ones are left out.
    pub(crate) cells: Vec<(FieldIx, String)>,
}

/// How many documents of each table are shown of so many picked in all, with the rows of each table: as many as it has of the rows,
/// but one at least where there are enough for all.
pub(crate) fn strata(documents: usize, rows: &[u64]) -> Vec<usize> {
    let all: u128 = rows.iter().map(|&rows| u128::from(rows)).sum();
    let filled = rows.iter().filter(|rows| **rows > 0).count();
    let mut shares = vec![0; rows.len()];
    if all == 0 {
        return shares;
    }
    let spare = documents.saturating_sub(filled);
    // to the largest rest, the first of those that are alike
    let mut rests: Vec<(u128, usize)> = Vec::new();
    for (at, &rows) in rows.iter().enumerate().filter(|(_, rows)| **rows > 0) {
        let part = u128::from(rows) * spare as u128;
        shares[at] = usize::try_from(part / all).unwrap_or(spare);
        rests.push((part % all, at));
    }
    rests.sort_by_key(|&(rest, at)| (std::cmp::Reverse((rest, rows[at])), at));
    let given: usize = shares.iter().sum();
    for (_, at) in rests.iter().take(spare - given) {
        shares[*at] += 1;
    }
    let mut largest: Vec<usize> = rests.iter().map(|(_, at)| *at).collect();
    largest.sort_by_key(|&at| (std::cmp::Reverse(rows[at]), at));
    for at in largest.into_iter().take(documents) {
        shares[at] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::strata;

    #[test]
    fn every_table_has_its_share() {
        assert_eq!(strata(20, &[120, 260, 90, 0, 40]), [5, 9, 4, 0, 2]);
        // the largest ones where there are too few for all
        assert_eq!(strata(2, &[1, 1_000_000, 1, 5]), [0, 1, 0, 1]);
        assert_eq!(strata(0, &[5, 5]), [0, 0]);
        assert_eq!(strata(9, &[0, 0]), [0, 0]);
    }
}
