type Method = (...args: unknown[]) => unknown;
type Ask = (permission: string) => Promise<unknown>;

/**
 * Asks main before the page's own functions ask Chromium: the answer is then what Chromium finds set.
 * The names are those of Electron's permission request handler.
 */
export function askForPermissions(ask: Ask): void {
  const geolocation = navigator.geolocation as unknown as Record<string, Method> | undefined;
  afterAsking(geolocation, 'getCurrentPosition', 'geolocation', ask);
  afterAsking(geolocation, 'watchPosition', 'geolocation', ask);
  const { Notification: notification, navigator: page } = window as unknown as Record<
    string,
    Record<string, unknown> | undefined
  >;
  promiseAfterAsking(notification, 'requestPermission', 'notifications', ask);
  promiseAfterAsking(page?.mediaDevices, 'getUserMedia', 'media', ask);
  promiseAfterAsking(page?.mediaDevices, 'getDisplayMedia', 'display-capture', ask);
  promiseAfterAsking(page?.clipboard, 'readText', 'clipboard-read', ask);
  promiseAfterAsking(page?.clipboard, 'read', 'clipboard-read', ask);
  promiseAfterAsking(page, 'requestMIDIAccess', 'midi', ask);
  for (const name of ['requestFullscreen', 'webkitRequestFullscreen', 'webkitRequestFullScreen'])
    fullScreenAfterAsking(name, ask);
}

/** A page whose full screen is refused gets no answer at all, as in Electron. */
function fullScreenAfterAsking(name: string, ask: Ask): void {
  replace(
    Element.prototype,
    name,
    (original) =>
      function (this: unknown, ...args: unknown[]): unknown {
        const enter = () => Reflect.apply(original, this, args);
        // What Chromium refuses by itself, nobody is asked about.
        if (!document.fullscreenEnabled || !navigator.userActivation.isActive) return enter();
        return ask('fullscreen').then((granted) => (granted ? enter() : new Promise(() => {})));
      },
  );
}

/** For functions that answer by callback. */
function afterAsking(owner: unknown, name: string, permission: string, ask: Ask): void {
  replace(
    owner,
    name,
    (original) =>
      function (this: unknown, ...args: unknown[]): void {
        void ask(permission).then(() => Reflect.apply(original, this, args));
      },
  );
}

function promiseAfterAsking(owner: unknown, name: string, permission: string, ask: Ask): void {
  replace(
    owner,
    name,
    (original) =>
      function (this: unknown, ...args: unknown[]): Promise<unknown> {
        return ask(permission).then(() => Reflect.apply(original, this, args));
      },
  );
}

function replace(owner: unknown, name: string, wrap: (original: Method) => Method): void {
  const methods = owner as Record<string, Method> | undefined;
  const original = methods?.[name];
  if (methods && typeof original === 'function') methods[name] = wrap(original);
}
