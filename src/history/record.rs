//! Compares an audit with the runs before it and, once its report is out, records it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::closed::{Closed, Ended};
use super::contents::{Contents, Unchanged};
use super::coverages::Coverages;
use super::figures::{Figures, RuleRun};
use super::months::{Months, Repeater, recurring};
use super::open::LeftOpen;
use super::owners::{Owner, RECORDED_OWNERS, owners};
use super::parts::put_findings;
use super::past::{Change, Coverage, Flow, NotFound, Past, State};
use super::replay::Replay;
use super::since::{Since, Then};
use super::store::{JudgedRow, RunRow, Session, Store, Trouble};
use super::wording::{self, RuleChanges, Wording};
use crate::findings::Documents;
use crate::findings::asked::{ComparedWith, Options};
use crate::findings::key_figures::KeyFigures;
use crate::findings::measured::Measured;
use crate::findings::outcome::{Audit, Counts, Outcome};
use crate::findings::readiness::Delivery;
use crate::fingerprint::identity::Identity;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::tables::date;

/// Runs before whose counts and figures are told.
const MEASURED_RUNS: usize = 11;
/// A table of fewer rows is not missed: the documents of a month come and go.
const FEW_ROWS: u64 = 5;

/// What the runs before say of an audit.
#[derive(Debug, Default)]
pub(crate) struct History {
    /// Days of the runs before, the oldest first, and of this one.
    days: Vec<String>,
    by_rule: BTreeMap<usize, RuleHistory>,
    /// Findings that earlier runs left open, of rules that this one could not judge.
    unjudged: u64,
    /// Why tables are not all that they were.
    pub(crate) incomplete: Vec<Message>,
    /// What became of what an earlier run found, where that was asked for and there is such a run.
    pub(crate) since: Option<Since>,
    /// Where the company stood after each of the last runs before, the oldest first.
    pub(crate) key_figures: Vec<(String, KeyFigures)>,
    /// How the rules differ from those of the run before.
    pub(crate) rules: RuleChanges,
    /// Tables whose files are those of a month before.
    pub(crate) unchanged: Vec<Unchanged>,
}

/// What the runs before say of one rule.
#[derive(Debug, Default)]
pub(crate) struct RuleHistory {
    /// Whether an earlier run judged the rule.
    pub(crate) compared: bool,
    pub(crate) new: u64,
    pub(crate) again: u64,
    pub(crate) reopened: u64,
    pub(crate) fixed: u64,
    /// No longer found because the export no longer has the document.
    pub(crate) gone: u64,
    /// No longer found, and open all the same, since not all could be seen or decided.
    pub(crate) left_open: u64,
    /// What became of what somebody has to act on.
    pub(crate) flow: Flow,
    /// The findings that are fixed, and those whose document is gone.
    pub(crate) fixed_findings: Ended,
    pub(crate) gone_findings: Ended,
    /// Who has had findings of the rule month after month, in the most months first.
    pub(crate) recurring: Vec<Repeater>,
    /// How the runs before judged it, the oldest first.
    pub(super) runs: Vec<RuleRun>,
    /// What the last of them counted, by day, the oldest first.
    pub(crate) measured: Vec<(String, Vec<Measured>)>,
    /// By finding, in the order of the findings.
    standings: Vec<Standing>,
}

/// What the runs before say of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    state: State,
    /// Number of the run that saw it first.
    first: u32,
    times: u32,
}

/// State, day of the first sight, runs that saw it.
pub(crate) struct Seen<'a> {
    pub(crate) state: State,
    pub(crate) first: &'a str,
    pub(crate) times: u32,
}

impl History {
    pub(crate) fn of(&self, rule: usize) -> Option<&RuleHistory> {
        self.by_rule.get(&rule)
    }

    pub(crate) fn rules(&self) -> impl Iterator<Item = &RuleHistory> {
        self.by_rule.values()
    }

    /// The day of the last run before.
    pub(crate) fn previous(&self) -> Option<&str> {
        let before = self.days.len().checked_sub(2)?;
        Some(&self.days[before])
    }

