//! A baseline: known findings do not fail a run, others do.

use serde_json::Value;

use crate::support::Run;

const PROJECT: &str = r#"
[tables.items]
files = ["items.csv"]
key = ["code"]

[tables.items.fields]
code = { unique = true }
name = { required = true }
"#;

struct Trial(tempfile::TempDir);

impl Trial {
    fn new(rows: &str) -> Trial {
        let trial = Trial(tempfile::tempdir().unwrap());
        trial.write("crm-audit.toml", PROJECT);
        trial.rows(rows);
        trial
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn rows(&self, rows: &str) {
        self.write("items.csv", &format!("code,name\n{rows}"));
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let told = Run::new(arguments).in_dir(self.0.path()).run();
        (told.code, told.stdout, told.stderr)
    }

    fn check(&self) -> (i32, Value) {
        let arguments = ["check", "--no-history", "--baseline", "known.json"];
        let (code, stdout, stderr) =
            self.run(&[&arguments, ["--format", "json"].as_slice()].concat());
        let report = serde_json::from_str(&stdout).unwrap_or_else(|e| panic!("{e}: {stderr}"));
        (code, report)
    }
}

#[test]
fn without_a_key_another_row_in_the_place_is_not_known() {
    let trial = Trial::new("1,\n,\n");
    let keyless = PROJECT.replace("key = [\"code\"]\n", "");
    for project in [keyless.as_str(), PROJECT] {
        trial.write("crm-audit.toml", project);
        trial.write("items.csv", "code,name,note\n,,a\n");
        let _ = std::fs::remove_file(trial.0.path().join("known.json"));
        trial.run(&["baseline", "create", "-o", "known.json"]);
        // it has moved down, and is found from another folder
        trial.write("items.csv", "code,name,note\n3,c,\n,,a\n");
        assert_eq!(trial.check().0, 0);
        let known = trial.0.path().join("known.json");
        let arguments = ["check", "..", "--no-history", "--baseline"];
        std::fs::create_dir_all(trial.0.path().join("below")).unwrap();
        let told = Run::new(&[&arguments[..], &[known.to_str().unwrap()]].concat())
            .in_dir(trial.0.path().join("below"))
            .run();
        assert_eq!(told.code, 0, "{}", told.stdout);
        trial.write("items.csv", "code,name,note\n,,b\n");
        assert_eq!(trial.check().0, 1);
    }
}

#[test]
fn only_what_is_not_known_fails() {
    let trial = Trial::new("1,\n2,b\n2,c\n");
    let (code, _, stderr) = trial.run(&["baseline", "create", "-o", "known.json"]);
    assert_eq!(code, 0, "{stderr}");
    let known = trial.read("known.json");
    let (code, report) = trial.check();
    assert_eq!(code, 0);
    assert_eq!(report["summary"]["findings"], 3);
    assert_eq!(report["summary"]["findings_in_baseline"], 3);
    assert_eq!(report["summary"]["by_severity"]["medium"], 0);
    assert_eq!(report["findings"][0]["in_baseline"], true);
    let (_, text, _) = trial.run(&["check", "--no-history", "--baseline", "known.json"]);
    assert!(text.contains("3 findings are in the baseline"), "{text}");

    // one more empty name, and one more copy of a known one
    trial.rows("1,\n2,b\n2,c\n2,d\n3,\n");
    let (code, report) = trial.check();
    assert_eq!(code, 1);
    let outside: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["in_baseline"] == false)
        .map(|f| (f["rule"].as_str().unwrap(), f["key"].as_str().unwrap()))
        .collect();
    assert_eq!(
        outside,
        [("items.code.unique", "2"), ("items.name.required", "3")]
    );
    assert_eq!(report["summary"]["by_severity"]["medium"], 2);
    let (_, text, _) = trial.run(&["check", "--no-history", "--baseline", "known.json"]);
    assert!(text.contains("2 findings: medium 2"), "{text}");

    // pruning swallows nothing that is new
    let (code, ..) = trial.run(&["baseline", "prune", "--baseline", "known.json"]);
    assert_eq!(code, 0);
    assert_eq!(trial.read("known.json"), known);
    assert_eq!(trial.check().0, 1);
}

