//! What is written of a small log, and what must not be.

use super::*;
use crate::findings::asked::AsOf;
use crate::process::events::{Events, Row};
use crate::tables::types::DAY;
use crate::testing;

const PROJECT: &str = r#"
[project]
name = "log"
timezone = "Asia/Shanghai"
[tables.orders]
label = "订单"
files = "o.csv"
department = "team"
[tables.orders.fields]
order_no = {}
made     = { type = "datetime" }
maker    = { type = "person" }
team     = {}
[tables.shipments]
label = "订单"
files = "s.csv"
[tables.shipments.fields]
no       = {}
order_no = {}
sent     = { type = "date" }
sender   = { type = "person", sensitive = true }
[process.o2c]
label = "从订单到出货"
case  = "order_no"
[[process.o2c.event]]
name  = "made"
label = "制单"
from  = "orders"
at    = "made"
by    = "maker"
[[process.o2c.event]]
name  = "sent"
label = "出货"
from  = "shipments"
at    = "sent"
by    = "sender"
id    = "no"
"#;

const FILES: [(&str, &str); 2] = [
    (
        "o.csv",
        "order_no,made,maker,team\nA1,2026-01-02 03:04:05,张三,一部\n",
    ),
    ("s.csv", "no,order_no,sent,sender\nS1,A1,2026-01-03,李四\n"),
];

fn project(text: &str) -> Project {
    testing::audited(text, &FILES).0
}

/// Three events of one case: one timed, one of a day, one undated.
fn events(project: &Project) -> Events {
    let mut events = Events::new(&project.processes[0]);
    let row = Row {
        event: 0,
        case: "A<1>",
        stamp: Stamp::At(1_767_323_045_000),
        by: "\"张三\"\u{1}",
        id: "",
        department: "一部",
        input: 0,
        line: 2,
    };
    events.push(&row);
    let sent = Row {
        event: 1,
        stamp: Stamp::Day(1_767_398_400_000),
        by: "李四",
        id: "S1",
        department: "",
        input: 1,
        ..row
    };
    events.push(&sent);
    events.push(&Row {
        stamp: Stamp::Unknown,
        id: "S2",
        ..sent
    });
    events
}

fn written(project: &Project, format: Format) -> (String, Written) {
    let log = Log::new(
        &project.processes[0],
        events(project),
        None,
        AsOf::end_of(40_000 * DAY),
    );
    let mut out = Vec::new();
    let files = ["o.csv", "s.csv"];
    let written = write(format, &log, project, Lang::ZhCn, &files, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), written)
}

