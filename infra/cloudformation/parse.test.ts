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
    ['0o7', '0o7'],
  ])('has %s read as CloudFormation does', (text, value) => {
    expect(properties(text)).toEqual(value);
  });

  it.each([
    ['Resources:\n  A: { Type: !Sup x }', 'line 2, column 14: Unresolved tag: !Sup'],
    ['Resources:\n  A: { Type: T }\n  A: { Type: T }', 'line 3, column 3: Map keys must be unique'],
    ['Resources: {', 'line 1'],
    ['Resources: { A: &a { Type: T, Properties: *a } }', 'aliases are not allowed'],
    ['Resources: { A: { Type: T, Property: {} } }', 'Resources.A: Unrecognized key: "Property"'],
    ['Resources: { a-b: { Type: T } }', 'Resources.a-b'],
    ['Resources: { A: { Type: T } }\nTransform: X', 'the file: Unrecognized key: "Transform"'],
    ['Parameters: { A: { Type: Text } }\nResources: {}', 'Parameters.A.Type'],
    ['Outputs: {}', 'Resources: '],
    ['just text', 'the file: '],
  ])('is refused when it is %j', (text, complaint) => {
    expect(() => parseTemplate(text, 'a.yaml')).toThrow(`a.yaml: ${complaint}`);
  });

  it('may be JSON', () => {
    const json = JSON.stringify({
      Resources: { A: { Type: 'T', Properties: { P: { Ref: 'B' } } } },
    });
    expect(parseTemplate(json, 'a.json').resources.A?.Properties).toEqual({ P: { Ref: 'B' } });
  });
});
