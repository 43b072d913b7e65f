//! The packages' contract: every name that an adopter's code or data depends on, compared with
//! `tests/contract.txt`.
//!
//! A difference is a breaking change or an addition. `UPDATE_EXPECT=1 cargo test --package xtask contract` records
//! it in the file, and CHANGELOG.md must mention it.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use crate::paths;
use coder_core::storage_keys::{Purpose, name};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::Visit;
use syn::{Item, UseTree, Visibility};

type Names = BTreeSet<String>;

#[test]
fn no_name_of_the_contract_has_changed() {
    let mut found = String::new();
    for (title, names) in contract() {
        found += &format!("# {title}\n");
        names.iter().for_each(|name| found += &format!("{name}\n"));
        found.push('\n');
    }
    expect_test::expect_file![paths::root().join("tests/contract.txt")].assert_eq(&found);
}

#[test]
fn every_entry_of_the_packages_is_in_the_contract() {
    let titles = contract();
    for package in [
        "npm/backstage/package.json",
        "npm/element/package.json",
        "npm/core/package.json",
        "npm/backend/package.json",
    ] {
        let package: Value = serde_json::from_str(&read(package)).unwrap_or_default();
        let (name, entries) = (package["name"].as_str(), package["exports"].as_object());
        for entry in
            entries.into_iter().flat_map(|entries| entries.keys()).filter(|entry| !entry.ends_with(".json"))
        {
            let title = format!("{}{}", name.unwrap_or_default(), entry.trim_start_matches('.'));
            assert!(titles.contains_key(title.as_str()), "{title} has exports that are not compared");
        }
    }
}

fn contract() -> BTreeMap<&'static str, Names> {
    BTreeMap::from([
        ("backstage-plugin-coder", npm_exports("npm/backstage/src/index.ts")),
        ("backstage-plugin-coder/legacy", npm_exports("npm/backstage/src/legacy.ts")),
        ("backstage-plugin-coder/translations", npm_exports("npm/backstage/src/translations.ts")),
        ("backstage-plugin-coder-backend", npm_exports("npm/backend/src/index.ts")),
        ("backstage-plugin-coder-core", npm_exports("npm/core/index.d.ts")),
        ("backstage-plugin-coder-element", npm_exports("npm/element/index.d.ts")),
        ("backstage-plugin-coder-element/jsx", npm_exports("npm/element/jsx.d.ts")),
        ("crate backstage_plugin_coder", rust_exports(Path::new("src/lib.rs"), "")),
        ("custom elements", element_names()),
        ("error codes", error_codes()),
        ("storage keys", storage_keys()),
    ])
}

fn read(path: impl AsRef<Path>) -> String {
    let path = paths::root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the names that a TypeScript module exports, including `export *` from other files of the package.
fn npm_exports(file: &str) -> Names {
    let (source, mut names) = (read(file), Names::new());
    for part in source.split("\nexport ").skip(1).chain(source.strip_prefix("export ")) {
        let statement = part.split(';').next().unwrap_or(part);
        let clause = statement.strip_prefix("type ").unwrap_or(statement).trim_start();
        if let Some((_, from)) = clause.strip_prefix('*').and_then(|rest| rest.split_once("from ")) {
            let from = from.trim_matches(['\'', '"']);
            match from.strip_prefix("./") {
                Some(_) => names.extend(npm_exports(&beside(file, from))),
                None => drop(names.insert(format!("* from {from}"))),
            }
        } else if let Some((list, _)) = clause.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            let exported =
                |item: &str| item.trim().trim_start_matches("type ").split(" as ").last().map(str::to_owned);
            names.extend(list.split(',').filter_map(exported).filter(|name| !name.is_empty()));
        } else {
            let keywords = [
                "declare",
                "default",
                "async",
                "abstract",
                "class",
                "const",
                "function",
                "interface",
                "type",
            ];
            let name = clause
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .find(|word| !keywords.contains(word));
            names.insert(
                if clause.starts_with("default") { "default" } else { name.unwrap_or_default() }.to_owned(),
            );
        }
    }
    names
}

/// Returns the path of a module that `file` imports by a relative path.
fn beside(file: &str, module: &str) -> String {
    let dir = Path::new(file).parent().unwrap_or(Path::new(""));
    let module = module.trim_start_matches("./").trim_end_matches(".js");
    let found = ["ts", "tsx", "d.ts"].map(|end| dir.join(format!("{module}.{end}")));
    let found = found.iter().find(|path| paths::root().join(path).is_file());
    found.unwrap_or_else(|| panic!("{file}: no {module}")).to_string_lossy().into_owned()
}

