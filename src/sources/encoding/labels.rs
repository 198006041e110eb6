//! What encodings are called.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8,
    UTF_16BE, UTF_16LE, X_MAC_CYRILLIC,
};

use super::charset::{Charset, Page};

/// Labels to choose from, of the encodings that exports have.
pub(crate) const LABELS: [&str; 22] = [
    "utf-8",
    "gbk",
    "gb18030",
    "gb2312",
    "big5",
    "cp936",
    "cp950",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "cp949",
    "windows-1252",
    "latin1",
    "koi8-r",
    "macintosh",
    "cp437",
    "cp850",
    "cp852",
    "cp866",
];

/// The encoding of a label that people use, in any case and with `-`, `_` or nothing: the labels of the Encoding Standard, the
/// code pages of Windows, DOS and Mac OS, and Python's `utf-8-sig`.
pub(crate) fn named(label: &str) -> Option<Charset> {
    let label = label.trim().to_lowercase().replace('_', "-");
    let page = ["cp", "ms", "windows-", "ibm", "dos", "oem"]
        .iter()
        .find_map(|prefix| label.strip_prefix(prefix));
    let page = page.map(|page| page.trim_start_matches('-'));
    if let Some(encoding) = page.and_then(of_page) {
        return Some(encoding);
    }
    let label = label.trim_end_matches("-sig").trim_end_matches("-bom");
    let compact = label.replace('-', "");
    [
        label.to_owned(),
        label.replace('-', "_"),
        compact.replace("utf16", "utf-16"),
        compact.replace("mac", "x-mac-"),
        compact,
    ]
    .iter()
    .find_map(|label| Encoding::for_label_no_replacement(label.as_bytes()))
    .map(Charset::from)
}

/// The encoding of a code page that the standard does not know by its number.
fn of_page(number: &str) -> Option<Charset> {
    let encoding = match number {
        "866" => IBM866,
        "932" => SHIFT_JIS,
        "936" => GBK,
        "949" | "51949" => EUC_KR,
        "950" => BIG5,
        "1200" => UTF_16LE,
        "1201" => UTF_16BE,
        "10000" => MACINTOSH,
        "10007" => X_MAC_CYRILLIC,
        "20866" => KOI8_R,
        "20932" | "51932" => EUC_JP,
        "54936" => GB18030,
        "65001" => UTF_8,
        _ => return Page::numbered(number).map(Charset::Dos),
    };
    Some(encoding.into())
}
