import { type CodecHooks, decode, encode, type Reference } from '../shared/codec';

/**
 * One end of the bridge between a page's main world and the preload's isolated world. The two share no
 * objects, only the DOM: messages are events on a detached element that no page script can reach.
 * Functions and promises stay where they are; the other end gets a proxy.
 */
export class Bridge {
  private readonly functions: ((...args: never[]) => unknown)[] = [];
  private readonly promises = new Map<
    number,
    { resolve(v: unknown): void; reject(e: unknown): void }
  >();
  private nextPromise = 0;
  private reply = '';
  private readonly hooks: CodecHooks = {
    toReference: (value) => this.toReference(value),
    fromReference: (reference) => this.fromReference(reference),
  };
  // Taken before any page script runs: a page that replaces these learns nothing.
  private readonly apply = Reflect.apply;
  private readonly dispatchEvent = EventTarget.prototype.dispatchEvent;
  private readonly Event = CustomEvent;

  constructor(
    private readonly node: Element,
    readonly own: 'main' | 'isolated',
    private readonly peer: 'main' | 'isolated',
  ) {
    node.addEventListener(own, (event) => this.receive((event as CustomEvent<string>).detail));
    node.addEventListener(`${own}-reply`, (event) => {
      this.reply = (event as CustomEvent<string>).detail;
    });
  }

  /** Calls function `id` of the other end and returns what it returns, or throws what it throws. */
  call(id: number, args: unknown[]): unknown {
    this.post(this.peer, encode({ id, args }, this.hooks));
    const answer = decode(this.reply, this.hooks) as { value?: unknown; error?: unknown };
    if ('error' in answer) throw answer.error;
    return answer.value;
  }

  /** Makes a function callable by the other end; ids count from 0. */
  register(fn: (...args: never[]) => unknown): number {
    const known = this.functions.indexOf(fn);
    return known >= 0 ? known : this.functions.push(fn) - 1;
  }

  private receive(text: string): void {
    const message = decode(text, this.hooks) as {
      id?: number;
      args?: unknown[];
      settle?: number;
      value?: unknown;
      error?: unknown;
    };
    if (message.settle !== undefined) {
      const promise = this.promises.get(message.settle);
      this.promises.delete(message.settle);
      if ('error' in message) promise?.reject(message.error);
      else promise?.resolve(message.value);
      return;
    }
    this.post(`${this.peer}-reply`, this.run(message.id ?? -1, message.args ?? []));
  }

  private run(id: number, args: unknown[]): string {
    try {
      const fn = this.functions[id];
      if (!fn) throw new Error('The function is gone');
      return encode({ value: this.apply(fn, undefined, args as never[]) }, this.hooks);
    } catch (error) {
      return encode({ error: cloneableError(error) }, this.hooks);
    }
  }

  private post(type: string, detail: string): void {
    this.apply(this.dispatchEvent, this.node, [new this.Event(type, { detail })]);
  }

  private toReference(value: object): Reference | null {
    if (typeof value === 'function') {
      return { t: 'function', v: this.register(value as () => unknown) };
    }
    if (!(value instanceof Promise)) return null;
    const id = this.nextPromise++;
    const settle = (outcome: object): void =>
      this.post(this.peer, encode({ settle: id, ...outcome }, this.hooks));
    value.then(
      (result) => {
        try {
          settle({ value: result });
        } catch (error) {
          settle({ error: cloneableError(error) });
        }
      },
      (error: unknown) => settle({ error: cloneableError(error) }),
    );
    return { t: 'promise', v: id };
  }

  private fromReference({ t, v }: Reference): unknown {
    if (t === 'function') return (...args: unknown[]) => this.call(v, args);
    return new Promise((resolve, reject) => this.promises.set(v, { resolve, reject }));
  }
}

/** An error crosses by its message alone, as with Electron's contextBridge; anything else as it is. */
function cloneableError(error: unknown): unknown {
  if (error instanceof Error) return new Error(error.message);
  try {
    encode(error);
    return error;
  } catch {
    return new Error(String(error));
  }
}
