//! `crm-audit dispose --from report.xlsx`: takes the decisions that were filled in beside the findings into `dispositions.toml`,
//! one entry for all findings of a rule that the same was decided on. What contradicts itself is told with its cell, and then
//! nothing is written.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use glob::Pattern;

use super::super::output::{Terminal, say, written};
use super::super::{Common, FAILED, failure, open};
use super::add::{appended, present, put, refused};
use super::dated::decided_on;
use super::people::People;
use super::sheet::{self, Entered, Filled, Row, Slot, heading};
use super::wish::{DECISION, DUE, Decided, REASON, Reader, Refusal, WHO, Wish};
use super::written::quoted;
use super::{Audited, ImportArgs, Ready, minutes};
use crate::dispositions::{Entry, Ledger};
use crate::findings::Documents;
use crate::findings::asked::Cancelled;
use crate::fingerprint::identity::Identity;
use crate::history::{Known, path_in};
use crate::messages::{Message, display_path, grouped, message};
use crate::reports::terminal::clean;
use crate::review::labels::Labels;
use crate::rules::dispositions::TABLE;
use crate::tables::date;

/// Reads the report or the minutes, audits, and writes what was decided.
pub(super) fn run(args: &ImportArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let ImportArgs {
        file, selection, ..
    } = args;
    let Ok(opened) = open(selection.project.as_ref(), common, terminal) else {
        return Ok(FAILED);
    };
    let read = if minutes::is_named(file) {
        minutes::read(file)
    } else {
        sheet::read(file)
    };
    let filled = match read {
        Ok(filled) => filled,
        Err(message) => return Ok(failure(&opened.terminal, &message)),
    };
    let name = opened.project.name.clone().unwrap_or_default();
    if filled.stamp.project != name {
        let message = message!(
            "dispose-from-project",
            file = file.display().to_string(),
            other = named(&filled.stamp.project),
            project = named(&name)
        );
        return Ok(failure(&opened.terminal, &message));
    }
    let ready = match Ready::of(opened, &selection.or_as_of(&filled.stamp.as_of)) {
        Ok(ready) => ready,
        Err(code) => return Ok(code),
    };
    if filled.rows.is_empty() {
        let file = file.display().to_string();
        ready
            .terminal
            .note(&message!("dispose-from-nothing", file = file));
        return Ok(0);
    }
    let as_of = ready.selection.as_of.day;
    let decided_on = match decided_on(args, &filled, as_of) {
        Ok(day) => day,
        Err(message) => return Ok(failure(&ready.terminal, &message)),
    };
    let shown = file.file_name().unwrap_or(file.as_os_str());
    let by = args.decided_by.clone();
    let meeting = Meeting {
        file,
        decided_on,
        decided_by: by.unwrap_or_else(|| shown.to_string_lossy().into_owned()),
    };
    ready.audited(|audited| meeting.take(filled, audited))
}

/// What a project is called.
fn named(name: &str) -> Message {
    match name {
        "" => message!("dispose-from-unnamed"),
        name => message!("dispose-from-named", name = name),
    }
}

/// Where and when it was decided.
struct Meeting<'a> {
    file: &'a Path,
    decided_by: String,
    decided_on: i64,
}

/// A finding that something is decided on.
struct Target {
    /// Index of its rule in the project, and its place among the findings of it.
    rule: usize,
    at: usize,
    rule_id: String,
    /// Its document as reports show it.
    key: String,
    /// In which way it departs from a process; nothing where it is about none.
    deviation: String,
    /// Whether it is about the dispositions themselves.
    own: bool,
    /// What was decided on it before.
    entry: Option<usize>,
}

/// The findings of a rule that the same was decided on.
struct Group {
    rule: String,
    decided: Decided,
    /// In which way they depart from a process, where it was decided on all that do.
    deviation: Option<String>,
    /// By their places among the findings of the rule.
    findings: BTreeMap<usize, (Identity, String)>,
    /// How many findings that are; copies of a document share an identity.
    covers: usize,
}

