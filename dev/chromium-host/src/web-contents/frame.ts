import type { CdpSession } from '../chromium/connection';
import type { ToRenderer } from '../renderer/ipc-renderer';
import { getBrowser } from '../runtime';
import { originOf } from '../session/schemes';
import { decode, encode } from '../shared/codec';
import { WebFrameMain } from './web-frame-main';

let lastId = 0;

/** One frame of a page; the app sees it as `api`. */
export class HostFrame {
  readonly routingId = ++lastId;
  readonly api = new WebFrameMain(this);
  /** As the app knows it: custom schemes under their own name. */
  url = '';
  name = '';
  /** Chromium's id of the document: changes with every navigation. */
  loaderId = '';
  /** The preload's isolated world, once the document has one. */
  isolatedContext: number | undefined;
  mainContext: number | undefined;
  detached = false;
  /** The words of the document's `sandbox` policy; null without one. */
  sandboxPolicy: readonly string[] | null = null;
  readonly children: HostFrame[] = [];

  constructor(
    readonly id: string,
    readonly parent: HostFrame | null,
    readonly processId: number,
    private readonly session: () => CdpSession | undefined,
  ) {
    parent?.children.push(this);
  }

  get origin(): string {
    return this.url === '' ? 'null' : originOf(this.url);
  }

  get top(): HostFrame {
    return this.parent ? this.parent.top : this;
  }

  get framesInSubtree(): HostFrame[] {
    return [this, ...this.children.flatMap((child) => child.framesInSubtree)];
  }

  /** To the page's preload, if the document has one. */
  deliver(message: ToRenderer): void {
    this.callIsolatedWorld('receive', encode(message));
  }

  /** Changes the document's title, without telling main of it. */
  showTitle(title: string): void {
    this.callIsolatedWorld('showTitle', title);
  }

  private callIsolatedWorld(name: 'receive' | 'showTitle', argument: string): void {
    const expression = `chromiumHost.${name}(${JSON.stringify(argument)})`;
    const contextId = this.isolatedContext;
    if (contextId === undefined || this.detached) return;
    this.session()?.post('Runtime.evaluate', { expression, contextId, silent: false });
  }

  /**
   * Runs `code` in the page's own world and returns what structured cloning keeps of its (awaited) value.
   * Source: ScriptExecutionCallback in shell/renderer/api/electron_api_web_frame.cc of Electron
   */
  async evaluateToClone(code: string, userGesture: boolean): Promise<unknown> {
    const session = this.session();
    const contextId = this.mainContext;
    if (!session || contextId === undefined) throw new Error('The frame has no document');
    const run = await session.send('Runtime.evaluate', {
      expression: code,
      contextId,
      userGesture,
    });
    if (run.exceptionDetails) {
      throw new Error(
        'Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.',
      );
    }
    const { objectId, unserializableValue, value } = run.result;
    if (unserializableValue !== undefined) return toNumber(unserializableValue);
    if (objectId === undefined) return value;
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      functionDeclaration: `async (given) => { ${getBrowser().scripts.codec}
        try { return codec.encode({ value: await given }); }
        catch (error) { return codec.encode({ error }); } }`,
      executionContextId: contextId,
      arguments: [{ objectId }],
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error('An object could not be cloned.');
    const outcome = decode(String(result.value), { plainErrors: true }) as object;
    if ('error' in outcome) throw outcome.error;
    return (outcome as { value: unknown }).value;
  }

  /**
   * Runs `code` in the page's own world and returns its (awaited) value, as JSON has it. Like Electron's frames, it
   * rejects with the value that was thrown, and with an error's text instead of the error.
   */
  async evaluate(code: string, userGesture = false): Promise<unknown> {
    const session = this.session();
    if (!session || this.mainContext === undefined) throw new Error('The frame has no document');
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      contextId: this.mainContext,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (!exceptionDetails) return result.value as unknown;
    const { exception, text } = exceptionDetails;
    return Promise.reject(exception?.description ?? (exception?.value as unknown) ?? text);
  }
}

/** A number that JSON lacks, as DevTools writes it: `10n`, `-0`, `NaN`. */
function toNumber(text: string): number | bigint {
  return text.endsWith('n') ? BigInt(text.slice(0, -1)) : Number(text);
}
