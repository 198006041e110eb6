//! From keys to groups, and from groups to what each record may be a copy of.

use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash, Hasher};

use hashbrown::{HashMap, HashSet};
use rayon::prelude::{
    IntoParallelIterator, IntoParallelRefIterator, ParallelIterator, ParallelSlice,
    ParallelSliceMut,
};

use super::alike::{alike, are_variants};
use super::keys::{Key, keys};
use super::read::{Name, folded};
use super::{Cards, Grade, Kind, Reason, Twin, Twins};
use crate::tables::hygiene::stands_for_nothing;

/// In how many goes keys are sorted: only those of one go are in memory.
const GOES: u64 = 2;

/// Names that are read together.
const TOGETHER: usize = 1 << 13;

/// Records of which several are like one, and none like another, under one key: more are not settled.
const MOST_KEPT: usize = 32;

/// Records of a group that each record without a value is held against, to see whether it may be any of several.
const MOST_TELLING: usize = 1_000;

/// From so many characters on one character repeated says nothing.
const REPEATED: usize = 4;

/// Records that may have a value in common for it to say that they belong together.
const CROWD: usize = 50;

/// Records that may be the same, with the one to keep. `least`: the least sure that is wanted.
pub(crate) fn twins(cards: &Cards, kind: Kind, least: Grade) -> Twins {
    let seen = Seen::new(cards, kind, least);
    let mut found = seen.by_keys();
    let mut crowds = vec![(0, 0); cards.agree.len()];
    if least == Grade::Weak {
        for (column, crowd) in crowds.iter_mut().enumerate() {
            *crowd = seen.by_value(column, &mut found.links);
        }
    }
    let groups = groups(seen.by_worth.len(), &found.links);
    let ambiguous = &found.ambiguous;
    let settled: Vec<Settled> = groups
        .par_iter()
        .map(|group| seen.settle(group, ambiguous))
        .collect();
    let mut twins: Vec<Twin> = settled
        .iter()
        .flat_map(|one| one.twins.iter().copied())
        .collect();
    twins.par_sort_unstable_by_key(|twin| twin.row);
    Twins {
        pairs: twins,
        largest: settled
            .iter()
            .map(|one| one.largest)
            .max()
            .unwrap_or_default(),
        crowds,
        unsettled: found.unsettled + settled.iter().map(|one| one.unsettled).sum::<u64>(),
    }
}

/// A key of a record, by its rank.
type Keyed = (u64, u32, Key);

/// The records, from the one most worth keeping to the one least: what is said of them does not depend on the order of their rows.
struct Seen<'c> {
    cards: &'c Cards<'c>,
    kind: Kind,
    least: Grade,
    /// Rows by rank.
    by_worth: Vec<u32>,
    /// Names by rank, as they are compared.
    folded: Vec<Box<str>>,
    /// By column and row what a cell says; 0 where it says nothing.
    differ: Vec<Vec<u64>>,
    agree: Vec<Vec<u64>>,
}

/// What keys brought together.
#[derive(Default)]
struct Found {
    links: Vec<(u32, u32)>,
    /// Cores, by their keys, that there are in several places: one without a place may be any of them.
    ambiguous: HashSet<u64>,
    unsettled: u64,
}

impl Found {
    fn add(mut self, mut other: Found) -> Found {
        if self.links.len() < other.links.len() {
            std::mem::swap(&mut self, &mut other);
        }
        self.links.append(&mut other.links);
        self.ambiguous.extend(other.ambiguous);
        self.unsettled += other.unsettled;
        self
    }
}

