import { signInMessages } from '#i18n/sign-in';
import { currentLanguage } from '#server/locale/language';
import { localPath } from '#server/security/local-path';
import { SignInForm } from '#features/sign-in/sign-in-form';
import type { Metadata } from 'next';

type Search = Record<string, string | string[] | undefined>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: signInMessages[await currentLanguage()].title };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, wrong } = await searchParams;
  return (
    <SignInForm
      language={await currentLanguage()}
      next={localPath(String(next ?? '/'))}
      isWrong={wrong !== undefined}
    />
  );
}
