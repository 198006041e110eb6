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
        }
    }
}
