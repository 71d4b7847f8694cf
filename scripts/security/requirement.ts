/** One of the 72 requirements that the app is held to, in our words. */
export interface Requirement {
  readonly number: number;
  readonly rule: string;
  /** Where it is enforced, as `file#text`: the text stands in that file. */
  readonly where: readonly string[];
  /**
   * What a test can't show here, and what stands in for it. With tests as well, it says what they
   * leave open; without, it is all there is.
   */
  readonly standIn?: string;
  /** Changes to the code, each of which a test of this requirement must notice. */
  readonly mutations: readonly Mutation[];
}

/** A change that breaks a requirement. */
export interface Mutation {
  readonly file: string;
  /** A text that stands in the file once. */
  readonly find: string;
  readonly replace: string;
}

/** Whether a test is one of the requirement: its name, or that of its group, names `SEC-n`. */
export function isTestOf(number: number, testName: string): boolean {
  return new RegExp(`\\bSEC-${number}\\b`).test(testName);
}
