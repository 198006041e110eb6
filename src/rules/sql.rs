//! SQL conditions (`when`, `check.expression`) to the plan's expressions. A maintained parser reads them; what has no
//! place in the plan is refused by name, with the place in the text.

mod functions;

use std::ops::Range;

use sqlparser::ast::{
    BinaryOperator, DataType, DateTimeField, Expr as Sql, Interval, Spanned, TimezoneInfo,
    TypedString, UnaryOperator, Value,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::keywords::Keyword;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Span, Token, TokenWithSpan, Tokenizer};

use super::amount::unfit;
use super::names::{did_you_mean_of, unknown_field, unknown_word};
use super::plan::{Arithmetic, Expr, Op};
use crate::messages::{Message, message};
use crate::mistakes::plain_sign;
use crate::tables::types::{DAY, ExprType, FieldIx, FieldType, Fold};
use crate::tables::{Table, date, number, person};

/// Bytes of the longest condition: deeper nesting than fits into it would exhaust the stack.
const LONGEST: usize = 8192;
/// Far more than a person writes, and few enough for the stack of any system.
const MOST_OPERATORS: usize = 200;
/// Parts of what is asked two times over.
const MOST_TWICE: usize = 1_000;
/// The longest duration: ten thousand years, as far as dates go.
const LONGEST_SPAN: i64 = 3_652_500 * DAY;

/// A mistake in a condition.
pub(crate) struct SqlMistake {
    pub(crate) message: Message,
    pub(crate) hint: Option<Message>,
    /// Byte range in the condition's text.
    pub(crate) range: Option<Range<usize>>,
}

impl SqlMistake {
    fn new(message: Message) -> SqlMistake {
        SqlMistake {
            message,
            hint: None,
            range: None,
        }
    }

    /// A sign from a Chinese keyboard is the likely reason.
    fn typed(self, text: &str) -> SqlMistake {
        let at = self.range.as_ref().map_or(0, |r| r.start);
        let is_end = text
            .get(at..)
            .is_some_and(|rest| rest.starts_with([';', '；']));
        SqlMistake {
            hint: if is_end {
                Some(message!("hint-sql-semicolon"))
            } else {
                plain_sign(text, at)
            },
            ..self
        }
    }
}

/// A condition, and words in it that their fields never hold.
pub(crate) struct Condition {
    pub(crate) expr: Expr,
    pub(crate) doubts: Vec<Message>,
}

/// How many operators a condition has that join others, and how many of any kind: each may stand one level deeper than the one
/// before. Two that are joined compare something each.
fn operators(text: &str) -> (usize, usize) {
    let dialect = GenericDialect {};
    // what is no token is told by the parser
    let tokens = Tokenizer::new(&dialect, text).tokenize();
    let tokens = tokens.unwrap_or_default();
    let joins = |token: &&Token| match token {
        Token::Plus | Token::Minus | Token::Mul | Token::Div | Token::StringConcat => true,
        Token::Word(word) => matches!(word.keyword, Keyword::AND | Keyword::OR | Keyword::NOT),
        _ => false,
    };
    let is_value = |token: &&Token| match token {
        Token::Word(word) => !matches!(
            word.keyword,
            Keyword::AND
                | Keyword::OR
                | Keyword::NOT
                | Keyword::IS
                | Keyword::IN
                | Keyword::LIKE
                | Keyword::ILIKE
                | Keyword::BETWEEN
                | Keyword::SIMILAR
                | Keyword::REGEXP
                | Keyword::RLIKE
                | Keyword::XOR
                | Keyword::DIV
                | Keyword::AT
                | Keyword::COLLATE
        ),
        Token::Number(..)
        | Token::SingleQuotedString(_)
        | Token::DoubleQuotedString(_)
        | Token::Whitespace(_)
        | Token::Comma
        | Token::Period
        | Token::LParen
        | Token::RParen
        | Token::EOF => true,
        _ => false,
    };
    let joining = tokens.iter().filter(joins).count();
    let any = tokens.iter().filter(|token| !is_value(token)).count();
    (joining, any)
}

/// Parses and types a condition over the fields of `table`. Unless `strict`, words that a field never holds are doubts
/// and not mistakes.
pub(crate) fn condition(
    table: &Table,
    text: &str,
    strict: bool,
) -> Result<Condition, Vec<SqlMistake>> {
    if text.len() > LONGEST {
        return Err(vec![SqlMistake::new(message!(
            "problem-sql-too-long",
            most = LONGEST
        ))]);
    }
    let (joining, any) = operators(text);
    for (count, most) in [(joining, MOST_OPERATORS), (any, 2 * MOST_OPERATORS + 1)] {
        if count > most {
            let message = message!("problem-sql-too-deep", most = most);
            return Err(vec![SqlMistake::new(message)]);
        }
    }
    let mut lower = Lower {
        table,
        strict,
        text,
        mistakes: Vec::new(),
        doubts: Vec::new(),
    };
    let expr = parse(text, &mut lower.mistakes).map_err(|mistake| vec![mistake])?;
    let result = lower.boolean(&expr);
    match result {
        Some(expr) if lower.mistakes.is_empty() => Ok(Condition {
            expr,
            doubts: lower.doubts,
        }),
        _ => Err(lower.mistakes),
    }
}

