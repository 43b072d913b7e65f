//! SVG elements: a function for each, and Leptos' types of them.

use crate::element::elements;
pub use leptos_full::svg::*;

elements! {
    a A animate Animate animateMotion AnimateMotion animateTransform AnimateTransform circle Circle
    clipPath ClipPath defs Defs desc Desc discard Discard ellipse Ellipse feBlend FeBlend
    feColorMatrix FeColorMatrix feComponentTransfer FeComponentTransfer feComposite FeComposite
    feConvolveMatrix FeConvolveMatrix feDiffuseLighting FeDiffuseLighting
    feDisplacementMap FeDisplacementMap feDistantLight FeDistantLight feDropShadow FeDropShadow
    feFlood FeFlood feFuncA FeFuncA feFuncB FeFuncB feFuncG FeFuncG feFuncR FeFuncR
    feGaussianBlur FeGaussianBlur feImage FeImage feMerge FeMerge feMergeNode FeMergeNode
    feMorphology FeMorphology feOffset FeOffset fePointLight FePointLight
    feSpecularLighting FeSpecularLighting feSpotLight FeSpotLight feTile FeTile feTurbulence FeTurbulence
    filter Filter foreignObject ForeignObject g G hatch Hatch hatchpath Hatchpath image Image line Line
    linearGradient LinearGradient marker Marker mask Mask metadata Metadata mpath Mpath path Path
    pattern Pattern polygon Polygon polyline Polyline radialGradient RadialGradient rect Rect script Script
    set Set stop Stop style Style svg Svg switch Switch symbol Symbol text Text textPath TextPath
    title Title tspan Tspan view View r#use Use
}
