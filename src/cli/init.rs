//! `crm-audit init`: a commented starter project that passes its own check, or a draft for exports that are there.

mod draft;

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::output::Terminal;
use super::replacing::replace;
use super::{FAILED, failure};
use crate::messages::{Lang, display_path, message};

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    from: Vec<String>,
    #[arg(long, value_name = "KEY=VALUE", num_args = 0.., requires = "from")]
    answers: Option<Vec<String>>,
}

/// Writes the project; files that are there already are never touched.
pub(crate) fn run(args: &InitArgs, terminal: &Terminal) -> anyhow::Result<u8> {
    if !args.from.is_empty() {
        let given = args.answers.as_deref().map(draft::Given::new).transpose();
        return match given {
            Ok(given) => draft::run(&args.folder, &args.from, given.as_ref(), terminal),
            Err(mistake) => Ok(failure(terminal, &mistake)),
        };
    }
    let files = starter(terminal.messages.lang);
    let taken = files
        .iter()
        .find(|(name, _)| args.folder.join(name).exists());
    if let Some((name, _)) = taken {
        failure(
            terminal,
            &message!(
                "init-exists",
                file = args.folder.join(name).display().to_string()
            ),
        );
        return Ok(FAILED);
    }
    write_all(&args.folder, &files, terminal)?;
    ignore_history(&args.folder, terminal)?;
    terminal.note(&message!("init-next", folder = shown(&args.folder)));
    Ok(0)
}

/// A folder as it is written on the command line.
fn shown(folder: &Path) -> String {
    let folder = folder.display().to_string();
    if folder.contains(char::is_whitespace) {
        format!("\"{folder}\"")
    } else {
        folder
    }
}

/// Keeps the history of runs, which belongs to this computer, out of a repository that the project may be part of.
fn ignore_history(folder: &Path, terminal: &Terminal) -> anyhow::Result<()> {
    let path = folder.join(".gitignore");
    match std::fs::read_to_string(&path) {
        Ok(text)
            if text
                .lines()
                .any(|line| line.trim_matches('/') == ".crm-audit") => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            write(&path, ".crm-audit/\n")?;
            super::output::written(terminal, &path);
        }
        // a file of the user's is never changed
        _ => terminal.note(&message!("init-kept", file = display_path(&path))),
    }
    Ok(())
}

/// Writes the files of a project. The first, which makes a project of the others, comes last: what was interrupted is none.
fn write_all<N: AsRef<Path>, T: AsRef<str>>(
    folder: &Path,
    files: &[(N, T)],
    terminal: &Terminal,
) -> anyhow::Result<()> {
    for (name, text) in files.iter().rev() {
        let path = folder.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        write(&path, text.as_ref())?;
    }
    for (name, _) in files {
        super::output::written(terminal, &folder.join(name));
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    replace(path, &|| false, |out| out.write_all(text.as_bytes())).map(|_| ())
}

/// The starter project in a language.
fn starter(lang: Lang) -> [(&'static str, &'static str); 3] {
    match lang {
        Lang::En => [
            ("crm-audit.toml", include_str!("init/en/crm-audit.toml")),
            ("rules/orders.toml", include_str!("init/en/orders.toml")),
            ("exports/orders.csv", include_str!("init/en/orders.csv")),
        ],
        Lang::ZhCn => [
            ("crm-audit.toml", include_str!("init/zh-CN/crm-audit.toml")),
            ("rules/orders.toml", include_str!("init/zh-CN/orders.toml")),
            (
                "exports/销售订单.csv",
                include_str!("init/zh-CN/orders.csv"),
            ),
        ],
        Lang::ZhTw => [
            ("crm-audit.toml", include_str!("init/zh-TW/crm-audit.toml")),
            ("rules/orders.toml", include_str!("init/zh-TW/orders.toml")),
            (
                "exports/客戶訂單.csv",
                include_str!("init/zh-TW/orders.csv"),
            ),
        ],
    }
}
