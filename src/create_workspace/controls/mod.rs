//! The controls of parameters.

mod checkbox;
mod dropdown;
mod multi_select;
mod option_label;
mod option_search;
mod radio;
mod slider;
mod strays;
mod tag;
mod tag_select;
mod text_area;
mod text_input;

pub(super) use strays::Strays;

use super::field_binding::FieldBinding;
use checkbox::Checkbox;
use coder_core::create::Control;
use dropdown::Dropdown;
use leptos::prelude::*;
use multi_select::MultiSelect;
use radio::Radio;
use slider::Slider;
use tag_select::TagSelect;
use text_area::TextArea;
use text_input::TextInput;

/// Returns the control of a parameter.
pub(super) fn control(bound: FieldBinding) -> AnyView {
    match bound.parameter.control {
        Control::Input => view! { <TextInput bound/> }.into_any(),
        Control::Number => view! { <TextInput bound numeric=true/> }.into_any(),
        Control::Textarea => view! { <TextArea bound/> }.into_any(),
        Control::Slider => view! { <Slider bound/> }.into_any(),
        Control::Switch => view! { <Checkbox bound switch=true/> }.into_any(),
        Control::Checkbox => view! { <Checkbox bound/> }.into_any(),
        Control::Radio => view! { <Radio bound/> }.into_any(),
        Control::Dropdown => view! { <Dropdown bound/> }.into_any(),
        Control::MultiSelect => view! { <MultiSelect bound/> }.into_any(),
        Control::TagSelect => view! { <TagSelect bound/> }.into_any(),
        Control::Error => ().into_any(),
    }
}