    /// The figures of the runs before, of those of the rules that are judged now which count, the oldest first.
    pub(crate) fn figures(&self, counts: impl Fn(usize) -> bool) -> Vec<Figures> {
        let mut runs: BTreeMap<u32, Figures> = BTreeMap::new();
        let counted = self.by_rule.iter().filter(|(ix, _)| counts(**ix));
        for of_rule in counted.flat_map(|(_, rule)| &rule.runs) {
            let figures = runs.entry(of_rule.run);
            let figures = figures.or_insert_with(|| Figures::of_day(self.day(of_rule.run)));
            figures.add_run(of_rule);
        }
        runs.into_values().collect()
    }

    /// What the last run before counted of a rule; none where it did not judge it.
    pub(crate) fn before(&self, rule: usize) -> Option<Counts> {
        let last = self.by_rule.get(&rule)?.runs.last()?;
        (last.run as usize + 2 == self.days.len()).then_some(last.counts)
    }

    /// The findings that earlier runs left open, of rules that this one could not judge.
    pub(crate) fn unjudged(&self) -> u64 {
        self.unjudged
    }

    /// Findings that earlier runs left open and this one neither found nor saw closed.
    pub(crate) fn left_open(&self) -> u64 {
        self.unjudged + self.rules().map(|rule| rule.left_open).sum::<u64>()
    }

    /// What is known of the finding of a rule at a position.
    pub(crate) fn seen(&self, rule: usize, at: usize) -> Option<Seen<'_>> {
        let standing = self.by_rule.get(&rule)?.standings.get(at)?;
        Some(Seen {
            state: standing.state,
            first: self.day(standing.first),
            times: standing.times,
        })
    }

    /// The days on which a closed finding was seen first and last.
    pub(crate) fn days_of(&self, closed: &Closed) -> (&str, &str) {
        (self.day(closed.first), self.day(closed.last))
    }

    fn day(&self, run: u32) -> &str {
        self.days.get(run as usize).map_or("", String::as_str)
    }
}

/// A run that is in the database once it is saved, and only while that is done do other runs wait: whoever reads its report may
/// take hours. Dropped, it never was.
#[must_use]
pub(crate) struct Unsaved {
    store: Store,
    /// Whether there was no history before.
    pub(crate) is_first: bool,
    /// What the database held when it was compared.
    version: i64,
    compared: Compared,
    left_open: LeftOpen,
    pub(super) known: Beside,
    /// What it has of a collection.
    pub(super) deliveries: Option<Vec<Delivery>>,
}

impl Unsaved {
    /// `audit` is the one that was compared. `waiting` is called when another run has to be waited for.
    pub(crate) fn save(
        mut self,
        project: &Project,
        options: &Options,
        audit: &Audit,
        waiting: &dyn Fn(),
    ) -> Result<(), Trouble> {
        let session = self.store.begin(waiting)?;
        let known = (&self.known, &self.left_open);
        let mut recorder = Recorder::new(&session, project, options, audit, known)?;
        let compared = if session.version()? == self.version {
            recorder.rename_all(options)?;
            self.compared
        } else {
            // another run was recorded meanwhile: what is fixed since depends on it
            recorder.compare_all(options, true)?.1
        };
        let run = recorder.put_all(options, &compared)?;
        if let Some(deliveries) = &self.deliveries {
            session.put_deliveries(run, deliveries)?;
        }
        session.commit()
    }
}

/// An audit that was compared with the history.
pub(crate) struct Recorded {
    pub(crate) history: History,
    /// What the user should know.
    pub(crate) notices: Vec<Message>,
    /// None where the database can only be read.
    pub(crate) unsaved: Option<Unsaved>,
}

/// What is recorded beside an audit.
#[derive(Debug)]
pub(crate) struct Beside {
    /// None of an audit of some rules or files.
    pub(crate) figures: Option<KeyFigures>,
    /// What is in its files.
    pub(crate) contents: Contents,
    /// By rule, the positions of findings that nobody has to act on.
    pub(crate) settled: BTreeMap<usize, Vec<usize>>,
}

