//! What each person has to do: who gets a sheet, what is in it, and where it goes.

use std::fs;
use std::path::Path;

use crate::examples::company;
use crate::support::{Folder, Outcome, Run};

const PROJECT: &str = "[project]\nname = \"p\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"no\"]\ndepartment = \"dept\"\n[tables.t.fields]\n\
    no = {}\nx = { type = \"integer\" }\nwho = {}\ndept = {}\n\
    [[rule]]\nid = \"too-large\"\nlabel = \"Too large\"\ntable = \"t\"\nowner = \"who\"\nfix = \"divide it\"\ncheck.range = { column = \"x\", max = 5 }\n";

/// Decides that Ann puts a document of anybody's right.
fn decided(document: &str, due: &str) -> String {
    format!(
        "[[disposition]]\nmatch = {{ rule = \"too-large\", document = \"{document}\" }}\nverdict = \"correct\"\nreason = \"r\"\n\
         owner = \"Ann\"\ndue = {due}\ncovers = 1\ndecided_by = \"m\"\ndecided_on = 2026-10-08\n"
    )
}

/// Rows of `t.csv`: key, number, owner and department.
fn rows(folder: &Folder, rows: &[(&str, u32, &str, &str)]) {
    let rows = rows
        .iter()
        .map(|(no, x, who, dept)| format!("{no},{x},{who},{dept}\n"));
    folder.write(
        "t.csv",
        &format!("no,x,who,dept\n{}", rows.collect::<String>()),
    );
}

fn report(folder: &Folder, day: &str, more: &[&str]) -> Outcome {
    folder.run(&[&["report", "--as-of", day, "--exit-zero"], more].concat())
}

/// The names of what is in a folder.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The counts that are printed for somebody, behind how much is to be done: overdue, new, still there, done.
fn counts(told: &Outcome, name: &str) -> Vec<String> {
    let line = told
        .stdout
        .lines()
        .find(|line| line.trim_start().starts_with(name));
    let line = line.unwrap_or_else(|| panic!("{name}: {}{}", told.stdout, told.stderr));
    let rest = line.trim_start().strip_prefix(name).unwrap();
    rest.split_whitespace()
        .skip(1)
        .take(4)
        .map(str::to_owned)
        .collect()
}

