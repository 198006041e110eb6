//! Entrances for the fuzz targets in `fuzz/`; they exist only there, and where tests read their seeds.

mod past;

use std::io::{Cursor, Seek, Write};
use std::path::Path;
use std::sync::{Once, OnceLock};
use std::{fs, panic, thread};

pub use self::past::history;
use crate::baseline::Baseline;
use crate::findings::Keep;
use crate::findings::asked::{AsOf, ComparedWith, Options, Progress};
use crate::findings::told::Spool;
use crate::history::Earlier;
use crate::messages::{Lang, Message, Messages};
use crate::mistakes::{Problem, SourceFile};
use crate::project::{Project, ledger_entries, load};
use crate::review::judged;
use crate::rules::condition;
use crate::sources::budget::Budget;
use crate::sources::encoding::{Part, Sample};
use crate::sources::layout::{Fills, Headers, Layout, Totals};
use crate::sources::{Opened, Settings, csv, of_content, workbook};
use crate::tables::{date, number};

/// What stands between the parts of an input that has several: they would be parts of a ZIP, whose checksums no mutation meets.
const NEXT: &str = "\n----\n";
/// A project with a table, one rule, and a file for it.
const PROJECT: &str = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\nn = { type = \"decimal\" }\n\
    i = { type = \"integer\" }\nd = { type = \"date\" }\nat = { type = \"datetime\" }\nb = { type = \"boolean\" }\n\
    by = { type = \"person\" }\ns = { values = { A = \"a\", B = \"b\" } }\n[[rule]]\nid = \"r\"\ntable = \"t\"\n";
const ROWS: &str = "k,n,i,d,at,b,by,s\n1,1.5,1,2026-01-31,2026-01-31 12:00,Y,Amy,A\n2,-170141183460469231731687303.715884105727,\
    9223372036854775807,9999-12-31,0001-01-01 00:00,N,,B\n3,,,,,,,\n\"'%_\\\",x,x,x,x,x,x,x\n";

/// Reads any bytes as a text export, to its end.
pub fn csv(bytes: &[u8]) {
    let settings = Settings::new(&|heading| (heading.trim() == "a").then_some(0));
    let sample = Sample {
        start: Part {
            bytes: bytes.to_vec(),
            to_end: true,
        },
        later: None,
    };
    let source = Box::new(Cursor::new(bytes.to_vec()));
    if let Ok(opened) = csv::open(source, &sample, &settings, &Budget::default()) {
        read(opened);
    }
}

/// Lets a library break down on the thread of a reader, as the program does, which tells it as an error of the file. Where the code of
/// this project does, it is a find.
fn bear_libraries() {
    static BORNE: Once = Once::new();
    BORNE.call_once(|| {
        let ends = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let file = panic.location().map_or("", |location| location.file());
            let is_ours = file.starts_with("src") || file.starts_with(env!("CARGO_MANIFEST_DIR"));
            if is_ours || thread::current().name() != Some(workbook::READER) {
                ends(panic);
            }
        }));
    });
}

/// Reads any bytes as whatever file they are: a page, a workbook that is not packed, Parquet, a log of events, an archive.
pub fn file(bytes: &[u8]) {
    bear_libraries();
    let Ok(mut file) = tempfile::tempfile() else {
        return;
    };
    let settings = Settings::new(&|heading| (heading.trim() == "a").then_some(0));
    if file.write_all(bytes).is_ok()
        && file.rewind().is_ok()
        && let Ok(opened) = of_content(file, Path::new("a"), &settings)
    {
        read(opened);
    }
}

/// Reads parts of an xlsx: a sheet, the shared texts, the styles, and what lists the sheets.
pub fn xlsx(bytes: &[u8]) {
    let names = [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
    ];
    file(&with_parts(
        workbook::Made::xlsx("<sheetData/>"),
        &names,
        bytes,
    ));
}

/// Reads the same parts of an xlsb.
pub fn xlsb(bytes: &[u8]) {
    let names = [
        "xl/worksheets/sheet1.bin",
        "xl/sharedStrings.bin",
        "xl/styles.bin",
        "xl/workbook.bin",
    ];
    file(&with_parts(workbook::Made::xlsb(&[]), &names, bytes));
}

