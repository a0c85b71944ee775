//! Words of a file are held as a slice of its text, not as a copy. Texts beside one another become one; where they follow one
//! another in the file as well, so is the one a slice of it.

use arcstr::{ArcStr, Substr};

/// `words` as a slice of `source`, if they are a part of it; else, as what entities and escapes wrote, a text of their own.
pub(super) fn slice(source: &ArcStr, words: &str) -> Substr {
    source.try_substr_from(words).unwrap_or_else(|| words.into())
}

/// A text that may still grow.
pub(super) enum Joined {
    /// So far it stands in one piece in another.
    Slice(Substr),
    /// It stands nowhere else.
    Own(String),
}

impl Joined {
    /// Adds the words that follow.
    pub(super) fn push(&mut self, words: &Substr) {
        match self {
            Self::Own(own) => own.push_str(words),
            _ if words.is_empty() => {}
            Self::Slice(before) => {
                let follows =
                    ArcStr::ptr_eq(before.parent(), words.parent()) && before.range().end == words.range().start;
                *self = match follows {
                    true => Self::Slice(before.parent().substr(before.range().start..words.range().end)),
                    false => Self::Own([before.as_str(), words.as_str()].concat()),
                };
            }
        }
    }

    /// The whole text.
    pub(super) fn finish(self) -> Substr {
        match self {
            Self::Slice(words) => words,
            Self::Own(words) => words.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_in_the_file_is_a_slice_of_it() {
        let source = ArcStr::from("訳文と原文 & 注");
        let pieces = |pieces: &[&str]| {
            let mut joined = Joined::Slice(slice(&source, pieces[0]));
            pieces[1..].iter().for_each(|piece| joined.push(&slice(&source, piece)));
            joined.finish()
        };
        let whole = pieces(&[&source[..6], &source[6..9], &source[9..]]);
        assert_eq!(whole, source);
        assert!(ArcStr::ptr_eq(whole.parent(), &source));
        let gap = pieces(&[&source[..6], "、", &source[9..15], ""]);
        assert_eq!(gap, "訳文、原文");
        assert!(!ArcStr::ptr_eq(gap.parent(), &source));
    }
}
