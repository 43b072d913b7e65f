//! Tests of the whole deployment.

mod openapi;
mod refusals;
mod sockets;