/// Reads parts of an ods: its content and its styles.
pub fn ods(bytes: &[u8]) {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let made = workbook::Made(Vec::new()).with("mimetype", kind);
    file(&with_parts(made, &["content.xml", "styles.xml"], bytes));
}

/// A package with as many of its parts replaced as there are.
fn with_parts(made: workbook::Made, names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let parts = parts(bytes);
    let replaced = names.iter().zip(parts);
    let made = replaced.fold(made, |made, (name, part)| made.with_bytes(name, part));
    made.bytes()
}

fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let next = NEXT.as_bytes();
    let mut parts = Vec::new();
    let mut start = 0;
    for at in memchr::memmem::find_iter(bytes, next) {
        parts.push(&bytes[start..at]);
        start = at + next.len();
    }
    parts.push(&bytes[start..]);
    parts
}

/// Reads a file to its end.
fn read(mut opened: Opened) {
    let width = opened.heading.columns.len();
    let layout = Layout {
        example: None,
        width,
        headed: vec![true; width],
        repeats: opened.heading.repeats.clone(),
        guards: opened.heading.guards.clone(),
        totals: &Totals::default(),
        notes: true,
        key: vec![0],
        keyed: true,
        typed: vec![false; width],
        telling: Vec::new(),
        readable: &|_, cell| number::decimal(cell).is_some(),
        fills: Fills::default(),
        headers: Headers::none(),
    };
    while let Ok(Some(mut chunk)) = opened.next_chunk() {
        let batch = chunk.parse(&layout);
        for row in 0..batch.rows() {
            assert_eq!(batch.row(row).count(), layout.width);
        }
    }
}

/// Reads any text as a date and as a number.
///
/// # Panics
///
/// Where something is wrong with the program.
pub fn values(text: &str) {
    let formats = ["%d/%m/%Y".to_owned()];
    let shanghai = date::zone("Asia/Shanghai");
    let conventions = date::Conventions {
        zone: shanghai.as_ref(),
        ..date::Conventions::default()
    };
    let _ = date::read(text, conventions);
    let declared = date::Conventions {
        formats: &formats,
        order: Some(date::Order::DayFirst),
        ..date::Conventions::default()
    };
    let _ = date::read(text, declared);
    let _ = date::hint(text);
    if let Some(value) = number::decimal(text) {
        // at most twelve decimals are kept, and they read back
        assert_eq!(number::decimal(&number::text(value)), Some(value));
    }
    let _ = number::read(text, &["件".to_owned()]);
}

/// Loads any text as a project.
pub fn project(text: &str) {
    loaded(&[("crm-audit.toml", text)], |_| ());
}

/// Loads any text as decisions, and holds them against findings where there are no mistakes in it.
pub fn ledger(text: &str) {
    let project = once();
    let source = SourceFile::new(
        "dispositions.toml".to_owned(),
        Path::new("").to_owned(),
        text.to_owned(),
    );
    let mut problems = Vec::new();
    let names = (project.rules.as_slice(), project.tables.as_slice());
    ledger_entries(&source, 0, Some(names), &mut problems);
    if !problems.is_empty() {
        return shown(&problems, &[source]);
    }
    let check = "check.unique = { columns = [\"by\"] }\n[[rule]]\nid = \"r2\"\ntable = \"t\"\n\
        check.range = { column = \"n\", min = 0 }\n";
    let project = format!("{PROJECT}{check}");
    let files = [
        ("crm-audit.toml", project.as_str()),
        ("t.csv", ROWS),
        ("dispositions.toml", text),
    ];
    loaded(&files, audited);
}

/// Reads any text as a condition, and judges by it where it is one: of which rows a rule is, and what must hold.
pub fn conditions(text: &str) {
    if condition(&once().tables[0], text, true).is_err() {
        return;
    }
    let condition = toml::Value::String(text.to_owned());
    for check in [
        format!("when = {condition}\ncheck.required = {{ columns = [\"n\"] }}\n"),
        format!("check.expression = {{ must = {condition} }}\n"),
    ] {
        let project = format!("{PROJECT}{check}");
        loaded(
            &[("crm-audit.toml", project.as_str()), ("t.csv", ROWS)],
            audited,
        );
    }
}