/// Returns the paths of the public items of a module and of its public modules.
fn rust_exports(file: &Path, prefix: &str) -> Names {
    let parsed = syn::parse_file(&read(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut names = Names::new();
    for item in parsed.items {
        let (vis, ident) = match &item {
            Item::Const(item) => (&item.vis, &item.ident),
            Item::Enum(item) => (&item.vis, &item.ident),
            Item::Fn(item) => (&item.vis, &item.sig.ident),
            Item::Static(item) => (&item.vis, &item.ident),
            Item::Struct(item) => (&item.vis, &item.ident),
            Item::Trait(item) => (&item.vis, &item.ident),
            Item::Type(item) => (&item.vis, &item.ident),
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => {
                used(&item.tree, prefix, &mut names);
                continue;
            }
            Item::Mod(item) if matches!(item.vis, Visibility::Public(_)) && item.content.is_none() => {
                names.extend(rust_exports(
                    &module_file(file, &item.ident.to_string()),
                    &format!("{prefix}{}::", item.ident),
                ));
                continue;
            }
            _ => continue,
        };
        if matches!(vis, Visibility::Public(_)) {
            names.insert(format!("{prefix}{ident}"));
        }
    }
    names
}

fn used(tree: &UseTree, prefix: &str, names: &mut Names) {
    match tree {
        UseTree::Path(path) => used(&path.tree, prefix, names),
        UseTree::Name(name) => drop(names.insert(format!("{prefix}{}", name.ident))),
        UseTree::Rename(name) => drop(names.insert(format!("{prefix}{}", name.rename))),
        UseTree::Glob(_) => drop(names.insert(format!("{prefix}*"))),
        UseTree::Group(group) => group.items.iter().for_each(|tree| used(tree, prefix, names)),
    }
}

fn module_file(file: &Path, module: &str) -> PathBuf {
    let dir = file.parent().unwrap_or(Path::new(""));
    let own = dir.join(format!("{module}.rs"));
    if paths::root().join(&own).is_file() { own } else { dir.join(module).join("mod.rs") }
}

/// Returns the names in the manifest: elements, attributes, properties, methods, events, slots, parts, CSS
/// properties.
fn element_names() -> Names {
    let manifest: Value = serde_json::from_str(&read("custom-elements.json")).unwrap_or_default();
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mut names = Names::new();
    for element in list(&manifest, "modules").iter().flat_map(|module| list(module, "declarations")) {
        let tag = element["tagName"].as_str().unwrap_or_default().to_owned();
        for key in ["attributes", "members", "events", "slots", "cssParts", "cssProperties"] {
            let entries = list(&element, key).into_iter();
            names.extend(
                entries.map(|one| format!("{tag} {key} {}", one["name"].as_str().unwrap_or_default())),
            );
        }
        names.insert(tag);
    }
    names
}

/// Collects the string literals of the methods of one name.
#[derive(Default)]
struct Strings {
    inside: &'static str,
    found: Names,
}

impl<'a> Visit<'a> for Strings {
    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        if item.sig.ident == self.inside {
            self.found.extend(literals(&item.block));
        }
        syn::visit::visit_impl_item_fn(self, item);
    }
}

fn literals(block: &syn::Block) -> Names {
    struct All(Names);
    impl<'a> Visit<'a> for All {
        fn visit_lit_str(&mut self, text: &'a syn::LitStr) {
            self.0.insert(text.value());
        }
    }
    let mut all = All(Names::new());
    all.visit_block(block);
    all.0
}

fn strings_of(dir: &str, inside: &'static str) -> Names {
    let mut strings = Strings { inside, found: Names::new() };
    for file in rust_files(&paths::root().join(dir)) {
        strings.visit_file(
            &syn::parse_file(&read(&file)).unwrap_or_else(|error| panic!("{}: {error}", file.display())),
        );
    }
    strings.found
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let paths = entries.flatten().map(|entry| entry.path());
    let files = paths.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

/// Returns the error codes of events and hooks.
fn error_codes() -> Names {
    strings_of("crates/core/src/error", "code")
}

/// Returns the storage keys; `…` represents deployment and user.
fn storage_keys() -> Names {
    Purpose::ALL.into_iter().map(|purpose| name(purpose, "/…", "…")).collect()
}
