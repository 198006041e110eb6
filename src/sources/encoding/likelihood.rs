//! How plausible a text is: the bits that a writer of its language would need for it.
//!
//! A text that was decoded with the wrong table is made of characters that nobody uses, so it needs more bits than the right
//! one. The bits are minus the binary logarithm of how often a character of its class is met in tables of business data,
//! rounded; only differences count, so that a bit more or less for a whole class changes no decision.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS};

/// An ASCII character. It counts because the second byte of a pair can be one.
const ASCII: u8 = 6;
/// One of the characters listed below, which make up three quarters of any Chinese text.
const FREQUENT: u8 = 10;
/// A hanzi or kanji beyond the areas below.
const RARE: u8 = 23;
/// What is no character, or has no place in a table.
const NONSENSE: u8 = 30;
/// A Latin letter beside a hanzi: `A区` is written, but not often; a small letter less often, unless the word is one of a Western
/// language and the hanzi an accented letter of it.
const SCRIPT_CHANGE: usize = 5;
const SMALL_SCRIPT_CHANGE: usize = 8;
/// What a Japanese text is rarer than a Chinese one, by how it is written; a Korean one; and one that is Japanese without a kana.
const SHIFTED: usize = 6;
const PLAIN_JAPANESE: usize = 10;
const KOREAN: usize = 14;
const NO_KANA: usize = 8;
/// A kana of half width beside a character of full width: they are written by themselves.
const WIDTH_CHANGE: usize = 8;
/// A kana of half width in EUC-JP, where it takes two bytes.
const TWO_BYTE_KANA: u8 = 18;
/// A syllable of Korean beyond those that are listed below and those of the standard: rarer than the rare hanzi, which names have.
const RARE_SYLLABLE: u8 = 24;
/// What a text in an alphabet other than the Latin one is rarer.
const OTHER_ALPHABET: usize = 15;

/// Lead bytes, trail bytes, and the bits of their characters.
type Area = (RangeInclusive<u8>, RangeInclusive<u8>, u8);

/// GB 2312: punctuation, other signs, the common hanzi (level 1) and the rest of them (level 2).
const GBK_AREAS: &[Area] = &[
    (0xa1..=0xa3, 0xa1..=0xfe, 13),
    (0xa4..=0xa9, 0xa1..=0xfe, 20),
    (0xb0..=0xd7, 0xa1..=0xfe, 14),
    (0xd8..=0xf7, 0xa1..=0xfe, 18),
];
/// Big5: punctuation, the frequent hanzi (level 1, to C67E) and the others (level 2).
const BIG5_AREAS: &[Area] = &[
    (0xa1..=0xa3, 0x40..=0xfe, 13),
    // Greek letters and signs for the sounds of Chinese
    (0xa3..=0xa3, 0x44..=0xfe, 20),
    (0xa4..=0xc5, 0x40..=0xfe, 14),
    (0xc6..=0xc6, 0x40..=0x7e, 14),
    (0xc9..=0xf9, 0x40..=0xfe, 19),
];
/// `Shift_JIS`: punctuation, digits and letters, hiragana, katakana, the kanji of level 1 (to 9872) and of level 2.
const SHIFT_JIS_AREAS: &[Area] = &[
    (0x81..=0x81, 0x40..=0xac, 13),
    (0x82..=0x82, 0x4f..=0x9a, 13),
    (0x82..=0x82, 0x9f..=0xf1, 8),
    (0x83..=0x83, 0x40..=0x96, 9),
    (0x88..=0x97, 0x40..=0xfc, 14),
    (0x98..=0x98, 0x40..=0x72, 14),
    (0x98..=0x98, 0x9f..=0xfc, 19),
    (0x99..=0xea, 0x40..=0xfc, 19),
];

