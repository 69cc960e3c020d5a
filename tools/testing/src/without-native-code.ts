// For `node --require`: no native addon loads in this process and its threads, as on a platform for which a package ships
// no binary.
process.dlopen = (_module: object, file: string) => {
  const error = new Error(`${file}: cannot open shared object file: No such file or directory`);
  throw Object.assign(error, { code: 'ERR_DLOPEN_FAILED' });
};
