//! Dispositions: what was decided about findings labels them, decides what fails a run, and is a table that is audited itself.

use std::io::Write;

use serde_json::Value;

use crate::support::{Folder, Run};

const PROJECT: &str = r#"
[tables.items]
files = ["items*.csv"]
key = ["code"]
department = "team"

[tables.items.fields]
code = { unique = true }
name = { required = true }
price = { type = "decimal" }
buyer = {}
team = {}

[[rule]]
id = "dear"
table = "items"
severity = "high"
owner = "buyer"
check.range = { column = "price", max = 10 }
"#;

/// Items 2, 3 and 5 are dear; 4 has no name.
const ITEMS: &str =
    "1,a,5,ann,north\n2,b,20,ann,north\n3,c,30,bob,south\n4,,5,bob,south\n5,e,40,bob,north\n";

struct Trial(tempfile::TempDir);

impl Trial {
    /// A project in which entries stand, each without the keys that all have.
    fn new(entries: &[&str]) -> Trial {
        let trial = Trial(tempfile::tempdir().unwrap());
        trial.write("crm-audit.toml", PROJECT);
        trial.items(ITEMS);
        trial.decide(entries);
        trial
    }

    fn decide(&self, entries: &[&str]) {
        let entry = |entry: &&str| {
            let decided_on = if entry.contains("decided_on") {
                ""
            } else {
                "decided_on = 2026-10-10\n"
            };
            format!(
                "[[disposition]]\nreason = \"r\"\ndecided_by = \"meeting\"\n{decided_on}{entry}\n"
            )
        };
        let text: Vec<String> = entries.iter().map(entry).collect();
        self.write("dispositions.toml", &text.join("\n"));
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn items(&self, rows: &str) {
        self.write("items.csv", &format!("code,name,price,buyer,team\n{rows}"));
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let told = Run::new(arguments).in_dir(self.0.path()).run();
        (told.code, told.stdout, told.stderr)
    }

    /// The report as of a day of 2026.
    fn check(&self, day: &str, more: &[&str]) -> (i32, Value) {
        let as_of = format!("2026-{day}");
        let arguments = [
            "check",
            "--no-history",
            "--as-of",
            &as_of,
            "--format",
            "json",
        ];
        let (code, stdout, stderr) = self.run(&[&arguments, more].concat());
        let report = serde_json::from_str(&stdout).unwrap_or_else(|e| panic!("{e}: {stderr}"));
        (code, report)
    }

    /// The arguments are set apart by blanks.
    fn dispose(&self, arguments: &str) -> (i32, String, String) {
        let always = "dispose --as-of 2026-10-31 --decided-by m --reason r";
        let all: Vec<&str> = always.split(' ').chain(arguments.split(' ')).collect();
        self.run(&all)
    }
}

fn rule<'r>(report: &'r Value, id: &str) -> &'r Value {
    let mut rules = report["rules"].as_array().unwrap().iter();
    rules.find(|rule| rule["id"] == id).unwrap()
}

/// Rule and line of what is found about the dispositions.
fn flaws(report: &Value) -> Vec<(String, u64)> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .filter(|f| f["table"] == "dispositions")
        .map(|f| {
            assert_eq!(f["file"], "dispositions.toml");
            let rule = f["rule"].as_str().unwrap().replace("dispositions.", "");
            (rule, f["row"].as_u64().unwrap())
        })
        .collect()
}

/// Verdict, line and whether it holds, of the finding of a document.
fn label(report: &Value, rule: &str, key: &str) -> Option<(String, u64, bool)> {
    let mut findings = report["findings"].as_array().unwrap().iter();
    let finding = findings.find(|f| f["rule"] == rule && f["key"] == key);
    let disposition = finding.unwrap()["disposition"].as_object()?;
    Some((
        disposition["verdict"].as_str().unwrap().to_owned(),
        disposition["line"].as_u64().unwrap(),
        disposition["holds"].as_bool().unwrap(),
    ))
}

const NAME: &str = "match = { rule = \"items.name.required\" }\ncovers = 1\nverdict = \"adopt\"";

