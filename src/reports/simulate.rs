//! What a change of rules would have found, day by day: on a terminal and as JSON.

mod terminal;

use std::io::{self, Write};

use serde::Serialize;

use super::escaped::pretty;
use super::grid::Screen;
use super::{Report, RuleResult};
use crate::findings::outcome::Counts;
use crate::messages::{Message, Messages, message};
use crate::review::simulate::{Change, Compared, Difference, Tally};
use crate::rules::Acceptable;
use crate::rules::severity::Severity;
use crate::tables::number;

/// The version of the JSON.
const VERSION: u32 = 1;

/// What came of a simulation.
#[derive(Serialize)]
pub(crate) struct Simulation {
    schema_version: u32,
    tool: &'static str,
    pub(crate) project: Option<String>,
    /// The day that is simulated last.
    pub(crate) as_of: String,
    /// What is proposed, and written as it is today.
    pub(crate) unchanged: usize,
    pub(crate) rules: Vec<Simulated>,
    /// What the user should know.
    pub(crate) notices: Vec<String>,
    #[serde(skip)]
    pub(crate) messages: Messages,
}

/// A rule that differs.
#[derive(Serialize)]
pub(crate) struct Simulated {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) severity: &'static str,
    pub(crate) difference: Difference,
    /// What is weighed otherwise, one sentence each: that makes no finding come or go.
    pub(crate) weighed: Vec<String>,
    /// The earliest first.
    pub(crate) runs: Vec<Day>,
    #[serde(skip)]
    severity_of: Severity,
}

/// A rule on one day.
#[derive(Serialize)]
pub(crate) struct Day {
    pub(crate) as_of: String,
    /// Why there is nothing to compare; then all else is null.
    pub(crate) not_simulated: Option<String>,
    pub(crate) judged: Option<Judged>,
}

/// What both find.
#[derive(Serialize)]
pub(crate) struct Judged {
    #[serde(flatten)]
    pub(crate) total: Tally,
    /// Found by both.
    pub(crate) same: u64,
    /// Of what is newly found, what a decision holds already.
    pub(crate) newly_found_and_decided: u64,
    /// Violations among the rows with a verdict; null where the rule is not there, or decides nothing.
    pub(crate) rate_present: Option<f64>,
    pub(crate) rate_proposed: Option<f64>,
    pub(crate) owners: Vec<Owner>,
    /// The first that only one of both finds.
    pub(crate) findings: Vec<Listed>,
}

/// Somebody who has findings.
#[derive(Serialize)]
pub(crate) struct Owner {
    #[serde(rename = "owner")]
    pub(crate) name: String,
    pub(crate) department: String,
    #[serde(flatten)]
    pub(crate) tally: Tally,
}

/// A finding that only one of both has.
#[derive(Serialize)]
pub(crate) struct Listed {
    /// Whether only the proposed rule finds it; else only that of today.
    pub(crate) newly_found: bool,
    pub(crate) identity: String,
    pub(crate) file: String,
    pub(crate) sheet: Option<String>,
    pub(crate) row: u64,
    pub(crate) column: Option<String>,
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) message: String,
    pub(crate) owner: String,
    pub(crate) department: String,
}

/// A format that a simulation can be told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    // Tables for people.
    Table,
    // Everything, for programs.
    Json,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        match super::Format::of_file(name)? {
            super::Format::Table => Some(Format::Table),
            super::Format::Json => Some(Format::Json),
            _ => None,
        }
    }
}

/// Writes it in a format.
pub(crate) fn write(
    format: Format,
    simulation: &Simulation,
    screen: Screen,
    limit: usize,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let text = match format {
        Format::Table => terminal::render(simulation, screen, limit),
        Format::Json => pretty(simulation)?,
    };
    out.write_all(text.as_bytes())
}

