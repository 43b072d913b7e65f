//! `cargo xtask`: all development tasks of the project. Each task installs the tools that it needs.
//!
//! The tasks are `serve`, `test`, `bench`, `fuzz`, `mutants`, `facts`, `codegen`, `audit`, `build`, `package`,
//! `publish` and `lock`. Tools are locked and go to a cache outside the source tree. Downloads come only from
//! crates.io, the npm registry, rustup (where possible) and Debian's packages.

mod audit;
mod backstage;
mod bench;
mod build;
mod code_size;
mod codegen;
#[cfg(test)]
mod contract;
mod dead_exports;
mod debian;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod examples;
mod facts;
mod files;
mod firefox;
#[cfg(test)]
mod function_length;
mod fuzz;
mod import_names;
#[cfg(test)]
mod layers;
mod lint;
mod mutants;
mod npm;
mod output;
mod package;
mod paths;
mod playwright;
mod postgres;
mod process;
mod publish;
mod serve;
mod size_budget;
mod style_chunks;
#[cfg(test)]
mod style_scopes;
mod test;
mod toolchain;
mod tools;
#[cfg(test)]
mod type_names;
#[cfg(test)]
mod types;
mod wasm_sections;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Coder workspaces in Backstage: develop, test, build")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the card on sample entity pages, with a demo Coder deployment behind it
    Serve(serve::ServeArgs),
    /// Run every check and test, and print one summary
    Test(test::TestArgs),
    /// Format the Rust, TypeScript, JavaScript and CSS files
    Format,
    /// Measure the release element, and write bench/RESULTS.md
    Bench(bench::BenchArgs),
    /// Fuzz the parsers of untrusted text
    Fuzz(fuzz::FuzzArgs),
    /// Check licenses, sources and known vulnerabilities of all dependencies
    Audit,
    /// Build the release element and print its size
    Build(build::BuildArgs),
    /// Build the npm packages
    Package(package::PackageArgs),
    /// Update the table of Coder's API models from Coder's OpenAPI file
    Facts(facts::FactsArgs),
    /// Publish the npm packages, if their names are unclaimed or owned by the npm user
    Publish(publish::PublishArgs),
    /// Write the files that are generated from the definitions of elements, configuration keys and messages
    Codegen(codegen::CodegenArgs),
    /// Update the lock files of the Backstage hosts after a change to their or the adapter's dependencies
    Lock,
    /// Run mutation tests on crates/core and list the mutants that no test detects
    Mutants(mutants::MutantsArgs),
}

fn main() -> ExitCode {
    if let Some(linker) = std::env::var_os(dead_exports::LINKER) {
        return dead_exports::link(linker);
    }
    let result: Result<()> = match Cli::parse().command {
        Command::Serve(args) => serve::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Format => lint::format(),
        Command::Bench(args) => bench::run(&args),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Audit => audit::run(),
        Command::Build(args) => build::run(&args),
        Command::Package(args) => package::run(&args),
        Command::Facts(args) => facts::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Codegen(args) => codegen::run(&args),
        Command::Lock => backstage::write_locks(),
        Command::Mutants(args) => mutants::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::report_error(&error);
            ExitCode::FAILURE
        }
    }
}
