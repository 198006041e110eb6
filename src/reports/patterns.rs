//! Patterns of deviations: for the terminal, with all that a meeting weighs, and for programs.

use serde::Serialize;
use serde_json::{Value, json};

use super::blocks::money;
use super::percent;
use super::process::view::took_text;
use crate::dispositions::Decision;
use crate::messages::{LocalText, Message, Messages, grouped, message};
use crate::process::patterns::{Clear, ENOUGH, Effect, EffectOf, Pattern};
use crate::process::time::Took;
use crate::project::Project;
use crate::rules::plan::Clock;
use crate::tables::{date, number};

/// Ways that are shown of each on a terminal.
const SHOWN: usize = 3;

/// Patterns, and what they are shown with.
pub(crate) struct Patterns<'a> {
    pub(crate) teller: Teller<'a>,
    pub(crate) found: &'a [Pattern],
    /// What was decided on each of them, where that is one thing for all of its findings.
    pub(crate) decisions: &'a [Option<Decision>],
    /// Cases without findings, those of which all findings are decided on counted as such or not, and all cases.
    pub(crate) conformance: Conformance,
}

/// Tells what is known of a pattern.
pub(crate) struct Teller<'a> {
    pub(crate) project: &'a Project,
    pub(crate) messages: &'a Messages,
    /// The clock that cases are measured by.
    pub(crate) clock: Clock,
}

/// Something that is known of a pattern, and its parts.
pub(crate) struct Fact {
    pub(crate) text: String,
    pub(crate) parts: Vec<String>,
}

/// How many cases go as agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Conformance {
    pub(crate) cases: u64,
    /// Without findings.
    pub(crate) raw: u64,
    /// Without findings but for those that were decided on and do not fail a run.
    pub(crate) net: u64,
}

impl Patterns<'_> {
    /// As it stands on a terminal.
    pub(crate) fn render(&self) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        let Conformance { cases, raw, net } = self.conformance;
        line(self.teller.text(&message!(
            "patterns-conformance",
            raw = percent(share(raw, cases)),
            net = percent(share(net, cases)),
            cases = grouped(cases)
        )));
        if self.found.is_empty() {
            line(self.teller.messages.key("patterns-none"));
        }
        for (pattern, decision) in self.found.iter().zip(self.decisions) {
            line(String::new());
            for text in self.lines(pattern, *decision) {
                line(text);
            }
        }
        out
    }

    fn lines(&self, pattern: &Pattern, decision: Option<Decision>) -> Vec<String> {
        let teller = &self.teller;
        let rule = &teller.project.rules[pattern.rule];
        let severity = teller.text(&rule.severity.label());
        let label = teller.project.rule_label(rule, teller.messages);
        let name = name(teller.project, pattern);
        let mut lines = vec![format!("{name}  {severity}  {label}")];
        for fact in teller.facts(pattern) {
            lines.push(format!("  {}", fact.text));
            lines.extend(fact.parts.iter().map(|part| format!("    {part}")));
        }
        lines.push(format!("  {}", teller.decided(pattern, decision)));
        lines
    }

    /// For programs. Durations are milliseconds of the clock.
    pub(crate) fn json(&self) -> Value {
        let patterns = self.found.iter().zip(self.decisions);
        let patterns: Vec<Value> = patterns
            .map(|(pattern, decision)| self.teller.json_of(pattern, *decision))
            .collect();
        json!({
            "conformance": self.conformance,
            "unit": self.teller.clock.unit_name(),
            "patterns": patterns,
        })
    }
}

