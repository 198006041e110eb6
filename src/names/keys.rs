//! The keys of a name: two names that may be alike have one of them in common.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::read::{Name, Script};

/// Names shorter than these have no key for a slip.
const SLIP_HAN: usize = 4;
const SLIP_LATIN: usize = 6;

/// The longest name whose slips are looked for.
const LONGEST: usize = 60;

/// What a key says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// What it is without its legal form; also what another is with a character left out.
    Whole,
    /// With a character left out.
    Without,
    /// The same of a name in words, where another character in its place is a slip as well.
    Replaced,
    /// With its words in order, or its characters.
    Sorted,
    /// What it is without its place.
    Core,
    /// How it sounds.
    Sound,
}

/// Hands each key of a name to `each`.
pub(super) fn keys(name: &Name, mut each: impl FnMut(Key, u64)) {
    if name.core.is_empty() {
        return;
    }
    let whole: Vec<char> = name.whole().collect();
    each(Key::Whole, hash(1, whole.iter()));
    if !name.words.is_empty() {
        each(Key::Sorted, hash(2, name.words.iter()));
    }
    if name.script == Script::Han {
        each(Key::Core, hash(3, name.core.iter()));
    }
    let core = &name.core;
    let shortest = if name.script == Script::Han {
        SLIP_HAN
    } else {
        SLIP_LATIN
    };
    if core.len() < shortest || core.len() > LONGEST {
        return;
    }
    if name.script == Script::Han {
        let mut hasher = hasher(4);
        name.place.hash(&mut hasher);
        name.sound().for_each(|syllable| syllable.hash(&mut hasher));
        each(Key::Sound, hasher.finish());
    }
    let mut sorted = whole.clone();
    sorted.sort_unstable();
    each(Key::Sorted, hash(5, sorted.iter()));
    let first = whole.len() - core.len();
    let without = if name.script == Script::Han {
        Key::Without
    } else {
        Key::Replaced
    };
    for left_out in first..whole.len() {
        // the same character again makes the same key again
        if left_out > first && whole[left_out] == whole[left_out - 1]
            || whole[left_out].is_numeric()
        {
            continue;
        }
        let rest = whole[..left_out].iter().chain(&whole[left_out + 1..]);
        each(without, hash(1, rest));
    }
}

fn hasher(seed: u8) -> DefaultHasher {
    let mut hasher = DefaultHasher::new();
    seed.hash(&mut hasher);
    hasher
}

fn hash(seed: u8, parts: impl Iterator<Item = impl Hash>) -> u64 {
    let mut hasher = hasher(seed);
    parts.for_each(|part| part.hash(&mut hasher));
    hasher.finish()
}
