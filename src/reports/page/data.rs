//! The findings as the script of the page reads them: column by column, and what comes again is written once.
//!
//! A table of 20,000 findings that is written out takes seven seconds until it is seen; this takes a third of one.

use std::io;

use hashbrown::HashMap;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Line, place_of};
use crate::messages::message;
use crate::reports::actions::who;
use crate::reports::blocks::{Block, documents, parts};
use crate::reports::columns::{Shown, column};
use crate::reports::harmless::clean;
use crate::reports::questions::Lasting;
use crate::reports::{Finding, Report, RuleResult};
use crate::review::acting::age;
use crate::review::key_figures::is_about_handled;

/// Findings that are listed, the worst: browsers become slow with more, and mails refuse the file.
pub(super) const MOST: usize = 50_000;
/// Those that are written out as well, for browsers that run no script.
const WORST: usize = 200;
/// Stands in a form where a word is filled in.
const SLOT: char = '\0';

/// The findings that are listed.
pub(super) struct Data {
    /// `columns`, `lists`, `rules`, `count`.
    pub(super) json: Value,
    pub(super) worst: Vec<Worst>,
    pub(super) listed: usize,
}

/// A finding as it is written out.
#[derive(Serialize)]
pub(super) struct Worst {
    severity: Line,
    rule: String,
    key: String,
    message: String,
    owner: String,
    place: String,
}

/// A rule with findings.
#[derive(Serialize)]
struct Rule {
    id: String,
    label: String,
    severity: &'static str,
    table: String,
    count: usize,
}

/// Rule by rule, the worst first.
pub(super) fn data(report: &Report, lasting: &[Lasting]) -> io::Result<Data> {
    let mut columns = Columns::new(report, lasting);
    let mut rules = Vec::new();
    for result in &report.rules() {
        let before = columns.count;
        let severity = report.text(&result.rule.severity.label());
        let label = report.rule_label(result.rule);
        // full is the only reason to stop
        let _ = report.each_finding(result, |finding| {
            if columns.count == MOST {
                return Err(());
            }
            columns.add(&Shown {
                report,
                result,
                severity: &severity,
                label: &label,
                finding,
            });
            Ok(())
        })?;
        if columns.count > before {
            rules.push(Rule {
                id: clean(&result.rule.id),
                label: clean(&label),
                severity: result.rule.severity.tag(),
                table: clean(report.table_label(result.table)),
                count: columns.count - before,
            });
        }
    }
    Ok(columns.finish(&rules))
}

/// Texts that come again.
#[derive(Default)]
struct Texts {
    numbers: HashMap<String, usize>,
    all: Vec<String>,
    /// By finding.
    of: Vec<usize>,
}

impl Texts {
    /// Adds the text of the next finding; returns whether it is new.
    fn add(&mut self, text: &str) -> bool {
        let text = clean(text);
        let next = self.all.len();
        let number = *self.numbers.entry_ref(text.as_str()).or_insert(next);
        self.of.push(number);
        if number == next {
            self.all.push(text);
        }
        number == next
    }
}

/// Columns in the making.
struct Columns<'a> {
    report: &'a Report<'a>,
    count: usize,
    row: Vec<u64>,
    keys: String,
    /// What is filled into the forms of the messages.
    words: String,
    form: Texts,
    file: Texts,
    field: Texts,
    owner: Texts,
    department: Texts,
    state: Texts,
    since: Texts,
    held: Texts,
    /// How many documents wait, parallel to the texts of `held`.
    waits: Vec<u64>,
    decision: Texts,
    mark: Texts,
    /// By what a finding is known by: the mark of the way of doing things that it is of.
    patterns: HashMap<String, String>,
    /// The place of each file as it is shown, by its name and sheet.
    places: HashMap<(String, Option<String>), String>,
    worst: Vec<Worst>,
}

