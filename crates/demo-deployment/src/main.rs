//! A Coder deployment in memory, behind Backstage-like proxy rules.
//!
//! It answers as Coder does, byte shapes included, for standalone development and for tests; or it puts the
//! same proxy rules in front of a real deployment (`--upstream`). Everything listens on loopback only.

mod api;
mod builds;
mod catalog;
mod clock;
mod control;
mod evaluate;
mod icons;
mod logs;
mod oauth;
mod pages;
mod proxy;
mod search;
mod seed;
mod state;
mod wire;

use anyhow::{Context, Result};
use axum::Router;
use clap::Parser;
use proxy::Upstream;
use state::Deployment;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use tokio::net::TcpListener;

/// A Coder deployment in memory, behind Backstage-like proxy rules.
#[derive(Parser, Debug)]
struct Args {
    /// Port on loopback; 0 for any free one.
    #[arg(long, default_value_t = 7080)]
    port: u16,
    /// How many workspaces there are; the first ones are the hand-made examples.
    #[arg(long)]
    workspaces: Option<usize>,
    /// How much faster than usual builds go on.
    #[arg(long, default_value_t = 1.0, value_name = "FACTOR")]
    build_speed: f64,
    /// The Backstage token that callers of the proxy must send as a bearer token.
    #[arg(long, value_name = "TOKEN")]
    require_backstage_token: Option<String>,
    /// Methods the proxy lets through; all by default.
    #[arg(long, value_delimiter = ',', value_name = "METHOD,…")]
    allowed_methods: Vec<String>,
    /// Request headers the proxy lets through beside the safe ones.
    #[arg(long, value_delimiter = ',', default_value = "coder-session-token", value_name = "HEADER,…")]
    allowed_headers: Vec<String>,
    /// Stand in front of this real Coder deployment instead of the one in memory.
    #[arg(long, value_name = "URL")]
    upstream: Option<String>,
    /// Also be a second, smaller deployment behind this proxy endpoint, e.g. `/coder-eu`.
    #[arg(long, value_name = "PATH")]
    second: Option<String>,
    /// Also serve a built page from this directory, unknown paths as its index.html.
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    /// Content-Security-Policy of the served page.
    #[arg(long, requires = "pages")]
    csp: Option<String>,
    /// Serve /control, by which tests set latency, faults and answers.
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
    let rules = proxy::Rules {
        backstage_token: args.require_backstage_token,
        allowed_methods: args.allowed_methods,
        allowed_headers: args.allowed_headers,
    };
    let proxy = proxy::Proxy::new("/coder", rules.clone(), upstream);
    let mut proxies = vec![proxy.clone()];
    if let Some(endpoint) = &args.second {
        let second = Upstream::Demo(api::router(Deployment::new(Some(3))));
        proxies.push(proxy::Proxy::new(endpoint, rules, second));
    }
    let mut app = Router::new().nest("/api/proxy", proxy::router(proxies));
    app = app.merge(oauth::pages(deployment.clone()));
    if args.control {
        app = app.nest("/control", control::router(deployment, proxy));
    }
    if let Some(dir) = &args.pages {
        app = app.merge(pages::router(dir, args.csp.as_deref())?);
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port))
        .await
        .with_context(|| format!("cannot listen on 127.0.0.1:{}: is something else there?", args.port))?;
    // One line for whoever started this and wants to know the port.
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).with_graceful_shutdown(stopped()).await?;
    Ok(())
}

async fn stopped() {
    // Open connections (a hanging call, a kept-alive tab) must not keep the process: the wait is for the
    // signal only.
    let _ = tokio::signal::ctrl_c().await;
    std::process::exit(0);
}
