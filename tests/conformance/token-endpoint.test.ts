import { playAll } from './play';
import { refusals } from './rows/refusals';
import { tokenAnswers } from './rows/token-answers';
import { userInfo } from './rows/user-info';

playAll([...tokenAnswers, ...refusals, ...userInfo]);
