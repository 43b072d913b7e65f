//! Tests that no files import each other in a circle, directly or through other files.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod rust;
mod typescript;

use crate::paths;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The texts of source files, by path.
pub type Sources = BTreeMap<String, String>;

/// The imports between files: importing file, imported file, and the imported names.
#[derive(Default)]
struct Imports(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Imports {
    fn add(&mut self, from: &str, to: &str, name: &str) {
        if from != to {
            let imported = self.0.entry(from.to_owned()).or_default();
            imported.entry(to.to_owned()).or_default().insert(name.to_owned());
        }
    }

    /// Returns the files that a file imports, directly or through others.
    fn reachable<'a>(&'a self, from: &'a str) -> BTreeSet<&'a str> {
        let (mut open, mut visited) = (vec![from], BTreeSet::new());
        while let Some(file) = open.pop() {
            let imported = self.0.get(file).into_iter().flat_map(BTreeMap::keys);
            open.extend(imported.map(String::as_str).filter(|next| visited.insert(*next)));
        }
        visited
    }

    /// Describes each group of files that import each other: the files, and the names of each import.
    fn circles(&self) -> Vec<String> {
        let reachable: BTreeMap<&str, BTreeSet<&str>> =
            self.0.keys().map(|file| (file.as_str(), self.reachable(file))).collect();
        let mutual = |file: &str| -> BTreeSet<&str> {
            let imports_it = |other: &&str| reachable.get(other).is_some_and(|theirs| theirs.contains(file));
            reachable[file].iter().copied().filter(imports_it).collect()
        };
        let circles: BTreeSet<BTreeSet<&str>> = self.0.keys().map(|file| mutual(file)).collect();
        circles.iter().filter(|circle| !circle.is_empty()).map(|circle| self.describe(circle)).collect()
    }

    fn describe(&self, circle: &BTreeSet<&str>) -> String {
        let files: Vec<&str> = circle.iter().copied().collect();
        let mut lines = vec![format!("{} files: {}", files.len(), files.join(", "))];
        for from in files {
            for (to, names) in self.0[from].iter().filter(|(to, _)| circle.contains(to.as_str())) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                lines.push(format!("  {from} → {to}: {}", names.join(", ")));
            }
        }
        lines.join("\n")
    }
}

/// Reads the files below a directory of the project that have one of these endings.
pub fn sources(dir: &str, endings: &[&str]) -> Sources {
    let mut found = Sources::new();
    let entries = fs::read_dir(paths::root().join(dir)).unwrap_or_else(|error| panic!("{dir}: {error}"));
    for entry in entries.flatten() {
        let path = format!("{dir}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(sources(&path, endings));
        } else if Path::new(&path).extension().is_some_and(|it| endings.iter().any(|ending| it == *ending)) {
            let text = fs::read_to_string(entry.path()).unwrap_or_else(|error| panic!("{path}: {error}"));
            found.insert(path, text);
        }
    }
    found
}

fn assert_no_circle(imports: &Imports) {
    let circles = imports.circles();
    assert!(circles.is_empty(), "{} circles of imports\n{}", circles.len(), circles.join("\n"));
    assert!(imports.0.len() > 5, "the imports were not found");
}

#[test]
fn the_plugin_has_no_circle_of_imports() {
    assert_no_circle(&rust::imports(&sources("src", &["rs"]), "src/lib.rs"));
}

#[test]
fn the_core_has_no_circle_of_imports() {
    assert_no_circle(&rust::imports(&sources("crates/core/src", &["rs"]), "crates/core/src/lib.rs"));
}

#[test]
fn leptos_compact_has_no_circle_of_imports() {
    let sources = sources("crates/leptos-compact/src", &["rs"]);
    assert_no_circle(&rust::imports(&sources, "crates/leptos-compact/src/lib.rs"));
}

#[test]
fn the_demo_deployment_has_no_circle_of_imports() {
    let sources = sources("crates/demo-deployment/src", &["rs"]);
    assert_no_circle(&rust::imports(&sources, "crates/demo-deployment/src/main.rs"));
}

