//! The minutes of a meeting: written, filled in, taken back, and what became of it a month later.

use serde_json::Value;

use crate::support::{Folder, Run, copy, root};

/// The company of the example with its runs up to a day, without decisions.
fn company(days: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples/monthly-audit"), folder.path());
    std::fs::remove_file(folder.path().join("dispositions.toml")).unwrap();
    for day in days {
        minutes(folder.path(), day, "zh-CN");
    }
    folder
}

/// Audits, and writes the minutes.
fn minutes(folder: &std::path::Path, day: &str, lang: &str) -> String {
    let arguments = [
        "check",
        "--as-of",
        day,
        "--quiet",
        "--lang",
        lang,
        "-o",
        "minutes.md",
    ];
    let told = Run::new(arguments).in_dir(folder).run();
    assert_eq!(told.code, 1, "{}", told.stderr);
    std::fs::read_to_string(folder.join("minutes.md")).unwrap()
}

/// Fills in the lines of a rule.
fn fill(text: &str, rule: &str, lines: [&str; 4]) -> String {
    let (before, item) = text.split_once(&format!("{{\"rule\":\"{rule}\"")).unwrap();
    let mut lines = lines.into_iter();
    let filled: Vec<String> = item
        .lines()
        .map(|line| {
            if line.ends_with('：') || line.ends_with(": ") {
                format!("{line}{}", lines.next().unwrap_or_default())
            } else {
                line.to_owned()
            }
        })
        .collect();
    format!("{before}{{\"rule\":\"{rule}\"{}\n", filled.join("\n"))
}

/// September is decided on; October tells what became of it.
#[test]
fn decisions_go_round_by_the_minutes() {
    let folder = company(&["2026-08-31"]);
    let text = minutes(folder.path(), "2026-09-30", "zh-CN");
    // but for what changes with every comment in a rule file
    let first = text.split("\n### 3.").next().unwrap().lines();
    let first: Vec<&str> = first
        .filter(|line| !line.contains("\"minutes\":1"))
        .collect();
    let first = first.join("\n");
    insta::assert_snapshot!("minutes_september", first);
    let due = ["整改", "2026-10-15", "销售主管03", "逐单补审"];
    let text = fill(&text, "order-approved-late", due);
    let text = fill(
        &text,
        "order-self-approved",
        ["纳入规范", "", "", "小额订单可自审"],
    );
    let text = text.replace("- 会议日期：", "- 会议日期：2026-10-08");
    std::fs::write(folder.path().join("minutes.md"), text).unwrap();
    let september = disposed(folder.path(), "2026-09-30");
    let run = |arguments: &[&str]| Run::new(arguments).in_dir(folder.path()).run();
    let import = [
        "dispose",
        "import",
        "minutes.md",
        "--decided-by",
        "9 月例会",
    ];
    let told = run(&import);
    assert_eq!(told.code, 0, "{}", told.stderr);
    insta::assert_snapshot!("minutes_imported", told.stdout);
    let ledger = std::fs::read_to_string(folder.path().join("dispositions.toml")).unwrap();
    let ledger: toml::Table = ledger.parse().unwrap();
    let entries = ledger["disposition"].as_array().unwrap();
    assert_eq!(entries.len(), 2, "{ledger}");
    assert_eq!(entries[0]["decided_by"].as_str(), Some("9 月例会"));
    let decided_on = entries[0]["decided_on"].as_datetime().unwrap();
    assert_eq!(decided_on.to_string(), "2026-10-08");
    // September comes out as it did before the meeting
    let again = disposed(folder.path(), "2026-09-30");
    assert_eq!(again["by_severity"], september["by_severity"]);
    assert_eq!(again["disposed"]["correct"], 0, "{again}");
    // once more says nothing new
    let told = run(&import);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stderr.contains("没有新的决定"), "{}", told.stderr);
    // a month later both are told, one of them past its day
    let text = minutes(folder.path(), "2026-10-31", "zh-CN");
    let decided = text
        .split("## ")
        .find(|part| part.starts_with("以往决定"))
        .unwrap();
    insta::assert_snapshot!("minutes_october_decided", decided);
}

