//! Schemes are read from TOML, and hold codes as expressions do that say the same.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use regex::Regex;

use super::EXAMPLE;
use crate::coding::assess::{Flaw, facts};
use crate::coding::examples::{right, wrong};
use crate::coding::recode::{Move, Why, plan};
use crate::coding::spreadsheet::Made;
use crate::coding::usage::{Usage, usage};
use crate::coding::{Against, Cell, Fault, Form, Lists, Scheme, Slip, overlap};
use crate::messages::LocalText;
use crate::project::Project;

fn project(schemes: &str) -> Project {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\ncode = {{}}\n{schemes}");
    std::fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
    let project = crate::project::load(folder.path()).result;
    project.unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn form(scheme: &str) -> Arc<Form> {
    let project = project(&format!("[coding.c]\n{scheme}"));
    Arc::clone(&project.schemes.all[0].variants[0].form)
}

/// Moves for codes of which nothing more is known.
fn moves<'c>(scheme: &Scheme, codes: impl Iterator<Item = &'c str>, lists: &Lists) -> Vec<Move> {
    let cells: Vec<Cell> = codes.map(|code| Cell::of(code, None)).collect();
    plan(scheme, cells.iter(), lists)
}

/// What is used by codes, each with its day.
fn used(scheme: &Scheme, codes: &[(&str, Option<i64>)], as_of: i64, lists: &Lists) -> Usage {
    let cells: Vec<Cell> = codes
        .iter()
        .map(|(code, day)| Cell::of(code, *day))
        .collect();
    usage(scheme, cells.iter(), as_of, lists)
}

fn segments(all: &str) -> Arc<Form> {
    form(&format!("segments = [{all}]"))
}

#[test]
fn the_example_loads() {
    assert_eq!(project(EXAMPLE).schemes.all.len(), 2);
}

/// The same as an expression that says the same, of codes that are nearly right.
const SAME: [(&str, &str); 6] = [
    (
        "segments = [{ literal = \"C\" }, { values = [\"N\", \"SE\"] }, { date = \"%y%m\" }, { serial = 3, start = 5 }]",
        "C(N|SE)[0-9]{2}(0[1-9]|1[0-2])(00[5-9]|0[1-9][0-9]|[1-9][0-9]{2})",
    ),
    (
        "separator = \"-\"\nsegments = [{ chars = \"A-Z\", width = [1, 3] }, { chars = \"0-9A-F\", width = [2, 4] }, { serial = 2 }]",
        "[A-Z]{1,3}-[0-9A-F]{2,4}-[0-9]{2}",
    ),
    (
        "segments = [{ chars = \"A-Z\", width = [1, 3] }, { chars = \"0-9\", width = [2, 4] }, { literal = \"-\" }, { serial = 2 }]",
        "[A-Z]{1,3}[0-9]{2,4}-[0-9]{2}",
    ),
    (
        "segments = [{ literal = \"客\" }, { chars = \"A-Z0-9\", width = [1, 5] }, { chars = \"0-9\", width = 1 }]",
        "客[A-Z0-9]{1,5}[0-9]",
    ),
    ("levels = [1, 2, 3]", "[0-9]|[0-9]{3}|[0-9]{6}"),
    ("levels = [2, 2]\nchars = \"A-F\"\npad = \"A\"", "[A-F]{4}"),
];

static BOTH: LazyLock<Vec<(Arc<Form>, Regex)>> = LazyLock::new(|| {
    let both = |(scheme, regex): &(&str, &str)| {
        (
            form(scheme),
            Regex::new(&format!(r"\A(?:{regex})\z")).unwrap(),
        )
    };
    SAME.iter().map(both).collect()
});

proptest! {
    #[test]
    fn codes_fit_as_an_expression_says(which in 0..SAME.len(), text in "[CNSE客A]{0,3}[-0-9A-F]{0,8}[0-9-]{0,3}") {
        let (form, regex) = &BOTH[which];
        prop_assert_eq!(form.fits(&text), regex.is_match(&text), "{:?} {}", regex, text);
    }
}

