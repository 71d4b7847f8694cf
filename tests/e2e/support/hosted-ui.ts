import type { Page } from '@playwright/test';
import type { UserPool } from '@repo/local-user-pool';
import { expect } from './fixtures';

/**
 * Fills in a form by the names of its fields and presses its button, as a person does. Only what
 * Cognito documents or has long had is relied on: paths and field names, not our own markup.
 */
export async function submitForm(page: Page, fields: Record<string, string>): Promise<void> {
  const [first = ''] = Object.keys(fields);
  const form = page.locator('form', { has: page.locator(`[name="${first}"]`) });
  for (const [name, value] of Object.entries(fields)) {
    await form.locator(`[name="${name}"]`).fill(value);
  }
  await form.locator('[type="submit"]').first().click();
}

/** The code in the newest mail to this address: what a person finds in their inbox. */
export async function mailedCode(pool: UserPool, address: string): Promise<string> {
  const find = () => pool.inbox.findLast((mail) => mail.to === address)?.code;
  await expect.poll(find).toBeDefined();
  return find() ?? '';
}

/** Another code than this one. */
export function otherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

/** Waits until the page came back with a message about what was just entered, and this field empty. */
export async function expectRefusal(page: Page, field: string, message: RegExp): Promise<void> {
  await expect(page.locator(`[name="${field}"]`)).toHaveValue('');
  await expect(page.getByRole('alert')).toContainText(message);
}
