import { openApiDocument } from '#server/http/openapi';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export interface Route {
  method: string;
  /** With the names of parameters in braces. */
  path: string;
  isOpen: boolean;
  hasBody: boolean;
}

/** Every route of the API; a test of the document compares it with the route files. */
export const routes: Route[] = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, operations]) =>
  METHODS.flatMap((method) => {
    const operation = operations[method.toLowerCase() as 'get'];
    if (!operation) return [];
    const isOpen = operation.security?.length === 0;
    return [{ method, path, isOpen, hasBody: operation.requestBody !== undefined }];
  }),
);

/** The route's path with these values of its parameters, encoded already. It throws if one has none. */
export function pathOf({ path }: Route, values: Readonly<Record<string, string>>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (!(name in values)) throw new Error(`The parameter ${name} of ${path} has no value.`);
    return values[name];
  });
  return `/api/v1${filled}`;
}

/** The names of the path's parameters. */
export function parametersOf({ path }: Route): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
}
