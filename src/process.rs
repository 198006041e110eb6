//! Processes: the events of cases in one fixed order, and what rules about them come to.
//!
//! What is gathered of the tables of a process ([`events::Events`]) becomes a [`log::Log`]: case by case, each in the order of
//! its times. [`judge`] holds rules against it; [`variants`], [`map`] and [`actors`] say which ways the cases go, how often, how
//! long that takes and who departs from what was agreed.

pub(crate) mod actors;
pub(crate) mod beside;
pub(crate) mod events;
pub(crate) mod fates;
pub(crate) mod judge;
pub(crate) mod log;
pub(crate) mod map;
pub(crate) mod patterns;
pub(crate) mod time;
pub(crate) mod variants;
mod words;
