import { describe, expect, it } from 'vitest';
import { installerOptions } from './installer-options.ts';

const answering = {
  HOMELINE_MAINTAINER: 'Ada Pham <ada@example.com>',
  HOMELINE_HOMEPAGE: 'https://example.com/homeline',
};

describe('what the environment adds to the installers', () => {
  it('is the update channel of the configuration, when its address is known', () => {
    const environment = { HOMELINE_UPDATE_URL: 'https://example.com/updates' };
    expect(installerOptions(environment, 'win32')).toEqual({ ok: true, config: {} });
  });

  it('is no update channel otherwise', () => {
    for (const environment of [{}, { HOMELINE_UPDATE_URL: ' ' }]) {
      expect(installerOptions(environment, 'darwin')).toEqual({
        ok: true,
        config: { publish: null },
      });
    }
  });

  it('is no channel that can be read along and changed', () => {
    for (const url of ['http://example.com/updates', 'example.com/updates', 'file:///updates']) {
      expect(installerOptions({ HOMELINE_UPDATE_URL: url }, 'win32').ok).toBe(false);
    }
  });

  it('names who answers for a Debian package', () => {
    expect(installerOptions(answering, 'linux')).toEqual({
      ok: true,
      config: {
        publish: null,
        extraMetadata: { homepage: answering.HOMELINE_HOMEPAGE },
        linux: { maintainer: answering.HOMELINE_MAINTAINER },
      },
    });
  });

  it.each([
    {},
    { ...answering, HOMELINE_MAINTAINER: 'Ada Pham' },
    { ...answering, HOMELINE_HOMEPAGE: 'homeline' },
  ])('refuses a Debian package that nobody answers for: %o', (environment) => {
    expect(installerOptions(environment, 'linux').ok).toBe(false);
  });
});
