const en = {
  title: 'Sign in',
  token: 'Token',
  hint: 'The value of RNN_LAB_TOKEN on the machine that serves this dashboard.',
  submit: 'Sign in',
  wrong: 'Wrong token. Check it and try again.',
};

const ko: typeof en = {
  title: '로그인',
  token: '토큰',
  hint: '이 대시보드를 실행하는 컴퓨터의 RNN_LAB_TOKEN 값입니다.',
  submit: '로그인',
  wrong: '토큰이 맞지 않습니다. 확인한 뒤 다시 입력해 주십시오.',
};

export const signInMessages = { en, ko };
