//! A column of rows of a file.

/// Rows as a person sees them, by position: those of one batch are near each other.
#[derive(Debug, Clone)]
pub(super) enum Lines {
    /// How far each is behind the first of them.
    Near(u64, Vec<u32>),
    Each(Vec<u64>),
}

impl Lines {
    pub(super) fn new(lines: Vec<u64>) -> Lines {
        let first = lines.iter().copied().min().unwrap_or_default();
        let behind = lines.iter().map(|line| u32::try_from(line - first));
        match behind.collect() {
            Ok(behind) => Lines::Near(first, behind),
            Err(_) => Lines::Each(lines),
        }
    }

    pub(super) fn get(&self, at: usize) -> u64 {
        match self {
            Lines::Near(first, behind) => first + u64::from(behind[at]),
            Lines::Each(lines) => lines[at],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_it_was_given() {
        for given in [vec![], vec![7], vec![9, 3, 3, 8], vec![0, u64::MAX]] {
            let lines = Lines::new(given.clone());
            let kept: Vec<u64> = (0..given.len()).map(|at| lines.get(at)).collect();
            assert_eq!(kept, given);
        }
    }
}
