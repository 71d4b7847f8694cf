import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse';

const properties = (text: string) =>
  parseTemplate(`Resources:\n  A:\n    Type: T\n    Properties:\n      P: ${text}\n`, 'a.yaml')
    .resources.A?.Properties?.P;

describe('a CloudFormation template', () => {
  it.each([
    ['!Ref B', { Ref: 'B' }],
    ['!GetAtt B.C.D', { 'Fn::GetAtt': ['B', 'C.D'] }],
    ['!GetAtt [B, C]', { 'Fn::GetAtt': ['B', 'C'] }],
    ['!Sub "${B}-c"', { 'Fn::Sub': '${B}-c' }],
    ['!Sub [x, { B: !Ref C }]', { 'Fn::Sub': ['x', { B: { Ref: 'C' } }] }],
    ['!If [C, !Ref A, [!Ref B]]', { 'Fn::If': ['C', { Ref: 'A' }, [{ Ref: 'B' }]] }],
    ['!Condition C', { Condition: 'C' }],
    ['{ Fn::Join: [",", [a]] }', { 'Fn::Join': [',', ['a']] }],
    ['2012-10-17', '2012-10-17'],
    ['"on"', 'on'],
    ['on', true],
    ['No', false],
    ['Y', 'Y'],
    ['n', 'n'],
    ['0o7', '0o7'],
  ])('has %s read as CloudFormation does', (text, value) => {
    expect(properties(text)).toEqual(value);
  });

  it.each([
    ['Resources:\n  A: { Type: !Sup x }', 'line 2, column 14: Unresolved tag: !Sup'],
    ['Resources: {', 'line 1'],
    ['Resources: { A: &a { Type: T, Properties: *a } }', 'an alias cannot be resolved'],
    ['Resources: { A: *a }', 'an alias cannot be resolved'],
    [
      `a: &a0 [x]\n${[0, 1, 2].map((n) => `b${n}: &a${n + 1} [${Array(9).fill(`*a${n}`)}]`).join('\n')}`,
      'an alias cannot be resolved',
    ],
    ['Resources: { a-b: { Type: T } }', 'Resources.a-b'],
    ['Resources: { A: { Type: T } }\nResource: X', 'the file: Unrecognized key: "Resource"'],
    ['Resources: { Fn::ForEach::Each: [X, !Split [a, b], {}] }', 'Resources.Fn::ForEach::Each'],
    ['Parameters: { A: { Type: Text } }\nResources: {}', 'Parameters.A.Type'],
    ['Outputs: {}', 'Resources: is missing'],
    ['resources: { Resources: {} }', 'Resources: is missing'],
    ['just text', 'the file: '],
  ])('is refused when it is %j', (text, complaint) => {
    expect(() => parseTemplate(text, 'a.yaml')).toThrow(`a.yaml: ${complaint}`);
  });

  it.each([
    'Transform: AWS::Serverless-2016-10-31\nGlobals: { Function: { Timeout: 3 } }',
    'Transform: [AWS::LanguageExtensions]\nHooks: { Hook: {} }',
    'Parameters: { A: { Type: AWS::SSM::Parameter::Value<List<String>>, Default: /a } }',
    'Parameters: { A: { Type: List<AWS::EC2::Subnet::Id> }, B: { Type: AWS::EC2::KeyPair::KeyName } }',
    'Parameters: { A: { Type: String, Default: true, AllowedValues: [true, false], NoEcho: "true" } }',
    'Parameters: { A: { Type: String, Default: abc, MinLength: "1" } }',
  ])('may have %s', (part) => {
    const text = `Resources: { A: { Type: T, CreationPolicy: {}, UpdatePolicy: {} } }\n${part}`;
    expect(() => parseTemplate(text, 'a.yaml')).not.toThrow();
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
  it('repeats what a loop holds', () => {
    const text = `
Parameters: { Names: { Type: CommaDelimitedList, Default: 'one, two' } }
Resources:
  Fn::ForEach::Groups:
    - Name
    - !Ref Names
    - Group\${Name}:
        Type: T
        Properties: { Name: !Ref Name, Path: !Sub "/\${Name}", Fn::ForEach::Tags: [Tag, [a.b], { '&{Tag}': !Ref Tag }] }`;
    const { resources } = parseTemplate(text, 'a.yaml', { Names: 'x,y' });
    expect(resources).toEqual({
      Groupx: { Type: 'T', Properties: { Name: 'x', Path: { 'Fn::Sub': '/x' }, ab: 'a.b' } },
      Groupy: { Type: 'T', Properties: { Name: 'y', Path: { 'Fn::Sub': '/y' }, ab: 'a.b' } },
    });
    expect(Object.keys(parseTemplate(text, 'a.yaml').resources)).toEqual(['Groupone', 'Grouptwo']);
  });

  it('may name a key twice, and the last one counts', () => {
    const { resources } = parseTemplate('Resources:\n  A: { Type: T }\n  A: { Type: U }', 'a.yaml');
    expect(resources).toEqual({ A: { Type: 'U' } });
  });

  // https://github.com/aws/aws-cli/pull/3827
  it('may have aliases and merge keys', () => {
    const text = 'Resources:\n  A: &a { Type: T, Properties: &p { P: 1 } }\n  B: *a';
    const merged = '  C: { <<: *a, Properties: { <<: *p, Q: !Ref A } }';
    const a = { Type: 'T', Properties: { P: 1 } };
    const c = { Type: 'T', Properties: { P: 1, Q: { Ref: 'A' } } };
    expect(parseTemplate(`${text}\n${merged}`, 'a.yaml').resources).toEqual({ A: a, B: a, C: c });
  });

  it('may be JSON', () => {
    const json = JSON.stringify({
      Resources: { A: { Type: 'T', Properties: { P: { Ref: 'B' } } } },
    });
    expect(parseTemplate(json, 'a.json').resources.A?.Properties).toEqual({ P: { Ref: 'B' } });
  });
});
