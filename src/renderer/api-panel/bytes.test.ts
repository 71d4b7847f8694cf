import { expect, it } from 'vitest';
import { formatBytes } from './bytes';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [1_250, '1.3 kB'],
  [5_000_000, '5 MB'],
  [1_234_567_890, '1,234.6 MB'],
])('%i bytes are %s', (bytes, text) => expect(formatBytes(bytes, 'en')).toBe(text));
