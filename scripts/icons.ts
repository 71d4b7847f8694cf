import { writeIcons } from './package/icons';

await writeIcons();
