//! What the rows of a key hold from one day to another, such as the prices of a list.

use indexmap::IndexMap;

use super::only::Only;
use crate::fingerprint::identity::BETWEEN;

/// What holds from one day to another, both included; in milliseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Version {
    pub(super) from: i64,
    pub(super) until: i64,
    pub(super) held: Only,
}

impl Version {
    /// Nobody knows what holds, nor when.
    pub(super) const UNKNOWN: Version = Version {
        from: i64::MIN,
        until: i64::MAX,
        held: Only::Unknown,
    };
}

/// The versions of each key.
#[derive(Debug, Clone, Default)]
pub(super) struct Versions {
    by_key: IndexMap<String, Vec<Version>>,
    /// Once they are sorted: until when those up to each of them hold at most.
    reach: Vec<Vec<i64>>,
}

impl Versions {
    pub(super) fn add(&mut self, key: &str, version: Version) {
        match self.by_key.get_mut(key) {
            Some(versions) => versions.push(version),
            None => drop(self.by_key.insert(key.to_owned(), vec![version])),
        }
    }

    /// Adds those of another part of the table.
    pub(super) fn merge(&mut self, other: Versions) {
        for (key, versions) in other.by_key {
            self.by_key.entry(key).or_default().extend(versions);
        }
    }

    /// Ready to be asked.
    pub(super) fn sorted(mut self) -> Versions {
        let of_key = |versions: &mut Vec<Version>| {
            versions.sort_by_key(|version| (version.from, version.until));
            let mut reach = i64::MIN;
            let until = versions.iter().map(|version| {
                reach = reach.max(version.until);
                reach
            });
            until.collect()
        };
        self.reach = self.by_key.values_mut().map(of_key).collect();
        self
    }

    /// What holds for a key and, behind it, a day; none where nothing does.
    pub(super) fn at(&self, key: &str) -> Option<Only> {
        let (key, at) = key.rsplit_once(BETWEEN)?;
        let at: i64 = at.parse().ok()?;
        let (place, _, versions) = self.by_key.get_full(key)?;
        let reach = self.reach.get(place)?;
        let begun = versions.partition_point(|version| version.from <= at);
        // those before reach no further than what is known of them
        let far = (0..begun).rev().take_while(|&ix| reach[ix] >= at);
        let holding = far
            .map(|ix| versions[ix])
            .filter(|version| version.until >= at);
        holding.map(|version| version.held).reduce(Only::and)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_on_a_day() {
        let version = |from, until, value| Version {
            from,
            until,
            held: Only::Value(value),
        };
        let mut versions = Versions::default();
        versions.add("a", version(20, 29, 2));
        versions.add("a", version(i64::MIN, 9, 1));
        let mut more = Versions::default();
        more.add("a", version(25, i64::MAX, 3));
        more.add("a", version(40, 40, 3));
        versions.merge(more);
        let versions = versions.sorted();
        let at = |day: i64| versions.at(&format!("a{BETWEEN}{day}"));
        let value = |value| Some(Only::Value(value));
        let days = [-5, 9, 10, 20, 25, 29, 30, 40].map(at);
        let several = Some(Only::Several);
        let expected = [
            value(1),
            value(1),
            None,
            value(2),
            several,
            several,
            value(3),
            value(3),
        ];
        assert_eq!(days, expected);
        assert_eq!(versions.at(&format!("b{BETWEEN}5")), None);
    }
}
