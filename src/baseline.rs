//! The baseline: findings that are known and do not fail a run, in a text file that is reviewed like code.
//!
//! One finding a line, sorted by rule and identity, without dates: what changes in the file is what changed in the data.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::findings::Documents;
use crate::findings::asked::Options;
use crate::findings::outcome::{Audit, Outcome};
use crate::fingerprint::identity::Identity;
use crate::history::Coverages;
use crate::messages::{Message, display_path, message, of_system};
use crate::project::Project;
use crate::sources::regular;

const SCHEMA_VERSION: u32 = 1;
/// What the file says it is.
const FORMAT: &str = "crm-audit baseline";

/// A baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    /// The file that it was read from, as a user writes it.
    pub(crate) file: String,
    /// How many files with rows each table had, by name. Where there are fewer, nobody knows what is no longer found.
    files: BTreeMap<String, u64>,
    rules: BTreeMap<String, BTreeMap<Identity, Entry>>,
}

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    identity: String,
    /// The field that is wrong, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    column: String,
    /// The document, for people; sensitive parts are masked.
    key: String,
    /// Copies of a document share their identity: so many are known.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    times: u64,
}

fn one() -> u64 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
fn is_one(times: &u64) -> bool {
    *times == 1
}

/// What the file says of itself, whatever else it holds.
#[derive(Deserialize)]
struct Head {
    format: String,
    schema_version: u32,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    files: BTreeMap<String, u64>,
    rules: BTreeMap<String, Vec<Entry>>,
}

/// Entries of rules of which an audit finds fewer copies than are known, and how many it finds.
pub(crate) type Stale = BTreeMap<String, BTreeMap<Identity, u64>>;

/// Which findings of an audit are in a baseline.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    by_rule: BTreeMap<usize, Vec<bool>>,
}

impl Matched {
    /// Whether the baseline holds the finding of a rule at a position.
    pub(crate) fn holds(&self, rule: usize, at: usize) -> bool {
        let known = self.by_rule.get(&rule).and_then(|known| known.get(at));
        known.copied().unwrap_or_default()
    }

    /// How many findings of a rule the baseline holds.
    pub(crate) fn count(&self, rule: usize) -> u64 {
        let known = self.by_rule.get(&rule).into_iter().flatten();
        known.filter(|known| **known).count() as u64
    }
}

impl Baseline {
    /// Reads a baseline, or says why it is none.
    pub(crate) fn read(path: &Path) -> Result<Baseline, Message> {
        let file = display_path(path);
        let unreadable =
            |error: Message| message!("baseline-unreadable", file = file.as_str(), error = error);
        let malformed = |error: serde_json::Error| {
            let error = error.to_string();
            message!("baseline-unreadable", file = file.as_str(), error = error)
        };
        let mut text = String::new();
        let read = regular(path)
            .map_err(|reason| message!("audit-unreadable", file = file.as_str(), reason = reason))?
            .read_to_string(&mut text);
        read.map_err(|error| match error.kind() {
            ErrorKind::InvalidData => unreadable(message!("project-not-utf8")),
            _ => unreadable(of_system(&error)),
        })?;
        let text = text.trim_start_matches('\u{feff}');
        match serde_json::from_str::<Head>(text) {
            Ok(head) if head.format != FORMAT => {
                return Err(message!("baseline-foreign", file = file.as_str()));
            }
            Ok(head) if head.schema_version > SCHEMA_VERSION => {
                return Err(message!("baseline-newer", file = file.as_str()));
            }
            Ok(_) => {}
            Err(error) if error.is_data() => {
                return Err(message!("baseline-foreign", file = file.as_str()));
            }
            Err(error) => return Err(malformed(error)),
        }
        let written: Body = serde_json::from_str(text).map_err(malformed)?;
        let mut rules = BTreeMap::new();
        for (rule, entries) in written.rules {
            let mut known = BTreeMap::new();
            for entry in entries {
                let identity = Identity::parse(&entry.identity).ok_or_else(|| {
                    let identity = entry.identity.as_str();
                    message!(
                        "baseline-identity",
                        file = file.as_str(),
                        identity = identity
                    )
                })?;
                if let Some(twice) = known.insert(identity, entry) {
                    let identity = twice.identity;
                    return Err(message!("baseline-twice", file = file, identity = identity));
                }
            }
            rules.insert(rule, known);
        }
        Ok(Baseline {
            file,
            files: written.files,
            rules,
        })
    }

