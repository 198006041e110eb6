//! How fast `crm-audit check` is, and how much memory it takes: see README.md beside this file.
//!
//! A plain program rather than a sampling harness: what counts is a whole run of the program, its processor time and its
//! peak memory, beside a yardstick that runs in the same sitting.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark tells its figures"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use clap::Parser;
use indexmap::IndexMap;
use jiff::ToSpan as _;
use serde::Deserialize;

const PROGRAM: &str = env!("CARGO_BIN_EXE_crm-audit");
const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/project");
const YARDSTICK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/yardstick.py");
const GNU_TIME: &str = "/usr/bin/time";
/// One rule about time, on its own.
const TIMED: &str = r#"
project = { calendar = "cn", hours = ["08:30-12:00", "13:30-17:30"] }
[tables.orders]
files = "orders.csv"
[tables.orders.fields]
created_at  = { type = "datetime" }
approved_at = { type = "datetime" }
[[rule]]
id    = "order-approved-late"
table = "orders"
check.latency = { from = "created_at", to = "approved_at", within = "LIMIT", still_open = "ignore" }
"#;
/// Rows of the exports whose violations are counted a second way.
const COUNTED: u64 = 100_000;

/// Measures `crm-audit check` on generated exports.
#[derive(Debug, Parser)]
struct Args {
    /// Rows of the exports; the first size is also that of the two extremes and of the written findings
    #[arg(value_name = "ROWS", default_values_t = [1_000_000, 5_000_000], value_parser = clap::value_parser!(u64).range(1..))]
    sizes: Vec<u64>,
    /// How often each command runs
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// 100,000 rows only, to try the harness
    #[arg(long)]
    quick: bool,
    /// Passed by `cargo bench`, but not by `cargo test`, which must not take minutes
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<ExitCode> {
    let mut args = Args::parse();
    if !args.bench {
        eprintln!("nothing measured: run `cargo bench --bench audit`");
        return Ok(ExitCode::SUCCESS);
    }
    if args.quick {
        args.sizes = vec![COUNTED];
    }
    let bench = Bench::new(args.runs)?;
    let agreed = bench.compare_counts()?;
    let mut lines = Vec::new();
    for &rows in &args.sizes {
        lines.extend(bench.by_turns(Flavour::Typical, rows)?);
    }
    let rows = args.sizes[0];
    for flavour in [Flavour::Pass, Flavour::Fail] {
        lines.extend(bench.by_turns(flavour, rows)?);
    }
    let waited_for = bench.waited_for(rows)?;
    println!("{}", bench.working_time(rows)?);
    print_table("yardstick", &lines);
    print_table("without", &waited_for);
    if !agreed {
        eprintln!("\nthe counts differ, so the figures mean nothing");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// `base`: what the last columns compare with.
fn print_table(base: &str, lines: &[Line]) {
    println!(
        "\n| what | rows | MB | runs | median s | best s | CPU s | peak RSS MB | x {base} (median) | (best) | (CPU) |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for line in lines {
        println!("{line}");
    }
}

/// What is measured, and with what.
struct Bench {
    folder: PathBuf,
    customers: PathBuf,
    runs: u32,
    meter: Meter,
    /// A Python that has polars.
    python: Option<OsString>,
}

impl Bench {
    fn new(runs: u32) -> anyhow::Result<Bench> {
        // of the target folder, cargo tells the name of this subfolder only
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench-data");
        fs::create_dir_all(&folder)?;
        let customers = folder.join("customers.csv");
        provide(&customers, || std::iter::once(customers_csv()))?;
        Ok(Bench {
            folder,
            customers,
            runs,
            meter: Meter::find(),
            python: python(),
        })
    }

    fn orders(&self, flavour: Flavour, rows: u64) -> anyhow::Result<PathBuf> {
        let name = format!("orders-{rows}{}.csv", flavour.suffix());
        let path = self.folder.join(name);
        provide(&path, || Orders::new(flavour, rows))?;
        Ok(path)
    }

    fn check(&self, orders: &Path) -> Call {
        self.check_in(Path::new(PROJECT), orders, ["--no-history"])
    }

    fn check_in<const N: usize>(&self, project: &Path, orders: &Path, how: [&str; N]) -> Call {
        let mut call = Call::new(PROGRAM, [OsStr::new("check"), project.as_os_str()]);
        call.arguments.extend(how.map(OsString::from));
        for (table, file) in [("orders", orders), ("customers", &self.customers)] {
            let mut input = OsString::from(format!("{table}="));
            input.push(file);
            call.arguments.extend(["--input".into(), input]);
        }
        call
    }

    /// `check` and the yardstick by turns, so that both meet the same conditions.
    fn by_turns(&self, flavour: Flavour, rows: u64) -> anyhow::Result<Vec<Line>> {
        let orders = self.orders(flavour, rows)?;
        let check = self.check(&orders);
        let yardstick = self
            .python
            .as_ref()
            .map(|python| Call::new(python, [OsStr::new(YARDSTICK), orders.as_os_str()]));
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for turn in 1..=self.runs {
            eprintln!("{} rows, {}: run {turn}", grouped(rows), flavour.name());
            ours.push(self.meter.run(&check, flavour.exit_code())?);
            if let Some(yardstick) = &yardstick {
                theirs.push(self.meter.run(yardstick, 0)?);
            }
        }
        let bytes = fs::metadata(&orders)?.len();
        let line = |what: &str, runs: &[Run], yardstick: Option<&[Run]>| Line {
            what: format!("{what}, {}", flavour.name()),
            rows,
            bytes,
            summary: Summary::new(runs),
            yardstick: yardstick.map(Summary::new),
        };
        let mut lines = vec![line(
            "check",
            &ours,
            yardstick.as_ref().map(|_| theirs.as_slice()),
        )];
        if yardstick.is_some() {
            lines.push(line("yardstick", &theirs, None));
        }
        Ok(lines)
    }

    /// What users wait for: runs that are compared with the month before and recorded, and runs that write all findings to a
    /// file; by turns with one that does neither.
    fn waited_for(&self, rows: u64) -> anyhow::Result<Vec<Line>> {
        let orders = self.orders(Flavour::Typical, rows)?;
        let project = Recorded::new(&self.folder)?;
        let first = self.check_in(&project.folder, &orders, ["--as-of", "2026-10-31"]);
        let second = self.check_in(&project.folder, &orders, ["--as-of", "2026-11-30"]);
        let without = self.check(&orders);
        let reports = ["csv", "jsonl", "xlsx"].map(|format| {
            let report = self.folder.join(format!("findings.{format}"));
            let mut writing = self.check(&orders);
            let output = ["--output".into(), report.clone().into()];
            writing.arguments.extend(output);
            (format, report, writing)
        });
        let mut runs: IndexMap<String, Vec<Run>> = IndexMap::new();
        let mut plain = Vec::new();
        for turn in 1..=self.runs {
            eprintln!("{} rows, history and files: run {turn}", grouped(rows));
            plain.push(self.meter.run(&without, 1)?);
            project.forget()?;
            let mut add = |what: &str, run: Run| runs.entry(what.to_owned()).or_default().push(run);
            add("check, first month", self.meter.run(&first, 1)?);
            add("check, second month", self.meter.run(&second, 1)?);
            for (format, report, writing) in &reports {
                let run = self.meter.run(writing, 1)?;
                let written = grouped(fs::metadata(report)?.len() / 1_000_000);
                fs::remove_file(report)?;
                let what = format!("check --no-history -o findings.{format} ({written} MB)");
                add(&what, run);
            }
        }
        project.forget()?;
        let bytes = fs::metadata(&orders)?.len();
        let line = |what: &str, runs: &[Run], without: Option<&[Run]>| Line {
            what: what.to_owned(),
            rows,
            bytes,
            summary: Summary::new(runs),
            yardstick: without.map(Summary::new),
        };
        let mut lines = vec![line("check --no-history", &plain, None)];
        for (what, runs) in &runs {
            lines.push(line(what, runs, Some(&plain)));
        }
        Ok(lines)
    }

    /// One rule in elapsed and in working time, by turns: what the calendar costs.
    fn working_time(&self, rows: u64) -> anyhow::Result<String> {
        let orders = self.orders(Flavour::Typical, rows)?;
        let mut input = OsString::from("orders=");
        input.push(&orders);
        let mut timed = Vec::new();
        for limit in ["24 hours", "1 workday", "8 workhours"] {
            let project = self.folder.join(limit.replace(' ', "-"));
            fs::create_dir_all(&project)?;
            fs::write(
                project.join("crm-audit.toml"),
                TIMED.replace("LIMIT", limit),
            )?;
            let arguments = [
                "check".into(),
                project.into(),
                "--no-history".into(),
                "--input".into(),
                input.clone(),
            ];
            timed.push((limit, Call::new(PROGRAM, arguments), Vec::new()));
        }
        for turn in 1..=self.runs {
            eprintln!("{} rows, working time: run {turn}", grouped(rows));
            for (_, check, seconds) in &mut timed {
                seconds.push(self.meter.run(check, 1)?.seconds);
            }
        }
        let mut medians = timed
            .into_iter()
            .map(|(limit, _, seconds)| (limit, median(seconds)));
        let (_, elapsed) = medians.next().context("the first is elapsed time")?;
        let mut told = format!(
            "\nOne latency rule on {} rows: {elapsed:.2} s in elapsed time",
            grouped(rows)
        );
        for (limit, seconds) in medians {
            let (more, ratio) = (seconds - elapsed, seconds / elapsed);
            write!(told, "; {more:+.2} s (x {ratio:.2}) within \"{limit}\"")?;
        }
        Ok(told + ".")
    }

    /// Prints the violations of every rule; false where an independent count differs.
    fn compare_counts(&self) -> anyhow::Result<bool> {
        let mut agreed = true;
        let mut table: BTreeMap<String, [u64; 3]> = BTreeMap::new();
        for (ix, flavour) in Flavour::ALL.into_iter().enumerate() {
            let orders = self.orders(flavour, COUNTED)?;
            let found = violations(&self.check(&orders), flavour.exit_code())?;
            if let Some(python) = &self.python {
                let expected = expected_violations(python, &orders, &self.customers)?;
                let rules: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
                for rule in rules {
                    let (found, expected) = (found.get(rule), expected.get(rule));
                    // nobody else counts the constraints of the dictionary, but every row meets them
                    let expected = expected.or(is_constraint(rule).then_some(&0));
                    if found != expected {
                        let [found, expected] = [found, expected]
                            .map(|n| n.map_or("no count".to_owned(), u64::to_string));
                        eprintln!("{}: {rule}: {found} instead of {expected}", flavour.name());
                        agreed = false;
                    }
                }
            }
            for (rule, count) in found {
                table.entry(rule).or_default()[ix] = count;
            }
        }
        let verdict = match &self.python {
            None => "not compared with an independent count",
            Some(_) if agreed => "an independent count agrees",
            Some(_) => "AN INDEPENDENT COUNT DIFFERS",
        };
        println!("Violations in {} rows; {verdict}.\n", grouped(COUNTED));
        let names = Flavour::ALL.map(Flavour::name).join(" | ");
        println!("| rule | {names} |\n|---|--:|--:|--:|");
        for (rule, counts) in table.iter().filter(|(rule, _)| !is_constraint(rule)) {
            println!("| {rule} | {} |", counts.map(grouped).join(" | "));
        }
        Ok(agreed)
    }
}

/// The project in a folder where its history may be.
struct Recorded {
    folder: PathBuf,
}

impl Recorded {
    fn new(folder: &Path) -> anyhow::Result<Recorded> {
        let folder = folder.join("recorded");
        fs::create_dir_all(&folder)?;
        let file = "crm-audit.toml";
        fs::copy(Path::new(PROJECT).join(file), folder.join(file))?;
        Ok(Recorded { folder })
    }

    /// Takes the history away.
    fn forget(&self) -> anyhow::Result<()> {
        let history = self.folder.join(".crm-audit");
        if history.exists() {
            fs::remove_dir_all(history)?;
        }
        Ok(())
    }
}

/// Whether a rule comes from the data dictionary: those are named `TABLE.FIELD.CONSTRAINT`.
fn is_constraint(rule: &str) -> bool {
    rule.contains('.')
}

/// A Python that has polars; tells how to get one.
fn python() -> Option<OsString> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let version = Command::new(&python)
        .args(["-c", "import polars; print(polars.__version__)"])
        .output();
    if let Ok(output) = version
        && output.status.success()
    {
        let version = String::from_utf8_lossy(&output.stdout);
        eprintln!("yardstick: polars {}", version.trim());
        return Some(python);
    }
    eprintln!(
        "No Python with polars, so there is no yardstick and no second count. To get one:\n  \
         python3 -m venv target/venv && target/venv/bin/pip install polars\n\
         and set PYTHON=target/venv/bin/python3."
    );
    None
}

/// Violations by rule, as the program reports them.
fn violations(check: &Call, exit_code: i32) -> anyhow::Result<BTreeMap<String, u64>> {
    #[derive(Deserialize)]
    struct Report {
        rules: Vec<Rule>,
    }
    #[derive(Deserialize)]
    struct Rule {
        id: String,
        violation: u64,
    }
    let mut child = check
        .command()
        .args(["--format", "json"])
        .stdout(Stdio::piped())
        .spawn()?;
    let out = child.stdout.take().context("stdout is piped")?;
    let report: Result<Report, _> = serde_json::from_reader(BufReader::new(out));
    let status = child.wait()?;
    ensure!(
        status.code() == Some(exit_code),
        "check ended with {status}"
    );
    Ok(report?
        .rules
        .into_iter()
        .map(|r| (r.id, r.violation))
        .collect())
}

/// The same, counted without the program.
fn expected_violations(
    python: &OsStr,
    orders: &Path,
    customers: &Path,
) -> anyhow::Result<BTreeMap<String, u64>> {
    let output = Command::new(python)
        .args([YARDSTICK, "--count"])
        .args([orders, customers])
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the independent count failed");
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// A program and its arguments.
struct Call {
    program: OsString,
    arguments: Vec<OsString>,
}

impl Call {
    fn new(
        program: impl Into<OsString>,
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
    ) -> Call {
        Call {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command
    }
}

/// How processor time and peak memory are found out.
#[derive(Debug, Clone, Copy)]
enum Meter {
    /// GNU time: what the kernel says at the end of the program.
    GnuTime,
    /// `/proc`, looked at every other millisecond; where there is none, the clock is all there is.
    Proc,
}

/// One run of a program.
#[derive(Debug, Clone, Copy)]
struct Run {
    seconds: f64,
    usage: Option<Usage>,
}

#[derive(Debug, Clone, Copy)]
struct Usage {
    cpu_seconds: f64,
    peak_mb: f64,
}

impl Meter {
    fn find() -> Meter {
        let call = Call::new(PROGRAM, ["--version"]);
        if let Ok(Run { usage: Some(_), .. }) = Meter::GnuTime.run(&call, 0) {
            Meter::GnuTime
        } else {
            eprintln!(
                "no GNU time ({GNU_TIME}; Debian: apt-get install time): looking at /proc instead"
            );
            Meter::Proc
        }
    }

    /// Runs to the end; an unexpected exit code is an error.
    fn run(self, call: &Call, exit_code: i32) -> anyhow::Result<Run> {
        let figures = tempfile::NamedTempFile::new()?;
        let mut errors = tempfile::tempfile()?;
        let mut command = match self {
            Meter::GnuTime => {
                let mut command = Command::new(GNU_TIME);
                command.args(["-f", "%U %S %M", "-o"]).arg(figures.path());
                command.arg(&call.program).args(&call.arguments);
                command
            }
            Meter::Proc => call.command(),
        };
        command.stdout(Stdio::null()).stderr(errors.try_clone()?);
        let start = Instant::now();
        let mut child = command.spawn()?;
        let (status, polled) = match self {
            Meter::GnuTime => (child.wait()?, None),
            Meter::Proc => poll(&mut child)?,
        };
        let seconds = start.elapsed().as_secs_f64();
        if status.code() != Some(exit_code) {
            let mut text = String::new();
            errors.rewind()?;
            errors.read_to_string(&mut text)?;
            bail!("{} ended with {status}: {text}", call.program.display());
        }
        let usage = match self {
            Meter::GnuTime => Usage::of_gnu_time(&fs::read_to_string(figures.path())?),
            Meter::Proc => polled,
        };
        Ok(Run { seconds, usage })
    }
}

/// Waits for the end, looking at `/proc` all the while. A program that has ended but has not been waited for still shows
/// its processor time.
fn poll(child: &mut Child) -> io::Result<(ExitStatus, Option<Usage>)> {
    let mut last: Option<Usage> = None;
    loop {
        if let Some(now) = Usage::of_process(child.id(), last) {
            last = Some(now);
        }
        if let Some(status) = child.try_wait()? {
            return Ok((status, last));
        }
        thread::sleep(Duration::from_millis(2));
    }
}

impl Usage {
    /// The last line: a line about the exit code may stand before it.
    fn of_gnu_time(text: &str) -> Option<Usage> {
        let mut words = text.lines().last()?.split_whitespace();
        let mut next = || words.next()?.parse::<f64>().ok();
        let (user, system, peak_kb) = (next()?, next()?, next()?);
        Some(Usage {
            cpu_seconds: user + system,
            peak_mb: peak_kb / 1024.0,
        })
    }

    fn of_process(id: u32, last: Option<Usage>) -> Option<Usage> {
        // the name in brackets may hold blanks; user and system time are the 14th and 15th field
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |ix: usize| fields.get(ix)?.parse::<f64>().ok();
        let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let peak_kb = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .and_then(|rest| rest.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        Some(Usage {
            // a tick is a hundredth of a second
            cpu_seconds: (ticks(11)? + ticks(12)?) / 100.0,
            peak_mb: peak_kb.map_or(last.map_or(0.0, |l| l.peak_mb), |kb| kb / 1024.0),
        })
    }
}

/// Several runs of one command.
struct Summary {
    runs: usize,
    median: f64,
    best: f64,
    /// The median, and the largest.
    usage: Option<Usage>,
}

impl Summary {
    fn new(runs: &[Run]) -> Summary {
        let seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
        let usages: Option<Vec<Usage>> = runs.iter().map(|run| run.usage).collect();
        Summary {
            runs: runs.len(),
            median: median(seconds.clone()),
            best: seconds.into_iter().fold(f64::INFINITY, f64::min),
            usage: usages.map(|usages| Usage {
                cpu_seconds: median(usages.iter().map(|u| u.cpu_seconds).collect()),
                peak_mb: usages.iter().map(|u| u.peak_mb).fold(0.0, f64::max),
            }),
        }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], values[middle])
    } else {
        values[middle]
    }
}

/// A row of the table.
struct Line {
    what: String,
    rows: u64,
    bytes: u64,
    summary: Summary,
    yardstick: Option<Summary>,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Summary {
            runs,
            median,
            best,
            usage,
        } = &self.summary;
        let (rows, megabytes) = (grouped(self.rows), grouped(self.bytes / 1_000_000));
        let (cpu, peak) = usage.map_or_else(Default::default, |u| {
            (format!("{:.2}", u.cpu_seconds), format!("{:.0}", u.peak_mb))
        });
        write!(
            f,
            "| {} | {rows} | {megabytes} | {runs} | {median:.2} | {best:.2} | {cpu} | {peak} |",
            self.what
        )?;
        match &self.yardstick {
            None => write!(f, " | | |"),
            Some(yardstick) => {
                let cpu = usage
                    .zip(yardstick.usage)
                    .map_or_else(String::new, |(ours, theirs)| {
                        format!("{:.2}", ours.cpu_seconds / theirs.cpu_seconds)
                    });
                let (median, best) = (median / yardstick.median, best / yardstick.best);
                write!(f, " {median:.2} | {best:.2} | {cpu} |")
            }
        }
    }
}

/// `1,000,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (ix, digit) in digits.chars().enumerate() {
        if ix > 0 && (digits.len() - ix).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Writes the file, unless it is there with this very content. Either way it has been read once when it is measured.
fn provide<C: Iterator<Item = String>>(path: &Path, content: impl Fn() -> C) -> anyhow::Result<()> {
    if holds(path, content())? {
        return Ok(());
    }
    eprintln!("generating {}", path.display());
    let mut out = BufWriter::new(File::create(path)?);
    for part in content() {
        out.write_all(part.as_bytes())?;
    }
    // or else the disk would still be busy with it during the first run
    out.into_inner()?.sync_all()?;
    Ok(())
}

fn holds(path: &Path, content: impl Iterator<Item = String>) -> io::Result<bool> {
    let Ok(mut file) = File::open(path) else {
        return Ok(false);
    };
    let mut found = Vec::new();
    for part in content {
        found.resize(part.len(), 0);
        if file.read_exact(&mut found).is_err() || found != part.as_bytes() {
            return Ok(false);
        }
    }
    Ok(file.read(&mut [0])? == 0)
}

const CUSTOMERS: u64 = 200_000;

/// One customer in 200 is not in the master data.
fn registered(customer: u64) -> bool {
    customer % 200 != 137
}

fn customers_csv() -> String {
    let mut out = String::from("customer_code,customer_name\n");
    for customer in (0..CUSTOMERS).filter(|&customer| registered(customer)) {
        line(&mut out, format_args!("C{customer:06},客户{customer}"));
    }
    out
}

fn line(out: &mut String, cells: fmt::Arguments) {
    writeln!(out, "{cells}").expect("a string takes any text");
}

/// What the rows of an export are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flavour {
    /// As exports are: five rules are violated now and then, and most names are too long.
    Typical,
    /// Every row meets every rule.
    Pass,
    /// Every row violates ten rules or eleven.
    Fail,
}

impl Flavour {
    const ALL: [Flavour; 3] = [Flavour::Typical, Flavour::Pass, Flavour::Fail];

