import {
  type Caller,
  PUBLIC_CALLER,
  PURPOSES,
  type Purpose,
  ROLES_OF,
  type Role,
  relationsFor,
  TIERS,
  type Tier,
} from '@caretrail/kit';
import { isObjectType } from 'graphql';
import type { AuthIndex } from '../compose/auth-index.ts';
import type { TierView } from '../tiers/view.ts';
import { createDecisions, type Decide } from './decide.ts';
import { fieldRight } from './field-right.ts';

interface Column {
  readonly tier: Tier;
  readonly role: Role | null;
}

const COLUMNS: readonly Column[] = TIERS.flatMap((tier) => ROLES_OF[tier].map((role) => ({ tier, role })));

/** Someone who lacks nothing that a caller of the column could have: only tier, role and purpose decide. */
const callerOf = ({ tier, role }: Column, purpose: Purpose | null): Caller => ({
  ...PUBLIC_CALLER,
  tier,
  role,
  purpose,
  case: tier === 'regulator' ? 'case' : null,
  authenticatedAt: 0,
});

/** Empty: not in the tier's schema; `–`: refused; `all`: whatever the row; else the purposes, for related rows. */
function cell(
  views: ReadonlyMap<Tier, TierView>,
  index: AuthIndex,
  column: Column,
  type: string,
  field: string,
) {
  const view = views.get(column.tier);
  const parent = view?.schema.getType(type);
  const definition = isObjectType(parent) ? parent.getFields()[field] : undefined;
  if (!view || !isObjectType(parent) || !definition) return '';
  const decisions = createDecisions(view.schema, index);
  const purposes: readonly (Purpose | null)[] = column.tier === 'public' ? [null] : PURPOSES;
  const allowed = purposes.filter((purpose) => {
    const decide: Decide = decisions(callerOf(column, purpose), 0);
    return decide(parent, definition).allowed;
  });
  if (allowed.length === 0) return '–';
  const right = fieldRight(parent, field, view.schema, index) ?? [];
  const anyRow = right.some((policies) =>
    policies.every((policy) =>
      allowed.every((purpose) => relationsFor(policy, callerOf(column, purpose), { now: 0 }) === 'any'),
    ),
  );
  if (!anyRow) return allowed.join(' ');
  return allowed.length === purposes.length ? 'all' : `all: ${allowed.join(' ')}`;
}

/** Every guarded field against every tier and role, as a Markdown table for people to review. */
export function accessMatrix(views: readonly TierView[], index: AuthIndex): string {
  const byTier = new Map(views.map((view) => [view.tier, view]));
  const heads = COLUMNS.map(({ tier, role }) => role ?? tier);
  const rows = [...index.keys()].sort().map((coordinate) => {
    const [type = '', field = ''] = coordinate.split('.');
    const cells = COLUMNS.map((column) => cell(byTier, index, column, type, field));
    return `| \`${coordinate}\` | ${cells.join(' | ')} |`;
  });
  return [
    '# Who may have which field, before any row is asked',
    '',
    'Empty: the field does not exist in that tier. –: refused. all: whatever the row. Otherwise the purposes of use',
    'with which the field may be had of rows that the caller is related to (the catalogue says how).',
    '',
    `| field | ${heads.join(' | ')} |`,
    `|---|${heads.map(() => '---|').join('')}`,
    ...rows,
    '',
  ].join('\n');
}