#[test]
fn codes_that_fit_and_codes_that_nearly_do() {
    for (which, right, wrong) in [
        (
            0,
            &["CN2601005", "CSE2612999"][..],
            &["CN2601004", "CN2613005", "CS2601005", "CN260100五"][..],
        ),
        (
            1,
            &["A-00-01", "ABC-FFFF-99"],
            &["A-0-01", "ABCD-00-01", "A-00-01-", "A--00-01", "Ａ-00-01"],
        ),
        (
            2,
            &["A00-01", "ABC0000-99"],
            &["A0-01", "ABCD00-01", "A00001"],
        ),
        (
            3,
            &["客A1", "客ABCDE1", "客11"],
            &["客1", "客ABCDEF1", "C客A1"],
        ),
        (4, &["1", "101", "101001"], &["", "10", "1010", "10100a"]),
        (5, &["ABCD", "AAAA"], &["ABC", "ABCG"]),
    ] {
        let (form, regex) = (
            form(SAME[which].0),
            Regex::new(&format!("^(?:{})$", SAME[which].1)).unwrap(),
        );
        for code in right {
            assert!(form.fits(code) && regex.is_match(code), "{code}");
        }
        for code in wrong {
            assert!(!form.fits(code) && !regex.is_match(code), "{code}");
        }
    }
}

#[test]
fn segments_are_read_out_of_right_codes() {
    let form = segments(
        "{ literal = \"C\" }, { name = \"k\", chars = \"A-Z\", width = [1, 3] }, { name = \"n\", serial = 2 }",
    );
    let read = |code| (form.segment(code, 1), form.segment(code, 2));
    assert_eq!(read("CAB07"), (Some("AB"), Some("07")));
    assert_eq!(read("CAB0"), (None, None));
}

#[test]
fn the_code_above() {
    let filled = form("levels = [1, 2, 2]\npad = \"0\"");
    for (code, above) in [
        ("10101", Some("10100")),
        ("10100", Some("10000")),
        ("10001", Some("10000")),
        ("10000", None),
        ("00000", None),
        ("101", None),
    ] {
        assert_eq!(filled.parent(code).as_deref(), above, "{code}");
    }
    let short = form("levels = [4, 2, 2]");
    assert_eq!(short.parent("10010101").as_deref(), Some("100101"));
    assert_eq!(short.parent("1001"), None);
    assert_eq!(short.parent("10010"), None);
}

/// A code that both accept is shown.
#[test]
fn forms_that_accept_the_same_code() {
    let both = |one: &str, other: &str| overlap(&segments(one), &segments(other));
    let code = both(
        "{ literal = \"B\" }, { serial = 3 }",
        "{ chars = \"A-Z\", width = 1 }, { chars = \"5-9\", width = [2, 3] }",
    );
    assert_eq!(code.as_deref(), Some("B555"));
    for (one, other) in [
        (
            "{ literal = \"B\" }, { serial = 3 }",
            "{ literal = \"B\" }, { serial = 4 }",
        ),
        (
            "{ values = [\"AB\", \"CD\"] }, { serial = 1 }",
            "{ values = [\"AD\", \"CB\"] }, { serial = 1 }",
        ),
        (
            "{ literal = \"B\" }, { date = \"%m\" }",
            "{ literal = \"B1\" }, { chars = \"3-9\", width = 1 }",
        ),
    ] {
        assert_eq!(both(one, other), None, "{one} {other}");
    }
}

const CUSTOMER: &str = "separator = \"-\"\nsegments = [{ literal = \"C\" }, { name = \"region\", values = [\"N\", \"S\"] }, \
    { name = \"month\", date = \"%y%m\" }, { name = \"serial\", serial = 4 }, { name = \"check\", check = \"mod-37-36\" }]";

