import type { Lineage, LineageRelation } from '../lineage.ts';
import { type Element, NAMESPACE, type Relation, statements } from './statements.ts';

const MAPS = { ENTITY: 'entity', ACTIVITY: 'activity', AGENT: 'agent' } as const;

/** The map that a relation stands in, and what it calls its two ends. */
const RELATIONS: Readonly<Record<LineageRelation, readonly [map: string, from: string, to: string]>> = {
  WAS_GENERATED_BY: ['wasGeneratedBy', 'prov:entity', 'prov:activity'],
  WAS_DERIVED_FROM: ['wasDerivedFrom', 'prov:generatedEntity', 'prov:usedEntity'],
  WAS_REVISION_OF: ['wasDerivedFrom', 'prov:generatedEntity', 'prov:usedEntity'],
  WAS_ATTRIBUTED_TO: ['wasAttributedTo', 'prov:entity', 'prov:agent'],
  WAS_ASSOCIATED_WITH: ['wasAssociatedWith', 'prov:activity', 'prov:agent'],
  ACTED_ON_BEHALF_OF: ['actedOnBehalfOf', 'prov:delegate', 'prov:responsible'],
};

const qualified = (name: string) => ({ $: name, type: 'prov:QUALIFIED_NAME' });

const written = ({ type, label, attributes }: Element) => ({
  'prov:type': qualified(type),
  'prov:label': label,
  ...Object.fromEntries(
    attributes.map(({ name, value, type: typed }) => [
      `caretrail:${name}`,
      typed === undefined ? value : { $: value, type: typed },
    ]),
  ),
});

const related = ({ relation, from, to, time }: Relation) => ({
  [RELATIONS[relation][1]]: from,
  [RELATIONS[relation][2]]: to,
  ...(time === null ? {} : { 'prov:time': time }),
  ...(relation === 'WAS_REVISION_OF' ? { 'prov:type': qualified('prov:Revision') } : {}),
});

/** PROV-JSON, W3C Member Submission of 24 April 2013. */
export function provJson(lineage: Lineage): string {
  const { elements, relations } = statements(lineage);
  const maps = new Map<string, Record<string, object>>();
  const put = (map: string, id: string, value: object) => {
    const found = maps.get(map) ?? {};
    found[id] = value;
    maps.set(map, found);
  };
  for (const element of elements) put(MAPS[element.kind], element.id, written(element));
  for (const [at, relation] of relations.entries())
    put(RELATIONS[relation.relation][0], `_:r${at + 1}`, related(relation));
  return JSON.stringify({ prefix: { caretrail: NAMESPACE }, ...Object.fromEntries(maps) });
}
