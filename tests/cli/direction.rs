//! The modules are one pipe: each imports only from those that `lib.rs` lists below it, and no files import each other in a
//! circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::{Import, Module, Sources};
use crate::support::root;

fn sources() -> Sources {
    Sources::read(&root().join("src"))
}

/// The imports that run against the order of `lib.rs`, in words.
fn climbing(sources: &Sources) -> Vec<String> {
    let floor = |module: &Module| {
        sources
            .listed
            .iter()
            .position(|name| module.first() == Some(name))
    };
    let climbs = |import: &Import| {
        let [from, to, named] = [&import.from, &import.to, &import.path].map(floor);
        // what is handed on from below is not taken from below
        to < from || named.is_some_and(|named| Some(named) < from)
    };
    let imports = sources.imports().into_iter().filter(climbs);
    imports
        .map(|import| {
            let (from, to) = (sources.name(&import.from), sources.name(&import.to));
            format!("{from} imports {to}: {}", import.path.join("::"))
        })
        .collect()
}

/// Files that import each other in a circle, each circle once. That a module names its own parts is no import.
fn circles(sources: &Sources) -> Vec<Vec<String>> {
    let mut below: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for Import { from, to, .. } in sources.imports() {
        if !to.starts_with(&from) {
            below.entry(from).or_default().insert(to);
        }
    }
    let reached = |from: &Module| {
        let mut reached = BTreeSet::new();
        let mut left = vec![from];
        while let Some(module) = left.pop() {
            for next in below.get(module).into_iter().flatten() {
                if reached.insert(next) {
                    left.push(next);
                }
            }
        }
        reached
    };
    let all: BTreeMap<&Module, BTreeSet<&Module>> = below
        .keys()
        .map(|module| (module, reached(module)))
        .collect();
    let together = |one: &Module, other: &Module| {
        all[one].contains(other) && all.get(other).is_some_and(|reached| reached.contains(one))
    };
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for one in all.keys().filter(|one| together(one, one)) {
        let members = all.keys().filter(|other| together(one, other));
        circles.insert(members.map(|module| sources.name(module)).collect());
    }
    circles.into_iter().collect()
}

#[test]
fn no_import_climbs() {
    let climbing = climbing(&sources());
    assert!(
        climbing.is_empty(),
        "these imports climb:\n{}",
        climbing.join("\n")
    );
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let circles = circles(&sources());
    let circles: Vec<String> = circles.iter().map(|files| files.join(" ")).collect();
    assert!(circles.is_empty(), "circles:\n{}", circles.join("\n"));
}

/// A house with an import that climbs by way of a name that is handed on, and two circles.
#[test]
fn what_climbs_is_told_with_both_files() {
    let folder = tempfile::tempdir().unwrap();
    let src = folder.path().join("src");
    let files = [
        (
            "lib.rs",
            "mod roof; mod wall; mod ground; #[cfg(test)] mod scaffold;",
        ),
        (
            "roof.rs",
            "mod tile; pub(crate) use self::tile::Tile; use crate::ground::{Stone, clay::Brick as B};",
        ),
        (
            "roof/tile.rs",
            "use super::super::wall::Wall; pub(crate) struct Tile;",
        ),
        (
            "wall.rs",
            "mod one; mod two; pub(crate) use crate::ground::Stone; #[cfg(test)] mod tests { use crate::roof::Tile; }",
        ),
        (
            "wall/one.rs",
            "use super::super::wall; use std::fmt; pub(crate) struct One(wall::two::Two);",
        ),
        (
            "wall/two.rs",
            "fn two() -> crate::wall::one::One { crate :: wall :: Stone; \"crate::roof\" }",
        ),
        (
            "ground.rs",
            "pub(crate) struct Stone; // use crate::wall::Stone;\nfn lay() { dig!(at = crate::roof::Tile) }",
        ),
    ];
    for (name, text) in files {
        std::fs::create_dir_all(src.join(name).parent().unwrap()).unwrap();
        std::fs::write(src.join(name), text).unwrap();
    }
    let sources = Sources::read(&src);
    let climbing = climbing(&sources);
    assert_eq!(
        climbing,
        ["src/ground.rs imports src/roof/tile.rs: roof::Tile"]
    );
    let circles = circles(&sources);
    let expected = [
        &["src/ground.rs", "src/roof/tile.rs", "src/wall.rs"][..],
        &["src/wall/one.rs", "src/wall/two.rs"],
    ];
    assert_eq!(circles, expected);
}