    fn name(self) -> &'static str {
        match self {
            Flavour::Typical => "typical",
            Flavour::Pass => "all pass",
            Flavour::Fail => "all fail",
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Flavour::Typical => "",
            Flavour::Pass => "-pass",
            Flavour::Fail => "-fail",
        }
    }

    /// Of `check`.
    fn exit_code(self) -> i32 {
        i32::from(self != Flavour::Pass)
    }
}

/// An orders export, text by text. The rows are the same each time, and a long export begins with those of a short one.
struct Orders {
    flavour: Flavour,
    rows: u64,
    /// Rows so far; none before the header.
    made: Option<u64>,
    random: Random,
    days: Vec<String>,
}

const DAY: u64 = 86_400;
const APPROVED: &str = "已审核";
const OPEN: &str = "未审核";
const VOID: &str = "作废";

impl Orders {
    const ROWS_AT_ONCE: u64 = 4096;

    fn new(flavour: Flavour, rows: u64) -> Orders {
        let first = jiff::civil::date(2026, 1, 1);
        Orders {
            flavour,
            rows,
            made: None,
            random: Random(20_260_101),
            // 300 days of orders, and five more until the last approval
            days: (0..=306)
                .map(|day: i64| (first + day.days()).to_string())
                .collect(),
        }
    }

