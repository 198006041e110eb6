//! Owners who are somebody: in all reports, whatever is listed, and from month to month.

use serde_json::Value;

use crate::support::Run;

const STORY: [&str; 4] = ["check", "fixtures/stories/people", "--as-of", "2026-10-31"];

fn told(more: &[&str]) -> String {
    let arguments = STORY.iter().chain(more);
    Run::new(arguments).run().stdout
}

/// What is told of owners counts all findings, also those that a report does not list.
#[test]
fn notices_do_not_depend_on_what_is_listed() {
    let report: Value = serde_json::from_str(&told(&["--format", "json"])).unwrap();
    let notices = report["notices"].as_array().unwrap();
    assert_eq!(notices.len(), 4);
    for limit in ["0", "1", "100"] {
        let listed = told(&["--limit", limit]);
        for notice in notices {
            let notice = notice.as_str().unwrap();
            assert!(listed.contains(notice), "{limit}: {notice}\n{listed}");
        }
    }
}

#[test]
fn columns_are_there_where_people_are() {
    let header = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let people = told(&["--format", "csv"]);
    assert!(header(&people).ends_with(",in_baseline,account,new_staff"));
    let late = "SO03,,within 24 hours,";
    let row = people.lines().find(|line| line.contains(late)).unwrap();
    assert!(
        row.contains(",赵磊,销售二部,") && row.ends_with(",zhaol,true"),
        "{row}"
    );
    let story = ["check", "fixtures/stories/every-verdict", "--format", "csv"];
    assert!(header(&Run::new(story).run().stdout).ends_with(",in_baseline"));
}

/// How long things take is told of people too, and of their departments.
#[test]
fn times_are_those_of_people() {
    let report: Value = serde_json::from_str(&told(&["--format", "json"])).unwrap();
    let mut rules = report["rules"].as_array().unwrap().iter();
    let late = rules
        .find(|rule| rule["id"] == "order-approved-late")
        .unwrap();
    let finished = |by: &str, name: &str| {
        let groups = late["ageing"][by].as_array().unwrap();
        let named: Vec<&Value> = groups.iter().filter(|g| g["name"] == name).collect();
        assert_eq!(named.len(), 1, "{name}");
        named[0]["finished"]["count"].as_u64().unwrap()
    };
    // SO06, SO07, SO18 and two without a mistake; zhaol, and 赵磊 but for what is approved after the audit; two people of one name
    assert_eq!(finished("by_owner", "李娜"), 5);
    assert_eq!(finished("by_owner", "赵磊"), 1);
    assert_eq!(finished("by_owner", "刘洋 (liuy2)"), 1);
    assert_eq!(finished("by_owner", "刘洋"), 1);
    assert_eq!(finished("by_department", "财务部"), 1);
}

#[test]
fn marks_are_words_of_the_language() {
    for (lang, mark) in [
        ("en", "李娜 (new)"),
        ("zh-CN", "李娜（新）"),
        ("zh-TW", "李娜（新）"),
    ] {
        assert!(told(&["--lang", lang]).contains(mark), "{lang}");
    }
}

/// Two spellings and a name are one owner in the history.
#[test]
fn owners_recur_as_people() {
    let folder = tempfile::tempdir().unwrap();
    let project = "[tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {}\nname = {}\n\
        [tables.o]\nfiles = \"o.csv\"\nkey = [\"k\"]\n[tables.o.fields]\nk = {}\nby = {}\nat = {}\n\
        [[rule]]\nid = \"r\"\ntable = \"o\"\nowner = \"by\"\ncheck.required = { columns = [\"at\"] }\n";
    std::fs::write(folder.path().join("crm-audit.toml"), project).unwrap();
    std::fs::write(folder.path().join("p.csv"), "account,name\nu1,王芳\n").unwrap();
    let path = folder.path().to_str().unwrap();
    for (month, by) in [("08", "u1"), ("09", "U1 "), ("10", "王芳")] {
        std::fs::write(folder.path().join("o.csv"), format!("k,by,at\n1,{by},\n")).unwrap();
        let day = format!("2026-{month}-28");
        assert_eq!(Run::new(["check", path, "--as-of", &day]).run().code, 1);
    }
    let told = Run::new(["history", path, "--format", "json"]).run();
    let history: Value = serde_json::from_str(&told.stdout).unwrap();
    let owners = history["owners"].as_array().unwrap();
    assert_eq!(owners.len(), 1, "{}", told.stdout);
    assert_eq!(owners[0]["owner"], "王芳");
    assert_eq!(owners[0]["runs_with_findings"], 3);
}

