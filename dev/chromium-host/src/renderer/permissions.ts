type Method = (...args: unknown[]) => unknown;
type Ask = (permission: string, mediaTypes?: string[]) => Promise<unknown>;

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
  replace(
    page?.mediaDevices,
    'getUserMedia',
    (original) =>
      function (this: unknown, ...args: unknown[]): Promise<unknown> {
        const wanted = (args[0] ?? {}) as Record<string, unknown>;
        const types = ['audio', 'video'].filter((type) => Boolean(wanted[type]));
        return ask('media', types).then(() => Reflect.apply(original, this, args));
      },
  );
  promiseAfterAsking(page?.mediaDevices, 'getDisplayMedia', 'display-capture', ask);
  promiseAfterAsking(page?.clipboard, 'readText', 'clipboard-read', ask);
  promiseAfterAsking(page?.clipboard, 'read', 'clipboard-read', ask);
  promiseAfterAsking(page, 'requestMIDIAccess', 'midi', ask);
  for (const name of ['requestFullscreen', 'webkitRequestFullscreen', 'webkitRequestFullScreen'])
    fullScreenAfterAsking(name, ask);
}

/** Has main look at a permission before the page reads its state in `navigator.permissions`. */
export function checkPermissions(check: (name: string, sysex: boolean) => Promise<unknown>): void {
  replace(
    navigator.permissions,
    'query',
    (original) =>
      async function (this: unknown, ...args: unknown[]): Promise<unknown> {
        const { name, sysex } = (args[0] ?? {}) as { name?: unknown; sysex?: unknown };
        if (typeof name === 'string') await check(name, sysex === true);
        return Reflect.apply(original, this, args);
      },
  );
}

/** Has main look at the permission before the page reads `Notification.permission`. */
export function checkNotifications(check: () => void): void {
  const { Notification: notification } = window as { Notification?: object };
  const read = notification && Object.getOwnPropertyDescriptor(notification, 'permission');
  if (!notification || !read?.get) return;
  const { get } = read;
  Object.defineProperty(notification, 'permission', {
    ...read,
    get(this: unknown): unknown {
      check();
      return Reflect.apply(get, this, []);
    },
  });
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