    /// Everything that an audit has found.
    pub(crate) fn of(project: &Project, options: &Options, audit: &Audit) -> Baseline {
        let mut rules = BTreeMap::new();
        for_each_rule(project, audit, |ix, documents| {
            let mut known: BTreeMap<Identity, Entry> = BTreeMap::new();
            for (at, identity) in documents.identities().into_iter().enumerate() {
                let entry = known.entry(identity).or_insert_with(|| Entry {
                    identity: identity.text(),
                    column: documents.column(at).unwrap_or_default().to_owned(),
                    key: documents.shown(at).into_owned(),
                    times: 0,
                });
                entry.times += 1;
            }
            rules.insert(project.rules[ix].id.clone(), known);
        });
        Baseline {
            file: String::new(),
            files: Coverages::new(project, audit, options).files(),
            rules,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.rules.values().map(BTreeMap::len).sum()
    }

    pub(crate) fn write(&self, out: &mut (dyn Write + Send)) -> io::Result<()> {
        writeln!(
            out,
            "{{\n  \"format\": \"{FORMAT}\",\n  \"schema_version\": {SCHEMA_VERSION},"
        )?;
        if !self.files.is_empty() {
            writeln!(out, "  \"files\": {},", serde_json::to_string(&self.files)?)?;
        }
        write!(out, "  \"rules\": {{")?;
        let rules = self.rules.iter().filter(|(_, known)| !known.is_empty());
        for (number, (rule, known)) in rules.enumerate() {
            let comma = if number > 0 { "," } else { "" };
            write!(out, "{comma}\n    {}: [", serde_json::to_string(rule)?)?;
            for (number, entry) in known.values().enumerate() {
                let comma = if number > 0 { "," } else { "" };
                write!(out, "{comma}\n      {}", serde_json::to_string(entry)?)?;
            }
            write!(out, "\n    ]")?;
        }
        writeln!(out, "\n  }}\n}}")
    }

    /// Which findings are known. A copy more than are known is a new finding.
    pub(crate) fn matched(&self, project: &Project, audit: &Audit) -> Matched {
        let mut matched = Matched::default();
        for_each_rule(project, audit, |ix, documents| {
            let Some(entries) = self.rules.get(&project.rules[ix].id) else {
                return;
            };
            let mut left: BTreeMap<Identity, u64> = entries
                .iter()
                .map(|(identity, entry)| (*identity, entry.times))
                .collect();
            let mut known = Vec::with_capacity(documents.len());
            for (at, identity) in documents.identities().into_iter().enumerate() {
                let mut take = |identity: Identity| match left.get_mut(&identity) {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        true
                    }
                    _ => false,
                };
                let was = documents.was(at);
                known.push(take(identity) || was.is_some_and(&mut take));
            }
            matched.by_rule.insert(ix, known);
        });
        matched
    }

    /// The tables that have fewer files with rows than the baseline was made of: how many it knows and how many there are.
    pub(crate) fn missing_files(&self, coverages: &Coverages) -> BTreeMap<String, (u64, u64)> {
        let now = coverages.files();
        let files = self.files.iter().filter_map(|(table, &known)| {
            let found = *now.get(table)?;
            (found < known).then(|| (table.clone(), (known, found)))
        });
        files.collect()
    }

    /// What the baseline holds and an audit no longer finds, and how many copies of it are left. Rules that were not judged,
    /// not on all of their data, or not on all of it for certain are left out; rules that the project no longer has are not.
    pub(crate) fn stale(&self, project: &Project, options: &Options, audit: &Audit) -> Stale {
        let coverages = Coverages::new(project, audit, options);
        let missing = self.missing_files(&coverages);
        let mut found: BTreeMap<&str, BTreeMap<Identity, u64>> = BTreeMap::new();
        for (rule, outcome) in project.rules.iter().zip(&audit.outcomes) {
            if let Some(Outcome::Judged(counts)) = outcome
                && coverages.is_certain(rule, counts)
                && !coverages
                    .names(rule)
                    .any(|table| missing.contains_key(table))
            {
                found.insert(&rule.id, BTreeMap::new());
            }
        }
        for_each_rule(project, audit, |ix, documents| {
            if let Some(found) = found.get_mut(project.rules[ix].id.as_str()) {
                let was = (0..documents.len()).filter_map(|at| documents.was(at));
                for identity in documents.identities().into_iter().chain(was) {
                    *found.entry(identity).or_default() += 1;
                }
            }
        });
        let mut stale = BTreeMap::new();
        let nothing = BTreeMap::new();
        for (rule, entries) in &self.rules {
            let exists = project.rules.iter().any(|r| r.id == *rule);
            let found = match found.get(rule.as_str()) {
                Some(found) => found,
                None if exists => continue,
                None => &nothing,
            };
            let left = |identity| found.get(identity).copied().unwrap_or_default();
            let entries = entries.iter().filter(|(i, entry)| left(i) < entry.times);
            let entries: BTreeMap<Identity, u64> = entries.map(|(i, _)| (*i, left(i))).collect();
            if !entries.is_empty() {
                stale.insert(rule.clone(), entries);
            }
        }
        stale
    }

