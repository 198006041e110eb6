//! Compares a TOML section with the JSON Schema of its Rust type and tells every mistake in it at once, each with
//! its place. serde alone stops at the first one, and speaks English only. It is the schema that `crm-audit schema`
//! prints, so an editor and the program cannot disagree.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::messages::{Message, message};
use crate::mistakes::{Place, Problem, did_you_mean, meant, meant_key, nearest, other_way};
use crate::tables::date;

/// Up to so many possible values are listed beside the one that may be meant.
const FEW: usize = 8;

/// The schema of `T` as a JSON value, references under `$defs`.
pub(crate) fn of<T: JsonSchema>() -> Value {
    schemars::SchemaGenerator::default()
        .into_root_schema_for::<T>()
        .to_value()
}

/// The schema of what is written as `T`: every field is there, if only as null.
pub(crate) fn of_written<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::default().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// All mistakes in `section` against `schema`. `name` says what the section is, where a key is missing from it.
pub(crate) fn mistakes<'a>(
    schema: &'a Value,
    section: &'a Spanned<DeValue<'a>>,
    file: usize,
    header: &std::ops::Range<usize>,
) -> Vec<Problem> {
    let fields = section.get_ref().get("fields");
    let mut walk = Walk {
        root: schema,
        fields: fields.and_then(|fields| fields.get_ref().as_table()),
        file,
        kind: String::new(),
        key: String::new(),
        problems: Vec::new(),
    };
    walk.value(schema, section, header);
    walk.problems
}

struct Walk<'a> {
    root: &'a Value,
    /// The fields of a table, which its other keys name.
    fields: Option<&'a DeTable<'a>>,
    file: usize,
    /// The check that a rule has, and the key whose value is looked at.
    kind: String,
    key: String,
    problems: Vec<Problem>,
}

impl<'a> Walk<'a> {
    /// `owner` is the place of the key that holds the value: where a missing key is pointed out.
    fn value(
        &mut self,
        schema: &'a Value,
        value: &Spanned<DeValue>,
        owner: &std::ops::Range<usize>,
    ) {
        let schema = self.resolve(schema);
        let accepted = self.alternatives(schema);
        let fitting: Vec<&Value> = accepted
            .iter()
            .copied()
            .filter(|s| fits(s, value.get_ref()))
            .collect();
        match fitting.as_slice() {
            [] => self.wrong_type(&accepted, value),
            // two kinds in one check: each alternative of a tagged enum is an object with one property
            [one] => self.content(one, value, owner, None),
            several => self.tagged(several, value, owner),
        }
    }

    fn content(
        &mut self,
        schema: &'a Value,
        value: &Spanned<DeValue>,
        owner: &std::ops::Range<usize>,
        kind: Option<&str>,
    ) {
        if let Some(kind) = kind {
            kind.clone_into(&mut self.kind);
        }
        match value.get_ref() {
            DeValue::Table(table) => {
                let properties = schema["properties"].as_object();
                let mut meant: Vec<&str> = Vec::new();
                for (key, inner) in table {
                    let name: &str = key.get_ref();
                    if let Some(property) = properties.and_then(|p| p.get(name)) {
                        name.clone_into(&mut self.key);
                        self.value(property, inner, &key.span());
                    } else if schema["additionalProperties"].is_object() {
                        self.value(&schema["additionalProperties"], inner, &key.span());
                    } else if schema["additionalProperties"] == Value::Bool(false) {
                        let known = properties.into_iter().flatten().map(|(k, _)| k.as_str());
                        let known: Vec<&str> = known.collect();
                        meant.extend(self.unknown_key(schema, &known, (key, inner), kind));
                    }
                }
                for name in required(schema).chain(demanded(schema, table)) {
                    // a misspelt key is told already
                    if !meant.contains(&name) && !table.keys().any(|k| &**k.get_ref() == name) {
                        self.push(Problem::at(
                            message!("problem-missing-key", name = name),
                            self.place(owner),
                        ));
                    }
                }
            }
            DeValue::Array(items) => {
                for item in items {
                    self.value(&schema["items"], item, &item.span());
                }
            }
            DeValue::String(text) => {
                let words: Vec<&str> = words(schema);
                if !words.is_empty() && !words.contains(&&**text) {
                    self.unknown(
                        message!("problem-unknown-value", name = &**text),
                        &value.span(),
                        text,
                        &words,
                    );
                }
            }
            DeValue::Integer(number) => {
                let written = number.as_str();
                let message = if schema["minimum"].as_f64() == Some(0.0) && written.starts_with('-')
                {
                    message!("problem-negative")
                } else if (schema["format"] == "uint32"
                    && u32::from_str_radix(written, number.radix()).is_err())
                    || i64::from_str_radix(written, number.radix()).is_err()
                {
                    message!("problem-too-large", written = written)
                } else {
                    return;
                };
                self.push(Problem::at(message, self.place(&value.span())));
            }
            _ => {}
        }
    }

