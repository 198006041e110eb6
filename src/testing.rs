//! A project and an export in a temporary folder, audited: which rows does a rule find?

use std::collections::BTreeMap;

use crate::findings::Keep;
use crate::findings::asked::{AsOf, ComparedWith, Options, Progress};
use crate::findings::outcome::{Audit, Counts, Outcome};
use crate::findings::told::Spool;
use crate::history::Earlier;
use crate::messages::{Lang, Message, Messages};
use crate::project::{Project, load};
use crate::reports::{Finding, Report};
use crate::review::{Review, judged};
use crate::tables::date;

struct Quiet;

impl Progress for Quiet {
    fn read(&self, _: &str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        false
    }
    fn note(&self, _: &Message) {}
}

/// What became of one rule.
pub(crate) struct Tried {
    pub(crate) counts: Counts,
    /// Of a report that stays as long as the tests run.
    pub(crate) findings: Vec<Finding<'static>>,
}

impl Tried {
    /// The rows that the findings point at.
    pub(crate) fn rows(&self) -> Vec<u64> {
        self.findings.iter().map(|f| f.row).collect()
    }

    /// ok, violation, pending, not applicable, undecidable.
    pub(crate) fn verdicts(&self) -> [u64; 5] {
        let c = &self.counts;
        [
            c.ok,
            c.violation,
            c.pending,
            c.not_applicable,
            c.undecidable,
        ]
    }
}

/// Audits `files` (name, text) by the project text as of 2026-10-31.
pub(crate) fn audited(project: &str, files: &[(&str, &str)]) -> (Project, Audit) {
    let (project, review) = reviewed(project, files);
    (project, review.audit)
}

/// The same with what was decided and who has had findings before.
pub(crate) fn reviewed(project: &str, files: &[(&str, &str)]) -> (Project, Review) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("crm-audit.toml"), project).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let loaded = load(folder.path());
    let messages = Messages::new(Lang::En);
    let project = loaded.result.unwrap_or_else(|problems| {
        let texts: Vec<String> = problems
            .iter()
            .map(|p| p.render(&loaded.files, &messages, false, None))
            .collect();
        panic!("{}", texts.join("\n"))
    });
    let options = Options {
        as_of: AsOf::end_of(date::iso("2026-10-31").unwrap().millis),
        now: jiff::Timestamp::UNIX_EPOCH,
        selected: (0..project.rules.len()).collect(),
        inputs: BTreeMap::new(),
        only: None,
        keep: Keep::All,
        spool: Spool::default(),
        fingerprints: false,
        ageing: true,
        probe: None,
        patterns: false,
        compared_with: ComparedWith::Nothing,
        names_of_project: false,
        wanted: BTreeMap::new(),
        counted: BTreeMap::new(),
        progress: &Quiet,
    };
    let review = judged(&project, &options, Ok(Earlier::default())).unwrap();
    (project, review)
}

/// The rule that is asked for.
pub(crate) fn tried(project: &str, files: &[(&str, &str)], rule: &str) -> Tried {
    tried_in(Lang::En, project, files, rule)
}

/// The same, reported in a language.
fn tried_in(lang: Lang, project: &str, files: &[(&str, &str)], rule: &str) -> Tried {
    let (project, review) = reviewed(project, files);
    let report: &'static Report = Box::leak(Box::new(Report {
        project: Box::leak(Box::new(project)),
        review: Box::leak(Box::new(review)),
        messages: Box::leak(Box::new(Messages::new(lang))),
        fail_on: crate::rules::severity::Severity::Info,
        exit_zero: false,
    }));
    let result = report
        .rules()
        .into_iter()
        .find(|r| r.rule.id == rule)
        .unwrap();
    let Outcome::Judged(counts) = result.outcome else {
        panic!("{rule}: {:?}", result.outcome)
    };
    Tried {
        counts: *counts,
        findings: report.findings(&result, usize::MAX).collect(),
    }
}

/// One table `t` in `t.csv` with these fields and this check (rule id `r`).
pub(crate) fn one(fields: &str, check: &str, csv: &str) -> Tried {
    tried(&of_one(fields, check), &[("t.csv", csv)], "r")
}

/// What its findings say in a language.
pub(crate) fn told_in(lang: Lang, fields: &str, check: &str, csv: &str) -> Vec<String> {
    let found = tried_in(lang, &of_one(fields, check), &[("t.csv", csv)], "r");
    let findings = found.findings.into_iter();
    findings.map(|finding| finding.message).collect()
}

fn of_one(fields: &str, check: &str) -> String {
    format!(
        "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {{}}\n{fields}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n"
    )
}

/// A log `e` in `e.csv` with the columns case, what, at, by and n, a process `p` over it (`keys` are further keys of it) with the
/// events a, b, c and d, and this rule `r` without its process.
pub(crate) fn on_log(keys: &str, rule: &str, rows: &str) -> Tried {
    let events = ["a", "b", "c", "d"].map(|name| {
        let label = name.to_uppercase();
        format!("[[process.p.event]]\nname = \"{name}\"\nlabel = \"{label}\"\n")
    });
    let events = events.concat();
    let project = format!(
        "[tables.e]\nfiles = \"e.csv\"\n[tables.e.fields]\ncase = {{}}\nwhat = {{}}\n\
         at = {{ type = \"datetime\" }}\nby = {{ type = \"person\" }}\nn = {{ type = \"decimal\" }}\n\
         [process.p]\ncase = \"case\"\nfrom = \"e\"\nactivity = \"what\"\nat = \"at\"\nby = \"by\"\n{keys}\n{events}\
         [[rule]]\nid = \"r\"\nprocess = \"p\"\n{rule}\n"
    );
    let csv = format!("case,what,at,by,n\n{rows}");
    tried(&project, &[("e.csv", &csv)], "r")
}
