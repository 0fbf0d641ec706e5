import type { Page } from './media-browser.ts';

/**
 * Runs in a page before its own scripts: listens to whatever a peer connection receives and keeps
 * the longest stretch of silence between sounds. The analyser holds two thirds of a second and is
 * read four times a second, so that a busy page loses nothing.
 */
export const gapMeterSource = `(() => {
  const quietBelow = 0.004, everyMs = 150;
  const state = { longestMs: 0, heard: false };
  window.__gaps = {
    reset() { state.longestMs = 0; state.heard = false; },
    read() { return { ...state }; },
  };
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener('track', ({ track }) => watch(track));
    }
  };
  function watch(track) {
    const context = new AudioContext();
    const element = new Audio();
    element.muted = true;
    element.srcObject = new MediaStream([track]);
    void element.play();
    const analyser = new AnalyserNode(context, { fftSize: 32768 });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      let run = 0, longest = 0, loud = false;
      for (const sample of samples) {
        if (Math.abs(sample) < quietBelow) { run += 1; if (run > longest) longest = run; }
        else { run = 0; loud = true; }
      }
      // Before the first sound there is nothing to be missed.
      if (!state.heard) { state.heard = loud && longest < 500; return; }
      state.longestMs = Math.max(state.longestMs, (longest / context.sampleRate) * 1000);
    }, everyMs);
  }
})();`;

/** Begins anew; the call has to be heard already. */
export async function resetGaps(page: Page): Promise<void> {
  await page.evaluate('__gaps.reset()');
}

/** The longest silence since then, in milliseconds; null when nothing was heard at all. */
export async function longestGapMs(page: Page): Promise<number | null> {
  const { heard, longestMs } = await page.evaluate<{ heard: boolean; longestMs: number }>(
    '__gaps.read()',
  );
  return heard ? longestMs : null;
}