#[test]
fn each_verdict_holds_until_its_day() {
    let dear = "match = { rule = \"dear\" }\ncovers = 3\n";
    for (verdict, last_day) in [
        ("adopt", ""),
        ("adopt", "due = 2026-10-31"),
        ("accept_once", "until = 2026-10-31"),
        ("correct", "due = 2026-10-31\nowner = \"wang\""),
        ("data_error", ""),
        ("data_error", "due = 2026-10-31"),
    ] {
        let trial = Trial::new(&[NAME, &format!("{dear}verdict = \"{verdict}\"\n{last_day}")]);
        let (code, report) = trial.check("10-31", &[]);
        assert_eq!((code, flaws(&report)), (0, vec![]), "{verdict}");
        let judged = rule(&report, "dear");
        assert_eq!(
            (&judged["violation"], &judged["findings"]),
            (&3.into(), &3.into())
        );
        assert_eq!(
            (&judged["rate"], &judged["net_rate"]),
            (&0.6.into(), &0.0.into())
        );
        assert_eq!(
            (&judged["status"], &judged["disposed"][verdict]),
            (&"disposed".into(), &3.into())
        );
        let expected = Some((verdict.to_owned(), 9, true));
        assert_eq!(label(&report, "dear", "2"), expected);
        assert_eq!(report["summary"]["findings"], 4);
        assert_eq!(
            report["summary"]["disposed"][verdict],
            if verdict == "adopt" { 4 } else { 3 }
        );

        let (code, report) = trial.check("11-01", &[]);
        if last_day.is_empty() {
            assert_eq!((code, flaws(&report)), (0, vec![]), "{verdict}");
            continue;
        }
        let flaw = if verdict == "accept_once" {
            "expired"
        } else {
            "overdue"
        };
        assert_eq!(
            (code, flaws(&report)),
            (1, vec![(flaw.to_owned(), 9)]),
            "{verdict}"
        );
        let judged = rule(&report, "dear");
        assert_eq!(
            (&judged["net_rate"], &judged["status"]),
            (&0.6.into(), &"violated".into())
        );
        assert_eq!(judged["disposed"][flaw], 3);
        assert_eq!(
            label(&report, "dear", "2"),
            Some((verdict.to_owned(), 9, false))
        );
    }
}

#[test]
fn what_is_gone_is_neither_expired_nor_overdue_but_unused() {
    let trial = Trial::new(&[
        "match = { rule = \"dear\" }\ncovers = 3\nverdict = \"correct\"\ndue = 2026-10-20\nowner = \"wang\"",
        "match = { rule = \"items.*\" }\ncovers = 1\nverdict = \"accept_once\"\nuntil = 2026-10-20",
    ]);
    trial.items("1,a,5,ann,north\n");
    let (code, report) = trial.check("10-31", &[]);
    let unused = |line| ("unused".to_owned(), line);
    // what is done does not fail a run
    assert_eq!((code, flaws(&report)), (0, vec![unused(1), unused(11)]));
    let (_, text, _) = trial.run(&["dispose", "list", "--as-of", "2026-10-31"]);
    assert_eq!(text, "");
    let tuned = format!("{PROJECT}\n[tune.\"dispositions.unused\"]\nseverity = \"low\"\n");
    trial.write("crm-audit.toml", &tuned);
    assert_eq!(trial.check("10-31", &[]).0, 1);
}

#[test]
fn what_was_not_judged_on_everything_is_not_called_unused() {
    let trial = Trial::new(&[
        NAME,
        "match = { rule = \"dear\", document = \"9\" }\ncovers = 1\nverdict = \"adopt\"",
    ]);
    trial.write("other.csv", "code,name,price,buyer,team\n9,a,5,ann,north\n");
    let unused = vec![("unused".to_owned(), 9)];
    assert_eq!(flaws(&trial.check("10-31", &[]).1), unused);
    for partial in [
        &["--select", "items.*", "--select", "dispositions.*"][..],
        &["--select", "items.*", "--select", "P09"],
        &["--ignore", "dear"],
        &["--min-severity", "info", "--input", "items=other.csv"],
    ] {
        let (_, report) = trial.check("10-31", partial);
        assert_eq!(flaws(&report), vec![], "{partial:?}");
        let judged = rule(&report, "dispositions.unused");
        assert_eq!(judged["violation"], 0);
        assert_ne!(judged["undecidable"], 0, "{partial:?}");
    }
    // a second file that breaks off, and a price that cannot be read
    trial.write("items2.csv", "");
    assert_eq!(flaws(&trial.check("10-31", &[]).1), vec![]);
    trial.write(
        "items2.csv",
        "code,name,price,buyer,team\n9,a,?,ann,north\n",
    );
    let (_, report) = trial.check("10-31", &[]);
    assert!(!flaws(&report).contains(&unused[0]), "{report}");
    trial.write(
        "items2.csv",
        "code,name,price,buyer,team\n9,a,5,ann,north\n",
    );
    assert_eq!(flaws(&trial.check("10-31", &[]).1), unused);
    // an entry about one finding may be about any rule
    trial.decide(&[
        NAME,
        "match = { finding = \"0000000000000001\" }\nverdict = \"adopt\"",
    ]);
    assert_eq!(flaws(&trial.check("10-31", &[]).1), unused);
    assert_eq!(
        flaws(&trial.check("10-31", &["--ignore", "dear"]).1),
        vec![]
    );
}

