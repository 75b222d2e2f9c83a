import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Random } from '../../../db/demo/random.ts';
import { EVERYWHERE, fieldsOf } from '../judge/records.ts';
import type { FieldNode, Node } from './node.ts';
import type { Hole } from './question.ts';

/** The hub's limit on aliases is 30, fragments expanded. */
const MOST_ALIASES = 8;

interface Listed {
  readonly key: string;
  readonly name: string;
  readonly of: string;
  /** Type and field, as cursors are bound to it. */
  readonly place: string;
  readonly depth: number;
}

/** Writes selections of records by chance: what a tier's schema holds and the oracle knows. */
export class SelectionWriter {
  readonly holes: Hole[] = [];
  readonly #random: Random;
  readonly #schema: GraphQLSchema;
  #names = 0;
  #aliases = 0;

  constructor(random: Random, schema: GraphQLSchema) {
    this.#random = random;
    this.#schema = schema;
  }

  hole(type: string, kind: Hole['kind'], of: string): string {
    const variable = `v${this.holes.length}`;
    this.holes.push({ variable, type, kind, of });
    return variable;
  }

  /** A record's selection: always what it is and which, then some of its fields. */
  record(type: string, depth: number): readonly Node[] {
    const { seen, content, references, connections, lists } = fieldsOf(type);
    const leaves = [
      ...this.#some(seen, type, 0.3),
      ...this.#some(content, type, 0.25),
      ...this.#some(EVERYWHERE, type, 0.06),
    ].map(([name, raw]) => this.#field({ name, raw }));
    const below = depth <= 0 ? [] : this.#below(type, depth, { references, connections, lists });
    const known = ['__typename', 'id'].map((name) => this.#plain({ name }));
    return [...known, ...this.#wrapped([...leaves, ...below], type)];
  }

  #below(
    type: string,
    depth: number,
    of: Record<'references' | 'connections' | 'lists', Record<string, string>>,
  ) {
    return [
      ...this.#some(of.references, type, 0.25).map(([name, target]) =>
        this.#twice(this.#field({ name, children: this.record(target, depth - 1) }), target),
      ),
      ...this.#some(of.lists, type, 0.2).map(([name, target]) => {
        const given = { first: this.hole('Int', 'first', name) };
        return [this.#field({ name, given, children: this.record(target, depth - 1) })];
      }),
      ...this.#some(of.connections, type, Math.min(0.5, 2 / (Object.keys(of.connections).length + 1))).map(
        ([name, target]) =>
          this.connection({
            key: this.#key(name),
            name,
            of: target,
            place: `${type}.${name}`,
            depth: depth - 1,
          }),
      ),
    ].flat();
  }

  /** A connection: its count, its nodes by either way, its cursors. */
  connection({ key, name, of, place, depth }: Listed): readonly Node[] {
    const filter = {
      'Query.patients': 'PatientFilter',
      'Query.claims': 'ClaimFilter',
      'Patient.encounters': 'EncounterFilter',
    }[place];
    const given = {
      first: this.hole('Int', 'first', place),
      ...(this.#random.chance(0.12) && { after: this.hole('String', 'after', place) }),
      ...(filter !== undefined &&
        this.#random.chance(0.3) && { filter: this.hole(filter, 'filter', filter) }),
    };
    const edges = this.#plain({
      name: 'edges',
      children: [
        this.#plain({ name: 'cursor' }),
        this.#plain({ name: 'node', children: this.record(of, depth) }),
      ],
    });
    const parts: readonly FieldNode[] = [
      this.#plain({ name: 'totalCount' }),
      this.#plain({ name: 'nodes', children: this.record(of, depth) }),
      edges,
      this.#plain({ name: 'pageInfo', raw: '{ hasNextPage endCursor }' }),
    ];
    const chosen = parts.filter((_, at) => this.#random.chance([0.7, 0.7, 0.25, 0.2][at] ?? 0));
    const children = chosen.length === 0 ? parts.slice(0, 2) : chosen;
    return this.#twice({ ...this.#plain({ name, children }), key, given }, null);
  }

  /** The same key once more, with another selection: both are one field of the answer. */
  #twice(field: FieldNode, of: string | null): readonly Node[] {
    if (!this.#random.chance(0.12) || field.only !== null) return [field];
    const again = of === null ? [this.#plain({ name: 'totalCount' })] : this.record(of, 0);
    return [field, { ...field, children: again }];
  }

  /** Some of the fields in fragments, inline and named, and under conditions. */
  #wrapped(nodes: readonly Node[], on: string): readonly Node[] {
    if (nodes.length === 0 || !this.#random.chance(0.3)) return nodes;
    const cut = this.#random.between(0, nodes.length - 1);
    this.#names += 1;
    const named = this.#random.chance(0.5) ? `f${this.#names}` : null;
    const children = nodes.slice(cut);
    return [...nodes.slice(0, cut), { kind: 'fragment', on, named, only: this.#only(), children }];
  }

  #field(of: Partial<FieldNode> & { readonly name: string }): FieldNode {
    return { ...this.#plain(of), key: this.#key(of.name), only: this.#only() };
  }

  #plain(of: Partial<FieldNode> & { readonly name: string }): FieldNode {
    return { kind: 'field', key: of.name, given: {}, only: null, raw: '', children: null, ...of };
  }

  #key(name: string): string {
    if (this.#aliases >= MOST_ALIASES || !this.#random.chance(0.12)) return name;
    this.#aliases += 1;
    return `a${this.#aliases}`;
  }

  #only(): FieldNode['only'] {
    if (!this.#random.chance(0.08)) return null;
    return { directive: this.#random.pick(['skip', 'include']), variable: this.hole('Boolean!', 'flag', '') };
  }

  #some(fields: Readonly<Record<string, string>>, type: string, share: number): readonly [string, string][] {
    const of = this.#schema.getType(type);
    if (!isObjectType(of)) return [];
    return Object.entries(fields).filter(([name]) => of.getFields()[name] && this.#random.chance(share));
  }
}
