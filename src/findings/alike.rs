//! A column of numbers that mostly are all alike.

/// Numbers by position.
#[derive(Debug, Clone)]
pub(super) enum Alike {
    All(u32),
    Each(Vec<u32>),
}

impl Alike {
    pub(super) fn new(mut numbers: Vec<u32>) -> Alike {
        match numbers.first() {
            Some(&first) if numbers.iter().all(|number| *number == first) => Alike::All(first),
            _ => {
                numbers.shrink_to_fit();
                Alike::Each(numbers)
            }
        }
    }

    /// Where those are, of the first `count`, that differ from the one before.
    pub(super) fn firsts(&self, count: usize) -> impl Iterator<Item = usize> {
        let changes = match self {
            Alike::All(_) => &[],
            Alike::Each(numbers) => &numbers[..count],
        };
        let changes = changes.windows(2).enumerate();
        let changes = changes.filter(|(_, pair)| pair[0] != pair[1]);
        let first = (count > 0).then_some(0);
        first.into_iter().chain(changes.map(|(at, _)| at + 1))
    }

    pub(super) fn get(&self, at: usize) -> u32 {
        match self {
            Alike::All(number) => *number,
            Alike::Each(numbers) => numbers[at],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_it_was_given() {
        for numbers in [vec![7, 7, 7], vec![7, 7, 0]] {
            let kept = Alike::new(numbers.clone());
            let read: Vec<u32> = (0..numbers.len()).map(|at| kept.get(at)).collect();
            assert_eq!(read, numbers);
            let differ = |at: &usize| *at == 0 || numbers[*at] != numbers[at - 1];
            for count in 0..=numbers.len() {
                let firsts: Vec<usize> = kept.firsts(count).collect();
                assert_eq!(firsts, (0..count).filter(differ).collect::<Vec<_>>());
            }
        }
    }
}
