//! The attributes that elements have methods for: those of HTML, ARIA and MathML.

use crate::element::Element;
use crate::value::IntoValue;

/// Defines a method for each attribute.
///
/// All elements have all methods; Leptos itself checks which attribute an element can have.
macro_rules! attributes {
    ($($method:ident $name:literal)*) => {
        impl<E> Element<E> {
            $(
                #[doc = concat!("Sets the attribute `", $name, "`.")]
                #[inline]
                #[must_use]
                pub fn $method(self, value: impl IntoValue) -> Self {
                    self.attribute($name, value)
                }
            )*
        }
    };
}

attributes! {
    abbr "abbr" accept_charset "accept-charset" accept "accept" accesskey "accesskey" action "action"
    align "align" allow "allow" allowfullscreen "allowfullscreen" allowpaymentrequest "allowpaymentrequest"
    alt "alt" aria_activedescendant "aria-activedescendant" aria_atomic "aria-atomic"
    aria_autocomplete "aria-autocomplete" aria_busy "aria-busy" aria_checked "aria-checked"
    aria_colcount "aria-colcount" aria_colindex "aria-colindex" aria_colspan "aria-colspan"
    aria_controls "aria-controls" aria_current "aria-current" aria_describedby "aria-describedby"
    aria_description "aria-description" aria_details "aria-details" aria_disabled "aria-disabled"
    aria_dropeffect "aria-dropeffect" aria_errormessage "aria-errormessage" aria_expanded "aria-expanded"
    aria_flowto "aria-flowto" aria_grabbed "aria-grabbed" aria_haspopup "aria-haspopup"
    aria_hidden "aria-hidden" aria_invalid "aria-invalid" aria_keyshortcuts "aria-keyshortcuts"
    aria_label "aria-label" aria_labelledby "aria-labelledby" aria_live "aria-live" aria_modal "aria-modal"
    aria_multiline "aria-multiline" aria_multiselectable "aria-multiselectable"
    aria_orientation "aria-orientation" aria_owns "aria-owns" aria_placeholder "aria-placeholder"
    aria_posinset "aria-posinset" aria_pressed "aria-pressed" aria_readonly "aria-readonly"
    aria_relevant "aria-relevant" aria_required "aria-required" aria_roledescription "aria-roledescription"
    aria_rowcount "aria-rowcount" aria_rowindex "aria-rowindex" aria_rowspan "aria-rowspan"
    aria_selected "aria-selected" aria_setsize "aria-setsize" aria_sort "aria-sort"
    aria_valuemax "aria-valuemax" aria_valuemin "aria-valuemin" aria_valuenow "aria-valuenow"
    aria_valuetext "aria-valuetext" r#as "as" r#async "async" attributionsrc "attributionsrc"
    autocapitalize "autocapitalize" autocomplete "autocomplete" autofocus "autofocus" autoplay "autoplay"
    background "background" bgcolor "bgcolor" blocking "blocking" border "border" buffered "buffered"
    capture "capture" challenge "challenge" closedby "closedby" charset "charset" checked "checked"
    cite "cite" code "code" color "color" cols "cols" colspan "colspan" command "command"
    commandfor "commandfor" content "content" contenteditable "contenteditable" contextmenu "contextmenu"
    controls "controls" controlslist "controlslist" coords "coords" crossorigin "crossorigin" csp "csp"
    data "data" datetime "datetime" decoding "decoding" default "default" defer "defer" dir "dir"
    dirname "dirname" disabled "disabled" disablepictureinpicture "disablepictureinpicture"
    disableremoteplayback "disableremoteplayback" download "download" draggable "draggable"
    elementtiming "elementtiming" enctype "enctype" enterkeyhint "enterkeyhint" exportparts "exportparts"
    fetchpriority "fetchpriority" r#for "for" form "form" formaction "formaction" formenctype "formenctype"
    formmethod "formmethod" formnovalidate "formnovalidate" formtarget "formtarget" headers "headers"
    height "height" hidden "hidden" high "high" href "href" hreflang "hreflang" http_equiv "http-equiv"
    icon "icon" id "id" imagesizes "imagesizes" imagesrcset "imagesrcset" importance "importance"
    inert "inert" inputmode "inputmode" integrity "integrity" intrinsicsize "intrinsicsize" is "is"
    ismap "ismap" itemid "itemid" itemprop "itemprop" itemref "itemref" itemscope "itemscope"
    itemtype "itemtype" keytype "keytype" kind "kind" label "label" lang "lang" language "language"
    list "list" loading "loading" r#loop "loop" low "low" manifest "manifest" max "max"
    maxlength "maxlength" media "media" method "method" min "min" minlength "minlength" multiple "multiple"
    muted "muted" name "name" nomodule "nomodule" nonce "nonce" novalidate "novalidate" open "open"
    optimum "optimum" part "part" pattern "pattern" ping "ping" placeholder "placeholder"
    playsinline "playsinline" popover "popover" popovertarget "popovertarget"
    popovertargetaction "popovertargetaction" poster "poster" preload "preload" radiogroup "radiogroup"
    readonly "readonly" referrerpolicy "referrerpolicy" rel "rel" required "required" reversed "reversed"
    role "role" rows "rows" rowspan "rowspan" sandbox "sandbox" scope "scope" scoped "scoped"
    selected "selected" shape "shape" size "size" sizes "sizes" slot "slot" span "span"
    spellcheck "spellcheck" src "src" srcdoc "srcdoc" srclang "srclang" srcset "srcset" start "start"
    step "step" summary "summary" tabindex "tabindex" target "target" title "title" translate "translate"
    r#type "type" usemap "usemap" value "value" virtualkeyboardpolicy "virtualkeyboardpolicy" width "width"
    wrap "wrap" accent "accent" accentunder "accentunder" columnalign "columnalign"
    columnlines "columnlines" columnspacing "columnspacing" columnspan "columnspan" depth "depth"
    display "display" displaystyle "displaystyle" fence "fence" frame "frame" framespacing "framespacing"
    linethickness "linethickness" lspace "lspace" mathbackground "mathbackground" mathcolor "mathcolor"
    mathsize "mathsize" mathvariant "mathvariant" maxsize "maxsize" minsize "minsize"
    movablelimits "movablelimits" notation "notation" rowalign "rowalign" rowlines "rowlines"
    rowspacing "rowspacing" rspace "rspace" scriptlevel "scriptlevel" separator "separator"
    stretchy "stretchy" symmetric "symmetric" voffset "voffset" xmlns "xmlns"
}
