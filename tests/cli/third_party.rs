//! The list of what others have written, against what is built.

use std::collections::BTreeSet;
use std::fs;

use crate::support::root;

/// `.ci/third-party` writes it; this needs neither Python nor the crates.
#[test]
fn the_list_of_crates_is_of_this_lock() {
    let read = |name: &str| fs::read_to_string(root().join(name)).unwrap();
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    let locked = lock["package"].as_array().unwrap().iter();
    let locked: BTreeSet<(String, String)> = locked
        .map(|package| ["name", "version"].map(|key| package[key].as_str().unwrap().to_owned()))
        .map(|[name, version]| (name, version))
        .collect();
    let list = read("THIRD-PARTY.md");
    let rows = list.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| ")?.split(" | ").collect();
        (cells.len() == 3 && cells[0] != "crate")
            .then(|| (cells[0].to_owned(), cells[1].to_owned()))
    });
    let rows: BTreeSet<(String, String)> = rows.collect();
    let stale: Vec<_> = rows.difference(&locked).collect();
    assert!(stale.is_empty(), "run .ci/third-party: {stale:?}");
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let listed: BTreeSet<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
    for name in manifest["dependencies"].as_table().unwrap().keys() {
        assert!(
            listed.contains(name.as_str()),
            "run .ci/third-party: {name}"
        );
    }
    // what opens connections
    for banned in ["reqwest", "hyper", "ring", "rustls", "object_store"] {
        assert!(!listed.contains(banned), "{banned}");
    }
}
