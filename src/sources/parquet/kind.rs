//! What the cells of a column are.

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};

/// A column that is read.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The names that lead to it, between points.
    pub(super) name: String,
    /// Its place among the leaves of the schema.
    pub(super) place: usize,
    /// The level of definition that says there is a value.
    pub(super) levels: i16,
    pub(super) kind: Kind,
}

/// How its values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    Signed,
    Unsigned,
    Floating,
    /// Digits behind the point.
    Decimal(usize),
    /// Days since 1970-01-01.
    Date,
    /// Of a day, with so many parts in a second.
    Time(i64),
    /// Since 1970-01-01, with so many parts in a second; whether it is an instant, and no reading of a clock.
    Timestamp(i64, bool),
    /// A day and nanoseconds; nobody says whether it is an instant.
    Int96,
    Uuid,
    /// Bytes that are text, if they can be read as such.
    Text,
}

impl Kind {
    /// Whether nobody says in which zone its times are.
    pub(super) fn is_zoneless(self) -> bool {
        self == Kind::Int96
    }

    /// None of what is no cell.
    fn new(of: &ColumnDescriptor) -> Option<Kind> {
        let physical = of.physical_type();
        let whole = matches!(physical, Type::INT32 | Type::INT64);
        let scale = || {
            let scale = usize::try_from(of.type_scale()).ok()?;
            (scale <= MOST_SCALE && of.type_length() <= MOST_DECIMAL).then_some(scale)
        };
        let kind = match of.logical_type_ref() {
            Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => Some(Kind::Text),
            Some(LogicalType::Decimal(_)) => return scale().map(Kind::Decimal),
            Some(LogicalType::Date) if physical == Type::INT32 => Some(Kind::Date),
            Some(LogicalType::Time(time)) if whole => Some(Kind::Time(parts(time.unit))),
            Some(LogicalType::Timestamp(time)) if physical == Type::INT64 => {
                Some(Kind::Timestamp(parts(time.unit), time.is_adjusted_to_u_t_c))
            }
            Some(LogicalType::Integer(integer)) if whole && !integer.is_signed => {
                Some(Kind::Unsigned)
            }
            Some(LogicalType::Uuid) => Some(Kind::Uuid),
            Some(LogicalType::Integer(_) | LogicalType::Unknown) | None => None,
            Some(_) => return None,
        };
        let converted = || match of.converted_type() {
            ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => {
                Some(Some(Kind::Text))
            }
            ConvertedType::DECIMAL => Some(scale().map(Kind::Decimal)),
            ConvertedType::DATE => Some(Some(Kind::Date)),
            ConvertedType::TIME_MILLIS => Some(Some(Kind::Time(1000))),
            ConvertedType::TIME_MICROS => Some(Some(Kind::Time(1_000_000))),
            // which are instants, the format says
            ConvertedType::TIMESTAMP_MILLIS => Some(Some(Kind::Timestamp(1000, true))),
            ConvertedType::TIMESTAMP_MICROS => Some(Some(Kind::Timestamp(1_000_000, true))),
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Some(Some(Kind::Unsigned)),
            ConvertedType::INTERVAL | ConvertedType::BSON => Some(None),
            _ => None,
        };
        if let Some(kind) = kind {
            return Some(kind);
        }
        converted().unwrap_or(match physical {
            Type::BOOLEAN => Some(Kind::Boolean),
            Type::INT32 | Type::INT64 => Some(Kind::Signed),
            Type::INT96 => Some(Kind::Int96),
            Type::FLOAT | Type::DOUBLE => Some(Kind::Floating),
            Type::BYTE_ARRAY | Type::FIXED_LEN_BYTE_ARRAY => Some(Kind::Text),
        })
    }
}

/// Digits behind the point and bytes of a decimal, at most: 38 digits.
const MOST_SCALE: usize = 38;
const MOST_DECIMAL: i32 = 16;

/// Parts of a second.
fn parts(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

/// The columns that are read, and the names of the others: a list is no cell.
pub(super) fn columns(schema: &SchemaDescriptor) -> (Vec<Column>, Vec<String>) {
    let (mut columns, mut left_out) = (Vec::new(), Vec::new());
    for (place, leaf) in schema.columns().iter().enumerate() {
        let parts = leaf.path().parts();
        let kind = Kind::new(leaf).filter(|_| leaf.max_rep_level() == 0);
        match kind {
            Some(kind) => columns.push(Column {
                name: parts.join("."),
                place,
                levels: leaf.max_def_level(),
                kind,
            }),
            None => left_out.extend(parts.first().cloned()),
        }
    }
    left_out.dedup();
    (columns, left_out)
}
