//! The JSON report against the schema that the program prints of it.

use serde_json::Value;

use crate::support::{Folder, Run};

fn schema() -> Value {
    let told = Run::new(["schema", "report"]).run();
    assert_eq!(told.code, 0, "{}", told.stderr);
    serde_json::from_str(&told.stdout).unwrap()
}

/// What of a report is not as the schema says, of all that schemas made from our types can say: another word is a mistake.
fn mistakes(schema: &Value, report: &Value) -> Vec<String> {
    let mut mistakes = Vec::new();
    Check { root: schema }.value(schema, report, "", &mut mistakes);
    mistakes
}

struct Check<'a> {
    root: &'a Value,
}

impl Check<'_> {
    fn value(&self, schema: &Value, value: &Value, at: &str, mistakes: &mut Vec<String>) {
        let Some(words) = schema.as_object() else {
            assert_eq!(schema, &Value::Bool(true), "{at}");
            return;
        };
        for (word, said) in words {
            match word.as_str() {
                "$schema"
                | "$defs"
                | "title"
                | "description"
                | "required"
                | "additionalProperties" => {}
                "$ref" => {
                    let path = said.as_str().unwrap().trim_start_matches('#');
                    self.value(self.root.pointer(path).unwrap(), value, at, mistakes);
                }
                "type" => Self::kind(said, value, at, mistakes),
                "format" => assert!(said.is_string()),
                "minimum" | "maximum" => {
                    let (number, bound) = (value.as_f64(), said.as_f64().unwrap());
                    let inside = |number: f64| match word.as_str() {
                        "minimum" => number >= bound,
                        _ => number <= bound,
                    };
                    if !number.is_none_or(inside) {
                        mistakes.push(format!("{at}: {word} {said}"));
                    }
                }
                "minItems" | "maxItems" => {
                    let many = value.as_array().map_or(0, Vec::len) as u64;
                    let bound = said.as_u64().unwrap();
                    let inside = if word == "minItems" {
                        many >= bound
                    } else {
                        many <= bound
                    };
                    if value.is_array() && !inside {
                        mistakes.push(format!("{at}: {word} {said}"));
                    }
                }
                "const" if said == value => {}
                "enum" if said.as_array().unwrap().contains(value) => {}
                "const" | "enum" => mistakes.push(format!("{at}: {value} is not {said}")),
                "items" => {
                    for item in value.as_array().into_iter().flatten() {
                        self.value(said, item, &format!("{at}[]"), mistakes);
                    }
                }
                "properties" => self.fields(schema, said, value, at, mistakes),
                "anyOf" | "oneOf" => {
                    let fits = |one: &Value| {
                        let mut inner = Vec::new();
                        self.value(one, value, at, &mut inner);
                        inner.is_empty()
                    };
                    if !said.as_array().unwrap().iter().any(fits) {
                        mistakes.push(format!("{at}: {value} is none of {word}"));
                    }
                }
                other => panic!("{at}: nobody checks {other}"),
            }
        }
    }

    fn kind(said: &Value, value: &Value, at: &str, mistakes: &mut Vec<String>) {
        let is = |kind: &Value| match kind.as_str().unwrap() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_u64() || value.is_i64(),
            "number" => value.is_number(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("{other}"),
        };
        let fits = match said.as_array() {
            Some(kinds) => kinds.iter().any(is),
            None => is(said),
        };
        if !fits {
            mistakes.push(format!("{at}: {value} is no {said}"));
        }
    }

    fn fields(
        &self,
        schema: &Value,
        said: &Value,
        value: &Value,
        at: &str,
        mistakes: &mut Vec<String>,
    ) {
        let Some(object) = value.as_object() else {
            return;
        };
        for (name, value) in object {
            let at = format!("{at}.{name}");
            match said.get(name) {
                Some(field) => self.value(field, value, &at, mistakes),
                // readers may meet new fields, but we may not forget to name one
                None => mistakes.push(format!("{at} is not named")),
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            if !object.contains_key(name) {
                mistakes.push(format!("{at}.{name} is missing"));
            }
        }
    }
}