/// What the SQL parser finds wrong, in the words of the user's language.
fn parser_says(what: &str) -> Message {
    if what.starts_with("Unterminated") {
        return message!("sql-unclosed");
    }
    if what.starts_with("recursion limit") {
        return message!("sql-depth");
    }
    let Some(wanted) = what.strip_prefix("Expected: ") else {
        return message!("sql-other");
    };
    let (wanted, found) = match wanted.split_once(", found: ") {
        Some((wanted, found)) => (wanted, Some(found).filter(|found| *found != "EOF")),
        None => (wanted, None),
    };
    let wanted = match wanted {
        wanted if wanted.ends_with("after IS") => message!("sql-sign", sign = "NULL"),
        // what is described is a value, signs and keywords are written out
        wanted if wanted.contains(|c: char| c.is_ascii_lowercase()) => message!("sql-value"),
        wanted => message!("sql-sign", sign = wanted),
    };
    match found {
        Some(found) => message!("sql-expected", wanted = wanted, found = found),
        None => message!("sql-ends", wanted = wanted),
    }
}

/// The condition as it stands. What is certain to be a slip in it goes to `mistakes`, and is read as it is meant.
fn parse(text: &str, mistakes: &mut Vec<SqlMistake>) -> Result<Sql, SqlMistake> {
    let failed = |error: &dyn std::fmt::Display| {
        let error = error.to_string();
        let error = error.trim_start_matches("sql parser error: ");
        let (what, place) = error.split_once(" at Line: ").unwrap_or((error, ""));
        let column = place
            .split("Column: ")
            .nth(1)
            .and_then(|c| c.trim().parse::<u64>().ok());
        let line = place
            .split(',')
            .next()
            .and_then(|l| l.trim().parse::<u64>().ok());
        let range = line.zip(column).map(|(line, column)| {
            let at = offset(text, line, column);
            at..text[at..].chars().next().map_or(at, |c| at + c.len_utf8())
        });
        let range = if what.ends_with(", found: EOF") {
            Some(text.len()..text.len())
        } else {
            range
        };
        if let Some(pattern) = bare_pattern(text) {
            let quotes = message!("hint-single-quotes", text = &text[pattern.clone()]);
            return SqlMistake {
                message: message!("problem-sql-needs-constant"),
                hint: Some(quotes),
                range: Some(pattern),
            };
        }
        let mistake = SqlMistake::new(message!("problem-bad-sql", error = parser_says(what)));
        SqlMistake { range, ..mistake }.typed(text)
    };
    let dialect = GenericDialect {};
    let tokens = Tokenizer::new(&dialect, text).tokenize_with_location();
    let mut tokens = tokens.map_err(|e| failed(&e))?;
    if let Some(mistake) = statement(&tokens, text) {
        return Err(mistake);
    }
    mistakes.extend(tokens.iter_mut().filter_map(|token| joined(token, text)));
    let mut parser = Parser::new(&dialect).with_tokens_with_locations(tokens);
    let expr = parser.parse_expr().map_err(|e| failed(&e))?;
    let rest = parser.peek_token();
    if rest.token != Token::EOF {
        let start = offset(text, rest.span.start.line, rest.span.start.column);
        let message = message!("problem-sql-rest", found = rest.token.to_string());
        let mistake = SqlMistake {
            range: Some(start..text.len()),
            ..SqlMistake::new(message)
        };
        let mistake = mistake.typed(text);
        return Err(SqlMistake {
            hint: meant_by(text, start).or(mistake.hint.clone()),
            ..mistake
        });
    }
    Ok(expr)
}

/// That a whole statement stands there, or what begins a condition in one.
fn statement(tokens: &[TokenWithSpan], text: &str) -> Option<SqlMistake> {
    let mut words = tokens
        .iter()
        .filter(|token| !matches!(token.token, Token::Whitespace(_)));
    let at = |token: &TokenWithSpan| offset(text, token.span.start.line, token.span.start.column);
    let keyword = |token: &TokenWithSpan| match &token.token {
        Token::Word(word) if word.quote_style.is_none() => word.keyword,
        _ => Keyword::NoKeyword,
    };
    let first = words.next()?;
    // a field may have such a name, and is then compared with something
    let begins = match (keyword(first), &words.clone().next()?.token) {
        (Keyword::SELECT, Token::Word(_) | Token::Mul) => true,
        (Keyword::WHERE, next) => matches!(next, Token::Word(_) | Token::LParen),
        _ => false,
    };
    let is_operator = matches!(
        words.clone().next().map(keyword),
        Some(Keyword::IS | Keyword::IN | Keyword::LIKE | Keyword::BETWEEN | Keyword::NOT)
    );
    if !begins || is_operator {
        return None;
    }
    let mut behind = tokens
        .iter()
        .skip_while(|token| keyword(token) != Keyword::WHERE);
    let condition = behind.nth(1).map(|token| text[at(token)..].trim());
    let condition = condition.filter(|condition| !condition.is_empty());
    Some(SqlMistake {
        range: Some(at(first)..text.len()),
        hint: condition.map(|condition| message!("hint-written", written = condition)),
        ..SqlMistake::new(message!("problem-sql-statement"))
    })
}