/// What few cells break of the data dictionary is one question for each table, and one answer is an entry for each rule.
#[test]
fn the_data_dictionary_is_asked_about_by_table() {
    let folder = company(&[]);
    let text = minutes(folder.path(), "2026-10-31", "zh-CN");
    let heading = "中 · 物料档案：不符合数据字典的单元格 · 6 条规则 · 7 项审计发现";
    let point = text.split("\n### ").find(|point| point.contains(heading));
    let point = point.unwrap_or_else(|| panic!("{text}"));
    insta::assert_snapshot!("minutes_by_table", point);
    // what is critical, found more often or written as a rule stands alone
    for rule in ["orders.order_no.unique", "item-unit-not-allowed"] {
        let alone = format!("[{rule}] · 2 项审计发现\n");
        assert!(text.contains(&alone), "{rule}: {text}");
    }
    let text = text.replace("- 会议日期：", "- 会议日期：2026-11-05");
    let (before, behind) = text.split_once(heading).unwrap();
    let behind = behind.replacen("- 决定：", "- 决定：整改", 1);
    let behind = behind.replacen("- 期限：", "- 期限：2026-11-20", 1);
    let behind = behind.replacen("- 由谁处理：", "- 由谁处理：物料管理员", 1);
    let behind = behind.replacen("- 决定理由：", "- 决定理由：录入时疏忽", 1);
    let filled = format!("{before}{heading}{behind}");
    std::fs::write(folder.path().join("minutes.md"), filled).unwrap();
    let told = Run::new(["dispose", "import", "minutes.md", "--decided-by", "例会"]);
    let told = told.in_dir(folder.path()).run();
    assert_eq!(told.code, 0, "{}", told.stderr);
    let ledger = std::fs::read_to_string(folder.path().join("dispositions.toml")).unwrap();
    let ledger: toml::Table = ledger.parse().unwrap();
    let entries = ledger["disposition"].as_array().unwrap();
    let rules = entries
        .iter()
        .map(|entry| entry["match"]["rule"].as_str().unwrap());
    let mut rules: Vec<&str> = rules.collect();
    rules.sort_unstable();
    let of_items = [
        "items.category.required",
        "items.item_code.pattern",
        "items.item_code.unique",
        "items.name.max_chars",
        "items.name.min_chars",
        "items.status.values",
    ];
    assert_eq!(rules, of_items);
    for entry in entries {
        assert_eq!(entry["verdict"].as_str(), Some("correct"), "{entry}");
        assert_eq!(entry["owner"].as_str(), Some("物料管理员"), "{entry}");
    }
}

/// The summary of an audit as of a day.
fn disposed(folder: &std::path::Path, day: &str) -> Value {
    let check = ["check", "--no-history", "--format", "json", "--as-of", day];
    let told = Run::new(check).in_dir(folder).run();
    let report: Value = serde_json::from_str(&told.stdout).unwrap();
    report["summary"].clone()
}

#[test]
fn minutes_are_written_in_three_languages_and_read_in_any() {
    let folder = company(&["2026-08-31"]);
    for (lang, decision) in [("en", "correct"), ("zh-TW", "改善")] {
        let text = minutes(folder.path(), "2026-09-30", lang);
        let lines = [decision, "2026-10-15", "u", "r"];
        let text = fill(&text, "shipment-approved-late", lines);
        std::fs::write(folder.path().join("minutes.md"), text).unwrap();
        let arguments = [
            "dispose",
            "import",
            "minutes.md",
            "--decided-by",
            "m",
            "--decided-on",
            "2026-10-01",
            "--lang",
            "zh-CN",
        ];
        let told = Run::new(arguments).in_dir(folder.path()).run();
        assert_eq!(told.code, 0, "{lang}: {}", told.stderr);
        assert!(told.stdout.contains("整改"), "{lang}: {}", told.stdout);
        std::fs::remove_file(folder.path().join("dispositions.toml")).unwrap();
    }
}

