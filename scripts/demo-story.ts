import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Page } from '@playwright/test';

export interface Step {
  readonly name: string;
  readonly ok: boolean;
  /** How long the step took, in milliseconds. */
  readonly ms: number;
}

/** Tells a story step by step: one line and one entry of the report for each. */
export class Story {
  readonly steps: Step[] = [];
  private told: unknown;

  constructor(private readonly folder: string) {}

  /** Whether every step so far held. */
  get held(): boolean {
    return this.steps.length > 0 && this.steps.every((step) => step.ok);
  }

  /** Plays one step. @throws what `action` throws, after telling it. */
  async step<T>(name: string, action: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      const result = await action();
      this.tell({ name, ok: true, ms: Math.round(performance.now() - startedAt) });
      return result;
    } catch (error) {
      this.fail(name, error, Math.round(performance.now() - startedAt));
      throw error;
    }
  }

  /** Ends the story early. An error that came between two steps is told as a failed step of its own. */
  stop(error: unknown): void {
    if (error !== this.told) this.fail('Between two steps', error, 0);
  }

  /** Takes a picture of a window, with its transitions at their end. */
  async picture(name: string, page: Page): Promise<void> {
    await page.screenshot({
      path: path.join(this.folder, `${name}.png`),
      animations: 'disabled',
    });
  }

  private fail(name: string, error: unknown, ms: number): void {
    this.told = error;
    this.tell({ name, ok: false, ms });
    console.error(plainReason(error).replaceAll(/^/gm, '    '));
  }

  private tell(step: Step): void {
    this.steps.push(step);
    console.log(`${step.ok ? '✓' : '✗'} ${step.name} (${step.ms} ms)`);
  }
}

/** An error's message without the colours that Playwright puts in. */
function plainReason(error: unknown): string {
  return stripVTControlCharacters(error instanceof Error ? error.message : String(error)).trim();
}
