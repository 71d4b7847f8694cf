import { playAll } from './play';
import { refusals } from './rows/refusals';
import { tokenAnswers } from './rows/token-answers';

playAll([...tokenAnswers, ...refusals]);
