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

#[cfg(test)]
mod tests {
    use crate::testing::tried;

    #[test]
    fn steps_of_a_complaint_are_in_order() {
        let project = "[project]\nrules = [\"pack:complaints\"]\n\
            [tables.complaints]\nfiles = \"c.csv\"\nkey = [\"no\"]\n[tables.complaints.fields]\nno = {}\n\
            received_at = { type = \"datetime\" }\naccepted_at = { type = \"datetime\" }\n\
            handled_at = { type = \"datetime\" }\nclosed_at = { type = \"datetime\" }\n";
        let complaints = "no,received_at,accepted_at,handled_at,closed_at\n\
            1,2026-10-09 09:00,2026-10-10 09:00,2026-10-09 15:00,2026-10-11 16:00\n\
            2,2026-10-09 09:00,2026-10-10 09:00,,2026-10-09 16:00\n\
            3,2026-10-09 09:00,2026-10-09 10:00,2026-10-09 15:00,2026-10-09 16:00\n\
            4,2026-10-09 09:00,,2026-10-09 15:00,2026-10-09 14:00\n\
            5,2026-10-09 09:00,2026-10-10 09:00,,\n";
        let rows = |rule: &str| tried(project, &[("c.csv", complaints)], rule).rows();
        assert_eq!(rows("complaint-accepted-out-of-order"), [2, 3]);
        assert_eq!(rows("complaint-dates-out-of-order"), [5]);
    }
}
