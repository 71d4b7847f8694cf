import { evaluate } from '@repo/cloudformation/evaluate';
import { TemplateError, type Values } from '@repo/cloudformation/template';
import { z } from 'zod';
import type { PreSignUp } from '../triggers/pre-sign-up-event';
import { userPoolDifferences } from './differences/user-pool';
import { type Reading, record } from './findings';
import { loadFunction } from './inline-function';
import { madeUp, madeUpBy } from './made-up';

/** What is needed of a function to run it here. */
const runnable = z.looseObject({
  Runtime: z.string().regex(/^nodejs/),
  Handler: z.string().regex(/^index\.\w+$/),
  code: z.string(),
});

/**
 * The pre sign-up function, if its code is in the template.
 * @param arn of the function
 * @returns `null`: it can't be run here, which is recorded
 */
export function preSignUp(reading: Reading, logicalId: string, arn: string): PreSignUp | null {
  const functionId = madeUpBy(arn);
  const found = runnable.safeParse(functionId === null ? null : codeOf(reading, functionId));
  if (functionId === null || !found.success) {
    record(reading, logicalId, userPoolDifferences.preSignUp, [functionId ?? arn]);
    return null;
  }
  const { code, Handler } = found.data;
  try {
    return loadFunction(code, Handler.slice('index.'.length));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    record(reading, logicalId, userPoolDifferences.brokenFunction, [functionId, error.message]);
    return null;
  }
}

/** AWS SAM's functions can name themselves as triggers (sam-property-function-cognito page). */
const samFunction = z.looseObject({ Events: z.record(z.string(), z.unknown()) });
const cognitoEvent = z.looseObject({
  Type: z.literal('Cognito'),
  Properties: z.looseObject({
    Trigger: z.preprocess((value) => [value].flat(), z.array(z.string())),
    UserPool: z.looseObject({ Ref: z.string() }),
  }),
});

/** The triggers of a pool that AWS SAM would add, by name. */
export function samTriggers({ scope }: Reading, pool: string): Record<string, string> {
  const found = Object.entries(scope.template.resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== 'AWS::Serverless::Function') return [];
    const events = Object.values(samFunction.safeParse(Properties).data?.Events ?? {});
    return events.flatMap((event) => {
      const { data } = cognitoEvent.safeParse(event);
      if (data?.Properties.UserPool.Ref !== pool) return [];
      return data.Properties.Trigger.map((name) => [name, madeUp(id)] as const);
    });
  });
  return Object.fromEntries(found);
}

/** The code of a Lambda function, or of one of AWS SAM's; `null`: it is not in the template. */
function codeOf({ scope }: Reading, logicalId: string): Values | null {
  const { Type, Properties = {} } = scope.template.resources[logicalId] ?? {};
  const { Code, InlineCode, Runtime, Handler } = Properties;
  const inline = Type === 'AWS::Serverless::Function' ? InlineCode : Object(Code).ZipFile;
  return inline === undefined
    ? null
    : (evaluate({ code: inline, Runtime, Handler }, scope) as Values);
}
