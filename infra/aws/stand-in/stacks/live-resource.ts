/** A resource that has been made. */
export interface LiveResource {
  readonly id: string;
  readonly type: string;
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** It stays when the stack goes, or leaves it out. */
  readonly retain: boolean;
  /** It stays when another takes its place. */
  readonly retainReplaced: boolean;
}
