//! The order of the rows of a keyed list.

/// Returns, for each row, whether it can stay where it is while the others are moved.
///
/// `old` has the former index of each row, or `None` for a new one. The rows that stay are a longest increasing
/// subsequence, so that as few as possible are moved.
pub(crate) fn unmoved(old: &[Option<usize>]) -> Vec<bool> {
    // `ends[n]` is the row that ends the best increasing sequence of n + 1 rows so far.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; old.len()];
    for (row, index) in old.iter().enumerate() {
        let Some(index) = index else { continue };
        let length = ends.partition_point(|end| old[*end].is_some_and(|end| end < *index));
        previous[row] = length.checked_sub(1).map(|last| ends[last]);
        match ends.get_mut(length) {
            Some(end) => *end = row,
            None => ends.push(row),
        }
    }
    let mut stays = vec![false; old.len()];
    let mut row = ends.last().copied();
    while let Some(at) = row {
        stays[at] = true;
        row = previous[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::unmoved;

    /// Returns the rows that stay, of a list of former indexes.
    fn staying(old: &[usize]) -> Vec<usize> {
        let stays = unmoved(&old.iter().copied().map(Some).collect::<Vec<_>>());
        old.iter().zip(stays).filter(|(_, stays)| *stays).map(|(index, _)| *index).collect()
    }

    #[test]
    fn as_few_rows_as_possible_are_moved() {
        assert_eq!(staying(&[0, 1, 2, 3]), [0, 1, 2, 3]);
        assert_eq!(staying(&[3, 0, 1, 2]), [0, 1, 2], "one to the front");
        assert_eq!(staying(&[1, 2, 3, 0]), [1, 2, 3], "one to the end");
        assert_eq!(staying(&[3, 2, 1, 0]).len(), 1, "a reversed list");
        assert_eq!(staying(&[2, 0, 4, 1, 3, 5]), [0, 1, 3, 5], "a longest one among several");
        assert!(unmoved(&[]).is_empty());
    }

    #[test]
    fn a_new_row_does_not_stay() {
        assert_eq!(unmoved(&[Some(0), None, Some(1)]), [true, false, true]);
        assert_eq!(unmoved(&[None]), [false]);
    }
}