#[test]
fn slips_are_named_where_the_code_is_right_without_them() {
    let customer = form(CUSTOMER);
    let right = "C-N-2601-0077-3";
    assert!(customer.fits(right));
    for (wrong, slips) in [
        ("c-n-2601-0077-3", vec![Slip::Case]),
        ("C-N-26O1-0077-3", vec![Slip::Alike('O', '0')]),
        ("C-N-260l-0077-3", vec![Slip::Alike('l', '1')]),
        ("C—N—2601—0077—3", vec![Slip::Dashes]),
        ("Ｃ-Ｎ-２６０１-0077-3", vec![Slip::Width]),
        ("C-N -2601-0077-3", vec![Slip::Blanks]),
        ("c–n–2601–0077–3", vec![Slip::Dashes, Slip::Case]),
        ("C-N-2601-77-3", vec![Slip::Zeros]),
        ("CN260100773", vec![Slip::Separators]),
        ("C-2601-N-0077-3", vec![Slip::Moved(1, 2)]),
    ] {
        let misfit = customer.misfit(wrong);
        assert_eq!(misfit.slips, slips, "{wrong}");
        assert_eq!(misfit.meant.as_deref(), Some(right), "{wrong}");
    }
    for unknown in ["C-N-2601-0078-3", "X", "", "C-N-2601-0077-3-4"] {
        assert_eq!(customer.misfit(unknown).slips, [], "{unknown}");
    }
}

/// Also where no swap of neighbours can be told from another.
#[test]
fn what_cannot_be_known_is_not_said() {
    let plain = segments("{ literal = \"C\" }, { date = \"%y%m\" }, { serial = 3 }");
    assert_eq!(plain.misfit("C6201007").slips, []);
    // a zero may be missing in front of either
    let digits = segments("{ literal = \"C\" }, { chars = \"0-9\", width = 2 }, { serial = 2 }");
    assert_eq!(digits.misfit("C123").slips, []);
    assert_eq!(
        plain.misfit("C6213007").fault,
        Fault::Segment(1, "6213".to_owned())
    );
}

/// Of one digit for another, and of two digits swapped, in codes with nothing else to tell by: what is wrong may be named, but no
/// code is said to be meant, and none is recoded.
#[test]
fn a_check_character_never_tells_what_was_meant() {
    for check in ["mod-37-36", "mod-11-10", "luhn"] {
        let scheme = scheme(&format!(
            "segments = [{{ chars = \"0-9\", width = 5 }}, {{ serial = 4 }}, {{ check = \"{check}\" }}]"
        ));
        let form = &scheme.variants[0].form;
        let (mut slips, mut swapped) = (0, 0);
        for right in right(form, 5, 1_790_000_000_000, &|_, _| Vec::new()) {
            let mut changed = Vec::new();
            for at in 0..right.len() - 1 {
                changed.extend(('0'..='9').map(|digit| {
                    let mut code = right.clone();
                    code.replace_range(at..=at, &digit.to_string());
                    code
                }));
                let mut code: Vec<char> = right.chars().collect();
                code.swap(at, (at + 1).min(right.len() - 2));
                changed.push(code.into_iter().collect());
            }
            changed.retain(|code| !form.fits(code));
            for code in &changed {
                let misfit = form.misfit(code);
                assert_eq!(misfit.meant, None, "{check} {code} of {right}");
                slips += misfit.slips.len();
                swapped += usize::from(matches!(misfit.slips[..], [Slip::Swapped(..)]));
                let moves = moves(&scheme, std::iter::once(code.as_str()), &Lists::default());
                assert_ne!(moves[0].why, Why::Mended, "{check} {code} of {right}");
                let expected = !misfit.slips.is_empty();
                assert_eq!(moves[0].why == Why::ByHand, expected, "{check} {code}");
            }
        }
        assert!(slips > 0 && swapped > 0, "{check}");
    }
    let customer = form(CUSTOMER);
    let misfit = customer.misfit("C-N-2610-0077-3");
    assert_eq!(misfit.slips, [Slip::Swapped('1', '0')]);
    assert!(misfit.is_guess() && misfit.meant.is_none());
}

