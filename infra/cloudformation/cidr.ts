/**
 * `Fn::Cidr`: blocks of a size within an IPv4 block (intrinsic-function-reference-cidr page).
 * @param bits of a block's addresses: 8 makes `/24` ones
 * @returns `null` for what is no IPv4 block
 */
export function cidrBlocks(block: string, count: number, bits: number): string[] | null {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/\d+$/.exec(block);
  if (!match) return null;
  const start = match.slice(1, 5).reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return Array.from({ length: count }, (_, index) => {
    const address = start + index * 2 ** bits;
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${bytes.join('.')}/${32 - bits}`;
  });
}