    /// The next order as the flavour wants it.
    fn order(&mut self, number: u64) -> Order {
        let random = &mut self.random;
        let order = Order {
            number,
            customer: random.below(CUSTOMERS),
            name_numbers: 5000,
            status: match random.below(100) {
                0..90 => APPROVED,
                90..98 => OPEN,
                _ => VOID,
            },
            creator: random.below(80),
            approver: random.below(80),
            item: random.below(50_000),
            qty: 1 + random.below(499),
            price: random.below(100_001),
            created: random.below(300 * DAY),
            approved_after: Some(60 + random.below(4 * DAY - 60))
                .filter(|_| random.below(100) < 95),
        };
        match self.flavour {
            Flavour::Typical => order,
            Flavour::Pass => Order {
                customer: order.customer + u64::from(!registered(order.customer)),
                name_numbers: 1000,
                approver: (order.creator + 1 + order.approver % 79) % 80,
                approved_after: Some(order.approved_after.unwrap_or(3600) % (3 * DAY)),
                ..order
            },
            // by turns approved without a time, and of an unknown status and approved late
            Flavour::Fail => Order {
                number: number / 2,
                approver: order.creator,
                status: if number.is_multiple_of(2) {
                    APPROVED
                } else {
                    "已核准"
                },
                approved_after: (number % 2 == 1).then_some(5 * DAY),
                ..order
            },
        }
    }

