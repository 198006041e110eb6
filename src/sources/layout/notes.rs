//! Signatures, remarks, numbers of pages and instructions below the rows of a file or page.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::sift::Layout;
use super::{is_blank, is_code, trimmed};
use crate::sources::batch::{Aside, Batch, Fault};

/// How many rows at the end of a file or page may be notes.
const MOST_NOTES: usize = 200;

/// Whether a row says something about the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remark {
    /// It is data.
    No,
    /// By its form; it depends on what stands around it.
    Possible,
    Sure,
}

impl Layout<'_> {
    /// Sets aside the notes that end before a row.
    pub(super) fn set_notes_aside(&self, batch: &Batch, end: usize, reasons: &mut [Option<Aside>]) {
        let remarks = self.last_remarks(batch, end, reasons);
        let mut sure = remarks.iter().filter(|(_, remark)| *remark == Remark::Sure);
        let Some(&(sure, _)) = sure.next() else {
            return;
        };
        let top = remarks.first().map_or(sure, |(row, _)| *row);
        let mut start = sure;
        while start > top && reasons[start - 1].is_none() && !below_blank(batch, start, reasons) {
            start -= 1;
        }
        if !below_blank(batch, start, reasons) {
            // a record of which little is filled may stand right above the notes, or right below a remark
            let after = remarks.iter().skip_while(|(row, _)| *row <= sure);
            let mut after = after.take_while(|(row, _)| !below_blank(batch, *row, reasons));
            let is_record = |(row, remark): &(usize, Remark)| {
                *remark == Remark::Possible && !self.leads(batch, *row)
            };
            if self.columns() == 1 || after.any(is_record) {
                return;
            }
            start = self.first_without_code(batch, start..sure, reasons);
        }
        let notes = reasons[start..end].iter_mut();
        let notes = notes.filter(|reason| reason.is_none());
        notes.for_each(|reason| *reason = Some(Aside::Note));
    }

    /// The rows before one that may be notes, from above.
    fn last_remarks(
        &self,
        batch: &Batch,
        end: usize,
        reasons: &[Option<Aside>],
    ) -> Vec<(usize, Remark)> {
        let rows = (0..end).rev().take(MOST_NOTES);
        let rows = rows.filter(|&row| reasons[row].is_none());
        let remarks = rows.map(|row| (row, self.remark(batch, row)));
        let mut remarks: Vec<_> = remarks.take_while(|(_, r)| *r != Remark::No).collect();
        remarks.reverse();
        remarks
    }

    /// The first of some rows from which on all have a text for a key, below rows that have codes for it; the end where
    /// there is none.
    fn first_without_code(
        &self,
        batch: &Batch,
        rows: Range<usize>,
        reasons: &[Option<Aside>],
    ) -> usize {
        let keys = |row: usize| self.key.iter().map(move |&c| batch.cell(row, c));
        let above = (0..rows.start).rev().find(|&row| reasons[row].is_none());
        if !above.is_some_and(|row| keys(row).any(is_code)) {
            return rows.end;
        }
        let mut from_below = rows.clone().rev();
        let record = from_below.find(|&row| keys(row).all(is_blank));
        record.map_or(rows.start, |record| record + 1)
    }

    /// Whether the first filled cell of a row is in the key or in the first column.
    fn leads(&self, batch: &Batch, row: usize) -> bool {
        let first = self.filled(batch, row).next();
        first.is_none_or(|(column, _)| self.key.contains(&column) || self.is_first(column))
    }

    fn is_first(&self, column: usize) -> bool {
        self.headed.iter().position(|headed| *headed) == Some(column)
    }

    /// How many columns have a heading.
    fn columns(&self) -> usize {
        self.headed.iter().filter(|headed| **headed).count()
    }

    /// A remark fills one cell, or holds nothing but signatures, counts and the like. A row with values under several
    /// headings is data, whatever its first cell begins with.
    fn remark(&self, batch: &Batch, row: usize) -> Remark {
        if self.fills.goes_on(batch.line(row)) {
            return Remark::No;
        }
        let cells: Vec<(usize, &str)> = self.filled(batch, row).collect();
        let texts = || cells.iter().map(|(_, cell)| trimmed(cell));
        let signed = texts().any(|cell| SIGNED.is_match(cell) || COUNTS.is_match(cell));
        if only_labels(texts()) && signed {
            return Remark::Sure;
        }
        let is_key = |cell: &str| is_code(cell) && !DAY.is_match(trimmed(cell));
        if self.key.iter().any(|&c| is_key(batch.cell(row, c))) {
            return Remark::No;
        }
        match cells[..] {
            [(column, cell)] => self.alone(batch, row, column, cell),
            // a line that names and numbers whatever it likes, but not all columns
            _ if only_labels(texts()) && cells.len() < self.columns() => Remark::Possible,
            _ => Remark::No,
        }
    }

    /// A row with one filled cell.
    fn alone(&self, batch: &Batch, row: usize, column: usize, cell: &str) -> Remark {
        let typed = self.typed[column];
        if typed && (self.readable)(column, cell) {
            return Remark::No;
        }
        let is_cut = |fault| matches!(fault, Fault::CutShort(_));
        let mut faulty = batch.faulty.iter();
        if faulty.any(|f| f.row == row && is_cut(f.fault)) {
            return Remark::Possible;
        }
        let cell = trimmed(cell);
        if typed && self.is_first(column) || is_label(cell) || is_note(cell) {
            Remark::Sure
        } else {
            Remark::Possible
        }
    }
}

