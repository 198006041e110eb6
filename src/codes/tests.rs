//! Checks against published numbers, and detection against slips that are really made.

use proptest::prelude::*;

use super::detection::Slips;
use super::*;

/// Published examples: of the standards, of GS1 and of public registers.
const RIGHT: [(CheckCharacter, &[&str]); 7] = [
    (CheckCharacter::Mod11And10, &["07945", "1234568"]),
    (
        CheckCharacter::Mod37And36,
        &["A12425GABC1234002M", "CUST2025AZ"],
    ),
    (
        CheckCharacter::Mod11To2,
        &["11010519491231002X", "07940", "0000000000000001"],
    ),
    (CheckCharacter::Mod97To10, &["79444"]),
    (CheckCharacter::Luhn, &["79927398713", "4111111111111111"]),
    (
        CheckCharacter::Gtin,
        &[
            "4006381333931",
            "6901234567892",
            "96385074",
            "614141000036",
            "10614141000415",
        ],
    ),
    (
        CheckCharacter::Uscc,
        &["91350100M000100Y43", "91110000600037341L"],
    ),
];

#[test]
fn published_codes_hold_and_their_check_is_computed() {
    for (check, codes) in RIGHT {
        for code in codes {
            assert!(check.holds(code), "{check:?} {code}");
            let (body, mark) = code.split_at(code.len() - check.width());
            assert_eq!(check.of(body).as_deref(), Ok(mark), "{check:?} {code}");
        }
    }
}

#[test]
fn a_check_carries_its_characters_only() {
    let stray = |place, character| Err(Unfit::Character(place, character));
    assert_eq!(CheckCharacter::Luhn.of("12-3"), stray(2, '-'));
    assert_eq!(CheckCharacter::Uscc.of("9135I"), stray(4, 'I'));
    assert_eq!(CheckCharacter::Mod11To2.of("1X"), stray(1, 'X'));
    assert_eq!(CheckCharacter::Mod37And36.of("A华"), stray(1, '华'));
    assert_eq!(CheckCharacter::Mod11And10.of(""), Err(Unfit::Empty));
    for check in CheckCharacter::ALL {
        for code in ["", "0", "1", "華", "０7945", "07945 "] {
            assert!(!check.holds(code), "{check:?} {code}");
        }
    }
}

/// Of two check digits with one remainder, the standard writes the greater.
#[test]
fn two_check_digits_are_written_as_the_standard_does() {
    for number in 0..1000 {
        let body = format!("{number:03}");
        let check = CheckCharacter::Mod97To10.of(&body).unwrap();
        let digits = 98 - number * 100 % 97;
        assert_eq!(check, format!("{digits:02}"));
    }
}

#[test]
fn toml_names_are_the_names() {
    for check in CheckCharacter::ALL {
        let read: CheckCharacter =
            Deserialize::deserialize(serde_json::json!(check.name())).unwrap();
        assert_eq!(read, check);
    }
}

/// Every right code of a length, every slip in it, made and looked at.
fn made(check: CheckCharacter, length: usize) -> Detection {
    let mut bodies = vec![String::new()];
    for _ in check.width()..length {
        let longer = bodies.iter().flat_map(|body| {
            let next = check.alphabet().chars();
            next.map(move |c| format!("{body}{c}"))
        });
        bodies = longer.collect();
    }
    let mut marks = vec![String::new()];
    for _ in 0..check.width() {
        let longer = marks.iter().flat_map(|mark| {
            let next = check.marks().chars();
            next.map(move |c| format!("{mark}{c}"))
        });
        marks = longer.collect();
    }
    let mut made = Detection {
        changed: Slips { missed: 0, all: 0 },
        swapped: Slips { missed: 0, all: 0 },
    };
    let count = |slips: &mut Slips, code: &[char]| {
        slips.all += 1;
        slips.missed += u128::from(check.holds(&code.iter().collect::<String>()));
    };
    for code in bodies
        .iter()
        .flat_map(|body| marks.iter().map(move |mark| format!("{body}{mark}")))
        .filter(|code| check.holds(code))
    {
        let code: Vec<char> = code.chars().collect();
        for place in 0..length {
            let last = place + check.width() >= length;
            let others = if last {
                check.marks()
            } else {
                check.alphabet()
            };
            for other in others.chars().filter(|other| *other != code[place]) {
                let mut code = code.clone();
                code[place] = other;
                count(&mut made.changed, &code);
            }
            if place + 1 < length && code[place] != code[place + 1] {
                let mut code = code.clone();
                code.swap(place, place + 1);
                count(&mut made.swapped, &code);
            }
        }
    }
    made
}

