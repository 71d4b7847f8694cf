import { didYouMean } from '../../../src/main/config/keys';

/**
 * The Regions that AWS has, for a hint when a name is misspelt. A new one is missing here until somebody
 * adds it, so no name is refused for not being in the list.
 */
const regions = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'cn-north-1',
  'cn-northwest-1',
] as const;

/** Whether it could be the name of a Region, known to us or not. */
export function looksLikeRegion(name: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(name);
}

export function isKnownRegion(name: string): boolean {
  return (regions as readonly string[]).includes(name);
}

/** The Region that was probably meant, or `null`. */
export function regionMeant(name: string): string | null {
  return isKnownRegion(name) ? null : didYouMean(name, regions);
}
