//! What a pack says is the same wherever it says it, wherever it was made, and as much as is known.

use std::path::Path;

use crate::page::page;
use crate::support::{Folder, Run};

const TABLE: &str = r#"
[project]
lang = "en"
[tables.t]
label = "Orders"
files = "t.csv"
key = ["no"]
[tables.t.fields]
no = {}
x = { type = "integer" }
who = {}
[[rule]]
id = "too-large"
label = "Too large"
table = "t"
owner = "who"
check.range = { column = "x", max = 5 }
"#;

/// Makes the pack of a day; its page without what the script reads, and its minutes.
fn pack(folder: &Folder, day: &str) -> (String, String) {
    let told = folder.run(&["report", "--as-of", day, "-o", "pack"]);
    assert!(told.code < 2, "{} {}", told.code, told.stderr);
    let mut text = page(&folder.path().join("pack/index.html"));
    text.truncate(text.find("<script type=\"application/json\"").unwrap());
    (text, read(folder.path(), "pack/minutes.md"))
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn has(text: &str, part: &str) {
    assert!(text.contains(part), "{part}: {text}");
}

fn between<'p>(text: &'p str, begin: &str, end: &str) -> &'p str {
    let (_, rest) = text
        .split_once(begin)
        .unwrap_or_else(|| panic!("{begin}: {text}"));
    rest.split_once(end).unwrap().0
}

/// The numbers of the rows of a table, added up by column.
fn sums(table: &str) -> Vec<u64> {
    let mut sums = Vec::new();
    for row in table.split("<tr").skip(1) {
        let cells = row.split("<td class=\"n").skip(1);
        for (at, cell) in cells.enumerate() {
            let cell = between(cell, ">", "</td>");
            let value = cell.rsplit_once("\">").map_or(cell, |(_, value)| value);
            let value = value.trim_end_matches("</a>").replace('–', "0");
            sums.resize(sums.len().max(at + 1), 0);
            sums[at] += value.parse::<u64>().unwrap_or_default();
        }
    }
    sums
}

