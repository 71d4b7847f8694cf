import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse';
import { pseudoParameters } from './pseudo-parameters';
import { resolveStack, scopeOf } from './stack';

/** What a value comes to in a template that has one of everything. */
function resolved(value: string, parameters: Record<string, string> = {}): unknown {
  const text = `
Parameters:
  Text: { Type: String, Default: text, AllowedPattern: '[a-z]+' }
  Number: { Type: Number, Default: 7, MaxValue: 9 }
  List: { Type: CommaDelimitedList, Default: 'a, b' }
  Secret: { Type: String, Default: a, MaxLength: 3, NoEcho: true }
  Flag: { Type: String, Default: true, AllowedValues: [true, false] }
  Numbers: { Type: List<Number>, Default: '80, 20' }
  Subnets: { Type: 'List<AWS::EC2::Subnet::Id>', Default: 'subnet-1,subnet-2' }
Mappings: { Map: { text: { Key: found } } }
Conditions:
  IsText: !Equals [!Ref Text, text]
  IsOther: !Not [!Condition IsText]
  Both: !And [!Condition IsText, !Equals [!Ref Number, '7']]
  Either: !Or [!Condition IsOther, !Equals [!Ref AWS::Region, eu-west-1]]
  Found: !Equals [!FindInMap [Map, text, Key], !Join ['', [fou, nd]]]
  IsFlag: !Equals [!Ref Flag, true]
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
    ['{ Fn::GetAtt: Always.Arn }', 'Always.Arn'],
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
    ['!FindInMap [Map, none, Key, { DefaultValue: !Ref Number }]', 7],
    ['!If [Either, 1, 2]', 1],
    ['!If [Found, 1, 2]', 1],
    ['!If [IsFlag, 1, 2]', 1],
    ['{ Fn::If: [Found, { Ref: Text }, 2] }', 'text'],
    ['!Ref Numbers', ['80', '20']],
    ['!Ref Subnets', ['subnet-1', 'subnet-2']],
    ['!Ref AWS::NotificationARNs', []],
    ['!Ref AWS::Partition', 'aws'],
    ['!Base64 abc', 'YWJj'],
    ['{ Fn::Base64: !Sub "${Text}" }', 'dGV4dA=='],
    ['!Cidr [10.0.0.0/16, 2, 8]', ['10.0.0.0/24', '10.0.1.0/24']],
    ['!Cidr [192.168.0.0/24, "3", "5"]', ['192.168.0.0/27', '192.168.0.32/27', '192.168.0.64/27']],
    ['!Select [1, !GetAZs ""]', 'eu-west-1b'],
    ['!Select [0, !GetAZs us-east-2]', 'us-east-2a'],
    ['!Length [a, b, !Ref AWS::NoValue]', 2],
    ['!ToJsonString { a: !Ref Number }', '{"a":7}'],
    ["!Join ['', [a, true]]", 'atrue'],
    ['!Sub ["${Text}"]', 'text'],
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
    ['!ImportValue x', 'x is exported by another stack'],
    ['!Transform { Name: AWS::Include }', 'Fn::Transform is not known here'],
    ['!Cidr [2001:db8::/32, 1, 64]', 'Fn::Cidr needs an IPv4 block'],
    ['!Ref toString', 'toString, which is referred to, is not there'],
    ["!Join ['-', a]", 'Fn::Join needs a list'],
    ['!Sub "${List}"', 'Fn::Sub of List needs a text'],
  ])('refuses %s', (value, complaint) => {
    expect(() => resolved(value)).toThrow(`a.yaml: ${complaint}`);
  });

  it.each([
    [{ Text: 'Upper' }, 'Text must have another form, not "Upper"'],
    [{ Number: '10' }, 'Number must be a number, not "10"'],
    [{ Number: 'ten' }, 'Number must be a number, not "ten"'],
    [
      { Nothing: '1' },
      'has no parameter Nothing. It has: Text, Number, List, Secret, Flag, Numbers, Subnets',
    ],
  ])('refuses the parameters %j', (parameters, complaint) => {
    expect(() => resolved('1', parameters as Record<string, string>)).toThrow(complaint);
  });

  it('does not repeat a secret', () => {
    expect(() => resolved('1', { Secret: 'hush' })).toThrow(
      /^a.yaml: Secret must .*not what was given\.$/,
    );
  });

  it('refuses a resource with an unknown attribute', () => {
    const template = parseTemplate('Resources: { A: { Type: T, Property: {} } }', 'a.yaml');
    expect(() => resolveStack(template)).toThrow('T has an unknown attribute, Property');
  });

  it('names a parameter that has no value', () => {
    const template = parseTemplate('Parameters: { A: { Type: String } }\nResources: {}', 'a.yaml');
    expect(() => resolveStack(template)).toThrow('a.yaml: A has to be given.');
  });

  it.each([
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
    ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
    ['ap-southeast-2', 'aws', 'amazonaws.com'],
  ])('knows the partition of %s', (region, partition, suffix) => {
    expect(pseudoParameters({ region, account: '1' })).toMatchObject({
      'AWS::Region': region,
      'AWS::AccountId': '1',
      'AWS::Partition': partition,
      'AWS::URLSuffix': suffix,
    });
  });

  it('passes over a rule that only AWS can check', () => {
    const text = `
Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /version } }
Rules:
  Bootstrapped: { Assertions: [{ Assert: !Not [!Contains [['1'], !Ref Version]] }] }
  InNetwork: { Assertions: [{ Assert: !EachMemberIn [!ValueOfAll ['AWS::EC2::Subnet::Id', VpcId], !RefAll 'AWS::EC2::VPC::Id'] }] }
Resources: { A: { Type: T } }`;
    const template = parseTemplate(text, 'a.yaml');
    expect(() => resolveStack(template, { outside: () => '' })).not.toThrow();
    expect(() => resolveStack(template, { parameters: { Version: '1' } })).toThrow(
      'rule Bootstrapped',
    );
  });

  it('decides no condition before it is asked for', () => {
    const text =
      'Conditions: { Bad: !Equals [!Ref Nothing, 1], Good: !Equals [1, 1] }\nResources: {}';
    const scope = scopeOf(parseTemplate(text, 'a.yaml'), {}, {});
    expect(scope.condition('Good')).toBe(true);
    expect(() => scope.condition('Bad')).toThrow('Nothing, which is referred to, is not there');
  });
});
