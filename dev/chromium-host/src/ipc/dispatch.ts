import type { FromRenderer } from '../renderer/ipc-renderer';
import { askPermission, checkPermission } from '../session/permissions';
import { decode } from '../shared/codec';
import { HostEvent } from '../shared/host-event';
import type { HostFrame } from '../web-contents/frame';
import type { PageContents } from '../web-contents/page-contents';
import { ipcMain } from './ipc-main';

/** A message of a page's preload, on its way to ipcMain. */
export function dispatchIpc(sender: PageContents, frame: HostFrame, payload: string): void {
  if (sender.isDestroyed()) return;
  const message = decode(payload) as FromRenderer;
  switch (message.kind) {
    case 'window-open':
      void sender.windowOpens.open(frame, message);
      break;
    case 'preload-error': {
      const error = Object.assign(new Error(message.message), { name: message.name });
      error.stack = message.stack;
      sender.preloadFailed(message.path, error);
      break;
    }
    case 'title':
      sender.titleChanged(message.title);
      break;
    case 'blob-page':
      sender.emit('chromium-host:blob-page', frame, message.url);
      break;
    case 'form':
      sender.windowOpens.formPosts(message);
      break;
    case 'close':
      sender.emit('chromium-host:close');
      break;
    case 'activated':
      sender.emit('chromium-host:activated', frame);
      break;
    case 'input':
      sender.emit('input-event', new HostEvent(), { type: message.type, modifiers: [] });
      break;
    case 'bounds':
      sender.emit('chromium-host:bounds', message.bounds);
      break;
    case 'full-screen':
      sender.emit(message.entered ? 'enter-html-full-screen' : 'leave-html-full-screen');
      break;
    case 'permission':
      void askPermission(sender, frame, message.permission, message.mediaTypes).then(
        (value) => frame.deliver({ kind: 'result', id: message.id, value }),
        console.error,
      );
      break;
    case 'check':
      void checkPermission(sender, frame, message).then(
        () => frame.deliver({ kind: 'result', id: message.id }),
        console.error,
      );
      break;
    case 'check-now':
      sender.emit('chromium-host:asks-now', checkPermission(sender, frame, message));
      break;
    case 'send': {
      const event = ipcEvent(sender, frame);
      sender.emit('ipc-message', event, message.channel, ...message.args);
      ipcMain.emit(message.channel, event, ...message.args);
      break;
    }
    case 'invoke':
      void answer(sender, frame, message);
      break;
  }
}

async function answer(
  sender: PageContents,
  frame: HostFrame,
  { id, channel, args }: Extract<FromRenderer, { kind: 'invoke' }>,
): Promise<void> {
  try {
    const value = await ipcMain.invoke(channel, ipcEvent(sender, frame), args);
    frame.deliver({ kind: 'result', id, value });
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    frame.deliver({ kind: 'result', id, error: String(error) });
  }
}

/** https://www.electronjs.org/docs/latest/api/structures/ipc-main-event */
function ipcEvent(sender: PageContents, frame: HostFrame): HostEvent {
  const document = frame.loaderId;
  const event = new HostEvent({
    type: 'frame',
    sender,
    processId: frame.processId,
    frameId: frame.routingId,
    ports: [],
    reply: (channel: string, ...args: unknown[]) => frame.api.send(channel, ...args),
  });
  // Null once the frame has gone or shows another document: who sent this is no longer there to ask.
  Object.defineProperty(event, 'senderFrame', {
    enumerable: true,
    get: () => (frame.detached || frame.loaderId !== document ? null : frame.api),
  });
  return event;
}
