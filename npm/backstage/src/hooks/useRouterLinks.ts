import { useLayoutEffect, type RefObject } from 'react';
import { useNavigation } from './useNavigation';

/** Forwards an element's links to other pages of the portal to the app's router, which avoids a page load. */
export function useRouterLinks(ref: RefObject<HTMLElement>) {
  const navigate = useNavigation();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !navigate) return undefined;
    const onClick = (event: MouseEvent) => {
      const path = pathOf(event);
      if (path === undefined) return;
      try {
        navigate(path);
      } catch {
        // The app cannot navigate there, so the browser follows the link.
        return;
      }
      event.preventDefault();
    };
    element.addEventListener('click', onClick);
    return () => element.removeEventListener('click', onClick);
  }, [ref, navigate]);
}

/** Returns the portal path of a plain click on one of the element's own links. */
function pathOf(event: MouseEvent): string | undefined {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return undefined;
  }
  const link = event.composedPath().find(node => node instanceof HTMLAnchorElement) as HTMLAnchorElement | undefined;
  // Links in a slot belong to the page.
  if (!link || link.target || !(link.getRootNode() instanceof ShadowRoot)) return undefined;
  const href = link.getAttribute('href') ?? '';
  return href.startsWith('/') && !href.startsWith('//') ? href : undefined;
}
