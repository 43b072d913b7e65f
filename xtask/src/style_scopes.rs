//! Tests that no two component style sheets get the same scope from stylers.
//!
//! stylers derives the name of a scope from the number of characters of the sheet, white space excluded
//! (`Class::rand_class_from_seed`): two sheets of one length would style each other's elements.

use crate::layers::sources;
use std::collections::BTreeMap;

#[test]
fn no_two_style_sheets_have_the_same_scope() {
    let mut sheets = BTreeMap::<usize, Vec<String>>::new();
    for (file, text) in sources("src", &["css"]) {
        sheets.entry(text.chars().filter(|c| !c.is_whitespace()).count()).or_default().push(file);
    }
    assert!(sheets.len() > 40, "only {} style sheets were found", sheets.len());
    sheets.retain(|_, files| files.len() > 1);
    assert!(sheets.is_empty(), "add or remove a character in one of each: {sheets:#?}");
}
