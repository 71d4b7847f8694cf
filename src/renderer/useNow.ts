import { useEffect, useState } from 'react';

const tick = 5_000;

/** The current time in milliseconds since the epoch, renewed every few seconds and on coming back. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const update = () => setNow(Date.now());
    const timer = setInterval(update, tick);
    // A hidden window's timers are slowed down: be right at once when it is seen again.
    document.addEventListener('visibilitychange', update);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', update);
    };
  }, []);
  return now;
}