/// `1200`, `1300` are listed, `1000` is not.
#[test]
fn what_is_not_listed_was_not_meant() {
    let text = "segments = [{ literal = \"A\" }, { name = \"k\", in = \"t.code\", width = 4 }, { serial = 2 }]";
    let scheme = scheme(text);
    let lists = |is_secret| {
        let mut lists = Lists::default();
        let words = ["1200", "1300"].map(str::to_owned);
        lists.add((0, 0), words.into_iter().collect(), is_secret);
        lists
    };
    let codes = ["A120001", "A100001", "a130001", "a100002", "A12O001"];
    let told = |lists: &Lists| -> Vec<(String, Option<String>, Option<String>)> {
        let moves = moves(&scheme, codes.into_iter(), lists).into_iter();
        let told = moves.map(|one| (one.old, one.new, one.misfit.meant));
        told.collect()
    };
    let some = |code: &str| Some(code.to_owned());
    assert_eq!(
        told(&lists(false)),
        [
            ("A100001".to_owned(), None, None),
            // that code is there: it is another spelling of it
            ("A12O001".to_owned(), some("A120001"), some("A120001")),
            ("a100002".to_owned(), None, None),
            ("a130001".to_owned(), some("A130001"), some("A130001")),
        ]
    );
    // what may not be seen is not told as what was meant
    let secret = told(&lists(true));
    assert_eq!(secret[1], ("A12O001".to_owned(), None, None));
    assert_eq!(lists(true).shown(0, 0), [""; 0]);
    let codes = codes.map(|code| (code, None));
    assert_eq!(used(&scheme, &codes, 0, &lists(false)).off, 4);
    assert_eq!(used(&scheme, &codes, 0, &Lists::default()).off, 2);
}

#[test]
fn zeros_in_front_of_a_code_of_digits() {
    let digits = segments("{ chars = \"0-9\", width = 4 }, { serial = 4 }");
    let misfit = digits.misfit("120001");
    assert_eq!(misfit.slips, [Slip::Zeros]);
    assert_eq!(misfit.meant.as_deref(), Some("00120001"));
    assert_eq!(digits.misfit("12A001").meant, None);
}

#[test]
fn digits_that_a_spreadsheet_lost() {
    let long = segments(
        "{ chars = \"1-9\", width = 1 }, { chars = \"0-9\", width = 17 }, { check = \"luhn\" }",
    );
    for code in ["9.13101E+17", "9.1310115332580E+18", "1310115332580340000"] {
        assert_eq!(long.misfit(code).slips, [Slip::Digits], "{code}");
    }
    let filled = form("levels = [2, 2]\npad = \"0\"");
    assert_eq!(filled.misfit("112").slips, [Slip::Zeros]);
    assert_eq!(filled.misfit("112").meant.as_deref(), Some("0112"));
}

fn scheme(text: &str) -> Arc<Scheme> {
    Arc::clone(&project(&format!("[coding.c]\n{text}")).schemes.all[0])
}

fn flaws(text: &str) -> Vec<Flaw> {
    facts(&scheme(text), &BTreeSet::new(), &[]).remove(0).flaws
}

/// Each with a code that shows it.
#[test]
fn what_spreadsheets_do_to_codes_is_known_beforehand() {
    let made = |segments: &str| -> Vec<(Made, String)> {
        let flaws = flaws(&format!("segments = [{segments}]")).into_iter();
        let made = flaws.filter_map(|flaw| match flaw {
            Flaw::Spreadsheet(made, code) => Some((made, code)),
            _ => None,
        });
        made.collect()
    };
    assert_eq!(made("{ literal = \"C\" }, { serial = 4 }"), []);
    assert_eq!(made("{ serial = 4 }"), [(Made::Zeros, "0000".to_owned())]);
    assert_eq!(
        made("{ literal = \"9\" }, { serial = 15 }")[0].0,
        Made::Digits
    );
    assert_eq!(
        made("{ chars = \"1-9\", width = 2 }, { values = [\"D\", \"E\"] }, { serial = 1 }"),
        [(Made::Exponent, "11E0".to_owned())]
    );
    assert_eq!(
        made("{ values = [\"MAR\", \"XYZ\"] }, { serial = 2 }"),
        [(Made::Date, "MAR10".to_owned())]
    );
    assert_eq!(
        made("{ chars = \"1-9\", width = 1 }, { literal = \"-\" }, { serial = 2 }"),
        [(Made::Date, "1-10".to_owned())]
    );
}

