//! The formats for CI: what a platform demands of each, whatever stands in the cells.

use std::fs;

use serde_json::Value;

#[cfg(unix)]
use crate::support::root;
use crate::support::{Folder, Run};

const DAY: [&str; 4] = ["check", "--as-of", "2026-10-31", "--no-history"];

/// Cells, headings and names of files that mean something to one format or another.
const HOSTILE: &str = "]]><b>&amp;\u{1b}[31m|`@all #1 %0A,:\u{9b}\n::error::x";

const PROJECT: &str = r#"
[project]
name = "订单 <&>"
[tables.orders]
files = "导出 1/订单 %,:.csv"
key = ["no"]
[tables.orders.label]
en = "Orders"
zh-CN = "订单"
[tables.orders.fields]
no = {}
name = { required = true, pattern = "[A-Z]+" }
day = { type = "date" }
[[rule]]
id = "none"
table = "orders"
severity = "info"
check.one_of = { column = "no", values = ["nobody"] }
when = "no = 'nobody'"
"#;

fn hostile() -> Folder {
    let folder = Folder::new(PROJECT);
    fs::create_dir(folder.path().join("导出 1")).unwrap();
    let rows = format!("no,name,day\nA1,OK,2026-01-01\n\"{HOSTILE}\",\"{HOSTILE}\",x\nA3,,\n");
    folder.write("导出 1/订单 %,:.csv", &rows);
    folder
}

fn told(folder: &Folder, format: &str, more: &[&str]) -> (String, i32) {
    let mut arguments = DAY.to_vec();
    arguments.extend(["--format", format]);
    arguments.extend(more);
    let told = folder.run(&arguments);
    (told.stdout, told.code)
}

/// The results of a SARIF report.
fn run_of(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    log["runs"][0].clone()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

#[test]
fn sarif_names_file_line_rule_and_fingerprint() {
    let folder = hostile();
    let (text, code) = told(&folder, "sarif", &[]);
    assert_eq!(code, 1);
    assert!(!text.trim_end().chars().any(char::is_control), "{text:?}");
    let run = run_of(&text);
    let rules = list(&run["tool"]["driver"]["rules"]);
    let results = list(&run["results"]);
    assert_eq!(results.len(), 3, "{text}");
    for result in results {
        let ix = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[ix]["id"], result["ruleId"]);
        assert_eq!(rules[ix]["defaultConfiguration"]["level"], result["level"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "%E5%AF%BC%E5%87%BA%201/%E8%AE%A2%E5%8D%95%20%25%2C%3A.csv"
        );
        assert!(place["region"]["startLine"].as_u64().unwrap() > 2);
    }
    let prints = results
        .iter()
        .map(|result| result["partialFingerprints"]["primaryLocationLineHash"].to_string());
    let prints: std::collections::BTreeSet<String> = prints.collect();
    assert_eq!(prints.len(), results.len());
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["exitCode"], 1);
    let notes = list(&invocation["toolExecutionNotifications"]);
    let silent = notes
        .iter()
        .find(|note| note["associatedRule"]["id"] == "none");
    assert!(silent.is_some(), "{invocation}");
}

/// The fingerprints are those of the JSON report, so that an alert is known again wherever its row has moved.
#[test]
fn fingerprints_are_identities() {
    let folder = hostile();
    let json: Value = serde_json::from_str(&told(&folder, "json", &[]).0).unwrap();
    let run = run_of(&told(&folder, "sarif", &[]).0);
    let identities = |list: &Vec<Value>, of: fn(&Value) -> &Value| {
        let mut all: Vec<String> = list.iter().map(|one| of(one).to_string()).collect();
        all.sort();
        all
    };
    assert_eq!(
        identities(list(&json["findings"]), |finding| &finding["identity"]),
        identities(list(&run["results"]), |result| {
            &result["partialFingerprints"]["identity/v1"]
        })
    );
}

