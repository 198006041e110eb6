//! Runs that judge some documents only: those that a file lists, and those that git knows otherwise.

use std::process::Command;

use serde_json::Value;

use crate::support::{Folder, Run, notices};

const PROJECT: &str = "[tables.customers]\nfiles = \"customers*.csv\"\nkey = [\"code\"]\n[tables.customers.fields]\n\
    code = { unique = true }\nname = { required = true }\n\
    [tables.orders]\nfiles = \"orders*.csv\"\nkey = [\"no\", \"line\"]\n[tables.orders.fields]\n\
    no = {}\nline = { type = \"integer\" }\ncustomer = {}\namount = { type = \"decimal\" }\n\
    [[rule]]\nid = \"known\"\ntable = \"orders\"\n\
    check.reference = { columns = [\"customer\"], table = \"customers\", key = [\"code\"] }\n\
    [[rule]]\nid = \"odd\"\ntable = \"orders\"\ncheck.outlier = { column = \"amount\", by = [\"customer\"] }\n";
const CUSTOMERS: &str = "code,name\nC1,Alpha\nC2,\nC3,Gamma\nC3,Delta\n";
const ORDERS: &str = "no,line,customer,amount\nA,1,C1,1\nA,2,C9,1\nB,1,C8,1\nC,1,C2,1\n";

fn project() -> Folder {
    let folder = Folder::new(PROJECT);
    folder.write("customers.csv", CUSTOMERS);
    folder.write("orders.csv", ORDERS);
    folder
}

fn report(folder: &Folder, more: &[&str]) -> Value {
    folder.report("2026-10-31", &[&["--no-history"], more].concat())
}

/// Rule and document of each finding.
fn found(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    let named = |finding: &Value| {
        let [rule, key] = ["rule", "key"].map(|name| finding[name].as_str().unwrap().to_owned());
        format!("{rule} {key}")
    };
    findings.map(named).collect()
}

/// A repository of all that is in the folder.
fn committed(folder: &Folder) {
    git(folder, &["init", "-q"]);
    commit(folder);
}

fn commit(folder: &Folder) {
    git(folder, &["add", "-A"]);
    let who = ["-c", "user.name=x", "-c", "user.email=x@localhost"];
    let commit = ["commit", "-q", "--no-gpg-sign", "-m", "exports"];
    git(folder, &[&who[..], &commit].concat());
}

