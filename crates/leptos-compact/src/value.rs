//! Values of attributes, classes, styles and properties.

use crate::signal::conversions::signals;
use leptos_full::oco::Oco;
use send_wrapper::SendWrapper;
use std::borrow::Cow;
use std::sync::{Arc, Mutex};
use wasm_bindgen::JsValue;

/// The value of an attribute, a class, a style or a property.
pub enum Value {
    /// No value: an attribute or a style that is not set, a class that the element does not have.
    Absent,
    /// A Boolean: `true` is an attribute without text, `false` is no attribute.
    Flag(bool),
    /// Text.
    Text(Cow<'static, str>),
    /// A JavaScript value, which only properties have.
    Script(SendWrapper<JsValue>),
    /// A function that is called again whenever a signal changes that it read.
    Reactive(Box<dyn FnMut() -> Self + Send>),
}

impl Value {
    /// Calls reactive values until the result is not reactive.
    pub(crate) fn resolve(mut self) -> Self {
        while let Self::Reactive(mut function) = self {
            self = function();
        }
        self
    }

    /// Returns the text of an attribute with this value, or `None` if the attribute is absent.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Flag(true) => Some(""),
            Self::Absent | Self::Flag(false) | Self::Script(_) | Self::Reactive(_) => None,
        }
    }

    /// Converts the value to that of a JavaScript property.
    pub(crate) fn to_script(&self) -> JsValue {
        match self {
            Self::Text(text) => JsValue::from_str(text),
            Self::Flag(flag) => JsValue::from_bool(*flag),
            Self::Script(value) => (**value).clone(),
            Self::Absent | Self::Reactive(_) => JsValue::UNDEFINED,
        }
    }
}

/// Conversion into the value of an attribute, a class or a style.
pub trait IntoValue {
    /// Converts this into a value.
    fn into_value(self) -> Value;

    /// Returns the text if its type shows that it is constant.
    #[doc(hidden)]
    #[inline(always)]
    fn as_constant(&self) -> Option<&'static str> {
        None
    }

    /// Returns whether this is the Boolean `true`.
    #[doc(hidden)]
    #[inline(always)]
    fn is_true(&self) -> bool {
        false
    }
}

/// Conversion into the value of a property.
pub trait IntoProperty {
    /// Converts this into a value.
    fn into_property(self) -> Value;
}

/// Implements a conversion, and the same for optional values and for functions.
macro_rules! conversions {
    ($conversion:ident $convert:ident) => {
        impl $conversion for Value {
            fn $convert(self) -> Value {
                self
            }
        }

        impl<T: $conversion> $conversion for Option<T> {
            #[inline]
            fn $convert(self) -> Value {
                self.map_or(Value::Absent, T::$convert)
            }
        }

        impl<F: FnMut() -> T + Send + 'static, T: $conversion> $conversion for F {
            #[inline]
            fn $convert(mut self) -> Value {
                Value::Reactive(Box::new(move || self().$convert()))
            }
        }

        impl<T: $conversion + 'static> $conversion for Arc<dyn Fn() -> T + Send + Sync> {
            fn $convert(self) -> Value {
                Value::Reactive(Box::new(move || self().$convert()))
            }
        }

        impl<T: $conversion + 'static> $conversion for Arc<Mutex<dyn FnMut() -> T + Send>> {
            fn $convert(self) -> Value {
                Value::Reactive(Box::new(move || {
                    self.lock().map_or(Value::Absent, |mut function| function().$convert())
                }))
            }
        }

        conversions! { texts $conversion $convert: String, Cow<'static, str> }
        signals! { $conversion $convert Value, Value::Reactive }

        impl $conversion for Arc<str> {
            fn $convert(self) -> Value {
                Value::Text(Cow::Owned((*self).to_owned()))
            }
        }

        impl $conversion for Oco<'static, str> {
            fn $convert(self) -> Value {
                Value::Text(match self {
                    Oco::Borrowed(text) => Cow::Borrowed(text),
                    text => Cow::Owned(text.into_owned()),
                })
            }
        }
    };
    (texts $conversion:ident $convert:ident: $($text:ty),*) => { $(
        impl $conversion for $text {
            #[inline]
            fn $convert(self) -> Value {
                Value::Text(self.into())
            }
        }
    )* };
}

conversions! { IntoValue into_value }
conversions! { IntoProperty into_property }

impl IntoValue for &'static str {
    #[inline]
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }

    #[inline(always)]
    fn as_constant(&self) -> Option<&'static str> {
        Some(self)
    }
}

impl IntoProperty for &'static str {
    #[inline]
    fn into_property(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for bool {
    #[inline]
    fn into_value(self) -> Value {
        Value::Flag(self)
    }

    #[inline(always)]
    fn is_true(&self) -> bool {
        *self
    }
}

impl IntoProperty for bool {
    #[inline]
    fn into_property(self) -> Value {
        Value::Flag(self)
    }
}

/// Implements the conversions of numbers: text in an attribute, a number in a property.
macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl IntoValue for $number {
            #[inline]
            fn into_value(self) -> Value {
                Value::Text(self.to_string().into())
            }
        }

        impl IntoProperty for $number {
            #[inline]
            fn into_property(self) -> Value {
                Value::Script(SendWrapper::new(JsValue::from(self)))
            }
        }
    )* };
}

numbers! { u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, f32, f64 }

impl IntoValue for char {
    fn into_value(self) -> Value {
        Value::Text(self.to_string().into())
    }
}

impl IntoValue for () {
    fn into_value(self) -> Value {
        Value::Absent
    }
}

impl IntoProperty for JsValue {
    fn into_property(self) -> Value {
        Value::Script(SendWrapper::new(self))
    }
}
