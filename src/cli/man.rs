//! `crm-audit man`: the manual pages, for those who package the program.

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::help::localized;
use super::output::{Terminal, print};
use crate::messages::Messages;

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
        write_pages(&command, folder, &terminal.messages)?;
    } else {
        print(&page(&Man::new(command), &terminal.messages)?)?;
    }
    Ok(0)
}

/// Writes the page of a command, and those of the commands below it.
fn write_pages(command: &Command, folder: &Path, messages: &Messages) -> anyhow::Result<()> {
    for command in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        write_pages(command, folder, messages)?;
    }
    let man = Man::new(command.clone());
    std::fs::write(folder.join(man.get_filename()), page(&man, messages)?)?;
    Ok(())
}

/// The headings of `clap_mangen`, which knows English alone, and the keys of ours.
const HEADINGS: [(&str, &str); 7] = [
    ("NAME", "man-name"),
    ("SYNOPSIS", "man-synopsis"),
    ("DESCRIPTION", "man-description"),
    ("OPTIONS", "man-options"),
    ("SUBCOMMANDS", "man-commands"),
    ("EXTRA", "man-more"),
    ("VERSION", "man-version"),
];

/// A page with its headings in the language of the user.
fn page(man: &Man, messages: &Messages) -> anyhow::Result<String> {
    let mut page = Vec::new();
    man.render(&mut page)?;
    let page = String::from_utf8(page)?;
    // a line of text never begins with a dot
    let headed = page.lines().map(|line| {
        let heading = line.strip_prefix(".SH ").and_then(|name| {
            let known = HEADINGS.iter().find(|(own, _)| *own == name);
            known.map(|(_, key)| format!(".SH \"{}\"", messages.key(key)))
        });
        heading.unwrap_or_else(|| line.to_owned()) + "\n"
    });
    Ok(headed.collect())
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