/// The pattern behind LIKE that stands there without its quotes.
fn bare_pattern(text: &str) -> Option<Range<usize>> {
    let tokens = Tokenizer::new(&GenericDialect {}, text).tokenize_with_location();
    tokens.ok()?.windows(3).find_map(|tokens| {
        let Token::Word(word) = &tokens[0].token else {
            return None;
        };
        let start = tokens[2].span.start;
        let start = offset(text, start.line, start.column);
        let rest = &text[start..];
        let end = rest.find(|c: char| c.is_whitespace() || c == ')');
        let pattern = &rest[..end.unwrap_or(rest.len())];
        let is_bare = word.keyword == Keyword::LIKE
            && pattern.contains('%')
            && !pattern.contains(['\'', '"', '(']);
        is_bare.then(|| start..start + pattern.len())
    })
}

/// Puts AND for `&&`, which is a sign of other languages, so that what it joins is looked at as well.
fn joined(token: &mut TokenWithSpan, text: &str) -> Option<SqlMistake> {
    if token.token != Token::Overlap {
        return None;
    }
    token.token = Token::make_keyword("AND");
    let start = offset(text, token.span.start.line, token.span.start.column);
    let message = message!("problem-sql-unsupported", what = "&&");
    Some(SqlMistake {
        range: Some(start..start + 2),
        hint: Some(message!("hint-written", written = "AND")),
        ..SqlMistake::new(message)
    })
}

/// What to write instead of what follows a condition that is complete without it.
fn meant_by(text: &str, start: usize) -> Option<Message> {
    let (before, rest) = (text[..start].trim_end(), &text[start..]);
    let word = rest
        .split(|c: char| c.is_whitespace() || c == '\'')
        .next()?;
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let number = before.rfind(|c: char| !c.is_ascii_digit() && c != '.');
    let number = &before[number.map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    })..];
    if let Some(thousands) = rest.strip_prefix(',').filter(|_| !number.is_empty())
        && digits(thousands) == 3
    {
        let rest = thousands.split([' ', ')']).next()?;
        let plain = format!("{number}{}", rest.replace(',', ""));
        return Some(message!("hint-flag", plain = plain));
    }
    if let ("万" | "萬", Ok(number)) = (word, number.parse::<f64>()) {
        return Some(message!(
            "hint-flag",
            plain = (number * 10_000.0).to_string()
        ));
    }
    instead(word).map(|written| message!("hint-written", written = written))
}

/// Signs and words of SQL, and what people write instead.
const INSTEAD: [(&str, &[&str]); 11] = [
    (
        "AND",
        &["&&", "&", "且", "并且", "並且", "而且", "和", "与", "與"],
    ),
    ("OR", &["||", "|", "或", "或者"]),
    ("=", &["等于", "等於"]),
    ("<>", &["≠", "不等于", "不等於"]),
    (">=", &["≥", "大于等于", "大於等於", "不小于", "不小於"]),
    ("<=", &["≤", "小于等于", "小於等於", "不大于", "不大於"]),
    (">", &["大于", "大於"]),
    ("<", &["小于", "小於"]),
    ("IS NULL", &["为空", "為空", "是空"]),
    ("IS NOT NULL", &["不为空", "不為空", "非空"]),
    ("LIKE '%…%'", &["包含", "含有", "contains"]),
];

/// What SQL has for a sign or a word; a sign may have its value behind it.
fn instead(written: &str) -> Option<&'static str> {
    let is = |word: &str| {
        let is_sign = ["≠", "≥", "≤"].contains(&word);
        written == word || (is_sign && written.starts_with(word))
    };
    let mut all = INSTEAD.iter();
    all.find_map(|(meant, words)| words.iter().any(|word| is(word)).then_some(*meant))
}

/// Byte offset of a 1-based line and column.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(usize::try_from(line).unwrap_or(1).saturating_sub(1))
        .map(str::len)
        .sum();
    let column = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    text[line_start..]
        .char_indices()
        .nth(column)
        .map_or(text.len(), |(i, _)| line_start + i)
}

struct Lower<'a> {
    table: &'a Table,
    /// Whether words that a field never holds are mistakes.
    strict: bool,
    text: &'a str,
    mistakes: Vec<SqlMistake>,
    doubts: Vec<Message>,
}

