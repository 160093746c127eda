-- What all loads have: a count of each thread, and what came of them as a line of JSON.
local n = 0
local thread_number = 0

function setup(thread)
  thread:set("start", thread_number * 5000)
  thread_number = thread_number + 1
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format(
    'RESULT {"requests":%d,"micros":%d,"failed":%d,"p50":%d,"p99":%d,"p999":%d}',
    summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