/// Copies of a document share an identity, and are as many findings in every figure.
#[test]
fn copies_count_alike_everywhere() {
    let folder = Folder::new(TABLE);
    folder.write(
        "t.csv",
        "no,x,who\na,6,Ann\na,6,Ann\nb,7,Bob\nc,9,Ann\nc,9,Ann\nc,9,Ann\n",
    );
    pack(&folder, "2026-09-30");
    folder.write(
        "t.csv",
        "no,x,who\na,6,Ann\na,6,Ann\nb,1,Bob\nd,8,Bob\nd,8,Bob\n",
    );
    let (page, minutes) = pack(&folder, "2026-10-31");
    let change = "2 new · 2 again · 0 reopened · 1 fixed · 3 no longer in the export";
    has(&page, change);
    has(&minutes, change);
    let told = folder.run(&["check", "--as-of", "2026-10-31"]);
    has(&told.stdout, change);
    let report = folder.report("2026-10-31", &[]);
    let summary = &report["summary"];
    let counts = ["new", "again", "reopened", "fixed", "gone"].map(|name| &summary[name]);
    assert_eq!(counts, [2, 2, 0, 1, 3], "{summary}");
    assert_eq!(report["fixed"].as_array().unwrap().len(), 1);
    assert_eq!(report["gone"].as_array().unwrap().len(), 3);
    // by person: new, again, reopened, fixed, gone
    let people = between(&page, "<h3>By person:", "</table>");
    assert_eq!(sums(people)[..5], [2, 2, 0, 1, 3], "{people}");
    let closed = between(&page, "<section id=\"closed\"", "</section>");
    assert_eq!(closed.matches("data-state=\"gone\"").count(), 3);
    has(
        &page,
        "Too large: 6 → 4, 1 fixed, 3 no longer in the export",
    );
    // so does the history itself, and what is told from day to day
    let shown = folder.run(&["history", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    let last = &shown["runs"].as_array().unwrap()[1];
    let counts = ["new", "again", "reopened", "fixed", "gone"].map(|name| &last[name]);
    assert_eq!(counts, [2, 2, 0, 1, 3], "{last}");
    let sheet = [
        "report",
        "--as-of",
        "2026-10-31",
        "--owner",
        "Ann",
        "--since",
        "2026-09-30",
    ];
    let told = folder.run(&[&sheet[..], &["-o", "ann.html"]].concat());
    assert_eq!(told.code, 1, "{}", told.stderr);
    has(
        &read(folder.path(), "ann.html"),
        "No longer in the export (3)",
    );
    // and what is decided
    let under = "{\"rule\":\"too-large\"";
    let (before, item) = minutes.split_once(under).unwrap();
    let lines = ["correct", "2026-11-15", "Ann", "enter it once"];
    let mut lines = lines.into_iter();
    let filled = item.lines().map(|line| {
        let said = (line.ends_with(": ")).then(|| lines.next()).flatten();
        format!("{line}{}\n", said.unwrap_or_default())
    });
    let filled = format!("{before}{under}{}", filled.collect::<String>());
    folder.write("pack/minutes.md", &filled);
    let import = [
        "dispose",
        "import",
        "pack/minutes.md",
        "--decided-by",
        "meeting",
        "--decided-on",
        "2026-11-01",
    ];
    let told = folder.run(&import);
    assert_eq!(told.code, 0, "{}", told.stderr);
    has(&told.stderr, "4 findings");
    std::fs::remove_file(folder.path().join("pack/minutes.md")).unwrap();
    let (page, _) = pack(&folder, "2026-11-01");
    has(&page, "4 of 4 still found");
}

/// What could not be decided of another document says nothing of the one that was decided on.
#[test]
fn a_decision_that_was_carried_out_is_told_as_done() {
    let folder = Folder::new(TABLE);
    folder.write("t.csv", "no,x,who\na,6,Ann\nb,6,Bob\n");
    let entry = "[[disposition]]\nmatch = { rule = \"too-large\", document = \"a\" }\nverdict = \"correct\"\nowner = \"Ann\"\n\
        due = 2026-10-15\nreason = \"r\"\ncovers = 1\ndecided_by = \"m\"\ndecided_on = 2026-10-01\n";
    folder.write("dispositions.toml", entry);
    pack(&folder, "2026-10-05");
    let outcome = |rows: &str, day: &str| {
        folder.write("t.csv", &format!("no,x,who\n{rows}"));
        let (page, minutes) = pack(&folder, day);
        let row = between(&minutes, "Too large a", "\n").to_owned();
        let outcome = row.trim_end_matches(" |").rsplit("| ").next().unwrap();
        has(&page, outcome);
        outcome.to_owned()
    };
    assert_eq!(
        outcome("a,1,Ann\nb,six,Bob\n", "2026-10-31"),
        "done: no longer found"
    );
    assert_eq!(
        outcome("a,one,Ann\nb,6,Bob\n", "2026-11-01"),
        "not judged this time"
    );
    // a row that may be of any document
    assert_eq!(
        outcome("a,1,Ann\n,six,Bob\n", "2026-11-02"),
        "not judged this time"
    );
    // the same where no history is kept
    folder.write("t.csv", "no,x,who\na,1,Ann\nb,six,Bob\n");
    let told = folder.run(&[
        "report",
        "--as-of",
        "2026-11-03",
        "--no-history",
        "-o",
        "page.html",
    ]);
    assert!(told.code < 2, "{}", told.stderr);
    has(&read(folder.path(), "page.html"), "done: no longer found");
}

/// The same input makes the same bytes, wherever the program is called.
#[test]
fn a_pack_is_the_same_from_every_folder() {
    let more = "[[rule]]\nid = \"again\"\nseverity = \"low\"\ncheck.recurrence = { months = 2 }\n";
    let folder = Folder::new(&format!("{TABLE}{more}"));
    folder.write("t.csv", "no,x,who\na,6,Ann\na,6,Ann\nb,six,Bob\n");
    folder.write("dispositions.toml", "");
    pack(&folder, "2026-09-30");
    let elsewhere = tempfile::tempdir().unwrap();
    let project = folder.path().to_str().unwrap();
    let made = |from: &Path, project: &str| -> Vec<Vec<u8>> {
        let target = elsewhere.path().join("pack");
        let arguments = ["report", project, "--as-of", "2026-10-31", "-o"];
        let arguments = arguments.map(str::to_owned).into_iter();
        let arguments = arguments.chain([target.to_str().unwrap().to_owned()]);
        let told = Run::new(arguments).in_dir(from).run();
        assert_eq!(told.code, 1, "{}", told.stderr);
        let names = [
            "index.html",
            "minutes.md",
            "actions.csv",
            "actions.ics",
            "findings.xlsx",
        ];
        names
            .map(|name| std::fs::read(target.join(name)).unwrap())
            .to_vec()
    };
    let inside = made(folder.path(), ".");
    let outside = made(elsewhere.path(), project);
    let above = made(folder.path().parent().unwrap(), project);
    for (at, file) in inside.iter().enumerate() {
        assert!(*file == outside[at] && *file == above[at], "{at}");
    }
    let list = String::from_utf8(inside[2].clone()).unwrap();
    assert!(list.contains(",t.csv,"), "{list}");
}

const HELD: &str = r#"
[project]
lang = "en"
[tables.orders]
files = "orders.csv"
key = ["no"]
[tables.orders.fields]
no = {}
bad = {}
who = {}
[tables.shipments]
files = "shipments.csv"
key = ["no"]
date = "made"
[tables.shipments.fields]
no = {}
order = {}
amount = { type = "decimal" }
made = { type = "date" }
[[link]]
from = "shipments.order"
to = "orders.no"
label = "shipments"
amount = "amount"
[[rule]]
id = "bad"
label = "Bad"
table = "orders"
severity = "low"
owner = "who"
check.required = { columns = ["bad"] }
[[rule]]
id = "nobody"
label = "Of nobody"
table = "orders"
severity = "high"
check.required = { columns = ["who"] }
"#;
const ORDERS: &str = "no,bad,who\nA,,Ann\nB,,Bob\nC,x,\n";

/// One amount that cannot be read makes the sum the least that there is, and not unknown.
#[test]
fn a_sum_says_what_is_missing_from_it() {
    let folder = Folder::new(HELD);
    folder.write("orders.csv", ORDERS);
    let shipments =
        "no,order,amount,made\n1,A,5.5,2026-10-01\n2,A,ten,2026-10-02\n3,B,4,2026-10-03\n";
    folder.write("shipments.csv", shipments);
    let (page, minutes) = pack(&folder, "2026-10-31");
    let card = between(&page, "<h3>Amount held back</h3>", "</article>");
    has(card, "at least 9.50");
    has(card, "at least 9.50, 1 amount is missing");
    has(&minutes, "shipments 3 (at least 9.50, 1 amount is missing)");
    let people = between(&page, "Who has to act", "</table>");
    has(people, "at least 5.50, 1 amount is missing");
    has(people, "shipments: 4<");
    // the exact number is not known
    let report = folder.report("2026-10-31", &[]);
    let rules = report["rules"].as_array().unwrap();
    let held = &rules.iter().find(|one| one["id"] == "bad").unwrap()["blocks"][0];
    assert_eq!(held["amount"], serde_json::Value::Null, "{held}");
    assert_eq!(held["amount_at_least"], "9.5", "{held}");
    assert_eq!(held["amounts_missing"], 1, "{held}");
    // a month later it is known what was not
    folder.write("shipments.csv", &shipments.replace("ten", "10"));
    let (page, _) = pack(&folder, "2026-11-30");
    let card = between(&page, "<h3>Amount held back</h3>", "</article>");
    has(card, "19.50");
    has(card, "2026-10-31: at least 9.50");
}

/// What is asked about.
fn agenda(page: &str) -> Vec<String> {
    let agenda = between(page, "<ol class=\"agenda\">", "</ol>");
    agenda.split("<li>").skip(1).map(str::to_owned).collect()
}

/// Each finding is asked about once, and what holds back most comes first.
#[test]
fn each_finding_is_asked_about_once() {
    let more = "[[rule]]\nid = \"again\"\nlabel = \"Again and again\"\nseverity = \"critical\"\ncheck.recurrence = { months = 2 }\n";
    let folder = Folder::new(&format!("{HELD}{more}"));
    folder.write("orders.csv", ORDERS);
    folder.write("shipments.csv", "no,order,amount,made\n1,A,5,2026-10-01\n");
    pack(&folder, "2026-09-30");
    let (page, minutes) = pack(&folder, "2026-10-31");
    let asked = agenda(&page);
    assert_eq!(asked.len(), 2, "{asked:?}");
    has(&asked[0], ">Bad<");
    has(&asked[0], "Holds back 1 document");
    has(&asked[1], ">Of nobody<");
    // in the minutes, where it can be decided on, it comes last
    has(&minutes, "### 1. low · Bad [bad]");
    has(&minutes, "### 3. critical · Again and again [again]");
    let decide = |documents: &str| {
        let entry = format!(
            "[[disposition]]\nmatch = {{ rule = \"bad\", document = {documents} }}\nverdict = \"correct\"\nowner = \"Ann\"\n\
             due = 2026-11-15\nreason = \"r\"\ncovers = 2\ndecided_by = \"m\"\ndecided_on = 2026-11-01\n"
        );
        folder.write("dispositions.toml", &entry);
        agenda(&pack(&folder, "2026-11-30").0)
    };
    let asked = decide("\"A\"");
    assert_eq!(asked.len(), 3, "{asked:?}");
    has(&asked[0], "The day has passed");
    has(&asked[1], "1 of these findings is asked about above");
    let asked = decide("[\"A\", \"B\"]");
    assert_eq!(asked.len(), 2, "{asked:?}");
    has(&asked[1], ">Of nobody<");
}

/// An export that nobody has saved anew is last month's under another name.
#[test]
fn last_months_files_are_noticed() {
    let dated = TABLE
        .replace("key = [\"no\"]", "key = [\"no\"]\ndate = \"day\"")
        .replace("who = {}", "who = {}\nday = { type = \"date\" }")
        .replace("t.csv", "t-{month}.csv");
    // what does not come month by month may rightly be as it was
    let customers = "[tables.customers]\nfiles = \"customers.csv\"\n[tables.customers.fields]\nno = {}\n\
        [[rule]]\nid = \"no\"\ntable = \"customers\"\ncheck.required = { columns = [\"no\"] }\n";
    let folder = Folder::new(&format!("{dated}{customers}"));
    let rows = "no,x,who,day\na,6,Ann,2026-09-02\nb,1,Bob,2026-09-03\n";
    folder.write("customers.csv", "no\nK1\n");
    folder.write("t-202609.csv", rows);
    folder.write("t-202610.csv", rows);
    let told = "t-202610.csv is the file of the run of 2026-09-30, unchanged: has this month's export been saved?";
    pack(&folder, "2026-09-29");
    let (page, _) = pack(&folder, "2026-09-30");
    assert!(!page.contains("unchanged: has this month's export"));
    let (page, _) = pack(&folder, "2026-10-31");
    let trust = between(&page, "As a month before", "</");
    assert!(!trust.contains("customers"), "{trust}");
    has(&page, &told.replace('\'', "&#x27;"));
    // as plain as in the audit itself
    let checked = folder.run(&["check", "--as-of", "2026-10-31"]);
    has(&checked.stdout, told);
    folder.write("t-202610.csv", &format!("{rows}c,2,Bob,2026-10-01\n"));
    let (page, _) = pack(&folder, "2026-10-31");
    assert!(!page.contains("unchanged: has this month's export"));
}

/// A condition is told with the headings and words of the export.
#[test]
fn conditions_are_told_in_words() {
    let folder = Folder::new(
        "[project]\nlang = \"en\"\n[tables.orders]\nfiles = \"orders.csv\"\nkey = [\"no\"]\n[tables.orders.fields]\nno = {}\n\
         amount = { type = \"decimal\", label = \"Amount\" }\n[tables.lines]\nlabel = \"Lines\"\nfiles = \"lines.csv\"\n[tables.lines.fields]\nno = {}\n\
         x = { type = \"decimal\", label = \"Sum\" }\nst = { label = \"Status\", values = { \"cancelled\" = \"void\", \"valid\" = \"ok\" } }\n\
         note = { label = \"Note\" }\n\
         [[rule]]\nid = \"sum\"\ntable = \"orders\"\n\
         check.total = { column = \"amount\", lines = \"lines\", sum = \"x\", on = [\"no\"], when = \"st <> 'void' and note is null\" }\n",
    );
    folder.write("orders.csv", "no,amount\na,6\n");
    folder.write("lines.csv", "no,x,st,note\na,5,valid,\na,1,cancelled,\n");
    let (page, minutes) = pack(&folder, "2026-10-31");
    let words = "the sum of Sum in Lines where Status ≠ cancelled and Note is empty";
    has(&page, words);
    has(&minutes, words);
    has(
        &folder.run(&["check", "--as-of", "2026-10-31"]).stdout,
        "Status ≠ cancelled",
    );
}
