//! Sentences about rows: what a condition says of a row for which it does not hold, and a rule's own `message`. Cells stand in
//! them as places, which a report fills with what the finding shows.

use super::Scope;
use super::names::unknown_field;
use super::plan::{Arithmetic, Expr, Judgement, Op, Part};
use crate::messages::{
    Arg, LocalText, Message, grouped_decimal, guarded, message, place_of_cell, some,
};
use crate::mistakes::placed::Placed;
use crate::tables::types::{DAY, ExprType, FieldIx, ONE};
use crate::tables::{Field, date, number};

/// How many values of a list a sentence tells.
const LISTED: usize = 12;
/// More parts than this are not told apart.
const MOST_PARTS: usize = 60;

/// Each part of a condition with the sentence for rows in which that part does not hold.
pub(super) fn parts(must: &Expr, judgement: &Judgement, scope: &Scope) -> Vec<Part> {
    let parts = must.conjuncts();
    let parts = if parts.len() > MOST_PARTS {
        vec![must]
    } else {
        parts
    };
    let sayer = Sayer { judgement, scope };
    let part = |condition: &Expr| {
        let demanded = Some(condition).filter(|condition| !is_long(condition));
        let demanded = demanded.and_then(|condition| sayer.demanded(condition));
        Part {
            told: demanded.unwrap_or_else(|| sayer.vaguely(condition)),
            condition: condition.clone(),
        }
    };
    parts.into_iter().map(part).collect()
}

/// Whether a condition has more parts than a sentence can tell.
fn is_long(condition: &Expr) -> bool {
    let mut parts = 0;
    condition.visit(&mut |part| {
        let is_part = !matches!(part, Expr::And(_) | Expr::Or(_) | Expr::Not(_));
        parts += usize::from(is_part && part.kind() == ExprType::Boolean);
    });
    parts > MOST_PARTS
}

/// Says what a row holds.
struct Sayer<'a, 'b> {
    judgement: &'a Judgement,
    scope: &'a Scope<'b>,
}

impl Sayer<'_, '_> {
    /// What is wrong with a row for which a condition does not hold, and what is asked of it instead.
    fn demanded(&self, condition: &Expr) -> Option<Message> {
        match condition {
            Expr::Compare(op, left, right) => {
                let (op, left, right) = facing(*op, left, right);
                let Some(field) = field_of(left).filter(|_| is_constant(right)) else {
                    return self.compared(op.negated(), left, right);
                };
                let limit = self.operand(right, Some(field))?;
                let column = self.label(field);
                let value = self.place(field)?;
                let message = match (op, right.kind()) {
                    (Op::Eq, _) => message!("told-should"),
                    (Op::Ne, _) => message!("told-should-not"),
                    (_, ExprType::Date | ExprType::Instant) => {
                        message!("finding-range-date", op = op.name(), read = "no")
                    }
                    _ => message!("finding-range", op = op.name()),
                };
                let message = message.with("column", column);
                Some(message.with("value", value).with("limit", limit))
            }
            Expr::InTexts(value, words) => {
                let field = field_of(value)?;
                let words: Vec<String> = words.iter().map(|w| self.word(field, w)).collect();
                let values = some(words.iter().map(String::as_str), LISTED);
                let message = message!("finding-one-of", values = values);
                let message = message.with("column", self.label(field));
                Some(message.with("value", self.place(field)?))
            }
            Expr::IsNull(value) => {
                let field = field_of(value)?;
                let message = message!("told-should-be-empty").with("column", self.label(field));
                Some(message.with("value", self.place(field)?))
            }
            Expr::Not(inner) => match &**inner {
                Expr::Compare(op, left, right) => {
                    let turned = left.clone().compare(op.negated(), (**right).clone());
                    self.demanded(&turned)
                }
                Expr::Not(inner) => self.demanded(inner),
                inner => self.so(inner),
            },
            Expr::Given(_, inner) => self.demanded(inner),
            other => self.not_so(other),
        }
    }

    /// That a condition does not hold.
    fn not_so(&self, condition: &Expr) -> Option<Message> {
        match condition {
            Expr::Not(inner) => self.so(inner),
            Expr::Compare(op, left, right) => self.compared(op.negated(), left, right),
            Expr::Or(all) => all_of(all, |one| self.not_so(one)),
            Expr::And(all) => any_of(all, |one| self.not_so(one)),
            Expr::IsNull(_) | Expr::InTexts(..) => self.is(field_of(condition)?),
            Expr::Matches(value, _) => {
                let field = field_of(value)?;
                Some(message!("told-off-form", cell = self.cell(field)?))
            }
            _ => None,
        }
    }

