//! Plans as text, for snapshots: what a rule means, apart from any engine.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::doubt::{Doubt, doubts};
use super::standard::Standard;
use super::{
    Arithmetic, CodePart, Detail, Expr, Judgement, Lookup, LookupIx, Reduce, Source, Timing,
};
use crate::project::{Project, load};
use crate::rules::{KINDS, Rule};
use crate::tables::types::FieldIx;
use crate::tables::{Table, date, number};

/// A rule as text, line by line.
fn rule(project: &Project, rule: &Rule) -> String {
    let table = &project.tables[rule.table];
    let print = Print { project, table };
    let mut out = format!("{} ({}) on {}\n", rule.id, rule.kind, table.name);
    if let Some(when) = &rule.when {
        line(&mut out, "when", &print.expr(when));
        line(&mut out, "  doubts", &print.doubts(&doubts(when)));
    }
    match &rule.plan.source {
        Source::Repeated {
            keys,
            most,
            elsewhere,
        } => {
            let most = match most {
                1 => String::new(),
                most => format!(", more than {most} times"),
            };
            line(&mut out, "repeated", &(print.list(keys) + &most));
            for expr in elsewhere {
                line(&mut out, "  elsewhere", &print.expr(expr));
            }
        }
        Source::Serial {
            series,
            number,
            at,
            gaps,
            full,
            ..
        } => {
            let text = format!("{} of {}", print.expr(number), print.expr(series));
            line(
                &mut out,
                if *gaps { "serial" } else { "serial with gaps" },
                &text,
            );
            if let Some(at) = at {
                line(&mut out, "  at", &print.expr(at));
            }
            if let Some(full) = full {
                line(&mut out, "  full", &format!("{}%", number::text(*full)));
            }
        }
        Source::Minority { keys, value, once } => {
            let text = format!("{} of {}", print.expr(value), print.list(keys));
            let once = if *once { ", once for each" } else { "" };
            line(&mut out, "minority", &format!("{text}{once}"));
        }
        Source::Twins(copies) => {
            let how = format!("{:?}, {:?}", copies.kind, copies.grade);
            line(
                &mut out,
                "twins",
                &format!("{} ({how})", print.list(&copies.names)),
            );
            line(&mut out, "  differ", &print.list(&copies.differ));
            let agree: Vec<Expr> = copies.agree.iter().map(|(_, expr)| expr.clone()).collect();
            line(&mut out, "  agree", &print.list(&agree));
            for one in &copies.uses {
                line(&mut out, "  used", &print.expr(&one.count));
            }
        }
        Source::Grouped(grouped) => {
            let (keys, figures) = (print.list(&grouped.keys), print.list(&grouped.figures));
            line(&mut out, "groups", &format!("{figures} by {keys}"));
            line(&mut out, "test", &format!("{:?}", grouped.test));
            if let Some(of) = &grouped.of {
                line(&mut out, "of", &print.expr(of));
            }
        }
        Source::Recurrence(recurring) => line(&mut out, "recurs", &format!("{recurring:?}")),
        Source::Process(flow) => {
            // its judgements only say what a finding may point at
            line(&mut out, "process", &format!("{:?}", flow.step));
            return out;
        }
        Source::Rows | Source::Shape | Source::Damage | Source::Dispositions(_) => {}
    }
    let judgements = rule.plan.judgements.iter();
    judgements.for_each(|judgement| print.judgement(judgement, &mut out));
    if let Some(timing) = &rule.plan.timing {
        print.timing(timing, &mut out);
    }
    let lookups: BTreeSet<LookupIx> = rule.lookups().into_iter().collect();
    for lookup in lookups {
        let text = print.lookup(&project.lookups[lookup]);
        line(&mut out, &format!("#{lookup}"), &text);
    }
    out
}

fn line(out: &mut String, what: &str, text: &str) {
    let _ = writeln!(out, "  {what}: {text}");
}

/// Prints expressions over the fields of a table.
struct Print<'a> {
    project: &'a Project,
    table: &'a Table,
}

