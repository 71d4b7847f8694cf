import { leadsToWindow } from './frame-names';

/**
 * Replaces `window.open` by a report and null: no window ever opens. One that names a frame of the page goes
 * there, as always.
 */
export function replaceWindowOpen(
  report: (url: string, frameName: string, features: string) => void,
): void {
  const original = window.open;
  window.open = function open(
    url: string | URL = '',
    target = '',
    features = '',
  ): WindowProxy | null {
    if (target !== '' && !leadsToWindow(target))
      return original.call(window, url, target, features);
    const absolute = String(url) === '' ? 'about:blank' : String(url);
    if (!URL.canParse(absolute, document.baseURI)) {
      throw new DOMException(
        `Failed to execute 'open' on 'Window': Unable to open a window with invalid URL '${absolute}'.`,
        'SyntaxError',
      );
    }
    report(new URL(absolute, document.baseURI).href, target, features);
    return null;
  };
}
