//! One finding a row, for filters and pivots. A byte order mark makes Excel read it as UTF-8, and cells that Excel would
//! take for formulas are disarmed.

use std::borrow::Cow;
use std::io::{self, Write};

use super::blocks::{amounts, days, documents};
use super::{Finding, Report, disarmed};
use crate::history::State;

/// The columns, named as in the JSON contract.
const COLUMNS: [&str; 19] = [
    "identity",
    "rule",
    "label",
    "severity",
    "table",
    "file",
    "sheet",
    "row",
    "column",
    "key",
    "value",
    "expected",
    "message",
    "owner",
    "department",
    "state",
    "first_seen",
    "times_seen",
    "in_baseline",
];

/// Behind them where the project knows its people.
const PEOPLE: [&str; 2] = ["account", "new_staff"];

/// What findings hold back, where the project has links.
const BLOCKS: [&str; 3] = ["blocks_documents", "blocks_amount", "blocks_days"];

/// The columns behind them where there are dispositions.
const DISPOSITION: [&str; 11] = [
    "disposition.verdict",
    "disposition.line",
    "disposition.until",
    "disposition.due",
    "disposition.owner",
    "disposition.decided_on",
    "disposition.holds",
    "disposition.reason",
    "disposition.cause",
    "disposition.remedy",
    "disposition.decided_by",
];

/// All findings.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    let people = report.project.people.is_some();
    let linked = !report.project.links.is_empty();
    let decided = report.review.labels.is_some();
    let mut columns = COLUMNS.to_vec();
    columns.extend(PEOPLE.iter().filter(|_| people));
    columns.extend(BLOCKS.iter().filter(|_| linked));
    columns.extend(DISPOSITION.iter().filter(|_| decided));
    csv.write_record(&columns).map_err(io_error)?;
    for result in &report.rules() {
        let label = report.rule_label(result.rule);
        for f in report.findings(result, usize::MAX) {
            let row = f.shown_row();
            let times = f
                .times_seen
                .map_or(String::new(), |times| times.to_string());
            let cells: [&str; 19] = [
                &f.identity,
                &f.rule,
                &label,
                f.severity,
                &f.table,
                &f.file,
                f.sheet.as_deref().unwrap_or_default(),
                &row,
                f.column.as_deref().unwrap_or_default(),
                &f.key,
                &f.value,
                &f.expected,
                &f.message,
                &f.owner,
                &f.department,
                f.state.map(State::tag).unwrap_or_default(),
                f.first_seen.as_deref().unwrap_or_default(),
                &times,
                f.in_baseline.map(yes_or_no).unwrap_or_default(),
            ];
            let owner = [
                f.account.as_deref().unwrap_or_default(),
                f.new_staff.map(yes_or_no).unwrap_or_default(),
            ];
            let blocks = f.blocks.as_deref().unwrap_or_default();
            let held = [
                documents(blocks).map_or(String::new(), |count| count.to_string()),
                amounts(report, blocks),
                days(blocks).map_or(String::new(), |days| days.to_string()),
            ];
            let held = held.iter().map(String::as_str).filter(|_| linked);
            let decision = decided.then(|| disposition(&f));
            let decision = decision.iter().flatten().map(AsRef::as_ref);
            let cells = cells.into_iter();
            let cells = cells.chain(owner.into_iter().filter(|_| people));
            for cell in cells.chain(held).chain(decision) {
                csv.write_field(disarmed(cell).as_bytes())
                    .map_err(io_error)?;
            }
            csv.write_record(None::<&[u8]>).map_err(io_error)?;
        }
    }
    csv.flush()
}

/// What was decided; empty cells where nothing was.
fn disposition(finding: &Finding) -> [Cow<'_, str>; DISPOSITION.len()] {
    let Some(disposition) = &finding.disposition else {
        return Default::default();
    };
    let text = |text: &'_ Option<String>| Cow::Owned(text.clone().unwrap_or_default());
    [
        disposition.verdict.tag().into(),
        disposition.line.to_string().into(),
        text(&disposition.until),
        text(&disposition.due),
        text(&disposition.owner),
        Cow::Borrowed(&disposition.decided_on),
        yes_or_no(disposition.holds).into(),
        Cow::Borrowed(&disposition.reason),
        text(&disposition.cause),
        text(&disposition.remedy),
        Cow::Borrowed(&disposition.decided_by),
    ]
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// The error below, so that a closed pipe is still one.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
