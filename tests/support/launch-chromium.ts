export { launchChromium } from '@repo/chromium-host/testing/launch-chromium';