#[test]
fn rows_of_a_workbook_are_logical_locations() {
    let input = "orders=fixtures/formats/exports/orders.xlsx";
    let arguments = [
        "check",
        "fixtures/formats",
        "--as-of",
        "2026-03-31",
        "--format",
        "sarif",
        "--input",
        input,
    ];
    let run = run_of(&Run::new(arguments).run().stdout);
    let location = &list(&run["results"])[0]["locations"][0];
    assert!(location["physicalLocation"]["region"].is_null());
    let row = &location["logicalLocations"][0];
    let name = row["fullyQualifiedName"].as_str().unwrap();
    let (sheet, rows) = name.split_once('!').unwrap();
    let (first, last) = rows.split_once(':').unwrap();
    assert_eq!((sheet, first), ("訂單", last), "{row}");
}

/// GitHub refuses a file with more results than it takes: the rule with very many makes room for the others, and says how many it has.
#[test]
fn what_a_platform_does_not_take_is_counted() {
    let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\na = { required = true }\n\
                   b = { required = true }\n";
    let folder = Folder::new(project);
    let rows = (0..25_100).map(|k| format!("{k},,{}\n", if k < 7 { "" } else { "x" }));
    let rows: String = rows.collect();
    folder.write("t.csv", &format!("k,a,b\n{rows}"));
    let run = run_of(&told(&folder, "sarif", &[]).0);
    let results = list(&run["results"]);
    assert!((24_900..=25_000).contains(&results.len()));
    let of = |rule: &str| results.iter().filter(|r| r["ruleId"] == rule).count();
    assert_eq!(of("t.b.required"), 7);
    let others: Vec<u64> = results
        .iter()
        .filter_map(|r| r["occurrenceCount"].as_u64())
        .collect();
    let listed = results.len() - others.len();
    assert_eq!(others, [25_107 - listed as u64]);
    let notes = run["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(
        notes
            .replace(',', "")
            .contains(&format!("{listed} of 25107")),
        "{notes}"
    );
}

/// What is decided, tolerated or in the baseline fails no run, and is no alert either: it is counted.
#[test]
fn what_fails_no_run_is_no_alert() {
    let folder = hostile();
    let baseline = ["baseline", "create", "-o", "b.json"];
    let made = folder.run(&baseline);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let (text, code) = told(&folder, "sarif", &["--baseline", "b.json"]);
    assert_eq!(code, 0);
    let run = run_of(&text);
    assert!(list(&run["results"]).is_empty());
    assert!(text.contains("3 findings that fail no run"), "{text}");
    let (text, _) = told(&folder, "junit", &["--baseline", "b.json"]);
    assert!(!text.contains("<failure"), "{text}");
}

#[test]
fn junit_has_a_case_for_each_rule() {
    let folder = hostile();
    let (text, code) = told(&folder, "junit", &["--lang", "zh-CN"]);
    assert_eq!(code, 1);
    let is_text = |c: char| c == '\n' || (!c.is_control() && c != '\u{fffe}');
    assert!(text.chars().all(is_text), "{text:?}");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut depth, mut cases, mut failures, mut skipped) = (0, 0, 0, 0);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                cases += usize::from(start.name().as_ref() == "testcase");
                failures += usize::from(start.name().as_ref() == "failure");
            }
            Event::Empty(empty) => skipped += usize::from(empty.name().as_ref() == "skipped"),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, failures, skipped), (0, 3, 1), "{text}");
    let head = format!("name=\"订单\" tests=\"{cases}\" failures=\"3\" errors=\"0\" skipped=\"1\"");
    assert!(text.contains(&head), "{text}");
    assert!(text.contains("导出 1/订单 %,:.csv:6  A3："), "{text}");
}

/// A rule that could not run is an error of its case, and so is what could not be read.
#[test]
fn what_was_not_audited_is_an_error() {
    let folder = hostile();
    folder.write("导出 1/订单 %,:.csv", "no,day\nA1,2026-01-01\n");
    let (text, code) = told(&folder, "junit", &[]);
    assert_eq!(code, 2);
    assert!(text.contains("<error type=\"not_run\""), "{text}");
    let run = run_of(&told(&folder, "sarif", &[]).0);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let notes = run["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(notes.contains("\"level\":\"error\""), "{notes}");
}

