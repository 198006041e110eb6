//! Audits the exports of a CRM or ERP against declarative rules, and tells what is wrong, where, who must act and why.
//!
//! The modules are one straight pipe:
//!
//! ```text
//! sources  ->  tables  ->  rules  ->  engine  ->  findings  ->  review  ->  reports
//! bytes        typed       a plan     verdicts    what,         history,    table, xlsx,
//! to text      columns     per kind   per row     where,        decisions,  json, jsonl, csv
//!              + row no.                          whose         baseline
//! ```
//!
//! They are listed below from the end that the user sees to the ground. Each imports only from those below it; a test
//! (`tests/cli/direction.rs`) reads the imports and holds that.
//!
//! - `cli` parses the command line and talks to the terminal.
//! - `reports` are pure functions from a review to bytes, one file for each format.
//! - `review` is the recipe that every command which audits goes by: it looks back, audits, sees who has had findings before,
//!   what was decided and what is in the baseline, and remembers.
//! - `baseline` compares with a list of what is accepted for now, `history` with the runs before.
//! - `audit` is the recipe of an audit: which tables are read in which order, what can run, and what is told.
//! - `draft` writes a project for exports from their profile.
//! - `profile` says what is in exports for which there is no dictionary yet.
//! - `engine` evaluates the plans of a table over polars columns, batch by batch, and counts.
//! - `groups` judges groups of rows by a few figures of each.
//! - `process` puts the events of cases in one order and holds rules against them.
//! - `findings` are the data of an audit: what it was asked, what it comes to, and what was found, as columns.
//! - `template` says what is asked of whoever fills in a table, and how what comes back differs from it.
//! - `project` loads `crm-audit.toml`, the rule files and the shipped packs, and tells every mistake with its place.
//! - `rules` holds one file for each rule kind. A kind lowers to a small plan (`rules::plan`) that knows no engine.
//! - `dispositions` are what was decided about findings.
//! - `names` finds the names of one thing under two codes.
//! - `calendar` knows which days and hours are worked.
//! - `coding` says how codes are made up, which follow a scheme, and what somebody meant who wrote one that does not.
//! - `codes` are codes with a check character: whether it holds, and how many slips it notices.
//! - `tables` is the data dictionary: it gives each column its type and marks the cells that are not of it.
//! - `mistakes` are what is wrong with a project file, shown with its place.
//! - `sources` turns files into batches of text cells, each row with the line it came from.
//! - `fingerprint` makes inputs, rules, documents and findings comparable from month to month.
//! - `messages` is the catalogue of everything a user reads, in three languages.
//! - `blank` says what a person does not see, and is empty therefore.
//!
//! A rule kind is added with one file, one line in `rules::kinds!` and its texts in the catalogue; see CONTRIBUTING.md.

#[cfg(any(test, fuzzing))]
pub mod fuzzing;

#[cfg(test)]
mod testing;

mod cli;

mod reports;

mod review;

mod baseline;

mod history;

mod audit;

mod draft;

mod profile;

mod engine;

mod groups;

mod process;

mod findings;

mod template;

mod project;

mod rules;

mod dispositions;

mod names;

mod calendar;

mod coding;

mod codes;

mod tables;

mod mistakes;

mod sources;

mod fingerprint;

mod messages;

mod blank;

pub use cli::run;