/// Compares an audit with the runs of earlier days, to be saved in the place of its day; where the database can only be read, it
/// is compared all the same. `waiting` is called when another run has to be waited for.
pub(crate) fn record(
    path: &Path,
    project: &Project,
    options: &Options,
    audit: &Audit,
    (known, left_open): (Beside, LeftOpen),
    waiting: &dyn Fn(),
) -> Result<Recorded, Trouble> {
    let is_first = !path.exists();
    let compared = |session: &Session, records| {
        let known = (&known, &left_open);
        let mut recorder = Recorder::new(session, project, options, audit, known)?;
        let (by_rule, compared) = recorder.compare_all(options, records)?;
        let (history, notices) = recorder.finish(by_rule)?;
        Ok::<_, Trouble>((history, notices, compared))
    };
    let written = Store::open(path).and_then(|mut store| {
        // as the database will be once the run is saved, and then all of it is taken back
        let session = store.begin(waiting)?;
        let version = session.version()?;
        let all = compared(&session, true)?;
        drop(session);
        Ok((all, version, store))
    });
    match written {
        Ok(((history, mut notices, compared), version, store)) => {
            notices.extend(store.told());
            Ok(Recorded {
                history,
                notices,
                unsaved: Some(Unsaved {
                    store,
                    is_first,
                    version,
                    compared,
                    left_open,
                    known,
                    deliveries: None,
                }),
            })
        }
        Err(trouble) if trouble.is_not_writable() && path.exists() => {
            let mut store = Store::open_to_look(path)?;
            let session = store.look()?;
            let (history, mut notices, _) = compared(&session, false)?;
            notices.insert(0, not_recorded(trouble.message(path)));
            Ok(Recorded {
                history,
                notices,
                unsaved: None,
            })
        }
        Err(trouble) => Err(trouble),
    }
}

/// The key of what tells that a run is not in the history.
pub(crate) const NOT_RECORDED: &str = "history-not-recorded";

/// Tells what was wrong, and what comes of it.
pub(crate) fn not_recorded(trouble: Message) -> Message {
    message!("history-not-recorded", trouble = trouble)
}

struct Recorder<'a> {
    session: &'a Session<'a>,
    project: &'a Project,
    audit: &'a Audit,
    known: &'a Beside,
    left_open: &'a LeftOpen,
    coverages: Coverages<'a>,
    /// What the rules say now, by id.
    rules: BTreeMap<String, Wording>,
    /// The day of the audit.
    day: String,
    /// The runs of earlier days, the oldest first.
    before: Vec<RunRow>,
    /// The number of the run that the difference is told to, and that of each rule.
    since: Option<u32>,
    then: BTreeMap<usize, Then>,
    told: Told,
    /// Findings that are open of rules that could not be judged.
    unjudged: u64,
}

/// What is to be recorded, by rule.
type Compared = BTreeMap<usize, Now>;

/// What is to be recorded of a rule.
enum Now {
    Judged(Box<Judged>),
    NotRun,
    NoInput,
    /// Nothing: what an earlier run of the day judged it on is more.
    Kept,
}

/// What is to be recorded of a rule beside what was found.
struct Judged {
    row: JudgedRow,
    not_found: NotFound,
    owners: Vec<Owner>,
}

