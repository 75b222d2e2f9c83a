import { CATALOGUE, type Caller, TIERS, type Tier } from '@caretrail/kit';
import { isObjectType } from 'graphql';
import { createDecisions } from '../../gateway/authorise/decide.ts';
import { compose } from '../../gateway/compose/compose.ts';
import { selfSdl } from '../../gateway/self/self.ts';
import { buildView } from '../../gateway/tiers/view.ts';
import { NOW } from './callers.ts';
import { SUBGRAPHS } from './subgraph-layer.ts';

const composition = compose([...SUBGRAPHS, { name: 'self', sdl: selfSdl() }], CATALOGUE);
const VIEWS = new Map(
  TIERS.map((tier) => {
    const { schema } = buildView(tier, composition);
    return [tier, { schema, decisions: createDecisions(schema, composition.index) }];
  }),
);

function viewOf(tier: Tier) {
  const view = VIEWS.get(tier);
  if (!view) throw new Error(tier);
  return view;
}

export const hasType = (tier: Tier, type: string): boolean => viewOf(tier).schema.getType(type) !== undefined;

/** Names of the policies of a field, as one text: fields that share it are decided alike. */
export const rightOf = (type: string, field: string): string =>
  (composition.index.get(`${type}.${field}`) ?? []).map((all) => all.map(({ id }) => id).join('+')).join('|');

/** What the hub says of a field: not there in the caller's tier, refused, or allowed as far as no row is asked. */
export function hubSays(type: string, field: string, caller: Caller): 'absent' | 'refused' | 'allowed' {
  const { schema, decisions } = viewOf(caller.tier);
  const parent = schema.getType(type);
  const definition = isObjectType(parent) ? parent.getFields()[field] : undefined;
  if (!isObjectType(parent) || !definition) return 'absent';
  return decisions(caller, NOW)(parent, definition).allowed ? 'allowed' : 'refused';
}
