import { Readable } from 'node:stream';

export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface ResponseHead {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: HeaderList;
}

/** Of which Node keeps the first only; https://nodejs.org/api/http.html#messageheaders */
const single =
  /^(content-type|content-length|user-agent|referer|host|authorization|proxy-authorization|if-modified-since|if-unmodified-since|from|location|max-forwards|retry-after|etag|last-modified|server|age|expires)$/;

/** The response of a `ClientRequest`. https://www.electronjs.org/docs/latest/api/incoming-message */
export class NetResponse extends Readable {
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;
  readonly httpVersion = '1.1';

  constructor(
    private readonly head: ResponseHead,
    private readonly source: Readable,
  ) {
    super();
    source.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) source.pause();
    });
    source.pause();
    source.on('end', () => this.push(null));
  }

  get statusCode(): number {
    return this.head.statusCode;
  }

  get statusMessage(): string {
    return this.head.statusMessage;
  }

  get headers(): Record<string, string | string[]> {
    const all = new Map<string, string[]>();
    for (const [name, value] of this.head.headers) {
      const key = name.toLowerCase();
      all.set(key, [...(all.get(key) ?? []), value]);
    }
    const joined = [...all].map(([name, values]) => {
      if (name === 'set-cookie') return [name, values];
      return [name, single.test(name) ? values[0] : values.join(', ')];
    });
    return Object.fromEntries(joined);
  }

  get rawHeaders(): string[] {
    return this.head.headers.flat();
  }

  override _read(): void {
    this.source.resume();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.source.destroy();
    callback(error);
  }
}
