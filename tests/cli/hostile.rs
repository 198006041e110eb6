//! What strangers, other programs and other runs may do to the files of a project.

use std::fs;

use crate::support::Folder;

const PROJECT: &str = "[tables.t]\nfiles = [\"exports/*.csv\"]\nkey = [\"k\"]\n[tables.t.fields]\nk = { required = true }\n\
    v = { required = true }\n";

fn project() -> Folder {
    let folder = Folder::new(PROJECT);
    fs::create_dir(folder.path().join("exports")).unwrap();
    let rows = (1..=9).map(|k| format!("K{k},\n"));
    folder.write(
        "exports/a.csv",
        &format!("k,v\n{}", rows.collect::<String>()),
    );
    folder
}

/// Decisions that are made at the same time are all written down.
#[test]
fn no_decision_is_lost() {
    let folder = project();
    let decide = |k: usize| {
        let document = format!("K{k}");
        let told = folder.run(&[
            "dispose",
            "--rule",
            "t.v.required",
            "--document",
            &document,
            "--verdict",
            "data_error",
            "--reason",
            "known",
            "--decided-by",
            "meeting",
        ]);
        assert_eq!(told.code, 0, "{}", told.stderr);
    };
    std::thread::scope(|scope| {
        for k in 1..=6 {
            scope.spawn(move || decide(k));
        }
    });
    let ledger = fs::read_to_string(folder.path().join("dispositions.toml")).unwrap();
    assert_eq!(ledger.matches("[[disposition]]").count(), 6, "{ledger}");
}

/// Neither what is told of a code nor the plan for it.
#[test]
fn codes_do_not_steer_the_terminal() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {}\n[coding.s]\nsegments = [{ literal = \"C\" }, { serial = 3 }]\n\
         [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.coding = { column = \"a\", scheme = \"s\" }\n",
    );
    folder.write("t.csv", "a\nC001\n\u{1b}[2J1\n\u{1b}002\n");
    let told = folder.run(&["codes", "s", "--recode"]);
    assert!(!told.stdout.contains('\u{1b}'), "{:?}", told.stdout);
    folder.run(&["codes", "s", "--recode", "-o", "plan.csv"]);
    let plan = fs::read_to_string(folder.path().join("plan.csv")).unwrap();
    assert!(plan.contains("\\u{1b}"), "{plan:?}");
    assert!(!plan.contains('\u{1b}'), "{plan:?}");
}

/// Neither the history nor an export gives way to a report, by whatever path, and no report is read as an export the next time.
#[test]
fn outputs_take_the_place_of_nothing_else() {
    let folder = project();
    assert_eq!(folder.run(&["check"]).code, 1);
    let history = fs::read(folder.database()).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.database(), folder.path().join("link.json")).unwrap();
    #[cfg(not(unix))]
    fs::hard_link(folder.database(), folder.path().join("link.json")).unwrap();
    for (outputs, told) in [
        (&[".crm-audit/history.db"][..], "is one of the inputs"),
        #[cfg(unix)]
        (&["link.json"], "is one of the inputs"),
        (&["exports/../exports/a.csv"], "is one of the inputs"),
        (&["dispositions.toml"], "is one of the inputs"),
        (&["exports/r.csv"], "would be read as an export"),
        (&["r.json", "./r.json"], "is named twice"),
        (&["r.json", "exports/../r.json"], "is named twice"),
    ] {
        let mut arguments = vec!["check"];
        arguments.extend(outputs.iter().flat_map(|output| ["-o", output]));
        let run = folder.run(&arguments);
        assert_eq!(run.code, 2, "{outputs:?}");
        assert!(run.stderr.contains(told), "{outputs:?}: {}", run.stderr);
    }
    assert_eq!(fs::read(folder.database()).unwrap(), history);
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = project();
    let report = folder.path().join("r.csv");
    fs::write(&report, "").unwrap();
    let mode = || report.metadata().unwrap().permissions().mode() & 0o777;
    for private in [0o600, 0o640] {
        fs::set_permissions(&report, fs::Permissions::from_mode(private)).unwrap();
        assert_eq!(folder.run(&["check", "-o", "r.csv"]).code, 1);
        assert_eq!(mode(), private);
    }
    fs::set_permissions(&report, fs::Permissions::from_mode(0o444)).unwrap();
    let before = fs::read(&report).unwrap();
    let run = folder.run(&["check", "-o", "r.csv"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("r.csv cannot be written"),
        "{}",
        run.stderr
    );
    assert_eq!((mode(), fs::read(&report).unwrap()), (0o444, before));
}

