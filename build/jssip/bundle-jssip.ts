import { build } from 'vite';

/**
 * What JsSIP would reach for in a browser, and what becomes of each name inside the factory.
 * A `given` name is an argument of the factory; an `absent` name is `undefined` there, so that
 * neither the page's storage nor the `DEBUG` variable of this process can switch on JsSIP's own
 * printing, which shows whole SIP messages with numbers and digests.
 */
const given = [
  'window',
  'navigator',
  'RTCPeerConnection',
  'RTCSessionDescription',
  'MediaStream',
] as const;
const absent = ['document', 'localStorage', 'process', 'chrome'] as const;

/**
 * Bundles JsSIP and what it depends on into the text of one ES module whose only export is
 * `createJsSip`. The whole bundle is the body of that function: each call runs it anew and
 * yields an independent JsSIP bound to the given WebRTC objects, and nothing at all runs, and
 * no global is touched, when the module is loaded.
 *
 * JsSIP itself is not changed by a single character.
 */
export async function bundleJsSip(): Promise<string> {
  const result = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: 'entry.cjs', formats: ['cjs'], fileName: 'index' },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((output) => ('output' in output ? output.output : []));
  const [chunk, ...others] = chunks;
  if (chunk?.type !== 'chunk' || others.length > 0 || chunk.imports.length > 0) {
    throw new Error('JsSIP must become exactly one chunk without imports');
  }
  return [
    '// Made by build/jssip/build.ts from the jssip package (MIT); see licence texts there.',
    `export function createJsSip({ ${given.join(', ')} }) {`,
    `const ${absent.map((name) => `${name} = undefined`).join(', ')};`,
    'const module = { exports: {} }, exports = module.exports;',
    chunk.code.replace(/^\/\/# sourceMappingURL=.*$/m, ''),
    'return module.exports;',
    '}',
    '',
  ].join('\n');
}
