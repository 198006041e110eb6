//! Rows with the same keys, put together and judged.

use std::iter;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSliceMut};

use super::TOGETHER;
use super::kept::Kept;
use crate::findings::Columns;
use crate::findings::finishing::{Find, Finisher};
use crate::findings::outcome::Counts;
use crate::findings::owners::OwnerNotes;
use crate::findings::said::{Place, Said};
use crate::findings::undecidable::{Cause, LISTED, Undecidable};
use crate::groups::{Beside, Found, Judged, Lack, judge};
use crate::rules::plan::grouped::Grouped;

/// What became of the groups.
pub(super) struct Decided {
    pub(super) counts: Counts,
    pub(super) undecidable: Vec<Undecidable>,
    /// Where nothing could be said of any of them: why of the one that came nearest.
    pub(super) lack: Option<Lack>,
    /// What is wrong, in the order of the rows.
    found: Vec<Wrong>,
    /// How many of it are told.
    keep: usize,
}

/// Something that is wrong, and the row that it is told of.
struct Wrong {
    row: usize,
    found: Found,
    others: Vec<Place>,
}

/// Judges the rows group by group; of what is found the first `keep` are told.
pub(super) fn judged(
    kept: &Kept,
    grouped: &Grouped,
    finisher: &Finisher,
    keep: usize,
    beside: Beside,
) -> Decided {
    let groups = groups(kept, grouped.keys.is_empty());
    let of_group = |group: &Vec<u32>| {
        let of_rows = |figure: usize| -> Vec<i128> {
            let rows = group.iter();
            rows.map(|&row| kept.figure(figure, row as usize)).collect()
        };
        let figures: Vec<Vec<i128>> = (0..grouped.figures.len()).map(of_rows).collect();
        judge(&grouped.test, &figures, beside)
    };
    let verdicts: Vec<Judged> = groups.par_iter().map(of_group).collect();
    let mut counts = Counts::default();
    let (mut wrong, mut open, mut lack) = (Vec::new(), Vec::new(), None);
    for (group, judged) in groups.iter().zip(verdicts) {
        let mut undecided = judged.uncovered;
        if let Some(why) = judged.lack {
            undecided += group.len() as u64;
            open.extend_from_slice(group);
            lack = lack.into_iter().chain([why]).max_by_key(|l| l.nearness());
        }
        counts.add(&Counts {
            ok: judged.ok,
            violation: judged.violation,
            not_applicable: judged.not_applicable,
            undecidable: undecided,
            unsettled: undecided,
            unplaced: undecided,
            findings: judged.found.len() as u64,
            ..Counts::default()
        });
        wrong.extend(judged.found.into_iter().map(|found| {
            let others = found.others.iter();
            let mut others: Vec<u32> = others.map(|&other| group[other]).collect();
            others.sort_unstable();
            Wrong {
                row: group[found.row] as usize,
                others: others.iter().map(|&row| kept.place(row as usize)).collect(),
                found,
            }
        }));
    }
    wrong.sort_by_key(|wrong| wrong.row);
    open.sort_unstable();
    let cause = Cause::Few(finisher.rule.plan.judgements[0].column);
    let open = open.into_iter().take(LISTED);
    Decided {
        undecidable: open
            .map(|row| kept.undecidable(row as usize, cause, finisher))
            .collect(),
        lack: lack.filter(|_| counts.judged() == 0),
        counts,
        found: wrong,
        keep,
    }
}

impl Decided {
    /// What there is to say of the owners of what was found.
    pub(super) fn owners(&self, kept: &Kept, finisher: &Finisher) -> OwnerNotes {
        if finisher.knows_owners() {
            finisher.notes(self.found.iter().map(|wrong| kept.owner(wrong.row)))
        } else {
            OwnerNotes::default()
        }
    }

    pub(super) fn finds(&self, kept: &Kept, finisher: &Finisher) -> Vec<Columns> {
        let mut finds = self.found.iter().take(self.keep).map(|wrong| {
            let found = &wrong.found;
            let said = Said::Figures(found.figures.clone(), wrong.others.clone(), found.more);
            let find = Find {
                judgement: found.judgement,
                ..kept.find(wrong.row, said)
            };
            match &found.document {
                None => find,
                Some(document) => find.about(document),
            }
        });
        iter::from_fn(|| finisher.columns(finds.by_ref().take(TOGETHER))).collect()
    }
}

/// The rows of each group in the order of their documents, so that what is told of them does not hang on the order of the rows.
fn groups(kept: &Kept, is_one: bool) -> Vec<Vec<u32>> {
    let all = u32::try_from(kept.len()).expect("fewer rows than 2^32");
    if is_one {
        return if all == 0 {
            Vec::new()
        } else {
            vec![(0..all).collect()]
        };
    }
    let mut rows: Vec<(u64, u32)> = (kept.hashes(|part| &part.keys).into_iter())
        .zip(0..all)
        .collect();
    rows.par_sort_unstable();
    let key = |row: u32| kept.key(row as usize);
    let mut groups = Vec::new();
    for same in rows.chunk_by_mut(|one, other| one.0 == other.0) {
        // different keys may have the same hash
        same.sort_by_cached_key(|&(_, row)| (key(row), kept.document(row as usize), row));
        let of_one_key = same.chunk_by(|one, other| key(one.1) == key(other.1));
        groups.extend(of_one_key.map(|group| group.iter().map(|(_, row)| *row).collect()));
    }
    groups
}
