//! What the parts of the settings form have in common.

use coder_core::actions::plan::Step;
use coder_core::models::Workspace;
use leptos::prelude::*;

/// A part of the settings form.
pub(super) trait Entry {
    /// Returns whether the user changed it.
    fn touched(&self) -> Touched;

    /// Checks what was entered, shows what is wrong with it, and returns the step that saves it.
    fn check(&self, workspace: &Workspace) -> Option<Step>;
}

/// Whether the user changed a part of the form.
#[derive(Clone, Copy)]
pub(super) struct Touched(pub RwSignal<bool>);

impl Touched {
    /// Creates the state of a part that was not changed.
    pub fn new() -> Self {
        Self(RwSignal::new(false))
    }

    /// Changes the value of a field.
    pub fn set<T: Send + Sync + 'static>(self, field: RwSignal<T>, value: T) {
        field.set(value);
        self.0.set(true);
    }
}
