//! `crm-audit explain`: what a kind means, what a rule of the project demands, or what a shipped pack holds. It is the only documentation of a kind.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use super::output::{Terminal, print, say};
use super::{Common, Opened, failure, open};
use crate::codes::detection::Slips;
use crate::codes::identifier::{BusinessRule, Identifier, Scheme};
use crate::messages::{Lang, Messages, message};
use crate::mistakes::did_you_mean;
use crate::project::coding;
use crate::project::links;
use crate::project::packs::{self, PACKS};
use crate::project::processes;
use crate::project::{PROJECT_FILE, Project, nearest_project};
use crate::rules::plan::Source;
use crate::rules::plan::process::Flow;
use crate::rules::{KINDS, KindInfo, Origin, Rule, identifier};

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[arg(value_name = "RULE|KIND|pack:NAME")]
    name: String,
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
}

/// Explains a kind without a project, and a rule with one.
pub(crate) fn run(args: &ExplainArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    if let Some(kind) = KINDS.iter().find(|kind| kind.name == args.name) {
        say(&kind_help(kind, &terminal.messages))?;
        if kind.name == "coding" {
            let scheme = section_help("coding", coding::EXAMPLE, &terminal.messages);
            say(&format!("\n{scheme}"))?;
        }
        return Ok(0);
    }
    if matches!(
        args.name.as_str(),
        "expired" | "overdue" | "unused" | "broad" | "dispositions"
    ) {
        let text = terminal.messages.key("explain-dispositions");
        say(&format!("{}\n\n{text}\n", args.name))?;
        return Ok(0);
    }
    if matches!(args.name.as_str(), "type" | "scale" | "shape" | "damaged") {
        let text = terminal.messages.key("explain-dictionary");
        say(&format!("{}\n\n{text}\n", args.name))?;
        return Ok(0);
    }
    if args.name == "link" {
        say(&section_help("link", links::EXAMPLE, &terminal.messages))?;
        return Ok(0);
    }
    if args.name == "process" {
        say(&section_help(
            "process",
            processes::EXAMPLE,
            &terminal.messages,
        ))?;
        return Ok(0);
    }
    if let Some(name) = args.name.strip_prefix("pack:") {
        return pack(name, &terminal);
    }
    if args.project.is_none() && !nearest_project().join(PROJECT_FILE).is_file() {
        let hint = did_you_mean(&args.name, KINDS.iter().map(|k| k.name)).unwrap_or_else(|| {
            message!(
                "hint-one-of",
                names = KINDS.iter().map(|k| k.name.to_owned()).collect::<Vec<_>>()
            )
        });
        let message = message!("explain-unknown", name = args.name.as_str());
        return Ok(failure(&terminal, &message.hinted(Some(hint))));
    }
    let Opened { project, terminal } = match open(args.project.as_ref(), common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    if let Some(rule) = project.rules.iter().find(|rule| rule.id == args.name) {
        say(&rule_help(&project, rule, &terminal.messages))?;
        Ok(0)
    } else {
        let names = project
            .rules
            .iter()
            .map(|r| r.id.as_str())
            .chain(KINDS.iter().map(|k| k.name));
        let message = message!("explain-unknown", name = args.name.as_str());
        let hint = did_you_mean(&args.name, names);
        Ok(failure(&terminal, &message.hinted(hint)))
    }
}

/// Prints a pack as it is written: its head says which tables and fields it needs.
fn pack(name: &str, terminal: &Terminal) -> anyhow::Result<u8> {
    let names = PACKS.iter().map(|pack| pack.name);
    let Some(pack) = packs::find(name) else {
        let hint = did_you_mean(name, names.clone()).unwrap_or_else(|| {
            let names = names.map(str::to_owned).collect::<Vec<_>>();
            message!("hint-one-of", names = names)
        });
        let message = message!("problem-unknown-pack", name = name);
        return Ok(failure(terminal, &message.hinted(Some(hint))));
    };
    print(pack.text)?;
    Ok(0)
}

/// What, why, example, limits.
fn kind_help(kind: &KindInfo, messages: &Messages) -> String {
    let part = |part: &str| messages.key(&format!("kind-{}-{part}", kind.name.replace('_', "-")));
    let mut out = String::new();
    let _ = writeln!(out, "check.{}\n\n{}\n", kind.name, part("what"));
    let _ = writeln!(out, "{}\n{}\n", messages.key("explain-why"), part("why"));
    let _ = writeln!(
        out,
        "{}\n\n{}",
        messages.key("explain-example"),
        kind.example
    );
    let _ = writeln!(
        out,
        "{}\n{}",
        messages.key("explain-limits"),
        part("limits")
    );
    if kind.name == "identifier" {
        let _ = write!(out, "\n{}", schemes(messages));
    }
    if kind.name != "recurrence" {
        let _ = writeln!(out, "\n{}", messages.key("explain-message"));
    }
    out
}

/// The schemes of identifiers, and what the check of each notices.
fn schemes(messages: &Messages) -> String {
    let mut out = format!("{}\n", messages.key("explain-schemes"));
    for scheme in Scheme::ALL {
        let rules: &[Option<BusinessRule>] = match scheme {
            Scheme::TwBusinessNo => &[Some(BusinessRule::New), Some(BusinessRule::Old)],
            _ => &[None],
        };
        for rule in rules {
            let identifier = Identifier {
                scheme,
                rule: rule.unwrap_or_default(),
            };
            let name = match rule {
                Some(rule) => messages.text(&message!(
                    "explain-scheme-rule",
                    name = scheme.name(),
                    rule = rule.name()
                )),
                None => scheme.name().to_owned(),
            };
            let called = identifier::called(scheme);
            let line = match identifier.detection() {
                Some(detection) => message!(
                    "explain-scheme",
                    name = name,
                    called = called,
                    changed = percent(detection.changed),
                    swapped = percent(detection.swapped)
                ),
                None if scheme == Scheme::Iban => {
                    message!("explain-scheme-iban", name = name, called = called)
                }
                None => message!("explain-scheme-form", name = name, called = called),
            };
            let _ = writeln!(out, "- {}", messages.text(&line));
        }
    }
    out
}

/// The share of slips that are noticed, rounded down: 100% means that none is missed.
fn percent(slips: Slips) -> String {
    let hundredths = slips.noticed();
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{whole}%"),
        (tenth, 0) => format!("{whole}.{tenth}%"),
        _ => format!("{whole}.{rest:02}%"),
    }
}

