//! The example `import-gate`: what was planted in workbooks that came back is found, marked copies are audited like the originals,
//! and what was corrected can be loaded.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};
use zip::ZipArchive;

use crate::support::{Outcome, Run, copy, root};

const EXAMPLE: &str = "examples/import-gate";
const BACK: &str = "2026-11-13";
const CORRECTED: &str = "2026-11-18";
const TEMPLATE: &str = "templates/开账数据.xlsx";

/// A copy of the example, with a history of its own, before anything has come back. `marked` is for marked workbooks.
pub(crate) fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join(EXAMPLE), folder.path());
    // a developer who has tried the example has these there
    for made in [".crm-audit", "marked", "returned"] {
        let _ = fs::remove_dir_all(folder.path().join(made));
    }
    fs::create_dir(folder.path().join("marked")).unwrap();
    folder
}

/// Puts workbooks of a folder of the example, or of the copy, where the project takes them from.
fn send_in(collection: &Path, from: &Path) {
    let returned = collection.join("returned");
    let _ = fs::remove_dir_all(&returned);
    fs::create_dir(&returned).unwrap();
    copy(&collection.join(from), &returned);
}

fn run(collection: &Path, arguments: &[&str]) -> Outcome {
    let english = ["--lang", "en"];
    Run::new(arguments.iter().chain(&english))
        .in_dir(collection)
        .run()
}

fn told(collection: &Path, command: &str, day: &str) -> Value {
    let arguments = [command, "--as-of", day, "--no-history", "--format", "json"];
    let told = run(collection, &arguments);
    serde_json::from_str(&told.stdout).unwrap_or_else(|e| panic!("{e}: {}", told.stderr))
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().unwrap().iter()
}

/// The name of a workbook.
fn book(of: &Value) -> &str {
    let path = of["file"].as_str().unwrap();
    path.rsplit('/').next().unwrap()
}

/// Workbook, table, row, rule and key of what was found.
fn findings(report: &Value) -> Vec<String> {
    let each = list(report, "findings").map(|f| {
        let text = |key: &str| f[key].as_str().unwrap();
        let (table, row, rule, key) = (text("table"), &f["row"], text("rule"), text("key"));
        format!("{}\t{table}\t{row}\t{rule}\t{key}", book(f))
    });
    each.collect()
}

/// What is told of the workbooks: how it begins, and the word for it in the list of what was planted.
const TOLD: [(&str, &str); 5] = [
    (
        "columns stand in another order than in the template: ",
        "moved",
    ),
    ("columns that the template does not have: ", "added"),
    ("column ", "renamed"),
    ("rows ", "gap"),
    ("the sheet \"未完结订单\" is not there, \"", "sheet"),
];

fn notices(report: &Value) -> Vec<String> {
    let of_books = list(report, "notices").filter_map(|notice| {
        let (place, notice) = notice.as_str().unwrap().split_once(": ")?;
        let book = place.strip_prefix("returned/")?.split('!').next()?;
        let (rest, word) = TOLD
            .iter()
            .find_map(|(start, word)| Some((notice.strip_prefix(start)?, word)))?;
        let what = rest.split([' ', ',', '"']).next()?;
        let table = if *word == "sheet" {
            "orders"
        } else {
            "customers"
        };
        Some(format!("{book}\t{table}\t\tnotice\t{word} {what}"))
    });
    let examples = list(report, "inputs").flat_map(|input| {
        let samples = list(input, "set_aside").filter(|aside| aside["reason"] == "sample");
        samples.map(move |aside| {
            let (table, row) = (input["table"].as_str().unwrap(), &aside["rows"][0]);
            let row = row.as_str().unwrap();
            format!("{}\t{table}\t\tnotice\texample {row}", book(input))
        })
    });
    of_books.chain(examples).collect()
}

/// The rows that wait for others, and the totals that disagree.
fn held(readiness: &Value) -> Vec<String> {
    let mut held = Vec::new();
    for table in list(readiness, "tables") {
        let name = table["table"].as_str().unwrap();
        let waiting = list(table, "rows").filter(|row| row["state"] == "blocked");
        held.extend(waiting.map(|row| {
            let (line, key) = (&row["row"], row["key"].as_str().unwrap());
            format!("{}\t{name}\t{line}\twaits\t{key}", book(row))
        }));
        let totals = table["control"].as_array().into_iter().flatten();
        let wrong = totals.filter(|total| total["difference"] != "0");
        held.extend(wrong.map(|total| {
            let [field, difference] =
                ["field", "difference"].map(|key| total[key].as_str().unwrap());
            format!("\t{name}\t\tcontrol\t{field} {difference}")
        }));
    }
    held
}

