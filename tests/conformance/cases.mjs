// Cases that chance does not find often enough: what each rule is about, and the corners of parsing and execution.
const zoo = `
  interface Being { name(surname: Boolean): String }
  interface Pet implements Being { name(surname: Boolean): String  owner: Person }
  interface Canine implements Being { name(surname: Boolean): String  mother: Canine  father: Canine }
  enum Command { SIT HEEL DOWN }
  type Dog implements Being & Pet & Canine {
    name(surname: Boolean): String  owner: Person  nickname: String  barkVolume: Int  barks: Boolean
    knows(command: Command): Boolean  isHouseTrained(atOtherHomes: Boolean = true): Boolean  isAtLocation(x: Int, y: Int): Boolean
    mother: Dog  father: Dog
  }
  type Cat implements Being & Pet { name(surname: Boolean): String  owner: Person  nickname: String  meows: Boolean  meowVolume: Int  color: Color }
  enum Color { BROWN BLACK TAN }
  union CatOrDog = Cat | Dog
  type Person implements Being { name(surname: Boolean): String  pets: [Pet]  relatives: [Person!]!  iq: Int  list: [[Int!]]! }
  type Alien implements Being { name(surname: Boolean): String  iq: Int  eyes: Int! }
  union DogOrPerson = Dog | Person
  union PersonOrAlien = Person | Alien
  interface Unused { a: Int }
  input Complex { required: Boolean!  nonNullWithDefault: Boolean! = false  int: Int  string: String  flag: Boolean  strings: [String]  inner: Complex }
  input One @oneOf { string: String  int: Int  one: One }
  scalar Any
  scalar Invalid
  type Args {
    int(x: Int): String  nonNullInt(x: Int!): String  string(x: String): String  boolean(x: Boolean): String  command(x: Command): String
    float(x: Float): String  id(x: ID): String  strings(x: [String]): String  nonNullStrings(x: [String!]): String  complex(x: Complex): String
    one(x: One, y: One!): String  any(x: Any): String  two(x: Int!, y: Int!): String  optional(x: Int = 0, y: Int! = 0): String
    required(x: Int!, y: Int = 1): String  nested(x: [[Int!]!]): String
  }
  type Query {
    dog: Dog  cat: Cat  pet: Pet  being: Being  catOrDog: CatOrDog  dogOrPerson: DogOrPerson  personOrAlien: PersonOrAlien  person(id: ID): Person
    args: Args  any: Any  unused: Unused  box: Box
  }
  type Mutation { change(x: Int): Int  other: Dog! }
  type Subscription { news: String  other: Dog }
  type Box { a: A  b: B  deep: Box  scalar: String  x: Int  y: Int!  list: [Box]  either: Either }
  type A { same: String  unlike: Int  box: Box  list: [String] }
  type B { same: String  unlike: String!  box: [Box]  list: String }
  union Either = A | B
  directive @onQuery on QUERY
  directive @onMutation on MUTATION
  directive @onSubscription on SUBSCRIPTION
  directive @onField on FIELD
  directive @onFragment on FRAGMENT_DEFINITION
  directive @onSpread on FRAGMENT_SPREAD
  directive @onInline on INLINE_FRAGMENT
  directive @onVariable on VARIABLE_DEFINITION
  directive @many(x: Int! = 1) repeatable on FIELD | QUERY | FRAGMENT_SPREAD
  directive @needs(x: Int!, y: Boolean) on FIELD
`;

