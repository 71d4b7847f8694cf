import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Moves the focus to one element when its screen appears: the control that was pressed is gone by
 * then, and a keyboard or screen-reader user would be left at the top of the page.
 */
export function useInitialFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (element.current === null) return;
    element.current.dataset.initialFocus = '';
    element.current.focus({ preventScroll: true });
  }, []);
  return element;
}

/**
 * Gives the focus to something else when this part of the screen goes while holding it.
 *
 * @param to default: the screen's first element
 */
export function useReturnFocus<E extends HTMLElement>(
  to?: RefObject<HTMLElement | null>,
): RefObject<E | null> {
  const element = useRef<E>(null);
  // A layout effect: its clean-up runs while the element is still in the document.
  useLayoutEffect(() => {
    const part = element.current;
    return () => {
      if (!part?.contains(document.activeElement)) return;
      const main = part.closest('main') ?? document.querySelector('main');
      const first = main?.querySelector<HTMLElement>('[data-initial-focus]');
      (to?.current ?? first)?.focus();
    };
  }, [to]);
  return element;
}
