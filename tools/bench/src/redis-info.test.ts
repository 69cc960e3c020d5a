import { commandCalls, parseInfo } from './redis-info';

const info = (calls: number, memory = 1000) =>
  parseInfo(
    [
      '# Server',
      'redis_version:7.0.15',
      '',
      `used_memory:${memory}`,
      'total_net_input_bytes:20',
      'total_net_output_bytes:30',
      'used_cpu_sys:0.25',
      'used_cpu_user:0.5',
      `cmdstat_evalsha:calls=${calls},usec=5,usec_per_call=5.00,rejected_calls=0,failed_calls=0`,
      `cmdstat_client|setname:calls=1,usec=5,usec_per_call=5.00,rejected_calls=0,failed_calls=0`,
      '',
    ].join('\r\n'),
  );

test('the counters of INFO are read', () => {
  expect(info(3)).toEqual({
    ...{ version: '7.0.15', memory: 1000, received: 20, sent: 30, cpuSeconds: 0.75 },
    calls: new Map([
      ['evalsha', 3],
      ['client|setname', 1],
    ]),
  });
});

test('calls are counted per job, without those that were made before', () => {
  expect(commandCalls(info(3), info(23), 10)).toEqual({ evalsha: 2 });
});