    /// Leaves only as many copies as there still are, and no entry without one.
    pub(crate) fn remove(&mut self, stale: &Stale) {
        for (rule, left) in stale {
            let Some(known) = self.rules.get_mut(rule) else {
                continue;
            };
            for (identity, left) in left {
                if let Some(entry) = known.get_mut(identity) {
                    entry.times = *left;
                }
            }
            known.retain(|_, entry| entry.times > 0);
        }
    }
}

/// The findings of each rule that has some. Those about `dispositions.toml` are left out: that an overdue correction is known
/// does not excuse it.
fn for_each_rule(project: &Project, audit: &Audit, mut act: impl FnMut(usize, &Documents)) {
    let ledger = project.ledger.as_ref().map(|ledger| ledger.table);
    for found in &audit.findings.by_rule {
        let rule = &project.rules[found.rule];
        if ledger == Some(rule.table) {
            continue;
        }
        let files = audit.files_of(project, rule.table);
        let table = &project.tables[rule.table];
        if let Some(documents) = Documents::new(found, rule, table, &files) {
            act(found.rule, &documents);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline() -> Baseline {
        let entry = |identity: u64, times| {
            let entry = Entry {
                identity: Identity(identity).text(),
                column: "v".to_owned(),
                key: "甲\"1".to_owned(),
                times,
            };
            (Identity(identity), entry)
        };
        let known = BTreeMap::from([entry(2, 1), entry(1, 3)]);
        Baseline {
            file: String::new(),
            files: BTreeMap::from([("t".to_owned(), 2)]),
            rules: BTreeMap::from([
                ("r".to_owned(), known),
                ("none".to_owned(), BTreeMap::new()),
            ]),
        }
    }

    fn written(baseline: &Baseline) -> String {
        let mut out = Vec::new();
        baseline.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn read(text: &str) -> Result<Baseline, &'static str> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        Baseline::read(file.path()).map_err(|message| message.key)
    }

    #[test]
    fn one_finding_a_line_and_back() {
        let text = written(&baseline());
        let expected = r#"{
  "format": "crm-audit baseline",
  "schema_version": 1,
  "files": {"t":2},
  "rules": {
    "r": [
      {"identity":"0000000000000001","column":"v","key":"甲\"1","times":3},
      {"identity":"0000000000000002","column":"v","key":"甲\"1"}
    ]
  }
}
"#;
        assert_eq!(text, expected);
        assert_eq!(written(&read(&text).unwrap()), text);
        let without_files = text.replace("  \"files\": {\"t\":2},\n", "");
        assert_eq!(written(&read(&without_files).unwrap()), without_files);
        let empty = written(&Baseline::default());
        let back = read(&empty).unwrap();
        assert_eq!((back.files.len(), back.rules.len()), (0, 0));
    }

    #[test]
    fn what_is_no_baseline_is_told() {
        let good = written(&baseline());
        for (text, key) in [
            (String::new(), "baseline-unreadable"),
            (good[..90].to_owned(), "baseline-unreadable"),
            ("{}".to_owned(), "baseline-foreign"),
            ("[1]".to_owned(), "baseline-foreign"),
            (good.replace("audit baseline", "audit"), "baseline-foreign"),
            (
                good.replace("version\": 1", "version\": 2"),
                "baseline-newer",
            ),
            (good.replace("0000000000000001", "1"), "baseline-identity"),
            (good.replace("000000001", "000000002"), "baseline-twice"),
            (good.replace("column", "colour"), "baseline-unreadable"),
        ] {
            assert_eq!(read(&text), Err(key), "{text}");
        }
    }
}
