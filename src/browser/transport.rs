//! Every call to Coder goes through here: base URL asked per call, token header, time limit, cancellation,
//! classification into one error.

use super::host::Host;
use super::page::Page;
use coder_core::SessionToken;
use coder_core::endpoint::Call;
use coder_core::error::{Answer, Error, Unavailable};
use coder_core::json::to_text;
use gloo_net::http::Headers;
use gloo_timers::callback::Timeout;
use js_sys::Uint8Array;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Blob, FileReader, RequestCache, RequestInit, RequestRedirect, Response,
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
        let clock = Clock::start(abort, self.timeout_ms)?;
        let response = self.send(call, token, &clock).await?;
        let content_type = response.headers().get("content-type").ok().flatten().unwrap_or_default();
        // Bytes, because a script's string would have to be copied character by character.
        let body = clock.finish(response.array_buffer()).await?;
        let body = String::from_utf8(Uint8Array::new(&body).to_vec())
            .unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned());
        let body = match token {
            Some(token) if response.status() >= 400 => token.redact(&body),
            _ => body,
        };
        Ok(Answer { method: call.method, status: response.status(), content_type, body })
    }

    /// Fetches an image of the deployment's as a `data:` URL: Backstage's usual CSP blocks `blob:` and
    /// other origins, and an `img` cannot send the host's credentials.
    ///
    /// # Errors
    /// As [`Transport::answer`]; what is no image, or a very large one, is [`Error::InvalidResponse`]-like.
    pub async fn image(
        &self,
        call: &Call,
        token: Option<&SessionToken>,
        abort: &AbortSignal,
    ) -> Result<String, Failure> {
        let clock = Clock::start(abort, self.timeout_ms)?;
        let response = self.send(call, token, &clock).await?;
        let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
        if !response.ok() || !kind.to_ascii_lowercase().starts_with("image/") {
            return Err(Error::DeploymentUnavailable(Unavailable::NotJson).into());
        }
        let blob: Blob = clock.finish(response.blob()).await?.unchecked_into();
        if blob.size() > ICON_LIMIT {
            return Err(Error::DeploymentUnavailable(Unavailable::NotJson).into());
        }
        data_url(&blob).await.map_err(|_| Error::Unreachable.into())
    }

    async fn send(
        &self,
        call: &Call,
        token: Option<&SessionToken>,
        clock: &Clock,
    ) -> Result<Response, Failure> {
        let base = self.host.proxy_base_url().await.map_err(|_| Error::Unreachable)?;
        let url = format!("{base}{}{}", self.proxy_path, call.path);
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
        init.set_signal(Some(&clock.signal));
        if let Some(body) = &call.body {
            headers.append("Content-Type", "application/json");
            init.set_body(&to_text(body).into());
        }
        init.set_headers(&headers.into_raw());
        let response = self.host.fetch(&url, &init).await;
        match response {
            Ok(response) if response.status() == 0 => {
                Err(Error::DeploymentUnavailable(Unavailable::NotJson).into())
            }
            Ok(response) => Ok(response),
            Err(_) => Err(clock.why()),
        }
    }
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

/// Gives one call up after a time, or when its owner aborts it.
struct Clock {
    owner: AbortSignal,
    signal: AbortSignal,
    timed_out: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Clock {
    fn start(owner: &AbortSignal, timeout_ms: u32) -> Result<Self, Failure> {
        let own = AbortController::new().map_err(|_| Error::Unreachable)?;
        let signal = AbortSignal::any(&js_sys::Array::of2(owner, &own.signal()));
        let timed_out = Rc::new(Cell::new(false));
        let flag = timed_out.clone();
        let timer = Timeout::new(timeout_ms, move || {
            flag.set(true);
            own.abort();
        });
        Ok(Self { owner: owner.clone(), signal, timed_out, _timer: timer })
    }

    /// Waits for a body.
    async fn finish(&self, body: Result<js_sys::Promise, JsValue>) -> Result<JsValue, Failure> {
        let promise = body.map_err(|_| Error::Unreachable)?;
        JsFuture::from(promise).await.map_err(|_| self.why())
    }

    /// Why a fetch was rejected.
    fn why(&self) -> Failure {
        match (self.timed_out.get(), self.owner.aborted(), Page::is_online()) {
            (true, _, _) => Error::Timeout.into(),
            (_, true, _) => Failure::Canceled,
            (_, _, false) => Error::Offline.into(),
            (_, _, true) => Error::Unreachable.into(),
        }
    }
}

async fn data_url(blob: &Blob) -> Result<String, JsValue> {
    let reader = FileReader::new()?;
    let loaded = js_sys::Promise::new(&mut |resolve, reject| {
        reader.set_onload(Some(&resolve));
        reader.set_onerror(Some(&reject));
    });
    reader.read_as_data_url(blob)?;
    JsFuture::from(loaded).await?;
    reader.result()?.as_string().ok_or(JsValue::UNDEFINED)
}
