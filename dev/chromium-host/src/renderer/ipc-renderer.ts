import type { Rectangle } from 'electron';
// Not `node:events`: for the page, esbuild takes the npm package.
import { EventEmitter } from 'events';
import type { InputType } from './watch-input';

/** A window that a page wants. */
export interface PageOpens {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  /** Left out, the features decide. */
  readonly disposition?: 'foreground-tab' | 'background-tab' | 'new-window';
  readonly noReferrer?: boolean;
}

/** A form as it is about to be sent. */
export interface PostedForm {
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
}

/** What main sends to a page. */
export type ToRenderer =
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'result'; id: number; value?: unknown; error?: string };

/** What a page sends to main. */
export type FromRenderer =
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'invoke'; id: number; channel: string; args: unknown[] }
  | { kind: 'permission'; id: number; permission: string; mediaTypes: readonly string[] }
  | { kind: 'check'; id: number; name: string; sysex: boolean }
  | { kind: 'check-now'; name: string; sysex: boolean }
  | { kind: 'title'; title: string }
  | ({ kind: 'window-open' } & PageOpens)
  | ({ kind: 'form' } & PostedForm)
  | { kind: 'close' }
  | { kind: 'blob-page'; url: string }
  | { kind: 'activated' }
  | { kind: 'input'; type: InputType }
  | { kind: 'bounds'; bounds: Rectangle }
  | { kind: 'full-screen'; entered: boolean }
  | { kind: 'preload-error'; path: string; name: string; message: string; stack: string };

type Unnumbered =
  | { kind: 'invoke'; channel: string; args: unknown[] }
  | { kind: 'permission'; permission: string; mediaTypes: readonly string[] }
  | { kind: 'check'; name: string; sysex: boolean };

/** `ipcRenderer` of a sandboxed preload. */
export class IpcRenderer extends EventEmitter {
  private readonly calls = new Map<
    number,
    { channel: string; resolve(value: unknown): void; reject(error: Error): void }
  >();
  private lastId = 0;

  constructor(private readonly transmit: (message: FromRenderer) => void) {
    super();
  }

  send(channel: string, ...args: unknown[]): void {
    this.transmit({ kind: 'send', channel, args });
  }

  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    return this.request({ kind: 'invoke', channel, args });
  }

  /** A message that main answers. */
  request(message: Unnumbered): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.transmit({ ...message, id });
      const channel = message.kind === 'invoke' ? message.channel : message.kind;
      this.calls.set(id, { channel, resolve, reject });
    });
  }

  sendSync(): never {
    throw new Error('ipcRenderer.sendSync is not implemented in the Chromium host');
  }

  postMessage(): never {
    throw new Error('ipcRenderer.postMessage is not implemented in the Chromium host');
  }

  receive(message: unknown): void {
    const incoming = message as ToRenderer;
    if (incoming.kind === 'send') {
      this.emit(incoming.channel, { sender: this, ports: [] }, ...incoming.args);
      return;
    }
    const call = this.calls.get(incoming.id);
    this.calls.delete(incoming.id);
    if (incoming.error === undefined) call?.resolve(incoming.value);
    else
      call?.reject(new Error(`Error invoking remote method '${call.channel}': ${incoming.error}`));
  }
}
