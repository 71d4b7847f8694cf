import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse';
import { resolveStack } from './stack';

/** What a value comes to in a template that has one of everything. */
function resolved(value: string, parameters: Record<string, string> = {}): unknown {
  const text = `
Parameters:
  Text: { Type: String, Default: text, AllowedPattern: '[a-z]+' }
  Number: { Type: Number, Default: 7, MaxValue: 9 }
  List: { Type: CommaDelimitedList, Default: 'a, b' }
  Secret: { Type: String, Default: a, MaxLength: 3, NoEcho: true }
Mappings: { Map: { text: { Key: found } } }
Conditions:
  IsText: !Equals [!Ref Text, text]
  IsOther: !Not [!Condition IsText]
  Both: !And [!Condition IsText, !Equals [!Ref Number, '7']]
Resources:
  Always: { Type: T, Properties: { P: ${value} } }
  Sometimes: { Type: T, Condition: IsOther }
  Server: { Type: AWS::Cognito::UserPoolResourceServer, Properties: { Identifier: !Ref Text } }
`;
  const template = parseTemplate(text, 'a.yaml');
  return resolveStack(template, { parameters }).resources.Always?.properties.P;
}

describe('a stack without AWS', () => {
  it.each([
    ['!Ref Text', 'text'],
    ['!Ref Number', 7],
    ['!Ref List', ['a', 'b']],
    ['!Ref AWS::Region', 'eu-west-1'],
    ['!Ref Always', 'Always'],
    ['!Ref Server', 'text'],
    ['!GetAtt Always.Arn', 'Always.Arn'],
    ['[1, !Ref AWS::NoValue, 2]', [1, 2]],
    ['{ a: !Ref AWS::NoValue, b: 2 }', { b: 2 }],
    ['!Ref AWS::NoValue', undefined],
    ['!If [IsText, 1, 2]', 1],
    ['!If [IsOther, 1, !If [Both, 3, 4]]', 3],
    ['!If [IsOther, !Ref Sometimes, 1]', 1],
    ["!Join ['-', [a, !Ref Number]]", 'a-7'],
    ["!Split ['/', a/b]", ['a', 'b']],
    ['!Select [1, !Ref List]', 'b'],
    ['!FindInMap [Map, !Ref Text, Key]', 'found'],
    [
      '!Sub "${Text}:${Always.Arn}:${!Text}:${AWS::AccountId}"',
      'text:Always.Arn:${Text}:123456789012',
    ],
    ['!Sub ["${Own}-${Text}", { Own: !Select [0, !Ref List] }]', 'a-text'],
  ])('makes of %s what CloudFormation does', (value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it('has what its parameters decide', () => {
    expect(resolved('!If [IsOther, !Ref Sometimes, 1]', { Text: 'other' })).toBe('Sometimes');
    expect(resolved('!Ref Number', { Number: '8' })).toBe(8);
  });

  it.each([
    ['!Ref Nothing', 'Nothing, which is referred to, is not there'],
    ['!GetAtt Sometimes.Arn', 'Sometimes, which is referred to, is not made unless IsOther'],
    ['!Sub "${Sometimes}"', 'Sometimes, which is referred to, is not made unless IsOther'],
    ['!If [Nothing, 1, 2]', 'there is no condition Nothing'],
    ['!If [IsText, 1]', 'Fn::If needs a list of 3'],
    ['!Select [5, [a]]', 'Fn::Select finds nothing'],
    ['!FindInMap [Map, none, Key]', 'Fn::FindInMap finds no Map.none.Key'],
    ['!Ref AWS::Nothing', 'Ref knows no AWS::Nothing'],
    ['!ImportValue x', 'Fn::ImportValue is not known here'],
    ["!Join ['-', a]", 'Fn::Join needs a list'],
    ['!Sub "${List}"', 'Fn::Sub of List needs a text'],
  ])('refuses %s', (value, complaint) => {
    expect(() => resolved(value)).toThrow(`a.yaml: ${complaint}`);
  });

  it.each([
    [{ Text: 'Upper' }, 'Text must have another form, not "Upper"'],
    [{ Number: '10' }, 'Number must be a number, not "10"'],
    [{ Number: 'ten' }, 'Number must be a number, not "ten"'],
    [{ Nothing: '1' }, 'has no parameter Nothing. It has: Text, Number, List, Secret'],
  ])('refuses the parameters %j', (parameters, complaint) => {
    expect(() => resolved('1', parameters as Record<string, string>)).toThrow(complaint);
  });

  it('does not repeat a secret', () => {
    expect(() => resolved('1', { Secret: 'hush' })).toThrow(
      /^a.yaml: Secret must .*not what was given\.$/,
    );
  });
});
