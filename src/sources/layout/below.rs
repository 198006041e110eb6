//! What stands right below a header and is no row of the table: the header in another language, what is to be filled in,
//! samples.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{is_blank, is_code, trimmed};
use crate::sources::Settings;
use crate::sources::batch::Aside;

/// A row of the preview.
type Row = (u64, Vec<String>);

/// A header, and the field that each of its headings names.
type Named<'a> = (&'a [String], &'a [Option<usize>]);

/// The first of some rows, as far as they are no rows of the table under this header.
pub(super) fn below(rows: &[Row], header: Named, settings: &Settings) -> Vec<(u64, Aside)> {
    let mut aside = Vec::new();
    let mut taken = 0;
    for (ix, (line, cells)) in rows.iter().enumerate() {
        let next = rows[ix + 1..].iter().find(|(_, cells)| !blank(cells));
        let next = next.map(|(_, cells)| cells.as_slice());
        let reason = if blank(cells) {
            Aside::Blank
        } else if settings.notes && is_sample(cells) {
            Aside::Sample
        } else if asks(cells) || is_ruler(cells) || is_header(cells, header, next, settings) {
            Aside::Header
        } else {
            break;
        };
        aside.push((*line, reason));
        if reason != Aside::Blank {
            taken = aside.len();
        }
    }
    aside.truncate(taken);
    aside
}

fn blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| is_blank(cell))
}

fn filled(cells: &[String]) -> impl Iterator<Item = (usize, &str)> {
    let cells = cells.iter().map(|cell| trimmed(cell)).enumerate();
    cells.filter(|(_, cell)| !cell.is_empty())
}

/// Whether a row shows how others are to be filled in: one of its cells says so, or one of the first begins with it.
fn is_sample(cells: &[String]) -> bool {
    filled(cells).any(|(_, cell)| SAMPLE.is_match(cell))
        || filled(cells)
            .take(2)
            .any(|(_, cell)| SAMPLE_OF.is_match(cell))
}

const SAMPLES: &str = "(?:填[写寫])?(?:示例|示範|[样樣]例|[范範][例本]|[举舉]例|例子|例如?|sample|example|e\\.g\\.|記入例)";

/// A cell that says that the row is a sample, and nothing else.
static SAMPLE: LazyLock<Regex> = LazyLock::new(|| {
    let row = "(?:数据|資料|行|列|row|data)?";
    let expression =
        format!(r"(?i)^[(（\[【<《]?{SAMPLES}\s*{row}\s*\d{{0,2}}[)）\]】>》]?[:：]?$");
    Regex::new(&expression).expect("a fixed expression")
});

/// A cell that gives a sample.
static SAMPLE_OF: LazyLock<Regex> = LazyLock::new(|| {
    let bracketed = format!(r"[(（\[【<《]{SAMPLES}\s*\d{{0,2}}[)）\]】>》]");
    let spoken = r"(?:e\.g\.|e\.g\.,|例如)\s";
    let expression = format!(r"(?i)^(?:{SAMPLES}\s*\d{{0,2}}\s*[:：]|{bracketed}|{spoken})");
    Regex::new(&expression).expect("a fixed expression")
});

/// Whether each cell of a row says how its column is to be filled in: whether it must be, with what, in which form.
fn asks(cells: &[String]) -> bool {
    const WORDS: [&str; 16] = [
        "必填",
        "选填",
        "非必填",
        "必录",
        "必选",
        "可选",
        "可填",
        "選填",
        "必錄",
        "必選",
        "可選",
        "required",
        "optional",
        "mandatory",
        "必須",
        "任意",
    ];
    let brackets = ['(', ')', '（', '）', '[', ']', '【', '】', '*'];
    let asks = |cell: &str| {
        let cell = cell.trim_matches(brackets).to_lowercase();
        let mut words = cell.split(['，', ',', '、', ';', '；']).map(trimmed);
        words.all(|word| WORDS.contains(&word) || KINDS.contains(&word) || FORM.is_match(word))
    };
    filled(cells).count() > 1 && filled(cells).all(|(_, cell)| asks(cell))
}

/// What a column is to be filled with.
const KINDS: [&str; 24] = [
    "文字",
    "文本",
    "字符",
    "字元",
    "数字",
    "數字",
    "数值",
    "數值",
    "整数",
    "整數",
    "小数",
    "小數",
    "日期",
    "时间",
    "時間",
    "是/否",
    "下拉选择",
    "下拉選擇",
    "text",
    "number",
    "integer",
    "decimal",
    "date",
    "yes/no",
];

