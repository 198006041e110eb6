//! The help in the language of the user, the words of the parser itself included.

use std::fmt::Write;

use clap::{Arg, ArgAction, Command, CommandFactory};
use unicode_width::UnicodeWidthStr;

use super::Cli;
use crate::messages::{Messages, message};

/// How headings stand out on a terminal; the parser leaves it out elsewhere.
const HEADING: [&str; 2] = ["\u{1b}[1m\u{1b}[4m", "\u{1b}[0m"];

/// The command with its help in the language of `messages`.
pub(crate) fn localized(messages: &Messages) -> Command {
    let command = Cli::command()
        .about(messages.key("cli-about"))
        .after_help(messages.key("cli-exit-codes"))
        .disable_version_flag(true)
        .arg(flag("version", 'V', ArgAction::Version, messages))
        .mut_args(|arg| argument_help(messages, "common", arg))
        .mut_subcommands(|sub| {
            let name = sub.get_name().to_owned();
            subcommand_help(messages, &name, sub)
        });
    let mut command = flagged(messages, command);
    command.build();
    worded(messages, command)
}

/// `name` is that of the command and those it belongs to: `history-show`.
fn subcommand_help(messages: &Messages, name: &str, command: Command) -> Command {
    let examples = messages.find(&format!("cli-{name}-examples"));
    let command = match examples {
        Some(examples) => {
            let [start, end] = HEADING;
            let heading = messages.key("cli-heading-examples");
            command.after_help(format!("{start}{heading}{end}\n{examples}"))
        }
        None => command,
    };
    let command = command
        .about(messages.key(&format!("cli-{name}")))
        .mut_args(|arg| argument_help(messages, name, arg))
        .disable_help_subcommand(true)
        .mut_subcommands(|sub| {
            let name = format!("{name}-{}", sub.get_name());
            subcommand_help(messages, &name, sub)
        });
    flagged(messages, command)
}

/// With a `--help` that is described in the language of the user.
fn flagged(messages: &Messages, command: Command) -> Command {
    command
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, messages))
}

fn flag(name: &'static str, short: char, action: ArgAction, messages: &Messages) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help(messages.key(&format!("cli-common-{name}")))
}

/// The command whose help describes an argument: several commands share some.
fn described_by<'c>(command: &'c str, argument: &str) -> &'c str {
    match argument {
        "project" | "as-of" | "select" | "ignore" | "min-severity" | "input" | "encoding"
            if matches!(
                command,
                "process" | "codes" | "readiness" | "simulate" | "template"
            ) =>
        {
            "check"
        }
        "project" | "as-of" | "select" | "ignore" | "min-severity" | "input" | "encoding"
        | "fail-on" | "baseline" | "no-history" | "exit-zero"
            if command == "report" =>
        {
            "check"
        }
        "project" | "as-of" | "select" | "ignore" | "min-severity" | "input" | "encoding"
        | "limit"
            if command.contains('-') || command == "dispose" =>
        {
            "check"
        }
        "format" if command == "history-show" || command == "history-diff" => "history",
        _ => command,
    }
}

fn argument_help(messages: &Messages, command: &str, arg: Arg) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let about = match id.as_str() {
        "help" | "version" => return arg,
        "lang" | "color" => messages.key(&format!("cli-common-{id}")),
        _ => {
            let command = described_by(command, &id);
            messages.key(&format!("cli-{command}-{id}"))
        }
    };
    if !arg.get_action().takes_values() {
        return arg.help(about);
    }
    let choice = choice(messages, &arg);
    arg.help(format!("{about}{choice}"))
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// The values that an argument takes, and which it has if it is not given.
fn choice(messages: &Messages, arg: &Arg) -> String {
    let values = arg.get_possible_values().into_iter();
    let values = values.filter(|value| !value.is_hide_set());
    let values: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
    let defaults = arg.get_default_values().iter();
    let defaults: Vec<String> = defaults
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let mut out = String::new();
    if !values.is_empty() {
        out += &messages.text(&message!("cli-possible", values = values));
    }
    if !defaults.is_empty() {
        out += &messages.text(&message!("cli-default", values = defaults));
    }
    out
}

/// The frame of the help, of a command that is complete, and of those below it.
fn worded(messages: &Messages, mut command: Command) -> Command {
    let usage = command.render_usage().to_string();
    let [start, end] = HEADING;
    let heading = |key: &str| format!("{start}{}{end}", messages.key(key));
    let mut template = format!(
        "{{about-with-newline}}\n{}{{usage}}\n",
        heading("cli-heading-usage")
    );
    let mut add = |has: bool, key: &str, what: &str| {
        if has {
            let heading = heading(key);
            let _ = write!(template, "\n{heading}\n{{{what}}}\n");
        }
    };
    add(
        command.has_subcommands(),
        "cli-heading-commands",
        "subcommands",
    );
    let has_positionals = command.get_positionals().next().is_some();
    add(has_positionals, "cli-heading-arguments", "positionals");
    add(true, "cli-heading-options", "options");
    // the parser leaves a line before what is behind the help
    template.truncate(template.trim_end().len());
    template += "{after-help}";
    command
        .override_usage(own_usage(messages, &usage))
        .help_template(template)
        .mut_subcommands(|sub| worded(messages, sub))
}

/// How a command is called, without the parser's word in front and with its placeholders in the language of the user.
pub(super) fn own_usage(messages: &Messages, usage: &str) -> String {
    let usage = usage.trim_start().trim_start_matches("Usage:").trim_start();
    let lines = usage.lines().map(str::trim);
    let lines: Vec<String> = lines
        .map(|line| {
            line.replace("[OPTIONS]", &messages.key("cli-options"))
                .replace("<COMMAND>", &messages.key("cli-a-command"))
                .replace("[COMMAND]", &messages.key("cli-some-command"))
        })
        .collect();
    let indent = messages.key("cli-heading-usage").width();
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    /// The arguments of an example, without what is said of it and where its output goes.
    fn arguments(line: &str) -> Vec<String> {
        let line = line.trim();
        let command = line.split("  ").next().unwrap_or(line);
        let command = command.split(" > ").next().unwrap_or(command);
        let command = command.split(" >> ").next().unwrap_or(command);
        let mut arguments = vec![String::new()];
        let mut quoted = false;
        for letter in command.chars() {
            match letter {
                '"' => quoted = !quoted,
                ' ' if !quoted => arguments.push(String::new()),
                letter => arguments.last_mut().unwrap().push(letter),
            }
        }
        arguments
    }

    fn commands<'c>(name: &str, command: &'c Command, all: &mut Vec<(String, &'c Command)>) {
        for sub in command.get_subcommands() {
            let name = format!("{name}-{}", sub.get_name());
            commands(&name, sub, all);
            all.push((name, sub));
        }
    }

    #[test]
    fn every_command_has_examples_that_it_takes() {
        for lang in [Lang::En, Lang::ZhCn, Lang::ZhTw] {
            let messages = Messages::new(lang);
            let command = localized(&messages);
            let mut all = Vec::new();
            commands("cli", &command, &mut all);
            for (name, _) in all {
                let examples = messages.find(&format!("{name}-examples"));
                let examples = examples.unwrap_or_else(|| panic!("{name} has no examples"));
                for line in examples.lines() {
                    let taken = command.clone().try_get_matches_from(arguments(line));
                    assert!(taken.is_ok(), "{lang:?}: {line}: {:?}", taken.err());
                }
            }
        }
    }
}