const documents = `
{ dog { unknown { more } nam } }
{ dog { ...F } } fragment F on Dog { meowVolume ... on Being { barks } __typename { a } }
{ pet { nickname meowVolume } catOrDog { name __typename } }
{ __type(name: "a") { name } __schema { types { nam } } dog { __schema { a } } }
{ dog { name { x } owner isHouseTrained { a { b } } } }
{ dog }
{ args { int(x: "a") float(x: "a") string(x: 1) boolean(x: 2) id(x: 1.5) command(x: "SIT") strings(x: 1) any(x: {a: [B, $v]}) } }
{ args { int(x: 1.0) float(x: 1) string(x: BAR) boolean(x: "true") id(x: true) command(x: sit) strings(x: ["a", 2]) } }
{ args { int(x: 829384293849283498239482938) float(x: 123.456e9) string(x: 1.0) boolean(x: TRUE) id(x: SIT) command(x: JUGGLE) strings(x: {}) } }
{ args { int(x: null) nonNullInt(x: null) nonNullStrings(x: ["a", null]) nested(x: [[1], null, [null], 2]) } }
{ args { complex(x: {}) a: complex(x: {required: true, unknown: 1, strin: "x"}) b: complex(x: {required: null, int: "x"}) c: complex(x: "abc") d: complex(x: [{required: 1}]) } }
{ args { complex(x: {required: true, nonNullWithDefault: null, inner: {flag: 1, inner: {required: A}}}) } }
{ args { complex(x: {required: true, int: 1, int: 2, inner: {required: true, flag: true, flag: false, flag: true}}) } }
{ args { one(x: {}, y: {string: "a"}) a: one(x: {string: "a", int: 1}, y: {string: null}) b: one(x: {unknown: 1}, y: {string: "a", unknown: 1}) c: one(y: {one: {string: 1}}) } }
query ($s: String, $t: String!, $d: String = "d", $n: String = null) { args { one(x: {string: $s}, y: {string: $t}) a: one(x: {string: $n}, y: {string: $t}) b: one(y: {string: $t, int: 1}) } }
query ($o: One, $p: One!, $q: One = {string: "a"}) { args { one(x: $o, y: $p) a: one(y: $q) b: one(y: $o) } }
{ args { nonNullInt two(x: 1) required optional a: required(y: 2) } }
{ args { int(x: 1, x: 2) string(x: "a", y: "b", z: 1) nonNullInt(X: 1) } dog @skip(if: true, unless: 1) { nam: name @include(iff: true) } }
{ dog { name(surname: $undefined) } }
query A($a: Int) { ...F } query B($b: Int) { ...F } fragment F on Query { args { int(x: $a) nonNullInt(x: $b) } }
query A($unused: Int, $used: Int, $used: Int) { args { int(x: $used) } } query B($unused: String) { dog { name } }
query ($i: Int) { args { nonNullInt(x: $i) string(x: $i) boolean(x: $i) strings(x: $i) any(x: [$i, {a: $i}]) } }
query ($i: Int = 1, $n: Int = null, $b: Boolean) { args { nonNullInt(x: $i) a: nonNullInt(x: $n) optional(y: $n) complex(x: {required: $b, nonNullWithDefault: $b}) } dog @include(if: $b) { name } }
query ($l: [String], $m: [String!], $s: String, $n: [Int!]!) { args { strings(x: $l) a: strings(x: $m) nonNullStrings(x: $l) b: nonNullStrings(x: [$s]) c: strings(x: [$l]) nested(x: [$n, $s]) } }
query ($a: Dog, $b: [Pet!], $c: Missing, $d: Query, $e: Intt, $f: [[CatOrDog]]) { dog { name } }
query ($a: Int = "x", $b: Int! = null, $c: Complex = {int: 1}, $d: [Int!] = [1, null, "a"], $e: Command = FLY, $f: Missing = 1) { dog { name } }
query ($a: Int = 1 @onVariable, $b: Int @onField, $c: Int @unknown) { args { int(x: $a) b: int(x: $b) c: int(x: $c) } }
query @onQuery { dog @onField { name @onQuery } ...F @onSpread ... on Query @onInline { cat @onSpread { name } } ... @onField { __typename } } fragment F on Query @onFragment { dog { name @unknown @onFragment } }
mutation @onQuery @onMutation { change } subscription @onSubscription @onMutation { news } fragment F on Dog @onField { name }
{ dog @onField @onField { name @many @many @many(x: null) @onField @onInline @onField } ...F @onSpread @onSpread } fragment F on Query @onFragment @onFragment { cat { name } }
{ dog @needs { name @needs(x: "a") @needs(x: 1, y: 2) @needs(y: true) barks @skip nickname @include(if: "yes") } }
{ dog { ...A ...B ...Missing } } fragment A on Dog { name } fragment A on Dog { nickname } fragment C on Dog { name } fragment D on Dog { ...C }
{ dog { ...A } } fragment A on Dog { ...B name } fragment B on Dog { ...C } fragment C on Dog { ...A ...B ...C }
fragment A on Dog { mother { ...A } } fragment B on Being { ... on Dog { ...C } } fragment C on Dog { father { ...B } }
{ ...A } fragment A on Int { x } fragment B on Command { y } fragment C on Complex { z } fragment D on Missing { name { x } } fragment E on Bein { a }
{ dog { ... on Cat { meows } ... on Pet { name } ... on CatOrDog { __typename } ... on PersonOrAlien { __typename } ... on Int { x } ... on Dgo { a } ... on Unused { a } } }
{ catOrDog { ...A ...B ...C } being { ... on CatOrDog { __typename } ... on Unused { a } } unused { ... on Unused { a } ... on Dog { name } } } fragment A on Alien { iq } fragment B on Pet { name } fragment C on Canine { name }
query A { dog { name } } query A { cat { name } } mutation A { change } fragment A on Dog { name }
{ dog { name } } query A { dog { name } } { cat { name } }
{ dog { name } } { cat { name } }
type Extra { a: Int } extend type Dog { a: Int } schema { query: Query } directive @d on FIELD query A { dog { name } } extend schema @a
subscription { news other { name } __typename }
subscription S { a: news b: news ...F __typename } fragment F on Subscription { other { name } ... on Subscription { c: news ...F } ...Missing ... on Dog { name } }
subscription { __typename }
subscription { ... @skip(if: true) { news } ... on Subscription { other { name @include(if: true) } news @include(if: false) } }
subscription { news news } subscription B { ...F } fragment F on Subscription { news n: news }
{ box { x: scalar x x: x } }
{ box { a { v: same } a { v: unlike } } }
{ box { a { same } ... on Box { a: b { same } } } }
{ box { deep { deep { x: scalar } } deep { deep { x } } deep { deep { x: y scalar: x } scalar } } }
{ box { either { ... on A { v: unlike } ... on B { v: unlike } } } }
{ box { either { ... on A { v: same } ... on B { v: same v: unlike } } } }
{ box { either { ... on A { list } ... on B { list } ... on A { box { x: scalar } } ... on B { box { x } } } } }
{ box { either { ... on A { b: box { a: x } } ... on B { b: list } } ... F ...G } } fragment F on Box { z: x deep { y } } fragment G on Box { z: y deep { y: x } }
{ dog { knows(command: SIT) knows(command: HEEL) a: isAtLocation(x: 1, y: 2) a: isAtLocation(y: 2, x: 1) b: isAtLocation(x: 1) b: isAtLocation } }
query ($a: Int, $b: Int) { args { v: int(x: $a) v: int(x: $b) w: any(x: {a: 1, b: [2]}) w: any(x: {b: [2], a: 1}) u: any(x: 1) u: any(x: 1.0) t: string(x: "a") t: string(x: """a""") } }
{ pet { ... on Dog { n: name } ... on Cat { n: nickname } ... on Dog { n: nickname } name: name name } }
{ ...A ...B } fragment A on Query { dog { x: name ...C } } fragment B on Query { dog { x: nickname ...C } } fragment C on Dog { y: name mother { ...C x: barks } }
{ a: dog { name } a: cat { name } b: args { int(x: 1) } b: args { int(x: 2) } c: box { x } c: box { x: y } }
{ person { list relatives { name } relatives { name: iq } list: iq } }
{ personOrAlien { ... on Person { iq } ... on Alien { iq: eyes } } }
{ personOrAlien { ... on Person { v: pets { name } } ... on Alien { v: name } ... on Person { w: list } ... on Alien { w: iq } } }
{ dog { name @include(if: $missing) } cat @skip(if: null) { name } }
query ($v: Int) { dog @unknown(a: $v, b: {c: $v}) { name(surname: $v) } }
{ args { boolean @unknown(x: 1) } }
{ typename: __typename __typename(a: 1) __type { name } __type(name: 1) { fields(includeDeprecated: 1) { name } } }
mutation { __schema { queryType { name } } __type(name: "Dog") { name } __typename }
{ dog { ...on Dog{name}...{name}...F } } fragment F on Dog { ...on Being { name } ... on Pet { owner { pets { ... on Cat { meows } ... on Person { name } } } } }
query Q($x: Int @needs(x: $y), $y: Int = 1) { args { int(x: $x) } }
{ any { a } args { any(x: {a: 1, a: 2, b: {c: [{d: 1, d: 2}]}}) } }
{ __schema { types { fields { type { interfaces { name } } } } } __type(name: "Dog") { fields { type { possibleTypes { inputFields { name } } } } } }
{ a: __type(name: "Dog") { ...T } b: __type(name: "Dog") { fields { type { ...T } } } } fragment T on __Type { interfaces { ...T name } ofType { ...T } }
query ($ a: Int, $,,a: Int) { args { int(x: $a) } } extend type Dog @a { b(c: Missing @d(e: {f: 1, f: 2})): Boolean @onField } type Missing2 implements Being @b { c: Missing2 }
`.trim().split('\n');

