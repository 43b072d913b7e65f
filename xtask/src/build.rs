//! `cargo xtask build`: the release element, and what it weighs.

use crate::{paths, toolchain::Wasm, tools, ui};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the release element consists of.
pub struct Element {
    /// Where all of it is.
    pub dir: PathBuf,
    /// What a list needs: the optimized wasm, the glue, and the snippets the glue imports.
    pub first: Vec<PathBuf>,
    /// What is fetched when the first dialog is wanted.
    pub later: Vec<PathBuf>,
}

pub fn run() -> Result<()> {
    let element = element()?;
    ui::say("\n  file                                         raw      brotli");
    let first = list(&element.first)?;
    ui::say(&row("to show a list (style sheet inside)", first.0, first.1));
    let later = list(&element.later)?;
    ui::say(&row("everything", first.0 + later.0, first.1 + later.1));
    ui::say(&format!("\n  in {}", element.dir.display()));
    Ok(())
}

/// Prints what files weigh; returns the sum.
fn list(files: &[PathBuf]) -> Result<(usize, usize)> {
    let mut total = (0, 0);
    for file in files {
        let bytes = fs::read(file)?;
        let brotli = brotli_size(&bytes)?;
        total = (total.0 + bytes.len(), total.1 + brotli);
        ui::say(&row(&file.file_name().unwrap_or_default().to_string_lossy(), bytes.len(), brotli));
    }
    Ok(total)
}

fn row(name: &str, raw: usize, brotli: usize) -> String {
    format!("  {name:<40} {raw:>9} B {brotli:>9} B")
}

/// Builds the element for release into `target/element`.
pub fn element() -> Result<Element> {
    ui::say("Building the element for release");
    let mut wasm = Wasm::set_up()?;
    let bindgen = tools::wasm_bindgen()?;
    let wasm_opt = tools::wasm_opt()?;
    let scratch = paths::scratch()?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args([
        "rustc",
        "--release",
        "--bin",
        "element",
        "--features",
        "split",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    wasm.apply_release(&mut cargo);
    // The cutting moves functions and data about, for which it needs to know who refers to what.
    cargo.args(["--", "-Clink-args=--emit-relocs"]);
    ui::long(
        "compiling (with the standard library, a few minutes the first time)",
        &mut cargo,
        &scratch.join("release.log"),
    )?;

    let dir = paths::target().join("element");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).with_context(|| format!("no {}", dir.display()))?;
    let later = split(&paths::target().join("wasm32-unknown-unknown/release/element.wasm"), &dir)?;
    let mut glue = Command::new(bindgen.join("wasm-bindgen"));
    glue.args([
        "--target",
        "web",
        "--no-typescript",
        "--keep-lld-exports",
        "--out-name",
        "element",
        "--out-dir",
    ])
    .arg(&dir)
    .arg(dir.join(MAIN));
    ui::long("making the glue", &mut glue, &scratch.join("bindgen.log"))?;
    fs::remove_file(dir.join(MAIN))?;
    let mut first = vec![dir.join("element_bg.wasm")];
    for wasm in first.iter().chain(&later) {
        let mut optimize = Command::new(wasm_opt.join("wasm-opt"));
        optimize.args(["-Oz", "--strip-debug"]).args(FEATURES).arg(wasm).arg("-o").arg(wasm);
        ui::long("optimizing for size", &mut optimize, &scratch.join("wasm-opt.log"))?;
    }
    first.extend([dir.join("element.js"), dir.join(LINK)]);
    first.extend(scripts_below(&dir.join("snippets"))?);
    Ok(Element { dir, first, later })
}

/// What every browser of the last years has and the compiler uses; the cut-off part does not say so itself.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-extended-const",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// What the cut leaves for the first paint, before the glue is made for it.
const MAIN: &str = "main.wasm";
/// The module that fetches the rest.
const LINK: &str = "split.js";

/// Cuts a linked wasm where the source says (`src/dialogs/load.rs`); returns what loads later.
fn split(linked: &Path, dir: &Path) -> Result<Vec<PathBuf>> {
    let bytes = fs::read(linked).with_context(|| format!("no {}", linked.display()))?;
    let main = dir.join(MAIN);
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    options.output_dir = dir;
    options.main_out_path = &main;
    options.main_module = "./element.js";
    options.link_name = "./split.js";
    let done = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow::anyhow!("cutting the wasm in two: {error:#}"))?;
    ensure!(!done.split_modules.is_empty(), "the wasm has no cut in it: was `split` among its features?");
    Ok(done.split_modules)
}

fn scripts_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("no {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(scripts_below(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// Bytes after brotli at its highest quality, as a server would keep it compressed.
fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).context("brotli failed")?;
    Ok(out.len())
}