/// September, and October in which some is new, some done and some overdue.
fn two_months() -> Folder {
    let folder = Folder::new(PROJECT);
    rows(
        &folder,
        &[
            ("a", 6, "Bob", "d"),
            ("b", 7, "Bob", "d"),
            ("c", 8, "Cy", "e"),
            ("g", 9, "Cy", "e"),
            ("h", 9, "Cy", "e"),
        ],
    );
    let told = report(&folder, "2026-09-30", &["-o", "pack"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    rows(
        &folder,
        &[
            ("a", 1, "Bob", "d"),
            ("b", 7, "Bob", "d"),
            ("c", 8, "Cy", "e"),
            ("d", 9, "Bob", "d"),
            ("e", 10, "", ""),
            ("h", 1, "Cy", "e"),
        ],
    );
    folder.write(
        "dispositions.toml",
        &(decided("c", "2026-10-15") + &decided("h", "2026-10-15")),
    );
    folder
}

#[test]
fn each_person_gets_what_is_new_still_there_overdue_and_done() {
    let folder = two_months();
    let told = report(&folder, "2026-10-31", &["--owner", "all", "-o", "sheets"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let sheets = folder.path().join("sheets");
    // Cy has nothing to do any more: others have
    assert_eq!(
        files(&sheets),
        ["Ann.html", "Bob.html", "Cy.html", "Nobody named.html"]
    );
    assert_eq!(counts(&told, "Bob"), ["0", "1", "1", "1"]);
    // by what was decided, c is hers, and so was h; what is found about the entry itself is not
    assert_eq!(counts(&told, "Ann")[0], "1", "{}", told.stdout);
    assert_eq!(counts(&told, "Ann")[3], "1", "{}", told.stdout);
    assert_eq!(counts(&told, "Nobody named"), ["0", "1", "0", "0"]);
    // what left the export is not done
    assert_eq!(counts(&told, "Cy"), ["0", "0", "0", "0"]);
    let bob = fs::read_to_string(sheets.join("Bob.html")).unwrap();
    for part in [
        "New (1)",
        "Still there (1)",
        "Done (1)",
        "divide it",
        "Too large",
        "row 3",
        "2026-09-30",
    ] {
        assert!(bob.contains(part), "{part}: {bob}");
    }
    assert!(!bob.contains("Overdue ("), "{bob}");
    let new = bob.find("New (1)").unwrap();
    assert!(bob[new..].find(">d<").unwrap() < bob[new..].find(">b<").unwrap());
    let cy = fs::read_to_string(sheets.join("Cy.html")).unwrap();
    assert!(
        cy.contains("No longer in the export (1)") && cy.contains("Nothing is to be done"),
        "{cy}"
    );
    // the same again is the same
    let again = report(&folder, "2026-10-31", &["--owner", "all", "-o", "sheets"]);
    assert_eq!(again.stdout, told.stdout);
    assert_eq!(fs::read_to_string(sheets.join("Bob.html")).unwrap(), bob);
}

#[test]
fn a_department_gets_its_people() {
    let folder = two_months();
    let arguments = ["--department", "d", "--department", "E", "-o", "sheets"];
    let told = report(&folder, "2026-10-31", &arguments);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let sheets = folder.path().join("sheets");
    assert_eq!(files(&sheets), ["d.html", "e.html"]);
    let e = fs::read_to_string(sheets.join("e.html")).unwrap();
    assert!(
        e.contains("The people of the department") && e.contains("<th scope=\"row\">Ann</th>"),
        "{e}"
    );
}

/// What is there of an earlier day and says nothing any more does not stay; what is no sheet is not touched.
#[test]
fn sheets_of_an_earlier_day_do_not_stay() {
    let folder = two_months();
    let all = ["--owner", "all", "--department", "all", "-o", "sheets"];
    assert_eq!(report(&folder, "2026-10-31", &all).code, 0);
    let sheets = folder.path().join("sheets");
    assert_eq!(files(&sheets).len(), 7, "{:?}", files(&sheets));
    rows(
        &folder,
        &[
            ("b", 7, "Bob", "d"),
            ("c", 1, "Cy", "e"),
            ("d", 1, "Bob", "d"),
            ("e", 1, "", ""),
        ],
    );
    fs::remove_file(folder.path().join("dispositions.toml")).unwrap();
    assert_eq!(report(&folder, "2026-11-01", &all).code, 0);
    rows(
        &folder,
        &[
            ("b", 7, "Bob", "d"),
            ("c", 1, "Cy", "e"),
            ("d", 1, "Bob", "d"),
            ("e", 1, "", ""),
        ],
    );
    // sheets of departments were not asked for, so they are left alone
    let told = report(&folder, "2026-11-02", &["--owner", "all", "-o", "sheets"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let left = files(&sheets);
    assert!(
        left.contains(&"Bob.html".to_owned()) && !left.contains(&"Cy.html".to_owned()),
        "{left:?}"
    );
    assert!(left.contains(&"d.html".to_owned()), "{left:?}");
    assert!(told.stderr.contains("were removed"), "{}", told.stderr);
    fs::write(sheets.join("notes.txt"), "mine").unwrap();
    let told = report(&folder, "2026-11-02", &["--owner", "all", "-o", "sheets"]);
    assert_eq!(told.code, 2);
    assert!(
        told.stderr
            .contains("sheets holds what is no sheet (notes.txt)"),
        "{}",
        told.stderr
    );
    let told = report(&folder, "2026-11-02", &["--owner", "all", "-o", "pack"]);
    assert!(
        told.stderr.contains("pack holds what is no sheet"),
        "{}",
        told.stderr
    );
}

#[test]
fn one_sheet_goes_into_a_file() {
    let folder = two_months();
    let told = report(&folder, "2026-10-31", &["--owner", "bob", "-o", "b.md"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    insta::assert_snapshot!(
        "sheet_for_a_chat",
        fs::read_to_string(folder.path().join("b.md")).unwrap()
    );
    let told = report(&folder, "2026-10-31", &["--owner", "Bob", "-o", "b.html"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stderr.contains("written: b.html"), "{}", told.stderr);
    // nothing to do: no file
    rows(
        &folder,
        &[
            ("b", 1, "Bob", "d"),
            ("c", 1, "Dan", "d"),
            ("z", 9, "Eve", "d"),
        ],
    );
    folder.write("dispositions.toml", &decided("z", "2026-12-31"));
    let told = report(&folder, "2026-11-01", &["--owner", "Eve", "-o", "e.html"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(
        told.stdout.starts_with("Nothing is to be done."),
        "{}",
        told.stdout
    );
    assert!(!folder.path().join("e.html").exists());
}

#[test]
fn mistakes_are_told_and_nothing_is_written() {
    let folder = two_months();
    for (arguments, reason) in [
        (
            &["--owner", "Bobb", "-o", "s"][..],
            "no owner or department is called `Bobb`; there are: Ann, Bob, Cy",
        ),
        (&["--owner", "Bobb", "-o", "s"], "did you mean `Bob`?"),
        (&["--department", "Bob", "-o", "s"], "there are: d, e"),
        (&["--owner", "all", "-o", "s.html"], "s.html is one file"),
        (
            &["--owner", "Bob", "--department", "d", "-o", "s.md"],
            "s.md is one file",
        ),
        (
            &["--owner", "Bob", "--since", "2026-09-29", "-o", "s"],
            "there is no run `2026-09-29`; the last ones: 2026-09-30",
        ),
        (
            &["--owner", "Bob", "--since", "7", "-o", "s"],
            "there is no run `7`",
        ),
        (
            &["--owner", "Bob", "--since", "1", "--no-history", "-o", "s"],
            "cannot be used with --no-history",
        ),
        (&["--since", "1", "-o", "s"], "--since is for the sheets"),
        (
            &["--owner", "Bob", "-o", "none/s.html"],
            "the folder does not exist",
        ),
        (
            &["--owner", "Bob", "-o", "crm-audit.toml"],
            "cannot be read as a folder",
        ),
    ] {
        let told = report(&folder, "2026-10-31", arguments);
        assert_eq!(
            told.code, 2,
            "{arguments:?}: {}{}",
            told.stdout, told.stderr
        );
        assert!(
            told.stderr.contains(reason),
            "{arguments:?}: {}",
            told.stderr
        );
        assert!(!folder.path().join("s").exists(), "{arguments:?}");
    }
    let told = report(
        &folder,
        "2026-09-30",
        &["--owner", "Bob", "--since", "1", "-o", "s"],
    );
    assert!(
        told.stderr.contains("is not before 2026-09-30"),
        "{}",
        told.stderr
    );
    // none of these is a run
    let told = folder.run(&["history"]);
    assert!(!told.stdout.contains("2026-10-31"), "{}", told.stdout);
}

/// One day, one report: what came and what is done since a run that is asked for.
#[test]
fn the_difference_is_to_the_run_that_is_asked_for() {
    let folder = Folder::new(PROJECT);
    let day = |day: &str, numbers: [u32; 3]| {
        let [a, b, c] = numbers;
        rows(
            &folder,
            &[
                ("a", a, "Bob", "d"),
                ("b", b, "Bob", "d"),
                ("c", c, "Bob", "d"),
            ],
        );
        report(&folder, day, &["--owner", "Bob", "-o", "bob.html"])
    };
    let told = day("2026-10-01", [6, 6, 1]);
    // the first run: nothing is known of new and done
    assert_eq!(counts(&told, "Bob"), ["0", "–", "–", "–"]);
    let sheet = fs::read_to_string(folder.path().join("bob.html")).unwrap();
    assert!(
        sheet.contains("This is the first run on record") && sheet.contains("To do (2)"),
        "{sheet}"
    );
    assert_eq!(
        counts(&day("2026-10-02", [1, 6, 1]), "Bob"),
        ["0", "0", "1", "1"]
    );
    assert_eq!(
        counts(&day("2026-10-03", [1, 6, 6]), "Bob"),
        ["0", "1", "1", "0"]
    );
    // since the first day a is done and c is new; it came back on the fourth
    for since in ["2026-10-01", "1"] {
        let told = report(
            &folder,
            "2026-10-03",
            &["--owner", "Bob", "--since", since, "-o", "bob.html"],
        );
        assert_eq!(counts(&told, "Bob"), ["0", "1", "1", "1"], "{since}");
    }
    assert_eq!(
        counts(&day("2026-10-04", [6, 6, 6]), "Bob"),
        ["0", "1", "2", "0"]
    );
    let told = report(
        &folder,
        "2026-10-04",
        &["--owner", "Bob", "--since", "2026-10-01", "-o", "bob.html"],
    );
    assert_eq!(counts(&told, "Bob"), ["0", "1", "2", "0"]);
}

#[test]
fn without_a_history_nothing_is_said_of_new_and_done() {
    let folder = two_months();
    let told = report(
        &folder,
        "2026-10-31",
        &["--owner", "Bob", "--no-history", "-o", "b.html"],
    );
    assert_eq!(
        counts(&told, "Bob"),
        ["0", "–", "–", "–"],
        "{}",
        told.stdout
    );
    let sheet = fs::read_to_string(folder.path().join("b.html")).unwrap();
    assert!(
        sheet.contains("There is no history to compare with"),
        "{sheet}"
    );
    fs::write(folder.database(), "broken").unwrap();
    let told = report(&folder, "2026-10-31", &["--owner", "Bob", "-o", "b.html"]);
    assert_eq!(
        counts(&told, "Bob"),
        ["0", "–", "–", "–"],
        "{}",
        told.stdout
    );
    let told = report(
        &folder,
        "2026-10-31",
        &["--owner", "Bob", "--since", "1", "-o", "b.html"],
    );
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("is damaged"), "{}", told.stderr);
}

/// What a changed rule does not find any more is no credit to anybody.
#[test]
fn what_a_changed_rule_lets_pass_is_told() {
    let folder = two_months();
    folder.write("crm-audit.toml", &PROJECT.replace("max = 5", "max = 7"));
    let told = report(&folder, "2026-10-31", &["--owner", "Bob", "-o", "b.html"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let sheet = fs::read_to_string(folder.path().join("b.html")).unwrap();
    let changed = "Too large (the rule has changed, so it may be as it was)";
    assert!(sheet.contains(changed), "{sheet}");
}

/// Names come from cells: none leads out of the folder, and none takes the place of another.
#[test]
fn names_of_people_are_names_of_files() {
    let folder = Folder::new(PROJECT);
    folder.write(
        "t.csv",
        "no,x,who,dept\na,6,../../x,d\nb,6,CON,d\nc,6,ann,d\nd,6,ANN ,d\ne,6,\"a/b:c<script>alert(1)</script>\",d\nf,6,Nobody named,d\ng,6,,d\n",
    );
    let told = report(&folder, "2026-10-31", &["--owner", "all", "-o", "sheets"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let names = files(&folder.path().join("sheets"));
    assert!(names.contains(&"_CON.html".to_owned()), "{names:?}");
    assert!(
        names
            .iter()
            .all(|name| !name.contains(['/', ':', '<']) && !name.starts_with('.')),
        "{names:?}"
    );
    let mut alike: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    alike.sort();
    alike.dedup();
    assert_eq!(alike.len(), names.len());
    for name in names.iter().filter(|name| name.starts_with("a_b")) {
        let sheet = fs::read_to_string(folder.path().join("sheets").join(name)).unwrap();
        assert!(!sheet.contains("<script"), "{sheet}");
    }
}

/// 200 findings are mailed in one small file.
#[test]
fn a_sheet_can_be_mailed() {
    let folder = company();
    for (day, arguments) in [
        ("2026-08-31", &["--owner", "all", "-o", "sheets"][..]),
        ("2026-09-30", &["--owner", "all", "-o", "sheets"]),
        (
            "2026-10-31",
            &["--owner", "all", "--department", "all", "-o", "sheets"],
        ),
    ] {
        let run = Run::new([&["report", "--as-of", day], arguments].concat()).in_dir(folder.path());
        let told = run.run();
        assert_eq!(told.code, 1, "{}", told.stderr);
        if day == "2026-10-31" {
            insta::assert_snapshot!("sheets_of_the_company", told.stdout);
        }
    }
    let sheets = folder.path().join("sheets");
    for name in files(&sheets) {
        let size = fs::metadata(sheets.join(&name)).unwrap().len();
        assert!(size < 100_000, "{name}: {size}");
    }
    let big = Folder::new(PROJECT);
    let rows = (0..200).map(|n| format!("订单-2026-{n:05},{},张三,d", n + 6));
    let rows = rows.collect::<Vec<_>>().join("\n");
    big.write("t.csv", &format!("no,x,who,dept\n{rows}"));
    let told = report(
        &big,
        "2026-10-31",
        &["--owner", "张三", "-o", "张三.html", "--lang", "zh-CN"],
    );
    assert_eq!(told.code, 0, "{}", told.stderr);
    let size = fs::metadata(big.path().join("张三.html")).unwrap().len();
    assert!(size < 100_000, "{size}");
}

/// What could not be audited is told to everybody: a sheet that lacks it looks finished.
#[test]
fn what_is_not_in_a_sheet_is_told_in_it() {
    let folder = two_months();
    let told = report(
        &folder,
        "2026-10-31",
        &["--owner", "Bob", "--select", "too-large", "-o", "b.html"],
    );
    assert_eq!(told.code, 0, "{}", told.stderr);
    let sheet = fs::read_to_string(folder.path().join("b.html")).unwrap();
    assert!(
        sheet.contains("Only some rules or files were audited"),
        "{sheet}"
    );
    folder.write("crm-audit.toml", &format!("{PROJECT}[tables.u]\nfiles = \"u.csv\"\nkey = [\"k\"]\n[tables.u.fields]\nk = {{}}\nmissing = {{}}\n"));
    folder.write("u.csv", "k\n1\n");
    let told = folder.run(&[
        "report",
        "--as-of",
        "2026-10-31",
        "--owner",
        "Bob",
        "-o",
        "b.html",
    ]);
    assert_eq!(told.code, 2, "{}", told.stderr);
    let sheet = fs::read_to_string(folder.path().join("b.html")).unwrap();
    assert!(sheet.contains("1 thing could not be audited"), "{sheet}");
}

const SENSITIVE: &str = "[project]\nname = \"p\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"phone\"]\n[tables.t.fields]\n\
    phone = { sensitive = true }\nx = { type = \"integer\", sensitive = true }\nwho = { sensitive = true }\nmail = {}\n\
    [[rule]]\nid = \"too-large\"\ntable = \"t\"\nowner = \"who\"\ncheck.range = { column = \"x\", max = 5 }\n\
    [[rule]]\nid = \"mail\"\ntable = \"t\"\nowner = \"who\"\ncheck.identifier = { column = \"mail\", scheme = \"email\" }\n\
    [[rule]]\nid = \"repeats\"\ncheck.recurrence = { months = 3 }\n";

/// What is kept of the runs, and what findings are known by.
fn kept(folder: &Folder) -> (String, Vec<String>) {
    let history = folder.run(&["history", "export", "--format", "json"]);
    let json = folder.report("2026-12-01", &["--no-history"]);
    let identities: Vec<String> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["identity"].to_string())
        .collect();
    (history.stdout, identities)
}

/// Who has findings of a rule again and again reads what the rule is called, and his name.
#[test]
fn what_comes_again_is_called_by_its_rule_and_its_owner() {
    let folder = Folder::new(
        "[project]\nname = \"p\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\nwho = {}\n\
         x = { type = \"integer\" }\n[[rule]]\nid = \"too-large\"\nlabel = \"Too large an x\"\ntable = \"t\"\nowner = \"who\"\n\
         check.range = { column = \"x\", max = 5 }\n[[rule]]\nid = \"repeats\"\ncheck.recurrence = { months = 2 }\n",
    );
    folder.write("t.csv", "k,who,x\n1,Bob,9\n");
    for day in ["2026-09-30", "2026-10-31"] {
        folder.run(&["check", "--as-of", day]);
    }
    let arguments = ["--owner", "Bob", "-o", "bob.html"];
    let told = report(&folder, "2026-11-30", &arguments);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let sheet = fs::read_to_string(folder.path().join("bob.html")).unwrap();
    assert!(sheet.contains("Too large an x (Bob)"), "{sheet}");
    assert!(!sheet.contains("too-large|"), "{sheet}");
}

/// What is sensitive is shown where that is asked for, which is told; what is compared and recorded knows nothing of it.
#[test]
fn what_is_sensitive_is_shown_where_it_is_asked_for_and_nowhere_else() {
    let secrets = ["13812345678", "4711", "zhangsan01234", "no-mail-of-hers"];
    let run = |unmasked: &[&str]| {
        let folder = Folder::new(SENSITIVE);
        folder.write("t.csv", "phone,x,who,mail\n13812345678,4711,zhangsan01234,no-mail-of-hers\n13912345678,1,u,a@b.cn\n");
        for day in ["2026-08-31", "2026-09-30", "2026-10-31"] {
            let told = report(&folder, day, &[&["-o", "pack"], unmasked].concat());
            assert_eq!(told.code, 0, "{}", told.stderr);
            assert_eq!(
                told.stderr.contains("sees personal data"),
                !unmasked.is_empty(),
                "{}",
                told.stderr
            );
        }
        let told = report(
            &folder,
            "2026-11-30",
            &[&["--owner", "all", "-o", "sheets"], unmasked].concat(),
        );
        assert_eq!(told.code, 0, "{}", told.stderr);
        folder
    };
    let (masked, plain) = (run(&[]), run(&["--unmasked"]));
    let text = |folder: &Folder, name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    for name in ["pack/index.html", "pack/minutes.md", "pack/actions.csv"] {
        let (masked, plain) = (text(&masked, name), text(&plain, name));
        for secret in secrets {
            assert!(!masked.contains(secret), "{name}: {secret}");
            assert!(
                plain.contains(secret) || name.ends_with("md") && secret == "4711",
                "{name}: {secret}: {plain}"
            );
        }
        assert!(
            name.ends_with("csv") || plain.contains("sees personal data"),
            "{name}"
        );
        assert!(!masked.contains("sees personal data"), "{name}");
    }
    let sheet = text(&plain, "sheets/zhangsan01234.html");
    assert!(
        sheet.contains("13812345678") && sheet.contains("sees personal data"),
        "{sheet}"
    );
    // what is done is told to her as well, by the name that runs have not recorded
    for folder in [&masked, &plain] {
        folder.write(
            "t.csv",
            "phone,x,who,mail\n13812345678,1,zhangsan01234,no-mail-of-hers\n13912345678,1,u,a@b.cn\n",
        );
    }
    let arguments = ["--owner", "all", "-o", "sheets"];
    for (folder, more) in [(&masked, &[][..]), (&plain, &["--unmasked"])] {
        let told = report(folder, "2026-12-01", &[&arguments, more].concat());
        assert_eq!(told.code, 0, "{}", told.stderr);
    }
    let sheet = text(&plain, "sheets/zhangsan01234.html");
    assert!(
        sheet.contains("Done (") && !sheet.contains("4711"),
        "{sheet}"
    );
    assert_eq!(files(&plain.path().join("sheets")).len(), 1);
    // what is kept is the same
    assert_eq!(kept(&masked), kept(&plain));
    let bytes = fs::read(plain.database()).unwrap();
    for secret in secrets {
        assert!(
            !bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes()),
            "{secret}"
        );
    }
    let baseline = |folder: &Folder, more: &[&str]| {
        let create = [
            "baseline",
            "create",
            "--as-of",
            "2026-11-30",
            "-o",
            "b.json",
        ];
        let told = folder.run(&create);
        assert_eq!(told.code, 0, "{}", told.stderr);
        report(
            folder,
            "2026-11-30",
            &[&["-o", "again", "--baseline", "b.json"], more].concat(),
        )
    };
    assert_eq!(
        baseline(&masked, &[]).stdout,
        baseline(&plain, &["--unmasked"]).stdout
    );
}
