import stringWidth from 'string-width';
import { say } from '../language';
import type { Command, HelpConfiguration } from 'commander';
import type { Texts } from '@rnn-lab/lab';

/** Commander's own headings. */
const HEADINGS: Readonly<Record<string, Texts>> = {
  'Usage:': { en: 'Usage:', ko: '사용법:' },
  'Arguments:': { en: 'Arguments:', ko: '인수:' },
  'Options:': { en: 'Options:', ko: '옵션:' },
  'Commands:': { en: 'Commands:', ko: '명령:' },
};

const HELP: HelpConfiguration = {
  styleTitle: (heading) => say(HEADINGS[heading] ?? heading),
  optionDescription: ({ description, defaultValueDescription }) =>
    defaultValueDescription === undefined
      ? description
      : say({
          en: `${description} (default: ${defaultValueDescription})`,
          // Not two pairs of parentheses side by side.
          ko: `${description.endsWith(')') ? `${description.slice(0, -1)}, ` : `${description}(`}기본값: ${defaultValueDescription})`,
        }),
  // A Korean syllable is two columns wide.
  displayWidth: stringWidth,
  // Beside the longest flags, 80 columns leave fewer than Commander's 40.
  minWidthToWrap: 30,
};

/** Help in the user's language, for the commands that are added afterwards too. */
export function addHelp(program: Command): Command {
  return program
    .configureHelp(HELP)
    .helpOption('-h, --help', say({ en: 'display help for command', ko: '명령 설명 보기' }))
    .helpCommand('help [command]', say({ en: 'explain a command', ko: '명령 설명 보기' }));
}
