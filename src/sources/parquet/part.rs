//! Some rows of a column, in the type that it has.

use parquet::column::reader::ColumnReader;
use parquet::data_type::{ByteArray, FixedLenByteArray, Int96};

use super::errors::damaged;
use super::kind::Column;
use crate::messages::message;
use crate::sources::SourceError;

/// Some values of a column.
pub(super) enum Values {
    Bool(Vec<bool>),
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Int96(Vec<Int96>),
    Float(Vec<f32>),
    Double(Vec<f64>),
    Bytes(Vec<ByteArray>),
    Fixed(Vec<FixedLenByteArray>),
}

/// Some rows of a column.
pub(super) struct Part {
    pub(super) values: Values,
    /// By row, whether there is a value; all have one where it is empty.
    pub(super) filled: Vec<bool>,
    /// The value that comes next.
    pub(super) at: usize,
}

/// Reads from a column in the type that it has.
macro_rules! typed {
    ($reader:expr, $read:ident) => {
        match $reader {
            ColumnReader::BoolColumnReader(reader) => $read!(reader, Bool),
            ColumnReader::Int32ColumnReader(reader) => $read!(reader, Int32),
            ColumnReader::Int64ColumnReader(reader) => $read!(reader, Int64),
            ColumnReader::Int96ColumnReader(reader) => $read!(reader, Int96),
            ColumnReader::FloatColumnReader(reader) => $read!(reader, Float),
            ColumnReader::DoubleColumnReader(reader) => $read!(reader, Double),
            ColumnReader::ByteArrayColumnReader(reader) => $read!(reader, Bytes),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => $read!(reader, Fixed),
        }
    };
}

impl Part {
    pub(super) fn read(
        reader: &mut ColumnReader,
        column: &Column,
        count: usize,
    ) -> Result<Part, SourceError> {
        let mut levels: Vec<i16> = Vec::new();
        let optional = column.levels > 0;
        macro_rules! read {
            ($reader:expr, $kind:ident) => {{
                let mut values = Vec::new();
                let levels = optional.then_some(&mut levels);
                let read = $reader.read_records(count, levels, None, &mut values);
                (read, Values::$kind(values))
            }};
        }
        let (read, values) = typed!(reader, read);
        let (rows, ..) = read.map_err(|error| damaged(&error))?;
        if rows != count {
            return Err(uneven(&column.name));
        }
        Ok(Part {
            values,
            filled: levels.iter().map(|level| *level == column.levels).collect(),
            at: 0,
        }
        .in_turn())
    }

    /// Whether there is anything left.
    pub(super) fn any(reader: &mut ColumnReader, column: &Column) -> Result<bool, SourceError> {
        let mut levels: Vec<i16> = Vec::new();
        let optional = column.levels > 0;
        macro_rules! read {
            ($reader:expr, $kind:ident) => {{
                let levels = optional.then_some(&mut levels);
                $reader.read_records(1, levels, None, &mut Vec::new())
            }};
        }
        let (rows, ..) = typed!(reader, read).map_err(|error| damaged(&error))?;
        Ok(rows > 0)
    }
}

/// That a column has more or fewer values than its row group has rows.
pub(super) fn uneven(column: &str) -> SourceError {
    message!("source-parquet-uneven", column = column)
}
