//! What earlier runs counted, for rules that hold their rows against it.

use std::collections::BTreeMap;
use std::path::Path;

use super::store::{Session, Store, Trouble};
use super::written::Written;
use crate::findings::asked::Options;
use crate::findings::measured::Before;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::tables::date;

/// What earlier runs counted, by rule, and why there is nothing to hold the rows of other rules against.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    /// The oldest run first.
    pub(crate) by_rule: BTreeMap<usize, Vec<Before>>,
    pub(crate) none: BTreeMap<usize, Message>,
}

impl Counted {
    /// Of the rules that are judged and ask for it, from the runs of earlier days that saw all of the exports and counted the same.
    pub(crate) fn read(
        path: &Path,
        project: &Project,
        options: &Options,
    ) -> Result<Counted, Trouble> {
        let mut counted = Counted::default();
        let asking = asking(project, options);
        if asking.is_empty() || !path.exists() {
            counted.none = refused(asking, &message!("counted-first"));
            return Ok(counted);
        }
        let mut store = Store::open_to_look(path)?;
        let session = store.look()?;
        let written = Written::new(project);
        let days = days_before(&session, options)?;
        for ix in asking {
            let found = if options.inputs.contains_key(&project.rules[ix].table) {
                Err(message!("history-partial-given"))
            } else {
                runs(&session, &written, project, ix, &days)?
            };
            match found {
                Ok(earlier) => drop(counted.by_rule.insert(ix, earlier)),
                Err(reason) => drop(counted.none.insert(ix, reason)),
            }
        }
        Ok(counted)
    }

    /// Where no history is looked at.
    pub(crate) fn left_out(project: &Project, options: &Options, reason: &Message) -> Counted {
        Counted {
            by_rule: BTreeMap::new(),
            none: refused(asking(project, options), reason),
        }
    }

    /// Rules that could not be held against an earlier run, by the reason.
    pub(crate) fn notices(&self, project: &Project) -> Vec<Message> {
        let notice = |(&ix, reason): (&usize, &Message)| {
            let rule = project.rules[ix].id.as_str();
            message!("counted-not-compared", rule = rule, reason = reason.clone())
        };
        self.none.iter().map(notice).collect()
    }
}

/// The rules that ask for it.
fn asking(project: &Project, options: &Options) -> Vec<usize> {
    let selected = options.selected.iter().copied();
    let asks = |ix: &usize| project.rules[*ix].plan.asks_earlier();
    selected.filter(asks).collect()
}

fn refused(rules: Vec<usize>, reason: &Message) -> BTreeMap<usize, Message> {
    rules.into_iter().map(|ix| (ix, reason.clone())).collect()
}

/// The days of the runs before that of the audit, by the number of the run.
fn days_before(session: &Session, options: &Options) -> Result<BTreeMap<i64, String>, Trouble> {
    let today = date::text(options.as_of.day);
    let before = session.runs()?.into_iter().filter(|run| run.day < today);
    Ok(before.map(|run| (run.id, run.day)).collect())
}

/// What the runs counted, or why nothing can be held against it.
fn runs(
    session: &Session,
    written: &Written,
    project: &Project,
    ix: usize,
    days: &BTreeMap<i64, String>,
) -> Result<Result<Vec<Before>, Message>, Trouble> {
    let rule = &project.rules[ix];
    let counting = written.counting(rule);
    let (mut before, mut changed) = (Vec::new(), None);
    for judged in session.judged(&rule.id)? {
        let Some(day) = days.get(&judged.run) else {
            continue;
        };
        let counts = session.measured(judged.id)?;
        if !judged.coverage.complete || counts.is_empty() {
            continue;
        }
        if judged.counting != counting {
            changed = Some(day.clone());
            continue;
        }
        let Some(at) = date::iso(day) else { continue };
        let counts = counts.into_iter().map(|one| (one.name, one.count));
        before.push(Before {
            day: at.millis,
            counts: counts.collect(),
        });
    }
    Ok(match (before.is_empty(), changed) {
        (false, _) => Ok(before),
        (true, Some(day)) => Err(message!("counted-changed", day = day)),
        (true, None) => Err(message!("counted-first")),
    })
}
