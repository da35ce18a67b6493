Option Explicit
TALK 1