impl Simulation {
    /// Of a project as it would be; its days are to be added to the rules.
    pub(crate) fn new(
        proposed: &Report,
        present: &Report,
        changes: &[Change],
        unchanged: usize,
    ) -> Simulation {
        let rules = changes.iter().filter_map(|change| {
            let (report, ix) = match (change.proposed, change.present) {
                (Some(ix), _) => (proposed, ix),
                (None, ix) => (present, ix?),
            };
            let rule = &report.project.rules[ix];
            Some(Simulated {
                id: rule.id.clone(),
                label: report.rule_label(rule),
                severity: rule.severity.tag(),
                severity_of: rule.severity,
                difference: change.difference(),
                weighed: weighed(change, present, proposed),
                runs: Vec::new(),
            })
        });
        Simulation {
            schema_version: VERSION,
            tool: concat!("crm-audit ", env!("CARGO_PKG_VERSION")),
            project: proposed.project.name.clone(),
            as_of: proposed.review.audit.as_of.text(),
            unchanged,
            rules: rules.collect(),
            notices: Vec::new(),
            messages: Messages::new(proposed.messages.lang),
        }
    }
}

/// What of a rule is weighed otherwise than today.
fn weighed(change: &Change, present: &Report, proposed: &Report) -> Vec<String> {
    let (Some(was), Some(is)) = (change.present, change.proposed) else {
        return Vec::new();
    };
    let (was, is) = (&present.project.rules[was], &proposed.project.rules[is]);
    let mut told = Vec::new();
    if was.severity != is.severity {
        let (was, is) = (was.severity.label(), is.severity.label());
        told.push(message!("simulate-severity", was = was, is = is));
    }
    if was.tolerance != is.tolerance {
        let (was, is) = (acceptable(was.tolerance), acceptable(is.tolerance));
        told.push(message!("simulate-tolerance", was = was, is = is));
    }
    told.iter().map(|told| proposed.text(told)).collect()
}

/// How many violations are acceptable.
fn acceptable(tolerance: Option<Acceptable>) -> Message {
    match tolerance {
        None => message!("simulate-no-tolerance"),
        Some(Acceptable::Count(count)) => message!("simulate-tolerance-count", count = count),
        Some(Acceptable::Percent(percent)) => {
            message!("simulate-tolerance-share", percent = number::text(percent))
        }
    }
}

impl Day {
    /// A day of which there is nothing to compare.
    pub(crate) fn without(as_of: String, reason: String) -> Day {
        Day {
            as_of,
            not_simulated: Some(reason),
            judged: None,
        }
    }
}

impl Judged {
    /// At most `most` findings of either kind are listed.
    pub(crate) fn new(
        change: &Change,
        compared: &Compared,
        present: &Report,
        proposed: &Report,
        most: usize,
    ) -> io::Result<Judged> {
        let mut findings = Vec::new();
        let sides = [
            (proposed, change.proposed, &compared.newly_found, true),
            (present, change.present, &compared.no_longer_found, false),
        ];
        for (report, rule, places, newly_found) in sides {
            let results = report.rules();
            let result = results.iter().find(|result| Some(result.ix) == rule);
            if let Some(result) = result {
                let places = &places[..places.len().min(most)];
                list(report, result, places, newly_found, &mut findings)?;
            }
        }
        let rate = |counts: Option<Counts>| counts.and_then(|counts| counts.rate());
        let owners = compared.owners.iter();
        Ok(Judged {
            total: compared.total,
            same: compared.total.proposed - compared.total.newly_found,
            newly_found_and_decided: compared.decided,
            rate_present: rate(compared.present),
            rate_proposed: rate(compared.proposed),
            owners: owners
                .map(|((owner, department), tally)| Owner {
                    name: owner.clone(),
                    department: department.clone(),
                    tally: *tally,
                })
                .collect(),
            findings,
        })
    }
}

/// Lists the findings of a rule that stand at some places, which rise.
fn list(
    report: &Report,
    result: &RuleResult,
    places: &[usize],
    newly_found: bool,
    findings: &mut Vec<Listed>,
) -> io::Result<()> {
    let mut places = places.iter().peekable();
    let mut at = 0;
    // the error is that there is nothing left to list
    let _ = report.each_finding(result, |finding| {
        if places.peek().is_none() {
            return Err(());
        }
        if places.next_if_eq(&&at).is_some() {
            findings.push(Listed {
                newly_found,
                identity: finding.identity.clone(),
                file: finding.file.to_owned(),
                sheet: finding.sheet.map(str::to_owned),
                row: finding.row,
                column: finding.column.as_deref().map(str::to_owned),
                key: finding.key.to_string(),
                value: finding.value.to_string(),
                message: finding.message.clone(),
                owner: finding.owner.to_owned(),
                department: finding.department.to_owned(),
            });
        }
        at += 1;
        Ok(())
    })?;
    Ok(())
}
