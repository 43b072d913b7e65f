//! `cargo xtask serve`: runs the demo deployment (or a proxy to a real one) and `trunk serve` until Ctrl-C.

use crate::process::{ChildGuard, free_port, is_free, wait_for};
use crate::{output, paths, toolchain::Wasm, tools};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Port in Trunk.toml.
const DEMO_PORT: u16 = 7080;
/// Session token of the demo user in crates/demo-deployment, printed for copying.
const DEMO_TOKEN: &str = "demodemo01-coderbackstagedemo0001";

#[derive(clap::Args)]
pub struct ServeArgs {
    /// Port of the page
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Open a browser when the page is ready
    #[arg(long)]
    open: bool,
    /// Use a real Coder deployment instead of the demo
    #[arg(long, value_name = "URL")]
    coder: Option<String>,
    /// Number of workspaces in the demo deployment
    #[arg(long, conflicts_with = "coder")]
    workspaces: Option<usize>,
}

pub fn run(args: &ServeArgs) -> Result<()> {
    if !is_free(args.port) {
        bail!("port {} is in use: stop what uses it, or choose another with --port", args.port);
    }
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst)).context("cannot listen for Ctrl-C")?;

    output::info("Setting up");
    let wasm = Wasm::set_up()?;
    let trunk = tools::trunk()?;
    let bindgen = tools::wasm_bindgen()?;
    let demo = demo_binary()?;
    let ended = || stop.load(Ordering::SeqCst);
    if ended() {
        return Ok(());
    }

    let demo_port = if is_free(DEMO_PORT) { DEMO_PORT } else { free_port()? };
    let mut deployment = Command::new(demo);
    deployment.args(["--port", &demo_port.to_string()]);
    if let Some(url) = &args.coder {
        deployment.args(["--upstream", url]);
    }
    if let Some(count) = args.workspaces {
        deployment.args(["--workspaces", &count.to_string()]);
    }
    let mut deployment = ChildGuard::start(deployment.stdout(std::process::Stdio::null()))?;
    wait_until_listening(demo_port, &mut deployment)?;

    output::info("Building the page (the first time takes a few minutes; Trunk tells how it is getting on)");
    let mut serve = Command::new(trunk);
    serve
        .current_dir(paths::root())
        .env("PATH", tools::path_with(&[&bindgen])?)
        // Trunk 0.21 rejects NO_COLOR=1: it expects a boolean.
        .env_remove("NO_COLOR")
        .args([
            "--config",
            &config(demo_port)?.to_string_lossy(),
            "serve",
            "--locked",
            "--port",
            &args.port.to_string(),
        ]);
    if args.open {
        serve.arg("--open");
    }
    wasm.apply(&mut serve);
    let mut page = ChildGuard::start(&mut serve)?;
    let ready = wait_for(args.port, "/", Duration::from_secs(1800), || !page.has_ended() && !ended());
    if ended() {
        return Ok(());
    }
    ready.context("trunk serve did not come up; what it said is above")?;
    announce(args);
    while !ended() {
        if page.has_ended() {
            bail!("trunk serve ended by itself; what it said is above");
        }
        if deployment.has_ended() {
            bail!("the demo deployment ended by itself");
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    output::info("\nStopping");
    Ok(())
}

fn announce(args: &ServeArgs) {
    let url = format!("http://localhost:{}/", args.port);
    output::info(&format!(
        "\n  Page:           {url}\n  Entity page:    {url}catalog/default/component/payments"
    ));
    match &args.coder {
        Some(coder) => output::info(&format!(
            "  Coder:          {coder}\n  Session token:  get one at {}/cli-auth, and set deployment.accessUrl on the Settings page",
            coder.trim_end_matches('/')
        )),
        None => output::info(&format!("  Session token:  {DEMO_TOKEN}")),
    }
    output::info("  Stop:           Ctrl-C\n");
}

/// Builds the demo deployment if necessary, and returns the path of its binary.
pub fn demo_binary() -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(["build", "--locked", "--package", "demo-deployment"]);
    output::run_with_progress(
        "building the demo deployment",
        &mut cargo,
        &paths::scratch()?.join("demo.log"),
    )?;
    Ok(paths::target().join("debug").join(if cfg!(windows) {
        "demo-deployment.exe"
    } else {
        "demo-deployment"
    }))
}

fn wait_until_listening(port: u16, deployment: &mut ChildGuard) -> Result<()> {
    for _ in 0..200 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        if deployment.has_ended() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    bail!("the demo deployment did not come up on port {port}")
}

/// Returns the project's Trunk.toml, or a copy with another port if the usual one is taken.
fn config(demo_port: u16) -> Result<PathBuf> {
    let own = paths::root().join("Trunk.toml");
    if demo_port == DEMO_PORT {
        return Ok(own);
    }
    let root = paths::root();
    let absolute = |line: &str, file: &str| format!("{line} = {:?}", root.join(file).to_string_lossy());
    let text = std::fs::read_to_string(&own).context("cannot read Trunk.toml")?;
    let text = text
        .replace(&format!(":{DEMO_PORT}/"), &format!(":{demo_port}/"))
        .replace("target = \"index.html\"", &absolute("target", "index.html"))
        .replace("dist = \"dist\"", &absolute("dist", "dist"));
    let text: String = text.lines().filter(|l| !l.starts_with("watch =")).flat_map(|l| [l, "\n"]).collect();
    let copy = paths::scratch()?.join("Trunk.toml");
    std::fs::write(&copy, text)?;
    Ok(copy)
}
