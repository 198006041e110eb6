//! What is to be done, in the pack: the list for spreadsheets and the days for calendars.

use std::collections::BTreeMap;
use std::fs;

use crate::examples::company;
use crate::support::{Folder, Run};

const PROJECT: &str = "[project]\nname = \"p, q; r\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"no\"]\ndepartment = \"dept\"\n[tables.t.fields]\n\
    no = {}\nx = { type = \"integer\" }\nwho = {}\ndept = {}\n\
    [[rule]]\nid = \"too-large\"\ntable = \"t\"\nowner = \"who\"\nfix = \"divide it\"\ncheck.range = { column = \"x\", max = 5 }\n";

/// An entry about a document.
fn entry(document: &str, verdict: &str, rest: &str) -> String {
    format!(
        "[[disposition]]\nmatch = {{ rule = \"too-large\", document = \"{document}\" }}\nverdict = \"{verdict}\"\n\
         reason = \"r\"\ncovers = 1\ndecided_by = \"m\"\ndecided_on = 2026-10-08\n{rest}\n"
    )
}

/// The rows of a list, by heading.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let text = csv.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cells = headings.iter().zip(&row);
        cells.map(|(h, c)| (h.to_owned(), c.to_owned())).collect()
    });
    rows.collect()
}

/// The lines of a calendar, unfolded, event by event.
fn events(ics: &str) -> Vec<BTreeMap<String, String>> {
    assert!(ics.lines().all(|line| line.len() <= 76), "{ics}");
    assert_eq!(ics.matches('\n').count(), ics.matches("\r\n").count());
    let text = ics.replace("\r\n ", "");
    let events = text.split("BEGIN:VEVENT").skip(1).map(|event| {
        let event = event.split("\r\nEND:VEVENT\r\n").next().unwrap();
        let lines = event.lines().filter_map(|line| line.split_once(':'));
        lines.map(|(n, v)| (n.to_owned(), v.to_owned())).collect()
    });
    events.collect()
}

/// Writes the pack of a day; its list and its calendar.
fn pack(folder: &Folder, day: &str) -> (String, String) {
    let told = folder.run(&["report", "--as-of", day, "-o", "pack", "--exit-zero"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let read = |name: &str| fs::read_to_string(folder.path().join("pack").join(name)).unwrap();
    (read("actions.csv"), read("actions.ics"))
}

#[test]
fn the_list_has_what_somebody_acts_on_and_by_when() {
    let folder = Folder::new(PROJECT);
    folder.write(
        "t.csv",
        "no,x,who,dept\na,6,u,d\nb,7,u,d\nc,8,v,d\nd,9,=v,e\ne,10,v,e\nf,11,v,e\ng,1,v,e\n",
    );
    let entries = [
        entry("a", "correct", "owner = \"w\"\ndue = 2026-11-30"),
        entry("b", "accept_once", "until = 2026-11-30"),
        entry("c", "correct", "owner = \"w\"\ndue = 2026-10-15"),
        entry("e", "data_error", ""),
        entry("f", "adopt", "owner = \"w\"\ndue = 2026-12-31"),
    ];
    folder.write("dispositions.toml", &entries.concat());
    let (list, calendar) = pack(&folder, "2026-10-31");
    let rows = rows(&list);
    let told: Vec<[&str; 5]> = rows
        .iter()
        .map(|row| ["Document", "Who acts", "Due", "What to do", "State"].map(|h| row[h].as_str()))
        .collect();
    // what is agreed and what is open; not what is an exception, the standard from now on, or an error of the record alone
    let expected = [
        ["a", "w", "2026-11-30", "divide it", "new"],
        ["c", "w", "2026-10-15", "divide it", "new"],
        ["d", "'=v", "", "divide it", "new"],
    ];
    // behind them what was decided by a day and puts nothing right
    let agreed = told.last().unwrap();
    assert_eq!(agreed, &["", "w", "2026-12-31", "", ""]);
    assert_eq!(rows.last().unwrap()["Decided"], "adopt");
    let of_rule = |row: &&[&str; 5]| row[3] == "divide it";
    assert_eq!(
        told.iter().filter(of_rule).copied().collect::<Vec<_>>(),
        expected
    );
    // as many as the page says are open, and the two that are agreed
    let json = folder.report("2026-10-31", &["--no-history"]);
    let open = json["summary"]["by_severity"].as_object().unwrap().values();
    let open: u64 = open.map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(rows.len() as u64, open + 2);
    let events = events(&calendar);
    let told: Vec<(&str, &str, &str)> = events
        .iter()
        .map(|e| {
            (
                e["SUMMARY"].as_str(),
                e["DTSTART;VALUE=DATE"].as_str(),
                e["STATUS"].as_str(),
            )
        })
        .collect();
    let expected = [
        (
            "correct · 1 finding · too-large · w",
            "20261130",
            "CONFIRMED",
        ),
        (
            "correct · 1 finding · too-large · w",
            "20261015",
            "CONFIRMED",
        ),
        ("adopt · 1 finding · too-large · w", "20261231", "CONFIRMED"),
    ];
    assert_eq!(told, expected);
}

/// A calendar that takes the file of a later day changes its events.
#[test]
fn the_calendar_of_a_later_day_changes_that_of_an_earlier_one() {
    let folder = Folder::new(PROJECT);
    folder.write("t.csv", "no,x,who,dept\na,6,u,d\nb,7,u,d\n");
    let entries = [
        entry("a", "correct", "owner = \"w\"\ndue = 2026-11-30"),
        // decided anew: the later one takes its place
        entry("b", "correct", "owner = \"w\"\ndue = 2026-11-15"),
        entry("b", "correct", "owner = \"x\"\ndue = 2026-11-16").replace("10-08", "10-09"),
    ];
    folder.write("dispositions.toml", &entries.concat());
    let (_, first) = pack(&folder, "2026-10-31");
    let (_, same) = pack(&folder, "2026-10-31");
    assert_eq!(first, same);
    folder.write("t.csv", "no,x,who,dept\na,1,u,d\nb,7,u,d\n");
    let (_, later) = pack(&folder, "2026-11-10");
    let told = |ics: &str| -> Vec<(String, u32, String)> {
        let told = events(ics).into_iter().map(|event| {
            let sequence = event["SEQUENCE"].parse().unwrap();
            (event["UID"].clone(), sequence, event["STATUS"].clone())
        });
        told.collect()
    };
    let (before, after) = (told(&first), told(&later));
    assert_eq!(before.len(), 3);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.0, after.0);
        assert!(before.1 < after.1, "{before:?} {after:?}");
    }
    let states: Vec<&str> = after.iter().map(|(.., state)| state.as_str()).collect();
    assert_eq!(states, ["CANCELLED", "CANCELLED", "CONFIRMED"]);
    let mut ids: Vec<&String> = before.iter().map(|(id, ..)| id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3);
    // long done: calendars have taken it out by now
    let (_, late) = pack(&folder, "2027-05-31");
    assert_eq!(told(&late).len(), 1, "{late}");
}

