//! A Coder deployment in memory, behind Backstage-like proxy rules.
//!
//! Its responses match Coder's byte for byte in shape, for standalone development and for tests. Workspaces, both
//! kinds of logs and the inbox can be followed by WebSocket, also through the proxy. With `--upstream`, the same proxy
//! rules apply in front of a real deployment, without WebSockets. The program listens on loopback only.

mod api;
mod builds;
mod clock;
mod control;
mod faults;
mod icons;
mod logs;
mod model;
mod parameters;
mod proxy;
mod proxy_rules;
mod search;
mod seed;
mod sockets;
mod static_files;
mod store;
mod templates;
#[cfg(test)]
mod tests;
mod wire;

use anyhow::{Context, Result};
use axum::Router;
use clap::Parser;
use proxy::{Proxy, Upstream};
use proxy_rules::ProxyRules;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use store::Deployment;
use tokio::net::TcpListener;

/// A Coder deployment in memory, behind Backstage-like proxy rules.
#[derive(Parser, Debug)]
struct Args {
    /// Port on loopback; 0 picks a free one.
    #[arg(long, default_value_t = 7080)]
    port: u16,
    /// Number of workspaces; the first ones are hand-written examples.
    #[arg(long)]
    workspaces: Option<usize>,
    /// Factor by which builds are faster than usual.
    #[arg(long, default_value_t = 1.0, value_name = "FACTOR")]
    build_speed: f64,
    /// Backstage token that the proxy requires as a bearer token.
    #[arg(long, value_name = "TOKEN")]
    require_backstage_token: Option<String>,
    /// Methods that the proxy allows; all if missing.
    #[arg(long, value_delimiter = ',', value_name = "METHOD,…")]
    allowed_methods: Vec<String>,
    /// Request headers that the proxy allows beside the safe ones.
    #[arg(long, value_delimiter = ',', default_value = "coder-session-token", value_name = "HEADER,…")]
    allowed_headers: Vec<String>,
    /// Real Coder deployment to proxy to, instead of the one in memory.
    #[arg(long, value_name = "URL")]
    upstream: Option<String>,
    /// Path of a second proxy endpoint, with a smaller deployment behind it, e.g. `/coder-eu`.
    #[arg(long, value_name = "PATH")]
    second: Option<String>,
    /// Directory of a built page to serve; unknown paths serve its index.html.
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    /// Content-Security-Policy of the served page.
    #[arg(long, requires = "pages")]
    csp: Option<String>,
    /// Serve /control, with which tests set latency, faults and responses.
    #[arg(long)]
    control: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    let deployment = Deployment::new(args.workspaces);
    deployment.lock().clock.set_rate(args.build_speed);
    let upstream = match &args.upstream {
        Some(url) => Upstream::remote(url)?,
        None => Upstream::Demo(api::router(deployment.clone())),
    };
    let rules = ProxyRules {
        backstage_token: args.require_backstage_token,
        allowed_methods: args.allowed_methods,
        allowed_headers: args.allowed_headers,
    };
    let proxy = Proxy::new("/coder", rules.clone(), upstream);
    let mut proxies = vec![proxy.clone()];
    if let Some(endpoint) = &args.second {
        let second = Upstream::Demo(api::router(Deployment::new(Some(3))));
        proxies.push(Proxy::new(endpoint, rules, second));
    }
    let mut app = Router::new().nest("/api/proxy", proxy::router(proxies));
    app = app.merge(api::oauth::pages(deployment.clone()));
    if args.control {
        app = app.nest("/control", control::router(deployment, proxy));
    }
    if let Some(dir) = &args.pages {
        app = app.merge(static_files::router(dir, args.csp.as_deref())?);
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port))
        .await
        .with_context(|| format!("cannot listen on 127.0.0.1:{}: is something else there?", args.port))?;
    // Callers read the port from the first line.
    let mut announcement = format!("listening on http://{}", listener.local_addr()?);
    if args.upstream.is_none() {
        announcement += &format!("\nsession token {}", store::DEMO_TOKEN);
    }
    println!("{announcement}");
    axum::serve(listener, app).with_graceful_shutdown(interrupted()).await?;
    Ok(())
}

/// Waits for Ctrl-C, then ends the program.
async fn interrupted() {
    // Exits at once: a graceful shutdown would wait for open connections, such as a hanging request or an open tab.
    let _ = tokio::signal::ctrl_c().await;
    std::process::exit(0);
}
