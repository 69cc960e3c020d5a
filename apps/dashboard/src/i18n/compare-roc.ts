const en = {
  title: 'ROC and precision–recall',
  of: (split: string) => `Of the two-class predictions of the split “${split}”, the curves over each other.`,
  otherData: 'These runs predict different data: areas of different data don’t compare.',
  roc: 'ROC',
  auc: 'AUC',
  precisionRecall: 'Precision–recall',
  averagePrecision: 'AP',
  falsePositiveRate: 'False positive rate',
  truePositiveRate: 'True positive rate',
  recall: 'Recall',
  precision: 'Precision',
  chance: 'Chance',
};

const ko: typeof en = {
  title: 'ROC와 정밀도–재현율',
  of: (split) => `“${split}” 분할에서 클래스가 2개인 예측의 곡선을 겹쳐 그렸습니다.`,
  otherData: '이 실행들은 서로 다른 데이터를 예측합니다. 데이터가 다르면 면적을 비교할 수 없습니다.',
  roc: 'ROC',
  auc: 'AUC',
  precisionRecall: '정밀도–재현율',
  averagePrecision: 'AP',
  falsePositiveRate: '거짓 양성률',
  truePositiveRate: '참 양성률',
  recall: '재현율',
  precision: '정밀도',
  chance: '무작위',
};

export const compareRocMessages = { en, ko };