    /// That a condition holds.
    fn so(&self, condition: &Expr) -> Option<Message> {
        match condition {
            Expr::Not(inner) => self.not_so(inner),
            Expr::Compare(op, left, right) => self.compared(*op, left, right),
            Expr::And(all) => all_of(all, |one| self.so(one)),
            Expr::Or(all) => any_of(all, |one| self.so(one)),
            Expr::IsNull(value) => {
                let column = self.label(field_of(value)?);
                Some(message!("finding-cell-empty").with("column", column))
            }
            Expr::InTexts(..) | Expr::Matches(..) => self.is(field_of(condition)?),
            _ => None,
        }
    }

    /// How two values are to one another.
    fn compared(&self, op: Op, left: &Expr, right: &Expr) -> Option<Message> {
        let (op, left, right) = facing(op, left, right);
        if let (Expr::Abs(difference), Expr::Number(limit)) = (left, right)
            && let Expr::Arithmetic(Arithmetic::Subtract, one, other) = &**difference
        {
            return self.apart(op, one, other, *limit);
        }
        let field = field_of(left);
        if let (Some(field), Op::Eq, ExprType::Text) = (field, op, right.kind())
            && is_constant(right)
        {
            return self.is(field);
        }
        let words = field.filter(|_| is_constant(right));
        let dated = |side: &Expr| matches!(side.kind(), ExprType::Date | ExprType::Instant);
        let (left, right, dated) = (
            self.operand(left, field_of(right))?,
            self.operand(right, words)?,
            dated(left) && dated(right) && !matches!(op, Op::Eq | Op::Ne),
        );
        let message = if dated {
            message!("told-dates", op = op.name())
        } else {
            message!("told-compared", op = op.sign())
        };
        Some(message.with("left", left).with("right", right))
    }

    /// How far two numbers are from one another. What only allows for rounding is not told.
    fn apart(&self, op: Op, one: &Expr, other: &Expr, limit: i128) -> Option<Message> {
        let is_far = matches!(op, Op::Gt | Op::Ge | Op::Ne);
        let told = self.compared(if is_far { Op::Ne } else { Op::Eq }, one, other)?;
        let shown = grouped_decimal(&number::text(limit));
        Some(if !is_far && limit != 0 {
            message!("told-near", told = told, limit = shown)
        } else if limit >= ONE {
            message!("told-beyond", told = told, limit = shown)
        } else {
            told
        })
    }

    /// `客户 000025 为 停用`
    fn is(&self, field: FieldIx) -> Option<Message> {
        let message = message!("cell-is").with("column", self.label(field));
        Some(message.with("value", self.place(field)?))
    }

    /// A side of a comparison. `beside`: the field that it is compared with, whose words it is told in.
    fn operand(&self, expr: &Expr, beside: Option<FieldIx>) -> Option<Arg> {
        if let Some(field) = field_of(expr) {
            return self.cell(field).map(Arg::from);
        }
        Some(match expr {
            Expr::Number(value) => Arg::from(grouped_decimal(&number::text(*value))),
            Expr::Text(text) => match beside {
                Some(field) => Arg::from(self.word(field, text)),
                None => Arg::from(text),
            },
            Expr::Date(at) | Expr::Instant(at) => Arg::from(date::text(*at)),
            Expr::Span(millis) => Arg::from(span(*millis)?),
            Expr::Boolean(true) => Arg::from(message!("told-true")),
            Expr::Boolean(false) => Arg::from(message!("told-false")),
            Expr::AsOf(_) => Arg::from(message!("limit-as-of")),
            Expr::Chars(inner) => {
                let cell = self.operand(inner, None)?;
                Arg::from(message!("told-characters").with("cell", cell))
            }
            Expr::Abs(inner) => {
                let inner = self.operand(inner, None)?;
                Arg::from(message!("told-amount").with("of", inner))
            }
            Expr::Arithmetic(op, left, right) => {
                let sign = match op {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "−",
                    Arithmetic::Multiply => "×",
                };
                let left = self.part(left, *op == Arithmetic::Multiply)?;
                let right = self.part(right, *op != Arithmetic::Add)?;
                let message = message!("told-compared", op = sign);
                Arg::from(message.with("left", left).with("right", right))
            }
            _ => return None,
        })
    }