impl<'a> Recorder<'a> {
    fn new(
        session: &'a Session<'a>,
        project: &'a Project,
        options: &Options,
        audit: &'a Audit,
        (known, left_open): (&'a Beside, &'a LeftOpen),
    ) -> Result<Recorder<'a>, Trouble> {
        let day = date::text(audit.as_of.day);
        let mut before = session.runs()?;
        let later = before.iter().filter(|run| run.day > day);
        let later = later.map(|run| run.day.clone()).collect();
        before.retain(|run| run.day < day);
        let coverages = Coverages::new(project, audit, options);
        let since = match &options.compared_with {
            ComparedWith::Nothing => None,
            ComparedWith::RunBefore => before.len().checked_sub(1),
            ComparedWith::RunOf(day) => before.iter().position(|run| run.day == *day),
        };
        Ok(Recorder {
            session,
            project,
            audit,
            known,
            left_open,
            rules: wording::wordings(project, &coverages.written),
            coverages,
            day,
            before,
            since: since.and_then(|run| u32::try_from(run).ok()),
            then: BTreeMap::new(),
            told: Told {
                later,
                ..Told::default()
            },
            unjudged: 0,
        })
    }

    /// Compares all rules. Where it will be recorded, with the findings of the runs before known as they will be then.
    fn compare_all(
        &mut self,
        options: &Options,
        records: bool,
    ) -> Result<(BTreeMap<usize, RuleHistory>, Compared), Trouble> {
        let mut by_rule = BTreeMap::new();
        let mut compared = Compared::new();
        if records {
            self.rename_all(options)?;
        }
        let runs = if records {
            self.session.runs()?
        } else {
            Vec::new()
        };
        let today = runs.iter().find(|run| run.day == self.day);
        let today = today.map(|run| run.id);
        for &ix in &options.selected {
            let rule = &self.project.rules[ix].id;
            let before = match today {
                Some(run) => self.today(run, rule)?,
                None => None,
            };
            let now = match &self.audit.outcomes[ix] {
                Some(Outcome::Judged(counts)) => {
                    let files = self.files(ix);
                    let documents = self.documents(ix, &files);
                    let (judged, history) = self.compare(ix, counts, documents.as_ref())?;
                    by_rule.insert(ix, history);
                    let now = &judged.row.coverage;
                    if before.is_some_and(|before| !now.complete || now.reads_less(&before)) {
                        Now::Kept
                    } else {
                        Now::Judged(Box::new(judged))
                    }
                }
                Some(Outcome::NotRun(_)) if before.is_some() => Now::Kept,
                Some(Outcome::NotRun(_)) => Now::NotRun,
                Some(Outcome::NoInput) => Now::NoInput,
                None => continue,
            };
            if matches!(now, Now::Kept) {
                self.told.kept.push(rule.clone());
            }
            compared.insert(ix, now);
        }
        self.count_unjudged(options)?;
        Ok((by_rule, compared))
    }

    /// Records what was compared; returns the run that has it.
    fn put_all(&self, options: &Options, compared: &Compared) -> Result<i64, Trouble> {
        let now = options.now.strftime("%Y-%m-%d %H:%M:%SZ");
        let first_of_day = !self.session.runs()?.iter().any(|run| run.day == self.day);
        let as_of = self.audit.as_of.text();
        let run = self.session.put_run(&self.day, &as_of, &now.to_string())?;
        for (&ix, now) in compared {
            let rule = &self.project.rules[ix].id;
            match now {
                Now::Judged(judged) => self.put(run, ix, judged)?,
                Now::NotRun => self.session.put_not_run(run, rule)?,
                Now::NoInput => self.session.drop_skipped(run, rule)?,
                Now::Kept => {}
            }
        }
        for (ix, rule) in self.project.rules.iter().enumerate() {
            // what another run of the day says of it holds
            if first_of_day && rule.enabled && !options.selected.contains(&ix) {
                self.session.put_skipped(run, &rule.id)?;
            }
        }
        // rules that the project no longer has
        let rules = self.project.rules.iter();
        let rules: Vec<&str> = rules.map(|rule| rule.id.as_str()).collect();
        self.session.keep_rules(run, &rules)?;
        if let Some(figures) = &self.known.figures {
            self.session.put_figures(run, &figures.named())?;
        }
        self.known.contents.put(self.session, run, self.project)?;
        wording::put(self.session, run, &self.rules)?;
        Ok(run)
    }

    /// Counts what earlier runs left open of rules that were asked for and could not be judged.
    fn count_unjudged(&mut self, options: &Options) -> Result<(), Trouble> {
        for &ix in &options.selected {
            if let Some(Outcome::NotRun(_)) = &self.audit.outcomes[ix] {
                self.unjudged += self.left_open(&self.project.rules[ix].id)?;
            }
        }
        Ok(())
    }

    fn finish(
        self,
        by_rule: BTreeMap<usize, RuleHistory>,
    ) -> Result<(History, Vec<Message>), Trouble> {
        let incomplete = self.told.incomplete(self.project);
        let mut notices = self.told.notices(self.project, &self.day);
        let contents = &self.known.contents;
        let unchanged = contents.unchanged(self.session, &self.before, &self.day, self.project)?;
        let told = unchanged
            .iter()
            .map(|one| one.told(self.project, self.audit));
        notices.extend(told);
        if !self.before.is_empty() {
            notices.extend(judged_first(self.project, &by_rule));
        }
        let last = self.before.len().saturating_sub(MEASURED_RUNS);
        let figures = self.before[last..].iter().map(|run| {
            let figures = KeyFigures::of_named(self.session.figures(run.id)?);
            Ok((run.day.clone(), figures))
        });
        let key_figures = figures.collect::<Result<_, Trouble>>()?;
        let rules = match self.before.last() {
            None => RuleChanges::First,
            Some(run) => wording::since(self.session, (run.id, &run.day), &self.rules)?,
        };
        let since = self.since.map(|run| Since {
            day: self.before[run as usize].day.clone(),
            by_rule: self.then,
        });
        let mut days: Vec<String> = self.before.into_iter().map(|run| run.day).collect();
        days.push(self.day);
        let unjudged = self.unjudged;
        let history = History {
            days,
            by_rule,
            unjudged,
            incomplete,
            since,
            key_figures,
            rules,
            unchanged,
        };
        Ok((history, notices))
    }

    /// What a run has judged the rule on, if it was everything; what covers less does not take its place.
    fn today(&self, run: i64, rule: &str) -> Result<Option<Coverage>, Trouble> {
        let judged = self.session.judged(rule)?.into_iter();
        let mut today = judged.filter(|row| row.run == run);
        let coverage = today.next().map(|row| row.coverage);
        Ok(coverage.filter(|coverage| coverage.complete))
    }

    fn files(&self, ix: usize) -> Vec<&'a str> {
        self.audit
            .files_of(self.project, self.project.rules[ix].table)
    }

    /// The documents of a rule's findings.
    fn documents<'f>(&self, ix: usize, files: &'f [&'f str]) -> Option<Documents<'f>>
    where
        'a: 'f,
    {
        let rule = &self.project.rules[ix];
        let table = &self.project.tables[rule.table];
        Documents::new(self.audit.findings.of(ix)?, rule, table, files)
    }

    /// Has the runs before know the findings by what their keys say, where they went by how these were written.
    fn rename_all(&mut self, options: &Options) -> Result<(), Trouble> {
        for &ix in &options.selected {
            if !matches!(self.audit.outcomes[ix], Some(Outcome::Judged(_))) {
                continue;
            }
            let files = self.files(ix);
            let documents = self.documents(ix, &files);
            let names = documents.iter().flat_map(Documents::renamed);
            let names: HashMap<Identity, Identity> = names.collect();
            if !names.is_empty() {
                let rule = &self.project.rules[ix].id;
                self.told.renamed += self.session.rename(rule, &names)?;
            }
        }
        Ok(())
    }

    /// Compares the findings of a rule with the runs before.
    fn compare(
        &mut self,
        ix: usize,
        counts: &Counts,
        documents: Option<&Documents>,
    ) -> Result<(Judged, RuleHistory), Trouble> {
        let rule = &self.project.rules[ix];
        let table = &self.project.tables[rule.table];
        let identities = documents.map_or(Vec::new(), Documents::identities);
        let settled = self.known.settled.get(&ix).into_iter().flatten();
        let settled = settled.filter_map(|&at| identities.get(at).copied());
        let mut settled: Vec<Identity> = settled.collect();
        settled.sort_unstable();
        let mut found: Vec<(Identity, u32)> = identities.into_iter().zip(0..).collect();
        found.sort_unstable();
        let sorted: Vec<Identity> = found.iter().map(|(identity, _)| *identity).collect();
        let now = JudgedRow {
            id: 0,
            run: 0,
            rule: rule.id.clone(),
            table: table.name.clone(),
            severity: rule.severity,
            fingerprint: self.coverages.written.fingerprint(rule),
            counting: self.coverages.written.counting(rule),
            coverage: self.coverages.coverage(rule, counts),
            counts: *counts,
        };
        let presence = self.audit.presence.get(&rule.table);
        let mut not_found = match presence.filter(|_| now.coverage.complete) {
            Some(presence) => self.left_open.not_found(ix, rule, presence, &sorted),
            None => NotFound::default(),
        };
        not_found.settled = settled;
        let mut replay = Replay::new(self.session, &self.before, &rule.id)?;
        let (mut before, mut runs) = (Vec::new(), Vec::new());
        while let Some(step) = replay.step()? {
            runs.push(RuleRun {
                run: step.run,
                severity: step.row.severity,
                counts: step.row.counts,
                flow: step.change.flow,
            });
            before.push((step.run, step.row));
        }
        let mut past = replay.past;
        self.tell(ix, &now, &past, before.last());
        let run = u32::try_from(self.before.len()).unwrap_or(u32::MAX);
        let change = past.add(run, &sorted, &not_found, &now.coverage);
        let mut fixed = change.fixed.clone();
        fixed.dedup();
        not_found.fixed = Some(fixed);
        if let Some(since) = self.since {
            let then = Then::read(self.session, &past, &before, since, &sorted)?;
            self.then.extend(then.map(|then| (ix, then)));
        }
        if change.unsettled > 0 {
            self.told.unsettled.push(rule.id.clone());
        }
        // what recurs is no finding that can recur
        let owned = documents.filter(|_| rule.recurring().is_none());
        let (mut owners, _) =
            owned.map_or((Vec::new(), 0), |documents| owners(documents, self.audit));
        let months = if owners.is_empty() {
            Months::default()
        } else {
            Months::read(self.session, &rule.id, &self.before, &self.day)?.known_to(self.audit)
        };
        let history = RuleHistory {
            compared: !before.is_empty(),
            measured: self.measured(&now.counting, &before)?,
            runs,
            recurring: recurring(&months, &owners, self.project.recurs()),
            ..self.rule_history(&past, &before, &change, &found)?
        };
        owners.truncate(RECORDED_OWNERS);
        let judged = Judged {
            row: now,
            not_found,
            owners,
        };
        Ok((judged, history))
    }

    /// What the last runs counted that counted the same, where something is counted.
    fn measured(
        &self,
        counting: &str,
        before: &[(u32, JudgedRow)],
    ) -> Result<Vec<(String, Vec<Measured>)>, Trouble> {
        let alike = before.iter().rev();
        let alike = alike.filter(|(_, row)| !counting.is_empty() && row.counting == counting);
        let mut last: Vec<_> = alike.take(MEASURED_RUNS).collect();
        last.reverse();
        let counted = last.into_iter().map(|(run, row)| {
            let day = self.before[*run as usize].day.clone();
            Ok((day, self.session.measured(row.id)?))
        });
        counted.collect()
    }

    fn rule_history(
        &self,
        past: &Past,
        before: &[(u32, JudgedRow)],
        change: &Change,
        found: &[(Identity, u32)],
    ) -> Result<RuleHistory, Trouble> {
        Ok(RuleHistory {
            new: change.new,
            again: change.again,
            reopened: change.reopened,
            fixed: change.fixed.len() as u64,
            gone: change.gone.len() as u64,
            left_open: change.left_open,
            flow: change.flow,
            fixed_findings: Ended::read(self.session, past, before, &change.fixed)?,
            gone_findings: Ended::read(self.session, past, before, &change.gone)?,
            standings: standings(past, found),
            ..RuleHistory::default()
        })
    }

    /// Puts a rule in place of what the same run said of it before.
    fn put(&self, run: i64, ix: usize, judged: &Judged) -> Result<(), Trouble> {
        let row = JudgedRow {
            run,
            ..judged.row.clone()
        };
        let id = self.session.put_judged(&row)?;
        let files = self.files(ix);
        if let Some(documents) = self.documents(ix, &files) {
            put_findings(self.session, id, &documents)?;
        }
        for owner in &judged.owners {
            self.session.put_owner(id, owner)?;
        }
        for measured in self.audit.measured.get(&ix).into_iter().flatten() {
            self.session.put_measured(id, measured)?;
        }
        self.session.put_not_found(id, &judged.not_found)
    }

    /// What keeps this run of a rule from being compared with those before.
    fn tell(&mut self, ix: usize, now: &JudgedRow, past: &Past, last: Option<&(u32, JudgedRow)>) {
        let rule = &self.project.rules[ix];
        if self.project.tables[rule.table].key.is_empty() && now.counts.findings > 0 {
            self.told.without_key.insert(rule.table);
        }
        let Some((run, last)) = last else { return };
        let run = *run;
        if last.fingerprint != now.fingerprint {
            self.told.changed.push(rule.id.clone());
        }
        for (table, reason) in self.coverages.partial(rule) {
            self.told.partial.insert(table, reason.reason());
        }
        let complete = past.complete();
        if self.project.is_of_exports(rule.table)
            && now.coverage.complete
            && complete.is_none_or(|before| !now.coverage.covers(before))
        {
            self.told.covers_less.insert(rule.table);
        }
        for (table, name, rows) in self.coverages.whole_tables(rule) {
            let before = last
                .coverage
                .tables
                .get(name)
                .and_then(|extent| extent.rows);
            // before the rows of tables were recorded, those were that the rule had judged
            let judged = (table == rule.table).then(|| last.counts.rows());
            let Some(before) = before.or(judged) else {
                continue;
            };
            let shrunk = before >= FEW_ROWS && rows.saturating_mul(2) < before;
            let known = self.told.shrunk.get(&table);
            if shrunk && known.is_none_or(|known| known.before < before) {
                let day = self.before.get(run as usize).map(|run| run.day.clone());
                let shrunk = Shrunk {
                    before,
                    rows,
                    day: day.unwrap_or_default(),
                };
                self.told.shrunk.insert(table, shrunk);
            }
        }
    }

    /// How many findings of a rule that was not judged earlier runs left open.
    fn left_open(&self, rule: &str) -> Result<u64, Trouble> {
        let mut replay = Replay::new(self.session, &self.before, rule)?;
        while replay.step()?.is_some() {}
        let open = replay.past.open();
        Ok(open.map(|record| u64::from(record.copies)).sum())
    }
}

