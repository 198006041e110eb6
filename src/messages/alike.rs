//! Messages that say the same of several files, told once.

use super::{Arg, Message, message};

/// Files and hints that are told beside the first.
const SHOWN: usize = 5;

/// Messages that say the same, or differ only in the file and in what to do about it, as one that names the other files.
pub(crate) fn told_once(messages: impl IntoIterator<Item = Message>) -> Vec<Message> {
    let mut groups: Vec<Group> = Vec::new();
    for message in messages {
        let (told, hint) = message.unhinted();
        match groups.iter_mut().find(|group| alike(&group.first, &told)) {
            Some(group) => group.add(&told, hint),
            None => groups.push(Group {
                last: told.argument("file").cloned(),
                first: told,
                hints: hint.into_iter().collect(),
                files: Vec::new(),
                count: 0,
            }),
        }
    }
    groups.into_iter().map(Group::told).collect()
}

/// What is told as one.
struct Group {
    first: Message,
    /// What to do about it, each once.
    hints: Vec<Message>,
    /// The first of the other files, and how many there are.
    files: Vec<Message>,
    count: usize,
    /// The file of the last message.
    last: Option<Arg>,
}

impl Group {
    fn add(&mut self, told: &Message, hint: Option<Message>) {
        let hint = hint.filter(|hint| self.hints.len() < SHOWN && !self.hints.contains(hint));
        self.hints.extend(hint);
        let Some(file) = told.argument("file") else {
            return;
        };
        // what is told of one file comes one after another
        if self.last.replace(file.clone()).as_ref() == Some(file) {
            return;
        }
        self.count += 1;
        if self.count <= SHOWN {
            self.files.push(message!("file-alone", file = file.clone()));
        }
    }

    fn told(mut self) -> Message {
        if self.count > SHOWN {
            self.files.push(message!("file-alone", file = "…"));
        }
        let told = match self.count {
            0 => self.first,
            count => message!(
                "notice-in-files",
                notice = self.first,
                count = count,
                files = Arg::Messages(self.files)
            ),
        };
        self.hints
            .into_iter()
            .fold(told, |told, hint| told.hinted(Some(hint)))
    }
}

/// Whether messages say the same, be it of two files.
fn alike(one: &Message, other: &Message) -> bool {
    fn rest(message: &Message) -> impl Iterator<Item = &(&'static str, Arg)> {
        message.args.iter().filter(|(name, _)| *name != "file")
    }
    one.key == other.key && rest(one).eq(rest(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};

    #[test]
    fn what_differs_in_file_or_hint_is_told_once() {
        let lacks = |file: &str, field: &str, near: Option<&str>| {
            let hint = near.map(|name| message!("header-near", name = name));
            message!("header-missing", file = file, field = field).hinted(hint)
        };
        let told = told_once([
            lacks("a", "Code", Some("No")),
            lacks("a", "Name", None),
            lacks("b", "Code", None),
            lacks("b", "Code", Some("No")),
            lacks("c", "Code", Some("Nr")),
        ]);
        let messages = Messages::new(Lang::En);
        let told: Vec<String> = told.iter().map(|one| messages.text(one)).collect();
        let expected = [
            "a: no column for Code (and in 2 more files or sheets: b, c) — did you mean the column \"No\"? Add it to `header` \
             of the field — did you mean the column \"Nr\"? Add it to `header` of the field",
            "a: no column for Name",
        ];
        assert_eq!(told, expected);
    }
}
