/** The microphone's track as JsSIP handles it before it is added to a connection. */
export type FacadeTrack = { readonly kind: 'audio'; enabled: boolean; stop(): void };

/**
 * Stands for "the microphone of the call" and holds nothing: the page opens the real one when it
 * is asked to prepare the call or to add the track.
 */
export class FacadeStream {
  readonly #tracks: FacadeTrack[] = [{ kind: 'audio', enabled: true, stop: () => undefined }];

  getTracks(): FacadeTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): FacadeTrack[] {
    return this.getTracks();
  }

  getVideoTracks(): FacadeTrack[] {
    return [];
  }

  removeTrack(track: FacadeTrack): void {
    const index = this.#tracks.indexOf(track);
    if (index >= 0) this.#tracks.splice(index, 1);
  }
}
