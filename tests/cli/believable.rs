//! What the page for the meeting says where something is not known: never 0, never "none", never "as before".

use std::fmt::Write as _;

use crate::page::page;
use crate::support::{Folder, Outcome};

const PROJECT: &str = r#"
[project]
name = "Example Works"
[tables.jobs]
label = "Jobs"
files = ["jobs.csv"]
key = ["no"]
[tables.jobs.fields]
no = {}
who = {}
name = {}
done = { type = "date" }
closed = { type = "date" }
[tables.parts]
label = "Parts"
files = ["parts.csv"]
key = ["no"]
[tables.parts.fields]
no = {}
name = {}
[[rule]]
id = "open"
label = "Done and not closed"
table = "jobs"
severity = "high"
owner = "who"
tags = ["handled"]
check.latency = { from = "done", to = "closed", within = "3 days", still_open = "count" }
[[rule]]
id = "named"
label = "Job without a name"
table = "jobs"
severity = "low"
owner = "who"
check.required = { columns = ["name"] }
[[rule]]
id = "part"
label = "Part without a name"
table = "parts"
severity = "low"
check.required = { columns = ["name"] }
"#;
const HEADER: &str = "no,who,name,done,closed\n";
const PARTS: &str = "no,name\nP1,bolt\n";

fn works(more: &str, jobs: &str) -> Folder {
    let folder = Folder::new(&format!("{PROJECT}{more}"));
    folder.write("jobs.csv", &format!("{HEADER}{jobs}"));
    folder.write("parts.csv", PARTS);
    folder
}

fn report(folder: &Folder, day: &str, more: &[&str]) -> (String, Outcome) {
    let mut arguments = vec!["report", "--as-of", day, "-o", "pack"];
    arguments.extend(more);
    let told = folder.run(&arguments);
    assert!(told.code < 3, "{} {}", told.code, told.stderr);
    let mut text = page(&folder.path().join("pack/index.html"));
    // what is written out, and not what the script reads
    text.truncate(text.find("<script type=\"application/json\"").unwrap());
    (text, told)
}

/// What Eve was to put right by 5 November.
const TO_CORRECT: &str = "verdict = \"correct\"\nowner = \"Eve\"\ndue = 2026-11-05";

/// Writes down what was decided on a document, by its rule and number, on 1 November.
fn decide(folder: &Folder, [rule, document]: [&str; 2], how: &str) {
    let entry = format!(
        "[[disposition]]\nmatch = {{ rule = \"{rule}\", document = \"{document}\" }}\n{how}\nreason = \"r\"\n\
         covers = 1\ndecided_by = \"m\"\ndecided_on = 2026-11-01\n"
    );
    folder.write("dispositions.toml", &entry);
}

/// What stands in the card of a heading.
fn card(page: &str, heading: &str) -> String {
    let (_, card) = page
        .split_once(&format!("<h3>{heading}</h3>"))
        .unwrap_or_else(|| panic!("{heading}: {page}"));
    card.split_once("</article>").unwrap().0.to_owned()
}

fn has(text: &str, part: &str) {
    assert!(text.contains(part), "{part}: {text}");
}

fn has_not(text: &str, part: &str) {
    assert!(!text.contains(part), "{part}: {text}");
}

/// A file that is not there this month is no improvement, and is told where everybody looks; nor is a document that has left the export, or
/// a rule that judged nothing the month before.
#[test]
fn fewer_findings_are_not_better_by_themselves() {
    let folder = works("", "1,Ada,,,\n");
    let project = PROJECT.replace("jobs.csv", "jobs*.csv");
    folder.write("crm-audit.toml", &project);
    folder.write("jobs2.csv", &format!("{HEADER}2,Bo,,,\n3,Bo,,,\n"));
    folder.write("parts.csv", "no,name\n");
    report(&folder, "2026-09-30", &[]);
    std::fs::remove_file(folder.path().join("jobs2.csv")).unwrap();
    folder.write("parts.csv", "no,name\nP1,\n");
    let (text, _) = report(&folder, "2026-10-31", &[]);
    let (alerts, _) = text.split_once("<div class=\"cards\">").unwrap();
    has(
        alerts,
        "<p class=\"alert\">Jobs: there are fewer files with rows",
    );
    has(&text, "Fewer, and not known to be put right");
    has(
        &text,
        "Job without a name: 3 → 1, 2 not seen this time and still open",
    );
    has(&text, "No rule has fewer findings than before.");
    has_not(&text, "Part without a name: 0 → 1");
    // one is put right, and one has left the export
    folder.write(
        "jobs.csv",
        &format!("{HEADER}1,Ada,a,,\n4,Bo,,,\n5,Bo,,,\n"),
    );
    folder.write("jobs2.csv", &format!("{HEADER}2,Bo,,,\n3,Bo,,,\n"));
    report(&folder, "2026-11-30", &[]);
    folder.write("jobs2.csv", &format!("{HEADER}2,Bo,,,\n6,Bo,x,,\n"));
    let (text, _) = report(&folder, "2026-12-31", &[]);
    has(
        &text,
        "Job without a name: 4 → 3, 1 no longer in the export",
    );
    has(&text, "No rule has fewer findings than before.");
}