const texts = [
  '', ' ', '#', '{', '{}', '{a', '{a}}', '{ a { } }', 'query', 'query Q', 'query Q {}', 'query () { a }', '{ a() }', '{ a(b) }', '{ a(b:) }', '{ a(b: $) }', '{ ...on }', '{ ... on A }',
  'fragment on on A { a }', 'fragment F A { a }', 'fragment F on A', 'fragment F($a: Int) on A { a }', '{ ...F(a: 1) }', '{ ...true }', '{ ...F @a(b: $c) }', 'query on { on }', '{ true: false null }',
  'query ($a: Int = $b) { a }', 'query ($a: [Int = 1]) { a }', 'query ($a: Int!! ) { a }', 'query ($a) { a }', 'query ($a: [Int!]! = [1] @b @c(d: 1), $e: F) @g { a }', 'query Q @a($b: Int) { a }',
  '"d" { a }', '"d" query { a }', '"""d""" query Q("x" $a: Int) { a }', '"d" fragment F on A { a }', '"d" extend type A { a: B }', '"d" 1', '"d"', 'extend', 'extend foo', 'extend query { a }', 'notAnOperation Foo { field }', '...',
  '{ a(b: 1.0e+5, c: -0, d: 0.0, e: 1e5, f: -1.5E-3) }', '{ a(b: 00) }', '{ a(b: 01) }', '{ a(b: -) }', '{ a(b: 1.) }', '{ a(b: 1.e1) }', '{ a(b: .1) }', '{ a(b: 1e) }', '{ a(b: 1a) }', '{ a(b: 1.2.3) }', '{ a(b: 1.2_) }', '{ a(b: +1) }', '{ a(b: 1e+) }', '{a(b:0xF)}', '{a(b:-01)}', '{a(b: 1.5.) }',
  '{ a(b: "") }', '{ a(b: """""") }', '{ a(b: "\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041") }', '{ a(b: "\\u{1F600}\\uD83D\\uDE00") }', '{ a(b: "\\uD83D") }', '{ a(b: "\\uDE00\\uD83D") }', '{ a(b: "\\u{D800}") }', '{ a(b: "\\u{110000}") }', '{ a(b: "\\u{}") }', '{ a(b: "\\u{0000000041}") }', '{ a(b: "\\u{41") }', '{ a(b: "\\u00G0") }', '{ a(b: "\\x") }', '{ a(b: "abc', '{ a(b: "a\nb") }', '{ a(b: "a\rb") }', '{ a(b: "\u0000") }', '{ a(b: "\u0001\u007f\t") }', '{ a(b: "\\u0000\\u007F\\u009F\\u00A0") }',
  '{ a(b: """ \\""" """) }', '{ a(b: """abc) }', '{ a(b: """\n\n    a\n      b\n\n    c\n  \n""") }', '{ a(b: """a\r\n  b\r  c\n""") }', '{ a(b: """\\n\\u0041""") }', '{ a(b: """"a" """) }', '{ a(b: """a\\""") }', '{ a(b: """ a""") }', '{ a(b: """a\n b""") }', '{ a(b: """\n  a\n b""") }', '{ a(b: """\t\ta\n\t b""") }', '{ a(b: """ends with \\\\""") }', `{ a(b: """${'x'.repeat(71)}""") }`, `{ a(b: """${'x'.repeat(70)}""") }`, '{ a(b: """\u0007""") }', '{ a(b: """\u{1F600}\ud800""") }',
  '\ufeff{ a }', '{\ufeffa }', '{ a\u00a0b }', '{ é }', '{ a \u{1F600} }', '{ a # \u{1F600} c\n %}', "{ a(b: 'c') }", '{ a ? }', '{ a..b }', '{ a.b }', '{ a. }', '{ a\\ }', '{ a \u0007 }', '\ud800', '{ a } \udc00',
  '{\r\n  a\r  b\n\r  ?}', '"""\r\n\r\n""" ?', '{ a(b: "\u{1F600}") ? }', '{ a(b: [1 2,3,,], c: {d: 1 e: 2}, f: {}, g: [], h: [[]], i: {j: {k: L}}) }', `{ a(b: [${'"xxxxxxxxxx", '.repeat(8)}]) }`, `{ a(b: {${'cccccccccc: "xxxxxxxxxx", '.repeat(5)}}) }`, `{ a(${'cccccccccc: "xxxxxxxxxx", '.repeat(4)}) { d } }`, `{ alias: a(${'cccccccccc: "xxxxxxxxx", '.repeat(3)}e: 1) }`,
  'type A', 'type A {}', 'type A { a }', 'type A { a: }', 'type A { a: [B }', 'type A { a(): B }', 'type A { a(b: C = 1 @d, "x" e: F): G @h }', 'type A implements B, C { d: E }', 'type A implements & B & C', 'type A implements B &', 'type A implements', 'interface A implements B & C @d { e: F }', 'union A', 'union A =', 'union A = | B | C', 'union A = B C', 'union A = B || C', 'enum A', 'enum A {}', 'enum A { true }', 'enum A { B @c "d" E }', 'enum A { false }', 'enum A { null }', 'input A', 'input A {}', 'input A { b: C = D }', 'input A { b(c: D): E }', 'scalar A @b', 'scalar', 'schema {}', 'schema { query: A subscription: B }', 'schema { quer: A }', 'schema @a { mutation: B }', '"d" schema { query: Q }',
  'directive @a on FIELD | QUERY', 'directive @a on | FIELD', 'directive @a(b: C = 1) repeatable on FIELD_DEFINITION', 'directive @a on', 'directive @a on FOO', 'directive @a repeatable FIELD', 'directive a on FIELD', 'directive @a on FIELD |', 'directive @a @b on FIELD', 'extend directive @a on FIELD', 'directive @a on Field', 'directive @a() on FIELD',
  'extend type A', 'extend type A implements B', 'extend type A @b', 'extend type A {}', 'extend interface A { b: C }', 'extend union A', 'extend union A = B', 'extend enum A { B }', 'extend enum A', 'extend input A', 'extend input A @b', 'extend scalar A', 'extend scalar A @b', 'extend schema', 'extend schema { query: A }', 'extend schema @a', 'extend schema {}', 'extend "d" type A { b: C }', '"""d""" type A { """e""" b("""f""" c: D): E "g" h: I }', '"d" enum A { "e" B """f\ng""" C }', 'type A { a(b: C, """d\ne""" f: G): H } "i" directive @j("k" l: M) on FIELD', 'query ("a" $b: C, "d" $e: F) { g }', 'query ("""a\nb""" $c: D $e: F) { g }',
  '{ a @defer ... @defer { b } c @stream }', 'subscription S { a }', 'mutation M($a: B) @c { d }', 'query Q { a } fragment F on A { b } mutation { c }', '{ a: b: c }', '{ a { b { c { d } } } ... { e } ... @f { g } ...H ... on I @j { k } }', '{ a(b: $c) @d(e: $f) }', '{ on fragment query type input enum }', '{ a(on: on, b: trueish) }', '{ a(b: C.D) }', '{a}{b}', 'a', '1', '"a" "b"', '$a', '@', '!', '(', '[', '}', ')', ']', ':', '=', '|', '&', '{ a(b: [ }', '{ a(b: { } ', '{ a(b: {c}) }', '{ a(b: {c: }) }', '{ a(1: 2) }', '{ a(b: &) }', '{ 1 }', '{ "a" }', '{ @a }', '{ a @ }', '{ a @b( }', '{ ... }', '{ ... 1 }',
];

