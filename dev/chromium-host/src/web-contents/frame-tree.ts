import type { Protocol } from 'devtools-protocol';
import type { CdpSession } from '../chromium/connection';
import { schemes } from '../session/schemes';
import { HostFrame } from './frame';

/** Name of the isolated world that preloads run in. */
export const isolatedWorldName = 'Electron Isolated Context';

/** The frames of one page, kept as Chromium reports them. */
export class FrameTree {
  readonly main: HostFrame;
  private readonly frames = new Map<string, HostFrame>();
  private session: CdpSession | undefined;

  constructor(
    private readonly processId: number,
    private readonly onFrame: (frame: HostFrame) => void = () => undefined,
  ) {
    this.main = this.create('', null);
  }

  /** @param mainFrameId Chromium's id of the page's main frame: the target's id. */
  attach(session: CdpSession, mainFrameId: string): void {
    this.session = session;
    Object.assign(this.main, { id: mainFrameId });
    this.frames.set(mainFrameId, this.main);
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      const parent = this.frames.get(parentFrameId) ?? this.main;
      if (!this.frames.has(frameId)) this.frames.set(frameId, this.create(frameId, parent));
    });
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason !== 'swap') this.detach(frameId);
    });
    session.on('Page.frameNavigated', ({ frame }) => this.navigated(frame));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.frames.get(frameId);
      if (frame) frame.url = schemes.toApp(url);
    });
    session.on('Runtime.executionContextCreated', ({ context }) => this.contextCreated(context));
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      for (const frame of this.frames.values()) {
        if (frame.isolatedContext === executionContextId) frame.isolatedContext = undefined;
        if (frame.mainContext === executionContextId) frame.mainContext = undefined;
      }
    });
    session.on('Runtime.executionContextsCleared', () => {
      for (const frame of this.frames.values()) {
        frame.isolatedContext = undefined;
        frame.mainContext = undefined;
      }
    });
  }

  get(frameId: string): HostFrame | undefined {
    return this.frames.get(frameId);
  }

  byLoader(loaderId: string): HostFrame | undefined {
    return [...this.frames.values()].find((frame) => frame.loaderId === loaderId);
  }

  /** The frame that a script of this execution context belongs to. */
  byContext(contextId: number | undefined): HostFrame | null {
    const frames = contextId === undefined ? [] : [...this.frames.values()];
    return (
      frames.find((frame) => [frame.mainContext, frame.isolatedContext].includes(contextId)) ?? null
    );
  }

  byIsolatedContext(contextId: number): HostFrame | undefined {
    return [...this.frames.values()].find((frame) => frame.isolatedContext === contextId);
  }

  destroy(): void {
    for (const frame of this.frames.values()) frame.detached = true;
    this.main.detached = true;
  }

  private create(frameId: string, parent: HostFrame | null): HostFrame {
    const frame = new HostFrame(frameId, parent, this.processId, () => this.session);
    if (parent) this.onFrame(frame);
    return frame;
  }

  private navigated(info: Protocol.Page.Frame): void {
    let frame = this.frames.get(info.id);
    if (!frame) {
      frame = this.create(info.id, this.frames.get(info.parentId ?? '') ?? this.main);
      this.frames.set(info.id, frame);
    }
    frame.url = schemes.toApp(info.unreachableUrl ?? info.url + (info.urlFragment ?? ''));
    frame.name = info.name ?? '';
    frame.loaderId = info.loaderId;
    for (const child of [...frame.children]) this.detach(child.id);
  }

  private detach(frameId: string): void {
    const frame = this.frames.get(frameId);
    if (!frame || frame === this.main) return;
    for (const child of [...frame.children]) this.detach(child.id);
    frame.detached = true;
    frame.parent?.children.splice(frame.parent.children.indexOf(frame), 1);
    this.frames.delete(frameId);
  }

  private contextCreated(context: Protocol.Runtime.ExecutionContextDescription): void {
    const aux = context.auxData as { frameId?: string; isDefault?: boolean } | undefined;
    const frame = this.frames.get(aux?.frameId ?? '');
    if (!frame) return;
    if (aux?.isDefault) frame.mainContext = context.id;
    else if (context.name === isolatedWorldName) frame.isolatedContext = context.id;
  }
}
