/** Whether a link, form or `window.open` with this target leads to another window than the page's. */
export function leadsToWindow(target: string): boolean {
  if (target === '') return false;
  return !/^_(self|parent|top)$/i.test(target) && !hasFrame(window.top, target);
}

/** Whether the page, or a frame in it, has this name. A page of another origin shows its frames by index. */
function hasFrame(page: Window | null, name: string): boolean {
  if (!page) return false;
  if (nameOf(page) === name) return true;
  return Array.from({ length: page.length }, (_, i) => page[i]).some(
    (frame) => frame !== undefined && hasFrame(frame, name),
  );
}

function nameOf(page: Window): string {
  try {
    return page.name;
  } catch {
    return '';
  }
}
