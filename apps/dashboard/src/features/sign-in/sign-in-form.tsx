import { API_ROOT } from '#api/links';
import { Button } from '#components/button';
import { signInMessages } from '#i18n/sign-in';
import styles from './sign-in-form.module.css';
import type { Language } from '#api/language';

interface SignInFormProps {
  language: Language;
  /** Path to go to after signing in. */
  next: string;
  /** Whether the last token was wrong. */
  isWrong: boolean;
}

/** A plain form, which works before any script has loaded. */
export function SignInForm({ language, next, isWrong }: SignInFormProps) {
  const text = signInMessages[language];
  return (
    <form className={styles.form} action={`${API_ROOT}/session`} method="post">
      <h1>{text.title}</h1>
      <input type="hidden" name="next" value={next} />
      <label htmlFor="token">{text.token}</label>
      <input
        id="token"
        name="token"
        type="password"
        autoComplete="current-password"
        required
        // The page has nothing else to do.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-describedby="hint"
        aria-invalid={isWrong}
      />
      <p id="hint" className={styles.hint}>
        {text.hint}
      </p>
      {isWrong && (
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
