//! Transport of all requests to Coder: base URL per request, token header, time limit, cancellation and errors.

use super::call_error::CallError;
use super::deadline::Deadline;
use super::host::{BodyReader, Host, Reply};
use super::page::now_ms;
use coder_core::SessionToken;
use coder_core::error::{Error, Response, Unavailable};
use coder_core::icon::is_file;
use coder_core::json::{from_bytes, to_string};
use coder_core::path;
use coder_core::polling::retry_after_ms;
use coder_core::request::{Method, Request};
use gloo_net::http::Headers;
use js_sys::Uint8Array;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortSignal, Blob, FileReader, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Url,
};

/// The path of the user's link at the gateway.
const LINK: &str = "/link";
/// The path of live updates at the gateway.
const LIVE: &str = "/live";
/// The path of an authorization at the gateway.
const OAUTH: &str = "/oauth";
/// Maximum size of an icon, in bytes.
const ICON_LIMIT: f64 = 256.0 * 1024.0;

/// The transport to one deployment, through one host.
#[derive(Clone)]
pub struct Transport {
    /// The host, which provides the fetch function and the proxy URL.
    pub host: Host,
    /// The deployment's path below the proxy, e.g. `/coder`.
    pub proxy_path: String,
    /// The time limit of a request, in milliseconds.
    pub timeout_ms: u32,
}

impl Transport {
    /// Sends a request and returns the response, for [`coder_core::error::json`]. The token is redacted from the body
    /// of an error response.
    ///
    /// # Errors
    /// [`CallError::Aborted`] once `abort` is aborted; otherwise the reason why there is no response.
    pub async fn fetch(
        &self,
        call: &Request,
        token: Option<&SessionToken>,
        abort: &AbortSignal,
    ) -> Result<Response, CallError> {
        if !call.is_of_the_api() {
            return Err(stray(&call.path).into());
        }
        self.exchange(call, token, token, abort).await
    }

    /// Has the gateway keep a session token as the user's link, or remove the link. Returns the response as
    /// [`Transport::fetch`] does.
    ///
    /// # Errors
    /// Same as [`Transport::fetch`].
    pub async fn link(
        &self,
        token: Option<&SessionToken>,
        abort: &AbortSignal,
    ) -> Result<Response, CallError> {
        let call = match token {
            Some(token) => Request::new(Method::Put, LINK, Some(json!({ "token": token.secret() }))),
            None => Request::new(Method::Delete, LINK, None),
        };
        self.exchange(&call, None, token, abort).await
    }

    /// Has the gateway begin an authorization by OAuth. Returns the response as [`Transport::fetch`] does.
    ///
    /// # Errors
    /// Same as [`Transport::fetch`].
    pub async fn begin_oauth(&self, abort: &AbortSignal) -> Result<Response, CallError> {
        self.exchange(&Request::new(Method::Post, OAUTH, None), None, None, abort).await
    }

    /// Asks the gateway for the user's link. Returns the response as [`Transport::fetch`] does.
    ///
    /// # Errors
    /// Same as [`Transport::fetch`].
    pub async fn find_link(&self, abort: &AbortSignal) -> Result<Response, CallError> {
        self.exchange(&Request::new(Method::Get, LINK, None), None, None, abort).await
    }

    /// Has the gateway follow the topics of a subscription ([`coder_core::live`]), and returns the stream of events.
    ///
    /// # Errors
    /// Same as [`Transport::fetch`], and the response if it is no stream.
    pub async fn live(
        &self,
        subscription: Value,
        abort: &AbortSignal,
    ) -> Result<Result<BodyReader, Response>, CallError> {
        let limit = Deadline::start(abort, self.timeout_ms)?;
        let call = Request::new(Method::Post, LIVE, Some(subscription));
        let reply = self.send(&call, None, &limit).await?;
        match reply.reader().filter(|_| reply.status < 300) {
            Some(reader) => Ok(Ok(reader)),
            None => Ok(Err(response(&call, &reply, &limit).await?)),
        }
    }

    /// Sends a request with a token in its header, and redacts a secret from the body of an error response.
    async fn exchange(
        &self,
        call: &Request,
        token: Option<&SessionToken>,
        secret: Option<&SessionToken>,
        abort: &AbortSignal,
    ) -> Result<Response, CallError> {
        let limit = Deadline::start(abort, self.timeout_ms)?;
        let reply = self.send(call, token, &limit).await?;
        let mut response = response(call, &reply, &limit).await?;
        if let Some(secret) = secret.filter(|_| response.status >= 400) {
            response.body = secret.redact(&response.body);
        }
        Ok(response)
    }