impl<'c> Seen<'c> {
    fn new(cards: &'c Cards<'c>, kind: Kind, least: Grade) -> Seen<'c> {
        let rows = u32::try_from(cards.names.len()).expect("fewer rows than 2^32");
        let mut by_worth: Vec<u32> = (0..rows).collect();
        by_worth.par_sort_unstable_by(|&one, &other| {
            let worth = |row: u32| {
                let worth = cards.worth.get(row as usize).copied().unwrap_or_default();
                (
                    Reverse(worth.used),
                    Reverse(worth.filled),
                    worth.since.unwrap_or(i64::MAX),
                )
            };
            let texts = |row: u32| {
                let row = row as usize;
                let others = cards
                    .differ
                    .iter()
                    .chain(&cards.agree)
                    .map(move |column| column[row]);
                [
                    cards.codes.get(row).copied().unwrap_or_default(),
                    cards.names[row],
                ]
                .into_iter()
                .chain(others)
            };
            let order = worth(one).cmp(&worth(other));
            order
                .then_with(|| texts(one).cmp(texts(other)))
                .then(one.cmp(&other))
        });
        let fold = |&row: &u32| folded(cards.names[row as usize], kind).into_boxed_str();
        let said = |columns: &[Vec<&str>]| -> Vec<Vec<u64>> {
            let column = |column: &Vec<&str>| column.par_iter().map(|cell| said(cell)).collect();
            columns.iter().map(column).collect()
        };
        Seen {
            cards,
            kind,
            least,
            folded: by_worth.par_iter().map(fold).collect(),
            by_worth,
            differ: said(&cards.differ),
            agree: said(&cards.agree),
        }
    }

    fn name(&self, rank: u32) -> Name {
        Name::read(&self.folded[rank as usize], self.kind)
    }

    fn row(&self, rank: u32) -> usize {
        self.by_worth[rank as usize] as usize
    }

    /// Whether a column says that two records are two things.
    fn do_differ(&self, one: u32, other: u32) -> bool {
        let (one, other) = (self.row(one), self.row(other));
        let mut columns = self.differ.iter();
        columns.any(|said| said[one] != 0 && said[other] != 0 && said[one] != said[other])
    }

    /// What the columns that must not differ say of a record.
    fn says(&self, rank: u32) -> impl Iterator<Item = u64> {
        let row = self.row(rank);
        self.differ.iter().map(move |said| said[row])
    }

    /// Adds what the columns that must not differ say of a record to what they say of others; not where they differ.
    fn joins(&self, rank: u32, others: &mut [u64]) -> bool {
        let mut pairs = self.says(rank).zip(&*others);
        if pairs.any(|(own, other)| own != 0 && *other != 0 && own != *other) {
            return false;
        }
        for (own, other) in self.says(rank).zip(others) {
            if *other == 0 {
                *other = own;
            }
        }
        true
    }

    /// The first column in which two records agree.
    fn agrees(&self, one: u32, other: u32) -> Option<u32> {
        let (one, other) = (self.row(one), self.row(other));
        let mut columns = (0..).zip(&self.agree);
        let agreeing = columns.find(|(_, said)| said[one] != 0 && said[one] == said[other]);
        agreeing.map(|(column, _)| column)
    }

    fn by_keys(&self) -> Found {
        let mut found = Found::default();
        for go in 0..GOES {
            let ranks = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
            let starts: Vec<u32> = (0..ranks).step_by(TOGETHER).collect();
            let of_stretch = |&start: &u32| {
                let end = ranks.min(start + u32::try_from(TOGETHER).unwrap_or(u32::MAX));
                let mut some: Vec<Keyed> = Vec::new();
                for rank in start..end {
                    keys(&self.name(rank), |key, hash| {
                        if hash % GOES == go {
                            some.push((hash, rank, key));
                        }
                    });
                }
                some
            };
            let parts: Vec<Vec<Keyed>> = starts.par_iter().map(of_stretch).collect();
            let mut all = parts.concat();
            drop(parts);
            all.par_sort_unstable_by_key(|(hash, rank, _)| (*hash, *rank));
            let same: Vec<&[Keyed]> = all
                .chunk_by(|one, other| one.0 == other.0)
                .filter(|same| may_link(same))
                .collect();
            let linked = same.par_chunks(64).map(|stretch| {
                let mut found = Found::default();
                for group in stretch {
                    self.link(group, &mut found);
                }
                found
            });
            found = found.add(linked.reduce(Found::default, Found::add));
        }
        found
    }

    /// Links records that have a key in common.
    fn link(&self, same: &[Keyed], found: &mut Found) {
        let (mut first, mut rest): (Vec<&Keyed>, Vec<&Keyed>) =
            same.iter().partition(|(_, _, key)| *key != Key::Without);
        // those that say all before those that may be any of them
        let gaps = |of: &&Keyed| self.says(of.1).filter(|said| *said == 0).count();
        first.sort_by_key(gaps);
        rest.sort_by_key(gaps);
        let mut kept: Vec<(u32, Name)> = Vec::new();
        let mut open = None;
        if same[0].2 == Key::Core {
            let places: HashSet<&str> = same
                .iter()
                .map(|(_, rank, _)| self.name(*rank).place)
                .collect();
            let several = places.iter().filter(|place| !place.is_empty()).count() > 1;
            if several && places.contains("") {
                found.ambiguous.insert(same[0].0);
                open = Some("");
            }
        }
        for &(_, rank, key) in first.into_iter().chain(rest) {
            let name = self.name(rank);
            if open == Some(name.place) || kept.iter().any(|(before, _)| *before == rank) {
                continue;
            }
            let mut like = kept.iter().filter(|(before, other)| {
                !self.do_differ(rank, *before) && self.are_linked(&name, other)
            });
            match like.next() {
                Some(&(before, _)) => {
                    let rivals = like.filter(|(other, _)| self.do_differ(before, *other));
                    let links = rivals.map(|(other, _)| (*other, rank));
                    found.links.push((before, rank));
                    found.links.extend(links);
                }
                None if key == Key::Without => {}
                None if kept.len() < MOST_KEPT => kept.push((rank, name)),
                None => found.unsettled += 1,
            }
        }
    }

    fn are_linked(&self, one: &Name, other: &Name) -> bool {
        alike(one, other, self.kind)
            .is_some_and(|(grade, _)| grade < Grade::Weak && grade <= self.least)
    }

    /// Links records that have a value in common; how many values, and records with them, are too many.
    fn by_value(&self, column: usize, links: &mut Vec<(u32, u32)>) -> (u64, u64) {
        let ranks = (0..).zip(&self.by_worth);
        let values = ranks.map(|(rank, row)| (self.agree[column][*row as usize], rank));
        let mut values: Vec<(u64, u32)> = values.filter(|(value, _)| *value != 0).collect();
        values.par_sort_unstable();
        let same: Vec<&[(u64, u32)]> = values
            .chunk_by(|one, other| one.0 == other.0)
            .filter(|same| same.len() > 1)
            .collect();
        let (few, crowds): (Vec<_>, Vec<_>) =
            same.into_iter().partition(|same| same.len() <= CROWD);
        let linked = few.into_par_iter().flat_map_iter(|same| {
            let names: Vec<(u32, Name)> = same
                .iter()
                .map(|&(_, rank)| (rank, self.name(rank)))
                .collect();
            let mut links = Vec::new();
            for (at, (one, name)) in names.iter().enumerate() {
                for (other, like) in &names[at + 1..] {
                    if !self.do_differ(*one, *other) && alike(name, like, self.kind).is_some() {
                        links.push((*one, *other));
                    }
                }
            }
            links
        });
        links.extend(linked.collect::<Vec<_>>());
        (
            crowds.len() as u64,
            crowds.iter().map(|crowd| crowd.len() as u64).sum(),
        )
    }

    /// What each of some linked records may be a copy of. No two that differ are copies of one: each joins, the surest first, unless it
    /// differs from one that has joined before.
    fn settle(&self, group: &[u32], ambiguous: &HashSet<u64>) -> Settled {
        let mut settled = Settled::default();
        let mut left: Vec<(u32, Name)> =
            group.iter().map(|&rank| (rank, self.name(rank))).collect();
        let mut torn = self.torn(&left, ambiguous);
        // one that may be any of several is sure to be another only where the names have more in common
        let limits: HashMap<u32, Grade> = (torn.iter())
            .map(|(rank, (grade, _))| (*rank, *grade))
            .collect();
        let is_within = |rank: &u32, grade| limits.get(rank).is_none_or(|limit| grade < *limit);
        left.retain(|(rank, _)| is_within(rank, Grade::Certain));
        for _ in 0..MOST_KEPT {
            let Some((keep, name)) = left.first() else {
                break;
            };
            let mut said = vec![0; self.differ.len()];
            let mut is_taken = vec![false; left.len()];
            is_taken[0] = self.joins(*keep, &mut said);
            let others = left.iter().enumerate().skip(1);
            let twins = others.filter_map(|(at, (rank, other))| {
                let twin = self.twin((*keep, name), (*rank, other), ambiguous)?;
                let is_sure = is_within(keep, twin.grade) && is_within(rank, twin.grade);
                is_sure.then_some((at, *rank, twin))
            });
            let mut twins: Vec<(usize, u32, Twin)> = twins.collect();
            twins.sort_by_key(|(_, _, twin)| twin.grade);
            twins.retain(|(_, rank, _)| self.joins(*rank, &mut said));
            for (at, rank, twin) in &twins {
                is_taken[*at] = true;
                torn.remove(rank);
                settled.twins.push(*twin);
            }
            let copies = twins.len();
            settled.largest = settled.largest.max(if copies > 0 { copies + 1 } else { 0 });
            let mut is_taken = is_taken.into_iter();
            left.retain(|_| is_taken.next() != Some(true));
        }
        settled.unsettled = left.len() as u64;
        if self.least == Grade::Weak {
            settled
                .twins
                .extend(torn.into_values().map(|(_, twin)| twin));
        }
        settled
    }

    /// The records that may as well be one as another of two that differ, by rank: how much their names have in common, and what is
    /// said of them.
    fn torn(&self, group: &[(u32, Name)], ambiguous: &HashSet<u64>) -> HashMap<u32, (Grade, Twin)> {
        let mut said = vec![0; self.differ.len()];
        if group.iter().all(|(rank, _)| self.joins(*rank, &mut said)) {
            return HashMap::new();
        }
        let telling: Vec<&(u32, Name)> = group
            .iter()
            .filter(|(rank, _)| self.says(*rank).any(|said| said != 0))
            .take(MOST_TELLING)
            .collect();
        let open = group
            .iter()
            .filter(|(rank, _)| self.says(*rank).any(|said| said == 0));
        let torn =
            open.filter_map(|one| Some((one.0, self.torn_between(one, &telling, ambiguous)?)));
        torn.collect()
    }

    fn torn_between(
        &self,
        (rank, name): &(u32, Name),
        telling: &[&(u32, Name)],
        ambiguous: &HashSet<u64>,
    ) -> Option<(Grade, Twin)> {
        let others = telling.iter().filter(|(other, _)| other != rank);
        let fits = others.filter_map(|(other, like)| {
            let twin = self.twin((*other, like), (*rank, name), ambiguous)?;
            Some((*other, twin))
        });
        let mut fits: Vec<(u32, Twin)> = fits.collect();
        let best = fits.iter().map(|(_, twin)| twin.grade).min()?;
        fits.retain(|(_, twin)| twin.grade == best);
        fits.sort_by_key(|(_, twin)| twin.agrees.is_none());
        let mut said = vec![0; self.differ.len()];
        let (rival, _) = fits.iter().find(|(fit, _)| !self.joins(*fit, &mut said))?;
        let (_, twin) = fits.iter().find(|(fit, _)| self.do_differ(*fit, *rival))?;
        let twin = Twin {
            grade: Grade::Weak,
            rival: Some(self.by_worth[*rival as usize]),
            ..*twin
        };
        Some((best, twin))
    }

    fn twin(
        &self,
        (keep, kept): (u32, &Name),
        (rank, name): (u32, &Name),
        ambiguous: &HashSet<u64>,
    ) -> Option<Twin> {
        if self.do_differ(keep, rank) {
            return None;
        }
        let (row, of) = (self.row(rank), self.row(keep));
        let agrees = self.agrees(keep, rank);
        let (grade, reason) = if self.cards.names[row].trim() == self.cards.names[of].trim() {
            (Grade::Certain, Reason::Same)
        } else {
            alike(kept, name, self.kind)?
        };
        let is_open = || {
            let mut core = None;
            keys(name, |key, hash| {
                core = core.or((key == Key::Core).then_some(hash));
            });
            let placeless = kept.place.is_empty() || name.place.is_empty();
            reason == Reason::Place
                && placeless
                && core.is_some_and(|core| ambiguous.contains(&core))
        };
        let grade = if is_open() { Grade::Weak } else { grade };
        let is_variant = || are_variants(self.cards.names[row], self.cards.names[of]);
        let (grade, reason) = match (grade, reason) {
            (Grade::Certain, Reason::Written | Reason::FormLeftOut) if is_variant() => {
                (Grade::Likely, Reason::Sound)
            }
            found => found,
        };
        (grade <= self.least && (grade < Grade::Weak || agrees.is_some())).then_some(Twin {
            row: self.by_worth[rank as usize],
            of: self.by_worth[keep as usize],
            grade,
            reason,
            agrees,
            rival: None,
        })
    }
}