#[test]
fn xtask_has_no_circle_of_imports() {
    assert_no_circle(&rust::imports(&sources("xtask/src", &["rs"]), "xtask/src/main.rs"));
}

#[test]
fn the_typescript_packages_have_no_circle_of_imports() {
    for package in ["npm/backstage/src", "npm/backend/src"] {
        assert_no_circle(&typescript::imports(&sources(package, &["ts", "tsx"])));
    }
}

#[test]
fn a_circle_is_described_and_a_tree_is_not() {
    let mut imports = Imports::default();
    for (from, to, name) in [("a", "b", "B"), ("a", "c", "C"), ("b", "d", "D"), ("c", "d", "D")] {
        imports.add(from, to, name);
    }
    assert!(imports.circles().is_empty());
    imports.add("d", "a", "A");
    imports.add("d", "a", "run");
    imports.add("d", "e", "E");
    let circle = "4 files: a, b, c, d\n  a → b: B\n  a → c: C\n  b → d: D\n  c → d: D\n  d → a: A, run";
    assert_eq!(imports.circles(), [circle]);
}

/// Describes the circles of made-up sources.
fn circles(imports: fn(&Sources) -> Imports, files: &[(&str, &str)]) -> Vec<String> {
    imports(&files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()).circles()
}

#[test]
fn rust_files_that_name_each_other_are_a_circle() {
    let circles = |a, b| {
        let root = "pub use a::A; mod a; mod b; mod limit; use limit::LIMIT; pub const NAME: &str = \"\";";
        let limit = "pub(crate) const LIMIT: u8 = 0;";
        let files = [("src/lib.rs", root), ("src/a/mod.rs", a), ("src/b.rs", b), ("src/limit.rs", limit)];
        circles(|sources| rust::imports(sources, "src/lib.rs"), &files)
    };
    let circle =
        ["2 files: src/a/mod.rs, src/b.rs\n  src/a/mod.rs → src/b.rs: b\n  src/b.rs → src/a/mod.rs: A"];
    let a = "pub struct A; fn f() { crate::b::b() }";
    assert_eq!(circles(a, "use crate::a::A; pub fn b() {}"), circle);
    assert_eq!(circles(a, "pub fn b() { let _ = [super::A; 2]; }"), circle, "through the root's `pub use`");
    assert_eq!(
        circles("use crate::b; pub struct A; fn f() { b::b() }", "use super::*; fn b(_: A) {}"),
        circle
    );
    assert_eq!(circles(a, "pub fn b() { view! { <div class=\"b\"><super::A/></div> } }"), circle);
    assert!(circles(a, "pub fn b() {} #[cfg(test)] mod tests { use crate::a::A; }").is_empty());
    // A file may use what its parent defines or imports; the parent re-exports the file's names.
    let child = "use super::{LIMIT, NAME}; pub struct A; fn f() -> &'static str { b::NAME }";
    assert!(circles(child, "pub fn b() { dbg!(crate::LIMIT, \"crate::A\") }").is_empty());
}

#[test]
fn typescript_files_that_name_each_other_are_a_circle() {
    let circles = |a, b| {
        let index = "export { a as A } from './a';\nexport type { B } from './b';";
        circles(typescript::imports, &[("src/index.ts", index), ("src/a.ts", a), ("src/b.tsx", b)])
    };
    let circle = ["2 files: src/a.ts, src/b.tsx\n  src/a.ts → src/b.tsx: B\n  src/b.tsx → src/a.ts: a"];
    let a =
        "import React, {\n  type FC,\n} from 'react';\nimport type { B } from './b';\nexport const a = 1;";
    assert_eq!(circles(a, "import { a } from './a';\nexport type B = number;"), circle);
    let through_index = circles(a, "import { A as other } from '.';\nexport type B = number;");
    assert_eq!(through_index, [circle[0].replace(": a", ": A")]);
    assert_eq!(
        circles(a, "const a = () => import('./a');")[0].lines().last(),
        Some("  src/b.tsx → src/a.ts: import()")
    );
    assert!(circles(a, "import { ref } from '@backstage/core';\nexport type B = typeof ref;").is_empty());
}
