import { redact } from '../util/redact';

/** Enough for a sentence or two, in characters. */
const longestShown = 300;
const longestRead = 2_000;

/** Codes, tokens and identifiers: long, and with a digit. Longer ones are found by `redact`. */
const opaque = /(?=[\w.~+=-]*\d)[\w.~+=-]{20,}/g;

/**
 * The provider's own words about a failure, for the log and for "Details" in the window: never part of our
 * sentences (SEC-18). One line, at most 300 characters, without control and bidirectional characters, and
 * without anything that could be a secret (SEC-68). It is plain text: `<b>` stays `<b>`.
 *
 * @param words error code and description, as they were sent
 * @param secrets of the request, which the response may quote
 * @returns `undefined` when nothing is left
 */
export function providerWords(
  words: readonly unknown[],
  secrets: readonly string[] = [],
): string | undefined {
  const texts = words.filter((each) => typeof each === 'string' && each.trim() !== '');
  const read = texts.join(': ').slice(0, longestRead + 1);
  // What is cut off may be a secret by half.
  const whole = read.length > longestRead ? read.replace(/\S*$/, '') : read;
  const known = secrets
    .filter(({ length }) => length > 3)
    .reduce((text, each) => text.replaceAll(each, '[secret]'), whole);
  const line = redact(known.replace(/[<>\p{C}\p{Z}]+/gu, ' '))
    .replace(opaque, '[opaque]')
    .trim();
  if (line === '') return undefined;
  return line.length > longestShown ? `${line.slice(0, longestShown - 1)}…` : line;
}

/** The text when it looks like an error code of RFC 6749, which our sentences may name; else `undefined` (SEC-18). */
export function errorCode(text: unknown): string | undefined {
  return typeof text === 'string' && /^[a-z_]{1,40}$/.test(text) ? text : undefined;
}
