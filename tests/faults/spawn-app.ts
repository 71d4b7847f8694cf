import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command, ProcessSettings, Report } from './app-process';
import { bundle } from './build-app-process';

/** One run of the app. */
export class AppProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<NodeJS.Signals | null>;

  constructor(settings: ProcessSettings, env: NodeJS.ProcessEnv) {
    this.#child = fork(bundle, {
      env: { ...env, FAULTS_APP: JSON.stringify(settings) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#exit = once(this.#child, 'exit').then(([, signal]) => signal);
  }

  /** `null`: the process was killed before it was done. */
  async do(command: Command): Promise<Report | null> {
    const report = once(this.#child, 'message').then(([message]) => message as Report);
    this.#child.send(command, () => {});
    return Promise.race([report, this.#exit.then(() => null)]);
  }

  /** Whether the process ends by itself within this time, in ms. */
  async ends(ms: number): Promise<boolean> {
    return Promise.race([this.#exit.then(() => true), delay(ms, false)]);
  }

  /** Ends the process as a power failure would. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}