/// What the runs say of findings, which are in the past; by position, as they were found.
fn standings(past: &Past, found: &[(Identity, u32)]) -> Vec<Standing> {
    let none = Standing {
        state: State::New,
        first: 0,
        times: 0,
    };
    let mut standings = vec![none; found.len()];
    let mut records = past.records().iter().peekable();
    for (identity, at) in found {
        let Some(standing) = standings.get_mut(*at as usize) else {
            continue;
        };
        while records
            .next_if(|record| record.identity < *identity)
            .is_some()
        {}
        if let Some(record) = records.peek() {
            *standing = Standing {
                state: record.state,
                first: record.first,
                times: record.times,
            };
        }
    }
    standings
}

/// Rows of a table, now and in the last run before.
struct Shrunk {
    before: u64,
    rows: u64,
    day: String,
}

/// That rules are new: it is they that make their findings new, and not what people did since.
fn judged_first(project: &Project, by_rule: &BTreeMap<usize, RuleHistory>) -> Option<Message> {
    let first = by_rule
        .iter()
        .filter(|(_, one)| !one.compared && one.new > 0);
    let count: u64 = first.clone().map(|(_, one)| one.new).sum();
    let rules: Vec<String> = first.map(|(ix, _)| project.rules[*ix].id.clone()).collect();
    (count > 0).then(|| message!("history-rules-new", count = count, rules = rules))
}

