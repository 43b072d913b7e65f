//! Backstage's proxy, measured against its proxy-backend 0.6: rules, filtered response headers, and the response for
//! an unreachable target. Tests inject faults.

use crate::faults::{Fault, Scenario};
use crate::proxy_rules::{ProxyRules, handshake};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use http_body_util::channel::Channel;
use hyper::upgrade::OnUpgrade;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tower::ServiceExt;

/// The target of the proxy.
#[derive(Clone)]
pub enum Upstream {
    /// The deployment in memory.
    Demo(Router),
    /// A real deployment: HTTP client and base URL.
    Remote(reqwest::Client, String),
}

impl Upstream {
    /// Creates the upstream for a real deployment's URL.
    ///
    /// # Errors
    /// If the URL is not http(s), or TLS cannot be initialized.
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

/// The proxy, shared by all requests.
#[derive(Clone)]
pub struct Proxy {
    /// Path of the endpoint, e.g. `/coder`.
    endpoint: String,
    rules: Arc<ProxyRules>,
    upstream: Upstream,
    scenario: Arc<Mutex<Scenario>>,
}

impl Proxy {
    /// Creates a proxy without faults.
    pub fn new(endpoint: &str, rules: ProxyRules, upstream: Upstream) -> Self {
        Self { endpoint: endpoint.to_owned(), rules: Arc::new(rules), upstream, scenario: Arc::default() }
    }

    /// Locks the scenario: the injected faults and the recorded requests.
    pub fn scenario(&self) -> MutexGuard<'_, Scenario> {
        self.scenario.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Builds the routes of all proxies. Other paths respond with 404, as without an entry in the configuration.
pub fn router(proxies: Vec<Proxy>) -> Router {
    let no_entry = || async { StatusCode::NOT_FOUND };
    let endpoints = proxies.into_iter().map(|proxy| {
        let (exact, below) = (proxy.endpoint.clone(), format!("{}/{{*path}}", proxy.endpoint));
        Router::new().route(&exact, any(handle)).route(&below, any(handle)).with_state(proxy)
    });
    endpoints.fold(Router::new(), Router::merge).fallback(no_entry)
}

/// Handles a request to an endpoint.
async fn handle(State(proxy): State<Proxy>, request: Request) -> Response {
    let (rules, injected) = {
        let mut scenario = proxy.scenario();
        let path = path_below(&proxy.endpoint, &request);
        scenario.record(request.method(), &path, request.headers());
        let rules = scenario.rules.clone().unwrap_or_else(|| (*proxy.rules).clone());
        (rules, scenario.next(request.method(), &path))
    };
    if let Some(refusal) = rules.refusal(&request) {
        return refusal;
    }
    tokio::time::sleep(injected.latency).await;
    if injected.down {
        return unreachable_target(&proxy.endpoint, &request);
    }
    match injected.fault {
        Some(fault) if fault.after => {
            forward(&proxy, &rules, request).await;
            if fault.is_response() { fault_response(&fault) } else { hang(&fault).await }
        }
        Some(fault) if fault.is_response() => fault_response(&fault),
        Some(fault) => hang(&fault).await,
        None => forward(&proxy, &rules, request).await,
    }
}

/// Returns the path below the endpoint, with its query.
fn path_below(endpoint: &str, request: &Request) -> String {
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let rest = path.strip_prefix(endpoint).unwrap_or(path);
    if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") }
}

/// Returns the response for an unreachable target: text without a content type.
fn unreachable_target(endpoint: &str, request: &Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let body = format!("Error occurred while trying to proxy: {host}{}", path_below(endpoint, request));
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::GATEWAY_TIMEOUT;
    response
}

/// Returns the response that a fault describes.
fn fault_response(fault: &Fault) -> Response {
    let text = fault.body.clone().unwrap_or_default();
    let mut response = Response::new(if fault.cut { truncated_body(text) } else { Body::from(text) });
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

/// Returns a body whose connection closes after these bytes.
fn truncated_body(text: String) -> Body {
    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
    tokio::spawn(async move {
        if sender.send_data(text.into()).await.is_ok() {
            // The bytes must be flushed first, or the client would get no response at all.
            tokio::time::sleep(Duration::from_millis(20)).await;
            sender.abort(std::io::ErrorKind::ConnectionReset.into());
        }
    });
    Body::new(body)
}

/// Waits for as long as the fault demands, then responds with 504.
async fn hang(fault: &Fault) -> Response {
    tokio::time::sleep(Duration::from_secs(fault.hang_seconds.unwrap_or(300))).await;
    StatusCode::GATEWAY_TIMEOUT.into_response()
}

/// Forwards a request to the target.
async fn forward(proxy: &Proxy, rules: &ProxyRules, request: Request) -> Response {
    let path = path_below(&proxy.endpoint, &request);
    let unreachable = unreachable_target(&proxy.endpoint, &request);
    let (mut parts, body) = request.into_parts();
    let mut headers = rules.filter(&parts.headers);
    let response = match &proxy.upstream {
        Upstream::Demo(router) => {
            headers.extend(handshake(&parts.headers));
            demo(router.clone(), &mut parts, &path, headers, body).await
        }
        Upstream::Remote(client, base) => {
            headers.remove(header::HOST);
            headers.remove(header::CONTENT_LENGTH);
            remote(client, base, parts.method, &path, headers, body).await
        }
    };
    let Some(mut response) = response else { return unreachable };
    let mut headers = rules.filter(response.headers());
    if response.status() == StatusCode::SWITCHING_PROTOCOLS {
        headers.extend(handshake(response.headers()));
    }
    *response.headers_mut() = headers;
    response
}

async fn demo(
    router: Router,
    parts: &mut Parts,
    path: &str,
    headers: HeaderMap,
    body: Body,
) -> Option<Response> {
    let mut request = Request::builder().method(parts.method.clone()).uri(path).body(body).ok()?;
    *request.headers_mut() = headers;
    // The connection of a WebSocket. The other extensions belong to the routes of this program.
    if let Some(connection) = parts.extensions.remove::<OnUpgrade>() {
        request.extensions_mut().insert(connection);
    }
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
    let upstream = request.send().await.ok()?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = upstream.status();
    *response.headers_mut() = upstream.headers().clone();
    *response.body_mut() = Body::from_stream(upstream.bytes_stream());
    Some(response)
}
