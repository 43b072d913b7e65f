//! Terminal output: the present task, its progress, and advice when it fails.

use anyhow::{Context, Result, bail};
use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

thread_local! {
    /// The collected output of a thread that works in the background.
    static BUFFER: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs work without output; returns its result and the collected output.
pub fn captured<T>(work: impl FnOnce() -> T) -> (T, String) {
    BUFFER.set(Some(String::new()));
    let done = work();
    (done, BUFFER.take().unwrap_or_default())
}

fn is_quiet() -> bool {
    BUFFER.with_borrow(Option::is_some)
}

/// Prints one line.
pub fn info(text: &str) {
    if is_quiet() {
        return BUFFER
            .with_borrow_mut(|buffer| buffer.get_or_insert_default().push_str(&format!("{text}\n")));
    }
    println!("{text}");
    let _ = std::io::stdout().flush();
}

/// Prints the error that ended a run.
pub fn report_error(error: &anyhow::Error) {
    eprintln!("\nerror: {error:#}");
}

/// Runs a command that may take long: its output goes to a log, a line shows the progress, and a failure shows the
/// end of the log.
///
/// # Errors
/// If it cannot be started or does not succeed.
pub fn run_with_progress(title: &str, command: &mut Command, log: &Path) -> Result<()> {
    let every =
        if std::io::stdout().is_terminal() { Duration::from_secs(1) } else { Duration::from_secs(30) };
    info(&format!("  … {title}"));
    let out = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let err = out.try_clone()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    let started = Instant::now();
    let mut last_progress = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if last_progress.elapsed() >= every {
            last_progress = Instant::now();
            progress(started.elapsed(), log);
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    clear();
    if !status.success() {
        bail!("{title} failed ({status}). The end of {}:\n{}", log.display(), tail(log, 30));
    }
    info(&format!("    done in {} s", started.elapsed().as_secs()));
    Ok(())
}

fn progress(elapsed: Duration, log: &Path) {
    if is_quiet() {
        return;
    }
    let last = tail(log, 1);
    let last: String = last.trim().chars().take(70).collect();
    if std::io::stdout().is_terminal() {
        print!("\r\x1b[2K    {} s  {last}", elapsed.as_secs());
        let _ = std::io::stdout().flush();
    } else {
        info(&format!("    {} s  {last}", elapsed.as_secs()));
    }
}

fn clear() {
    if std::io::stdout().is_terminal() && !is_quiet() {
        print!("\r\x1b[2K");
    }
}

/// Returns the last lines of a log.
pub fn tail(log: &Path, lines: usize) -> String {
    let text = String::from_utf8_lossy(&fs::read(log).unwrap_or_default()).into_owned();
    let all: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}
