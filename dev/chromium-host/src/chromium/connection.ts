import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping';

type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;

interface Message {
  id?: number;
  sessionId?: string;
  method?: keyof Events;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

/** A command that Chromium refused, or that ended with its target. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** One attached target, or the browser itself: commands out, events in, both typed by Chromium's protocol. */
export class CdpSession {
  private readonly events = new EventEmitter();
  private detached = false;

  constructor(
    private readonly connection: CdpConnection,
    readonly sessionId: string | undefined,
  ) {
    this.events.setMaxListeners(0);
  }

  /** Rejects with ProtocolError when Chromium refuses, or when the target is gone. */
  send<M extends keyof Commands>(
    method: M,
    ...params: Commands[M]['paramsType']
  ): Promise<Commands[M]['returnType']> {
    if (this.detached) return Promise.reject(new ProtocolError(`${method}: target closed`));
    return this.connection.send(method, params[0], this.sessionId) as Promise<
      Commands[M]['returnType']
    >;
  }

  /** As `send`, for commands whose failure means only that the target has gone meanwhile. */
  post<M extends keyof Commands>(method: M, ...params: Commands[M]['paramsType']): void {
    this.send(method, ...params).catch(() => undefined);
  }

  /** @returns a function that ends it. */
  on<E extends keyof Events>(event: E, listener: (params: Events[E][0]) => void): () => void {
    this.events.on(event, listener);
    return () => this.events.off(event, listener);
  }

  emit(event: keyof Events, params: unknown): void {
    this.events.emit(event, params);
  }

  markDetached(): void {
    this.detached = true;
  }
}

/**
 * The DevTools protocol over `--remote-debugging-pipe`: messages end in a NUL byte. The pipe is also
 * the life line: when this process dies, however it dies, Chromium sees it close and exits.
 */
export class CdpConnection {
  readonly browser: CdpSession;
  private readonly sessions = new Map<string, CdpSession>();
  private readonly pending = new Map<
    number,
    { sessionId: string | undefined; method: string; settle: (message: Message) => void }
  >();
  private lastId = 0;
  private chunks: Buffer[] = [];
  private closed = false;

  constructor(
    private readonly output: Writable,
    input: Readable,
  ) {
    this.browser = new CdpSession(this, undefined);
    input.on('data', (chunk: Buffer) => this.read(chunk));
    input.on('close', () => this.close());
    input.on('error', () => this.close());
    output.on('error', () => this.close());
  }

  /** The session that `Target.attachedToTarget` announced. */
  session(sessionId: string): CdpSession {
    let session = this.sessions.get(sessionId);
    if (!session) {
      session = new CdpSession(this, sessionId);
      this.sessions.set(sessionId, session);
    }
    return session;
  }

  send(method: string, params: unknown, sessionId: string | undefined): Promise<unknown> {
    if (this.closed) return Promise.reject(new ProtocolError(`${method}: Chromium has exited`));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, {
        sessionId,
        method,
        settle: (message) =>
          message.error
            ? reject(new ProtocolError(`${method}: ${message.error.message}`))
            : resolve(message.result),
      });
      this.output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  private read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      this.chunks.push(chunk.subarray(start, end));
      const text = Buffer.concat(this.chunks).toString('utf8');
      this.chunks = [];
      start = end + 1;
      this.dispatch(JSON.parse(text) as Message);
    }
    if (start < chunk.length) this.chunks.push(chunk.subarray(start));
  }

  private dispatch(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.pending.get(message.id);
      this.pending.delete(message.id);
      waiting?.settle(message);
      return;
    }
    if (!message.method) return;
    const session = message.sessionId ? this.session(message.sessionId) : this.browser;
    session.emit(message.method, message.params);
    if (message.method === 'Target.detachedFromTarget') {
      this.end((message.params as { sessionId: string }).sessionId);
    }
  }

  private end(sessionId: string): void {
    this.sessions.get(sessionId)?.markDetached();
    this.sessions.delete(sessionId);
    for (const [id, waiting] of this.pending) {
      if (waiting.sessionId !== sessionId) continue;
      this.pending.delete(id);
      waiting.settle({ error: { code: -1, message: 'target closed' } });
    }
  }

  private close(): void {
    this.closed = true;
    for (const waiting of this.pending.values()) {
      waiting.settle({ error: { code: -1, message: 'Chromium has exited' } });
    }
    this.pending.clear();
  }
}