/// EUC-KR: punctuation, other signs, the syllables of the standard, hanja.
const EUC_KR_AREAS: &[Area] = &[
    (0xa1..=0xa3, 0xa1..=0xfe, 13),
    (0xa4..=0xac, 0xa1..=0xfe, 20),
    (0xb0..=0xc8, 0xa1..=0xfe, 14),
    (0xca..=0xfd, 0xa1..=0xfe, 20),
];
/// EUC-JP: punctuation, digits and letters, hiragana, katakana, other alphabets, the kanji of level 1 and of level 2.
const EUC_JP_AREAS: &[Area] = &[
    (0xa1..=0xa1, 0xa1..=0xfe, 13),
    (0xa2..=0xa2, 0xa1..=0xfe, 16),
    (0xa3..=0xa3, 0xa1..=0xfe, 13),
    (0xa4..=0xa4, 0xa1..=0xf3, 8),
    (0xa5..=0xa5, 0xa1..=0xf6, 9),
    (0xa6..=0xa8, 0xa1..=0xfe, 20),
    (0xb0..=0xcf, 0xa1..=0xfe, 14),
    (0xd0..=0xf4, 0xa1..=0xfe, 19),
];

/// The characters of headers and of names of companies, and the 600 most frequent ones in the dictionary of jieba (MIT).
const SIMPLIFIED: &str = "\
    订单编号客户供应商名称建立日期金额税率数量单价合计审核制单人员发票合同仓库部门备注地址邮电话状态付收款采购销售货物料规格型业务联系\
    姓名序类别品牌币种汇借贷方余凭证科目摘要版本期限额度等级经办编码\
    有限公司股份集团科技贸易实业上海北京广东深圳浙江省市区县街道镇乡村路号楼室\
    一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部\
    能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只山\
    水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向\
    治因立数样身情入原问把路被并利石老教万知级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首\
    共马形己儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反再题色五\
    京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神选记斯真却职号界件花类何眼兵传带空干农边据集联古广完质阳难增\
    历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非具李众连调感转笑革该持始英克士尔让拉思根格造较际亲单朝红\
    型价校约器字段周亚深候则功属积快图火千准究往极育装许参半令吃观鱼精办像帝八复影告远群包整构料随划算象容示投势热值夫网望源\
    息语股铁断派速怎需片爱律纪支早况病境证编越局推满且列觉服双未居除乐企引标确织初青志率项飞球节察龙响药站施均消客失轻存低甚\
    般击曾防请离落显罗营足素视护副食创余照兴占巴虽洲村费易试星木黑左宝置跟央识维采六底宫房音环案批切斗富乡另倒若按查故突责严";
/// The same in traditional characters, where they differ.
const TRADITIONAL: &str = "\
    訂單編號客戶供應商名稱建立金額稅數量單價合計審核製單承辦員發票合約倉庫部門備註電話狀態採購銷售貨業務聯絡總經理\
    類別幣種匯借貸餘憑證傳票料統廠項別期額級\
    份團貿易實電區縣鄉鎮臺號樓為裡眾吃群\
    國爲這個來會時學說於們後發對長過業裏經門動進區開產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬級應資務氣\
    漢總電聲設義統處馬兒領隊計別權話報給變書幾華議稱張決導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類傳帶幹農邊據聯廣質陽\
    難歷專認臺車遊舉線備團爭衆連調轉該爾讓較際親單紅價約亞則屬積圖準極裝許參喫觀魚辦復隨遠羣構劃勢熱網語鐵斷愛紀況證編滿覺雙\
    織樂標確項飛節龍響藥輕擊請離顯羅營視護創餘興佔雖費試寶識維採環宮鬥鄉責嚴";

/// The characters of Japanese names of people, companies and places.
const JAPANESE: &str = "\
    田中山本村井藤佐高橋林木野川原島松上小石渡辺伊清水斉斎加吉阿部池森前長谷岡後近坂遠青西福三浦太金大内和久保宮崎横浜千葉\
    株式会社合同有限商事工業東京都府県市区町丁目番号階浩一郎子美恵真由健康裕智翔陽介直樹幸雄";

