FOR EACH letter IN ["a"] ONCE
  TALK letter
NEXT