#[test]
fn what_is_counted_is_what_slips_that_are_made_come_to() {
    for check in CheckCharacter::ALL {
        let longest = match check {
            CheckCharacter::Mod37And36 | CheckCharacter::Uscc => 3,
            _ => 4,
        };
        for length in check.width() + 1..=longest {
            let counted = check.detection(length).unwrap();
            assert_eq!(counted, made(check, length), "{check:?} {length}");
        }
    }
}

#[test]
fn what_each_check_notices_is_known() {
    let noticed = |check: CheckCharacter, length| {
        let detection = check.detection(length).unwrap();
        (detection.changed.noticed(), detection.swapped.noticed())
    };
    // 09 and 90 alone are missed by Luhn, digits that differ by five by GTIN: 2 and 10 of 90 pairs
    assert_eq!(noticed(CheckCharacter::Luhn, 16), (10_000, 9_777));
    assert_eq!(noticed(CheckCharacter::Gtin, 13), (10_000, 8_888));
    assert_eq!(noticed(CheckCharacter::Uscc, 18), (10_000, 10_000));
    assert_eq!(noticed(CheckCharacter::Mod11To2, 18), (10_000, 10_000));
    assert_eq!(noticed(CheckCharacter::Mod97To10, 10), (10_000, 10_000));
    assert_eq!(noticed(CheckCharacter::Mod11And10, 10).0, 10_000);
    assert!(noticed(CheckCharacter::Mod11And10, 10).1 > 9_700);
    assert_eq!(noticed(CheckCharacter::Mod37And36, 18).0, 10_000);
    assert!(noticed(CheckCharacter::Mod37And36, 18).1 > 9_980);
    assert_eq!(CheckCharacter::Mod37And36.detection(40), None);
    assert_eq!(CheckCharacter::Luhn.detection(0), None);
}

#[test]
fn a_share_is_never_rounded_up_to_all() {
    let share = |missed, all| Slips { missed, all }.noticed();
    assert_eq!(share(0, 7), 10_000);
    assert_eq!(share(1, 1_000_000), 9_999);
    assert_eq!(share(1, u128::MAX), 9_999);
    assert_eq!(share(u128::MAX / 2, u128::MAX), 5_000);
}

fn body(check: CheckCharacter) -> impl Strategy<Value = String> {
    let characters: Vec<char> = check.alphabet().chars().collect();
    let character = prop::sample::select(characters);
    prop::collection::vec(character, 1..25).prop_map(|body| body.into_iter().collect())
}

proptest! {
    #[test]
    fn a_code_with_its_check_holds_and_with_another_does_not(
        (check, body) in prop::sample::select(CheckCharacter::ALL.to_vec())
            .prop_flat_map(|check| (Just(check), body(check)))
    ) {
        let mark = check.of(&body).unwrap();
        prop_assert_eq!(mark.len(), check.width());
        let code = format!("{body}{mark}");
        prop_assert!(check.holds(&code));
        for other in check.marks().chars().filter(|c| !mark.ends_with(*c)) {
            let code = format!("{}{other}", &code[..code.len() - 1]);
            prop_assert!(!check.holds(&code));
        }
    }

    #[test]
    fn the_remainder_of_97_is_that_of_the_number(number in 0..u64::MAX) {
        let digits = number.to_string();
        let right = digits.len() > 2 && number % 97 == 1;
        prop_assert_eq!(CheckCharacter::Mod97To10.holds(&digits), right);
    }
}
