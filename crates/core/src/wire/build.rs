//! Workspace builds, their jobs and resources.

use super::Timestamp;
use super::agent::Agent;
use super::enums::{BuildReason, JobStatus, Transition, WorkspaceStatus};
use crate::json::{Malformed, Object, Read};
use serde_json::Value;

/// One build: a transition of a workspace, carried out by a provisioner job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The build's UUID.
    pub id: String,
    /// Counts from 1 per workspace.
    pub build_number: i64,
    /// What it does.
    pub transition: Transition,
    /// What the workspace is while or after it.
    pub status: WorkspaceStatus,
    /// Why it was made.
    pub reason: BuildReason,
    /// The template version it uses.
    pub template_version_id: String,
    /// When auto-stop hits; `None` for a workspace stopped by hand only.
    pub deadline: Option<Timestamp>,
    /// A limit the template puts on the deadline.
    pub max_deadline: Option<Timestamp>,
    /// The provisioner job behind it.
    pub job: Job,
    /// What it made; empty in the answer to the call that created the build.
    pub resources: Vec<Resource>,
    /// Agents are run by someone else, who also starts and stops them.
    pub has_external_agent: bool,
    /// Who could carry it out; absent on versions that do not say.
    pub matched_provisioners: Option<Provisioners>,
}

/// Provisioners whose tags fit a build's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provisioners {
    /// How many there are.
    pub count: i64,
    /// How many of them are free.
    pub available: i64,
}

impl Read for Provisioners {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self { count: o.or_default("count")?, available: o.or_default("available")? })
    }
}

impl Build {
    /// One of which nothing is known.
    pub(super) fn unknown() -> Self {
        let nothing = || String::new();
        Self {
            id: nothing(),
            build_number: 0,
            transition: Transition::Unknown(nothing()),
            status: WorkspaceStatus::Unknown(nothing()),
            reason: BuildReason::default(),
            template_version_id: nothing(),
            deadline: None,
            max_deadline: None,
            job: Job {
                id: nothing(),
                status: JobStatus::Unknown(nothing()),
                error: nothing(),
                error_code: nothing(),
                created_at: None,
                started_at: None,
                completed_at: None,
                queue_position: 0,
                queue_size: 0,
                logs_overflowed: false,
            },
            resources: Vec::new(),
            has_external_agent: false,
            matched_provisioners: None,
        }
    }

    /// All agents over all resources, in the order the server gives.
    pub fn agents(&self) -> impl Iterator<Item = &Agent> {
        self.resources.iter().flat_map(|r| &r.agents)
    }
}

impl Read for Build {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let job: Job = o.required("job")?;
        let transition: Transition = o.or_default("transition")?;
        let status = match o.optional("status")? {
            Some(status) => status,
            None => status_of(&job.status, &transition),
        };
        Ok(Self {
            id: o.required("id")?,
            build_number: o.or_default("build_number")?,
            transition,
            status,
            reason: o.or_default("reason")?,
            template_version_id: o.or_default("template_version_id")?,
            deadline: o.optional("deadline")?,
            max_deadline: o.optional("max_deadline")?,
            job,
            resources: o.or_default("resources")?,
            has_external_agent: o.or_default("has_external_agent")?,
            matched_provisioners: o.optional("matched_provisioners")?,
        })
    }
}

/// The server's own rule from job and transition to status, for answers that lack the status.
fn status_of(job: &JobStatus, transition: &Transition) -> WorkspaceStatus {
    use WorkspaceStatus as S;
    match (job, transition) {
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
    }
}

/// A provisioner job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The job's UUID.
    pub id: String,
    /// Where it stands.
    pub status: JobStatus,
    /// Why it failed; empty otherwise.
    pub error: String,
    /// `INSUFFICIENT_QUOTA`, `REQUIRED_TEMPLATE_VARIABLES`, or empty.
    pub error_code: String,
    /// When it was queued.
    pub created_at: Option<Timestamp>,
    /// When a provisioner took it.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub completed_at: Option<Timestamp>,
    /// Place in the queue from 1 while pending; 0 otherwise.
    pub queue_position: i64,
    /// Length of the queue while pending; 0 otherwise.
    pub queue_size: i64,
    /// Whether more was written than Coder keeps.
    pub logs_overflowed: bool,
}

impl Read for Job {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            id: o.or_default("id")?,
            status: o.required("status")?,
            error: o.or_default("error")?,
            error_code: o.or_default("error_code")?,
            created_at: o.optional("created_at")?,
            started_at: o.optional("started_at")?,
            completed_at: o.optional("completed_at")?,
            queue_position: o.or_default("queue_position")?,
            queue_size: o.or_default("queue_size")?,
            logs_overflowed: o.or_default("logs_overflowed")?,
        })
    }
}

/// Something a build made, e.g. a container or a volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The resource's name in its template.
    pub name: String,
    /// Not to be shown.
    pub hide: bool,
    /// The agents running in it.
    pub agents: Vec<Agent>,
}

impl Read for Resource {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self { name: o.or_default("name")?, hide: o.or_default("hide")?, agents: o.or_default("agents")? })
    }
}
