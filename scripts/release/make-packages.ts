import { build, type Configuration, Platform } from 'electron-builder';
import { projectRoot } from '../runtime';

/**
 * `make-packages.ts CONFIG`: electron-builder with electron-builder.yml and CONFIG, which is JSON: its command line
 * would make text of what is true or false. In a process of its own, whose environment has the secrets.
 */
const config = JSON.parse(process.argv[2] ?? '{}') as Configuration;
try {
  const files = await build({
    projectDir: projectRoot,
    targets: Platform.current().createTarget(),
    publish: 'never',
    config,
  });
  console.log(files.join('\n'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
