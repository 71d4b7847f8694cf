/** What a step of a release knows. */
export interface Circumstances {
  /** Of package.json. */
  readonly version: string;
  /** The tag that is released; `null` before there is one, in a dry run. */
  readonly tag: string | null;
  /** On one's own machine: without secrets, and with what can be had there. */
  readonly isDryRun: boolean;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Tells people a line. */
  say(line: string): void;
}

/** One step of a release. What a dry run runs is what the workflow runs. */
export interface Step {
  readonly name: string;
  /** For people, in a few words. */
  readonly what: string;
  /** @throws Error with what is wrong, and what to do */
  run(circumstances: Circumstances): Promise<void>;
}