/// What a killed run left goes; what is new, somebody else's, or still written to stays.
#[test]
fn what_killed_runs_left_is_swept() {
    let folder = project();
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(1);
    let left = |name: &str, at| {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        file.set_modified(at).unwrap();
        file
    };
    drop(left(".crm-audit-old", old));
    drop(left(".crm-audit-new", std::time::SystemTime::now()));
    drop(left("crm-audit-other", old));
    let used = left(".crm-audit-used", old);
    used.lock().unwrap();
    assert_eq!(folder.run(&["check", "-o", "r.csv"]).code, 1);
    let there = |name: &str| folder.path().join(name).exists();
    assert!(!there(".crm-audit-old"));
    assert!(there(".crm-audit-new") && there("crm-audit-other") && there(".crm-audit-used"));
}

/// A cell, a heading or the name of a file must not steer the terminal that shows it.
#[test]
fn nothing_steers_a_terminal() {
    let title = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}\u{61c}";
    let folder = project();
    folder.write("exports/b.csv", &format!("{title},x\n1,2\n"));
    #[cfg(unix)]
    folder.write(&format!("exports/c{title}.csv"), "x\n");
    folder.write("exports/d.csv", &format!("k,v\n{title},\n"));
    for format in ["table", "json", "jsonl"] {
        let run = folder.run(&["check", "--format", format, "--no-history"]);
        for text in [&run.stdout, &run.stderr] {
            for sign in title.chars().filter(|c| !c.is_ascii_graphic()) {
                assert!(!text.contains(sign), "{format}: {sign:?} in {text:?}");
            }
        }
        if format != "jsonl" {
            assert!(run.stdout.contains("owned"), "{format}");
        }
    }
}

/// Characters that people define themselves are shown as they are, wherever they stand: while a sentence is put together some of
/// them stand for something else.
#[test]
fn characters_of_private_use_are_none_of_ours() {
    let all = "\u{f7ff}\u{f800}\u{f848}\u{f89f}\u{f8a0}\u{f8af}\u{f8b0}\u{f8b1}\u{f8b2}\u{f8b3}";
    let pieces = [
        "\u{f800}",
        "\u{f8a0}y",
        "\u{f8af}",
        "x\u{f8b0}y\u{f8b1}",
        "\u{f8b2}z",
    ];
    let listed = pieces.map(|piece| format!("\"{piece}\"")).join(", ");
    let folder = Folder::new(&format!(
        "[tables.t]\nlabel = \"T{all}\"\nfiles = \"*.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {{ required = true }}\n\
         v = {{ header = \"V{all}\", values = [\"x{all}y\"] }}\n\
         [[rule]]\nid = \"listed\"\nlabel = \"L{all}\"\ntable = \"t\"\n\
         check.one_of = {{ column = \"k\", values = [{listed}] }}\n\
         [[rule]]\nid = \"said\"\ntable = \"t\"\ncheck.expression = {{ must = \"k = 'm{all}'\" }}\n\
         message = \"{{k}} of{all}{{k}}\"\n"
    ));
    folder.write("a.csv", &format!("k,V{all},N{all}\nc{all},d{all}\n"));
    let report = folder.report("2026-10-31", &["--no-history"]);
    let of = |rule: &str| {
        let mut all = report["findings"].as_array().unwrap().iter();
        let finding = all.find(|f| f["rule"] == rule).unwrap();
        (
            finding["message"].as_str().unwrap(),
            finding["expected"].as_str().unwrap(),
            finding["rule_label"].as_str().unwrap_or_default(),
        )
    };
    let cell = format!("c{all}");
    let (told, expected, _) = of("listed");
    assert!(told.contains(&cell), "{told:?}");
    for piece in pieces {
        assert!(expected.contains(piece), "{expected:?}");
    }
    let (told, expected, _) = of("said");
    assert_eq!(told, format!("{cell} of{all}{cell}"));
    assert!(expected.contains(&format!("m{all}")), "{expected:?}");
    let (told, expected, _) = of("t.v.values");
    assert!(told.contains(&format!("V{all}")), "{told:?}");
    assert!(told.contains(&format!("d{all}")), "{told:?}");
    assert!(expected.contains(&format!("x{all}y")), "{expected:?}");
    let told = report["notices"].to_string();
    assert!(told.contains(&format!("N{all}")), "{told:?}");
}

