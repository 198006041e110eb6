//! The part of the pack for the meeting: what moved, what recurs, what became of decisions, which rules changed, and what is adopted
//! or refused.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use crate::browser::{browser, opened};
use crate::examples::company;
use crate::page::{data, marked, page};
use crate::support::{Folder, Run, copy, root};

const MONTHS: [&str; 3] = ["2026-08-31", "2026-09-30", "2026-10-31"];

/// The page of the example company after three months, and what `check` says of the last.
pub(crate) fn october(lang: &str) -> (tempfile::TempDir, String, Value) {
    let company = company();
    let project = company.path().to_str().unwrap();
    let pack = company.path().join("pack");
    for day in MONTHS {
        let target = pack.to_str().unwrap();
        let arguments = [
            "report", project, "--as-of", day, "--lang", lang, "-o", target,
        ];
        let told = Run::new(arguments).run();
        assert_eq!(told.code, 1, "{}", told.stderr);
    }
    let arguments = [
        "check", project, "--as-of", MONTHS[2], "--lang", lang, "--format", "json",
    ];
    let told = Run::new(arguments).run();
    let report = serde_json::from_str(&told.stdout).unwrap();
    let page = page(&pack.join("index.html"));
    (company, page, report)
}

/// What stands between two texts.
fn between<'p>(page: &'p str, begin: &str, end: &str) -> &'p str {
    let (_, rest) = page
        .split_once(begin)
        .unwrap_or_else(|| panic!("{begin}: {page}"));
    rest.split_once(end).unwrap_or_else(|| panic!("{end}")).0
}

/// A number of a table, with the way to its rows.
#[derive(Debug, Clone, PartialEq)]
struct Number {
    value: String,
    href: Option<String>,
}

/// The rows of a table by their heading, each with the numbers behind it.
fn numbers(table: &str) -> BTreeMap<String, Vec<Number>> {
    let rows = table.split("<tr").skip(1);
    let row = |row: &str| {
        let (_, name) = row.split_once("<th scope=\"row\"")?;
        let name = between(name, ">", "</th>");
        let name = name.split_once("</a>").map_or(name, |(name, _)| name);
        let name = name.rsplit('>').next()?.to_owned();
        let cells = row.split("<td class=\"n").skip(1);
        let cells = cells.map(|cell| {
            let cell = between(cell, ">", "</td>");
            match cell.strip_prefix("<a href=\"") {
                Some(link) => Number {
                    value: between(link, ">", "</a>").to_owned(),
                    href: Some(link.split_once('"').unwrap().0.replace("&amp;", "&")),
                },
                None => Number {
                    value: cell.to_owned(),
                    href: None,
                },
            }
        });
        Some((name, cells.collect()))
    };
    rows.filter_map(row).collect()
}

/// The table behind a heading.
fn table<'p>(page: &'p str, heading: &str) -> &'p str {
    between(page, heading, "</table>")
}

fn sums(rows: &BTreeMap<String, Vec<Number>>) -> Vec<u64> {
    let mut sums = Vec::new();
    for cells in rows.values() {
        sums.resize(cells.len(), 0);
        for (sum, cell) in sums.iter_mut().zip(cells) {
            *sum += cell.value.replace(',', "").parse::<u64>().unwrap();
        }
    }
    sums
}

/// New, again, reopened, fixed, gone, and four classes of age, by somebody.
fn expected(report: &Value, of: &str) -> BTreeMap<String, [u64; 9]> {
    let failed = |rule: &Value| {
        let mut rules = report["rules"].as_array().unwrap().iter();
        let rule = rules.find(|one| one["id"] == *rule).unwrap();
        rule["status"] == "violated"
    };
    let mut all: BTreeMap<String, [u64; 9]> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let held = finding["disposition"]["holds"] == true;
        // what is found about decisions is nobody's
        let is_of_company = finding["table"] != "dispositions";
        if held || !is_of_company || !failed(&finding["rule"]) {
            continue;
        }
        // whoever was to put it right acts
        let named = match of {
            "owner" => finding["disposition"]["owner"].as_str(),
            _ => None,
        };
        let row = all.entry(named.or(finding[of].as_str()).unwrap().to_owned());
        let row = row.or_default();
        let state = ["new", "again", "reopened"];
        let state = state.iter().position(|one| finding["state"] == *one);
        row[state.unwrap()] += 1;
        // as of 31 October
        let age = match finding["first_seen"].as_str().unwrap() {
            "2026-10-31" => 0,
            "2026-09-30" => 1,
            "2026-08-31" => 2,
            other => panic!("{other}"),
        };
        row[5 + age] += 1;
    }
    all
}

