//! Measures how many bytes of code each crate and each of our modules adds to the linked wasm.
//!
//! Monomorphized functions are attributed to the crate whose type or closure they were instantiated with; our
//! crates take precedence.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// The granularity for our own crates.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Granularity {
    /// By module: `card`.
    Module,
    /// By file: `card::row`.
    File,
}

/// Returns the code size of a wasm by owner, largest first. The wasm must have function names, so wasm-opt must not
/// have run yet.
///
/// # Errors
/// If the file is missing or cannot be parsed.
pub fn by_owner(path: &Path, granularity: Granularity) -> Result<Vec<(String, usize)>> {
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
    let mut totals = BTreeMap::<String, usize>::new();
    for (index, size) in sizes.into_iter().enumerate() {
        let name = names.get(&(imported + index)).copied().unwrap_or_default();
        *totals.entry(owner(name, granularity)).or_default() += size;
    }
    let mut totals: Vec<_> = totals.into_iter().collect();
    totals.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    Ok(totals)
}

/// Our crates; sizes of the first are listed per module.
const OURS: [&str; 2] = ["backstage_plugin_coder", "coder_core"];
/// The standard library's crates, which every function may use.
const STANDARD: [&str; 5] = ["core", "alloc", "std", "hashbrown", "compiler_builtins"];

/// Returns the owner of a function.
fn owner(name: &str, granularity: Granularity) -> String {
    let name = without_hashes(&format!("{:#}", rustc_demangle::demangle(name)));
    let paths = paths(&name);
    let ours = OURS.iter().find_map(|ours| paths.iter().find(|path| path.split("::").next() == Some(ours)));
    if let Some(path) = ours {
        let mut parts = path.split("::");
        let krate = parts.next().unwrap_or_default();
        let is_module = |part: &&str| part.chars().all(|c| c.is_lowercase() || c == '_');
        let depth = match granularity {
            Granularity::Module => usize::from(krate == OURS[0]),
            Granularity::File => 2,
        };
        // A lowercase path segment after the modules may also be a function; it then appears as an entry of its
        // own.
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

/// Removes the crate hashes in names that wasm-bindgen wrote: `core[67f2]::ptr`.
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

/// Returns the paths in a function's name, in order.
fn paths(name: &str) -> Vec<&str> {
    name.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .filter(|path| path.contains("::"))
        .map(|path| path.trim_matches(':'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Granularity, owner};

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
            assert_eq!(owner(name, Granularity::Module), module);
            assert_eq!(owner(name, Granularity::File), file);
        }
    }
}
