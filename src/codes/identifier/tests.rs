//! Published numbers, and what is said of those that fail.

use proptest::prelude::*;

use super::*;

fn identifier(scheme: Scheme) -> Identifier {
    Identifier::new(scheme)
}

fn old() -> Identifier {
    Identifier {
        rule: BusinessRule::Old,
        ..identifier(Scheme::TwBusinessNo)
    }
}

/// Numbers that authorities, standards and registers have published as right.
const RIGHT: [(Scheme, &[&str]); 13] = [
    (
        Scheme::CnUscc,
        &[
            "91350100M000100Y43",
            "91110000600037341L",
            "91330106MF1A2B3C46",
        ],
    ),
    (Scheme::CnUsccInner, &["91350100M000100Y43"]),
    (Scheme::CnOrganisationCode, &["M000100Y4", "M000100Y-4"]),
    (Scheme::CnResidentId, &["11010519491231002X"]),
    (
        Scheme::TwBusinessNo,
        &[
            "04595257", "22099131", "12345675", "62140097", "00501508", "00000074",
        ],
    ),
    (Scheme::TwPersonalId, &["A123456789"]),
    (
        Scheme::Gtin,
        &[
            "4006381333931",
            "6901234567892",
            "96385074",
            "614141000036",
            "10614141000415",
        ],
    ),
    (
        Scheme::Iban,
        &["DE44500105175407324931", "GB82WEST12345698765432"],
    ),
    (Scheme::Email, &["li.na@example.com", "a+b@例子.中国"]),
    (
        Scheme::CnMobile,
        &["13912345678", "+86 139 1234 5678", "86-13912345678"],
    ),
    (
        Scheme::CnPhone,
        &[
            "13912345678",
            "010-62345678",
            "(021) 5234 5678",
            "0755-86543210",
            "0451-2345678",
            "4008001234",
            "400-800-1234",
            "95588",
            "+86 10 6234 5678",
            "+86-21-52345678",
            "8675527655988",
            "+86 (0)21 52345678",
            "010-62345678-801",
            "010-62345678转801",
            "01062345678",
        ],
    ),
    (
        Scheme::TwPhone,
        &[
            "0912-345-678",
            "+886 912 345 678",
            "02-2712-3456",
            "(02)27123456#123",
            "+886-2-2712-3456",
            "886-4-8652321",
            "03-5773456",
            "049-2345678",
            "04-22345678",
            "0800-123-456",
            "089-123456",
        ],
    ),
    (Scheme::TwMobile, &["0912345678", "+886-912-345678"]),
];

#[test]
fn published_numbers_pass() {
    for (scheme, codes) in RIGHT {
        for code in codes {
            assert_eq!(
                identifier(scheme).passes(code),
                Some(true),
                "{scheme:?} {code}"
            );
        }
    }
    for code in ["04595257", "22099131", "12345675"] {
        assert_eq!(old().passes(code), Some(true), "{code}");
    }
    for (scheme, codes) in [
        (Scheme::CnPostalCode, ["100000", "010000"]),
        (Scheme::TwPostalCode, ["100", "110401"]),
    ] {
        for code in codes {
            assert_eq!(identifier(scheme).passes(code), Some(true), "{code}");
        }
    }
}

/// A scheme, a cell, what is wrong with it, and what should stand there.
type Case = (Scheme, &'static str, Vec<Flaw>, Option<&'static str>);

fn each_is_named(cases: Vec<Case>) {
    for (scheme, code, all, proposal) in cases {
        let proposal = proposal.map(str::to_owned);
        let identifier = identifier(scheme);
        assert_eq!(identifier.passes(code), Some(false), "{scheme:?} {code}");
        let flaws = Flaws { all, proposal };
        assert_eq!(identifier.flaws(code), flaws, "{scheme:?} {code}");
    }
}

fn length(has: usize, wanted: &str) -> Flaw {
    let wanted = wanted.to_owned();
    Flaw::Length { has, wanted }
}

