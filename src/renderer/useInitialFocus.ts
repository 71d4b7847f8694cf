import { type RefObject, useEffect, useRef } from 'react';

/**
 * Moves the focus to one element when its screen appears: the control that was pressed is gone by
 * then, and a keyboard or screen-reader user would be left at the top of the page.
 */
export function useInitialFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  return element;
}
