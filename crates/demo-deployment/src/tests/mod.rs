//! Tests of the whole deployment.

mod connections;
mod openapi;
mod refusals;
mod served;
mod sockets;
