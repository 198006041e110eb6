//! The functions of a condition, and what else looks at the characters of a text or at a part of a date.

use sqlparser::ast::{
    DataType, Expr as Sql, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList,
    FunctionArguments, Spanned,
};
use sqlparser::tokenizer::Span;

use super::Lower;
use crate::messages::{Message, message};
use crate::mistakes::did_you_mean;
use crate::rules::matcher::{self, Unfit};
use crate::rules::plan::{DatePart, Expr, Sought};
use crate::tables::date;
use crate::tables::types::{ExprType, Fold};

/// The functions a condition may use.
const FUNCTIONS: &[&str] = &[
    "length",
    "lower",
    "trim",
    "substr",
    "regexp_like",
    "regexp_substr",
    "abs",
    "coalesce",
    "year",
    "month",
    "day",
    "days",
    "time_of_day",
];

/// Functions of databases and of sheets that add up rows, look into other tables, and take a text apart.
const OVER_ROWS: &[&str] = &[
    "sum",
    "sumif",
    "sumifs",
    "sumproduct",
    "total",
    "count",
    "countif",
    "countifs",
    "avg",
    "average",
    "min",
    "max",
];
const INTO_TABLES: &[&str] = &["vlookup", "xlookup", "hlookup", "lookup", "index", "exists"];
const APART: &[&str] = &["split", "textsplit", "to_number", "numbervalue", "unnest"];

/// Functions of databases and of sheets, and what does the same here.
const ELSEWHERE: [(&str, &[&str]); 12] = [
    ("length", &["len", "char_length", "lenb"]),
    ("substr(…, 1, …)", &["left"]),
    ("substr", &["mid", "substring"]),
    ("lower", &["lcase"]),
    (
        "LIKE '%…%'",
        &[
            "contains",
            "instr",
            "position",
            "charindex",
            "locate",
            "search",
            "find",
        ],
    ),
    (
        "LIKE '…%'",
        &["startswith", "starts_with", "endswith", "ends_with"],
    ),
    ("coalesce", &["ifnull", "nvl"]),
    ("days", &["datediff", "datedif", "timestampdiff"]),
    ("regexp_substr", &["right", "regexp_extract"]),
    ("regexp_like", &["rlike", "regexmatch", "regexp_matches"]),
    ("as_of", &["today", "now", "getdate", "curdate", "sysdate"]),
    ("IS NULL", &["isnull", "isblank", "isempty"]),
];

/// What does here what a function does elsewhere.
fn elsewhere(name: &str, arguments: &[&Sql]) -> Option<Message> {
    match name {
        "concat" | "concatenate" if arguments.len() > 1 => {
            let parts: Vec<String> = arguments.iter().map(ToString::to_string).collect();
            return Some(message!("hint-written", written = parts.join(" || ")));
        }
        "upper" | "ucase" => return Some(message!("hint-upper")),
        "hour" | "minute" | "second" | "time" => {
            let of = arguments.first()?.to_string();
            return Some(message!("hint-clock", field = of));
        }
        "date" | "date_trunc" | "to_date" | "todate" | "datevalue" | "trunc_date" => {
            return Some(message!("hint-day-of"));
        }
        "to_char" | "date_format" | "format" | "strftime" | "text" | "datepart" | "date_part"
        | "datename" => return Some(message!("hint-date-as-text")),
        "convert" | "try_cast" | "value" | "int" => return Some(message!("hint-cast")),
        "round" | "trunc" | "truncate" | "ceil" | "ceiling" | "floor" => {
            return Some(message!("hint-round"));
        }
        "replace" | "translate" | "substitute" | "regexp_replace" => {
            return Some(message!("hint-replace"));
        }
        "weekday" | "dayofweek" | "day_of_week" | "dow" | "networkdays" => {
            return Some(message!("hint-weekday"));
        }
        "if" | "iif" | "iff" | "ifs" | "decode" | "switch" => return Some(message!("hint-case")),
        "mod" => return Some(message!("hint-remainder")),
        _ => {}
    }
    let mut all = ELSEWHERE.iter();
    let meant = all.find(|(_, names)| names.contains(&name))?.0;
    Some(match meant {
        "days" => message!("hint-days"),
        name if FUNCTIONS.contains(&name) => message!("hint-did-you-mean", name = name),
        _ => message!("hint-written", written = meant),
    })
}

