const en = {
  lost: 'Connection to the server lost since',
  about: 'The page shows the state at that time and updates once the server responds again.',
};

const ko: typeof en = {
  lost: '서버와 연결이 끊긴 시각:',
  about: '화면의 내용은 그때의 것입니다. 서버가 다시 응답하면 자동으로 이어집니다.',
};

export const connectionMessages = { en, ko };
