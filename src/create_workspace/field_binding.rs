//! The binding of a parameter's control to the form.

use super::form_state::FormState;
use coder_core::create::{Parameter, ParameterOption};
use leptos::prelude::*;

/// The binding of a control to the form.
#[derive(Clone)]
pub(super) struct FieldBinding {
    pub state: FormState,
    /// The parameter at the creation of the field.
    pub parameter: Parameter,
    /// The current parameter.
    pub current: Memo<Option<Parameter>>,
    /// The control's id.
    pub id: String,
    /// The id of the control's description.
    pub about: String,
    pub problem: Memo<Option<String>>,
    pub off: Signal<bool>,
}

impl FieldBinding {
    /// Returns the parameter's value.
    pub fn value(&self) -> Signal<String> {
        let (state, current) = (self.state, self.current);
        Memo::new(move |_| current.read().as_ref().map(|p| state.value(p)).unwrap_or_default()).into()
    }

    /// Sets the parameter's value, unless the control is disabled.
    pub fn set(&self, value: &str, typing: bool) {
        if !self.off.get_untracked() {
            self.state.set(&self.parameter.name, value, typing);
        }
    }

    /// Returns the parameter's options.
    pub fn choices(&self) -> Memo<Vec<ParameterOption>> {
        let current = self.current;
        Memo::new(move |_| current.read().as_ref().map(|p| p.choices.clone()).unwrap_or_default())
    }

    /// Returns the value of `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let problem = self.problem;
        move || problem.read().is_some().then_some("true")
    }
}