#[test]
fn more_than_was_decided_on_is_told() {
    let trial = Trial::new(&[
        NAME,
        "match = { rule = \"dear\" }\ncovers = 2\nverdict = \"adopt\"",
    ]);
    let (code, report) = trial.check("10-31", &[]);
    assert_eq!((code, flaws(&report)), (1, vec![("broad".to_owned(), 9)]));
    let (_, text, _) = trial.run(&["check", "--no-history", "--as-of", "2026-10-31"]);
    assert!(text.contains("labels 3, but 2 were decided on"), "{text}");
    // a second copy of one finding
    let identity = report["findings"][0]["identity"].as_str().unwrap();
    trial.items(&format!("{ITEMS}2,b,20,ann,north\n"));
    trial.decide(&[&format!(
        "match = {{ finding = \"{identity}\" }}\nverdict = \"adopt\""
    )]);
    let (_, report) = trial.check("10-31", &[]);
    assert_eq!(flaws(&report), vec![("broad".to_owned(), 1)]);
}

#[test]
fn the_most_specific_entry_holds_then_the_latest() {
    let trial = Trial::new(&[NAME]);
    let (_, report) = trial.check("10-31", &[]);
    let findings = report["findings"].as_array().unwrap().iter();
    let identity = findings.clone().find(|f| f["key"] == "2").unwrap()["identity"]
        .as_str()
        .unwrap();
    let entries = [
        format!("match = {{ finding = \"{identity}\" }}\nverdict = \"data_error\""),
        "match = { rule = \"de?r\", document = \"3\" }\ncovers = 1\nverdict = \"correct\"\ndue = 2026-12-31\nowner = \"w\"".to_owned(),
        "match = { rule = \"dear\" }\ncovers = 3\nverdict = \"adopt\"\ndecided_on = 2026-10-12".to_owned(),
        "match = { rule = \"d*\" }\ncovers = 3\nverdict = \"accept_once\"\nuntil = 2026-12-31\ndecided_on = 2026-10-11".to_owned(),
        "match = { rule = \"dear\", document = \"2\" }\ncovers = 1\nverdict = \"adopt\"".to_owned(),
    ];
    trial.decide(&entries.each_ref().map(String::as_str));
    let (_, report) = trial.check("10-31", &[]);
    let labels = ["2", "3", "5"].map(|key| label(&report, "dear", key).unwrap().0);
    assert_eq!(labels, ["data_error", "correct", "adopt"]);
    // what others take precedence for is neither unused nor counted twice
    assert_eq!(flaws(&report), vec![]);
    let judged = rule(&report, "dear");
    assert_eq!(
        judged["disposed"].to_string(),
        r#"{"adopt":1,"accept_once":0,"correct":1,"data_error":1,"expired":0,"overdue":0}"#
    );
    let notices = report["notices"].as_array().unwrap();
    assert_eq!(notices.len(), 1, "{notices:?}");
    let told = "dispositions disagree on 3 findings";
    assert!(
        notices[0].as_str().unwrap().starts_with(told),
        "{notices:?}"
    );
    // the same day: what stands below
    trial.decide(&[
        "match = { rule = \"dear\" }\ncovers = 3\nverdict = \"adopt\"",
        "match = { rule = \"d*\" }\ncovers = 3\nverdict = \"data_error\"",
    ]);
    let (_, report) = trial.check("10-31", &[]);
    assert_eq!(label(&report, "dear", "5").unwrap().0, "data_error");
}

#[test]
fn an_old_month_is_as_it_was() {
    let trial = Trial::new(&[]);
    std::fs::remove_file(trial.0.path().join("dispositions.toml")).unwrap();
    let (_, before) = trial.check("09-30", &[]);
    trial.decide(&[
        NAME,
        "match = { rule = \"dear\" }\ncovers = 1\nverdict = \"correct\"\nowner = \"w\"\ndue = 2026-10-20",
    ]);
    let (code, after) = trial.check("09-30", &[]);
    assert_eq!((code, &after["findings"]), (1, &before["findings"]));
    assert_eq!(after["project"], before["project"]);
    assert!(
        after["notices"][0]
            .as_str()
            .unwrap()
            .starts_with("2 dispositions were decided after")
    );
    let (_, text, stderr) = trial.run(&["dispose", "list", "--as-of", "2026-09-30"]);
    assert!(
        text.is_empty() && stderr.contains("nothing"),
        "{text}{stderr}"
    );
}

#[test]
fn every_selector_must_be_met() {
    for (selectors, keys) in [
        ("document = \"?\"", &["2", "3", "5"][..]),
        ("owner = \"b*\"", &["3", "5"]),
        ("department = \"north\"", &["2", "5"]),
        ("owner = \"bob\", department = \"north\"", &["5"]),
        ("column = \"pr*\", document = \"[25]\"", &["2", "5"]),
    ] {
        let trial = Trial::new(&[&format!(
            "match = {{ rule = \"*\", {selectors} }}\ncovers = 9\nverdict = \"adopt\""
        )]);
        let (_, report) = trial.check("10-31", &[]);
        let labelled = ["2", "3", "5"]
            .into_iter()
            .filter(|key| label(&report, "dear", key).is_some());
        assert_eq!(labelled.collect::<Vec<_>>(), keys, "{selectors}");
    }
}

