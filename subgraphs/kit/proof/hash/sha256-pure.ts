/** SHA-256 (FIPS 180-4) in plain TypeScript: for browsers, where WebCrypto only hashes asynchronously, and for short messages. */

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const ROUND_CONSTANTS = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);

const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;

// Kept between calls: nearly all messages here are one or two blocks, and allocating would cost as much as hashing.
// A call runs to its end before the next one starts.
const state = new Int32Array(8);
const schedule = new Int32Array(64);
const tail = new Uint8Array(2 * BLOCK_BYTES);

/** SHA-256 of a message. */
export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  initialise();
  const whole = message.length - (message.length % BLOCK_BYTES);
  for (let at = 0; at < whole; at += BLOCK_BYTES) compress(message, at);
  const end = pad(message, whole);
  for (let at = 0; at < end; at += BLOCK_BYTES) compress(tail, at);
  return digest();
}

/** First 32 bits of the fractional parts of the square roots of the first 8 primes (FIPS 180-4, 5.3.3). */
function initialise(): void {
  state[0] = 0x6a09e667;
  state[1] = 0xbb67ae85;
  state[2] = 0x3c6ef372;
  state[3] = 0xa54ff53a;
  state[4] = 0x510e527f;
  state[5] = 0x9b05688c;
  state[6] = 0x1f83d9ab;
  state[7] = 0x5be0cd19;
}

/**
 * Fills `tail` with what is left of the message and its padding: a one bit, zeros, the length in bits (FIPS 180-4,
 * 5.1.1). Returns the bytes filled: one block or two.
 */
function pad(message: Uint8Array, from: number): number {
  const rest = message.length - from;
  const end = rest < BLOCK_BYTES - LENGTH_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES;
  for (let at = 0; at < rest; at++) tail[at] = message[from + at] ?? 0;
  tail[rest] = 0x80;
  for (let at = rest + 1; at < end - LENGTH_BYTES; at++) tail[at] = 0;
  let bits = message.length * 8;
  for (let at = end - 1; at >= end - LENGTH_BYTES; at--) {
    tail[at] = bits;
    bits = Math.floor(bits / 256);
  }
  return end;
}

/** The compression function over the 64 bytes at `from` (FIPS 180-4, 6.2.2). */
function compress(bytes: Uint8Array, from: number): void {
  expand(bytes, from);
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let round = 0; round < 64; round++) {
    const sigma1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const one = (h + sigma1 + choice + (ROUND_CONSTANTS[round] ?? 0) + (schedule[round] ?? 0)) | 0;
    const sigma0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + sigma0 + majority) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

/** The message schedule of a block (FIPS 180-4, 6.2.2, step 1). */
function expand(bytes: Uint8Array, from: number): void {
  for (let at = 0, byte = from; at < 16; at++, byte += 4) {
    schedule[at] =
      ((bytes[byte] ?? 0) << 24) |
      ((bytes[byte + 1] ?? 0) << 16) |
      ((bytes[byte + 2] ?? 0) << 8) |
      (bytes[byte + 3] ?? 0);
  }
  for (let at = 16; at < 64; at++) {
    const x = schedule[at - 15] ?? 0;
    const y = schedule[at - 2] ?? 0;
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[at] = ((schedule[at - 16] ?? 0) + sigma0 + (schedule[at - 7] ?? 0) + sigma1) | 0;
  }
}

/** The state, big-endian. */
function digest(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * state.length);
  for (let at = 0; at < state.length; at++) {
    const word = state[at] ?? 0;
    bytes[4 * at] = word >>> 24;
    bytes[4 * at + 1] = word >>> 16;
    bytes[4 * at + 2] = word >>> 8;
    bytes[4 * at + 3] = word;
  }
  return bytes;
}