/// However many files an archive holds, and whatever its list says of them.
#[test]
fn archives_of_many_files() {
    use std::io::Write;
    let folder = project();
    let path = folder.path().join("exports/many.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for name in ["b.csv", "c.csv", "d.csv"] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        write!(zip, "k,v\n{name},\n").unwrap();
    }
    zip.finish().unwrap();
    let project = PROJECT.replace("exports/*.csv", "exports/*.zip");
    folder.write("crm-audit.toml", &project);
    let report = folder.report("2026-10-31", &["--no-history"]);
    let inputs = report["inputs"].as_array().unwrap();
    let files: Vec<&str> = inputs.iter().map(|i| i["file"].as_str().unwrap()).collect();
    assert_eq!(files.len(), 3, "{files:?}");
    assert!(files[1].ends_with("many.zip/c.csv"), "{files:?}");
    assert_eq!(report["summary"]["findings"], 3);
    // the second file is said to be where the first is
    let mut bytes = fs::read(&path).unwrap();
    let entry = b"PK\x01\x02";
    let lists: Vec<usize> = (0..bytes.len() - 4)
        .filter(|&at| &bytes[at..at + 4] == entry)
        .collect();
    bytes[lists[1] + 42..lists[1] + 46].fill(0);
    fs::write(&path, bytes).unwrap();
    let run = folder.run(&["check", "--no-history"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stdout.contains("files of the archive share bytes"),
        "{}{}",
        run.stdout,
        run.stderr
    );
}

/// A line that a program wrote is as long as it likes.
#[test]
fn mistakes_in_a_long_line_are_told_without_it() {
    let names: Vec<String> = (0..2000).map(|n| format!("\"nope{n}\"")).collect();
    let folder = project();
    let rule = format!(
        "{PROJECT}[[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.required = {{ columns = [{}] }}\n",
        names.join(", ")
    );
    folder.write("crm-audit.toml", &rule);
    let run = folder.run(&["check"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr.matches("has no field `nope").count(), 2000);
    assert!(
        run.stderr.contains("  --> crm-audit.toml:10:31\n"),
        "{}",
        &run.stderr[..400]
    );
    assert!(run.stderr.len() < 2000 * 200);
}

/// The temporary folder is to blame, and neither the export nor the report.
#[test]
fn no_temporary_folder() {
    use std::io::Write;
    let folder = project();
    let path = folder.path().join("exports/b.csv.gz");
    let mut packed = flate2::write::GzEncoder::new(
        fs::File::create(path).unwrap(),
        flate2::Compression::default(),
    );
    packed.write_all(b"k,v\nB1,1\n").unwrap();
    packed.finish().unwrap();
    folder.write("crm-audit.toml", &PROJECT.replace("*.csv", "*.csv*"));
    let run = |arguments: &[&str]| {
        let run = crate::support::Run::new(arguments).in_dir(folder.path());
        let run = run.env("TMPDIR", "/nowhere").env("TMP", "/nowhere");
        run.run()
    };
    let told = run(&["check", "--no-history"]);
    assert_eq!(told.code, 2);
    let why = "exports/b.csv.gz: no temporary file can be made in /nowhere";
    assert!(told.stdout.contains(why), "{}", told.stdout);
    let told = run(&["check", "--no-history", "-o", "r.xlsx"]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("/nowhere"), "{}", told.stderr);
    assert!(!folder.path().join("r.xlsx").exists());
}

/// What has no end is refused wherever a file is expected.
#[cfg(unix)]
#[test]
fn pipes_and_devices_are_no_files() {
    let folder = project();
    let pipe = folder.path().join("dispositions.toml");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    for arguments in [
        &["check", "--no-history"][..],
        &["check", "--no-history", "--baseline", "dispositions.toml"],
        &["dispose", "--from", "dispositions.toml"],
        &["check", "dispositions.toml"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(
            run.stderr.contains("this is a pipe, a device"),
            "{arguments:?}: {}",
            run.stderr
        );
    }
}

/// A history that is a pipe is told as what it is, and the audit goes on.
#[cfg(unix)]
#[test]
fn a_history_is_a_file() {
    let folder = project();
    let database = folder.database();
    fs::create_dir_all(database.parent().unwrap()).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&database).status();
    assert!(made.unwrap().success());
    for arguments in [&["check"][..], &["history"]] {
        let run = folder.run(arguments);
        let told = format!("{}{}", run.stdout, run.stderr).replace('\n', " ");
        assert!(
            told.contains("this is a pipe, a device"),
            "{arguments:?}: {told}"
        );
    }
}

/// What a link leads to is not replaced if it is a file of another kind, whosever it is.
#[cfg(unix)]
#[test]
fn outputs_do_not_go_through_links_to_other_kinds() {
    use std::os::unix::fs::symlink;
    let folder = project();
    folder.run(&["check"]);
    let at = |name: &str| folder.path().join(name);
    for victim in [".crm-audit/history.db", "crm-audit.toml"] {
        let before = fs::read(at(victim)).unwrap();
        for ending in ["json", "txt", "xlsx"] {
            let link = format!("link.{ending}");
            symlink(at(victim), at(&link)).unwrap();
            let run = folder.run(&["profile", "exports/a.csv", "-o", &link]);
            assert_eq!(run.code, 2, "{}", run.stdout);
            assert!(
                run.stderr.contains("a file of another kind"),
                "{}",
                run.stderr
            );
            assert_eq!(fs::read(at(victim)).unwrap(), before, "{victim}");
            fs::remove_file(at(&link)).unwrap();
        }
    }
    // one of the same kind is written to where it is
    fs::create_dir(at("shared")).unwrap();
    fs::write(at("shared/last.json"), "{}").unwrap();
    symlink(at("shared/last.json"), at("link.json")).unwrap();
    assert_eq!(
        folder
            .run(&["profile", "exports/a.csv", "-o", "link.json"])
            .code,
        0
    );
    assert_ne!(fs::read(at("shared/last.json")).unwrap(), b"{}");
}

/// How long something took, from a day that everybody sees, tells the day that nobody may see.
#[test]
fn durations_of_sensitive_dates_are_not_added_up() {
    let rule = |to: &str| {
        format!(
            "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\ndepartment = \"d\"\n[tables.t.fields]\nk = {{}}\nd = {{}}\n\
             seen = {{ type = \"date\" }}\nborn = {{ type = \"date\"{to} }}\n\
             [[rule]]\nid = \"late\"\ntable = \"t\"\ncheck.latency = {{ from = \"born\", to = \"seen\", within = \"30 days\" }}\n"
        )
    };
    for (sensitive, told) in [("", true), (", sensitive = true", false)] {
        let folder = Folder::new(&rule(sensitive));
        folder.write(
            "t.csv",
            "k,d,seen,born\n1,x,2026-05-01,1960-01-01\n2,y,2026-05-01,1961-02-02\n",
        );
        folder.run(&[
            "check",
            "--as-of",
            "2026-10-31",
            "-v",
            "-o",
            "all.json",
            "-o",
            "all.csv",
        ]);
        let all = ["all.json", "all.csv"]
            .map(|name| fs::read_to_string(folder.path().join(name)).unwrap());
        let shown = folder.run(&["check", "--as-of", "2026-10-31", "-v"]).stdout;
        let all = format!("{}{}{shown}", all[0], all[1]);
        assert_eq!(all.contains("24227"), told, "{sensitive}: {all}");
        assert_eq!(all.contains("\"ageing\": {"), told, "{sensitive}: {all}");
    }
}

/// The first row of an export without a header is told by the kinds of its characters, where the table has sensitive fields.
#[test]
fn no_error_shows_what_may_be_sensitive() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\ncode = {}\nphone = { sensitive = true }\n",
    );
    folder.write("t.csv", "K2,13987654322,张三\nK3,13987654323,李四\n");
    for arguments in [&["check"][..], &["check", "--format", "json"]] {
        let told = folder.run(arguments);
        assert_eq!(told.code, 2);
        let all = format!("{}{}", told.stdout, told.stderr);
        assert!(
            all.contains("9{11}") && !all.contains("1398") && !all.contains("张三"),
            "{all}"
        );
    }
    // one of the cells is what a field is called
    folder.write("t.csv", "code,13987654322,张三\nK3,13987654323,李四\n");
    let told = folder.run(&["check"]);
    let all = format!("{}{}", told.stdout, told.stderr);
    assert!(!all.contains("13987654322"), "{all}");
}

