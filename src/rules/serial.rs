//! `check.serial`: numbers that are given out one after the other: none left out, none twice, none before its time.

use schemars::JsonSchema;
use serde::Deserialize;

use super::grouping::{percent, time_field};
use super::plan::{CodePart, Detail, Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::messages::{grouped_decimal, message};
use crate::mistakes::placed::Name;
use crate::tables::number;
use crate::tables::types::ONE;

/// The serials of codes must follow one another: no gap, no number twice, and none that is dated before a lower one; and there must be
/// numbers left.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Serial {
    /// The field of the code.
    column: Name,
    /// The scheme, by its name under `[coding]`; it has a segment with `serial`.
    scheme: Name,
    /// The date or datetime field that must not fall while serials rise. Default: order is not looked at.
    at: Option<Name>,
    /// How much of the numbers of a series may be given out, such as `"80%"`. Default: it is not looked at.
    full: Option<Name>,
    /// Whether gaps are findings. Default: true.
    #[serde(default = "yes")]
    gaps: bool,
}

fn yes() -> bool {
    true
}

impl Kind for Serial {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "order-numbers-with-gaps"
table = "orders"
check.serial = { column = "order_no", scheme = "order-no", at = "created_at", full = "80%" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = scope.field(&self.column);
        let scheme = scope.scheme(&self.scheme);
        let at = match &self.at {
            Some(name) => Some(time_field(name, scope)?),
            None => None,
        };
        let full = match &self.full {
            Some(written) => {
                let full = percent(written, scope)?;
                if full == 0 || full >= 100 * ONE {
                    scope.mistake_at(message!("problem-serial-full"), written.span());
                    return None;
                }
                Some(full)
            }
            None => None,
        };
        let (column, scheme) = (column?, scheme?);
        let mut forms = scheme
            .variants
            .iter()
            .filter_map(|variant| variant.form.segments());
        if !forms.any(|segments| segments.serial().is_some()) {
            let message = message!("problem-coding-no-serial", scheme = self.scheme.as_str());
            scope.mistake_at(message, self.scheme.span());
            return None;
        }
        let code = || Box::new(Expr::Raw(column));
        let of = || std::sync::Arc::clone(scheme);
        let source = Source::Serial {
            series: Expr::CodePart(code(), CodePart::Series(of())),
            number: Expr::CodePart(code(), CodePart::Serial(of())),
            at: at.map(|at| Expr::Day(Box::new(scope.value(at)))),
            gaps: self.gaps,
            full,
            scheme: of(),
        };
        let judgement = |expected, message| {
            let judgement = Judgement::new(column, Expr::Boolean(true), expected, message);
            let judgement = judgement.beside(at.into_iter());
            judgement.detail(Detail::Source)
        };
        let mistaken = message!("not-run-no-serial", column = scope.label(column));
        let limit = grouped_decimal(&number::text(full.unwrap_or(0)));
        let off = (scheme.variants.iter())
            .map(|variant| Expr::OnScheme(code(), std::sync::Arc::clone(&variant.form)).negate());
        let off = Expr::And(off.collect());
        Some(Plan {
            mistaken: Some(mistaken),
            ..Plan::new(
                source,
                vec![
                    Judgement {
                        // what number it has nobody can say, so the one behind it may miss nothing
                        undecidable: Some(off),
                        ..judgement(
                            message!("expected-serial-gap"),
                            message!("finding-serial-gap"),
                        )
                    },
                    judgement(
                        message!("expected-serial-twice"),
                        message!("finding-serial-twice"),
                    ),
                    judgement(
                        message!("expected-serial-order"),
                        message!("finding-serial-order"),
                    ),
                    judgement(
                        message!("expected-serial-full", limit = limit),
                        message!("finding-serial-full"),
                    )
                    .detail(Detail::Figures(&[
                        "series", "used", "room", "share", "left", "months", "growing", "named",
                    ])),
                ],
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::findings::outcome::Outcome;
    use crate::testing::{Tried, audited, one, tried};

    const SCHEME: &str = "\n[coding.s]\nsegments = [{ name = \"r\", values = [\"N\", \"S\"] }, { name = \"n\", serial = 3, per = [\"r\"], start = 1 }]\n";

    fn found(check: &str, csv: &str) -> Tried {
        let check = format!("check.serial = {{ column = \"a\", scheme = \"s\"{check} }}{SCHEME}");
        one("a = {}\nd = { type = \"datetime\" }", &check, csv)
    }

    /// Each gap once, in each series of its own, wherever the rows stand; what follows no scheme is undecidable.
    #[test]
    fn gaps() {
        let csv = "k,a,d\n1,N004,\n2,N001,\n3,S003,\n4,N002,\n5,N010,\n6,X009,\n7,,\n8,N004,\n";
        let found = found("", csv);
        assert_eq!(found.rows(), [2, 4, 6]);
        let told: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "a N004: 1 number before it is missing (003); the one before is N002, row 5",
                "a S003: 2 numbers before it are missing (001–002), from the start of the series on",
                "a N010: 5 numbers before it are missing (005–009); the one before is N004, row 2",
            ]
        );
        assert_eq!(found.verdicts(), [3, 3, 0, 1, 1]);
    }

    /// Their codes are masked; how many are missing and where the other row is, is told.
    #[test]
    fn codes_that_not_everybody_may_see() {
        let check =
            format!("check.serial = {{ column = \"a\", scheme = \"s\", at = \"d\" }}{SCHEME}");
        let fields = "a = { sensitive = true }\nd = { type = \"date\" }";
        let csv = "k,a,d\n1,N001,2026-01-01\n2,N004,2026-01-02\n3,N005,2026-01-01\n4,S002,\n";
        let found = one(fields, &check, csv);
        let told: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "a ***: 2 numbers before it are missing (***); the one before is ***, row 2",
                "a *** is of 2026-01-02, but ***, which has a higher serial, is of 2026-01-01 (row 4)",
                "a ***: 1 number before it is missing (***), from the start of the series on",
            ]
        );
    }