/// The list was made with the faults, by a program that knows none of the rules.
#[test]
fn what_was_planted_is_found_and_nothing_else() {
    let folder = collection();
    let at = folder.path();
    send_in(at, &root().join(EXAMPLE).join("returned"));
    let report = told(at, "check", BACK);
    let readiness = told(at, "readiness", BACK);
    let mut found = [findings(&report), notices(&report), held(&readiness)].concat();
    found.sort();
    let planted = fs::read_to_string(at.join("planted.tsv")).unwrap();
    assert_eq!(found, planted.lines().collect::<Vec<_>>(), "{report}");
    assert_eq!(report["errors"], json!([]));
    assert_eq!(report["exit_code"], 1);
    // nothing that was sent in is lost: five, five and four customers, fifteen orders, eight items
    let judged = list(&report, "inputs").map(|input| input["rows_judged"].as_u64().unwrap());
    assert_eq!(judged.sum::<u64>(), 14 + 15 + 8);
}

/// The senders' own workbooks with marks in them are audited as they were.
#[test]
fn marked_workbooks_have_the_findings_of_the_originals() {
    let folder = collection();
    let at = folder.path();
    send_in(at, &root().join(EXAMPLE).join("returned"));
    let before = told(at, "check", BACK);
    let arguments = [
        "check",
        "--as-of",
        BACK,
        "--no-history",
        "--input",
        "customers=returned",
        "--input",
        "orders=returned",
        "--mark",
        "marked",
    ];
    let marked = run(at, &arguments);
    assert_eq!(marked.code, 1, "{}", marked.stderr);
    send_in(at, Path::new("marked"));
    let after = told(at, "check", BACK);
    let identities = |report: &Value| -> BTreeMap<String, Value> {
        let each = list(report, "findings").map(|f| (f["identity"].to_string(), f["row"].clone()));
        each.collect()
    };
    assert_eq!(identities(&before), identities(&after));
    assert_eq!(findings(&before), findings(&after));
    assert_eq!(notices(&before), notices(&after));
}

#[test]
fn what_was_corrected_can_be_loaded() {
    let folder = collection();
    let at = folder.path();
    send_in(at, &root().join(EXAMPLE).join("corrected"));
    let report = told(at, "check", CORRECTED);
    assert_eq!(findings(&report), Vec::<String>::new());
    assert_eq!(report["exit_code"], 0);
    let readiness = told(at, "readiness", CORRECTED);
    assert_eq!(held(&readiness), Vec::<String>::new());
    assert_eq!(readiness["ready"], true);
    // they are the workbooks that had been marked
    let book = fs::read(at.join("corrected/甲分公司.xlsx")).unwrap();
    let mut book = ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut names = String::new();
    let mut part = book.by_name("xl/workbook.xml").unwrap();
    part.read_to_string(&mut names).unwrap();
    assert!(names.contains("crm-audit"), "{names}");
}

/// The parts of a workbook, but for the one that names the version of the program.
fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(name, bytes);
    }
    assert!(parts.remove("docProps/core.xml").is_some());
    parts
}

/// `INSTA_UPDATE=always` is of no help here: write them again as the README does, and have the three branches fill them in anew.
#[test]
fn the_templates_are_what_the_program_writes() {
    let folder = collection();
    let list = "templates/字段清单.md";
    let of_example = [TEMPLATE, list].map(|file| root().join(EXAMPLE).join(file));
    let arguments = "template customers orders --as-of 2026-11-02 -o".split(' ');
    let arguments = arguments.chain([TEMPLATE, "-o", list]);
    let told = Run::new(arguments).in_dir(folder.path()).run();
    assert_eq!(told.code, 0, "{}", told.stderr);
    let text = |path: &Path| fs::read_to_string(path).unwrap();
    assert_eq!(text(&of_example[1]), text(&folder.path().join(list)));
    let (before, now) = (parts(&of_example[0]), parts(&folder.path().join(TEMPLATE)));
    let differ: Vec<&String> = now
        .keys()
        .filter(|part| before.get(*part) != now.get(*part))
        .collect();
    assert!(differ.is_empty() && before.len() == now.len(), "{differ:?}");
}
