//! Tables from stdin and from folders.

use crate::support::{Folder, Run, notices};

const PROJECT: &str = "[tables.orders]\nfiles = \"orders.csv\"\nkey = [\"no\"]\n[tables.orders.fields]\n\
    no = {}\nname = { required = true }\n\
    [tables.items]\nfiles = \"items.csv\"\noptional = true\n[tables.items.fields]\nno = {}\n\
    [[rule]]\nid = \"item\"\ntable = \"items\"\ncheck.required = { columns = [\"no\"] }\n";
const ORDERS: &str = "no,name\nA,x\nB,\n";

fn project() -> Folder {
    let folder = Folder::new(PROJECT);
    folder.write("orders.csv", ORDERS);
    folder
}

fn piped(folder: &Folder, more: &[&str], bytes: &[u8]) -> crate::support::Outcome {
    let arguments = ["check", "--as-of", "2026-10-31", "--input", "orders=-"];
    let run = Run::new([&arguments[..], more].concat()).in_dir(folder.path());
    run.fed(bytes)
}

#[test]
fn a_table_from_stdin() {
    let folder = project();
    let listed = ["--format", "jsonl", "--no-history"];
    let file = folder.run(&[&["check", "--as-of", "2026-10-31"], &listed[..]].concat());
    let from_stdin = piped(&folder, &listed, ORDERS.as_bytes());
    assert_eq!(from_stdin.code, 1, "{}", from_stdin.stderr);
    // but for the name of the file, it is the same finding
    assert_eq!(
        from_stdin.stdout.replace("<stdin>", "orders.csv"),
        file.stdout
    );
    let chinese = piped(
        &folder,
        &["--lang", "zh-CN", "--no-history"],
        ORDERS.as_bytes(),
    );
    assert!(
        chinese.stdout.contains("（标准输入）"),
        "{}",
        chinese.stdout
    );
    let empty = piped(&folder, &["--no-history"], b"");
    assert_eq!(empty.code, 2);
}

/// A workbook is read back and forth.
#[test]
fn a_workbook_from_stdin() {
    let folder = project();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Orders").unwrap();
    sheet.write_row(0, 0, ["no", "name"]).unwrap();
    sheet.write_row(1, 0, ["A", ""]).unwrap();
    let told = piped(&folder, &["--no-history"], &book.save_to_buffer().unwrap());
    assert_eq!(told.code, 1, "{}", told.stderr);
    assert!(told.stdout.contains("<stdin>!Orders"), "{}", told.stdout);
}

#[test]
fn stdin_is_one_table_and_no_terminal() {
    let folder = project();
    let twice = piped(&folder, &["--input", "items=-"], ORDERS.as_bytes());
    assert_eq!(twice.code, 2);
    assert!(
        twice.stderr.contains("for one table only"),
        "{}",
        twice.stderr
    );
    folder.write("new.toml", "[tune]\n");
    let simulate = ["simulate", "new.toml", "--input", "orders=-"];
    let run = Run::new(simulate).in_dir(folder.path());
    let twice = run.fed(ORDERS.as_bytes());
    assert_eq!(twice.code, 2, "{}", twice.stderr);
    assert!(
        twice.stderr.contains("reads the exports twice"),
        "{}",
        twice.stderr
    );
    // it is as partial as a file that is given
    folder.run(&["check", "--as-of", "2026-09-30"]);
    let told = piped(&folder, &["--format", "json"], b"no,name\nA,x\n");
    assert_eq!(told.code, 0, "{}", told.stderr);
    for nothing in ["\"fixed\": []", "\"gone\": []"] {
        assert!(told.stdout.contains(nothing), "{}", told.stdout);
    }
}

/// Whoever waits for a pipe is stopped by the first Ctrl-C, and nothing of it is left.
#[cfg(unix)]
#[test]
fn waiting_for_stdin_is_stopped() {
    use std::process::{Command, Stdio};
    let folder = project();
    let kept = tempfile::tempdir().unwrap();
    let files = || std::fs::read_dir(kept.path()).unwrap().count();
    let mut child = Command::new(env!("CARGO_BIN_EXE_crm-audit"))
        .args(["check", "--input", "orders=-"])
        .current_dir(folder.path())
        .env("TMPDIR", kept.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // by then it listens
    while files() == 0 {
        assert_eq!(child.try_wait().unwrap(), None);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(sent.success());
    // its end of the pipe stays open until it has ended
    let held = child.stdin.take();
    let told = child.wait_with_output().unwrap();
    drop(held);
    let stderr = String::from_utf8(told.stderr).unwrap();
    assert_eq!(told.status.code(), Some(130), "{stderr}");
    assert_eq!(files(), 0);
}

#[test]
fn the_files_of_a_folder() {
    let folder = project();
    let at = folder.path().join("in");
    std::fs::create_dir_all(at.join("older")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(at.join(name), text).unwrap();
    write("b.csv", ORDERS);
    write("a.csv", "no,name\nC,\n");
    write("~$b.xlsx", "");
    write("readme.md", "# the orders of each month\n");
    for report in ["in/report.xlsx", "in/findings.csv", "in/report.json"] {
        folder.run(&["check", "--no-history", "-o", report]);
    }
    let given = ["--no-history", "--input", "orders=in"];
    let told = folder.report("2026-10-31", &given);
    let files = told["inputs"].as_array().unwrap().iter();
    let files: Vec<&str> = files.map(|input| input["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["in/a.csv", "in/b.csv"]);
    let said = notices(&told);
    for left_out in [
        "in/~$b.xlsx",
        "in/readme.md is not of",
        "in/report.json is not of",
        "2 reports of ours in the folder are left out: in/findings.csv, in/report.xlsx",
        "not looked into: older",
    ] {
        assert!(said.contains(left_out), "{left_out}: {said}");
    }
    // what is called a table must be one
    write("c.csv", "other,table\n1,2\n");
    let told = folder.run(&[&["check"], &given[..]].concat());
    assert_eq!(told.code, 2);
    assert!(told.stdout.contains("in/c.csv"), "{}", told.stdout);
    let none = folder.run(&["check", "--input", "orders=in/older"]);
    assert_eq!(none.code, 2);
    assert!(
        none.stderr.contains("no file in this folder"),
        "{}",
        none.stderr
    );
}
