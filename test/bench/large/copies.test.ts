import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCopies } from './copies.ts';

const id = (head: string) => `${head}-1111-4111-8111-111111111111`;
const SET = {
  Organization: [{ resourceType: 'Organization', id: id('0000000a') }],
  Patient: ['0000000b', '0000000c'].map((head) => ({ resourceType: 'Patient', id: id(head) })),
  Encounter: ['0000000b', '0000000c', '0000000b'].map((head, at) => ({
    ...{ resourceType: 'Encounter', id: id(`0000001${at}`) },
    subject: { reference: `urn:uuid:${id(head)}` },
    serviceProvider: { reference: `urn:uuid:${id('0000000a')}` },
  })),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-copies-'));
  mkdirSync(join(folder, 'source'));
  for (const [type, resources] of Object.entries(SET)) {
    const lines = resources.map((resource) => JSON.stringify(resource)).join('\n');
    writeFileSync(join(folder, 'source', `${type}.ndjson.gz`), gzipSync(lines));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('copies of a bulk export', () => {
  it('have ids of their own, refer to each other as the original does, and share its organizations', async () => {
    const files = await makeCopies(join(folder, 'source'), Object.keys(SET), 3, folder);
    const [organizations, patients, encounters] = files.map((file) =>
      gunzipSync(readFileSync(file)).toString().trim().split('\n'),
    );
    expect(organizations).toHaveLength(1);
    const people = (patients ?? []).map((line): string => JSON.parse(line).id);
    expect(people.slice(0, 2)).toEqual([id('0000000b'), id('0000000c')]);
    expect(new Set(people).size).toBe(6);
    const visits = (encounters ?? []).map((line) => JSON.parse(line));
    expect(new Set(visits.map((visit) => visit.id)).size).toBe(9);
    const visited = visits.map(({ subject }) => people.indexOf(subject.reference.slice('urn:uuid:'.length)));
    expect(visited).toEqual([0, 1, 0, 2, 3, 2, 4, 5, 4]);
    for (const { serviceProvider } of visits)
      expect(serviceProvider.reference).toBe(`urn:uuid:${id('0000000a')}`);
  });
});
