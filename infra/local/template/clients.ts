import type { AppClient } from '../options/app-client';
import type { UserPoolOptions } from '../options/settings';
import { appClient, type Known } from './app-client';
import { appClientDifferences } from './differences/app-client';
import { templateDifferences } from './differences/template';
import { type Reading, record } from './findings';
import { oneOf, type Selection } from './resources';

type Candidate = Partial<AppClient> & Pick<AppClient, 'id'>;

/**
 * The client that the app is configured for, and those beside it. Unless one is chosen, it is the first
 * that the sign-in pages work for, and a public one if there is any.
 * @throws TemplateError when the chosen client is not there
 */
export function clientOptions(
  reading: Reading,
  logicalIds: readonly string[],
  { client: chosen }: Selection,
  known: Known,
): Pick<UserPoolOptions, 'client' | 'clients'> {
  if (chosen !== undefined) oneOf(logicalIds, chosen, '--template-client');
  const candidates: Candidate[] = logicalIds.map((id) => ({
    id,
    ...appClient(reading, id, known),
  }));
  const first =
    candidates.find(({ id }) => id === chosen) ??
    candidates.find(({ redirectUris, secret }) => redirectUris !== undefined && !secret) ??
    candidates.find(({ redirectUris }) => redirectUris !== undefined) ??
    candidates[0];
  if (!first) {
    record(reading, null, templateDifferences.noClient);
    return {};
  }
  const others = candidates.filter((candidate) => candidate !== first);
  // The default redirect URIs are the first client's alone.
  const [usable, unusable] = [others.filter(isUsable), others.filter((each) => !isUsable(each))];
  if (usable.length > 0 && chosen === undefined) {
    const ids = [first, ...usable].map(({ id }) => id);
    record(reading, null, templateDifferences.severalClients, ids);
  }
  for (const { id } of unusable) leaveOut(reading, id);
  if (!first.flows) record(reading, first.id, appClientDifferences.noOAuth);
  const { id: _, ...client } = first;
  return { client, clients: usable };
}

/** What else differs about the client is of no interest then. */
function leaveOut(reading: Reading, id: string): void {
  const { findings } = reading;
  const others = findings.filter(({ place }) => !place.startsWith(`${id}.`));
  findings.splice(0, findings.length, ...others);
  record(reading, id, appClientDifferences.leftOut);
}

function isUsable({ redirectUris, flows }: Candidate): boolean {
  return redirectUris !== undefined || (flows?.includes('client_credentials') ?? false);
}
