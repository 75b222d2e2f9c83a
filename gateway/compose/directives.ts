import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql';

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** The directives of that name on a node. */
export const directivesOf = (node: Annotated, name: string): readonly ConstDirectiveNode[] =>
  node.directives?.filter((directive) => directive.name.value === name) ?? [];

/** The literal that a directive gives an argument. */
export const argumentOf = (directive: ConstDirectiveNode, name: string): ConstValueNode | undefined =>
  directive.arguments?.find((argument) => argument.name.value === name)?.value;

/** The string that a directive gives an argument. */
export function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** The name under which a link imports `@feature`, if it says so. */
function importedAs(link: ConstDirectiveNode, feature: string): string | undefined {
  const imports = argumentOf(link, 'import');
  if (imports?.kind !== Kind.LIST) return undefined;
  for (const item of imports.values) {
    if (item.kind !== Kind.OBJECT) continue;
    const text = (member: string): string | undefined => {
      const value = item.fields.find((field) => field.name.value === member)?.value;
      return value?.kind === Kind.STRING ? value.value.replace(/^@/, '') : undefined;
    };
    if (text('name') === feature) return text('as');
  }
  return undefined;
}

/**
 * What a feature's directive is called in this supergraph. A subgraph may import it under a name of its own, and a
 * reader that knows only the usual name would then see no rule at all (Router, CVE-2025-64347).
 */
export function directiveName(document: DocumentNode, feature: string): string {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const link of directivesOf(definition, 'link')) {
      if (!textOf(link, 'url')?.includes(`/${feature}/`)) continue;
      return importedAs(link, feature) ?? textOf(link, 'as') ?? feature;
    }
  }
  return feature;
}
