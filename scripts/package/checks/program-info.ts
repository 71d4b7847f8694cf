import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { identity } from '../../../src/shared/identity';

/** What Windows shows of the program: in its properties, in the task manager and when it asks for trust. */
export function wrongProgramInfo(program: Buffer): string[] {
  const executable = NtExecutable.from(program, { ignoreCert: true });
  const { entries } = NtExecutableResource.from(executable);
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const [language] = version?.getAllLanguagesForStringValues() ?? [];
  const told = (language && version?.getStringValues(language)) ?? {};
  const wanted = {
    ProductName: identity.productName,
    FileDescription: identity.productName,
    CompanyName: identity.copyright,
    LegalCopyright: `Copyright © ${identity.copyright}`,
  };
  const [group] = Resource.IconGroupEntry.fromEntries(entries);
  // 0 stands for 256, which no smaller number can.
  const isLarge = group?.icons.some(({ width }) => width === 0 || width === 256) ?? false;
  return [
    ...Object.entries(wanted)
      .filter(([name, value]) => told[name] !== value)
      .map(([name]) => `the program’s ${name} is ${told[name] ?? 'missing'}`),
    ...(isLarge ? [] : ['the program has no icon of 256 pixels']),
  ];
}