#[test]
fn what_moved_adds_up_to_what_check_says() {
    let (_company, page, report) = october("zh-CN");
    let owners = numbers(table(&page, "<h3>按责任人：变动与时长</h3>"));
    let departments = numbers(table(&page, "<h3>按责任部门：变动与时长</h3>"));
    let rules = numbers(table(&page, "<section id=\"rules\""));
    for (of, rows) in [("owner", &owners), ("department", &departments)] {
        let expected = expected(&report, of);
        for (name, counts) in &expected {
            let shown = if name.is_empty() { "（无）" } else { name };
            let row = rows.get(shown);
            let row = row.unwrap_or_else(|| panic!("{shown}: {:?}", rows.keys()));
            for (at, count) in counts.iter().enumerate() {
                // what is not there any more is in no list of findings
                if !matches!(at, 3 | 4) {
                    assert_eq!(row[at].value, count.to_string(), "{name} {at}");
                }
            }
        }
        let sums = sums(rows);
        // all that is open came in one of three ways, and is of one age
        let open: u64 = report["summary"]["by_severity"]
            .as_object()
            .unwrap()
            .values()
            .map(|count| count.as_u64().unwrap())
            .sum();
        assert_eq!(sums[..3].iter().sum::<u64>(), open);
        assert_eq!(sums[5..].iter().sum::<u64>(), open);
        let ended = ["fixed", "gone"].map(|state| report["summary"][state].as_u64().unwrap());
        assert_eq!(sums[3..5], ended, "{of}");
    }
    // what waits for a department's documents
    let held = table(&page, "<h3>按责任部门：变动与时长</h3>");
    assert!(held.contains("未关闭订单："), "{held}");
    // open and rate stand before them
    let by_rule = sums_of_rules(&rules);
    assert_eq!(
        by_rule[..3].iter().sum::<u64>(),
        by_rule[5..].iter().sum::<u64>()
    );
    // each leads to its rows, and what is none leads nowhere
    for cell in owners.values().chain(departments.values()).flatten() {
        assert_eq!(cell.href.is_none(), cell.value == "0", "{cell:?}");
    }
    // who closed what stands below
    let closed = between(&page, "<section id=\"closed\"", "</section>");
    assert_eq!(closed.matches("data-state=\"fixed\"").count(), 10);
    assert_eq!(closed.matches("data-state=\"gone\"").count(), 2);
    assert!(
        closed.contains("data-owner=\"仓管员02\"") || closed.contains("data-owner=\"仓管员01\"")
    );
}

/// Of rules the open findings and the rate come first.
fn sums_of_rules(rules: &BTreeMap<String, Vec<Number>>) -> Vec<u64> {
    let moves = rules.iter().map(|(rule, cells)| {
        let known = cells[2..].iter().map(|cell| Number {
            value: cell.value.replace('–', "0"),
            href: None,
        });
        (rule.clone(), known.collect())
    });
    sums(&moves.collect())
}