    /// A key that there is not, and what is wrong with its value where it is known which key is meant: that key.
    fn unknown_key(
        &mut self,
        schema: &'a Value,
        known: &[&'a str],
        (key, value): (&Spanned<std::borrow::Cow<str>>, &Spanned<DeValue>),
        kind: Option<&str>,
    ) -> Option<&'a str> {
        let name: &str = key.get_ref();
        let message = message!("problem-unknown-key", name = name);
        // a check without its `check.`
        let checks = self.checks();
        if std::ptr::eq(schema, self.root)
            && let Some((_, check)) = checks.iter().find(|(check, _)| *check == name)
        {
            let hint = message!("hint-written", written = format!("`check.{name}`"));
            self.push(Problem::at(message, self.place(&key.span())).hint(hint));
            self.content(check, value, &key.span(), Some(name));
            return Some("check");
        }
        // a key of the rule behind the header of its check
        let is_of_rule =
            self.root["properties"].get(name).is_some() && other_way(name, known).is_none();
        if let Some(kind) = kind.filter(|_| is_of_rule) {
            let hint = message!("hint-above-check", name = name, kind = kind);
            self.push(Problem::at(message, self.place(&key.span())).hint(hint));
            return None;
        }
        self.unknown(message, &key.span(), name, known);
        let meant = meant_key(name, known).or_else(|| meant::word(name, known));
        let meant = meant.or_else(|| nearest(name, known.iter().copied()))?;
        meant.clone_into(&mut self.key);
        self.value(&schema["properties"][meant], value, &key.span());
        Some(meant)
    }

    /// The checks that a rule can have, where the section is a rule.
    fn checks(&self) -> Vec<(&'a str, &'a Value)> {
        let check = self.resolve(&self.root["properties"]["check"]);
        let kinds = self.alternatives(check).into_iter();
        let kinds = kinds.filter_map(|kind| kind["properties"].as_object());
        let kinds = kinds.flatten();
        kinds
            .map(|(name, kind)| (name.as_str(), self.resolve(kind)))
            .collect()
    }

