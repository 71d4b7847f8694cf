import { cpus, loadavg } from 'node:os';
import { enterTemporaryRoot } from '../../scripts/temporary-root';
import { growthPerRefresh } from './pool/growth';
import { type Latency, refreshLatency, savedRefreshLatency } from './pool/latency';

/** Bytes of heap for each refresh. One entry that is never freed takes more than twice that. */
const growthBound = 100;

/**
 * `npm run bench:pool`: how quick the local pool's token endpoint is, and whether it grows. Exit code 1 when
 * it grows by more than the bound.
 */
enterTemporaryRoot();
console.log(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`);
console.log(`Load before: ${loadavg()[0]?.toFixed(1)}\n`);
console.log('Refresh grants, one after the other       median      p95');
report('1,000, in memory', await refreshLatency(1000));
report('1,000, rotated and saved, 100 sign-ins', await savedRefreshLatency(1000, 100));

const growth = await growthPerRefresh(10_000);
const isBounded = growth <= growthBound;
console.log(`\nHeap after 10,000 refreshes with rotation: ${growth.toFixed(0)} bytes for each`);
console.log(`${isBounded ? 'Within' : 'MORE THAN'} the bound of ${growthBound} bytes.`);
process.exitCode = isBounded ? 0 : 1;

function report(what: string, { median, p95 }: Latency): void {
  const ms = (value: number) => `${value.toFixed(2)} ms`.padStart(9);
  console.log(`${what.padEnd(38)} ${ms(median)} ${ms(p95)}`);
}
