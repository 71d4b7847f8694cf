import type { PageContents } from './page-contents';

const all = new Map<number, PageContents>();
let focused: PageContents | null = null;

export function addWebContents(contents: PageContents): void {
  all.set(contents.id, contents);
}

export function removeWebContents(contents: PageContents): void {
  all.delete(contents.id);
  contentsBlurred(contents);
}

/** The window of these web contents has the focus. */
export function contentsFocused(contents: PageContents): void {
  focused = contents;
}

export function contentsBlurred(contents: PageContents): void {
  if (focused === contents) focused = null;
}

/** The static side of `webContents`. */
export const webContentsModule = {
  getAllWebContents: (): PageContents[] => [...all.values()],
  getFocusedWebContents: (): PageContents | null => focused,
  fromId: (id: number): PageContents | undefined => all.get(id),
  fromDevToolsTargetId: (targetId: string): PageContents | undefined =>
    [...all.values()].find((contents) => contents.targetId === targetId),
};
