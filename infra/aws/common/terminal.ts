import { createInterface } from 'node:readline/promises';
import { CommandError } from './command-error';

/** The user's side of a command. */
export interface Terminal {
  /** Whether a user can answer. */
  readonly interactive: boolean;
  /** Aborts with the first Ctrl+C. */
  readonly interrupted: AbortSignal;
  /** Prints a line or several. */
  say(text: string): void;
  /**
   * @returns the answer, trimmed
   * @throws CommandError if interrupted
   */
  ask(question: string): Promise<string>;
}

/** The terminal of this process. A second Ctrl+C ends the process at once. */
export function processTerminal(): Terminal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  return {
    interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    interrupted: controller.signal,
    say: (text) => console.log(text),
    async ask(question) {
      const lines = createInterface({ input: process.stdin, output: process.stdout });
      // While readline reads, it gets Ctrl+C instead of the process.
      lines.once('SIGINT', () => controller.abort());
      const ended = new AbortController();
      lines.once('close', () => ended.abort());
      try {
        const signal = AbortSignal.any([controller.signal, ended.signal]);
        return (await lines.question(`${question} `, { signal })).trim();
      } catch {
        throw new CommandError('Interrupted at the prompt.');
      } finally {
        lines.close();
      }
    },
  };
}

/**
 * Asks for a yes.
 * @param yes the answer given beforehand, with `--yes`
 * @throws CommandError if nobody can answer, or if interrupted
 */
export async function confirm(
  terminal: Terminal,
  question: string,
  yes: boolean,
): Promise<boolean> {
  if (yes) return true;
  if (!terminal.interactive) throw nobodyToAsk(question);
  return /^y(es)?$/i.test(await terminal.ask(`${question} [y/N]`));
}

/** The error of a question without a terminal. */
export function nobodyToAsk(question: string): CommandError {
  return new CommandError(
    `"${question}" needs an answer, and there is no terminal to ask at.`,
    'Run the command at a terminal, or add --yes.',
  );
}
