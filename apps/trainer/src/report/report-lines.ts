import { displayPath } from '../folders';
import { say } from '../language';
import type { Terminal } from '../terminal/terminal';
import type { ReportListener } from './run-reporter';

/** Prints a line when reports stop to reach a dashboard, and one when they do again. */
export function linesOfReports(terminal: Terminal, address: string): ReportListener {
  return {
    onLost: (reason) =>
      terminal.line(
        say({
          en: `Can't send runs to ${address}: ${reason} Trainings go on, and sending is tried again every second.`,
          ko: `${address}에 실행을 보낼 수 없음: ${reason} 학습은 계속하고, 1초마다 다시 보내 봅니다.`,
        }),
      ),
    onBack: () =>
      terminal.line(say({ en: `${address} takes runs again`, ko: `${address}에 실행을 다시 보냄` })),
    onRefused: (run, reason) =>
      terminal.line(
        say({
          en: `${address} refuses run ${run}: ${reason}`,
          ko: `${address}에서 실행 ${run}을(를) 받지 않음: ${reason}`,
        }),
      ),
  };
}

/** Says which runs could not be sent, and how to send them. */
export function printUnsent(ids: readonly string[], runsDir: string, terminal: Terminal): void {
  if (ids.length === 0) return;
  const [names, folder] = [ids.join(', '), displayPath(runsDir)];
  terminal.line(
    say({
      en: `Not sent completely: ${names}. They are in ${folder}; the same command sends the rest.`,
      ko: `다 보내지 못한 실행: ${names}. 실행은 ${folder} 폴더에 있으며, 같은 명령이 나머지를 보냅니다.`,
    }),
  );
}