#[test]
fn as_xes() {
    let (text, counts) = written(&project(PROJECT), Format::Xes);
    let expected = Written {
        cases: 1,
        events: 2,
        undated: 1,
        masked: 0,
        days: 1,
    };
    assert_eq!(counts, expected);
    for line in [
        "<string key=\"concept:name\" value=\"A&lt;1&gt;\"/>",
        "<string key=\"concept:name\" value=\"制单\"/>",
        "<date key=\"time:timestamp\" value=\"2026-01-02T03:04:05.000+08:00\"/>",
        "<string key=\"org:resource\" value=\"&quot;张三&quot;\u{fffd}\"/>",
        "<string key=\"org:group\" value=\"一部\"/>",
        "<string key=\"org:resource\" value=\"***\"/>",
        "<string key=\"concept:instance\" value=\"S1\"/>",
        "<int key=\"row\" value=\"2\"/>",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(text.matches("<event>").count(), 2);
    assert!(!text.contains("李四"));
}

#[test]
fn as_ocel() {
    let (text, counts) = written(&project(PROJECT), Format::Ocel);
    assert_eq!((counts.events, counts.undated), (2, 1));
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["objectTypes"][0]["name"], "从订单到出货");
    assert_eq!(log["objectTypes"][1]["name"], "订单");
    let objects = log["objects"].as_array().unwrap();
    let ids: Vec<&str> = objects.iter().map(|o| o["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["o2c:A<1>", "shipments:S1", "shipments:S2"]);
    let event = &log["events"][1];
    assert_eq!(event["type"], "出货");
    assert_eq!(event["time"], "2026-01-03T00:00:00.000+08:00");
    assert_eq!(event["relationships"][1]["objectId"], "shipments:S1");
    assert_eq!(event["attributes"][0]["value"], "***");
}

#[test]
fn what_is_kept_from_others() {
    let secret = PROJECT
        .replace("order_no = {}", "order_no = { sensitive = true }")
        .replace("no       = {}", "no = { sensitive = true }");
    let project = project(&secret);
    for format in [Format::Xes, Format::Ocel] {
        let (text, _) = written(&project, format);
        assert!(!text.contains("A<1>") && !text.contains("A&lt;1"), "{text}");
        assert!(!text.contains("S1"), "{text}");
    }
}

/// Programs that mine processes would show it, and put the others before and behind it.
#[test]
fn when_something_was_is_kept_from_others() {
    let secret = PROJECT.replace(
        "type = \"datetime\"",
        "type = \"datetime\", sensitive = true",
    );
    assert_ne!(secret, PROJECT);
    let project = project(&secret);
    for format in [Format::Xes, Format::Ocel] {
        let (text, counts) = written(&project, format);
        assert!(!text.contains("2026-01-02"), "{text}");
        assert!(counts.masked > 0 && counts.events < 2, "{counts:?}");
    }
}

#[test]
fn a_name_is_that_of_one_sort_of_events() {
    let labels = ["a", "b", "a", "b"].map(str::to_owned);
    let named = distinct(&labels, ["x", "y", "z"].into_iter());
    assert_eq!(named, ["a (x)", "b (y)", "a (z)", "b"]);
}

#[test]
fn formats_by_their_files() {
    for (name, format) in [
        ("a.xes", Some(Format::Xes)),
        ("a.XES.gz", Some(Format::XesGz)),
        ("a.jsonocel", Some(Format::Ocel)),
        ("a.ocel.json", Some(Format::Ocel)),
        ("a.json", None),
    ] {
        assert_eq!(Format::of_file(name), format, "{name}");
    }
}

#[test]
fn what_is_told() {
    let counts = Written {
        cases: 1,
        events: 2,
        undated: 1,
        masked: 0,
        days: 0,
    };
    let keys = |project: &Project| -> Vec<&str> {
        counts.told(project).iter().map(|told| told.key).collect()
    };
    assert_eq!(keys(&project(PROJECT)), ["process-log-undated"]);
    let nowhere = PROJECT.replace("timezone = \"Asia/Shanghai\"\n", "");
    let told = ["process-log-undated", "process-log-zone"];
    assert_eq!(keys(&project(&nowhere)), told);
}

/// Logs for `benches/process/read_back.py`: `cargo test --lib logs_to_read_back -- --ignored` writes them to `target/process-log`.
#[test]
#[ignore = "writes files, to be read by other programs"]
fn logs_to_read_back() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/process-log");
    std::fs::create_dir_all(&folder).unwrap();
    let project = project(PROJECT);
    let mut events = Events::new(&project.processes[0]);
    let (mut sent, mut undated) = (0u64, 0u64);
    for number in 0..1000i64 {
        let case = format!("A<{number}> \"{}\"", number % 7);
        let at = 1_767_323_045_000 + number * 3_600_123;
        let row = Row {
            event: 0,
            case: &case,
            stamp: Stamp::At(at),
            by: "张三",
            id: "",
            department: "一部",
            input: 0,
            line: 2,
        };
        events.push(&row);
        for part in 0..number % 4 {
            let id = format!("S{number}-{part}");
            let stamp = match (number + part) % 11 {
                0 => Stamp::Unknown,
                _ => Stamp::Day((at + part * DAY).div_euclid(DAY) * DAY + DAY),
            };
            sent += 1;
            undated += u64::from(stamp == Stamp::Unknown);
            events.push(&Row {
                event: 1,
                stamp,
                by: "李四",
                id: &id,
                ..row
            });
        }
    }
    let log = Log::new(
        &project.processes[0],
        events,
        None,
        AsOf::end_of(40_000 * DAY),
    );
    for name in ["log.xes", "log.xes.gz", "log.jsonocel"] {
        let mut out = std::fs::File::create(folder.join(name)).unwrap();
        let format = Format::of_file(name).unwrap();
        let written = write(format, &log, &project, Lang::ZhCn, &[], &mut out).unwrap();
        assert_eq!(written.cases, 1000);
        assert_eq!(written.events, 1000 + sent - undated);
        println!("{name} {} {} {sent}", written.cases, written.events);
    }
}

#[test]
fn who_did_what_no_event_declares_is_kept_from_others() {
    let log = r#"
[project]
name = "log"
[tables.l]
files = "o.csv"
[tables.l.fields]
order_no = {}
team     = {}
made     = { type = "datetime" }
maker    = { type = "person", sensitive = true }
[process.p]
case     = "order_no"
from     = "l"
activity = "team"
at       = "made"
by       = "maker"
[[process.p.event]]
name = "known"
"#;
    let project = project(log);
    let mut events = Events::new(&project.processes[0]);
    let event = events.other("一部");
    events.push(&Row {
        event,
        case: "A1",
        stamp: Stamp::At(1),
        by: "张三",
        id: "",
        department: "",
        input: 0,
        line: 2,
    });
    let log = Log::new(
        &project.processes[0],
        events,
        None,
        AsOf::end_of(40_000 * DAY),
    );
    let mut out = Vec::new();
    write(Format::Xes, &log, &project, Lang::En, &[], &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.contains("一部") && text.contains("***") && !text.contains("张三"),
        "{text}"
    );
}