const schemas = [
  '', '#', 'type A { b: C }', 'type Query', 'type Query { a: Int }', 'type Query { a: Int a: String }', 'type Query { a: Int } type Query { b: Int }', 'type Query { a(b: Int, b: Int): Int }', 'schema { query: A } type A { a: Int } type Query { b: Int }', 'schema { query: A }', 'schema { query: A query: A } type A { a: Int }', 'schema { query: A } schema { query: A } type A { a: Int }', 'schema { query: A mutation: A } type A { a: Int }', 'schema { mutation: A } type A { a: Int }', 'type Query { a: Int } extend schema { mutation: M } type M { a: Int }', 'schema { query: I } interface I { a: Int }', 'scalar Query', 'type Query { a: Int } input Mutation { a: Int }', 'type Query { a: Int } extend schema { query: Query }', 'extend schema { query: Query } type Query { a: Int }', 'extend schema @a type Query { a: Int }',
  'type Query { __a: Int b(__c: Int): Int } type __D { e: Int } enum E { __F } input G { __h: Int } directive @__i(__j: Int) on FIELD', 'type Query { a: Missing b(c: Missin): [Int!] } union U = Missing | Quer type A implements Missing { a: Int }', 'type Query { a: In b(c: Query): Int d(e: [U!]): U } input In { f: Query } union U = Query', 'type Query { a: Int @deprecated(reason: null) b: Int @deprecated(reason: 1) c: Int @missing d: Int @skip(if: true) e(f: Int @deprecated, g: Int! @deprecated, h: Int! = 1 @deprecated): Int @deprecated @deprecated }', 'input I { a: Int! @deprecated b: Int @deprecated c: Int! = 1 @deprecated } type Query { a(i: I): Int }',
  'interface I { a: Int } type Query implements I { b: Int }', 'interface I { a: Int } type Query implements I { a: String }', 'interface I { a: I } type Query implements I { a: Query! }', 'interface I { a: [I!] } type Query implements I { a: [Query!]! }', 'interface I { a: [I!] } type Query implements I { a: [Query]! }', 'interface I { a(b: Int): Int } type Query implements I { a: Int }', 'interface I { a(b: Int): Int } type Query implements I { a(b: String): Int }', 'interface I { a(b: Int): Int } type Query implements I { a(b: Int!): Int }', 'interface I { a: Int } type Query implements I { a(b: Int!): Int }', 'interface I { a: Int } type Query implements I { a(b: Int! = 1, c: Int): Int }', 'interface I { a: U } union U = Query type Query implements I { a: Query }', 'interface I implements J { a: Int } interface J { a: Int } type Query implements I { a: Int }', 'interface I implements J { a: Int } interface J implements I { a: Int } type Query { a: I }', 'interface I implements I { a: Int } type Query { a: I }', 'interface I { a: Int } type Query implements I & I { a: Int }', 'type T { a: Int } type Query implements T { a: Int }', 'interface I implements J { b: Int } interface J { a: Int } type Query { a: I }', 'interface I { a: Int @deprecated } type Query implements I { a: Int }', 'interface I { a: Int } type Query implements I { a: Int @deprecated(reason: "x") }', 'interface I { a: Int } interface J { a: Int! } type Query implements I & J { a: Int }', 'type Query implements I { a: Int } interface I { a: Int } extend type Query implements I', 'interface I {a:Int} interface J implements I {a:Int} interface K implements J {a:Int} type Query implements K {a:Int}',
  'union U type Query { a: U }', 'union U = Query | Query type Query { a: U }', 'union U = Int | I | E type Query { a: U } interface I { a: Int } enum E { A }', 'union U = Query type Query { a: U } extend union U = Query', 'union U = U type Query { a: U }', 'enum E type Query { a: E }', 'enum E { A A } type Query { a: E }', 'enum E { A } extend enum E { A B } type Query { a: E }', 'enum E { A B } extend enum E { C } type Query { a(b: E = C): E }', 'input I type Query { a(b: I): Int }', 'input I { a: Int a: Int } type Query { a(b: I): Int }', 'input I { a: I! } type Query { a(b: I): Int }', 'input I { a: J! } input J { b: K! } input K { c: I! d: J! } type Query { a(b: I): Int }', 'input I { a: [I!]! b: I } type Query { a(b: I): Int }', 'input I @oneOf { a: Int! b: Int = 1 c: Int } type Query { a(b: I): Int }', 'input I @oneOf { a: I } type Query { a(b: I): Int }', 'input I @oneOf { a: J } input J @oneOf { b: I c: J } type Query { a(b: I): Int }', 'input I { a: J! } input J @oneOf { b: I c: Int } type Query { a(b: I): Int }', 'type T @oneOf { a: Int } type Query { a: T }', 'input I { a: Int } extend input I @oneOf type Query { a(b: I): Int }',
  'extend type Missing { a: Int } type Query { a: Int }', 'extend type Quer { a: Int } type Query { a: Int }', 'extend input Query { b: Int } type Query { a: Int }', 'extend type Query { a: Int } type Query { a: Int }', 'extend interface I { a: Int } scalar I type Query { a: Int }', 'extend scalar Int @specifiedBy(url: "x") type Query { a: Int }', 'extend type Int { a: Int } type Query { a: Int }', 'scalar Int type Query { a: Int }', 'type String { a: Int } type Query { a: String }', 'scalar ID @specifiedBy(url: "x") type Query { a: ID }', 'type Query { a: Int } query { a }', 'type Query { a: Int } fragment F on Query { a }', 'scalar A @specifiedBy scalar B @specifiedBy(url: 1) scalar C @specifiedBy(url: "a") @specifiedBy(url: "b") type Query { a: A b: B c: C }',
  'directive @a on FIELD directive @a on QUERY type Query { a: Int }', 'directive @a(b: Int, b: Int) on FIELD type Query { a: Int }', 'directive @a(b: Int! @a) on ARGUMENT_DEFINITION type Query { a: Int }', 'directive @a(b: Query) on FIELD type Query { a: Int }', 'directive @a(b: Missing) on FIELD type Query { a: Int }', 'directive @skip(if: Int) on FIELD type Query { a: Int }', 'directive @deprecated on FIELD_DEFINITION type Query { a: Int @deprecated }', 'directive @a on OBJECT type Query @a @a { a: Int } extend type Query @a', 'directive @a repeatable on OBJECT type Query @a @a { a: Int } extend type Query @a', 'directive @a(b: Int!) on OBJECT | SCHEMA | SCALAR | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION schema @a { query: Query } type Query @a(b: 1, c: 2) { a(b: Int @a(b: 1, b: 2)): Int @a } scalar S @a(b: 1) enum E @a(B: 1) { A @a(b: null) } input I @a(b: 1) { a: Int @a(b: 1) } interface J @a(b: 1) { a: Int } union U @a(b: 1) = Query', 'directive @a on FIELD schema @a { query: Query } type Query @a { a(b: Int @a): Int @a } scalar S @a enum E @a { A @a } input I @a { a: Int @a } interface J @a { a: Int } union U @a = Query', 'type Query { a: Int @deprecated(reason: "a", reason: "b") b: Int @deprecated(reasn: "a") }', 'type Query { a(b: I): Int @d(x: {a: 1, a: 2}) } input I { a: Int } directive @d(x: I) on FIELD_DEFINITION',
  'type Query { a(b: Int = "x"): Int }', 'type Query { a(b: Int! = null): Int }', 'input I { a: Int! b: [Int!] = [null] } type Query { a(b: I = {}, c: I = {a: 1, d: 2}, e: [I] = {a: 1}): Int }', 'enum E { A } type Query { a(b: E = B, c: E = "A", d: [E!] = A): E }', 'input I { a: I = {} } type Query { a(b: I): Int }', 'input I { a: J = {} } input J { b: I = {} } type Query { a(b: I): Int }', 'input I { a: I = {a: null} } type Query { a(b: I): Int }', 'input I { a: [I] = [{}] } type Query { a(b: I): Int }', 'input I { a: I = {a: {a: {}}} } type Query { a(b: I): Int }', 'scalar S type Query { a(b: S = {c: [D, 1, $e]}): Int }', 'scalar S type Query { a(b: S = {c: [D, 1.50, "e", null, {}]}, f: Float = 1, g: ID = 5, h: [Int] = 3, i: Int = null): Int }',
  '"""Of the schema""" schema { query: Query } type Query { a: Int }', 'schema { query: Query } type Query { a: Int }', 'schema { query: Query mutation: M } type Query { a: Int } type M { a: Int }', 'type Query { a: Int } type Mutation { a: Int } schema { query: Query }', '"""\nLong description of the type, which is longer than seventy characters in any case.\n""" type Query { "f" a("g" b: Int = 1, c: Int): Int @deprecated "h" i(j: Int): Int k: Int @deprecated(reason: "No longer supported") } directive @d("a" b: Int, c: Int = 2) repeatable on FIELD | QUERY scalar S @specifiedBy(url: "https://x") enum E { "v" A B @deprecated(reason: "r") } input I @oneOf { a: Int "b" b: Int @deprecated } union U = Query interface J { a: Int } interface K implements J { a: Int } type T implements J & K { a: Int }', '"a\\\\b \\" \\u0007 c" type Query { "" a: Int """ x""" b: Int """x\n  y\n z""" c: Int """ends \\""" """ d: Int "ends \\\\" e: Int }', 'type Query { a: Int } type Orphan { b: Orphan } scalar Unused directive @unused on FIELD', 'directive @oneOf on INPUT_OBJECT input I @oneOf { a: Int } type Query { a(b: I): Int }', 'type Query { a: [[[[[[[[Int!]!]!]!]!]!]!]!]! }', 'type Query { a: __Type b(c: __TypeKind): __Schema }', 'union U = __Type | Query type Query { a: U }', 'type Query implements __I { a: Int } interface __I { a: Int }',
];

