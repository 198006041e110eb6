//! Identities to look others up in.

use super::identity::Identity;

/// Identities that share a place in the index, at the average.
const TOGETHER: usize = 4;

/// Identities, each once, in their order; each has a number.
///
/// They are the first bits of a SHA-256 and spread evenly, so the first bits of one tell where it stands. Where somebody has
/// put in others, it is found in a few more steps.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    sorted: Vec<Identity>,
    /// By the first bits: where those begin that have them; the last is where they end.
    starts: Vec<u32>,
    /// How many bits are not among the first.
    rest: u32,
}

impl Known {
    pub(crate) fn new(mut identities: Vec<Identity>) -> Known {
        identities.sort_unstable();
        identities.dedup();
        identities.shrink_to_fit();
        let places = (identities.len() / TOGETHER).next_power_of_two().max(2);
        let rest = u64::BITS - places.trailing_zeros();
        let mut starts = vec![0; places + 1];
        for identity in &identities {
            starts[place(*identity, rest) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Known {
            sorted: identities,
            starts,
            rest,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The number of one of them, counted from 0.
    pub(crate) fn number(&self, identity: Identity) -> Option<usize> {
        let place = place(identity, self.rest);
        let start = *self.starts.get(place)? as usize;
        let end = *self.starts.get(place + 1)? as usize;
        let at = self.sorted[start..end].binary_search(&identity).ok()?;
        Some(start + at)
    }

    /// In the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Identity> {
        self.sorted.iter().copied()
    }
}

/// The first bits.
fn place(identity: Identity, rest: u32) -> usize {
    usize::try_from(identity.0 >> rest).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_and_no_other() {
        let spread = |n: u64| Identity(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let even: Vec<Identity> = (0..1000).map(|n| spread(2 * n)).collect();
        let crowded: Vec<Identity> = (0..1000).map(|n| Identity(2 * n)).collect();
        let few = vec![Identity(u64::MAX), Identity(0), Identity(u64::MAX)];
        for identities in [even, crowded, few, Vec::new()] {
            let known = Known::new(identities.clone());
            for identity in &identities {
                let number = known.number(*identity).unwrap();
                assert_eq!(known.iter().nth(number), Some(*identity));
            }
            for other in (0..1000).flat_map(|n| [spread(2 * n + 1), Identity(2 * n + 1)]) {
                assert_eq!(known.number(other).is_some(), identities.contains(&other));
            }
        }
        assert_eq!(Known::new(vec![Identity(7); 3]).len(), 1);
        assert_eq!(Known::default().number(Identity::NONE), None);
    }
}
