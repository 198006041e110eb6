//! Reads the files of a project: the main file, and the rule files and packs it names.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::raw::RawProject;
use super::resolve::resolve;
use super::resolved::Resolved;
use super::sections::Sections;
use super::{Loaded, PROJECT_FILE, Project, collected, ledger, packs};
use crate::dispositions::{self, Ledger};
use crate::messages::{display_path, message};
use crate::mistakes::{Place, Problem, SourceFile, did_you_mean};
use crate::rules::Origin;
use crate::sources::{bytes_written, written};

const DEFAULT_RULES: &str = "rules/*.toml";
const RULES_OF_A_FOLDER: &str = "*.toml";

/// The nearest folder that holds a project, from the one that the user stands in upwards; that folder itself where none does.
pub(super) fn nearest_project() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let above = here
        .ancestors()
        .position(|folder| folder.join(PROJECT_FILE).is_file());
    match above {
        None | Some(0) => PathBuf::from("."),
        // as a person would write it: shorter than the whole path, and right wherever the folder is shared from
        Some(levels) => (0..levels).map(|_| "..").collect(),
    }
}

/// Loads a project; with the rules of a file, or of the files of a folder, in place of its own of the same ids, where one is given.
/// `unmasked`: nothing is sensitive.
pub(super) fn load(path: &Path, proposed: Option<&Path>, unmasked: bool) -> Loaded {
    let mut problems = Vec::new();
    let path = match main_file(path) {
        Ok(path) => path,
        Err(problem) => {
            return Loaded {
                files: Vec::new(),
                lang: None,
                result: Err(vec![*problem]),
            };
        }
    };
    let Some(main) = read(&path, &mut problems) else {
        // the keys, and the name of the language, are the same bytes in every encoding of Chinese
        let bytes = bytes_written(&path).unwrap_or_default();
        let settings = project_section(&String::from_utf8_lossy(&bytes));
        return Loaded {
            files: Vec::new(),
            lang: settings.and_then(|settings| settings.lang),
            result: Err(problems),
        };
    };
    let settings = project_section(&main.text);
    let lang = settings.as_ref().and_then(|s| s.lang);
    let files = rule_files(main, settings.as_ref(), &mut problems);
    let mut sections = Sections::default();
    for (ix, file) in files.iter().enumerate() {
        sections.gather(&file.source, ix, &mut problems);
    }
    let folder = files[0].source.folder.clone();
    let mut origins: Vec<Origin> = files.iter().map(|f| f.origin.clone()).collect();
    let mut files: Vec<SourceFile> = files.into_iter().map(|f| f.source).collect();
    if let Some(proposed) = proposed {
        let mut others = Sections::default();
        for source in proposed_files(proposed, &mut problems) {
            others.gather(&source, files.len(), &mut problems);
            origins.push(Origin::File(source.name.clone()));
            files.push(source);
        }
        sections.supersede(others, &mut problems);
    }
    if unmasked {
        sections.unmask();
    }
    let ledger_at = ledger_file(&folder, &mut problems).map(|source| {
        files.push(source);
        files.len() - 1
    });
    let project = if sections.has_broken_syntax {
        Resolved::default()
    } else {
        resolve(
            settings.as_ref(),
            sections,
            &origins,
            &files,
            ledger_at,
            &mut problems,
        )
    };
    let ledger = ledger_at.map(|file| {
        let names = (project.rules.as_slice(), project.tables.as_slice());
        let names = problems.is_empty().then_some(names);
        Ledger {
            table: project.tables.len().saturating_sub(1),
            file,
            entries: ledger::read(&files[file], file, names, &mut problems),
        }
    });
    let day = settings.as_ref().and_then(|s| s.go_live.as_ref());
    let go_live = day.and_then(|day| collected::go_live(day, &mut problems));
    problems.sort_by_key(|p| p.place.as_ref().map(Place::position));
    let result = if problems.is_empty() {
        Ok(Project {
            name: settings.and_then(|s| s.name),
            notices: project.notices(),
            zone: project.zone,
            tables: project.tables,
            rules: project.rules,
            lookups: project.lookups,
            links: project.links,
            collected: project.collected,
            go_live,
            calendar: project.work.calendar,
            processes: project.processes,
            schemes: project.schemes,
            people: project.people,
            history: project.history,
            ledger,
            files: std::mem::take(&mut files),
            unmasked,
        })
    } else {
        Err(problems)
    };
    Loaded {
        files,
        lang,
        result,
    }
}

/// The file that makes a project, of its folder or of that file itself.
fn main_file(path: &Path) -> Result<PathBuf, Box<Problem>> {
    let is_toml = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    if path.is_file() && !is_toml {
        let name = display_path(path);
        let message = message!("problem-not-a-project", file = name.as_str());
        let problem = Problem::new(message).hint(message!("hint-input", file = name));
        return Err(Box::new(problem));
    }
    Ok(if is_toml {
        path.to_owned()
    } else {
        path.join(PROJECT_FILE)
    })
}

