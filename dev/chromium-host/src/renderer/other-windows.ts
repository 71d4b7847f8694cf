import type { PageOpens, PostedForm } from './ipc-renderer';

/**
 * Reports what would open another window before Chromium does: clicks on links with a key held, whose tab
 * would be requested before the host hears of it. Clicks that the page handles itself are left alone.
 */
export function reportModifiedClicks(isMac: boolean, report: (opens: PageOpens) => void): void {
  const check = (event: Event): void => {
    const click = event as MouseEvent;
    const disposition = dispositionOf(click, isMac);
    if (event.defaultPrevented || disposition === null) return;
    const link = event
      .composedPath()
      .find((node) => node instanceof HTMLAnchorElement || node instanceof HTMLAreaElement);
    if (!link?.hasAttribute('href') || link.hasAttribute('download')) return;
    if (/^javascript:/i.test(link.href)) return;
    event.preventDefault();
    report({ url: link.href, frameName: '', features: '', disposition });
  };
  addEventListener('click', check);
  addEventListener('auxclick', check);
}

/** Chromium's `NavigationPolicyFromEvent`. */
function dispositionOf(
  { button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent,
  isMac: boolean,
): NonNullable<PageOpens['disposition']> | null {
  const isTab = button === 1 || (isMac ? metaKey : ctrlKey);
  if (button > 1 || altKey) return null;
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