/// In which form.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    let words =
        "格式|形如|例如|最多|至多|不超过|不超過|长度|長度|format|at most|up to|max\\.?|length";
    Regex::new(&format!(r"^(?:{words})\s*[:：]?\s*\S|^yyyy")).expect("a fixed expression")
});

/// Whether a row is a line drawn below the header (`-----`, `=====`), or holds nothing but the stars of what must be filled in.
fn is_ruler(cells: &[String]) -> bool {
    let is_mark = |cell: &str| {
        let mut marks = cell.chars();
        let first = marks.next();
        let long = || marks.clone().count() > 1;
        let drawn = match first {
            Some('*' | '＊') => true,
            Some('-' | '=' | '_' | '─' | '—' | '━') => long(),
            _ => false,
        };
        drawn && marks.clone().all(|mark| Some(mark) == first)
    };
    filled(cells).count() > 1 && filled(cells).all(|(_, cell)| is_mark(cell))
}

/// Whether a row is the header once more in other words: all that it holds differs, nothing of it can be read as what its
/// column holds, and it is of another kind than the header above and the row below it.
fn is_header(
    cells: &[String],
    (header, fields): Named,
    next: Option<&[String]>,
    settings: &Settings,
) -> bool {
    let headings = filled(header).count();
    let all: Vec<(usize, &str)> = filled(cells).collect();
    let different: HashSet<&str> = all.iter().map(|(_, cell)| *cell).collect();
    let is_record = |cell: &str| is_code(cell) || is_missing(cell);
    if all.len() < 2
        || all.len() * 2 <= headings
        || different.len() < all.len()
        || all.iter().any(|(_, cell)| is_record(cell))
    {
        return false;
    }
    let (mut typed, mut named, mut evidence) = (0, 0, 0);
    for &(column, cell) in &all {
        let field = fields.get(column).copied().flatten();
        let reads = |cell: &str| (settings.reads)(field?, cell);
        let below = next
            .and_then(|next| next.get(column))
            .map_or("", |cell| trimmed(cell));
        match reads(cell) {
            Some(true) => return false,
            Some(false) => {
                typed += 1;
                evidence += usize::from(reads(below) == Some(true));
                if HEADS_VALUES.is_match(cell) {
                    named += 1;
                    evidence += 1;
                }
            }
            None => {
                let other = is_ideographic(cell) != is_ideographic(below) || is_code(below);
                evidence += usize::from(!below.is_empty() && other);
            }
        }
    }
    let foreign = all.iter().all(|&(column, cell)| {
        let heading = header.get(column).map_or("", String::as_str);
        is_ideographic(heading) != is_ideographic(cell)
    });
    typed > 0 && evidence > 1 && (foreign || named == typed)
}

fn is_ideographic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

/// Whether a cell says that a value is missing: then the row is a record.
fn is_missing(cell: &str) -> bool {
    const WORDS: [&str; 20] = [
        "n/a", "na", "tbd", "tba", "none", "null", "nil", "unknown", "pending", "-", "--", "?",
        "/", "待定", "待补", "待補", "未知", "无", "無", "暂无",
    ];
    WORDS.contains(&cell.to_lowercase().as_str())
}

/// What heads columns of dates and numbers.
static HEADS_VALUES: LazyLock<Regex> = LazyLock::new(|| {
    let words = "date|time|day|qty|quantity|amount|price|total|sum|cost|number|count|rate|pieces|weight\
                 |日期|时间|時間|数量|數量|金额|金額|单价|單價|总价|總價|件数|件數|比例|税额|稅額";
    Regex::new(&format!("(?i){words}")).expect("a fixed expression")
});

#[cfg(test)]
mod tests {
    use super::super::testing::{preview, typed};
    use super::*;

    const FIELDS: [&str; 4] = ["地区", "成交日", "总额", "编号"];

    /// What is set aside right below a header of four columns, of which the third is a number.
    fn aside(rows: &[&[&str]]) -> Vec<(u64, Aside)> {
        let header: &[&str] = &FIELDS;
        let rows: Vec<&[&str]> = std::iter::once(header)
            .chain(rows.iter().copied())
            .collect();
        typed(&preview(&rows), &FIELDS, &[2]).around
    }

