//! Disks of other machines: the system tells only what was changed from here.

use std::path::Path;

/// The kind of the disk that a folder lies on, if changes from elsewhere go untold there; by the table of mounts of Linux,
/// `device place kind …` in each line.
pub fn untold<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((unescape(words.next()?), words.next()?))
    });
    // Of several that hold the folder the longest place is the nearest, and of equal ones the last is on top.
    let holds = mounts.filter(|(place, _)| folder.starts_with(place));
    let (_, kind) = holds.max_by_key(|(place, _)| place.len())?;
    let is_remote = matches!(
        kind,
        "nfs" | "nfs4" | "cifs" | "smb3" | "smbfs" | "9p" | "vboxsf" | "drvfs" | "afs" | "ceph" | "fuse.sshfs"
    );
    is_remote.then_some(kind)
}

/// Spaces and the like stand in it by their octal numbers.
fn unescape(place: &str) -> String {
    place.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mount_decides() {
        let mounts = "\
/dev/sda / ext4 rw 0 0
host:/a /data nfs4 rw 0 0
/dev/sdb /data/me/fast\\040disk xfs rw 0 0
C: /mnt/c 9p rw 0 0
";
        assert_eq!(untold(mounts, Path::new("/srv/site")), None);
        assert_eq!(untold(mounts, Path::new("/database")), None);
        assert_eq!(untold(mounts, Path::new("/data/me/site")), Some("nfs4"));
        assert_eq!(untold(mounts, Path::new("/data/me/fast disk/site")), None);
        assert_eq!(untold(mounts, Path::new("/mnt/c/site")), Some("9p"));
    }
}
