//! The pack for the meeting: what is in it, and where it goes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::examples::company;
use crate::support::{Folder, Run};

/// What somebody may write into a cell, a heading or a rule.
const HOSTILE: [&str; 7] = [
    "<script>document.title='owned'</script>",
    "\"><img src=x onerror=alert(1)>",
    "</script><u>out</u>",
    "=HYPERLINK(\"http://example.invalid\")",
    "{{ page.title }}{% raw %}",
    "a\u{202e}b\u{200b}c\u{1b}[31md",
    "&lt;&amp;'`",
];

pub(crate) fn page(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

/// What the script of a page reads.
pub(crate) fn data(page: &str) -> Value {
    let (_, data) = page
        .split_once("<script type=\"application/json\" id=\"data\">")
        .unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    serde_json::from_str(data).unwrap()
}

/// How many findings of the list have a mark.
pub(crate) fn marked(data: &Value, mark: &str) -> u64 {
    let marks = data["lists"]["mark"].as_array().unwrap();
    let has = |at: &Value| {
        let marks = marks[usize::try_from(at.as_u64().unwrap()).unwrap()]
            .as_str()
            .unwrap();
        marks.split(' ').any(|one| one == mark)
    };
    let count = data["count"].as_u64().unwrap();
    match &data["columns"]["mark"] {
        Value::Array(all) => all.iter().filter(|at| has(at)).count() as u64,
        same => {
            if has(same) {
                count
            } else {
                0
            }
        }
    }
}

/// A table of hostile cells with a hostile heading, and rules, owners and names like them.
pub(crate) fn hostile() -> Folder {
    let quoted = |text: &str| {
        serde_json::to_string(text)
            .unwrap()
            .replace("\\u200b", "\u{200b}")
    };
    let named = |text: &str| quoted(&text.replace('\u{1b}', ""));
    let rules: Vec<String> = HOSTILE
        .iter()
        .enumerate()
        .map(|(n, text)| {
            let text = named(text);
            format!("[[rule]]\nid = \"r{n}\"\nlabel = {text}\nwhy = {text}\nfix = {text}\ntable = \"t\"\nowner = \"who\"\ncheck.pattern = {{ column = \"v\", regex = 'x{n}' }}\n")
        })
        .collect();
    let project = format!(
        "[project]\nname = {}\n[tables.t]\nlabel = {}\nfiles = \"t.csv\"\nkey = [\"k\"]\ndepartment = \"d\"\n[tables.t.fields]\n\
         k = {{ header = {} }}\nv = {{}}\nwho = {{}}\nd = {{}}\n{}",
        named(HOSTILE[0]),
        named(HOSTILE[1]),
        quoted("<i>k</i>"),
        rules.concat()
    );
    let folder = Folder::new(&project);
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let rows = HOSTILE.map(|text| format!("{0},{0},{0},{0}\n", cell(text)));
    folder.write("t.csv", &format!("<i>k</i>,v,who,d\n{}", rows.concat()));
    folder
}

#[test]
fn no_value_is_more_than_text() {
    let folder = hostile();
    let told = folder.run(&["report", "--as-of", "2026-10-31", "-o", "page.html"]);
    assert_eq!(told.code, 1, "{}", told.stderr);
    let page = page(&folder.path().join("page.html"));
    for markup in ["<img", "<u>", "<i>", "<script>document", "{{ 7"] {
        assert!(!page.contains(markup), "{markup}");
    }
    let is_bad = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202e}' | '\u{200b}');
    assert_eq!(page.find(is_bad), None);
    // the data and the script, and nothing else
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    assert!(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;; style-src"), "{}", &page[..900]);
    for outside in ["src=", "http://", "https://", "@import", "url("] {
        let visible = page.replace("http://example.invalid", "");
        let at = visible.find(outside);
        assert!(at.is_none() || outside == "src=", "{outside}");
    }
    assert_eq!(data(&page)["count"], 49);
    // for browsers that run no scripts
    let (_, written) = page.split_once("<noscript>").unwrap();
    let (written, _) = written.split_once("</noscript>").unwrap();
    assert_eq!(written.matches("<tr>").count(), 1 + 49);
    // as it stands in the export
    assert!(
        data(&page)["columns"]["key"]
            .as_str()
            .unwrap()
            .contains("</script><u>out</u>\n")
    );
    // nor is what is not there any more
    folder.write("t.csv", "<i>k</i>,v,who,d\nnone,x0,a,b\n");
    folder.run(&["report", "--as-of", "2026-11-30", "-o", "page.html"]);
    let page = self::page(&folder.path().join("page.html"));
    assert_eq!(page.matches("data-state=\"gone\"").count(), 49);
    for markup in ["<img", "<u>", "<i>", "<script>document", "{{ 7"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert_eq!(page.find(is_bad), None);
}

#[test]
fn the_figures_are_those_of_check() {
    let company = company();
    let project = company.path().to_str().unwrap();
    let pack = company.path().join("pack");
    for day in ["2026-08-31", "2026-09-30", "2026-10-31"] {
        let told = Run::new([
            "report",
            project,
            "--as-of",
            day,
            "-o",
            pack.to_str().unwrap(),
        ])
        .run();
        assert_eq!(told.code, 1, "{}", told.stderr);
    }
    let first = page(&pack.join("index.html"));
    let told = Run::new([
        "check",
        project,
        "--as-of",
        "2026-10-31",
        "--format",
        "json",
    ])
    .run();
    let report: Value = serde_json::from_str(&told.stdout).unwrap();
    let data = data(&first);
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(data["count"], findings.len());
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *by_rule
            .entry(finding["rule"].as_str().unwrap())
            .or_default() += 1;
    }
    for rule in data["rules"].as_array().unwrap() {
        assert_eq!(rule["count"], by_rule[rule["id"].as_str().unwrap()]);
    }
    let open: u64 = report["summary"]["by_severity"]
        .as_object()
        .unwrap()
        .values()
        .map(|n| n.as_u64().unwrap())
        .sum();
    assert_eq!(marked(&data, "open"), open);
    assert!(first.contains(&format!(">{open}</a>")));
    let disposed = &report["summary"]["disposed"];
    let overdue = disposed["overdue"].as_u64().unwrap() + disposed["expired"].as_u64().unwrap();
    assert_eq!(marked(&data, "overdue"), overdue);
    // KS202609005 and KS202610001; what was closed late is closed
    assert_eq!(marked(&data, "handled"), 2);
    // the run before, and the one before that
    for shown in ["2026-09-30：78", "2026-08-31", "SO202608009"] {
        assert!(first.contains(shown), "{shown}");
    }
    // the same again, bytes and all
    let again = Run::new([
        "report",
        project,
        "--as-of",
        "2026-10-31",
        "-o",
        pack.to_str().unwrap(),
    ])
    .run();
    assert_eq!(again.code, 1, "{}", again.stderr);
    assert_eq!(page(&pack.join("index.html")), first);
}

#[test]
fn a_pack_takes_the_place_of_a_pack_only() {
    let folder =
        Folder::new("[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nk = { required = true }\n");
    folder.write("t.csv", "k,v\n1,\n,2\n");
    let report = |target: &str| folder.run(&["report", "--as-of", "2026-10-31", "-o", target]);
    assert_eq!(report("pack").code, 1);
    assert_eq!(report("pack/").code, 1);
    folder.write("pack/notes.txt", "mine");
    let told = report("pack");
    assert_eq!(told.code, 2);
    assert!(
        told.stderr
            .contains("pack holds what no earlier pack left there (notes.txt)"),
        "{}",
        told.stderr
    );
    fs::remove_file(folder.path().join("pack/notes.txt")).unwrap();
    // a page of somebody else
    folder.write("pack/index.html", "<!doctype html><title>mine</title>");
    assert_eq!(report("pack").code, 2);
    assert_eq!(
        page(&folder.path().join("pack/index.html")),
        "<!doctype html><title>mine</title>"
    );
    for (target, told) in [
        ("none/pack", "the folder does not exist"),
        ("t.csv", "t.csv is one of the inputs"),
    ] {
        let refused = report(target);
        assert_eq!(refused.code, 2, "{target}");
        assert!(
            refused.stderr.contains(told) || target == "t.csv",
            "{}",
            refused.stderr
        );
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("t.csv")).unwrap(),
        "k,v\n1,\n,2\n"
    );
    assert!(folder.run(&["report"]).stderr.contains("--output"));
}

