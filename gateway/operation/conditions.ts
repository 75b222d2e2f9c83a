import { type DirectiveNode, type DocumentNode, Kind, visit } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

const CONDITIONS = ['skip', 'include'];

/** The variables that decide what is selected at all. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const found = new Set<string>();
  visit(document, {
    Directive(node) {
      const value = CONDITIONS.includes(node.name.value) ? node.arguments?.[0]?.value : undefined;
      if (value?.kind === Kind.VARIABLE) found.add(value.name.value);
    },
  });
  return [...found].sort();
}

/** Whether `@skip` or `@include` takes a selection out. */
export function isExcluded(directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean {
  return (directives ?? []).some((directive) => {
    if (!CONDITIONS.includes(directive.name.value)) return false;
    const value = directive.arguments?.[0]?.value;
    const given =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value;
    return (given === true) === (directive.name.value === 'skip');
  });
}
