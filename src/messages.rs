//! Every sentence a user reads, in English, 简体中文 and 繁體中文.
//!
//! A [`Message`] is a key with arguments; it becomes text only when a report or the terminal asks for it in a
//! language, so the same finding can be printed in three. The texts live in `messages/LANG/AREA.ftl` (Fluent), which
//! also holds the plural rules. Tests compare the keys of the three languages and the keys the code uses.

mod alike;
mod system;

use std::borrow::Cow;
use std::path::Path;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(crate) use self::alike::told_once;
pub(crate) use self::system::{code_of, of_system};

/// The texts of a language: an area is one line here and one file in each language.
macro_rules! areas {
    ($lang:literal) => {
        areas!(
            $lang,
            "general",
            "commands",
            "problems",
            "sources",
            "kinds",
            "findings",
            "coding",
            "identifiers",
            "processes",
            "map", "marks",
            "notices",
            "held-back",
            "history",
            "baseline",
            "changes",
            "dispositions",
            "reports",
            "terminal",
            "gates",
            "workbook",
            "page",
            "profile",
            "readiness",
            "draft",
            "simulate",
            "template",
            "minutes",
            "tasks",
        )
    };
    ($lang:literal, $($area:literal),+ $(,)?) => {
        &[$(include_str!(concat!("messages/", $lang, "/", $area, ".ftl"))),+]
    };
}

/// A language of the catalogue.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize, schemars::JsonSchema,
)]
// schemars does not know what else is understood
#[schemars(extend("enum" = ["en", "zh-CN", "zh-TW", "zh", "zh-Hans", "zh-Hant"]))]
pub(crate) enum Lang {
    #[value(name = "en", aliases = ["en-US", "en-GB", "en_US", "en_GB"])]
    #[serde(rename = "en")]
    En,
    #[value(name = "zh-CN", aliases = ["zh", "zh-Hans", "zh-Hans-CN", "zh-SG", "zh_CN", "zh_SG"])]
    #[serde(rename = "zh-CN", alias = "zh", alias = "zh-Hans")]
    ZhCn,
    #[value(
        name = "zh-TW",
        aliases = ["zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "zh-HK", "zh-MO", "zh_TW", "zh_HK", "zh_MO"]
    )]
    #[serde(rename = "zh-TW", alias = "zh-Hant")]
    ZhTw,
}

impl Lang {
    /// The tag used in TOML, JSON and on the command line.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhCn => "zh-CN",
            Lang::ZhTw => "zh-TW",
        }
    }

    /// The language nearest to a locale name such as `zh_TW.UTF-8`; Hong Kong and Macao read traditional characters.
    pub(crate) fn from_locale(locale: &str) -> Lang {
        let locale = locale.to_lowercase().replace('_', "-");
        let traditional = ["zh-tw", "zh-hk", "zh-mo", "zh-hant"];
        if traditional.iter().any(|t| locale.starts_with(t)) {
            Lang::ZhTw
        } else if locale.starts_with("zh") {
            Lang::ZhCn
        } else {
            Lang::En
        }
    }

    /// The files of the catalogue, one for each area.
    fn areas(self) -> &'static [&'static str] {
        match self {
            Lang::En => areas!("en"),
            Lang::ZhCn => areas!("zh-CN"),
            Lang::ZhTw => areas!("zh-TW"),
        }
    }
}

/// A text in one language, or in several: `{ en = "…", zh-CN = "…", zh-TW = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum LocalText {
    Plain(String),
    ByLanguage(Translations),
}

/// The same text in the languages of the reports.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Translations {
    en: Option<String>,
    #[serde(rename = "zh-CN")]
    zh_cn: Option<String>,
    #[serde(rename = "zh-TW")]
    zh_tw: Option<String>,
}

impl LocalText {
    /// Texts of the catalogue that take no arguments.
    pub(crate) fn of_keys<const N: usize>(keys: [&str; N]) -> [LocalText; N] {
        let [en, zh_cn, zh_tw] = [Lang::En, Lang::ZhCn, Lang::ZhTw].map(Messages::new);
        keys.map(|key| {
            LocalText::ByLanguage(Translations {
                en: Some(en.key(key)),
                zh_cn: Some(zh_cn.key(key)),
                zh_tw: Some(zh_tw.key(key)),
            })
        })
    }

