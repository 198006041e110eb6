//! What a spreadsheet can check by itself while somebody types: one check a cell, the strictest that can be said. What it never
//! refuses is a value that would be right; what it cannot say is told beside it.
//!
//! Formulas are written with the English names of functions, which every Excel and `LibreOffice` reads. None holds an array, which
//! Excel does not take in a check.

use rust_xlsxwriter::utility::column_number_to_name;

use super::bound::bound;
use crate::messages::{Message, Messages, message};
use crate::project::Project;
use crate::rules::plan::{Expr, Op};
use crate::tables::date;
use crate::tables::types::{DAY, ExprType, FieldType};
use crate::template::shape::{Kind, Piece};
use crate::template::{Column, constant};

/// Excel takes formulas of so many characters in a check.
const MOST_FORMULA: usize = 255;
/// A spreadsheet keeps fifteen digits of a number.
const DIGITS: u32 = 15;
/// Characters that are looked at one by one.
const MOST_LETTERS: u32 = 6;

/// Where a column stands: its number and the first and last row of what is entered, from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) column: u16,
    pub(super) rows: (u32, u32),
}

impl Spot {
    /// The first of its cells, as formulas name it.
    fn cell(self) -> String {
        format!("{}{}", column_number_to_name(self.column), self.rows.0 + 1)
    }

    /// All of its cells.
    fn all(self) -> String {
        let column = column_number_to_name(self.column);
        let (first, last) = self.rows;
        format!("${column}${}:${column}${}", first + 1, last + 1)
    }
}

/// A check of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reports) enum Native {
    Nothing,
    /// One of a list, by its number. What comes from exports may be out of date: other values are asked about, not refused.
    List {
        list: usize,
        strict: bool,
    },
    /// Between two limits, as formulas; without one of them where there is none.
    Whole(Option<String>, Option<String>),
    Decimal(Option<String>, Option<String>),
    Day(Option<String>, Option<String>),
    /// Fewest and most characters.
    Length(u64, Option<u64>),
    Formula(String),
}

/// The check of a column, and what it leaves to the check of what comes back.
pub(super) fn native(
    project: &Project,
    messages: &Messages,
    column: &Column,
    list: Option<usize>,
    spot: Spot,
) -> (Native, Vec<Message>) {
    let is_listed = column.values.is_some() || column.kind == FieldType::Boolean;
    let (native, said) = match (list, column.kind) {
        (Some(list), _) => (
            Native::List {
                list,
                strict: is_listed,
            },
            Said::default(),
        ),
        (None, FieldType::Integer | FieldType::Decimal) => of_number(column, spot),
        (None, FieldType::Date | FieldType::Datetime) => (of_day(column), Said::default()),
        (None, _) => of_text(column, spot),
    };
    let left = left(project, messages, column, &native, said);
    (native, left)
}

/// What a formula says beside limits.
#[derive(Clone, Copy, Default)]
struct Said {
    unique: bool,
    /// A pattern to its last character.
    pattern: bool,
}

fn of_number(column: &Column, spot: Spot) -> (Native, Said) {
    let cell = spot.cell();
    let limits = |ops: [Op; 2]| -> Vec<(Op, String)> {
        let bounds = column.bounds.iter().filter(|(op, _)| ops.contains(op));
        bounds
            .filter_map(|(op, limit)| Some((*op, constant(limit)?)))
            .collect()
    };
    let (low, high) = (limits([Op::Ge, Op::Gt]), limits([Op::Le, Op::Lt]));
    let plain = column.scale.is_none()
        && !column.unique
        && low.len() < 2
        && high.len() < 2
        && low
            .iter()
            .chain(&high)
            .all(|(op, _)| matches!(op, Op::Ge | Op::Le));
    let is_whole = column.kind == FieldType::Integer;
    if plain {
        let first = |limits: Vec<(Op, String)>| limits.into_iter().next().map(|(_, limit)| limit);
        let (low, high) = (first(low), first(high));
        return if is_whole {
            (Native::Whole(low, high), Said::default())
        } else {
            (Native::Decimal(low, high), Said::default())
        };
    }
    let mut parts = vec![format!("ISNUMBER({cell})")];
    let digits = if is_whole { Some(0) } else { column.scale };
    parts.extend(digits.map(|digits| format!("ROUND({cell},{digits})={cell}")));
    for (op, limit) in low.into_iter().chain(high) {
        let sign = match op {
            Op::Ge => ">=",
            Op::Gt => ">",
            Op::Le => "<=",
            _ => "<",
        };
        parts.push(format!("{cell}{sign}{limit}"));
    }
    let mut said = Said::default();
    if column.unique {
        parts.push(format!("COUNTIF({},{cell})=1", spot.all()));
        said.unique = true;
    }
    (formula(&parts), said)
}