/// Neither a project nor an export ends the program by how deep it goes.
#[test]
fn what_is_nested_deeply_is_told() {
    const DEEP: usize = 100_000;
    let folder = project();
    let told = |project: &str| {
        folder.write("crm-audit.toml", project);
        let run = folder.run(&["check", "--lang", "en"]);
        assert_eq!(run.code, 2, "{:.80}: {}", project, run.stderr);
        run.stderr
    };
    for deep in [
        format!("a = {}{}\n", "[".repeat(DEEP), "]".repeat(DEEP)),
        format!("a = {}\n", "[".repeat(DEEP)),
        format!("a = {}1{}\n", "{a=".repeat(DEEP), "}".repeat(DEEP)),
        format!("a.{}a = 1\n", "a.".repeat(DEEP)),
        format!("[{}a]\n", "a.".repeat(DEEP)),
    ] {
        let stderr = told(&(deep + PROJECT));
        assert!(stderr.contains("nested too deeply"), "{stderr:.200}");
    }
    let rule = |check: &str| format!("{PROJECT}[[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n");
    let matches = |regex: String| {
        rule(&format!(
            "check.pattern = {{ column = \"v\", regex = \"{regex}\" }}"
        ))
    };
    let must = |must: String| rule(&format!("check.expression = {{ must = \"{must}\" }}"));
    for (project, words) in [
        (matches("(a|b)".repeat(12 << 18)), "longer than"),
        (matches("(".repeat(DEEP) + &")".repeat(DEEP)), "too large"),
        (
            must("(".repeat(300) + "v = 1" + &")".repeat(300)),
            "nested too deeply",
        ),
        (must("k = v".to_owned() + &" = v".repeat(1000)), "operators"),
        (must("v".to_owned() + &" IS NULL".repeat(1000)), "operators"),
        (must("v".to_owned() + &" LIKE 'a'".repeat(900)), "operators"),
        (must(vec!["v"; 813].join("+") + " > 0"), "operators"),
    ] {
        let stderr = told(&project);
        assert!(stderr.contains(words), "{words}: {stderr:.200}");
    }
    // as many as there may be are judged
    let judged = |chain: String| {
        folder.write("crm-audit.toml", &must(chain));
        let run = folder.run(&["check", "--lang", "en", "--no-history"]);
        assert!(matches!(run.code, 0..=2), "{}", run.stderr);
    };
    judged("v".to_owned() + &" IS NULL".repeat(401));
    judged("k = v".to_owned() + &" OR k = v".repeat(200));
    judged("k = v".to_owned() + &" IS DISTINCT FROM true".repeat(199));
    let elements = "<div>".repeat(DEEP) + &"<b>".repeat(DEEP);
    let page = format!("<table><tr><td>k<td>v<tr><td>1<td>{elements}2</table>");
    folder.write("page.html", &page);
    folder.write(
        "crm-audit.toml",
        &PROJECT.replace("exports/*.csv", "page.html"),
    );
    let run = folder.run(&["check", "--no-history"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}
