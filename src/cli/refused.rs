//! What is wrong with the arguments, in the language of the user: the parser speaks English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help::own_usage;
use crate::messages::{Message, Messages, message};

/// What is wrong, what was probably meant, and how the command is called.
pub(super) fn refusal(error: &clap::Error, messages: &Messages) -> String {
    let mut lines = vec![messages.text(&wrong(error))];
    let meant = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ];
    let meant = meant.into_iter().flat_map(|kind| texts(error, kind));
    // the parser names the nearest last
    let meant = meant.last();
    let meant_none = meant.is_none();
    lines.extend(meant.map(|name| {
        let hint = messages.text(&message!("hint-did-you-mean", name = name));
        format!(
            "  {}{}{hint}",
            messages.key("word-note"),
            messages.key("colon")
        )
    }));
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let is_file_alone = error.kind() == ErrorKind::UnknownArgument && meant_none;
        if is_file_alone && usage.to_string().contains("baseline prune") {
            let hint = messages.key("hint-baseline-file");
            lines.push(format!(
                "  {}{}{hint}",
                messages.key("word-note"),
                messages.key("colon")
            ));
        }
        let usage = own_usage(messages, &usage.to_string());
        lines.push(format!("\n{}{usage}", messages.key("cli-heading-usage")));
    }
    lines.push(format!("\n{}", messages.key("cli-see-help")));
    lines.join("\n")
}

fn wrong(error: &clap::Error) -> Message {
    let text = |kind| texts(error, kind).join(" ");
    let argument = || text(ContextKind::InvalidArg);
    let value = || text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => message!("cli-unknown-argument", argument = argument()),
        ErrorKind::InvalidSubcommand => {
            let command = text(ContextKind::InvalidSubcommand);
            message!("cli-unknown-command", command = command)
        }
        ErrorKind::InvalidValue if value().is_empty() => {
            message!("cli-no-value", argument = argument())
        }
        ErrorKind::InvalidValue => {
            let values = texts(error, ContextKind::ValidValue);
            let message = message!("cli-bad-value", value = value(), argument = argument());
            if values.is_empty() {
                message
            } else {
                message.hinted(Some(message!("hint-one-of", names = values)))
            }
        }
        ErrorKind::ValueValidation => {
            let hint = (value() == "0").then(|| message!("hint-from-one"));
            message!("cli-bad-value", value = value(), argument = argument()).hinted(hint)
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            message!("cli-wrong-number", argument = argument())
        }
        ErrorKind::NoEquals => message!("cli-no-equals", argument = argument()),
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::MissingRequiredArgument => {
            let arguments = texts(error, ContextKind::InvalidArg);
            message!("cli-required", arguments = arguments)
        }
        ErrorKind::MissingSubcommand => message!("cli-no-command"),
        ErrorKind::InvalidUtf8 => message!("cli-not-unicode"),
        _ => message!("toml-other", said = error.to_string()),
    }
}

fn conflict(error: &clap::Error) -> Message {
    let arguments = texts(error, ContextKind::InvalidArg);
    let commands = texts(error, ContextKind::InvalidSubcommand);
    let others = texts(error, ContextKind::PriorArg);
    let first = arguments.into_iter().chain(commands).collect::<Vec<_>>();
    let first = first.join(" ");
    if others.iter().all(|other| *other == first) {
        message!("cli-twice", argument = first)
    } else {
        message!("cli-conflict", argument = first, others = others)
    }
}

/// What the parser knows of its mistake.
fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}
