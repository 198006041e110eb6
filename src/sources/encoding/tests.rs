use std::io::Write;

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, GB18030, GBK, IBM866, KOI8_R, MACINTOSH, SHIFT_JIS, WINDOWS_1250,
    WINDOWS_1251, X_MAC_CYRILLIC,
};
use proptest::prelude::*;

use super::sample::{CONTEXT, SAMPLE};
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

fn whole(bytes: &[u8]) -> Part {
    Part {
        bytes: bytes.to_vec(),
        to_end: true,
    }
}

fn is_single_byte(charset: Charset) -> bool {
    matches!(charset, Charset::Standard(encoding) if encoding.is_single_byte())
}

/// The decision on a whole file, knowing no header.
fn decided(bytes: &[u8]) -> Decision {
    decided_knowing(bytes, &[])
}

fn decided_knowing(bytes: &[u8], headers: &[&str]) -> Decision {
    let start = whole(bytes);
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
                let read = decision.encoding.decode(&bytes, true);
                assert_eq!(read, text[..=end]);
            }
        }
        let whole = decided(&encoded(text, encodings[1]));
        assert_eq!((whole.confidence, whole.runner_up), (99, None));
    }
}

#[test]
fn one_header_over_numbers_is_enough() {
    let simplified =
        "订单号 客户名称 制单人 审核人 物料编码 供应商 发票号 含税单价 备注 摘要 状态 邮箱 币种";
    let traditional = "訂單編號 客戶名稱 承辦人員 統一編號 廠商代號 料號 發票號碼 備註 摘要 狀態";
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
    assert_eq!(decision.encoding.name(), "GB18030");
    assert_eq!(
        decided(&encoded(SIMPLIFIED, GB18030)).encoding.name(),
        "GBK"
    );
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
        assert_eq!((decision.encoding, decision.confidence), (UTF_8.into(), 99));
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
        assert!(is_single_byte(decision.encoding), "{word}: {decision:?}");
    }
    let all = decided(&encoded(words, WINDOWS_1252));
    assert_eq!((all.encoding, all.confidence), (WINDOWS_1252.into(), 99));
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

const KOREAN: &str = "주문번호,거래처,담당자,비고\n1,한솔정밀 주식회사,김도윤,부산 공장 출고\n\
    2,(주)새벽무역,이서연,결제 완료\n3,동해상사,박지훈,대구 창고\n";
const GERMAN: &str = "Nr,Kunde,Ort\n1,Müller & Söhne GmbH,Köln\n2,Bäckerei Grün,Gießen\n3,Käseladen Höß,Düren\n\
    4,Gärtnerei Früh,Würzburg\n5,Öl-König,Lübeck\n";

/// Read right, or told as doubtful.
#[test]
fn other_tables_are_recognised_or_doubted() {
    let russian = "Номер,Клиент,Город\n1,ООО Северный ветер,Тверь\n2,Завод Прогресс,Омск\n";
    let japanese = "受注番号,得意先名,備考\n1,株式会社みどり製作所,お届け先に確認\n";
    for (encoding, text, sure) in [
        (EUC_KR, KOREAN, true),
        (EUC_JP, japanese, true),
        (KOI8_R, russian, true),
        (IBM866, russian, false),
        (X_MAC_CYRILLIC, russian, false),
        (MACINTOSH, GERMAN, false),
    ] {
        let bytes = encoded(text, encoding);
        let decision = decided(&bytes);
        let read = decision.encoding.decode(&bytes, true);
        assert_eq!(read, text, "{decision:?}");
        assert_eq!(decision.doubt().is_none(), sure, "{decision:?}");
    }
    // encoding_rs writes Japanese mail as well
    let mail = encoded(japanese, ISO_2022_JP);
    assert!(mail.is_ascii());
    assert_eq!(decided(&mail).encoding, ISO_2022_JP);
}

#[test]
fn pages_of_dos_are_recognised_and_doubted() {
    let pages: [(Page, &dyn yore::CodePage, &str); 3] = [
        (Page::Cp850, &yore::code_pages::CP850, GERMAN),
        (
            Page::Cp850,
            &yore::code_pages::CP850,
            "Nº,Cliente\n1,Construções Viçosa\n2,São João Mármores\n",
        ),
        (
            Page::Cp852,
            &yore::code_pages::CP852,
            "č.,Zákazník\n1,Dřevařství Škoda\n2,Železářství Říčany\n3,Pekařství U Mlýna\n",
        ),
    ];
    for (page, table, text) in pages {
        let bytes = table.encode(text).unwrap();
        let decision = decided(&bytes);
        assert_eq!(decision.encoding, Charset::Dos(page), "{decision:?}");
        assert_eq!(decision.encoding.decode(&bytes, true), text);
        assert!(decision.doubt().is_some(), "{decision:?}");
    }
}

/// Greek of DOS is none of the tables that are tried: whatever it looks like, it is doubted.
#[test]
fn what_nobody_thought_of_is_doubted() {
    let greek = "Αρ,Πελάτης\n1,Ελαιοτριβείο Ήλιος\n2,Ναυτιλιακή Πάρου\n";
    let bytes = yore::CodePage::encode(&yore::code_pages::CP737, greek).unwrap();
    let decision = decided(&bytes);
    assert!(decision.doubt().is_some(), "{decision:?}");
}