#[test]
fn a_row_is_settled_when_all_its_findings_are() {
    let trial = Trial::new(&[
        "match = { rule = \"both\", column = \"name\" }\ncovers = 2\nverdict = \"adopt\"",
    ]);
    let rule_text = "\n[[rule]]\nid = \"both\"\ntable = \"items\"\ncheck.required = { columns = [\"name\", \"price\"] }\n";
    trial.write("crm-audit.toml", &format!("{PROJECT}{rule_text}"));
    // two rows without a name, one of them without a price
    trial.items("1,a,1,x,n\n2,,,x,n\n3,,1,x,n\n4,d,1,x,n\n");
    let (_, report) = trial.check("10-31", &["--select", "both"]);
    let judged = rule(&report, "both");
    assert_eq!(
        (&judged["violation"], &judged["findings"]),
        (&2.into(), &3.into())
    );
    assert_eq!(
        (&judged["rate"], &judged["net_rate"]),
        (&0.5.into(), &0.25.into())
    );
    // a tolerance works on what is left
    let tolerance = "[tune.both]\ntolerance = { over = 1 }\n";
    trial.write(
        "crm-audit.toml",
        &format!("{PROJECT}{rule_text}{tolerance}"),
    );
    let (code, report) = trial.check("10-31", &["--select", "both"]);
    assert_eq!(
        (code, &rule(&report, "both")["status"]),
        (0, &"tolerated".into())
    );
    trial.decide(&[]);
    assert_eq!(trial.check("10-31", &["--select", "both"]).0, 1);
}

#[test]
fn baseline_and_dispositions_excuse_a_finding_once() {
    let trial = Trial::new(&[]);
    let arguments = [
        "baseline",
        "create",
        "--as-of",
        "2026-10-31",
        "-o",
        "known.json",
    ];
    let (code, _, stderr) = trial.run(&arguments);
    assert_eq!(code, 0, "{stderr}");
    trial.items(&format!("{ITEMS}6,f,60,ann,north\n7,g,70,ann,north\n"));
    // 2 is in both, 6 is decided on, 7 is neither
    trial.decide(&[
        "match = { rule = \"dear\", document = \"[26]\" }\ncovers = 2\nverdict = \"adopt\"",
    ]);
    let (code, report) = trial.check("10-31", &["--baseline", "known.json"]);
    let judged = rule(&report, "dear");
    assert_eq!((code, &judged["findings"]), (1, &5.into()));
    assert_eq!(
        (&judged["in_baseline"], &judged["disposed"]["adopt"]),
        (&3.into(), &2.into())
    );
    assert_eq!(report["summary"]["by_severity"]["high"], 1);
    trial.items(&format!("{ITEMS}6,f,60,ann,north\n"));
    let (code, report) = trial.check("10-31", &["--baseline", "known.json"]);
    assert_eq!(
        (code, &rule(&report, "dear")["status"]),
        (0, &"disposed".into())
    );
}

#[test]
fn reports_have_columns_for_it_only_where_there_are_dispositions() {
    let trial = Trial::new(&[
        NAME,
        "match = { rule = \"dear\", document = \"2\" }\ncovers = 1\nverdict = \"correct\"\nowner = \"=wang\"\ndue = 2026-10-20\nremedy = \"asks first\"",
    ]);
    let check = ["check", "--no-history", "--as-of", "2026-10-31"];
    let (_, text, _) = trial.run(&check);
    insta::assert_snapshot!("dispositions_on_a_terminal", text);
    let (_, csv, _) = trial.run(&[&check[..], &["--format", "csv"]].concat());
    let lines: Vec<&str> = csv.lines().collect();
    assert!(
        lines[0].contains(",in_baseline,disposition.verdict,disposition.line,"),
        "{csv}"
    );
    let of_two = lines.iter().find(|line| line.contains(",dear,")).unwrap();
    assert!(
        of_two.ends_with(",correct,9,,2026-10-20,'=wang,2026-10-10,false,r,,asks first,meeting"),
        "{of_two}"
    );
    let (_, chinese, _) = trial.run(&[&check[..], &["--lang", "zh-CN"]].concat());
    assert!(
        chinese.contains("其中 2 项已有处置决定（纳入规范 1、整改 1），1 项已逾期"),
        "{chinese}"
    );
    std::fs::remove_file(trial.0.path().join("dispositions.toml")).unwrap();
    let (_, csv, _) = trial.run(&[&check[..], &["--format", "csv"]].concat());
    assert!(!csv.contains("disposition"), "{csv}");
}

