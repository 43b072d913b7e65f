//! Collects the component style sheets that stylers scopes into one file for `src/style.rs`.

use std::path::Path;

fn main() -> Result<(), std::env::VarError> {
    let out = std::env::var("OUT_DIR")?;
    // stylers resolves the paths of `style_sheet!("./src/…")` against the working directory, which is the package's
    // root.
    println!("cargo:rerun-if-changed=src");
    let sheet = Path::new(&out).join("components.css");
    stylers::build(Some(sheet.to_string_lossy().into_owned()));
    Ok(())
}
