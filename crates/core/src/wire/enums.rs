//! Coder's enumerations, each open: a value this version does not know is kept, not refused.

use crate::json::{Malformed, Read};
use serde_json::Value;

macro_rules! wire_enum {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "` on the wire.")] $variant,)*
            /// A value this version does not know, as it was sent.
            Unknown(String),
        }

        impl $name {
            /// Every value this version knows.
            pub const KNOWN: &'static [&'static str] = &[$($text),*];

            /// Reads the wire's word for it.
            pub fn from_wire(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }

            /// The wire's word for it.
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

        impl Read for $name {
            fn read(value: &Value) -> Result<Self, Malformed> {
                let text = value.as_str().ok_or_else(|| Malformed::new("a string", Some(value)))?;
                Ok(Self::from_wire(text))
            }
        }
    };
}

wire_enum! {
    /// What a workspace's latest build amounts to, computed by the server from job and transition.
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
    /// Where a provisioner job stands.
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
    /// What a build does to its workspace.
    Transition {
        Start = "start",
        Stop = "stop",
        Delete = "delete",
    }
}

wire_enum! {
    /// Why a build was made.
    BuildReason {
        Initiator = "initiator",
        Autostart = "autostart",
        Autostop = "autostop",
        Dormancy = "dormancy",
        Dashboard = "dashboard",
        Cli = "cli",
        SshConnection = "ssh_connection",
        VscodeConnection = "vscode_connection",
        JetbrainsConnection = "jetbrains_connection",
    }
}

wire_enum! {
    /// An agent's connection to the deployment.
    AgentStatus {
        Connecting = "connecting",
        Connected = "connected",
        Disconnected = "disconnected",
        Timeout = "timeout",
    }
}

wire_enum! {
    /// How far an agent got with its startup or shutdown scripts.
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
    /// Whether logging in waits for the startup script.
    StartupScriptBehavior {
        Blocking = "blocking",
        NonBlocking = "non-blocking",
    }
}

wire_enum! {
    /// What an app's health check says; `disabled` where it has none.
    AppHealth {
        Disabled = "disabled",
        Initializing = "initializing",
        Healthy = "healthy",
        Unhealthy = "unhealthy",
    }
}

wire_enum! {
    /// Where an app wants to be opened.
    AppOpenIn {
        SlimWindow = "slim-window",
        Tab = "tab",
    }
}
