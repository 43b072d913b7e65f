//! Injected faults and recorded requests of a proxy endpoint.

use crate::proxy_rules::ProxyRules;
use axum::http::{HeaderMap, Method};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// The faults that are injected, and the requests recorded so far.
#[derive(Debug, Default)]
pub struct Scenario {
    /// Delay of each response.
    pub latency: Duration,
    /// Whether the target is unreachable.
    pub down: bool,
    /// Injected faults; the first one that matches a request applies.
    pub faults: Vec<Fault>,
    /// Proxy rules that override the ones from the command line.
    pub rules: Option<ProxyRules>,
    /// Requests recorded so far.
    pub requests: Vec<RecordedRequest>,
}

/// A response that replaces the deployment's.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Pattern of the affected requests: a method, a space and the beginning of the path, as in
    /// `GET /api/v2/workspaces?`. `*` matches one path segment, as in `GET /api/v2/workspacebuilds/*/logs`.
    on: String,
    /// Number of affected requests; all if missing.
    times: Option<u32>,
    /// Status of the response.
    pub status: Option<u16>,
    /// Content type of the response.
    pub content_type: Option<String>,
    /// Further headers of the response; the proxy's header filter does not apply to them.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Body of the response.
    pub body: Option<String>,
    /// Whether the connection closes before the body is complete.
    #[serde(default)]
    pub cut: bool,
    /// Seconds without a response.
    pub hang_seconds: Option<u64>,
    /// Whether the deployment handles the request first and only its response is lost.
    #[serde(default)]
    pub after: bool,
}

impl Fault {
    /// Whether the fault is a response rather than a delay.
    pub fn is_response(&self) -> bool {
        self.hang_seconds.is_none()
    }

    fn matches(&self, line: &str) -> bool {
        let mut pieces = self.on.split('*');
        let Some(mut rest) = pieces.next().and_then(|first| line.strip_prefix(first)) else { return false };
        pieces.all(|piece| {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            rest[end..].strip_prefix(piece).map(|after| rest = after).is_some()
        })
    }
}

/// A request as the proxy received it.
#[derive(Clone, Debug, Serialize)]
pub struct RecordedRequest {
    method: String,
    path: String,
    headers: Vec<String>,
}

/// The effects on one request.
pub struct Injected {
    pub latency: Duration,
    pub down: bool,
    pub fault: Option<Fault>,
}

impl Scenario {
    /// Records a request, with the names of its headers only.
    pub fn record(&mut self, method: &Method, path: &str, headers: &HeaderMap) {
        self.requests.push(RecordedRequest {
            method: method.to_string(),
            path: path.to_owned(),
            headers: headers.keys().map(ToString::to_string).collect(),
        });
    }

    /// Returns the effects on a request, and decrements the matching fault's count.
    pub fn next(&mut self, method: &Method, path: &str) -> Injected {
        let line = format!("{method} {path}");
        let found = self.faults.iter().position(|f| f.matches(&line) && f.times != Some(0));
        let fault = found.map(|index| {
            if let Some(times) = &mut self.faults[index].times {
                *times -= 1;
            }
            self.faults[index].clone()
        });
        Injected { latency: self.latency, down: self.down, fault }
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn a_fault_matches_requests_that_begin_so_with_a_star_for_one_piece_of_the_path() {
        let matches = |on: &str, line: &str| Fault { on: on.to_owned(), ..Fault::default() }.matches(line);
        assert!(matches("GET /api/v2/workspaces?", "GET /api/v2/workspaces?q=a"));
        assert!(!matches("GET /api/v2/workspaces?", "GET /api/v2/workspaces/7"));
        let log = "GET /api/v2/workspacebuilds/*/logs";
        assert!(matches(log, "GET /api/v2/workspacebuilds/7/logs?after=0"));
        assert!(!matches(log, "GET /api/v2/workspacebuilds/7/parameters"));
        assert!(!matches(log, "GET /api/v2/workspacebuilds/7/8/logs"));
        assert!(!matches(log, "POST /api/v2/workspacebuilds/7/logs"));
    }
}