    /// `check`: exactly one of several single-key tables.
    fn tagged(
        &mut self,
        alternatives: &[&'a Value],
        value: &Spanned<DeValue>,
        owner: &std::ops::Range<usize>,
    ) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.content(alternatives[0], value, owner, None);
        };
        let kinds: Vec<&str> = alternatives
            .iter()
            .filter_map(|a| a["properties"].as_object())
            .flatten()
            .map(|(k, _)| k.as_str())
            .collect();
        for (key, inner) in table {
            let name: &str = key.get_ref();
            let kind = alternatives.iter().find_map(|a| a["properties"].get(name));
            match kind {
                Some(schema) if inner.get_ref().is_table() => {
                    self.content(self.resolve(schema), inner, &key.span(), Some(name));
                }
                Some(schema) => self.value(schema, inner, &key.span()),
                None => self.unknown(
                    message!("problem-unknown-kind", name = name),
                    &key.span(),
                    name,
                    &kinds,
                ),
            }
        }
        if table.len() != 1 {
            let message = message!("problem-one-kind", count = table.len());
            let mut places = table.keys().map(|key| self.place(&key.span()));
            let problem = match (places.next(), places.next()) {
                (Some(first), Some(second)) => Problem::at(message, second).other(first),
                _ => Problem::at(message, self.place(owner)),
            };
            self.push(problem.maybe_hint((table.len() > 1).then(|| message!("hint-two-rules"))));
        }
    }

    fn unknown(
        &mut self,
        message: Message,
        span: &std::ops::Range<usize>,
        written: &str,
        known: &[&str],
    ) {
        let meant = meant_key(written, known).or_else(|| meant::word(written, known));
        let is_value = message.key == "problem-unknown-value";
        let meant = meant.map(|name| {
            if is_value && known.len() <= FEW {
                // a word of another language may be meant another way
                let known: Vec<String> = known.iter().map(|&k| k.to_owned()).collect();
                return message!("hint-meant-of", name = name, names = known);
            }
            message!("hint-did-you-mean", name = name)
        });
        let hint = meant.or_else(|| other_way(written, known));
        let hint = hint.or_else(|| did_you_mean(written, known.iter().copied()));
        let hint = hint.unwrap_or_else(|| {
            let known: Vec<String> = known.iter().map(|&k| k.to_owned()).collect();
            message!("hint-one-of", names = known)
        });
        self.push(Problem::at(message, self.place(span)).hint(hint));
    }

    fn wrong_type(&mut self, accepted: &[&Value], value: &Spanned<DeValue>) {
        let names: Vec<&str> = accepted.iter().flat_map(|s| type_names(s)).collect();
        let mut wanted: Vec<Message> = Vec::new();
        for name in &names {
            let word = type_word(name);
            // a whole number is a number
            let covered = *name == "integer" && names.contains(&"number");
            if !covered && !wanted.contains(&word) {
                wanted.push(word);
            }
        }
        let found = type_word(value.get_ref().type_str());
        let mut wanted = wanted.into_iter();
        let first = wanted.next().unwrap_or_else(|| message!("type-table"));
        let message = match wanted.next() {
            None => message!("problem-wrong-type", wanted = first, found = found),
            Some(second) => message!(
                "problem-wrong-type-two",
                wanted = first,
                second = second,
                found = found
            ),
        };
        let hint = retyped(
            (&self.kind, &self.key),
            &names,
            value.get_ref(),
            self.fields,
        );
        self.push(Problem::at(message, self.place(&value.span())).maybe_hint(hint));
    }

    /// The schemas that a value may follow; `null` stands for an absent key and is left out.
    fn alternatives(&self, schema: &'a Value) -> Vec<&'a Value> {
        let listed = schema["anyOf"]
            .as_array()
            .or_else(|| schema["oneOf"].as_array());
        match listed {
            // a list of words, each with its own description
            Some(_) if !words(schema).is_empty() => vec![schema],
            Some(list) => list
                .iter()
                .map(|s| self.resolve(s))
                .filter(|s| s["type"] != "null")
                .flat_map(|s| self.alternatives(s))
                .collect(),
            None => vec![schema],
        }
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
            Some(pointer) => self
                .root
                .pointer(pointer)
                .map_or(schema, |s| self.resolve(s)),
            None => schema,
        }
    }

    fn place(&self, span: &std::ops::Range<usize>) -> Place {
        Place::new(self.file, span.clone())
    }

    fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// How a value of the wrong type would have to be written; the key with the check that it is of.
