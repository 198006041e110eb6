//! `check`, killed at moments that nobody chose: what it leaves behind.

use std::fs;
use std::time::{Duration, Instant, SystemTime};

use rusqlite::Connection;

use crate::support::{Folder, Run};

const KILLS: u32 = 8;
const ROWS: usize = 3000;

/// Nothing is lost or half there, and the next run sweeps up.
#[test]
fn a_killed_run_was_never_there_or_is_whole() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = { required = true }\nv = { required = true }\n",
    );
    let rows: Vec<String> = (0..ROWS).map(|k| format!("K{k},\n")).collect();
    let rows = rows.concat();
    folder.write("t.csv", &format!("k,v\n{rows}"));
    let arguments = |day: &str| {
        let outputs = ["-o", "r.csv", "-o", "r.json"].map(str::to_owned);
        let audit = ["check", "--as-of", day].map(str::to_owned);
        [&audit[..], &outputs].concat()
    };
    let run = |day: &str| {
        let arguments = arguments(day);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        folder.run(&arguments)
    };
    let start = Instant::now();
    assert_eq!(run("2026-01-31").code, 1);
    let usual = start.elapsed();
    let mut recorded = days(&folder);
    assert_eq!(recorded, ["2026-01-31"]);
    let mut killed = 0;
    for round in 0..KILLS {
        let day = format!("2026-02-{:02}", round + 1);
        let mut child = Run::new(arguments(&day)).in_dir(folder.path()).start();
        // spread over the whole of a run; how fast this one is, is chance
        std::thread::sleep(usual * (2 * round + 1) / (2 * KILLS) + Duration::from_millis(1));
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let now = days(&folder);
        assert!(now.starts_with(&recorded), "{now:?} after {recorded:?}");
        recorded = now;
        whole(&folder);
    }
    assert!(killed > 0);
    // what is newer may be of a run that goes on
    let old = SystemTime::now() - Duration::from_hours(1);
    for name in names(&folder) {
        if name.starts_with(".crm-audit-") {
            let left = fs::File::options()
                .write(true)
                .open(folder.path().join(name));
            left.unwrap().set_modified(old).unwrap();
        }
    }
    let told = run("2026-03-31");
    assert_eq!(told.code, 1, "{}", told.stderr);
    whole(&folder);
    let expected = [".crm-audit", "crm-audit.toml", "r.csv", "r.json", "t.csv"];
    assert_eq!(names(&folder), expected);
}

/// The files in the folder of the project, sorted.
fn names(folder: &Folder) -> Vec<String> {
    let files = fs::read_dir(folder.path()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The days of the history, each of which has all findings.
fn days(folder: &Folder) -> Vec<String> {
    let database = Connection::open(folder.database()).unwrap();
    let check = |pragma: &str| -> String {
        let found = database.query_row(pragma, [], |row| row.get(0));
        found.unwrap_or_default()
    };
    assert_eq!(check("PRAGMA integrity_check"), "ok");
    assert_eq!(check("PRAGMA foreign_key_check"), "");
    let mut runs = database
        .prepare(
            "SELECT day, (SELECT sum(findings) FROM judged WHERE run = run.id),
                (SELECT sum(length(identities)) FROM part JOIN judged ON judged.id = judged WHERE run = run.id)
             FROM run ORDER BY day",
        )
        .unwrap();
    let runs = runs.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let runs: Result<Vec<(String, usize, usize)>, _> = runs.unwrap().collect();
    let days = runs.unwrap().into_iter().map(|(day, findings, bytes)| {
        assert_eq!((findings, bytes), (ROWS, 8 * ROWS), "{day}");
        day
    });
    days.collect()
}

/// The outputs are those of one run or another, from their first byte to their last.
fn whole(folder: &Folder) {
    let json = fs::read(folder.path().join("r.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["exit_code"], 1);
    let csv = fs::read_to_string(folder.path().join("r.csv")).unwrap();
    assert_eq!(csv.lines().count(), ROWS + 1);
}
