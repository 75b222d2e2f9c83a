import { connect, openSession, type Pool, tierRole } from '@caretrail/db';
import {
  type Admit,
  CATALOGUE,
  type Caller,
  createSubgraph,
  type RequestInfo,
  type Store,
  type Subgraph,
  sessionSettings,
  sessionStore,
} from '@caretrail/kit';
import { chainSchema } from '../../../subgraphs/chain/chain-schema.ts';
import { claimsSchema } from '../../../subgraphs/claims/schema.ts';
import { patientsSchema } from '../../../subgraphs/patients/schema.ts';
import { NO_LEDGER } from '../../graph/profile.ts';
import type { ServerConfig } from './config.ts';

type Owner = keyof ServerConfig['logins'];
type OpenStore = (caller: Caller, info: RequestInfo) => Store;

/** Every policy of the hospital's opens to all of the tier, whatever the row: for this process, before anything is built. */
function openCatalogue(): void {
  const opened = (admit: Admit): Admit =>
    admit.tier === 'hospital' ? { tier: 'hospital', roles: [], purposes: [], relations: [] } : admit;
  const known = CATALOGUE.get;
  Object.assign(CATALOGUE, {
    get: (id: string) => {
      const policy = known(id);
      return { ...policy, admits: policy.admits.map(opened) };
    },
  });
}

/** A superuser's connections: no transaction, no role, no row-level security, and nothing on record. */
const unguarded = (pool: Pool): OpenStore => {
  const store: Store = {
    query: (statement) => pool(statement.template, ...(statement.values as never[])) as never,
    commit: async () => {},
    rollback: async () => {},
  };
  return () => store;
};

/** All that guards, but what was read is not put on record. */
const withoutEvent =
  (owner: Owner, pool: Pool): OpenStore =>
  (caller, info) => {
    const role = tierRole(owner, caller.tier, caller.role);
    const session = openSession(pool, { role, settings: sessionSettings(caller), signal: info.signal });
    const store = sessionStore(owner, caller, info, session);
    return { ...store, commit: () => store.commit([]) };
  };

/** The hub's subgraphs, with less around their statements than the product has. */
export function barerSubgraphs(config: ServerConfig): readonly Subgraph[] {
  if (config.layers === 'none') openCatalogue();
  const shared = { cursorKey: new Uint8Array(32).fill(7), anchors: null };
  const schemas = {
    patients: patientsSchema({ ...shared, pseudonymKey: (member) => new TextEncoder().encode(member) }),
    claims: claimsSchema(shared),
    chain: chainSchema({ ...shared, profile: NO_LEDGER, trust: new Uint8Array() }),
  };
  return (['patients', 'claims', 'chain'] as const).map((name) => {
    const bare = config.layers === 'none';
    const pool = connect(bare ? config.superuser : config.logins[name], { max: config.connections });
    return createSubgraph({
      ...{ name, ...schemas[name], openStore: bare ? unguarded(pool) : withoutEvent(name, pool) },
      onFailure: (error) => void process.stderr.write(`${String(error)}\n`),
      close: () => pool.end(),
    });
  });
}
