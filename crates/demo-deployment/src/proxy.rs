//! Backstage's proxy rules, measured against its proxy-backend 0.6: who may call, which methods and headers
//! pass, which response headers come back, and what a target out of reach looks like.

use crate::control::{Fault, Scenario};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use http_body_util::channel::Channel;
use serde_json::json;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tower::ServiceExt;

/// Where the proxy leads.
#[derive(Clone)]
pub enum Upstream {
    /// The deployment in memory.
    Demo(Router),
    /// A real one.
    Remote(reqwest::Client, String),
}

impl Upstream {
    /// A real deployment by its URL.
    ///
    /// # Errors
    /// If the URL is not http(s), or there is no TLS to be had.
    pub fn remote(url: &str) -> anyhow::Result<Self> {
        let url = url.trim_end_matches('/');
        anyhow::ensure!(
            url.starts_with("https://") || url.starts_with("http://"),
            "--upstream needs a URL like https://coder.example.com"
        );
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self::Remote(client, url.to_owned()))
    }
}

/// What an `app-config.yaml` entry would say.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The one Backstage token that is good; `None` lets everyone call.
    pub backstage_token: Option<String>,
    /// Methods let through; empty for all.
    pub allowed_methods: Vec<String>,
    /// Request headers let through beside the safe ones.
    pub allowed_headers: Vec<String>,
}

/// Headers that always pass, either way.
const SAFE: [HeaderName; 11] = [
    header::CACHE_CONTROL,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::EXPIRES,
    header::LAST_MODIFIED,
    header::PRAGMA,
    header::HOST,
    header::ACCEPT,
    header::ACCEPT_LANGUAGE,
    header::USER_AGENT,
];

/// The proxy, shared by all requests.
#[derive(Clone)]
pub struct Proxy {
    /// The endpoint's path, e.g. `/coder`.
    endpoint: String,
    rules: Arc<Rules>,
    upstream: Upstream,
    scenario: Arc<Mutex<Scenario>>,
}

impl Proxy {
    /// A proxy with nothing going wrong.
    pub fn new(endpoint: &str, rules: Rules, upstream: Upstream) -> Self {
        Self { endpoint: endpoint.to_owned(), rules: Arc::new(rules), upstream, scenario: Arc::default() }
    }

