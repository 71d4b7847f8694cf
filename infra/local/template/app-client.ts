import { TemplateError, type Values } from '@repo/cloudformation/template';
import { z } from 'zod';
import type { AppClient } from '../options/app-client';
import { imitated, noEffect } from './imitated';
import { checkKnown } from './made-up';

const units = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);

/** `AWS::Cognito::UserPoolClient`: a client without a secret, at the pages. */
const userPoolClient = z.strictObject({
  AccessTokenValidity: z.number().default(1),
  AllowedOAuthFlows: z.array(z.enum(['code', 'implicit'])),
  AllowedOAuthFlowsUserPoolClient: z.literal(true),
  AllowedOAuthScopes: z.array(z.string()),
  AnalyticsConfiguration: noEffect,
  AuthSessionValidity: noEffect,
  CallbackURLs: z.array(z.string()),
  ClientName: noEffect,
  DefaultRedirectURI: z.string().optional(),
  EnablePropagateAdditionalUserContextData: noEffect,
  EnableTokenRevocation: z.boolean().default(true),
  // Sign-ins by the API, which is not there. ALLOW_USER_AUTH changes the pages too.
  ExplicitAuthFlows: z
    .array(
      z.string().refine((flow) => flow !== 'ALLOW_USER_AUTH', 'no passkeys, no one-time passwords'),
    )
    .optional(),
  GenerateSecret: z.literal(false).default(false),
  IdTokenValidity: z.number().default(1),
  LogoutURLs: z.array(z.string()).default([]),
  PreventUserExistenceErrors: z.literal('ENABLED'),
  ReadAttributes: z.array(z.string()).optional(),
  RefreshTokenRotation: z
    .strictObject({
      Feature: z.enum(['ENABLED', 'DISABLED']),
      RetryGracePeriodSeconds: z.number().default(0),
    })
    .optional(),
  RefreshTokenValidity: z.number().default(30),
  SupportedIdentityProviders: z.array(z.string()).optional(),
  TokenValidityUnits: z
    .strictObject({
      AccessToken: unit.default('hours'),
      IdToken: unit.default('hours'),
      RefreshToken: unit.default('days'),
    })
    .default({ AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' }),
  UserPoolId: noEffect,
  WriteAttributes: noEffect,
});

/**
 * What an app client says, but for its id, which AWS makes up.
 * @throws TemplateError for what the local pool does not imitate
 */
export function appClient(logicalId: string, properties: Readonly<Values>): Omit<AppClient, 'id'> {
  const client = imitated(userPoolClient, logicalId, properties);
  const { TokenValidityUnits: unitOf, RefreshTokenRotation: rotation } = client;
  for (const uri of client.CallbackURLs) checkKnown(uri, `${logicalId}.CallbackURLs`);
  for (const uri of client.LogoutURLs) checkKnown(uri, `${logicalId}.LogoutURLs`);
  const tokenLifetimes = {
    access: client.AccessTokenValidity * units[unitOf.AccessToken],
    id: client.IdTokenValidity * units[unitOf.IdToken],
    // 0 stands for the default (CreateUserPoolClient page).
    refresh: (client.RefreshTokenValidity || 30) * units[unitOf.RefreshToken],
  };
  checkLifetimes(logicalId, tokenLifetimes);
  return {
    redirectUris: client.CallbackURLs,
    signOutUris: client.LogoutURLs,
    scopes: client.AllowedOAuthScopes,
    flows: client.AllowedOAuthFlows,
    tokenLifetimes,
    refreshTokenRotation:
      rotation?.Feature === 'ENABLED' ? { graceSeconds: rotation.RetryGracePeriodSeconds } : null,
    revocation: client.EnableTokenRevocation,
    identityProviders: client.SupportedIdentityProviders ?? null,
    readAttributes: client.ReadAttributes ?? null,
    defaultRedirectUri: client.DefaultRedirectURI ?? null,
  };
}

/** Cognito's own bounds, in seconds (aws-resource-cognito-userpoolclient page). */
const bounds = { access: [300, 86_400], id: [300, 86_400], refresh: [3600, 315_360_000] } as const;

function checkLifetimes(logicalId: string, lifetimes: Record<keyof typeof bounds, number>): void {
  for (const kind of ['access', 'id', 'refresh'] as const) {
    const [least, most] = bounds[kind];
    if (lifetimes[kind] >= least && lifetimes[kind] <= most) continue;
    const problem = `${kind} tokens live ${least} to ${most} seconds, not ${lifetimes[kind]}`;
    throw new TemplateError(`${logicalId}: ${problem}.`);
  }
}