/// Whether blank rows stand between a row and the one above it.
fn below_blank(batch: &Batch, row: usize, reasons: &[Option<Aside>]) -> bool {
    let above = row.checked_sub(1);
    // blank rows may be set aside already
    let from = above.map_or(0, |above| batch.line(above));
    let aside = &batch.aside;
    let next = aside.partition_point(|(line, _)| *line <= from);
    let blank = aside
        .get(next)
        .is_some_and(|(line, _)| *line < batch.line(row));
    blank || above.is_some_and(|above| reasons[above] == Some(Aside::Blank))
}

/// Whether cells are labels, the values behind labels that end with a colon, and counts; nothing else.
fn only_labels<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut cells = cells.peekable();
    while let Some(cell) = cells.next() {
        if !is_label(cell) && !COUNTS.is_match(cell) {
            return false;
        }
        if cell.ends_with([':', '：']) {
            cells.next_if(|next| !is_label(next));
        }
    }
    true
}

/// `备注：急`; neither `12:30` nor `https://…`.
fn is_label(cell: &str) -> bool {
    LABEL.is_match(cell)
}

/// Whether a text that stands alone is a remark by what it says.
fn is_note(cell: &str) -> bool {
    NOTE.is_match(cell)
        || COUNT.is_match(cell)
        || cell.contains(['。', '！', '；'])
        || cell.chars().count() > 15 && cell.contains(['，', ','])
        || cell.ends_with('.') && cell.split_whitespace().count() > 3
        || !cell.chars().any(char::is_alphanumeric)
}

/// A day as it is printed below a list.
static DAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$").expect("a fixed expression"));

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^:：\d][^:：]{0,29}?(?:：|:(?:$|[^/\d]))").expect("a fixed expression")
});

/// The label of a signature, or of when and by whom the export was made.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    let what = "制\\s*单|制\\s*表|填\\s*表|填\\s*报|审\\s*核|复\\s*核|审\\s*批|批\\s*准|核\\s*对|经\\s*办|主\\s*管|负\\s*责|签\\s*字|签\\s*名|签\\s*章|盖\\s*章|打\\s*印|导\\s*出\
                |製\\s*單|製\\s*表|填\\s*表|審\\s*核|覆\\s*核|核\\s*准|經\\s*辦|主\\s*管|負\\s*責|簽\\s*名|簽\\s*章|列\\s*印|匯\\s*出|作成|承認|印刷";
    let whose = "[人员員者日期时時间間签簽字名章单單位部门門意见見\\s]{0,8}";
    let latin = "(?:prepared|checked|approved|reviewed|authori[sz]ed|signed|printed|exported|created)(?: by| on| at)?|signature|print date|page";
    let expression = format!("(?i)^.{{0,6}}?(?:(?:{what}){whose}|(?:{latin})\\s*)[:：]");
    Regex::new(&expression).expect("a fixed expression")
});

/// A line that counts pages or records.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    let counts = r"第\s*\d+\s*[页頁]|[共总總]\s*\d+\s*[条條笔筆行页頁张張件]|\d+\s+(?:rows|records|pages)\b|\bpage\s+\d+";
    Regex::new(&format!("(?i){counts}")).expect("a fixed expression")
});

/// A cell that counts pages or records and says nothing else.
static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
    let of = "[条條笔筆行页頁张張件](?:记录|記錄|数据|資料)?";
    let counts = format!(
        r"第\s*\d+\s*[页頁]|[共总總计計]{{1,2}}\s*\d+\s*{of}|\d+\s+(?:rows|records|pages)|page\s+\d+(?:\s*(?:of|/)\s*\d+)?"
    );
    Regex::new(&format!(r"(?i)^(?:(?:{counts})[\s,，/、;；。.]*)+$")).expect("a fixed expression")
});

