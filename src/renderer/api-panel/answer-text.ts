import type { ApiAnswer } from '../../shared/api-call';

/** So much of an answer is shown, in characters: more is a download, not something to read. */
export const shownLength = 20_000;

export interface AnswerText {
  /** JSON with line breaks; `null`: the answer is no text. */
  readonly text: string | null;
  /** Whether there is more of it. */
  readonly isCut: boolean;
}

/** What a person can read of an answer. */
export function answerText({ headers, body }: ApiAnswer): AnswerText {
  const text = decode(body);
  if (text === null) return { text: null, isCut: false };
  const isJson = /^[^;]*[/+]json\b/i.test(headers['content-type'] ?? '');
  const readable = isJson ? indented(text) : text;
  return { text: readable.slice(0, shownLength), isCut: readable.length > shownLength };
}

function decode(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
