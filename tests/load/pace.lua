-- As zipf.lua, but each connection rests two milliseconds after an answer, so that the rate is the number of connections' choice.
dofile("tests/load/zipf.lua")
delay = function()
  return 2
end
