//! `crm-audit schema`: the JSON Schema of the TOML files, for editors.

use clap::{Args, ValueEnum};

use super::output::print;
use crate::project::raw::RawFile;
use crate::project::{RawLedger, schema};

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
}

/// Prints the schema.
pub(crate) fn run(args: &SchemaArgs) -> anyhow::Result<u8> {
    let schema = match args.file {
        File::Project => schema::of::<RawFile>(),
        File::Dispositions => schema::of::<RawLedger>(),
    };
    print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(0)
}
