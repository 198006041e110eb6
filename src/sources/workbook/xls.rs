//! Workbooks of Excel 97 to 2003 and of Excel 5 (xls).

#[cfg(test)]
#[path = "../../../tests/support/xls.rs"]
#[allow(
    dead_code,
    reason = "each crate that includes the writer needs a part of it"
)]
mod testing;

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xls};

    use super::testing::{Book, Cached};

    /// calamine reads what the writer of the tests writes.
    #[test]
    fn the_writer_writes_workbooks() {
        let mut book = Book::new();
        book.longest = 40;
        let style = book.style("yyyy-mm-dd");
        let sheet = book.sheet("订单");
        sheet
            .text(0, 0, "No")
            .text(0, 1, "a text that does not fit into one record");
        sheet
            .text(1, 0, "螺栓与螺母，长度超过一条记录的文字内容")
            .styled_number(1, 1, 46_100.0, style);
        sheet.formula(2, 0, Cached::Text("垫圈")).bool(2, 1, true);
        let mut read = Xls::new(Cursor::new(book.save())).unwrap();
        assert_eq!(read.sheet_names(), ["订单"]);
        let cells = read.worksheet_range("订单").unwrap();
        assert_eq!(
            cells.get((0, 1)),
            Some(&Data::String(
                "a text that does not fit into one record".into()
            ))
        );
        assert_eq!(
            cells.get((1, 0)),
            Some(&Data::String(
                "螺栓与螺母，长度超过一条记录的文字内容".into()
            ))
        );
        assert_eq!(cells.get((1, 1)).unwrap().to_string(), "46100");
        assert_eq!(cells.get((2, 0)), Some(&Data::String("垫圈".into())));
        assert_eq!(cells.get((2, 1)), Some(&Data::Bool(true)));
    }
}
