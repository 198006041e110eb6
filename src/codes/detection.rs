//! How many slips a check notices, counted over every right code of a length, every place and every slip.
//!
//! A slip goes unnoticed where what it makes of a right code is right again. Codes need not be listed for that: how many
//! beginnings lead to a state, and from how many endings two states are both right, is added up place by place. The
//! figures are exact.

use super::System;

/// How many slips of a kind there are, over all right codes of a length, and how many of them go unnoticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slips {
    pub(crate) missed: u128,
    pub(crate) all: u128,
}

impl Slips {
    /// The noticed share in hundredths of a per cent, rounded down: 10,000 means that none is missed.
    pub(crate) fn noticed(self) -> u32 {
        let noticed = self.all - self.missed;
        // numbers of this size are cut to what can be multiplied; the share is the same to 30 digits
        let shift = (u128::BITS - self.all.leading_zeros()).saturating_sub(100);
        let (all, noticed) = (self.all >> shift, noticed >> shift);
        if self.missed == 0 || all == 0 {
            return 10_000;
        }
        let share = u32::try_from(noticed * 10_000 / all).unwrap_or(10_000);
        share.min(9_999)
    }
}

/// What a check notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Detection {
    /// One character is another one that may stand there.
    pub(crate) changed: Slips,
    /// Two neighbours that differ have changed places.
    pub(crate) swapped: Slips,
}

/// Counts what a system notices in codes of so many characters. None where there are more codes than can be counted, or none.
pub(crate) fn detection(system: &dyn System, length: usize) -> Option<Detection> {
    let sizes = (0..length).map(|place| system.alphabet(place, length).len() as u128);
    let codes = sizes.clone().try_fold(1, u128::checked_mul)?;
    let most = sizes.max()?;
    // no sum below is greater
    codes.checked_mul(most)?.checked_mul(length as u128)?;
    let counts = Counts::new(system, length);
    Some(Detection {
        changed: counts.changed(),
        swapped: counts.swapped(),
    })
}

struct Counts<'a> {
    system: &'a dyn System,
    length: usize,
    /// At each place and for each state: how many beginnings lead there.
    before: Vec<Vec<u128>>,
    /// At each place and for each two states, one behind the other: from how many endings both are right.
    after: Vec<Vec<u128>>,
}

impl<'a> Counts<'a> {
    fn new(system: &'a dyn System, length: usize) -> Counts<'a> {
        let states = system.states();
        let mut before = vec![vec![0; states]; length + 1];
        before[0][system.start()] = 1;
        let mut after = vec![vec![0; states * states]; length + 1];
        for one in 0..states {
            for other in 0..states {
                let both = system.accepts(one) && system.accepts(other);
                after[length][one * states + other] = u128::from(both);
            }
        }
        let mut counts = Counts {
            system,
            length,
            before,
            after,
        };
        for place in 0..length {
            for state in 0..states {
                for value in counts.values(place) {
                    let next = counts.step(state, value, place);
                    counts.before[place + 1][next] += counts.before[place][state];
                }
            }
        }
        for place in (0..length).rev() {
            for one in 0..states {
                for other in 0..states {
                    let both = counts.values(place).map(|value| {
                        let [one, other] = [one, other].map(|s| counts.step(s, value, place));
                        counts.endings(place + 1, one, other)
                    });
                    counts.after[place][one * states + other] = both.sum();
                }
            }
        }
        counts
    }

    fn values(&self, place: usize) -> std::ops::Range<usize> {
        0..self.system.alphabet(place, self.length).len()
    }

    fn step(&self, state: usize, value: usize, place: usize) -> usize {
        self.system.step(state, value, place, self.length)
    }

    /// How many endings from a place on are right from both states.
    fn endings(&self, place: usize, one: usize, other: usize) -> u128 {
        self.after[place][one * self.system.states() + other]
    }

    fn changed(&self) -> Slips {
        let mut slips = Slips { missed: 0, all: 0 };
        for place in 0..self.length {
            for (state, beginnings) in self.before[place].iter().enumerate() {
                for right in self.values(place) {
                    let meant = self.step(state, right, place);
                    for wrong in self.values(place).filter(|wrong| *wrong != right) {
                        let written = self.step(state, wrong, place);
                        slips.all += beginnings * self.endings(place + 1, meant, meant);
                        slips.missed += beginnings * self.endings(place + 1, meant, written);
                    }
                }
            }
        }
        slips
    }

    fn swapped(&self) -> Slips {
        let mut slips = Slips { missed: 0, all: 0 };
        for place in 0..self.length.saturating_sub(1) {
            let [first, second] =
                [place, place + 1].map(|place| self.system.alphabet(place, self.length));
            for (state, beginnings) in self.before[place].iter().enumerate() {
                let after = |one: usize, two: usize| {
                    self.step(self.step(state, one, place), two, place + 1)
                };
                for (one, left) in first.characters().bytes().enumerate() {
                    for (two, right) in second.characters().bytes().enumerate() {
                        if left == right {
                            continue;
                        }
                        let meant = after(one, two);
                        slips.all += beginnings * self.endings(place + 2, meant, meant);
                        // where one of them cannot stand at the other's place, the swap is seen
                        if let (Some(two), Some(one)) = (first.value(right), second.value(left)) {
                            let written = after(two, one);
                            slips.missed += beginnings * self.endings(place + 2, meant, written);
                        }
                    }
                }
            }
        }
        slips
    }
}
