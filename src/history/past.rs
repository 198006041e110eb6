//! What the earlier runs of one rule say of its findings: new, again, reopened, fixed.
//!
//! Copies of a document share an identity: they are findings each, and what becomes of one becomes of all of them.
//!
//! Runs are added in the order of their dates. A run that covers all that an earlier one covered, and could decide all of it,
//! fixes what it no longer finds; any other run only adds what it finds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fingerprint::identity::Identity;

/// What a finding is in view of the runs before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Never seen before.
    New,
    /// Seen before and not fixed since.
    Again,
    /// Was fixed and came back.
    Reopened,
}

impl State {
    pub(crate) fn tag(self) -> &'static str {
        match self {
            State::New => "new",
            State::Again => "again",
            State::Reopened => "reopened",
        }
    }
}

/// Why a finding that was seen is no longer open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    Fixed,
    /// The export no longer had the document. Whether a later one has it again is not known.
    Gone,
}

/// What a run could see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coverage {
    /// Whether the exports that the project names were read, all of them and to the end.
    pub(crate) complete: bool,
    /// Whether something could not be decided: what was found there before may still be there.
    pub(crate) unsettled: bool,
    /// The tables that the rule reads, by name; and the rules that a rule about recurrence looks at, as `rule ID`.
    pub(crate) tables: BTreeMap<String, Extent>,
}

/// What was read as a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Extent {
    /// SHA-256 of what the project says of the files, the key and the cells.
    pub(crate) definition: String,
    /// How many files with rows there were.
    pub(crate) files: u64,
    /// How many rows there were in them; none where a run of long ago did not say.
    #[serde(default)]
    pub(crate) rows: Option<u64>,
}

/// What earlier runs left open and a run does not find, as far as more is known than that. All are sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NotFound {
    /// The export no longer has the document.
    pub(crate) gone: Vec<Identity>,
    /// The document is there, but something of it could not be decided.
    pub(crate) doubtful: Vec<Identity>,
    /// What the run found fixed, once it has been compared with those before it. A run of an earlier day that is put in
    /// afterwards may have found more: nobody has looked for that.
    pub(crate) fixed: Option<Vec<Identity>>,
    /// What the run found and nobody has to act on: it is decided on, in the baseline or tolerated. As often as it found it so.
    pub(crate) settled: Vec<Identity>,
}

impl Coverage {
    /// Whether this run has seen fewer files of a table than `other`, which reads it alike.
    pub(crate) fn reads_less(&self, other: &Coverage) -> bool {
        other.tables.iter().any(|(name, theirs)| {
            let ours = self.tables.get(name);
            ours.is_some_and(|ours| {
                ours.definition == theirs.definition && ours.files < theirs.files
            })
        })
    }

    /// Whether this run has seen all that `before` had.
    pub(crate) fn covers(&self, before: &Coverage) -> bool {
        let wide = |(name, extent): (&String, &Extent)| {
            let now = self.tables.get(name);
            now.is_some_and(|now| now.definition == extent.definition && now.files >= extent.files)
        };
        self.complete && before.tables.iter().all(wide)
    }
}

/// One identity over the runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) identity: Identity,
    /// Numbers of runs, as they were given to [`Past::add`].
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// In how many runs it was found.
    pub(crate) times: u32,
    /// How many findings it was in the last of them.
    pub(crate) copies: u32,
    /// How many of these somebody had to act on.
    open: u32,
    /// What it was in the last of them.
    pub(crate) state: State,
    held: Held,
}

/// What became of a finding since it was last seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// A complete run found it: the next one that does not closes it.
    Firmly,
    /// Only partial runs found it, or it fell out of what is covered: nobody can say whether it is fixed.
    Loosely,
    Fixed,
    /// Its document is no longer in the export. Nobody has fixed it, so it does not come back either.
    Gone,
}

