//! What the codes of number formats are made of.

use crate::sources::work;

/// What a code is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Shown as it is: quoted or escaped.
    Text(&'a str),
    /// What stands in brackets: a colour, a condition, a language, a unit of elapsed time.
    Bracket(&'a str),
    /// The format of cells that have none.
    General,
    Char(char),
}

/// Cuts a section of a code into its tokens. What only takes up room is left out.
pub(super) struct Tokens<'a>(pub(super) &'a str);

impl<'a> Tokens<'a> {
    /// Takes what stands before `end`, and `end` itself; all that is left where it does not come.
    fn until(&mut self, end: char) -> &'a str {
        let (text, rest) = self.0.split_once(end).unwrap_or((self.0, ""));
        work::done(text.len());
        self.0 = rest;
        text
    }

    fn char(&mut self) -> Option<&'a str> {
        let length = self.0.chars().next()?.len_utf8();
        let (char, rest) = self.0.split_at(length);
        work::done(length);
        self.0 = rest;
        Some(char)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // as wide as the next character, or filled up with it
        while let Some(rest) = self.0.strip_prefix(['_', '*']) {
            self.0 = rest;
            self.char();
        }
        // German programs write their own word into files
        for general in ["General", "Standard"] {
            if let Some((word, rest)) = self.0.split_at_checked(general.len())
                && word.eq_ignore_ascii_case(general)
            {
                work::done(word.len());
                self.0 = rest;
                return Some(Token::General);
            }
        }
        Some(match self.char()? {
            "\"" => Token::Text(self.until('"')),
            "[" => Token::Bracket(self.until(']')),
            "\\" => Token::Text(self.char()?),
            char => Token::Char(char.chars().next()?),
        })
    }
}