#[test]
fn decisions_and_questions_are_those_of_the_minutes() {
    let (company, page, _) = october("zh-CN");
    let minutes = std::fs::read_to_string(company.path().join("pack/minutes.md")).unwrap();
    let meeting = between(&page, "<section id=\"meeting\"", "</section>");
    for told in [
        "订单客户不存在或已停用 SO202608037",
        "问题仍在，已过期限",
        "2 项中仍有 2 项，决定仍有效",
    ] {
        assert!(meeting.contains(told) && minutes.contains(told), "{told}");
    }
    // what was not kept is asked about first
    let agenda = between(meeting, "<ol class=\"agenda\">", "</ol>");
    let asked: Vec<&str> = agenda.split("<li>").skip(1).collect();
    assert!(
        asked[0].contains("特批已到期") && asked[1].contains("整改已逾期"),
        "{agenda}"
    );
    assert!(
        asked[0].contains("#findings?rule=order-customer-unknown-or-disabled&amp;text=SO202608037")
    );
    assert_eq!(asked.len(), 2 + 12);
    // who has had the same problem month after month
    let recurring = between(meeting, "3 个月及以上有问题</h3>", "</table>");
    assert!(
        recurring.contains("业务员06") && recurring.contains("自制自审"),
        "{recurring}"
    );
    // customers' sales, worked out again
    let values = between(&page, "<section id=\"values\"", "</section>");
    assert!(
        values.contains("年销售额与订单合计不符") && values.contains("差 10,000"),
        "{values}"
    );
}

#[test]
fn without_a_history_nothing_is_shown_as_none() {
    let company = company();
    let project = company.path().to_str().unwrap();
    let target = company.path().join("page.html");
    let report = |day: &str, more: &[&str]| {
        let target = target.to_str().unwrap();
        let arguments = [
            "report", project, "--as-of", day, "--lang", "en", "-o", target,
        ];
        let told = Run::new(arguments.iter().chain(more)).run();
        assert_eq!(told.code, 1, "{}", told.stderr);
        page(&company.path().join("page.html"))
    };
    let none = report("2026-10-31", &["--no-history"]);
    let owners = numbers(table(&none, "<h3>By person:"));
    assert!(
        owners.values().flatten().all(|cell| cell.value == "–"),
        "{owners:?}"
    );
    for told in [
        "Not known: the audit was made without the history",
        "Not known: there is no run to compare with.",
    ] {
        assert!(none.contains(told), "{told}");
    }
    // the first run: all is new, and nothing is known of what came back or went
    let first = report("2026-10-31", &[]);
    let owners = numbers(table(&first, "<h3>By person:"));
    for cells in owners.values() {
        assert_ne!(cells[0].value, "–");
        assert!(
            cells[1..5].iter().all(|cell| cell.value == "–"),
            "{cells:?}"
        );
    }
}

/// A history that an earlier version has written does not say whose findings are, nor what its rules said.
#[test]
fn what_an_earlier_version_did_not_record_is_not_known() {
    let folder = Folder::new("");
    copy(&root().join("fixtures/compat"), folder.path());
    std::fs::create_dir(folder.path().join(".crm-audit")).unwrap();
    std::fs::rename(folder.path().join("history.db"), folder.database()).unwrap();
    let arguments = [
        "report",
        "--as-of",
        "2026-09-30",
        "--lang",
        "en",
        "-o",
        "page.html",
    ];
    assert_eq!(folder.run(&arguments).code, 1);
    let told = page(&folder.path().join("page.html"));
    assert!(
        told.contains("2 fixed and 1 no longer in the export are in no line above"),
        "{told}"
    );
    assert!(told.contains("that run did not record what its rules said"));
}

const TABLE: &str = "[project]\nlang = \"en\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"no\"]\ndate = \"day\"\n[tables.t.fields]\nno = {}\n\
    x = { type = \"integer\" }\nday = { type = \"date\" }\nwho = {}\n";

