import { cookies } from 'next/headers';
import { isTheme } from '#api/theme';
import type { Theme } from '#api/theme';

/** The chosen theme, else the system's. */
export async function currentTheme(): Promise<Theme> {
  const chosen = (await cookies()).get('theme')?.value;
  return isTheme(chosen) ? chosen : 'system';
}
