/** Calls `report` with the document's title, now and whenever it changes. */
export function watchTitle(report: (title: string) => void): void {
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
  if (watchHead()) return;
  const untilHead = new MutationObserver(() => {
    if (watchHead()) untilHead.disconnect();
  });
  untilHead.observe(document, { childList: true, subtree: true });
}
