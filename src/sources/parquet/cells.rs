//! Values as text, exactly, in the forms that a text export has.

use std::fmt::Write;

use jiff::Span;
use jiff::civil::date;
use parquet::data_type::Int96;

use super::kind::{Column, Kind};
use super::part::{Part, Values};
use crate::sources::batch::Damage;
use crate::sources::workbook::{self, Shown, Value};

/// From here on, a floating-point number is none that was counted one by one.
const EXACT: f64 = 9_007_199_254_740_992.0;
const SECONDS: i64 = 86_400;
/// The day 1970-01-01, counted as in Int96.
const EPOCH: i64 = 2_440_588;

impl Part {
    /// Whether the row has a value, and which.
    fn take(&mut self) -> Option<usize> {
        let filled = self.filled.pop().unwrap_or(true);
        let at = self.at;
        self.at += usize::from(filled);
        filled.then_some(at)
    }

    /// With the first row to be taken first.
    pub(super) fn in_turn(mut self) -> Part {
        self.filled.reverse();
        self
    }

    /// Passes over a row.
    pub(super) fn skip(&mut self) {
        self.take();
    }

    /// Writes the next row; tells whether it is not what was meant.
    pub(super) fn write(&mut self, column: &Column, out: &mut String) -> Option<Damage> {
        let at = self.take()?;
        match &self.values {
            Values::Bool(values) => {
                let value = *values.get(at)?;
                out.push_str(if value { "TRUE" } else { "FALSE" });
                None
            }
            Values::Int32(values) => {
                let value = *values.get(at)?;
                if column.kind == Kind::Unsigned {
                    let _ = write!(out, "{}", value.cast_unsigned());
                    return None;
                }
                integer(out, value.into(), column.kind)
            }
            Values::Int64(values) => integer(out, *values.get(at)?, column.kind),
            Values::Int96(values) => int96(out, values.get(at)?),
            Values::Float(values) => {
                // as short as the single precision is
                let text = values.get(at)?.to_string();
                floating(out, text.parse().unwrap_or(f64::NAN))
            }
            Values::Double(values) => floating(out, *values.get(at)?),
            Values::Bytes(values) => bytes(out, values.get(at)?.data(), column.kind),
            Values::Fixed(values) => bytes(out, values.get(at)?.data(), column.kind),
        }
    }
}

fn integer(out: &mut String, value: i64, kind: Kind) -> Option<Damage> {
    let written = match kind {
        Kind::Decimal(scale) => {
            decimal(out, value.into(), scale);
            return None;
        }
        Kind::Date => day(out, value),
        Kind::Time(parts) => {
            let second = value.div_euclid(parts);
            let fits = (0..SECONDS).contains(&second);
            fits.then(|| time(out, second, value.rem_euclid(parts), parts))
        }
        Kind::Timestamp(parts, instant) => {
            let second = value.div_euclid(parts);
            stamp(out, second, (value.rem_euclid(parts), parts), instant)
        }
        Kind::Unsigned => {
            let _ = write!(out, "{}", value.cast_unsigned());
            return None;
        }
        _ => None,
    };
    if written.is_none() {
        // what no calendar has stays a number
        let _ = write!(out, "{value}");
    }
    None
}

/// Writes a day as `2026-03-05`, where there is one.
fn day(out: &mut String, days: i64) -> Option<()> {
    let days = Span::new().try_days(days).ok()?;
    let day = date(1970, 1, 1).checked_add(days).ok()?;
    if day.year() < 0 {
        return None;
    }
    let _ = write!(out, "{day}");
    Some(())
}

/// Writes a time of day; `rest` of `parts` of a second, without zeros at the end.
fn time(out: &mut String, second: i64, rest: i64, parts: i64) {
    let (minutes, second) = (second / 60, second % 60);
    let _ = write!(out, "{:02}:{:02}:{second:02}", minutes / 60, minutes % 60);
    if rest > 0 {
        let digits = parts.ilog10() as usize;
        let rest = format!("{rest:0digits$}");
        let _ = write!(out, ".{}", rest.trim_end_matches('0'));
    }
}

/// Writes a day and time; midnight by a clock is no time.
fn stamp(out: &mut String, second: i64, (rest, parts): (i64, i64), instant: bool) -> Option<()> {
    day(out, second.div_euclid(SECONDS))?;
    let second = second.rem_euclid(SECONDS);
    if instant {
        out.push('T');
    } else if second > 0 || rest > 0 {
        out.push(' ');
    } else {
        return Some(());
    }
    time(out, second, rest, parts);
    if instant {
        out.push('Z');
    }
    Some(())
}

fn int96(out: &mut String, value: &Int96) -> Option<Damage> {
    const NANOS: i64 = 1_000_000_000;
    let [low, high, julian] = *value.data() else {
        return Some(Damage::Undecodable);
    };
    let nanos = (u64::from(high) << 32 | u64::from(low)).cast_signed();
    let days = i64::from(julian) - EPOCH;
    let second = days * SECONDS + nanos.div_euclid(NANOS);
    let written = stamp(out, second, (nanos.rem_euclid(NANOS), NANOS), false);
    if written.is_some() {
        return None;
    }
    let _ = write!(out, "{julian}:{nanos}");
    Some(Damage::Undecodable)
}

/// Numbers that nobody counts up to are written as a workbook shows them. What is no number is how programs write that there is none.
fn floating(out: &mut String, value: f64) -> Option<Damage> {
    if value.is_nan() {
        return None;
    }
    if value.fract() == 0.0 && value.abs() < EXACT {
        let _ = write!(out, "{}", if value == 0.0 { 0.0 } else { value });
        return None;
    }
    workbook::write_cell(out, &Value::Number(value, Shown::Plain))
}

/// Writes a number that is counted in parts of ten.
fn decimal(out: &mut String, value: i128, scale: usize) {
    if value < 0 {
        out.push('-');
    }
    let digits = format!("{:0width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, rest) = digits.split_at(digits.len() - scale);
    out.push_str(whole);
    if scale > 0 {
        out.push('.');
        out.push_str(rest);
    }
}

fn bytes(out: &mut String, bytes: &[u8], kind: Kind) -> Option<Damage> {
    match kind {
        Kind::Decimal(scale) => {
            let Some(value) = big_endian(bytes) else {
                return Some(Damage::Undecodable);
            };
            decimal(out, value, scale);
            None
        }
        Kind::Uuid if bytes.len() == 16 => {
            for (at, byte) in bytes.iter().enumerate() {
                if matches!(at, 4 | 6 | 8 | 10) {
                    out.push('-');
                }
                let _ = write!(out, "{byte:02x}");
            }
            None
        }
        _ => {
            let text = String::from_utf8_lossy(bytes);
            out.push_str(&text);
            matches!(text, std::borrow::Cow::Owned(_)).then_some(Damage::Undecodable)
        }
    }
}

/// A whole number from its bytes, the first of which has the sign; none where it is too large.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let filler = match bytes.first() {
        Some(first) if *first >= 0x80 => 0xff,
        Some(_) => 0,
        None => return None,
    };
    let (above, bytes) = bytes.split_at(bytes.len().saturating_sub(16));
    if above.iter().any(|byte| *byte != filler) {
        return None;
    }
    let mut value = [filler; 16];
    value[16 - bytes.len()..].copy_from_slice(bytes);
    let value = i128::from_be_bytes(value);
    // what was cut off must have said nothing
    ((value < 0) == (filler == 0xff)).then_some(value)
}
