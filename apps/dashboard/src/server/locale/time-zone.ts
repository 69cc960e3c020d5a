import { cookies } from 'next/headers';

/** The viewer's time zone, which the pages tell by a cookie; the server's at the first visit. */
export async function currentTimeZone(): Promise<string> {
  const told = (await cookies()).get('time-zone')?.value;
  return told && isTimeZone(told) ? told : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
