//! The conversion of every type of signal.

/// Implements a conversion for all signals whose values have it.
macro_rules! signals {
    ($conversion:ident $convert:ident $result:ty, $reactive:path) => {
        $crate::signal::conversions::signals! { arena $conversion $convert $result, $reactive, RwSignal ReadSignal Memo Signal }
        $crate::signal::conversions::signals! {
            counted $conversion $convert $result, $reactive,
            ArcRwSignal ArcReadSignal ArcMemo ArcSignal
        }
        $crate::signal::conversions::signals! {
            ours $conversion $convert $result, $reactive,
            RwSignal ReadSignal Memo Signal ArcRwSignal ArcReadSignal ArcMemo ArcSignal
        }

        impl<T: $conversion + 'static, S> $conversion for leptos_full::prelude::MaybeProp<T, S>
        where
            S: leptos_full::prelude::Storage<Option<T>>
                + leptos_full::prelude::Storage<
                    leptos_full::reactive::wrappers::read::SignalTypes<Option<T>, S>,
                > + 'static,
            Self: leptos_full::prelude::Get<Value = Option<T>> + Send,
        {
            #[inline]
            fn $convert(self) -> $result {
                $reactive(Box::new(move || leptos_full::prelude::Get::get(&self).$convert()))
            }
        }
    };
    (arena $conversion:ident $convert:ident $result:ty, $reactive:path, $($signal:ident)*) => { $(
        impl<T: $conversion + 'static, S> $conversion for leptos_full::prelude::$signal<T, S>
        where
            S: leptos_full::prelude::Storage<T> + 'static,
            Self: leptos_full::prelude::Get<Value = T> + Send,
        {
            #[inline]
            fn $convert(self) -> $result {
                $reactive(Box::new(move || leptos_full::prelude::Get::get(&self).$convert()))
            }
        }
    )* };
    (counted $conversion:ident $convert:ident $result:ty, $reactive:path, $($signal:ident)*) => { $(
        impl<T: $conversion + Send + Sync + 'static> $conversion for leptos_full::prelude::$signal<T>
        where
            Self: leptos_full::prelude::Get<Value = T>,
        {
            #[inline]
            fn $convert(self) -> $result {
                $reactive(Box::new(move || leptos_full::prelude::Get::get(&self).$convert()))
            }
        }
    )* };
    (ours $conversion:ident $convert:ident $result:ty, $reactive:path, $($signal:ident)*) => { $(
        impl<T: $conversion + Clone + Send + Sync + 'static> $conversion for $crate::signal::$signal<T> {
            #[inline]
            fn $convert(self) -> $result {
                $reactive(Box::new(move || self.get().$convert()))
            }
        }
    )* };
}

pub(crate) use signals;
