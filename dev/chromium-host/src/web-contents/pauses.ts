import type { CdpSession } from '../chromium/connection';
import type { PageContents } from './page-contents';

/**
 * A page that must have main's answer at once stops at a `debugger` statement until it is there. At any other
 * such statement it goes on, as in Electron without DevTools; breakpoints of another DevTools client stay.
 */
export function answerPauses(cdp: CdpSession, contents: PageContents): void {
  let asked: Promise<void> | undefined;
  contents.on('chromium-host:asks-now', (answer: Promise<void>) => {
    asked = answer;
  });
  cdp.on('Debugger.paused', ({ callFrames: [top] }) => {
    if (!top) return;
    const { scriptId, lineNumber, columnNumber = 0 } = top.location;
    void cdp
      .send('Debugger.getScriptSource', { scriptId })
      .then(async ({ scriptSource }) => {
        const line = scriptSource.split('\n')[lineNumber] ?? '';
        if (!line.startsWith('debugger', columnNumber)) return;
        await asked?.catch(console.error);
        asked = undefined;
        cdp.post('Debugger.resume', {});
      })
      .catch(() => undefined);
  });
}