/// Reads any text as a baseline. What was read is written in the same way again and again.
///
/// # Panics
///
/// Where it is not.
pub fn baseline(text: &str) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let path = folder.path().join("known.json");
    let again = |text: &[u8]| {
        fs::write(&path, text).ok()?;
        let mut written = Vec::new();
        Baseline::read(&path).ok()?.write(&mut written).ok()?;
        Some(written)
    };
    if let Some(written) = again(text.as_bytes()) {
        assert_eq!(again(&written).as_ref(), Some(&written));
    }
}

/// Loads a project of these files. Every mistake in it can be shown.
fn loaded(files: &[(&str, &str)], then: impl Fn(&Project)) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    for (name, text) in files {
        if fs::write(folder.path().join(name), text).is_err() {
            return;
        }
    }
    let loaded = load(folder.path());
    match loaded.result {
        Ok(project) => then(&project),
        Err(problems) => shown(&problems, &loaded.files),
    }
}

fn shown(problems: &[Problem], files: &[SourceFile]) {
    static MESSAGES: OnceLock<Messages> = OnceLock::new();
    let messages = MESSAGES.get_or_init(|| Messages::new(Lang::En));
    for problem in problems {
        problem.render(files, messages, false, Some(80));
    }
}

/// The project without anything that is tried.
fn once() -> &'static Project {
    static LOADED: OnceLock<Project> = OnceLock::new();
    LOADED.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder for the project");
        let check = "check.required = { columns = [\"n\"] }\n";
        let path = folder.path().join("crm-audit.toml");
        fs::write(path, format!("{PROJECT}{check}")).expect("the project is written");
        let Ok(project) = load(folder.path()).result else {
            panic!("the project has mistakes");
        };
        project
    })
}

struct Quiet;

impl Progress for Quiet {
    fn read(&self, _: &str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        false
    }
    fn note(&self, _: &Message) {}
}

fn options(project: &Project) -> Options<'static> {
    Options {
        as_of: AsOf::end_of(date::iso("2026-10-31").map_or(0, |day| day.millis)),
        now: jiff::Timestamp::UNIX_EPOCH,
        selected: (0..project.rules.len()).collect(),
        inputs: std::collections::BTreeMap::new(),
        only: None,
        keep: Keep::All,
        spool: Spool::default(),
        fingerprints: false,
        ageing: true,
        probe: None,
        patterns: false,
        compared_with: ComparedWith::Nothing,
        names_of_project: false,
        counted: std::collections::BTreeMap::new(),
        wanted: std::collections::BTreeMap::new(),
        progress: &Quiet,
    }
}

fn audited(project: &Project) {
    let _ = judged(project, &options(project), Ok(Earlier::default()));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the seeds of a target, and what was found by it once.
    fn seeds(target: &str, read: impl Fn(&[u8])) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/");
        let files = fs::read_dir(format!("{folder}{target}")).unwrap();
        let seeds = files.map(|file| fs::read(file.unwrap().path()).unwrap());
        assert!(seeds.inspect(|seed| read(seed)).count() > 0, "{target}");
    }

    fn text(bytes: &[u8]) -> &str {
        std::str::from_utf8(bytes).unwrap()
    }

    #[test]
    fn seeds_of_every_target_are_read() {
        let targets = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/fuzz_targets");
        let targets = fs::read_dir(targets).unwrap();
        for target in targets.map(|file| file.unwrap().path()) {
            match target.file_stem().and_then(|name| name.to_str()).unwrap() {
                "csv" => seeds("csv", csv),
                name @ ("file" | "html" | "xls" | "parquet") => seeds(name, file),
                "xlsx" => seeds("xlsx", xlsx),
                "xlsb" => seeds("xlsb", xlsb),
                "ods" => seeds("ods", ods),
                "values" => seeds("values", |seed| values(text(seed))),
                "project" => seeds("project", |seed| project(text(seed))),
                "ledger" => seeds("ledger", |seed| ledger(text(seed))),
                "conditions" => seeds("conditions", |seed| conditions(text(seed))),
                "baseline" => seeds("baseline", |seed| baseline(text(seed))),
                "history" => seeds("history", history),
                other => panic!("{other} has no seeds"),
            }
        }
    }
}
