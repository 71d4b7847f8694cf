import { describe, expect, it } from 'vitest';
import { answerText, shownLength } from './answer-text';

const answer = (body: string | Uint8Array, type?: string) => ({
  status: 200,
  headers: type === undefined ? {} : { 'content-type': type },
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
});
const shown = (...args: Parameters<typeof answer>) => answerText(answer(...args)).text;

describe('what a person can read of an answer', () => {
  it.each(['application/json', 'application/problem+json; charset=utf-8', 'Application/JSON'])(
    'is JSON line by line: %s',
    (type) => expect(shown('{"a":[1,"ä"]}', type)).toBe('{\n  "a": [\n    1,\n    "ä"\n  ]\n}'),
  );

  it.each([
    ['text/plain', '{"a":1}'],
    ['text/html; x=/json', '{"a":1}'],
    ['application/json', '{"a":'],
    [undefined, 'text'],
    [undefined, ''],
  ])('is the text as it is: %s, %s', (type, text) => expect(shown(text, type)).toBe(text));

  it.each([[[0xff, 0xfe]], [[104, 0, 105]]])('is nothing of the bytes %j', (bytes) =>
    expect(shown(Uint8Array.from(bytes), 'application/json')).toBeNull(),
  );

  it('is the beginning of what is long', () => {
    const just = answerText(answer('x'.repeat(shownLength)));
    expect(just).toEqual({ text: 'x'.repeat(shownLength), isCut: false });
    expect(answerText(answer('x'.repeat(shownLength + 1)))).toEqual({ ...just, isCut: true });
  });
});