impl Print<'_> {
    fn judgement(&self, judgement: &Judgement, out: &mut String) {
        let fields = &self.table.fields;
        line(out, "column", &fields[judgement.column].name);
        line(out, "  violation", &self.expr(&judgement.violation));
        let doubts = doubts(&judgement.violation);
        if !doubts.is_empty() {
            line(out, "  doubts", &self.doubts(&doubts));
        }
        if let Some(pending) = &judgement.pending {
            line(out, "  pending", &self.expr(pending));
        }
        if let Some(undecidable) = &judgement.undecidable {
            line(out, "  undecidable", &self.expr(undecidable));
        }
        let detail = match &judgement.detail {
            Detail::None
            | Detail::Parts(_)
            | Detail::Near(..)
            | Detail::Code(_)
            | Detail::Flaws(_) => return,
            Detail::Raw(field) => format!("raw {}", fields[*field].name),
            Detail::Number(expr) | Detail::Day(expr) | Detail::Text(expr) => self.expr(expr),
            Detail::Unfit(fields) => {
                let exprs: Vec<Expr> = fields.iter().map(|(_, expr)| expr.clone()).collect();
                self.list(&exprs)
            }
            Detail::Span(clock, expr, _) => format!("{} in {clock:?}", self.expr(expr)),
            Detail::Secret => "secret".to_owned(),
            Detail::Needed(wanted) => format!("which of {}", wanted.len()),
            Detail::Figures(names) => names.join(", "),
            Detail::Recurrence | Detail::Source | Detail::Twin(..) => "of the source".to_owned(),
        };
        line(out, "  detail", &detail);
    }

    fn timing(&self, timing: &Timing, out: &mut String) {
        line(out, "times in", &format!("{:?}", timing.clock));
        let always = [
            ("  started", &timing.started),
            ("  open", &timing.is_open),
            ("  backwards", &timing.backwards),
            ("  finished", &timing.finished),
        ];
        let sometimes = [("  limited", &timing.limited), ("  so far", &timing.so_far)];
        let sometimes = sometimes.into_iter();
        let sometimes = sometimes.filter_map(|(what, expr)| Some((what, expr.as_ref()?)));
        for (what, expr) in always.into_iter().chain(sometimes) {
            line(out, what, &self.expr(expr));
        }
    }

    fn lookup(&self, lookup: &Lookup) -> String {
        let table = &self.project.tables[lookup.table];
        let there = Print {
            project: self.project,
            table,
        };
        let reduced = match &lookup.reduce {
            Reduce::Exists => "exists".to_owned(),
            Reduce::Sum(expr) => format!("sum of {}", there.expr(expr)),
            Reduce::Latest(expr) => format!("latest {}", there.expr(expr)),
            Reduce::Only(expr) => format!("only {}", there.expr(expr)),
            Reduce::Valid { value, from, until } => {
                let end = |end: &Option<Expr>| {
                    end.as_ref()
                        .map_or_else(|| "ever".to_owned(), |end| there.expr(end))
                };
                format!(
                    "{} valid {} to {}",
                    there.expr(value),
                    end(from),
                    end(until)
                )
            }
        };
        let keys = there.list(&lookup.keys);
        let when = lookup.when.as_ref();
        let when = when.map_or_else(String::new, |when| format!(" where {}", there.expr(when)));
        let optional = if lookup.optional { ", optional" } else { "" };
        format!("{reduced} in {} by {keys}{when}{optional}", table.name)
    }

    fn doubts(&self, doubts: &[Doubt]) -> String {
        let doubts = doubts.iter().map(|doubt| match doubt {
            Doubt::Unread(field) => format!("unread {}", self.name(*field)),
            Doubt::Unanswered(lookup, keys) => format!("unanswered #{lookup}({})", self.list(keys)),
            Doubt::Overflow(op, left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                format!("overflow {left} {} {right}", sign(*op))
            }
            Doubt::Uncovered(calendar, at) => {
                format!("uncovered {} by {}", self.expr(at), calendar.name)
            }
            Doubt::Timeless(text) => format!("{} is no time", self.expr(text)),
            Doubt::Given(condition, doubts) => {
                format!("given {}: [{}]", self.expr(condition), self.doubts(doubts))
            }
        });
        doubts.collect::<Vec<_>>().join(", ")
    }

    fn list(&self, exprs: &[Expr]) -> String {
        let exprs = exprs.iter().map(|expr| self.expr(expr));
        exprs.collect::<Vec<_>>().join(", ")
    }

    fn name(&self, field: FieldIx) -> &str {
        &self.table.fields[field].name
    }

    fn expr(&self, expr: &Expr) -> String {
        let call = |name: &str, inner: &Expr| format!("{name}({})", self.expr(inner));
        let joined = |all: &[Expr], word: &str| {
            let all = all.iter().map(|expr| self.expr(expr));
            format!("({})", all.collect::<Vec<_>>().join(word))
        };
        let infix =
            |a: &Expr, sign: &str, b: &Expr| format!("({} {sign} {})", self.expr(a), self.expr(b));
        match expr {
            Expr::Field(field, _) => self.name(*field).to_owned(),
            Expr::Raw(field) => format!("raw({})", self.name(*field)),
            Expr::Unreadable(field) => format!("unreadable({})", self.name(*field)),
            Expr::Lookup(lookup, _, keys) => format!("#{lookup}({})", self.list(keys)),
            Expr::Text(text) => format!("{text:?}"),
            Expr::Number(value) => number::text(*value),
            Expr::Date(at) | Expr::Instant(at) => date::text(*at),
            Expr::Span(millis) => format!("{millis} ms"),
            Expr::Boolean(value) => value.to_string(),
            Expr::AsOf(kind) => format!("as_of({kind:?})"),
            Expr::IsNull(inner) => call("empty", inner),
            Expr::Not(inner) => call("not", inner),
            Expr::And(all) => joined(all, " and "),
            Expr::Or(all) => joined(all, " or "),
            Expr::Compare(op, a, b) => infix(a, op.sign(), b),
            Expr::InTexts(inner, words) => format!("{} in {words:?}", self.expr(inner)),
            Expr::Matches(inner, matcher) => format!("{} ~ {matcher:?}", self.expr(inner)),
            Expr::Meets(inner, standard) => {
                format!("{} meets {}", self.expr(inner), named(standard))
            }
            Expr::Chars(inner) => call("chars", inner),
            Expr::Bytes(inner, encoding) => call(encoding.name(), inner),
            Expr::Person(inner) => call("person", inner),
            Expr::Fold(inner, folds) => call(&format!("fold {folds:?}"), inner),
            Expr::Abs(inner) => call("abs", inner),
            Expr::Round(inner, digits) => call(&format!("round {digits}"), inner),
            Expr::Arithmetic(op, a, b) => infix(a, sign(*op), b),
            Expr::Day(inner) => call("day", inner),
            Expr::Latest(inner) => call("latest", inner),
            Expr::Happened(inner) => call("happened", inner),
            // how a column is read is no part of the rule
            Expr::Beside(inner, _) => self.expr(inner),
            Expr::Coalesce(a, b) => infix(a, "else", b),
            Expr::Concat(all) => joined(all, " || "),
            Expr::Part(inner, from, length) => {
                let length = length.map_or_else(String::new, |length| length.to_string());
                call(&format!("characters {from}+{length}"), inner)
            }
            Expr::Extract(inner, regex) => call(&format!("extract {:?}", regex.0.as_str()), inner),
            Expr::OnScheme(inner, form) => call(&format!("on {form:?}"), inner),
            Expr::CodePart(inner, CodePart::Segment(form, segment)) => {
                let name = form
                    .segments()
                    .map_or("", |all| all.all[*segment].name.as_str());
                call(&format!("{name} of {form:?}"), inner)
            }
            Expr::CodePart(inner, CodePart::Parent(form)) => {
                call(&format!("above in {form:?}"), inner)
            }
            Expr::CodePart(inner, CodePart::Series(scheme)) => {
                call(&format!("series in {}", scheme.name), inner)
            }
            Expr::CodePart(inner, CodePart::Serial(scheme)) => {
                call(&format!("serial in {}", scheme.name), inner)
            }
            Expr::InCode(inner, form) => call(&form.picture(), inner),
            Expr::DatePart(part, inner) => call(&format!("{part:?}"), inner),
            Expr::Days(inner) => call("days", inner),
            Expr::TimeOfDay(inner) => call("time of day", inner),
            Expr::Lacks(needed, least) => {
                let needed = needed.iter().map(|one| {
                    let (asked, missing) = (self.expr(&one.asked), self.expr(&one.missing));
                    format!("{} × ({missing} if {asked})", one.weight)
                });
                let needed = needed.collect::<Vec<_>>().join(" + ");
                format!("less than {}% without {needed}", number::text(*least))
            }
            Expr::Given(condition, inner) => {
                format!("({} given {})", self.expr(inner), self.expr(condition))
            }
            Expr::Workdays(calendar, inner) => call(&format!("{} workdays", calendar.name), inner),
            Expr::Workhours(calendar, inner) => {
                call(&format!("{} workhours", calendar.name), inner)
            }
        }
    }
}

