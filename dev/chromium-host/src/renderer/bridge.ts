import { type CodecHooks, decode, encode, type Reference } from '../shared/codec';
import { assertBridgeable } from './bridgeable';

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
  /** Proxies of the other end's functions, with their ids there. */
  private readonly proxies = new WeakMap<object, number>();
  private nextPromise = 0;
  private reply = '';
  private readonly hooks: CodecHooks = {
    plainErrors: true,
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
    for (const arg of args) assertBridgeable(arg);
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
      return this.encodeChecked({ value: this.apply(fn, undefined, args as never[]) });
    } catch (error) {
      return encode({ error: thrownError(error) }, this.hooks);
    }
  }

  private encodeChecked(message: { value?: unknown; error?: unknown; settle?: number }): string {
    for (const part of [message.value, message.error]) assertBridgeable(part);
    return encode(message, this.hooks);
  }

  private post(type: string, detail: string): void {
    this.apply(this.dispatchEvent, this.node, [new this.Event(type, { detail })]);
  }

  private toReference(value: object): Reference | null {
    const theirs = this.proxies.get(value);
    if (theirs !== undefined) return { t: 'returned', v: theirs };
    if (typeof value === 'function') {
      return { t: 'function', v: this.register(value as () => unknown) };
    }
    if (!(value instanceof Promise)) return null;
    const id = this.nextPromise++;
    const settle = (outcome: { value?: unknown } | { error?: unknown }): void => {
      let text: string;
      try {
        text = this.encodeChecked({ settle: id, ...outcome });
      } catch (error) {
        text = encode({ settle: id, error: thrownError(error) }, this.hooks);
      }
      this.post(this.peer, text);
    };
    value.then(
      (result) => settle({ value: result }),
      (error: unknown) => settle({ error }),
    );
    return { t: 'promise', v: id };
  }

  private fromReference({ t, v }: Reference): unknown {
    if (t === 'returned') return this.functions[v];
    if (t === 'function') {
      const proxy = (...args: unknown[]): unknown => this.call(v, args);
      this.proxies.set(proxy, v);
      return proxy;
    }
    return new Promise((resolve, reject) => this.promises.set(v, { resolve, reject }));
  }
}

/** What is thrown crosses as an error with its message alone, whatever it is. */
function thrownError(thrown: unknown): Error {
  const { message } = (
    typeof thrown === 'object' && thrown !== null ? thrown : {}
  ) as Partial<Error>;
  return new Error(
    typeof message === 'string'
      ? message
      : 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.',
  );
}
