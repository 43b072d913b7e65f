//! Serves a built page as a host would: with a single-page fallback and an optional CSP.

use anyhow::{Context, Result};
use axum::Router;
use axum::http::{HeaderValue, header};
use std::path::Path;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// Builds the router for a directory.
///
/// # Errors
/// If the directory has no `index.html`, or the CSP is not a valid header value.
pub fn router(dir: &Path, csp: Option<&str>) -> Result<Router> {
    let index = dir.join("index.html");
    anyhow::ensure!(index.is_file(), "no index.html in {}", dir.display());
    let mut router = Router::new().fallback_service(ServeDir::new(dir).fallback(ServeFile::new(index)));
    if let Some(csp) = csp {
        let value = HeaderValue::from_str(csp).context("the CSP cannot stand in a header")?;
        router = router.layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, value));
    }
    Ok(router)
}
