/** How far long lists are counted: what a page costs shall not grow with what stands behind it. */
export const COUNTED_TO = 500;

/** Selection on a connection that tells whether there are more than {@link COUNTED_TO}, by one more. */
export const COUNT = `countUpTo(limit: ${COUNTED_TO + 1})`;
