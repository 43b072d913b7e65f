//! Collects the style sheets into two files for `src/style.rs`: the tokens, the base, and the sheets of components that a
//! list needs; and those of lazily loaded components. stylers scopes the components' sheets.

use std::io;
use std::path::Path;
use stylers_core::Class;

/// The style sheets of the components that the release build does not load lazily. `cargo xtask build` fails if one is
/// missing.
const INITIAL_SHEETS: [&str; 9] = [
    "src/card/card_root.css",
    "src/card/header_row.css",
    "src/card/results.css",
    "src/card/search_tools.css",
    "src/card/virtual_list.css",
    "src/card/workspaces_list.css",
    "src/card/workspaces_list_item.css",
    "src/ui/notice.css",
    "src/ui/remote_icon.css",
];

/// Collects the style sheets below the working directory.
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    // stylers resolves the paths of `style_sheet!("./src/…")` against the working directory, which is the package's
    // root.
    let root = std::env::current_dir()?;
    for directory in ["src", "style"] {
        println!("cargo:rerun-if-changed={}", root.join(directory).display());
    }
    println!("cargo:rustc-env=COMPONENT_SHEETS={}", sheets_below(&root.join("src"))?);
    let all = out.join("components.css");
    stylers::build(Some(all.to_string_lossy().into_owned()));
    let mut scopes = Vec::new();
    for sheet in INITIAL_SHEETS {
        let class = Class::rand_class_from_seed(std::fs::read_to_string(sheet)?);
        scopes.push(format!(".{}", class.as_name()));
    }
    let all = std::fs::read_to_string(all)?;
    let (initial, lazy): (Vec<_>, Vec<_>) =
        distinct_rules(&all).into_iter().partition(|rule| scopes.iter().any(|scope| rule.contains(scope)));
    let first = ["style/tokens.css", "style/base.css"].map(std::fs::read_to_string);
    let first = first.into_iter().collect::<Result<String, _>>()?;
    std::fs::write(out.join("initial.css"), without_comments(&(first + &initial.concat())))?;
    std::fs::write(out.join("lazy.css"), without_comments(&lazy.concat()))?;
    Ok(())
}

/// Returns the number of style sheets below a directory, with which a test compares the number of scopes.
fn sheets_below(directory: &Path) -> io::Result<usize> {
    let mut sheets = 0;
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            sheets += sheets_below(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "css") {
            sheets += 1;
        }
    }
    Ok(sheets)
}

/// Returns the rules of a sheet without repetitions: stylers writes a sheet once for each component that uses it.
fn distinct_rules(sheet: &str) -> Vec<&str> {
    let (mut rules, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, brace) in sheet.match_indices(['{', '}']) {
        depth = if brace == "{" { depth + 1 } else { depth.saturating_sub(1) };
        if depth == 0 {
            let rule = &sheet[start..=at];
            if !rules.contains(&rule) {
                rules.push(rule);
            }
            start = at + 1;
        }
    }
    rules
}

/// Returns a sheet without comments and indentation, which browsers need not download. No string of ours contains the
/// beginning of a comment.
fn without_comments(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept += before;
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    let lines = [kept.as_str(), rest].concat();
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