#[test]
fn flaws_of_schemes() {
    let label = |name: &str| LocalText::Plain(name.to_owned());
    let found = flaws(
        "segments = [{ name = \"a\", values = [\"O\", \"0\"] }, { name = \"m\", date = \"%m\" }]",
    );
    for flaw in [
        Flaw::NoCheck,
        Flaw::Telling(vec![label("a")]),
        Flaw::NoSerial,
        Flaw::NoYear(label("m")),
        Flaw::Alike(label("a"), vec![('0', 'O')]),
    ] {
        assert!(found.contains(&flaw), "{flaw:?} in {found:?}");
    }
    let found = flaws("segments = [{ literal = \"螺\" }, { name = \"s\", serial = 1 }]");
    assert!(found.contains(&Flaw::Narrow(label("s"), 9)), "{found:?}");
    assert!(found.contains(&Flaw::Foreign(label("1"))), "{found:?}");
    let found = flaws("levels = [1, 2]\npad = \"0\"");
    assert!(found.contains(&Flaw::NarrowLevel(0, 9)), "{found:?}");
    let sound = "segments = [{ literal = \"C\" }, { serial = 4 }, { check = \"mod-11-10\" }]";
    assert_eq!(
        flaws(&sound.replace("literal = \"C\"", "chars = \"1-9\", width = 1")),
        []
    );
}

/// By the codes that are used, and those of the last twelve months.
#[test]
fn how_long_a_scheme_lasts() {
    let scheme = scheme(
        "segments = [{ name = \"r\", values = [\"N\", \"S\"] }, { serial = 3, per = [\"r\"] }]",
    );
    let day = |text: &str| crate::tables::date::iso(text).unwrap().millis;
    let codes = [
        ("N001", Some(day("2024-01-01"))),
        ("N800", Some(day("2026-10-31"))),
        ("N799", Some(day("2025-11-01"))),
        ("N798", Some(day("2025-10-31"))),
        ("N797", Some(day("2026-11-01"))),
        ("S007", None),
        ("S007", None),
        ("S0O7", None),
        ("1.2E+07", None),
    ];
    let usage = used(&scheme, &codes, day("2026-10-31"), &Lists::default());
    assert_eq!((usage.cells, usage.codes, usage.off), (9, 8, 2));
    let damaged: Vec<(Made, &str)> = (usage.damaged.iter())
        .map(|(made, damage)| (*made, damage.code.as_str()))
        .collect();
    assert_eq!(damaged, [(Made::Exponent, "1.2E+07")]);
    assert_eq!(usage.alike, [("S0O7".to_owned(), "S007".to_owned())]);
    let north = &usage.series[0];
    assert_eq!(
        (north.key.as_str(), north.used, north.capacity, north.left),
        ("N", 5, 999, 994)
    );
    assert_eq!(
        (north.grown, north.months(), north.share()),
        (Some(2), Some(5964), 0)
    );
    assert_eq!(north.highest, Some(("800".to_owned(), 199)));
    assert!(north.runs_ahead() && !north.is_nearly_full() && !usage.series[1].runs_ahead());
    assert_eq!(usage.series[1].months(), None);
}

#[test]
fn children_of_a_level_are_counted_below_their_parent() {
    let scheme = scheme("levels = [2, 2]\npad = \"0\"");
    let codes = ["1100", "1101", "1102", "1200"].map(|code| (code, None));
    let series = used(&scheme, &codes, 0, &Lists::default()).series;
    let told: Vec<_> = series
        .iter()
        .map(|one| (one.key.as_str(), one.used, one.capacity, one.left))
        .collect();
    assert_eq!(told, [("", 2, 99, 97), ("11", 2, 99, 97)]);
}

