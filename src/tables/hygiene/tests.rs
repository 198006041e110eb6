//! Cells as people and programs leave them, and clean ones in which nothing may be found.

use proptest::prelude::*;

use super::*;

fn all() -> Hygiene {
    Hygiene::new(&Fault::ALL, &[])
}

#[test]
fn each_flaw_is_found_and_put_right() {
    let lost = |text: &str| Flaw::Lost(text.to_owned());
    let cases: Vec<(&str, Vec<Flaw>, Option<&str>)> = vec![
        (" 华东", vec![Flaw::Ends], Some("华东")),
        ("华东\u{3000}", vec![Flaw::Ends], Some("华东")),
        ("华东\n", vec![Flaw::Ends], Some("华东")),
        ("A  B", vec![Flaw::Doubled], Some("A B")),
        (
            "华\u{200b}东",
            vec![Flaw::Invisible('\u{200b}')],
            Some("华东"),
        ),
        ("A\u{a0}B", vec![Flaw::Invisible('\u{a0}')], Some("A B")),
        ("A\tB", vec![Flaw::Invisible('\t')], Some("A B")),
        (
            "ＡＢ-１２",
            vec![Flaw::Wide("ＡＢ１２".to_owned())],
            Some("AB-12"),
        ),
        (
            "华東电机",
            vec![Flaw::Traditional("東".to_owned())],
            Some("华东电机"),
        ),
        (
            "華東电機",
            vec![Flaw::Simplified("电".to_owned())],
            Some("華東電機"),
        ),
        ("锟斤拷公司", vec![lost("锟斤拷")], None),
        ("???有限公司", vec![lost("???")], None),
        ("华\u{fffd}公司", vec![lost("\u{fffd}")], None),
        ("华\u{e863}公司", vec![Flaw::Private('\u{e863}')], None),
        ("华东（上海", vec![Flaw::Bracket('（')], None),
        ("华东)有限公司", vec![Flaw::Bracket(')')], None),
        ("测试", vec![Flaw::Placeholder], None),
        (
            "Ｔest",
            vec![Flaw::Wide("Ｔ".to_owned()), Flaw::Placeholder],
            None,
        ),
        ("测试客户01", vec![Flaw::Placeholder], None),
        ("000000", vec![Flaw::Placeholder], None),
        ("13800000000", vec![Flaw::Placeholder], None),
        ("1900-01-01 00:00:00", vec![Flaw::Placeholder], None),
        ("--", vec![Flaw::Placeholder], None),
        ("???", vec![Flaw::Placeholder], None),
        ("华东公司，", vec![Flaw::Trailing('，')], Some("华东公司")),
        (
            "张&#23515;工贸 A&amp;B",
            vec![Flaw::Reference("&#23515;".to_owned())],
            Some("张寛工贸 A&B"),
        ),
        (
            "A&amp;amp;B",
            vec![Flaw::Reference("&amp;".to_owned())],
            Some("A&B"),
        ),
        (
            "&#x5BDB;",
            vec![Flaw::Reference("&#x5BDB;".to_owned())],
            Some("寛"),
        ),
        (
            "华东&nbsp;公司",
            vec![Flaw::Reference("&nbsp;".to_owned())],
            Some("华东 公司"),
        ),
        ("华东公司。", vec![Flaw::Trailing('。')], Some("华东公司")),
        (
            " 华\u{200b}东  Ａ公司 ，",
            vec![
                Flaw::Ends,
                Flaw::Doubled,
                Flaw::Invisible('\u{200b}'),
                Flaw::Wide("Ａ".to_owned()),
                Flaw::Trailing('，'),
            ],
            Some("华东 A公司"),
        ),
    ];
    let hygiene = all();
    for (text, found, proposal) in cases {
        assert!(!hygiene.is_clean(text), "{text:?}");
        let flaws = hygiene.flaws(text);
        assert_eq!(flaws.all, found, "{text:?}");
        assert_eq!(flaws.proposal.as_deref(), proposal, "{text:?}");
    }
}

/// What real exports hold, and what is right although it looks otherwise.
#[test]
fn nothing_is_found_in_clean_texts() {
    let hygiene = all();
    for text in [
        "华东销售有限公司",
        "華東銷售股份有限公司",
        "北京软件测试中心",
        "昇辉科技",
        "乾照光电",
        "Test Rite International Co., Ltd.",
        "怎么回事???",
        "What??",
        "1) 先付款 2) 后发货",
        "a）合同；b）发票",
        "（上海）华东(集团)公司",
        "0",
        "1",
        "11111",
        "2026-01-01",
        "C-1",
        "A",
        "13912345678",
        "已发货。",
        "12, rue des Bouchers",
        "第一行\n第二行",
        "台灣積體電路",
        "皇后理发店",
        "#5",
        "N",
        "张三",
        "无锡华东公司",
        "空调",
        "待定点",
        "3.5″×2",
        "a\u{3000}b",
        "不详细",
        "http://example.com/?a=1",
        "😀",
        "葛\u{e0100}城",
        "10700000000",
        "13000000000",
        "鮀莲街道",
        "清濛经济开发区",
    ] {
        assert_eq!(hygiene.flaws(text).all, [], "{text:?}");
        assert!(hygiene.is_clean(text), "{text:?}");
    }
}

#[test]
fn only_what_is_asked_for_is_found_and_put_right() {
    let width = Hygiene::new(&[Fault::Width], &[]);
    let flaws = width.flaws(" Ａ，");
    assert_eq!(flaws.all, [Flaw::Wide("Ａ".to_owned())]);
    assert_eq!(flaws.proposal.as_deref(), Some(" A，"));
    let words = Hygiene::new(
        &[Fault::Placeholders],
        &["同上".to_owned(), "ＮＡ１".to_owned()],
    );
    assert!(!words.is_clean("同上"));
    assert!(!words.is_clean(" na1 "));
    assert!(words.is_clean("同上海"));
}

proptest! {
    /// The quick answer is that of all flaws, and a proposal is clean.
    #[test]
    fn a_proposal_is_clean(text in "[ \u{3000}\u{200b}\u{a0}\taA1０Ａ華华東电（）()，。?锟斤拷测试\n:-]{1,12}") {
        let hygiene = all();
        let flaws = hygiene.flaws(&text);
        prop_assert_eq!(hygiene.is_clean(&text), flaws.all.is_empty());
        if let Some(proposal) = flaws.proposal {
            prop_assert!(hygiene.is_clean(&proposal), "{:?} -> {:?}", text, proposal);
        }
    }
}