#[test]
fn an_export_without_rows_is_not_known_and_no_good_month() {
    let folder = works("", "1,Ada,a,2026-10-01,\n2,Bo,,2026-10-01,2026-10-02\n");
    report(&folder, "2026-10-31", &[]);
    folder.write("jobs.csv", HEADER);
    let (page, _) = report(&folder, "2026-11-30", &[]);
    let handled = card(&page, "Handled, and open in the system");
    has(&handled, "<p class=\"figure\">–</p>");
    has(&handled, "not known: a rule with the tag");
    has(
        &page,
        "Jobs has no rows: nothing is known of it this time. 2 findings of earlier runs are neither open nor fixed.",
    );
    has(&page, " rules: Done and not closed, ");
    has(
        &page,
        "Job without a name <span class=\"id\">named</span>: its table has no rows",
    );
    has(&page, "its table has no rows");
    has_not(&page, "none of 3 rules");
    let minutes = page_text(&folder, "minutes.md");
    has(&minutes, "Jobs has no rows");
}

fn page_text(folder: &Folder, name: &str) -> String {
    page(&folder.path().join("pack").join(name))
}

#[test]
fn a_rule_that_needs_the_runs_before_counts_as_not_judged_without_them() {
    let again = r#"
[[rule]]
id = "again"
label = "Again and again"
severity = "high"
check.recurrence = { months = 2 }
"#;
    let folder = works(again, "1,Ada,a,2026-10-01,\n");
    // in the first month nobody can have had anything before
    let (page, _) = report(&folder, "2026-10-31", &[]);
    has_not(&page, "1 rule: Again and again");
    let (page, _) = report(&folder, "2026-11-30", &["--no-history"]);
    has(&page, "1 rule: Again and again");
}

#[test]
fn a_part_of_the_company_is_compared_with_nothing() {
    let folder = works("", "1,Ada,a,2026-10-01,\n2,Bo,,2026-10-01,2026-10-02\n");
    report(&folder, "2026-10-31", &[]);
    decide(&folder, ["named", "2"], TO_CORRECT);
    let (page, _) = report(&folder, "2026-11-30", &["--select", "open"]);
    has(&page, "Not the whole company: 1 of ");
    has(&page, "Not compared: not the whole company was judged.");
    for compared in [
        "What has changed since",
        "<h3>Worse</h3>",
        "Everything that was found before is still there",
        "no longer in the export</td>",
    ] {
        has_not(&page, compared);
    }
    has(&page, "not judged this time");
    let overdue = card(&page, "Overdue decisions");
    has(&overdue, "<p class=\"figure\">–</p>");
    has(&overdue, "a decision whose day has passed was not judged");
    let minutes = page_text(&folder, "minutes.md");
    has(&minutes, "rules were judged. Nothing is compared");
    has_not(&minutes, "fixed since the last run");
    has_not(&minutes, "Since 2026-10-31:");
    let input = ["--input", "jobs=jobs.csv"];
    let (page, _) = report(&folder, "2026-11-30", &input);
    has(&page, "Not the whole company: files were given in place");
    has_not(&page, "rules were judged");
}

#[test]
fn what_nobody_has_is_told_however_many_have_something() {
    let mut jobs = String::new();
    for at in 0..12 {
        let _ = writeln!(jobs, "{at},Name{at:02},a,2026-10-01,");
    }
    for at in 12..17 {
        let _ = writeln!(jobs, "{at},,a,2026-10-01,");
    }
    let folder = works("", &jobs);
    let (page, _) = report(&folder, "2026-10-31", &[]);
    let who = page.split_once("<section id=\"who\">").unwrap().1;
    let who = who.split_once("</section>").unwrap().0;
    has(who, ">(none)</a>");
    has(who, "5 findings have no owner");
    has(who, "and 2 more");
    // the longest bar is that of most
    assert_eq!(who.matches("width=\"80.0\"").count(), 1, "{who}");
}

#[test]
fn rules_that_are_not_named_are_counted() {
    let mut rules = String::new();
    for at in 0..7 {
        let _ = write!(
            rules,
            "[[rule]]\nid = \"r{at}\"\ntable = \"parts\"\nseverity = \"low\"\ncheck.pattern = {{ column = \"name\", regex = \"[a-z{at}]+\" }}\n"
        );
    }
    let folder = works(&rules, "");
    report(&folder, "2026-10-31", &[]);
    folder.write("parts.csv", "no,name\nP1,BOLT\n");
    let (page, _) = report(&folder, "2026-11-30", &[]);
    has(&page, "<a href=\"#rules\">… and 2 more rules got worse</a>");
    folder.write("parts.csv", PARTS);
    let (page, _) = report(&folder, "2026-12-31", &[]);
    has(
        &page,
        "<a href=\"#rules\">… and 2 more rules got better</a>",
    );
}

