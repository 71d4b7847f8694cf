import { type FuseConfig, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** The byte of a fuse in Electron's binary, as a character. */
const states: Readonly<Record<string, string>> = { '0': 'off', '1': 'on', r: 'removed' };

/**
 * A fuse that electron-builder can't set yet: V8's guard pages for WebAssembly, on as Electron delivers it.
 * Off it would only be slower. https://www.electronjs.org/docs/latest/tutorial/fuses
 */
const untouched = new Map([[8, { name: 'WasmTrapHandlers', isOn: true }]]);

/**
 * Compares the fuses in a binary with what `electron-builder.yml` decides (SEC-64). A fuse that nobody has
 * decided is a mistake: a new Electron may bring one.
 *
 * @param program as `@electron/fuses` takes it: an executable, or a folder `….app`
 * @param decided `electronFuses` of the configuration
 */
export async function wrongFuses(
  program: string,
  decided: Readonly<Record<string, boolean>>,
): Promise<string[]> {
  let wire: FuseConfig<number>;
  try {
    wire = (await getCurrentFuseWire(program)) as unknown as FuseConfig<number>;
  } catch (error) {
    return [`the fuses can't be read: ${(error as Error).message}`];
  }
  const wanted = new Map(untouched);
  for (const [name, isOn] of Object.entries(decided)) {
    const option = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    wanted.set(FuseV1Options[option as keyof typeof FuseV1Options], { name: option, isOn });
  }
  const { version: _, ...bytes } = wire;
  const found = new Map(Object.entries(bytes).map(([at, byte]) => [Number(at), Number(byte)]));
  const problems = [...wanted].flatMap(([at, { name, isOn }]) => {
    const state = found.has(at) ? stateOf(found.get(at) ?? 0) : 'not there';
    return state === (isOn ? 'on' : 'off') ? [] : [`the fuse ${name} is ${state}`];
  });
  const undecided = [...found.keys()].filter((at) => !wanted.has(at));
  return [...problems, ...undecided.map((at) => `nobody has decided fuse number ${at}`)];
}

function stateOf(byte: number): string {
  return states[String.fromCharCode(byte)] ?? `unknown (${byte})`;
}
