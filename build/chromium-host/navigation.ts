import { addRequestCheck } from './protocol.ts';
import { fromChromium } from './scheme.ts';

type Offer = (event: { preventDefault(): void }, url: string) => void;

const offers = new Map<string, Offer>();

/** Documents that main asked for, by target: those navigations are not the page's own. */
const expected = new Map<string, string>();

/** Main asks for this document: `will-navigate` stays silent about it. */
export function expectNavigation(targetId: string, chromiumUrl: string): void {
  expected.set(targetId, withoutHash(chromiumUrl));
}

/** From now on the navigations that this target's page starts itself are offered first. */
export function offerNavigations(targetId: string, offer: Offer): void {
  offers.set(targetId, offer);
}

/** The target has gone. */
export function forgetNavigations(targetId: string): void {
  offers.delete(targetId);
  expected.delete(targetId);
}

function withoutHash(url: string): string {
  return url.split('#')[0] ?? url;
}

/** A navigation that the page itself starts is offered to `will-navigate`, which may refuse it. */
addRequestCheck(({ frameId, resourceType, request }) => {
  if (resourceType !== 'Document') return undefined;
  const offer = offers.get(frameId);
  if (offer === undefined) return undefined;
  if (expected.get(frameId) === withoutHash(request.url)) {
    expected.delete(frameId);
    return undefined;
  }
  let prevented = false;
  const url = fromChromium(request.url);
  const event = {
    url,
    isSameDocument: false,
    isMainFrame: true,
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  offer(event, url);
  return prevented ? 'block' : undefined;
});