impl Meeting<'_> {
    fn take(&self, filled: Filled, audited: &Audited) -> anyhow::Result<u8> {
        let Audited {
            project,
            review,
            terminal,
            ..
        } = audited;
        if let Some(code) = audited.incomplete() {
            return Ok(code);
        }
        self.compare(&filled, audited);
        let Ok(labels) = self.labels(audited, project.ledger.as_ref()) else {
            return Ok(terminal.interrupted());
        };
        let targets = targets(&filled.rows, audited, labels.as_ref());
        let people = People::new(audited);
        let (mut wishes, mut refusals) = (Vec::new(), Vec::new());
        let reader = Reader::new(self.decided_on, &terminal.messages, &people);
        for mut row in filled.rows {
            go_on(&mut row, &targets, audited);
            match reader.wish(row) {
                Ok(wish) => wishes.push(wish),
                Err(refusal) => refusals.extend(refusal),
            }
        }
        let unknown = wishes.iter().map(|wish| wish.identity);
        let unknown: HashSet<Identity> = unknown.filter(|id| !targets.contains_key(id)).collect();
        let path = path_in(project.folder());
        let known = match Known::look_up(&path, &unknown) {
            Ok(known) => known,
            Err(trouble) => return Ok(failure(terminal, &trouble.message(&path))),
        };
        let sorted = Sorted::new(wishes, &targets, &known, audited, &mut refusals);
        if !refusals.is_empty() {
            // a line of minutes is refused once, however many findings it is about
            let mut told: Vec<Refusal> = Vec::new();
            for refusal in refusals {
                if !told.contains(&refusal) {
                    told.push(refusal);
                }
            }
            let refusals = told;
            for refusal in refusals {
                failure(terminal, &refusal.message());
            }
            let file = display_path(&project.ledger_path());
            terminal.note(&message!("dispose-refused", file = file));
            return Ok(FAILED);
        }
        if sorted.gone > 0 {
            let day = date::text(review.audit.as_of.day);
            terminal.note(&message!(
                "dispose-from-gone",
                count = sorted.gone,
                day = day
            ));
        }
        if sorted.recorded > 0 {
            terminal.note(&message!("dispose-from-recorded", count = sorted.recorded));
        }
        let groups = groups(sorted.decided, audited);
        let named = groups.iter().filter_map(|g| g.decided.who.as_deref());
        for note in people.unknown(named) {
            terminal.note(&note);
        }
        if groups.is_empty() {
            let file = self.file.display().to_string();
            terminal.note(&message!("dispose-from-unchanged", file = file));
            return Ok(0);
        }
        self.write(groups, audited)
    }

    /// What entries come to on the day of the meeting: those that were taken since the day of the report as well.
    fn labels(
        &self,
        audited: &Audited,
        ledger: Option<&Ledger>,
    ) -> Result<Option<Labels>, Cancelled> {
        let Audited {
            project,
            options,
            review,
            ..
        } = audited;
        let day = self.decided_on.max(review.audit.as_of.day);
        let labels = |ledger| Labels::new(ledger, project, options, &review.audit, day);
        ledger.map(labels).transpose()
    }

    /// Tells how the report differs from what there is now.
    fn compare(&self, filled: &Filled, audited: &Audited) {
        let Audited {
            project, terminal, ..
        } = audited;
        let path = path_in(project.folder());
        let known = Known::look_up(&path, &HashSet::new());
        let last = known.ok().and_then(|known| known.last_day);
        let file = self.file.display().to_string();
        if let Some(last) = last.filter(|last| filled.stamp.as_of.as_str() < last.as_str()) {
            let as_of = filled.stamp.as_of.as_str();
            terminal.note(&message!(
                "dispose-from-older",
                file = &*file,
                as_of = as_of,
                last = last
            ));
        }
        if filled.stamp.rules != project.fingerprint() {
            terminal.note(&message!("dispose-from-rules", file = file));
        }
    }

    /// Shows what was understood, and adds the entries.
    fn write(&self, mut groups: Vec<Group>, audited: &Audited) -> anyhow::Result<u8> {
        let Audited {
            project, terminal, ..
        } = audited;
        let path = project.ledger_path();
        let entries = self.entries(&groups);
        let Some(_alone) = audited.alone() else {
            return Ok(terminal.interrupted());
        };
        let before = present(&path)?;
        let ledger = match project.ledger_of(&appended(&before, &entries)) {
            Ok(ledger) => ledger,
            Err(mistakes) => return Ok(refused(terminal, &path, &mistakes)),
        };
        let Ok(Some(labels)) = self.labels(audited, Some(&ledger)) else {
            return Ok(terminal.interrupted());
        };
        let matches = labels.matches().iter().rev().take(groups.len()).rev();
        let labelled = |(group, labelled): (&Group, u64)| labelled == group.covers as u64;
        let labels: Vec<u64> = matches.map(|matches| matches.labelled).collect();
        // what departs in one way is counted by what the entry comes to
        for (group, labelled) in groups.iter_mut().zip(&labels) {
            if group.deviation.is_some() {
                group.covers = group.covers.max(usize::try_from(*labelled).unwrap_or(0));
            }
        }
        let entries = self.entries(&groups);
        if !groups.iter().zip(labels).all(labelled) {
            let count: usize = groups.iter().map(|group| group.covers).sum();
            return Ok(failure(
                terminal,
                &message!("dispose-shadowed", count = count),
            ));
        }
        say(&table(&groups, audited))?;
        if let Err(code) = put(&path, &before, &entries, terminal)? {
            return Ok(code);
        }
        written(terminal, Path::new(&display_path(&path)));
        let findings: usize = groups.iter().map(|group| group.covers).sum();
        terminal.note(&message!(
            "dispose-from-done",
            findings = message!("count-findings", count = findings),
            entries = groups.len()
        ));
        Ok(0)
    }

    fn entries(&self, groups: &[Group]) -> String {
        let entries: Vec<String> = groups.iter().map(|group| self.entry(group)).collect();
        entries.join("\n")
    }

    /// As TOML, with a line end behind it: the documents for people, the identities so that no other finding is meant.
    fn entry(&self, group: &Group) -> String {
        let findings = || group.findings.values();
        let documents = findings().map(|(_, key)| key.as_str());
        let named: Vec<String> = documents
            .filter(|key| !key.is_empty())
            .map(|key| quoted(&Pattern::escape(key)))
            .collect();
        let identities: Vec<String> = findings().map(|(id, _)| quoted(&id.text())).collect();
        let mut selection = vec![format!("rule = {}", quoted(&group.rule))];
        // without its document a finding is not missed where the export no longer has it
        if let Some(deviation) = &group.deviation {
            selection.push(format!(
                "deviation = {}",
                quoted(&Pattern::escape(deviation))
            ));
        } else {
            if named.len() == identities.len() {
                selection.push(format!("document = {}", list(&named)));
            }
            selection.push(format!("finding = {}", list(&identities)));
        }
        let decided = &group.decided;
        let values = [
            ("match", Some(format!("{{ {} }}", selection.join(", ")))),
            ("verdict", Some(quoted(decided.decision.tag()))),
            ("reason", Some(quoted(&decided.reason))),
            ("owner", decided.who.as_deref().map(quoted)),
            (decided.decision.end_key(), decided.end.map(date::text)),
            ("covers", Some(group.covers.to_string())),
            ("decided_by", Some(quoted(&self.decided_by))),
            ("decided_on", Some(date::text(self.decided_on))),
        ];
        let values = values.into_iter();
        let lines = values.filter_map(|(key, value)| Some(format!("{key:<10} = {}\n", value?)));
        format!("[[disposition]]\n{}", lines.collect::<String>())
    }
}

