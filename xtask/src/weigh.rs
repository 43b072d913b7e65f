//! What each dependency, and each part of ours, adds to the linked wasm: bytes of code by the crate a function is of.
//!
//! A generic function counts for whoever's type or closure it was made for, ours before everybody else's: that is who
//! can do something about it.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// How finely what is ours is told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// `card`.
    Module,
    /// `card::row`.
    File,
}

/// A wasm's bytes of code by what they are of, the most first. It must have names: before wasm-opt, that is.
///
/// # Errors
/// If there is no such wasm, or it cannot be read.
pub fn code(path: &Path, by: By) -> Result<Vec<(String, usize)>> {
    let bytes = fs::read(path).with_context(|| format!("no {}", path.display()))?;
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(&bytes) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(all) = section.as_known() {
                    for name in all {
                        if let Name::Function(functions) = name? {
                            for function in functions {
                                let function = function?;
                                names.insert(function.index as usize, function.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut weights = BTreeMap::<String, usize>::new();
    for (index, size) in sizes.into_iter().enumerate() {
        let name = names.get(&(imported + index)).copied().unwrap_or_default();
        *weights.entry(owner(name, by)).or_default() += size;
    }
    let mut weights: Vec<_> = weights.into_iter().collect();
    weights.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    Ok(weights)
}

/// Crates that are ours; of the first, the modules are told apart.
const OURS: [&str; 2] = ["backstage_plugin_coder", "coder_core"];
/// Crates that everything is made with.
const STANDARD: [&str; 5] = ["core", "alloc", "std", "hashbrown", "compiler_builtins"];

/// Who a function counts for.
fn owner(name: &str, by: By) -> String {
    let name = without_hashes(&format!("{:#}", rustc_demangle::demangle(name)));
    let paths = paths(&name);
    let ours = OURS.iter().find_map(|ours| paths.iter().find(|path| path.split("::").next() == Some(ours)));
    if let Some(path) = ours {
        let mut parts = path.split("::");
        let krate = parts.next().unwrap_or_default();
        let is_module = |part: &&str| part.chars().all(|c| c.is_lowercase() || c == '_');
        let depth = match by {
            By::Module => usize::from(krate == OURS[0]),
            By::File => 2,
        };
        // What follows the modules may be a function of a small name as well: it has no file, and stands by itself.
        let modules: Vec<&str> = parts.take_while(is_module).take(depth).collect();
        return match (krate == OURS[0], modules.is_empty()) {
            (true, false) => format!("ours: {}", modules.join("::")),
            (_, true) => format!("ours: {krate}"),
            (false, false) => format!("ours: {krate}::{}", modules.join("::")),
        };
    }
    let crates = paths.iter().filter_map(|path| path.split_once("::").map(|(krate, _)| krate));
    let named: Vec<&str> =
        crates.filter(|krate| krate.chars().all(|c| c == '_' || c.is_ascii_alphanumeric())).collect();
    let foreign = named.iter().find(|krate| !STANDARD.contains(krate)).or(named.first());
    foreign.map_or("not told by its name".to_owned(), |krate| match STANDARD.contains(krate) {
        true => "the standard library".to_owned(),
        false => (*krate).to_owned(),
    })
}

/// A name as wasm-bindgen writes it has each crate's hash: `core[67f2]::ptr`.
fn without_hashes(name: &str) -> String {
    let mut rest = name;
    let mut clean = String::new();
    while let Some((before, after)) = rest.split_once('[') {
        clean.push_str(before);
        match after.split_once(']') {
            Some((hash, after)) if hash.chars().all(|c| c.is_ascii_hexdigit()) && !hash.is_empty() => {
                rest = after
            }
            _ => {
                clean.push('[');
                rest = after;
            }
        }
    }
    clean + rest
}

/// The paths in a function's name, in order.
fn paths(name: &str) -> Vec<&str> {
    name.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .filter(|path| path.contains("::"))
        .map(|path| path.trim_matches(':'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{By, owner};

    #[test]
    fn a_generic_function_counts_for_whose_type_it_was_made() {
        for (name, module, file) in [
            (
                "core::ptr::drop_in_place::<backstage_plugin_coder::card::row::Row>",
                "ours: card",
                "ours: card::row",
            ),
            (
                "<alloc::vec::Vec<coder_core::wire::Workspace> as core::clone::Clone>::clone",
                "ours: coder_core",
                "ours: coder_core::wire",
            ),
            ("<reactive_graph::owner::Owner as core::ops::Drop>::drop", "reactive_graph", "reactive_graph"),
            (
                "<alloc::string::String as core::fmt::Write>::write_str",
                "the standard library",
                "the standard library",
            ),
            ("dlmalloc::dlmalloc::Dlmalloc::malloc", "dlmalloc", "dlmalloc"),
            (
                "core[67f2]::ptr::drop_in_place::<[backstage_plugin_coder[3b41]::card::row::Row]>",
                "ours: card",
                "ours: card::row",
            ),
            ("memcpy", "not told by its name", "not told by its name"),
        ] {
            assert_eq!(owner(name, By::Module), module);
            assert_eq!(owner(name, By::File), file);
        }
    }
}
