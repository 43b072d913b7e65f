//! Collects the style sheets with the plugin's own build script.

#[path = "../../build.rs"]
mod plugin;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // stylers reads the sources below the working directory, and wasm-bindgen reads scripts below the manifest's.
    std::env::set_current_dir("../..")?;
    println!("cargo:rustc-env=CARGO_MANIFEST_DIR={}", std::env::current_dir()?.display());
    plugin::main()
}
