//! Logs as people and programs write them, and as they are after harm.

use std::io::{Seek, Write as _};

use super::*;

/// Opens a log; the dictionary knows nothing of it.
fn opened(text: &[u8]) -> Result<Opened, SourceError> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(text).unwrap();
    file.rewind().unwrap();
    open(file, &Settings::new(&|_| None), &Budget::default())
}

/// The names of the columns, the rows with their numbers, and what is told.
type Read = (Vec<String>, Vec<(u64, String)>, Vec<&'static str>);

fn read(text: &[u8]) -> Result<Read, SourceError> {
    let mut opened = opened(text)?;
    let mut rows = Vec::new();
    while let Some(mut chunk) = opened.next_chunk()? {
        let Part::Events(batch) = &mut chunk.part else {
            panic!("not a log")
        };
        let batch = batch.take().unwrap();
        for row in 0..batch.rows() {
            let cells: Vec<&str> = batch.row(row).collect();
            rows.push((batch.line(row), cells.join("|")));
        }
    }
    let told = opened.form.decisions.iter().map(|told| told.key);
    let told = told.filter(|key| !key.starts_with("decision-encoding"));
    Ok((opened.heading.columns, rows, told.collect()))
}

fn refused(text: &str) -> &'static str {
    read(text.as_bytes()).expect_err(text).key
}

const LOG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE log [<!ENTITY many "xxxxxxxx">]>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
	<global scope="event"><string key="never" value="UNKNOWN"/></global>
	<classifier name="Activity" keys="concept:name"/>
	<string key="creator" value="nobody"><string key="inside" value="1"/></string>
	<trace>
		<string key="concept:name" value="A1"/>
		<event>
			<string key="concept:name" value="订单 &lt;审核&gt; &#x2713;"/>
			<date key="time:timestamp" value="2026-01-02T03:04:05.000+08:00"/>
		</event>
		<event
			>
			<int key="n" value="3"/>
			<string key="concept:name" value="出货"/>
		</event>
	</trace>
	<trace>
		<string key="concept:name" value="A2"/>
		<boolean key="open" value="true"/>
		<event><string key="concept:name" value="出货 &many;"/></event>
	</trace>
</log>
"#;

#[test]
fn an_event_is_a_row() {
    let (columns, rows, told) = read(LOG.as_bytes()).unwrap();
    let names = [
        "case:concept:name",
        "concept:name",
        "time:timestamp",
        "n",
        "case:open",
    ];
    assert_eq!(columns, names);
    let expected = [
        (10, "A1|订单 <审核> ✓|2026-01-02T03:04:05.000+08:00||"),
        (14, "A1|出货||3|"),
        (23, "A2|出货 &many;|||true"),
    ];
    assert_eq!(rows, expected.map(|(row, cells)| (row, cells.to_owned())));
    assert_eq!(told, ["decision-xes-lines"]);
}

#[test]
fn events_of_one_line_are_counted() {
    let line = LOG.replace(['\n', '\t'], " ");
    let (_, rows, told) = read(line.as_bytes()).unwrap();
    let numbers: Vec<u64> = rows.iter().map(|row| row.0).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(told, ["decision-xes-numbers"]);
}

#[test]
fn a_log_in_another_encoding() {
    let gbk = LOG.replace("UTF-8", "GBK");
    let (gbk, ..) = encoding_rs::GBK.encode(&gbk);
    assert_eq!(read(&gbk).unwrap().1, read(LOG.as_bytes()).unwrap().1);
    let utf16: Vec<u8> = LOG.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16).unwrap().1, read(LOG.as_bytes()).unwrap().1);
}

