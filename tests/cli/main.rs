//! The program as its users meet it: arguments in, output and exit code out.

#![allow(
    clippy::unwrap_used,
    reason = "a test that fails to read its files has failed"
)]

mod actions;
mod baseline;
mod believable;
mod breaks_off;
mod browser;
mod catalogue;
mod changes;
mod codes;
mod commands;
mod compat;
mod counted;
mod cut_and_flipped;
mod decided;
mod direction;
mod dispositions;
mod docs;
mod drafts;
mod event_log;
mod examples;
mod files;
mod filled_in;
mod formats;
mod gates;
mod given;
mod headers;
mod history;
mod hostile;
mod import_gate;
mod imports;
mod keys;
mod killed;
mod links;
mod marked;
mod marking;
mod meeting;
mod minutes;
mod mistakes;
mod nothing_lost;
mod one_table;
mod only_bad;
mod pack;
mod page;
mod people;
mod people_sheets;
mod privacy;
mod process;
mod processes;
mod profile;
mod readiness;
mod readiness_lost;
mod readiness_unknown;
mod recurrence;
mod report_schema;
mod saved;
mod seen;
mod sent_back;
mod sheets;
mod silent;
mod simulate;
mod stories;
mod support;
mod template;
mod texts;
mod third_party;
