//! The encoding of a text export: what was declared, what a byte order mark says, or what the text itself makes likely.

mod likelihood;
mod stated;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

use self::likelihood::{Model, alphabetic_bits};
pub(crate) use self::stated::stated;
use crate::messages::{Message, message};

/// How much of a file is judged.
const SAMPLE: usize = 256 << 10;
/// How much is read at once in search of a character that is not ASCII.
const STEP: usize = 1 << 20;
/// How much is taken before such a character. There is only ASCII, so that no character is cut.
const CONTEXT: usize = 4 << 10;
/// How much is judged by its likelihood, around the first character that is not ASCII.
const JUDGED: usize = 64 << 10;
/// A text is UTF-8 if it has this many continuation bytes of whole sequences, and as many for each broken one. In GBK or Big5
/// read as UTF-8 the broken ones are the more frequent.
const WHOLE_TO_BROKEN: usize = 4;
/// What a header of the dictionary counts for, in bits: the chance to read one by mistake is about this small.
const KNOWN_HEADER: usize = 30;
/// What it counts for in bits that a text, however short, is whole UTF-8: others are that only by chance.
const WHOLE_UTF8: usize = 12;
/// Characters depend on each other, so that a text tells less than the sum of its bits. The divisor was chosen so that, on
/// single names in GBK and Big5, a confidence is about the share that was right.
const DEPENDENCE: f64 = 3.0;
/// The most that is claimed on thin evidence: for UTF-8 of a letter or two, which a single hanzi in GBK can be by chance, and
/// for an alphabet other than that of windows-1252, which the detector chooses without saying how sure it is.
const THIN_EVIDENCE: u8 = 90;

/// What was decided about a text, and how sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) encoding: &'static Encoding,
    /// Length of the byte order mark.
    pub(crate) bom: usize,
    /// How probable the encoding is among all that were considered, in per cent; for UTF-8 and UTF-16 the share of what
    /// fits the encoding. 100 only where nothing was guessed: it was declared, marked, or all is ASCII.
    pub(crate) confidence: u8,
    /// The encoding next in probability, if it has at least 1 %.
    pub(crate) runner_up: Option<(&'static Encoding, u8)>,
    pub(crate) declared: bool,
    pub(crate) ascii: bool,
}

/// A part of a file.
pub(crate) struct Part {
    pub(crate) bytes: Vec<u8>,
    /// It goes to the end of the file; otherwise its last character may be cut.
    pub(crate) to_end: bool,
}

/// From this confidence on, in per cent, an encoding is not told as doubtful.
const CERTAIN: u8 = 90;

impl Part {
    /// The part around the first character that is not ASCII.
    fn judged(&self) -> Part {
        let first = self.bytes.iter().position(|b| !b.is_ascii());
        let from = first.unwrap_or(0).saturating_sub(CONTEXT);
        let to = self.bytes.len().min(from + JUDGED);
        Part {
            bytes: self.bytes[from..to].to_vec(),
            to_end: self.to_end && to == self.bytes.len(),
        }
    }
}

/// What is read of a file to judge it.
pub(crate) struct Sample {
    pub(crate) start: Part,
    /// From a little before the first character that is not ASCII, where the start is ASCII only.
    pub(crate) later: Option<Part>,
}

/// Reads what is needed to judge a file, from its start. The position in the file is anywhere afterwards.
pub(crate) fn sample(file: &mut File) -> io::Result<Sample> {
    let start = part(file, 0, SAMPLE)?;
    let later = if start.to_end || !start.bytes.is_ascii() || start.bytes.contains(&0) {
        None
    } else {
        first_non_ascii(file)?
            .map(|at| part(file, at.saturating_sub(CONTEXT as u64), SAMPLE))
            .transpose()?
    };
    Ok(Sample { start, later })
}

fn part(file: &mut File, from: u64, length: usize) -> io::Result<Part> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(length as u64).read_to_end(&mut bytes)?;
    let to_end = bytes.len() < length;
    Ok(Part { bytes, to_end })
}

