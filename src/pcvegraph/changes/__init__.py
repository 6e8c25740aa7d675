"""What a change of the graph means, in words: of each thing what, when and on whose word."""
