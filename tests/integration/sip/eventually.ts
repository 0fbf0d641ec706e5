/** Asks again until it holds, or says what it last saw. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<void> {
  let value = await look();
  for (let tries = 0; !holds(value); tries += 1) {
    if (tries === 400) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    value = await look();
  }
}

type Heard = { readonly heardHz: number; readonly heardLevel: number };

/** The strongest component is this one, give or take a bin of the analyser. */
export const near = (expectedHz: number) => (sound: Heard) =>
  Math.abs(sound.heardHz - expectedHz) < 6;

/** Below -60 dBFS. */
export const silent = (sound: Heard) => sound.heardLevel < 0.001;