    /// Fetches an icon of the deployment as a `data:` URL: Backstage's usual CSP blocks `blob:` and other origins,
    /// and an `img` cannot send the host's credentials. Coder's token is not sent, because icons do not need it.
    ///
    /// # Errors
    /// Same as [`Transport::fetch`]; [`Error::DeploymentUnavailable`] if the response is not an image or is larger
    /// than 256 KiB.
    pub async fn icon(&self, path: &str, abort: &AbortSignal) -> Result<String, CallError> {
        let call = Request::icon(path);
        if !is_file(path) {
            return Err(stray(path).into());
        }
        let limit = Deadline::start(abort, self.timeout_ms)?;
        let reply = self.send(&call, None, &limit).await?;
        let is_ok = (200..300).contains(&reply.status);
        if !is_ok || !reply.header("content-type").to_ascii_lowercase().starts_with("image/") {
            return Err(Error::DeploymentUnavailable(Unavailable::NotJson).into());
        }
        let blob = body(&reply, "blob", &limit).await?.dyn_into::<Blob>().map_err(|_| Error::Unreachable)?;
        if blob.size() > ICON_LIMIT {
            return Err(Error::DeploymentUnavailable(Unavailable::NotJson).into());
        }
        data_url(&blob, &limit).await?.ok_or_else(|| Error::Unreachable.into())
    }

    async fn send(
        &self,
        call: &Request,
        token: Option<&SessionToken>,
        limit: &Deadline,
    ) -> Result<Reply, CallError> {
        let root = self.host.deployment_url(&self.proxy_path, limit).await?;
        let url = format!("{root}{}", call.path);
        if !is_below(&url, &root) {
            return Err(stray(&format!("{}{}", self.proxy_path, call.path)).into());
        }
        let headers = Headers::new();
        headers.append("Accept", "application/json, image/*");
        // A gateway has the credential itself.
        if let Some(token) = token.filter(|_| !self.host.has_gateway()) {
            headers.append("Coder-Session-Token", token.secret());
        }
        let init = RequestInit::new();
        init.set_method(method(call).as_str());
        // A redirect would send the token to its target.
        init.set_redirect(RequestRedirect::Manual);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(limit.lent()));
        if call.path == OAUTH {
            // The response sets the cookie that names this browser; in development the gateway has another origin.
            init.set_credentials(RequestCredentials::Include);
        }
        if let Some(body) = &call.body {
            headers.append("Content-Type", "application/json");
            init.set_body(&to_string(body).into());
        }
        init.set_headers(&headers.into_raw());
        let reply = self.host.fetch(&url, &init, limit).await?;
        match reply.status {
            0 => Err(Error::DeploymentUnavailable(Unavailable::NotJson).into()),
            _ => Ok(reply),
        }
    }
}

/// Reads a response.
async fn response(call: &Request, reply: &Reply, limit: &Deadline) -> Result<Response, CallError> {
    // Read as bytes: a JavaScript string would be copied character by character.
    let body = body(reply, "arrayBuffer", limit).await?;
    let body = from_bytes(Uint8Array::new(&body).to_vec());
    let (method, status, content_type) = (call.method, reply.status, reply.header("content-type"));
    let is_marked = !reply.header("x-coder-build-version").is_empty();
    let retry_after = reply.header("retry-after");
    let retry_after_ms = retry_after_ms(&retry_after, Some(js_sys::Date::parse(&retry_after) - now_ms()));
    Ok(Response { method, status, content_type, body, is_marked, retry_after_ms })
}

/// Reads the body of a response with one of its methods.
async fn body(reply: &Reply, method: &str, limit: &Deadline) -> Result<JsValue, CallError> {
    match limit.wait(&reply.body(method)).await? {
        Ok(body) if body.is_object() => Ok(body),
        _ => Err(limit.error()),
    }
}

/// Whether the browser resolves `url` to an address below `root`. Nothing is below a root with dot segments.
fn is_below(url: &str, root: &str) -> bool {
    let base = web_sys::window().and_then(|w| w.document()).and_then(|d| d.base_uri().ok().flatten());
    let normal =
        |url: &str| Url::new_with_base(url, base.as_deref().unwrap_or_default()).ok().map(|url| url.href());
    let (Some(url), Some(normal_root)) = (normal(url), normal(&format!("{root}/"))) else { return false };
    url.starts_with(&normal_root) && path::decoded(root).is_some()
}

fn stray(path: &str) -> Error {
    Error::StrayPath(path.split(['?', '#']).next().unwrap_or_default().to_owned())
}

fn method(call: &Request) -> gloo_net::http::Method {
    use coder_core::request::Method as Ours;
    use gloo_net::http::Method;
    match call.method {
        Ours::Get => Method::GET,
        Ours::Post => Method::POST,
        Ours::Put => Method::PUT,
        Ours::Patch => Method::PATCH,
        Ours::Delete => Method::DELETE,
    }
}

async fn data_url(blob: &Blob, limit: &Deadline) -> Result<Option<String>, CallError> {
    let Ok(reader) = FileReader::new() else { return Ok(None) };
    let load = js_sys::Promise::new(&mut |resolve, reject| {
        reader.set_onload(Some(&resolve));
        reader.set_onerror(Some(&reject));
    });
    if reader.read_as_data_url(blob).is_err() {
        return Ok(None);
    }
    let _ = limit.wait(&load).await?;
    Ok(reader.result().ok().and_then(|url| url.as_string()))
}
