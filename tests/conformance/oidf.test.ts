import { playAll } from './play';
import { oidfBasic } from './rows/oidf-basic';
import { oidfConfig } from './rows/oidf-config';
import { oidfOthers } from './rows/oidf-others';

playAll([...oidfBasic, ...oidfConfig, ...oidfOthers]);