fn report(told: &str) -> Value {
    serde_json::from_str(told).unwrap()
}

#[test]
fn reports_are_as_their_schema_says() {
    let schema = schema();
    for arguments in [
        "check examples/monthly-audit --as-of 2026-10-31 --format json --verbose",
        "check examples/supply-chain --as-of 2026-10-31 --format json --lang zh-TW",
    ] {
        let told = Run::new(arguments.split(' ')).run();
        let report = report(&told.stdout);
        assert_eq!(mistakes(&schema, &report), [""; 0], "{arguments}");
        // what rules say of themselves is in it
        let mut rules = report["rules"].as_array().unwrap().iter();
        let told = |key| move |rule: &Value| rule[key].is_string();
        assert!(
            rules.clone().any(told("why")) && rules.any(told("fix")),
            "{arguments}"
        );
    }
}

#[test]
fn so_are_those_of_runs_with_a_past_and_of_runs_that_fail() {
    let schema = schema();
    let folder = Folder::new(
        "[tables.parts]\nfiles = \"parts.csv\"\nkey = [\"code\"]\n[tables.parts.fields]\ncode = { unique = true }\nname = {}\n\
         [[rule]]\nid = \"nameless\"\ntable = \"parts\"\ntags = [\"master\"]\nwhy = \"Nobody finds it.\"\n\
         check.required = { columns = [\"name\"] }\n",
    );
    folder.write("parts.csv", "code,name\n1,\n2,\n2,b\n");
    folder.report("2026-05-31", &[]);
    folder.write("parts.csv", "code,name\n1,a\n3,\n");
    let mut reports = vec![folder.report("2026-06-30", &[])];
    let rules = reports[0]["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["id"] == "nameless").unwrap();
    assert_eq!(rule["tags"], serde_json::json!(["master"]));
    assert_eq!(rule["why"], "Nobody finds it.");
    assert_eq!(rule["fix"], Value::Null);
    let found = reports[0]["findings"].as_array().unwrap();
    assert!(found.iter().all(|finding| finding["label"].is_string()));
    assert!(!reports[0]["fixed"].as_array().unwrap().is_empty());
    assert!(!reports[0]["gone"].as_array().unwrap().is_empty());
    folder.run(&[
        "baseline",
        "create",
        "-o",
        "known.json",
        "--as-of",
        "2026-06-30",
    ]);
    reports.push(folder.report("2026-06-30", &["--baseline", "known.json"]));
    folder.write("parts.csv", "code\n1\n");
    reports.push(folder.report("2026-07-31", &[]));
    std::fs::remove_file(folder.path().join("parts.csv")).unwrap();
    reports.push(folder.report("2026-08-31", &[]));
    for report in &reports {
        assert_eq!(mistakes(&schema, report), [""; 0], "{}", report["as_of"]);
    }
}

/// Makes something of a report wrong.
type Spoil = fn(&mut Value);

#[test]
fn what_is_not_as_the_schema_says_is_seen() {
    let schema = schema();
    let told =
        Run::new("check examples/monthly-audit --as-of 2026-10-31 --format json".split(' ')).run();
    let sound = report(&told.stdout);
    let spoilt: [(&str, Spoil); 4] = [
        ("a field that is missing", |r| {
            r.as_object_mut().unwrap().remove("exit_code");
        }),
        ("a field that nobody named", |r| {
            r["summary"]["surprise"] = 1.into();
        }),
        ("a number that is a text", |r| {
            r["rules"][0]["ok"] = "1".into();
        }),
        ("a word that is none", |r| {
            r["rules"][0]["status"] = "perhaps".into();
        }),
    ];
    for (what, spoil) in spoilt {
        let mut report = sound.clone();
        spoil(&mut report);
        assert_eq!(mistakes(&schema, &report).len(), 1, "{what}");
    }
}
