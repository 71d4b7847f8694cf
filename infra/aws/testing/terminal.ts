import type { Terminal } from '../common/terminal';

/** The user of a test. */
export class TestTerminal implements Terminal {
  readonly interactive: boolean;
  readonly #controller = new AbortController();
  readonly #answers: string[];
  readonly lines: string[] = [];
  readonly questions: string[] = [];

  /** @param answers to the questions, in order; `null`: there is no terminal */
  constructor(answers: readonly string[] | null = null) {
    this.interactive = answers !== null;
    this.#answers = [...(answers ?? [])];
  }

  get interrupted(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ctrl+C. */
  interrupt(): void {
    this.#controller.abort();
  }

  say(text: string): void {
    this.lines.push(text);
  }

  ask(question: string): Promise<string> {
    this.questions.push(question);
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Error(`Nobody answers: ${question}`);
    return Promise.resolve(answer);
  }

  /** All that was said. */
  get text(): string {
    return this.lines.join('\n');
  }
}