/// Packs have rules about people for projects that know theirs, and leave them out elsewhere.
#[test]
fn packs_ask_for_people() {
    let folder = tempfile::tempdir().unwrap();
    let project = "[project]\nrules = [\"pack:complaints\"]\n[tables.complaints]\nfiles = \"c.csv\"\n\
        [tables.complaints.fields]\nhandler = {}\nclosed_at = { type = \"date\" }\n";
    let people = "[tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {}\nleft = { type = \"date\" }\n\
        [people]\nshared = [\"service\"]\n";
    let complaints = "handler,closed_at\nu1,\nu2,\nservice,\nu1,2026-10-01\n";
    std::fs::write(folder.path().join("c.csv"), complaints).unwrap();
    std::fs::write(
        folder.path().join("p.csv"),
        "account,left\nu1,2026-10-30\nu2,\n",
    )
    .unwrap();
    let check = |text: String| {
        std::fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
        let path = folder.path().to_str().unwrap();
        let arguments = [
            "check",
            path,
            "--no-history",
            "--as-of",
            "2026-10-31",
            "--format",
            "json",
        ];
        let report: Value = serde_json::from_str(&Run::new(arguments).run().stdout).unwrap();
        report
    };
    let report = check(format!("{project}{people}"));
    let found = |report: &Value| -> Vec<(String, u64)> {
        let findings = report["findings"].as_array().unwrap().iter();
        let of_people = findings.filter(|f| f["rule"].as_str().unwrap().contains("-handler-"));
        of_people
            .map(|f| {
                (
                    f["rule"].as_str().unwrap().to_owned(),
                    f["row"].as_u64().unwrap(),
                )
            })
            .collect()
    };
    assert_eq!(
        found(&report),
        [
            ("complaint-handler-left".to_owned(), 2),
            ("complaint-handler-shared".to_owned(), 4)
        ]
    );
    let without = check(project.to_owned());
    assert!(found(&without).is_empty());
    let notices = without["notices"].to_string();
    assert!(notices.contains("complaint-handler-left"), "{notices}");
}

/// What a part of the rules or of the files does not show may be used elsewhere.
#[test]
fn patterns_of_shared_accounts_are_told_of_whole_runs() {
    let folder = tempfile::tempdir().unwrap();
    let project = "[tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {}\n\
        [people]\nshared = [\"admin\"]\n\
        [tables.o]\nfiles = \"o.csv\"\nkey = [\"k\"]\n[tables.o.fields]\nk = { required = true }\nby = {}\n\
        [[rule]]\nid = \"r\"\ntable = \"o\"\nowner = \"by\"\ncheck.required = { columns = [\"k\"] }\n";
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("crm-audit.toml", project);
    write("p.csv", "account\nann\n");
    write("o.csv", "k,by\n1,ann\n");
    let path = folder.path().to_str().unwrap();
    let orders = format!("o={}", folder.path().join("o.csv").display());
    let told = |more: &[&str]| {
        let arguments = ["check", path, "--no-history"];
        let told = Run::new(arguments.iter().chain(more)).run();
        told.stdout.contains("admin") || told.stderr.contains("admin")
    };
    assert!(told(&[]));
    assert!(!told(&["--select", "r"]));
    assert!(!told(&["--input", &orders]));
}
