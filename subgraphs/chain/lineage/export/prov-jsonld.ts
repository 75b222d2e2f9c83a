import type { Lineage, LineageRelation } from '../lineage.ts';
import { type Attribute, type Element, NAMESPACE, type Relation, statements } from './statements.ts';

/** The context that the submission publishes, in which names without a prefix are PROV's. */
const CONTEXT = 'https://openprovenance.org/prov-jsonld/context.jsonld';

const TYPES = { ENTITY: 'Entity', ACTIVITY: 'Activity', AGENT: 'Agent' } as const;

const RELATIONS: Readonly<Record<LineageRelation, readonly [type: string, from: string, to: string]>> = {
  WAS_GENERATED_BY: ['Generation', 'entity', 'activity'],
  WAS_DERIVED_FROM: ['Derivation', 'generatedEntity', 'usedEntity'],
  WAS_REVISION_OF: ['Derivation', 'generatedEntity', 'usedEntity'],
  WAS_ATTRIBUTED_TO: ['Attribution', 'entity', 'agent'],
  WAS_ASSOCIATED_WITH: ['Association', 'activity', 'agent'],
  ACTED_ON_BEHALF_OF: ['Delegation', 'delegate', 'responsible'],
};

const value = ({ value: text, type }: Attribute) => [
  type === undefined ? { '@value': text } : { '@value': text, '@type': type },
];

const written = ({ kind, id, type, label, attributes }: Element) => ({
  ...{ '@type': TYPES[kind], '@id': id, type: [type], label: [{ '@value': label }] },
  ...Object.fromEntries(attributes.map((one) => [`caretrail:${one.name}`, value(one)])),
});

const related = ({ relation, from, to, time }: Relation) => ({
  '@type': RELATIONS[relation][0],
  [RELATIONS[relation][1]]: from,
  [RELATIONS[relation][2]]: to,
  ...(time === null ? {} : { time }),
  ...(relation === 'WAS_REVISION_OF' ? { type: ['prov:Revision'] } : {}),
});

/** PROV-JSONLD, W3C Member Submission of 25 August 2024. */
export function provJsonLd(lineage: Lineage): string {
  const { elements, relations } = statements(lineage);
  const prefixes = {
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    prov: 'http://www.w3.org/ns/prov#',
    caretrail: NAMESPACE,
  };
  return JSON.stringify({
    '@context': [prefixes, CONTEXT],
    '@graph': [...elements.map(written), ...relations.map(related)],
  });
}
