//! Files on disk: made only where none is, replaced only if they still hold what was read; each whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{EditError, NewFile};

/// Makes all files or none, below `root`.
pub fn create(root: &Path, files: &[NewFile]) -> Result<(), EditError> {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|file| (file.path.clone(), file.content.clone().into_bytes())).collect();
    create_bytes(root, &files)
}

/// The same for files that need not be texts.
pub fn create_bytes(root: &Path, files: &[(String, Vec<u8>)]) -> Result<(), EditError> {
    let targets: Vec<PathBuf> = files.iter().map(|(path, _)| root.join(path)).collect();
    // A link that leads nowhere is there, too.
    let paths: Vec<PathBuf> = targets.iter().filter(|path| path.symlink_metadata().is_ok()).cloned().collect();
    if !paths.is_empty() {
        return Err(EditError::Exists { paths });
    }
    for (done, ((_, content), target)) in files.iter().zip(&targets).enumerate() {
        if let Err(error) = create_one(target, content) {
            // These are ours: they were not there a moment ago.
            for made in &targets[..done] {
                let _ = fs::remove_file(made);
            }
            return Err(match error.kind() {
                io::ErrorKind::AlreadyExists if target.is_file() => EditError::Exists { paths: vec![target.clone()] },
                _ => EditError::Write { path: target.clone(), error },
            });
        }
    }
    Ok(())
}

fn create_one(target: &Path, content: &[u8]) -> io::Result<()> {
    let folder = folder(target);
    fs::create_dir_all(folder)?;
    let staged = stage(folder, content, None)?;
    staged.persist_noclobber(target).map(drop).map_err(|error| error.error)
}

/// A file that is to be replaced.
pub struct Replacement {
    /// Where it is.
    pub path: PathBuf,
    /// Its text as it was read, without a byte order mark.
    pub read: String,
    /// Its new text.
    pub new: String,
}

/// Replaces all files, or none if one of them has changed since it was read. A byte order mark stays.
pub fn replace(replacements: &[Replacement]) -> Result<(), EditError> {
    let mut contents = Vec::with_capacity(replacements.len());
    for replacement in replacements {
        let bytes = unchanged(replacement)?;
        let mark_length = bytes.len() - replacement.read.len();
        contents.push([&bytes[..mark_length], replacement.new.as_bytes()].concat());
    }
    for (replacement, content) in replacements.iter().zip(contents) {
        let path = &replacement.path;
        let failed = |error| EditError::Write { path: path.clone(), error };
        let permissions = fs::metadata(path).map_err(failed)?.permissions();
        let staged = stage(folder(path), &content, Some(permissions)).map_err(failed)?;
        // Looked at once more, as late as can be.
        unchanged(replacement)?;
        staged.persist(path).map_err(|error| failed(error.error))?;
    }
    Ok(())
}

/// The bytes of the file, if they are those that were read.
fn unchanged(replacement: &Replacement) -> Result<Vec<u8>, EditError> {
    let path = &replacement.path;
    let bytes = fs::read(path).map_err(|error| EditError::Read { path: path.clone(), error })?;
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    if text == replacement.read.as_bytes() { Ok(bytes) } else { Err(EditError::Changed { path: path.clone() }) }
}

fn stage(folder: &Path, content: &[u8], permissions: Option<fs::Permissions>) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // A leading dot: nobody who watches or walks the folder takes it for content.
    builder.prefix(".taiyaku-");
    // Temporary files are for their owner only; these are to become ordinary files, as the umask has it.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut staged = builder.tempfile_in(folder)?;
    staged.write_all(content)?;
    staged.as_file().sync_all()?;
    if let Some(permissions) = permissions {
        staged.as_file().set_permissions(permissions)?;
    }
    Ok(staged)
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
