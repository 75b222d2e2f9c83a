import { parseSettings } from '@caretrail/kit/settings';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../settings.ts';
import { HUB_SETTINGS, subgraphAddresses } from './hub-settings.ts';

const env = {
  OIDC_ISSUER: 'https://issuer.example.org',
  SUBGRAPH_PATIENTS_URL: 'http://patients:4000/',
  SUBGRAPH_CLAIMS_URL: 'https://claims.example.org',
  SUBGRAPH_CHAIN_URL: 'http://[::1]:4003',
  CONTEXT_KEY: '{"kty":"OKP"}',
  TRUST_FILE: import.meta.filename,
};
const addresses = (more: Record<string, string>) => {
  const all = { ...env, ...more };
  return subgraphAddresses(parseSettings(HUB_SETTINGS, all), all);
};

describe('a hub of its own', () => {
  it('is told where each subgraph is', () => {
    expect([...addresses({})]).toEqual([
      ['patients', 'http://patients:4000'],
      ['claims', 'https://claims.example.org'],
      ['chain', 'http://[::1]:4003'],
    ]);
  });

  it.each([
    [{ SUBGRAPH_CLAIMS_URL: '' }, 'SUBGRAPH_CLAIMS_URL is not set.'],
    [
      { SUBGRAPH_CLAIM_URL: 'http://claims:4000' },
      'SUBGRAPH_CLAIM_URL names no subgraph: there are patients, claims, chain',
    ],
    [{ SUBGRAPH_CHAIN_URL: 'chain:4000' }, 'SUBGRAPH_CHAIN_URL must be an http:// or https:// address.'],
    [{ SUBGRAPH_CHAIN_URL: 'http://chain:4000/graphql' }, 'SUBGRAPH_CHAIN_URL must have no path.'],
    [{ CONTEXT_KEY: 'secret' }, 'CONTEXT_KEY must be JSON.'],
  ])('%o is refused by name', (more, line) => {
    expect(() => addresses(more)).toThrow(line);
  });

  it('is told of subgraphs of somebody else’s', () => {
    const read = (THIRD_PARTY_SUBGRAPHS: string) =>
      parseSettings(HUB_SETTINGS, { ...env, THIRD_PARTY_SUBGRAPHS });
    expect([...parseSettings(HUB_SETTINGS, env).THIRD_PARTY_SUBGRAPHS]).toEqual([]);
    const two = 'devices=https://devices.example.org/, beds=http://beds:4001';
    expect([...read(two).THIRD_PARTY_SUBGRAPHS]).toEqual([
      ['devices', 'https://devices.example.org'],
      ['beds', 'http://beds:4001'],
    ]);
    for (const wrong of [
      'devices',
      'chain=http://x:1',
      'a=http://x:1,a=http://y:1',
      'a=x:1',
      'a=http://x/y',
      'A=http://x:1',
    ])
      expect(() => read(wrong), wrong).toThrow('THIRD_PARTY_SUBGRAPHS must be pairs');
  });

  it('is started by a command of its own: the launcher does not take its settings for its own', () => {
    expect(() => readSettings({ SUBGRAPH_PATIENTS_URL: 'http://patients:4000' })).toThrow('npm run hub');
  });
});
