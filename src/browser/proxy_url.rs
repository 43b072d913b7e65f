//! The URL of Coder below Backstage's proxy: the proxy's base URL, then the deployment's path.

/// The proxy's base URL on a page of Backstage's origin. Another host gives its own by `getProxyBaseUrl`.
pub(super) const DEFAULT_BASE_URL: &str = "/api/proxy";
/// The path of the first deployment's proxy entry.
pub(crate) const DEFAULT_PATH: &str = "/coder";

/// Normalizes the path of a proxy entry: `/coder` for `coder/`, `/coder` and the empty string.
pub(crate) fn normal_path(path: &str) -> String {
    match path.trim().trim_matches('/') {
        "" => DEFAULT_PATH.to_owned(),
        path => format!("/{path}"),
    }
}
