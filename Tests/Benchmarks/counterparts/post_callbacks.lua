-- Posts a folder of raw requests for wrk, each once: every thread its own part, and from the start again at the end.
-- usage: wrk -s post_callbacks.lua URL -- FOLDER COUNT THREADS
local serial = 0

function setup(thread)
  thread:set("part", serial)
  serial = serial + 1
end

function init(arguments)
  requests, place = {}, 0
  local folder, count, threads = arguments[1], tonumber(arguments[2]), tonumber(arguments[3])
  for number = part, count - 1, threads do
    local file = io.open(string.format("%s/%06d.http", folder, number), "rb")
    local text = file:read("*a")
    file:close()
    local head, body = text:match("^(.-\r\n)\r\n(.*)$")
    local headers = { ["Content-Type"] = "application/json" }
    headers["Stripe-Signature"] = head:match("Stripe%-Signature: ([^\r\n]+)")
    requests[#requests + 1] = wrk.format("POST", "/callback/stripe", headers, body)
  end
end

function request()
  place = place % #requests + 1
  return requests[place]
end
