import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Relation } from '@caretrail/kit';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Followed } from '../follow.ts';
import { lineageGraph } from '../graph.ts';
import { FORMATS } from './formats.ts';

const hash = (digit: string): string => digit.repeat(64);
const PATIENT = '00000001-0000-4000-8000-000000000001';
const SOFTWARE = 'software/caretrail-import';

const followed = (relation: Relation, more: Partial<Followed> & Pick<Followed, 'hash'>): Followed => ({
  ...{ record: '00000004-0000-4000-8000-000000000001', type: 'Claim', agent: SOFTWARE, depth: 0 },
  ...{
    sources: [],
    derived: 0,
    grants: { patient: PATIENT, relations: { claim: [relation] }, consents: [] },
  },
  version: {
    ...{ number: 1, hash: more.hash, parents: [], activity: 'import', organization: 'lakeside' },
    ...{ recordedAt: new Date('2024-06-01T12:00:00.000Z'), anchor: 'ANCHORED', reason: null },
    checkpoint: { log: 'care/lakeside', size: 4, root: hash('0'), transaction: hash('9') },
  },
  ...more,
});

/** A claim with a decision, made from a visit; a consent of the person's own, and one by who acts for them. */
function lineage(relation: Relation) {
  const claim = followed(relation, { hash: hash('a'), sources: [hash('e')] });
  const pending = {
    number: 2,
    activity: 'adjudicate',
    organization: 'harbor-mutual',
    checkpoint: null,
  } as const;
  const versions = [
    claim,
    {
      ...claim,
      hash: hash('b'),
      sources: [hash('a')],
      version: { ...claim.version, ...pending, anchor: 'PENDING' },
    },
    followed(relation, {
      hash: hash('e'),
      type: 'Encounter',
      record: '00000002-0000-4000-8000-000000000001',
    }),
    followed(relation, { hash: hash('c'), type: 'Consent', agent: `Patient/${PATIENT}` }),
    followed(relation, {
      hash: hash('d'),
      type: 'Consent',
      agent: 'Patient/00000001-0000-4000-8000-000000000002',
    }),
  ] as const;
  return { ...lineageGraph(versions, null, new Uint8Array(32)), truncated: false, asOf: null, since: null };
}

const LINEAGES = [
  ['for who is told the time', lineage('self')],
  ['for who is told the day', lineage('case')],
] as const;

/** A name under a prefix that the document declares, or one of PROV's own. */
const name = z.string().regex(/^(caretrail|prov):\S+$/);
const time = z.iso.datetime();
const literal = z.union([
  z.string(),
  z.strictObject({ $: z.string(), type: z.string().regex(/^(xsd|prov):\w+$/) }),
]);
const attributes = z.record(z.string().regex(/^(prov:(type|label)|caretrail:\w+)$/), literal);
const relation = (from: string, to: string, more: z.ZodRawShape = {}) =>
  z.record(z.string().regex(/^_:\w+$/), z.strictObject({ [from]: name, [to]: name, ...more }));

/** PROV-JSON as the submission has it, of what is written here; nothing beside it. */
const PROV_JSON = z.strictObject({
  prefix: z.strictObject({ caretrail: z.url() }),
  ...{
    entity: z.record(name, attributes),
    activity: z.record(name, attributes),
    agent: z.record(name, attributes),
  },
  wasGeneratedBy: relation('prov:entity', 'prov:activity', { 'prov:time': time.optional() }),
  wasDerivedFrom: relation('prov:generatedEntity', 'prov:usedEntity', { 'prov:type': literal.optional() }),
  wasAttributedTo: relation('prov:entity', 'prov:agent'),
  wasAssociatedWith: relation('prov:activity', 'prov:agent'),
  actedOnBehalfOf: relation('prov:delegate', 'prov:responsible'),
});

