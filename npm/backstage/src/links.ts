// Links from an element to other pages of the portal: the app goes there, without loading the page anew.
import { useContext, useLayoutEffect, type RefObject } from 'react';
import { NavigationContext } from './navigation';

export function useForwardedLinks(ref: RefObject<HTMLElement>) {
  const useNavigation = useContext(NavigationContext);
  const navigate = useNavigation();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !navigate) return undefined;
    const follow = (event: MouseEvent) => {
      const path = pathOf(event);
      if (path === undefined) return;
      try {
        navigate(path);
      } catch {
        // Where the app cannot go there, the browser does.
        return;
      }
      event.preventDefault();
    };
    element.addEventListener('click', follow);
    return () => element.removeEventListener('click', follow);
  }, [ref, navigate]);
}

/** Where in the portal a plain click on one of the element's own links leads. */
function pathOf(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return undefined;
  }
  const link = event.composedPath().find(node => node instanceof HTMLAnchorElement) as HTMLAnchorElement | undefined;
  // What a page put into a slot is the page's own.
  if (!link || link.target || !(link.getRootNode() instanceof ShadowRoot)) return undefined;
  const href = link.getAttribute('href') ?? '';
  return href.startsWith('/') && !href.startsWith('//') ? href : undefined;
}
