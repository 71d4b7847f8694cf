import type { Configuration } from 'electron-builder';
import { pageLanguages } from '../src/main/flows/loopback/page-texts';
import { desktopFileName } from '../src/main/platform/app-paths';
import { identity } from '../src/shared/identity';
import { writeInstallerScript } from './installer-script';
import { bakedUpdateFeed } from './update-feed';

const updateFeed = bakedUpdateFeed();

/** The names that the package carries, so that `src/shared/identity.ts` stays the one place for them. */
const names: Configuration = {
  appId: identity.appId,
  productName: identity.productName,
  copyright: `Copyright © ${identity.copyright}`,
  protocols: [{ name: identity.productName, schemes: [identity.redirectScheme] }],
  publish: updateFeed === null ? null : { provider: 'generic', url: updateFeed },
  artifactName: `${identity.name}-\${version}-\${os}-\${arch}.\${ext}`,
  // Of Chromium's own words (a menu, "fill out this field"), the languages that the app's pages speak.
  electronLanguages: pageLanguages.map((language) => (language === 'en' ? 'en-US' : language)),
  extraMetadata: {
    name: identity.name,
    homepage: identity.homepage,
    // By this name a Linux desktop knows which window belongs to which menu entry.
    desktopName: desktopFileName(true),
  },
  linux: {
    executableName: identity.name,
    maintainer: `${identity.copyright} <${identity.contact}>`,
    vendor: identity.copyright,
  },
  nsis: { include: writeInstallerScript(identity.redirectScheme, identity.productName) },
};

export default names;