impl<'a> Lower<'a> {
    fn boolean(&mut self, sql: &Sql) -> Option<Expr> {
        let expr = self.expr(sql, None)?;
        if expr.kind() != ExprType::Boolean {
            return self.fail(sql.span(), message!("problem-sql-not-boolean"));
        }
        Some(expr)
    }

    /// `beside` is the type that a literal must take on to be compared with its neighbour.
    #[expect(clippy::too_many_lines, reason = "an arm for each kind of expression")]
    fn expr(&mut self, sql: &Sql, beside: Option<ExprType>) -> Option<Expr> {
        match sql {
            Sql::Nested(inner) => self.expr(inner, beside),
            Sql::Identifier(name) if name.value.eq_ignore_ascii_case("as_of") => Some(Expr::AsOf(
                beside
                    .filter(|b| *b == ExprType::Instant)
                    .unwrap_or(ExprType::Date),
            )),
            Sql::Identifier(name) => {
                let found = self.field(&name.value, name.span);
                if found.is_none() && name.quote_style == Some('"') {
                    self.hint(message!("hint-single-quotes", text = name.value.as_str()));
                }
                found
            }
            Sql::Value(value) => self.literal(&value.value, value.span, beside),
            Sql::TypedString(typed) => self.typed(typed, sql),
            Sql::Interval(Interval {
                value,
                leading_field: Some(unit),
                leading_precision: None,
                last_field: None,
                fractional_seconds_precision: None,
            }) => match &**value {
                Sql::Value(count) => self.interval(&count.value.to_string(), unit, sql),
                _ => self.unsupported(sql),
            },
            Sql::IsNull(inner) => self.is_null(inner),
            Sql::IsNotNull(inner) => Some(self.is_null(inner)?.negate()),
            Sql::IsTrue(inner) => Some(self.boolean(inner)?.or_else(false)),
            Sql::IsNotTrue(inner) => Some(self.boolean(inner)?.or_else(false).negate()),
            Sql::IsFalse(inner) => Some(self.boolean(inner)?.or_else(true).negate()),
            Sql::IsNotFalse(inner) => Some(self.boolean(inner)?.or_else(true)),
            Sql::IsUnknown(inner) => self.unknown(inner),
            Sql::IsNotUnknown(inner) => Some(self.unknown(inner)?.negate()),
            Sql::IsDistinctFrom(left, right) => Some(self.same(left, right, sql)?.negate()),
            Sql::IsNotDistinctFrom(left, right) => self.same(left, right, sql),
            Sql::UnaryOp {
                op: UnaryOperator::Not,
                expr,
            } => Some(self.boolean(expr)?.negate()),
            Sql::UnaryOp {
                op: UnaryOperator::Minus,
                expr,
            } => match self.expr(expr, beside)? {
                Expr::Number(value) => Some(Expr::Number(-value)),
                value if value.kind() == ExprType::Number => Some(Expr::Number(0).minus(value)),
                _ => self.unsupported(sql),
            },
            Sql::BinaryOp { left, op, right } => self.binary(left, op, right, sql),
            Sql::InList {
                expr,
                list,
                negated,
            } => {
                let value = self.expr(expr, None)?;
                let any = self.any_of(&value, list)?;
                Some(if *negated { any.negate() } else { any })
            }
            Sql::Between {
                expr,
                negated,
                low,
                high,
            } => {
                let value = self.expr(expr, None)?;
                let low = self.expr(low, Some(value.kind()));
                let high = self.expr(high, Some(value.kind()));
                let (low, high) = (low?, high?);
                let low = self.compare(&value, Op::Ge, &low, sql)?;
                let high = self.compare(&value, Op::Le, &high, sql)?;
                let between = Expr::And(vec![low, high]);
                Some(if *negated { between.negate() } else { between })
            }
            Sql::Like {
                negated,
                any: false,
                expr,
                pattern,
                escape_char,
            } => {
                let like = self.like(expr, pattern, escape_char.as_deref())?;
                Some(if *negated { like.negate() } else { like })
            }
            Sql::Trim {
                trim_where: None,
                trim_what: None,
                expr,
                trim_characters: None,
            } => Some(self.text(expr)?.fold(&[Fold::Trim])),
            Sql::Substring {
                expr,
                substring_from: Some(from),
                substring_for,
                // how it is spelt
                special: _,
                shorthand: _,
            } => self.substring(expr, from, substring_for.as_deref()),
            Sql::Extract {
                field,
                expr,
                // whether FROM or a comma stands between them
                syntax: _,
            } => self.date_part(&field.to_string(), expr, sql),
            Sql::Function(function) => self.function(function, sql),
            Sql::CompoundIdentifier(names) => {
                self.of_another_table(names.first().map_or("", |name| &name.value), sql)
            }
            _ => self.unsupported(sql),
        }
    }

