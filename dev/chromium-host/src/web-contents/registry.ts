import { notImplemented } from '../shared/not-implemented';
import type { WebContents } from './web-contents';

const all = new Map<number, WebContents>();

export function addWebContents(contents: WebContents): void {
  all.set(contents.id, contents);
}

export function removeWebContents(contents: WebContents): void {
  all.delete(contents.id);
}

/** The static side of `webContents`. */
export const webContentsModule = {
  getAllWebContents: (): WebContents[] => [...all.values()],
  getFocusedWebContents: (): WebContents | null => [...all.values()].at(-1) ?? null,
  fromId: (id: number): WebContents | undefined => all.get(id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    [...all.values()].find((contents) => contents.targetId === targetId),
  fromFrame(): never {
    throw notImplemented('webContents.fromFrame');
  },
};