/// A rule that could decide none of its rows is no pass, and not left out either.
#[test]
fn what_was_not_decided_is_an_error() {
    let project = "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = { type = \"decimal\" }\n[[rule]]\nid = \"r\"\n\
                   table = \"t\"\ncheck.range = { column = \"a\", min = 1 }\n";
    let folder = Folder::new(project);
    folder.write("t.csv", "a\nx\ny\n");
    let (text, code) = told(&folder, "junit", &["--select", "r"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("<error type=\"not_run\""), "{text}");
    assert!(!text.contains("<skipped"), "{text}");
}

#[test]
fn what_has_no_failure_below_the_bar_passes() {
    let folder = hostile();
    let (text, code) = told(&folder, "junit", &["--fail-on", "critical"]);
    assert_eq!(code, 0);
    assert!(!text.contains("<failure"), "{text}");
    assert!(text.contains("A3: "), "{text}");
}

/// A comment shows the rate of the findings that it counts.
#[test]
fn the_rate_in_a_comment_is_that_of_its_findings() {
    let folder = hostile();
    folder.write(
        "dispositions.toml",
        "[[disposition]]\nmatch = { rule = \"orders.name.required\" }\nverdict = \"accept_once\"\nreason = \"x\"\nuntil = 2026-12-31\ncovers = 1\ndecided_by = \"x\"\ndecided_on = 2026-10-01\n",
    );
    let (text, _) = told(&folder, "markdown", &[]);
    assert!(text.contains("| Net rate |"), "{text}");
    // one of two names breaks the pattern; that the third one is missing is decided on
    assert!(text.contains("| 1 | 50.0% |"), "{text}");
    assert!(!text.contains("orders.name.required"), "{text}");
}

/// What is to be noticed goes to stderr, unless one of the reports has a place for it.
#[test]
fn notices_are_told_whatever_the_format() {
    let folder = hostile();
    let run = |arguments: &[&str]| {
        let day = ["check", "--as-of", "1899-10-31", "--no-history"];
        folder.run(&[&day, arguments].concat())
    };
    let table = run(&[]);
    let told: Vec<&str> = table
        .stdout
        .lines()
        .filter(|l| l.contains("1899-10-31"))
        .collect();
    let notice = told.iter().find(|line| line.contains('•')).unwrap();
    let notice = notice.trim_start_matches([' ', '•']);
    assert!(table.stderr.is_empty(), "{}", table.stderr);
    for format in [
        "csv", "jsonl", "junit", "github", "gitlab", "markdown", "minutes",
    ] {
        let told = run(&["--format", format]);
        assert!(told.stderr.contains(notice), "{format}: {}", told.stderr);
        let told = run(&["--format", format, "--quiet"]);
        assert!(told.stderr.is_empty(), "{format}: {}", told.stderr);
        let told = run(&["--format", format, "-o", "told.json"]);
        assert!(!told.stderr.contains(notice), "{format}: {}", told.stderr);
    }
    for format in ["json", "sarif"] {
        let told = run(&["--format", format]);
        assert!(told.stdout.contains(notice), "{format}");
        assert!(told.stderr.is_empty(), "{format}: {}", told.stderr);
    }
}

/// Whoever reads little still hears that there will be nothing to compare with.
#[test]
fn that_a_run_is_not_recorded_is_always_told() {
    let folder = hostile();
    fs::create_dir(folder.path().join(".crm-audit")).unwrap();
    folder.write(".crm-audit/history.db", &"x".repeat(5000));
    for arguments in [
        ["--quiet"].as_slice(),
        &["--format", "json"],
        &["--format", "csv", "--quiet"],
        &["--quiet", "-o", "told.xlsx"],
    ] {
        let check = ["check", "--as-of", "2026-10-31"].as_slice();
        let told = folder.run(&[check, arguments].concat());
        let count = told.stderr.matches("was not recorded").count();
        assert_eq!(count, 1, "{arguments:?}: {}", told.stderr);
    }
    let told = folder.run(&["report", "--as-of", "2026-10-31", "-o", "pack"]);
    assert!(told.stderr.contains("was not recorded"), "{}", told.stderr);
}

/// GitHub drops the eleventh error of a step without a word.
#[test]
fn annotations_are_few_and_name_the_true_total() {
    let folder = hostile();
    let rows = (0..200).map(|k| format!("B{k},a,\n"));
    let rows: String = rows.collect();
    let file = "导出 1/订单 %,:.csv";
    let before = fs::read_to_string(folder.path().join(file)).unwrap();
    folder.write(file, &format!("{before}{rows}"));
    let (text, code) = told(&folder, "github", &[]);
    assert_eq!(code, 1);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.iter().all(|line| line.starts_with("::")), "{text}");
    assert!(lines[0].contains("203 findings"), "{}", lines[0]);
    assert!(lines[0].starts_with("::notice "));
    assert_eq!(lines.len(), 11, "{text}");
    let of = |rule: &str| lines.iter().filter(|line| line.contains(rule)).count();
    assert_eq!(
        (of("orders.name.required"), of("orders.name.pattern")),
        (1, 8)
    );
    assert!(lines[0].contains(". 10 are annotated here"), "{}", lines[0]);
    let chinese = told(&folder, "github", &["--lang", "zh-CN"]).0;
    let first = chinese.lines().next().unwrap();
    // one stop between sentences, and no blank behind it
    assert!(
        first.contains("审计发现。203 项审计发现：中 203。此处只标注其中 10 项"),
        "{first}"
    );
    let place = "::warning file=导出 1/订单 %25%2C%3A.csv,line=3,title=";
    assert!(text.contains(place), "{text}");
}

