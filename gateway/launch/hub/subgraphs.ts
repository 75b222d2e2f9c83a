import { createChain } from '@caretrail/chain';
import { readProfile, trustFileOf } from '@caretrail/chain/ledger';
import { createClaims } from '@caretrail/claims';
import { connect, type Pool } from '@caretrail/db';
import { AnchorCheck } from '@caretrail/db/provenance';
import { SCHEMA_DOCUMENTS } from '@caretrail/db/records';
import type { RequestInfo, Subgraph } from '@caretrail/kit';
import { createPatients, pseudonymKeys } from '@caretrail/patients';
import type { Logger } from 'pino';
import type { HubConfig } from './hub-config.ts';

/** The three subgraphs in this process, each with its own login, and the trust file that their proofs are checked with. */
export interface LocalSubgraphs {
  readonly subgraphs: readonly Subgraph[];
  /** By login. */
  readonly pools: ReadonlyMap<string, Pool>;
  readonly trust: string;
}

export function createSubgraphs(config: HubConfig, logger: Logger): LocalSubgraphs {
  const profile = readProfile(config.profile);
  const trust = trustFileOf(profile, SCHEMA_DOCUMENTS);
  const cursorKey = Buffer.from(config.cursor, 'hex');
  const anchors = new AnchorCheck(trust);
  const onFailure = (error: unknown, info: RequestInfo) =>
    logger.error({ err: error, request: info.id }, 'a field failed');
  const pool = (address: string) => connect(address, { name: 'caretrail hub' });
  const [patients, claims, chain] = [
    pool(config.database.patients),
    pool(config.database.claims),
    pool(config.database.chain),
  ];
  return {
    pools: new Map([
      ['caretrail_patients', patients],
      ['caretrail_claims', claims],
      ['caretrail_chain', chain],
    ]),
    subgraphs: [
      createPatients({
        pool: patients,
        cursorKey,
        pseudonymKey: pseudonymKeys(Buffer.from(config.pseudonym, 'hex')),
        anchors,
        onFailure,
      }),
      createClaims({ pool: claims, cursorKey, anchors, onFailure }),
      createChain({ pool: chain, profile, trust, cursorKey, onFailure }),
    ],
    trust: new TextDecoder().decode(trust),
  };
}
