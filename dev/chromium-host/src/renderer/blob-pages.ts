/** The part of the Navigation API (HTML §7.2.6) that this needs; TypeScript's DOM has not all of it yet. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string };
  readonly downloadRequest: string | null;
}

/**
 * Holds navigations of this document to `blob:` pages, and reports them: no request is made for them that
 * the host could pause. A document of an opaque origin has no such event (HTML §7.4.5), and goes.
 */
export function holdBlobPages(report: (url: string) => void): void {
  const { navigation } = window as unknown as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (event) => {
    const { destination, downloadRequest } = event as NavigateEvent;
    if (!event.cancelable || downloadRequest !== null || !destination.url.startsWith('blob:'))
      return;
    event.preventDefault();
    report(destination.url);
  });
}
