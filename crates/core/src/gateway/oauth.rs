//! Where a deployment is an OAuth 2.0 provider.

/// The path of the page on which a user allows an application to act for them.
pub const AUTHORIZE_PATH: &str = "/oauth2/authorize";

/// The path that exchanges codes and refresh tokens for access tokens.
pub const TOKENS_PATH: &str = "/oauth2/tokens";

/// The path that revokes a token.
pub const REVOKE_PATH: &str = "/oauth2/revoke";
