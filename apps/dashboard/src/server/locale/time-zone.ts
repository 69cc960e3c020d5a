import { cookies } from 'next/headers';

/** The viewer's time zone from a cookie that the pages set; on the first visit, the server's. */
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
