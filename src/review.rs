//! The review of an audit: what earlier months, decisions and the baseline say of it. One recipe, which every command that
//! audits goes by; it talks to no terminal.

pub(crate) mod acting;
pub(crate) mod codes;
pub(crate) mod deciding;
pub(crate) mod decisions;
pub(crate) mod key_figures;
pub(crate) mod labels;
pub(crate) mod left;
mod named;
pub(crate) mod plain;
pub(crate) mod readiness;
pub(crate) mod recorded;
mod recurrence;
pub(crate) mod silent;
pub(crate) mod simulate;
pub(crate) mod template;

use std::collections::BTreeMap;

use crate::audit;
use crate::audit::processes::{Recurring, Watched};
use crate::baseline::{Baseline, Matched, Stale};
use crate::findings::Found;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::outcome::{Audit, Outcome};
use crate::history::{
    self, Beside, Contents, Counted, Earlier, History, LeftOpen, Trouble, Unsaved, not_recorded,
    path_in,
};
use crate::messages::{Message, display_path, message};
use crate::process::judge::Passed;
use crate::project::Project;
use crate::rules::plan::process::ProcessIx;

use self::key_figures::key_figures;
use self::labels::Labels;
use self::left::Left;

/// An audit, and what is known of it beside its exports.
pub(crate) struct Review {
    pub(crate) audit: Audit,
    /// Who had findings in the months before, or why that is not known.
    pub(crate) earlier: Result<Earlier, Message>,
    /// What earlier runs say of it, where a history is kept.
    pub(crate) history: Option<History>,
    /// Which findings are in the baseline, where one is given.
    pub(crate) baseline: Option<Matched>,
    /// What was decided about the findings, where there are dispositions.
    pub(crate) labels: Option<Labels>,
    /// What recurs in processes, where that is asked for.
    pub(crate) recurring: Vec<Recurring>,
    /// Whether all rules were asked for, of all documents in the files that the project names: else nothing is compared.
    pub(crate) is_whole: bool,
}

/// What a review has to do with the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Past {
    /// Nothing.
    LeftOut,
    /// Earlier months are looked up where rules ask for them.
    LookedUp,
    /// The audit is compared with the runs before and recorded.
    Recorded,
}

/// Audits, and looks at the findings in the light of what is known. The documents that earlier runs left open, and those that
/// were decided on, are added to the `options`. What is recorded is to be saved when the report has reached the user.
pub(crate) fn run(
    project: &Project,
    options: &mut Options,
    past: Past,
    baseline: Option<&Baseline>,
) -> Result<(Review, Option<Unsaved>), Cancelled> {
    let earlier = earlier(project, options, past);
    let left_open = left_open(project, options, past);
    let nothing = LeftOpen::default();
    let wanted = left_open.as_ref().unwrap_or(&nothing);
    options.wanted = wanted.documents(project, named::documents(project));
    let counted = counted(project, options, past);
    options.counted = counted.by_rule.clone();
    let mut review = judged(project, options, earlier)?;
    review.audit.notices.extend(counted.notices(project));
    let notices = project.notices.iter().cloned();
    review.audit.notices.splice(0..0, notices);
    if let Some(baseline) = baseline {
        let matched = baseline.matched(project, &review.audit);
        // where not all documents are judged, what is not found may be there
        let stale = match options.only {
            None => baseline.stale(project, options, &review.audit),
            Some(_) => Stale::new(),
        };
        review.baseline = Some(matched);
        review.audit.notices.extend(stale_told(&stale, baseline));
    }
    let mut unsaved = None;
    if past == Past::Recorded && !options.progress.cancelled() {
        unsaved = review.remember(project, options, left_open);
    }
    Ok((review, unsaved))
}

/// A process as the exports have it, reviewed by nothing but its rules; why not, where there is nothing to see.
pub(crate) fn watch<'a>(
    project: &'a Project,
    options: &'a Options<'a>,
    process: ProcessIx,
    passed: Passed,
) -> Result<(Review, Result<Watched<'a>, Message>), Cancelled> {
    let (audit, watched) = audit::processes::watch(project, options, process, passed)?;
    let review = Review {
        audit,
        earlier: Err(message!("recurrence-no-history")),
        history: None,
        baseline: None,
        labels: None,
        recurring: Vec::new(),
        is_whole: is_whole(project, options),
    };
    Ok((review, watched))
}

