//! Which file of the program imports which: the paths in its source, with re-exports followed. Tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The segments of a path from the crate's root.
pub(crate) type Module = Vec<String>;

/// One file that imports another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    pub(crate) from: Module,
    /// The module whose file defines what is imported.
    pub(crate) to: Module,
    /// As it is written, from the crate's root on.
    pub(crate) path: Module,
}

/// The files of the program, by module.
pub(crate) struct Sources {
    root: PathBuf,
    files: BTreeMap<Module, File>,
    /// The modules of `lib.rs`, as they are listed.
    pub(crate) listed: Vec<String>,
}

#[derive(Default)]
struct File {
    path: PathBuf,
    /// Modules that it declares, in their order.
    children: Vec<String>,
    /// What it imports or hands on, by the name it has here.
    names: BTreeMap<String, Module>,
    /// All that its source names of the crate.
    paths: BTreeSet<Module>,
    /// The same that begin with a name of its own, such as `two::Two` behind `use super::two`.
    relative: BTreeSet<Module>,
    /// Modules all of which it imports.
    globs: Vec<Module>,
}

impl Sources {
    /// Reads a folder with a `lib.rs` and the modules that it leads to.
    pub(crate) fn read(root: &Path) -> Sources {
        let mut sources = Sources {
            root: root.to_owned(),
            files: BTreeMap::new(),
            listed: Vec::new(),
        };
        sources.add(Module::new(), root.join("lib.rs"));
        sources
            .listed
            .clone_from(&sources.files[&Module::new()].children);
        sources
    }

    fn add(&mut self, module: Module, path: PathBuf) {
        let text = std::fs::read_to_string(&path).unwrap();
        let tokens: TokenStream = text.parse().unwrap();
        let mut file = File {
            path,
            ..File::default()
        };
        file.take(&module, tokens);
        for child in &file.children {
            let module = [&module[..], std::slice::from_ref(child)].concat();
            let path = self.root.join(module.join("/")).with_extension("rs");
            self.add(module, path);
        }
        self.files.insert(module, file);
    }

    /// The file of a module, as people name it.
    pub(crate) fn name(&self, module: &Module) -> String {
        let path = &self.files[module].path;
        let below = path.strip_prefix(self.root.parent().unwrap()).unwrap();
        below.display().to_string().replace('\\', "/")
    }

    /// All imports, those of `lib.rs` left out.
    pub(crate) fn imports(&self) -> BTreeSet<Import> {
        let files = self.files.iter().filter(|(module, _)| !module.is_empty());
        let imports = files.flat_map(|(from, file)| {
            let relative = file.relative.iter();
            let relative = relative.filter_map(|path| file.led_on(from, path));
            let paths = file.paths.iter().chain(&file.globs).cloned();
            paths.chain(relative).map(|path| Import {
                from: from.clone(),
                to: self.defining(&path, 0),
                path,
            })
        });
        imports.filter(|import| import.from != import.to).collect()
    }

    /// The module whose file defines what a path leads to.
    fn defining(&self, path: &Module, depth: usize) -> Module {
        let lengths = (0..=path.len()).rev();
        let mut prefixes = lengths.map(|length| path[..length].to_vec());
        let module = prefixes.find(|prefix| self.files.contains_key(prefix));
        let module = module.unwrap_or_default();
        let Some(name) = path.get(module.len()).filter(|_| depth < 9) else {
            return module;
        };
        let file = &self.files[&module];
        if let Some(target) = file.names.get(name) {
            let target = [target, &path[module.len() + 1..]].concat();
            return self.defining(&target, depth + 1);
        }
        module
    }
}

