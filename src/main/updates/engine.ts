/** What finds, fetches and installs newer versions: a port, so that the states need no Electron. */
export interface UpdateEngine {
  /**
   * Asks whether there is a newer version.
   * @throws AppError `update-unreachable`, `update-refused`
   */
  check(): Promise<Offer | null>;
  /**
   * Fetches what the last `check` has found. Resolves when it is on disk and verified.
   * @param onProgress with whole percents, 0 to 100
   * @throws AppError `update-unreachable`, `update-refused`, `update-not-saved`; `cancelled` after `cancel`
   */
  download(onProgress: (percent: number) => void): Promise<void>;
  /** Ends the download that is under way. */
  cancel(): void;
  /**
   * Quits, installs what was downloaded and starts it.
   * @throws AppError `update-not-installed`
   */
  install(): void;
}

export interface Offer {
  readonly version: string;
  /** Whether this copy of the app can install it. */
  readonly isInstallable: boolean;
}
