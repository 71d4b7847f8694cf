import { app } from '../app/app';
import { HostEvent } from '../shared/host-event';
import type { HostObject } from '../shared/not-implemented';
import type { WebContents } from '../web-contents/web-contents';

/** Tells the app of a new window, and later of what it emits for all windows. */
export function announce(window: HostObject, contents: WebContents): void {
  window.on('focus', (event) => app.emit('browser-window-focus', event, window));
  window.on('blur', (event) => app.emit('browser-window-blur', event, window));
  for (const name of ['render-process-gone', 'certificate-error', 'login']) {
    contents.on(name, (event: HostEvent, ...args: unknown[]) =>
      app.emit(name, event, contents, ...args),
    );
  }
  app.emit('web-contents-created', new HostEvent(), contents);
  app.emit('browser-window-created', new HostEvent(), window);
}
