//! `crm-audit rules`: lists the rules of a project; `rules check` only looks for mistakes, `rules log` tells when they changed.

mod log;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::output::{Terminal, print, say};
use super::{Common, Opened, failure, open};
use crate::messages::message;
use crate::mistakes::did_you_mean;
use crate::project::Project;
use crate::reports::escaped::pretty;
use crate::rules::{Origin, Rule};

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// `check`, `log`, or the project.
    #[arg(value_name = "check|log")]
    action: Option<String>,
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
}

/// What stands before the project.
const ACTIONS: [&str; 2] = ["check", "log"];

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Table,
    Json,
}

/// Lists or checks.
pub(crate) fn run(args: &RulesArgs, common: &Common, terminal: Terminal) -> anyhow::Result<u8> {
    let action = args.action.as_deref();
    let named = action.filter(|action| ACTIONS.contains(action));
    if let Some(action) = action
        && named.is_none()
        && !std::path::Path::new(action).exists()
        && let Some(hint) = did_you_mean(action, ACTIONS)
    {
        let message = message!("problem-no-project", folder = action);
        return Ok(failure(&terminal, &message.hinted(Some(hint))));
    }
    let path = match named {
        Some(_) => args.project.clone(),
        None => action.map(PathBuf::from),
    };
    let Opened { project, terminal } = match open(path.as_ref(), common, terminal) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    for notice in &project.notices {
        terminal.note(notice);
    }
    if named == Some("log") {
        log::tell(&project, args.format, &terminal)?;
    } else if named == Some("check") {
        let count = message!(
            "rules-checked",
            rules = message!("count-rules", count = project.rules.len())
        );
        say(&format!("{}\n", terminal.messages.text(&count)))?;
    } else if args.format == ListFormat::Json {
        let list: Vec<_> = project
            .rules
            .iter()
            .map(|rule| listed(&project, rule))
            .collect();
        print(&pretty(&list)?)?;
    } else {
        say(&table(&project, &terminal))?;
    }
    Ok(0)
}

fn listed(project: &Project, rule: &Rule) -> serde_json::Value {
    json!({
        "id": rule.id,
        "severity": rule.severity.tag(),
        "table": project.tables[rule.table].name,
        "kind": rule.kind,
        "enabled": rule.enabled,
        "origin": origin(rule),
        "tags": rule.tags,
    })
}

fn origin(rule: &Rule) -> String {
    match &rule.origin {
        Origin::Dictionary(_) => "dictionary".to_owned(),
        Origin::File(name) => name.clone(),
        Origin::Pack(name) => format!("pack:{name}"),
    }
}

fn table(project: &Project, terminal: &Terminal) -> String {
    let mut grid = terminal.grid([
        terminal.column("column-severity").yielding(3),
        terminal.column("column-id").flowing(40),
        terminal.column("column-table").flowing(20).yielding(4),
        terminal.column("column-kind").yielding(2),
        terminal.column("column-label").flowing(24),
        terminal.column("column-origin").flowing(20).yielding(1),
    ]);
    for rule in &project.rules {
        let off = if rule.enabled {
            String::new()
        } else {
            format!(" ({})", terminal.messages.key("status-off"))
        };
        let label = project.rule_label(rule, &terminal.messages);
        grid.row([
            terminal.messages.text(&rule.severity.label()),
            format!("{}{off}", rule.id),
            project.tables[rule.table].name.clone(),
            rule.kind.to_owned(),
            label,
            origin(rule),
        ]);
    }
    terminal.drawn(grid)
}
