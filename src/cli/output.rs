//! The terminal, and files that are replaced whole or not at all.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{INTERRUPTED, When, closed_pipe, coloured};
use crate::findings::asked::Progress;
use crate::messages::{Lang, Message, Messages, grouped, message};
use crate::project::Project;
use crate::reports::grid::{Column, Grid, Screen};
use crate::reports::terminal::clean;
use crate::tables::Table;

/// Where a command talks to the user. Data goes to stdout, everything else to stderr.
pub(crate) struct Terminal {
    pub(crate) messages: Messages,
    pub(crate) colour_out: bool,
    pub(crate) colour_err: bool,
}

impl Terminal {
    pub(crate) fn new(colour: When, messages: Messages) -> Terminal {
        let (colour_out, colour_err) = (
            coloured(colour, &io::stdout()),
            coloured(colour, &io::stderr()),
        );
        Terminal {
            messages,
            colour_out,
            colour_err,
        }
    }

    /// What stdout is shown on.
    pub(crate) fn screen(&self) -> Screen {
        Screen {
            width: width(),
            colour: self.colour_out,
            wide: has_wide_signs(self.messages.lang),
        }
    }

    /// The heading of a column.
    pub(crate) fn column(&self, key: &str) -> Column {
        Column::new(self.messages.key(key))
    }

    /// The heading of a column of numbers.
    pub(crate) fn number(&self, key: &str) -> Column {
        Column::number(self.messages.key(key))
    }

    /// A table as wide as the terminal, to be filled.
    pub(crate) fn grid(&self, columns: impl IntoIterator<Item = Column>) -> Grid {
        Grid::new(self.screen(), columns)
    }

    /// The lines of a table.
    pub(crate) fn drawn(&self, grid: Grid) -> String {
        let drawn = grid.draw();
        let mut out = format!("{}\n", drawn.lines);
        if !drawn.left_out.is_empty() {
            let text = message!("terminal-left-out", columns = drawn.left_out);
            let text = self.screen().broken(&self.messages.text(&text));
            out.push_str(&text);
            out.push('\n');
        }
        out
    }

    /// Changes the language.
    pub(crate) fn speak(&mut self, lang: Lang) {
        self.messages = Messages::new(lang);
    }

    /// An error with its word in front.
    pub(crate) fn error(&self, text: &str) {
        let word = self.messages.key("word-error");
        let word = if self.colour_err {
            format!("\u{1b}[1;31m{word}\u{1b}[0m")
        } else {
            word
        };
        let colon = self.messages.key("colon");
        block(&format!("{word}{colon}{text}"));
    }

    /// A remark.
    pub(crate) fn note(&self, message: &Message) {
        block(&self.messages.text(message));
    }

    /// Tells that the user stopped the run, of which nothing is kept; returns its exit code.
    pub(crate) fn interrupted(&self) -> u8 {
        self.note(&message!("interrupted"));
        INTERRUPTED
    }
}

/// Lines on stderr. Nobody is left to hear that stderr is closed.
pub(crate) fn block(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Text on stdout.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// A closed pipe is no failure: whoever reads has seen enough, and what was found stands.
pub(crate) fn printed(result: anyhow::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if closed_pipe(&error) => Ok(()),
        result => result,
    }
}

/// Columns of the terminal that stdout is, or that `COLUMNS` says; none for a pipe or a file.
pub(crate) fn width() -> Option<u16> {
    asked_width().or_else(|| width_of(&console::Term::stdout()))
}

/// Columns of the terminal that stderr is.
pub(crate) fn width_err() -> Option<u16> {
    width_of(&console::Term::stderr())
}

fn width_of(terminal: &console::Term) -> Option<u16> {
    if !terminal.is_term() {
        return None;
    }
    terminal.size_checked().map(|(_, columns)| columns)
}

/// Columns that the user wants, in a pipe as well.
fn asked_width() -> Option<u16> {
    let asked = std::env::var("COLUMNS").ok()?;
    asked.trim().parse().ok().filter(|&columns| columns > 0)
}

/// Whether the terminal shows signs such as "·", "…" and lines two columns wide, as Chinese fonts do. Terminals do not tell: the
/// user may, and the old console of Windows does so in Chinese, other than the terminal that came after it.
fn has_wide_signs(lang: Lang) -> bool {
    match std::env::var("CRM_AUDIT_AMBIGUOUS").as_deref() {
        Ok("wide") => true,
        Ok("narrow") => false,
        _ => cfg!(windows) && lang != Lang::En && std::env::var_os("WT_SESSION").is_none(),
    }
}