    /// The same with each of its texts changed.
    pub(crate) fn map_texts(&self, mut change: impl FnMut(&str) -> String) -> LocalText {
        match self {
            LocalText::Plain(text) => LocalText::Plain(change(text)),
            LocalText::ByLanguage(t) => {
                let mut change = |text: &Option<String>| text.as_deref().map(&mut change);
                LocalText::ByLanguage(Translations {
                    en: change(&t.en),
                    zh_cn: change(&t.zh_cn),
                    zh_tw: change(&t.zh_tw),
                })
            }
        }
    }

    /// The text in `lang`, or in the nearest language that it is written in.
    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
        match self {
            LocalText::Plain(text) => text,
            LocalText::ByLanguage(t) => {
                let order = match lang {
                    Lang::En => [&t.en, &t.zh_cn, &t.zh_tw],
                    Lang::ZhCn => [&t.zh_cn, &t.zh_tw, &t.en],
                    Lang::ZhTw => [&t.zh_tw, &t.zh_cn, &t.en],
                };
                order
                    .into_iter()
                    .flatten()
                    .next()
                    .map_or("", String::as_str)
            }
        }
    }
}

/// One argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Arg {
    Text(String),
    /// What stands for a cell or a word that is not known yet.
    Place(char),
    Number(i64),
    Message(Message),
    /// A text of the project, in the language of the report.
    Local(LocalText),
    /// The same with places in it, its own characters [`guarded`].
    Filled(LocalText),
    /// Alternatives, joined the way the language lists them.
    List(Vec<String>),
    /// The same of messages.
    Messages(Vec<Message>),
    /// The same of texts of the project.
    Locals(Vec<LocalText>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Text(text.clone())
    }
}

impl From<char> for Arg {
    fn from(place: char) -> Arg {
        Arg::Place(place)
    }
}

impl From<LocalText> for Arg {
    fn from(text: LocalText) -> Arg {
        Arg::Local(text)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Arg {
        Arg::Message(message)
    }
}

impl From<Vec<String>> for Arg {
    fn from(list: Vec<String>) -> Arg {
        Arg::List(list)
    }
}

macro_rules! arg_from_integer {
    ($($t:ty),*) => {$(
        impl From<$t> for Arg {
            fn from(number: $t) -> Arg {
                Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
arg_from_integer!(i32, i64, u16, u32, u64, usize);

/// A [`Message`]: its key, then its arguments as `name = value`.
macro_rules! message {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::messages::Message {
            key: $key,
            args: vec![$((stringify!($name), $crate::messages::Arg::from($value))),*],
        }
    };
}
pub(crate) use message;

/// Characters of a name that a sentence shows.
const SHOWN_LETTERS: usize = 60;

/// The first of many names, each as far as a sentence shows it; an ellipsis stands for what is left out.
pub(crate) fn some<'n>(names: impl IntoIterator<Item = &'n str>, most: usize) -> Vec<String> {
    let mut names = names.into_iter();
    let shown = |name: &str| match name.char_indices().nth(SHOWN_LETTERS) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    };
    let mut some: Vec<String> = names.by_ref().take(most).map(shown).collect();
    if names.next().is_some() {
        some.push("…".to_owned());
    }
    some
}

/// A catalogue key and its arguments.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Message {
    pub(crate) key: &'static str,
    pub(crate) args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// The message with what to do about it behind it, if that is known.
    pub(crate) fn hinted(self, hint: Option<Message>) -> Message {
        match hint {
            Some(hint) => message!("with-hint", message = self, hint = hint),
            None => self,
        }
    }

    /// The message without what to do about it, and that.
    pub(crate) fn unhinted(self) -> (Message, Option<Message>) {
        let Message { key, mut args } = self;
        if key != "with-hint" {
            return (Message { key, args }, None);
        }
        match (args.pop(), args.pop()) {
            (Some((_, Arg::Message(hint))), Some((_, Arg::Message(message)))) => {
                (message, Some(hint))
            }
            (last, first) => {
                args.extend(first.into_iter().chain(last));
                (Message { key, args }, None)
            }
        }
    }

    /// An argument, also of what stands in front of a hint.
    pub(crate) fn argument(&self, name: &str) -> Option<&Arg> {
        let own = self.args.iter().find(|(own, _)| *own == name);
        let inner = self.args.iter().find_map(|(_, arg)| match arg {
            Arg::Message(message) => message.argument(name),
            _ => None,
        });
        own.map(|(_, arg)| arg).or(inner)
    }

    /// Has an argument of its own say something else.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Arg>) {
        if let Some((_, own)) = self.args.iter_mut().find(|(own, _)| *own == name) {
            *own = value.into();
        }
    }

    /// The same message with one more argument.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Message {
        self.args.push((name, value.into()));
        self
    }
}

