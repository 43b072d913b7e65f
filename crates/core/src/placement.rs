//! Placement of a menu next to the button that opens it.

/// The distance between the menu and its button, in CSS pixels.
const GAP: f64 = 4.0;
/// The distance between the menu and the edge of the window, in CSS pixels.
const MARGIN: f64 = 8.0;

/// The position and maximum height of a menu. Content that does not fit is scrolled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The distance from the top edge of the window, in CSS pixels.
    pub top: f64,
    /// The maximum height, measured from [`Self::top`], in CSS pixels.
    pub max_height: f64,
}

/// Returns the placement of a menu: below its button, or above it if the menu fits only there or more room is there.
///
/// The menu never covers the button, even if items are added later: a second click must not hit an item that appeared
/// under the pointer.
pub fn beside(button_top: f64, button_bottom: f64, menu_height: f64, window_height: f64) -> Placement {
    let below = (window_height - MARGIN - button_bottom - GAP).max(0.0);
    let above = (button_top - GAP - MARGIN).max(0.0);
    if menu_height <= below || above <= below {
        return Placement { top: button_bottom + GAP, max_height: below };
    }
    let height = menu_height.min(above);
    Placement { top: button_top - GAP - height, max_height: height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_stands_below_where_it_fits_else_above() {
        assert_eq!(beside(100.0, 132.0, 300.0, 800.0), Placement { top: 136.0, max_height: 656.0 });
        assert_eq!(beside(700.0, 732.0, 300.0, 800.0), Placement { top: 396.0, max_height: 300.0 });
    }

    #[test]
    fn where_it_fits_neither_way_it_is_as_high_as_the_larger_room() {
        assert_eq!(beside(300.0, 332.0, 500.0, 600.0), Placement { top: 8.0, max_height: 288.0 });
        assert_eq!(beside(200.0, 232.0, 500.0, 600.0), Placement { top: 236.0, max_height: 356.0 });
    }

    #[test]
    fn it_never_covers_the_button_nor_leaves_the_window() {
        for window in [100.0, 256.0, 600.0, 1_000.0] {
            for button in 0..20 {
                let top = window * f64::from(button) / 20.0;
                let bottom = (top + 32.0).min(window);
                for menu in [0.0, 40.0, 250.0, 430.0, 2_000.0] {
                    let place = beside(top, bottom, menu, window);
                    let end = place.top + place.max_height;
                    assert!(end <= top || place.top >= bottom, "{place:?} of {top}–{bottom}");
                    assert!(
                        place.top >= 0.0 && (end <= window || place.max_height == 0.0),
                        "{place:?} in {window}"
                    );
                }
            }
        }
    }
}