/// How remarks and instructions begin.
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    let numbered =
        r"\d{1,2}(?:[、)）]|[.．]\s*[^\d\s])|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]";
    let marked = r"[*＊※●■◆【(（]";
    let words = "备注|備註|備考|说明|說明|注意|附注|附註|填写说明|填寫說明|以上|以下|本表|本报表|本報表|数据来源|資料來源|资料来源|来源|來源|单位[:：]|單位[:：]";
    let latin =
        "(?:notes?|remarks?|source|end of|total of|data as of|generated|instructions?|please)\\b";
    Regex::new(&format!("(?i)^(?:{numbered}|{marked}|{words}|{latin})"))
        .expect("a fixed expression")
});

#[cfg(test)]
mod tests {
    use super::super::testing::{below, sifted};
    use super::*;

    const GOODS: [&str; 4] = ["名称", "规格", "单位", "仓库"];

    fn notes(rows: &[&[&str]]) -> Vec<u64> {
        let aside = below(&GOODS, rows, &[0], true).into_iter();
        aside
            .filter(|(_, why)| *why == Aside::Note)
            .map(|(row, _)| row)
            .collect()
    }

    #[test]
    fn a_row_with_values_under_several_headings_is_data() {
        let full: &[&str] = &["扳手", "M8", "把", "一号"];
        for record in [
            ["打印机：彩色", "喷墨", "台", "二号"],
            ["注：易碎", "玻璃杯", "只", "一号"],
            ["打印机：彩色", "规格：喷墨", "单位：台", "仓库：二号"],
            ["共3件装礼盒", "备注：急", "", ""],
            ["打印纸", "", "包", ""],
            ["", "M6", "只", ""],
            ["制表：", "喷墨", "台", "二号"],
        ] {
            for times in [1, 2, 10] {
                let mut rows = vec![full];
                rows.extend(vec![&record[..]; times]);
                assert!(notes(&rows).is_empty(), "{record:?}");
                // nor is it above a signature
                rows.push(&["制表人：甲", "", "", "审核人：乙"]);
                assert_eq!(notes(&rows), [rows.len() as u64 + 1], "{record:?}");
            }
        }
    }

    #[test]
    fn lines_of_signatures() {
        let full: &[&str] = &["扳手", "M8", "把", "一号"];
        for line in [
            ["制表人：甲", "", "审核人：乙", ""],
            ["制表人：", "甲", "审核人：", "乙"],
            ["制 单 人 ：甲", "复核：", "", "批准：丙"],
            ["仓库主管签字：", "", "日期：", "2026-03-05"],
            ["打印时间：2026-03-05 08:00", "", "第 1 页", "共 2 页"],
            ["", "", "", "製表：甲"],
            ["Prepared by: A", "", "Approved by:", "B"],
            ["128 records", "page 1 of 3", "", ""],
            ["作成者：甲", "承認：", "", ""],
        ] {
            assert_eq!(notes(&[full, &line]), [3], "{line:?}");
        }
    }

    #[test]
    fn a_remark_fills_one_cell() {
        let full: &[&str] = &["扳手", "M8", "把", "一号"];
        for remark in [
            "备注：单价含税",
            "說明",
            "※ 数量以实收为准",
            "1、请勿更改表头",
            "（以下空白）",
            "本表由系统生成。",
            "Source: the warehouse",
            "Please do not change the header",
            "==========",
            "续表共 12 条",
        ] {
            assert_eq!(notes(&[full, &[remark, "", "", ""]]), [3], "{remark}");
            // a file that breaks off there
            assert!(notes(&[full, &[remark]]).is_empty(), "{remark}");
        }
        for record in ["螺丝刀", "https://example.com", "12:30", "第一工厂"] {
            assert!(notes(&[full, &[record, "", "", ""]]).is_empty(), "{record}");
            assert!(notes(&[full, &["", record, "", ""]]).is_empty(), "{record}");
        }
    }

