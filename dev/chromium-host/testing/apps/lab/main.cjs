// A bare app for the tests, which drive it from outside: it opens nothing and stays until told to quit.
const { app, protocol } = require('electron');

protocol.registerSchemesAsPrivileged([
  { scheme: 'bare-ui', privileges: { standard: true } },
  { scheme: 'lab-ui', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.on('window-all-closed', () => {});

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isTrue) {
  const deadline = Date.now() + 10_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Not within 10 s: ${isTrue}`);
    await wait(10);
  }
}

/** What tests find as `lab` in the main process; described in testing/lab.ts. */
globalThis.lab = {
  dir: __dirname,
  /** Records events of an emitter; calls preventDefault() on those named in `prevent`. */
  record(emitter, names, prevent = []) {
    const log = [];
    for (const name of names) {
      emitter.on(name, (event, ...args) => {
        const { url, isMainFrame, isSameDocument } = event ?? {};
        const plain = args.filter((arg) => ['string', 'number', 'boolean'].includes(typeof arg));
        log.push({ name, url, isMainFrame, isSameDocument, args: plain });
        if (prevent.includes(name)) event.preventDefault();
      });
    }
    return log;
  },
  /** The error that a promise rejects with, as plain data; null when it resolves. */
  failure: (promise) =>
    promise.then(
      () => null,
      ({ message, code, errno, url }) => ({ message, code, errno, url }),
    ),
  wait,
  until,
  async settled(log) {
    await until(() => log.length > 0);
    for (let length = 0; length < log.length; await wait(300)) length = log.length;
  },
  once: (emitter, name) => new Promise((resolve) => emitter.once(name, (...args) => resolve(args))),
};
