import { displayPath } from '../folders';
import type { RunFile } from '@rnn-lab/runs';
import type { Damage, Log } from './log';

type Caveat = RunFile['caveats'][number];

const FORMATS: Readonly<Record<Log['format'], Caveat>> = {
  tensorboard: {
    en: 'a log of TensorBoard: hyperparameters, model and data aren’t known.',
    ko: 'TensorBoard 로그에서 가져온 실행입니다. 하이퍼파라미터, 모델, 데이터는 알 수 없습니다.',
  },
  'keras-csv': {
    en: 'a log of Keras’s CSVLogger: hyperparameters, model, data and duration aren’t known, and its date is that of the file.',
    ko: 'Keras CSVLogger의 로그에서 가져온 실행입니다. 하이퍼파라미터, 모델, 데이터, 소요 시간은 알 수 없으며, 날짜는 파일의 날짜입니다.',
  },
};

/** What a reader of an imported run must know. */
export function caveatsOf({ format, damage, replaced }: Log): Caveat[] {
  const { en, ko } = FORMATS[format];
  return [
    { en: `Imported from ${en}`, ko },
    ...damage.map(damaged),
    ...(replaced.values > 0 ? [restarted(replaced)] : []),
  ];
}

function damaged({ file, at, records }: Damage): Caveat {
  const [name, byte] = [displayPath(file), at.toLocaleString('en')];
  if (records === null) {
    return {
      en: `${name} is cut or damaged at byte ${byte}: what follows is missing.`,
      ko: `${name} 파일이 ${byte}바이트에서 잘렸거나 손상되어 그 뒤의 값이 없습니다.`,
    };
  }
  return {
    en: `${name} has ${records === 1 ? 'a damaged record' : `${records} damaged records, the first`} at byte ${byte}: what ${records === 1 ? 'it' : 'they'} had is missing.`,
    ko: `${name} 파일의 ${byte}바이트부터 손상된 레코드가 ${records}개 있어 그 값이 없습니다.`,
  };
}

function restarted({ values, fromStep }: Log['replaced']): Caveat {
  const count = values.toLocaleString('en');
  return {
    en: `The training began again from step ${fromStep} on: ${values === 1 ? 'one value that was' : `${count} values that were`} logged before ${values === 1 ? 'is' : 'are'} left out.`,
    ko: `학습이 ${fromStep}단계부터 다시 시작되어, 그 전에 기록된 값 ${count}개는 뺐습니다.`,
  };
}