    /// A cell that cannot be read is not empty; a condition over it is not known to be anything.
    fn is_null(&mut self, sql: &Sql) -> Option<Expr> {
        let value = self.expr(sql, None)?;
        let is_condition = value.kind() == ExprType::Boolean && !matches!(value, Expr::Field(..));
        if is_condition {
            return Some(self.twice(value, sql)?.unknown());
        }
        Some(value.missing())
    }

    fn unknown(&mut self, sql: &Sql) -> Option<Expr> {
        let condition = self.boolean(sql)?;
        Some(self.twice(condition, sql)?.unknown())
    }

    /// What is asked two times over. A chain of such questions would ask the first of them two to the power of its length times.
    fn twice(&mut self, value: Expr, sql: &Sql) -> Option<Expr> {
        let mut nodes = 0;
        value.visit(&mut |_| nodes += 1);
        if nodes > MOST_TWICE {
            return self.fail(
                sql.span(),
                message!("problem-sql-too-deep", most = MOST_OPERATORS),
            );
        }
        Some(value)
    }

    fn of_another_table(&mut self, table: &str, sql: &Sql) -> Option<Expr> {
        let message = message!("problem-sql-other-table", name = table);
        let failed = self.fail(sql.span(), message);
        self.hint(message!("hint-other-table"));
        failed
    }

    /// `DATE '2026-10-31'` and the like.
    fn typed(&mut self, typed: &TypedString, sql: &Sql) -> Option<Expr> {
        let Value::SingleQuotedString(text) = &typed.value.value else {
            return self.unsupported(sql);
        };
        let span = typed.value.span;
        match typed.data_type {
            DataType::Time(None, TimezoneInfo::None | TimezoneInfo::WithoutTimeZone) => {
                self.clock(text, span)
            }
            DataType::Date => self.dated(text, ExprType::Date, span),
            DataType::Timestamp(None, TimezoneInfo::None | TimezoneInfo::WithoutTimeZone)
            | DataType::Datetime(None) => self.dated(text, ExprType::Instant, span),
            _ => self.unsupported(sql),
        }
    }

    fn field(&mut self, name: &str, span: Span) -> Option<Expr> {
        let found = self.table.find(name);
        if found.is_none() {
            let (message, hint) = unknown_field(self.table, name);
            let range = Some(self.range(span));
            self.mistakes.push(SqlMistake {
                message,
                hint,
                range,
            });
        }
        found.map(|f| Expr::Field(f, self.table.fields[f].expr_type()))
    }

    fn literal(&mut self, value: &Value, span: Span, beside: Option<ExprType>) -> Option<Expr> {
        match value {
            Value::SingleQuotedString(text) => match beside {
                Some(kind @ (ExprType::Date | ExprType::Instant)) => self.dated(text, kind, span),
                _ => Some(Expr::Text(text.clone())),
            },
            Value::Number(digits, false) => {
                if let Some(value) = number::exact(digits) {
                    return Some(Expr::Number(value));
                }
                let message = message!("problem-too-large", written = digits.as_str());
                self.fail(span, unfit(digits, message))
            }
            Value::Boolean(value) => Some(Expr::Boolean(*value)),
            _ => {
                let what = value.to_string();
                let failed = self.fail(span, message!("problem-sql-unsupported", what = what));
                if *value == Value::Null {
                    self.hint(message!("hint-is-null"));
                }
                failed
            }
        }
    }

    fn dated(&mut self, text: &str, kind: ExprType, span: Span) -> Option<Expr> {
        match (date::iso(text), kind) {
            (Some(at), ExprType::Date) if at.timed => {
                self.fail(span, message!("problem-time-beside-date", written = text))
            }
            // a day without a time means the whole day, also beside a datetime
            (Some(at), _) if !at.timed => Some(Expr::Date(at.day())),
            (Some(at), _) => Some(Expr::Instant(at.millis)),
            (None, _) => self.fail(span, message!("problem-bad-date", written = text)),
        }
    }

    fn interval(&mut self, count: &str, unit: &DateTimeField, sql: &Sql) -> Option<Expr> {
        let millis = match unit {
            DateTimeField::Minute | DateTimeField::Minutes => 60_000,
            DateTimeField::Hour | DateTimeField::Hours => 3_600_000,
            DateTimeField::Day | DateTimeField::Days => DAY,
            _ => return self.unsupported(sql),
        };
        let count = count.trim_matches('\'').parse::<i32>();
        match count.map(|count| i64::from(count) * millis) {
            // so that no sum of what a condition may hold is too large
            Ok(span) if span.abs() > LONGEST_SPAN => {
                self.fail(sql.span(), message!("problem-sql-interval-too-long"))
            }
            Ok(span) => Some(Expr::Span(span)),
            Err(_) => self.unsupported(sql),
        }
    }

