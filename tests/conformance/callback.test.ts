import { playAll } from './play';
import { callbacks } from './rows/callbacks';

playAll(callbacks);
