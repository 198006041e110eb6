//! Rule packs that come with the program, usable as `pack:NAME` in `[project] rules`.

/// A shipped rule file.
pub(crate) struct Pack {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

/// All packs.
pub(crate) const PACKS: &[Pack] = &[
    Pack {
        name: "complaints",
        text: include_str!("../../rules/complaints.toml"),
    },
    Pack {
        name: "master-data",
        text: include_str!("../../rules/master-data.toml"),
    },
    Pack {
        name: "order-to-cash",
        text: include_str!("../../rules/order-to-cash.toml"),
    },
];

/// The pack of that name.
pub(crate) fn find(name: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.name == name)
}