/// The same of a section that is no rule.
fn section_help(name: &str, example: &str, messages: &Messages) -> String {
    let [what, limits, heading] = match name {
        "link" => ["explain-link-what", "explain-link-limits", "[[link]]"],
        "coding" => [
            "explain-coding-what",
            "explain-coding-limits",
            "[coding.NAME]",
        ],
        _ => [
            "explain-process-what",
            "explain-process-limits",
            "[process.NAME]",
        ],
    };
    let key = |key: &str| messages.key(key);
    format!(
        "{heading}\n\n{}\n\n{}\n\n{example}\n{}\n{}\n",
        key(what),
        key("explain-example"),
        key("explain-limits"),
        key(limits)
    )
}

/// What a rule about a process demands, in all languages: who agreed on it may not read that of the project.
fn spoken(flow: &Flow, messages: &Messages) -> String {
    let mut out = String::new();
    for lang in [Lang::En, Lang::ZhCn, Lang::ZhTw] {
        let own = Messages::new(lang);
        let sentence = own.text(&flow.spoken);
        let _ = writeln!(out, "{}{}{sentence}", lang.tag(), messages.key("colon"));
    }
    out
}

fn rule_help(project: &Project, rule: &Rule, messages: &Messages) -> String {
    let mut out = String::new();
    let label = project.rule_label(rule, messages);
    let _ = writeln!(out, "{label} [{}]\n", rule.id);
    let table = &project.tables[rule.table];
    let facts = [
        ("column-severity", messages.text(&rule.severity.label())),
        (
            if rule.flow().is_some() {
                "map-heading-process"
            } else {
                "column-table"
            },
            format!("{} ({})", table.label.in_lang(messages.lang), table.name),
        ),
        ("column-kind", rule.kind.to_owned()),
        (
            "column-owner",
            rule.owner.map_or("–".to_owned(), |o| {
                table.fields[o].label.in_lang(messages.lang).to_owned()
            }),
        ),
    ];
    let colon = messages.key("colon");
    for (key, value) in facts {
        let _ = writeln!(out, "{}{colon}{value}", messages.key(key));
    }
    if let Some(flow) = rule.flow() {
        let _ = write!(out, "\n{}\n", spoken(flow, messages));
    }
    for (key, text) in [("terminal-why", &rule.why), ("terminal-fix", &rule.fix)] {
        if let Some(text) = text {
            let _ = writeln!(
                out,
                "{}{colon}{}",
                messages.key(key),
                text.in_lang(messages.lang)
            );
        }
    }
    if matches!(rule.plan.source, Source::Dispositions(_)) {
        let _ = writeln!(out, "\n{}", messages.key("explain-dispositions"));
        return out;
    }
    if matches!(rule.origin, Origin::Dictionary(_)) {
        let judgement = rule.plan.judgements.first();
        if let Some(judgement) = judgement.filter(|_| !rule.is_told()) {
            let expected = messages.text(&judgement.expected);
            let _ = writeln!(out, "{}{colon}{expected}", messages.key("explain-expected"));
            if let Some(example) = &table.fields[judgement.column].example {
                let _ = writeln!(out, "{}{colon}{example}", messages.key("explain-example"));
            }
        }
        let file = &project.files[rule.place.file];
        let line = file.text[..rule.place.span.start].lines().count().max(1);
        let _ = writeln!(
            out,
            "{}{colon}{}:{line}",
            messages.key("explain-written"),
            file.name
        );
        let _ = writeln!(out, "\n{}", messages.key("explain-dictionary"));
        return out;
    }
    // the rule as it is written, from its `[[rule]]` to the next section
    let text = &project.files[rule.place.file].text;
    let start = text[..rule.place.span.start]
        .rfind("[[rule]]")
        .unwrap_or(rule.place.span.start);
    let rest = &text[start + "[[rule]]".len()..];
    let end = rest
        .find("\n[")
        .map_or(text.len(), |i| start + "[[rule]]".len() + i);
    let _ = writeln!(out, "\n{}\n", text[start..end].trim_end());
    let _ = writeln!(
        out,
        "{}",
        messages.text(&message!("explain-kind", kind = rule.kind))
    );
    out
}
