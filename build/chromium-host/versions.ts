/** The Electron whose behaviour the host copies; a test keeps it equal to package.json's pin. */
export const ELECTRON_VERSION = '45.4.1';

/** The Chromium milestone of that Electron; other milestones run, with a warning. */
export const CHROMIUM_MILESTONE = 156;
