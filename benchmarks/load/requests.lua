-- wrk's script: -- FILE COUNT STAMP
-- FILE   a path with its parameters a line. A tab in it is the place of STAMP and of a number, so that
--        no text is asked twice. A long one is sent as a form: not every server takes it in an address.
-- COUNT  stop after so many answers; 0: at the end of wrk's time.
-- The figures are printed as JSON, in a line that begins with "figures".
local ffi = require("ffi")
ffi.cdef[[int kill(int pid, int signal); int getpid(void);]]
local SIGINT = 2
local LONG = 4000
local NUMBER = "%09d"
local PLACE = ("\t"):rep(9)

local heads, tails, asked, answered = {}, {}, 0, 0

-- Returns the whole request for a line.
local function whole(line)
  if #line <= LONG then
    wrk.path = line
    return wrk.format("GET")
  end
  local path, form = line:match("^([^?]*)?(.*)$")
  local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
  for name, value in pairs(wrk.headers) do headers[name] = value end
  return wrk.format("POST", path, headers, form)
end

local function next_request()
  local place = asked % #heads + 1
  asked = asked + 1
  if not tails[place] then return heads[place] end
  return heads[place] .. NUMBER:format(asked) .. tails[place]
end

function init(arguments)
  for line in io.lines(arguments[1]) do
    local text = whole((line:gsub("\t", arguments[3] .. PLACE)))
    local first, last = text:find(PLACE, 1, true)
    heads[#heads + 1] = first and text:sub(1, first - 1) or text
    if first then tails[#heads] = text:sub(last + 1) end
  end
  -- For one request that is always the same, wrk needs not call us: it sends that of wrk.path.
  if #heads > 1 or tails[1] then request = next_request end
  local count = tonumber(arguments[2])
  if count > 0 then
    response = function()
      answered = answered + 1
      if answered == count then ffi.C.kill(ffi.C.getpid(), SIGINT) end
    end
  end
end

function done(summary, latency, _)
  local errors = summary.errors
  print(string.format(
    'figures {"seconds": %.6f, "requests": %d, "bytes": %d, "refused": %d, "broken": %d, "late": %d, '
      .. '"p50": %.3f, "p99": %.3f, "longest": %.3f}',
    summary.duration / 1e6, summary.requests, summary.bytes, errors.status,
    errors.connect + errors.read + errors.write, errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