/// Limits of days as formulas; a day of a time is all of it.
fn of_day(column: &Column) -> Native {
    let (mut low, mut high) = (None, None);
    for (op, limit) in &column.bounds {
        let (Expr::Date(at) | Expr::Instant(at)) = limit else {
            continue;
        };
        let is_day = limit.kind() == ExprType::Date;
        let whole = at - at.rem_euclid(DAY);
        let (year, month, day) = date::civil_day(whole);
        let plus = match op {
            Op::Gt if is_day => "+1".to_owned(),
            // to the last second of the day
            Op::Le if is_day && column.kind == FieldType::Datetime => "+86399/86400".to_owned(),
            Op::Lt if is_day => "-1/86400".to_owned(),
            _ if is_day => String::new(),
            _ => format!("+{}/86400", (at - whole) / 1000),
        };
        let formula = format!("DATE({year},{month},{day}){plus}");
        let side = if matches!(op, Op::Ge | Op::Gt) {
            &mut low
        } else {
            &mut high
        };
        side.get_or_insert(formula);
    }
    Native::Day(low, high)
}

fn of_text(column: &Column, spot: Spot) -> (Native, Said) {
    let cell = spot.cell();
    // a text has no more characters than bytes
    let bytes = column.bytes.iter().map(|(most, _)| *most);
    let (mut least, mut most) = (
        column.chars.0,
        column.chars.1.into_iter().chain(bytes).min(),
    );
    let forms = column.schemes.iter().flat_map(|scheme| &scheme.variants);
    let coded: Vec<_> = forms.map(|variant| Piece::of_form(&variant.form)).collect();
    let shapes = column.patterns.iter().map(|pattern| pattern.shape.clone());
    // of several variants nobody knows which is that of a row
    let coded = (coded.len() == 1).then_some(coded).into_iter().flatten();
    let shapes: Vec<Vec<Piece>> = shapes.chain(coded).flatten().collect();
    let mut said = Said::default();
    let mut parts = Vec::new();
    for shape in &shapes {
        let (fewest, at_most) = Piece::width(shape);
        least = least.max(Some(fewest));
        most = most.into_iter().chain(at_most).min();
        let (tests, is_all) = tests(shape, &cell);
        said.pattern = is_all && shapes.len() == 1 && column.patterns.len() == 1;
        parts.extend(tests);
    }
    let least = least.unwrap_or(0);
    if column.unique {
        // not by COUNTIF, to which long numbers with fifteen equal digits are equal
        parts.push(format!("SUMPRODUCT(--EXACT({},{cell}))=1", spot.all()));
        said.unique = true;
    }
    if parts.is_empty() {
        let limited = least > 0 || most.is_some();
        let native = if limited {
            Native::Length(least, most)
        } else {
            Native::Nothing
        };
        return (native, said);
    }
    let length = match most {
        Some(most) if most == least => Some(format!("LEN({cell})={most}")),
        Some(most) if least > 0 => Some(format!("LEN({cell})>={least},LEN({cell})<={most}")),
        Some(most) => Some(format!("LEN({cell})<={most}")),
        None => (least > 0).then(|| format!("LEN({cell})>={least}")),
    };
    let whole: Vec<String> = length.into_iter().chain(parts).collect();
    match formula(&whole) {
        // the length alone is better than nothing
        Native::Nothing => (Native::Length(least, most), Said::default()),
        native => (native, said),
    }
}

/// All parts together; nothing where that is too long.
fn formula(parts: &[String]) -> Native {
    let formula = match parts {
        [one] => one.clone(),
        parts => format!("AND({})", parts.join(",")),
    };
    // a sign outside of the basic plane counts twice
    if formula.encode_utf16().count() > MOST_FORMULA {
        Native::Nothing
    } else {
        Native::Formula(formula)
    }
}

