//! MathML elements: a function for each, and Leptos' types of them.

use crate::element::elements;
pub use leptos_full::math::*;

elements! {
    math Math mi Mi mn Mn mo Mo ms Ms mspace Mspace mtext Mtext menclose Menclose merror Merror
    mfenced Mfenced mfrac Mfrac mpadded Mpadded mphantom Mphantom mroot Mroot mrow Mrow msqrt Msqrt
    mstyle Mstyle mmultiscripts Mmultiscripts mover Mover mprescripts Mprescripts msub Msub msubsup Msubsup
    msup Msup munder Munder munderover Munderover mtable Mtable mtd Mtd mtr Mtr maction Maction
    annotation Annotation semantics Semantics
}
