"""The whole bot in a storm: many people, every fault, killed again and again.

`__main__` is the command; `weather` makes what goes wrong, `people` what is asked and pressed,
`bot` starts and kills the real process, `judging` says from the server's side whether each
question ended once.
"""
