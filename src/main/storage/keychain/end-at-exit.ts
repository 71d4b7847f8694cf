/**
 * Lets the process end although a keychain call hangs. At exit, Node joins the threads of its pool
 * (libuv's `uv_library_shutdown`), and a thread that waits for the keychain never comes:
 * `process.exit()` and `app.exit()` then wait for ever. So the last thing that runs at exit ends the
 * process from outside. The exit status is lost by that, and nothing else: everything is written.
 *
 * To be called once a call hangs: a handler runs after those that were there before it.
 */
export function endAtExitWhile(isHanging: () => boolean): void {
  process.once('exit', () => {
    if (isHanging()) process.kill(process.pid, 'SIGKILL');
  });
}