/// How a run differs from those before, in findings: an identity stands in a list as often as the last run that found it had it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) new: u64,
    pub(crate) again: u64,
    pub(crate) reopened: u64,
    pub(crate) fixed: Vec<Identity>,
    /// No longer found because the export no longer has the document.
    pub(crate) gone: Vec<Identity>,
    /// No longer found, and open because something could not be decided.
    pub(crate) unsettled: u64,
    /// No longer found, and open all the same: these, and what this run could not see.
    pub(crate) left_open: u64,
    pub(crate) flow: Flow,
}

/// What became of the findings that somebody has to act on. What was open and what came are together what is open now, what went
/// and what is left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    /// Open after the run before.
    pub(crate) before: u64,
    pub(crate) new: u64,
    pub(crate) again: u64,
    pub(crate) reopened: u64,
    /// Known and not open then: the document was gone, a decision has ended, or more is found than is tolerated.
    pub(crate) back: u64,
    pub(crate) fixed: u64,
    pub(crate) gone: u64,
    /// Found, and settled since: decided on, or tolerated.
    pub(crate) settled: u64,
    /// Not found, and open all the same.
    pub(crate) left: u64,
}

impl Flow {
    /// What is found and open now.
    pub(crate) fn now(self) -> u64 {
        self.new + self.again + self.reopened + self.back
    }

    pub(crate) fn and(self, other: Flow) -> Flow {
        Flow {
            before: self.before + other.before,
            new: self.new + other.new,
            again: self.again + other.again,
            reopened: self.reopened + other.reopened,
            back: self.back + other.back,
            fixed: self.fixed + other.fixed,
            gone: self.gone + other.gone,
            settled: self.settled + other.settled,
            left: self.left + other.left,
        }
    }

    /// Adds a finding that was seen before, of which so many copies were open and are.
    fn see(&mut self, state: State, before: u64, now: u64) {
        let again = before.min(now);
        self.before += before;
        self.again += again;
        self.settled += before - again;
        match state {
            State::Reopened => self.reopened += now - again,
            State::New | State::Again => self.back += now - again,
        }
    }
}

/// The findings of one rule over its runs.
#[derive(Debug, Default)]
pub(crate) struct Past {
    /// Sorted by identity.
    records: Vec<Record>,
    /// The last run that was complete.
    complete: Option<Coverage>,
    /// Number of the last run.
    last: Option<u32>,
}

impl Past {
    /// The last run that was complete.
    pub(crate) fn complete(&self) -> Option<&Coverage> {
        self.complete.as_ref()
    }

    /// Sorted by identity.
    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    pub(crate) fn get(&self, identity: Identity) -> Option<&Record> {
        let at = self
            .records
            .binary_search_by_key(&identity, |record| record.identity)
            .ok()?;
        self.records.get(at)
    }

    /// Why a finding is no longer open after the last run; none where it is, and where nobody can say.
    pub(crate) fn closed(&self, identity: Identity) -> Option<Closing> {
        match self.get(identity)?.held {
            Held::Fixed => Some(Closing::Fixed),
            Held::Gone => Some(Closing::Gone),
            Held::Firmly | Held::Loosely => None,
        }
    }