/// Whether a part of a text is taken.
pub(super) fn takes_apart(sql: &Sql) -> bool {
    let written = sql.to_string().to_lowercase();
    ["split", "substr", "regexp"]
        .iter()
        .any(|name| written.contains(name))
}

/// The nearest way to what a condition cannot say.
pub(super) fn another_way(sql: &Sql) -> Option<Message> {
    match sql {
        // parts of a cell are to be added
        Sql::Cast { expr, .. } if takes_apart(expr) => Some(message!("hint-split")),
        Sql::Cast { data_type, .. } => Some(match data_type {
            DataType::Date => message!("hint-day-of"),
            _ => message!("hint-cast"),
        }),
        Sql::Convert { .. } => Some(message!("hint-cast")),
        Sql::Ceil { .. } | Sql::Floor { .. } => Some(message!("hint-round")),
        Sql::Position { .. } => Some(message!("hint-written", written = "LIKE '%…%'")),
        Sql::ILike {
            negated,
            expr,
            pattern,
            ..
        } => {
            let not = if *negated { " NOT" } else { "" };
            let pattern = pattern.to_string().to_lowercase();
            let written = format!("lower({expr}){not} LIKE {pattern}");
            Some(message!("hint-written", written = written))
        }
        Sql::Case { .. } => Some(message!("hint-case")),
        Sql::InSubquery { .. } | Sql::Exists { .. } | Sql::Subquery(_) => {
            Some(message!("hint-other-table"))
        }
        Sql::Extract { field, expr, .. } => elsewhere(&field.to_string().to_lowercase(), &[expr]),
        _ => None,
    }
}

/// The nearest way to what a condition cannot say, because it is not about the values of a row as they stand.
fn beyond_a_row(name: &str, sql: &Sql) -> Option<Message> {
    let is_over_rows = OVER_ROWS.contains(&name);
    if APART.contains(&name) || name.contains("split") || (is_over_rows && takes_apart(sql)) {
        Some(message!("hint-split"))
    } else if is_over_rows {
        Some(message!("hint-aggregate"))
    } else if INTO_TABLES.contains(&name) {
        Some(message!("hint-other-table"))
    } else {
        None
    }
}

/// The values that a function is called with.
fn arguments(function: &Function) -> Vec<&Sql> {
    let FunctionArguments::List(list) = &function.args else {
        return Vec::new();
    };
    let values = list.args.iter().filter_map(|argument| match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) => Some(value),
        _ => None,
    });
    values.collect()
}

/// Whether a call is a name and so many values, and nothing else: what is not looked at would be dropped without a word.
fn is_plain(function: &Function, values: usize) -> bool {
    let Function {
        name: _,
        // `{fn length(name)}` is the same call
        uses_odbc_syntax: _,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(list),
        within_group,
        filter: None,
        null_treatment: None,
        over: None,
    } = function
    else {
        return false;
    };
    let FunctionArgumentList {
        duplicate_treatment,
        args,
        clauses,
    } = list;
    duplicate_treatment.is_none()
        && args.len() == values
        && clauses.is_empty()
        && within_group.is_empty()
}

