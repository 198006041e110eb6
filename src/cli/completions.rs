//! `crm-audit completions`: completion scripts for shells.

use clap::Args;
use clap_complete::{Shell, generate};

use super::help::localized;
use super::output::{Terminal, print};

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(args: &CompletionsArgs, terminal: &Terminal) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    generate(
        args.shell,
        &mut localized(&terminal.messages),
        "crm-audit",
        &mut script,
    );
    print(&String::from_utf8_lossy(&script))?;
    Ok(0)
}
