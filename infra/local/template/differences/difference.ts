/** What the local pool does in another way than the user pool of a template: a row of docs/user-pool.md. */
export interface Difference {
  /** Type of the resource, without `AWS::Cognito::`. */
  readonly on: string;
  /** The property, with dots; of the template itself: what is missing. */
  readonly at: string;
  /** After the place, without a full stop: `isn't [email]`. */
  readonly found: string;
  /** What the local pool does instead. */
  readonly here: string;
  /** What makes no difference. */
  readonly write: string;
  /**
   * The app sees it, in its tokens for instance: the pool starts only with `lenient`. What only users
   * see, on the pages, is printed and no obstacle.
   */
  readonly isRefused?: true;
}
