import type { Row } from '../src/main/auth/hostile-provider/row';
import { notApplicable, table } from '../src/main/auth/hostile-provider/table';

/** The text of `docs/conformance.md`, made from the table that the tests play. */
export function conformancePage(): string {
  return [
    '# Conformance: what a provider can do, and what the app does',
    '',
    'Each row is played by `npm run test:unit -- hostile-provider`: a provider on loopback does what the row says, at a',
    'sign-in, a refresh or a sign-out of a whole session, set up for Cognito, for any OpenID provider, or for both.',
    'A refused sign-in leaves no token, no entry and no account. A refused refresh leaves the session with what it had;',
    'only `session-ended` and `subject-changed` end it. No error text of the provider is shown or logged, and no request',
    'goes anywhere but to the provider. The codes are those of [errors.md](errors.md).',
    '',
    'Names that begin with `oidcc-client-test` are those of the OpenID Foundation’s conformance suite, whose modules for',
    'relying parties are played here offline. This is not a certification. Sources: Core and Discovery are those of OpenID',
    'Connect 1.0, SEC-n is explained in [security.md](security.md).',
    'This page is made from `src/main/auth/hostile-provider/table.ts` by `npm run docs`.',
    '',
    ...table.flatMap(([theme, rows]) => [
      `## ${theme}`,
      '',
      '| row | the provider … | at | the app | source |',
      '| --- | --- | --- | --- | --- |',
      ...rows.map(lineOf),
      '',
    ]),
    '## What can’t be played',
    '',
    '| module | why |',
    '| --- | --- |',
    ...notApplicable.map(({ name, reason }) => `| ${name} | ${reason} |`),
    '',
  ].join('\n');
}

function lineOf({ name, does, at, kinds, expected, staysOpen, source }: Row): string {
  const [kind] = kinds;
  const where = `${at.join(', ')}${kinds.length === 1 ? ` (${kind})` : ''}`;
  const answer = expected === 'accept' ? 'accepts' : `\`${expected}\``;
  const outcome = staysOpen ? `${answer} as a warning, and waits for the real answer` : answer;
  return `| ${[name, does, where, outcome, source].map(inCell).join(' | ')} |`;
}

const inCell = (text: string) => text.replaceAll('|', '\\|');
