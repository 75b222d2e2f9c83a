/** The word for a code, or the code itself where there is none: codes come from outside and may be new. */
export function say(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
