/** What the environment of a build adds to electron-builder.yml. */
export type InstallerConfiguration = {
  /** Null: no update channel. Absent: the one of electron-builder.yml. */
  readonly publish?: null;
  readonly extraMetadata?: { readonly homepage: string };
  readonly linux?: { readonly maintainer: string };
};

export type InstallerOptions =
  | { readonly ok: true; readonly config: InstallerConfiguration }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

/**
 * Reads what only those who build installers know: the folder of their update channel, and for
 * Debian packages who answers for them.
 *
 * @param platform - As `process.platform`: the system the installers are for.
 */
export function installerOptions(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): InstallerOptions {
  const given = (name: string) => environment[name]?.trim() ?? '';
  const updateUrl = given('HOMELINE_UPDATE_URL');
  // Updates are programs: whoever can change them on their way runs on every desk.
  if (updateUrl !== '' && !isHttps(updateUrl)) {
    return {
      ok: false,
      problem: 'HOMELINE_UPDATE_URL is no https address.',
      remedy: 'Name the folder of the update channel, beginning with https://, or leave it out.',
    };
  }
  const publish = updateUrl === '' ? { publish: null } : {};
  if (platform !== 'linux') return { ok: true, config: publish };
  const maintainer = given('HOMELINE_MAINTAINER');
  const homepage = given('HOMELINE_HOMEPAGE');
  if (!/^[^<>]+ <[^<>\s]+@[^<>\s]+>$/.test(maintainer) || !isHttps(homepage)) {
    return {
      ok: false,
      problem: 'A Debian package names who answers for it.',
      remedy:
        'Set HOMELINE_MAINTAINER="Name <address@domain>" and HOMELINE_HOMEPAGE to an https address.',
    };
  }
  return { ok: true, config: { ...publish, extraMetadata: { homepage }, linux: { maintainer } } };
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