#[test]
fn nothing_but_dispositions_is_nothing_checked() {
    let trial = Trial::new(&[NAME]);
    trial.write(
        "crm-audit.toml",
        &PROJECT.replace("key =", "optional = true\nkey ="),
    );
    std::fs::remove_file(trial.0.path().join("items.csv")).unwrap();
    assert_eq!(trial.check("10-31", &[]).0, 3);
    // and it is no export
    let (code, _, stderr) = trial.run(&["check", "--input", "dispositions=items.csv"]);
    assert_eq!(code, 2);
    assert!(
        stderr.contains("there is no table `dispositions`"),
        "{stderr}"
    );
}

#[test]
fn the_history_sees_the_flaws_come_and_go() {
    let trial = Trial::new(&["match = { rule = \"dear\" }\ncovers = 1\nverdict = \"adopt\""]);
    trial.run(&["check", "--as-of", "2026-10-31"]);
    trial.decide(&[]);
    let (_, text, stderr) = trial.run(&["check", "--as-of", "2026-11-30", "--format", "json"]);
    let report: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {stderr}"));
    assert_eq!(rule(&report, "dispositions.broad")["fixed"], 1, "{text}");
    assert_eq!(report["notices"], serde_json::json!([]));
}

#[test]
fn a_partial_run_does_not_say_that_an_entry_covers_no_more_than_was_decided() {
    let trial = Trial::new(&["match = { rule = \"dear\" }\ncovers = 1\nverdict = \"adopt\""]);
    trial.write("part.csv", "code,name,price,buyer,team\n1,a,5,ann,north\n");
    let check = |day: &str, more: &[&str]| {
        let arguments = ["check", "--as-of", day, "--format", "json"];
        let (_, text, stderr) = trial.run(&[&arguments, more].concat());
        serde_json::from_str::<Value>(&text).unwrap_or_else(|e| panic!("{e}: {stderr}"))
    };
    check("2026-10-31", &[]);
    let other_rules = ["--select", "items.*", "--select", "dispositions.*"];
    for partial in [&other_rules[..], &["--input", "items=part.csv"]] {
        // on the same day it does not take the place of the full run either
        for day in ["2026-10-31", "2026-11-30"] {
            let report = check(day, partial);
            let broad = rule(&report, "dispositions.broad");
            assert_eq!(
                (&broad["undecidable"], &broad["ok"]),
                (&1.into(), &0.into())
            );
            assert_eq!(broad["fixed"], 0, "{partial:?} {day}");
        }
    }
    let report = check("2026-12-31", &[]);
    assert_eq!(rule(&report, "dispositions.broad")["again"], 1, "{report}");
    let runs = trial.run(&["history", "show", "2026-10-31"]).1;
    assert!(runs.contains("dispositions.broad"), "{runs}");
}

#[test]
fn a_document_that_left_the_export_is_not_put_right() {
    let correct = |document: &str| {
        format!(
            "match = {{ rule = \"dear\", document = \"{document}\" }}\ncovers = 1\nverdict = \"correct\"\nowner = \"w\"\ndue = 2026-10-20"
        )
    };
    // of one text, of one text in brackets, of several
    for document in ["2", "[2]", "2*"] {
        let trial = Trial::new(&[&correct(document), &correct("3")]);
        trial.items("1,a,5,ann,north\n3,c,5,bob,south\n");
        let (_, report) = trial.check("10-31", &[]);
        let found = [("overdue", 1), ("unused", 1), ("unused", 11)];
        let found = found.map(|(flaw, line)| (flaw.to_owned(), line));
        assert_eq!(flaws(&report), found, "{document}");
        let (_, text, _) = trial.run(&["check", "--no-history", "--as-of", "2026-10-31"]);
        assert!(
            text.contains("the document is no longer in the export"),
            "{text}"
        );
        let list = [
            "dispose",
            "list",
            "--as-of",
            "2026-10-31",
            "--format",
            "csv",
        ];
        let (_, listed, _) = trial.run(&list);
        assert_eq!(listed.lines().count(), 2, "{listed}");
        // it is there, and in order
        trial.items("1,a,5,ann,north\n2,b,5,ann,north\n3,c,5,bob,south\n");
        let (_, report) = trial.check("10-31", &[]);
        assert_eq!(rule(&report, "dispositions.overdue")["ok"], 2, "{document}");
        assert_eq!(trial.run(&list).1.lines().count(), 1);
    }
}