    /// A side of a calculation; `binds`: whether a sum on that side stands in brackets.
    fn part(&self, expr: &Expr, binds: bool) -> Option<Arg> {
        let told = self.operand(expr, None)?;
        let is_sum = match expr {
            Expr::Arithmetic(op, ..) => *op != Arithmetic::Multiply,
            _ => false,
        };
        Some(if is_sum && binds {
            Arg::from(message!("told-in-brackets").with("told", told))
        } else {
            told
        })
    }

    /// The cells that a condition looks at, where nothing better is to be said.
    fn vaguely(&self, condition: &Expr) -> Message {
        let cells = condition.fields().into_iter();
        let cells = cells.filter_map(|field| self.cell(field)).collect();
        message!("told-vaguely", cells = Arg::Messages(cells))
    }

    /// The name of a field and the place of its cell.
    fn cell(&self, field: FieldIx) -> Option<Message> {
        let message = message!("finding-cell").with("column", self.label(field));
        Some(message.with("value", self.place(field)?))
    }

    fn label(&self, field: FieldIx) -> Arg {
        self.scope.label(field)
    }

    fn place(&self, field: FieldIx) -> Option<char> {
        place(self.judgement, field)
    }

    fn word(&self, field: FieldIx, word: &str) -> String {
        as_exported(self.scope.describe(field), word).to_owned()
    }
}

/// A word of the rules as the export has it.
pub(super) fn as_exported<'w>(field: &'w Field, word: &'w str) -> &'w str {
    let words = field.values.iter().flatten();
    let mut written = words.filter(|(_, meant)| meant.as_str() == word);
    written.next().map_or(word, |(written, _)| written)
}

/// That all of them are so.
pub(super) fn all_of(all: &[Expr], told: impl Fn(&Expr) -> Option<Message>) -> Option<Message> {
    let told: Option<Vec<Message>> = all.iter().map(told).collect();
    let and = |first, second| message!("told-and", first = first, second = second);
    told?.into_iter().reduce(and)
}

/// That one of them is so.
pub(super) fn any_of(any: &[Expr], told: impl Fn(&Expr) -> Option<Message>) -> Option<Message> {
    let told: Option<Vec<Message>> = any.iter().map(told).collect();
    let or = |first, second| message!("told-or", first = first, second = second);
    told?.into_iter().reduce(or)
}

/// What stands for the cell of a field until the finding is known; none where the finding does not show it.
fn place(judgement: &Judgement, field: FieldIx) -> Option<char> {
    place_of_cell(judgement.cells().position(|shown| shown == field)?)
}

/// A comparison with what is constant on its right.
pub(super) fn facing<'e>(op: Op, left: &'e Expr, right: &'e Expr) -> (Op, &'e Expr, &'e Expr) {
    if is_constant(left) && !is_constant(right) {
        (op.turned_round(), right, left)
    } else {
        (op, left, right)
    }
}

pub(super) fn is_constant(expr: &Expr) -> bool {
    expr.fields().is_empty()
}

/// The field whose cell an expression is, apart from clean-ups.
pub(super) fn field_of(expr: &Expr) -> Option<FieldIx> {
    match expr {
        Expr::Field(field, _) | Expr::Raw(field) => Some(*field),
        Expr::Person(inner)
        | Expr::Fold(inner, _)
        | Expr::Day(inner)
        | Expr::Beside(inner, _)
        | Expr::IsNull(inner)
        | Expr::InTexts(inner, _)
        | Expr::Matches(inner, _) => field_of(inner),
        Expr::Coalesce(inner, other) if is_constant(other) => field_of(inner),
        _ => None,
    }
}

/// A duration that somebody wrote: of days, hours or minutes.
fn span(millis: i64) -> Option<Message> {
    const HOUR: i64 = DAY / 24;
    const MINUTE: i64 = HOUR / 60;
    match millis {
        _ if millis % DAY == 0 => Some(message!("span-days", count = millis / DAY)),
        _ if millis % HOUR == 0 => Some(message!("span-hours", count = millis / HOUR)),
        _ if millis % MINUTE == 0 => Some(message!("span-minutes", count = millis / MINUTE)),
        _ => None,
    }
}

