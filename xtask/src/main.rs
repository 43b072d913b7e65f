//! `cargo xtask serve | test | bench | fuzz | mutants | facts | audit | build | package | publish | lock`: everything the project
//! does, with everything it needs installed first.
//!
//! Tools go to a cache outside the source tree and are locked; nothing is downloaded but from the Rust
//! crate registry, the npm registry, rustup (where it can) and Debian's packages.

mod audit;
mod backstage;
mod bench;
mod build;
mod facts;
mod firefox;
mod fuzz;
mod mutants;
mod npm;
mod package;
mod paths;
mod process;
mod publish;
mod serve;
mod test;
mod toolchain;
mod tools;
#[cfg(test)]
mod types;
mod ui;
mod weigh;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Coder workspaces in Backstage: develop, test, build")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the card on sample entity pages, with a demo Coder deployment behind it
    Serve(serve::Args),
    /// Run every check and test, and print one summary
    Test(test::Args),
    /// Measure the release element, and write bench/RESULTS.md
    Bench(bench::Args),
    /// Fuzz what reads other people's text
    Fuzz(fuzz::Args),
    /// Check licenses, sources and known vulnerabilities of what it is built from
    Audit,
    /// Build the release element and print its size
    Build,
    /// Build the npm packages
    Package,
    /// Write down what Coder's OpenAPI file says of the models that are used here
    Facts(facts::Args),
    /// Publish the npm packages, if their names are free or ours
    Publish(publish::Args),
    /// Write the lock files of the Backstage hosts anew, after a change to what they or the adapter depend on
    Lock,
    /// Break the core in every way, one at a time, and name what no test notices
    Mutants(mutants::Args),
}

fn main() {
    let result: Result<()> = match Cli::parse().command {
        Command::Serve(args) => serve::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Bench(args) => bench::run(&args, &test::BROWSER_FLAGS.join(" ")),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Audit => audit::run(),
        Command::Build => build::run(),
        Command::Package => package::run(),
        Command::Facts(args) => facts::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Lock => backstage::write_locks(),
        Command::Mutants(args) => mutants::run(&args),
    };
    if let Err(error) = result {
        ui::fail(&error);
        std::process::exit(1);
    }
}