#[test]
fn what_is_no_cell_is_told() {
    let log = r#"<log>
        <trace><string key="k" value="bare"/></trace>
        <trace><string key="k" value="1"/><string key="k" value="2"/>
            <event><string key="a" value="3"><string key="b" value="4"/></string>
                <list key="c"><values><string key="d" value="5"/></values></list>
                <string value="6"/><string key="e"/><strong key="f" value="7"/>8</event></trace>
        <event><string key="a" value="9"/></event>
    </log>"#;
    let (columns, rows, told) = read(log.as_bytes()).unwrap();
    assert_eq!(columns, ["case:k", "a"]);
    let expected = [(4, "1|3"), (7, "|9")];
    assert_eq!(rows, expected.map(|(row, cells)| (row, cells.to_owned())));
    let keys = [
        "decision-xes-lines",
        "decision-xes-left-out",
        "decision-xes-twice",
        "decision-xes-bare",
    ];
    assert_eq!(told, keys);
    let told = opened(log.as_bytes()).unwrap().form.doubts;
    let arg = |told: &Message, name| format!("{:?}", told.args.iter().find(|a| a.0 == name));
    // b, the list with its d, the ones without a name or a value, what is no value, and text between
    assert!(arg(&told[0], "count").contains('7'), "{told:?}");
    assert!(arg(&told[0], "row").contains('4'), "{told:?}");
}

#[test]
fn what_stands_where_it_cannot() {
    for log in [
        "<log><trace><event/><string key='k' value='1'/></trace></log>",
        "<log><trace><trace/></trace></log>",
        "<log><trace><event><event/></event></trace></log>",
        "<log><trace><event><string key='k' value='1'><event/></string></event></trace></log>",
        "<log/><log/>",
        "<trace/>",
    ] {
        assert_eq!(refused(log), "source-xes-misplaced", "{log}");
    }
    assert_eq!(refused("<log><trace></log>"), "source-xes-damaged");
    assert_eq!(refused(""), "source-cut-off");
    let names = (0..=MOST_COLUMNS).map(|n| format!("<int key='{n}' value=''/>"));
    let wide = format!("<log><event>{}</event></log>", names.collect::<String>());
    assert_eq!(refused(&wide), "source-xes-too-many-names");
}

/// However it is cut it is refused; with any bit turned over it has as many rows, or it is told.
#[test]
fn harm_is_never_silent() {
    let (_, whole, told) = read(LOG.as_bytes()).unwrap();
    for end in 0..LOG.trim_end().len() {
        assert!(read(&LOG.as_bytes()[..end]).is_err(), "cut at {end}");
    }
    // where a line ends differently, the rows below it are counted otherwise
    let filled = |rows: &[(u64, String)]| -> Vec<usize> {
        let cells = |cells: &String| cells.split('|').filter(|cell| !cell.is_empty()).count();
        rows.iter().map(|(_, row)| cells(row)).collect()
    };
    let mut silent = Vec::new();
    // every fifth bit, for all of them take half a minute
    for at in (0..LOG.len() * 8).step_by(5) {
        let mut bytes = LOG.as_bytes().to_vec();
        bytes[at / 8] ^= 1 << (at % 8);
        if bytes[at / 8] == b'|' {
            // which ends a cell here
            continue;
        }
        let Ok((_, rows, said)) = read(&bytes) else {
            continue;
        };
        if filled(&rows) != filled(&whole) && said == told {
            let harm = String::from_utf8_lossy(&bytes[(at / 8).saturating_sub(20)..]).into_owned();
            let harm: String = harm.chars().take(40).collect();
            silent.push(format!("bit {} of {}: {harm}", at % 8, at / 8));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn batches_go_on_within_a_case() {
    let event = "<event><string key='a' value='x'/></event>\n";
    let log = format!(
        "<log>\n<trace><string key='k' value='c'/>\n{}</trace></log>",
        event.repeat(ROWS + 1)
    );
    let (_, rows, _) = read(log.as_bytes()).unwrap();
    assert_eq!(rows.len(), ROWS + 1);
    assert!(rows.iter().all(|(_, cells)| cells == "c|x"));
    assert_eq!(rows.last().unwrap().0, ROWS as u64 + 3);
}
