import { playAll } from './play';
import { metadata } from './rows/metadata';
import { transport } from './rows/transport';

playAll([...metadata, ...transport]);
