/**
 * The run's id from the `params` of a page component, which Next.js passes encoded. `generateMetadata` and the routes of the
 * API get theirs decoded and must not decode them again: a folder may be called `100%` or `%41`.
 */
export async function idOfPage(params: Promise<{ id: string }>): Promise<string> {
  return decodeURIComponent((await params).id);
}
