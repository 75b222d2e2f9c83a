import type { LedgerBytes } from '../block.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text where the bytes are UTF-8 without NUL (which PostgreSQL’s JSON does not take), else base64. */
export function ledgerBytes(bytes: Uint8Array): LedgerBytes {
  if (!bytes.includes(0)) {
    try {
      return { text: utf8.decode(bytes) };
    } catch {
      // no text: falls through to base64
    }
  }
  return { base64: Buffer.from(bytes).toString('base64') };
}

export const ledgerText = (text: string): LedgerBytes => ledgerBytes(Buffer.from(text));