    /// What tests want to go wrong, and what was asked for.
    pub fn scenario(&self) -> MutexGuard<'_, Scenario> {
        self.scenario.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An endpoint for each proxy; any other path has no entry.
pub fn router(proxies: Vec<Proxy>) -> Router {
    let no_entry = || async { StatusCode::NOT_FOUND };
    let endpoints = proxies.into_iter().map(|proxy| {
        let (own, below) = (proxy.endpoint.clone(), format!("{}/{{*path}}", proxy.endpoint));
        Router::new().route(&own, any(handle)).route(&below, any(handle)).with_state(proxy)
    });
    endpoints.fold(Router::new(), Router::merge).fallback(no_entry)
}

async fn handle(State(proxy): State<Proxy>, request: Request) -> Response {
    let (rules, scenario) = {
        let mut scenario = proxy.scenario();
        let path = path_below(&proxy.endpoint, &request);
        scenario.record(request.method(), &path, request.headers());
        let rules = scenario.rules.clone().unwrap_or_else(|| (*proxy.rules).clone());
        (rules, scenario.next(request.method(), &path))
    };
    if let Some(refusal) = refuse(&rules, &request) {
        return refusal;
    }
    tokio::time::sleep(scenario.latency).await;
    if scenario.down {
        return unreachable_target(&proxy.endpoint, &request);
    }
    match scenario.fault {
        Some(fault) if fault.after => {
            forward(&proxy, &rules, request).await;
            if fault.is_answer() { answer(&fault) } else { hang(&fault).await }
        }
        Some(fault) if fault.is_answer() => answer(&fault),
        Some(fault) => hang(&fault).await,
        None => forward(&proxy, &rules, request).await,
    }
}

/// The path below the endpoint, with its query.
fn path_below(endpoint: &str, request: &Request) -> String {
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let rest = path.strip_prefix(endpoint).unwrap_or(path);
    if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") }
}

fn refuse(rules: &Rules, request: &Request) -> Option<Response> {
    if let Some(token) = &rules.backstage_token {
        let sent = request.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
        let message = match sent {
            Some(sent) if sent == format!("Bearer {token}") => None,
            Some(_) => Some("Illegal token"),
            None => Some("Missing credentials"),
        };
        if let Some(message) = message {
            return Some(backstage_401(request, message));
        }
    }
    let method = request.method().as_str();
    let allowed = rules.allowed_methods.is_empty()
        || rules.allowed_methods.iter().any(|m| m.eq_ignore_ascii_case(method));
    (!allowed).then(|| StatusCode::NOT_FOUND.into_response())
}

fn backstage_401(request: &Request, message: &str) -> Response {
    let body = json!({
        "error": {"name": "AuthenticationError", "message": message},
        "request": {"method": request.method().as_str(), "url": format!("/api/proxy{}", request.uri())},
        "response": {"statusCode": 401},
    });
    (StatusCode::UNAUTHORIZED, axum::Json(body)).into_response()
}

/// A refused, reset or unknown target: text, and no content type.
fn unreachable_target(endpoint: &str, request: &Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let body = format!("Error occurred while trying to proxy: {host}{}", path_below(endpoint, request));
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::GATEWAY_TIMEOUT;
    response
}

fn answer(fault: &Fault) -> Response {
    let text = fault.body.clone().unwrap_or_default();
    let mut response = Response::new(if fault.cut { cut(text) } else { Body::from(text) });
    *response.status_mut() =
        fault.status.and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or(StatusCode::OK);
    if let Some(kind) = fault.content_type.as_deref().and_then(|t| t.parse().ok()) {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    for (name, value) in &fault.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A body whose connection is lost after these bytes.
fn cut(text: String) -> Body {
    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
    tokio::spawn(async move {
        if sender.send_data(text.into()).await.is_ok() {
            // Sent before it is lost, or the caller would see no answer at all.
            tokio::time::sleep(Duration::from_millis(20)).await;
            sender.abort(std::io::ErrorKind::ConnectionReset.into());
        }
    });
    Body::new(body)
}

/// Keeps the caller waiting for as long as the test wants.
async fn hang(fault: &Fault) -> Response {
    tokio::time::sleep(Duration::from_secs(fault.hang_seconds.unwrap_or(300))).await;
    StatusCode::GATEWAY_TIMEOUT.into_response()
}

fn passes(rules: &Rules, name: &HeaderName) -> bool {
    SAFE.contains(name) || rules.allowed_headers.iter().any(|h| h.eq_ignore_ascii_case(name.as_str()))
}

fn filtered(rules: &Rules, headers: &HeaderMap) -> HeaderMap {
    headers.iter().filter(|(name, _)| passes(rules, name)).map(|(n, v)| (n.clone(), v.clone())).collect()
}

async fn forward(proxy: &Proxy, rules: &Rules, request: Request) -> Response {
    let path = path_below(&proxy.endpoint, &request);
    let shown = unreachable_target(&proxy.endpoint, &request);
    let (parts, body) = request.into_parts();
    let mut headers = filtered(rules, &parts.headers);
    let response = match &proxy.upstream {
        Upstream::Demo(router) => demo(router.clone(), &parts.method, &path, headers, body).await,
        Upstream::Remote(client, base) => {
            headers.remove(header::HOST);
            headers.remove(header::CONTENT_LENGTH);
            remote(client, base, parts.method, &path, headers, body).await
        }
    };
    let Some(mut response) = response else { return shown };
    *response.headers_mut() = filtered(rules, response.headers());
    response
}

async fn demo(
    router: Router,
    method: &Method,
    path: &str,
    headers: HeaderMap,
    body: Body,
) -> Option<Response> {
    let mut request = Request::builder().method(method).uri(path).body(body).ok()?;
    *request.headers_mut() = headers;
    router.oneshot(request).await.ok()
}

async fn remote(
    client: &reqwest::Client,
    base: &str,
    method: Method,
    path: &str,
    headers: HeaderMap,
    body: Body,
) -> Option<Response> {
    let body = reqwest::Body::wrap_stream(body.into_data_stream());
    let request = client.request(method, format!("{base}{path}")).headers(headers).body(body);
    let answer = request.send().await.ok()?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    *response.body_mut() = Body::from_stream(answer.bytes_stream());
    Some(response)
}
