-- Messages of 10,000 phones, one after the other.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"

function init(arguments)
  -- Of each run and thread its own.
  id = arguments[1] == "NEW" and "&id=" .. os.time() .. "." .. start .. "." or nil
end

function request()
  n = n + 1
  local form = "identity=" .. (1000000 + (start + n) % 10000) .. "&text=echo+hello"
  return wrk.format(nil, nil, nil, id and form .. id .. n or form)
end
