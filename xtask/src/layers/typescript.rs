//! Imports between the files of a TypeScript package.
//!
//! An import counts for the file that defines the name: files that re-export it with `export … from` are passed
//! through. The re-export is an import too, because a browser loads the file for it.

use super::{Imports, Sources};

/// An `import` or `export … from` of another file of the package.
struct Statement {
    is_export: bool,
    /// Names, each as the other file exports it and as this file imports or re-exports it.
    names: Vec<(String, String)>,
    from: String,
}

/// Returns the imports of a package. Test files are left out.
pub fn imports(sources: &Sources) -> Imports {
    let mut imports = Imports::default();
    for (file, text) in sources.iter().filter(|(file, _)| !file.contains(".test.")) {
        for statement in statements(sources, file) {
            for (name, _) in &statement.names {
                let origin = if statement.is_export {
                    &statement.from
                } else {
                    &origin(sources, &statement.from, name, 8)
                };
                imports.add(file, origin, name);
            }
        }
        // Files that are loaded later, and types that are named with their file.
        for call in text.split("import(").skip(1) {
            if let Some(from) = target(sources, file, call) {
                imports.add(file, &from, "import()");
            }
        }
    }
    imports
}

/// Returns the file that defines a name. `depth` limits the number of re-exports that are passed through.
fn origin(sources: &Sources, file: &str, name: &str, depth: usize) -> String {
    let exports = statements(sources, file).into_iter().filter(|statement| statement.is_export && depth > 0);
    let mut matches = exports.flat_map(|statement| {
        let names = statement.names.into_iter();
        names.map(move |(inner, outer)| (statement.from.clone(), inner, outer)).collect::<Vec<_>>()
    });
    let matches = matches.find(|(_, _, outer)| outer == name);
    matches.map_or_else(|| file.to_owned(), |(from, inner, _)| origin(sources, &from, &inner, depth - 1))
}

fn statements(sources: &Sources, file: &str) -> Vec<Statement> {
    let text = format!("\n{}", sources[file]);
    let starts = ["\nimport ", "\nexport {", "\nexport *", "\nexport type {"];
    let parts = starts.iter().flat_map(|start| {
        text.match_indices(start).map(|(at, _)| text[at + 1..].split(';').next().unwrap_or_default())
    });
    let statement = |part: &str| {
        let (clause, module) = part.rsplit_once(" from ").or_else(|| part.split_once(' '))?;
        let from = target(sources, file, module)?;
        Some(Statement { is_export: part.starts_with("export"), names: names(clause), from })
    };
    parts.filter_map(statement).collect()
}

/// Returns the names in the clause of an `import` or `export`; `*` for all of them or none.
fn names(clause: &str) -> Vec<(String, String)> {
    let text = clause.trim_start_matches("import").trim_start_matches("export").trim();
    let text = text.strip_prefix("type ").unwrap_or(text);
    let (default, listed) = text.split_once('{').unwrap_or((text, ""));
    let default = default.trim().trim_end_matches(',');
    let pair = |item: &str| {
        let item = item.trim().trim_start_matches("type ");
        let (inner, outer) = item.split_once(" as ").unwrap_or((item, item));
        (inner.to_owned(), outer.to_owned())
    };
    let listed = listed.trim_end_matches('}').split(',').filter(|item| !item.trim().is_empty()).map(pair);
    let default = match default {
        "" if text.is_empty() => Some("*"),
        "" => None,
        all if all.starts_with('*') => Some("*"),
        _ => Some("default"),
    };
    default.map(pair).into_iter().chain(listed).collect()
}

/// Returns the file of a quoted relative path, if it is in the package.
fn target(sources: &Sources, file: &str, quoted: &str) -> Option<String> {
    let path = quoted.trim_start().strip_prefix(['\'', '"'])?.split(['\'', '"']).next()?;
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    path.starts_with('.').then_some(())?;
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    let path = parts.join("/");
    let path = path.strip_suffix(".js").unwrap_or(&path);
    let endings = [".ts", ".tsx", "/index.ts", "/index.tsx", ""];
    endings.iter().map(|ending| format!("{path}{ending}")).find(|path| sources.contains_key(path))
}
