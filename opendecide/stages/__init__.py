"""Records in, records out: one room a step, and none looks back.

`filling` a profile's blanks, `weighing` what the deciders said, `assessment` of performances on
scales; what the `market` has, the `candidates` made of it, their `billing`; the `gates` and the
`screening` through them. `run` goes this way once. `findings` are records of what came out; `hybrid`
puts several together, the `verdict` answers, the `plan` says what to do; `stress` asks what would
change it all, with `newcomers` and `favourites` telling it where to look.
"""
