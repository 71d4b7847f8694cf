import { command } from './again';
import { CommandError } from './command-error';
import type { Subject } from './subject';

/**
 * CloudFormation says `ValidationError` for nearly everything, and which it was only in the text. The
 * patterns are kept wide: the words have changed before.
 */
export function explainValidation(text: string, subject: Subject): CommandError {
  if (/Stack .*does not exist/.test(text)) return unknownStack(subject);
  const missing = /Parameters: \[(.*)\] must have values/.exec(text);
  if (missing) {
    const names = missing[1] ?? '';
    return new CommandError(
      'parameter',
      `The template needs values for: ${names}.`,
      `Add --parameter ${names.split(',')[0]?.trim()}=VALUE.`,
    );
  }
  if (/Parameters: \[.*\] do not exist in the template/.test(text) || /^Parameter /.test(text)) {
    return new CommandError('parameter', text, 'Change that --parameter.');
  }
  const state = /is in (\w+) state and can ?not be/.exec(text)?.[1];
  if (state?.endsWith('_IN_PROGRESS')) return busy(subject, state);
  if (state !== undefined) {
    return new CommandError('delete-first', text, `Run ${command('destroy', subject)}`);
  }
  if (/TerminationProtection is enabled/i.test(text)) return terminationProtected(subject);
  return new CommandError(
    'template',
    text,
    'Mend the template, or give it other values with --parameter, then run the command again.',
  );
}

export function unknownStack({ stackName, region }: Subject): CommandError {
  return new CommandError(
    'unknown-stack',
    `There is no stack "${stackName}" in ${region}.`,
    'Look whether --stack-name, --region and --profile are those it was made with. npm run aws:deploy makes it.',
  );
}

export function busy(subject: Subject, state: string): CommandError {
  return new CommandError(
    'busy',
    `AWS is still working on "${subject.stackName}" (${state}).`,
    `${command('deploy', subject)} follows it to the end.`,
  );
}

export function terminationProtected({ stackName, region }: Subject): CommandError {
  return new CommandError(
    'protected',
    `The stack "${stackName}" has termination protection.`,
    [
      'Lift it first, if it may really go:',
      `  aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stackName} --region ${region}`,
    ].join('\n'),
  );
}
