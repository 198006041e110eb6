//! `crm-audit man`: the manual pages, for those who package the program.

use std::path::PathBuf;

use clap::{Args, Command};

use super::help::localized;
use super::output::{Terminal, print};

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Prints the page of the program, or writes those of all commands into a folder.
pub(crate) fn run(args: &ManArgs, terminal: &Terminal) -> anyhow::Result<u8> {
    let command = plain(localized(&terminal.messages));
    if let Some(folder) = &args.folder {
        std::fs::create_dir_all(folder)?;
        clap_mangen::generate_to(command, folder)?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        print(&String::from_utf8_lossy(&page))?;
    }
    Ok(0)
}

/// Without the marks of a terminal.
fn plain(command: Command) -> Command {
    let after = command.get_after_help().map(ToString::to_string);
    let command = match after {
        Some(after) => command.after_help(after),
        None => command,
    };
    command.mut_subcommands(plain)
}