#[test]
fn what_changed_in_the_rules_is_told() {
    let rule = |id: &str, rest: &str| format!("[[rule]]\nid = \"{id}\"\ntable = \"t\"\n{rest}\n");
    let first = [
        rule(
            "too-large",
            "label = \"Too large\"\ncheck.range = { column = \"x\", max = 5 }",
        ),
        rule(
            "too-small",
            "label = \"Too small\"\ncheck.range = { column = \"x\", min = 1 }",
        ),
        rule(
            "same",
            "label = \"Same\"\ncheck.required = { columns = [\"who\"] }",
        ),
    ];
    let second = [
        rule(
            "too-large",
            "label = \"Far too large\"\nseverity = \"high\"\nowner = \"who\"\ntolerance = { over = \"0.5%\" }\nsince = 2026-09-01\nwhy = \"it hurts\"\n\
             decided_by = \"meeting of August\"\ncheck.range = { column = \"x\", max = 4 }",
        ),
        rule(
            "same",
            "label = \"The same\"\nwhy = \"told\"\ncheck.required = { columns = [\"who\"] }",
        ),
        rule(
            "odd",
            "label = \"Odd\"\ncheck.expression = { must = \"x < 9\" }",
        ),
    ];
    let folder = Folder::new(&format!("{TABLE}{}", first.concat()));
    // c is of before September
    folder.write(
        "t.csv",
        "no,x,day,who\na,6,2026-09-02,u\nb,0,2026-09-03,u\nc,7,2026-08-20,u\n",
    );
    let report = |day: &str| {
        let told = folder.run(&["report", "--as-of", day, "-o", "pack"]);
        assert_eq!(told.code, 1, "{}", told.stderr);
        let minutes = std::fs::read_to_string(folder.path().join("pack/minutes.md")).unwrap();
        (page(&folder.path().join("pack/index.html")), minutes)
    };
    report("2026-08-31");
    folder.write("crm-audit.toml", &format!("{TABLE}{}", second.concat()));
    let (page, minutes) = report("2026-09-30");
    let (_, changes) = minutes
        .split_once("## What changed in the rules since 2026-08-31\n\n")
        .unwrap();
    let (changes, _) = changes.split_once("\n## ").unwrap();
    assert_eq!(
        changes,
        "- Odd [odd] · new\n- Far too large [too-large] · changed\n  - check.range.max: 5 → 4\n  - owner: – → who\n  - severity: medium → high\n  \
         - since: – → 2026-09-01\n  - tolerance: – → 0.5%\n  - decided by: meeting of August\n  - why: it hurts\n\
         - Too small [too-small] · no longer judged\n"
    );
    let section = between(&page, "<section id=\"rule-changes\">", "</section>");
    assert!(section.contains("check.range.max: 5 → 4<br>") && section.contains("no longer judged"));
    // nobody has put right what the rule is not about any more
    let closed = between(&page, "<section id=\"closed\">", "</section>");
    assert!(
        closed.contains("Fixed, or not by the changed rule"),
        "{closed}"
    );
    // the same day again, and a month in which nothing changed
    let (again, _) = report("2026-09-30");
    assert_eq!(again, page);
    let (_, minutes) = report("2026-10-31");
    assert!(
        minutes.contains("## What changed in the rules since 2026-09-30\n\nNothing.\n"),
        "{minutes}"
    );
    // switched off is not judged
    folder.write(
        "crm-audit.toml",
        &format!("{TABLE}{}[tune.odd]\nenabled = false\n", second.concat()),
    );
    let (_, minutes) = report("2026-11-30");
    assert!(
        minutes.contains("- Odd [odd] · no longer judged\n"),
        "{minutes}"
    );
    // what no run says any more is in the file no longer
    for day in ["2026-08-31", "2026-09-30", "2026-10-31"] {
        assert_eq!(folder.run(&["history", "forget", day]).code, 0);
    }
    let database = std::fs::read(folder.database()).unwrap();
    let has = |text: &str| {
        database
            .windows(text.len())
            .any(|bytes| bytes == text.as_bytes())
    };
    assert!(has("Far too large") && !has("Too small"));
}

const PROCESS: &str = r#"
[project]
lang = "en"
[tables.orders]
files = ["orders.csv"]
[tables.orders.fields]
no = {}
made = { type = "datetime" }
clerk = { type = "person" }
approved = { type = "datetime" }
chief = { type = "person" }
sent = { type = "datetime" }
store = { type = "person" }
[process.o2c]
case = "no"
[[process.o2c.event]]
name = "made"
from = "orders"
at = "made"
by = "clerk"
[[process.o2c.event]]
name = "approved"
from = "orders"
at = "approved"
by = "chief"
[[process.o2c.event]]
name = "sent"
from = "orders"
at = "sent"
by = "store"
[[rule]]
id = "sent-before-approval"
label = "Sent before approval"
process = "o2c"
severity = "high"
owner = "sent.by"
check.flow = { each = "sent", needs = "approved", order = "before" }
"#;

