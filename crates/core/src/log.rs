//! A log that grows while it is read: no line lost, none twice.

use crate::ansi;
use crate::wire::LogLine;

/// The lines of one build or agent, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    lines: Vec<LogLine>,
}

impl Log {
    /// The id behind which new lines are to be asked for.
    pub fn after(&self) -> i64 {
        self.lines.last().map_or(0, |line| line.id)
    }

    /// Takes an answer; lines that are known already (an answer that came twice, or late) are left out. Returns how
    /// many were new.
    pub fn take(&mut self, mut lines: Vec<LogLine>) -> usize {
        lines.sort_by_key(|line| line.id);
        let before = self.lines.len();
        for line in lines {
            if line.id > self.after() {
                self.lines.push(line);
            }
        }
        self.lines.len() - before
    }

    /// All lines.
    pub fn lines(&self) -> &[LogLine] {
        &self.lines
    }

    /// The last so many lines that say something, in order.
    pub fn tail(&self, count: usize) -> Vec<&LogLine> {
        let mut tail: Vec<&LogLine> =
            self.lines.iter().rev().filter(|line| !line.output.trim().is_empty()).take(count).collect();
        tail.reverse();
        tail
    }

    /// Everything as plain text, each stage under its name.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut stage = "";
        for line in &self.lines {
            if line.stage != stage {
                stage = &line.stage;
                text.push_str(&format!("==> {stage}\n"));
            }
            if !line.output.is_empty() {
                text.push_str(&ansi::plain(&line.output));
                text.push('\n');
            }
        }
        text
    }
}

/// Whether a line begins another stage than the one before it.
pub fn begins_stage(lines: &[LogLine], index: usize) -> bool {
    let stage = |index: usize| lines.get(index).map(|line| line.stage.as_str());
    stage(index).is_some_and(|stage| !stage.is_empty())
        && (index == 0 || stage(index) != stage(index.wrapping_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: i64, stage: &str, output: &str) -> LogLine {
        LogLine { id, stage: stage.into(), level: "info".into(), output: output.into() }
    }

    #[test]
    fn no_line_is_lost_and_none_comes_twice() {
        let mut log = Log::default();
        assert_eq!(log.after(), 0);
        assert_eq!(log.take(vec![line(4, "a", "x"), line(2, "a", "y")]), 2);
        assert_eq!(log.take(vec![line(2, "a", "y"), line(4, "a", "x"), line(9, "b", "z")]), 1);
        assert_eq!(log.take(vec![]), 0);
        assert_eq!(log.lines().iter().map(|l| l.id).collect::<Vec<_>>(), [2, 4, 9]);
        assert_eq!(log.after(), 9);
    }

    #[test]
    fn the_text_names_stages_once_and_has_no_colors() {
        let mut log = Log::default();
        log.take(vec![
            line(1, "Init", ""),
            line(2, "Init", "\u{1b}[31mred\u{1b}[0m"),
            line(3, "Apply", "done"),
        ]);
        assert_eq!(log.text(), "==> Init\nred\n==> Apply\ndone\n");
        let stages: Vec<bool> = (0..3).map(|i| begins_stage(log.lines(), i)).collect();
        assert_eq!(stages, [true, false, true]);
    }

    #[test]
    fn the_tail_skips_what_says_nothing() {
        let mut log = Log::default();
        log.take(vec![line(1, "a", "one"), line(2, "a", " "), line(3, "a", "two"), line(4, "a", "")]);
        let tail: Vec<&str> = log.tail(2).iter().map(|l| l.output.as_str()).collect();
        assert_eq!(tail, ["one", "two"]);
    }

    #[test]
    fn a_stage_without_a_name_begins_nothing() {
        let lines = [line(1, "", "x"), line(2, "", "y"), line(3, "Apply", "z"), line(4, "", "w")];
        let begins: Vec<bool> = (0..5).map(|i| begins_stage(&lines, i)).collect();
        assert_eq!(begins, [false, false, true, false, false], "and there is no fifth line");
    }

    #[test]
    fn a_line_of_a_known_id_is_the_known_line() {
        let mut log = Log::default();
        log.take(vec![line(3, "a", "first")]);
        assert_eq!(log.take(vec![line(3, "a", "again"), line(2, "a", "late")]), 0);
        assert_eq!(log.lines(), [line(3, "a", "first")]);
        assert_eq!(log.tail(5).len(), 1);
    }
}
