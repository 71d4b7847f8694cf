const units = ['byte', 'kilobyte', 'megabyte'] as const;

/**
 * "312 bytes", "1.2 MB".
 * @param language BCP 47 tag
 */
export function formatBytes(bytes: number, language: string): string {
  const power = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const unit = units[power] ?? 'byte';
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1_000 ** power);
}
