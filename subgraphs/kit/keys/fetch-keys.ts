import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';

/** Bytes and keys of a set: more is no set that a signer publishes. */
const MOST_BYTES = 256_000;
const MOST_KEYS = 100;

const keySet = z.object({
  keys: z
    .array(z.looseObject({ kty: z.string() }))
    .min(1)
    .max(MOST_KEYS),
});

/** Why a set could not be had; `reason` names no address and quotes nothing of the answer. */
class NoKeys extends Error {
  override readonly name = 'NoKeys';
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new NoKeys(`it answered more than ${MOST_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Fetches a JWK Set (RFC 7517) within `deadline` milliseconds, its body included. Throws {@link NoKeys}. */
export async function fetchKeys(address: URL, deadline: number): Promise<JSONWebKeySet> {
  const signal = AbortSignal.timeout(deadline);
  try {
    const response = await fetch(address, {
      signal,
      redirect: 'error',
      headers: { accept: 'application/jwk-set+json, application/json' },
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new NoKeys(`it answered ${response.status}`);
    }
    const text = await readText(response);
    try {
      return keySet.parse(JSON.parse(text));
    } catch {
      // What a parser says may quote the answer.
      throw new NoKeys('it answered no JWK Set');
    }
  } catch (cause) {
    if (cause instanceof NoKeys) throw cause;
    throw new NoKeys(signal.aborted ? `it did not answer in ${deadline} ms` : 'it does not answer', {
      cause,
    });
  }
}
