import { leadsToWindow } from './frame-names';
import type { PageOpens, PostedForm } from './ipc-renderer';

/**
 * Reports links that lead to another window before Chromium opens it: the tab of a click with a key held
 * would be requested before the host hears of it, and a window with an opener holds its opener's thread.
 * Clicks that the page handles itself are left alone.
 */
export function reportWindowLinks(isMac: boolean, report: (opens: PageOpens) => void): void {
  const check = (event: Event): void => {
    const click = event as MouseEvent;
    if (event.defaultPrevented || click.button > 1 || click.altKey) return;
    const link = event
      .composedPath()
      .find((node) => node instanceof HTMLAnchorElement || node instanceof HTMLAreaElement);
    if (!link?.hasAttribute('href') || link.hasAttribute('download')) return;
    if (/^javascript:/i.test(link.href)) return;
    const target =
      link.target || (document.querySelector('base[target]')?.getAttribute('target') ?? '');
    const disposition =
      dispositionOf(click, isMac) ?? (leadsToWindow(target) ? 'foreground-tab' : null);
    if (disposition === null) return;
    event.preventDefault();
    const frameName = disposition === 'foreground-tab' && !click.shiftKey ? target : '';
    const noReferrer = link.relList.contains('noreferrer');
    report({ url: link.href, frameName, features: '', disposition, noReferrer });
  };
  addEventListener('click', check);
  addEventListener('auxclick', check);
}

/** Chromium's `NavigationPolicyFromEvent`. */
function dispositionOf(
  { button, ctrlKey, metaKey, shiftKey }: MouseEvent,
  isMac: boolean,
): NonNullable<PageOpens['disposition']> | null {
  const isTab = button === 1 || (isMac ? metaKey : ctrlKey);
  if (isTab) return shiftKey ? 'foreground-tab' : 'background-tab';
  return shiftKey ? 'new-window' : null;
}

/** Reports the body of a form that posts to another window, just before it is sent. */
export function reportPostedForms(report: (form: PostedForm) => void): void {
  addEventListener('formdata', (event) => {
    const form = event.target;
    const { formData } = event as FormDataEvent;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    const pairs = [...formData].map(([name, value]) => [name, String(value)]);
    const contentType = 'application/x-www-form-urlencoded';
    if (form.enctype !== contentType) return;
    report({ url: form.action, contentType, body: new URLSearchParams(pairs).toString() });
  });
}
