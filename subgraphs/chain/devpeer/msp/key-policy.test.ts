import { describe, expect, it } from 'vitest';
import { keyPolicy } from './application-policy.ts';
import { parsePolicy } from './policy-dsl.ts';

/** A length-delimited field 2, which rules nest in. */
function nested(depth: number): Buffer {
  let bytes = Buffer.alloc(0);
  for (let level = 0; level < depth; level += 1) {
    const { length } = bytes;
    const size = length < 128 ? [length] : [(length & 127) | 128, (length >> 7) & 127];
    bytes = Buffer.concat([Buffer.of(0x12, ...size), bytes]);
  }
  return bytes;
}

describe('a policy that a contract gave a key', () => {
  it.each([
    ['of bytes that are none', Buffer.from('no policy')],
    ['without a rule', Buffer.alloc(0)],
    ['with a principal that cannot be read', Buffer.from('12020800' + '1a04' + '12020fff', 'hex')],
    ['of rules nested without end', nested(20_000)],
    ['that is larger than any', Buffer.alloc(1 << 20, parsePolicy("OR('A.peer')").serializeBinary())],
  ])('%s is one that nobody satisfies', (_name, bytes) => {
    expect(keyPolicy(bytes).refusal([])).not.toBeNull();
  });
});