/// Whatever is wrong with old codes, and in whatever order they come.
#[test]
fn two_codes_are_recoded_to_one_only_where_they_are_spellings_of_it() {
    let scheme = scheme(CUSTOMER);
    let right = "C-N-2601-0077-3";
    let old = [
        "c-n-2601-0077-3",
        right,
        "C-N-2601-77-3",
        "C-S-2601-X-1",
        "C-S-2601-Y-1",
        "C-?-2601-0077-3",
        "old",
    ];
    let plan = moves(&scheme, old.into_iter(), &Lists::default());
    let told: Vec<(&str, Why)> = plan.iter().map(|one| (one.old.as_str(), one.why)).collect();
    assert_eq!(
        told,
        [
            ("C-?-2601-0077-3", Why::ByHand),
            ("C-N-2601-77-3", Why::Spelling),
            ("C-S-2601-X-1", Why::Numbered),
            ("C-S-2601-Y-1", Why::Numbered),
            ("c-n-2601-0077-3", Why::Spelling),
            ("old", Why::ByHand),
        ]
    );
    assert_eq!(plan[1].new.as_deref(), Some(right));
    assert_eq!(plan[1].same, [right, "c-n-2601-0077-3"]);
    let numbered = plan.iter().filter(|one| one.why == Why::Numbered);
    let numbered: BTreeSet<&str> = numbered.filter_map(|one| one.new.as_deref()).collect();
    assert_eq!(numbered.len(), 2);
    assert!(
        numbered
            .iter()
            .all(|code| scheme.of(code).is_some() && *code != right)
    );
    let turned = moves(&scheme, old.into_iter().rev(), &Lists::default());
    let new =
        |plan: &[Move]| -> Vec<Option<String>> { plan.iter().map(|one| one.new.clone()).collect() };
    assert_eq!(new(&turned), new(&plan));
}

/// Behind it nothing is left, before it nearly all is.
#[test]
fn one_stray_serial_does_not_fill_a_series() {
    let scheme = scheme("segments = [{ literal = \"B\" }, { serial = 2, start = 1 }]");
    let codes = ["B01", "B02", "B99"].map(|code| (code, None));
    let series = used(&scheme, &codes, 0, &Lists::default()).series.remove(0);
    assert_eq!((series.used, series.left, series.share()), (3, 96, 3));
    assert_eq!(series.highest, Some(("99".to_owned(), 0)));
    assert!(series.runs_ahead());
    let old = ["B01", "B02", "B99", "BX1", "BX2"];
    let plan = moves(&scheme, old.into_iter(), &Lists::default());
    let new: Vec<_> = plan.iter().map(|one| one.new.as_deref()).collect();
    assert_eq!(new, [Some("B03"), Some("B04")]);
    // without a stray one, the next serial and no old one
    let old = ["B01", "B04", "BX1"];
    let plan = moves(&scheme, old.into_iter(), &Lists::default());
    assert_eq!(plan[0].new.as_deref(), Some("B05"));
}

/// The form that the row asks for, and what its columns say.
#[test]
fn rows_say_what_codes_should_be() {
    let scheme = scheme(
        "[[coding.c.variant]]\nwhen = \"code = '1'\"\nsegments = [{ literal = \"B\" }, { name = \"r\", values = [\"N\", \"S\"] }, { serial = 2 }]\n\
         [[coding.c.variant]]\nsegments = [{ literal = \"D\" }, { name = \"r\", values = [\"N\", \"S\"] }, { serial = 2 }]",
    );
    let cell = |code: &str, form: u32, says: &[(usize, &str)]| Cell {
        against: Against::Form(form),
        says: Some(
            says.iter()
                .map(|(ix, text)| (*ix, (*text).to_owned()))
                .collect(),
        ),
        ..Cell::of(code, None)
    };
    let cells = [
        cell("BN01", 1, &[]),
        cell("DX07", 1, &[(1, "S")]),
        cell("bn02", 0, &[(1, "S")]),
        cell("ds03", 1, &[(1, "S")]),
    ];
    let plan = plan(&scheme, cells.iter(), &Lists::default());
    let told: Vec<_> = plan
        .iter()
        .map(|one| (one.old.as_str(), one.new.as_deref(), one.why))
        .collect();
    assert_eq!(
        told,
        [
            // of another category: it may be the category that is wrong
            ("BN01", None, Why::ByHand),
            ("DX07", Some("DS07"), Why::Completed),
            // small letters, but its row says S
            ("bn02", Some("BS02"), Why::Completed),
            ("ds03", Some("DS03"), Why::Mended),
        ]
    );
    let nothing = Cell {
        against: Against::Nothing,
        ..Cell::of("?", None)
    };
    assert_eq!(
        usage(&scheme, [&nothing].into_iter(), 0, &Lists::default()).off,
        0
    );
}