    #[test]
    fn instructions_below_a_blank_row() {
        let full: &[&str] = &["扳手", "M8", "把", "一号"];
        let blank: &[&str] = &["", "", "", ""];
        for block in [
            ["填写说明：", "名称：必填", "填好后交仓库"],
            ["填好后交仓库", "请勿合并单元格", "说明：以上"],
            ["1. 名称必填", "2. 单位必填", "3. 仓库必填"],
            ["Notes", "fill in all columns", "do not merge cells"],
        ] {
            for column in [0, 2] {
                let line = |text| {
                    let mut line = [""; 4];
                    line[column] = text;
                    line
                };
                let block = block.map(line);
                let rows = [full, blank, &block[0], &block[1], &block[2]];
                assert_eq!(notes(&rows), [4, 5, 6], "{block:?}");
            }
        }
        // nothing says that these are none
        assert!(notes(&[full, blank, &["螺丝刀", "", "", ""]]).is_empty());
    }

    #[test]
    fn a_record_of_one_cell_right_above_or_below_a_remark() {
        let sign: &[&str] = &["制单人：甲", "", ""];
        let name: &[&str] = &["本单由系统打印", "", ""];
        let customer: &[&str] = &["", "丙", ""];
        let data: &[&str] = &["SO-1", "甲", "1"];
        assert_eq!(
            sifted(&[data, name, sign], &[0], true),
            [(3, Aside::Note), (4, Aside::Note)]
        );
        assert_eq!(
            sifted(&[data, customer, sign], &[0], true),
            [(4, Aside::Note)]
        );
        assert_eq!(
            sifted(&[data, sign, name], &[0], true),
            [(3, Aside::Note), (4, Aside::Note)]
        );
        assert_eq!(sifted(&[data, sign, customer], &[0], true), []);
        // where keys are names
        let data: &[&str] = &["扳手", "甲", "1"];
        assert_eq!(
            sifted(&[data, &["螺丝刀", "", ""], sign], &[0], true),
            [(4, Aside::Note)]
        );
    }

    #[test]
    fn narrow_tables() {
        let two = |rows: &[&[&str]]| below(&["名称", "备注"], rows, &[0], true);
        let data: &[&str] = &["扳手", "急"];
        assert_eq!(two(&[data, &["打印机：黑白", "备注：急"]]), []);
        assert_eq!(two(&[data, &["打印机：黑白", "纸张：A4"]]), []);
        let expected = [(3, Aside::Note)];
        assert_eq!(two(&[data, &["制表人：甲", "审核人：乙"]]), expected);
        assert_eq!(two(&[data, &["备注：含税", ""]]), expected);
        let one = |rows: &[&[&str]]| below(&["名称"], rows, &[0], true);
        assert_eq!(one(&[&["扳手"], &["注：易碎"], &["制表人：甲"]]), []);
    }

    #[test]
    fn what_stands_under_no_heading_is_no_record() {
        let goods = ["名称", "", "数量"];
        let rows: [&[&str]; 3] = [&["扳手", "x", "1"], &["", "x", ""], &["钳子", "", "2"]];
        assert_eq!(below(&goods, &rows, &[0], false), [(3, Aside::Note)]);
    }

    #[test]
    fn the_last_row_of_data_is_no_note() {
        for last in [
            ["单二", "", ""],
            ["单二", "备注：加急", "3"],
            ["SO-2", "备注：加急", ""],
            ["单二", "乙", ""],
        ] {
            let rows: [&[&str]; 2] = [&["SO-1", "甲", "1"], &last];
            assert_eq!(sifted(&rows, &[0], true), [], "{last:?}");
            assert_eq!(sifted(&rows, &[0, 1], true), [], "{last:?}");
        }
    }

    #[test]
    fn a_page_ends_with_its_notes() {
        let rows: [&[&str]; 6] = [
            &["SO-1", "甲", "1"],
            &["小计", "", "1"],
            &["制单人：甲", "审核人：乙", ""],
            &["销售订单 第2页", "", ""],
            &["单号", "客户", "金额"],
            &["SO-2", "乙", "2"],
        ];
        let expected = [
            (3, Aside::Total),
            (4, Aside::Note),
            (5, Aside::Note),
            (6, Aside::Header),
        ];
        assert_eq!(sifted(&rows, &[0], false), expected);
    }

    #[test]
    fn notes_are_set_aside_at_the_end_only() {
        let rows: [&[&str]; 6] = [
            &["共 3 条", "", ""],
            &["SO-1", "甲", "1"],
            &["SO-2", "", ""],
            &["制 单：甲", "审核：乙", ""],
            &["", "", ""],
            &["共 3 条", "", ""],
        ];
        let expected = [(5, Aside::Note), (6, Aside::Blank), (7, Aside::Note)];
        assert_eq!(sifted(&rows, &[0], true), expected);
        assert_eq!(sifted(&rows, &[0], false), [(6, Aside::Blank)]);
    }
}