impl<'a> Columns<'a> {
    fn new(report: &'a Report<'a>, lasting: &[Lasting]) -> Columns<'a> {
        let inputs = report.review.audit.inputs.iter();
        let places = inputs.map(|input| {
            let name = (input.input.name.clone(), input.sheet.clone());
            (name, place_of(report, input))
        });
        Columns {
            report,
            count: 0,
            row: Vec::new(),
            keys: String::new(),
            words: String::new(),
            form: Texts::default(),
            file: Texts::default(),
            field: Texts::default(),
            owner: Texts::default(),
            department: Texts::default(),
            state: Texts::default(),
            since: Texts::default(),
            held: Texts::default(),
            waits: Vec::new(),
            decision: Texts::default(),
            mark: Texts::default(),
            patterns: patterns(lasting),
            places: places.collect(),
            worst: Vec::new(),
        }
    }

    fn add(&mut self, shown: &Shown) {
        let finding = shown.finding;
        if self.count > 0 {
            self.keys.push('\n');
            self.words.push('\n');
        }
        self.count += 1;
        self.row.push(finding.row);
        self.keys.push_str(&clean(&finding.key));
        let message = clean(&finding.message);
        let (form, words) = formed(&message);
        self.words.push_str(&words);
        // a slot is no sign that could steer anything: nobody is shown it
        self.form.add_as_is(form);
        let file = (finding.file.to_owned(), finding.sheet.map(str::to_owned));
        let place = self.places.get(&file).map_or(finding.file, String::as_str);
        let place = place.to_owned();
        self.file.add(&place);
        let field = column("column").words(shown).written().into_owned();
        self.field.add(&field);
        self.owner.add(who(finding));
        self.department.add(finding.department);
        self.state.add(&column("state").words(shown).written());
        self.since.add(finding.first_seen.unwrap_or_default());
        let blocks = finding.blocks.as_deref().unwrap_or_default();
        let is_held = blocks.iter().any(|one| one.documents != Some(0));
        let held = if is_held {
            parts(self.report, blocks)
        } else {
            String::new()
        };
        if self.held.add(&held) {
            self.waits.push(waiting(blocks));
        }
        self.decision
            .add(&column("disposition").words(shown).written());
        let mut marks = marks(shown.result, finding, is_held);
        if let Some(mark) = self.patterns.get(&finding.identity) {
            marks.push(mark);
        }
        self.mark.add(&marks.join(" "));
        if self.worst.len() < WORST {
            let row = message!("page-line", row = finding.row.to_string());
            let row = (finding.row > 0).then(|| self.report.text(&row));
            let row = row.unwrap_or_default();
            let parts = [place, row, field];
            let parts: Vec<&str> = parts
                .iter()
                .map(String::as_str)
                .filter(|p| !p.is_empty())
                .collect();
            self.worst.push(Worst {
                severity: Line::new(shown.severity).tag(finding.severity),
                rule: shown.label.to_owned(),
                key: finding.key.to_string(),
                message,
                owner: who(finding).to_owned(),
                place: parts.join(" · "),
            });
        }
    }

    fn finish(self, rules: &[Rule]) -> Data {
        let today = self.report.review.audit.as_of.day;
        let aged = self.since.all.iter().map(|first| age(first, today));
        let aged: Vec<Option<usize>> = aged.collect();
        let texts = [
            ("form", self.form),
            ("file", self.file),
            ("field", self.field),
            ("owner", self.owner),
            ("department", self.department),
            ("state", self.state),
            ("since", self.since),
            ("held", self.held),
            ("decision", self.decision),
            ("mark", self.mark),
        ];
        let mut columns = json!({
            "row": self.row,
            "key": self.keys,
            "words": self.words,
        });
        let mut lists = json!({});
        for (name, texts) in texts {
            columns[name] = match texts.all.len() {
                0 | 1 => json!(0),
                _ => json!(texts.of),
            };
            lists[name] = json!(texts.all);
        }
        Data {
            json: json!({
                "count": self.count,
                "rules": rules,
                "columns": columns,
                "lists": lists,
                "waits": self.waits,
                // by the place of the day in its list
                "aged": aged,
            }),
            worst: self.worst,
            listed: self.count,
        }
    }
}