/// Each with the number of cells and the first of them.
#[test]
fn what_spreadsheets_have_done_is_counted() {
    let made = |scheme: &Scheme, codes: &[&str]| -> Vec<(Made, u64, String)> {
        let codes: Vec<_> = codes.iter().map(|code| (*code, None)).collect();
        let damaged = used(scheme, &codes, 0, &Lists::default())
            .damaged
            .into_iter();
        damaged
            .map(|(made, damage)| (made, damage.cells, damage.code))
            .collect()
    };
    let digits = scheme("segments = [{ chars = \"0-9\", width = 4 }, { serial = 4 }]");
    assert_eq!(
        made(
            &digits,
            &[
                "00120001",
                "120001",
                "120001",
                "1.2E+07",
                "12000001.0",
                "2026-01-03"
            ]
        ),
        [
            (Made::Zeros, 2, "120001".to_owned()),
            (Made::Exponent, 1, "1.2E+07".to_owned()),
            (Made::Date, 1, "2026-01-03".to_owned()),
            (Made::Decimals, 1, "12000001.0".to_owned()),
        ]
    );
    // right by chance once in a thousand
    let long = scheme("segments = [{ chars = \"0-9\", width = 18 }]");
    assert_eq!(
        made(&long, &["123456789012345678", "123456789012345000"]),
        [(Made::Digits, 1, "123456789012345000".to_owned())]
    );
    // filled up, and not damaged
    let filled = scheme("levels = [1, 8, 9]\npad = \"0\"");
    assert_eq!(
        made(&filled, &["112345678000000000", "11234567800000000"]),
        []
    );
}

#[test]
fn codes_that_show_a_flaw_are_codes_of_the_scheme() {
    let shown = |text: &str, codes: &[&str]| -> Vec<String> {
        let flaws = facts(&scheme(text), &BTreeSet::new(), codes)
            .remove(0)
            .flaws;
        let shown = flaws.into_iter().filter_map(|flaw| match flaw {
            Flaw::Spreadsheet(_, code) => Some(code),
            _ => None,
        });
        shown.collect()
    };
    assert_eq!(
        shown("segments = [{ serial = 4, start = 1 }]", &[]),
        ["0001"]
    );
    assert_eq!(
        shown("segments = [{ serial = 4, start = 1 }]", &["0042"]),
        ["0042"]
    );
    // no code of it begins with the filling
    assert_eq!(shown("levels = [1, 2]\npad = \"0\"", &[]), [""; 0]);
    assert_eq!(shown("levels = [2, 2]\npad = \"0\"", &[]), ["0369"]);
    assert_eq!(
        shown(
            "separator = \"-\"\nsegments = [{ chars = \"0-9\", width = 1 }, { serial = 2, start = 1 }]",
            &[]
        ),
        ["1-10"]
    );
}

/// Marks between the levels, and decimals that a spreadsheet added.
#[test]
fn slips_in_codes_of_levels() {
    let account = form("levels = [4, 2, 2]");
    for (code, slip, meant) in [
        ("1001.01", Slip::Separators, "100101"),
        ("1001-01-02", Slip::Separators, "10010102"),
        ("1001.0", Slip::Decimals, "1001"),
    ] {
        let misfit = account.misfit(code);
        assert_eq!(
            (misfit.slips, misfit.meant.as_deref()),
            (vec![slip], Some(meant))
        );
    }
}

#[test]
fn examples_are_right_and_wrong() {
    for text in [
        CUSTOMER,
        "levels = [1, 2, 2]\npad = \"0\"",
        "levels = [4, 2]",
        "segments = [{ literal = \"B\" }, { chars = \"A-Z\", width = [1, 3] }, { serial = 2 }]",
    ] {
        let form = form(text);
        let codes = right(&form, 5, 1_790_000_000_000, &|_, _| Vec::new());
        assert_eq!(codes.len(), 5, "{text}: {codes:?}");
        assert!(codes.iter().all(|code| form.fits(code)), "{codes:?}");
        let wrong = wrong(&form, &codes, 5);
        assert!(
            !wrong.is_empty() && wrong.iter().all(|code| !form.fits(code)),
            "{wrong:?}"
        );
    }
}
