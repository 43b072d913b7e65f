//! Tests that no crate has two types of one name, and names the files where one has.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use crate::layers::sources;
use std::collections::BTreeMap;
use syn::Item;

/// The source folders of the crates.
const CRATES: [&str; 6] = [
    "crates/core/src",
    "crates/demo-deployment/src",
    "crates/facts/src",
    "crates/leptos-compact/src",
    "src",
    "xtask/src",
];

#[test]
fn no_crate_has_two_types_of_one_name() {
    for source in CRATES {
        let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (file, text) in sources(source, &["rs"]) {
            for name in types(&syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}")).items)
            {
                files.entry(name).or_default().push(file.clone());
            }
        }
        assert!(!files.is_empty(), "no type was found in {source}");
        files.retain(|_, files| files.len() > 1);
        assert!(files.is_empty(), "{source} has types of one name: {files:#?}");
    }
}

/// Returns the names of the types that a file defines, without those of its tests and of its functions.
fn types(items: &[Item]) -> Vec<String> {
    let mut names = Vec::new();
    for item in items {
        match item {
            Item::Enum(item) => names.push(item.ident.to_string()),
            Item::Struct(item) => names.push(item.ident.to_string()),
            Item::Trait(item) => names.push(item.ident.to_string()),
            Item::Type(item) => names.push(item.ident.to_string()),
            Item::Union(item) => names.push(item.ident.to_string()),
            Item::Mod(item) if item.ident != "tests" => {
                names.extend(item.content.iter().flat_map(|(_, items)| types(items)));
            }
            _ => {}
        }
    }
    names
}

#[test]
fn a_files_types_are_those_outside_its_tests() {
    let text = "struct A; enum B {} type C = A; mod inner { trait D {} } mod tests { struct A; }
        impl Iterator for A { type Item = B; } fn f() { struct A; }";
    let names = syn::parse_file(text).map(|file| types(&file.items));
    assert_eq!(names.ok(), Some(["A", "B", "C", "D"].map(str::to_owned).to_vec()));
}
