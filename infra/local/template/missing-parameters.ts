import type { Template } from '@repo/cloudformation/template';

/** Whether the value is in the SSM parameter store, which nobody is asked for. */
export function isInSsm({ parameters }: Template, name: string): boolean {
  return parameters[name]?.Type.startsWith('AWS::SSM::Parameter::') ?? false;
}

/** What to say about parameters that are needed and were not given: each one, and how to pass it. */
export function missingParameters({ parameters }: Template, names: ReadonlySet<string>): string {
  const lines = [...names].map((name) => {
    const { Type = 'String', AllowedValues, Description } = parameters[name] ?? {};
    const values = AllowedValues ? AllowedValues.join(' or ') : Type;
    return `--parameter ${name}=VALUE  ${values}${Description ? `: ${Description}` : ''}`;
  });
  return ['parameters without a default are needed. Add:', ...lines].join('\n  ');
}