#[test]
fn an_undecided_entry_keeps_only_its_own_flaw_open() {
    let correct = |rule: &str, document: &str| {
        format!(
            "match = {{ rule = \"{rule}\", document = \"{document}\" }}\ncovers = 1\nverdict = \"correct\"\nowner = \"w\"\ndue = 2026-10-20"
        )
    };
    let trial = Trial::new(&[&correct("dear", "2"), &correct("items.name.required", "4")]);
    trial.run(&["check", "--as-of", "2026-10-31"]);
    // a price that cannot be read, and a name that is there now
    trial.items("2,b,?,ann,north\n4,d,5,bob,south\n");
    let check = ["check", "--as-of", "2026-11-30", "--format", "json"];
    let (_, text, stderr) = trial.run(&check);
    let report: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {stderr}"));
    let overdue = rule(&report, "dispositions.overdue");
    let counts = ["undecidable", "fixed", "gone"].map(|key| overdue[key].as_u64());
    assert_eq!(counts, [Some(1), Some(1), Some(0)]);
}

#[test]
fn a_document_is_meant_by_its_name_before_a_pattern() {
    let trial = Trial::new(&[]);
    trial.items("S1,a,20,ann,north\nS[1],b,20,ann,north\nS*,c,20,ann,north\n");
    for (written, document) in [("S[1]", "S[[]1[]]"), ("S*", "S[*]"), ("S?", "S?")] {
        let (code, stdout, stderr) =
            trial.dispose(&format!("--rule dear --document {written} --verdict adopt"));
        assert_eq!(code, 0, "{stderr}");
        assert!(
            stdout.contains(&format!("document = \"{document}\"")),
            "{stdout}"
        );
        assert!(stdout.contains("covers     = 1\n"), "{stdout}");
    }
}

/// Keys whose parts hold the bar that stands between parts.
#[test]
fn a_document_is_one_whatever_its_parts_hold() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\nkey = [\"one\", \"two\"]\n[tables.t.fields]\none = {}\ntwo = {}\nname = { required = true }\n",
    );
    folder.write("t.csv", "one,two,name\np|q,r,\np,q|r,\np,q,\n");
    let report = folder.report("2026-10-31", &["--no-history"]);
    let keys: Vec<&str> = (report["findings"].as_array().unwrap().iter())
        .map(|finding| finding["key"].as_str().unwrap())
        .collect();
    assert_eq!(keys, [r"p\|q|r", r"p|q\|r", "p|q"]);
    for key in keys {
        let told = folder.run(&[
            "dispose",
            "--as-of",
            "2026-10-31",
            "--decided-by",
            "m",
            "--reason",
            "r",
            "--verdict",
            "adopt",
            "--rule",
            "t.name.required",
            "--document",
            key,
        ]);
        assert_eq!(told.code, 0, "{}", told.stderr);
        assert!(told.stdout.contains("covers     = 1\n"), "{}", told.stdout);
    }
    let report = folder.report("2026-11-30", &["--no-history"]);
    let mut decided = report["findings"].as_array().unwrap().iter();
    assert!(decided.all(|f| f["disposition"].is_object()), "{report}");
}

#[cfg(unix)]
#[test]
fn a_shared_file_stays_shared() {
    let trial = Trial::new(&[]);
    let link = trial.0.path().join("dispositions.toml");
    std::fs::rename(&link, trial.0.path().join("shared.toml")).unwrap();
    std::os::unix::fs::symlink("shared.toml", &link).unwrap();
    assert_eq!(trial.dispose("--rule dear --verdict adopt").0, 0);
    assert!(link.is_symlink());
    assert!(trial.read("shared.toml").contains("dear"));
}

#[test]
fn a_baseline_does_not_excuse_what_is_overdue() {
    let trial = Trial::new(&[
        "match = { rule = \"dear\" }\ncovers = 3\nverdict = \"correct\"\nowner = \"w\"\ndue = 2026-10-20",
    ]);
    let create = [
        "baseline",
        "create",
        "--as-of",
        "2026-10-31",
        "-o",
        "known.json",
    ];
    assert_eq!(trial.run(&create).0, 0);
    assert!(!trial.read("known.json").contains("dispositions."));
    let (code, report) = trial.check("10-31", &["--baseline", "known.json"]);
    assert_eq!((code, flaws(&report)), (1, vec![("overdue".to_owned(), 1)]));
}

