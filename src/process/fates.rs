//! What the rules of a process come to, case by case.

use super::judge::{Result, Verdict};

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// No rule finds anything.
    Conforms,
    /// No rule finds anything, and one could not decide.
    Undecided,
    /// A rule finds something.
    Deviates,
}

/// The fates of all cases.
#[derive(Debug)]
pub(crate) struct Fates {
    of: Vec<Fate>,
    /// Whether there was a rule to judge them by.
    pub(crate) are_known: bool,
}

impl Fates {
    pub(crate) fn new<'r>(cases: usize, results: impl Iterator<Item = &'r Result>) -> Fates {
        let mut fates = Fates {
            of: vec![Fate::Conforms; cases],
            are_known: false,
        };
        for result in results {
            fates.are_known = true;
            for judged in &result.told {
                let fate = match judged.verdict {
                    Verdict::Violation(_) => Fate::Deviates,
                    _ => Fate::Undecided,
                };
                let known = &mut fates.of[judged.case];
                *known = fate.max(*known);
            }
        }
        fates
    }

    pub(crate) fn of(&self, case: usize) -> Fate {
        self.of[case]
    }

    /// How many cases have a fate.
    pub(crate) fn count(&self, fate: Fate) -> u64 {
        self.of.iter().filter(|one| **one == fate).count() as u64
    }
}