fn retyped(
    (kind, key): (&str, &str),
    wanted: &[&str],
    found: &DeValue,
    fields: Option<&DeTable>,
) -> Option<Message> {
    let wants = |name: &str| wanted.contains(&name);
    let plain = |plain: &str| message!("hint-flag", plain = plain);
    let quoted = |text: String| message!("hint-quoted", text = text);
    if let DeValue::Integer(_) | DeValue::Float(_) = found
        && let Some(hint) = of_number(kind, key, found)
    {
        return Some(hint);
    }
    match found {
        DeValue::String(text) => {
            let text = text.trim();
            let flag = match text.to_lowercase().as_str() {
                "true" | "yes" | "y" | "是" => Some("true"),
                "false" | "no" | "n" | "否" => Some("false"),
                _ => None,
            };
            if wants("boolean") {
                return Some(flag.map_or(message!("toml-boolean"), plain));
            }
            if wants("datetime") {
                let day = date::iso(text).map(|stamp| date::text(stamp.day()));
                return Some(day.map_or(message!("toml-date"), |day| plain(&day)));
            }
            if wants("integer") && text.parse::<i64>().is_ok() {
                return Some(plain(text));
            }
            if wants("array") {
                return Some(message!("hint-written", written = list(key, text, fields)));
            }
            let written = match key {
                "tolerance" => format!("{{ over = \"{text}\" }}"),
                "check" => format!("check.{text} = {{ … }}"),
                _ => return None,
            };
            Some(message!("hint-written", written = written))
        }
        DeValue::Integer(number) => {
            let number = number.as_str();
            if wants("boolean") {
                let flag = if number == "0" { "false" } else { "true" };
                return Some(plain(flag));
            }
            let written = match key {
                "tolerance" => format!("{{ over = {number} }}"),
                "max_bytes" => format!("{{ gbk = {number} }}"),
                _ if wants("string") => return Some(quoted(number.to_owned())),
                _ => return None,
            };
            Some(message!("hint-written", written = written))
        }
        DeValue::Datetime(day) if wants("string") => Some(quoted(day.to_string())),
        DeValue::Float(number) if wants("string") => Some(quoted(number.as_str().to_owned())),
        DeValue::Boolean(flag) if wants("string") => Some(quoted(flag.to_string())),
        DeValue::Array(items) if wants("string") && items.len() == 1 => {
            let item = items.first()?.get_ref().as_str()?;
            Some(message!("hint-written", written = format!("\"{item}\"")))
        }
        _ => None,
    }
}

/// What a bare number lacks.
fn of_number(kind: &str, key: &str, found: &DeValue) -> Option<Message> {
    let (number, is_float) = match found {
        DeValue::Integer(number) => (number.as_str(), false),
        DeValue::Float(number) => (number.as_str(), true),
        _ => return None,
    };
    match (kind, key) {
        ("under_limit", "within")
        | ("serial", "full")
        | ("complete", "at_least")
        | ("spread", "over")
        | ("volume", "off" | "earlier") => {
            // whoever writes 0.8 means 80%
            let share = number.parse::<f64>().ok().filter(|_| is_float);
            let hundredths = share.filter(|share| *share < 1.0);
            let hundredths = hundredths.map(|share| (share * 10_000.0).round() / 100.0);
            let share = hundredths.map_or_else(|| number.to_owned(), |share| share.to_string());
            Some(message!("hint-quoted", text = format!("{share}%")))
        }
        // lengths stand in the other table
        ("listed_length", "max_chars" | "max_bytes" | "heading") => {
            Some(message!("hint-listed-length"))
        }
        ("burst", "within") => meant::with_unit(number, &["minutes", "hours"]),
        ("split_orders", "within") => meant::with_unit(number, &["days", "workdays"]),
        (_, "within") => meant::with_unit(number, &meant::USUAL),
        _ => None,
    }
}

/// What is written as one text, as the list that it is.
fn list(key: &str, text: &str, fields: Option<&DeTable>) -> String {
    let parts = text.split([',', ';', '，', '、', '；']).map(str::trim);
    let items = parts.filter(|part| !part.is_empty()).map(|part| match key {
        "key" => headed(part, fields).unwrap_or(part).to_owned(),
        "hours" => part
            .split('-')
            .map(with_two_digits)
            .collect::<Vec<_>>()
            .join("-"),
        _ => part.to_owned(),
    });
    let items: Vec<String> = items.map(|item| format!("\"{item}\"")).collect();
    format!("[{}]", items.join(", "))
}

