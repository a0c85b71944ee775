-- What wrk does with each answer of the preview: counts those that are no whole page of one build. See load.test.mjs.

local paths = { "/zh/a.html", "/zh/b.html", "/ja/a.html" }
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init()
  turn, answers, server_errors, refused, short, mixed = 0, 0, 0, 0, 0, 0
end

function request()
  turn = turn + 1
  return wrk.format("GET", paths[turn % #paths + 1])
end

function response(status, headers, body)
  answers = answers + 1
  if status >= 500 then
    server_errors = server_errors + 1
  elseif status ~= 200 then
    refused = refused + 1
  elseif not body:find("</html>%s*$") then
    short = short + 1
  elseif body:match("<title>%D*(%d+)") ~= body:match("<main.*EDIT(%d+)") then
    mixed = mixed + 1
  end
end

function done(summary)
  local function sum(name)
    local total = 0
    for _, thread in ipairs(threads) do
      total = total + thread:get(name)
    end
    return total
  end
  local errors = summary.errors
  print(string.format(
    'counts {"answers": %d, "server_errors": %d, "refused": %d, "short": %d, "mixed": %d, "broken": %d}',
    sum("answers"), sum("server_errors"), sum("refused"), sum("short"), sum("mixed"),
    errors.connect + errors.read + errors.write + errors.timeout
  ))
end