impl Texts {
    /// Adds a text that is clean but for its slots.
    fn add_as_is(&mut self, text: String) {
        let next = self.all.len();
        let number = *self.numbers.entry_ref(text.as_str()).or_insert(next);
        self.of.push(number);
        if number == next {
            self.all.push(text);
        }
    }
}

/// How many documents wait, at least.
fn waiting(blocks: &[Block]) -> u64 {
    documents(blocks).unwrap_or_default()
}

/// The mark of a way of doing things, by its place among them.
pub(super) fn mark_of(pattern: usize) -> String {
    format!("pattern{pattern}")
}

fn patterns(lasting: &[Lasting]) -> HashMap<String, String> {
    let all = lasting.iter().enumerate();
    let marks = all.flat_map(|(at, one)| {
        let findings = one.findings.iter();
        findings.map(move |identity| (identity.text(), mark_of(at)))
    });
    marks.collect()
}

/// What a finding can be filtered by beside its columns.
fn marks<'m>(result: &RuleResult, finding: &Finding, is_held: bool) -> Vec<&'m str> {
    let is_open = result.failed() && finding.is_open();
    let is_decisions = result.rule.is_about_decisions();
    // a decision closes nothing in the system
    let is_handled = is_about_handled(result.rule) && finding.done.is_none();
    let is_overdue = finding.disposition.as_ref().is_some_and(|d| !d.holds);
    let all = [
        ("open", is_open && !is_decisions),
        ("decisions", is_open && is_decisions),
        ("handled", is_handled),
        ("done", finding.done.is_some()),
        ("held", is_held),
        ("overdue", is_overdue),
    ];
    let marks = all.into_iter().filter(|(_, is)| *is);
    marks.map(|(mark, _)| mark).collect()
}

/// A message without the words that hold digits, and these, with a blank between them: most messages of a rule differ in
/// nothing else.
fn formed(message: &str) -> (String, String) {
    let (mut form, mut words) = (String::with_capacity(message.len()), String::new());
    let mut rest = message;
    while let Some(start) = rest.find(is_of_word) {
        let end = rest[start..]
            .find(|c| !is_of_word(c))
            .map_or(rest.len(), |end| start + end);
        let word = rest[start..end].trim_end_matches(['.', ',', ':']);
        let end = start + word.len();
        form.push_str(&rest[..start]);
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            form.push(SLOT);
            words.extend((!words.is_empty()).then_some(' '));
            words.push_str(word);
        } else if word.is_empty() {
            // nothing but points
            let sign = rest[start..].chars().next().map_or(0, char::len_utf8);
            form.push_str(&rest[start..start + sign]);
            rest = &rest[start + sign..];
            continue;
        } else {
            form.push_str(word);
        }
        rest = &rest[end..];
    }
    form.push_str(rest);
    (form, words)
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ':' | '-' | '_' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_put_together_again() {
        for message in [
            "制单后 2 天 1 小时才审核，时限 2 天，超时 1 小时",
            "金额 2272.00 ≠ 明细合计 1,772.",
            "没有数字",
            "...:a,b 3",
            "5",
            "",
            "发货 2026-10-01 08:00, 早于 FH-1_2/3：7",
        ] {
            let (form, words) = formed(message);
            let mut words = words.split(' ');
            let mut parts = form.split(SLOT);
            let mut again = parts.next().unwrap().to_owned();
            for part in parts {
                again.push_str(words.next().unwrap());
                again.push_str(part);
            }
            assert_eq!(again, message);
        }
        assert_eq!(formed("超时 3 天").0, formed("超时 14 天").0);
    }
}
