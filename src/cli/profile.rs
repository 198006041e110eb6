//! `crm-audit profile`: what is in exports, without a project.

use std::path::PathBuf;

use clap::Args;

use super::output::{Terminal, Watch, print, printed, written};
use super::outputs::{Reads, outputs};
use super::replacing::replace;
use super::{FAILED, failure, failures};
use crate::draft::said;
use crate::messages::{Message, message};
use crate::profile::{Asked, Profile, files_of, profile};
use crate::reports::grid::Screen;
use crate::reports::profile::{Format, write};
use crate::sources::Input;

#[derive(Debug, Args)]
pub(crate) struct ProfileArgs {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
}

/// Tells what is in the files.
pub(crate) fn run(args: &ProfileArgs, terminal: &Terminal) -> anyhow::Result<u8> {
    let (files, mut unread) = files_of(&args.files);
    let outputs = match planned(args, &files) {
        Ok(outputs) => outputs,
        Err(mistakes) => return Ok(failures(terminal, &mistakes)),
    };
    let watch = Watch::of_files(terminal);
    let Some(mut profile) = look_through(&files, false, terminal, &watch) else {
        return Ok(watch.interrupted());
    };
    unread.append(&mut profile.unread);
    let no_tables = profile.no_tables.drain(..);
    unread.extend(no_tables.map(|file| (file, message!("profile-no-table"))));
    profile.unread = unread;
    for (path, format) in &outputs {
        watch.writes(path);
        if !replace(path, &Watch::stopped, |out| {
            write(*format, &profile, &terminal.messages, Screen::FILE, out)
        })? {
            return Ok(watch.interrupted());
        }
        watch.clear();
        written(terminal, path);
    }
    watch.clear();
    let mut text = Vec::new();
    let screen = terminal.screen();
    write(args.format, &profile, &terminal.messages, screen, &mut text)?;
    if Watch::stopped() {
        return Ok(watch.interrupted());
    }
    printed(print(&String::from_utf8_lossy(&text)))?;
    Ok(exit_code(&profile, terminal))
}

/// What is in the files; none where the user stopped it. `tables_alone`: sheets of prose beside tables are passed over.
pub(super) fn look_through(
    files: &[Input],
    tables_alone: bool,
    terminal: &Terminal,
    watch: &Watch,
) -> Option<Profile> {
    let made_up = |number: usize| {
        terminal
            .messages
            .text(&message!("profile-made-up", number = number))
    };
    let asked = Asked {
        made_up: &made_up,
        said: &said,
        progress: watch,
        tables_alone,
    };
    profile(files, &asked).ok()
}

/// Files that could not be read are told, and the run says so.
fn exit_code(profile: &Profile, terminal: &Terminal) -> u8 {
    let broken = profile.tables.iter().flat_map(|table| &table.files);
    let broken = broken.filter(|file| file.error.is_some()).count();
    if profile.tables.is_empty() {
        return failure(terminal, &message!("profile-nothing"));
    }
    if profile.unread.is_empty() && broken == 0 {
        0
    } else {
        FAILED
    }
}

fn planned(args: &ProfileArgs, files: &[Input]) -> Result<Vec<(PathBuf, Format)>, Vec<Message>> {
    let mut mistakes = Vec::new();
    let reads = Reads::new(files.iter().map(|input| input.path.clone()).collect());
    let format = |file: &str| {
        let unknown = || message!("profile-format", file = file);
        Format::of_file(file).ok_or_else(unknown)
    };
    let outputs = outputs(&args.output, &reads, format, &mut mistakes);
    if args.format == Format::Xlsx {
        mistakes.push(message!("output-xlsx-needs-file"));
    }
    if mistakes.is_empty() {
        Ok(outputs)
    } else {
        Err(mistakes)
    }
}
