//! Generated sections of Markdown pages.

use crate::paths;
use anyhow::{Context, Result};
use std::fs;

/// A section of a page, between two comments.
pub struct Section {
    /// The name in the comments.
    pub name: &'static str,
    /// The text between the comments.
    pub text: String,
}

/// Returns a page with other texts for its generated sections.
///
/// # Errors
/// If the page cannot be read, or lacks a section.
pub fn page(path: &str, source: &str, sections: &[Section]) -> Result<String> {
    let page = fs::read_to_string(paths::root().join(path)).with_context(|| format!("no {path}"))?;
    sections.iter().try_fold(page, |page, section| {
        replaced(&page, source, section).with_context(|| format!("{path} has no section {}", section.name))
    })
}

fn replaced(page: &str, source: &str, section: &Section) -> Option<String> {
    let (start, end) = (
        format!("<!-- generated: {} ", section.name),
        format!("<!-- end of generated: {} -->", section.name),
    );
    let (before, rest) = page.split_once(&start)?;
    let (_, after) = rest.split_once(&end)?;
    let text = section.text.trim();
    Some(format!("{before}{start}by `cargo xtask codegen` from {source} -->\n\n{text}\n\n{end}{after}"))
}

/// Returns a table.
pub fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&head.map(str::to_owned)) + &format!("|{}\n", "---|".repeat(N));
    rows.into_iter().for_each(|row| text += &line(&row.map(|cell| cell.replace('|', "\\|"))));
    text
}

/// Returns a text as code.
pub fn code(text: &str) -> String {
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_between_the_comments_is_replaced() {
        let page = "a\n<!-- generated: x by hand -->\nold\n<!-- end of generated: x -->\nb\n";
        let with = |name| replaced(page, "s.toml", &Section { name, text: "new".to_owned() });
        let wanted = "a\n<!-- generated: x by `cargo xtask codegen` from s.toml -->\n\nnew\n\n<!-- end of generated: x -->\nb\n";
        assert_eq!((with("x").as_deref(), with("y")), (Some(wanted), None));
    }

    #[test]
    fn a_bar_in_a_cell_does_not_end_the_cell() {
        assert_eq!(table(["h"], [["a | b".to_owned()]]), "| h |\n|---|\n| a \\| b |\n");
    }
}
