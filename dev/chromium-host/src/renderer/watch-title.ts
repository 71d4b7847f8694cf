/**
 * Calls `report` with the document's title, now and whenever it changes.
 *
 * @returns a function that changes the title and doesn't report it
 */
export function watchTitle(report: (title: string) => void): (title: string) => void {
  let last = '';
  const check = (): void => {
    if (document.title === last) return;
    last = document.title;
    report(last);
  };
  const watchHead = (): boolean => {
    if (!document.head) return false;
    new MutationObserver(check).observe(document.head, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    check();
    return true;
  };
  const show = (title: string): void => {
    if (document.title === title) return;
    document.title = title;
    last = document.title;
  };
  if (watchHead()) return show;
  const untilHead = new MutationObserver(() => {
    if (watchHead()) untilHead.disconnect();
  });
  untilHead.observe(document, { childList: true, subtree: true });
  return show;
}
