//! XES, the format of IEEE 1849.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Shown, Written};

/// The prefixes of the names of values, and where they are explained.
const EXTENSIONS: [(&str, &str); 4] = [
    ("Concept", "concept"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
    ("Time", "time"),
];

pub(super) fn write(shown: &Shown, out: &mut dyn Write) -> io::Result<Written> {
    let mut written = Written::default();
    head(shown, out)?;
    for (number, case) in shown.log.cases().enumerate() {
        written.cases += 1;
        out.write_all(b"\t<trace>\n")?;
        string(out, 2, "concept:name", &shown.case(number, case))?;
        for (event, time) in shown.timed(case, &mut written) {
            out.write_all(b"\t\t<event>\n")?;
            string(out, 3, "concept:name", shown.name(event))?;
            value(out, 3, "date", "time:timestamp", &time)?;
            string(out, 3, "lifecycle:transition", "complete")?;
            for (key, text) in [
                ("org:resource", event.shown_by()),
                ("org:group", shown.department(event)),
                ("concept:instance", Cow::Borrowed(shown.document(event))),
            ] {
                if !text.is_empty() {
                    string(out, 3, key, &text)?;
                }
            }
            if let Some((file, row)) = shown.place(event) {
                string(out, 3, "file", file)?;
                value(out, 3, "int", "row", &row.to_string())?;
            }
            out.write_all(b"\t\t</event>\n")?;
        }
        out.write_all(b"\t</trace>\n")?;
    }
    out.write_all(b"</log>\n")?;
    Ok(written)
}

fn head(shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
          <log xes.version=\"1849-2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n",
    )?;
    for (name, prefix) in EXTENSIONS {
        writeln!(
            out,
            "\t<extension name=\"{name}\" prefix=\"{prefix}\" uri=\"http://www.xes-standard.org/{prefix}.xesext\"/>"
        )?;
    }
    out.write_all(b"\t<global scope=\"trace\">\n")?;
    string(out, 2, "concept:name", "")?;
    out.write_all(b"\t</global>\n\t<global scope=\"event\">\n")?;
    string(out, 2, "concept:name", "")?;
    value(
        out,
        2,
        "date",
        "time:timestamp",
        "1970-01-01T00:00:00.000+00:00",
    )?;
    string(out, 2, "lifecycle:transition", "complete")?;
    out.write_all(b"\t</global>\n\t<classifier name=\"Activity\" keys=\"concept:name\"/>\n")?;
    string(out, 1, "concept:name", shown.label)?;
    string(out, 1, "lifecycle:model", "standard")
}

fn string(out: &mut dyn Write, depth: usize, key: &str, text: &str) -> io::Result<()> {
    value(out, depth, "string", key, text)
}

fn value(out: &mut dyn Write, depth: usize, kind: &str, key: &str, text: &str) -> io::Result<()> {
    let indent = &"\t\t\t"[..depth];
    let text = escaped(text);
    writeln!(out, "{indent}<{kind} key=\"{key}\" value=\"{text}\"/>")
}

/// A text as it stands in the quotes of XML. What XML cannot hold becomes U+FFFD.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        !matches!(
            c,
            '<' | '>' | '&' | '"' | '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
        )
    };
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if is_plain(c) => out.push(c),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(out)
}
