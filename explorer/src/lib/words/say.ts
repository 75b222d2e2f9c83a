/** The word for a code; where there is none, what came with it, or the code itself: codes come from outside and may be new. */
export function say(words: Readonly<Record<string, string>>, code: string, otherwise = code): string {
  return Object.hasOwn(words, code) ? (words[code] ?? otherwise) : otherwise;
}
