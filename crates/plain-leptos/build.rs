//! Collects the component style sheets, as the plugin's own build script does.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::var("OUT_DIR")?;
    // stylers reads the sources below the working directory, and wasm-bindgen reads scripts below the manifest's.
    std::env::set_current_dir("../..")?;
    println!("cargo:rustc-env=CARGO_MANIFEST_DIR={}", std::env::current_dir()?.display());
    println!("cargo:rerun-if-changed=../../src");
    println!("cargo:rerun-if-changed=../../style");
    // No component is loaded lazily here, so the components' sheets need not be told apart.
    let first = ["style/tokens.css", "style/base.css"].map(std::fs::read_to_string);
    let first = first.into_iter().collect::<Result<String, _>>()?;
    std::fs::write(Path::new(&out).join("initial.css"), first)?;
    let sheet = Path::new(&out).join("lazy.css");
    stylers::build(Some(sheet.to_string_lossy().into_owned()));
    Ok(())
}
