//! What each dependency, and each part of ours, adds to the linked wasm: bytes of code by the crate a function is of.
//!
//! A generic function counts for whoever's type or closure it was made for, ours before everybody else's: that is who
//! can do something about it.

use crate::paths;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Bytes of code by what they are of, the most first. Before the cut and before wasm-opt, which leave no names.
///
/// # Errors
/// If there is no linked wasm, or it cannot be read.
pub fn code() -> Result<Vec<(String, usize)>> {
    let path = paths::target().join("wasm32-unknown-unknown/release/element.wasm");
    let bytes = fs::read(&path).with_context(|| format!("no {}", path.display()))?;
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
        *weights.entry(owner(name)).or_default() += size;
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
fn owner(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let paths = paths(&name);
    let ours = OURS.iter().find_map(|ours| paths.iter().find(|path| path.split("::").next() == Some(ours)));
    if let Some(path) = ours {
        let mut parts = path.split("::");
        let (krate, module) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let is_module = module.chars().next().is_some_and(char::is_lowercase);
        return match krate == OURS[0] && is_module {
            true => format!("ours: {module}"),
            false => format!("ours: {krate}"),
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

/// The paths in a function's name, in order.
fn paths(name: &str) -> Vec<&str> {
    name.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .filter(|path| path.contains("::"))
        .map(|path| path.trim_matches(':'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn a_generic_function_counts_for_whose_type_it_was_made() {
        assert_eq!(owner("core::ptr::drop_in_place::<backstage_plugin_coder::card::row::Row>"), "ours: card");
        assert_eq!(
            owner("<alloc::vec::Vec<coder_core::wire::Workspace> as core::clone::Clone>::clone"),
            "ours: coder_core"
        );
        assert_eq!(owner("<reactive_graph::owner::Owner as core::ops::Drop>::drop"), "reactive_graph");
        assert_eq!(owner("<alloc::string::String as core::fmt::Write>::write_str"), "the standard library");
        assert_eq!(owner("dlmalloc::dlmalloc::Dlmalloc::malloc"), "dlmalloc");
        assert_eq!(owner("memcpy"), "not told by its name");
    }
}
