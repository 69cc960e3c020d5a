const en = {
  step: 'Step',
  epoch: 'Epoch',
  time: 'Time of day',
  relative: 'Training time',
  logScale: 'Log scale',
  smoothing: 'Smoothing',
  xAxis: 'X axis',
  zoomIn: 'Zoom in',
  resetZoom: 'Reset zoom',
  savePng: 'Save as PNG',
  noPoints: 'No points yet.',
  raw: 'raw',
  smoothedAndRaw: 'Smoothed (raw)',
  /** What the legend shows while there is no cursor. */
  lastValues: 'Last values',
  help: 'Arrow keys move the cursor (Shift: faster), Home and End go to the ends, plus zooms in, Escape resets the zoom. Drag over the chart to zoom, double-click to reset.',
};

const ko: typeof en = {
  step: '스텝',
  epoch: '에포크',
  time: '시각',
  relative: '학습 시간',
  logScale: '로그 눈금',
  smoothing: '평활화',
  xAxis: '가로축',
  zoomIn: '확대',
  resetZoom: '확대 해제',
  savePng: 'PNG로 저장',
  noPoints: '아직 데이터가 없습니다.',
  raw: '원래 값',
  smoothedAndRaw: '평활화한 값 (원래 값)',
  lastValues: '마지막 값',
  help: '화살표 키로 커서를 옮기고(Shift를 누르면 더 빠르게), Home과 End로 양 끝으로 갑니다. +로 확대하고 Esc로 확대를 해제합니다. 마우스로 끌면 확대되고, 두 번 누르면 해제됩니다.',
};

export const chartMessages = { en, ko };
