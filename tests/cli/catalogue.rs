//! The catalogue: the same keys and arguments in three languages, none missing, none unused.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use crate::support::root;

/// What only Chinese asks for: whether a heading says what was done, so that a sentence can say it (`审核时间`: 审核).
const CHINESE: [&str; 2] = ["began", "ended"];

/// The files of the catalogue in a language, by area.
fn areas(lang: &str) -> BTreeMap<String, String> {
    std::fs::read_dir(root().join("src/messages").join(lang))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The area of each key.
fn homes(lang: &str) -> BTreeMap<String, String> {
    let mut homes = BTreeMap::new();
    for (area, text) in areas(lang) {
        for line in text.lines() {
            if let Some((key, _)) = line.split_once(" =")
                && !key.starts_with([' ', '#', '*', '['])
            {
                homes.insert(key.to_owned(), area.clone());
            }
        }
    }
    homes
}

/// Key to the names of its arguments.
fn keys(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = areas(lang).into_values().collect::<Vec<_>>().join("\n");
    let resource = parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{lang}: {errors:?}"));
    let mut keys = BTreeMap::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let mut names = BTreeSet::new();
                arguments(message.value.as_ref().unwrap(), &mut names);
                assert!(
                    keys.insert(message.id.name.to_owned(), names).is_none(),
                    "{lang}: {} twice",
                    message.id.name
                );
            }
            Entry::Junk { content } => panic!("{lang}: {content}"),
            _ => {}
        }
    }
    keys
}

fn arguments(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => inline_argument(inline, names),
            Expression::Select { selector, variants } => {
                inline_argument(selector, names);
                for variant in variants {
                    arguments(&variant.value, names);
                }
            }
        }
    }
}

fn inline_argument(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        names.insert(id.name.to_owned());
    }
}

#[test]
fn the_languages_have_the_same_keys_and_arguments() {
    let english = keys("en");
    for lang in ["zh-CN", "zh-TW"] {
        let other = keys(lang);
        let missing: Vec<_> = english.keys().filter(|k| !other.contains_key(*k)).collect();
        let extra: Vec<_> = other.keys().filter(|k| !english.contains_key(*k)).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{lang}: missing {missing:?}, extra {extra:?}"
        );
        for (key, names) in &english {
            let mut asked = other[key].clone();
            asked.retain(|name| !CHINESE.contains(&name.as_str()));
            assert!(
                asked.is_subset(names),
                "{lang}: `{key}` uses {:?}",
                other[key]
            );
        }
    }
}

#[test]
fn a_key_is_in_the_same_area_in_every_language() {
    let english = homes("en");
    assert_eq!(english.len(), keys("en").len());
    for lang in ["zh-CN", "zh-TW"] {
        assert_eq!(homes(lang), english, "{lang}");
    }
}

/// An area that is not listed in the code would be missing from the program.
#[test]
fn every_area_is_listed() {
    let code = std::fs::read_to_string(root().join("src/messages.rs")).unwrap();
    for area in areas("en").keys() {
        assert!(code.contains(&format!("\"{area}\"")), "{area}");
    }
}

#[test]
fn every_key_is_used_and_every_used_key_exists() {
    let english = keys("en");
    let mut code = String::new();
    gather(&root().join("src"), &mut code);
    // keys that are put together at run time
    let composed = ["kind-", "cli-"];
    let unused: Vec<_> = english
        .keys()
        .filter(|key| {
            !composed.iter().any(|c| key.starts_with(c)) && !code.contains(&format!("\"{key}\""))
        })
        .collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
    let mut missing = Vec::new();
    for (at, _) in code.match_indices("message!(") {
        let rest = code[at + "message!(".len()..].trim_start();
        let Some(rest) = rest.strip_prefix('"') else {
            continue;
        };
        let key = rest.split('"').next().unwrap();
        if !english.contains_key(key) {
            missing.push(key.to_owned());
        }
    }
    let of_templates = code.split("t(\"").skip(1);
    let of_templates = of_templates.filter_map(|rest| Some(rest.split_once("\")")?.0));
    missing.extend(
        of_templates
            .filter(|key| key.starts_with("page-") && !english.contains_key(*key))
            .map(str::to_owned),
    );
    assert!(missing.is_empty(), "missing: {missing:?}");
}

fn gather(folder: &std::path::Path, code: &mut String) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            gather(&path, code);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            code.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
