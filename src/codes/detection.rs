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
                for character in counts.characters(place) {
                    if let Some(next) = counts.step(state, character, place) {
                        counts.before[place + 1][next] += counts.before[place][state];
                    }
                }
            }
        }
        for place in (0..length).rev() {
            for one in 0..states {
                for other in 0..states {
                    let both = counts.characters(place).map(|character| {
                        let [one, other] = [one, other].map(|s| counts.step(s, character, place));
                        counts.endings(place + 1, one, other)
                    });
                    counts.after[place][one * states + other] = both.sum();
                }
            }
        }
        counts
    }

    fn characters(&self, place: usize) -> std::str::Bytes<'static> {
        let alphabet = self.system.alphabet(place, self.length);
        alphabet.characters().bytes()
    }

    /// None where the character cannot stand there.
    fn step(&self, state: usize, character: u8, place: usize) -> Option<usize> {
        let alphabet = self.system.alphabet(place, self.length);
        let value = alphabet.value(character)?;
        Some(self.system.step(state, value, place, self.length))
    }

    /// How many endings from a place on are right from both states.
    fn endings(&self, place: usize, one: Option<usize>, other: Option<usize>) -> u128 {
        match (one, other) {
            (Some(one), Some(other)) => self.after[place][one * self.system.states() + other],
            _ => 0,
        }
    }

    fn changed(&self) -> Slips {
        let mut slips = Slips { missed: 0, all: 0 };
        for place in 0..self.length {
            for (state, beginnings) in self.before[place].iter().enumerate() {
                for right in self.characters(place) {
                    let meant = self.step(state, right, place);
                    for wrong in self.characters(place).filter(|wrong| *wrong != right) {
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
            for (state, beginnings) in self.before[place].iter().enumerate() {
                let after = |one: u8, two: u8| {
                    let state = self.step(state, one, place)?;
                    self.step(state, two, place + 1)
                };
                for one in self.characters(place) {
                    for two in self.characters(place + 1).filter(|two| *two != one) {
                        let meant = after(one, two);
                        slips.all += beginnings * self.endings(place + 2, meant, meant);
                        // where one of them cannot stand at the other's place, the swap is seen
                        slips.missed +=
                            beginnings * self.endings(place + 2, meant, after(two, one));
                    }
                }
            }
        }
        slips
    }
}
