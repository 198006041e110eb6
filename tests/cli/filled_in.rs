//! Decisions that were filled in beside the findings of a report, and come back.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::support::{Folder, Outcome};

const PROJECT: &str = r#"
[project]
name = "Pebble & Sons"

[tables.items]
files = ["items*.csv"]
key = ["code"]

[tables.items.fields]
code = {}
name = { required = true }
price = { type = "decimal" }
weight = { type = "decimal" }
buyer = {}

[[rule]]
id = "dear"
table = "items"
severity = "high"
owner = "buyer"
check.range = { column = "price", max = 10 }

[[rule]]
id = "odd"
table = "items"
check.required = { columns = ["weight", "buyer"] }
"#;

/// 1 to 5 are dear, 4 has no name, 6 has neither weight nor buyer.
const ITEMS: &str = "code,name,price,weight,buyer\n1,a,20,1,ann\n2,b,20,1,ann\n3,c,30,1,bob\n4,,40,1,bob\n5,e,50,1,bob\n6,f,1,,\n";

/// The findings of a sheet, by rule and document, in the words of a language.
const HEADINGS: [(&str, [&str; 7]); 3] = [
    (
        "en",
        [
            "Rule id",
            "Document",
            "Decision",
            "Due / until",
            "Who acts",
            "Reason for the decision",
            "Identity",
        ],
    ),
    (
        "zh-CN",
        [
            "规则编号",
            "单据",
            "决定",
            "期限",
            "由谁处理",
            "决定理由",
            "识别码",
        ],
    ),
    (
        "zh-TW",
        [
            "規則編號",
            "單據",
            "決定",
            "期限",
            "由誰處理",
            "決定理由",
            "識別碼",
        ],
    ),
];
const RULE: usize = 0;
const KEY: usize = 1;
const DECISION: usize = 2;
const DUE: usize = 3;
const WHO: usize = 4;
const REASON: usize = 5;
const IDENTITY: usize = 6;