/// What was understood.
fn table(groups: &[Group], audited: &Audited) -> String {
    let terminal = audited.terminal;
    let messages = &terminal.messages;
    let mut grid = terminal.grid([
        terminal.column("column-rule").flowing(24),
        terminal.number("column-findings"),
        terminal.column("form-decision").flowing(16),
        terminal.column("form-due"),
        terminal.column("form-who").flowing(16),
        terminal.column("form-reason").flowing(24),
    ]);
    for group in groups {
        let decided = &group.decided;
        let mut rules = audited.project.rules.iter();
        let rule = rules.find(|rule| rule.id == group.rule);
        let label = rule.map(|rule| audited.project.rule_label(rule, messages));
        let label = label.unwrap_or_default();
        let label = match &group.deviation {
            Some(deviation) => format!("{label} [{deviation}]"),
            None => label,
        };
        grid.row([
            clean(&label),
            grouped(group.covers as u64),
            messages.text(&decided.decision.label()),
            decided.end.map_or("–".to_owned(), date::text),
            clean(decided.who.as_deref().unwrap_or("–")),
            clean(&decided.reason),
        ]);
    }
    terminal.drawn(grid)
}

/// A list in TOML: one item a line where there are several.
fn list(items: &[String]) -> String {
    match items {
        [one] => one.clone(),
        items => {
            let lines = items.iter().map(|item| format!("  {item},\n"));
            format!("[\n{}]", lines.collect::<String>())
        }
    }
}

