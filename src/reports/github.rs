//! Workflow commands, which GitHub Actions shows as annotations. It shows ten errors and ten warnings of a step and drops the
//! others without a word: of each level the worst rules are written, and one notice with the true total.

use std::io::{self, Write};

use super::gate::{self, Level};
use super::{Report, RuleResult, Verdict};
use crate::messages::message;

/// Annotations of a level that GitHub shows of a step.
const MOST: usize = 10;

/// The total, what could not be audited, and the worst findings.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let rules = report.rules();
    let errors = gate::errors(report);
    let levels = [Level::Error, Level::Warning, Level::Note].map(|level| {
        // one notice is the total, and what could not be audited comes before findings
        let room = match level {
            Level::Error => MOST - errors.len().min(MOST),
            Level::Warning => MOST,
            Level::Note => MOST - 1,
        };
        worst(&rules, level, room)
    });
    let shown = levels.iter().flatten().map(|(_, share)| share).sum::<u64>();
    let all = gate::failed(&rules).map(RuleResult::open).sum();
    total(report, (shown, all), out)?;
    let file = gate::project_file(report);
    for error in errors.iter().take(MOST) {
        writeln!(out, "::error file={}::{}", property(&file), data(error))?;
    }
    for (result, share) in levels.iter().flatten() {
        annotate(report, result, *share, out)?;
    }
    Ok(())
}

/// The worst rules of a level, and how many findings of each are shown.
fn worst<'r, 'a>(
    rules: &'r [RuleResult<'a>],
    level: Level,
    room: usize,
) -> Vec<(&'r RuleResult<'a>, u64)> {
    let of_level = gate::failed(rules).filter(|r| Level::of(r.rule.severity) == level);
    let rules: Vec<&RuleResult> = of_level.take(room).collect();
    let counts: Vec<u64> = rules.iter().map(|result| result.open()).collect();
    let shares = gate::shares(&counts, room as u64);
    rules.into_iter().zip(shares).collect()
}

/// The verdict with the number of all findings, and how many are shown where that is not all.
fn total(
    report: &Report,
    (shown, all): (u64, u64),
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let mut text = gate::verdict(report);
    if let Some(total) = gate::total(report) {
        let both = message!("gate-verdict-total", verdict = text, total = total);
        text = report.text(&both);
    }
    if shown < all {
        text = report.text(&message!("gate-shown", total = text, count = shown));
    }
    let word = match report.verdict() {
        Verdict::NothingChecked => "error",
        _ => "notice",
    };
    writeln!(out, "::{word} title=crm-audit::{}", data(&text))
}

/// One annotation a finding: file, line, document, what is wrong, what to do.
fn annotate(
    report: &Report,
    result: &RuleResult,
    share: u64,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let word = match Level::of(result.rule.severity) {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let title = property(&gate::name(report, result));
    let fix = gate::fix(report, result);
    gate::each_open(report, result, share, |finding| {
        let file = match finding.file {
            "" => gate::project_file(report),
            file => file.to_owned(),
        };
        write!(out, "::{word} file={}", property(&file))?;
        if let Some(line) = gate::line(&file, finding.sheet, finding.row) {
            write!(out, ",line={line}")?;
        }
        let place = gate::place(finding.file, finding.sheet, finding.row);
        let told = gate::told(report, finding);
        write!(out, ",title={title}::{}", data(&format!("{place}  {told}")))?;
        match &fix {
            Some(fix) => writeln!(out, "%0A{}", data(fix)),
            None => writeln!(out),
        }
    })
}

/// What follows the second `::`.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_no_command() {
        assert_eq!(data("100%\r\n::error::x"), "100%25%0D%0A::error::x");
        assert_eq!(property("D:\\a,b%.csv"), "D%3A\\a%2Cb%25.csv");
    }
}