/// The catalogue in one language.
pub(crate) struct Messages {
    pub(crate) lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    pub(crate) fn new(lang: Lang) -> Messages {
        let id: unic_langid::LanguageIdentifier = lang
            .tag()
            .parse()
            .expect("the catalogue's language tags are valid");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // isolation marks would end up in CSV cells and break the alignment of terminal tables
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(marked(&grouped_number(number))),
            FluentValue::String(text) => Some(marked(text)),
            _ => None,
        }));
        for area in lang.areas() {
            // a test sees to it that the catalogue has no junk
            let resource = FluentResource::try_new((*area).to_owned())
                .unwrap_or_else(|(resource, _)| resource);
            bundle
                .add_resource(resource)
                .expect("the catalogue has no key twice (tested)");
        }
        Messages { lang, bundle }
    }

    /// The text of `message`.
    pub(crate) fn text(&self, message: &Message) -> String {
        let text = self.guarded(message);
        if text.contains(GUARD) {
            unguarded(&text).map(|(c, _)| c).collect()
        } else {
            text
        }
    }

    /// The same before its places are filled: characters that look like places are [`unguarded`] by whoever fills it.
    pub(crate) fn guarded(&self, message: &Message) -> String {
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, value) in &message.args {
            args.set(*name, self.argument(value));
        }
        self.lookup(message.key, Some(&args))
    }

    /// The same, where the catalogue has it.
    pub(crate) fn find(&self, key: &str) -> Option<String> {
        self.bundle.has_message(key).then(|| self.key(key))
    }

    /// The text of a key that takes no arguments. Keys made at run time (a kind's help) come through here as well.
    pub(crate) fn key(&self, key: &str) -> String {
        self.lookup(key, None)
    }

    fn argument(&self, value: &Arg) -> FluentValue<'static> {
        let texts = |texts: &[&str]| guarded(&texts.join(&self.key("list-separator")));
        let text = match value {
            #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
            Arg::Number(number) => return FluentValue::from(*number as f64),
            Arg::Text(text) => guarded(text),
            Arg::Place(place) => place.to_string(),
            Arg::Message(inner) => self.guarded(inner),
            Arg::Local(text) => guarded(text.in_lang(self.lang)),
            Arg::Filled(text) => text.in_lang(self.lang).to_owned(),
            Arg::List(items) => texts(&items.iter().map(String::as_str).collect::<Vec<_>>()),
            Arg::Locals(items) => {
                let items = items.iter().map(|item| item.in_lang(self.lang));
                texts(&items.collect::<Vec<_>>())
            }
            Arg::Messages(items) => {
                let items: Vec<String> = items.iter().map(|item| self.guarded(item)).collect();
                items.join(&self.key("list-separator"))
            }
        };
        FluentValue::String(Cow::Owned(text))
    }

    fn lookup(&self, key: &str, args: Option<&FluentArgs>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            debug_assert!(false, "the catalogue has no `{key}`");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned();
        debug_assert!(errors.is_empty(), "`{key}`: {errors:?}");
        if text.contains([FROM, TO]) {
            spaced(&text)
        } else {
            text
        }
    }
}

/// The places of cells in a text, which a report fills: Unicode leaves them to private use, and texts of others are [`guarded`].
const CELLS: std::ops::RangeInclusive<char> = '\u{f800}'..='\u{f89f}';