/// Where nothing but another day is given for a finding, what was decided before goes on until then.
fn go_on(row: &mut Row, targets: &HashMap<Identity, Vec<Target>>, audited: &Audited) {
    let is_empty = |slot| *row.get(slot) == Entered::default();
    if !is_empty(DECISION) || is_empty(DUE) {
        return;
    }
    let found = Identity::parse(&row.get(Slot::Identity).text);
    let target = found.and_then(|identity| targets.get(&identity)?.first());
    let ledger = audited.project.ledger.as_ref();
    let entry = target.and_then(|target| ledger?.entries.get(target.entry?));
    let Some(entry) = entry else {
        return;
    };
    let decision = audited.terminal.messages.text(&entry.decision.label());
    row.fill_in(DECISION, &decision);
    row.fill_in(REASON, &entry.reason);
    row.fill_in(WHO, entry.owner.as_deref().unwrap_or_default());
}

/// The findings of the audit that the rows name, by what they are, or were, known by.
fn targets(
    rows: &[Row],
    audited: &Audited,
    labels: Option<&Labels>,
) -> HashMap<Identity, Vec<Target>> {
    let wanted = rows
        .iter()
        .filter_map(|row| Identity::parse(&row.get(Slot::Identity).text));
    let wanted: HashSet<Identity> = wanted.collect();
    let Audited {
        project, review, ..
    } = audited;
    let mut targets: HashMap<Identity, Vec<Target>> = HashMap::new();
    for found in &review.audit.findings.by_rule {
        let rule = &project.rules[found.rule];
        let files = review.audit.files_of(project, rule.table);
        let table = &project.tables[rule.table];
        let Some(documents) = Documents::new(found, rule, table, &files) else {
            continue;
        };
        let labels = labels.and_then(|labels| labels.of(found.rule));
        for (at, identity) in documents.identities().into_iter().enumerate() {
            let named = match documents.was(at) {
                _ if wanted.contains(&identity) => identity,
                Some(was) if wanted.contains(&was) => was,
                _ => continue,
            };
            let label = labels.and_then(|labels| labels.label(at));
            targets.entry(named).or_default().push(Target {
                rule: found.rule,
                at,
                rule_id: rule.id.clone(),
                key: documents.keys(at).0,
                deviation: documents.deviation(at).into_owned(),
                own: table.name == TABLE,
                entry: label.map(|label| label.entry as usize),
            });
        }
    }
    targets
}

/// What is to be written of a finding.
struct Wanted<'t> {
    identity: Identity,
    decided: Decided,
    deviation: Option<String>,
    /// All findings that share the identity.
    found: &'t [Target],
}

/// What becomes of the rows.
struct Sorted<'t> {
    /// What is to be written, with all findings that share the identity.
    decided: Vec<Wanted<'t>>,
    /// Rows that say what the ledger says already, and rows whose finding is no longer there.
    recorded: usize,
    gone: usize,
}

