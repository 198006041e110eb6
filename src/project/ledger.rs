//! `dispositions.toml`: what was decided about findings, with every mistake told at its place.

use std::collections::HashMap;

use glob::Pattern;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::raw::TomlDate;
use super::schema;
use super::sections::section;
use crate::dispositions::{Decision, Entry, Selection, literal};
use crate::fingerprint::identity::Identity;
use crate::messages::message;
use crate::mistakes::placed::{Name, OneOrMany, Placed};
use crate::mistakes::{Place, Problem, SourceFile, did_you_mean, syntax};
use crate::rules::dispositions::TABLE;
use crate::rules::{Rule, unknown_field};
use crate::tables::{Table, date};

/// `dispositions.toml`: what was decided about findings.
///
/// The loader reads entry by entry to show every mistake at once; this struct is their frame, for the schema.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "describes the file to editors; the entries are read one at a time"
)]
pub(crate) struct RawLedger {
    /// The decisions.
    #[schemars(default)]
    disposition: Vec<RawDisposition>,
}

/// `[[disposition]]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDisposition {
    /// The findings that were decided on: one by its `finding`, or those of a `rule`. What is given must all be met.
    #[serde(rename = "match")]
    selection: Placed<RawSelection>,
    /// What was decided.
    verdict: Decision,
    /// Why.
    reason: Name,
    /// What brought the findings about.
    cause: Option<String>,
    /// What is done so that they do not come back; of `adopt`, what changes in the procedure and the rule.
    remedy: Option<String>,
    /// Who must act. Required for `correct`.
    owner: Option<Name>,
    /// The last day to act; from the next one on the findings fail a run again. Required for `correct`, and not for
    /// `accept_once`. Default: none.
    #[schemars(with = "Option<TomlDate>")]
    due: Option<Placed<Datetime>>,
    /// The last day on which an exception holds. Required for `accept_once`, and for nothing else.
    #[schemars(with = "Option<TomlDate>")]
    until: Option<Placed<Datetime>>,
    /// How many findings were decided on. Required without `finding`; with it, default: as many as it names.
    covers: Option<Placed<u64>>,
    /// Who decided: a meeting or a person.
    decided_by: Name,
    /// The day of the decision; it does not apply to audits as of an earlier day.
    #[schemars(with = "TomlDate")]
    decided_on: Placed<Datetime>,
}

/// Which findings were decided on. `*` stands for any text, `?` for any character.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSelection {
    /// The identity of one finding, 16 hexadecimal digits, as `identity` in the reports; or a list of several.
    #[schemars(with = "Option<OneOrMany>")]
    finding: Option<Placed<OneOrMany>>,
    /// A rule id, or a pattern of ids.
    rule: Option<Name>,
    /// A document as reports show it, or a pattern; or a list of several.
    #[schemars(with = "Option<OneOrMany>")]
    document: Option<Placed<OneOrMany>>,
    /// The field that is wrong, or a pattern.
    column: Option<Name>,
    /// In which way the finding departs from a process, as `crm-audit process --patterns` names it, or a pattern.
    deviation: Option<Name>,
    /// The owner of the finding as reports show it, or a pattern.
    owner: Option<Name>,
    /// The department of the finding as reports show it, or a pattern.
    department: Option<Name>,
}

