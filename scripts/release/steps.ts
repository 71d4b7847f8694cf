import type { Step } from './step';
import { build, reproducible } from './steps/build';
import { check } from './steps/check';
import { checksums } from './steps/checksums';
import { draft } from './steps/draft';
import { feeds } from './steps/feeds';
import { packages } from './steps/package';
import { provenance } from './steps/provenance';
import { sbom } from './steps/sbom';

/** All steps of a release, in their order. */
export const steps: readonly Step[] = [
  check,
  build,
  reproducible,
  packages,
  feeds,
  sbom,
  checksums,
  provenance,
  draft,
];
