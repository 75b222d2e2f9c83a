import {
  type Admit,
  type Catalogue,
  NARROWED_BY_DENY,
  NARROWED_BY_SENSITIVITY,
  overlap,
  type Policy,
  PURPOSE_WORDS,
  PURPOSES,
  RELATION_WORDS,
  RELATIONS,
  ROLES_OF,
  rolePurposes,
  STEP_UP_SECONDS,
  TIERS,
} from '@caretrail/kit';
import type { AuthIndex } from '../compose/auth-index.ts';

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');

const rows = (head: readonly string[], body: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---|').join('')}`,
  ...body.map((cells) => `| ${cells.join(' | ')} |`),
  '',
];

function capacities(): string[] {
  const body = TIERS.flatMap((tier) =>
    ROLES_OF[tier].map((role) => [tier, role ?? '', rolePurposes(tier, role).join(', ')]),
  );
  return rows(['tier', 'role', 'purposes, the default first'], body);
}

function relations(): string[] {
  const narrowed = (relation: (typeof RELATIONS)[number]): string =>
    [
      NARROWED_BY_DENY.includes(relation) ? 'a deny' : '',
      relation === 'breakGlass' ? 'a deny that excludes emergencies' : '',
      NARROWED_BY_SENSITIVITY.includes(relation) ? 'a label R or V' : '',
    ]
      .filter((one) => one !== '')
      .join(', ');
  const body = RELATIONS.map((relation) => [relation, RELATION_WORDS[relation], narrowed(relation)]);
  return rows(['relation', 'holds when', 'taken away by'], body);
}

const admitRow = (admit: Admit): string[] => [
  [admit.tier, ...admit.roles].join(' · '),
  admit.purposes.join(', ') || 'any',
  admit.relations.join(', ') || 'none is asked for',
  [admit.stepUp ? 'a fresh sign-in' : '', ...(admit.never ?? []).map((who) => `never the ${who}`)]
    .filter((one) => one !== '')
    .join(', '),
];

/** `Patient`: `birthYear` `sex` …, for each type that has a field under the policy. */
function opened(policy: Policy, index: AuthIndex): string[] {
  const types = new Map<string, string[]>();
  for (const [coordinate, right] of [...index].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!right.flat().some(({ id }) => id === policy.id)) continue;
    const [type = '', field = ''] = coordinate.split('.');
    types.set(type, [...(types.get(type) ?? []), field]);
  }
  return [...types].map(([type, fields]) => `- ${type}: ${code(fields)}`);
}

const narrowed = ({ relations }: Policy['admits'][number]): boolean =>
  relations.some((relation) => NARROWED_BY_DENY.includes(relation) || relation === 'breakGlass');

function terms(policy: Policy, catalogue: Catalogue): string[] {
  const { see, dataClass, permittedBy, resources } = policy;
  const lost = see === undefined ? [] : overlap(catalogue.get(see), policy).lost;
  return [
    ...(see === undefined ? [] : [`Read together with \`${see}\`: both must pass.`]),
    ...(lost.length === 0 ? [] : [`That takes away ${code(lost)}.`]),
    ...(dataClass === undefined || !policy.admits.some(narrowed)
      ? ['Consent has no say.']
      : [`A person’s decision about class \`${dataClass}\` narrows it.`]),
    ...(permittedBy === undefined ? [] : [`Permits of ${code(permittedBy)} open it.`]),
    ...(resources.length === 0 ? [] : [`A token with scopes needs one for ${code(resources)}.`]),
  ];
}

function section(policy: Policy, catalogue: Catalogue, index: AuthIndex): string[] {
  const fields = opened(policy, index);
  return [
    `## ${policy.id}`,
    '',
    `**${policy.title}.** ${policy.why}`,
    '',
    ...rows(['who', 'purposes', 'relations, one of', 'and'], policy.admits.map(admitRow)),
    terms(policy, catalogue).join(' '),
    '',
    ...(fields.length === 0 ? [] : ['Fields that name it:', '', ...fields, '']),
  ];
}

/** The access catalogue as a page for people: who passes each policy, on what terms, why, and which fields name it. */
export function policyPage(catalogue: Catalogue, index: AuthIndex): string {
  return [
    '# Access policies',
    '',
    'Every field names policies of this catalogue; a caller has the field where all of them pass, and passes a policy by one of its',
    'rows as a whole. Hub, subgraph and database are made from it, each on its own. What comes of it for each field and role',
    'is in [access-matrix.md](access-matrix.md). Effective right: catalogue and token scope and consent.',
    '',
    ...capacities(),
    ...rows(
      ['purpose', 'FHIR v3 PurposeOfUse'],
      PURPOSES.map((purpose) => [purpose, PURPOSE_WORDS[purpose]]),
    ),
    ...relations(),
    `A fresh sign-in is one of the last ${STEP_UP_SECONDS / 60} minutes. A relation is a fact about caller and row: without one, no row is visible.`,
    '',
    ...catalogue.policies.flatMap((policy) => section(policy, catalogue, index)),
  ].join('\n');
}