/// The entries of a file. `names` is none where the rules and tables have mistakes of their own: then nothing is looked up.
pub(crate) fn read(
    source: &SourceFile,
    file: usize,
    names: Option<(&[Rule], &[Table])>,
    problems: &mut Vec<Problem>,
) -> Vec<Entry> {
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    if !errors.is_empty() {
        problems.extend(syntax::problems(&errors, &source.text, file));
        return Vec::new();
    }
    let schema = schema::of::<RawDisposition>();
    let mut reader = Reader {
        file,
        names,
        problems,
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut first: HashMap<(Selection, i64), Place> = HashMap::new();
    let (mut line, mut read) = (1, 0);
    for (key, value) in root.get_ref() {
        let place = Place::new(file, key.span());
        let DeValue::Array(list) = value.get_ref() else {
            reader.not_a_list(key.get_ref(), place);
            continue;
        };
        if key.get_ref() != "disposition" {
            reader.unknown(key.get_ref(), place);
            continue;
        }
        for value in list {
            let place = Place::new(file, value.span());
            let passed = source.text.get(read..place.span.start).unwrap_or_default();
            line += passed.bytes().filter(|b| *b == b'\n').count() as u64;
            read = place.span.start.max(read);
            let raw = section::<RawDisposition>(&schema, value, &place, reader.problems);
            let Some(entry) = raw.and_then(|raw| reader.entry(&raw.value, line, &place)) else {
                continue;
            };
            let same = (entry.selection.clone(), entry.decided_on);
            if let Some(before) = first.get(&same) {
                let message = message!("problem-disposition-twice");
                reader.add(Problem::at(message, place).other(before.clone()));
            } else {
                first.insert(same, place);
                entries.push(entry);
            }
        }
    }
    entries
}

struct Reader<'a> {
    file: usize,
    names: Option<(&'a [Rule], &'a [Table])>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn not_a_list(&mut self, name: &str, place: Place) {
        if name == "disposition" {
            let message = message!("problem-disposition-brackets");
            self.add(Problem::at(message, place));
        } else {
            self.unknown(name, place);
        }
    }

    fn unknown(&mut self, name: &str, place: Place) {
        let known = ["disposition"];
        let hint = did_you_mean(name, known)
            .unwrap_or_else(|| message!("hint-one-of", names = known.map(str::to_owned).to_vec()));
        let message = message!("problem-unknown-key", name = name);
        self.add(Problem::at(message, place).hint(hint));
    }

    /// None where there are mistakes.
    fn entry(&mut self, raw: &RawDisposition, line: u64, place: &Place) -> Option<Entry> {
        let before = self.problems.len();
        let texts = [
            ("reason", Some(&raw.reason)),
            ("owner", raw.owner.as_ref()),
            ("decided_by", Some(&raw.decided_by)),
        ];
        for (key, text) in texts {
            if let Some(text) = text.filter(|text| text.trim().is_empty()) {
                let message = message!("problem-empty-text", name = key);
                self.add(Problem::at(message, self.place(text)));
            }
        }
        let selection = self.selection(&raw.selection);
        let decided_on = self.day(&raw.decided_on);
        let end = self.end(raw, decided_on, place);
        if raw.verdict.needs_owner() && raw.owner.is_none() {
            self.needs(raw.verdict, "owner", place);
        }
        match &raw.covers {
            None if raw.selection.finding.is_none() => {
                self.add(Problem::at(
                    message!("problem-disposition-covers"),
                    place.clone(),
                ));
            }
            Some(covers) if **covers == 0 => {
                let message = message!("problem-disposition-covers");
                self.add(Problem::at(message, self.place(covers)));
            }
            _ => {}
        }
        let named = selection.findings.len() as u64;
        let entry = Entry {
            line,
            selection,
            decision: raw.verdict,
            reason: raw.reason.trim().to_owned(),
            cause: raw.cause.clone(),
            remedy: raw.remedy.clone(),
            owner: raw.owner.as_ref().map(|owner| owner.trim().to_owned()),
            end,
            covers: raw.covers.as_ref().map_or(named, |covers| **covers),
            decided_by: raw.decided_by.trim().to_owned(),
            decided_on: decided_on?,
        };
        (self.problems.len() == before).then_some(entry)
    }

    /// The last day on which it holds, which depends on what was decided.
    fn end(&mut self, raw: &RawDisposition, decided_on: Option<i64>, place: &Place) -> Option<i64> {
        let key = raw.verdict.end_key();
        let (end, other) = match raw.verdict {
            Decision::AcceptOnce => (&raw.until, ("due", &raw.due)),
            _ => (&raw.due, ("until", &raw.until)),
        };
        if let (other, Some(excess)) = other {
            let verdict = raw.verdict.tag();
            let message = message!(
                "problem-disposition-excess",
                verdict = verdict,
                name = other
            );
            let hint = message!("hint-disposition-end", verdict = verdict, name = key);
            self.add(Problem::at(message, self.place(excess)).hint(hint));
        }
        let Some(end) = end else {
            if raw.verdict.needs_end() {
                self.needs(raw.verdict, key, place);
            }
            return None;
        };
        let day = self.day(end)?;
        if decided_on.is_some_and(|decided_on| day < decided_on) {
            let message = message!("problem-disposition-backwards", name = key);
            let other = self.place(&raw.decided_on);
            self.add(Problem::at(message, self.place(end)).other(other));
        }
        Some(day)
    }

    fn needs(&mut self, verdict: Decision, name: &str, place: &Place) {
        let message = message!(
            "problem-disposition-needs",
            verdict = verdict.tag(),
            name = name
        );
        self.add(Problem::at(message, place.clone()));
    }

    fn day(&mut self, written: &Placed<Datetime>) -> Option<i64> {
        let day = written.date.and_then(|d| date::iso(&d.to_string()));
        let day = day.filter(|_| written.time.is_none());
        if day.is_none() {
            let message = message!("problem-bad-date", written = written.to_string());
            self.add(Problem::at(message, self.place(written)));
        }
        day.map(|stamp| stamp.millis)
    }

    fn selection(&mut self, raw: &Placed<RawSelection>) -> Selection {
        if raw.finding.is_none() && raw.rule.is_none() {
            let message = message!("problem-disposition-selection");
            self.add(Problem::at(message, self.place(raw)));
        }
        let findings = self.listed("finding", raw.finding.as_ref(), |reader, written, place| {
            let identity = Identity::parse(written);
            if identity.is_none() {
                let message = message!("problem-disposition-finding", written = written);
                reader.add(Problem::at(message, place));
            }
            identity
        });
        let documents = self.listed("document", raw.document.as_ref(), Reader::pattern_at);
        let selection = Selection {
            findings,
            rule: self.pattern(raw.rule.as_ref()),
            documents,
            column: self.pattern(raw.column.as_ref()),
            deviation: self.pattern(raw.deviation.as_ref()),
            owner: self.pattern(raw.owner.as_ref()),
            department: self.pattern(raw.department.as_ref()),
        };
        self.look_up(raw, &selection);
        selection
    }

    /// What one text, or each of a list, says. An empty list would be about everything.
    fn listed<T>(
        &mut self,
        key: &str,
        written: Option<&Placed<OneOrMany>>,
        mut read: impl FnMut(&mut Self, &str, Place) -> Option<T>,
    ) -> Vec<T> {
        let Some(written) = written else {
            return Vec::new();
        };
        let place = self.place(written);
        if written.items().is_empty() {
            let message = message!("problem-empty-text", name = key);
            self.add(Problem::at(message, place.clone()));
        }
        let items = written.items().iter();
        items
            .filter_map(|item| read(self, item, place.clone()))
            .collect()
    }

    fn pattern(&mut self, written: Option<&Name>) -> Option<Pattern> {
        let written = written?;
        let place = self.place(written);
        self.pattern_at(written, place)
    }

    fn pattern_at(&mut self, written: &str, place: Place) -> Option<Pattern> {
        let pattern = Pattern::new(written).ok();
        if pattern.is_none() {
            let message = message!("problem-disposition-pattern", pattern = written);
            self.add(Problem::at(message, place));
        }
        pattern
    }

    /// A misspelt rule or field would match nothing, and nobody would see it.
    fn look_up(&mut self, raw: &RawSelection, selection: &Selection) {
        let (Some((rules, tables)), Some(written)) = (self.names, &raw.rule) else {
            return;
        };
        if selection.rule.is_none() {
            return;
        }
        if literal(written).is_some() && written.split('.').next() == Some(TABLE) {
            let message = message!("problem-disposition-of-its-own", id = &**written);
            self.add(Problem::at(message, self.place(written)));
            return;
        }
        let decidable = || rules.iter().filter(|r| tables[r.table].name != TABLE);
        let named: Vec<&Rule> = decidable().filter(|r| selection.names(&r.id)).collect();
        let Some(rule) = named.first() else {
            let message = message!("problem-unknown-rule", id = &**written);
            let hint = did_you_mean(written, decidable().map(|r| r.id.as_str()));
            self.add(Problem::at(message, self.place(written)).maybe_hint(hint));
            return;
        };
        if let (Some(column), Some(pattern)) = (&raw.column, &selection.column) {
            let has = |rule: &&Rule| {
                tables[rule.table]
                    .fields
                    .iter()
                    .any(|f| pattern.matches(&f.name))
            };
            if !named.iter().any(has) {
                let (message, hint) = unknown_field(&tables[rule.table], column);
                self.add(Problem::at(message, self.place(column)).maybe_hint(hint));
            }
        }
    }

    fn place<T>(&self, written: &Placed<T>) -> Place {
        Place::new(self.file, written.span())
    }

    fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}