/// Audits, then judges what needs the findings: who has had them before, and what was decided about them.
pub(crate) fn judged(
    project: &Project,
    options: &Options,
    earlier: Result<Earlier, Message>,
) -> Result<Review, Cancelled> {
    let (mut audit, recurring) = audit::run(project, options)?;
    recurrence::judge(project, options, &earlier, &mut audit)?;
    let labels = match &project.ledger {
        Some(ledger) => Some(decisions::judge(ledger, project, options, &mut audit)?),
        None => None,
    };
    Ok(Review {
        audit,
        earlier,
        history: None,
        baseline: None,
        labels,
        recurring,
        is_whole: is_whole(project, options),
    })
}

/// Who had findings in the months before, where rules ask for it.
fn earlier(project: &Project, options: &Options, past: Past) -> Result<Earlier, Message> {
    if past == Past::LeftOut {
        return Err(message!("recurrence-no-history"));
    }
    let path = path_in(project.folder());
    let earlier = Earlier::read(&path, project, options);
    earlier.map_err(|trouble| trouble.message(&path))
}

/// What earlier runs left open, where the audit will be compared with them.
fn left_open(project: &Project, options: &Options, past: Past) -> Result<LeftOpen, Trouble> {
    let path = path_in(project.folder());
    if past == Past::Recorded && path.exists() {
        LeftOpen::read(&path, project, options)
    } else {
        Ok(LeftOpen::default())
    }
}

/// What earlier runs counted, where rules hold their rows against it.
fn counted(project: &Project, options: &Options, past: Past) -> Counted {
    if past == Past::LeftOut {
        return Counted::left_out(project, options, &message!("counted-no-history"));
    }
    let path = path_in(project.folder());
    Counted::read(&path, project, options)
        .unwrap_or_else(|trouble| Counted::left_out(project, options, &trouble.message(&path)))
}

/// What of the baseline is no longer found.
fn stale_told(stale: &Stale, baseline: &Baseline) -> Option<Message> {
    let count: usize = stale.values().map(BTreeMap::len).sum();
    let rules: Vec<String> = stale.keys().cloned().collect();
    (count > 0).then(|| {
        let file = baseline.file.as_str();
        message!("baseline-stale", count = count, rules = rules, file = file)
    })
}

impl Review {
    /// Why it is not known who had findings in the months before, where rules ask for that.
    pub(crate) fn unknown(&self) -> Option<Message> {
        unknown(&self.earlier)
    }

    /// By rule, the positions of findings that nobody has to act on.
    fn settled(&self, project: &Project) -> BTreeMap<usize, Vec<usize>> {
        let rules = 0..project.rules.len();
        let of_rule = |ix| {
            let left = Left::new(project, self, ix);
            let count = self.audit.findings.of(ix).map_or(0, Found::len);
            let settled = (0..count).filter(|at| !left.failed() || !left.is_open(*at));
            (ix, settled.collect::<Vec<_>>())
        };
        let settled = rules.map(of_rule);
        settled.filter(|(_, settled)| !settled.is_empty()).collect()
    }

    /// Compares with the history, to be added to it. Whatever is wrong with the history, the audit is reported.
    fn remember(
        &mut self,
        project: &Project,
        options: &Options,
        left_open: Result<LeftOpen, Trouble>,
    ) -> Option<Unsaved> {
        let mut outcomes = self.audit.outcomes.iter().flatten();
        if !outcomes.any(|outcome| matches!(outcome, Outcome::Judged(_))) {
            return None;
        }
        let path = path_in(project.folder());
        let waiting = || {
            let note = message!("history-waiting", file = display_path(&path));
            options.progress.note(&note);
        };
        // of some rules or files they say nothing of the company
        let figures = self.is_whole.then(|| key_figures(project, self));
        let contents = Contents::of(project, options, &self.audit);
        let known = Beside {
            figures,
            contents,
            settled: self.settled(project),
        };
        let recorded = left_open.and_then(|left_open| {
            let known = (known, left_open);
            history::record(&path, project, options, &self.audit, known, &waiting)
        });
        match recorded {
            Ok(recorded) => {
                self.history = Some(recorded.history);
                self.audit.notices.extend(recorded.notices);
                recorded.unsaved
            }
            Err(trouble) => {
                let notice = not_recorded(trouble.message(&path));
                self.audit.notices.push(notice);
                None
            }
        }
    }
}

/// Whether all rules are asked for, of all documents in the files that the project names.
fn is_whole(project: &Project, options: &Options) -> bool {
    let enabled = project.rules.iter().filter(|rule| rule.enabled).count();
    options.selected.len() == enabled && options.inputs.is_empty() && options.only.is_none()
}

/// Why it is not known who had findings in the months before, where rules ask for that.
fn unknown(earlier: &Result<Earlier, Message>) -> Option<Message> {
    match earlier {
        Err(reason) => Some(reason.clone()),
        Ok(earlier) => earlier.is_first.then(|| message!("recurrence-first")),
    }
}