#[test]
fn an_entry_is_added_behind_what_stands_there() {
    let before = "# decided in October\r\n[[disposition]] # first\r\nmatch = { rule = \"items.name.required\" }\r\nverdict = 'adopt'\r\nreason = \"r\"\r\ncovers = 1\r\ndecided_by = \"m\"\r\ndecided_on = 2026-10-10\r\n# the end";
    let trial = Trial::new(&[]);
    trial.write("dispositions.toml", before);
    let (code, stdout, stderr) = trial.dispose("--rule dear --of-owner bob --verdict correct --owner 王芳 --due 2026-11-30 --cause a\"b --decided-on 2026-10-28");
    assert_eq!(code, 0, "{stderr}");
    let entry = "[[disposition]]\nmatch      = { rule = \"dear\", owner = \"bob\" }\nverdict    = \"correct\"\nreason     = \"r\"\ncause      = \"a\\\"b\"\nowner      = \"王芳\"\ndue        = 2026-11-30\ncovers     = 2\ndecided_by = \"m\"\ndecided_on = 2026-10-28\n";
    assert_eq!(stdout, entry);
    assert!(
        stderr.contains(
            "2 findings are decided on by it\n  dear · 3 · price · bob\n  dear · 5 · price · bob\n"
        ),
        "{stderr}"
    );
    let written = trial.read("dispositions.toml");
    assert_eq!(
        written,
        format!("{before}\r\n\r\n{}", entry.replace('\n', "\r\n"))
    );
    // no run is remembered, and the audit reads what was written
    assert!(!trial.0.path().join(".crm-audit").exists());
    let (code, report) = trial.check("10-31", &[]);
    assert_eq!((code, flaws(&report)), (1, vec![]));
    assert_eq!(
        label(&report, "dear", "5"),
        Some(("correct".to_owned(), 11, true))
    );
}

#[test]
fn so_many_findings_are_listed_as_are_asked_for() {
    let trial = Trial::new(&[
        "match = { rule = \"dear\", document = \"3\" }\nverdict = \"adopt\"\ncovers = 1",
    ]);
    let rows: Vec<String> = (1..=12).map(|n| format!("{n},,20,ann,north\n")).collect();
    trial.items(&rows.concat());
    let both_rules = "--rule * --verdict adopt";
    let (_, _, ten) = trial.dispose(both_rules);
    let listed: Vec<&str> = ten.lines().filter(|line| line.starts_with("  ")).collect();
    // what another entry takes precedence for is not covered by this one
    assert_eq!(listed.len(), 10, "{ten}");
    assert!(
        listed.iter().all(|line| !line.starts_with("  dear · 3 ")),
        "{ten}"
    );
    assert!(ten.contains("23 findings are decided on by it"), "{ten}");
    assert!(ten.contains("… and 13 more (--limit lists more)"), "{ten}");
    trial.decide(&[]);
    let (_, _, all) = trial.dispose(&format!("{both_rules} --limit 24"));
    let listed = all.lines().filter(|line| line.starts_with("  ")).count();
    assert_eq!((listed, all.contains("more")), (24, false), "{all}");
    trial.decide(&[]);
    let (_, _, none) = trial.dispose(&format!("{both_rules} --limit 0"));
    assert!(
        none.ends_with("decided on by it\n… and 24 more (--limit lists more)\n"),
        "{none}"
    );
}

#[test]
fn one_finding_is_named_by_its_identity_and_for_people() {
    let trial = Trial::new(&[]);
    trial.write(
        "crm-audit.toml",
        &PROJECT.replace("code = { unique", "code = { sensitive = true, unique"),
    );
    trial.items("13812345678,a,20,ann,north\n13812345679,b,20,ann,north\n");
    let (_, report) = trial.check("10-31", &[]);
    let identity = report["findings"][1]["identity"]
        .as_str()
        .unwrap()
        .to_owned();
    let arguments = format!("--finding {identity} --verdict accept_once --until 2026-12-31");
    let (code, stdout, stderr) = trial.dispose(&arguments);
    assert_eq!(code, 0, "{stderr}");
    let line = format!(
        "match      = {{ finding = \"{identity}\", rule = \"dear\", document = \"138[*][*][*]79\" }}"
    );
    assert_eq!(stdout.lines().nth(1), Some(line.as_str()));
    assert!(!stdout.contains("covers"), "{stdout}");
    let (_, report) = trial.check("10-31", &[]);
    let labelled = |at: usize| report["findings"][at]["disposition"].is_object();
    assert!(!labelled(0) && labelled(1));
    // two copies
    trial.items("13812345678,a,20,ann,north\n13812345678,a,20,ann,north\n");
    trial.decide(&[]);
    let (_, report) = trial.check("10-31", &["--select", "dear"]);
    let identity = report["findings"][0]["identity"].as_str().unwrap();
    let (_, stdout, stderr) = trial.dispose(&format!("--finding {identity} --verdict adopt"));
    assert!(stdout.contains("covers     = 2"), "{stderr}");
    assert_eq!(flaws(&trial.check("10-31", &[]).1), vec![]);
}

