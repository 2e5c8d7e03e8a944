-- One document, and of a list of ids some much more often than others (by Zipf's law); BODY names the body with ID for the id, IDS the list.
local file = assert(io.open(os.getenv("BODY"), "rb"))
local body = file:read("*a")
file:close()
local ids = {}
for id in io.lines(os.getenv("IDS")) do
  ids[#ids + 1] = id
end

local bounds, sum = {}, 0
for i = 1, #ids do
  sum = sum + 1 / i
  bounds[i] = sum
end

-- Drawn beforehand: it is the server that is to be measured.
local order, next = {}, 0
math.randomseed(7)
for i = 1, 65536 do
  local x, low, high = math.random() * sum, 1, #ids
  while low < high do
    local middle = math.floor((low + high) / 2)
    if bounds[middle] < x then low = middle + 1 else high = middle end
  end
  order[i] = low
end

-- Only here wrk knows the host.
local requests = {}
init = function()
  for i, id in ipairs(ids) do
    local filled = body:gsub("ID", id, 1)
    requests[i] = wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, filled)
  end
end

request = function()
  next = next % #order + 1
  return requests[order[next]]
end
