/**
 * A privileged scheme's `app://NAME/path` is `https://NAME.app.localhost/path` in Chromium: a secure
 * context with an origin of its own per NAME, which no server on the network can answer.
 */
const schemes = new Set<string>();

export function addScheme(scheme: string): void {
  schemes.add(scheme);
}

/** The address Chromium loads for an address of the app. */
export function toChromium(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
  const [, scheme = '', name = '', rest = ''] = match ?? [];
  if (!schemes.has(scheme)) return url;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return `https://${name.toLowerCase()}.${scheme}.localhost${path}`;
}

/** The app's address for one of Chromium's; any other address stays as it is. */
export function fromChromium(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.localhost(?::443)?(.*)$/is.exec(url);
  const [, name = '', scheme = '', rest = ''] = match ?? [];
  return schemes.has(scheme) ? `${scheme}://${name}${rest}` : url;
}

/** The scheme that serves this Chromium address, if the app has registered one. */
export function schemeOf(url: string): string | undefined {
  const own = fromChromium(url);
  return own === url ? undefined : own.slice(0, own.indexOf(':'));
}

/** `scheme://name` of an app's address, or the web origin; `null` for about:blank and the like. */
export function originOf(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url);
  return match === null ? 'null' : match[0];
}

/** Content-Security-Policy with the app's schemes spelled as Chromium will see them. */
export function toChromiumPolicy(policy: string): string {
  let result = policy;
  for (const scheme of schemes) {
    result = result
      .replace(
        new RegExp(`(^|[\\s;,])${scheme}://([^\\s;,/]+)`, 'gi'),
        `$1https://$2.${scheme}.localhost`,
      )
      .replace(
        new RegExp(`(^|[\\s;,])${scheme}:(?=[\\s;,]|$)`, 'gi'),
        `$1https://*.${scheme}.localhost`,
      );
  }
  return result;
}