impl Lower<'_> {
    pub(super) fn function(&mut self, function: &Function, sql: &Sql) -> Option<Expr> {
        let name = function.name.to_string().to_lowercase();
        let arguments = arguments(function);
        if FUNCTIONS.contains(&name.as_str()) && !is_plain(function, arguments.len()) {
            return self.unsupported(sql);
        }
        match (name.as_str(), arguments.as_slice()) {
            ("length", [text]) => Some(Expr::Chars(Box::new(self.text(text)?))),
            ("lower", [text]) => Some(self.text(text)?.fold(&[Fold::Case])),
            ("trim", [text]) => Some(self.text(text)?.fold(&[Fold::Trim])),
            ("coalesce", [first, rest @ ..]) if !rest.is_empty() => self.coalesce(first, rest, sql),
            ("abs", [number]) => {
                let value = self.expr(number, None)?;
                if value.kind() != ExprType::Number && value.kind() != ExprType::Span {
                    return self.fail(number.span(), message!("problem-total-needs-numbers"));
                }
                Some(Expr::Abs(Box::new(value)))
            }
            ("regexp_like", [text, regex]) => {
                let text = self.text(text)?;
                let written = self.constant(regex)?;
                match matcher::regex(&written, true) {
                    Ok(regex) => Some(Expr::Matches(Box::new(text), Box::new(regex))),
                    Err(unfit) => self.unfit(regex, unfit),
                }
            }
            ("regexp_substr", [text, regex]) => {
                let text = self.text(text)?;
                let written = self.constant(regex)?;
                match matcher::finder(&written) {
                    Ok(regex) => Some(Expr::Extract(Box::new(text), Sought(regex))),
                    Err(unfit) => self.unfit(regex, unfit),
                }
            }
            ("year" | "month" | "day", [date]) => self.date_part(&name, date, sql),
            ("days", [span]) => {
                let value = self.expr(span, None)?;
                if value.kind() != ExprType::Span {
                    return self.fail(span.span(), message!("problem-sql-needs-span"));
                }
                Some(Expr::Days(Box::new(value)))
            }
            ("time_of_day", [at]) => self.time_of_day(at),
            (known, _) if FUNCTIONS.contains(&known) => self.fail(
                function.name.span(),
                message!("problem-sql-arguments", name = known),
            ),
            _ => {
                let near = || did_you_mean(&name, FUNCTIONS.iter().copied());
                let meant = beyond_a_row(&name, sql).or_else(|| elsewhere(&name, &arguments));
                let hint = meant.or_else(near).unwrap_or_else(|| {
                    let names: Vec<String> = FUNCTIONS.iter().map(|&f| f.to_owned()).collect();
                    message!("hint-one-of", names = names)
                });
                let failed = self.fail(
                    function.name.span(),
                    message!("problem-sql-function", name = name),
                );
                self.hint(hint);
                failed
            }
        }
    }

    /// The first of several values that is not empty.
    fn coalesce(&mut self, first: &Sql, rest: &[&Sql], sql: &Sql) -> Option<Expr> {
        let mut result = self.expr(first, None)?;
        for next in rest {
            let next = self.expr(next, Some(result.kind()))?;
            if next.kind() != result.kind() {
                let failed = self.mixed(&result, &next, sql);
                if matches!(&next, Expr::Text(text) if text.trim().is_empty()) {
                    self.hint(message!("hint-empty-value", field = first.to_string()));
                }
                return failed;
            }
            let next = self.cleaned(&next, &result);
            result = Expr::Coalesce(Box::new(result), Box::new(next));
        }
        Some(result)
    }

    /// `LIKE` with `%` and `_`, and the character that takes their meaning from them where `ESCAPE` names one.
    pub(super) fn like(
        &mut self,
        value: &Sql,
        written: &Sql,
        escape: Option<&Sql>,
    ) -> Option<Expr> {
        let value = self.text(value)?;
        let span = written.span();
        let written = self.constant(written)?;
        let escape = match escape {
            None => None,
            Some(sql) => {
                let escape = self.constant(sql)?;
                let mut characters = escape.chars();
                match (characters.next(), characters.next()) {
                    (Some(one), None) => Some(one),
                    _ => return self.unsupported(sql),
                }
            }
        };
        let mut regex = String::new();
        let mut characters = written.chars();
        while let Some(c) = characters.next() {
            match c {
                c if Some(c) == escape => match characters.next() {
                    Some(meant) => regex.push_str(&regex::escape(&meant.to_string())),
                    None => return self.fail(span, message!("problem-like-escape")),
                },
                // databases disagree on what it means
                '\\' if escape.is_none() => {
                    let failed = self.fail(span, message!("problem-like-backslash"));
                    self.hint(message!("hint-like-escape"));
                    return failed;
                }
                '%' => regex.push_str("(?s:.*)"),
                '_' => regex.push_str("(?s:.)"),
                c => regex.push_str(&regex::escape(&c.to_string())),
            }
        }
        let regex = matcher::regex(&regex, false).ok()?;
        Some(Expr::Matches(Box::new(value), Box::new(regex)))
    }

    /// Characters of a text from a place, which counts from 1, on.
    pub(super) fn substring(
        &mut self,
        text: &Sql,
        from: &Sql,
        length: Option<&Sql>,
    ) -> Option<Expr> {
        let text = self.text(text)?;
        let from = self.count(from)?;
        let length = match length {
            Some(length) => Some(self.count(length)?),
            None => None,
        };
        if from == 0 || length == Some(0) {
            return self.fail(Span::empty(), message!("problem-substr-from-one"));
        }
        Some(Expr::Part(Box::new(text), from - 1, length))
    }

    /// The year, month or day of a date.
    pub(super) fn date_part(&mut self, part: &str, date: &Sql, sql: &Sql) -> Option<Expr> {
        let part = match part.to_lowercase().as_str() {
            "year" => DatePart::Year,
            "month" => DatePart::Month,
            "day" => DatePart::Day,
            _ => return self.unsupported(sql),
        };
        let value = self.expr(date, None)?;
        if !matches!(value.kind(), ExprType::Date | ExprType::Instant) {
            return self.fail(date.span(), message!("problem-sql-needs-date"));
        }
        Some(Expr::DatePart(part, Box::new(value)))
    }

    /// The time of a stamp, or of a text such as `08:30`, since midnight.
    fn time_of_day(&mut self, at: &Sql) -> Option<Expr> {
        let value = self.expr(at, None)?;
        match value.kind() {
            ExprType::Instant | ExprType::Text => Some(Expr::TimeOfDay(Box::new(value))),
            _ => self.fail(at.span(), message!("problem-sql-needs-time")),
        }
    }

    /// `TIME '18:00'`, since midnight.
    pub(super) fn clock(&mut self, text: &str, span: Span) -> Option<Expr> {
        match date::time_of_day(text) {
            Some(millis) => Some(Expr::Span(millis)),
            None => self.fail(span, message!("problem-bad-time", written = text)),
        }
    }

    /// A text that stands in the condition.
    fn unfit<T>(&mut self, pattern: &Sql, unfit: Unfit) -> Option<T> {
        let failed = self.fail(pattern.span(), unfit.message);
        if let Some(hint) = unfit.hint {
            self.hint(hint);
        }
        failed
    }

    fn constant(&mut self, sql: &Sql) -> Option<String> {
        match self.expr(sql, None)? {
            Expr::Text(text) => Some(text),
            _ => self.fail(sql.span(), message!("problem-sql-needs-constant")),
        }
    }

    /// A whole number that stands in the condition.
    fn count(&mut self, sql: &Sql) -> Option<u32> {
        let count = match sql {
            Sql::Value(value) => value.value.to_string().parse().ok(),
            _ => None,
        };
        count.or_else(|| self.fail(sql.span(), message!("problem-sql-needs-constant")))
    }

    /// The characters of a text. Those of a number or a date are the export's doing: one system writes 2026-10-13 where another writes
    /// 10/13/2026.
    pub(super) fn text(&mut self, sql: &Sql) -> Option<Expr> {
        let value = self.expr(sql, None)?;
        match (&value, value.kind()) {
            // a person is cleaned to be compared; its characters are the cell's
            (Expr::Field(field, _), _) if self.is_person(&value) => Some(Expr::Raw(*field)),
            (_, ExprType::Text) => Some(value),
            (_, kind) => {
                let failed = self.fail(sql.span(), message!("problem-sql-needs-text"));
                self.hint(match kind {
                    ExprType::Date | ExprType::Instant => message!("hint-date-as-text"),
                    ExprType::Number => message!("hint-number-as-text"),
                    _ => message!("hint-other-as-text"),
                });
                failed
            }
        }
    }
}