    /// What the last run left open.
    pub(crate) fn open(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|r| r.held == Held::Firmly)
    }

    /// Adds the next run. `found` is sorted; an identity may stand in it several times.
    pub(crate) fn add(
        &mut self,
        run: u32,
        found: &[Identity],
        not_found: &NotFound,
        coverage: &Coverage,
    ) -> Change {
        let covered = self.complete.as_ref().is_some_and(|c| coverage.covers(c));
        let (mut change, mut missed) = (Change::default(), Change::default());
        // of the first run all are
        let likely = if self.records.is_empty() {
            found.len()
        } else {
            0
        };
        let mut newcomers = Vec::with_capacity(likely);
        let last = self.last.replace(run);
        let mut records = self.records.iter_mut().peekable();
        let mut miss = |record: &mut Record| {
            let open = record.open_after(last);
            let flow = &mut missed.flow;
            flow.before += open;
            if record.held != Held::Firmly {
                flow.left += open;
                return;
            }
            if !coverage.complete {
                flow.left += open;
                missed.left_open += u64::from(record.copies);
                return;
            }
            let is_in = |list: &[Identity]| list.binary_search(&record.identity).is_ok();
            if !covered {
                record.held = Held::Loosely;
                flow.left += open;
                missed.left_open += u64::from(record.copies);
            } else if is_in(&not_found.gone) {
                record.held = Held::Gone;
                flow.gone += open;
                missed.gone.extend(record.each());
            } else if not_found
                .fixed
                .as_ref()
                .map_or(coverage.unsettled || is_in(&not_found.doubtful), |fixed| {
                    !is_in(fixed)
                })
            {
                flow.left += open;
                missed.unsettled += 1;
                missed.left_open += u64::from(record.copies);
            } else {
                record.held = Held::Fixed;
                flow.fixed += open;
                missed.fixed.extend(record.each());
            }
        };
        for copies in found.chunk_by(|a, b| a == b) {
            let (identity, count) = (copies[0], copies.len() as u64);
            let settled = occurrences(&not_found.settled, identity);
            let open = copies.len().saturating_sub(settled);
            while let Some(record) = records.next_if(|r| r.identity < identity) {
                miss(record);
            }
            if let Some(record) = records.next_if(|r| r.identity == identity) {
                let before = record.open_after(last);
                record.see(run, copies.len(), coverage.complete);
                record.open = number(open);
                change.flow.see(record.state, before, open as u64);
                match record.state {
                    State::Reopened => change.reopened += count,
                    _ => change.again += count,
                }
            } else {
                change.new += count;
                change.flow.new += open as u64;
                newcomers.push(Record {
                    open: number(open),
                    ..Record::new(copies, run, coverage.complete)
                });
            }
        }
        records.for_each(miss);
        let change = Change {
            new: change.new,
            again: change.again,
            reopened: change.reopened,
            flow: change.flow.and(missed.flow),
            ..missed
        };
        if self.records.is_empty() {
            self.records = newcomers;
        } else if !newcomers.is_empty() {
            self.records.append(&mut newcomers);
            // two sorted stretches: the stable sort merges them
            self.records.sort_by_key(|record| record.identity);
        }
        if coverage.complete {
            self.complete = Some(coverage.clone());
        }
        change
    }
}

impl Record {
    /// Of copies that a run found first.
    fn new(copies: &[Identity], run: u32, complete: bool) -> Record {
        Record {
            identity: copies[0],
            first: run,
            last: run,
            times: 1,
            copies: number(copies.len()),
            open: number(copies.len()),
            state: State::New,
            held: if complete {
                Held::Firmly
            } else {
                Held::Loosely
            },
        }
    }

    /// How many were open after the last run.
    fn open_after(&self, last: Option<u32>) -> u64 {
        let is_open = match self.held {
            Held::Firmly => true,
            Held::Loosely => Some(self.last) == last,
            Held::Fixed | Held::Gone => false,
        };
        if is_open { u64::from(self.open) } else { 0 }
    }

    /// As often as the last run that found it had it.
    pub(super) fn each(&self) -> impl Iterator<Item = Identity> {
        std::iter::repeat_n(self.identity, self.copies as usize)
    }

    fn see(&mut self, run: u32, copies: usize, complete: bool) {
        self.state = match self.held {
            Held::Fixed => State::Reopened,
            Held::Firmly | Held::Loosely | Held::Gone => State::Again,
        };
        self.last = run;
        self.times += 1;
        self.copies = number(copies);
        if complete {
            self.held = Held::Firmly;
        } else if self.held != Held::Firmly {
            self.held = Held::Loosely;
        }
    }
}

/// How often something is in a sorted list.
fn occurrences(list: &[Identity], one: Identity) -> usize {
    let from = list.partition_point(|other| *other < one);
    list[from..].partition_point(|other| *other == one)
}

