//! Whether the history is on a disk that other computers write to as well. A write-ahead log needs memory that all who use a database share, so
//! on a network drive it fails, or worse, seems to work: <https://www.sqlite.org/wal.html>, "Overview".

use std::path::Path;

/// Where a database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Disk {
    Local,
    Network,
}

/// The disk that a folder is on. What cannot be found out is taken for local, as most disks are.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn disk_of(folder: &Path) -> Disk {
    rustix::fs::statfs(folder).map_or(Disk::Local, |found| of_magic(i128::from(found.f_type)))
}

#[cfg(target_vendor = "apple")]
pub(super) fn disk_of(folder: &Path) -> Disk {
    /// `MNT_LOCAL` of <sys/mount.h>: the file system is stored locally.
    const LOCAL: u32 = 0x1000;
    rustix::fs::statfs(folder).map_or(Disk::Local, |found| {
        if found.f_flags & LOCAL == 0 {
            Disk::Network
        } else {
            Disk::Local
        }
    })
}

/// A drive with a letter is resolved to the share that it stands for.
#[cfg(windows)]
pub(super) fn disk_of(folder: &Path) -> Disk {
    use std::path::{Component, Prefix};
    let found = folder.canonicalize();
    let first = found
        .as_deref()
        .ok()
        .and_then(|path| path.components().next());
    match first {
        Some(Component::Prefix(prefix)) => match prefix.kind() {
            Prefix::UNC(..) | Prefix::VerbatimUNC(..) => Disk::Network,
            _ => Disk::Local,
        },
        _ => Disk::Local,
    }
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple",
    windows
)))]
pub(super) fn disk_of(_: &Path) -> Disk {
    Disk::Local
}

/// File systems of a network by their magic numbers (statfs(2), and `include/uapi/linux/magic.h`): NFS, the three of SMB, 9P (drives of Windows under WSL),
/// FUSE (sshfs, and whatever else), AFS, Coda, Ceph, NCP, the shared folders of `VirtualBox` and `VMware`, Lustre, GFS2, OCFS2.
#[cfg(any(target_os = "linux", target_os = "android", test))]
const NETWORK: [u32; 17] = [
    0x6969,
    0x517b,
    0xff53_4d42,
    0xfe53_4d42,
    0x0102_1997,
    0x6573_5546,
    0x5346_414f,
    0x6b41_4653,
    0x7375_7245,
    0x00c3_6400,
    0x564c,
    0x786f_4256,
    0xbacb_acbc,
    0x0bd0_0bd0,
    0x0116_1970,
    0x7461_636f,
    0x0bd0_0bd1,
];

/// By its number, which the system keeps in a signed number or an unsigned one, of one width or another.
#[cfg(any(target_os = "linux", target_os = "android", test))]
fn of_magic(magic: i128) -> Disk {
    let network = NETWORK.iter().any(|&known| {
        let signed = i128::from(known.cast_signed());
        magic == i128::from(known) || magic == signed
    });
    if network { Disk::Network } else { Disk::Local }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_systems_by_their_numbers() {
        for (magic, disk) in [
            (0xef53, Disk::Local),      // ext4
            (0x0102_1994, Disk::Local), // tmpfs
            (0x9123_683e, Disk::Local), // btrfs
            (0x794c_7630, Disk::Local), // overlay
            (0x6969, Disk::Network),
            (0xff53_4d42, Disk::Network),
            (-11_317_950, Disk::Network), // the same where it is signed
            (0x0102_1997, Disk::Network),
        ] {
            assert_eq!(of_magic(magic), disk, "{magic:x}");
        }
        assert_eq!(disk_of(&std::env::temp_dir()), Disk::Local);
    }
}