impl Teller<'_> {
    /// What a meeting weighs of it.
    pub(crate) fn facts(&self, pattern: &Pattern) -> Vec<Fact> {
        let fact = |message: &Message, parts: Vec<String>| Fact {
            text: self.text(message),
            parts,
        };
        let cases = message!(
            "patterns-cases",
            cases = grouped(pattern.cases),
            share = percent(share(pattern.cases, pattern.cases + pattern.conforming)),
            since = pattern.since.map(date::text).unwrap_or_default(),
            last = pattern.last.map(date::text).unwrap_or_default()
        );
        let mut facts = vec![fact(&cases, Vec::new())];
        if !pattern.people.is_empty() {
            let people = self.counted(&pattern.people);
            let people = message!("patterns-people", people = people, all = pattern.all_people);
            facts.push(fact(&people, Vec::new()));
        }
        if !pattern.departments.is_empty() {
            let departments = self.counted(&pattern.departments);
            let departments = message!("patterns-departments", departments = departments);
            facts.push(fact(&departments, Vec::new()));
        }
        let ways = pattern.ways.iter().take(SHOWN);
        let ways = ways.map(|(way, count)| self.count_of(&self.way(way), *count));
        let all = message!("patterns-ways", all = pattern.all_ways);
        facts.push(fact(&all, ways.collect()));
        if let Some(took) = pattern.took {
            let text = |took: Took| took_text(took.clock, took.median);
            let standard = pattern.conforming_took.map(text);
            let has_standard = if standard.is_some() { "yes" } else { "no" };
            let took = message!(
                "patterns-took",
                took = text(took),
                compared = has_standard,
                standard = standard.unwrap_or_else(|| text(took)),
                count = grouped(pattern.conforming)
            );
            facts.push(fact(&took, Vec::new()));
        }
        if !pattern.effects.is_empty() {
            let effects = pattern.effects.iter();
            let effects = effects.map(|effect| self.effect(effect, pattern)).collect();
            let all = message!("patterns-effects", count = grouped(pattern.conforming));
            facts.push(fact(&all, effects));
        }
        facts
    }

    fn decided(&self, pattern: &Pattern, decision: Option<Decision>) -> String {
        match decision {
            Some(decision) => self.text(&message!("patterns-decided", decision = decision.label())),
            None => self.text(&message!(
                "patterns-undecided",
                pattern = name(self.project, pattern)
            )),
        }
    }

    fn effect(&self, effect: &Effect, pattern: &Pattern) -> String {
        let what = match &effect.of {
            EffectOf::Finding(rule) => {
                let rule = &self.project.rules[*rule];
                let label = self.project.rule_label(rule, self.messages);
                self.text(&message!("patterns-effect-finding", rule = label))
            }
            EffectOf::Document(rule) => {
                let rule = &self.project.rules[*rule];
                let label = self.project.rule_label(rule, self.messages);
                self.text(&message!("patterns-effect-document", rule = label))
            }
            EffectOf::Held(link) => {
                let label = self.project.links[*link].label.in_lang(self.messages.lang);
                self.text(&message!("patterns-effect-held", label = label))
            }
            EffectOf::Event(label) => {
                let event = label.in_lang(self.messages.lang);
                self.text(&message!("patterns-effect-event", event = event))
            }
            EffectOf::Rework => self.messages.key("patterns-effect-rework"),
        };
        let told = message!(
            "patterns-effect",
            what = what,
            clear = word(effect.clear),
            here = effect.here.to_string(),
            of_here = pattern.cases.to_string(),
            here_share = percent(share(effect.here, pattern.cases)),
            there = effect.there.to_string(),
            of_there = pattern.conforming.to_string(),
            there_share = percent(share(effect.there, pattern.conforming)),
            enough = ENOUGH
        );
        let Some([here, there]) = effect.amounts else {
            return self.text(&told);
        };
        self.text(&message!(
            "patterns-effect-amounts",
            effect = told,
            here = amount(here, pattern.cases),
            there = amount(there, pattern.conforming)
        ))
    }

    fn counted(&self, counts: &[(String, u64)]) -> Vec<String> {
        let counts = counts.iter();
        counts
            .map(|(name, count)| self.count_of(name, *count))
            .collect()
    }

    fn count_of(&self, name: &str, count: u64) -> String {
        let count = grouped(count);
        self.text(&message!("patterns-count", name = name, count = count))
    }

    fn way(&self, way: &[(String, LocalText)]) -> String {
        let labels: Vec<&str> = (way.iter())
            .map(|(_, label)| label.in_lang(self.messages.lang))
            .collect();
        labels.join(" → ")
    }

    fn text(&self, message: &Message) -> String {
        self.messages.text(message)
    }

    fn json_of(&self, pattern: &Pattern, decision: Option<Decision>) -> Value {
        let rule = &self.project.rules[pattern.rule];
        let counts = |counts: &[(String, u64)]| -> Vec<Value> {
            let counts = counts.iter();
            counts
                .map(|(name, cases)| json!({ "name": name, "cases": cases }))
                .collect()
        };
        let ways = pattern.ways.iter().map(|(way, cases)| {
            let steps: Vec<&str> = way.iter().map(|(name, _)| name.as_str()).collect();
            json!({ "steps": steps, "cases": cases })
        });
        let effects = pattern.effects.iter().map(|effect| {
            let (kind, of) = match &effect.of {
                EffectOf::Finding(rule) => ("finding", Some(self.project.rules[*rule].id.clone())),
                EffectOf::Document(rule) => {
                    ("document", Some(self.project.rules[*rule].id.clone()))
                }
                EffectOf::Held(link) => {
                    let label = &self.project.links[*link].label;
                    (
                        "held_back",
                        Some(label.in_lang(self.messages.lang).to_owned()),
                    )
                }
                EffectOf::Event(label) => {
                    ("event", Some(label.in_lang(self.messages.lang).to_owned()))
                }
                EffectOf::Rework => ("rework", None),
            };
            let amounts = effect
                .amounts
                .map(|all| all.map(|one| one.map(number::text)));
            let [amount, conforming] = amounts.unwrap_or_default();
            json!({
                "kind": kind,
                "of": of,
                "cases": effect.here,
                "conforming_cases": effect.there,
                "compared": word(effect.clear),
                "amount": amount,
                "conforming_amount": conforming,
            })
        });
        json!({
            "pattern": name(self.project, pattern),
            "rule": rule.id,
            "deviation": pattern.deviation,
            "severity": rule.severity.tag(),
            "findings": pattern.findings,
            "cases": pattern.cases,
            "conforming": pattern.conforming,
            "people": counts(&pattern.people),
            "people_count": pattern.all_people,
            "departments": counts(&pattern.departments),
            "ways": ways.collect::<Vec<Value>>(),
            "ways_count": pattern.all_ways,
            "since": pattern.since.map(date::text),
            "last": pattern.last.map(date::text),
            "median": pattern.took.map(|took| took.median),
            "conforming_median": pattern.conforming_took.map(|took| took.median),
            "effects": effects.collect::<Vec<Value>>(),
            "decision": decision.map(Decision::tag),
        })
    }
}

/// An amount over some cases, and of each of them on average.
fn amount(amount: Option<i128>, cases: u64) -> Message {
    let Some(amount) = amount else {
        return message!("patterns-amount-unknown");
    };
    let each = number::round(amount / i128::from(cases.max(1)), 2);
    let shown = |amount: i128| money(&number::text(amount));
    message!(
        "patterns-amount",
        amount = shown(amount),
        each = shown(each)
    )
}

/// What `dispose --pattern` calls it.
pub(super) fn name(project: &Project, pattern: &Pattern) -> String {
    format!("{}/{}", project.rules[pattern.rule].id, pattern.deviation)
}

fn word(clear: Clear) -> &'static str {
    match clear {
        Clear::More => "more",
        Clear::Less => "less",
        Clear::Alike => "alike",
        Clear::TooFew => "too_few",
    }
}

fn share(part: u64, all: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let share = part as f64 / all.max(1) as f64;
    share
}