    fn write(&self, out: &mut String, order: &Order) {
        let fails = self.flavour == Flavour::Fail;
        let [number, customer, item, firm, sign] = if fails {
            ["S0", "K", "M", "进出口贸易有限责任公司", "-"]
        } else {
            ["SO", "C", "M-", "贸易有限公司", ""]
        };
        let amount = order.qty * order.price + if fails { 500 } else { 0 };
        let name = order.customer % order.name_numbers;
        line(
            out,
            format_args!(
                "{number}{:09},{customer}{:06},华东第{name}{firm},{},U{},U{},{item}{:07},{sign}{},{},{},{},{}",
                order.number,
                order.customer,
                order.status,
                order.creator,
                order.approver,
                order.item,
                order.qty,
                Cents(order.price),
                self.stamp(Some(order.created)),
                self.stamp(order.approved_after.map(|after| order.created + after)),
                Cents(amount),
            ),
        );
    }

    /// So many seconds after the morning of the first day.
    fn stamp(&self, seconds: Option<u64>) -> Stamp<'_> {
        Stamp(seconds.map(|seconds| {
            let seconds = 8 * 3600 + seconds;
            let day = usize::try_from(seconds / DAY).expect("a few hundred days");
            (self.days[day].as_str(), seconds % DAY)
        }))
    }
}

