//! Workspace builds, their provisioner jobs and resources.

use super::Timestamp;
use super::agent::Agent;
use super::enums::{JobStatus, Transition, WorkspaceStatus};
use super::macros::model;
use crate::json::{DecodeError, Object};

model! {
    /// A build: one transition of a workspace, executed by a provisioner job.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Build {
        /// The provisioner job that executes the build.
        pub job: Job = required,
        /// The transition: start, stop or delete.
        pub transition: Transition = or_default,
        /// The workspace's status during or after the build.
        pub status: WorkspaceStatus = by(status, "status"; Job),
        /// The build's UUID.
        pub id: String = required,
        /// The build's number, counted from 1 per workspace.
        pub build_number: i64 = or_default,
        /// The UUID of the template version in use.
        pub template_version_id: String = or_default,
        /// The autostop deadline; `None` if the workspace does not stop by itself.
        pub deadline: Option<Timestamp> = optional,
        /// The resources that the build created; empty in the response to the request that created the build.
        pub resources: Vec<Resource> = or_default,
        /// Whether the build has external agents, which are started and stopped outside of Coder.
        pub has_external_agent: bool = or_default,
        /// The provisioners that can execute the build; `None` on Coder versions that do not report them.
        pub matched_provisioners: Option<Provisioners> = optional,
    }
}

model! {
    /// Provisioners whose tags match those of a build.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Provisioners {
        /// The number of matching provisioners.
        pub count: i64 = or_default,
        /// The number of matching provisioners that are available.
        pub available: i64 = or_default,
    }
}

impl Build {
    /// Returns the agents of all resources, in Coder's order.
    pub fn agents(&self) -> impl Iterator<Item = &Agent> {
        self.resources.iter().flat_map(|r| &r.agents)
    }
}

/// Decodes the status; in responses without one, it is derived from job and transition by Coder's own rule.
fn status(build: Object) -> Result<WorkspaceStatus, DecodeError> {
    use WorkspaceStatus as S;
    if let Some(status) = build.optional("status")? {
        return Ok(status);
    }
    Ok(match (build.required::<Job>("job")?.status, build.or_default("transition")?) {
        (JobStatus::Pending, _) => S::Pending,
        (JobStatus::Running, Transition::Start) => S::Starting,
        (JobStatus::Running, Transition::Stop) => S::Stopping,
        (JobStatus::Running, Transition::Delete) => S::Deleting,
        (JobStatus::Succeeded, Transition::Start) => S::Running,
        (JobStatus::Succeeded, Transition::Stop) => S::Stopped,
        (JobStatus::Succeeded, Transition::Delete) => S::Deleted,
        (JobStatus::Canceling, _) => S::Canceling,
        (JobStatus::Canceled, _) => S::Canceled,
        _ => S::Failed,
    })
}

model! {
    /// A provisioner job.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Job {
        /// The job's status.
        pub status: JobStatus = required,
        /// The error message; empty unless the job failed.
        pub error: String = or_default,
        /// The error code: `INSUFFICIENT_QUOTA`, `REQUIRED_TEMPLATE_VARIABLES`, or empty.
        pub error_code: String = or_default,
        /// The time at which the job was queued.
        pub created_at: Option<Timestamp> = optional,
        /// The time at which a provisioner acquired the job.
        pub started_at: Option<Timestamp> = optional,
        /// The position in the queue, from 1, while pending; 0 otherwise.
        pub queue_position: i64 = or_default,
        /// The length of the queue while pending; 0 otherwise.
        pub queue_size: i64 = or_default,
        /// Whether the job wrote more log output than Coder keeps.
        pub logs_overflowed: bool = or_default,
    }
}

model! {
    /// A resource that a build created, e.g. a container or a volume.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct Resource {
        /// The agents that run in the resource.
        pub agents: Vec<Agent> = or_default,
    }
}
