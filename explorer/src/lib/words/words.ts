import type { words } from './en/index.ts';

/** What every language must say: the members of the English one, texts and functions alike. */
export type Words = typeof words;
