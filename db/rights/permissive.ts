import type { RightsCatalogue, RightsPolicy } from './catalogue.ts';
import { denied, notSensitive } from './consent.ts';
import type { Keys } from './keys.ts';
import { RELATION_RULES } from './relation.ts';
import type { TierRole } from './role.ts';
import { all, callerFor, oneOf, SUBJECT } from './text.ts';

/** The rows of a table that a policy of the catalogue guards, and how they are related to a caller. */
export interface Guarded {
  readonly policy: RightsPolicy;
  readonly keys: Keys;
  /** Conditions for relations that only this table knows. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Further condition that says which rows of the table these are. */
  readonly which?: string;
  /** Columns that name whom an admit excludes. */
  readonly excluded?: Readonly<Record<string, string>>;
}

/** A row-level security policy without the words around it. */
export interface RowPolicy {
  readonly name: string;
  readonly restrictive: boolean;
  readonly using: string;
}

/** A way in for one role: the relation that must hold (null: none) and the purposes for which it counts. */
interface Way {
  readonly relation: string | null;
  readonly purposes: readonly string[];
  /** Whom the row must not name the caller as. */
  readonly never: readonly string[];
}

function waysOf({ admits }: RightsPolicy, { tier, role }: TierRole): readonly Way[] {
  const ways = new Map<string | null, Way>();
  const mine = admits.filter(
    (admit) => admit.tier === tier && (admit.roles.length === 0 || admit.roles.includes(role ?? '')),
  );
  for (const { purposes, relations, never = [] } of mine)
    for (const relation of relations.length === 0 ? [null] : relations) {
      const known = ways.get(relation);
      const open = purposes.length === 0 || known?.purposes.length === 0;
      ways.set(relation, {
        relation,
        purposes: open ? [] : [...(known?.purposes ?? []), ...purposes],
        never: [...(known?.never ?? []), ...never],
      });
    }
  return [...ways.values()];
}

/** A truth value of its own, of which PostgreSQL expects half the rows, and not a comparison, of which it expects few. */
const forPurposes = ({ purposes }: Way): string =>
  purposes.length === 0 ? 'true' : `(select access.purpose() in ${oneOf(purposes)})`;

function holds(way: Way, guarded: Guarded): string {
  const others = way.never.map((part) => {
    const column = guarded.excluded?.[part];
    if (column === undefined)
      throw new Error(`Row-level security does not know the ${part} (${guarded.policy.id}).`);
    return `${column} <> ${SUBJECT}`;
  });
  return all([related(way, guarded), ...others]);
}

function related(way: Way, { policy, keys, rules }: Guarded): string {
  if (way.relation === null) return forPurposes(way);
  const own = rules?.[way.relation];
  if (own !== undefined) return way.purposes.length === 0 ? own : `${forPurposes(way)}\n  and ${own}`;
  const rule = RELATION_RULES[way.relation];
  if (!rule) throw new Error(`Row-level security has no rule for ${way.relation} (${policy.id}).`);
  return rule(keys, callerFor(way.purposes), policy);
}

/** One permissive policy a relation: PostgreSQL joins them by OR, as the catalogue does with its admits. */
export function permissive(
  guarded: Guarded,
  role: TierRole,
  { narrowedBySensitivity }: RightsCatalogue,
): readonly RowPolicy[] {
  return waysOf(guarded.policy, role).map((way) => ({
    name: nameOf(guarded, role, way.relation ?? 'any'),
    restrictive: false,
    using: all([
      guarded.which ?? null,
      narrowedBySensitivity.includes(way.relation ?? '') ? notSensitive(guarded.keys) : null,
      holds(way, guarded),
    ]),
  }));
}

/** The condition under which a role may write a row: one of the policy's relations holds for it. Null: it never may. */
export function writable(guarded: Guarded, role: TierRole): string | null {
  const ways = waysOf(guarded.policy, role);
  if (ways.length === 0) return null;
  return all([guarded.which ?? null, `(${ways.map((way) => holds(way, guarded)).join('\n  or ')})`]);
}

/**
 * The person's deny: one restrictive policy, which PostgreSQL joins to all permissive ones by AND. It lets pass what a
 * deny does not reach: other rows, the role's duties, and an emergency that the deny does not exclude.
 */
export function restrictive(
  guarded: Guarded,
  role: TierRole,
  { narrowedByDeny }: RightsCatalogue,
): readonly RowPolicy[] {
  const { policy, keys, which } = guarded;
  const ways = waysOf(policy, role);
  const narrowed = ways.some(({ relation }) => narrowedByDeny.includes(relation ?? ''));
  if (!narrowed || policy.dataClass === undefined) return [];
  const duties = ways.filter(
    ({ relation }) => relation !== 'breakGlass' && !narrowedByDeny.includes(relation ?? ''),
  );
  const glass = ways.find(({ relation }) => relation === 'breakGlass');
  const exceptions = [
    which === undefined ? null : `not (${which})`,
    ...duties.map((way) => `(${holds(way, guarded)})`),
    glass && `(${holds(glass, guarded)}\n  and not ${denied(policy.dataClass, keys, true)})`,
  ].filter((exception) => typeof exception === 'string');
  return [
    {
      name: nameOf(guarded, role, 'denied'),
      restrictive: true,
      using: [`not ${denied(policy.dataClass, keys)}`, ...exceptions].join('\n  or '),
    },
  ];
}

function nameOf({ policy, which }: Guarded, role: TierRole, way: string): string {
  // PostgreSQL’s names have 63 bytes, and a role's name takes most of them.
  const snake = (way === 'ownOrganization' ? 'own' : way).replaceAll(
    /[A-Z]/g,
    (letter) => `_${letter.toLowerCase()}`,
  );
  const scope = which === undefined ? '' : `_${policy.id.replace('.', '_')}`;
  return `${role.name}_${snake}${scope}`;
}
