//! Every call to Coder goes through here: base URL asked per call, token header, time limit, cancellation,
//! classification into one error.

use super::host::{Host, Reply};
use super::limit::Limit;
use super::page::now_ms;
use coder_core::SessionToken;
use coder_core::endpoint::Call;
use coder_core::error::{Answer, Error, Unavailable};
use coder_core::icon::is_file;
use coder_core::json::{from_bytes, to_text};
use coder_core::path;
use coder_core::refresh::retry_after_ms;
use gloo_net::http::Headers;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortController, AbortSignal, Blob, FileReader, RequestCache, RequestInit, RequestRedirect, Url,
};

/// The largest icon taken, in bytes.
const ICON_LIMIT: f64 = 256.0 * 1024.0;

/// Why a call gave nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// Whoever asked no longer wants it.
    Canceled,
    /// It went wrong.
    Error(Error),
}

impl Failure {
    /// What a wait for a function of the host's came to: the host is not Coder, which is what a time limit speaks of.
    pub(super) fn of_host(self) -> Self {
        match self {
            Self::Error(Error::Timeout) => Error::Unreachable.into(),
            other => other,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// Ends the calls made with its signal when it is dropped.
#[derive(Debug)]
pub struct Abort(AbortController);

impl Abort {
    /// One that has not been dropped yet.
    ///
    /// # Errors
    /// Never in a browser; the constructor can throw only where there is none.
    pub fn new() -> Result<Self, Failure> {
        AbortController::new().map(Self).map_err(|_| Error::Unreachable.into())
    }

    /// What a call listens to.
    pub fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Calls to one deployment, by one host.
#[derive(Clone)]
pub struct Transport {
    /// Lends fetch and proxy address.
    pub host: Host,
    /// The deployment's path below the proxy, e.g. `/coder`.
    pub proxy_path: String,
    /// Milliseconds after which a call is given up.
    pub timeout_ms: u32,
}

impl Transport {
    /// Makes a call and returns what came, with the token taken out of everything a server said of an error: for
    /// [`coder_core::error::json`].
    ///
    /// # Errors
    /// [`Failure::Canceled`] once `abort` is dropped, or why nothing came.
    pub async fn answer(
        &self,
        call: &Call,
        token: Option<&SessionToken>,
        abort: &AbortSignal,
    ) -> Result<Answer, Failure> {
        if !call.is_of_the_api() {
            return Err(stray(&call.path).into());
        }
        let limit = Limit::start(abort, self.timeout_ms)?;
        let reply = self.send(call, token, &limit).await?;
        // Bytes, because a script's string would have to be copied character by character.
        let body = body(&reply, "arrayBuffer", &limit).await?;
        let body = from_bytes(Uint8Array::new(&body).to_vec());
        let body = match token {
            Some(token) if reply.status >= 400 => token.redact(&body),
            _ => body,
        };
        let (method, status, content_type) = (call.method, reply.status, reply.header("content-type"));
        let is_marked = !reply.header("x-coder-build-version").is_empty();
        let later = reply.header("retry-after");
        let retry_after_ms = retry_after_ms(&later, Some(js_sys::Date::parse(&later) - now_ms()));
        Ok(Answer { method, status, content_type, body, is_marked, retry_after_ms })
    }

    /// Fetches an icon's file of the deployment's as a `data:` URL: Backstage's usual CSP blocks `blob:` and other
    /// origins, and an `img` cannot send the host's credentials. Coder's token is not sent: icons need none.
    ///
    /// # Errors
    /// As [`Transport::answer`]; what is no image, or a very large one, is [`Error::InvalidResponse`]-like.
    pub async fn icon(&self, path: &str, abort: &AbortSignal) -> Result<String, Failure> {
        let call = Call::icon(path);
        if !is_file(path) {
            return Err(stray(path).into());
        }
        let limit = Limit::start(abort, self.timeout_ms)?;
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

    async fn send(&self, call: &Call, token: Option<&SessionToken>, limit: &Limit) -> Result<Reply, Failure> {
        let base = self.host.proxy_base_url(limit).await?;
        let root = format!("{base}{}", self.proxy_path);
        let url = format!("{root}{}", call.path);
        if !is_below(&url, &root) {
            return Err(stray(&format!("{}{}", self.proxy_path, call.path)).into());
        }
        let headers = Headers::new();
        headers.append("Accept", "application/json, image/*");
        if let Some(token) = token {
            headers.append("Coder-Session-Token", token.secret());
        }
        let init = RequestInit::new();
        init.set_method(method(call).as_str());
        // A redirect would carry the token wherever it leads.
        init.set_redirect(RequestRedirect::Manual);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(limit.lent()));
        if let Some(body) = &call.body {
            headers.append("Content-Type", "application/json");
            init.set_body(&to_text(body).into());
        }
        init.set_headers(&headers.into_raw());
        let reply = self.host.fetch(&url, &init, limit).await?;
        match reply.status {
            0 => Err(Error::DeploymentUnavailable(Unavailable::NotJson).into()),
            _ => Ok(reply),
        }
    }
}

/// The body of an answer, as one of its methods gives it.
async fn body(reply: &Reply, method: &str, limit: &Limit) -> Result<JsValue, Failure> {
    match limit.wait(&reply.body(method)).await? {
        Ok(body) if body.is_object() => Ok(body),
        _ => Err(limit.why()),
    }
}

/// Whether an address is below another as the browser reads them; one with dot segments is below none.
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

fn method(call: &Call) -> gloo_net::http::Method {
    use coder_core::endpoint::Method as Ours;
    use gloo_net::http::Method;
    match call.method {
        Ours::Get => Method::GET,
        Ours::Post => Method::POST,
        Ours::Put => Method::PUT,
        Ours::Patch => Method::PATCH,
        Ours::Delete => Method::DELETE,
    }
}

async fn data_url(blob: &Blob, limit: &Limit) -> Result<Option<String>, Failure> {
    let Ok(reader) = FileReader::new() else { return Ok(None) };
    let loaded = js_sys::Promise::new(&mut |resolve, reject| {
        reader.set_onload(Some(&resolve));
        reader.set_onerror(Some(&reject));
    });
    if reader.read_as_data_url(blob).is_err() {
        return Ok(None);
    }
    let _ = limit.wait(&loaded).await?;
    Ok(reader.result().ok().and_then(|url| url.as_string()))
}