/// A standard by its name.
fn named(standard: &Standard) -> String {
    match standard {
        Standard::Identifier(identifier) => {
            format!("{} ({:?} rule)", identifier.scheme.name(), identifier.rule)
        }
        Standard::Text(_) => "the hygiene of texts".to_owned(),
    }
}

/// The project of some rules over the tables of the examples.
fn project(rules: &str) -> Project {
    let dictionary = include_str!("../../../tests/cli/kinds.toml");
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{dictionary}\n{rules}");
    std::fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
    let loaded = load(folder.path());
    loaded.result.unwrap_or_else(|p| panic!("{rules}: {p:?}"))
}

/// The rules of rule files, as text.
fn plans(project: &Project) -> String {
    let rules = project.rules.iter();
    let written = rules.filter(|one| matches!(one.origin, crate::rules::Origin::File(_)));
    let plans: Vec<String> = written.map(|one| rule(project, one)).collect();
    plans.join("\n")
}

fn sign(op: Arithmetic) -> &'static str {
    match op {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "-",
        Arithmetic::Multiply => "*",
    }
}

#[test]
fn what_the_examples_of_the_kinds_mean() {
    let plans = KINDS.iter().map(|kind| plans(&project(kind.example)));
    insta::assert_snapshot!(plans.collect::<Vec<_>>().join("\n"));
}