/// Nothing is said to be left out where nothing is.
#[test]
fn few_findings_are_all_annotated() {
    let (text, _) = told(&hostile(), "github", &[]);
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(!text.contains("annotated here"), "{text}");
}

#[test]
fn code_quality_of_gitlab() {
    let folder = hostile();
    let (text, _) = told(&folder, "gitlab", &[]);
    let entries: Value = serde_json::from_str(&text).unwrap();
    let entries = list(&entries);
    assert_eq!(entries.len(), 3);
    let mut prints = std::collections::BTreeSet::new();
    for entry in entries {
        assert_eq!(entry["severity"], "major");
        assert_eq!(entry["location"]["path"], "导出 1/订单 %,:.csv");
        assert!(entry["location"]["lines"]["begin"].as_u64().unwrap() > 2);
        assert!(prints.insert(entry["fingerprint"].to_string()));
        assert!(!entry["description"].as_str().unwrap().is_empty());
    }
    let baseline = folder.run(&["baseline", "create", "-o", "b.json"]);
    assert_eq!(baseline.code, 0, "{}", baseline.stderr);
    assert_eq!(told(&folder, "gitlab", &["--baseline", "b.json"]).0, "[]\n");
}

/// A comment that is too long is refused: it ends before, and says so.
#[test]
fn a_comment_says_where_it_ends() {
    let folder = hostile();
    let (text, _) = told(&folder, "markdown", &[]);
    assert!(text.starts_with("## ❌ Not passed"), "{text}");
    assert!(!text.contains("@all") && !text.contains("<b>"), "{text}");
    let name = "f".repeat(40);
    let fields = (0..60).map(|field| format!("{name}{field} = {{ required = true }}\n"));
    let fields: String = fields.collect();
    let heads = (0..60).map(|field| format!(",{name}{field}"));
    let head = format!("k{}", heads.collect::<String>());
    let folder = Folder::new(&format!(
        "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {{}}\n{fields}"
    ));
    let rows = (0..20).map(|k| format!("K{k}{}\n", ",".repeat(60)));
    let rows: String = rows.collect();
    folder.write("t.csv", &format!("{head}\n{rows}"));
    let (text, _) = told(&folder, "markdown", &[]);
    assert!((40_000..60_001).contains(&text.len()), "{}", text.len());
    assert!(
        text.ends_with("It ends here: a comment holds no more. -o report.xlsx has everything.\n")
    );
}