#[test]
fn what_contradicts_itself_or_is_about_nothing_is_not_written() {
    let trial = Trial::new(&[
        "match = { rule = \"dear\", document = \"2\" }\ncovers = 1\nverdict = \"adopt\"",
    ]);
    let before = trial.read("dispositions.toml");
    for (arguments, told) in [
        (
            "--rule dear --verdict accept_once",
            "`accept_once` needs `until`",
        ),
        (
            "--rule dear --verdict correct --due 2026-11-30",
            "`correct` needs `owner`",
        ),
        (
            "--rule dear --verdict adopt --until 2026-11-30",
            "`until` does not go with `adopt`",
        ),
        ("--rule deer --verdict adopt", "did you mean `dear`?"),
        (
            "--rule dear --document 9 --verdict adopt",
            "no finding matches",
        ),
        (
            "--rule d* --document ? --column nam --verdict adopt",
            "did you mean `name`?",
        ),
        (
            "--finding 0000000000000001 --verdict adopt",
            "no finding has the identity",
        ),
        ("--finding 2 --verdict adopt", "is no identity"),
        (
            "--rule dear --verdict adopt --decided-on 2026-11-01",
            "lies after 2026-10-31",
        ),
        (
            "--rule dear --verdict adopt --due soon",
            "`soon` is no date",
        ),
        (
            "--rule dear --verdict data_error --due 2026-10-30",
            "`due` lies before `decided_on`",
        ),
        (
            "--rule dear --document 2* --verdict adopt",
            "decided on by more specific entries",
        ),
        (
            "--rule dear --finding 0000000000000001 --verdict adopt",
            "does not go with",
        ),
        ("--document 2 --verdict adopt", "still needed: "),
    ] {
        let (code, stdout, stderr) = trial.dispose(arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.contains(told), "{arguments:?}: {stderr}");
        assert_eq!(trial.read("dispositions.toml"), before);
    }
    // half an audit would count half of what is decided on
    trial.write("items2.csv", "");
    let (code, _, stderr) = trial.dispose("--rule dear --verdict adopt");
    assert_eq!(code, 2);
    assert!(
        stderr.contains("not everything could be audited"),
        "{stderr}"
    );
    assert_eq!(trial.read("dispositions.toml"), before);
}

#[test]
fn what_is_open_is_listed_overdue_first() {
    let trial = Trial::new(&[
        NAME,
        "match = { rule = \"dear\", document = \"2\" }\ncovers = 1\nverdict = \"accept_once\"\nuntil = 2026-12-31",
        "match = { rule = \"dear\", document = \"3\" }\ncovers = 1\nverdict = \"correct\"\nowner = \"王芳\"\ndue = 2026-10-20",
        "match = { rule = \"dear\", document = \"7\" }\ncovers = 1\nverdict = \"correct\"\nowner = \"gone\"\ndue = 2026-10-12",
        "match = { rule = \"dear\", document = \"5\" }\ncovers = 1\nverdict = \"data_error\"\ndue = 2026-11-01",
    ]);
    let list = ["dispose", "list", "--as-of", "2026-10-31"];
    for lang in ["en", "zh-TW"] {
        let (code, text, stderr) = trial.run(&[&list[..], &["--lang", lang]].concat());
        assert_eq!((code, stderr.as_str()), (0, ""));
        insta::assert_snapshot!(format!("dispositions_listed.{lang}"), text);
    }
    let (_, json, _) = trial.run(&[&list[..], &["--format", "json"]].concat());
    let listed: Value = serde_json::from_str(&json).unwrap();
    let entries: Vec<(&str, i64)> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            (
                e["state"].as_str().unwrap(),
                e["days_left"].as_i64().unwrap_or(i64::MAX),
            )
        })
        .collect();
    assert_eq!(
        entries,
        [
            ("overdue", -19),
            ("overdue", -11),
            ("open", 1),
            ("open", 61),
            ("open", i64::MAX)
        ]
    );
    let (_, csv, _) = trial.run(&[&list[..], &["--format", "csv"]].concat());
    assert!(
        csv.starts_with("\u{feff}line,state,days_left,verdict,owner,"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 6);
    // what could not be judged may be there
    trial.items(&format!("{ITEMS}7,g,5,ann,north\n"));
    let listed = |more: &[&str]| trial.run(&[&list[..], more].concat()).1;
    assert!(!listed(&[]).contains("gone"));
    let text = listed(&["--ignore", "dear"]);
    assert!(text.contains("gone") && text.contains('?'), "{text}");
}

#[test]
fn what_somebody_else_writes_during_the_audit_is_not_lost() {
    let trial = Trial::new(&[NAME]);
    let rows: Vec<String> = (0..100_000)
        .map(|n| format!("{n},a,20,ann,north\n"))
        .collect();
    trial.items(&rows.concat());
    let path = trial.0.path().join("dispositions.toml");
    let other = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        let mut file = std::fs::OpenOptions::new().append(true).open(path)?;
        file.write_all(b"# from somebody else\n")
    });
    let (code, _, stderr) = trial.dispose("--rule dear --verdict adopt");
    other.join().unwrap().unwrap();
    let written = trial.read("dispositions.toml");
    assert!(written.contains("# from somebody else"), "{stderr}");
    assert_eq!(
        written.contains("covers     = 100000"),
        code == 0,
        "{stderr}"
    );
}
