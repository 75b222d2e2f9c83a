import { ensure } from '../refused.ts';

const URL_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PEM_ALPHABET = `${URL_ALPHABET.slice(0, 62)}+/`;

/** base64url without padding (RFC 4648, 5). */
export const toBase64url = (bytes: Uint8Array): string => encode(bytes, URL_ALPHABET);

/** base64 with padding (RFC 4648, 4), as PEM has it. */
export function toBase64(bytes: Uint8Array): string {
  const text = encode(bytes, PEM_ALPHABET);
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * *bytes* of the format: base64url without padding, whose unused bits are zero, so that no two texts mean the
 * same bytes. Refused: `BAD_BASE64URL`.
 */
export function fromBase64url(value: unknown): Uint8Array<ArrayBuffer> {
  ensure(typeof value === 'string', 'BAD_BASE64URL', 'want base64url text');
  return decode(value, URL_DIGITS);
}

/** The inverse of `toBase64`; the padding is left to the caller, who compares by encoding again. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return decode(text.replace(/={1,2}$/, ''), PEM_DIGITS);
}

const URL_DIGITS = digitsOf(URL_ALPHABET);
const PEM_DIGITS = digitsOf(PEM_ALPHABET);
const NO_DIGIT = 64;

function digitsOf(alphabet: string): Uint8Array {
  const digits = new Uint8Array(128).fill(64);
  for (let digit = 0; digit < alphabet.length; digit++) digits[alphabet.charCodeAt(digit)] = digit;
  return digits;
}

function encode(bytes: Uint8Array, alphabet: string): string {
  let [text, held, bits] = ['', 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; ) {
      bits -= 6;
      text += alphabet[(held >> bits) & 63];
    }
    held &= 0xff;
  }
  return bits === 0 ? text : text + alphabet[(held << (6 - bits)) & 63];
}

function decode(text: string, digits: Uint8Array): Uint8Array<ArrayBuffer> {
  ensure(text.length % 4 !== 1, 'BAD_BASE64URL', 'no bytes have this length');
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [held, bits, at] = [0, 0, 0];
  for (let index = 0; index < text.length; index++) {
    const digit = digits[text.charCodeAt(index)] ?? NO_DIGIT;
    ensure(digit !== NO_DIGIT, 'BAD_BASE64URL', 'a character is not of the alphabet');
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
    }
  }
  ensure((held & ((1 << bits) - 1)) === 0, 'BAD_BASE64URL', 'unused bits are not zero');
  return bytes;
}
