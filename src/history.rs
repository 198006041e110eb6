//! The history: what each run of a project found, and what became of it from run to run.
//!
//! `past` says what new, again, reopened and fixed mean; `store` keeps the facts; `replay` goes through the runs of a rule;
//! `coverages` says which runs can be compared, `written` by what they know a rule again; `closed` is what is no longer found, `contents` whether its files are those of a month before, `counted` says what earlier runs counted, `deliveries` what they had of a collection; `open` says which documents an audit must look for; `owners` says who has
//! findings, `months` in which months; `record` compares an audit and records it; `wording` says how its rules differ from those of the run before; `trend` and `listing` tell of all runs.

mod closed;
mod contents;
mod counted;
mod coverages;
mod deliveries;
mod figures;
mod forgetting;
mod known;
mod last;
mod listing;
mod months;
mod open;
mod owners;
mod parts;
mod past;
mod record;
mod recorded;
mod replay;
mod simulated;
mod since;
mod store;
mod trend;
mod wording;
mod written;

pub(crate) use self::closed::{Closed, Ended};
pub(crate) use self::contents::Contents;
pub(crate) use self::counted::Counted;
pub(crate) use self::coverages::Coverages;
pub(crate) use self::deliveries::deliveries;
pub(crate) use self::figures::Figures;
pub(crate) use self::forgetting::{Forgotten, forget};
pub(crate) use self::known::Known;
pub(crate) use self::last::{LastJudged, last};
pub(crate) use self::listing::{Described, Difference, Entry, Shown, diff, export, show};
pub(crate) use self::months::{Earlier, Months, Repeater};
pub(crate) use self::open::LeftOpen;
pub(crate) use self::owners::{Owner, owners};
pub(crate) use self::past::{Flow, State};
pub(crate) use self::record::{
    Beside, History, NOT_RECORDED, RuleHistory, Seen, Unsaved, not_recorded, record,
};
pub(crate) use self::recorded::documents;
pub(crate) use self::simulated::days;
pub(crate) use self::since::Since;
pub(crate) use self::store::{RunRow, Session, Store, Trouble, Who, path_in};
pub(crate) use self::trend::{ChangeCounts, Rates, RuleLine, RunLine, Trend, rates, trend};
pub(crate) use self::wording::{RuleChange, RuleChanges, RuleDifference};
pub(crate) use self::written::Written;
