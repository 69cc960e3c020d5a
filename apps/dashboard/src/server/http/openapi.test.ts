import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { openApiDocument } from './openapi';

const APP = join(__dirname, '../../app');
const API = 'api/v1';
/** Answers any other path with an error. */
const ELSE = 'api/[...path]/route.ts';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Like "GET /runs/{id}", for every method that a route file exports. */
function routes(): string[] {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => basename(file) === 'route.ts' && file !== ELSE)
    .flatMap((file) => {
      const path = `/${relative(API, dirname(file))}`.replaceAll('[', '{').replaceAll(']', '}');
      const methods = Object.keys(require(join(APP, file)) as object);
      return methods.map((method) => `${method} ${path}`);
    })
    .sort();
}

function documented(): string[] {
  return Object.entries(openApiDocument().paths ?? {})
    .flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((key) => METHODS.includes(key))
        .map((method) => `${method.toUpperCase()} ${path}`),
    )
    .sort();
}

it('describes every route, and no other', () => {
  expect(routes()).toContain('PATCH /runs/{id}');
  // One file serves the table and the page of predictions.
  const table = 'GET /runs/{id}/predictions/{split}.csv';
  expect(documented()).toContain(table);
  expect(documented().filter((each) => each !== table)).toEqual(routes());
});

it('describes the parameters of a query, and numbers that may be null', () => {
  const document = JSON.parse(JSON.stringify(openApiDocument()));
  const query = document.paths['/runs'].get.parameters;
  expect(query.find(({ name }: { name: string }) => name === 'group').schema).toMatchObject({
    enum: ['none', 'experiment', 'seeds'],
    default: 'none',
  });
  const { lines } = document.components.schemas.MetricsUpdate.properties;
  expect(lines.items.additionalProperties.type).toEqual(['number', 'null']);
  expect(document.paths['/runs/{id}'].patch.requestBody.content['application/json'].schema).toMatchObject({
    additionalProperties: false,
  });
});