const PROJECT: &str = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"no\"]\n[tables.t.fields]\nno = {}\nx = { type = \"integer\" }\nwho = {}\n\
    [[rule]]\nid = \"too-large\"\ntable = \"t\"\nowner = \"who\"\ncheck.range = { column = \"x\", max = 5 }\n";

/// Each mistake is told with its line, and nothing is written.
#[test]
fn mistakes_in_minutes_are_told_with_their_line() {
    let folder = Folder::new(PROJECT);
    folder.write("t.csv", "no,x,who\na,6,u\nb,7,u\nc,8,v\n");
    folder.run(&["check", "--as-of", "2026-10-31", "-o", "minutes.md"]);
    let text = std::fs::read_to_string(folder.path().join("minutes.md")).unwrap();
    let undated = text.clone();
    let text = text.replace("- Held on: ", "- Held on: 2026-11-05");
    let line = |of: &str| text.lines().position(|line| line.starts_with(of)).unwrap() + 1;
    let decision = format!("minutes.md:{}", line("- Decision"));
    let held_on = format!("minutes.md:{}", line("- Held on"));
    let adopted = |text: &str| {
        text.replace("- Decision: ", "- Decision: adopt")
            .replace("decision: ", "decision: r")
    };
    for (held, reason) in [
        ("", "the day of the meeting is missing"),
        ("5 November", "`5 November` is no day"),
        ("2062-11-05", "2062-11-05 lies more than a year after"),
    ] {
        let text = undated.replace("- Held on: ", &format!("- Held on: {held}"));
        folder.write("minutes.md", &adopted(&text));
        let told = folder.run(&["dispose", "import", "minutes.md"]);
        let reason = format!("{held_on}: {reason}");
        assert_eq!(told.code, 2, "{held}: {}", told.stdout);
        assert!(told.stderr.contains(&reason), "{held}: {}", told.stderr);
        assert!(!folder.path().join("dispositions.toml").exists(), "{held}");
    }
    for (from, to, reason) in [
        (
            "- Who acts: ",
            "- Who acts: Ann、Bob",
            "are several people".to_owned(),
        ),
        (
            "- Decision: ",
            "- Decision: perhaps",
            format!("{decision}: `perhaps`"),
        ),
        ("- Decision: ", "- Decision: correct", "needs".to_owned()),
        (
            "- Decision: ",
            "- Decison: adopt",
            "did you mean".to_owned(),
        ),
        (
            "- Decision: ",
            "- Decision: adopt\n- decision: correct",
            format!("twice, first at {decision}"),
        ),
        (
            "\"findings\":",
            "\"finding\":",
            "this comment is not as it was written".to_owned(),
        ),
        (
            "{\"minutes\":1",
            "{\"minutes\":9",
            "another version".to_owned(),
        ),
        (
            "crm-audit {\"minutes\"",
            "other {\"minutes\"",
            "is not a report of crm-audit".to_owned(),
        ),
    ] {
        assert!(text.contains(from), "{from}: {text}");
        folder.write(
            "filled.md",
            &text.replace(from, to).replace("minutes.md:", "filled.md:"),
        );
        let told = folder.run(&["dispose", "import", "filled.md", "--decided-by", "m"]);
        assert_eq!(told.code, 2, "{to}: {}{}", told.stdout, told.stderr);
        let reason = reason.replace("minutes.md:", "filled.md:");
        assert!(told.stderr.contains(&reason), "{to}: {}", told.stderr);
        // a line is about three findings, and told once
        assert!(
            told.stderr.matches("perhaps").count() < 2,
            "{}",
            told.stderr
        );
        assert!(!folder.path().join("dispositions.toml").exists(), "{to}");
    }
    // nothing filled in, and lines of people's own
    folder.write(
        "filled.md",
        &text.replace("- Decision: ", "- said by Ann: nothing\n- Decision: "),
    );
    let told = folder.run(&["dispose", "import", "filled.md"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    // a reason on two lines
    let filled = text
        .replace("- Decision: ", "- Decision: **adopt**")
        .replace(
            "- Reason for the decision: ",
            "- Reason for the decision: one\n  two",
        );
    folder.write("filled.md", &filled);
    let told = folder.run(&["dispose", "import", "filled.md"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let ledger = std::fs::read_to_string(folder.path().join("dispositions.toml")).unwrap();
    assert!(ledger.contains("\"one two\""), "{ledger}");
    assert!(ledger.contains("covers     = 3"), "{ledger}");
    assert!(ledger.contains("decided_on = 2026-11-05"), "{ledger}");
}

/// Who has nothing to do with the project is a slip of the pen, which is told.
#[test]
fn who_is_not_known_is_told() {
    let folder = Folder::new(PROJECT);
    folder.write("t.csv", "no,x,who\na,6,Xaver\n");
    folder.run(&["check", "--as-of", "2026-10-31", "-o", "minutes.md"]);
    let text = std::fs::read_to_string(folder.path().join("minutes.md")).unwrap();
    let due = |who: &'static str| ["correct", "2026-11-30", who, "r"];
    for (who, told_of) in [("Xaver", false), ("xaver", false), ("Xavier", true)] {
        let filled = fill(&text, "too-large", due(who));
        folder.write("minutes.md", &filled);
        let import = [
            "dispose",
            "import",
            "minutes.md",
            "--decided-on",
            "2026-11-05",
        ];
        let told = folder.run(&import);
        assert_eq!(told.code, 0, "{}", told.stderr);
        let unknown = "`Xavier` acts, and nobody is called so";
        assert_eq!(told.stderr.contains(unknown), told_of, "{}", told.stderr);
        let meant = "did you mean `Xaver`?";
        assert_eq!(told.stderr.contains(meant), told_of, "{}", told.stderr);
        std::fs::remove_file(folder.path().join("dispositions.toml")).unwrap();
    }
}

/// An exception goes on with a new day and nothing else; what was decided before is replaced from then on.
#[test]
fn a_day_alone_goes_on_with_what_was_decided() {
    let folder = Folder::new(PROJECT);
    folder.write("t.csv", "no,x,who\na,6,u\nb,7,u\n");
    folder.write(
        "dispositions.toml",
        "[[disposition]]\nmatch = { rule = \"too-large\", document = \"a\" }\nverdict = \"accept_once\"\nreason = \"old system\"\n\
         until = 2026-10-15\ncovers = 1\ndecided_by = \"m\"\ndecided_on = 2026-09-03\n",
    );
    folder.run(&["check", "--as-of", "2026-10-31", "-o", "minutes.md"]);
    let text = std::fs::read_to_string(folder.path().join("minutes.md")).unwrap();
    let json = folder.report("2026-10-31", &["--no-history"]);
    let findings = json["findings"].as_array().unwrap();
    let identity = |key: &str| {
        let found = findings
            .iter()
            .find(|f| f["key"] == key && f["rule"] == "too-large");
        found.unwrap()["identity"].as_str().unwrap().to_owned()
    };
    let item = |keys: &[&str]| {
        let keys: Vec<String> = keys
            .iter()
            .map(|key| format!("\"{}\"", identity(key)))
            .collect();
        let (head, _) = text.split_once("\n### ").unwrap();
        let head = head.replace("- Held on: ", "- Held on: 2026-11-05");
        format!(
            "{head}\n<!-- crm-audit {{\"rule\":\"too-large\",\"findings\":[{}]}} -->\n- Due / until: 2026-12-31\n",
            keys.join(",")
        )
    };
    // nothing was decided on the other one, so a day says nothing of it
    folder.write("minutes.md", &item(&["a", "b"]));
    let told = folder.run(&["dispose", "import", "minutes.md"]);
    assert_eq!(told.code, 2, "{}", told.stdout);
    assert!(
        told.stderr.contains("the decision is missing"),
        "{}",
        told.stderr
    );
    folder.write("minutes.md", &item(&["a"]));
    let told = folder.run(&["dispose", "import", "minutes.md"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let ledger = std::fs::read_to_string(folder.path().join("dispositions.toml")).unwrap();
    for line in [
        "verdict    = \"accept_once\"\nreason     = \"old system\"\nuntil      = 2026-12-31\n",
        "decided_on = 2026-11-05",
    ] {
        assert!(ledger.contains(line), "{line}: {ledger}");
    }
    let json = folder.report("2026-11-30", &["--no-history"]);
    assert_eq!(json["summary"]["disposed"]["expired"], 0, "{json}");
    // once more says nothing new
    let told = folder.run(&["dispose", "import", "minutes.md"]);
    assert!(told.stderr.contains("nothing new"), "{}", told.stderr);
}

/// Nothing that stands in a cell ends a comment, a table or a line.
#[test]
fn cells_do_not_write_minutes() {
    let folder = Folder::new(&format!("[project]\nname = \"a --> ## b\"\n{PROJECT}"));
    folder.write(
        "t.csv",
        "no,x,who\n\"--> | a\n## c\n- Decision: adopt\",6,\"<!-- crm-audit {} -->\"\n",
    );
    folder.run(&["check", "--as-of", "2026-10-31", "-o", "minutes.md"]);
    let text = std::fs::read_to_string(folder.path().join("minutes.md")).unwrap();
    assert_eq!(
        text.lines()
            .filter(|line| line.starts_with("<!-- crm-audit"))
            .count(),
        2,
        "{text}"
    );
    assert_eq!(
        text.lines().filter(|line| line.starts_with("## ")).count(),
        5,
        "{text}"
    );
    let told = folder.run(&["dispose", "import", "minutes.md"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(!folder.path().join("dispositions.toml").exists());
    let json = folder.report("2026-10-31", &[]);
    let identity = json["findings"][0]["identity"]
        .as_str()
        .map(str::to_owned)
        .unwrap();
    let item = text
        .lines()
        .find(|line| line.contains("\"rule\":\"too-large\""))
        .unwrap();
    let item = item
        .trim_start_matches("<!-- crm-audit ")
        .trim_end_matches(" -->");
    let item: Value = serde_json::from_str(item).unwrap();
    assert_eq!(item["findings"][0], identity);
}

/// A pack holds the minutes, and is not written over what somebody wrote into it.
#[test]
fn what_was_filled_in_is_not_written_over() {
    let folder = Folder::new(PROJECT);
    folder.write("t.csv", "no,x,who\na,6,u\n");
    let report = |day: &str| folder.run(&["report", "--as-of", day, "-o", "pack"]);
    assert_eq!(report("2026-09-30").code, 1);
    assert_eq!(report("2026-10-31").code, 1);
    let path = folder.path().join("pack/minutes.md");
    let text = std::fs::read_to_string(&path).unwrap();
    for edited in [
        text.replace("- Decision: ", "- Decision: adopt"),
        text.replace("- Present: ", "- Present: all"),
        format!("{text}\nmore"),
        text.replacen("# ", "# The ", 1),
    ] {
        assert_ne!(edited, text);
        std::fs::write(&path, &edited).unwrap();
        let told = report("2026-11-30");
        assert_eq!(told.code, 2, "{}", told.stdout);
        assert!(
            told.stderr.contains("pack/minutes.md was filled in"),
            "{}",
            told.stderr
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), edited);
    }
    std::fs::write(&path, &text).unwrap();
    assert_eq!(report("2026-11-30").code, 1);
}
