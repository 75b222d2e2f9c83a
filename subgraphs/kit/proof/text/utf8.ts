const encoder = new TextEncoder();

/** A byte order mark is kept, so that it is refused where it does not belong; overlong forms and surrogates throw. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Up to here a loop over plain ASCII is quicker than a call into the encoder. */
const SHORT = 64;

/** UTF-8 of a well-formed text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return (text.length <= SHORT ? ascii(text) : null) ?? encoder.encode(text);
}

function ascii(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return null;
    bytes[at] = code;
  }
  return bytes;
}

/** The text, or null if the bytes are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