/// The place of the first byte beyond ASCII, from where the file stands.
fn first_non_ascii(file: &mut File) -> io::Result<Option<u64>> {
    let mut buffer = vec![0; STEP];
    let mut at = file.stream_position()?;
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(None);
        }
        let read = &buffer[..length];
        if !read.is_ascii() {
            return Ok(read
                .iter()
                .position(|b| !b.is_ascii())
                .map(|i| at + i as u64));
        }
        at += length as u64;
    }
}

impl Decision {
    /// The encoding that was declared, unless the `start` of the file has the byte order mark of another one. Which of the two
    /// forms of UTF-16 it is, the mark knows better.
    pub(crate) fn declared(encoding: &'static Encoding, start: &[u8]) -> Result<Decision, Message> {
        let utf16 = |e: &Encoding| e == UTF_16LE || e == UTF_16BE;
        let (encoding, bom) = match Encoding::for_bom(start) {
            None => (encoding, 0),
            Some((marked, bom)) if marked == encoding || utf16(marked) && utf16(encoding) => {
                (marked, bom)
            }
            Some((marked, _)) => {
                return Err(message!(
                    "source-encoding-contradicted",
                    declared = name(encoding),
                    marked = name(marked)
                ));
            }
        };
        Ok(Decision {
            bom,
            declared: true,
            ..Decision::certain(encoding)
        })
    }

    fn certain(encoding: &'static Encoding) -> Decision {
        Decision {
            encoding,
            bom: 0,
            confidence: 100,
            runner_up: None,
            declared: false,
            ascii: false,
        }
    }

    fn guessed(encoding: &'static Encoding, confidence: u8) -> Decision {
        Decision {
            confidence,
            ..Decision::certain(encoding)
        }
    }

    /// An encoding that is not certain is told beside the findings.
    pub(crate) fn doubt(&self) -> Option<Message> {
        (self.confidence < CERTAIN).then(|| message!("encoding-doubtful", told = self.message()))
    }

    /// One sentence for the evidence.
    pub(crate) fn message(&self) -> Message {
        let encoding = name(self.encoding);
        if self.declared {
            message!("decision-encoding-declared", encoding = encoding)
        } else if self.bom > 0 {
            message!("decision-encoding-bom", encoding = encoding)
        } else if self.ascii {
            message!("decision-encoding-ascii", encoding = encoding)
        } else if let Some((next, share)) = self.runner_up {
            message!(
                "decision-encoding-next",
                encoding = encoding,
                confidence = u32::from(self.confidence),
                next = name(next),
                share = u32::from(share)
            )
        } else {
            message!(
                "decision-encoding",
                encoding = encoding,
                confidence = u32::from(self.confidence)
            )
        }
    }
}

/// The name of an encoding as people know it.
pub(crate) fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 {
        "GB18030"
    } else {
        encoding.name()
    }
}

/// Labels to choose from, of the encodings that exports have.
pub(crate) const LABELS: [&str; 14] = [
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
    "euc-kr",
    "windows-1252",
    "latin1",
];

/// The encoding of a label that people use, in any case and with `-`, `_` or nothing: the labels of the Encoding Standard, the
/// code pages of Windows, and Python's `utf-8-sig`.
pub(crate) fn named(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_lowercase().replace('_', "-");
    let page = ["cp", "ms", "windows-"]
        .iter()
        .find_map(|prefix| label.strip_prefix(prefix));
    match page {
        Some("932") => return Some(SHIFT_JIS),
        Some("936") => return Some(GBK),
        Some("950") => return Some(BIG5),
        Some("1200") => return Some(UTF_16LE),
        Some("1201") => return Some(UTF_16BE),
        Some("54936") => return Some(GB18030),
        Some("65001") => return Some(UTF_8),
        _ => {}
    }
    let label = label.trim_end_matches("-sig").trim_end_matches("-bom");
    let compact = label.replace('-', "");
    [
        label.to_owned(),
        label.replace('-', "_"),
        compact.replace("utf16", "utf-16"),
        compact,
    ]
    .iter()
    .find_map(|label| Encoding::for_label_no_replacement(label.as_bytes()))
}

