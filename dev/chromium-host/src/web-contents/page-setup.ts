import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { CdpSession } from '../chromium/connection';
import { getBrowser, getRuntime } from '../runtime';
import { isolatedWorldName } from './frame-tree';
import { resizePage } from './surface';

export interface PageOptions {
  readonly preload: string | undefined;
  /** What main adds to the arguments that a preload sees. */
  readonly preloadArguments: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly userAgent: string | undefined;
  /** The preload could not even be read or parsed. */
  onPreloadError(path: string, error: Error): void;
}

/** Name of the function that the isolated world calls main with. */
export const bindingName = 'chromiumHostSend';

/** Prepares a fresh page: what runs in each document, and what the host hears of it. */
export async function setUpPage(cdp: CdpSession, options: PageOptions): Promise<void> {
  const { scripts } = getBrowser();
  const handshake = `chromium-host-${crypto.randomUUID()}`;
  const sent: Promise<unknown>[] = [
    cdp.send('Page.enable'),
    cdp.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    cdp.send('Runtime.enable'),
    cdp.send('Network.enable', {}),
    cdp.send('DOM.enable', {}),
    // For the frames that scripts belong to, and for pauses.ts.
    cdp.send('Debugger.enable', {}),
    cdp.send('Runtime.addBinding', {
      name: bindingName,
      executionContextName: isolatedWorldName,
    }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: inClosure(`const handshake = ${JSON.stringify(handshake)};`, scripts.mainWorld),
    }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: isolatedWorldName,
      source: inClosure(
        `const handshake = ${JSON.stringify(handshake)}; const hostInfo = ${JSON.stringify(hostInfo(options))};`,
        scripts.isolatedWorld,
      ),
    }),
    cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
  ];
  const preload = options.preload === undefined ? undefined : readPreload(options);
  if (preload !== undefined) {
    sent.push(
      cdp.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: isolatedWorldName,
        source: preload,
      }),
    );
  }
  sent.push(resizePage(cdp, options.width, options.height));
  if (options.userAgent !== undefined) {
    sent.push(cdp.send('Network.setUserAgentOverride', { userAgent: options.userAgent }));
  }
  await Promise.all(sent);
}

function inClosure(prologue: string, script: string): string {
  return `(() => { ${prologue}\n${script}\n})();`;
}

/** A sandboxed preload is CommonJS, one file: anything else fails as in Electron. */
function readPreload({ preload = '', onPreloadError }: PageOptions): string | undefined {
  const parameters =
    'require, process, exports, module, Buffer, global, setImmediate, clearImmediate';
  try {
    const code = readFileSync(preload, 'utf8');
    const body = `(function (${parameters}) {${code}\n})`;
    new Script(body, { filename: preload });
    const run = `chromiumHost.runPreload(${JSON.stringify(preload)}, ${body});`;
    return `if (window.parent === window) { ${run} }\n//# sourceURL=${preload}`;
  } catch (error) {
    onPreloadError(preload, error instanceof Error ? error : new Error(String(error)));
    return undefined;
  }
}

/** Source: BuildStartupData in shell/renderer/preload_utils.cc of Electron */
function hostInfo({ preloadArguments }: PageOptions): object {
  const { platform, arch, version, versions, env } = process;
  const execPath = getRuntime().executable;
  const argv = [execPath, '--type=renderer', ...preloadArguments];
  return { platform, arch, version, versions, env, argv, execPath };
}