/// What stands at fixed places from the start, and whether that is all there is to say.
fn tests(shape: &[Piece], cell: &str) -> (Vec<String>, bool) {
    let mut tests = Vec::new();
    let (mut start, mut is_all) = (1_u32, true);
    for (place, piece) in shape.iter().enumerate() {
        let at = |width: u32| format!("MID({cell},{start},{width})");
        match piece {
            Piece::Fixed(text) => {
                let width = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
                tests.push(format!(
                    "EXACT({},\"{}\")",
                    at(width),
                    text.replace('"', "\"\"")
                ));
                start = start.saturating_add(width);
            }
            Piece::Some(kind, least, most) => {
                let fixed = *most == Some(*least);
                // a last piece of several widths is looked at as far as it must go
                let is_last = place + 1 == shape.len();
                is_all &= fixed;
                if fixed || is_last {
                    let (of_piece, whole) = of_kind(*kind, *least, cell, start);
                    tests.extend(of_piece);
                    is_all &= whole;
                }
                if !fixed {
                    is_all = false;
                    break;
                }
                start = start.saturating_add(*least);
            }
        }
    }
    (tests, is_all)
}

/// That so many characters from a place on are of a kind, and whether that says it all.
fn of_kind(kind: Option<Kind>, width: u32, cell: &str, start: u32) -> (Vec<String>, bool) {
    let letter = |test: &dyn Fn(&str) -> String| -> Vec<String> {
        let places = start..start + width.min(MOST_LETTERS);
        places
            .map(|place| test(&format!("MID({cell},{place},1)")))
            .collect()
    };
    match kind {
        Some(Kind::Digit) => {
            let mut tests = Vec::new();
            let mut done = 0;
            while done < width {
                // written once more with all its digits it is the same
                let count = (width - done).min(DIGITS);
                let piece = format!("MID({cell},{},{count})", start + done);
                tests.push(format!("TEXT(--{piece},REPT(\"0\",{count}))={piece}"));
                done += count;
            }
            (tests, true)
        }
        Some(Kind::Capital) => {
            let tests = letter(&|place| format!("ABS(CODE({place})-77.5)<13"));
            (tests, width <= MOST_LETTERS)
        }
        Some(Kind::Small) => {
            let tests = letter(&|place| format!("ABS(CODE({place})-109.5)<13"));
            (tests, width <= MOST_LETTERS)
        }
        Some(Kind::Letter) => {
            let tests = letter(&|place| format!("ABS(CODE(UPPER({place}))-77.5)<13"));
            (tests, width <= MOST_LETTERS)
        }
        Some(Kind::CapitalOrDigit | Kind::LetterOrDigit) | None => (Vec::new(), false),
    }
}

/// What is asked of a column and is not checked until it comes back.
fn left(
    project: &Project,
    messages: &Messages,
    column: &Column,
    native: &Native,
    said: Said,
) -> Vec<Message> {
    let mut left = Vec::new();
    let is_list = matches!(native, Native::List { .. });
    let is_strict = matches!(native, Native::List { strict: true, .. });
    if column.unique && !said.unique {
        left.push(message!("template-left-unique"));
    }
    if !is_strict {
        let encodings: Vec<String> = column
            .bytes
            .iter()
            .map(|(_, e)| e.name().to_owned())
            .collect();
        if !encodings.is_empty() {
            left.push(message!("template-left-bytes", encodings = encodings));
        }
        if is_list && (column.chars.0.is_some() || column.chars.1.is_some()) {
            left.push(message!("template-left-length"));
        }
        if !column.patterns.is_empty() && !said.pattern {
            left.push(message!("template-left-pattern"));
        }
        left.extend(
            column
                .schemes
                .iter()
                .map(|scheme| message!("template-left-coding", scheme = scheme.label.clone())),
        );
        left.extend(column.standards.iter().map(|scheme| {
            let called = crate::rules::identifier::called(*scheme);
            message!("template-left-identifier", scheme = called)
        }));
    }
    for (place, refers) in column.refers.iter().enumerate() {
        if !(is_list && place == 0 && column.values.is_none()) {
            let table = project.tables[refers.table].label.clone();
            left.push(message!("template-left-reference", table = table));
        }
    }
    // what is today when it is entered is not so when it is checked
    let of_today = column
        .bounds
        .iter()
        .filter(|(_, limit)| constant(limit).is_none());
    left.extend(of_today.map(bound));
    if column.values.is_some() && !is_list {
        left.push(message!("template-left-values"));
    }
    for &rule in &column.rules {
        let label = project.rule_label(&project.rules[rule], messages);
        left.push(message!("template-left-rule", rule = label));
    }
    left
}