/// Writes a file through a temporary one beside it, so that an interrupted run leaves the old file as it was. A symbolic link
/// stays one.
pub(crate) fn replace(
    path: &Path,
    cancelled: &(dyn Fn() -> bool + Sync),
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> anyhow::Result<bool> {
    let shown = path.display().to_string();
    let linked = path.is_symlink().then(|| path.canonicalize());
    let linked = linked.transpose().with_context(|| shown.clone())?;
    let path = linked.as_deref().unwrap_or(path);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // as any new file: what the user's mask leaves, not for the owner alone
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let temporary = builder
        .prefix(".crm-audit-")
        .tempfile_in(&folder)
        .with_context(|| shown.clone())?;
    let mut out = BufWriter::with_capacity(1 << 20, temporary);
    let result = write(&mut Stoppable::new(&mut out, cancelled));
    if cancelled() {
        return Ok(false);
    }
    result.with_context(|| shown.clone())?;
    let temporary = out
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
        .with_context(|| shown.clone())?;
    if cancelled() {
        return Ok(false);
    }
    temporary
        .persist(path)
        .map_err(|e| e.error)
        .with_context(|| shown)?;
    Ok(true)
}

/// Why a file could not be written, without the words of the system where there are better ones; none where it is about something
/// else.
pub(crate) fn trouble(error: &anyhow::Error) -> Option<Message> {
    let cause = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<io::Error>())?;
    let file = error.to_string();
    Some(match cause.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            message!("output-denied", file = file)
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            message!("output-full", file = file)
        }
        _ if error.chain().count() > 1 => {
            message!("output-failed", file = file, error = system_says(cause))
        }
        _ => return None,
    })
}

/// What the system says of a file, without the name of a temporary one.
fn system_says(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code).to_string(),
        None => error.to_string(),
    }
}

/// Fails as soon as the user wants to stop: millions of findings take their time.
pub(crate) struct Stoppable<'a, W> {
    out: W,
    cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl<'a, W: Write> Stoppable<'a, W> {
    pub(crate) fn new(out: W, cancelled: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Stoppable { out, cancelled }
    }
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.cancelled)() {
            return Err(io::Error::other("stopped"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if (self.cancelled)() {
            return Err(io::Error::other("stopped"));
        }
        self.out.flush()
    }
}

/// Rows and bytes on stderr while it is a terminal, and Ctrl-C.
pub(crate) struct Watch<'a> {
    terminal: &'a Terminal,
    bar: ProgressBar,
    rows: AtomicU64,
    bytes: AtomicU64,
    rows_word: String,
    /// What the tables are called, by name.
    labels: BTreeMap<String, String>,
}

static STOP: AtomicBool = AtomicBool::new(false);

impl<'a> Watch<'a> {
    pub(crate) fn new(terminal: &'a Terminal, project: &Project) -> Watch<'a> {
        let label = |table: &Table| {
            let label = table.label.in_lang(terminal.messages.lang);
            (table.name.clone(), clean(label))
        };
        Watch {
            labels: project.tables.iter().map(label).collect(),
            ..Watch::of_files(terminal)
        }
    }

    /// Where there is no project: tables are called what their files are.
    pub(crate) fn of_files(terminal: &'a Terminal) -> Watch<'a> {
        // a second handler would be ours as well: the first one does
        let _ = ctrlc::set_handler(|| STOP.store(true, Ordering::SeqCst));
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{spinner} {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.set_style(style);
        let rows_word = terminal.messages.key("progress-rows");
        Watch {
            labels: BTreeMap::new(),
            terminal,
            bar,
            rows: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            rows_word,
        }
    }

    /// Shows that a file is being written, until it is cleared.
    pub(crate) fn writes(&self, path: &Path) {
        let file = clean(&path.display().to_string());
        let text = message!("progress-writing", file = file);
        self.bar.reset();
        self.bar.set_message(self.terminal.messages.text(&text));
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    pub(crate) fn stopped() -> bool {
        STOP.load(Ordering::SeqCst)
    }

    pub(crate) fn clear(&self) {
        self.bar.disable_steady_tick();
        self.bar.finish_and_clear();
    }

    /// As [`Terminal::interrupted`].
    pub(crate) fn interrupted(&self) -> u8 {
        self.clear();
        self.terminal.interrupted()
    }
}

impl Progress for Watch<'_> {
    fn read(&self, table: &str, rows: u64, bytes: u64) {
        let label = self.labels.get(table).map_or(table, String::as_str);
        let rows = self.rows.fetch_add(rows, Ordering::Relaxed) + rows;
        let bytes = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.bar.set_message(format!(
            "{label}  {} {}  {}",
            grouped(rows),
            self.rows_word,
            HumanBytes(bytes)
        ));
        self.bar.tick();
    }

    fn cancelled(&self) -> bool {
        Watch::stopped()
    }

    fn note(&self, message: &Message) {
        self.bar.suspend(|| self.terminal.note(message));
    }
}

/// "written: FILE".
pub(crate) fn written(terminal: &Terminal, path: &Path) {
    terminal.note(&message!(
        "output-written",
        file = path.display().to_string()
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_is_said_in_our_words() {
        let messages = Messages::new(Lang::ZhCn);
        let told = |cause: io::Error| {
            let error = anyhow::Error::new(cause).context("报告.xlsx");
            trouble(&error).map(|message| messages.text(&message))
        };
        let denied = told(io::ErrorKind::PermissionDenied.into()).unwrap();
        assert!(denied.starts_with("没有写入权限：报告.xlsx"), "{denied}");
        let full = told(io::ErrorKind::StorageFull.into()).unwrap();
        assert!(full.ends_with("未能写入 报告.xlsx"), "{full}");
        let other = told(io::Error::other("no such device")).unwrap();
        assert!(other.ends_with("no such device"), "{other}");
        assert_eq!(trouble(&anyhow::anyhow!("x")), None);
    }
}
