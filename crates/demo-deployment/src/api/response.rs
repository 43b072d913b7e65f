//! Responses in Coder's format.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A response that refuses a request.
pub type Refusal = Box<Response>;

/// Returns JSON as Go writes it: HTML characters are escaped, and a line feed ends it.
pub fn json_text(value: &Value) -> String {
    let text = value.to_string();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026") + "\n"
}

/// Builds a JSON response.
pub fn json_body(status: StatusCode, body: impl Into<Value>) -> Response {
    let text = json_text(&body.into());
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response()
}

/// Builds Coder's error response; an empty detail and empty validations are omitted.
pub fn error(status: StatusCode, message: &str, detail: &str, validations: Vec<Value>) -> Response {
    let mut body = json!({ "message": message });
    if !detail.is_empty() {
        body["detail"] = json!(detail);
    }
    if !validations.is_empty() {
        body["validations"] = Value::Array(validations);
    }
    json_body(status, body)
}

/// Builds Coder's 404, which it also sends for what the caller may not see.
pub fn not_found() -> Response {
    error(StatusCode::NOT_FOUND, "Resource not found or you do not have access to this resource", "", vec![])
}
