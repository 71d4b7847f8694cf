import type Electron from 'electron';
import type { ApiOf } from '../shared/api-of';
import { HostObject } from '../shared/not-implemented';
import type { HostFrame } from './frame';

/**
 * A frame as the app sees it: once it is gone, it answers no more.
 * https://www.electronjs.org/docs/latest/api/web-frame-main
 */
export class WebFrameMain
  extends HostObject
  implements
    ApiOf<WebFrameMain, Electron.WebFrameMain, 'parent' | 'top' | 'frames' | 'framesInSubtree'>
{
  readonly frameTreeNodeId: number;

  constructor(private readonly frame: HostFrame) {
    super('WebFrameMain');
    this.frameTreeNodeId = frame.routingId;
  }

  private live(): HostFrame {
    if (this.frame.detached)
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return this.frame;
  }

  get detached(): boolean {
    return this.frame.detached;
  }

  get url(): string {
    return this.live().url;
  }

  get name(): string {
    return this.live().name;
  }

  get origin(): string {
    return this.live().origin;
  }

  get processId(): number {
    return this.live().processId;
  }

  get routingId(): number {
    return this.live().routingId;
  }

  get parent(): WebFrameMain | null {
    return this.live().parent?.api ?? null;
  }

  get top(): WebFrameMain {
    return this.live().top.api;
  }

  get frames(): WebFrameMain[] {
    return this.live().children.map((child) => child.api);
  }

  get framesInSubtree(): WebFrameMain[] {
    return this.live().framesInSubtree.map((frame) => frame.api);
  }

  isDestroyed(): boolean {
    return this.frame.detached;
  }

  /** What can't be sent is logged, as in Electron. */
  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    try {
      this.live().deliver({ kind: 'send', channel, args });
    } catch (error) {
      console.error('Error sending from webFrameMain: ', error);
    }
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    return this.live().evaluate(code, userGesture);
  }
}
