import { existsSync } from 'node:fs';
import { findChromium } from '../chromium-host/chromium.ts';
import { hasFontFor, type SystemNeed } from './debian.ts';

const chromedriver = '/usr/bin/chromedriver';

/** What the Chromium host runs on. */
export const chromiumNeed: SystemNeed = {
  name: 'Chromium',
  packages: ['chromium'],
  isThere: () => {
    try {
      return existsSync(findChromium());
    } catch {
      return false;
    }
  },
};

/** What the end-to-end tests steer the browser with; the same version as the browser's. */
export const chromedriverNeed: SystemNeed = {
  name: 'chromedriver',
  packages: ['chromium-driver'],
  isThere: () => existsSync(chromedriver),
};

/** Names in all three languages must be readable in the app and on its pictures. */
export const fontNeeds: readonly SystemNeed[] =
  process.platform === 'linux'
    ? [
        {
          name: 'a font with Chinese',
          packages: ['fontconfig', 'fonts-noto-cjk'],
          isThere: () => hasFontFor('zh-cn'),
        },
        {
          name: 'a font with Vietnamese',
          packages: ['fontconfig', 'fonts-dejavu-core'],
          isThere: () => hasFontFor('vi'),
        },
      ]
    : [];
