//! Names that do not exist, and what was probably meant.

use crate::messages::{Lang, Message, message};
use crate::mistakes::{MOST_CANDIDATES, did_you_mean, offered};
use crate::tables::types::FieldType;
use crate::tables::{Table, header};

/// "unknown field" with the nearest name.
pub(crate) fn unknown_field(table: &Table, written: &str) -> (Message, Option<Message>) {
    let names = table.fields.iter().map(|f| f.name.as_str());
    let headed = header::headed(table, written, MOST_CANDIDATES)
        .map(|field| message!("hint-did-you-mean", name = field.name.as_str()));
    let near = headed.or_else(|| did_you_mean(written, names.clone()));
    let hint = near.unwrap_or_else(|| {
        message!(
            "hint-fields",
            table = table.name.as_str(),
            names = offered(names)
        )
    });
    (
        message!(
            "problem-unknown-field",
            table = table.name.as_str(),
            field = written
        ),
        Some(hint),
    )
}

/// "unknown table" with the nearest name.
pub(crate) fn unknown_table(tables: &[Table], written: &str) -> (Message, Option<Message>) {
    let names = tables.iter().map(|t| t.name.as_str());
    let langs = [Lang::En, Lang::ZhCn, Lang::ZhTw];
    let is_label = |table: &&Table| {
        langs
            .iter()
            .any(|&lang| table.label.in_lang(lang) == written)
    };
    let labelled = tables.iter().find(is_label);
    let labelled = labelled.map(|table| message!("hint-did-you-mean", name = table.name.as_str()));
    let near = labelled.or_else(|| did_you_mean(written, names.clone()));
    let hint = near.or_else(|| {
        let names = offered(names);
        (!names.is_empty()).then(|| message!("hint-one-of", names = names))
    });
    (message!("problem-unknown-table", table = written), hint)
}

/// Whether what stands for a field is a formula, such as `sum(amount)`. Brackets alone are none: headings have them, too.
pub(crate) fn is_computed(written: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
    let call = written.split_once('(');
    let calls = call.is_some_and(|(name, _)| is_name(name.trim()) && written.ends_with(')'));
    calls || [" + ", " - ", " * "].iter().any(|op| written.contains(op))
}

/// The type's name in TOML.
pub(crate) fn type_name(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text => "text",
        FieldType::Integer => "integer",
        FieldType::Decimal => "decimal",
        FieldType::Date => "date",
        FieldType::Datetime => "datetime",
        FieldType::Boolean => "boolean",
        FieldType::Person => "person",
    }
}

/// "the field never holds this word".
pub(crate) fn unknown_word(field: &str, word: &str) -> Message {
    message!("problem-unknown-word", field = field, word = word)
}

/// The nearest of the words, or all of them.
pub(crate) fn did_you_mean_of(word: &str, words: &[String]) -> Message {
    did_you_mean(word, words.iter().map(String::as_str)).unwrap_or_else(|| {
        message!(
            "hint-one-of",
            names = offered(words.iter().map(String::as_str))
        )
    })
}
