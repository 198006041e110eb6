//! Processes: the events of cases in one fixed order, and what rules about them come to.
//!
//! What is gathered of the tables of a process ([`events::Events`]) becomes a [`log::Log`]: case by case, each in the order of
//! its times. [`judge`] holds rules against it.

pub(crate) mod events;
pub(crate) mod judge;
pub(crate) mod log;
pub(crate) mod patterns;
mod time;
mod words;