impl File {
    /// Where a path leads that begins with a name of the file itself: what it imports, or a module below it.
    fn led_on(&self, module: &Module, path: &Module) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        if let Some(target) = self.names.get(first) {
            return Some([target, rest].concat());
        }
        let is_child = self.children.contains(first);
        is_child.then(|| [module, path.as_slice()].concat())
    }

    /// Takes in what the tokens declare and name; items for tests are passed over.
    fn take(&mut self, module: &Module, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Punct(hash)
                    if hash.as_char() == '#' && is_for_tests(tokens.get(at + 1)) =>
                {
                    at = end_of_item(&tokens, at + 2);
                    continue;
                }
                TokenTree::Ident(word) if word == "use" => {
                    let end = end_of_item(&tokens, at);
                    self.take_use(module, &Module::new(), &tokens[at + 1..end - 1]);
                    at = end;
                    continue;
                }
                TokenTree::Ident(word) if word == "mod" => {
                    if let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_))) =
                        (tokens.get(at + 1), tokens.get(at + 2))
                    {
                        self.children.push(name.to_string());
                    }
                }
                TokenTree::Ident(_) => {
                    let path = path_at(&tokens[at..]);
                    let follows_path = at > 0 && is_colon(&tokens[at - 1]);
                    if path.len() > 1 && !follows_path {
                        match absolute(module, &path) {
                            Some(path) => self.paths.insert(path),
                            None => self.relative.insert(path),
                        };
                    }
                }
                TokenTree::Group(group) => self.take(module, group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
    }

    /// The tree of a `use`, below the path that leads to it.
    fn take_use(&mut self, module: &Module, before: &Module, tokens: &[TokenTree]) {
        for branch in tokens.split(|token| is_punct(token, ',')) {
            let mut path = before.clone();
            let mut name = None;
            let mut tokens = branch.iter();
            while let Some(token) = tokens.next() {
                match token {
                    TokenTree::Ident(word) if word == "as" => {
                        name = tokens.next().map(ToString::to_string);
                    }
                    TokenTree::Ident(word) => path.push(word.to_string()),
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.take_use(module, &path, &inner);
                        path.clear();
                    }
                    TokenTree::Punct(star) if star.as_char() == '*' => {
                        self.globs.extend(absolute(module, &path));
                        path.clear();
                    }
                    _ => {}
                }
            }
            if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                path.pop();
            }
            if let Some(absolute) = absolute(module, &path) {
                let name = name.or_else(|| path.last().cloned());
                self.names.extend(name.map(|name| (name, absolute.clone())));
                self.paths.insert(absolute);
            }
        }
    }
}

/// Whether it is the `[cfg(test)]` of an attribute.
fn is_for_tests(token: Option<&TokenTree>) -> bool {
    token.is_some_and(|token| token.to_string().replace(' ', "") == "[cfg(test)]")
}

/// Behind the `;` or the braces that end an item.
fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    let is_use = matches!(&tokens[from], TokenTree::Ident(word) if word == "use");
    let ends = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !is_use,
        _ => false,
    };
    let rest = tokens[from..].iter().position(ends);
    rest.map_or(tokens.len(), |length| from + length + 1)
}

/// The words of `a::b::c`, with which the tokens begin.
fn path_at(tokens: &[TokenTree]) -> Module {
    let mut path = Module::new();
    let mut rest = tokens;
    while let [TokenTree::Ident(word), after @ ..] = rest {
        path.push(word.to_string());
        match after {
            [one, two, next @ ..] if is_colon(one) && is_colon(two) => rest = next,
            _ => break,
        }
    }
    path
}

/// A path from the crate's root on; none where it leads to another crate or to what the file itself has.
fn absolute(module: &Module, path: &[String]) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    let mut start = match first.as_str() {
        "crate" => Module::new(),
        "self" => module.clone(),
        "super" => module[..module.len().checked_sub(1)?].to_vec(),
        _ => return None,
    };
    for (at, word) in rest.iter().enumerate() {
        if word != "super" {
            start.extend_from_slice(&rest[at..]);
            break;
        }
        start.pop();
    }
    Some(start)
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

fn is_colon(token: &TokenTree) -> bool {
    is_punct(token, ':')
}