/// Orders of a month: so many that were sent before they were approved, by one or two people, and as many that were not approved at
/// all as is said; all others go as agreed.
fn orders(deviating: usize, people: usize, missing: usize) -> String {
    let mut text = "no,made,clerk,approved,chief,sent,store\n".to_owned();
    for n in 0..20 {
        let store = if n % people == 0 { "Ann" } else { "Bob" };
        let (approved, chief) = match n {
            n if n < deviating => ("2026-09-03 09:00", "Cy"),
            n if n < deviating + missing => ("", ""),
            _ => ("2026-09-01 09:00", "Cy"),
        };
        writeln!(
            text,
            "O{n:02},2026-09-01 08:00,Dee,{approved},{chief},2026-09-02 08:00,{store}"
        )
        .unwrap();
    }
    text
}

fn fill(minutes: &str, under: &str, lines: [&str; 4]) -> String {
    let (before, item) = minutes.split_once(under).unwrap();
    let mut lines = lines.into_iter();
    let filled = item.lines().map(|line| {
        let said = if line.ends_with(": ") {
            lines.next()
        } else {
            None
        };
        format!("{line}{}", said.unwrap_or_default())
    });
    format!("{before}{under}{}\n", filled.collect::<Vec<_>>().join("\n"))
}

/// A way of doing things is asked about as a whole, and what is decided on it holds for whoever goes it next.
#[test]
fn what_recurs_is_adopted_or_refused() {
    let folder = Folder::new(PROCESS);
    folder.write("orders.csv", &orders(6, 2, 1));
    let report = |day: &str| {
        let told = folder.run(&["report", "--as-of", day, "-o", "pack"]);
        let minutes = std::fs::read_to_string(folder.path().join("pack/minutes.md")).unwrap();
        (
            told.code,
            page(&folder.path().join("pack/index.html")),
            minutes,
        )
    };
    let (code, page, minutes) = report("2026-09-30");
    assert_eq!(code, 1);
    let heading = "### 2. Sent before approval (sent-before-approval/misplaced): 6 cases";
    let heading = minutes.find(heading).unwrap_or_else(|| panic!("{minutes}"));
    let of_rule = &minutes[..heading];
    // the finding that is another one stands under the rule, and those of the pattern do not
    assert!(
        of_rule.contains("6 of these findings are of a way of doing things that recurs"),
        "{of_rule}"
    );
    assert!(
        of_rule.contains("| O06") && !of_rule.contains("| O00"),
        "{of_rule}"
    );
    for fact in ["by Ann (3), Bob (3) (2 in all)", "median ", "Adopt it"] {
        assert!(minutes[heading..].contains(fact), "{fact}: {minutes}");
    }
    let agenda = between(&page, "<ol class=\"agenda\">", "</ol>");
    assert!(
        agenda.contains("misplaced): 6 cases") && agenda.contains("Adopt it"),
        "{agenda}"
    );
    // which leads to its findings, and to no others of the rule
    assert!(
        agenda.contains("href=\"#findings?mark=pattern0\""),
        "{agenda}"
    );
    assert_eq!(marked(&data(&page), "pattern0"), 6);
    assert_eq!(marked(&data(&page), "open"), 7);
    // both are decided on
    let filled = fill(
        &minutes,
        "\"deviation\":\"misplaced\"",
        ["adopt", "", "", "the customer waits"],
    );
    let filled = fill(
        &filled,
        "{\"rule\":\"sent-before-approval\",\"findings\":[\"",
        ["correct", "2026-10-15", "Bob", "approve it"],
    );
    let import = [
        "dispose",
        "import",
        "pack/minutes.md",
        "--decided-by",
        "meeting",
        "--decided-on",
        "2026-09-30",
    ];
    // another way than that of the findings is a comment that somebody has changed
    let tampered = filled.replace("\"deviation\":\"misplaced\"", "\"deviation\":\"missing\"");
    folder.write("pack/minutes.md", &tampered);
    let told = folder.run(&import);
    assert_eq!(told.code, 2, "{}", told.stdout);
    assert!(
        told.stderr
            .contains("this comment is not as it was written"),
        "{}",
        told.stderr
    );
    assert!(!folder.path().join("dispositions.toml").exists());
    folder.write("pack/minutes.md", &filled);
    let told = folder.run(&import);
    assert_eq!(told.code, 0, "{}{}", told.stdout, told.stderr);
    let ledger = std::fs::read_to_string(folder.path().join("dispositions.toml")).unwrap();
    let entries: toml::Table = ledger.parse().unwrap();
    let entries = entries["disposition"].as_array().unwrap();
    assert_eq!(entries.len(), 2, "{ledger}");
    let adopted = entries
        .iter()
        .find(|one| one["verdict"].as_str() == Some("adopt"))
        .unwrap();
    assert_eq!(
        adopted["match"]["deviation"].as_str(),
        Some("misplaced"),
        "{ledger}"
    );
    assert_eq!(adopted["match"].get("finding"), None, "{ledger}");
    assert_eq!(adopted["covers"].as_integer(), Some(6), "{ledger}");
    // once more says nothing new
    let told = folder.run(&import);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stderr.contains("nothing new"), "{}", told.stderr);
    // two more go that way, one of which was decided on by itself: nobody is asked again
    std::fs::remove_file(folder.path().join("pack/minutes.md")).unwrap();
    folder.write("orders.csv", &orders(8, 2, 0));
    let (_, page, minutes) = report("2026-10-31");
    assert!(!minutes.contains("Adopt it"), "{minutes}");
    // that there are decisions now is no change of the rules
    let changes = "## What changed in the rules since 2026-09-30\n\nNothing.\n";
    assert!(minutes.contains(changes), "{minutes}");
    let outcome = "7 found, where 6 were decided on; it holds";
    assert!(
        minutes.contains(outcome) && page.contains(outcome),
        "{minutes}"
    );
}

