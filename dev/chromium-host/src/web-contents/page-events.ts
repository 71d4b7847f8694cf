import type { Protocol } from 'devtools-protocol';
import { commandLineSwitches } from '../app/command-line-switches';
import type { CdpSession } from '../chromium/connection';
import { dispatchIpc } from '../ipc/dispatch';
import { getBrowser } from '../runtime';
import { warnDeprecated } from '../shared/deprecate';
import { HostEvent } from '../shared/host-event';
import type { FrameTree } from './frame-tree';
import type { PageContents } from './page-contents';
import { bindingName } from './page-setup';
import { answerPauses } from './pauses';

/** What a page reports besides its navigations: messages, windows it wants, its console, its end. */
export function forwardPageEvents(
  contents: PageContents,
  cdp: CdpSession,
  frames: FrameTree,
  disableDialogs: boolean,
): void {
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== bindingName) return;
    const frame = frames.byIsolatedContext(executionContextId);
    if (frame) dispatchIpc(contents, frame, payload);
  });
  contents.windowOpens.attach(cdp);
  answerPauses(cdp, contents);
  cdp.on('Inspector.targetCrashed', () => {
    contents.emit('render-process-gone', new HostEvent(), { reason: 'crashed', exitCode: 1 });
  });
  cdp.on('Runtime.consoleAPICalled', (event) => reportConsole(contents, frames, event));
  cdp.on('Page.javascriptDialogOpening', ({ type }) => {
    if (type === 'beforeunload') {
      const accept = contents.mayUnload();
      cdp.post('Page.handleJavaScriptDialog', { accept });
      if (!accept) contents.unloadRefused();
    } else if (type === 'prompt' || disableDialogs || isUnattended()) {
      // Electron knows no prompt: it answers by itself.
      cdp.post('Page.handleJavaScriptDialog', { accept: false });
    }
  });
}

const levels = ['debug', 'info', 'warning', 'error'] as const;
const levelOf: Partial<Record<Protocol.Runtime.ConsoleAPICalledEvent['type'], number>> = {
  debug: 0,
  warning: 2,
  error: 3,
};

/** https://www.electronjs.org/docs/latest/api/web-contents#event-console-message */
function reportConsole(
  contents: PageContents,
  frames: FrameTree,
  { type, args, stackTrace }: Protocol.Runtime.ConsoleAPICalledEvent,
): void {
  const message = args.map((arg) => arg.value ?? arg.description ?? '').join(' ');
  const { url: sourceId = '', lineNumber: line = 0 } = stackTrace?.callFrames[0] ?? {};
  const level = levelOf[type] ?? 1;
  const lineNumber = line + 1;
  const details = {
    message,
    level: levels[level],
    lineNumber,
    sourceId,
    frame: frames.main.api,
  };
  const event = new HostEvent(details);
  if (contents.listeners('console-message').some(({ length }) => length > 1)) {
    warnDeprecated(
      "'console-message' arguments are deprecated and will be removed. Please use Event<WebContentsConsoleMessageEventParams> object instead.",
    );
  }
  contents.emit('console-message', event, level, message, lineNumber, sourceId);
}

/** Neither a person nor another DevTools client is there to answer an alert, which would block the page. */
function isUnattended(): boolean {
  return getBrowser().chromium.headless && !commandLineSwitches.hasSwitch('remote-debugging-port');
}
