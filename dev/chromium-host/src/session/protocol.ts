import type { CustomScheme } from 'electron';
import { app } from '../app/app';
import { HostObject, notImplemented } from '../shared/not-implemented';
import { schemes } from './schemes';

export type Handler = (request: Request) => Response | Promise<Response>;

const offered = ['standard', 'secure', 'supportFetchAPI'];

/** `protocol` and `session.protocol`. https://www.electronjs.org/docs/latest/api/protocol */
export class HostProtocol extends HostObject {
  private readonly handlers = new Map<string, Handler>();
  private registered = false;

  constructor() {
    super('protocol');
  }

  registerSchemesAsPrivileged(customSchemes: CustomScheme[]): void {
    if (app.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    if (this.registered) {
      throw new Error('protocol.registerSchemesAsPrivileged can only be called once');
    }
    if (!Array.isArray(customSchemes))
      throw new Error('Argument must be an array of custom schemes.');
    for (const { privileges = {} } of customSchemes) {
      const missing = Object.entries(privileges).find(
        ([name, value]) => value === true && !offered.includes(name),
      );
      if (missing) throw notImplemented(`The privilege ${missing[0]} of a scheme`);
    }
    this.registered = true;
    for (const { scheme, privileges } of customSchemes) schemes.register(scheme, privileges ?? {});
  }

  handle(scheme: string, handler: Handler): void {
    if (/^(https?|file)$/.test(scheme)) throw notImplemented(`protocol.handle('${scheme}')`);
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.handlers.set(scheme, handler);
    schemes.addHandled(scheme);
  }

  unhandle(scheme: string): void {
    if (!this.handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }

  /** Whether a handler of this session serves this URL. */
  handles(url: string): boolean {
    return this.handlers.has(new URL(url).protocol.slice(0, -1));
  }

  handlerFor(scheme: string): Handler | undefined {
    return this.handlers.get(scheme);
  }
}
