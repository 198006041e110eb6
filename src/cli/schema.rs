//! `crm-audit schema`: the JSON Schema of the TOML files, for editors.

use super::output::print;
use crate::project::raw::RawFile;
use crate::project::schema;

/// Prints the schema.
pub(crate) fn run() -> anyhow::Result<u8> {
    let schema = schema::of::<RawFile>();
    print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(0)
}