impl<'t> Sorted<'t> {
    fn new(
        wishes: Vec<Wish>,
        targets: &'t HashMap<Identity, Vec<Target>>,
        known: &Known,
        audited: &Audited,
        refusals: &mut Vec<Refusal>,
    ) -> Sorted<'t> {
        let day = date::text(audited.review.audit.as_of.day);
        let mut sorted = Sorted {
            decided: Vec::new(),
            recorded: 0,
            gone: 0,
        };
        let mut first: HashMap<Identity, (Arc<str>, Decided)> = HashMap::new();
        let entries = audited.project.ledger.iter().flat_map(|l| &l.entries);
        let entries: Vec<&Entry> = entries.collect();
        for wish in wishes {
            let mut refuse = |slot, what| {
                let spot = wish.row.spot(slot);
                refusals.push(Refusal { spot, what });
            };
            let Some(found) = targets.get(&wish.identity) else {
                if known.found.contains(&wish.identity) {
                    sorted.gone += 1;
                } else {
                    let identity = wish.identity.text();
                    let what = message!("dispose-from-unknown", identity = identity, day = &*day);
                    refuse(Slot::Identity, what);
                }
                continue;
            };
            if let Some((slot, what)) = other_finding(&wish.row, found) {
                refuse(slot, what);
                continue;
            }
            if let Some((spot, before)) = first.get(&wish.identity) {
                if *before != wish.decided {
                    let what = message!("dispose-from-twice", cell = &**spot);
                    refuse(DECISION, what);
                }
                continue;
            }
            let spot = wish.row.spot(DECISION);
            first.insert(wish.identity, (spot, wish.decided.clone()));
            let is_recorded = |target: &Target| {
                let entry = target.entry.and_then(|ix| entries.get(ix));
                entry.is_some_and(|entry| wish.decided.is_of(entry))
            };
            if found.iter().all(is_recorded) {
                sorted.recorded += 1;
            } else {
                sorted.decided.push(Wanted {
                    identity: wish.identity,
                    decided: wish.decided,
                    deviation: wish.row.deviation,
                    found: found.as_slice(),
                });
            }
        }
        sorted
    }
}

/// Rows that were sorted without all of their columns name another finding than they show.
fn other_finding(row: &Row, found: &[Target]) -> Option<(Slot, Message)> {
    let one = found.first()?;
    if one.own {
        let what = message!("problem-disposition-of-its-own", id = one.rule_id.as_str());
        return Some((DECISION, what));
    }
    let departs = |way: &String| found.iter().any(|target| target.deviation == *way);
    if !row.deviation.as_ref().is_none_or(departs) {
        return Some((Slot::Identity, message!("dispose-minutes-comment")));
    }
    let is_rule = |target: &Target| row.get(Slot::Rule).text == target.rule_id;
    let is_key = |target: &Target| row.get(Slot::Document).text == as_entered(&target.key);
    let differs = [
        (Slot::Rule, found.iter().any(is_rule), &one.rule_id),
        (Slot::Document, found.iter().any(is_key), &one.key),
    ];
    let mut differs = differs.into_iter();
    let (slot, _, is) = differs.find(|(slot, same, _)| row.has(*slot) && !same)?;
    let what = message!(
        "dispose-from-other",
        name = heading(slot),
        is = is.as_str(),
        shown = row.get(slot).text.as_str()
    );
    Some((Slot::Identity, what))
}

/// A document as it comes back from a cell.
fn as_entered(key: &str) -> String {
    crate::reports::xlsx::as_in_cell(key).trim().to_owned()
}

/// The findings by rule and what was decided, in the order of the rules and of their findings: the sheet may be sorted in any way.
fn groups(decided: Vec<Wanted>, audited: &Audited) -> Vec<Group> {
    let mut groups: HashMap<(usize, Option<String>, Decided), Group> = HashMap::new();
    for wanted in decided {
        let Wanted {
            identity,
            decided,
            deviation,
            found,
        } = wanted;
        let Some(one) = found.first() else {
            continue;
        };
        let key = (one.rule, deviation.clone(), decided.clone());
        let group = groups.entry(key).or_insert_with(|| Group {
            rule: audited.project.rules[one.rule].id.clone(),
            decided,
            deviation,
            findings: BTreeMap::new(),
            covers: 0,
        });
        group.findings.insert(one.at, (identity, one.key.clone()));
        group.covers += found.len();
    }
    let mut groups: Vec<((usize, usize), Group)> = groups
        .into_iter()
        .map(|((rule, ..), group)| {
            let first = group.findings.keys().next().copied();
            ((rule, first.unwrap_or_default()), group)
        })
        .collect();
    groups.sort_by_key(|(place, _)| *place);
    groups.into_iter().map(|(_, group)| group).collect()
}
