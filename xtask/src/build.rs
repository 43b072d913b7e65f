//! `cargo xtask build`: the release element, and what it weighs.

use crate::weigh::{self, By};
use crate::{paths, toolchain::Wasm, tools, ui};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the release element consists of.
pub struct Element {
    /// Where all of it is.
    pub dir: PathBuf,
    /// What a list needs: the optimized wasm, the glue, and the snippets the glue imports.
    pub first: Vec<PathBuf>,
    /// What is fetched when somebody comes near a dialog, a menu or another element.
    pub later: Vec<PathBuf>,
    /// The code of all of it as linked, by whose it is.
    pub code: Vec<(String, usize)>,
    /// The code of what a list needs, by whose it is, file by file.
    pub first_code: Vec<(String, usize)>,
}

/// When a file is loaded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// To show a list.
    First,
    /// When somebody comes near what needs it.
    Later,
}

impl When {
    /// For a table.
    pub fn words(self) -> &'static str {
        match self {
            Self::First => "to show a list",
            Self::Later => "later",
        }
    }
}

/// What a file weighs, in bytes.
pub struct Weight {
    /// Its name.
    pub name: String,
    /// When it is loaded.
    pub when: When,
    /// As it is.
    pub raw: usize,
    /// After gzip.
    pub gzip: usize,
    /// After brotli at its highest quality, as a server would keep it compressed.
    pub brotli: usize,
}

/// The bytes to show a list, and all there are, after brotli, may not grow past these unless somebody says so
/// here. The design's budgets are 95,000 and 170,000; `bench/PROFILE.md` says what stands in the way.
const FIRST_LIMIT: usize = 281_000;
const ALL_LIMIT: usize = 552_500;

pub fn run() -> Result<()> {
    let element = element()?;
    let weights = weights(&element)?;
    ui::say("\n  file                                         raw      brotli");
    for weight in &weights {
        ui::say(&row(&weight.name, weight.raw, weight.brotli));
    }
    let (first, all) = sums(&weights);
    ui::say(&format!("\n  to show a list {first} B, everything {all} B; in {}", element.dir.display()));
    Ok(())
}

/// Holds the element against its limits.
///
/// # Errors
/// If it has grown past one.
pub fn check_sizes(element: &Element) -> Result<()> {
    let (first, all) = sums(&weights(element)?);
    ui::say(&format!("  to show a list {first} B of {FIRST_LIMIT}, everything {all} B of {ALL_LIMIT}"));
    ensure!(first <= FIRST_LIMIT, "what a list needs has grown to {first} B; the limit is {FIRST_LIMIT}");
    ensure!(all <= ALL_LIMIT, "the element has grown to {all} B; the limit is {ALL_LIMIT}");
    Ok(())
}

/// The brotli bytes to show a list, and of everything.
pub fn sums(weights: &[Weight]) -> (usize, usize) {
    let first = weights.iter().filter(|weight| weight.when == When::First).map(|weight| weight.brotli).sum();
    (first, weights.iter().map(|weight| weight.brotli).sum())
}

/// Weighs every file.
///
/// # Errors
/// If one cannot be read or compressed.
pub fn weights(element: &Element) -> Result<Vec<Weight>> {
    let first = element.first.iter().map(|file| (file, When::First));
    let later = element.later.iter().map(|file| (file, When::Later));
    let weigh = |(file, when): (&PathBuf, When)| {
        let bytes = fs::read(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Weight { name, when, raw: bytes.len(), gzip: gzip_size(&bytes)?, brotli: brotli_size(&bytes)? })
    };
    first.chain(later).map(weigh).collect()
}