// What is wrong inside of definitions that are refused, and which place is the first.
schemas.push(
  'type Query { a: Int } type Query { a: Missing b: Int @x } type Query @y { b(c: Int, c: Int): Int }', 'type Query { a: Int } extend input Query @x { b: Missing } extend type No @x { d(e: Int, e: Int): No } extend type No { d: Int @deprecated(reason: 1) }',
  'directive @d on FIELD directive @d(a: Missing, a: Int @x) on FIELD type Query { a: Int }', 'type String @x { a: Missing } scalar Int @y @z(a: 1, a: 1) type Query { a: Int }', 'directive @d on OBJECT | SCALAR extend type A @d type A @d { a: Int } extend type A @d type Query { a: A } scalar S @d scalar S @d',
  'extend type A { a: Int } type A { a: Int b: Int } extend type A { a: Int b: Int } type Query { a: A }', 'extend enum E { A B } enum E { B C } extend enum E { C A } type Query { a: E }',
  'schema { query: Q query: Missing } extend schema { mutation: No mutation: No } type Q { a: Int }', 'schema { mutation: Q subscription: Q } extend schema { query: Q } type Q { a: Int }', 'extend schema { query: Q } type Q { a: Int } type Query { a: Int }', 'schema { query: E mutation: E } enum E { A }',
  'interface A implements S & S { a: Int } scalar S type B implements A { a: Int } type C implements A & S { a: Int } type Query { a: A }', 'interface A implements A { a: Int } type Query implements A { a: Int }',
  'scalar Any type Query { a: Any }', 'scalar Int scalar ID type Query { a: Boolean }', 'input In { a: Float! } directive @d(a: ID) on FIELD type Query { a(b: In): Query }', 'type Query { "a\\n\\n b" a("c\\n\\nd" b: Int): Int "e" c: Int }',
);

