import type { FrameTree } from './frame-tree';

/** What a document's beforeunload handlers say. Electron counts the page as touched, so they are always asked. */
const ask = `(() => {
  const event = document.createEvent('BeforeUnloadEvent');
  event.initEvent('beforeunload', false, true);
  window.dispatchEvent(event);
  return event.defaultPrevented || event.returnValue !== '';
})()`;

/** A page that does not answer within this time is closed, in milliseconds. */
const patience = 2000;

/**
 * Whether the page or a frame of it wants to stay open. Asked directly, since a dialog of Chromium's would
 * be seen, and answered, by every other DevTools client too.
 */
export async function wantsToStay({ main }: FrameTree): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const answers = main.framesInSubtree.map((frame) => frame.evaluate(ask).catch(() => false));
  const all = Promise.all(answers).then((found) => found.includes(true));
  const stay = await Promise.race([all, silence]);
  clearTimeout(timer);
  return stay;
}
