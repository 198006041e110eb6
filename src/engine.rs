//! The engine: evaluates the plans of a table over polars columns, batch by batch, in one pass.

mod answers;
mod columns;
mod documents;
pub(crate) mod evaluate;
mod frames;
pub(crate) mod job;
mod judge;
mod keyed;
pub(crate) mod links;
pub(crate) mod lookups;
pub(crate) mod needs;
mod open;
mod opening;
pub(crate) mod orders;
mod people;
mod presence;
pub(crate) mod read;
mod sets;
mod sifted;
mod sums;
mod times;
mod told;
pub(crate) mod unmet;
mod verdicts;
