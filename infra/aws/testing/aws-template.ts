import { readFileSync } from 'node:fs';
import { parseTemplate } from '@repo/cloudformation/parse';
import { type Identify, resolveStack, type Stack } from '@repo/cloudformation/stack';
import { TemplateError } from '@repo/cloudformation/template';

const file = new URL('../template.yaml', import.meta.url);

/** The text of `template.yaml`. */
export const templateText = readFileSync(file, 'utf8');

/** The same, read. */
export const awsTemplate = parseTemplate(templateText, 'template.yaml');

/** The form of the names that AWS makes up, so that patterns can be checked. */
const madeUp: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool': 'eu-west-1_AbCdEfGhI',
  'AWS::Cognito::UserPool Arn':
    'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI',
  'AWS::Cognito::UserPool ProviderURL':
    'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
  'AWS::Cognito::UserPoolClient': '1example23456789abcdefghij',
  'AWS::Cognito::UserPoolDomain CloudFrontDistribution': 'd111111abcdef8.cloudfront.net',
  'AWS::Lambda::Function': 'sign-in-ConfirmFunction-1a2b3c4d',
  'AWS::Lambda::Function Arn':
    'arn:aws:lambda:eu-west-1:123456789012:function:sign-in-ConfirmFunction-1a2b3c4d',
  'AWS::IAM::Role Arn': 'arn:aws:iam::123456789012:role/sign-in-ConfirmRole-1a2b3c4d',
  'AWS::Logs::LogGroup': 'sign-in-ConfirmLogs-1a2b3c4d',
  'AWS::Logs::LogGroup Arn':
    'arn:aws:logs:eu-west-1:123456789012:log-group:sign-in-ConfirmLogs-1a2b3c4d:*',
  'AWS::S3::Bucket': 'sign-in-bouncebucket-1a2b3c4d',
  'AWS::S3::Bucket Arn': 'arn:aws:s3:::sign-in-bouncebucket-1a2b3c4d',
  'AWS::S3::Bucket RegionalDomainName': 'sign-in-bouncebucket-1a2b3c4d.s3.eu-west-1.amazonaws.com',
  'AWS::CloudFront::OriginAccessControl': 'E1A2B3C4D5E6F7',
  'AWS::CloudFront::ResponseHeadersPolicy': '1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d',
  'AWS::CloudFront::Distribution': 'E7F6E5D4C3B2A1',
  'AWS::CloudFront::Distribution DomainName': 'd222222abcdef8.cloudfront.net',
};

/** @throws TemplateError for what this table does not have, such as an attribute that does not exist */
export const identify: Identify = (logicalId, { Type }, attribute) => {
  const name = madeUp[attribute === null ? Type : `${Type} ${attribute}`];
  if (name === undefined)
    throw new TemplateError(`${logicalId} has no ${attribute ?? 'Ref'} here.`);
  return name;
};

/** The stack that these parameters make. */
export function stackOf(
  parameters: Readonly<Record<string, string>> = {},
  template = awsTemplate,
): Stack {
  return resolveStack(template, { parameters, identify });
}
