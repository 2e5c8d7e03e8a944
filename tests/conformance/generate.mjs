import { DocumentMaker } from './documents.mjs';
import { mutate, relayout, scratch, soup } from './mutate.mjs';
import { Random } from './random.mjs';
import { SchemaMaker } from './schemas.mjs';

/** The requests that a seed stands for. */
export function randomCases(seed) {
  const random = new Random(seed);
  const maker = new SchemaMaker(random).make();
  const schema = maker.sdl();
  const broken = () => mutate(random, schema, 1 + random.below(3));
  const requests = [
    { command: 'validateSchema', schema },
    { command: 'printSchema', schema },
    { command: 'introspect', schema },
    { command: 'parse', document: schema },
    { command: 'validateSchema', schema: relayout(random, broken()) },
    { command: 'parse', document: scratch(random, schema) },
    ...random.many(3, 3, () => ({ command: 'validateSchema', schema: broken() })),
    ...random.many(1, 1, () => ({ command: 'printSchema', schema: broken() })),
    ...random.many(3, 3, () => ({ command: 'parse', document: soup(random) })),
  ];
  for (let i = 0; i < 4; i++) {
    const documents = new DocumentMaker(random, maker);
    const { document, operationName, root } = documents.make();
    const wrong = random.pick([0, 0.02, 0.1]);
    const execution = () => ({
      command: 'execute', schema, variables: documents.values(random.pick([0, 0, 0.1])), ...(operationName !== undefined && { operationName }),
      data: documents.data(root, 3, wrong),
    });
    requests.push(
      { command: 'parse', document },
      { command: 'validate', schema, document },
      { ...execution(), document },
      { ...execution(), document },
      { command: 'parse', document: scratch(random, document) },
      { command: 'parse', document: relayout(random, document) },
      { command: 'validate', schema, document: relayout(random, mutate(random, document)) },
      ...random.many(3, 3, () => ({ command: 'validate', schema, document: mutate(random, document, 1 + random.below(3)) })),
      { ...execution(), document: mutate(random, document, 1) },
      ...random.many(2, 2, () => ({ command: 'validate', schema, document: new DocumentMaker(random, maker).makeLoose() })),
    );
  }
  return requests;
}