    #[test]
    fn a_header_in_a_language_that_the_dictionary_does_not_know() {
        let data: &[&str] = &["东区", "甲", "3600", "R1"];
        let english: &[&str] = &["Region", "Sold on", "Grand total", "Number"];
        assert_eq!(aside(&[english, data]), [(2, Aside::Header)]);
        // technical names
        assert_eq!(
            aside(&[&["reg", "sold_on", "amt", "no"], data]),
            [(2, Aside::Header)]
        );
        // the same language, but it says what the column of numbers holds
        assert_eq!(
            aside(&[&["地域", "日子", "金额（元）", "序列"], data]),
            [(2, Aside::Header)]
        );
        // what is to be filled in
        assert_eq!(
            aside(&[&["必填", "选填", "必填", "（必填）"], data]),
            [(2, Aside::Header)]
        );
    }

    #[test]
    fn how_columns_are_filled_in_stands_below_a_header() {
        let data: &[&str] = &["东区", "甲", "3600", "R1"];
        let sample: &[&str] = &["例：西区", "2026-03-05", "5", "R0"];
        for asked in [
            ["必填", "格式：2026-01-01", "数字", "文字"],
            [
                "（必填，文本）",
                "（选填，日期）",
                "（数值）",
                "（必填，最多 20 个字符）",
            ],
            ["Required, text", "yyyy-mm-dd", "number", "optional"],
            ["文字", "", "數字", ""],
        ] {
            let expected = [(2, Aside::Header), (3, Aside::Sample)];
            assert_eq!(aside(&[&asked, sample, data]), expected, "{asked:?}");
        }
        for record in [
            ["必填项", "甲", "3600", "R1"],
            ["文字", "数字", "3600", ""],
            ["日期", "", "", ""],
            ["东区", "格式：A", "1", "R1"],
        ] {
            assert_eq!(aside(&[&record, data]), [], "{record:?}");
        }
    }

    #[test]
    fn lines_are_drawn_below_a_header() {
        let data: &[&str] = &["东区", "甲", "3600", "R1"];
        for line in [
            ["------", "-----", "---", "----"],
            ["====", "====", "====", ""],
            ["*", "*", "", "**"],
            ["────", "────", "────", "────"],
        ] {
            assert_eq!(aside(&[&line, data]), [(2, Aside::Header)], "{line:?}");
        }
        for record in [
            ["-", "-", "5", "-"],
            ["--", "甲", "5", ""],
            ["--", "-", "", "--"],
            ["----", "", "", ""],
            ["-1-", "--2", "", ""],
        ] {
            assert_eq!(aside(&[&record, data]), [], "{record:?}");
        }
    }

    #[test]
    fn the_first_record_is_no_header() {
        let data: &[&str] = &["东区", "甲", "3600", "R1"];
        for record in [
            ["West", "Ray", "n/a", "none"],
            ["West", "Ray", "unknown", "R2"],
            ["West", "Ray", "TBD", ""],
            ["西区", "乙", "未定", "未排"],
            ["西区", "乙", "待定", "待定"],
            ["West", "Ray", "12", "R2"],
            ["West", "", "", ""],
        ] {
            assert_eq!(aside(&[&record, data]), [], "{record:?}");
        }
        assert_eq!(aside(&[]), []);
    }

    #[test]
    fn samples_stand_right_below_the_header() {
        let data: &[&str] = &["东区", "甲", "3600", "R1"];
        for sample in [
            ["示例", "乙", "5", "R0"],
            ["例：西区", "乙", "5", "R0"],
            ["（样例）西区", "乙", "5", "R0"],
            ["西区", "範例: 乙", "5", "R0"],
            ["Example 1", "x", "5", "R0"],
            ["e.g. Westside", "x", "5", "R0"],
            ["西区", "例如 乙", "5", "R0"],
            ["西区", "乙", "5", "示例"],
        ] {
            let expected = [(2, Aside::Sample), (3, Aside::Sample)];
            assert_eq!(
                aside(&[&sample, &sample, data, &sample]),
                expected,
                "{sample:?}"
            );
        }
        assert_eq!(aside(&[&["示例公司", "乙", "5", "R0"], data]), []);
        let expected = [(2, Aside::Blank), (3, Aside::Sample)];
        assert_eq!(
            aside(&[&[""], &["例", "乙", "5", "R0"], &[""], data]),
            expected
        );
    }
}
