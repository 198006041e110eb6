//! The history: what each run of a project found, and what became of it from run to run.
//!
//! `past` says what new, again, reopened and fixed mean; `store` keeps the facts; `scope` says which runs can be compared;
//! `record` does it for an audit; `trend` and `listing` tell of all runs.

mod listing;
mod past;
mod record;
mod scope;
mod store;
mod trend;

pub(crate) use self::listing::{Difference, Entry, Shown, diff, export, show};
pub(crate) use self::past::State;
pub(crate) use self::record::{History, RuleHistory, record};
pub(crate) use self::scope::Scope;
pub(crate) use self::store::{RunRow, Session, Store, Trouble, path_in};
pub(crate) use self::trend::{RECURS, RuleLine, Trend, trend};