/// Characters that GB 2312 has not, as in names of people.
#[test]
fn rare_hanzi_are_no_japanese() {
    for name in ["喆", "朱镕", "赵堃", "李翀", "孙喆堃", "瞿瑛琦"] {
        let bytes = encoded(&format!("no,name\n1,{name}\n2,{name}\n"), GBK);
        let decision = decided(&bytes);
        let doubted = decision.doubt().is_some();
        assert!(decision.encoding == GBK || doubted, "{name}: {decision:?}");
        assert_ne!(decision.encoding, Charset::from(SHIFT_JIS), "{name}");
    }
    // nor Korean, however often they come
    let names: Vec<String> = (0..40).map(|no| format!("{no},喆堃珺,玥\n")).collect();
    let decision = decided(&encoded(&format!("no,name,son\n{}", names.concat()), GBK));
    let doubted = decision.doubt().is_some();
    assert!(decision.encoding == GBK || doubted, "{decision:?}");
}

/// A pair of letters of a Polish or Czech word may be a hanzi of Big5; little text settles nothing.
#[test]
fn a_few_letters_with_marks_are_no_certain_hanzi() {
    for text in ["Łukasz Żółć,Kraków", "Łęczna,Kołobrzeg", "Příbram,Liběšice"] {
        let bytes = encoded(&format!("no,name,city\n1,{text}\n"), WINDOWS_1250);
        let decision = decided(&bytes);
        let right = decision.encoding == WINDOWS_1250;
        assert!(right || decision.doubt().is_some(), "{text}: {decision:?}");
    }
}

#[test]
fn a_nul_makes_no_utf16() {
    for rows in 1..200 {
        let even = "no,amount\n".to_owned() + &"7,5\0\n".repeat(rows);
        let odd = "no,amount\n".to_owned() + &"17,5\0\n8,\0\n".repeat(rows);
        for text in [even, odd] {
            assert_eq!(decided(text.as_bytes()).encoding, UTF_8, "{text:?}");
        }
    }
    // the first half of a hanzi may be a character of ASCII
    let text = "编号,备注\n1,上海一中\n2,上上下下\n".repeat(3);
    for encoding in [UTF_16LE, UTF_16BE] {
        assert_eq!(decided(&encoded(&text, encoding)).encoding, encoding);
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
        let expected = (encoding.into(), mark.len());
        assert_eq!((decision.encoding, decision.bom), expected);
        assert_eq!(decision.confidence, 100);

        let declared = Decision::declared(encoding.into(), &whole(&bytes)).unwrap();
        let expected = (encoding.into(), mark.len());
        assert_eq!((declared.encoding, declared.bom), expected);
        // programs write their mark before the one that they find
        let twice = [mark, &bytes].concat();
        assert_eq!(decided(&twice).bom, 2 * mark.len());
    }
    let declared = Decision::declared(UTF_16LE.into(), &whole(b"\xfe\xff")).unwrap();
    assert_eq!((declared.encoding, declared.bom), (UTF_16BE.into(), 2));
    let declared = Decision::declared(BIG5.into(), &whole(b"a,b"));
    assert_eq!(declared.unwrap().bom, 0);
}

#[test]
fn a_declaration_wins_against_a_mark_unless_it_is_wrong() {
    let gbk = [b"\xef\xbb\xbf", &encoded(SIMPLIFIED, GBK)[..]].concat();
    let declared = Decision::declared(GBK.into(), &whole(&gbk)).unwrap();
    assert_eq!((declared.encoding, declared.bom), (GBK.into(), 3));
    assert_eq!(declared.doubt().unwrap().key, "encoding-marked-otherwise");
    let wrong = |charset: Charset, bytes: &[u8]| {
        let declared = Decision::declared(charset, &whole(bytes));
        declared.err().map(|message| message.key)
    };
    let contradicted = Some("source-encoding-contradicted");
    let utf8 = [b"\xef\xbb\xbf", SIMPLIFIED.as_bytes()].concat();
    assert_eq!(wrong(BIG5.into(), &utf8), contradicted);
    let utf16 = [b"\xff\xfe", &encoded(SIMPLIFIED, UTF_16LE)[..]].concat();
    assert_eq!(wrong(WINDOWS_1252.into(), &utf16), contradicted);
    assert_eq!(wrong(Charset::Dos(Page::Cp850), &gbk), None);
}

#[test]
fn sentences() {
    let sentence = |decision: Decision, lang| Messages::new(lang).text(&decision.message());
    let declared = Decision::declared(BIG5.into(), &whole(b"")).unwrap();
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
        runner_up: Some((BIG5.into(), 3)),
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
        ("cp949", EUC_KR),
        ("EUC_JP", EUC_JP),
        ("IBM866", IBM866),
        ("KOI8_R", KOI8_R),
        ("x-mac-cyrillic", X_MAC_CYRILLIC),
        ("mac-roman", MACINTOSH),
    ];
    for (label, encoding) in labels {
        assert_eq!(named(label), Some(encoding.into()), "{label}");
    }
    for label in ["cp437", "IBM437", "dos-437", "OEM_437"] {
        assert_eq!(named(label), Some(Charset::Dos(Page::Cp437)), "{label}");
    }
    for label in ["", "ansi", "cp99", "utf-9", "replacement", "hz-gb-2312"] {
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
