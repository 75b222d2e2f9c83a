import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { hash } from '../hash/hash.ts';
import {
  fieldLeaf,
  fieldSalt,
  fromBase64url,
  hashFromHex,
  inclusionPath,
  isConsistent,
  jcs,
  logLeaf,
  parentsRoot,
  parseJson,
  rootFromPath,
  schemaHash,
  toHex,
  treeRoot,
  verify,
  versionHash,
} from '../index.ts';
import { consistencyPath } from '../tree/consistency.ts';
import { failureOf, outcomeOf, reasonOf } from './outcome.ts';
import { patched } from './patch.ts';
import { ABSENT, load, loadProofs, reference } from './reference.ts';

// Vectors of proof format 1, made and checked by its second implementation (Python). They decide what is right.

const file = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const bytes = (encoded: string): Uint8Array => Buffer.from(encoded, 'base64');

let checks = 0;
/** One check, counted as the second implementation counts. */
function same(found: unknown, wanted: unknown, what: string): void {
  checks++;
  expect(found, what).toEqual(wanted);
}

beforeEach((context) => {
  if (reference === null) context.skip(ABSENT);
});

afterAll(() => {
  console.log(reference === null ? `skipped: ${ABSENT}` : `${checks} checks of proof format 1's vectors`);
});

describe('the vectors of proof format 1', () => {
  it('agree on JSON and its canonical form', () => {
    for (const { text: written, base64, reason, jcs: canonical } of load('json')) {
      const input = base64 === undefined ? Buffer.from(written) : bytes(base64);
      if (reason !== undefined) {
        same(
          reasonOf(() => parseJson(input)),
          reason,
          written ?? base64,
        );
        continue;
      }
      same(jcs(parseJson(input)), new Uint8Array(Buffer.from(canonical)), written);
      same(jcs(parseJson(canonical)), new Uint8Array(Buffer.from(canonical)), canonical);
    }
  });

  it('agree on hex and base64url', () => {
    for (const { hex32, ok, hex, base64url } of load('encodings')) {
      if (hex32 !== undefined)
        same(
          reasonOf(() => hashFromHex(hex32)),
          ok ? 'OK' : 'BAD_HEX',
          hex32,
        );
      else if (hex !== undefined) same(toHex(fromBase64url(base64url)), hex, base64url);
      else
        same(
          reasonOf(() => fromBase64url(base64url)),
          'BAD_BASE64URL',
          base64url,
        );
    }
  });

  it('agree on record versions', () => {
    for (const vector of load('records')) {
      const { schema, values } = vector;
      const salt32 = hashFromHex(vector.salt32);
      const salts: Uint8Array[] = values.map((_: unknown, index: number) => fieldSalt(salt32, index));
      const leaves = salts.map((salt, index) => fieldLeaf(index, salt, values[index]));
      const root = treeRoot(leaves);
      same(toHex(schemaHash(schema)), vector.schemaHash, 'schema hash');
      same(salts.map(toHex), vector.fieldSalts, 'field salts');
      same(leaves.map(toHex), vector.leaves, 'leaves');
      same(toHex(root), vector.root, 'root');
      const hashed = versionHash(schema.type, schema.schema, values.length, root);
      same(toHex(hashed), vector.versionHash, 'version hash');
    }
  });

  it('agree on parents', () => {
    for (const { parents, root } of load('parents')) {
      const found = () => toHex(parentsRoot(parents.map(hashFromHex)));
      same(reasonOf(found) === 'OK' ? found() : null, root, parents.join());
    }
  });

  it('are good proofs', async () => {
    const trust = load('trust');
    for (const [name, proof] of loadProofs()) {
      same(failureOf(await verify(file(proof), file(trust))), {}, name);
      const canonical = await verify(jcs(parseJson(file(proof))), jcs(trust));
      same(failureOf(canonical), {}, `${name}, canonical`);
    }
  });

  it('are refused once tampered with, at the right step and for the right reason', async () => {
    const [trust, proofs] = [load('trust'), loadProofs()];
    for (const { name, base, patch, trustPatch = [], expect: wanted } of load('tampered')) {
      const verdict = await verify(file(patched(proofs.get(base), patch)), file(patched(trust, trustPatch)));
      same(failureOf(verdict), wanted, name);
    }
  });

  it('are refused where malformed', async () => {
    const [trust, proofs] = [file(load('trust')), loadProofs()];
    for (const { base, replace, pad = 0, base64, text: written, expect: wanted } of load('malformed')) {
      let input = base64 === undefined ? Buffer.from(written ?? '') : bytes(base64);
      if (base !== undefined) {
        const [old, replacement] = (replace ?? ['', '']).map((part: string) => part.replace(': ', ':'));
        const whole = JSON.stringify(proofs.get(base));
        expect(whole).toContain(old);
        input = Buffer.from(whole.replace(old, replacement) + ' '.repeat(pad));
      }
      same(failureOf(await verify(input, trust)), wanted, `${written ?? base64 ?? replace ?? 'padded'}`);
    }
  });
});