/// Has a rule speak its own words, in which `{field}` is the cell of a field and `{{` a brace. What a judgement finds beside what
/// the rule is about keeps its sentence.
pub(crate) fn speak(own: &Placed<LocalText>, judgements: &mut [Judgement], scope: &mut Scope) {
    let mut unknown = Vec::new();
    for judgement in judgements.iter_mut().filter(|judgement| !judgement.aside) {
        let mut quoted = Vec::new();
        let text = own.map_texts(|text| {
            // a brace is none of ours
            filled(&guarded(text), |name| {
                let Some(field) = scope.dictionary(scope.table).find(name) else {
                    if !unknown.iter().any(|known| known == name) {
                        unknown.push(name.to_owned());
                    }
                    return None;
                };
                if judgement
                    .cells()
                    .chain(quoted.iter().copied())
                    .all(|shown| shown != field)
                {
                    quoted.push(field);
                }
                let mut cells = judgement.cells().chain(quoted.iter().copied());
                place_of_cell(cells.position(|shown| shown == field)?)
            })
        });
        judgement.quoted.extend(quoted);
        judgement.message = message!("finding-own", text = Arg::Filled(text));
    }
    for name in unknown {
        let (message, hint) = unknown_field(scope.dictionary(scope.table), &name);
        scope.mistake_at(message, own.span());
        if let Some(hint) = hint {
            scope.hint(hint);
        }
    }
}

