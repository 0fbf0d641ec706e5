/** The longest note of a summary, in UTF-16 code units. */
export const noteLimit = 20_000;
