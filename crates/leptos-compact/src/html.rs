//! HTML elements: a function for each, and Leptos' types of them.

use crate::element::{Element, elements};
pub use leptos_full::html::*;
use std::borrow::Cow;

elements! {
    area Area base Base br Br col Col embed Embed hr Hr img Img input Input link Link meta Meta
    source Source track Track wbr Wbr a A abbr Abbr address Address article Article aside Aside audio Audio
    b B bdi Bdi bdo Bdo blockquote Blockquote body Body button Button canvas Canvas caption Caption
    cite Cite code Code colgroup Colgroup data Data datalist Datalist dd Dd del Del details Details dfn Dfn
    dialog Dialog div Div dl Dl dt Dt em Em fieldset Fieldset figcaption Figcaption figure Figure
    footer Footer form Form h1 H1 h2 H2 h3 H3 h4 H4 h5 H5 h6 H6 head Head header Header hgroup Hgroup
    html Html i I iframe Iframe ins Ins kbd Kbd label Label legend Legend li Li main Main map Map mark Mark
    menu Menu meter Meter nav Nav noscript Noscript object Object ol Ol optgroup Optgroup output Output p P
    picture Picture portal Portal pre Pre progress Progress q Q rp Rp rt Rt ruby Ruby s S samp Samp
    script Script search Search section Section select Select slot Slot small Small span Span strong Strong
    style Style sub Sub summary Summary sup Sup table Table tbody Tbody td Td template Template
    textarea Textarea tfoot Tfoot th Th thead Thead time Time title Title tr Tr u U ul Ul var Var
    video Video option Option_
}

/// Creates an element with any name, e.g. a custom element.
#[inline]
pub fn custom(tag: impl Into<Cow<'static, str>>) -> Element<Custom<Cow<'static, str>>> {
    Element::with_tag(tag.into())
}