#[test]
fn what_is_not_known_is_said() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = { required = true }\n[tables.u]\nfiles = \"u.csv\"\n\
         [tables.u.fields]\nk = { required = true }\nv = { required = true }\n",
    );
    folder.write("t.csv", "k,v\n1,\n,2\n");
    let report = |more: &[&str]| {
        let mut arguments = vec!["report", "--as-of", "2026-10-31", "-o", "page.html"];
        arguments.extend(more);
        let told = folder.run(&arguments);
        (told.code, page(&folder.path().join("page.html")))
    };
    let (code, whole) = report(&[]);
    assert_eq!(code, 2);
    for said in [
        "not known: nothing has been decided yet",
        "not known: nothing says which documents wait for which ([[link]])",
        "no rule looks for what was handled and not closed",
        "4 rules:",
        "no file matches u.csv",
    ] {
        assert!(whole.contains(said), "{said}");
    }
    assert!(!whole.contains("Not the whole company"));
    let (code, part) = report(&["--select", "t.k.required"]);
    assert_eq!(code, 1);
    assert!(part.contains("Not the whole company: 1 of "), "{code}");
    let (_, forgetful) = report(&["--no-history"]);
    assert!(forgetful.contains("the audit was made without the history"));
    fs::write(folder.database(), "no database at all").unwrap();
    let (_, unread) = report(&[]);
    assert!(unread.contains("the history was not kept or cannot be read"));
}

/// What a run did not record is shown as not known, and never as nothing.
#[test]
fn runs_without_figures_are_gaps() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = { required = true }\nv = { required = true }\n",
    );
    folder.write("t.csv", "k,v\n1,\n2,2\n");
    for (day, more) in [
        ("2026-08-31", &[][..]),
        ("2026-09-30", &["--select", "t.v.required"]),
        ("2026-10-31", &[]),
    ] {
        let mut arguments = vec!["check", "--as-of", day];
        arguments.extend(more);
        assert_eq!(folder.run(&arguments).code, 1);
    }
    assert_eq!(
        folder
            .run(&["report", "--as-of", "2026-10-31", "-o", "page.html"])
            .code,
        1
    );
    let page = page(&folder.path().join("page.html"));
    assert!(page.contains("<th scope=\"row\">2026-08-31</th><td class=\"n\">1</td>"));
    assert!(page.contains("<th scope=\"row\">2026-09-30</th><td class=\"n\">–</td>"));
    assert!(page.contains("class=\"unknown\""));
}