const data = {
  __typename: 'Query', any: { a: [1, { b: null }] },
  dog: { name: 'Rex', nickname: 5, barkVolume: 3, barks: true, owner: { name: null, pets: [{ __typename: 'Cat', meows: true }, { __typename: 'Dog' }, null, { __typename: 'Person' }, { __typename: 'Nobody' },
    { __typename: 'CatOrDog' }, {}, { __typename: 5 }, { $error: 'lost' }], relatives: [{ name: 'A' }, { name: { $error: 'x' } }], list: [[1, 2], null, []], iq: 2147483648 } },
  person: { name: { $args: true }, relatives: [{ name: 'A', relatives: [] }, null], list: [[1, null]], iq: 1.0, pets: { $error: 'gone' } },
  cat: { $error: 'asleep' }, being: { __typename: 'Alien', eyes: null, name: 'Z', iq: -2147483648 }, catOrDog: [], personOrAlien: { __typename: 'Alien', eyes: '2', iq: 3 },
  args: Object.fromEntries(['int', 'nonNullInt', 'string', 'boolean', 'command', 'float', 'id', 'strings', 'nonNullStrings', 'complex', 'one', 'any', 'two', 'optional', 'required', 'nested'].map((name) => [name, { $args: true }])),
  box: { scalar: true, x: 1.5, y: null, list: [{ x: 1, y: 2 }, { x: '1' }, null, { $error: 'item' }, { y: 0, list: null }], a: { same: 1e21, list: ['a', 1, null, true, {}] }, either: { __typename: 'B', list: ['x'], unlike: null } },
  change: 7, news: 'n', other: { name: 'Rex' },
};
// Arguments as values: the fields are strings, so a schema where they are anything.
const open = zoo.replace(/type Args \{[^}]*\}/, (text) => text.replace(/: String(?=  |\n|$)/gm, ': Any'));

