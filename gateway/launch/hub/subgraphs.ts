import { createChain } from '@caretrail/chain';
import { readProfile, trustFileOf } from '@caretrail/chain/ledger';
import { createClaims } from '@caretrail/claims';
import { connect } from '@caretrail/db';
import { AnchorCheck } from '@caretrail/db/provenance';
import { SCHEMA_DOCUMENTS } from '@caretrail/db/records';
import type { RequestInfo, Subgraph } from '@caretrail/kit';
import { createPatients, pseudonymKeys } from '@caretrail/patients';
import type { Logger } from 'pino';
import type { HubConfig } from './hub-config.ts';

/** The three subgraphs in this process, each with its own login, and the trust file that their proofs are checked with. */
export interface LocalSubgraphs {
  readonly subgraphs: readonly Subgraph[];
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
  return {
    subgraphs: [
      createPatients({
        pool: pool(config.database.patients),
        cursorKey,
        pseudonymKey: pseudonymKeys(Buffer.from(config.pseudonym, 'hex')),
        anchors,
        onFailure,
      }),
      createClaims({ pool: pool(config.database.claims), cursorKey, anchors, onFailure }),
      createChain({ pool: pool(config.database.chain), profile, trust, cursorKey, onFailure }),
    ],
    trust: new TextDecoder().decode(trust),
  };
}
