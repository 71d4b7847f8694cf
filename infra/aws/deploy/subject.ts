/** What the command was about, for the words of errors and advice. */
export interface Subject {
  readonly stackName: string;
  readonly region: string;
  readonly profile?: string | undefined;
}
