import type { Pool } from '@caretrail/db';
import { RECORDS } from './records.ts';

/** A record as the database holds it, whoever may see it. */
export interface Row {
  readonly type: string;
  readonly id: string;
  readonly patient: string;
  readonly see: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
}

/** One provision of a person's decision; instants as milliseconds. */
export interface Provision {
  readonly patient: string;
  readonly actor: string | null;
  readonly excepted: readonly string[] | null;
  readonly dataClass: string | null;
  readonly purpose: string | null;
  readonly permit: boolean;
  readonly denyEmergency: boolean;
  readonly validFrom: number;
  readonly validTo: number;
  readonly dataFrom: number | null;
  readonly dataTo: number | null;
}

/** All that there is, and all that is known of who is who. Read as administrator: no right has a say in it. */
export interface Facts {
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
  /** Records of a type by person and by the visit they were made in. */
  readonly provisions: ReadonlyMap<string, readonly Provision[]>;
  /** `relation who patient` of all that hold now. */
  readonly holding: ReadonlySet<string>;
}

export const holding = (relation: string, who: string | null, patient: string): string =>
  `${relation} ${who} ${patient}`;

/** Relations that are facts of their own: who (a member, a subject, a case and its auditor), and which person. */
const RELATIONS = `
  select 'treating' as relation, member as who, patient from access.treating where until > now()
  union all select 'insurer', member, patient from access.insurer
  union all select 'self', subject, patient from access.delegate where until > now()
  union all select 'breakGlass', subject, patient from access.break_glass where expires > now()
  union all select 'case', k.id::text || '/' || k.auditor, s.patient from access.case_scope s
    join access.regulatory_case k on k.id = s.case_id
    where k.opened_at <= now() and k.open_until > now() and k.closed_at is null`;

export async function readFacts(admin: Pool): Promise<Facts> {
  const rows: Row[] = [];
  for (const [
    type,
    {
      tables: [see, content, key],
    },
  ] of Object.entries(RECORDS)) {
    const found = await admin.unsafe<{ see: Row['see']; content: Row['content'] }[]>(
      `select to_jsonb(t) as see, to_jsonb(d) as content from ${see} t join ${content} d on d.${key} = t.id`,
    );
    for (const one of found) {
      const id = String(one.see['id']);
      rows.push({ ...one, type, id, patient: type === 'Patient' ? id : String(one.see['patient']) });
    }
  }
  const facts = await admin.unsafe<{ relation: string; who: string; patient: string }[]>(RELATIONS);
  return {
    rows,
    byId: new Map(rows.map((row) => [row.id, row])),
    provisions: Map.groupBy(await readProvisions(admin), ({ patient }) => patient),
    holding: new Set(facts.map(({ relation, who, patient }) => holding(relation, who, patient))),
  };
}

async function readProvisions(admin: Pool): Promise<readonly Provision[]> {
  const instant = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
  return admin.unsafe<Provision[]>(`
    select patient, actor, excepted, data_class as "dataClass", purpose, permit, deny_emergency as "denyEmergency",
      ${instant('valid_from')} as "validFrom", ${instant('valid_to')} as "validTo",
      ${instant('data_from')} as "dataFrom", ${instant('data_to')} as "dataTo" from access.consent`);
}
