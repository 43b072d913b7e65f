//! Hand-written JSON decoding that reports the path of an invalid field.
//!
//! One [`serde_json::Value`] parse and small readers compile to a fraction of the WebAssembly of derived
//! deserializers, and they name the exact field that a reverse proxy or an unexpected version got wrong.
//!
//! ```
//! use coder_core::json::Object;
//! let value = serde_json::json!({"name": 7});
//! let error = Object::new(&value).and_then(|o| o.required::<String>("name")).unwrap_err();
//! assert_eq!(error.to_string(), "name: expected a string, found a number");
//! ```

mod decode;
mod error;
mod keys;
mod object;
mod parse;
mod readable;
#[cfg(test)]
pub(crate) mod recorder;

pub use decode::FromJson;
pub use error::DecodeError;
pub use keys::Keys;
pub use object::{Fields, Object};
pub(crate) use parse::FieldFilter;
pub use parse::{from_bytes, number, parse, parse_fields, to_string};
pub use readable::Readable;