/// What is entered in a cell.
#[derive(Clone)]
enum Enter {
    Text(String),
    Day(&'static str),
    Formula(&'static str),
}

/// Takes the decisions of a workbook, which does not say when they were taken.
const FILLED: [&str; 5] = [
    "dispose",
    "--from",
    "filled.xlsx",
    "--decided-on",
    "2026-10-31",
];

fn text(text: &str) -> Enter {
    Enter::Text(text.to_owned())
}

struct Trial {
    folder: Folder,
    lang: usize,
}

/// Changes to a report: by rule and document what is entered in which columns.
type Entries = Vec<(&'static str, &'static str, Vec<(usize, Enter)>)>;

impl Trial {
    fn new(lang: usize) -> Trial {
        let folder = Folder::new(PROJECT);
        folder.write("items.csv", ITEMS);
        let trial = Trial { folder, lang };
        trial.report("2026-10-31");
        trial
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        let (lang, _) = HEADINGS[self.lang];
        self.folder.run(&[arguments, &["--lang", lang]].concat())
    }

    /// Writes the report of a day, which is recorded.
    fn report(&self, day: &str) {
        let told = self.run(&["check", "--as-of", day, "-o", "report.xlsx"]);
        assert_eq!(told.code, 1, "{}", told.stderr);
    }

    /// Saves the report as another program would, with what was entered, its findings in another order and the columns too.
    fn fill(&self, entries: &Entries, arranged: impl Fn(&mut Vec<usize>, &mut Vec<usize>)) {
        let path = self.folder.path().join("report.xlsx");
        let mut read: Xlsx<_> = calamine::open_workbook(path).unwrap();
        let mut book = Workbook::new();
        for name in read.sheet_names() {
            let range = read.worksheet_range(&name).unwrap();
            let height = range.end().map_or(0, |(row, _)| row as usize + 1);
            let width = range.end().map_or(0, |(_, column)| column as usize + 1);
            let cell = |row: usize, column: usize| {
                let at = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
                range.get_value(at).cloned().unwrap_or(Data::Empty)
            };
            let (_, headings) = HEADINGS[self.lang];
            let column = |heading: usize| {
                let mut columns = 0..width;
                columns.find(|c| cell(0, *c) == headings[heading])
            };
            let sheet = book.add_worksheet().set_name(&name).unwrap();
            let is_form = column(IDENTITY).is_some() && column(DECISION).is_some();
            let mut rows: Vec<usize> = (1..height).collect();
            let mut columns: Vec<usize> = (0..width).collect();
            if is_form {
                arranged(&mut rows, &mut columns);
            }
            let rows = std::iter::once(0).chain(rows);
            for (to_row, row) in (0..).zip(rows) {
                for (to_column, &from) in (0..).zip(&columns) {
                    let is = |heading| cell(row, column(heading).unwrap()).to_string();
                    let entered = entries
                        .iter()
                        .filter(|(rule, key, _)| is_form && is(RULE) == *rule && is(KEY) == *key);
                    let mut entered = entered.flat_map(|(.., entered)| entered);
                    let entered = entered.find(|(heading, _)| column(*heading) == Some(from));
                    match entered.map(|(_, enter)| enter) {
                        Some(Enter::Text(text)) => {
                            sheet.write(to_row, to_column, text).unwrap();
                        }
                        Some(Enter::Day(day)) => {
                            let day = ExcelDateTime::parse_from_str(day).unwrap();
                            let format = Format::new().set_num_format("d/m/yyyy");
                            sheet
                                .write_with_format(to_row, to_column, &day, &format)
                                .unwrap();
                        }
                        Some(Enter::Formula(formula)) => {
                            let formula = Formula::new(*formula);
                            sheet.write_formula(to_row, to_column, formula).unwrap();
                        }
                        None => match cell(row, from) {
                            Data::Empty => {}
                            Data::Float(number) => {
                                sheet.write(to_row, to_column, number).unwrap();
                            }
                            other => {
                                sheet.write(to_row, to_column, other.to_string()).unwrap();
                            }
                        },
                    }
                }
            }
        }
        book.save(self.folder.path().join("filled.xlsx")).unwrap();
    }

    fn filled(&self, entries: &Entries) -> Outcome {
        self.fill(entries, |_, _| ());
        self.run(&FILLED)
    }

    fn ledger(&self) -> Option<String> {
        std::fs::read_to_string(self.folder.path().join("dispositions.toml")).ok()
    }
}

fn correct(lang: usize) -> Vec<(usize, Enter)> {
    let word = ["correct", "整改", "改善"][lang];
    vec![
        (DECISION, text(word)),
        (DUE, Enter::Day("2026-12-31")),
        (WHO, text("ann")),
        (REASON, text(" new price list\n(\"2027\") ")),
    ]
}

fn adopt(lang: usize) -> Vec<(usize, Enter)> {
    let word = ["adopt", "纳入规范", "納入規範"][lang];
    vec![(DECISION, text(word)), (REASON, text("as it is"))]
}

#[test]
fn what_the_same_was_decided_on_is_one_entry() {
    let mut ledgers = Vec::new();
    for lang in 0..HEADINGS.len() {
        let trial = Trial::new(lang);
        trial.folder.write("dispositions.toml", "# ours\r\n");
        let entries = vec![
            ("dear", "5", correct(lang)),
            ("dear", "1", correct(lang)),
            ("dear", "2", correct(lang)),
            ("dear", "3", adopt(lang)),
            ("odd", "6", adopt(lang)),
        ];
        // whoever looks at a sheet sorts it, and moves its columns
        trial.fill(&entries, |rows, columns| {
            rows.reverse();
            columns.rotate_left(5);
        });
        let told = trial.run(&[&FILLED[..], &["--decided-by", "board"]].concat());
        assert_eq!(told.code, 0, "{}", told.stderr);
        let ledger = trial.ledger().unwrap();
        assert!(ledger.starts_with("# ours\r\n\r\n[[disposition]]\r\n"));
        assert_eq!(ledger.matches("[[disposition]]").count(), 3, "{ledger}");
        let shown = ledger.replace("\r\n", "\n");
        assert!(
            shown.contains("document = [\n  \"1\",\n  \"2\",\n  \"5\",\n], finding = ["),
            "{shown}"
        );
        for line in [
            "reason     = \"new price list\\n(\\\"2027\\\")\"\nowner      = \"ann\"\ndue        = 2026-12-31\ncovers     = 3\n",
            "covers     = 2\ndecided_by = \"board\"\ndecided_on = 2026-10-31\n",
        ] {
            assert!(shown.contains(line), "{line}: {shown}");
        }
        // what is written down already is not written once more
        let told = trial.run(&FILLED);
        assert_eq!((told.code, trial.ledger().unwrap()), (0, ledger.clone()));
        let report = trial.folder.report("2026-10-31", &[]);
        let disposed = &report["summary"]["disposed"];
        assert_eq!(
            (&disposed["correct"], &disposed["adopt"]),
            (&3.into(), &3.into())
        );
        let flaws = report["findings"].as_array().unwrap().iter();
        assert_eq!(flaws.filter(|f| f["table"] == "dispositions").count(), 0);
        ledgers.push(ledger);
    }
    assert_eq!(ledgers[0], ledgers[1]);
    assert_eq!(ledgers[0], ledgers[2]);
}

#[test]
fn a_report_as_it_was_written_decides_nothing() {
    let trial = Trial::new(0);
    let told = trial.run(&["dispose", "--from", "report.xlsx"]);
    assert_eq!((told.code, trial.ledger()), (0, None));
    assert!(
        told.stderr.contains("nothing is filled in"),
        "{}",
        told.stderr
    );
}

#[test]
fn what_contradicts_itself_is_told_with_its_cell() {
    let with = |changed: &[(usize, Enter)]| {
        let mut entered: BTreeMap<usize, Enter> = correct(0).into_iter().collect();
        entered.extend(changed.iter().cloned());
        entered.into_iter().collect::<Vec<_>>()
    };
    let without = |heading: usize| {
        let kept = correct(0).into_iter();
        kept.filter(|(at, _)| *at != heading).collect::<Vec<_>>()
    };
    let accept = text("accept once");
    for (entered, heading, what) in [
        (without(DECISION), DECISION, "the decision is missing"),
        (
            with(&[(DECISION, text("perhaps"))]),
            DECISION,
            "`perhaps` is none",
        ),
        (without(REASON), REASON, "needs `Reason for the decision`"),
        (without(WHO), WHO, "needs `Who acts`"),
        (without(DUE), DUE, "needs `Due / until`"),
        (
            vec![(DECISION, accept), (REASON, text("r"))],
            DUE,
            "`accept once` needs `Due / until`",
        ),
        (with(&[(DUE, text("soon"))]), DUE, "`soon` is no day"),
        (with(&[(DUE, text("03/04/2027"))]), DUE, "is no day"),
        (
            with(&[(DUE, Enter::Day("2026-10-30"))]),
            DUE,
            "lies before 2026-10-31",
        ),
        (with(&[(WHO, text("ann, bob"))]), WHO, "name only one"),
        (with(&[(WHO, Enter::Formula("=1+1"))]), WHO, "formula"),
        (
            with(&[(REASON, Enter::Formula("=\"ok\""))]),
            REASON,
            "formula",
        ),
        (
            with(&[(IDENTITY, Enter::Formula("=A1"))]),
            IDENTITY,
            "formula",
        ),
        (
            with(&[(IDENTITY, text("zz"))]),
            IDENTITY,
            "`zz` is no identity",
        ),
        (
            with(&[(IDENTITY, text("0123456789abcdef"))]),
            IDENTITY,
            "no finding has the identity `0123456789abcdef`",
        ),
        (
            with(&[(KEY, text("5"))]),
            IDENTITY,
            "`Document` would be `1`, and the row shows `5`",
        ),
    ] {
        let trial = Trial::new(0);
        // a row that is right is not written either
        let told = trial.filled(&vec![("dear", "2", correct(0)), ("dear", "1", entered)]);
        assert_eq!((told.code, trial.ledger()), (2, None), "{what}");
        assert!(told.stderr.contains(what), "{what}: {}", told.stderr);
        // the first finding stands in the second row
        let headers = headers(&trial);
        let column = headers
            .iter()
            .position(|h| h == HEADINGS[0].1[heading])
            .unwrap();
        let letters = ["", "A"][column / 26].to_owned();
        let letter = char::from(b'A' + u8::try_from(column % 26).unwrap());
        let cell = format!("Findings!{letters}{letter}2: ");
        assert!(told.stderr.contains(&cell), "{cell}: {}", told.stderr);
    }
}

fn headers(trial: &Trial) -> Vec<String> {
    let path = trial.folder.path().join("filled.xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let sheet = book.worksheet_range("Findings").unwrap();
    let first = sheet.rows().next().unwrap();
    first.iter().map(ToString::to_string).collect()
}

/// A workbook does not say when the meeting was, and is asked.
#[test]
fn the_day_of_the_decision_is_demanded() {
    let trial = Trial::new(0);
    trial.fill(&vec![("dear", "1", correct(0))], |_, _| ());
    let told = trial.run(&["dispose", "--from", "filled.xlsx"]);
    assert_eq!((told.code, trial.ledger()), (2, None), "{}", told.stdout);
    assert!(
        told.stderr
            .contains("filled.xlsx does not say on which day this was decided"),
        "{}",
        told.stderr
    );
    let far = [&FILLED[..4], &["2036-11-05"]].concat();
    let told = trial.run(&far);
    assert_eq!((told.code, trial.ledger()), (2, None), "{}", told.stdout);
    assert!(
        told.stderr.contains("--decided-on: 2036-11-05 lies more"),
        "{}",
        told.stderr
    );
}

#[test]
fn one_finding_is_decided_on_once() {
    let trial = Trial::new(0);
    // two copies of a document have one identity
    trial
        .folder
        .write("items.csv", &format!("{ITEMS}1,a,20,1,ann\n"));
    trial.report("2026-10-31");
    let told = trial.filled(&vec![("dear", "1", correct(0))]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(trial.ledger().unwrap().contains("covers     = 2\n"));
    let trial = Trial::new(0);
    trial
        .folder
        .write("items.csv", &format!("{ITEMS}1,a,20,1,ann\n"));
    trial.report("2026-10-31");
    // the finding of another row in a second row
    trial.fill(&vec![("dear", "1", correct(0))], |rows, _| rows.push(2));
    assert_eq!(trial.run(&FILLED).code, 0);
}

#[test]
fn reports_of_other_projects_and_other_workbooks_are_refused() {
    let trial = Trial::new(0);
    trial.fill(&vec![("dear", "1", correct(0))], |_, _| ());
    let other = PROJECT.replace("Pebble & Sons", "Pebble & Daughters");
    trial.folder.write("crm-audit.toml", &other);
    let told = trial.run(&FILLED);
    assert_eq!((told.code, trial.ledger()), (2, None));
    assert!(told.stderr.contains("`Pebble & Sons`"), "{}", told.stderr);
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Decision").unwrap();
    book.save(trial.folder.path().join("other.xlsx")).unwrap();
    trial.folder.write("text.xlsx", "no workbook");
    for (file, what) in [
        ("other.xlsx", "not a report of crm-audit"),
        ("text.xlsx", "not an xlsx workbook"),
        ("missing.xlsx", "missing.xlsx"),
    ] {
        let told = trial.run(&["dispose", "--from", file]);
        assert_eq!((told.code, trial.ledger()), (2, None), "{file}");
        assert!(told.stderr.contains(what), "{file}: {}", told.stderr);
    }
}

#[test]
fn an_older_report_is_told_and_so_is_what_is_put_right_since() {
    let trial = Trial::new(0);
    let entries = vec![("dear", "1", correct(0)), ("dear", "2", correct(0))];
    trial.fill(&entries, |_, _| ());
    trial
        .folder
        .write("items.csv", &ITEMS.replace("1,a,20,", "1,a,2,"));
    trial.report("2026-11-30");
    let told = trial.run(&[
        "dispose",
        "--from",
        "filled.xlsx",
        "--as-of",
        "2026-11-30",
        "--decided-on",
        "2026-12-03",
    ]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    for what in [
        "the last recorded run is as of 2026-11-30",
        "no longer there as of 2026-11-30",
    ] {
        assert!(told.stderr.contains(what), "{what}: {}", told.stderr);
    }
    let ledger = trial.ledger().unwrap();
    assert!(
        ledger.contains("document = \"2\", finding = \""),
        "{ledger}"
    );
    assert!(ledger.contains("decided_on = 2026-12-03"), "{ledger}");
}

#[test]
fn between_two_months_the_list_goes_by_the_last_recorded_run() {
    let trial = Trial::new(0);
    let entries = vec![
        ("dear", "1", correct(0)),
        ("dear", "2", correct(0)),
        ("dear", "3", adopt(0)),
    ];
    assert_eq!(trial.filled(&entries).code, 0);
    trial
        .folder
        .write("items.csv", &ITEMS.replace("1,a,20,", "1,a,2,"));
    trial.report("2026-11-30");
    // the exports of the next month are half there
    trial.folder.write("items.csv", "code,name\n");
    let told = trial.run(&["dispose", "list", "--format", "json"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(
        told.stderr.contains("the last recorded run, 2026-11-30"),
        "{}",
        told.stderr
    );
    let list: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    let open = list.as_array().unwrap().iter();
    let open: Vec<_> = open
        .map(|entry| (entry["verdict"].as_str(), entry["findings"].as_u64()))
        .collect();
    let expected = [(Some("correct"), Some(1)), (Some("adopt"), Some(1))];
    assert_eq!(open, expected);
    // asked for a day, it audits
    let told = trial.run(&["dispose", "list", "--as-of", "2026-11-30"]);
    assert_eq!(told.code, 2, "{}", told.stderr);
}
