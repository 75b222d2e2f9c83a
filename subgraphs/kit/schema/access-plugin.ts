import './global-types.ts';
import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosOutputFieldType,
  type SchemaTypes,
} from '@pothos/core';
import { type GraphQLFieldResolver, type GraphQLSchema, isInterfaceType } from 'graphql';
import { CATALOGUE, type PolicyId } from '../catalogue/policies.ts';
import type { Policy } from '../catalogue/policy.ts';
import { tiersOf } from '../catalogue/tiers.ts';
import type { RequestContext } from '../request/context.ts';
import { isGranted } from '../rows/grants.ts';
import { type FieldRule, fieldRule } from './field-rule.ts';

interface TypeAccess {
  readonly access?: PolicyId;
  readonly embedded?: true;
  readonly connectionOf?: string;
}

const listOf = (access: PolicyId | readonly PolicyId[] | undefined): readonly PolicyId[] =>
  access === undefined ? [] : typeof access === 'string' ? [access] : access;

/**
 * Requires a policy on every field, prints it (`@policy`, and the tiers derived from it as `@tag`), and enforces it
 * in the resolver. It is listed last: Pothos folds plugins from the right, so it speaks before the one that prints.
 */
export class AccessPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  readonly #rules = new Map<string, FieldRule>();

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const parent = this.builder.configStore.getTypeConfig(field.parentType);
    const rule = this.#rule(field);
    this.#rules.set(rule.coordinate, rule);
    // Composition refuses auth directives on interfaces and derives them as the AND of the implementers.
    const told = { ...field, extensions: { ...field.extensions, policies: rule.policies } };
    if (parent.kind === 'Interface' || rule.policies.length === 0) return told;
    const tiers = tiersOf(rule.policies.map((id) => CATALOGUE.get(id)));
    const printed = { policy: [[...rule.policies]], tag: tiers.map((tier) => `tier-${tier}`) };
    return { ...told, pothosOptions: { ...field.pothosOptions, ...printed } } as typeof field;
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const rule = this.#rules.get(`${field.parentType}.${field.name}`);
    if (rule === undefined) throw new Error(`${field.parentType}.${field.name} has no rule`);
    if (rule.policies.length === 0) return resolve;
    return guard(rule, resolve as Resolve) as typeof resolve;
  }

  /** A caller must pass the same for a field whether it is reached through the interface or the type. */
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    for (const face of Object.values(schema.getTypeMap()).filter(isInterfaceType))
      for (const { name } of schema.getPossibleTypes(face))
        for (const field of Object.keys(face.getFields()))
          this.#sameRule(`${face.name}.${field}`, `${name}.${field}`);
    return schema;
  }

  #rule(field: PothosOutputFieldConfig<Types>): FieldRule {
    const store = this.builder.configStore;
    const parent = store.getTypeConfig(field.parentType);
    const options = parent.pothosOptions as TypeAccess;
    const own = field.pothosOptions as {
      access?: PolicyId | readonly PolicyId[];
      policy?: unknown;
      tag?: unknown;
    };
    const coordinate = `${field.parentType}.${field.name}`;
    if (own.policy !== undefined || own.tag !== undefined)
      throw new Error(`${coordinate}: policies and tags are derived from access`);
    const node = this.#node(field.type);
    return fieldRule({
      coordinate,
      root: ['Query', 'Mutation', 'Subscription'].includes(parent.kind),
      typeAccess: listOf(options.access),
      embedded: options.embedded === true,
      fieldAccess: listOf(own.access),
      node: node.name,
      insideConnection: options.connectionOf !== undefined,
      nullable: field.type.nullable,
    });
  }

  #sameRule(general: string, special: string): void {
    const [a, b] = [general, special].map((coordinate) =>
      this.#rules.get(coordinate)?.policies.toSorted().join(),
    );
    if (a !== b) throw new Error(`${special} and ${general} must have the same policies`);
  }

  #node(type: PothosOutputFieldType<Types>): { readonly name: string } {
    if (type.kind === 'List') return this.#node(type.type);
    const config = this.builder.configStore.getTypeConfig(type.ref);
    const options = config.pothosOptions as TypeAccess;
    return { name: options.connectionOf ?? config.name };
  }
}

type Resolve = GraphQLFieldResolver<unknown, RequestContext, object>;

/** Static decision first (nothing is fetched for a field that is refused), then the row. */
function guard(rule: FieldRule, resolve: Resolve): Resolve {
  const policies = rule.policies.map((id) => CATALOGUE.get(id));
  const onRow = rule.onRow.map((id) => CATALOGUE.get(id));
  const [, mutation] = /^Mutation\.(.+)$/.exec(rule.coordinate) ?? [];
  return (parent, args, context, info) => {
    const decision = context.decisions.field(rule.coordinate, policies, rule.node);
    if (!decision.allowed) {
      context.denials.selection(info.path, decision);
      const refusing = refusedBy(policies, decision.policy);
      if (mutation) context.reads.acted({ mutation, policies: refusing, patient: null, outcome: 'REFUSED' });
      else context.reads.refused(refusing, isGranted(parent) ? parent.grants : undefined);
      return null;
    }
    if (onRow.length > 0) {
      // Fail closed: an object of a record type that was not loaded under its policy shows nothing.
      if (!isGranted(parent)) throw new Error(`${rule.coordinate}: the row carries no grants`);
      const row = context.decisions.row(rule.coordinate, onRow, parent.grants);
      if (!row.allowed) {
        context.denials.row(info.path, row);
        context.reads.refused(refusedBy(onRow, row.policy), parent.grants);
        return null;
      }
      context.reads.disclosed(onRow, parent.grants);
    }
    return resolve(parent, args, context, info);
  };
}

const refusedBy = (policies: readonly Policy[], id: string): readonly Policy[] =>
  policies.filter((policy) => policy.id === id);

SchemaBuilder.registerPlugin('access', AccessPlugin);