fn git(folder: &Folder, arguments: &[&str]) {
    let mut git = Command::new("git");
    let done = git.arg("-C").arg(folder.path()).args(arguments).output();
    let done = done.expect("these tests need git");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn only_what_is_listed_is_judged() {
    let folder = project();
    let lists = [
        ("keys.txt", "A,2\nX,1\n"),
        ("keys.csv", "amount,line,no\n5,02,A\n7,1,X\n"),
        ("keys.tsv", "no\tline\nA\t2\nX\t1\n"),
    ];
    for (file, text) in lists {
        folder.write(file, text);
        let told = report(&folder, &["--changed-only", &format!("orders={file}")]);
        // the customers are looked up in all of them, and none is judged
        assert_eq!(found(&told), ["known A|2"], "{file}");
        let rule = &told["rules"][0];
        assert_eq!((&rule["ok"], &rule["violation"]), (&0.into(), &1.into()));
        let judged = told["inputs"].as_array().unwrap().iter();
        let judged = judged.map(|input| &input["rows_judged"]);
        assert_eq!(
            judged.collect::<Vec<_>>(),
            [&Value::from(0), &Value::from(1)]
        );
        let notices = notices(&told);
        assert!(
            notices.contains("1 listed key is in no row: X|1"),
            "{notices}"
        );
        assert!(
            notices.contains("left out") && notices.contains("odd"),
            "{notices}"
        );
    }
    // one key a line
    folder.write("codes.txt", "C1\nC3\n");
    let told = report(
        &folder,
        &["--select", "customers", "--changed-only", "codes.txt"],
    );
    assert_eq!(
        found(&told),
        ["customers.code.unique C3", "customers.code.unique C3"]
    );
}

/// A row that is judged is held against those that are not.
#[test]
fn copies_of_other_rows_are_found() {
    let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\n\
        no = { unique = true }\nplace = {}\nname = {}\n\
        [[rule]]\nid = \"one-name\"\ntable = \"t\"\n\
        check.dependency = { columns = [\"place\"], determines = \"name\" }\n\
        [[rule]]\nid = \"alike\"\ntable = \"t\"\ncheck.duplicate = { name = \"name\" }\n";
    let folder = Folder::new(project);
    folder.write(
        "t.csv",
        "k,no,place,name\n1,a,p,Alpha Trading\n2,b,p,Beta Works\n3,a,q,Beta Works Ltd\n4,b,p,Beta Works\n",
    );
    folder.write("keys", "3\n");
    let told = report(&folder, &["--changed-only", "keys"]);
    let found = found(&told);
    assert!(found.contains(&"t.no.unique 3".to_owned()), "{found:?}");
    assert!(
        found
            .iter()
            .all(|one| one.ends_with('3') || one.starts_with("alike")),
        "{found:?}"
    );
    folder.write("keys", "1\n");
    let told = report(&folder, &["--changed-only", "keys", "--ignore", "alike"]);
    assert_eq!(self::found(&told), ["t.no.unique 1", "one-name 1"]);
}

#[test]
fn mistakes_in_lists() {
    let folder = project();
    folder.write("keys", "C1\n");
    for (arguments, told) in [
        (
            &["--changed-only", "keys"][..],
            "of which table are these keys?",
        ),
        (&["--changed-only", "order=keys"], "did you mean `orders`?"),
        (&["--changed-only", "orders=gone"], "no such file"),
        (
            &["--changed-only", "orders=keys", "--select", "customers"],
            "no selected rule judges the table orders",
        ),
        (
            &["--changed-only", "customers=keys", "--since-git", "HEAD"],
            "does not go with",
        ),
        (&["--since-git", "HEAD"], "not a git repository"),
        (
            &["--changed-only", "customers=keys", "-o", "keys"],
            "is one of the inputs",
        ),
    ] {
        let run = folder.run(&[&["check"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    let keyless = "[tables.t]\nfiles = \"keys\"\n[tables.t.fields]\na = { required = true }\n";
    folder.write("crm-audit.toml", keyless);
    let run = folder.run(&["check", "--changed-only", "keys"]);
    assert!(run.stderr.contains("has no `key`"), "{}", run.stderr);
}

#[test]
fn what_git_knows_otherwise() {
    let folder = project();
    committed(&folder);
    let since = |more: &[&str]| report(&folder, &[&["--since-git", "HEAD"], more].concat());
    let told = since(&[]);
    assert_eq!(found(&told), [""; 0]);
    assert_eq!(told["exit_code"], 0);
    assert!(notices(&told).contains("nothing has changed since HEAD"));
    // in another order, with other line ends, cells between quotes, and columns that nobody asked for
    folder.write(
        "orders.csv",
        "line,no,customer,amount,note\r\n1,C,C2,1,x\r\n1,B,\"C8\",1,\r\n1,A,C1,1,\r\n2,A,C9,1,\r\n",
    );
    assert_eq!(found(&since(&[])), [""; 0]);
    // a row that changes, one that is new, one that is there twice
    folder.write(
        "orders.csv",
        &ORDERS.replace("B,1,C8,1", "B,1,C8,2\nD,1,C7,1\nA,1,C1,1"),
    );
    assert_eq!(found(&since(&[])), ["known B|1", "known D|1"]);
    folder.write("customers.csv", &format!("{CUSTOMERS}C1,Alpha\n"));
    let told = since(&["--select", "customers"]);
    assert_eq!(found(&told), ["customers.code.unique C1"; 2]);
    // one that is gone is told, and its orders are not judged
    folder.write("orders.csv", ORDERS);
    folder.write("customers.csv", "code,name\nC2,\nC3,Gamma\nC3,Delta\n");
    let told = since(&[]);
    assert_eq!(found(&told), [""; 0]);
    assert!(
        notices(&told).contains("not there any more (C1)"),
        "{}",
        notices(&told)
    );
}

#[test]
fn that_the_rules_are_others_is_told_once() {
    let folder = project();
    committed(&folder);
    let toml = std::fs::read_to_string(folder.path().join("crm-audit.toml")).unwrap();
    folder.write("crm-audit.toml", &format!("{toml}# more\n"));
    let told = folder.run(&["check", "-q", "--since-git", "HEAD", "--no-history"]);
    let said = told.stdout.matches("crm-audit.toml").count();
    assert_eq!(said, 1, "{}", told.stdout);
}

#[test]
fn files_that_come_go_and_move() {
    let folder = project();
    committed(&folder);
    let since = || report(&folder, &["--since-git", "HEAD"]);
    let [old, new] = ["orders.csv", "orders-2.csv"].map(|name| folder.path().join(name));
    std::fs::rename(old, &new).unwrap();
    assert_eq!(found(&since()), [""; 0]);
    folder.write(
        "orders-2.csv",
        "no,line,customer,amount\nA,1,C1,1\nE,1,C6,1\n",
    );
    let told = since();
    assert_eq!(found(&told), ["known E|1"]);
    assert!(
        notices(&told).contains("3 documents that were there at HEAD"),
        "{}",
        notices(&told)
    );
    // whatever the file was before, it is judged
    folder.write("customers.csv", "nothing of the table\n");
    commit(&folder);
    folder.write("customers.csv", CUSTOMERS);
    let told = since();
    assert_eq!(found(&told).len(), 3);
    assert!(
        notices(&told).contains("all rows of the file count as changed"),
        "{}",
        notices(&told)
    );
    // the folder of the project is one of many
    folder.write("customers.csv", CUSTOMERS);
    let (sub, file) = (folder.path().join("deep"), "crm-audit.toml");
    std::fs::create_dir(&sub).unwrap();
    for name in [file, "customers.csv", "orders-2.csv"] {
        std::fs::rename(folder.path().join(name), sub.join(name)).unwrap();
    }
    commit(&folder);
    std::fs::write(sub.join("orders-2.csv"), ORDERS).unwrap();
    let run = folder.run(&["check", "deep", "--since-git", "HEAD", "--format", "jsonl"]);
    assert_eq!(
        run.stdout.lines().count(),
        2,
        "{}{}",
        run.stdout,
        run.stderr
    );
}

/// Exports that lie beside the project, and one that is gone, with its folder or without.
#[test]
fn exports_outside_of_the_project() {
    let folder = Folder::new("");
    let project = PROJECT.replace("files = \"", "files = \"../exports/");
    for within in ["audit", "exports"] {
        std::fs::create_dir(folder.path().join(within)).unwrap();
    }
    folder.write("audit/crm-audit.toml", &project);
    folder.write("exports/customers.csv", CUSTOMERS);
    folder.write("exports/orders-1.csv", ORDERS);
    folder.write(
        "exports/orders-2.csv",
        "no,line,customer,amount\nF,1,C1,1\n",
    );
    committed(&folder);
    let since = || {
        let arguments = [
            "check",
            "audit",
            "--no-history",
            "--since-git",
            "HEAD",
            "--format",
            "json",
        ];
        let told: Value = serde_json::from_str(&folder.run(&arguments).stdout).unwrap();
        told
    };
    std::fs::remove_file(folder.path().join("exports/orders-2.csv")).unwrap();
    let told = notices(&since());
    assert!(told.contains("not there any more (F|1)"), "{told}");
    // by another name it is no news
    let [old, new] =
        ["orders-1", "orders-3"].map(|name| folder.path().join(format!("exports/{name}.csv")));
    std::fs::rename(old, new).unwrap();
    assert_eq!(found(&since()), [""; 0]);
    std::fs::remove_dir_all(folder.path().join("exports")).unwrap();
    let told = notices(&since());
    assert!(told.contains("A|1, A|2, B|1, C|1, F|1"), "{told}");
}

/// Git on Windows checks texts out with line ends that it does not keep.
#[test]
fn line_ends_are_no_change_of_the_rules() {
    let folder = project();
    committed(&folder);
    folder.write("crm-audit.toml", &PROJECT.replace('\n', "\r\n"));
    let told = notices(&report(&folder, &["--since-git", "HEAD"]));
    assert!(told.contains("nothing has changed since HEAD"), "{told}");
    folder.write("crm-audit.toml", &PROJECT.replace("integer", "text"));
    let told = notices(&report(&folder, &["--since-git", "HEAD"]));
    assert!(told.contains("all documents are judged"), "{told}");
}

#[test]
fn rows_of_workbooks_are_compared() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.xlsx\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\nn = { required = true }\n",
    );
    let save = |rows: &[[&str; 2]]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip([["k", "n"]].iter().chain(rows)) {
            sheet.write_row(row, 0, *cells).unwrap();
        }
        book.save(folder.path().join("t.xlsx")).unwrap();
    };
    save(&[["a", ""], ["b", "x"]]);
    committed(&folder);
    save(&[["b", "x"], ["a", ""], ["c", ""]]);
    let told = report(&folder, &["--since-git", "HEAD"]);
    assert_eq!(found(&told), ["t.n.required c"]);
}

#[test]
fn what_git_cannot_answer() {
    let folder = project();
    committed(&folder);
    for (revision, told) in [
        ("nowhere", "git knows no commit `nowhere` here"),
        ("--version", "git knows no commit `--version` here"),
        ("HEAD:orders.csv", "git knows no commit"),
    ] {
        let revision = format!("--since-git={revision}");
        let run = folder.run(&["check", &revision]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    let run = Run::new(["check", "--since-git", "HEAD"]).in_dir(folder.path());
    let run = run.env("PATH", "").run();
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("git is not installed"),
        "{}",
        run.stderr
    );
    let run =
        Run::new(["check", "--since-git", "HEAD", "--input", "orders=-"]).in_dir(folder.path());
    let run = run.fed(ORDERS.as_bytes());
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("has no earlier revision"),
        "{}",
        run.stderr
    );
    // as git calls hooks
    let run = Run::new(["check", "--since-git", "HEAD", "-q"]).in_dir(folder.path());
    let run = run
        .env("GIT_DIR", "nowhere")
        .env("GIT_INDEX_FILE", "nowhere")
        .run();
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// What was not judged is not fixed.
#[test]
fn the_history_knows_nothing_of_it() {
    let folder = project();
    let check = |more: &[&str]| {
        let all = [&["check", "--as-of", "2026-10-31", "--ignore", "odd"], more].concat();
        folder.run(&all)
    };
    assert_eq!(check(&[]).code, 1);
    let before = folder.run(&["history", "--format", "json"]).stdout;
    folder.write("keys", "A,1\n");
    let partial = check(&["--changed-only", "orders=keys"]);
    assert_eq!(partial.code, 0, "{}", partial.stderr);
    assert!(
        partial.stdout.contains("not recorded in the history"),
        "{}",
        partial.stdout
    );
    assert_eq!(folder.run(&["history", "--format", "json"]).stdout, before);
    let next = [
        "check",
        "--as-of",
        "2026-11-30",
        "--ignore",
        "odd",
        "--format",
        "json",
    ];
    let again: Value = serde_json::from_str(&folder.run(&next).stdout).unwrap();
    assert_eq!(again["fixed"], serde_json::json!([]));
    let states = again["findings"].as_array().unwrap().iter();
    assert!(
        states.map(|one| &one["state"]).all(|state| state != "new"),
        "{again}"
    );
    // a baseline is not stale because it was not looked at
    let create = [
        "baseline",
        "create",
        "-o",
        "known.json",
        "--as-of",
        "2026-10-31",
        "--ignore",
        "odd",
    ];
    assert_eq!(folder.run(&create).code, 0);
    let partial = check(&["--changed-only", "orders=keys", "--baseline", "known.json"]);
    assert!(
        !partial.stdout.contains("no longer found"),
        "{}",
        partial.stdout
    );
}

/// A list of documents of which none is there is no audit, and a short report says which documents its verdict is of.
#[test]
fn a_verdict_on_nothing_is_none() {
    let folder = project();
    folder.write("keys.txt", "X,1\n");
    let run = folder.run(&[
        "check",
        "-q",
        "--no-history",
        "--changed-only",
        "orders=keys.txt",
    ]);
    assert_eq!(run.code, 3, "{}", run.stdout);
    assert!(
        run.stdout.contains("1 listed key is in no row: X|1"),
        "{}",
        run.stdout
    );
    committed(&folder);
    folder.write("customers.csv", "code,name\nC2,\nC3,Gamma\nC3,Delta\n");
    let run = folder.run(&["check", "-q", "--no-history", "--since-git", "HEAD"]);
    assert!(
        run.stdout.contains("not there any more (C1)"),
        "{}",
        run.stdout
    );
    assert!(
        !run.stdout.contains("Customers: nothing has changed"),
        "{}",
        run.stdout
    );
}

/// By other rules, what has not changed may be wrong.
#[test]
fn all_is_judged_where_the_rules_are_others() {
    let folder = project();
    committed(&folder);
    let rules = std::fs::read_to_string(folder.path().join("crm-audit.toml")).unwrap();
    folder.write("crm-audit.toml", &format!("# other rules\n{rules}"));
    let since = report(&folder, &["--since-git", "HEAD"]);
    assert_eq!(found(&since), found(&report(&folder, &[])));
    assert!(!found(&since).is_empty());
    assert!(
        notices(&since).contains("crm-audit.toml"),
        "{}",
        notices(&since)
    );
}
