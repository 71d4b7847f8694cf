import type { CdpSession } from '../chromium/connection';

/** What the page's beforeunload handlers say; a page that nobody has touched is not asked, as in Chromium. */
const ask = `(() => {
  if (!navigator.userActivation.hasBeenActive) return false;
  const event = document.createEvent('BeforeUnloadEvent');
  event.initEvent('beforeunload', false, true);
  window.dispatchEvent(event);
  return event.defaultPrevented || event.returnValue !== '';
})()`;

/** A page that does not answer within this time is closed. */
const patience = 2000;

/**
 * Whether the page wants to stay open. Asked directly, since a dialog of Chromium's would be seen, and
 * answered, by every other DevTools client too.
 */
export async function wantsToStay(cdp: CdpSession): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const answer = cdp
    .send('Runtime.evaluate', { expression: ask, returnByValue: true })
    .then(({ result }) => result.value === true)
    .catch(() => false);
  const stay = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return stay;
}
