//! Coder's enumerations, as open enums: unknown values are kept, not rejected.

use crate::json::{DecodeError, FromJson};
use serde_json::Value;

/// Returns the index of a text among those that are known: one function for all enumerations.
#[inline(never)]
fn index_of(text: &str, known: &[&str]) -> Option<usize> {
    known.iter().position(|other| *other == text)
}

macro_rules! wire_enum {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "` on the wire.")] $variant,)*
            /// A value that this version does not know, unchanged.
            Unknown(String),
        }

        impl $name {
            /// All values that this version knows.
            pub const KNOWN: &'static [&'static str] = &[$($text),*];

            /// Converts the value's JSON string; an unknown one is kept.
            pub fn from_wire(text: &str) -> Self {
                const ALL: &[$name] = &[$($name::$variant),*];
                match index_of(text, Self::KNOWN).and_then(|index| ALL.get(index)) {
                    Some(known) => known.clone(),
                    None => Self::Unknown(text.to_owned()),
                }
            }

            /// Returns the value's JSON string.
            pub fn as_wire(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl FromJson for $name {
            fn from_json(value: &Value) -> Result<Self, DecodeError> {
                let text = value.as_str().ok_or_else(|| DecodeError::new("a string", Some(value)))?;
                Ok(Self::from_wire(text))
            }
        }
    };
}

wire_enum! {
    /// A workspace's status, computed by Coder from the latest build's job and transition.
    WorkspaceStatus {
        Pending = "pending",
        Starting = "starting",
        Running = "running",
        Stopping = "stopping",
        Stopped = "stopped",
        Failed = "failed",
        Canceling = "canceling",
        Canceled = "canceled",
        Deleting = "deleting",
        Deleted = "deleted",
    }
}

wire_enum! {
    /// A provisioner job's status.
    JobStatus {
        Pending = "pending",
        Running = "running",
        Succeeded = "succeeded",
        Canceling = "canceling",
        Canceled = "canceled",
        Failed = "failed",
    }
}

wire_enum! {
    /// The transition that a build makes.
    Transition {
        Start = "start",
        Stop = "stop",
        Delete = "delete",
    }
}

wire_enum! {
    /// An agent's connection status.
    AgentStatus {
        Connecting = "connecting",
        Connected = "connected",
        Disconnected = "disconnected",
        Timeout = "timeout",
    }
}

wire_enum! {
    /// The progress of an agent's startup or shutdown scripts.
    AgentLifecycle {
        Created = "created",
        Starting = "starting",
        StartTimeout = "start_timeout",
        StartError = "start_error",
        Ready = "ready",
        ShuttingDown = "shutting_down",
        ShutdownTimeout = "shutdown_timeout",
        ShutdownError = "shutdown_error",
        Off = "off",
    }
}

wire_enum! {
    /// Whether logins wait for the startup script.
    StartupScriptBehavior {
        Blocking = "blocking",
        NonBlocking = "non-blocking",
    }
}

wire_enum! {
    /// The result of an app's health check; `disabled` if the app has none.
    AppHealth {
        Disabled = "disabled",
        Initializing = "initializing",
        Healthy = "healthy",
        Unhealthy = "unhealthy",
    }
}

wire_enum! {
    /// Where an app opens.
    AppOpenIn {
        SlimWindow = "slim-window",
        Tab = "tab",
    }
}