    /// Where no code follows the scheme, nothing was looked at.
    #[test]
    fn codes_of_no_scheme_are_no_pass() {
        let project = format!(
            "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{}}\n[[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.serial = {{ column = \"a\", scheme = \"s\" }}{SCHEME}"
        );
        let (project, audit) = audited(&project, &[("t.csv", "a\nX1\nX3\n")]);
        let rule = project.rules.iter().position(|rule| rule.id == "r");
        let outcome = &audit.outcomes[rule.unwrap()];
        assert!(matches!(outcome, Some(Outcome::NotRun(_))), "{outcome:?}");
    }

    #[test]
    fn gaps_may_be_let_pass() {
        assert_eq!(
            found(", gaps = false", "k,a,d\n1,N004,\n2,N001,\n").rows(),
            [0; 0]
        );
    }

    /// By day, as few as explain it; a row whose date cannot be read says nothing of the order.
    #[test]
    fn dates_against_the_order() {
        let csv = "k,a,d\n1,N001,2026-01-01\n2,N002,2026-01-09 10:00\n3,N003,\n4,N004,2026-01-09 09:00\n5,N005,?\n6,N006,2026-01-03\n7,N007,2026-01-10\n";
        let found = found(", at = \"d\"", csv);
        assert_eq!(found.rows(), [7]);
        assert_eq!(
            found.findings[0].message,
            "a N006 is of 2026-01-03, but N004, which has a lower serial, is of 2026-01-09 (row 5)"
        );
    }

    #[test]
    fn serials_of_two_codes() {
        let scheme = "\n[coding.s]\nsegments = [{ name = \"r\", values = [\"N\", \"S\"] }, { name = \"n\", serial = 3 }]\n";
        let check = format!("check.serial = {{ column = \"a\", scheme = \"s\" }}{scheme}");
        let found = one("a = {}", &check, "k,a\n1,N001\n2,S001\n3,N002\n4,N002\n");
        assert_eq!(found.rows(), [2, 3]);
        assert_eq!(
            found.findings[0].message,
            "a N001 has the same serial as row 3"
        );
    }

