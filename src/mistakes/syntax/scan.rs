//! Texts and brackets in TOML that need not be right: where they begin and where they end.

/// The bytes of the text in quotes that begins here, curly ones too; none where none begins.
pub(super) fn quoted_length(rest: &str) -> usize {
    let quotes = [
        ("\"\"\"", "\"\"\""),
        ("'''", "'''"),
        ("\"", "\""),
        ("'", "'"),
        ("“", "”"),
    ];
    let begun = quotes.iter().find(|(open, _)| rest.starts_with(*open));
    begun.map_or(0, |(open, close)| {
        open.len() + text_length(&rest[open.len()..], close)
    })
}

/// The last bracket or brace that is open at the end of a text; those of section headers, in texts and in comments do not
/// count.
pub(super) fn last_open(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut is_line_start = true;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        if let Some(quote) = quotes.iter().find(|quote| rest.starts_with(**quote)) {
            at += quote.len() + text_length(&rest[quote.len()..], quote);
            is_line_start = false;
            continue;
        }
        match character {
            '#' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '[' if is_line_start && open.is_empty() => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '[' | '{' => open.push(at),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        is_line_start = character == '\n' || (is_line_start && character.is_whitespace());
        at += character.len_utf8();
    }
    open.pop()
}

/// The first bracket or brace of a line that closes what was open before it.
pub(super) fn closing(line: &str) -> Option<char> {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(character) = line[at..].chars().next() {
        let rest = &line[at..];
        let quoted = quoted_length(rest);
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' if depth == 0 => return Some(character),
            ']' | '}' => depth -= 1,
            '#' => return None,
            _ => {}
        }
        at += quoted.max(character.len_utf8());
    }
    None
}

/// Where the text begins that a line ends in.
pub(super) fn open_text(line: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(character) = line[at..].chars().next() {
        let rest = &line[at..];
        let quotes = ["\"", "'"];
        if let Some(quote) = quotes.iter().find(|quote| rest.starts_with(**quote)) {
            let length = 1 + text_length(&rest[1..], quote);
            if at + length >= line.len() && !closes_text(&rest[..length], quote) {
                return Some(at);
            }
            at += length;
        } else if character == '#' {
            return None;
        } else {
            at += character.len_utf8();
        }
    }
    None
}

/// Whether a text ends with a quote that is not escaped.
fn closes_text(text: &str, quote: &str) -> bool {
    let inside = &text[1..];
    let Some(inside) = inside.strip_suffix(quote) else {
        return false;
    };
    let escapes = inside.len() - inside.trim_end_matches('\\').len();
    quote == "'" || escapes % 2 == 0
}

/// Whether a bracket or brace is open where a line starts.
pub(in crate::mistakes) fn is_open_before(text: &str, line_start: usize) -> bool {
    last_open(&text[..line_start]).is_some()
}

/// The bytes of a text behind its opening quotes, with the closing ones; a text of one line ends with it.
pub(super) fn text_length(rest: &str, quote: &str) -> usize {
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with(quote) {
            return at + quote.len();
        }
        if quote.chars().count() == 1 && here.starts_with('\n') {
            return at;
        }
        let mut characters = here.chars();
        let first = characters.next().map_or(1, char::len_utf8);
        at += first;
        if here.starts_with('\\') && quote.starts_with('"') {
            at += characters.next().map_or(0, char::len_utf8);
        }
    }
    rest.len()
}
