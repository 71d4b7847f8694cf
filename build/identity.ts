import type { Configuration } from 'electron-builder';
import { identity } from '../src/shared/identity';
import { writeInstallerScript } from './installer-script';

/** The names that the package carries, so that `src/shared/identity.ts` stays the one place for them. */
const names: Configuration = {
  appId: identity.appId,
  productName: identity.productName,
  copyright: `Copyright © ${identity.copyright}`,
  protocols: [{ name: identity.productName, schemes: [identity.redirectScheme] }],
  artifactName: `${identity.name}-\${version}-\${os}-\${arch}.\${ext}`,
  linux: { executableName: identity.name },
  nsis: { include: writeInstallerScript(identity.redirectScheme, identity.productName) },
};

export default names;
