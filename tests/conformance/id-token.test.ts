import { playAll } from './play';
import { claims } from './rows/claims';
import { publishedKeys } from './rows/published-keys';
import { signature } from './rows/signature';
import { times } from './rows/times';

playAll([...signature, ...publishedKeys, ...claims, ...times]);