const operations = [
  ['{ dog { name nickname barkVolume barks mother { name } owner { name } } any }'], ['{ dog { owner { pets { __typename name } } } }'], ['{ dog { owner { relatives { name } list iq } } }'],
  ['{ person { list } }'], ['{ a: person { relatives { name relatives { name } } } b: person { iq pets { name } } c: person(id: 5) { n: name(surname: true) m: name } }'], ['{ cat { name } being { name ... on Alien { iq } } }'], ['{ being { ... on Alien { eyes } } dog { name } }'],
  ['{ personOrAlien { ... on Alien { iq eyes } } catOrDog { __typename } }'], ['{ box { scalar x list { x y } } }'], ['{ box { list { y } a { same list } either { ... on B { list } ... on A { list } } } }'], ['{ box { either { ... on B { unlike } } x } }'], ['{ box { y } any }'],
  ['mutation { a: change(x: 1) b: change other { name } }'], ['mutation { other { name barks owner { name } } }'], ['subscription { news }'], ['subscription { x: other { name } }'], ['{ __typename t: __typename dog { __typename } }'],
  ['query A { dog { name } } query B { any }', {}, 'B'], ['query A { dog { name } } query B { any }'], ['query A { dog { name } } query B { any }', {}, ''], ['query A { any }', {}, 'C'], ['{ any }', {}, 'A'], ['{ any }', {}, ''], ['fragment F on Query { any }'], ['query A { any }'],
  ['query ($b: Boolean!) { any @skip(if: $b) dog @include(if: $b) { name @include(if: $b) @skip(if: $b) barks } }', { b: true }], ['query ($b: Boolean!) { any @skip(if: $b) dog @include(if: $b) { name } }', { b: false }], ['query ($b: Boolean = true) { any dog { name @skip(if: $b) barks } }', { b: null }], ['query ($b: Boolean = true) { any @include(if: $b) dog { name } }', { b: null }], ['query ($b: Boolean = true) { any dog { owner { relatives { ... @include(if: $b) { name } } } } }', { b: null }], ['query ($b: Boolean = true) { any @skip(if: true) @include(if: $b) dog @include(if: $b) @skip(if: true) { name } }', { b: null }],
  ['{ ...F any ... @include(if: false) { dog { name } } ...F @skip(if: true) dog { barks } } fragment F on Query { dog { name } ... on Query { any dog { nickname } } }'],
  ...[{}, { x: 1 }, { x: null }, { x: '1' }, { x: 1.5 }, { x: 2147483648 }, { x: true }, { x: [1] }, { x: {} }, { x: 1e2 }, { y: 1 }].map((given) => ['query ($x: Int) { args { int(x: $x) optional(x: $x) } }', given]),
  ...[{}, { x: 1 }, { x: null }, { x: '1' }].map((given) => ['query ($x: Int!) { args { nonNullInt(x: $x) } }', given]), ...[{}, { x: 1 }, { x: null }].map((given) => ['query ($x: Int = 5) { args { nonNullInt(x: $x) int(x: $x) optional(y: $x) two(y: $x, x: $x) } }', given]),
  ...['a', 1, 1.5, true, null, [], ['a', 1], ['a', null], [['a']], {}].map((x) => ['query ($x: [String!]) { args { nonNullStrings(x: $x) any(x: $x) } }', { x }]), ...['a', 1, [1], [[1]], [[1, null]], [null], [[]], 5].map((x) => ['query ($x: [[Int!]!]) { args { nested(x: $x) } }', { x }]),
  ...['5', 5, 5.0, 1e10, -0, 1.5, '', true, [5], 12345678901].map((x) => ['query ($x: ID) { args { id(x: $x) } }', { x }]), ...[5, 1.5, '5', true, 1e300, null].map((x) => ['query ($x: Float) { args { float(x: $x) } }', { x }]), ...['SIT', 'sit', 'SITT', 1, ['SIT'], {}, null, true].map((x) => ['query ($x: Command) { args { command(x: $x) } }', { x }]),
  ...[{}, { required: true }, { required: null }, { required: true, int: 'x', flag: 1 }, { required: true, unknown: 1, strin: 2 }, { required: true, inner: { required: true, inner: {} } }, { required: true, strings: 'one' }, { required: true, nonNullWithDefault: null }, 'x', [], [{ required: true }], null].map((x) => ['query ($x: Complex) { args { complex(x: $x) } }', { x }]),
  ...[{}, { string: 'a' }, { string: null }, { string: 'a', int: 1 }, { int: 'x' }, { unknown: 1 }, { one: { one: {} } }, { one: { string: 'b' } }, { string: 'a', int: null }].map((x) => ['query ($x: One!) { args { one(y: $x) } }', { x }]),
  ...[{}, { s: 'a' }, { s: null }].map((given) => ['query ($s: String = "d") { args { one(y: {string: $s}) } }', given]), ...[{}, { b: true }, { b: null }].map((given) => ['query ($b: Boolean = false, $i: Int) { args { complex(x: {required: $b, int: $i, strings: ["a", $unused]}) } }'.replace(', $unused', ''), given]),
  ...[{}, { s: 'a' }, { s: null }].map((given) => ['query ($s: String, $i: Int) { args { strings(x: ["x", $s]) any(x: {s: $s, l: [$s, $i], z: {b: 1, a: $i}}) complex(x: {required: true, string: $s, nonNullWithDefault: true}) } }', given]), ...[1, 'x', true, null, [1, [2]], { b: 1, a: { d: 2, c: [] } }].map((x) => ['query ($x: Any) { args { any(x: $x) a: any(x: [$x]) b: any(x: {y: $x}) } }', { x }]), ['query ($x: Any = {b: E, a: [1.0, "s", null]}) { args { any(x: $x) b: any(x: {b: E, a: [1.5e3, -0]}) } }'],
  ['query ($x: [Int] = 3, $y: [[Int!]!] = [[1], 2]) { args { any(x: $x) nested(x: $y) } }'.replace('any(x: $x)', 'any(x: 1) strings(x: "a")').replace('$x: [Int] = 3, ', '')], ['{ args { strings(x: "a") nested(x: 5) complex(x: {required: true, strings: "b"}) float(x: 5) id(x: 5) optional } }'],
  ['{ __schema { types { name } directives { name } } a: __type(name: "Being") { possibleTypes { name } } b: __type(name: "CatOrDog") { possibleTypes { name } } }'],
  ['{ __schema { queryType { name fields { name } } directives { name isRepeatable } } __type(name: "One") { kind isOneOf inputFields { name type { name } defaultValue } fields { name } } n: __type(name: "No") { name } }'], ['query ($n: String!, $d: Boolean = true) { __type(name: $n) { name kind fields(includeDeprecated: $d) { name args { name defaultValue } } possibleTypes { name } } }', { n: 'Args' }],
];

export function fixedCases() {
  const introspectable = (schema) => [{ command: 'validateSchema', schema }, { command: 'printSchema', schema }, { command: 'introspect', schema }];
  const all = [
    ...texts.map((document) => ({ command: 'parse', document })),
    ...documents.flatMap((document) => [{ command: 'parse', document }, { command: 'validate', schema: zoo, document }]),
    ...[zoo, open, ...schemas].flatMap((schema) => [{ command: 'parse', document: schema }, ...introspectable(schema)]),
    ...operations.map(([document, variables, operationName]) => ({ command: 'execute', schema: open, document, data, ...(variables && { variables }), ...(operationName !== undefined && { operationName }) })),
  ];
  return all.map((request, index) => ({ seed: `none, fixed case ${index + 1}`, requests: [request] }));
}
