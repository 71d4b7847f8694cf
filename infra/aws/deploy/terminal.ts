import { createInterface } from 'node:readline/promises';
import { CommandError } from './command-error';

/** Where a command talks to the person who runs it. */
export interface Terminal {
  /** Whether somebody is there to answer. */
  readonly interactive: boolean;
  /** Aborts with the first Ctrl+C. */
  readonly interrupted: AbortSignal;
  /** One line, or several, on standard output. */
  say(text: string): void;
  /**
   * The answer, trimmed.
   * @throws CommandError `interrupted`
   */
  ask(question: string): Promise<string>;
}

/** This process's own terminal. A second Ctrl+C ends the process at once. */
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
      // While it reads, Ctrl+C comes here instead of to the process.
      lines.once('SIGINT', () => controller.abort());
      const ended = new AbortController();
      lines.once('close', () => ended.abort());
      try {
        const signal = AbortSignal.any([controller.signal, ended.signal]);
        return (await lines.question(`${question} `, { signal })).trim();
      } catch {
        throw new CommandError('interrupted', 'Interrupted at the question.');
      } finally {
        lines.close();
      }
    },
  };
}

/**
 * Asks for a yes. `--yes` gives it beforehand.
 * @throws CommandError `unconfirmed` when there is nobody to ask, `interrupted`
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

/** What a question ends with where there is no terminal. */
export function nobodyToAsk(question: string): CommandError {
  return new CommandError(
    'unconfirmed',
    `Somebody has to answer "${question}", and there is no terminal to ask at.`,
    'Run the command at a terminal, or add --yes to answer beforehand.',
  );
}
