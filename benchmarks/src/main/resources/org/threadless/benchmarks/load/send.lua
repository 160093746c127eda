-- Messages that a program sends through the API.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

function init(arguments)
  wrk.headers["Authorization"] = "Bearer " .. arguments[1]
  recipients = tonumber(arguments[2])
  -- Of each run and thread its own.
  key = arguments[3] == "KEY" and os.time() .. "." .. start .. "." or nil
end

local function phone(i)
  return '"' .. (1000000 + i % 1000000) .. '"'
end

function request()
  local to = {}
  for i = 1, recipients do
    to[i] = phone(start + n * recipients + i)
  end
  n = n + 1
  if key then
    wrk.headers["Idempotency-Key"] = key .. n
  end
  return wrk.format(nil, nil, nil,
    '{"backend":"inline","text":"echo hello","to":[' .. table.concat(to, ",") .. ']}')
end