/// What stands for the cell of that number until it is known; none where there are too many.
pub(crate) fn place_of_cell(number: usize) -> Option<char> {
    CELLS.clone().nth(number)
}

/// The number of the cell that a character stands for.
pub(crate) fn cell_of_place(place: char) -> Option<usize> {
    let number = u32::from(place).checked_sub(u32::from(*CELLS.start()))?;
    CELLS.contains(&place).then_some(number as usize)
}

/// Where an argument begins and ends while a text is put together.
const FROM: char = '\u{f8b0}';
const TO: char = '\u{f8b1}';

/// What stands before a character of an export or a project that would be taken for one of ours: user-defined characters of Big5
/// and GBK are of the same private use. Behind it stands another one for it.
const GUARD: char = '\u{f8b2}';
/// All of ours.
const OURS: std::ops::RangeInclusive<char> = '\u{f800}'..=GUARD;
/// How far the characters that stand for these are from them.
const AWAY: u32 = 0x1000;

/// A text whose own characters are taken for none of ours.
pub(crate) fn guarded(text: &str) -> String {
    if !text.contains(|c| OURS.contains(&c)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if OURS.contains(&c) {
            out.push(GUARD);
            out.extend(char::from_u32(u32::from(c) - AWAY));
        } else {
            out.push(c);
        }
    }
    out
}

/// The characters of such a text, and whether each is one of ours.
pub(crate) fn unguarded(text: &str) -> impl Iterator<Item = (char, bool)> + '_ {
    let mut chars = text.chars();
    std::iter::from_fn(move || match chars.next()? {
        GUARD => {
            let own = u32::from(chars.next()?) + AWAY;
            Some((char::from_u32(own)?, false))
        }
        c => Some((c, OURS.contains(&c))),
    })
}

fn marked(argument: &str) -> String {
    format!("{FROM}{argument}{TO}")
}

/// With a blank instead of a mark where Chinese and Latin letters would touch.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split([FROM, TO]) {
        join(&mut out, part);
    }
    out
}

/// Appends a text, behind a blank where Chinese and Latin letters would touch.
pub(crate) fn join(text: &mut String, next: &str) {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
    if let (Some(end), Some(start)) = (text.chars().next_back(), next.chars().next())
        && (is_han(end) && start.is_ascii_alphanumeric()
            || end.is_ascii_alphanumeric() && is_han(start))
    {
        text.push(' ');
    }
    text.push_str(next);
}

/// `1234567` as `1,234,567`; all three languages group by thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A decimal number with its thousands set apart.
pub(crate) fn grouped_decimal(text: &str) -> String {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    match whole.parse::<u64>() {
        Ok(whole) if fraction.is_empty() => format!("{sign}{}", grouped(whole)),
        Ok(whole) => format!("{sign}{}.{fraction}", grouped(whole)),
        Err(_) => text.to_owned(),
    }
}

fn grouped_number(number: &FluentNumber) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "arguments are whole counts"
    )]
    let whole = number.value.abs() as u64;
    let sign = if number.value < 0.0 { "-" } else { "" };
    format!("{sign}{}", grouped(whole))
}

/// `path` as a user would write it: below the current folder where possible, with forward slashes.
pub(crate) fn display_path(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = path.strip_prefix(&here).unwrap_or(path);
    let shown = shown.strip_prefix("./").unwrap_or(shown);
    let shown = shown.to_string_lossy().replace('\\', "/");
    if shown.is_empty() {
        ".".to_owned()
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_letters_do_not_touch() {
        let messages = Messages::new(Lang::ZhCn);
        for (column, value, told) in [
            ("handler", "明天", "handler 明天"),
            ("金额", "A1", "金额 A1"),
            ("金额（元）", "5", "金额（元） 5"),
        ] {
            let message = message!("finding-cell", column = column, value = value);
            assert_eq!(messages.text(&message), told);
        }
        for (column, told) in [
            ("handler", "handler 为空"),
            ("经办人", "经办人为空"),
            ("经办人2", "经办人2 为空"),
        ] {
            let message = message!("finding-cell-empty", column = column);
            assert_eq!(messages.text(&message), told);
        }
    }
}
