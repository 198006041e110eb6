//! Parquet of texts, as a program writes that reads a sheet and saves what it read: the first row names the columns.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::Book;

/// The first sheet, a few rows a group.
pub(crate) fn save(book: &Book) -> Vec<u8> {
    let sheet = &book.sheets[0];
    let shown = |row: usize, column: usize| {
        let cell = sheet.rows[row].cells.get(column);
        cell.map_or("", |cell| cell.shown())
    };
    let column = |column| {
        let texts = Type::primitive_type_builder(shown(0, column), Physical::BYTE_ARRAY);
        let texts = texts.with_repetition(Repetition::OPTIONAL);
        let texts = texts.with_logical_type(Some(LogicalType::String));
        Arc::new(texts.build().unwrap())
    };
    let columns = (0..sheet.width()).map(column).collect();
    let schema = Type::group_type_builder("schema").with_fields(columns);
    let schema = Arc::new(schema.build().unwrap());
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let rows: Vec<usize> = (1..sheet.rows.len()).collect();
    for rows in rows.chunks(5) {
        let mut group = file.next_row_group().unwrap();
        for column in 0..sheet.width() {
            let cells = rows.iter().map(|row| shown(*row, column));
            let levels: Vec<i16> = cells
                .clone()
                .map(|cell| i16::from(!cell.is_empty()))
                .collect();
            let texts: Vec<ByteArray> = cells
                .filter(|cell| !cell.is_empty())
                .map(ByteArray::from)
                .collect();
            let mut writer = group.next_column().unwrap().unwrap();
            let typed = writer.typed::<ByteArrayType>();
            typed.write_batch(&texts, Some(&levels), None).unwrap();
            writer.close().unwrap();
        }
        group.close().unwrap();
    }
    file.close().unwrap();
    bytes
}
