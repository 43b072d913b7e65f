//! Collects the component style sheets that stylers scopes into one file for `src/style.rs`.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::var("OUT_DIR")?;
    // stylers resolves the paths of `style_sheet!("./src/…")` against the working directory, which is the package's
    // root.
    println!("cargo:rerun-if-changed=src");
    let sheet = Path::new(&out).join("components.css");
    stylers::build(Some(sheet.to_string_lossy().into_owned()));
    std::fs::write(&sheet, without_repeated_rules(&std::fs::read_to_string(&sheet)?))?;
    Ok(())
}

/// Drops repeated rules: stylers writes a sheet once for each component that uses it.
fn without_repeated_rules(sheet: &str) -> String {
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
    rules.concat()
}
