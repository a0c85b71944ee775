//! What stands in order, and what was moved out of it.

/// Which of `values` belong to the longest rising sequence among them; of several, to the one that begins first. All others
/// were moved, and moving them back, no fewer, mends the order.
pub fn longest_rising(values: &[usize]) -> Vec<bool> {
    // The highest beginning of a rising sequence of each length, from the right; they fall.
    let mut beginnings: Vec<usize> = Vec::new();
    let mut lengths = vec![0; values.len()];
    for (at, &value) in values.iter().enumerate().rev() {
        let length = beginnings.partition_point(|&beginning| beginning > value);
        match beginnings.get_mut(length) {
            Some(beginning) => *beginning = value,
            None => beginnings.push(value),
        }
        lengths[at] = length + 1;
    }
    let (mut wanted, mut last) = (beginnings.len(), None);
    let takes = |(&value, length): (&usize, usize)| {
        let takes = length == wanted && last.is_none_or(|last| value > last);
        if takes {
            (wanted, last) = (length - 1, Some(value));
        }
        takes
    };
    values.iter().zip(lengths).map(takes).collect()
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn what_was_moved_is_out_of_order_and_nothing_else() {
        let moved = |values: &[usize]| {
            let rising = longest_rising(values);
            values.iter().zip(rising).filter(|(_, rising)| !rising).map(|(value, _)| *value).collect::<Vec<_>>()
        };
        assert_eq!(moved(&[0, 1, 2]), [0; 0]);
        assert_eq!(moved(&[4, 0, 1, 2, 3]), [4]);
        assert_eq!(moved(&[1, 2, 3, 0, 4]), [0]);
        assert_eq!(moved(&[1, 0]), [0]);
        assert_eq!(moved(&[3, 4, 0, 1, 2, 5]), [3, 4]);
        assert_eq!(moved(&[2, 2, 3]), [2]);
        assert_eq!(moved(&[]), [0; 0]);
    }
}