/// A text with its places filled by `place`. A brace that is not closed is a brace.
fn filled(text: &str, mut place: impl FnMut(&str) -> Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find('}').filter(|_| from.starts_with('{'));
        rest = if from.starts_with("{{") || from.starts_with("}}") {
            out.push_str(&from[..1]);
            &from[2..]
        } else if let Some(end) = end {
            out.extend(place(from[1..end].trim()));
            &from[end + 1..]
        } else {
            out.push_str(&from[..1]);
            &from[1..]
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::testing::{one, told_in};

    const FIELDS: &str = "n = { type = \"decimal\", header = \"金额\" }\nq = { type = \"decimal\", header = \"数量\" }\n\
        p = { type = \"decimal\", header = \"单价\" }\ns = { header = \"状态\", values = { \"已审\" = \"ok\", \"作废\" = \"void\" } }\n\
        d = { type = \"date\", header = \"发货日期\" }\ne = { type = \"date\", header = \"下单日期\" }\n\
        t = { header = \"电话\", sensitive = true }";
    const CSV: &str = "k,金额,数量,单价,状态,发货日期,下单日期,电话\n\
        1,\"1,996.00\",4,489.00,作废,2026-03-02,2026-03-05,13800005678\n";

    /// What is said of the row above, by rules for which it is wrong.
    #[test]
    fn conditions_are_told_as_a_person_would() {
        for (must, zh, en) in [
            (
                "abs(n - q * p) <= 0.01",
                "金额 1,996.00 ≠ 数量 4 × 单价 489.00",
                "金额 1,996.00 ≠ 数量 4 × 单价 489.00",
            ),
            (
                "abs(n - q * p) <= 5",
                "金额 1,996.00 ≠ 数量 4 × 单价 489.00，相差超过 5",
                "金额 1,996.00 ≠ 数量 4 × 单价 489.00, by more than 5",
            ),
            (
                "(q + p) * 2 >= n",
                "(数量 4 + 单价 489.00) × 2 < 金额 1,996.00",
                "(数量 4 + 单价 489.00) × 2 < 金额 1,996.00",
            ),
            (
                "q > 10",
                "数量为 4，必须大于 10",
                "数量 is 4, but must be more than 10",
            ),
            (
                "10 < q",
                "数量为 4，必须大于 10",
                "数量 is 4, but must be more than 10",
            ),
            (
                "s = 'ok'",
                "状态为 作废，应为 已审",
                "状态 is 作废, but must be 已审",
            ),
            ("s <> 'void'", "状态不得为 作废", "状态 must not be 作废"),
            (
                "NOT (s = 'void')",
                "状态不得为 作废",
                "状态 must not be 作废",
            ),
            (
                "s IN ('ok')",
                "状态为 作废，只能是：已审",
                "状态 is 作废, but may only be: 已审",
            ),
            (
                "d >= e",
                "发货日期 2026-03-02 早于下单日期 2026-03-05",
                "发货日期 2026-03-02 is before 下单日期 2026-03-05",
            ),
            (
                "d - e >= INTERVAL '2' DAY",
                "发货日期 2026-03-02 − 下单日期 2026-03-05 < 2 天",
                "发货日期 2026-03-02 − 下单日期 2026-03-05 < 2 days",
            ),
            (
                "d >= '2026-03-03'",
                "发货日期为 2026-03-02，不得早于 2026-03-03",
                "发货日期 is 2026-03-02, but must not be before 2026-03-03",
            ),
            (
                "s <> 'void' OR n IS NULL",
                "状态为 作废，且金额为 1,996.00",
                "状态 is 作废 and 金额 is 1,996.00",
            ),
            (
                "n IS NULL",
                "金额应为空，却填了 1,996.00",
                "金额 must be empty, but is 1,996.00",
            ),
            // of several conditions those that do not hold, and no others
            (
                "q > 10 AND p > 1 AND s = 'ok'",
                "数量为 4，必须大于 10；状态为 作废，应为 已审",
                "数量 is 4, but must be more than 10; 状态 is 作废, but must be 已审",
            ),
            (
                "n BETWEEN 1 AND 10",
                "金额为 1,996.00，不得大于 10",
                "金额 is 1,996.00, but must be at most 10",
            ),
            (
                "t LIKE '139%'",
                "电话 138***78 不符合规定格式",
                "电话 138***78 is not in the required form",
            ),
            (
                "substr(t, 1, 3) = '139'",
                "电话 138***78：不符合规则要求",
                "电话 138***78: not as the rule demands",
            ),
        ] {
            let check = format!("check.expression = {{ must = {must:?} }}");
            assert_eq!(told_in(Lang::ZhCn, FIELDS, &check, CSV), [zh], "{must}");
            assert_eq!(told_in(Lang::En, FIELDS, &check, CSV), [en], "{must}");
        }
    }

    /// Seventy parts are not told one by one, whatever joins them.
    #[test]
    fn a_long_condition_is_told_by_its_cells() {
        for (word, sign) in [("OR", "="), ("AND", "<>")] {
            let each =
                (0..70).map(|n| format!("q {sign} {}", if word == "OR" { n + 5 } else { n }));
            let must = each.collect::<Vec<_>>().join(&format!(" {word} "));
            let check = format!("check.expression = {{ must = {must:?} }}");
            let told = ["数量 4：不符合规则要求"];
            assert_eq!(told_in(Lang::ZhCn, FIELDS, &check, CSV), told, "{word}");
        }
    }

    /// Whatever the kind, with cells that the kind does not look at.
    #[test]
    fn a_rule_speaks_its_own_words() {
        let own = "message = { zh-CN = \"{k} 号单：金额{n}，电话{t}，{{备注}}\", en = \"no {k}: {n} of {s}\" }\n";
        for check in [
            "check.range = { column = \"q\", min = 5 }",
            "check.expression = { must = \"q > 5 AND p > 1\" }",
            "check.one_of = { column = \"s\", values = [\"ok\"] }",
        ] {
            let check = format!("{own}{check}");
            let zh = "1 号单：金额 1,996.00，电话 138***78，{备注}";
            assert_eq!(told_in(Lang::ZhCn, FIELDS, &check, CSV), [zh]);
            assert_eq!(
                told_in(Lang::En, FIELDS, &check, CSV),
                ["no 1: 1,996.00 of 作废"]
            );
            // nothing else about the finding differs
            let found = one(FIELDS, &check, CSV);
            assert!(
                found.findings[0]
                    .cells
                    .as_ref()
                    .is_none_or(|cells| cells.len() == 2)
            );
        }
        let twice = "k,金额,数量,单价,状态,发货日期,下单日期,电话\n1,5,,,,,,\n2,5,,,,,,\n";
        let check = "message = \"{n} of {k}{s}\"\ncheck.unique = { columns = [\"n\"] }";
        let told = ["5 of 1(empty)", "5 of 2(empty)"];
        assert_eq!(told_in(Lang::En, FIELDS, check, twice), told);
    }

    #[test]
    fn places_and_braces() {
        let filled = |text: &str| filled(text, |name| name.chars().next());
        for (text, expected) in [
            ("a {b} c", "a b c"),
            ("{{b}} { c }", "{b} c"),
            ("{b", "{b"),
            ("b}", "b}"),
            ("{}", ""),
        ] {
            assert_eq!(filled(text), expected, "{text}");
        }
    }

    /// The dates contradict each other, which is not what the rule is about.
    #[test]
    fn dates_turned_round_keep_their_sentence() {
        let check = "message = \"{k} is late\"\ncheck.latency = { from = \"e\", to = \"d\", within = \"1 day\" }";
        let csv = "k,发货日期,下单日期\n1,2026-03-02,2026-03-05\n2,2026-03-09,2026-03-05\n";
        let fields = "d = { type = \"date\", header = \"发货日期\" }\ne = { type = \"date\", header = \"下单日期\" }";
        let told = [
            "发货日期 2026-03-02 is before 下单日期 2026-03-05",
            "2 is late",
        ];
        assert_eq!(told_in(Lang::En, fields, check, csv), told);
    }
}
