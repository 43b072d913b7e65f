//! Template parameters: their types, controls and options.
//!
//! Coder has two flows: the dynamic flow evaluates the template with the values typed so far, the classic flow lists
//! static parameters. Both are decoded into the same [`Parameter`].
//!
//! | type | with options | without |
//! |---|---|---|
//! | string | **radio**, dropdown | **input**, textarea |
//! | number | **radio**, dropdown | **input** (number), slider |
//! | bool | **radio**, dropdown | **checkbox**, switch |
//! | list(string) | **radio** (each value a list), multi-select | **tag-select** |
//!
//! Bold: the default, if the template names no control or one that is unknown or unsuitable.

/// The form control of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// A single-line text input.
    Input,
    /// A multi-line text input.
    Textarea,
    /// A number input.
    Number,
    /// A slider between two numbers.
    Slider,
    /// A switch.
    Switch,
    /// A checkbox.
    Checkbox,
    /// Radio buttons, for one of the options.
    Radio,
    /// A dropdown, for one of the options.
    Dropdown,
    /// A multi-select, for several of the options.
    MultiSelect,
    /// A tag input, for a list of arbitrary strings.
    TagSelect,
    /// No control: the template is invalid, and its diagnostics have the reason.
    Error,
}

impl Control {
    /// Returns the control for Coder's `form_type`, by the table above.
    pub(super) fn of(form_type: &str, value: ValueType, has_options: bool) -> Self {
        match (form_type, value, has_options) {
            ("error", ..) => Self::Error,
            ("multi-select", ValueType::List, true) => Self::MultiSelect,
            ("dropdown", ValueType::Text | ValueType::Number | ValueType::Bool, true) => Self::Dropdown,
            (_, _, true) => Self::Radio,
            ("textarea", ValueType::Text, false) => Self::Textarea,
            ("slider", ValueType::Number, false) => Self::Slider,
            ("switch", ValueType::Bool, false) => Self::Switch,
            (_, ValueType::Text, false) => Self::Input,
            (_, ValueType::Number, false) => Self::Number,
            (_, ValueType::Bool, false) => Self::Checkbox,
            (_, ValueType::List, false) => Self::TagSelect,
        }
    }

    /// Whether the control is a group of several, which is named by a legend in place of a label.
    pub fn is_group(self) -> bool {
        match self {
            Self::Radio | Self::MultiSelect | Self::TagSelect => true,
            Self::Input | Self::Textarea | Self::Number | Self::Slider | Self::Switch => false,
            Self::Checkbox | Self::Dropdown | Self::Error => false,
        }
    }
}

/// The type of a parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Any text.
    Text,
    /// A number; a whole number if the template sets bounds or a direction.
    Number,
    /// A boolean in Go's notation: `true`, `1`, `t`, …
    Bool,
    /// A JSON list of strings.
    List,
}

impl ValueType {
    /// Returns the type for Coder's `type`; an unknown one is text.
    pub(super) fn from_wire(value: &str) -> Self {
        match value {
            "number" => Self::Number,
            "bool" => Self::Bool,
            "list(string)" => Self::List,
            _ => Self::Text,
        }
    }
}

/// An option of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterOption {
    /// The label of the option.
    pub name: String,
    /// The description, in Markdown.
    pub description: String,
    /// The icon; empty for none.
    pub icon: String,
    /// The value.
    pub value: String,
}

/// A diagnostic from Coder about one parameter or about all parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the diagnostic prevents the creation of a workspace.
    pub is_error: bool,
    /// The summary of the problem.
    pub summary: String,
    /// The details of the problem.
    pub detail: String,
    /// Whether a required value is missing. Such a problem is shown only after the user had a chance to enter the
    /// value.
    pub is_missing: bool,
}

impl Diagnostic {
    /// Returns the summary and the details as one text.
    pub fn text(&self) -> String {
        match (self.summary.as_str(), self.detail.as_str()) {
            ("", detail) => detail.to_owned(),
            (summary, "") => summary.to_owned(),
            (summary, detail) => format!("{summary}: {detail}"),
        }
    }
}

/// The only direction in which a number may change from build to build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Monotonic {
    /// The number may only grow.
    Increasing,
    /// The number may only shrink.
    Decreasing,
}

/// A template parameter in its current state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name in the template.
    pub name: String,
    /// The display name; empty if it equals the name.
    pub display_name: String,
    /// The description, in Markdown.
    pub description: String,
    /// The icon; empty for none.
    pub icon: String,
    /// The type of the value.
    pub kind: ValueType,
    /// The form control.
    pub control: Control,
    /// The parameter options.
    pub choices: Vec<ParameterOption>,
    /// Whether the value can be changed in later builds.
    pub mutable: bool,
    /// Whether the value holds for one build only.
    pub ephemeral: bool,
    /// Whether the parameter has no default value.
    pub required: bool,
    /// The placeholder of an empty control.
    pub placeholder: String,
    /// The label next to a checkbox or a switch; empty for none.
    pub tick_label: String,
    /// Whether the control is read-only.
    pub disabled: bool,
    /// Whether the value is hidden on the screen and never stored.
    pub masked: bool,
    /// Coder's value: the value that was sent, else the default.
    pub value: Option<String>,
    /// The minimum of a number.
    pub min: Option<i64>,
    /// The maximum of a number.
    pub max: Option<i64>,
    /// The only direction in which a number may change from build to build.
    pub monotonic: Option<Monotonic>,
    /// The template's message for a value out of range; may contain the placeholders `{min}`, `{max}` and `{value}`.
    pub validation_error: String,
    /// Coder's diagnostics for this parameter.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parameter {
    /// Returns the label of the parameter.
    pub fn label(&self) -> &str {
        if self.display_name.is_empty() { &self.name } else { &self.display_name }
    }

    /// Returns the name of the option with a value, if there is one.
    pub fn option_name(&self, value: &str) -> Option<&str> {
        let choice = self.choices.iter().find(|choice| choice.value == value)?;
        Some(choice.name.as_str()).filter(|name| !name.is_empty())
    }

    /// Returns a value in words: the name of its option or, for a value that was typed, the parameter's label and the
    /// value, like "Region: eu". The value of a masked parameter and of a list is left out.
    pub fn value_text(&self, value: &str) -> String {
        if let Some(name) = self.option_name(value) {
            return name.to_owned();
        }
        match self.masked || self.kind == ValueType::List {
            true => self.label().to_owned(),
            false => format!("{}: {value}", self.label()),
        }
    }

    /// Adopts the value from the previous build, which also bounds a monotonic number.
    pub fn continue_from(&mut self, before: &str) {
        if let (Some(monotonic), Ok(number)) = (self.monotonic, before.parse::<i64>()) {
            match monotonic {
                Monotonic::Increasing => self.min = Some(self.min.map_or(number, |min| min.max(number))),
                Monotonic::Decreasing => self.max = Some(self.max.map_or(number, |max| max.min(number))),
            }
        }
        self.value = Some(before.to_owned());
    }

    /// Whether Coder accepts only whole numbers: if the template sets bounds or a direction.
    pub fn is_whole(&self) -> bool {
        self.min.is_some() || self.max.is_some() || self.monotonic.is_some()
    }

    /// Whether the value is a list itself, as opposed to one of the options.
    pub(in crate::create) fn takes_list(&self) -> bool {
        self.kind == ValueType::List && self.control != Control::Radio
    }
}

/// The result of an evaluation: the parameters and their diagnostics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResolvedParameters {
    /// Coder's diagnostics for all parameters together.
    pub diagnostics: Vec<Diagnostic>,
    /// The parameters in display order.
    pub parameters: Vec<Parameter>,
}
