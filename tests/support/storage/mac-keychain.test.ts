import { expect, it } from 'vitest';
import { entriesIn } from './mac-keychain';

/** One entry, as `security dump-keychain` prints it on macOS 15. */
const entry = (
  service: string,
  account: string,
  time: string,
) => `keychain: "/Users/me/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="${service}"
    0x00000008 <blob>=<NULL>
    "acct"<blob>="${account}"
    "cdat"<timedate>=0x32303236303130313132303030305A00  "20260101120000Z\\000"
    "mdat"<timedate>=0x00  "${time}\\000"
    "svce"<blob>="${service}"
    "type"<uint32>=<NULL>
`;

it('lists the entries of one service by account and last change', () => {
  const dump =
    entry('my.app', 'ann', '20260101120000Z') +
    entry('my.app.other', 'ben', '20260101120000Z') +
    entry('my.app', 'cat', '20260101120001Z');
  expect(entriesIn(dump, 'my.app')).toEqual([
    '"ann" 0x00  "20260101120000Z\\000"',
    '"cat" 0x00  "20260101120001Z\\000"',
  ]);
  expect(entriesIn('', 'my.app')).toEqual([]);
});