#[test]
fn what_is_decided_nothing_about_is_a_calendar_all_the_same() {
    let folder = Folder::new(PROJECT);
    folder.write("t.csv", "no,x,who,dept\na,1,u,d\n");
    let (list, calendar) = pack(&folder, "2026-10-31");
    assert_eq!(rows(&list).len(), 0);
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        "{calendar}"
    );
    assert!(
        calendar.ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"),
        "{calendar}"
    );
}

/// Nothing that stands in a cell or a decision ends a line of a calendar.
#[test]
fn cells_and_decisions_write_no_lines_of_a_calendar() {
    let folder = Folder::new(PROJECT);
    folder.write(
        "t.csv",
        "no,x,who,dept\n\"a\nSUMMARY:x\r\nEND:VEVENT, b; c\\n\",6,u,d\n",
    );
    let reason = "reason = \"x\\nEND:VCALENDAR\\r\\u202e; y, z\"";
    let text = entry(
        "*",
        "correct",
        "owner = \"w\\r\\nEND:VEVENT\"\ndue = 2026-11-30",
    );
    folder.write("dispositions.toml", &text.replace("reason = \"r\"", reason));
    let (_, calendar) = pack(&folder, "2026-10-31");
    for (line, count) in [("END:VEVENT", 1), ("END:VCALENDAR", 1), ("BEGIN:VEVENT", 1)] {
        let lines = calendar.split("\r\n").filter(|l| *l == line);
        assert_eq!(lines.count(), count, "{line}: {calendar}");
    }
    assert!(!calendar.contains('\u{202e}'));
    let event = &events(&calendar)[0];
    assert!(
        event["DESCRIPTION"].contains("END:VEVENT\\, b\\; c\\\\n"),
        "{event:?}"
    );
}

/// The company of the example, in its language.
#[test]
fn the_work_of_the_example_company() {
    let folder = company();
    let arguments = ["report", "--as-of", "2026-10-31", "-o", "pack"];
    let told = Run::new(arguments).in_dir(folder.path()).run();
    assert_eq!(told.code, 1, "{}", told.stderr);
    let read = |name: &str| fs::read_to_string(folder.path().join("pack").join(name)).unwrap();
    let list: Vec<String> = read("actions.csv")
        .lines()
        .take(4)
        .map(str::to_owned)
        .collect();
    insta::assert_snapshot!("actions_of_the_company", list.join("\n"));
    let calendar = read("actions.ics").replace("\r\n", "\n").replace("\n ", "");
    insta::assert_snapshot!(
        "calendar_of_the_company",
        calendar.replace(env!("CARGO_PKG_VERSION"), "VERSION")
    );
}
