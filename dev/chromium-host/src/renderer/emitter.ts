type Listener = (...args: unknown[]) => void;

/** The part of Node's EventEmitter that ipcRenderer has and a preload uses. */
export class Emitter {
  private readonly table = new Map<string, { listener: Listener; once: boolean }[]>();

  on(event: string, listener: Listener): this {
    return this.add(event, listener, false);
  }

  addListener(event: string, listener: Listener): this {
    return this.add(event, listener, false);
  }

  once(event: string, listener: Listener): this {
    return this.add(event, listener, true);
  }

  off(event: string, listener: Listener): this {
    const entries = this.table.get(event) ?? [];
    const index = entries.findLastIndex((entry) => entry.listener === listener);
    if (index >= 0) this.table.set(event, entries.toSpliced(index, 1));
    return this;
  }

  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener);
  }

  removeAllListeners(event?: string): this {
    if (event === undefined) this.table.clear();
    else this.table.delete(event);
    return this;
  }

  emit(event: string, ...args: unknown[]): boolean {
    const entries = this.table.get(event) ?? [];
    for (const { listener, once } of entries) {
      if (once) this.off(event, listener);
      listener.apply(this, args);
    }
    return entries.length > 0;
  }

  listenerCount(event: string): number {
    return this.table.get(event)?.length ?? 0;
  }

  listeners(event: string): Listener[] {
    return (this.table.get(event) ?? []).map((entry) => entry.listener);
  }

  private add(event: string, listener: Listener, once: boolean): this {
    if (typeof listener !== 'function') {
      throw new TypeError('The "listener" argument must be of type function');
    }
    this.table.set(event, [...(this.table.get(event) ?? []), { listener, once }]);
    return this;
  }
}
