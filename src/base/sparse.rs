//! Values that few of many numbers have: no place is kept for the others.

/// Values by their numbers, in order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sparse<T>(Vec<(u32, T)>);

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Sparse<T> {
    /// The value of a number, if it has one.
    pub fn get(&self, at: &u32) -> Option<&T> {
        self.place(*at).ok().map(|place| &self.0[place].1)
    }

    /// The value of an index, if it has one.
    pub fn at(&self, index: usize) -> Option<&T> {
        self.get(&narrow(index))
    }

    /// Gives a number a value, in the place of an earlier one. Numbers that rise cost no search.
    pub fn insert(&mut self, at: u32, value: T) {
        if self.0.last().is_none_or(|(last, _)| *last < at) {
            return self.0.push((at, value));
        }
        match self.place(at) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (at, value)),
        }
    }

    fn place(&self, at: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&at, |(number, _)| *number)
    }

    /// All of them with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.0.iter().map(|(at, value)| (*at, value))
    }

    /// All of them.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives back the room that was kept for more.
    pub fn shrink_to_fit(&mut self) {
        self.0.shrink_to_fit();
    }
}

impl<T> FromIterator<(u32, T)> for Sparse<T> {
    fn from_iter<I: IntoIterator<Item = (u32, T)>>(values: I) -> Self {
        let mut all = Self::default();
        values.into_iter().for_each(|(at, value)| all.insert(at, value));
        all.shrink_to_fit();
        all
    }
}

/// An index in four bytes: what has one fits in a file, and a file is shorter than 4 GiB.
pub fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_order_and_the_last_given_counts() {
        let mut some = Sparse::default();
        for (at, value) in [(3, 'a'), (9, 'b'), (1, 'c'), (3, 'd')] {
            some.insert(at, value);
        }
        assert_eq!(some.iter().collect::<Vec<_>>(), [(1, &'c'), (3, &'d'), (9, &'b')]);
        assert_eq!((some.get(&9), some.at(2)), (Some(&'b'), None));
    }
}
