import { app } from '../app/app';
import { HostEvent } from '../shared/host-event';
import type { WebContents } from '../web-contents/web-contents';

/** Tells the app of a new page, and later of what it emits for all pages. */
export function announce(contents: WebContents): void {
  for (const name of ['render-process-gone', 'certificate-error', 'login']) {
    contents.on(name, (event: HostEvent, ...args: unknown[]) =>
      app.emit(name, event, contents, ...args),
    );
  }
  app.emit('web-contents-created', new HostEvent(), contents);
}