    fn binary(&mut self, left: &Sql, op: &BinaryOperator, right: &Sql, sql: &Sql) -> Option<Expr> {
        let compare = match op {
            BinaryOperator::And | BinaryOperator::Or => {
                let sides = (self.boolean(left), self.boolean(right));
                let sides = vec![sides.0?, sides.1?];
                return Some(if *op == BinaryOperator::And {
                    Expr::And(sides)
                } else {
                    Expr::Or(sides)
                });
            }
            BinaryOperator::StringConcat if is_comparison(left) || is_comparison(right) => {
                return self.joined_otherwise(op, sql);
            }
            BinaryOperator::StringConcat => {
                let sides = (self.text(left), self.text(right));
                return Some(Expr::Concat(vec![sides.0?, sides.1?]));
            }
            BinaryOperator::Divide => {
                let failed = self.fail(sql.span(), message!("problem-sql-unsupported", what = "/"));
                self.hint(message!("hint-no-division"));
                return failed;
            }
            BinaryOperator::Plus => return self.arithmetic(Arithmetic::Add, left, right, sql),
            BinaryOperator::Minus => {
                return self.arithmetic(Arithmetic::Subtract, left, right, sql);
            }
            BinaryOperator::Multiply => {
                return self.arithmetic(Arithmetic::Multiply, left, right, sql);
            }
            BinaryOperator::Eq => Op::Eq,
            BinaryOperator::NotEq => Op::Ne,
            BinaryOperator::Lt => Op::Lt,
            BinaryOperator::LtEq => Op::Le,
            BinaryOperator::Gt => Op::Gt,
            BinaryOperator::GtEq => Op::Ge,
            _ => return self.joined_otherwise(op, sql),
        };
        let (left, right) = self.sides(left, right)?;
        self.compare(&left, compare, &right, sql)
    }

    fn joined_otherwise(&mut self, op: &BinaryOperator, sql: &Sql) -> Option<Expr> {
        let what = op.to_string();
        let meant = instead(&what);
        let failed = self.fail(sql.span(), message!("problem-sql-unsupported", what = what));
        let meant = meant.map(|word| message!("hint-written", written = word));
        let remainder = (*op == BinaryOperator::Modulo).then(|| message!("hint-remainder"));
        if let Some(hint) = meant.or(remainder) {
            self.hint(hint);
        }
        failed
    }

    /// Both sides, literals taking on the type of the other side.
    fn sides(&mut self, left: &Sql, right: &Sql) -> Option<(Expr, Expr)> {
        if takes_type(left) {
            let right = self.expr(right, None)?;
            Some((self.expr(left, Some(right.kind()))?, right))
        } else {
            let left_expr = self.expr(left, None);
            let told = self.mistakes.len();
            let right_expr = self.expr(right, left_expr.as_ref().map(Expr::kind));
            self.may_be_text(told, right);
            Some((left_expr?, right_expr?))
        }
    }

    fn compare(&mut self, left: &Expr, op: Op, right: &Expr, sql: &Sql) -> Option<Expr> {
        if !left.kind().comparable(right.kind()) {
            return self.mixed(left, right, sql);
        }
        self.check_word(right, left, sql);
        self.check_word(left, right, sql);
        let cleaned = (self.cleaned(left, right), self.cleaned(right, left));
        Some(cleaned.0.compare(op, cleaned.1))
    }

    /// Whether two values are equal or both empty: true or false, unless one of them cannot be read.
    fn same(&mut self, left: &Sql, right: &Sql, sql: &Sql) -> Option<Expr> {
        let (left, right) = self.sides(left, right)?;
        let (left, right) = (self.twice(left, sql)?, self.twice(right, sql)?);
        let equal = self.compare(&left, Op::Eq, &right, sql)?;
        let equal = equal.or_else(false);
        let both_empty = Expr::And(vec![left.missing(), right.missing()]);
        Some(Expr::Or(vec![equal, both_empty]))
    }

    /// A word that the field beside it never holds is a slip, not a condition.
    fn check_word(&mut self, literal: &Expr, beside: &Expr, sql: &Sql) {
        let (Expr::Text(word), Expr::Field(field, ExprType::Text)) = (literal, beside) else {
            return;
        };
        let field = &self.table.fields[*field];
        let Some(words) = field.words.as_ref().filter(|words| !words.contains(word)) else {
            return;
        };
        let message = unknown_word(&field.name, word);
        if self.strict {
            let hint = match field.values.as_ref().and_then(|map| map.get(word)) {
                Some(meant) => message!("hint-did-you-mean", name = meant),
                None => did_you_mean_of(word, words),
            };
            self.fail::<()>(sql.span(), message);
            self.hint(hint);
        } else {
            self.doubts.push(message);
        }
    }

    /// What is compared with a person is cleaned the way persons are.
    fn cleaned(&self, side: &Expr, beside: &Expr) -> Expr {
        match side {
            _ if !self.is_person(beside) || self.is_person(side) => side.clone(),
            Expr::Text(text) => Expr::Text(person::clean(text).into_owned()),
            other => Expr::Person(Box::new(other.clone())),
        }
    }

