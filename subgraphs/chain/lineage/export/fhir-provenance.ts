import type { AgentKind, EntityNode, Lineage } from '../lineage.ts';
import { type Made, madeFrom } from './made-from.ts';
import { isInstant, NAMESPACE } from './statements.ts';

const OPERATION = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';
const PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** The first half of a version's hash in the form of a UUID: an id as FHIR's bundles want it. */
const uuidOf = (hash: string): string =>
  `urn:uuid:${hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;

const versioned = ({ type, record, version }: EntityNode) => ({
  reference: `${type}/${record}/_history/${version.number}`,
});

const identified = (type: string | null, kind: string, value: string) => ({
  ...(type === null ? {} : { type }),
  identifier: { system: `${NAMESPACE}${kind}`, value },
});

function who(id: string, kind: AgentKind) {
  if (kind === 'PERSON' && id.startsWith('Patient/')) return { reference: id };
  return identified(kind === 'SOFTWARE' ? 'Device' : null, 'agent', id);
}

/** FHIR wants an instant: where a day alone is told, it says that it is masked. */
const recorded = (time: string) =>
  isInstant(time)
    ? { recorded: time }
    : { occurredDateTime: time, _recorded: { extension: [{ url: ABSENT, valueCode: 'masked' }] } };

function provenance({ version: node, revisionOf, derivedFrom }: Made, kind: AgentKind) {
  const { version } = node;
  const entity = [
    ...revisionOf.map((one) => ({ role: 'revision', what: versioned(one) })),
    ...derivedFrom.map((one) => ({ role: 'derivation', what: versioned(one) })),
  ];
  const code = version.number === 1 ? 'CREATE' : 'UPDATE';
  return {
    resourceType: 'Provenance',
    target: [{ ...versioned(node), identifier: { system: `${NAMESPACE}version`, value: node.id } }],
    ...recorded(node.recordedAt),
    activity: { coding: [{ system: OPERATION, code }], text: version.activity },
    agent: [
      {
        type: { coding: [{ system: PARTICIPANT, code: kind === 'SOFTWARE' ? 'assembler' : 'author' }] },
        who: who(node.agent, kind),
        onBehalfOf: identified('Organization', 'organization', version.organization),
      },
    ],
    ...(entity.length === 0 ? {} : { entity }),
  };
}

/** A FHIR R4 bundle with a Provenance for each version. */
export function fhirProvenance(lineage: Lineage): string {
  const kinds = new Map(
    lineage.nodes.flatMap((node) => (node.kind === 'AGENT' ? [[node.id, node.agentKind] as const] : [])),
  );
  const entry = madeFrom(lineage).map((made) => ({
    fullUrl: uuidOf(made.version.id),
    resource: provenance(made, kinds.get(made.version.agent) ?? 'OTHER'),
  }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
}