fn gzip_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
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
    let esbuild = tools::esbuild()?;
    let scratch = paths::scratch()?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args([
        "rustc",
        "--locked",
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
    let linked = paths::target().join("wasm32-unknown-unknown/release/element.wasm");
    let later = split(&linked, &dir)?;
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
    // They have names no longer than this.
    let (code, first_code) = (weigh::code(&linked, By::Module)?, weigh::code(&first[0], By::File)?);
    for wasm in first.iter().chain(&later) {
        let mut optimize = Command::new(wasm_opt.join("wasm-opt"));
        // A large function put into its only caller is one less alike another: brotli makes more of the two apart.
        optimize.args(["-Oz", "--strip-debug", "--one-caller-inline-max-function-size=40"]);
        optimize.args(FEATURES).arg(wasm).arg("-o").arg(wasm);
        ui::long("optimizing for size", &mut optimize, &scratch.join("wasm-opt.log"))?;
    }
    let later = keep_by_name(&dir, &mut first[0], later)?;
    first.extend([dir.join("element.js"), dir.join(LINK)]);
    first.extend(scripts_below(&dir.join("snippets"))?);
    for script in first.iter().filter(|file| file.extension().is_some_and(|it| it == "js")) {
        let mut minify = Command::new(esbuild.join("esbuild"));
        minify.arg(script).args(["--minify", "--target=es2022", "--allow-overwrite", "--log-level=warning"]);
        minify.arg(format!("--outfile={}", script.display()));
        ui::long("making the glue small", &mut minify, &scratch.join("esbuild.log"))?;
    }
    Ok(Element { dir, first, later, code, first_code })
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

/// Cuts a linked wasm where the source says (`#[wasm_split]`); returns what loads later.
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

/// Gives each wasm a name that says what is in it, and has browsers keep it by that name: a portal's server asks them
/// to ask again for what it does not know to be unchangeable.
fn keep_by_name(dir: &Path, main: &mut PathBuf, later: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
    let glue = dir.join("element.js");
    let link = dir.join(LINK);
    let mut link_text = fs::read_to_string(&link).with_context(|| format!("no {}", link.display()))?;
    let named = later.iter().map(|wasm| name_by_content(wasm, &mut link_text)).collect::<Result<_>>()?;
    let asked = link_text.matches("= fetch(new URL(").count();
    ensure!(asked == later.len(), "{LINK} asks for {asked} files in the known way, not for {}", later.len());
    let link_text = link_text.replace("= fetch(new URL(", "= fetchKept(new URL(");
    fs::write(&link, format!("{FETCH_KEPT}{link_text}"))?;
    let mut glue_text = fs::read_to_string(&glue).with_context(|| format!("no {}", glue.display()))?;
    *main = name_by_content(main, &mut glue_text)?;
    fs::write(&glue, glue_text)?;
    Ok(named)
}

/// Renames a file after its content, also where a script names it.
fn name_by_content(wasm: &Path, script: &mut String) -> Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(wasm).with_context(|| format!("no {}", wasm.display()))?);
    let stem = wasm.file_stem().unwrap_or_default().to_string_lossy();
    let (old, new) = (format!("{stem}.wasm"), format!("{stem}.{:016x}.wasm", hasher.finish()));
    ensure!(script.contains(&old), "no script asks for {old}");
    *script = script.replace(&old, &new);
    let named = wasm.with_file_name(new);
    fs::rename(wasm, &named)?;
    Ok(named)
}

/// What the browser has by such a name is right, unless it was of no use the last time.
const FETCH_KEPT: &str = "const asked = new Set();
function fetchKept(url) {
  const cache = asked.has(url.href) ? 'reload' : 'force-cache';
  asked.add(url.href);
  return fetch(url, { cache });
}
";

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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "files of the test's own")]
mod tests {
    use super::{LINK, keep_by_name};
    use std::fs;
    use std::path::PathBuf;

    /// The names that two files get, with what they hold, and the scripts that ask for them.
    fn named(main: &str, later: &str) -> (Vec<String>, String) {
        let dir = std::env::temp_dir().join(format!("coder-names-{}-{main}-{later}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let mut first = write("element_bg.wasm", main);
        let rest = vec![write("split_dialogs.wasm", later)];
        write("element.js", "module_or_path = new URL('element_bg.wasm', import.meta.url);");
        write(LINK, "const src = fetch(new URL(\"./split_dialogs.wasm\", import.meta.url));");
        let rest = keep_by_name(&dir, &mut first, rest).unwrap();
        assert!(first.is_file() && rest.iter().all(|file| file.is_file()));
        let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let names = vec![name(&first), name(&rest[0])];
        let scripts = ["element.js", LINK].map(|script| fs::read_to_string(dir.join(script)).unwrap());
        fs::remove_dir_all(dir).unwrap();
        (names, scripts.concat())
    }

    #[test]
    fn a_wasm_is_asked_for_by_a_name_that_changes_with_what_is_in_it_and_with_nothing_else() {
        let (names, scripts) = named("a", "b");
        for name in &names {
            assert!(scripts.contains(name.as_str()), "{name}: {scripts}");
        }
        assert!(!scripts.contains("_bg.wasm") && !scripts.contains("dialogs.wasm"), "{scripts}");
        assert!(scripts.contains("= fetchKept(new URL(") && scripts.contains("'force-cache'"), "{scripts}");
        let (others, _) = named("a", "c");
        assert_eq!(names[0], others[0]);
        assert_ne!(names[1], others[1]);
    }
}