/// Conditions that a person writes: what they fold, compare and multiply, and what may be null in them.
#[test]
fn what_conditions_mean() {
    let conditions = [
        "amount * 2 - 1 > 100 OR order_no IS NULL",
        "NOT (order_no IN ('SO1', 'SO2') AND amount BETWEEN 1 AND 10.5)",
        "order_date + INTERVAL '3' DAY <= as_of AND created_at < '2026-01-01'",
        "order_no IS DISTINCT FROM 'SO1' AND coalesce(amount, 0) <> abs(-1)",
        "approver = 'Ann' AND customer_code LIKE 'C_%' AND length(trim(order_no)) > 3",
        "substr(order_no, 1, 2) = 'S' || regexp_substr(customer_code, '[0-9]+')",
        "month(order_date) = 12 AND days(created_at - order_date) > 1.5 AND time_of_day(created_at) > TIME '18:00'",
        "time_of_day(order_no) >= TIME '08:30'",
    ];
    let rules = conditions.iter().enumerate().map(|(ix, condition)| {
        format!(
            "[[rule]]\nid = \"c-{ix}\"\ntable = \"orders\"\nwhen = \"{condition}\"\n\
            check.required = {{ columns = [\"order_no\"] }}\n"
        )
    });
    insta::assert_snapshot!(plans(&project(&rules.collect::<String>())));
}

/// Each demand of the dictionary is a rule.
#[test]
fn what_the_dictionary_demands() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\n\
        a = { required = true, unique = true, min_chars = 2, max_bytes = { gbk = 8 }, pattern = '\\w+' }\n\
        b = { type = \"decimal\", scale = 2 }\nc = { values = { \"是\" = \"yes\" } }\nd = { type = \"date\" }\n";
    std::fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
    let project = load(folder.path())
        .result
        .unwrap_or_else(|p| panic!("{p:?}"));
    let demands = project.rules.iter().filter(|one| !one.is_told());
    let plans: Vec<String> = demands.map(|one| rule(&project, one)).collect();
    insta::assert_snapshot!(plans.join("\n"));
}