/// What became of a group.
#[derive(Default)]
struct Settled {
    twins: Vec<Twin>,
    largest: usize,
    unsettled: u64,
}

/// Whether records with a key in common may be alike: two names that each lack a character are not, unless that is a slip.
fn may_link(same: &[Keyed]) -> bool {
    same.len() > 1 && same.iter().any(|(_, _, key)| *key != Key::Without)
}

/// What a cell says, whatever its case, width and punctuation; 0 where it says nothing, as 待补 and one digit repeated do.
fn said(cell: &str) -> u64 {
    if stands_for_nothing(cell) {
        return 0;
    }
    let folded = folded(cell, Kind::Company);
    let letters = || folded.chars().filter(|c| *c != ' ');
    let first = letters().next();
    if first.is_none()
        || letters().nth(REPEATED - 1).is_some() && letters().all(|c| Some(c) == first)
    {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    folded
        .chars()
        .filter(|c| *c != ' ')
        .for_each(|c| c.hash(&mut hasher));
    hasher.finish().max(1)
}

/// The groups that links make of so many records: each of two or more, in the order of their ranks.
fn groups(records: usize, links: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut above: Vec<u32> = (0..).take(records).collect();
    let root = |above: &mut Vec<u32>, of: u32| {
        let mut at = of;
        while above[at as usize] != at {
            let next = above[above[at as usize] as usize];
            above[at as usize] = next;
            at = next;
        }
        at
    };
    let mut linked: HashSet<u32> = HashSet::new();
    for &(one, other) in links {
        let (one_root, other_root) = (root(&mut above, one), root(&mut above, other));
        let least = one_root.min(other_root);
        above[one_root as usize] = least;
        above[other_root as usize] = least;
        linked.extend([one, other]);
    }
    let mut members: Vec<(u32, u32)> = linked
        .into_iter()
        .map(|rank| (root(&mut above, rank), rank))
        .collect();
    members.sort_unstable();
    let same = members.chunk_by(|one, other| one.0 == other.0);
    same.map(|group| group.iter().map(|(_, rank)| *rank).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Worth;
    use super::*;

    /// Name, tax number and phone; the code is the number of the row.
    fn found(rows: &[[&str; 3]]) -> Vec<(u32, u32, Grade)> {
        let codes: Vec<String> = (0..rows.len()).map(|row| format!("K{row}")).collect();
        let column = |ix: usize| -> Vec<&str> { rows.iter().map(|row| row[ix]).collect() };
        let cards = Cards {
            names: column(0),
            codes: codes.iter().map(String::as_str).collect(),
            differ: vec![column(1)],
            agree: vec![column(1), column(2)],
            worth: Vec::new(),
        };
        let twins = twins(&cards, Kind::Company, Grade::Weak).pairs;
        twins
            .iter()
            .map(|twin| (twin.row, twin.of, twin.grade))
            .collect()
    }

    #[test]
    fn two_tax_numbers_are_two_firms() {
        let name = "上海华宇科技有限公司";
        assert_eq!(found(&[[name, "T-100", ""], [name, "T-200", ""]]), []);
        assert_eq!(
            found(&[[name, "T-100", ""], [name, "t100", ""]]),
            [(1, 0, Grade::Certain)]
        );
        assert_eq!(
            found(&[[name, "T-100", ""], [name, "", ""], [name, "T-200", ""]]),
            [(1, 0, Grade::Weak)]
        );
        // in any order, and where the one without a number would be kept
        assert_eq!(
            found(&[[name, "", ""], [name, "T-100", ""], [name, "T-200", ""]]),
            [(0, 1, Grade::Weak)]
        );
        // a phone says which is more likely
        assert_eq!(
            found(&[
                [name, "", "555-0100"],
                [name, "T-100", ""],
                [name, "T-200", "555-0100"]
            ]),
            [(0, 2, Grade::Weak)]
        );
        // one without a number whose name fits one of them better is that one
        assert_eq!(
            found(&[
                [name, "", ""],
                ["上海华宇科技股份有限公司", "T-100", ""],
                [name, "T-200", ""]
            ]),
            [(2, 0, Grade::Certain)]
        );
        assert_eq!(found(&[[name, "1", ""], [name, "2", ""]]), []);
        for nothing in ["待补", "暂无", "无", "-", "同上"] {
            assert_eq!(
                found(&[[name, "T-100", ""], [name, nothing, ""]]),
                [(1, 0, Grade::Certain)],
                "{nothing}"
            );
        }
        // one digit repeated says nothing
        assert_eq!(
            found(&[[name, "T-100", ""], [name, "00000000", ""]]),
            [(1, 0, Grade::Certain)]
        );
    }

    #[test]
    fn related_names_need_a_column_that_agrees() {
        let (one, other) = ("上海华宇科技有限公司", "上海华宏科技有限公司");
        assert_eq!(found(&[[one, "", "555-0100"], [other, "", "555-0101"]]), []);
        assert_eq!(
            found(&[[one, "", "555-0100"], [other, "", "555 0100"]]),
            [(1, 0, Grade::Weak)]
        );
        assert_eq!(
            found(&[[one, "T1", "555-0100"], [other, "T2", "555 0100"]]),
            []
        );
    }

    #[test]
    fn a_name_without_its_place_may_be_any_of_several() {
        let (bare, here, there) = (
            "华宇科技有限公司",
            "上海华宇科技有限公司",
            "北京华宇科技有限公司",
        );
        assert_eq!(
            found(&[[bare, "", ""], [here, "", ""]]),
            [(1, 0, Grade::Likely)]
        );
        assert_eq!(
            found(&[[bare, "", ""], [here, "", ""], [there, "", ""]]),
            []
        );
        let agreeing = [
            [bare, "", ""],
            [here, "", ""],
            [there, "", "555-0100"],
            [bare, "", "555-0100"],
        ];
        assert_eq!(found(&agreeing), [(3, 0, Grade::Certain)]);
    }

    /// A is like B, and B like C.
    #[test]
    fn what_only_hangs_together_is_held_against_the_one_to_keep() {
        let rows = [
            "上海华宇达科技有限公司",
            "上海华宇达恒科技有限公司",
            "上海华宇达恒瑞科技有限公司",
        ];
        assert_eq!(
            found(&rows.map(|name| [name, "", ""])),
            [(1, 0, Grade::Likely)]
        );
    }

    #[test]
    fn the_order_of_rows_makes_no_difference() {
        let rows = [
            ["上海华宇科技有限公司", "", ""],
            ["上海華宇科技公司", "", "555-0100"],
            ["华宇科技", "T1", ""],
            ["上海华宇科技有限公司", "T2", ""],
            ["Emerald Harbor Ltd", "", ""],
            ["Emerald Harbour", "", ""],
            ["EMERALD HARBOR", "", ""],
            ["", "", ""],
            ["（）", "", ""],
        ];
        let named = |order: &[usize]| {
            let codes: Vec<String> = order.iter().map(|row| format!("K{row}")).collect();
            let column =
                |ix: usize| -> Vec<&str> { order.iter().map(|&row| rows[row][ix]).collect() };
            let cards = Cards {
                names: column(0),
                codes: codes.iter().map(String::as_str).collect(),
                differ: vec![column(1)],
                agree: vec![column(2)],
                worth: Vec::new(),
            };
            let twins = twins(&cards, Kind::Company, Grade::Weak).pairs;
            let mut named: Vec<_> = twins
                .iter()
                .map(|twin| {
                    (
                        order[twin.row as usize],
                        order[twin.of as usize],
                        twin.grade,
                    )
                })
                .collect();
            named.sort_unstable();
            named
        };
        let straight: Vec<usize> = (0..rows.len()).collect();
        let expected = named(&straight);
        assert_eq!(expected.len(), 4);
        for turn in 1..rows.len() {
            let mut order = straight.clone();
            order.rotate_left(turn);
            assert_eq!(named(&order), expected, "{turn}");
            order.reverse();
            assert_eq!(named(&order), expected, "{turn}");
        }
    }

    #[test]
    fn the_one_to_keep_is_used_most_then_filled_then_old() {
        let names = vec!["上海华宇科技有限公司"; 3];
        let worth = |used, filled, since| Worth {
            used,
            filled,
            since,
        };
        for (worths, keep) in [
            (
                [worth(0, 9, Some(0)), worth(2, 1, None), worth(1, 1, None)],
                1,
            ),
            (
                [
                    worth(0, 1, Some(0)),
                    worth(0, 2, None),
                    worth(0, 3, Some(9)),
                ],
                2,
            ),
            (
                [
                    worth(0, 1, None),
                    worth(0, 1, Some(2)),
                    worth(0, 1, Some(1)),
                ],
                2,
            ),
            ([worth(0, 1, None), worth(0, 1, None), worth(0, 1, None)], 0),
        ] {
            let cards = Cards {
                names: names.clone(),
                codes: vec!["a", "b", "c"],
                worth: worths.to_vec(),
                ..Cards::default()
            };
            let twins = twins(&cards, Kind::Company, Grade::Certain);
            assert!(
                twins.pairs.iter().all(|twin| twin.of == keep) && twins.largest == 3,
                "{keep}"
            );
        }
    }

    #[test]
    fn what_a_crowd_has_in_common_says_nothing() {
        let names: Vec<String> = (0..60)
            .map(|n| format!("Harbor {}", char::from(b'a' + n % 26)))
            .collect();
        let cards = Cards {
            names: names.iter().map(String::as_str).collect(),
            agree: vec![vec!["555-0100"; 60]],
            ..Cards::default()
        };
        let twins = twins(&cards, Kind::Company, Grade::Weak);
        assert_eq!(twins.crowds, [(1, 60)]);
    }
}