/// The file with rules that are proposed, or those of a folder.
fn proposed_files(path: &Path, problems: &mut Vec<Problem>) -> Vec<SourceFile> {
    let (found, sought) = if path.is_dir() {
        let pattern = [RULES_OF_A_FOLDER.to_owned()];
        let found = crate::sources::find::paths(path, &pattern).unwrap_or_default();
        (found, path.join(RULES_OF_A_FOLDER))
    } else {
        let found = Some(path.to_owned()).filter(|path| path.exists());
        (found.into_iter().collect(), path.to_owned())
    };
    if found.is_empty() {
        let pattern = display_path(&sought);
        let message = message!("problem-no-rule-file", pattern = pattern);
        problems.push(Problem::new(message));
    }
    let files = found.iter().filter_map(|path| read(path, problems));
    files.collect()
}

/// The dispositions, where there are any.
fn ledger_file(folder: &Path, problems: &mut Vec<Problem>) -> Option<SourceFile> {
    let path = folder.join(dispositions::FILE_NAME);
    let absent = matches!(path.try_exists(), Ok(false));
    if absent { None } else { read(&path, problems) }
}

fn read(path: &Path, problems: &mut Vec<Problem>) -> Option<SourceFile> {
    let name = display_path(path);
    if std::fs::symlink_metadata(path).is_err_and(|e| e.kind() == ErrorKind::NotFound) {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        let folder = folder.map_or_else(|| ".".to_owned(), display_path);
        let message = message!("problem-no-project", folder = folder);
        problems.push(Problem::new(message).hint(message!("hint-init")));
        return None;
    }
    let text = match written(path) {
        Ok(text) => text,
        Err(reason) => {
            let message = message!("audit-unreadable", file = name, reason = reason);
            problems.push(Problem::new(message));
            return None;
        }
    };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Some(SourceFile::new(name, folder, text))
}

/// `[project]` of the main file as far as it can be read, to find the language and the rule files.
fn project_section(text: &str) -> Option<RawProject> {
    let (root, _) = DeTable::parse_recoverable(text);
    let section = root.get_ref().get("project")?.get_ref();
    Some(RawProject {
        name: readable(section, "name"),
        lang: readable(section, "lang"),
        rules: readable(section, "rules"),
        timezone: readable(section, "timezone"),
        calendar: readable(section, "calendar"),
        hours: readable(section, "hours"),
        go_live: readable(section, "go_live"),
    })
}

/// The value of a key, whatever mistakes there are beside it.
fn readable<T: for<'de> Deserialize<'de>>(section: &DeValue, key: &str) -> Option<T> {
    let value = section.get(key)?.clone();
    T::deserialize(ValueDeserializer::from(value)).ok()
}

struct LoadedFile {
    source: SourceFile,
    origin: Origin,
}

/// The main file, and the rule files and packs it names.
fn rule_files(
    main: SourceFile,
    settings: Option<&RawProject>,
    problems: &mut Vec<Problem>,
) -> Vec<LoadedFile> {
    let folder = main.folder.clone();
    let origin = Origin::File(main.name.clone());
    let mut files = vec![LoadedFile {
        source: main,
        origin,
    }];
    let add = |pattern: &str,
               files: &mut Vec<LoadedFile>,
               problems: &mut Vec<Problem>|
     -> Option<usize> {
        let mut paths = crate::sources::find::paths(&folder, &[pattern.to_owned()]).ok()?;
        paths.retain(|p| {
            p.file_name()
                .is_none_or(|n| n != PROJECT_FILE && n != dispositions::FILE_NAME)
        });
        for path in &paths {
            if let Some(source) = read(path, problems)
                && !files.iter().any(|f| f.source.name == source.name)
            {
                files.push(LoadedFile {
                    origin: Origin::File(source.name.clone()),
                    source,
                });
            }
        }
        Some(paths.len())
    };
    let Some(listed) = settings.and_then(|s| s.rules.as_ref()) else {
        add(DEFAULT_RULES, &mut files, problems);
        return files;
    };
    for pattern in listed {
        let place = Place::new(0, pattern.span());
        if let Some(name) = pattern.strip_prefix("pack:") {
            if let Some(pack) = packs::find(name) {
                files.push(pack_file(pack));
            } else {
                let names = packs::PACKS.iter().map(|p| p.name);
                let hint = did_you_mean(name, names.clone()).unwrap_or_else(|| {
                    let names = names.map(str::to_owned).collect::<Vec<_>>();
                    message!("hint-one-of", names = names)
                });
                let message = message!("problem-unknown-pack", name = name);
                problems.push(Problem::at(message, place).hint(hint));
            }
            continue;
        }
        match add(pattern, &mut files, problems) {
            Some(0) => {
                problems.push(Problem::at(
                    message!("problem-no-rule-file", pattern = &**pattern),
                    place,
                ));
            }
            Some(_) => {}
            None => problems.push(Problem::at(
                message!("problem-bad-glob", pattern = &**pattern),
                place,
            )),
        }
    }
    files
}

fn pack_file(pack: &packs::Pack) -> LoadedFile {
    let name = format!("pack:{}", pack.name);
    let source = SourceFile::new(name, PathBuf::new(), pack.text.to_owned());
    LoadedFile {
        source,
        origin: Origin::Pack(pack.name),
    }
}