/// The field whose column has that heading in the exports.
fn headed<'t>(heading: &str, fields: Option<&'t DeTable>) -> Option<&'t str> {
    let is_it = |value: &DeValue| value.as_str() == Some(heading);
    let mut fields = fields?.iter();
    let (name, _) = fields.find(|(_, field)| match field.get_ref().get("header") {
        Some(header) => match header.get_ref() {
            DeValue::Array(several) => several.iter().any(|one| is_it(one.get_ref())),
            one => is_it(one),
        },
        None => false,
    })?;
    Some(name.get_ref())
}

/// `8:30` as `08:30`.
fn with_two_digits(clock: &str) -> String {
    format!("{:0>5}", clock.trim())
}

/// The keys that a table must have.
fn required(schema: &Value) -> impl Iterator<Item = &str> {
    let names = schema["required"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str)
}

/// The keys that must be there as well, by what else is: of alternatives that all lack theirs, those of the first.
fn demanded<'s>(schema: &'s Value, table: &DeTable) -> Vec<&'s str> {
    if !schema["if"].is_object() {
        return Vec::new();
    }
    let branch = if has_keys(&schema["if"], table) {
        "then"
    } else {
        "else"
    };
    let branch = &schema[branch];
    let alternatives: Vec<&Value> = branch["anyOf"].as_array().into_iter().flatten().collect();
    let first = alternatives.first().copied();
    let lacks = !alternatives.iter().any(|one| has_keys(one, table));
    let alternative = first.filter(|_| lacks).into_iter().flat_map(required);
    let mut names: Vec<&str> = required(branch).chain(alternative).collect();
    names.extend(demanded(branch, table));
    names
}

/// Whether a table, and those in it, have the keys that a condition asks for.
fn has_keys(condition: &Value, table: &DeTable) -> bool {
    let inner = |name: &str| Some(table.get(name)?.get_ref());
    let nested = condition["properties"].as_object();
    let mut any = condition["anyOf"]
        .as_array()
        .into_iter()
        .flatten()
        .peekable();
    required(condition).all(|name| inner(name).is_some())
        && (any.peek().is_none() || any.any(|one| has_keys(one, table)))
        && nested.into_iter().flatten().all(|(name, condition)| {
            let table = inner(name).and_then(DeValue::as_table);
            table.is_none_or(|table| has_keys(condition, table))
        })
}

/// The words of an enumeration, however schemars writes it down.
fn words(schema: &Value) -> Vec<&str> {
    let listed = schema["oneOf"].as_array().into_iter().flatten();
    let nested = listed.flat_map(|s| words(s));
    let own = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    own.chain(schema["const"].as_str()).chain(nested).collect()
}

fn type_names(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(name) if name == "string" && schema["format"] == "date" => vec!["datetime"],
        Value::String(name) => vec![name],
        Value::Array(names) => names
            .iter()
            .filter_map(Value::as_str)
            .filter(|n| *n != "null")
            .collect(),
        _ if !words(schema).is_empty() => vec!["string"],
        _ => Vec::new(),
    }
}

fn fits(schema: &Value, value: &DeValue) -> bool {
    type_names(schema).iter().any(|name| match *name {
        "object" => value.is_table(),
        "array" => value.is_array(),
        "string" => value.is_str(),
        "integer" => value.is_integer(),
        "number" => value.is_integer() || value.is_float(),
        "boolean" => value.is_bool(),
        "datetime" => value.is_datetime(),
        _ => false,
    })
}

fn type_word(name: &str) -> Message {
    match name {
        "object" | "table" => message!("type-table"),
        "array" => message!("type-list"),
        "integer" => message!("type-integer"),
        "number" | "float" => message!("type-number"),
        "boolean" => message!("type-true-false"),
        "datetime" => message!("type-date"),
        _ => message!("type-text"),
    }
}
