//! The package of the backend plugin.

use super::tarball::{copy_common, pack as pack_stage};
use crate::backstage::{BACKEND, Host};
use crate::files::copy_dir;
use crate::paths;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Packs the plugin that was compiled in a host.
///
/// # Errors
/// If a file is missing, or the tarball has an unexpected one.
pub fn pack(host: &Host, out: &Path) -> Result<PathBuf> {
    let stage = out.join("backend");
    let sources = paths::root().join(BACKEND.sources);
    fs::create_dir_all(&stage)?;
    for file in ["package.json", "config.schema.json", "README.md"] {
        fs::copy(sources.join(file), stage.join(file))
            .with_context(|| format!("no {}/{file}", BACKEND.sources))?;
    }
    copy_dir(&sources.join("migrations"), &stage.join("migrations"))?;
    copy_dir(&host.workspace(&BACKEND).join("dist"), &stage.join("dist"))?;
    copy_common(&stage)?;
    let expected = ["config.schema.json", "dist/index.d.ts", "dist/index.js"];
    pack_stage(&stage, out, &expected, |file| {
        let is_compiled = file.ends_with(".js") || file.ends_with(".d.ts");
        is_compiled && ["dist/", "migrations/"].iter().any(|dir| file.starts_with(dir))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
mod tests {
    use crate::paths;
    use std::fs;
    use std::path::Path;

    /// Statuses of HTTP that a rule about Coder could be made of.
    const STATUSES: [&str; 16] = [
        "200", "201", "204", "301", "302", "304", "400", "401", "403", "404", "409", "412", "429", "500",
        "502", "503",
    ];
    const MOST_LINES: usize = 1_520;

    fn read(path: &str) -> String {
        fs::read_to_string(paths::root().join(path)).unwrap()
    }

    fn sources(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
        entries
            .flat_map(
                |path| if path.is_dir() { sources(&path) } else { vec![fs::read_to_string(path).unwrap()] },
            )
            .collect()
    }

    #[test]
    fn the_typescript_of_the_backend_has_no_rule_of_coders() {
        let sources = sources(&paths::root().join("npm/backend/src"));
        let is_code = |line: &&str| {
            let line = line.trim();
            !line.is_empty() && !["//", "/*", "*"].iter().any(|comment| line.starts_with(comment))
        };
        let lines: usize = sources.iter().map(|source| source.lines().filter(is_code).count()).sum();
        assert!(lines <= MOST_LINES, "{lines} lines of code");
        for source in sources {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            for word in source.split(|c| !is_part(c)) {
                assert!(!STATUSES.contains(&word), "{word} in {}", source.lines().next().unwrap_or_default());
            }
            for rule in ["api/v2", "ession-Token", "oauth2/"] {
                assert!(!source.contains(rule), "{rule} in {}", source.lines().next().unwrap_or_default());
            }
        }
    }

    #[test]
    fn every_function_of_the_core_is_exported_and_typed() {
        let (functions, module, types) =
            (read("crates/core-node/src/lib.rs"), read("npm/core/index.js"), read("npm/core/index.d.ts"));
        let names: Vec<&str> =
            functions.split("js_name = ").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(names.len() >= 10);
        for name in &names {
            assert!(module.contains(&format!("exports.{name} = ")), "{name}");
            assert!(module.contains(&format!("call('{name}'")), "{name}");
            assert!(types.contains(&format!("export function {name}(")), "{name}");
        }
        // `createHub` makes an object of a class.
        assert_eq!(types.matches("export function ").count(), names.len() + 1);
        let methods = read("crates/core-node/src/live.rs");
        for method in methods.split("pub fn ").skip(2).filter_map(|rest| rest.split('(').next()) {
            assert!(module.contains(&format!("hub.{method}(")), "{method}");
            assert!(types.contains(&format!("  {method}(")), "{method}");
        }
    }

    #[test]
    fn the_types_know_every_code_of_a_refusal() {
        let types = read("npm/core/index.d.ts");
        for code in read("crates/core/src/gateway/refusal.rs").split("=> \"").skip(1) {
            let code = code.split('"').next().unwrap_or_default();
            assert!(types.contains(&format!("'{code}'")), "{code}");
        }
    }
}
