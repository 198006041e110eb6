//! Audits the exports of a CRM or ERP against declarative rules, and tells what is wrong, where, who must act and why.
//!
//! The modules are one straight pipe:
//!
//! ```text
//! sources  ->  tables  ->  rules  ->  findings  ->  reports
//! bytes        typed       verdicts    identity,     table, xlsx,
//! to text      columns     per row     counts        json, jsonl, csv
//!              + row no.
//! ```
//!
//! - `cli` parses the command line and talks to the terminal.
//! - `project` loads `crm-audit.toml`, the rule files and the shipped packs, and tells every mistake with its place.
//! - `sources` turns files into batches of text cells, each row with the line it came from.
//! - `tables` is the data dictionary: it gives each column its type and marks the cells that are not of it.
//! - `calendar` knows which days and hours are worked.
//! - `rules` holds one file for each rule kind. A kind lowers to a small plan (`rules::plan`) that knows no engine.
//! - `audit` evaluates the plans over polars columns, batch by batch, and counts.
//! - `findings` keeps what was found as columns.
//! - `history` compares a run with the runs before it, `baseline` with a list of what is accepted for now.
//! - `dispositions` label findings with what was decided about them.
//! - `reports` are pure functions from findings to bytes, one file for each format.
//! - `fingerprint` makes inputs, rules and findings comparable from month to month.
//! - `blank` says what a person does not see, and is empty therefore.
//! - `messages` is the catalogue of everything a user reads, in three languages.
//!
//! A rule kind is added with one file, one line in `rules::kinds!` and its texts in the catalogue; see CONTRIBUTING.md.

mod cli;

mod project;

mod sources;

mod tables;

mod calendar;

mod rules;

mod audit;

mod findings;

mod history;

mod baseline;

mod dispositions;

mod reports;

mod messages;

mod fingerprint;

mod blank;

#[cfg(fuzzing)]
pub mod fuzzing;

pub use cli::run;
