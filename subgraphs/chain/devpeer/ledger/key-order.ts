/** Go compares strings by their UTF-8 bytes, JavaScript by UTF-16 units; they differ above U+FFFF. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
