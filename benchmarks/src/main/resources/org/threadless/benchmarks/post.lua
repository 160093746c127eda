-- Messages of 10,000 phones, one after the other; what came of them as a line of JSON.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"

local n = 0
local thread_number = 0

function setup(thread)
  thread:set("start", thread_number * 5000)
  thread_number = thread_number + 1
end

function init(arguments)
  -- Of each run and thread its own.
  id = arguments[1] == "NEW" and "&id=" .. os.time() .. "." .. start .. "." or nil
end

function request()
  n = n + 1
  local form = "identity=" .. (1000000 + (start + n) % 10000) .. "&text=echo+hello"
  return wrk.format(nil, nil, nil, id and form .. id .. n or form)
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format(
    'RESULT {"requests":%d,"micros":%d,"failed":%d,"p50":%d,"p99":%d,"p999":%d}',
    summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
