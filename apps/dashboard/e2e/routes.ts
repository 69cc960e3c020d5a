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

/** The route's path with these values of its parameters, encoded already. */
export function pathOf({ path }: Route, values: Record<'id' | 'other' | 'split' | 'file', string>): string {
  return `/api/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name as 'id'])}`;
}
