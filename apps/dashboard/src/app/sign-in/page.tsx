import { browserLanguage } from '../../browser-language';
import { signInMessages } from '../../messages/sign-in';
import { localPath } from '../../server/local-path';
import styles from './page.module.css';
import type { Metadata } from 'next';

type Search = Record<string, string | string[] | undefined>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: signInMessages[await browserLanguage()].title };
}

/** A plain form, which works before any script has been loaded. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, wrong } = await searchParams;
  const text = signInMessages[await browserLanguage()];
  return (
    <form className={styles.form} action="/api/v1/session" method="post">
      <h1>{text.title}</h1>
      <input type="hidden" name="next" value={localPath(String(next ?? '/'))} />
      <label htmlFor="token">{text.token}</label>
      <input
        id="token"
        name="token"
        type="password"
        autoComplete="current-password"
        required
        autoFocus
        aria-describedby="hint"
        aria-invalid={wrong !== undefined}
      />
      <p id="hint">{text.hint}</p>
      {wrong !== undefined && <p role="alert">{text.wrong}</p>}
      <button type="submit">{text.submit}</button>
    </form>
  );
}
