/** The package has no types of its own; these are of the two functions that are used here. */
declare module 'plist' {
  const plist: { parse(xml: string): unknown; build(value: unknown): string };
  export default plist;
}
