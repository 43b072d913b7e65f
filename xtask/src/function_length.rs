//! Tests that no function is longer than 90 lines.
//!
//! Lengths are read from the layout that rustfmt produces: a function ends with the next closing brace at its own
//! indentation.

use crate::layers::sources;

const LIMIT: usize = 90;
/// Functions that are a table.
const TABLES: [&str; 1] = ["crates/core/src/i18n/de.rs: german"];

#[test]
fn no_function_is_longer_than_the_limit() {
    let (mut count, mut long) = (0, Vec::new());
    for (file, text) in
        ["src", "crates", "examples/leptos/src", "xtask/src"].iter().flat_map(|dir| sources(dir, &["rs"]))
    {
        for (name, lines) in functions(&text) {
            count += 1;
            let function = format!("{file}: {name}");
            if lines > LIMIT && !TABLES.contains(&function.as_str()) {
                long.push((lines, function));
            }
        }
    }
    assert!(count > 1000, "only {count} functions were found");
    long.sort_unstable();
    assert!(long.is_empty(), "{} functions are longer than {LIMIT} lines: {long:#?}", long.len());
}

/// Returns the functions in a file, each with its number of lines.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines.iter().enumerate().filter_map(|(at, line)| Some((at, name(line)?)));
    starts.map(|(at, name)| (name, length(&lines[at..]))).collect()
}

/// Returns the name of the function that a line begins.
fn name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let is_keyword = |word: &str| {
        let keywords = ["async", "const", "extern", "\"C\"", "unsafe"];
        word.starts_with("pub") || word.ends_with(')') || keywords.contains(&word)
    };
    before.split_whitespace().all(is_keyword).then(|| after.split(['(', '<']).next())?
}

/// Returns the number of lines of the function that begins with the first line.
fn length(lines: &[&str]) -> usize {
    let Some(first) = lines.first().filter(|line| !line.ends_with(['}', ';'])) else { return 1 };
    let indentation = &first[..first.len() - first.trim_start().len()];
    let is_end = |line: &&str| {
        line.strip_prefix(indentation)
            .is_some_and(|rest| rest.starts_with('}') || (rest.starts_with(')') && rest.ends_with(';')))
    };
    lines.iter().position(is_end).map_or(lines.len(), |end| end + 1)
}

#[test]
fn a_function_is_as_long_as_its_lines() {
    let text = "pub(crate) fn a(\n    b: u8,\n) -> u8\nwhere\n    u8: Copy,\n{\n    if b > 0 {\n        c()\n    }\n}\n\n\
        impl A {\n    const fn d() {}\n    fn e<T>() {\n        // fn no() {\n    }\n}\n\n\
        trait B {\n    fn f(\n        g: u8,\n    );\n    fn h();\n}\n";
    assert_eq!(functions(text), [("a", 10), ("d", 1), ("e", 3), ("f", 3), ("h", 1)]);
}
