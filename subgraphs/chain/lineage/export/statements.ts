import type { Lineage, LineageNode, LineageRelation } from '../lineage.ts';

/** The namespace of everything that is named here; its prefix is `caretrail`. */
export const NAMESPACE = 'urn:caretrail:';

/** An attribute in the project's namespace; its XML Schema type where it is no text. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly type?: 'xsd:int' | 'xsd:date';
}

/** An entity, activity or agent of PROV-DM, by qualified names. */
export interface Element {
  readonly kind: LineageNode['kind'];
  readonly id: string;
  /** `prov:type`. */
  readonly type: string;
  readonly label: string;
  readonly attributes: readonly Attribute[];
}

export interface Relation {
  readonly relation: LineageRelation;
  readonly from: string;
  readonly to: string;
  /** Of a generation: when; null where the caller is told a day alone, which the entity has as an attribute. */
  readonly time: string | null;
}

/** What a lineage states, before it is written in one form or another. */
export interface Statements {
  readonly elements: readonly Element[];
  readonly relations: readonly Relation[];
}

/** Whether a time as it is told is an instant, and no day. */
export const isInstant = (time: string): boolean => time.includes('T');

const AGENT_TYPES = {
  ORGANIZATION: 'prov:Organization',
  SOFTWARE: 'prov:SoftwareAgent',
  PERSON: 'prov:Person',
  OTHER: 'prov:Agent',
} as const;

const idOf = ({ kind, id }: LineageNode): string => `caretrail:${kind === 'ENTITY' ? `version/${id}` : id}`;

/** The last time that is told of a thing by day. */
const day = (time: string): readonly Attribute[] =>
  isInstant(time) ? [] : [{ name: 'recordedOn', value: time, type: 'xsd:date' }];

function element(node: LineageNode): Element {
  const { kind } = node;
  const id = idOf(node);
  if (kind === 'AGENT')
    return { kind, id, type: AGENT_TYPES[node.agentKind], label: node.id, attributes: [] };
  if (kind === 'ACTIVITY') {
    const attributes = day(node.recordedAt);
    return { kind, id, type: `caretrail:${node.activity}`, label: node.activity, attributes };
  }
  const { record, type, version } = node;
  const { number, anchor, checkpoint } = version;
  const anchored = anchor === 'ANCHORED' ? (checkpoint?.transaction ?? null) : null;
  return {
    ...{ kind, id, type: `caretrail:${type}`, label: `${type} ${record}, version ${number}` },
    attributes: [
      { name: 'record', value: record },
      { name: 'number', value: String(number), type: 'xsd:int' },
      { name: 'anchor', value: anchor },
      ...(checkpoint === null ? [] : [{ name: 'log', value: checkpoint.log }]),
      ...(anchored === null ? [] : [{ name: 'transaction', value: anchored }]),
      ...day(node.recordedAt),
    ],
  };
}

export function statements({ nodes, edges }: Lineage): Statements {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const relations = edges.flatMap(({ from, to, relation }) => {
    const [effect, cause] = [byId.get(from), byId.get(to)];
    if (effect === undefined || cause === undefined) return [];
    const generated = relation === 'WAS_GENERATED_BY' && effect.kind === 'ENTITY';
    const time = generated && isInstant(effect.recordedAt) ? effect.recordedAt : null;
    return [{ relation, from: idOf(effect), to: idOf(cause), time }];
  });
  return { elements: nodes.map(element), relations };
}
