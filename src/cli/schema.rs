//! `crm-audit schema`: the JSON Schema of the TOML files, for editors, and of the JSON report, for programs.

use clap::{Args, ValueEnum};

use super::output::print;
use crate::project::raw::RawFile;
use crate::project::{RawLedger, schema};
use crate::reports::json::Document;

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    #[arg(value_name = "FILE", default_value = "project")]
    file: File,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum File {
    // crm-audit.toml and the rule files.
    Project,
    // dispositions.toml.
    Dispositions,
    // What `check --format json` prints.
    Report,
}

/// Prints the schema.
pub(crate) fn run(args: &SchemaArgs) -> anyhow::Result<u8> {
    let schema = match args.file {
        File::Project => schema::of::<RawFile>(),
        File::Dispositions => schema::of::<RawLedger>(),
        File::Report => schema::of_written::<Document>(),
    };
    print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(0)
}