    /// In whatever order the rows stand.
    #[test]
    fn the_order_of_the_rows_changes_nothing() {
        let rows = [
            "1,N001,2026-01-05",
            "2,N009,2026-01-01",
            "3,N003,2026-01-07",
            "4,S002,",
            "5,N004,2026-01-02",
        ];
        let told = |rows: &mut dyn Iterator<Item = &&str>| {
            let csv: Vec<&str> = std::iter::once("k,a,d").chain(rows.copied()).collect();
            let found = found(", at = \"d\"", &format!("{}\n", csv.join("\n")));
            let mut told: Vec<String> = (found.findings.iter())
                .map(|f| {
                    format!(
                        "{} {}",
                        f.value,
                        f.message
                            .split(';')
                            .next()
                            .unwrap_or_default()
                            .split('(')
                            .next()
                            .unwrap_or_default()
                    )
                })
                .collect();
            told.sort();
            told
        };
        assert_eq!(told(&mut rows.iter()), told(&mut rows.iter().rev()));
    }

    #[test]
    fn numbers_that_are_not_given_out_in_order_are_told_once() {
        let project = format!(
            "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{}}\n[[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.serial = {{ column = \"a\", scheme = \"s\" }}{SCHEME}"
        );
        let rows: Vec<String> = (1..30).map(|n| format!("N{:03}\n", n * 7)).collect();
        let rows = rows.concat();
        let (project, audit) = audited(&project, &[("t.csv", &format!("a\n{rows}"))]);
        let rule = project
            .rules
            .iter()
            .position(|rule| rule.id == "r")
            .unwrap();
        assert!(matches!(audit.outcomes[rule], Some(Outcome::NotRun(_))));
    }

    /// Of nine numbers: eight are more than 80 %, as the copy of a row is no second number.
    #[test]
    fn series_that_are_nearly_full() {
        let csv = |last: &str| {
            let each = (1..=7).map(|n| format!("{n},N{n},2026-0{n}-01\n"));
            let each: String = each.collect();
            format!("k,a,d\n{each}8,S1,\n9,N{last},2024-01-01\n10,N7,2026-07-01\n")
        };
        let scheme = SCHEME.replace("serial = 3", "serial = 1");
        let found = |last: &str, at: &str| {
            let check = format!(
                "check.serial = {{ column = \"a\", scheme = \"s\", gaps = false, full = \"80%\"{at} }}{scheme}"
            );
            one("a = {}\nd = { type = \"datetime\" }", &check, &csv(last))
        };
        assert!(found("6", "").findings.is_empty());
        let full = found("9", "");
        assert_eq!((full.rows(), &*full.findings[0].key), (vec![10], "N"));
        assert_eq!(
            full.findings[0].message,
            "8 of 9 serials of N are used (88%), 1 is left"
        );
        let dated = found("9", ", at = \"d\"");
        let of_year: Vec<&str> = dated.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            of_year[of_year.len() - 1],
            "8 of 9 serials of N are used (88%), 1 is left; at the pace of the last 12 months, for 1 month"
        );
    }

    #[test]
    fn keys_of_other_tables() {
        let project = "[tables.c]\nfiles = \"c.csv\"\n[tables.c.fields]\ncode = {}\n[tables.s]\nfiles = \"s.csv\"\nlabel = \"Suppliers\"\n[tables.s.fields]\ncode = {}\n\
            [[rule]]\nid = \"r\"\ntable = \"c\"\ncheck.unique = { columns = [\"code\"], normalise = [\"case\"], also = [\"s.code\"] }\n";
        let files = [
            ("c.csv", "code\nA1\nB2\na1\nC3\n\"\"\n"),
            ("s.csv", "code\nb2\nA1\n"),
        ];
        let found = tried(project, &files, "r");
        assert_eq!(found.rows(), [2, 2, 3, 4, 4]);
        assert_eq!(found.findings[2].message, "Suppliers has code B2 as well");
        assert_eq!(found.verdicts(), [1, 3, 0, 1, 0]);
    }
}
