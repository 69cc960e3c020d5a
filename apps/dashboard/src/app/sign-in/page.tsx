import { signInMessages } from '#i18n/sign-in';
import { currentLanguage } from '#server/locale/language';
import { localPath } from '#server/security/local-path';
import { Button } from '#components/button';
import styles from './page.module.css';
import type { Metadata } from 'next';

type Search = Record<string, string | string[] | undefined>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: signInMessages[await currentLanguage()].title };
}

/** A plain form, which works before any script has been loaded. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, wrong } = await searchParams;
  const text = signInMessages[await currentLanguage()];
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
      <p id="hint" className={styles.hint}>
        {text.hint}
      </p>
      {wrong !== undefined && (
        <p className={styles.wrong} role="alert">
          {text.wrong}
        </p>
      )}
      <Button type="submit" look="primary">
        {text.submit}
      </Button>
    </form>
  );
}
