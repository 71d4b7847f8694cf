import type { CDPSession, Page } from '@playwright/test';
import { decode, encode } from '@repo/chromium-host/shared/codec';

/** What main answered to one message, as it came. */
export interface RawAnswer {
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * Messages past the preload, as a renderer process that was taken over would send them: any channel, any
 * arguments. In the Chromium host alone, whose isolated world has a function that sends; Electron's is native.
 */
export class RawIpc {
  readonly #cdp: CDPSession;
  readonly #contextId: number;
  #lastId = 1_000_000;

  private constructor(cdp: CDPSession, contextId: number) {
    this.#cdp = cdp;
    this.#contextId = contextId;
  }

  /** From the main frame of this page; notes from here on whatever main sends there. */
  static async open(page: Page): Promise<RawIpc> {
    const { cdp, contexts } = await isolatedWorlds(page, (isMainFrame) => isMainFrame);
    const raw = new RawIpc(cdp, contexts[0] ?? 0);
    await raw.#run(`globalThis.heard = []; globalThis.waiting = new Set(); {
      const { receive } = chromiumHost;
      chromiumHost.receive = (text) => {
        heard.push(text);
        for (const look of waiting) look(text);
        receive(text);
      };
    }`);
    return raw;
  }

  /** As `ipcRenderer.invoke` does. Rejects after ten seconds without an answer. */
  async invoke(channel: string, ...args: readonly unknown[]): Promise<RawAnswer> {
    const id = ++this.#lastId;
    const message = JSON.stringify(encode({ kind: 'invoke', id, channel, args }));
    const text = await this.#run(`new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('no answer to message ${id} in ten seconds')), 10_000);
      const look = (text) => {
        if (!/\\b${id}\\b/.test(text)) return;
        waiting.delete(look);
        resolve(text);
      };
      waiting.add(look);
      chromiumHostSend(${message});
    })`);
    const { value, error } = decode(text as string) as RawAnswer;
    return error === undefined ? { value } : { error };
  }

  /** As `ipcRenderer.send` does: there is no answer. */
  send(channel: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.#send({ kind: 'send', channel, args });
  }

  /** All that main has sent to this page: answers, and what it tells without being asked. */
  async heard(): Promise<readonly (RawAnswer & { readonly kind: string; readonly id?: number })[]> {
    const texts = (await this.#run('JSON.stringify(heard)')) as string;
    return (JSON.parse(texts) as string[]).map((text) => decode(text) as never);
  }

  #send(message: object): Promise<unknown> {
    return this.#run(`chromiumHostSend(${JSON.stringify(encode(message))})`);
  }

  async #run(expression: string): Promise<unknown> {
    const where = { contextId: this.#contextId, returnByValue: true, awaitPromise: true };
    const answer = await this.#cdp.send('Runtime.evaluate', { expression, ...where });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description);
    return answer.result.value;
  }
}

/** The worlds of the page's frames that preloads run in. */
export async function isolatedWorlds(
  page: Page,
  isWanted: (isMainFrame: boolean) => boolean,
): Promise<{ readonly cdp: CDPSession; readonly contexts: readonly number[] }> {
  const cdp = await page.context().newCDPSession(page);
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const contexts: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    const isMainFrame = context.auxData?.frameId === frameTree.frame.id;
    if (context.name === 'Electron Isolated Context' && isWanted(isMainFrame)) {
      contexts.push(context.id);
    }
  });
  await cdp.send('Runtime.enable');
  return { cdp, contexts };
}
