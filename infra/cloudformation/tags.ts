import { type CollectionTag, Pair, type ScalarTag, YAMLMap } from 'yaml';

/** Intrinsic functions that have a short form (intrinsic-function-reference). */
const functions = [
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
];

/** `!Ref x` and the like, read as the objects that they stand for. */
export const intrinsicTags: (ScalarTag | CollectionTag)[] = [
  ...tagsOf('Ref', 'Ref'),
  ...tagsOf('Condition', 'Condition'),
  ...functions.flatMap((name) => tagsOf(name, `Fn::${name}`)),
];

/** A function is given a text, a list or, in `Fn::Transform` and the like, an object. */
function tagsOf(name: string, key: string): (ScalarTag | CollectionTag)[] {
  const tag = `!${name}`;
  const resolve: CollectionTag['resolve'] = (argument) => {
    const map = new YAMLMap();
    map.items.push(new Pair(key, argument));
    return map;
  };
  return [
    { tag, resolve: (text) => ({ [key]: argumentOf(key, text) }) },
    { tag, collection: 'seq', resolve },
    { tag, collection: 'map', resolve },
  ];
}

/** `!GetAtt A.B.C` is `{ 'Fn::GetAtt': ['A', 'B.C'] }`. */
function argumentOf(key: string, text: string): unknown {
  return key === 'Fn::GetAtt' ? partsOf(text) : text;
}

/** Resource and attribute in a text like `A.B.C`. */
export function partsOf(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