/// What one person does, or what was done a few times, is no way of doing things.
#[test]
fn few_cases_and_one_person_are_no_pattern() {
    for (deviating, people) in [(4, 2), (9, 1)] {
        let folder = Folder::new(PROCESS);
        folder.write("orders.csv", &orders(deviating, people, 0));
        let told = folder.run(&["check", "--as-of", "2026-09-30", "-o", "minutes.md"]);
        assert_eq!(told.code, 1, "{}", told.stderr);
        let minutes = std::fs::read_to_string(folder.path().join("minutes.md")).unwrap();
        assert!(!minutes.contains("Adopt it"), "{minutes}");
        assert!(minutes.contains("| O00"), "{minutes}");
    }
}

/// Rows that the list and what is closed show.
fn shown(dom: &str) -> (usize, usize) {
    let rows = |of: &str| {
        let list = between(dom, of, "</table>");
        let (_, body) = list.split_once("<tbody>").unwrap();
        body.to_owned()
    };
    let closed = rows("id=\"ended\"");
    let hidden = closed.matches("hidden=\"\"").count();
    (
        rows("id=\"list\"").matches("<tr>").count(),
        closed.matches("<tr").count() - hidden,
    )
}

/// A number leads to as many rows as it says.
#[test]
fn numbers_lead_to_their_rows_in_a_browser() {
    let Some(browser) = browser() else { return };
    let (company, page, _) = october("zh-CN");
    let file = company.path().join("pack/index.html");
    let rows = |hash: &str| {
        let (dom, complaints) = opened(&browser, Path::new(&file), hash);
        assert_eq!(complaints, "", "{hash}");
        shown(&dom)
    };
    let all = rows("");
    assert_eq!(all.1, 12);
    let owners = numbers(table(&page, "<h3>按责任人：变动与时长</h3>"));
    let departments = numbers(table(&page, "<h3>按责任部门：变动与时长</h3>"));
    // one of each column, of people and of departments in turn
    for at in 0..9 {
        let rows_of = if at % 2 == 0 { &owners } else { &departments };
        let cells = rows_of.values().map(|cells| &cells[at]);
        let linked = cells.filter(|cell| cell.href.is_some());
        let Some(cell) = linked.max_by_key(|cell| cell.value.len()) else {
            continue;
        };
        let href = cell.href.as_deref().unwrap();
        let (found, closed) = rows(href);
        let count = if href.starts_with("#closed") {
            closed
        } else {
            found
        };
        assert_eq!(count.to_string(), cell.value, "{href}");
    }
}