/// Decides the encoding of a text. `knows` counts the headers of the dictionary that occur in a decoded text: they weigh most
/// where several encodings are possible.
pub(crate) fn detect(sample: &Sample, knows: &dyn Fn(&str) -> usize) -> Decision {
    if let Some((encoding, bom)) = Encoding::for_bom(&sample.start.bytes) {
        return Decision {
            bom,
            ..Decision::certain(encoding)
        };
    }
    let part = sample.later.as_ref().unwrap_or(&sample.start);
    if let Some(decision) = utf16(part) {
        return decision;
    }
    if part.bytes.is_ascii() {
        return Decision {
            ascii: true,
            ..Decision::certain(UTF_8)
        };
    }
    utf8(part).unwrap_or_else(|| most_likely(part, knows))
}

/// UTF-16 without a byte order mark: every second byte of its ASCII characters is zero, always on the same side.
fn utf16(part: &Part) -> Option<Decision> {
    let ascii = |b: u8| b.is_ascii_graphic() || b.is_ascii_whitespace();
    let pairs = part.bytes.chunks_exact(2);
    let count = pairs.len();
    let little = pairs.clone().filter(|p| ascii(p[0]) && p[1] == 0).count();
    let big = pairs.filter(|p| p[0] == 0 && ascii(p[1])).count();
    let (encoding, most) = if little > big {
        (UTF_16LE, little)
    } else {
        (UTF_16BE, big)
    };
    // long cells have delimiters and line ends between them
    if most == 0 || most * 50 < count {
        return None;
    }
    let text = decode(encoding, part);
    let nonsense = |c: &char| *c == '\u{fffd}' || c.is_control() && !c.is_ascii_whitespace();
    if text.chars().filter(nonsense).count() * 100 > count {
        return None;
    }
    Some(Decision::guessed(encoding, share(most, little + big)))
}

/// UTF-8, also with some broken sequences, as where names are cut to a number of bytes. A text with only a letter or two
/// beyond ASCII is not decided here: `状态` in GBK happens to be whole UTF-8.
fn utf8(part: &Part) -> Option<Decision> {
    let (mut whole, mut broken) = (0, 0);
    let mut chunks = part.bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        whole += chunk.valid().len() - chunk.valid().chars().count();
        let last = chunks.peek().is_none() && !part.to_end;
        let cut = last && str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        broken += usize::from(!chunk.invalid().is_empty() && !cut);
    }
    if whole < WHOLE_TO_BROKEN * broken.max(1) {
        return None;
    }
    Some(Decision::guessed(UTF_8, share(whole, whole + broken)))
}

/// A part of a whole in per cent, at most 99.
fn share(part: usize, whole: usize) -> u8 {
    u8::try_from(part * 100 / whole).map_or(99, |share| share.min(99))
}

/// The encoding under which the text needs the fewest bits and has the most headers of the dictionary.
fn most_likely(part: &Part, knows: &dyn Fn(&str) -> usize) -> Decision {
    let judged = part.judged();
    let candidates = [UTF_8, GBK, BIG5, SHIFT_JIS, alphabet(&judged)].map(|encoding| {
        let text = decode(encoding, &judged);
        let bits = match Model::of(encoding) {
            Some(model) => model.bits(&text),
            None => alphabetic_bits(&text),
        };
        let whole_utf8 = encoding == UTF_8 && str::from_utf8(&judged.bytes).is_ok();
        let chance = if whole_utf8 { 0 } else { WHOLE_UTF8 };
        (encoding, bits + chance, knows(&text))
    });
    let most_known = candidates.iter().map(|c| c.2).max().unwrap_or(0);
    let mut candidates = candidates
        .map(|(encoding, bits, known)| (bits + (most_known - known) * KNOWN_HEADER, encoding));
    candidates.sort_by_key(|(bits, _)| *bits);
    let least = candidates[0].0;
    let weights = candidates.map(|(bits, _)| {
        let behind = u32::try_from(bits - least).unwrap_or(u32::MAX);
        (-f64::from(behind) / DEPENDENCE).exp2()
    });
    let all: f64 = weights.iter().sum();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 99"
    )]
    let shares = weights.map(|weight| (weight / all * 100.0).round().min(99.0) as u8);
    let [first, second] = [0, 1].map(|i| match candidates[i].1 {
        e if e == GBK && has_four_bytes(&part.bytes) => (GB18030, shares[i]),
        e if Model::of(e).is_some() || e == WINDOWS_1252 => (e, shares[i]),
        e => (e, shares[i].min(THIN_EVIDENCE)),
    });
    Decision {
        runner_up: Some(second).filter(|(_, share)| *share > 0),
        ..Decision::guessed(first.0, first.1)
    }
}