    fn is_person(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Field(f, _) if self.table.fields[*f].kind == FieldType::Person)
    }

    fn arithmetic(&mut self, op: Arithmetic, left: &Sql, right: &Sql, sql: &Sql) -> Option<Expr> {
        use ExprType::{Date, Instant, Number, Span};
        let (mut left, mut right) = self.sides(left, right)?;
        // hours before the audit are counted from its instant, days from its day
        if matches!(left, Expr::AsOf(_)) && right.is_part_of_day() {
            left = Expr::AsOf(Instant);
        }
        if matches!(right, Expr::AsOf(_)) && left.is_part_of_day() {
            right = Expr::AsOf(Instant);
        }
        match (op, left.kind(), right.kind()) {
            (_, Number, Number)
            | (Arithmetic::Add | Arithmetic::Subtract, Date | Instant | Span, Span)
            | (Arithmetic::Add, Span, Date | Instant)
            | (Arithmetic::Subtract, Date, Date) => {
                Some(Expr::Arithmetic(op, Box::new(left), Box::new(right)))
            }
            // counted in days as well where one of the columns turns out to hold days only
            (Arithmetic::Subtract, Instant, Instant) => {
                let columns: Vec<FieldIx> =
                    [&left, &right].into_iter().filter_map(stamps).collect();
                let beside = |at: Expr| {
                    if columns.is_empty() {
                        at
                    } else {
                        Expr::Beside(Box::new(at), columns.clone())
                    }
                };
                Some(beside(left).minus(beside(right)))
            }
            // a day against an instant: counted in days
            (Arithmetic::Subtract, Date | Instant, Date | Instant) => {
                Some(Expr::Day(Box::new(left)).minus(Expr::Day(Box::new(right))))
            }
            _ => self.mixed(&left, &right, sql),
        }
    }

    fn any_of(&mut self, value: &Expr, list: &[Sql]) -> Option<Expr> {
        let told = self.mistakes.len();
        let items: Vec<Option<Expr>> = list
            .iter()
            .map(|item| self.expr(item, Some(value.kind())))
            .collect();
        if value.kind() == ExprType::Text {
            self.may_be_texts(told, list);
        }
        let items: Vec<Expr> = items
            .into_iter()
            .map(|item| Some(self.cleaned(&item?, value)))
            .collect::<Option<_>>()?;
        for (item, sql) in items.iter().zip(list) {
            self.check_word(item, value, sql);
        }
        let texts: Vec<String> = items
            .iter()
            .filter_map(|e| {
                if let Expr::Text(t) = e {
                    Some(t.clone())
                } else {
                    None
                }
            })
            .collect();
        if value.kind() == ExprType::Text && texts.len() == items.len() {
            return Some(Expr::InTexts(Box::new(value.clone()), texts));
        }
        let equal: Vec<Option<Expr>> = items
            .into_iter()
            .zip(list)
            .map(|(item, sql)| self.compare(value, Op::Eq, &item, sql))
            .collect();
        Some(Expr::Or(equal.into_iter().collect::<Option<_>>()?))
    }

    fn mixed(&mut self, left: &Expr, right: &Expr, sql: &Sql) -> Option<Expr> {
        let message = message!(
            "problem-sql-mixed",
            left = type_of(left),
            right = type_of(right)
        );
        let failed = self.fail(sql.span(), message);
        if let (ExprType::Span, ExprType::Number) | (ExprType::Number, ExprType::Span) =
            (left.kind(), right.kind())
        {
            self.hint(message!("hint-interval"));
        }
        for (one, other) in [(left, right), (right, left)] {
            if let Some(hint) = beside(one, other.kind(), sql) {
                self.hint(hint);
            }
        }
        failed
    }

    fn unsupported(&mut self, sql: &Sql) -> Option<Expr> {
        let message = message!("problem-sql-unsupported", what = sql.to_string());
        let failed = self.fail(sql.span(), message);
        if let Some(hint) = functions::another_way(sql) {
            self.hint(hint);
        }
        failed
    }

    fn fail<T>(&mut self, span: Span, message: Message) -> Option<T> {
        let range = Some(self.range(span));
        self.mistakes.push(SqlMistake {
            range,
            ..SqlMistake::new(message)
        });
        None
    }

    /// A name behind a comparison that no field has may be a text without its quotes.
    fn may_be_text(&mut self, told: usize, sql: &Sql) {
        if let Sql::Identifier(name) = sql
            && name.quote_style.is_none()
            && self.mistakes.len() == told + 1
            && let Some(mistake) = self.mistakes.last_mut()
        {
            let fields = &self.table.fields;
            let words = fields.iter().flat_map(|field| &field.words);
            let is_word = words.flatten().any(|word| *word == name.value);
            let meant = Lower::word_of_rules(self.table, &name.value);
            let text = meant.unwrap_or(&name.value);
            let quotes = message!("hint-single-quotes", text = text);
            mistake.hint = Some(match mistake.hint.take() {
                Some(other) if !is_word && meant.is_none() => {
                    message!("hint-or", one = other, other = quotes)
                }
                _ => quotes,
            });
        }
    }

    /// Names in a list that no field has are texts without their quotes: one mistake, with the list as it is written.
    fn may_be_texts(&mut self, told: usize, list: &[Sql]) {
        let is_word = |sql: &Sql| match sql {
            Sql::Identifier(name) => name.quote_style.is_none(),
            Sql::Value(value) => matches!(value.value, Value::SingleQuotedString(_)),
            _ => false,
        };
        if self.mistakes.len() == told || !list.iter().all(is_word) {
            return;
        }
        let texts: Vec<String> = list
            .iter()
            .map(|sql| match sql {
                Sql::Identifier(name) => {
                    let word = Lower::word_of_rules(self.table, &name.value).unwrap_or(&name.value);
                    format!("'{word}'")
                }
                other => other.to_string(),
            })
            .collect();
        self.mistakes.truncate(told + 1);
        let list = format!("({})", texts.join(", "));
        self.hint(message!("hint-single-quotes-list", list = list));
    }

    /// The word that the dictionary has for that of an export, with which rules compare.
    fn word_of_rules(table: &'a Table, written: &str) -> Option<&'a str> {
        let mut maps = table.fields.iter().flat_map(|field| &field.values);
        maps.find_map(|map| map.get(written)).map(String::as_str)
    }

    /// A hint for the mistake told last.
    fn hint(&mut self, hint: Message) {
        if let Some(mistake) = self.mistakes.last_mut() {
            mistake.hint = Some(hint);
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        if span.start.line == 0 {
            return 0..self.text.len();
        }
        let start = offset(self.text, span.start.line, span.start.column);
        let end = offset(self.text, span.end.line, span.end.column);
        start..end.max(start)
    }
}

/// Whether a node has no type of its own: a text that may be a date, or the as-of date.
fn takes_type(sql: &Sql) -> bool {
    match sql {
        Sql::Value(_) => true,
        Sql::Identifier(name) => name.value.eq_ignore_ascii_case("as_of"),
        Sql::Nested(inner) => takes_type(inner),
        _ => false,
    }
}

/// How a value is written that stands beside one of another type.
fn beside(value: &Expr, other: ExprType, sql: &Sql) -> Option<Message> {
    match (value, other) {
        // an empty cell has no value, whatever its type
        (Expr::Text(text), _) if text.trim().is_empty() => Some(message!("hint-is-null")),
        (Expr::Text(text), ExprType::Number) if number::decimal(text).is_some() => {
            Some(message!("hint-flag", plain = text))
        }
        // 2026-01-05 without quotes is a difference of three numbers
        (Expr::Arithmetic(Arithmetic::Subtract, ..), ExprType::Date | ExprType::Instant) => {
            let Sql::BinaryOp { left, right, .. } = sql else {
                return None;
            };
            let mut sides = [left, right].into_iter();
            sides.find_map(|side| {
                let written = side.to_string().replace(' ', "");
                let day = date::iso(&written)?;
                Some(message!("hint-single-quotes", text = date::text(day.day())))
            })
        }
        _ => None,
    }
}

/// The column that instants are those of, some days earlier or later perhaps.
fn stamps(instants: &Expr) -> Option<FieldIx> {
    match instants {
        Expr::Field(field, ExprType::Instant) => Some(*field),
        Expr::Arithmetic(_, span, at) | Expr::Arithmetic(_, at, span)
            if span.kind() == ExprType::Span =>
        {
            stamps(at).filter(|_| !span.is_part_of_day())
        }
        _ => None,
    }
}

fn is_comparison(sql: &Sql) -> bool {
    use BinaryOperator::{Eq, Gt, GtEq, Lt, LtEq, NotEq};
    match sql {
        Sql::Nested(inner) => is_comparison(inner),
        Sql::BinaryOp { op, .. } => matches!(op, Eq | NotEq | Lt | LtEq | Gt | GtEq),
        Sql::IsNull(_)
        | Sql::IsNotNull(_)
        | Sql::IsTrue(_)
        | Sql::IsNotTrue(_)
        | Sql::IsFalse(_)
        | Sql::IsNotFalse(_)
        | Sql::IsUnknown(_)
        | Sql::IsNotUnknown(_)
        | Sql::InList { .. }
        | Sql::Like { .. } => true,
        _ => false,
    }
}

fn type_of(expr: &Expr) -> Message {
    match expr.kind() {
        ExprType::Text => message!("type-text"),
        ExprType::Number => message!("type-number"),
        ExprType::Date | ExprType::Instant => message!("type-date"),
        ExprType::Span => message!("type-span"),
        ExprType::Boolean => message!("type-boolean"),
    }
}