impl Iterator for Orders {
    type Item = String;

    /// The header, then some thousand rows at a time.
    fn next(&mut self) -> Option<String> {
        let Some(made) = self.made else {
            self.made = Some(0);
            return Some(
                "order_no,customer_code,customer_name,status,created_by,approver,item_code,qty,price,created_at,\
                 approved_at,amount\n"
                    .to_owned(),
            );
        };
        let end = self.rows.min(made + Self::ROWS_AT_ONCE);
        let mut out = String::new();
        for number in made..end {
            let order = self.order(number);
            self.write(&mut out, &order);
        }
        self.made = Some(end);
        (!out.is_empty()).then_some(out)
    }
}

/// One order, before it is spelled out.
struct Order {
    number: u64,
    customer: u64,
    /// How many numbers there are in the names of the customers.
    name_numbers: u64,
    status: &'static str,
    creator: u64,
    approver: u64,
    item: u64,
    qty: u64,
    /// In cents.
    price: u64,
    created: u64,
    /// Seconds from the creation to the approval.
    approved_after: Option<u64>,
}

/// An amount of money.
struct Cents(u64);

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// A day and the seconds of it, or an empty cell.
struct Stamp<'a>(Option<(&'a str, u64)>);

impl fmt::Display for Stamp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some((day, at)) => write!(
                f,
                "{day} {:02}:{:02}:{:02}",
                at / 3600,
                at / 60 % 60,
                at % 60
            ),
        }
    }
}

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// At least 0, and less than `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}
