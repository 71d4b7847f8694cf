import type { Template } from '@repo/cloudformation/template';

/**
 * The parameters that decide, by way of conditions, what a resource or an output comes to: by those
 * that it names, and those of the resources that it refers to.
 */
export function parametersBehind(entry: unknown, template: Template): string[] {
  const names = (value: unknown, key: RegExp): string[] =>
    [...JSON.stringify(value).matchAll(key)].map(([, name = '']) => name);
  const conditions = new Set([
    ...names(entry, /"(?:Condition|Fn::If)":\[?"(\w+)"/g),
    ...names(entry, /(?:"Ref":|"Fn::GetAtt":\[)"(\w+)"/g).flatMap((id) =>
      conditionOf(id, template),
    ),
    ...names(entry, /\$\{(\w+)/g).flatMap((id) => conditionOf(id, template)),
  ]);
  // A set grows while it is gone through: conditions may be made of others.
  for (const name of conditions) {
    for (const other of names(template.conditions[name], /"Condition":"(\w+)"/g))
      conditions.add(other);
  }
  const parameters = [...conditions].flatMap((name) =>
    names(template.conditions[name], /"Ref":"(\w+)"/g),
  );
  return [...new Set(parameters)];
}

function conditionOf(logicalId: string, { resources }: Template): string[] {
  return [resources[logicalId]?.Condition ?? []].flat();
}