/// The syllables of headers, of names of people, companies and towns, and the most frequent others.
const KOREAN_SYLLABLES: &str = "\
    주문번호고객명거래처담당자금액수량단가합계일자비고상태부서제품코드목규격단위세율공급주소전화이메사업등록대표계약입출창고배송결완료취소기승인\
    식회유한서울산구천광전경강원충청북남도라특별시군읍면동리로길김박최정조윤장임오신권황안류홍민준지우현수영진성희은미혜선재태철\
    이다의는에을를가하고사나아어그스해들으니보과게여만있었것거연년월중국내외발생및형통무반복요용총역학건설물개술관본팀점방상양남";

static MODELS: LazyLock<[Model; 5]> =
    LazyLock::new(|| [GBK, BIG5, SHIFT_JIS, EUC_KR, EUC_JP].map(Model::new));

/// Katakana as wide as ASCII characters, of one byte each in `Shift_JIS`.
const HALF_WIDTH_KANA: RangeInclusive<char> = '\u{ff61}'..='\u{ff9f}';

/// The texts that are written in a double-byte encoding.
pub(super) struct Model {
    encoding: &'static Encoding,
    /// Of each character of the Basic Multilingual Plane.
    bits: Vec<u8>,
}

impl Model {
    /// The model of a double-byte encoding that is known here.
    pub(super) fn of(encoding: &'static Encoding) -> Option<&'static Model> {
        MODELS.iter().find(|model| model.encoding == encoding)
    }

    fn new(encoding: &'static Encoding) -> Model {
        let (areas, frequent) = match encoding {
            e if e == BIG5 => (BIG5_AREAS, FREQUENT),
            e if e == SHIFT_JIS => (SHIFT_JIS_AREAS, FREQUENT + 2),
            e if e == EUC_JP => (EUC_JP_AREAS, FREQUENT + 2),
            e if e == EUC_KR => (EUC_KR_AREAS, FREQUENT),
            _ => (GBK_AREAS, FREQUENT),
        };
        let mut model = Model {
            encoding,
            bits: vec![NONSENSE; 0x1_0000],
        };
        model.set('\u{3400}'..='\u{9fff}', RARE);
        if encoding == EUC_KR {
            model.set('\u{ac00}'..='\u{d7a3}', RARE_SYLLABLE);
        }
        for (leads, trails, bits) in areas {
            let pairs: Vec<u8> = leads
                .clone()
                .flat_map(|lead| trails.clone().flat_map(move |trail| [lead, trail]))
                .collect();
            let (text, _) = encoding.decode_without_bom_handling(&pairs);
            let assigned = |c: &char| !matches!(c, '\u{e000}'..'\u{f900}' | '\u{fffd}');
            model.set(text.chars().filter(assigned), *bits);
        }
        if encoding == EUC_KR {
            model.set(KOREAN_SYLLABLES.chars(), frequent);
        } else {
            model.set(SIMPLIFIED.chars().chain(TRADITIONAL.chars()), frequent);
        }
        if encoding == SHIFT_JIS || encoding == EUC_JP {
            model.set(JAPANESE.chars(), FREQUENT);
        }
        if encoding == SHIFT_JIS {
            model.set(HALF_WIDTH_KANA, FREQUENT);
        } else if encoding == EUC_JP {
            model.set(HALF_WIDTH_KANA, TWO_BYTE_KANA);
        }
        // the second byte of a pair that is not assigned is read on its own
        model.set('\0'..='\u{7f}', NONSENSE);
        model.set((' '..='~').chain(['\t', '\r', '\n']), ASCII);
        model
    }

    fn set(&mut self, chars: impl Iterator<Item = char>, bits: u8) {
        for c in chars {
            if let Some(place) = self.bits.get_mut(c as usize) {
                *place = bits;
            }
        }
    }

    /// The bits of a decoded text.
    pub(super) fn bits(&self, text: &str) -> usize {
        let japanese = self.encoding == SHIFT_JIS || self.encoding == EUC_JP;
        let half_width = |c: char| japanese && HALF_WIDTH_KANA.contains(&c);
        let mut sum = match self.encoding {
            e if e == SHIFT_JIS => SHIFTED,
            e if e == EUC_JP => PLAIN_JAPANESE,
            e if e == EUC_KR => KOREAN,
            _ => 0,
        };
        let (mut before, mut kana) = (' ', false);
        for c in text.chars() {
            // beyond the plane there are only the rarest hanzi
            sum += usize::from(*self.bits.get(c as usize).unwrap_or(&NONSENSE));
            let (latin, foreign) = if c.is_ascii() {
                (c, before)
            } else {
                (before, c)
            };
            if latin.is_ascii_alphabetic() && !foreign.is_ascii() {
                sum += if latin.is_ascii_lowercase() {
                    SMALL_SCRIPT_CHANGE
                } else {
                    SCRIPT_CHANGE
                };
            }
            kana |= ('\u{3041}'..='\u{30ff}').contains(&c);
            if half_width(c) != half_width(before) && !c.is_ascii() && !before.is_ascii() {
                sum += WIDTH_CHANGE;
            }
            before = c;
        }
        if japanese && !kana {
            sum += NO_KANA;
        }
        sum
    }
}

/// What so many ASCII characters need.
pub(super) fn ascii_bits(count: usize) -> usize {
    count * usize::from(ASCII)
}

/// Letters with an accent that are frequent in the languages of the West, and of the middle of Europe.
const WESTERN: &str = "éèêëàâäáãåçíîïñóôöõøúûüùßæœÉÀÄÖÜÅØÇÑÁÓ";
const CENTRAL: &str = "ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůýžČĎĚŇŘŠŤŮÝŽőűŐŰăĂșȘțȚşŞţŢđĐğĞıİÍÚ";

fn accented_bits(c: char) -> usize {
    if WESTERN.contains(c) {
        8
    } else if CENTRAL.contains(c) {
        10
    } else {
        13
    }
}

fn is_accented(c: char) -> bool {
    ('\u{a0}'..'\u{250}').contains(&c) && c.is_alphabetic()
}

/// The bits of a text in any alphabet. Accented Latin letters stand alone between plain ones (`Québec`); those of other
/// alphabets follow each other, capitals first, and two alphabets are not mixed in a word.
pub(super) fn alphabetic_bits(text: &str) -> usize {
    let block = |c: char| u32::from(c) >> 8;
    let other_alphabet = |c: char| ('\u{250}'..'\u{2000}').contains(&c);
    let mut sum = if text.chars().any(other_alphabet) {
        OTHER_ALPHABET
    } else {
        0
    };
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let alone = before.is_ascii() && after.is_ascii();
        let in_latin_word = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
        let latin = c < '\u{250}';
        sum += match c {
            ' '..='~' | '\t' | '\r' | '\n' => usize::from(ASCII),
            '\0'..='\u{7f}' | '\u{fffd}' => usize::from(NONSENSE),
            // but for the line end of some mainframes
            '\u{80}'..'\u{a0}' if c != '\u{85}' => usize::from(NONSENSE),
            '\u{2e80}'.. => 13,
            _ if latin && c.is_alphabetic() && c.is_uppercase() && before.is_lowercase() => 16,
            _ if latin && c.is_alphabetic() && in_latin_word => accented_bits(c),
            _ if latin && c.is_alphabetic() && is_accented(before) => accented_bits(c) + 2,
            _ if !before.is_ascii() && block(before) != block(c) => 16,
            _ if !c.is_alphabetic() && alone && !in_latin_word => 13,
            _ if !c.is_alphabetic() => 16,
            _ if latin || in_latin_word => 13,
            _ if c.is_uppercase() && before.is_lowercase() => 16,
            _ if c.is_uppercase() => 8,
            _ => 6,
        };
        before = c;
    }
    sum
}
