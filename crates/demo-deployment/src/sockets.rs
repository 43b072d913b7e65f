//! The open WebSockets of a deployment, which tests count and close.

use std::collections::BTreeMap;
use tokio::sync::watch;

/// The open sockets, shared by all requests.
#[derive(Clone, Debug, Default)]
pub struct Sockets {
    /// Number of open sockets by path, without paths that have none.
    open: watch::Sender<BTreeMap<String, usize>>,
    /// Number of times that all sockets were closed.
    closed: watch::Sender<u64>,
}

impl Sockets {
    /// Registers a socket, which counts as open until its registration is dropped.
    pub fn register(&self, path: &str) -> Registration {
        self.open.send_modify(|open| *open.entry(path.to_owned()).or_default() += 1);
        Registration { sockets: self.clone(), path: path.to_owned(), closed: self.closed.subscribe() }
    }

    /// Watches the number of open sockets by path.
    pub fn counts(&self) -> watch::Receiver<BTreeMap<String, usize>> {
        self.open.subscribe()
    }

    /// Closes all open sockets, without a closing handshake.
    pub fn close_all(&self) {
        self.closed.send_modify(|times| *times += 1);
    }
}

/// The registration of one open socket.
#[derive(Debug)]
pub struct Registration {
    sockets: Sockets,
    path: String,
    closed: watch::Receiver<u64>,
}

impl Registration {
    /// Waits until all sockets are closed.
    pub async fn closed(&mut self) {
        // The sender lives as long as this registration, so there is no error.
        let _ = self.closed.changed().await;
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.sockets.open.send_modify(|open| {
            if let Some(count) = open.get_mut(&self.path) {
                *count -= 1;
            }
            open.retain(|_, count| *count > 0);
        });
    }
}
