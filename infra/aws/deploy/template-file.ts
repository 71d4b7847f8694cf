import { readFile } from 'node:fs/promises';
import {
  type Capability,
  GetTemplateSummaryCommand,
  type ParameterDeclaration,
} from '@aws-sdk/client-cloudformation';
import { textOf } from './aws-errors';
import type { Aws } from './clients';
import { CommandError } from './command-error';

/** The most that fits into a request (CloudFormation quotas: 51,200 bytes); more has to lie in S3. */
const mostBytes = 51_200;

/** A template, and what CloudFormation says about it. */
export interface Template {
  readonly body: string;
  readonly parameters: readonly ParameterDeclaration[];
  /** What the person has to allow: making IAM roles, for instance. */
  readonly capabilities: readonly Capability[];
}

/** @throws CommandError `template` */
export async function readTemplate(file: string): Promise<string> {
  const body = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError('template', `The template can't be read: ${textOf(error)}`);
  });
  const bytes = Buffer.byteLength(body);
  if (bytes <= mostBytes) return body;
  throw new CommandError(
    'template',
    `${file} has ${bytes} bytes, and CloudFormation takes ${mostBytes} from a file.`,
    'Leave out what is not needed, or deploy it from S3 with the AWS CLI.',
  );
}

/** Has CloudFormation read the template. Its mistakes come as a `ValidationError` of the SDK. */
export async function summarize({ cloudFormation }: Aws, body: string): Promise<Template> {
  const summary = await cloudFormation.send(new GetTemplateSummaryCommand({ TemplateBody: body }));
  return {
    body,
    parameters: summary.Parameters ?? [],
    capabilities: summary.Capabilities ?? [],
  };
}