describe.each(LINEAGES)('an export %s', (_, exported) => {
  it('in PROV-JSON has the submission’s form, and every name that it refers to', () => {
    const document = PROV_JSON.parse(JSON.parse(FORMATS.PROV_JSON(exported)));
    const { prefix, entity, activity, agent, ...relations } = document;
    const known = new Set([entity, activity, agent].flatMap((map) => Object.keys(map)));
    expect(Object.keys(entity)).toHaveLength(5);
    const ends = Object.values(relations).flatMap((map) =>
      Object.values(map).flatMap((one) => Object.entries(one).filter(([key]) => !/time|type/.test(key))),
    );
    expect(ends.length).toBeGreaterThan(30);
    expect(ends.filter(([, end]) => !known.has(String(end)))).toEqual([]);
  });

  it('in CSV has a row for each version under one heading', () => {
    const [heading = '', ...rows] = FORMATS.CSV(exported).trimEnd().split('\r\n');
    expect(rows.map((row) => row.split(',').length)).toEqual(Array(5).fill(heading.split(',').length));
    expect(rows[0]).toContain(`${hash('9')},,${hash('e')},1,0`);
  });

  it('in FHIR has a Provenance for each version, with what it revises and derives from', () => {
    const bundle = z
      .object({ type: z.literal('collection'), entry: z.array(z.object({ resource: z.looseObject({}) })) })
      .parse(JSON.parse(FORMATS.FHIR_PROVENANCE(exported)));
    expect(bundle.entry).toHaveLength(5);
    expect(bundle.entry[1]?.resource).toMatchObject({
      resourceType: 'Provenance',
      target: [{ reference: 'Claim/00000004-0000-4000-8000-000000000001/_history/2' }],
      entity: [
        { role: 'revision', what: { reference: 'Claim/00000004-0000-4000-8000-000000000001/_history/1' } },
      ],
    });
    expect(bundle.entry[3]?.resource['agent']).toMatchObject([{ who: { reference: `Patient/${PATIENT}` } }]);
    expect(JSON.stringify(bundle.entry[4]?.resource)).not.toContain('000000000002');
  });
});

it('tells a regulator no instant in any form', () => {
  for (const write of Object.values(FORMATS)) expect(write(lineage('case'))).not.toMatch(/T12:00/);
  for (const write of Object.values(FORMATS))
    expect(write(lineage('self'))).toMatch(/2024-06-01T12:00:00.000Z/);
});

it('marks what a spreadsheet would compute', () => {
  const odd = followed('self', { hash: hash('f') });
  const version = { ...odd.version, organization: '=1+1', activity: 'a,"b"' };
  const { nodes, edges } = lineageGraph([{ ...odd, version }], null, new Uint8Array(32));
  const text = FORMATS.CSV({ nodes, edges, truncated: false, asOf: null, since: null });
  expect(text).toContain(`,"a,""b""",${SOFTWARE},'=1+1,`);
});

/** The reference implementation, from PyPI; it is asked where it is at hand. */
function missing(): string | null {
  try {
    execFileSync('python3', ['-c', 'import prov.serializers.provjsonld'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'an independent reader of PROV needs Python and its package prov, 3 or later';
  }
}

const SAME = `
import sys
from prov.model import ProvDocument
first, second = (ProvDocument.deserialize(path, format=form) for path, form in zip(sys.argv[1:], ("json", "jsonld")))
print(len(first.get_records()), first == second)`;

describe('Python’s prov', () => {
  it.for(LINEAGES)('reads the same of PROV-JSON and of PROV-JSONLD %s', ([, exported], { skip }) => {
    const reason = missing();
    if (reason !== null) return skip(reason);
    const folder = mkdtempSync(join(tmpdir(), 'caretrail-prov-'));
    try {
      const files = (['PROV_JSON', 'PROV_JSONLD'] as const).map((form) => {
        writeFileSync(join(folder, form), FORMATS[form](exported));
        return join(folder, form);
      });
      const printed = execFileSync('python3', ['-c', SAME, ...files], { encoding: 'utf8' });
      expect(printed.trim()).toBe(`${exported.nodes.length + exported.edges.length} True`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
