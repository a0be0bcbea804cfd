-- Asks what anybody may ask without end, for wrk, by turns: an attempt beyond the limit, a forged callback, two pages.
-- usage: wrk -s hammer.lua URL -- PRODUCT PAGE, both tokens
local place = 0

function init(arguments)
  local product, page = arguments[1], arguments[2]
  local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }
  local forged = {
    ["Content-Type"] = "application/json",
    ["Stripe-Signature"] = string.format("t=%d,v1=%s", os.time(), string.rep("0", 64)),
  }
  requests = {
    wrk.format("POST", "/p/" .. product, form, "provider=stripe&name=A&email=a%40evil.test"),
    wrk.format("GET", "/p/" .. page),
    wrk.format("POST", "/callback/stripe", forged, '{"id":"evt_1","object":"event"}'),
    wrk.format("GET", "/p/" .. product),
  }
end

function request()
  place = place % #requests + 1
  return requests[place]
end