#[test]
fn stale_entries_are_told_and_taken_out() {
    let trial = Trial::new("1,\n2,b\n2,c\n2,d\n3,\n");
    trial.run(&["baseline", "create", "-o", "known.json"]);
    // one name is filled, a copy is gone, an empty name is new
    trial.rows("1,a\n2,b\n2,c\n3,\n4,\n");
    let (code, report) = trial.check();
    assert_eq!(code, 1);
    let notices = report["notices"].to_string();
    assert!(notices.contains("2 entries of the baseline"), "{notices}");
    // as it can be typed
    let command = "`crm-audit baseline prune --baseline known.json`";
    assert!(notices.contains(command), "{notices}");
    let (code, _, told) = trial.run(&["baseline", "prune", "known.json", "."]);
    assert_eq!(code, 2);
    assert!(told.contains("named by `--baseline FILE`"), "{told}");
    // what was not judged is not stale
    let arguments = [
        "--select",
        "items.code.unique",
        "--format",
        "json",
        "--no-history",
    ];
    let (_, some, _) =
        trial.run(&[&["check", "--baseline", "known.json"], arguments.as_slice()].concat());
    assert!(some.contains("1 entry of the baseline"), "{some}");
    let (_, _, stderr) = trial.run(&["baseline", "prune", "--baseline", "known.json"]);
    assert!(stderr.contains("1 entry taken out, 2 left"), "{stderr}");
    let (code, report) = trial.check();
    assert_eq!(
        (code, &report["summary"]["findings_in_baseline"]),
        (1, &3.into())
    );
    assert!(!report["notices"].to_string().contains("baseline"));
    // the copy that went away is new when it comes back
    trial.rows("1,a\n2,b\n2,c\n2,d\n3,\n");
    assert_eq!(trial.check().0, 1);
}

#[test]
fn what_may_still_be_there_is_not_taken_out() {
    let trial = Trial::new("1,\n");
    let several = PROJECT.replace("items.csv", "items*.csv").replace(
        "name = { required = true }",
        "name = { required = true }\nprice = { type = \"decimal\" }",
    );
    let rule = "[[rule]]\nid = \"dear\"\ntable = \"items\"\ncheck.range = { column = \"price\", max = 10 }\n";
    trial.write("crm-audit.toml", &format!("{several}\n{rule}"));
    trial.write("items.csv", "code,name,price\n1,,5\n2,b,20\n");
    trial.write("items2.csv", "code,name,price\n3,,5\n");
    trial.run(&["baseline", "create", "-o", "known.json"]);
    let known = trial.read("known.json");
    let prune = ["baseline", "prune", "--baseline", "known.json"];
    trial.write("items2.csv", "code,name,price\n");
    trial.run(&prune);
    assert_eq!(trial.read("known.json"), known);
    // a file that was not delivered
    std::fs::remove_file(trial.0.path().join("items2.csv")).unwrap();
    let (_, _, told) = trial.run(&prune);
    assert_eq!(trial.read("known.json"), known);
    assert!(
        told.contains("made of 2 files with rows, now there is 1"),
        "{told}"
    );
    trial.write("items.csv", "code,name,price\n1,,5\n2,b,??\n");
    trial.write("items2.csv", "code,name,price\n3,,5\n");
    trial.run(&prune);
    assert_eq!(trial.read("known.json"), known);
    // certain
    trial.write("items.csv", "code,name,price\n1,,5\n2,b,2\n");
    trial.run(&prune);
    assert_ne!(trial.read("known.json"), known);
}

#[test]
fn a_baseline_is_never_made_of_half_an_audit_nor_overwritten() {
    let trial = Trial::new("1,\n");
    trial.write("known.json", "{}");
    let (code, _, stderr) = trial.run(&["baseline", "create", "-o", "known.json"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("exists already"), "{stderr}");
    for command in [
        ["check", "--no-history", "--baseline", "known.json"],
        ["baseline", "prune", "--baseline", "known.json"],
    ] {
        let (code, stdout, stderr) = trial.run(&command);
        assert_eq!((code, stdout.as_str()), (2, ""));
        assert!(stderr.contains("is no baseline"), "{stderr}");
    }
    let (code, _, stderr) = trial.run(&["baseline", "create", "-o", "absent/new.json"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("the folder"), "{stderr}");
    trial.write("items.csv", "");
    let (code, ..) = trial.run(&["baseline", "create", "-o", "new.json"]);
    assert_eq!(code, 2);
    assert!(!trial.0.path().join("new.json").exists());
    let (code, _, stderr) = trial.run(&["check", "--baseline", "absent.json"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("absent.json"), "{stderr}");
}