describe('the vectors of Merkle trees', () => {
  const entry = (index: number): Uint8Array => {
    const encoded = new Uint8Array(8);
    new DataView(encoded.buffer).setBigUint64(0, BigInt(index));
    return encoded;
  };
  const leaves = Array.from({ length: 64 }, (_, index) => logLeaf(entry(index)));
  const digest = (paths: readonly (readonly Uint8Array[])[]) =>
    toHex(hash(...paths.flatMap((path) => [Uint8Array.of(path.length), ...path])));

  it('agree with the known answers of the certificate-transparency project', () => {
    const { entries, roots } = load('rfc6962').certificateTransparency;
    const known: Uint8Array[] = entries.map((hex: string) => logLeaf(Buffer.from(hex, 'hex')));
    roots.forEach((root: string, at: number) => {
      same(toHex(treeRoot(known.slice(0, at + 1))), root, `root ${at + 1}`);
    });
  });

  it('agree on roots and every path up to 64 leaves', () => {
    const { roots, inclusionDigest, consistencyDigest } = load('rfc6962');
    for (let size = 0; size <= 64; size++) {
      const tree = leaves.slice(0, size);
      same(toHex(treeRoot(tree)), roots[size], `root ${size}`);
      if (size === 0) continue;
      const inclusion = tree.map((_, index) => inclusionPath(tree, index));
      const consistency = tree.slice(1).map((_, old) => consistencyPath(tree, old + 1));
      same(digest(inclusion), inclusionDigest[size - 1], `inclusion ${size}`);
      same(digest(consistency), consistencyDigest[size - 1], `consistency ${size}`);
    }
  });

  it('accept every proof up to 64 leaves, and none of its neighbours', () => {
    const roots: Uint8Array[] = load('rfc6962').roots.map(hashFromHex);
    const [none, wrong] = [new Uint8Array(), new Uint8Array(32)];
    const state = (size: number, root = roots[size] ?? none) => ({ size, root });
    let bad = 0;
    for (let size = 1; size <= 64; size++) {
      const tree = leaves.slice(0, size);
      const root = toHex(roots[size] ?? none);
      for (const [index, leaf] of tree.entries()) {
        const path = inclusionPath(tree, index);
        const lead = (at: number, way = path) => outcomeOf(() => toHex(rootFromPath(leaf, at, size, way)));
        bad += Number(lead(index) !== root);
        bad += Number(lead(index, [...path, wrong]) !== 'PATH_LENGTH');
        bad += Number(path.length > 0 && lead(index, path.slice(0, -1)) !== 'PATH_LENGTH');
        bad += tree.filter((_, other) => other !== index && lead(other) === root).length;
      }
      for (let old = 1; old < size; old++) {
        const path = consistencyPath(tree, old);
        bad += Number(!isConsistent(state(old), state(size), path));
        const neighbours = [
          isConsistent(state(old), state(size), [...path, wrong]),
          isConsistent(state(old), state(size), path.slice(0, -1)),
          isConsistent(state(old), state(size), [wrong, ...path.slice(1)]),
          isConsistent(state(old, wrong), state(size), path),
          isConsistent(state(old), state(size, wrong), path),
          ...tree.slice(1).map((_, at) => at + 1 !== old && isConsistent(state(at + 1), state(size), path)),
        ];
        bad += neighbours.filter(Boolean).length;
      }
    }
    same(bad, 0, 'proofs up to 64 leaves');
  });

  it('agree on single paths', () => {
    const { roots, inclusion, consistency } = load('rfc6962');
    for (const { index, size, path } of inclusion) {
      const root = rootFromPath(leaves[index] ?? new Uint8Array(), index, size, path.map(hashFromHex));
      same(toHex(root), roots[size], `inclusion ${index} of ${size}`);
    }
    for (const { old, size, path } of consistency) {
      const [before, after] = [old, size].map((at) => ({ size: at, root: hashFromHex(roots[at]) }));
      const isGood = before && after && isConsistent(before, after, path.map(hashFromHex));
      same(isGood, true, `consistency ${old} to ${size}`);
    }
  });
});
