import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitVersion, inclusionPath, jcs, logLeaf, schemaHash, toHex, treeRoot } from '../index.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'proof-format.md'), 'utf8');

describe('the page that describes the format', () => {
  it('has a worked example that is right', () => {
    const schema = { type: 'Condition', schema: 1, fields: ['patient', 'code'] };
    const { leaves, salts, values, hash } = commitVersion({
      header: {
        schema,
        record: 'condition-1',
        version: 1,
        organization: 'lakeside',
        log: 'care/lakeside',
        activity: 'import',
        agent: 'importer',
        recordedAt: '2026-11-20T12:00:00.000Z',
        parents: [],
      },
      values: ['patient-1', { system: 'http://snomed.info/sct', code: '38341003', display: null }],
      salt32: Uint8Array.from({ length: 32 }, (_, at) => at),
    });
    const hashes = [
      ...[schemaHash(schema), treeRoot(leaves), hash, logLeaf(hash)],
      ...[...leaves, ...salts, ...inclusionPath(leaves, 5)],
    ];
    const written = values.slice(1).map((value) => new TextDecoder().decode(jcs(value)));
    const wanted = [...hashes.map(toHex), ...written];
    expect(wanted.filter((text) => !page.includes(text))).toEqual([]);
  });

  it('names every reason that a proof is refused for', () => {
    const source = readFileSync(join(root, 'subgraphs', 'kit', 'proof', 'refused.ts'), 'utf8');
    const reasons = [...source.matchAll(/'([A-Z][A-Z0-9_]+)'/g)].map(([, reason = '']) => reason);
    expect(reasons.length).toBeGreaterThan(40);
    expect(reasons.filter((reason) => !page.includes(`\`${reason}\``))).toEqual([]);
  });
});