#[test]
fn the_first_screen_tells_file_row_rule_and_fix() {
    let arguments = [
        "check",
        "examples/monthly-audit",
        "--as-of",
        "2026-10-31",
        "--quiet",
        "--lang",
        "en",
    ];
    let told = Run::new(arguments).run();
    assert_eq!(told.code, 1);
    let lines: Vec<&str> = told.stdout.lines().collect();
    assert!(lines.len() <= 24, "{}", told.stdout);
    assert!(lines[0].starts_with("Not passed"), "{}", told.stdout);
    assert!(
        told.stdout
            .contains("销售订单_202610.csv:10  SO202608009: "),
        "{}",
        told.stdout
    );
    assert!(
        told.stdout.contains("[order-total-off-lines]"),
        "{}",
        told.stdout
    );
    assert!(told.stdout.contains("What to do: "), "{}", told.stdout);
    let clean = [arguments.as_slice(), &["--select", "complaints.*.required"]].concat();
    let told = Run::new(clean).run();
    assert!(
        told.stdout.lines().count() <= 1 || told.code != 0,
        "{}",
        told.stdout
    );
}

/// The ending of a file is the format it has.
#[test]
fn endings_of_files() {
    let folder = hostile();
    let names = [
        "a.sarif",
        "b.sarif.json",
        "c.xml",
        "d.MD",
        "gl-code-quality-report.json",
    ];
    let mut arguments = DAY.to_vec();
    arguments.push("--quiet");
    arguments.extend(names.iter().flat_map(|name| ["-o", name]));
    let run = folder.run(&arguments);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let begins = |name: &str, with: &str| {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.starts_with(with), "{name}: {text}");
    };
    begins("a.sarif", "{\"$schema\"");
    begins("b.sarif.json", "{\"$schema\"");
    begins("c.xml", "<?xml");
    begins("d.MD", "## ");
    begins("gl-code-quality-report.json", "[\n");
}

/// The step of the action, as GitHub runs it: no input is read as a command.
#[cfg(unix)]
#[test]
fn the_action_ends_as_the_audit_does() {
    let folder = hostile();
    for file in ["summary", "outputs"] {
        folder.write(file, "");
    }
    let run_to = |arguments: &str, sarif: &str| {
        let step = std::process::Command::new("bash")
            .arg(root().join(".ci/action"))
            .current_dir(folder.path())
            .env("INPUT_BINARY", env!("CARGO_BIN_EXE_crm-audit"))
            .env("INPUT_PROJECT", ".")
            .env("INPUT_AS_OF", "2026-10-31")
            .env("INPUT_FAIL_ON", "low")
            .env("INPUT_BASELINE", "")
            .env("INPUT_SARIF", sarif)
            .env("INPUT_ARGUMENTS", arguments)
            .env("GITHUB_STEP_SUMMARY", "summary")
            .env("GITHUB_OUTPUT", "outputs")
            .output()
            .unwrap();
        step.status.code().unwrap()
    };
    let run = |arguments: &str| run_to(arguments, "审计 1.sarif");
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    assert_eq!(run("--select\norders\n"), 1);
    assert_eq!(read("outputs"), "exit-code=1\nsarif-file=审计 1.sarif\n");
    assert!(read("summary").starts_with("## ❌"));
    // after a mistake, the report of an earlier step is not handed on
    assert_eq!(run("--select\n$(touch made)"), 2);
    assert!(read("outputs").ends_with("exit-code=2\n"));
    assert!(!folder.path().join("made").exists());
    let project = read("crm-audit.toml");
    assert_eq!(run_to("", "crm-audit.toml"), 2);
    assert_eq!(read("crm-audit.toml"), project);
    assert!(read("outputs").ends_with("exit-code=2\n"));
}

/// The hooks run for whatever is read.
#[test]
fn hooks_are_called_for_every_kind_of_table() {
    let hooks = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let patterns = hooks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("files: "));
    let patterns: Vec<_> = patterns
        .map(|pattern| regex::Regex::new(pattern).unwrap())
        .collect();
    assert_eq!(patterns.len(), 3);
    let kinds = "csv tsv tab txt xlsx xlsm xlsb xls xltx xltm et ods fods html htm xml parquet xes gz zip toml";
    for kind in kinds.split(' ') {
        for name in [format!("a.{kind}"), format!("a.{}", kind.to_uppercase())] {
            assert!(
                patterns[0].is_match(&name) && patterns[1].is_match(&name),
                "{name}"
            );
        }
    }
    assert!(patterns[2].is_match("rules/a.toml") && !patterns[2].is_match("a.csv"));
}
