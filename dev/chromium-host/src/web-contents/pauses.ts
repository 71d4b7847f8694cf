import type { CdpSession } from '../chromium/connection';
import type { PageContents } from './page-contents';

/**
 * Resumes a page that has stopped at a `debugger` statement. A page that needs main at once stops there until
 * main is done. Any other such statement has no effect, as in Electron without DevTools. Breakpoints of other
 * DevTools clients are left alone.
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
