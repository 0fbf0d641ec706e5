import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, Packager } from 'electron-builder';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { installerOptions } from '../setup/installer-options.ts';
import { inRepository } from '../setup/paths.mjs';

/** The keys of electron-builder.yml whose value is a file or folder. */
const fileKeys = new Set(['icon', 'entitlements', 'entitlementsInherit', 'include', 'from']);

/** Reads electron-builder.yml as electron-builder does, against its own schema. */
async function read(changed: object = {}): Promise<Packager['config']> {
  const packager = new Packager({
    projectDir: inRepository(),
    config: { extends: inRepository('electron-builder.yml'), ...changed },
  });
  await packager.validateConfig();
  return packager.config;
}

function filesNamed(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return fileKeys.has(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => filesNamed(inner, name));
}

describe('electron-builder.yml', () => {
  let config: Packager['config'];

  beforeAll(async () => {
    config = await read();
  }, 60_000);

  it('is refused by the schema when a name is wrong', async () => {
    await expect(read({ dmg: { tittle: 'x' }, asarr: true })).rejects.toThrow(
      "unknown property 'asarr'",
    );
  });

  it('names files that exist', () => {
    const named = filesNamed(config);
    expect(named).toContain('build/packaging/installer.nsh');
    const isThere = (file: string) =>
      file.startsWith('out/') ||
      existsSync(inRepository(file)) ||
      existsSync(inRepository('build', 'packaging', file));
    expect(named.filter((file) => !isThere(file))).toEqual([]);
  });

  it('makes the installers that docs/rollout.md tells of', () => {
    const targets = (of: unknown) =>
      (of as { target: string; arch: string[] }[]).map(({ target, arch }) => [target, ...arch]);
    expect(targets(config.win?.target)).toEqual([
      ['nsis', 'x64', 'arm64'],
      ['msi', 'x64'],
    ]);
    expect(targets(config.mac?.target)).toEqual([
      ['dmg', 'x64', 'arm64'],
      ['zip', 'x64', 'arm64'],
    ]);
    expect(targets(config.linux?.target)).toEqual([
      ['AppImage', 'x64', 'arm64'],
      ['deb', 'x64', 'arm64'],
    ]);
    const rollout = readFileSync(inRepository('docs', 'rollout.md'), 'utf8');
    for (const ending of ['-setup.exe', '.msi', '.dmg', '.zip', '.AppImage', '.deb']) {
      expect(rollout).toContain(ending);
    }
  });

  it('offers Homeline for the links it takes, in each format that can; the MSI cannot', () => {
    const schemes = [config.protocols ?? []].flat().flatMap((protocol) => protocol.schemes);
    expect(schemes).toEqual(['tel', 'sip']);
    const setup = readFileSync(inRepository('build/packaging/installer.nsh'), 'utf8');
    for (const scheme of schemes) {
      expect(setup).toContain(`URLAssociations" "${scheme}" "Homeline.Link"`);
    }
  });

  it('leaves no door of Electron open in the installed app', () => {
    expect(config.asar).toBe(true);
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('lets the microphone be asked for on macOS, in every language', () => {
    expect(config.mac?.hardenedRuntime).toBe(true);
    const entitlements = readFileSync(inRepository(String(config.mac?.entitlements)), 'utf8');
    expect(entitlements).toContain('com.apple.security.device.audio-input');
    expect(Object.keys(config.mac?.extendInfo)).toContain('NSMicrophoneUsageDescription');
    for (const language of ['zh_CN', 'vi']) {
      const strings = readFileSync(
        inRepository('build/packaging/mac', `${language}.lproj`, 'InfoPlist.strings'),
        'utf8',
      );
      expect(strings).toMatch(/^NSMicrophoneUsageDescription = ".*Homeline.*";\n$/);
    }
  });

  it('names no host of an update channel', () => {
    expect(config.publish).toEqual({
      provider: 'generic',
      url: `\${env.HOMELINE_UPDATE_URL}`,
    });
  });

  it('finds its desktop entry by the name the running app has', () => {
    const { desktopName } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
    expect(desktopName).toBe(`${config.linux?.executableName}.desktop`);
  });
});

describe('the Debian package', () => {
  /** What electron-builder would give to its packer: nothing is packed, no tool is fetched. */
  async function prepare(): Promise<{ given: string[]; desktopEntry: string; channel: string }> {
    vi.stubEnv('HOMELINE_UPDATE_URL', 'https://example.com/updates');
    vi.stubEnv('HOMELINE_MAINTAINER', 'Ada Pham <ada@example.com>');
    vi.stubEnv('HOMELINE_HOMEPAGE', 'https://example.com/homeline');
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = mkdtempSync(join(tmpdir(), 'homeline-deb-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const app = join(folder, 'app');
    mkdirSync(join(app, 'resources'), { recursive: true });
    const options = installerOptions(process.env, 'linux');
    if (!options.ok) throw new Error(options.problem);
    let seen: [given: string[], desktopEntry: string] = [[], ''];
    await build({
      projectDir: inRepository(),
      linux: ['deb:x64'],
      prepackaged: app,
      publish: 'never',
      config: { ...options.config, directories: { output: folder } },
      effectiveOptionComputed: async ([given, desktopFile]: [string[], string]) => {
        seen = [given, readFileSync(desktopFile, 'utf8')];
        return true;
      },
    });
    const channel = readFileSync(join(app, 'resources', 'app-update.yml'), 'utf8');
    return { given: seen[0], desktopEntry: seen[1], channel };
  }

  it('has a desktop entry for the links, icons, somebody who answers, and its channel', async () => {
    const { given, desktopEntry, channel } = await prepare();
    expect(desktopEntry).toContain('\nExec=/opt/Homeline/homeline %U\n');
    expect(desktopEntry).toContain('\nMimeType=x-scheme-handler/tel;x-scheme-handler/sip;\n');
    expect(desktopEntry).toContain('\nStartupWMClass=homeline\n');
    expect(
      given.filter((one) => /icons\/hicolor\/\d+x\d+\/apps\/homeline\.png$/.test(one)),
    ).toHaveLength(8);
    expect(given).toContain('Ada Pham <ada@example.com>');
    expect(channel).toContain('url: https://example.com/updates');
  }, 60_000);
});
