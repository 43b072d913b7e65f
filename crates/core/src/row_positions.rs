//! Which workspace stands at which position of a list.

use std::ops::Range;
use std::sync::Arc;

/// The workspaces of a list by their position in Coder's list, as far as they were fetched.
///
/// Coder counts workspaces that the user may not read, but returns no row for them: their positions are absent, and the
/// list leaves them out. A row's index counts only the positions that are not absent.
///
/// ```
/// use coder_core::row_positions::RowPositions;
///
/// let mut positions = RowPositions::default();
/// positions.place(0..3, &["a".into(), "b".into()]);
/// assert_eq!(positions.absent_count(), 1);
/// assert_eq!(positions.ids(0..3), [(0, Some("a".into())), (1, Some("b".into())), (2, None)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPositions(Vec<Position>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Position {
    #[default]
    Unknown,
    Absent,
    Row(Arc<str>),
}

impl RowPositions {
    /// Places the workspaces of a response to a request for a range of positions. The rest of the range is absent.
    ///
    /// A workspace that moved between two requests is shown once, at its latest position.
    pub fn place(&mut self, range: Range<usize>, ids: &[Arc<str>]) {
        for (index, position) in self.0.iter_mut().enumerate() {
            let moved = matches!(position, Position::Row(id) if !range.contains(&index) && ids.contains(id));
            if moved {
                *position = Position::Unknown;
            }
        }
        if self.0.len() < range.end {
            self.0.resize(range.end, Position::Unknown);
        }
        let mut ids = ids.iter().cloned();
        for position in self.0.iter_mut().skip(range.start).take(range.len()) {
            *position = ids.next().map_or(Position::Absent, Position::Row);
        }
    }

    /// Forgets the positions from `count` on.
    pub fn truncate(&mut self, count: usize) {
        self.0.truncate(count);
    }

    /// Returns whether a position was fetched.
    pub fn is_known(&self, position: usize) -> bool {
        self.0.get(position).is_some_and(|position| *position != Position::Unknown)
    }

    /// Returns the number of absent positions.
    pub fn absent_count(&self) -> usize {
        self.0.iter().filter(|position| **position == Position::Absent).count()
    }

    /// Returns the ids of a range of rows with the rows' indexes; `None` for rows that are not fetched.
    pub fn ids(&self, range: Range<usize>) -> Vec<(usize, Option<Arc<str>>)> {
        let fetched =
            self.0.iter().filter(|position| **position != Position::Absent).map(|position| match position {
                Position::Row(id) => Some(id.clone()),
                Position::Unknown | Position::Absent => None,
            });
        let all = fetched.chain(std::iter::repeat(None));
        range.clone().zip(all.skip(range.start)).collect()
    }

    /// Returns the ids of all fetched rows with the rows' indexes, in order.
    pub fn fetched(&self) -> Vec<(usize, Arc<str>)> {
        let all = self.ids(0..self.0.len());
        all.into_iter().filter_map(|(index, id)| Some((index, id?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<Arc<str>> {
        names.iter().map(|name| (*name).into()).collect()
    }

    fn shown(positions: &RowPositions, range: Range<usize>) -> Vec<String> {
        positions
            .ids(range)
            .into_iter()
            .map(|(_, id)| id.map_or("?".to_owned(), |id| id.to_string()))
            .collect()
    }

    #[test]
    fn rows_that_were_not_fetched_have_an_index_and_no_id() {
        let mut positions = RowPositions::default();
        positions.place(2..4, &ids(&["c", "d"]));
        assert_eq!(shown(&positions, 0..6), ["?", "?", "c", "d", "?", "?"]);
        assert!(!positions.is_known(1) && positions.is_known(2) && !positions.is_known(9));
        assert_eq!(positions.ids(3..4), [(3, Some("d".into()))]);
    }

    #[test]
    fn an_absent_position_is_left_out_and_later_rows_move_up() {
        let mut positions = RowPositions::default();
        positions.place(0..3, &ids(&["a", "b"]));
        positions.place(3..5, &ids(&["d", "e"]));
        assert_eq!(shown(&positions, 0..4), ["a", "b", "d", "e"]);
        assert_eq!(positions.absent_count(), 1);
        assert!(positions.is_known(2));
        assert_eq!(positions.fetched().last(), Some(&(3, "e".into())));
    }

    #[test]
    fn a_workspace_that_moved_is_shown_once_at_its_latest_position() {
        let mut positions = RowPositions::default();
        positions.place(0..2, &ids(&["a", "b"]));
        positions.place(2..4, &ids(&["b", "c"]));
        assert_eq!(shown(&positions, 0..4), ["a", "?", "b", "c"]);
    }

    #[test]
    fn a_response_replaces_its_range_and_a_smaller_count_ends_the_list() {
        let mut positions = RowPositions::default();
        positions.place(0..4, &ids(&["a", "b", "c", "d"]));
        let before = positions.clone();
        positions.place(0..4, &ids(&["a", "b", "c", "d"]));
        assert_eq!(positions, before);
        positions.place(0..2, &ids(&["b", "a"]));
        assert_eq!(shown(&positions, 0..4), ["b", "a", "c", "d"]);
        positions.truncate(1);
        assert_eq!(positions.fetched(), [(0, "b".into())]);
        assert_eq!(shown(&positions, 0..2), ["b", "?"]);
    }
}