/// The likeliest single-byte encoding: windows-1252 if the detector of Firefox knows no other that reads the text differently.
fn alphabet(part: &Part) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&part.bytes, part.to_end);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess.is_single_byte() && decode(guess, part) != decode(WINDOWS_1252, part) {
        guess
    } else {
        WINDOWS_1252
    }
}

/// Whether a text in GB 18030 has characters that GBK has not.
fn has_four_bytes(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [0x81..=0xfe, b'0'..=b'9', 0x81..=0xfe, b'0'..=b'9', ..] => return true,
            [0x81..=0xfe, 0x40..=0xfe, rest @ ..] | [_, rest @ ..] => rest,
            [] => return false,
        };
    }
}

/// The text, with U+FFFD for what is no character.
fn decode(encoding: &'static Encoding, part: &Part) -> String {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let length = decoder.max_utf8_buffer_length(part.bytes.len());
    let mut text = String::with_capacity(length.unwrap_or(0));
    let _ = decoder.decode_to_string(&part.bytes, &mut text, part.to_end);
    text
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use encoding_rs::{WINDOWS_1250, WINDOWS_1251};
    use proptest::prelude::*;

    use super::*;
    use crate::messages::{Lang, Messages};

    const SIMPLIFIED: &str = "订单号,客户名称,制单时间,审核人,金额,备注\r\n\
        SO-2024-0001,苏州恒泰精密机械有限公司,2024-03-01 09:12,王建国,12800.00,加急\r\n\
        SO-2024-0002,青岛海晟进出口贸易有限公司,2024-03-01 10:40,李雪梅,560.50,\r\n\
        SO-2024-0003,\"成都蜀味源食品（集团）股份公司\",2024-03-02 16:05,赵鑫,98000.00,分两批发货\r\n";
    const TRADITIONAL: &str = "訂單編號,客戶名稱,建立日期,承辦人員,金額,備註\r\n\
        PO-113-0001,鴻達精密工業股份有限公司,113/03/01,陳淑芬,12800,急件\r\n\
        PO-113-0002,台南永康食品行,113/03/02,黃俊傑,560,\r\n\
        PO-113-0003,\"順發國際貿易（股）公司\",113/03/04,張雅婷,98000,分兩批出貨\r\n";

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let utf16 = text.encode_utf16();
        match encoding.name() {
            "UTF-16LE" => utf16.flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => utf16.flat_map(u16::to_be_bytes).collect(),
            _ => {
                let (bytes, _, unmappable) = encoding.encode(text);
                assert!(!unmappable, "{text} in {}", encoding.name());
                bytes.into_owned()
            }
        }
    }

    /// The decision on a whole file, knowing no header.
    fn decided(bytes: &[u8]) -> Decision {
        decided_knowing(bytes, &[])
    }

    fn decided_knowing(bytes: &[u8], headers: &[&str]) -> Decision {
        let start = Part {
            bytes: bytes.to_vec(),
            to_end: true,
        };
        let sample = Sample { start, later: None };
        detect(&sample, &|text| {
            headers.iter().filter(|h| text.contains(*h)).count()
        })
    }

    /// A file of its first header only, and a bit longer with each cell: no length is too short.
    #[test]
    fn exports_of_any_length_are_recognised() {
        let simplified = [UTF_8, GBK, UTF_16LE, UTF_16BE];
        let traditional = [UTF_8, BIG5, UTF_16LE, UTF_16BE];
        for (text, encodings) in [(SIMPLIFIED, simplified), (TRADITIONAL, traditional)] {
            for (end, _) in text.match_indices([',', '\n']) {
                for encoding in encodings {
                    let bytes = encoded(&text[..=end], encoding);
                    let decision = decided(&bytes);
                    assert_eq!(decision.encoding, encoding, "{:?}", &text[..=end]);
                    let read = decision.encoding.decode_without_bom_handling(&bytes).0;
                    assert_eq!(read, text[..=end]);
                }
            }
            let whole = decided(&encoded(text, encodings[1]));
            assert_eq!((whole.confidence, whole.runner_up), (99, None));
        }
    }

    #[test]
    fn one_header_over_numbers_is_enough() {
        let simplified = "订单号 客户名称 制单人 审核人 物料编码 供应商 发票号 含税单价 备注 摘要 状态 邮箱 币种";
        let traditional =
            "訂單編號 客戶名稱 承辦人員 統一編號 廠商代號 料號 發票號碼 備註 摘要 狀態";
        for (headers, encoding) in [(simplified, GBK), (traditional, BIG5)] {
            for header in headers.split(' ') {
                let file = format!("no,{header},a\n1,2,3\n4,5,6\n");
                let decision = decided(&encoded(&file, encoding));
                assert_eq!(decision.encoding, encoding, "{header}: {decision:?}");
                assert!(decision.confidence < 100, "{header}");
            }
        }
    }

    /// Two rare characters, or `借方` and `單價`, are about as likely to be two others in the other encoding.
    #[test]
    fn headers_of_the_dictionary_decide() {
        for (header, encoding) in [("借方", GBK), ("單價", BIG5), ("樺晟", GBK), ("樺晟", BIG5)]
        {
            let bytes = encoded(&format!("{header},a\n1,2\n"), encoding);
            let unknown = decided(&bytes);
            let known = decided_knowing(&bytes, &[header, "a"]);
            assert_eq!(known.encoding, encoding, "{header}");
            assert!(known.confidence >= 90, "{header}: {known:?}");
            let same = unknown.encoding == encoding;
            assert!(!same || unknown.confidence <= known.confidence, "{header}");
        }
    }

    #[test]
    fn traditional_text_in_gbk_is_recognised() {
        for text in [TRADITIONAL, "id,name\n1,廖昭雄\n", "id,name\n1,沈鴻猷\n"] {
            assert_eq!(decided(&encoded(text, GBK)).encoding, GBK, "{text}");
        }
    }

    #[test]
    fn four_byte_characters_are_told_as_gb18030() {
        let text = SIMPLIFIED.replace("赵鑫", "赵𬭎");
        let decision = decided(&encoded(&text, GB18030));
        assert_eq!(name(decision.encoding), "GB18030");
        assert_eq!(name(decided(&encoded(SIMPLIFIED, GB18030)).encoding), "GBK");
    }

    /// Names cut to a number of bytes end within a character.
    #[test]
    fn utf8_with_cut_names_is_utf8() {
        for text in [SIMPLIFIED, TRADITIONAL] {
            for limit in [7, 8, 10, 20] {
                let cells = text.split(',');
                let cut: Vec<&[u8]> = cells
                    .map(|cell| &cell.as_bytes()[..cell.len().min(limit)])
                    .collect();
                let bytes = cut.join(&b","[..]);
                assert!(str::from_utf8(&bytes).is_err());
                assert_eq!(decided(&bytes).encoding, UTF_8, "{limit}");
            }
        }
        let cut = &encoded(TRADITIONAL, BIG5)[..101];
        assert_eq!(decided(cut).encoding, BIG5);
    }

    #[test]
    fn a_character_cut_by_the_sample_is_not_broken() {
        let bytes = SIMPLIFIED.as_bytes();
        for end in 30..60 {
            let start = Part {
                bytes: bytes[..end].to_vec(),
                to_end: false,
            };
            let decision = detect(&Sample { start, later: None }, &|_| 0);
            assert_eq!((decision.encoding, decision.confidence), (UTF_8, 99));
        }
        assert_eq!(decided(b"name\ncaf\xe9").encoding, WINDOWS_1252);
    }

    #[test]
    fn western_text_is_not_read_as_chinese() {
        let words = "Königlich München Größe Geschäftsführer Québec Crème Málaga España São Åkerblom Øresund \
            Ængstrøm naïf d’Or Müller–Lüdenscheid 5° ½ l’été Île";
        for word in words.split(' ') {
            let bytes = encoded(&format!("id,name\n1,{word}\n"), WINDOWS_1252);
            let decision = decided(&bytes);
            assert!(decision.encoding.is_single_byte(), "{word}: {decision:?}");
        }
        let all = decided(&encoded(words, WINDOWS_1252));
        assert_eq!((all.encoding, all.confidence), (WINDOWS_1252, 99));
        for word in ["é", "Größe", "Łódź", "Клиент", "£50", "ʤ", "\u{85}"] {
            let decision = decided(format!("a\n{word}\n").as_bytes());
            assert_eq!(decision.encoding, UTF_8, "{word}");
            let thin = word.len() - word.chars().count() < WHOLE_TO_BROKEN;
            assert_eq!(decision.confidence <= THIN_EVIDENCE, thin, "{word}");
        }
    }

    #[test]
    fn other_languages() {
        let texts = [
            (
                SHIFT_JIS,
                "受注番号,得意先名,備考\n1,株式会社サンプル,お届け先に確認\n",
            ),
            (SHIFT_JIS, "お客様,カタログ\n1,2\n"),
            (
                WINDOWS_1250,
                "Zamówienie,Klient,Miasto\n1,Spółka Łódź,Gdańsk\n",
            ),
            (
                WINDOWS_1251,
                "Номер заказа,Клиент,Дата\n1,ООО Ромашка,2024-01-01\n",
            ),
        ];
        for (encoding, text) in texts {
            assert_eq!(decided(&encoded(text, encoding)).encoding, encoding);
        }
    }

    #[test]
    fn marks_decide() {
        let marks: [(&[u8], _); 3] = [
            (b"\xef\xbb\xbf", UTF_8),
            (b"\xff\xfe", UTF_16LE),
            (b"\xfe\xff", UTF_16BE),
        ];
        for (mark, encoding) in marks {
            let bytes = [mark, &encoded("订单号", encoding)].concat();
            let decision = decided(&bytes);
            assert_eq!((decision.encoding, decision.bom), (encoding, mark.len()));
            assert_eq!(decision.confidence, 100);

            let declared = Decision::declared(encoding, &bytes).unwrap();
            assert_eq!((declared.encoding, declared.bom), (encoding, mark.len()));
            assert_eq!(
                Decision::declared(GBK, &bytes),
                Err(message!(
                    "source-encoding-contradicted",
                    declared = "GBK",
                    marked = encoding.name()
                ))
            );
        }
        let declared = Decision::declared(UTF_16LE, b"\xfe\xff").unwrap();
        assert_eq!((declared.encoding, declared.bom), (UTF_16BE, 2));
        assert_eq!(Decision::declared(BIG5, b"a,b").unwrap().bom, 0);
    }

    #[test]
    fn sentences() {
        let sentence = |decision: Decision, lang| Messages::new(lang).text(&decision.message());
        let declared = Decision::declared(BIG5, b"").unwrap();
        assert_eq!(sentence(declared, Lang::En), "encoding Big5, as declared");
        assert_eq!(
            sentence(decided(b"\xef\xbb\xbfa,b"), Lang::En),
            "encoding UTF-8 (byte order mark)"
        );
        assert_eq!(
            sentence(decided(b"a,b\n"), Lang::ZhTw),
            "編碼 UTF-8（只含 ASCII 字元）"
        );
        assert_eq!(
            sentence(decided(SIMPLIFIED.as_bytes()), Lang::En),
            "encoding UTF-8 (confidence 99 %)"
        );
        let decision = Decision {
            runner_up: Some((BIG5, 3)),
            ..Decision::guessed(GBK, 97)
        };
        assert_eq!(
            sentence(decision, Lang::ZhCn),
            "编码 GBK（可信度 97%；其次：Big5 3%）"
        );
    }

    #[test]
    fn labels() {
        let labels = [
            ("gbk", GBK),
            ("GB2312", GBK),
            ("cp936", GBK),
            ("GB-18030", GB18030),
            ("Big5", BIG5),
            ("big-5", BIG5),
            ("CP950", BIG5),
            ("shift_jis", SHIFT_JIS),
            ("Shift-JIS", SHIFT_JIS),
            ("sjis", SHIFT_JIS),
            ("cp932", SHIFT_JIS),
            ("UTF8", UTF_8),
            ("utf_8", UTF_8),
            ("utf-8-sig", UTF_8),
            ("UTF-16", UTF_16LE),
            ("utf16le", UTF_16LE),
            ("UTF_16_BE", UTF_16BE),
            ("windows-1252", WINDOWS_1252),
            ("windows_1252", WINDOWS_1252),
            ("cp1252", WINDOWS_1252),
            ("latin1", WINDOWS_1252),
            ("iso8859-1", WINDOWS_1252),
            ("cp1250", WINDOWS_1250),
        ];
        for (label, encoding) in labels {
            assert_eq!(named(label), Some(encoding), "{label}");
        }
        for label in ["", "ansi", "cp437", "utf-9", "replacement", "hz-gb-2312"] {
            assert_eq!(named(label), None, "{label}");
        }
    }

    fn sampled(bytes: &[u8]) -> Sample {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        sample(&mut file).unwrap()
    }

    #[test]
    fn ascii_is_read_on_to_the_first_other_character() {
        let row = "1000,Suzhou,2024-03-01\n";
        let name = encoded("1001,苏州恒泰,2024-03-02\n", GBK);
        for rows in [12_000, 45_590, 45_591, 100_000] {
            let mut bytes = row.repeat(rows).into_bytes();
            bytes.extend_from_slice(&name);
            bytes.extend_from_slice(row.repeat(20_000).as_bytes());
            let sample = sampled(&bytes);
            let later = sample.later.as_ref().unwrap();
            let at = CONTEXT - "1001,".len();
            assert!(later.bytes[at..].starts_with(&name), "{rows}");
            assert_eq!((later.bytes.len(), later.to_end), (SAMPLE, false));
            assert_eq!(detect(&sample, &|_| 0).encoding, GBK);
        }
        assert!(sampled(row.repeat(100_000).as_bytes()).later.is_none());
        assert!(sampled(b"a,b\n").start.to_end);
    }

    /// A name at the end of a sample of ASCII is still found.
    #[test]
    fn the_judged_part_has_the_first_other_character() {
        let mut bytes = b"1000,Suzhou,2024-03-01\n".repeat(8000);
        bytes.extend_from_slice(&encoded("1001,苏州恒泰\n", GBK));
        let sample = sampled(&bytes);
        assert!(sample.later.is_none());
        assert_eq!(detect(&sample, &|_| 0).encoding, GBK);
    }

    #[test]
    fn binary_is_not_taken_for_utf16() {
        let mut bytes = vec![0; 4096];
        bytes[..4].copy_from_slice(b"\x7fELF");
        assert!(!decided(&bytes).encoding.name().starts_with("UTF-16"));
        let words: Vec<u8> = (0..4096u16).flat_map(|i| (i % 40).to_le_bytes()).collect();
        assert!(!decided(&words).encoding.name().starts_with("UTF-16"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_bytes_are_decided(bytes: Vec<u8>, later: Option<Vec<u8>>, to_end: bool) {
            let part = |bytes| Part { bytes, to_end };
            let sample = Sample { start: part(bytes), later: later.map(part) };
            let decision = detect(&sample, &str::len);
            prop_assert!(decision.confidence <= 100);
            if let Some((_, share)) = decision.runner_up {
                prop_assert!(share > 0 && share <= decision.confidence);
            }
        }

        #[test]
        fn whole_utf8_is_utf8(text in "[a-z,\n]{0,40}[\u{800}-\u{ffff}]{2}[a-zà-ž一-龥,\n]{0,40}") {
            prop_assert_eq!(decided(text.as_bytes()).encoding, UTF_8);
        }

        #[test]
        fn hanzi_in_gbk_are_gbk(text in "中[一二三人有在大中国和为这上我会以到时要出的生学说家子也成行下]{3,200}") {
            prop_assert_eq!(decided(&encoded(&text, GBK)).encoding, GBK);
        }
    }
}
