import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectFieldNode,
  visit,
} from 'graphql';
import { argumentOf, textOf } from './directives.ts';

/** Directives that say who may have what. */
const RULES = ['policy', 'authenticated', 'requiresScopes', 'tag'];

const FEDERATION = 'specs.apollo.dev/federation/';

const textIn = (fields: readonly ObjectFieldNode[], member: string): string | undefined => {
  const value = fields.find((field) => field.name.value === member)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
};

/** The plain name behind what a link imports, and the name that the subgraph gives it. */
function imported(item: ConstValueNode): readonly [plain: string, own: string] | null {
  if (item.kind !== Kind.OBJECT) return null;
  const [plain, own] = [textIn(item.fields, 'name'), textIn(item.fields, 'as')];
  return plain?.startsWith('@') && own?.startsWith('@') ? [plain.slice(1), own.slice(1)] : null;
}

const linksOf = (document: DocumentNode): readonly ConstDirectiveNode[] =>
  document.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION
      ? (node.directives ?? []).filter(
          (link) => link.name.value === 'link' && textOf(link, 'url')?.includes(FEDERATION),
        )
      : [],
  );

const importsOf = (link: ConstDirectiveNode): readonly ConstValueNode[] => {
  const list = argumentOf(link, 'import');
  return list?.kind === Kind.LIST ? list.values : [];
};

/** Names of a subgraph's own for the directives that say who may have what, to their plain names. */
function ownNames(document: DocumentNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const link of linksOf(document)) {
    const namespace = textOf(link, 'as') ?? 'federation';
    for (const rule of RULES) found.set(`${namespace}__${rule}`, rule);
    for (const item of importsOf(link)) {
      const [plain, own] = imported(item) ?? [];
      if (plain !== undefined && own !== undefined && RULES.includes(plain)) found.set(own, plain);
    }
  }
  return found;
}

const string = (value: string): ConstValueNode => ({ kind: Kind.STRING, value });

/**
 * A subgraph's schema with the plain names for what says who may have what. Subgraphs may import these directives under
 * names of their own, but composition takes each only under one name in all of them: ours would keep every
 * renamed one out. A name that the subgraph itself has given to something else is left.
 */
export function plainNames(document: DocumentNode): DocumentNode {
  const names = ownNames(document);
  const defined = new Set(
    document.definitions.flatMap((node) =>
      node.kind === Kind.DIRECTIVE_DEFINITION ? [node.name.value] : [],
    ),
  );
  const used = new Set<string>();
  const renamed = visit(document, {
    Directive(node: DirectiveNode) {
      const plain = names.get(node.name.value);
      if (plain === undefined || defined.has(plain)) return undefined;
      used.add(plain);
      return { ...node, name: { ...node.name, value: plain } };
    },
  });
  if (used.size === 0) return document;
  const links: readonly unknown[] = linksOf(renamed);
  return visit(renamed, {
    Directive(node: DirectiveNode) {
      if (!links.includes(node)) return undefined;
      const kept = importsOf(node as ConstDirectiveNode).filter((item) => {
        const plain = item.kind === Kind.STRING ? item.value.slice(1) : imported(item)?.[0];
        return plain === undefined || !used.has(plain);
      });
      const values = [...kept, ...[...used].map((plain) => string(`@${plain}`))];
      const others = (node.arguments ?? []).filter(({ name }) => name.value !== 'import');
      const list = { kind: Kind.LIST, values } as const;
      const name = { kind: Kind.NAME, value: 'import' } as const;
      return { ...node, arguments: [...others, { kind: Kind.ARGUMENT, name, value: list }] };
    },
  });
}