#[test]
fn each_failure_is_named() {
    let check = |has, wanted| Flaw::Check { has, wanted };
    each_is_named(vec![
        (
            Scheme::CnUscc,
            "91350100M000100Y44",
            vec![check('4', '3'), Flaw::Beyond],
            None,
        ),
        (
            Scheme::CnUscc,
            "91350100M000200Y43",
            vec![check('3', 'T'), Flaw::Within],
            None,
        ),
        (
            Scheme::CnUscc,
            "91350100M000100Y4",
            vec![length(17, "18")],
            None,
        ),
        (
            Scheme::CnUscc,
            "9135O100M000100Y43",
            vec![Flaw::Alike {
                place: 5,
                has: 'O',
                wanted: '0',
            }],
            Some("91350100M000100Y43"),
        ),
        (
            Scheme::CnUscc,
            "9135?100M000100Y43",
            vec![Flaw::Character(5, '?')],
            None,
        ),
        (
            Scheme::CnUscc,
            "913101153325803000",
            vec![Flaw::Sheet],
            None,
        ),
        (Scheme::CnUscc, "9.13101E+17", vec![Flaw::Exponent], None),
        (
            Scheme::CnUscc,
            " ９1350100-m000100y43",
            vec![
                Flaw::Width,
                Flaw::Blanks,
                Flaw::Dashes,
                Flaw::Case,
                Flaw::Passes,
            ],
            Some("91350100M000100Y43"),
        ),
        (Scheme::CnUscc, "华东", vec![length(2, "18")], None),
        (
            Scheme::CnResidentId,
            "11010519491331002X",
            vec![Flaw::Day, check('X', '1')],
            None,
        ),
        (
            Scheme::CnResidentId,
            "110105194912310021",
            vec![check('1', 'X')],
            None,
        ),
        (
            Scheme::CnResidentId,
            "11010519491231002x",
            vec![Flaw::Case, Flaw::Passes],
            Some("11010519491231002X"),
        ),
        (Scheme::TwBusinessNo, "00501502", vec![Flaw::Sum], None),
        (
            Scheme::TwBusinessNo,
            "4595257",
            vec![Flaw::Zero],
            Some("04595257"),
        ),
        (
            Scheme::TwPersonalId,
            "A123456788",
            vec![check('8', '9')],
            None,
        ),
        (Scheme::Gtin, "4006381333932", vec![check('2', '1')], None),
        (Scheme::Gtin, "400638133393", vec![check('3', '0')], None),
        (Scheme::Gtin, "123", vec![length(3, "8/12/13/14")], None),
    ]);
    for code in ["62140097", "00501508"] {
        assert_eq!(old().passes(code), Some(false));
        assert_eq!(old().flaws(code).all, [Flaw::NewRule], "{code}");
    }
}

#[test]
fn each_failure_of_a_number_without_check_character_is_named() {
    each_is_named(vec![
        (
            Scheme::Iban,
            "DE45500105175407324931",
            vec![Flaw::Sum],
            None,
        ),
        (
            Scheme::Iban,
            "DE44 5001 0517 5407 3249 31",
            vec![Flaw::Blanks, Flaw::Passes],
            Some("DE44500105175407324931"),
        ),
        (Scheme::Iban, "6222021234567890123", vec![Flaw::Form], None),
        (Scheme::Email, "li.na", vec![Flaw::At], None),
        (Scheme::Email, "li@host", vec![Flaw::Domain], None),
        (Scheme::Email, "a@b.cn;c@d.cn", vec![Flaw::Several], None),
        (Scheme::Email, "\"x y\"@b.cn", vec![Flaw::Form], None),
        (Scheme::CnMobile, "12012345678", vec![Flaw::Start], None),
        (Scheme::CnMobile, "1391234567", vec![length(10, "11")], None),
        (
            Scheme::CnMobile,
            "13912345678/13812345679",
            vec![Flaw::Several],
            None,
        ),
        (Scheme::CnPhone, "62345678", vec![Flaw::Area], None),
        (
            Scheme::CnPhone,
            "75586543210",
            vec![Flaw::Zero],
            Some("075586543210"),
        ),
        (
            Scheme::Email,
            "li.na@ example.com",
            vec![Flaw::Blanks, Flaw::Passes],
            Some("li.na@example.com"),
        ),
        // one of Taipei, and not of Pingtung
        (Scheme::TwPhone, "8792-6168", vec![Flaw::Area], None),
        (Scheme::TwPhone, "06-6362121~3", vec![Flaw::Several], None),
        (
            Scheme::TwMobile,
            "912345678",
            vec![Flaw::Zero],
            Some("0912345678"),
        ),
        (
            Scheme::CnPostalCode,
            "10000",
            vec![Flaw::Zero],
            Some("010000"),
        ),
        (Scheme::TwPostalCode, "1104", vec![length(4, "3/5/6")], None),
    ]);
}

/// The organisation code within has letters up to Z; by the 31 characters of the outer code these would be refused.
#[test]
fn what_the_code_within_says_is_asked_of_right_codes() {
    let inner = identifier(Scheme::CnUsccInner);
    assert_eq!(inner.passes("91350100M000100Y44"), None);
    assert_eq!(inner.passes("91330106MF1A2B3C59"), Some(false));
    let flaws = inner.flaws("91330106MF1A2B3C59").all;
    assert!(
        matches!(
            flaws[..],
            [Flaw::Inner {
                has: '5',
                wanted: '4'
            }]
        ),
        "{flaws:?}"
    );
}

#[test]
fn numbers_of_other_countries_are_not_judged() {
    for scheme in [Scheme::CnMobile, Scheme::CnPhone] {
        for number in ["+1 212 555 0100", "00852-23456789", "+886 912 345 678"] {
            assert_eq!(identifier(scheme).passes(number), None, "{number}");
        }
    }
    assert_eq!(identifier(Scheme::TwPhone).passes("+86 13912345678"), None);
    assert_eq!(identifier(Scheme::TwPhone).passes("+886 12"), Some(false));
}

