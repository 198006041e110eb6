//! `simulate` and `rules log`: what a change of rules would have found.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Folder, Run, copy, root};

const MONTHS: [&str; 3] = ["2026-08-31", "2026-09-30", "2026-10-31"];

/// The company of the example, whose three months are recorded.
fn company() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples/monthly-audit"), folder.path());
    for day in MONTHS {
        let told = Run::new(["check", "--as-of", day, "--quiet"]).in_dir(folder.path());
        assert_eq!(told.run().code, 1);
    }
    folder
}

/// What an ordinary run finds of a rule.
fn found(folder: &std::path::Path, day: &str, rule: &str) -> BTreeSet<String> {
    let arguments = ["check", "--as-of", day, "--no-history", "--select", rule];
    let told = Run::new(arguments.into_iter().chain(["--format", "json"]));
    let report: Value = serde_json::from_str(&told.in_dir(folder).run().stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let identities = findings.map(|finding| finding["identity"].as_str().unwrap().to_owned());
    identities.collect()
}

fn listed(judged: &Value, newly_found: bool) -> BTreeSet<String> {
    let findings = judged["findings"].as_array().unwrap().iter();
    let listed = findings.filter(|finding| finding["newly_found"] == newly_found);
    let identities = listed.map(|finding| finding["identity"].as_str().unwrap().to_owned());
    identities.collect()
}

/// Three ordinary runs with either rule say what the simulation of three months says.
#[test]
fn a_simulation_is_what_ordinary_runs_find() {
    let today = company();
    let changed = tempfile::tempdir().unwrap();
    copy(today.path(), changed.path());
    let rules = changed.path().join("rules/orders.toml");
    let text = std::fs::read_to_string(&rules).unwrap();
    for (name, since, within) in [
        ("as the issue has it", "2026-09-01", "1 workday"),
        ("for all, and shorter", "2026-08-01", "20 hours"),
    ] {
        let within = format!("within = \"{within}\"");
        let mut proposed = text.replacen("within = \"48 hours\"", &within, 1);
        proposed = proposed.replacen("= 2026-09-01 ", &format!("= {since} "), 1);
        assert_ne!(proposed, text);
        std::fs::write(&rules, &proposed).unwrap();
        std::fs::write(today.path().join("next.toml"), &proposed).unwrap();
        let arguments = [
            "simulate",
            "next.toml",
            "--as-of",
            MONTHS[2],
            "--format",
            "json",
        ];
        let told = Run::new(arguments).in_dir(today.path()).run();
        assert_eq!(told.code, 0, "{}", told.stderr);
        let simulation: Value = serde_json::from_str(&told.stdout).unwrap();
        let simulated = simulation["rules"].as_array().unwrap();
        assert_eq!(simulated.len(), 1, "{name}: {simulation}");
        // the file holds the other rules about orders as well
        assert!(simulation["unchanged"].as_u64().unwrap() > 3);
        let runs = simulated[0]["runs"].as_array().unwrap();
        let mut differences = 0;
        for (day, run) in MONTHS.iter().zip(runs) {
            assert_eq!(run["as_of"], *day);
            let before = found(today.path(), day, "order-approved-late");
            let after = found(changed.path(), day, "order-approved-late");
            let judged = &run["judged"];
            let new: BTreeSet<String> = after.difference(&before).cloned().collect();
            let gone: BTreeSet<String> = before.difference(&after).cloned().collect();
            assert_eq!(judged["present"], before.len(), "{name} {day}");
            assert_eq!(judged["proposed"], after.len(), "{name} {day}");
            assert_eq!(judged["newly_found"], new.len(), "{name} {day}");
            assert_eq!(judged["no_longer_found"], gone.len(), "{name} {day}");
            assert_eq!(judged["same"], after.intersection(&before).count());
            assert_eq!(listed(judged, true), new, "{name} {day}");
            assert_eq!(listed(judged, false), gone, "{name} {day}");
            let owners = judged["owners"].as_array().unwrap().iter();
            let of_owners: u64 = owners.map(|o| o["proposed"].as_u64().unwrap()).sum();
            assert_eq!(of_owners, after.len() as u64);
            differences += new.len() + gone.len();
        }
        assert_eq!(runs.len(), 3);
        assert!(name.starts_with("as") || differences > 2, "{differences}");
    }
}

/// A rule that looks at the findings of others is told where these change, one that is dropped is told with what it found.
#[test]
fn new_and_dropped_rules_are_told_in_three_languages() {
    let folder = company();
    std::fs::write(
        folder.path().join("next.toml"),
        "[[rule]]\nid = \"order-large\"\nlabel = \"大额订单\"\ntable = \"orders\"\nowner = \"salesperson\"\n\
         check.expression = { must = \"amount < 15000\" }\n[tune.\"order-self-approved\"]\nenabled = false\n",
    )
    .unwrap();
    for lang in ["zh-CN", "zh-TW", "en"] {
        let arguments = [
            "simulate",
            "next.toml",
            "--as-of",
            MONTHS[2],
            "--lang",
            lang,
        ];
        let told = Run::new(arguments).in_dir(folder.path()).run();
        assert_eq!((told.code, told.stderr.as_str()), (0, ""));
        insta::assert_snapshot!(format!("simulate_{lang}"), told.stdout);
    }
}

const PROJECT: &str = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"no\"]\n[tables.t.fields]\nno = {}\nx = { type = \"integer\" }\n\
    [[rule]]\nid = \"too-large\"\ntable = \"t\"\ncheck.range = { column = \"x\", max = 5 }\n";

#[test]
fn what_cannot_be_simulated_is_told() {
    let folder = Folder::new(PROJECT);
    folder.write("t.csv", "no,x\na,4\nb,6\nc,9\n");
    folder.run(&["check", "--as-of", "2026-09-30"]);
    folder.write("same.toml", &PROJECT[PROJECT.find("[[rule]]").unwrap()..]);
    folder.write(
        "next.toml",
        "[[rule]]\nid = \"too-large\"\ntable = \"t\"\ncheck.range = { column = \"x\", max = 8 }\n",
    );
    folder.write(
        "tables.toml",
        "[tables.u]\nfiles = \"u.csv\"\n[tables.u.fields]\nno = {}\n",
    );
    folder.write(
        "slip.toml",
        "[[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.range = { column = \"y\", max = 8 }\n",
    );
    let run = |arguments: &[&str]| {
        let mut all = vec!["simulate"];
        all.extend(arguments);
        all.extend(["--as-of", "2026-10-31"]);
        folder.run(&all)
    };
    let told = run(&["next.toml"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    // the files of September are those of October
    assert!(
        told.stdout.contains("2026-09-30 cannot be simulated"),
        "{}",
        told.stdout
    );
    assert!(told.stdout.contains("{month}"), "{}", told.stdout);
    assert!(
        told.stdout
            .contains("2026-10-31       2          1             0                 1      1"),
        "{}",
        told.stdout
    );
    let told = run(&["next.toml", "--input", "t=t.csv"]);
    assert!(
        told.stdout.contains("Only this run is simulated"),
        "{}",
        told.stdout
    );
    for (arguments, code, reason) in [
        (&["same.toml"][..], 3, "are those of today"),
        (&["tables.toml"], 2, "`tables` cannot be tried out"),
        (&["slip.toml"], 2, "has no field `y`"),
        (&["absent.toml"], 2, "absent.toml"),
        (&["next.toml", "-o", "t.csv"], 2, "t.csv"),
        (&["next.toml", "-o", "x.xlsx"], 2, ".txt or .json"),
        (&["next.toml", "--select", "t.no.*"], 2, "t.no.*"),
    ] {
        let told = run(arguments);
        assert_eq!(told.code, code, "{arguments:?}: {}", told.stderr);
        assert!(
            told.stderr.contains(reason),
            "{arguments:?}: {}",
            told.stderr
        );
    }
    // a rule that only the proposal has can be selected
    folder.write(
        "more.toml",
        "[[rule]]\nid = \"too-small\"\ntable = \"t\"\ncheck.range = { column = \"x\", min = 5 }\n",
    );
    let told = run(&["more.toml", "--select", "too-small"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stdout.contains("[too-small]"), "{}", told.stdout);
    // nothing is recorded, nothing is changed
    assert!(
        folder
            .run(&["history"])
            .stdout
            .lines()
            .filter(|l| l.contains("2026-"))
            .count()
            == 1
    );
    std::fs::remove_file(folder.path().join("t.csv")).unwrap();
    let told = run(&["next.toml"]);
    assert_eq!(told.code, 2, "{}", told.stdout);
    assert!(told.stderr.contains("t.csv"), "{}", told.stderr);
}

/// What a decision holds already would be a false alarm.
#[test]
fn new_findings_that_are_decided_on_are_counted() {
    let folder = Folder::new(PROJECT);
    folder.write("t.csv", "no,x\na,4\nb,5\nc,9\n");
    folder.write(
        "dispositions.toml",
        "[[disposition]]\nmatch = { rule = \"too-large\", document = \"b\" }\ncovers = 1\n\
        verdict = \"data_error\"\nreason = \"r\"\ndecided_by = \"m\"\ndecided_on = 2026-10-01\n",
    );
    folder.write(
        "next.toml",
        "[[rule]]\nid = \"too-large\"\ntable = \"t\"\ncheck.range = { column = \"x\", max = 3 }\n",
    );
    let told = folder.run(&[
        "simulate",
        "next.toml",
        "--as-of",
        "2026-10-31",
        "--format",
        "json",
    ]);
    let simulation: Value = serde_json::from_str(&told.stdout).unwrap();
    let judged = &simulation["rules"][0]["runs"][0]["judged"];
    assert_eq!(judged["newly_found"], 2, "{}{}", told.stdout, told.stderr);
    assert_eq!(judged["newly_found_and_decided"], 1);
}

#[test]
fn the_log_tells_when_rules_changed_and_who_decided() {
    let dated = |id: &str, more: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\ntable = \"t\"\nwhy = \"why {id}\"\n{more}check.required = {{ columns = [\"x\"] }}\n"
        )
    };
    let rules = [
        dated("old", "since = 2026-01-01\nuntil = 2026-06-30\n"),
        dated(
            "new",
            "since = 2026-07-01\ndecided_by = { en = \"meeting of June\", zh-CN = \"六月例会\" }\n",
        ),
        dated("undated", "decided_by = \"circular 7\"\n"),
        dated("silent", ""),
    ];
    let project = PROJECT.replace("x = {", "at = { type = \"date\" }\nx = {");
    let project = project.replace("key = ", "date = \"at\"\nkey = ");
    let folder = Folder::new(&format!("{project}{}", rules.concat()));
    let told = folder.run(&["rules", "log"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    insta::assert_snapshot!("rules_log", told.stdout);
    let told = folder.run(&["rules", "log", "--format", "json", "--lang", "zh-CN"]);
    let log: Value = serde_json::from_str(&told.stdout).unwrap();
    let changes: Vec<String> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!(
                "{} {} {} {}",
                one["day"], one["change"], one["rule"], one["decided_by"]
            )
        })
        .collect();
    assert_eq!(
        changes,
        [
            "\"2026-07-01\" \"begins\" \"new\" \"六月例会\"",
            "\"2026-06-30\" \"ends\" \"old\" null",
            "\"2026-01-01\" \"begins\" \"old\" null",
            "null \"undated\" \"undated\" \"circular 7\"",
        ]
    );
    // a slip in the word is noticed
    let told = folder.run(&["rules", "lgo"]);
    assert!(
        told.stderr.contains("did you mean `log`"),
        "{}",
        told.stderr
    );
}

/// What makes no finding come or go is told all the same.
#[test]
fn another_severity_or_tolerance_is_told() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nf = { type = \"integer\" }\n\
         [[rule]]\nid = \"r\"\ntable = \"t\"\nseverity = \"low\"\ncheck.range = { column = \"f\", max = 1 }\n",
    );
    folder.write("t.csv", "f\n1\n2\n");
    folder.write(
        "next.toml",
        "[tune.\"r\"]\nseverity = \"high\"\ntolerance = { over = \"0.5%\" }\n",
    );
    let told = folder.run(&["simulate", "next.toml", "--as-of", MONTHS[2]]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    for expected in ["  severity: low → high\n", "  tolerance: none → 0.5%\n"] {
        assert!(told.stdout.contains(expected), "{}", told.stdout);
    }
}