#[test]
fn whoever_was_to_put_it_right_acts() {
    let folder = works("", "1,Ada,a,2026-10-01,\n");
    decide(&folder, ["open", "1"], TO_CORRECT);
    let (page, _) = report(&folder, "2026-11-30", &[]);
    has(&page, "owner=Eve\">Eve</a>");
    has_not(&page, "owner=Ada");
    assert!(page_text(&folder, "actions.csv").contains("Eve"));
    // what left the export was put right by nobody
    folder.write(
        "jobs.csv",
        &format!("{HEADER}2,Ada,a,2026-10-01,2026-10-02\n"),
    );
    let (page, _) = report(&folder, "2026-12-31", &[]);
    let overdue = card(&page, "Overdue decisions");
    has(&overdue, "<p class=\"figure\">1</p>");
    has(&overdue, "past the day, and no longer in the export");
    has(&page, "no longer in the export; overdue");
}

#[test]
fn what_is_not_known_is_said_to_be_so() {
    let project = r#"
[tables.parts]
files = ["parts.csv"]
key = ["no"]
[tables.parts.fields]
no = {}
name = { required = true }
"#;
    let folder = Folder::new(project);
    folder.write("parts.csv", "no,name\nP1,\n");
    let (page, _) = report(&folder, "2026-10-31", &[]);
    has(&page, "No rule with open findings names who has to act.");
    has(&page, "not known: the dictionary names the date");
    has(&page, "Not known: there is no run to compare with.");
    has_not(&page, "<p class=\"quiet\">Nobody.</p>");
    has_not(
        &page_text(&folder, "minutes.md"),
        "fixed since the last run",
    );
}

#[test]
fn a_file_that_is_no_page_of_this_company_stays() {
    let folder = works("", "1,Ada,a,2026-10-01,\n");
    folder.write("mine.html", "<html>mine</html>");
    let write = |file: &str| folder.run(&["report", "--as-of", "2026-10-31", "-o", file]);
    let told = write("mine.html");
    assert_eq!(told.code, 2, "{}", told.stderr);
    has(
        &told.stderr,
        "mine.html is there and is no page of crm-audit",
    );
    let told = folder.run(&[
        "report",
        "--as-of",
        "2026-10-31",
        "--owner",
        "Ada",
        "-o",
        "mine.html",
    ]);
    assert_eq!(told.code, 2, "{}", told.stderr);
    assert_eq!(page(&folder.path().join("mine.html")), "<html>mine</html>");
    for target in ["page.html", "pack"] {
        assert_eq!(write(target).code, 1);
        assert_eq!(write(target).code, 1, "a page of ours is replaced");
    }
    let renamed = PROJECT.replace("Example Works", "Other & \\\"Sons\\\"");
    folder.write("crm-audit.toml", &renamed);
    for target in ["page.html", "pack"] {
        let told = write(target);
        assert_eq!(told.code, 2, "{}", told.stderr);
        has(&told.stderr, "is the page of Example Works");
    }
    assert_eq!(write("other.html").code, 1);
    assert_eq!(write("other.html").code, 1);
}

#[test]
fn a_decision_is_told_in_words() {
    let folder = works("", "1,Ada,a,2026-10-01,\n");
    decide(
        &folder,
        ["open", "1"],
        "verdict = \"accept_once\"\nuntil = 2026-12-31",
    );
    let (page, _) = report(&folder, "2026-11-30", &[]);
    for text in [page, page_text(&folder, "minutes.md")] {
        has(&text, "Done and not closed 1");
        has_not(&text, "document=");
    }
}

#[test]
fn a_rule_that_was_relaxed_is_no_improvement() {
    let folder = works("", "1,Ada,a,2026-10-01,\n");
    report(&folder, "2026-10-31", &[]);
    let relaxed = PROJECT.replace("3 days", "400 days");
    folder.write("crm-audit.toml", &relaxed);
    let (page, _) = report(&folder, "2026-11-30", &[]);
    has(&page, "Done and not closed: none left of 1 (rule changed)");
}

#[test]
fn the_longest_wait_is_of_what_is_named() {
    let waiting = r#"
[tables.bills]
label = "Bills"
files = ["bills.csv"]
key = ["no"]
[tables.bills.fields]
no = {}
job = {}
amount = { type = "decimal" }
made = { type = "date" }
kind = {}
[[link]]
from = "bills.job"
to = "jobs.no"
when = "kind = 'large'"
amount = "amount"
date = "made"
label = "Large bills"
[[link]]
from = "bills.job"
to = "jobs.no"
when = "kind = 'small'"
amount = "amount"
date = "made"
label = "Small bills"
"#;
    let folder = works(waiting, "1,Ada,a,2026-10-01,\n");
    folder.write(
        "bills.csv",
        "no,job,amount,made,kind\nB1,1,900,2026-10-26,large\nB2,1,5,2026-08-01,small\n",
    );
    let (page, _) = report(&folder, "2026-10-31", &[]);
    has(
        &page,
        "Large bills; the first document has waited for 5 days",
    );
    has_not(
        &page,
        "Large bills; the first document has waited for 91 days",
    );
}