/// What the user should know, gathered over the rules.
#[derive(Default)]
struct Told {
    /// Days of runs that were recorded before this one and come after it.
    later: Vec<String>,
    without_key: BTreeSet<usize>,
    partial: BTreeMap<usize, Message>,
    covers_less: BTreeSet<usize>,
    shrunk: BTreeMap<usize, Shrunk>,
    changed: Vec<String>,
    unsettled: Vec<String>,
    kept: Vec<String>,
    /// Findings of earlier runs that were known by how their keys are written.
    renamed: u64,
}

impl Told {
    /// Why tables are not all that they were, so that what is not found in them may be there all the same.
    fn incomplete(&self, project: &Project) -> Vec<Message> {
        let label = |table: &usize| project.tables[*table].label.clone();
        let partial = self.partial.iter().map(|(table, reason)| {
            message!(
                "history-partial",
                table = label(table),
                reason = reason.clone()
            )
        });
        let less = self.covers_less.iter();
        let less = less.map(|table| message!("history-covers-less", table = label(table)));
        let shrunk = self.shrunk.iter().map(|(table, shrunk)| {
            message!(
                "history-shrunk",
                table = label(table),
                rows = shrunk.rows,
                before = shrunk.before,
                day = shrunk.day.as_str()
            )
        });
        partial.chain(less).chain(shrunk).collect()
    }

    fn notices(self, project: &Project, day: &str) -> Vec<Message> {
        let label = |table: usize| project.tables[table].label.clone();
        let mut notices = Vec::new();
        if self.renamed > 0 {
            notices.push(message!("history-renamed", count = self.renamed));
        }
        notices.extend(self.incomplete(project));
        for table in self.without_key {
            let name = project.tables[table].name.as_str();
            notices.push(message!(
                "history-without-key",
                table = label(table),
                name = name
            ));
        }
        if !self.changed.is_empty() {
            notices.push(message!("history-rule-changed", rules = self.changed));
        }
        if !self.unsettled.is_empty() {
            notices.push(message!("history-unsettled", rules = self.unsettled));
        }
        if !self.later.is_empty() {
            notices.push(message!("history-later", days = self.later));
        }
        if !self.kept.is_empty() {
            notices.push(message!("history-kept", day = day, rules = self.kept));
        }
        notices
    }
}
