import { notImplemented } from '../shared/not-implemented';
import type { PageContents } from './page-contents';

const all = new Map<number, PageContents>();

export function addWebContents(contents: PageContents): void {
  all.set(contents.id, contents);
}

export function removeWebContents(contents: PageContents): void {
  all.delete(contents.id);
}

/** The static side of `webContents`. */
export const webContentsModule = {
  getAllWebContents: (): PageContents[] => [...all.values()],
  getFocusedWebContents: (): PageContents | null => [...all.values()].at(-1) ?? null,
  fromId: (id: number): PageContents | undefined => all.get(id),
  fromDevToolsTargetId: (targetId: string): PageContents | undefined =>
    [...all.values()].find((contents) => contents.targetId === targetId),
  fromFrame(): never {
    throw notImplemented('webContents.fromFrame');
  },
};
