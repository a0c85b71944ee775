//! Source text and places in it. Offsets are bytes of UTF-8; lines and columns are 1-based, columns count code points.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use arcstr::ArcStr;

/// The number of a file in the run that read it: an index into [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file, `end` exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the range lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `range` (bytes) of `file`. Files beyond 4 GiB are refused by load, so the narrowing loses nothing.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The range in bytes, to index the file's text with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; both lie in one file.
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value and the place where the author wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value` as it stands at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// What the value leads to, such as the words of a text, at the same place.
    pub fn as_deref(&self) -> Spanned<&T::Target>
    where
        T: Deref,
    {
        Spanned { value: &self.value, span: self.span }
    }

    /// Another value at the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// One text file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its number in this run.
    pub id: FileId,
    /// Its path below the site's folder, with `/` on every system.
    pub path: String,
    /// Its text, without a byte order mark.
    pub text: ArcStr,
    /// Where its lines begin; looked for when the first place in it is asked for, once for all places.
    line_starts: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// A file of that number, path and text.
    pub fn new(id: FileId, path: String, text: impl Into<ArcStr>) -> Self {
        Self { id, path, text: text.into(), line_starts: OnceLock::new() }
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::new(self.id, 0..self.text.len())
    }

    /// Line and column of a byte offset, both 1-based, the column in code points.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset);
        (line, self.text[starts[line - 1]..offset].chars().count() + 1)
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let after_ends = self.text.match_indices('\n').map(|(newline, _)| newline + 1);
            std::iter::once(0).chain(after_ends).collect()
        })
    }
}

/// The text files of one run, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<Arc<SourceFile>>);

impl Files {
    /// Adds a file and gives it its number.
    pub fn add(&mut self, path: String, text: impl Into<ArcStr>) -> Arc<SourceFile> {
        let id = FileId(self.0.len() as u32);
        let file = Arc::new(SourceFile::new(id, path, text));
        self.0.push(Arc::clone(&file));
        file
    }

    /// The file of that number.
    pub fn get(&self, id: FileId) -> &Arc<SourceFile> {
        &self.0[id.0 as usize]
    }

    /// The file of that number, if there is one.
    pub fn find(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.0.get(id.0 as usize)
    }

    /// Puts another version of a file in its place.
    pub fn replace(&mut self, file: Arc<SourceFile>) {
        let at = file.id.0 as usize;
        self.0[at] = file;
    }

    /// All files, in order of their numbers, to be replaced.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Arc<SourceFile>> {
        self.0.iter_mut()
    }

    /// All files, in order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<SourceFile>> + Clone {
        self.0.iter()
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        &self.get(span.file).text[span.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points() {
        let mut files = Files::default();
        let file = files.add("a.md".into(), "一行\n二行目x");
        assert_eq!(file.line_column(0), (1, 1));
        assert_eq!(file.line_column("一行\n二行".len()), (2, 3));
        assert_eq!(file.line_column(file.text.len()), (2, 5));
        assert_eq!(file.line_column(file.text.len() + 9), (2, 5));
        let empty = files.add("b.md".into(), "");
        assert_eq!(empty.line_column(0), (1, 1));
        let ends = files.add("c.md".into(), "\n\n");
        assert_eq!([0, 1, 2].map(|offset| ends.line_column(offset)), [(1, 1), (2, 1), (3, 1)]);
    }
}
