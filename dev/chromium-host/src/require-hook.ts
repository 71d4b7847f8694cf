import Module from 'node:module';

type Load = (request: string, parent: NodeModule | undefined, isMain: boolean) => unknown;

/** Gives `electron` to every module of the app, whether or not the npm package is installed. */
export function provideElectron(electron: object): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = function (request, ...rest) {
    const isElectron = /^(node:)?electron(\/main|\/common)?$/.test(request);
    return isElectron ? electron : load.call(this, request, ...rest);
  };
}