fn number(copies: usize) -> u32 {
    u32::try_from(copies).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[u64]) -> Vec<Identity> {
        numbers.iter().copied().map(Identity).collect()
    }

    fn complete() -> Coverage {
        Coverage {
            complete: true,
            unsettled: false,
            tables: BTreeMap::from([extent("a", "a.csv", 2), extent("b", "b.csv", 2)]),
        }
    }

    fn extent(table: &str, definition: &str, files: u64) -> (String, Extent) {
        let definition = definition.to_owned();
        let rows = None;
        (
            table.to_owned(),
            Extent {
                definition,
                files,
                rows,
            },
        )
    }

    fn partial() -> Coverage {
        Coverage {
            complete: false,
            ..complete()
        }
    }

    /// new, again, reopened, fixed
    fn counts(change: &Change) -> [u64; 4] {
        let fixed = change.fixed.len() as u64;
        [change.new, change.again, change.reopened, fixed]
    }

    fn add(past: &mut Past, run: u32, found: &[Identity], coverage: &Coverage) -> Change {
        past.add(run, found, &NotFound::default(), coverage)
    }

    #[test]
    fn a_finding_comes_goes_and_comes_back() {
        let mut past = Past::default();
        let added = add(&mut past, 0, &ids(&[1, 2, 2]), &complete());
        assert_eq!(counts(&added), [3, 0, 0, 0]);
        let added = add(&mut past, 1, &ids(&[2, 3]), &complete());
        assert_eq!(counts(&added), [1, 1, 0, 1]);
        assert_eq!(added.fixed, ids(&[1]));
        // it stays fixed, and is not fixed once more
        assert_eq!(
            counts(&add(&mut past, 2, &ids(&[2, 3]), &complete())),
            [0, 2, 0, 0]
        );
        let added = add(&mut past, 3, &ids(&[1, 2, 3]), &complete());
        assert_eq!(counts(&added), [0, 2, 1, 0]);
        let record = past.get(Identity(1)).unwrap();
        assert_eq!((record.first, record.last, record.times), (0, 3, 2));
        assert_eq!(
            counts(&add(&mut past, 4, &ids(&[1]), &complete())),
            [0, 1, 0, 2]
        );
    }

    #[test]
    fn copies_are_findings_each() {
        let mut past = Past::default();
        add(&mut past, 0, &ids(&[1, 1, 1, 2]), &complete());
        // one of the three is there no more: the others are what they were
        let added = add(&mut past, 1, &ids(&[1, 1]), &complete());
        assert_eq!((counts(&added), added.fixed), ([0, 2, 0, 1], ids(&[2])));
        assert_eq!(add(&mut past, 2, &[], &partial()).left_open, 2);
        assert_eq!(add(&mut past, 3, &[], &complete()).fixed, ids(&[1, 1]));
        let added = add(&mut past, 4, &ids(&[1, 1, 1]), &complete());
        assert_eq!(counts(&added), [0, 0, 3, 0]);
    }

    #[test]
    fn a_partial_run_fixes_nothing() {
        let mut past = Past::default();
        add(&mut past, 0, &ids(&[1, 2]), &complete());
        // the third comes from a file of its own
        let added = add(&mut past, 1, &ids(&[1, 3]), &partial());
        assert_eq!((counts(&added), added.left_open), ([1, 1, 0, 0], 1));
        let added = add(&mut past, 2, &ids(&[1]), &complete());
        assert_eq!(added.left_open, 0);
        assert_eq!(added.fixed, ids(&[2]));
        // nobody can say that the third was fixed, so it has not come back either
        assert_eq!(
            counts(&add(&mut past, 3, &ids(&[1, 3]), &complete())),
            [0, 2, 0, 0]
        );
    }

    #[test]
    fn what_could_not_be_decided_stays_open() {
        let mut past = Past::default();
        add(&mut past, 0, &ids(&[1, 2]), &complete());
        let unsettled = Coverage {
            unsettled: true,
            ..complete()
        };
        let added = add(&mut past, 1, &ids(&[1]), &unsettled);
        assert_eq!((counts(&added), added.unsettled), ([0, 1, 0, 0], 1));
        assert_eq!(added.left_open, 1);
        // what such a run finds can be fixed, and so can what it left open
        add(&mut past, 2, &ids(&[3]), &unsettled);
        assert_eq!(add(&mut past, 3, &[], &complete()).fixed, ids(&[1, 2, 3]));
    }

    #[test]
    fn a_document_that_is_gone_is_not_fixed() {
        let mut past = Past::default();
        add(&mut past, 0, &ids(&[1, 2, 3, 4]), &complete());
        let not_found = NotFound {
            gone: ids(&[1, 4]),
            doubtful: ids(&[2]),
            ..NotFound::default()
        };
        // a run that does not cover all of it says nothing of it
        let added = past.add(1, &ids(&[4]), &not_found, &partial());
        assert_eq!((added.gone.len(), added.fixed.len()), (0, 0));
        let added = past.add(2, &ids(&[4]), &not_found, &complete());
        assert_eq!(added.gone, ids(&[1]));
        assert_eq!((added.fixed, added.unsettled), (ids(&[3]), 1));
        // it stays gone, and is what it was where it is there again
        let added = past.add(3, &ids(&[4]), &not_found, &complete());
        assert_eq!((added.gone.len(), added.unsettled), (0, 1));
        let added = add(&mut past, 4, &ids(&[1, 2, 4]), &complete());
        assert_eq!(counts(&added), [0, 3, 0, 0]);
        // a row that could not be decided elsewhere does not bring it back
        let unsettled = Coverage {
            unsettled: true,
            ..complete()
        };
        let added = past.add(5, &ids(&[4]), &not_found, &unsettled);
        assert_eq!((added.gone, added.unsettled), (ids(&[1]), 1));
    }

    /// What was open and what came are together what is open and what went, whatever happens to a finding.
    #[test]
    fn what_somebody_has_to_act_on_adds_up() {
        let (mut past, mut open) = (Past::default(), 0);
        let unsettled = Coverage {
            unsettled: true,
            ..complete()
        };
        let mut one = |run, found: &[u64], settled: &[u64], gone: &[u64], coverage: &Coverage| {
            let not_found = NotFound {
                gone: ids(gone),
                settled: ids(settled),
                ..NotFound::default()
            };
            let flow = past.add(run, &ids(found), &not_found, coverage).flow;
            let came = flow.before + flow.new + flow.reopened + flow.back;
            let went = flow.fixed + flow.gone + flow.settled + flow.left;
            assert_eq!(came, flow.now() + went, "{flow:?}");
            assert_eq!(flow.now(), (found.len() - settled.len()) as u64, "{flow:?}");
            assert_eq!(flow.before, open, "{flow:?}");
            open = flow.now() + flow.left;
            flow
        };
        let all = complete();
        // 5 and 6 are tolerated or decided on; 9 is there twice
        one(0, &[1, 2, 3, 4, 5, 6, 9, 9], &[5, 6], &[], &all);
        let flow = one(1, &[1, 4, 6, 9], &[4], &[2], &all);
        let then = |before, new, again, reopened, back| Flow {
            before,
            new,
            again,
            reopened,
            back,
            ..Flow::default()
        };
        let expected = Flow {
            fixed: 1,
            gone: 1,
            // 4, and a copy of 9
            settled: 2,
            ..then(6, 0, 2, 0, 1)
        };
        assert_eq!(flow, expected);
        // the document of 2 is back, 3 and 5 were fixed, one of them when nobody had to act on it
        let flow = one(2, &[1, 2, 3, 5, 7, 9], &[], &[], &all);
        assert_eq!((flow.new, flow.reopened, flow.back), (1, 2, 1));
        assert_eq!(flow.fixed, 1);
        let flow = one(3, &[1], &[], &[], &unsettled);
        assert_eq!((flow.again, flow.left), (1, 5));
        one(4, &[1, 2], &[1], &[], &partial());
        one(5, &[1, 8], &[], &[3], &all);
    }

    #[test]
    fn what_nobody_looked_for_is_not_fixed() {
        let (mut past, looked) = (Past::default(), Some(ids(&[1])));
        let then = NotFound {
            fixed: looked,
            ..NotFound::default()
        };
        // the run in which 2 was found was put in after the next one had been compared
        add(&mut past, 0, &ids(&[1, 2, 3]), &complete());
        let added = past.add(1, &ids(&[3]), &then, &complete());
        assert_eq!((added.fixed, added.unsettled), (ids(&[1]), 1));
        assert_eq!(add(&mut past, 2, &ids(&[3]), &complete()).fixed, ids(&[2]));
    }

    #[test]
    fn other_definitions_and_fewer_files_of_one_table_fix_nothing() {
        let others = [
            vec![extent("a", "a*.csv", 2), extent("b", "b.csv", 2)],
            // as many in all
            vec![extent("a", "a.csv", 1), extent("b", "b.csv", 3)],
            vec![extent("a", "a.csv", 2)],
        ];
        for tables in others {
            let other = Coverage {
                tables: tables.into_iter().collect(),
                ..complete()
            };
            let mut past = Past::default();
            add(&mut past, 0, &ids(&[1, 2]), &complete());
            assert_eq!(counts(&add(&mut past, 1, &ids(&[1]), &other)), [0, 1, 0, 0]);
            // neither does the next run, which covers as little
            assert_eq!(counts(&add(&mut past, 2, &ids(&[1]), &other)), [0, 1, 0, 0]);
            assert_eq!(counts(&add(&mut past, 3, &ids(&[2]), &other)), [0, 1, 0, 1]);
        }
    }

    /// The same by sets of everything, run by run, over all sequences of runs that a small generator makes.
    #[test]
    fn agrees_with_a_naive_account() {
        let mut state = 7u64;
        let mut random = move |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        for _ in 0..300 {
            let mut past = Past::default();
            // identity to (seen, firmly, fixed), and how many copies the last run had that found it
            let mut naive: BTreeMap<u64, (u32, bool, bool)> = BTreeMap::new();
            let mut copies: BTreeMap<u64, u64> = BTreeMap::new();
            let mut any_complete = false;
            for run in 0..8 {
                let mut found: Vec<u64> = (0..random(9)).map(|_| random(9)).collect();
                found.sort_unstable();
                let coverage = if random(4) == 0 {
                    partial()
                } else {
                    complete()
                };
                let mut expected = [0; 4];
                for id in 0..9 {
                    let here = found.iter().filter(|one| **one == id).count() as u64;
                    if here > 0 {
                        copies.insert(id, here);
                    }
                    match (naive.get(&id).copied(), here > 0) {
                        (None, true) => {
                            expected[0] += here;
                            naive.insert(id, (1, coverage.complete, false));
                        }
                        (Some((seen, firmly, fixed)), true) => {
                            expected[if fixed { 2 } else { 1 }] += here;
                            let firmly = coverage.complete || (firmly && !fixed);
                            naive.insert(id, (seen + 1, firmly, false));
                        }
                        (Some((seen, true, false)), false) if coverage.complete => {
                            assert!(any_complete);
                            expected[3] += copies[&id];
                            naive.insert(id, (seen, true, true));
                        }
                        _ => {}
                    }
                }
                any_complete |= coverage.complete;
                let added = add(&mut past, run, &ids(&found), &coverage);
                assert_eq!(counts(&added), expected, "{found:?}");
            }
            for (id, (seen, ..)) in naive {
                assert_eq!(past.get(Identity(id)).unwrap().times, seen);
            }
        }
    }
}
