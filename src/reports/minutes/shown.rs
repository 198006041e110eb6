//! Texts as Markdown that shows them as they are.

use crate::reports::harmless::{clean, coded};

/// Text as it reads in an editor and as Markdown shows it: what would be markup there has a backslash before it, and nothing else.
pub(in crate::reports) fn told(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(clean(text).trim(), &mut out);
    out
}

/// The same of a sentence, in which what stands between backticks is code. In a cell of a table it would end at a bar.
pub(super) fn spoken(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (is_code, part) in coded(text.trim()) {
        if is_code {
            out.extend(["`", part, "`"]);
        } else {
            escape(part, &mut out);
        }
    }
    out
}

/// Adds text to what stands before it in a line.
fn escape(text: &str, out: &mut String) {
    let mut before = out.chars().next_back();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        let in_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let is_markup = match sign {
            '\\' | '`' | '*' | '|' | '<' | '&' | '$' | '~' => true,
            // inside of a word it is none
            '_' => !(in_word(before) && in_word(next)),
            ']' => matches!(next, Some('(' | '[' | ':')),
            // a heading, a list or a quotation, where a line or a cell begins with it
            '#' | '-' | '+' | '>' | '=' => before.is_none(),
            '.' | ')' => out.chars().all(|c| c.is_ascii_digit()),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(sign);
        before = Some(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_code_is_shown_as_code() {
        for (text, shown) in [
            (
                "use `dispose --rule a_*`: *b*",
                "use `dispose --rule a_*`: \\*b\\*",
            ),
            ("`a` - b", "`a` - b"),
            ("- `a`", "\\- `a`"),
            ("one ` alone", "one \\` alone"),
            ("``", "\\`\\`"),
        ] {
            assert_eq!(spoken(text), shown);
        }
    }

    /// What is shown is what the cell holds, in one item of a list or one cell of a table.
    #[test]
    fn texts_are_shown_as_they_are() {
        use pulldown_cmark::{Event, Options, Parser, Tag};
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
        for text in [
            "orders.order_no.unique",
            "exports/销售订单_202609.xlsx!明细:7",
            "a|b",
            "`code` *b* _i_ ~~s~~ ~x~ [a](http://x) ![a](b) [a][b] [a]: b",
            "<script>alert(1)</script><!-- --> <a@b.c> &lt; &#64;",
            "# a",
            "- a",
            "+ a",
            "> a",
            "1. a",
            "12) a",
            "$x$ $$y$$",
            "===",
            "---",
            "a\\|b\\",
            "__a__ _",
        ] {
            let written = format!("- {0}\n\n| a | b |\n|---|---|\n| {0} | z |\n", told(text));
            let (mut shown, mut parts) = (String::new(), 0);
            for event in Parser::new_ext(&written, options) {
                match event {
                    Event::Text(text) => shown.push_str(&text),
                    Event::Start(Tag::List(_) | Tag::Table(_) | Tag::TableCell | Tag::Item) => {
                        parts += 1;
                    }
                    Event::Start(Tag::TableHead | Tag::TableRow) | Event::End(_) => {}
                    other => panic!("{text}: {other:?} in {written}"),
                }
            }
            assert_eq!((shown, parts), (format!("{text}ab{text}z"), 7), "{written}");
        }
    }
}
