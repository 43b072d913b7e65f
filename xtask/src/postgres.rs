//! A PostgreSQL server for the tests of the backend plugin.
//!
//! PostgreSQL refuses to run as root: then it runs as the user that Debian's package creates.

use crate::process::{free_port, stdout_of, which};
use crate::{debian, output, paths};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian keeps each version's programs, which are not on the `PATH`.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";
/// The user that Debian's package creates.
const DEBIAN_USER: &str = "postgres";

/// A running server with an empty database, which is stopped and removed on drop.
pub struct Postgres {
    programs: PathBuf,
    dir: PathBuf,
    port: u16,
}

impl Postgres {
    /// Starts a server.
    ///
    /// # Errors
    /// If PostgreSQL is missing and cannot be installed, or does not start.
    pub fn start() -> Result<Self> {
        let programs = programs()?;
        // Not in the cache, which other users need not be able to enter.
        let dir = std::env::temp_dir().join(format!("coder-postgres-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir)?;
        if is_root() {
            run(Command::new("chown").arg(DEBIAN_USER).arg(&dir), "preparing PostgreSQL's directory")?;
        }
        let server = Self { programs, dir, port: free_port()? };
        let init = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D"];
        run(server.program("initdb").args(init).arg(server.data()), "creating PostgreSQL's database")?;
        let options =
            format!("-F -p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories=", server.port);
        let mut start = server.program("pg_ctl");
        start.args(["start", "--wait", "--silent", "-D"]).arg(server.data());
        start.arg("-o").arg(options).arg("-l").arg(server.dir.join("log"));
        run(&mut start, "starting PostgreSQL")?;
        Ok(server)
    }

    /// Returns the URL of the database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    /// Returns a command that runs one of PostgreSQL's programs as a user whom it accepts.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", DEBIAN_USER, "--regid", DEBIAN_USER, "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.dir);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "-D"]).arg(self.data());
        let _ = stop.status();
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// Returns the directory of PostgreSQL's programs, and installs them if they are missing.
fn programs() -> Result<PathBuf> {
    if installed().is_none() && debian::can_install() {
        debian::install(&["postgresql"], "installing PostgreSQL from Debian's packages (60 MB, once)")?;
    }
    installed().context("PostgreSQL is missing: install it (Debian: `apt-get install postgresql`)")
}

fn installed() -> Option<PathBuf> {
    let on_path = || Some(which("initdb")?.canonicalize().ok()?.parent()?.to_owned());
    let has_programs = |dir: &Path| dir.join("initdb").is_file() && dir.join("pg_ctl").is_file();
    let versions = fs::read_dir(DEBIAN_VERSIONS).into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    versions.sort();
    versions.into_iter().rev().chain(on_path()).find(|dir| has_programs(dir))
}

fn is_root() -> bool {
    stdout_of(Command::new("id").arg("-u")).as_deref() == Some("0")
}

fn run(command: &mut Command, what: &str) -> Result<()> {
    output::run_with_progress(what, command, &paths::scratch()?.join("postgres.log"))
}
