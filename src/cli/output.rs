//! The terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use console::Term;
use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use super::{INTERRUPTED, When, closed_pipe, coloured};
use crate::findings::asked::Progress;
use crate::messages::{Lang, Message, Messages, grouped, message, told_once};
use crate::project::Project;
use crate::reports::grid::{Column, Grid, Screen};
use crate::reports::harmless::{clean, harmless};
use crate::sources::stopped;
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
        // what a message quotes comes from strangers, and is in no colour
        block(&format!("{word}{colon}{}", lines(text)));
    }

    /// Several, each with its word in front, and once what they say of several files.
    pub(crate) fn errors(&self, errors: &[Message]) {
        for error in told_once(errors.iter().cloned()) {
            self.error(&self.messages.text(&error));
        }
    }

    /// A remark.
    pub(crate) fn note(&self, message: &Message) {
        block(&lines(&self.messages.text(message)));
    }

    /// Tells that the user stopped the run, of which nothing is kept; returns its exit code.
    pub(crate) fn interrupted(&self) -> u8 {
        self.note(&message!("interrupted"));
        INTERRUPTED
    }
}

/// Lines on stderr. Nobody is left to hear that stderr is closed.
pub(crate) fn block(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", harmless(text));
}

/// Text of several lines, each without what steers a terminal.
fn lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(clean).collect();
    lines.join("\n")
}

/// Text for people on stdout.
pub(crate) fn say(text: &str) -> anyhow::Result<()> {
    print(&harmless(text))
}

/// What is on stdout as it stands.
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
    asked_width().or_else(|| width_of(&Term::stdout()))
}

/// Columns of the terminal that stderr is.
pub(crate) fn width_err() -> Option<u16> {
    width_of(&Term::stderr())
}

fn width_of(terminal: &Term) -> Option<u16> {
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

/// A terminal that leaves room for the `^C` of whoever stops the program: a line of progress is drawn to the end of the terminal, and
/// what is broken into two lines by it is not cleared.
#[derive(Debug)]
struct Narrow(Term);

impl TermLike for Narrow {
    fn width(&self) -> u16 {
        TermLike::width(&self.0).saturating_sub(3)
    }

    fn height(&self) -> u16 {
        TermLike::height(&self.0)
    }

    fn move_cursor_up(&self, lines: usize) -> io::Result<()> {
        self.0.move_cursor_up(lines)
    }

    fn move_cursor_down(&self, lines: usize) -> io::Result<()> {
        self.0.move_cursor_down(lines)
    }

    fn move_cursor_right(&self, columns: usize) -> io::Result<()> {
        self.0.move_cursor_right(columns)
    }

    fn move_cursor_left(&self, columns: usize) -> io::Result<()> {
        self.0.move_cursor_left(columns)
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.0.write_line(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.0.write_str(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.0.clear_line()
    }

    fn flush(&self) -> io::Result<()> {
        self.0.flush()
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
        Watch::heed();
        let term = Term::buffered_stderr();
        let target = if term.is_term() {
            ProgressDrawTarget::term_like_with_hz(Box::new(Narrow(term)), 20)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
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

    /// Has Ctrl-C end what is being done.
    pub(crate) fn heed() {
        // a second handler would be ours as well: the first one does
        let _ = ctrlc::set_handler(stop);
    }

    pub(crate) fn stopped() -> bool {
        stopped::is_stopped()
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

/// The first time, what is being done ends tidily as soon as it can; the second time, at once.
fn stop() {
    if stopped::stop() {
        #[allow(
            clippy::exit,
            reason = "what hangs cannot be asked to end; the next run sweeps what is left of outputs"
        )]
        std::process::exit(INTERRUPTED.into());
    }
}

/// "written: FILE".
pub(crate) fn written(terminal: &Terminal, path: &Path) {
    terminal.note(&message!(
        "output-written",
        file = path.display().to_string()
    ));
}