/// How many of all numbers of eight digits pass: counted by adding up states, and by trying a part of them.
#[test]
fn the_share_of_random_numbers_that_pass_is_known() {
    let share = |identifier: Identifier| {
        let all = (0..100_000_u32).map(|n| format!("{:08}", n * 997 % 100_000_000));
        all.filter(|code| identifier.passes(code) == Some(true))
            .count()
    };
    // 11 % by the old rule and 22 % by the new one
    assert!((10_500..11_500).contains(&share(old())));
    assert!((21_500..22_500).contains(&share(identifier(Scheme::TwBusinessNo))));
}

#[test]
fn what_each_scheme_notices_is_known() {
    let noticed = |identifier: Identifier| {
        let detection = identifier.detection().unwrap();
        (
            detection.changed.noticed() / 100,
            detection.swapped.noticed() / 100,
        )
    };
    assert_eq!(noticed(identifier(Scheme::CnUscc)), (100, 100));
    assert_eq!(noticed(identifier(Scheme::CnResidentId)), (100, 100));
    // about 2 % and 6 % are missed by the old rule, 15 % and 16 % by the new one
    assert_eq!(noticed(old()), (97, 93));
    assert_eq!(noticed(identifier(Scheme::TwBusinessNo)), (84, 84));
    assert_eq!(identifier(Scheme::Email).detection(), None);
}

/// Slips that are made in right numbers are noticed as often as is said.
#[test]
fn detection_is_what_slips_that_are_made_come_to() {
    for identifier in [old(), identifier(Scheme::TwBusinessNo)] {
        let detection = identifier.detection().unwrap();
        let (mut missed, mut all) = (0_u32, 0_u32);
        let numbers = (0..400_000_u32).map(|n| format!("{:08}", n * 7919 % 100_000_000));
        for code in numbers.filter(|code| identifier.passes(code) == Some(true)) {
            for place in 0..7 {
                let mut bytes = code.clone().into_bytes();
                if bytes[place] != bytes[place + 1] {
                    bytes.swap(place, place + 1);
                    let swapped = String::from_utf8(bytes).unwrap();
                    all += 1;
                    missed += u32::from(identifier.passes(&swapped) == Some(true));
                }
            }
        }
        let made = f64::from(all - missed) / f64::from(all) * 10_000.0;
        let counted = f64::from(detection.swapped.noticed());
        assert!((made - counted).abs() < 60.0, "{made} {counted}");
    }
}

proptest! {
    /// Whatever stands in a cell: what does not pass has a flaw, and what should stand there instead passes.
    #[test]
    fn what_fails_is_explained_and_what_is_proposed_passes(
        scheme in prop::sample::select(Scheme::ALL.to_vec()),
        cell in prop_oneof![
            "[0-9A-Za-z＋０-９ －-]{0,20}",
            "\\PC{0,12}",
            "[1-9][0-9]{5}(19|20)[0-9]{9}[0-9X]",
            "0?[0-9]{7,12}(-[0-9]{1,4})?",
            "[a-z]{1,5}@?[a-z]{0,5}\\.?(cn|com)?",
        ],
    ) {
        let identifier = identifier(scheme);
        if identifier.passes(&cell) == Some(false) {
            let flaws = identifier.flaws(&cell);
            prop_assert!(!flaws.all.is_empty());
            if let Some(proposal) = flaws.proposal {
                prop_assert_ne!(identifier.passes(&proposal), Some(false), "{:?} {}", cell, proposal);
            }
        }
    }
}

/// The check of Taiwan takes 00000000 and 55555555, and those that are sums take zeros alone.
#[test]
fn what_passes_and_is_one_digit_over_and_over_is_a_placeholder() {
    let business = |rule| Identifier {
        scheme: Scheme::TwBusinessNo,
        rule,
    };
    for (identifier, code) in [
        (business(BusinessRule::New), "00000000"),
        (business(BusinessRule::New), "55555555"),
        (business(BusinessRule::Old), "00000000"),
        (Identifier::new(Scheme::Gtin), "0000000000000"),
        (Identifier::new(Scheme::CnOrganisationCode), "000000000"),
        (Identifier::new(Scheme::CnOrganisationCode), "00000000-0"),
    ] {
        assert_eq!(identifier.passes(code), Some(false), "{code}");
        let flaws = identifier.flaws(code);
        assert!(flaws.all.contains(&Flaw::Placeholder), "{code}: {flaws:?}");
        assert_eq!(flaws.proposal, None, "{code}");
    }
    // nor is it what a missing zero makes of it
    let short = business(BusinessRule::New).flaws("0000000");
    assert!(!short.all.contains(&Flaw::Zero), "{short:?}");
    assert_eq!(business(BusinessRule::New).passes("00000074"), Some(true));
}
